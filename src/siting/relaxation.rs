//! How cheap a set of sites could be at best: a bound in exact integers.
//!
//! The rule that each demand point goes to one site is priced instead of kept. Given a price λ for each point, a site
//! saves Σ max(0, λ − cost) over the points, and no set of k sites costs less than Σ λ minus the k largest savings.
//! Prices climb along subgradients; whatever prices come out, the bound holds, because it is computed in integers.
//!
//! # Source
//! Cornuéjols, Fisher and Nemhauser 1977, "Location of bank accounts to optimize float", section 5; Beasley 1985,
//! "A note on solving large p-median problems"; step and direction as in Held, Wolfe and Crowder 1974 and
//! Camerini, Fratta and Maffioli 1975.

use std::cmp::Reverse;

use crate::siting::deadline::Deadline;
use crate::siting::shortlists::Shortlists;

/// How long prices may climb.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Most steps.
    pub steps: usize,
    /// Steps without a better bound before steps become half as long.
    pub patience: usize,
    /// The length of the first step, as a share of the step that would close the gap on a straight slope.
    pub length: f64,
}

/// The best prices met, and what they say.
#[derive(Debug, Clone)]
pub struct Relaxation {
    /// No allowed set costs less.
    pub bound: i64,
    /// What each site saves at the best prices; zero for sites that are no candidates.
    pub savings: Vec<i64>,
    /// The candidates, the largest saving first: the first `to_open` make the bound.
    pub ranking: Vec<u32>,
    /// How often each site was among those that save most, later steps counting more; in [0, 1].
    pub share: Vec<f64>,
}

/// The question to bound.
#[derive(Debug, Clone, Copy)]
pub struct Relaxed<'a> {
    /// Choices and fallbacks.
    pub lists: &'a Shortlists,
    /// The sites that may open.
    pub candidates: &'a [u32],
    /// How many of them open, exactly; at most their number.
    pub to_open: usize,
    /// How many sites there are in all.
    pub sites: usize,
}

/// Lets prices climb until the bound passes `enough`, nothing more is to be had, or the effort is spent.
///
/// `prices` are the first prices and become the best ones. `met` is told each set of sites that a step looks at and
/// what its choices cost, and returns the cost of the best set known, to which the steps aim.
pub fn relaxation(
    relaxed: Relaxed<'_>,
    prices: &mut Vec<i64>,
    effort: Effort,
    enough: i64,
    deadline: &Deadline,
    mut met: impl FnMut(&[u32], i64) -> i64,
) -> Relaxation {
    let mut climb = Climb::new(relaxed, prices);
    let mut best = Relaxation {
        bound: i64::MIN,
        savings: vec![0; relaxed.sites],
        ranking: Vec::new(),
        share: vec![0.0; relaxed.sites],
    };
    let mut length = effort.length;
    let mut idle = 0;
    for _ in 0..effort.steps {
        let bound = climb.bound();
        if bound > best.bound {
            best.bound = bound;
            best.savings.clone_from(&climb.savings);
            best.ranking.clone_from(&climb.ranking);
            prices.clone_from(&climb.prices);
            idle = 0;
        } else {
            idle += 1;
            if idle > effort.patience {
                length /= 2.0;
                idle = 0;
            }
        }
        let cost = climb.measure_slope();
        let target = met(&climb.ranking[..relaxed.to_open], cost);
        climb.count_shares(&mut best.share);
        if best.bound > enough || length < 1e-3 || deadline.passed() {
            break;
        }
        let target = target.max(bound.saturating_add(1));
        if !climb.step(length, (target - bound) as f64) {
            break;
        }
    }
    best
}

/// The present prices and the memory that steps reuse.
struct Climb<'a> {
    relaxed: Relaxed<'a>,
    prices: Vec<i64>,
    savings: Vec<i64>,
    ranking: Vec<u32>,
    open: Vec<bool>,
    slope: Vec<f64>,
    direction: Vec<f64>,
}

impl<'a> Climb<'a> {
    fn new(relaxed: Relaxed<'a>, prices: &[i64]) -> Self {
        Self {
            relaxed,
            prices: prices.to_vec(),
            savings: vec![0; relaxed.sites],
            ranking: relaxed.candidates.to_vec(),
            open: vec![false; relaxed.sites],
            slope: vec![0.0; prices.len()],
            direction: vec![0.0; prices.len()],
        }
    }

