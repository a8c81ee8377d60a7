//! How firm a ranked list is: under other weights, and when what is missing comes in.

use rayon::prelude::*;

use crate::siting::break_points::{BreakPoint, break_points};
use crate::siting::criteria_table::{Row, kendall, order};
use crate::siting::stability::Stability;
use crate::siting::weight_draws::{Spread, weight_draws};

/// Ranks from this part of the draws to the rest are shown.
const TAIL: f64 = 0.05;

/// A ranked list and how it is tested.
#[derive(Debug, Clone, Copy)]
pub struct SensitivityQuestion<'a> {
    /// The sites' scores by criterion, in the order of their ids.
    pub rows: &'a [Row],
    /// The weights, 0 or more, summing to 1.
    pub weights: &'a [f64],
    /// How many places count as first.
    pub first: usize,
    /// How many draws of weights.
    pub draws: usize,
    /// Where the draws begin.
    pub seed: u64,
}

/// What draws of weights do to a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// For each site the share of draws in which it is among the first, 0 to 1.
    pub share_first: Vec<f64>,
    /// For each site the rank, from 1, that 5 % of the draws reach at most, and 95 %.
    pub ranks: Vec<(usize, usize)>,
    /// Kendall's τ with the base order: the mean.
    pub tau_mean: f64,
    /// And the lowest.
    pub tau_lowest: f64,
}

/// How firm a list is.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// The order at the given weights.
    pub order: Vec<usize>,
    /// The order at equal weights, always shown beside it.
    pub equal_weights: Vec<usize>,
    /// Weights within ±25 % of the given ones.
    pub around: Drawn,
    /// All weights there could be.
    pub anywhere: Drawn,
    /// For each site how firm its place among the first is, by the draws around the given weights.
    pub stability: Vec<Stability>,
    /// The least firm of the first places; `None` for an empty list.
    pub list: Option<Stability>,
    /// The smallest moves of weight that change the first places.
    pub break_points: Vec<BreakPoint>,
}

/// Tests a ranked list.
///
/// # Cost
/// Two sorts of all sites for each draw; 115 sites and 2,000 draws take a few hundredths of a second.
///
/// # Source
/// DOMAIN §C.10.
pub fn sensitivity(question: &SensitivityQuestion<'_>) -> Sensitivity {
    let SensitivityQuestion { rows, weights, .. } = *question;
    let criteria = weights.len();
    let base = order(rows, weights);
    let around = drawn(question, &base, Spread::Around(weights));
    let anywhere = drawn(question, &base, Spread::Anywhere(criteria));
    let stability: Vec<Stability> = around
        .share_first
        .iter()
        .map(|&share| Stability::of(share))
        .collect();
    let firsts = base.iter().take(question.first);
    Sensitivity {
        equal_weights: order(rows, &vec![1.0 / criteria as f64; criteria]),
        list: firsts.map(|&site| stability[site]).max(),
        break_points: break_points(rows, weights, question.first),
        order: base,
        around,
        anywhere,
        stability,
    }
}

fn drawn(question: &SensitivityQuestion<'_>, base: &[usize], spread: Spread<'_>) -> Drawn {
    let draws = weight_draws(spread, question.draws, question.seed);
    let orders: Vec<(Vec<usize>, f64)> = draws
        .par_iter()
        .map(|weights| {
            let order = order(question.rows, weights);
            let tau = kendall(base, &order);
            (order, tau)
        })
        .collect();
    let sites = question.rows.len();
    // How often each site takes each rank.
    let mut ranks = vec![vec![0usize; sites]; sites];
    for (order, _) in &orders {
        for (rank, &site) in order.iter().enumerate() {
            ranks[site][rank] += 1;
        }
    }
    let count = orders.len().max(1) as f64;
    let among_first =
        |ranks: &Vec<usize>| ranks.iter().take(question.first).sum::<usize>() as f64 / count;
    Drawn {
        share_first: ranks.iter().map(among_first).collect(),
        ranks: ranks
            .iter()
            .map(|ranks| (rank_within(ranks, TAIL), rank_within(ranks, 1.0 - TAIL)))
            .collect(),
        tau_mean: orders.iter().map(|(_, tau)| tau).sum::<f64>() / count,
        tau_lowest: orders.iter().map(|(_, tau)| *tau).fold(1.0, f64::min),
    }
}

