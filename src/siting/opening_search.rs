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
use crate::siting::relaxation::{Effort, Relaxation, Relaxed, relaxation};
use crate::siting::rules::SiteRules;
use crate::siting::shortlists::{Choice, Shortlists, Status};

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

/// A question that opens a given number of sites.
#[derive(Debug)]
pub struct OpeningQuestion<'a> {
    /// Choices and fallbacks, in scaled units.
    pub lists: Shortlists,
    /// Sites that may open, ascending, without the required ones.
    pub candidates: Vec<u32>,
    /// Sites that open in any case.
    pub required: Vec<u32>,
    /// How many sites open in all.
    pub to_open: usize,
    /// The costs of any two sets differ by a multiple of this, 1 or more.
    pub unit: i64,
    /// Which sets are allowed.
    pub rules: &'a SiteRules,
}

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
    let Some(root) = search.root() else {
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

/// A smaller question: what is fixed so far, and what is left.
struct Node {
    lists: Shortlists,
    prices: Vec<i64>,
    opened: Vec<u32>,
    candidates: Vec<u32>,
    to_open: usize,
    bound: i64,
}

struct Search<'a> {
    question: &'a OpeningQuestion<'a>,
    deadline: &'a Deadline,
    cheapest: Option<(Vec<u32>, i64)>,
}

impl Search<'_> {
    /// The question with its required sites open; `None` when they are too many or not allowed.
    fn root(&self) -> Option<Node> {
        let whole = Node {
            lists: self.question.lists.clone(),
            prices: vec![0; self.question.lists.len()],
            opened: Vec::new(),
            candidates: self
                .question
                .candidates
                .iter()
                .chain(&self.question.required)
                .copied()
                .collect(),
            to_open: self.question.to_open,
            bound: i64::MIN,
        };
        let mut root = self.smaller(&whole, &self.question.required, &[])?;
        root.candidates.sort_unstable();
        Some(root)
    }

    /// First sets and first prices.
    fn start(&mut self, root: &Node) {
        let rules = self.question.rules;
        let mut chosen = greedy_opening(
            &root.lists,
            &root.candidates,
            root.to_open,
            rules,
            &root.opened,
        );
        if chosen.len() == root.to_open {
            self.improve(root, &mut chosen);
        }
    }

    /// The node with further sites open and closed, and with what follows from the rules;
    /// `None` when no allowed set is left.
    fn smaller(&self, node: &Node, open: &[u32], closed: &[u32]) -> Option<Node> {
        let to_open = node.to_open.checked_sub(open.len())?;
        let mut opened = node.opened.clone();
        opened.extend_from_slice(open);
        if !self.question.rules.allow(&opened) {
            return None;
        }
        let left = |site: &u32| !open.contains(site) && !closed.contains(site);
        let left: Vec<u32> = node.candidates.iter().copied().filter(left).collect();
        let candidates = self
            .question
            .rules
            .still_possible(&opened, &left, to_open)?;
        if candidates.len() < to_open {
            return None;
        }
        let mut status = vec![Status::Closed; self.question.rules.sites()];
        open.iter()
            .for_each(|&site| status[site as usize] = Status::Open);
        candidates
            .iter()
            .for_each(|&site| status[site as usize] = Status::Free);
        let mut kept = Vec::new();
        let lists = node
            .lists
            .restricted(&status, candidates.len(), to_open, &mut kept);
        let prices = lists
            .points()
            .zip(&kept)
            .map(|((choices, fallback), &place)| {
                node.prices[place].clamp(choices[0].cost, fallback)
            });
        Some(Node {
            prices: prices.collect(),
            lists,
            opened,
            candidates,
            to_open,
            bound: node.bound,
        })
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
            let Some(smaller) = self.smaller(&node, &open, &closed) else {
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
        let mut cheapest_met = i64::MAX;
        let mut steps = 0;
        let enough = self.threshold();
        let deadline = self.deadline;
        let best = relaxation(relaxed, &mut prices, effort, enough, deadline, |chosen| {
            let cost = self.meet(node, chosen);
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

    /// The cost of opening these sites in a node; remembers the set when it is the cheapest.
    fn meet(&mut self, node: &Node, chosen: &[u32]) -> i64 {
        let mut open = vec![false; self.question.rules.sites()];
        chosen.iter().for_each(|&site| open[site as usize] = true);
        let cost = node.lists.cost(&open);
        if self
            .cheapest
            .as_ref()
            .is_none_or(|&(_, least)| cost < least)
        {
            let mut sites = node.opened.clone();
            sites.extend_from_slice(chosen);
            if self.question.rules.allow(&sites) {
                sites.sort_unstable();
                self.cheapest = Some((sites, cost));
            }
        }
        cost
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
        let closed = self.smaller(node, &[], &[site]);
        let open = self.smaller(node, &[site], &[]);
        closed.into_iter().chain(open).collect()
    }
}