    /// The bound at the present prices; ranks the candidates.
    fn bound(&mut self) -> i64 {
        self.savings.fill(0);
        for ((choices, _), &price) in self.relaxed.lists.points().zip(&self.prices) {
            for choice in choices {
                if choice.cost >= price {
                    break;
                }
                self.savings[choice.site as usize] += price - choice.cost;
            }
        }
        let savings = &self.savings;
        self.ranking
            .sort_unstable_by_key(|&site| (Reverse(savings[site as usize]), site));
        self.open.fill(false);
        let mut bound = self.relaxed.lists.constant() + self.prices.iter().sum::<i64>();
        for &site in &self.ranking[..self.relaxed.to_open] {
            self.open[site as usize] = true;
            bound -= self.savings[site as usize];
        }
        bound
    }

    fn count_shares(&self, share: &mut [f64]) {
        for (share, &open) in share.iter_mut().zip(&self.open) {
            *share = 0.9 * *share + if open { 0.1 } else { 0.0 };
        }
    }

    /// Moves the prices along the slope; `false` when they stand at the top.
    ///
    /// The direction keeps a part of the last one where the slope turns against it.
    fn step(&mut self, length: f64, gap: f64) -> bool {
        let product = |one: &[f64], other: &[f64]| -> f64 {
            one.iter().zip(other).map(|(one, other)| one * other).sum()
        };
        if product(&self.slope, &self.slope) == 0.0 {
            return false;
        }
        let turn = product(&self.slope, &self.direction);
        let memory = product(&self.direction, &self.direction);
        let keep = if turn < 0.0 {
            -1.5 * turn / memory
        } else {
            0.0
        };
        for (direction, slope) in self.direction.iter_mut().zip(&self.slope) {
            *direction = slope + keep * *direction;
        }
        let scale = length * gap / product(&self.direction, &self.direction).max(1.0);
        let points = self.relaxed.lists.points();
        for (((choices, fallback), price), direction) in
            points.zip(&mut self.prices).zip(&self.direction)
        {
            let moved = *price + (scale * direction).round() as i64;
            *price = moved.clamp(choices[0].cost, fallback);
        }
        true
    }

    /// For each point one, less the open sites that it would go to at its price; nothing where it falls back.
    /// Returns what the open sites cost.
    fn measure_slope(&mut self) -> i64 {
        let mut cost = self.relaxed.lists.constant();
        let points = self.relaxed.lists.points().zip(&self.prices);
        for (((choices, fallback), &price), slope) in points.zip(&mut self.slope) {
            let mut open = choices
                .iter()
                .filter(|choice| self.open[choice.site as usize]);
            let nearest = open.next().map_or(fallback, |choice| choice.cost);
            cost += nearest;
            *slope = if nearest < price {
                -(open.take_while(|choice| choice.cost < price).count() as f64)
            } else if price >= fallback {
                0.0
            } else {
                1.0
            };
        }
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::siting::shortlists::Choice;

    #[test]
    fn the_bound_of_three_points_on_a_line_meets_the_best_cost() {
        // Points and sites at 0, 100 and 1000; with two sites open the best cost is 100.
        let mut lists = Shortlists::default();
        let places = [0_i64, 100, 1000];
        for from in places {
            lists.push(
                (0..).zip(places).map(|(site, to)| Choice {
                    cost: (from - to).abs(),
                    site,
                }),
                10_000,
            );
        }
        let relaxed = Relaxed {
            lists: &lists,
            candidates: &[0, 1, 2],
            to_open: 2,
            sites: 3,
        };
        let effort = Effort {
            steps: 300,
            patience: 10,
            length: 1.0,
        };
        let mut prices = vec![500, 500, 500];
        let best = relaxation(
            relaxed,
            &mut prices,
            effort,
            i64::MAX,
            &Deadline::after(None),
            |open, cost| {
                assert_eq!(
                    cost,
                    lists.cost(&[0, 1, 2].map(|site| open.contains(&site)))
                );
                cost
            },
        );
        assert_eq!(best.bound, 100);
    }
}
