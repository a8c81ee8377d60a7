//! Which sites to open so that the demand pays least, with proof: branch and bound on bounds in exact integers.
//!
//! A node of the tree is a smaller question of the same form. Each is bounded by [`relaxation`]; sites whose
//! savings show that they cannot or must take part are fixed, and what is left splits on the site that the
//! relaxation is least sure about. Small nodes are walked through. One search finds as many of the cheapest sets as
//! are asked for: it leaves out only what is dearer than all of those.
//!
//! # Source
//! Beasley 1985, "A note on solving large p-median problems" (reduction tests and tree search).

use crate::siting::deadline::Deadline;
use crate::siting::interchange::{greedy_opening, interchange};
use crate::siting::opening_node::Node;
use crate::siting::opening_question::OpeningQuestion;
use crate::siting::opening_walk::{CostJudge, is_small, walk_node};
use crate::siting::relaxation::{Effort, Relaxation, Relaxed, relaxation};
use crate::siting::shortlists::Choice;

const ROOT_EFFORT: Effort = Effort {
    steps: 2000,
    patience: 25,
    length: 1.0,
};
/// Long enough to rule out most sites, so that the rest of the climb looks at few.
const FIRST_EFFORT: Effort = Effort {
    steps: 100,
    patience: 10,
    length: 1.0,
};
const NODE_EFFORT: Effort = Effort {
    steps: 150,
    patience: 8,
    length: 0.5,
};
/// Swaps start at every so many steps of the first relaxation, and whenever a step meets a cheaper set.
const STEPS_BETWEEN_SWAPS: usize = 40;

/// The cheapest sets found, and how cheap any set could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningAnswer {
    /// The sites that open, ascending, and their cost; `None` when no allowed set was found.
    pub cheapest: Option<(Vec<u32>, i64)>,
    /// The sets that are cheapest after it, as far as they were asked for, ascending by cost.
    pub others: Vec<(Vec<u32>, i64)>,
    /// No allowed set costs less.
    pub bound: i64,
    /// Whether the search came to its end: the sets are the cheapest, or there are no more.
    pub complete: bool,
}

/// Searches until the cheapest sets are proven or the deadline has passed.
pub fn cheapest_opening(question: &OpeningQuestion<'_>, deadline: &Deadline) -> OpeningAnswer {
    let mut search = Search {
        question,
        deadline,
        sets: Vec::new(),
        climbs_first: true,
    };
    let Some(root) = Node::root(question) else {
        return search.answer(&[]);
    };
    search.start(&root);
    let mut open_nodes = vec![root];
    while let Some(node) = open_nodes.pop() {
        if deadline.passed() {
            open_nodes.push(node);
            break;
        }
        if search.is_beaten(node.bound) {
            continue;
        }
        open_nodes.extend(search.split(node));
        search.climbs_first = false;
    }
    search.answer(&open_nodes)
}

struct Search<'a> {
    question: &'a OpeningQuestion<'a>,
    deadline: &'a Deadline,
    /// The cheapest sets met, ascending by cost; of equals the one met first comes first.
    sets: Vec<(Vec<u32>, i64)>,
    /// Whether the first node is still being bounded.
    climbs_first: bool,
}

