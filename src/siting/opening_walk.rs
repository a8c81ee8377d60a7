//! All sets of a small part of a search for the cheapest sets: cheaper to walk through than to bound.

use crate::siting::opening_node::Node;
use crate::siting::rules::SiteRules;
use crate::siting::set_walk::{Choosable, SetGains, SetJudge, walk_sets};

/// A part is walked through when that takes no more steps than so many looks at all its choices.
const MOST_LOOKS: usize = 30;

/// Whether it is better to walk through all sets of a node than to bound it.
pub fn is_small(node: &Node) -> bool {
    let sites = node.candidates.len();
    let points = node.lists.len().max(1);
    let steps = (1..node.to_open).try_fold(points, |steps, _| steps.checked_mul(sites));
    steps.is_some_and(|steps| steps <= MOST_LOOKS * node.lists.choices())
}

/// Tells the judge each set of a node that is not beaten, with the sites that are open already.
pub fn walk_node(node: &Node, rules: &SiteRules, judge: &mut impl CostJudge) {
    let savings = Savings::new(node, rules.sites());
    let fallbacks: i64 = node.lists.points().map(|(_, fallback)| fallback).sum();
    let choosable = Choosable {
        rules,
        opened: &node.opened,
        candidates: &node.candidates,
        to_open: node.to_open,
    };
    let mut judge = ByCost {
        nothing: node.lists.constant() + fallbacks,
        judge,
    };
    let gains = Saved {
        best: vec![0; savings.points],
        savings: &savings,
    };
    walk_sets(choosable, &gains, 0, &mut judge);
}

/// Who is told of sets, and says how cheap they must be.
pub trait CostJudge {
    /// Whether sets that cost this much are of no interest.
    fn is_beaten(&self, cost: i64) -> bool;
    /// A set, in any order, and what its choices cost.
    fn meet(&mut self, sites: &[u32], listed: i64);
}

struct ByCost<'a, J> {
    /// What it costs when no site opens.
    nothing: i64,
    judge: &'a mut J,
}

impl<J: CostJudge> SetJudge for ByCost<'_, J> {
    fn is_beaten(&self, worth: i64) -> bool {
        self.judge.is_beaten(self.nothing.saturating_sub(worth))
    }

    fn meet(&mut self, sites: &[u32], worth: i64) {
        self.judge.meet(sites, self.nothing - worth);
    }
}

/// What each candidate saves each point, above its fallback.
struct Savings {
    points: usize,
    /// The row of each candidate.
    rows: Vec<usize>,
    saved: Vec<i64>,
}

impl Savings {
    fn new(node: &Node, sites: usize) -> Self {
        let points = node.lists.len();
        let mut rows = vec![0; sites];
        for (row, &site) in node.candidates.iter().enumerate() {
            rows[site as usize] = row;
        }
        let mut saved = vec![0; points * node.candidates.len()];
        for (point, (choices, fallback)) in node.lists.points().enumerate() {
            for choice in choices {
                saved[rows[choice.site as usize] * points + point] = fallback - choice.cost;
            }
        }
        Self {
            points,
            rows,
            saved,
        }
    }

    fn of(&self, site: u32) -> &[i64] {
        &self.saved[self.rows[site as usize] * self.points..][..self.points]
    }
}

/// The most that an open site saves each point.
#[derive(Clone)]
struct Saved<'a> {
    savings: &'a Savings,
    best: Vec<i64>,
}

impl SetGains for Saved<'_> {
    fn gain(&self, site: u32) -> i64 {
        let more = self.savings.of(site).iter().zip(&self.best);
        more.map(|(saved, best)| (saved - best).max(0)).sum()
    }

    fn add(&mut self, site: u32) {
        let saved = self.savings.of(site).iter();
        for (best, saved) in self.best.iter_mut().zip(saved) {
            *best = (*best).max(*saved);
        }
    }
}
