//! Which sites to open so that the demand pays least, with proof: branch and bound on bounds in exact integers.
//!
//! A node of the tree is a smaller question of the same form. Each is bounded by [`relaxation`]; sites whose
//! savings show that they cannot or must take part are fixed, and what is left splits on the site that the
//! relaxation is least sure about.
//!
//! # Source
//! Beasley 1985, "A note on solving large p-median problems" (reduction tests and tree search).

use crate::siting::deadline::Deadline;
use crate::siting::interchange::{greedy_opening, interchange};
use crate::siting::opening_node::Node;
use crate::siting::opening_question::OpeningQuestion;
use crate::siting::relaxation::{Effort, Relaxation, Relaxed, relaxation};
use crate::siting::shortlists::Choice;

const ROOT_EFFORT: Effort = Effort {
    steps: 2000,
    patience: 25,
    length: 1.0,
};
const NODE_EFFORT: Effort = Effort {
    steps: 150,
    patience: 8,
    length: 0.5,
};
/// Swaps start at every so many steps of the first relaxation, and whenever a step meets a cheaper set.
const STEPS_BETWEEN_SWAPS: usize = 40;

/// The cheapest set found, and how cheap any set could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningAnswer {
    /// The sites that open, ascending, and their cost; `None` when no allowed set was found.
    pub cheapest: Option<(Vec<u32>, i64)>,
    /// No allowed set costs less.
    pub bound: i64,
    /// Whether the search came to its end: the set is the cheapest, or there is none.
    pub complete: bool,
}

/// Searches until the cheapest set is proven or the deadline has passed.
pub fn cheapest_opening(question: &OpeningQuestion<'_>, deadline: &Deadline) -> OpeningAnswer {
    let mut search = Search {
        question,
        deadline,
        cheapest: None,
    };
    let Some(root) = Node::root(question) else {
        return OpeningAnswer {
            cheapest: None,
            bound: i64::MAX,
            complete: true,
        };
    };
    search.start(&root);
    let mut open_nodes = vec![root];
    let mut effort = ROOT_EFFORT;
    while let Some(node) = open_nodes.pop() {
        if deadline.passed() {
            open_nodes.push(node);
            break;
        }
        if search.is_beaten(node.bound) {
            continue;
        }
        open_nodes.extend(search.split(node, effort));
        effort = NODE_EFFORT;
    }
    let best = search.cheapest.as_ref().map_or(i64::MAX, |&(_, cost)| cost);
    let bound = open_nodes
        .iter()
        .map(|node| node.bound)
        .min()
        .unwrap_or(best)
        .min(best);
    OpeningAnswer {
        complete: open_nodes.is_empty() || bound == best,
        cheapest: search.cheapest,
        bound,
    }
}

struct Search<'a> {
    question: &'a OpeningQuestion<'a>,
    deadline: &'a Deadline,
    cheapest: Option<(Vec<u32>, i64)>,
}