impl Search<'_> {
    /// What was found when these nodes are left.
    fn answer(self, left: &[Node]) -> OpeningAnswer {
        let most = self.most();
        let lowest = left.iter().map(|node| node.bound).min();
        let mut sets = self.sets.into_iter();
        let cheapest = sets.next();
        let best = cheapest.as_ref().map_or(i64::MAX, |&(_, cost)| cost);
        OpeningAnswer {
            complete: lowest.is_none_or(|lowest| lowest >= most),
            bound: lowest.map_or(best, |lowest| lowest.min(best)),
            others: sets.collect(),
            cheapest,
        }
    }

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

    /// Bounds a node, fixes what can be fixed, and splits the rest; empty when nothing cheap enough can be in it.
    fn split(&mut self, mut node: Node) -> Vec<Node> {
        let mut efforts = if self.climbs_first {
            vec![ROOT_EFFORT, FIRST_EFFORT]
        } else {
            Vec::new()
        };
        loop {
            if node.to_open == 0 || node.candidates.len() == node.to_open {
                let mut all = node.candidates.clone();
                all.truncate(node.to_open);
                self.meet(&node, &all);
                return Vec::new();
            }
            if is_small(&node) {
                walk_node(&node, self.question.rules, self);
                return Vec::new();
            }
            let effort = efforts.pop().unwrap_or(NODE_EFFORT);
            let relaxed = self.bounded(&mut node, effort);
            if self.is_beaten(node.bound) {
                return Vec::new();
            }
            let (open, closed) = self.fixed(&node, &relaxed);
            let fixed = open.len() + closed.len();
            let enough = fixed * 10 >= node.candidates.len();
            if fixed > 0 {
                let Some(smaller) = node.smaller(self.question, &open, &closed) else {
                    return Vec::new();
                };
                node = smaller;
            }
            if !enough && efforts.is_empty() {
                return self.branches(&node, &relaxed);
            }
        }
    }

    fn bounded(&mut self, node: &mut Node, effort: Effort) -> Relaxation {
        let mut prices = std::mem::take(&mut node.prices);
        if node.bound == i64::MIN {
            prices = self.first_prices(node);
        }
        let first = self.climbs_first;
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
        let best = relaxation(
            relaxed,
            &mut prices,
            effort,
            enough,
            deadline,
            |chosen, cost| {
                if asks_little {
                    self.meet_listed(node, chosen, cost);
                }
                if first && (cost < cheapest_met || steps % STEPS_BETWEEN_SWAPS == 0) {
                    self.improve(node, &mut chosen.to_vec());
                }
                cheapest_met = cheapest_met.min(cost);
                steps += 1;
                self.sets.first().map_or(cheapest_met, |&(_, cost)| cost)
            },
        );
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
            .sets
            .first()
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

    /// What sets have to cost less than: the dearest set that is kept, when as many are known as are asked for.
    fn most(&self) -> i64 {
        let last = self.sets.get(self.question.keep - 1);
        let dearest = self.question.dearest.saturating_add(self.question.unit);
        last.map_or(dearest, |&(_, cost)| cost.min(dearest))
    }

    /// Costs up to this could still be cheap enough.
    fn threshold(&self) -> i64 {
        match self.most() {
            i64::MAX => i64::MAX,
            most => most - self.question.unit,
        }
    }

    fn is_beaten(&self, bound: i64) -> bool {
        bound > self.threshold()
    }

    fn meet(&mut self, node: &Node, chosen: &[u32]) {
        self.meet_listed(node, chosen, node.listed_cost(self.question, chosen));
    }

    fn meet_listed(&mut self, node: &Node, chosen: &[u32], listed: i64) {
        if listed < self.most() {
            self.remember([&node.opened[..], chosen].concat(), listed);
        }
    }

    /// Remembers a set of sites when it is one of the cheapest.
    fn remember(&mut self, mut sites: Vec<u32>, listed: i64) {
        sites.sort_unstable();
        if self.sets.iter().any(|(known, _)| *known == sites)
            || !self.question.rules.allow_whole(&sites)
        {
            return;
        }
        let whole_set = self.question.whole_set;
        let cost = whole_set.map_or(Some(listed), |whole_set| whole_set.set_cost(&sites, listed));
        if let Some(cost) = cost.filter(|&cost| cost < self.most()) {
            let place = self.sets.partition_point(|&(_, other)| other <= cost);
            self.sets.insert(place, (sites, cost));
            self.sets.truncate(self.question.keep);
        }
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

    /// Sites that every set that is cheap enough opens, and sites that none opens.
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

impl CostJudge for Search<'_> {
    fn is_beaten(&self, cost: i64) -> bool {
        cost > self.threshold()
    }

    fn meet(&mut self, sites: &[u32], listed: i64) {
        if listed < self.most() {
            self.remember(sites.to_vec(), listed);
        }
    }
}