/// The smallest rank, from 1, that at least this part of the draws do not exceed.
fn rank_within(counts: &[usize], part: f64) -> usize {
    let needed = part * counts.iter().sum::<usize>() as f64;
    let mut sum = 0;
    let reached = |count: &usize| {
        sum += count;
        sum as f64 >= needed
    };
    counts.iter().position(reached).unwrap_or(0) + 1
}

/// What missing data can still do to a site's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Whatever comes in, it stays where it is: among the first, or not.
    Settled,
    /// It is not among the first, and can still come there.
    CanEnter,
    /// It is among the first, and can still leave.
    CanLeave,
}

impl Openness {
    /// The words on screen, as `first` places are asked for.
    pub fn words(self, first: usize) -> Option<String> {
        match self {
            Self::Settled => None,
            Self::CanEnter => Some(format!("kan nog in de top {first} komen")),
            Self::CanLeave => Some(format!("kan nog uit de top {first} vallen")),
        }
    }
}

/// For each site whether its place is settled, from the bounds of all scores.
///
/// A site can come among the first `first` when fewer than so many others score more for certain. Bounds of different
/// sites are taken to be independent, so that nothing is called settled that is not.
///
/// # Shape
/// `bounds` and `inside` have one entry for each site.
///
/// # Source
/// DOMAIN §C.10, 5.
pub fn openness(bounds: &[(f64, f64)], inside: &[bool], first: usize) -> Vec<Openness> {
    let others = |site: usize, beats: &dyn Fn(&(f64, f64)) -> bool| {
        let others = bounds
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != site);
        others.filter(|(_, bounds)| beats(bounds)).count()
    };
    let of_site = |(site, (&(low, high), &inside))| {
        if inside && others(site, &|other| other.1 > low) >= first {
            Openness::CanLeave
        } else if !inside && others(site, &|other| other.0 > high) < first {
            Openness::CanEnter
        } else {
            Openness::Settled
        }
    };
    bounds.iter().zip(inside).enumerate().map(of_site).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::Estimate;
    use crate::siting::criteria_table::first_of;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn row(values: [f64; 3]) -> Row {
        values.map(Estimate::known).to_vec()
    }

    fn test(rows: &[Row], weights: &[f64], first: usize) -> Sensitivity {
        sensitivity(&SensitivityQuestion {
            rows,
            weights,
            first,
            draws: 2_000,
            seed: 1,
        })
    }

    #[test]
    fn a_site_that_is_ahead_everywhere_is_robust_and_a_close_pair_is_not() {
        let rows = [
            row([90.0; 3]),
            row([80.0, 50.0, 60.0]),
            row([60.0, 70.0, 61.0]),
            row([10.0; 3]),
        ];
        let found = test(&rows, &[1.0 / 3.0; 3], 2);
        assert_eq!(found.order, [0, 2, 1, 3]);
        assert_eq!(found.around.share_first[0], 1.0);
        assert_eq!(found.around.ranks[0], (1, 1));
        assert_eq!(found.around.ranks[1], (2, 3));
        let words: Vec<&str> = found
            .stability
            .iter()
            .map(|stability| stability.code())
            .collect();
        assert_eq!((words[0], words[3]), ("robuust", "onzeker"));
        assert_eq!(found.list, Some(found.stability[2]));
        assert_ne!(found.list, Some(Stability::Robust));
        // Of two places the shares add up to two.
        assert!((found.around.share_first.iter().sum::<f64>() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn the_share_is_the_one_that_geometry_gives() {
        // Over all weights, a site of (100, 0) is ahead of (0, 100) in half of the draws.
        let rows = [
            vec![Estimate::known(100.0), Estimate::known(0.0)],
            vec![Estimate::known(0.0), Estimate::known(100.0)],
        ];
        let found = test(&rows, &[0.6, 0.4], 1);
        assert!((found.anywhere.share_first[0] - 0.5).abs() < 0.05);
        // Equal weights give a tie, which the smaller id wins.
        assert_eq!(found.equal_weights, [0, 1]);
        assert!((found.anywhere.tau_lowest + 1.0).abs() < 1e-12);
    }

    #[test]
    fn shares_and_ranks_are_those_of_counting_draw_by_draw() {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let rows: Vec<Row> = (0..9)
            .map(|_| row(std::array::from_fn(|_| random.random_range(0.0..100.0))))
            .collect();
        let weights = [0.5, 0.3, 0.2];
        let found = test(&rows, &weights, 3);
        let draws = weight_draws(Spread::Around(&weights), 2_000, 1);
        for site in 0..9 {
            let mut places: Vec<usize> = draws
                .iter()
                .map(|weights| {
                    order(&rows, weights)
                        .iter()
                        .position(|&other| other == site)
                        .expect("in it")
                        + 1
                })
                .collect();
            places.sort_unstable();
            let first = places.iter().filter(|&&place| place <= 3).count() as f64 / 2_000.0;
            assert_eq!(found.around.share_first[site], first);
            assert_eq!(found.around.ranks[site], (places[99], places[1_899]));
        }
        assert_eq!(first_of(&found.order, 3).len(), 3);
    }

    #[test]
    fn an_empty_list_has_no_firmness() {
        let found = test(&[], &[1.0 / 3.0; 3], 3);
        assert_eq!((found.list, found.break_points.len()), (None, 0));
    }

    #[test]
    fn missing_data_can_bring_a_site_among_the_first_or_drive_it_out() {
        // Two places. Site 0 is certain; 1 is inside with bounds 50-70; 2 can reach 60; 3 only 40.
        let bounds = [(90.0, 90.0), (50.0, 70.0), (20.0, 60.0), (30.0, 40.0)];
        let found = openness(&bounds, &[true, true, false, false], 2);
        assert_eq!(
            found,
            [
                Openness::Settled,
                Openness::CanLeave,
                Openness::CanEnter,
                Openness::Settled
            ]
        );
        assert_eq!(
            found[2].words(3).as_deref(),
            Some("kan nog in de top 3 komen")
        );
    }

    #[test]
    fn what_is_settled_stays_whatever_comes_in() {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        for _ in 0..300 {
            let bounds: Vec<(f64, f64)> = (0..5)
                .map(|_| {
                    let low: f64 = random.random_range(0.0..80.0);
                    (low, low + random.random_range(0.0..40.0))
                })
                .collect();
            let first_two = |scores: &[f64]| {
                let mut order: Vec<usize> = (0..5).collect();
                order.sort_by(|&left, &right| scores[right].total_cmp(&scores[left]));
                order[..2].to_vec()
            };
            let middles: Vec<f64> = bounds
                .iter()
                .map(|(low, high)| (low + high) / 2.0)
                .collect();
            let inside: Vec<bool> = (0..5)
                .map(|site| first_two(&middles).contains(&site))
                .collect();
            let found = openness(&bounds, &inside, 2);
            for _ in 0..50 {
                let scores: Vec<f64> = bounds
                    .iter()
                    .map(|&(low, high)| random.random_range(low..=high))
                    .collect();
                let first = first_two(&scores);
                for site in (0..5).filter(|&site| found[site] == Openness::Settled) {
                    assert_eq!(first.contains(&site), inside[site], "{bounds:?} {scores:?}");
                }
            }
        }
    }
}