impl Search<'_> {
    /// First sets: sites added one by one, to none and to those that the question begins with.
    fn start(&mut self, root: &Node) {
        let rules = self.question.rules;
        let known = self.question.first_set.iter().copied();
        let known: Vec<u32> = known
            .filter(|site| root.candidates.contains(site))
            .collect();
        for first in [Vec::new(), known] {
            let Some(more) = root.to_open.checked_sub(first.len()) else {
                continue;
            };
            let mut chosen = first;
            let opened: Vec<u32> = root.opened.iter().chain(&chosen).copied().collect();
            chosen.extend(greedy_opening(
                &root.lists,
                &root.candidates,
                more,
                rules,
                &opened,
            ));
            if chosen.len() == root.to_open {
                self.improve(root, &mut chosen);
            }
        }
    }

    /// Bounds a node, fixes what can be fixed, and splits the rest; empty when nothing cheaper can be in it.
    fn split(&mut self, mut node: Node, mut effort: Effort) -> Vec<Node> {
        loop {
            if node.to_open == 0 || node.candidates.len() == node.to_open {
                let mut all = node.candidates.clone();
                all.truncate(node.to_open);
                self.meet(&node, &all);
                return Vec::new();
            }
            let relaxed = self.bounded(&mut node, effort);
            if self.is_beaten(node.bound) {
                return Vec::new();
            }
            let (open, closed) = self.fixed(&node, &relaxed);
            if open.is_empty() && closed.is_empty() {
                return self.branches(&node, &relaxed);
            }
            let fixed = open.len() + closed.len();
            let candidates = node.candidates.len();
            let Some(smaller) = node.smaller(self.question, &open, &closed) else {
                return Vec::new();
            };
            node = smaller;
            if fixed * 10 < candidates {
                return self.branches(&node, &relaxed);
            }
            effort = NODE_EFFORT;
        }
    }

    fn bounded(&mut self, node: &mut Node, effort: Effort) -> Relaxation {
        let mut prices = std::mem::take(&mut node.prices);
        let first = node.bound == i64::MIN;
        if first {
            prices = self.first_prices(node);
        }
        let relaxed = Relaxed {
            lists: &node.lists,
            candidates: &node.candidates,
            to_open: node.to_open,
            sites: self.question.rules.sites(),
        };
        // Counting everything takes long: only the last set of the climb is worth it.
        let asks_little = self.question.whole_set.is_none();
        let mut cheapest_met = i64::MAX;
        let mut steps = 0;
        let enough = self.threshold();
        let deadline = self.deadline;
        let best = relaxation(relaxed, &mut prices, effort, enough, deadline, |chosen| {
            let cost = if asks_little {
                self.meet(node, chosen)
            } else {
                node.listed_cost(self.question, chosen)
            };
            if first && (cost < cheapest_met || steps % STEPS_BETWEEN_SWAPS == 0) {
                self.improve(node, &mut chosen.to_vec());
            }
            cheapest_met = cheapest_met.min(cost);
            steps += 1;
            self.cheapest
                .as_ref()
                .map_or(cheapest_met, |&(_, cost)| cost)
        });
        node.prices = prices;
        node.bound = node.bound.max(best.bound);
        if !asks_little {
            self.meet(node, &best.ranking[..node.to_open]);
        }
        best
    }

    /// Half-way between what each point pays in the first set and what it would pay without that site.
    fn first_prices(&self, node: &Node) -> Vec<i64> {
        let open = self
            .cheapest
            .as_ref()
            .map(|(sites, _)| sites.as_slice())
            .unwrap_or_default();
        let price = |(choices, fallback): (&[Choice], i64)| {
            let mut costs = choices
                .iter()
                .filter(|choice| open.binary_search(&choice.site).is_ok());
            let first = costs.next().map_or(fallback, |choice| choice.cost);
            let second = costs.next().map_or(fallback, |choice| choice.cost);
            (first + (second - first) / 2).clamp(choices[0].cost, fallback)
        };
        node.lists.points().map(price).collect()
    }

    /// Costs up to this could still be cheaper than the cheapest set.
    fn threshold(&self) -> i64 {
        self.cheapest
            .as_ref()
            .map_or(i64::MAX, |&(_, cost)| cost - self.question.unit)
    }

    fn is_beaten(&self, bound: i64) -> bool {
        bound > self.threshold()
    }

    /// Remembers a set of sites of a node when it is the cheapest; returns its cost by the choices of the node.
    fn meet(&mut self, node: &Node, chosen: &[u32]) -> i64 {
        let listed = node.listed_cost(self.question, chosen);
        if self
            .cheapest
            .as_ref()
            .is_none_or(|&(_, least)| listed < least)
        {
            let mut sites = node.opened.clone();
            sites.extend_from_slice(chosen);
            sites.sort_unstable();
            let cost = self
                .question
                .whole_set
                .map_or(Some(listed), |whole_set| whole_set.set_cost(&sites, listed));
            let least = self.cheapest.as_ref().map_or(i64::MAX, |&(_, least)| least);
            if let Some(cost) =
                cost.filter(|&cost| cost < least && self.question.rules.allow_whole(&sites))
            {
                self.cheapest = Some((sites, cost));
            }
        }
        listed
    }

    fn improve(&mut self, node: &Node, chosen: &mut [u32]) {
        let rules = self.question.rules;
        let mut sites = node.opened.clone();
        sites.extend_from_slice(chosen);
        if rules.allow(&sites) {
            interchange(&node.lists, &node.candidates, rules, &node.opened, chosen);
            self.meet(node, chosen);
        }
    }

    /// Sites that every cheaper set opens, and sites that none opens.
    fn fixed(&self, node: &Node, relaxed: &Relaxation) -> (Vec<u32>, Vec<u32>) {
        let threshold = self.threshold();
        let (inside, outside) = relaxed.ranking.split_at(node.to_open);
        let (Some(last_in), Some(first_out)) = (inside.last(), outside.first()) else {
            return (Vec::new(), Vec::new());
        };
        let saving = |site: u32| relaxed.savings[site as usize];
        let without = |site: &&u32| relaxed.bound + saving(**site) - saving(*first_out) > threshold;
        let with = |site: &&u32| relaxed.bound + saving(*last_in) - saving(**site) > threshold;
        (
            inside.iter().filter(without).copied().collect(),
            outside.iter().filter(with).copied().collect(),
        )
    }

    /// The two halves of a node, the more promising one last.
    fn branches(&self, node: &Node, relaxed: &Relaxation) -> Vec<Node> {
        let unsure = |site: u32| {
            let share = relaxed.share[site as usize];
            share.min(1.0 - share)
        };
        let most_unsure = node.candidates.iter().copied().max_by(|&one, &other| {
            unsure(one)
                .total_cmp(&unsure(other))
                .then(relaxed.savings[one as usize].cmp(&relaxed.savings[other as usize]))
                .then(other.cmp(&one))
        });
        let Some(site) = most_unsure else {
            return Vec::new();
        };
        let closed = node.smaller(self.question, &[], &[site]);
        let open = node.smaller(self.question, &[site], &[]);
        closed.into_iter().chain(open).collect()
    }
}
