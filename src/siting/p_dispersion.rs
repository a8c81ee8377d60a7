//! The sites that lie as far apart as they can: the least distance between two of them is largest.
//!
//! The answer is one of the distances. Whether so many sites can keep a distance is a question about independent
//! sets in the graph of pairs that are nearer, so the largest distance that can be kept is found by halving.
//!
//! # Source
//! Kuby 1987, "Programming models for facility dispersion: the p-dispersion and maxisum dispersion problems"; Sayyady
//! and Fathi 2016, "An integer programming approach for solving the p-dispersion problem" (halving over distances).

use fixedbitset::FixedBitSet;

use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;

/// Sites that lie far apart.
#[derive(Debug, Clone, PartialEq)]
pub struct DispersedSites {
    /// Their places in the table, ascending.
    pub sites: Vec<usize>,
    /// The least distance between two of them.
    pub objective: f64,
    /// No set has a larger least distance.
    pub bound: f64,
    /// Whether it was proven that no set lies farther apart.
    pub proven_optimal: bool,
}

/// The set of exactly `to_open` sites whose least distance is largest.
///
/// `distances` is square, and the lesser of the two directions counts; the diagonal is ignored.
///
/// # Errors
/// Fewer than two sites, which have no distance, and more than there are; time over before the first set.
pub fn p_dispersion(
    distances: &[Vec<f64>],
    to_open: usize,
    deadline: &Deadline,
) -> Result<DispersedSites, SitingError> {
    let count = distances.len();
    if to_open < 2 || to_open > count {
        return Err(SitingError::SitesToDisperse {
            found: to_open,
            candidates: count,
        });
    }
    let between = |one: usize, other: usize| distances[one][other].min(distances[other][one]);
    let mut lengths: Vec<f64> = (0..count)
        .flat_map(|one| (0..one).map(move |other| between(one, other)))
        .collect();
    lengths.sort_unstable_by(f64::total_cmp);
    lengths.dedup();
    // The length before `low` can be kept; the one at `high` cannot.
    let (mut low, mut high) = (0, lengths.len());
    let mut best = None;
    while low < high {
        let middle = low + (high - low) / 2;
        let nearer = |one: usize, other: usize| between(one, other) < lengths[middle];
        match Apart::new(count, nearer, deadline).sites(to_open) {
            Some(sites) => {
                best = Some((sites, lengths[middle]));
                low = middle + 1;
            }
            None if deadline.passed() => break,
            None => high = middle,
        }
    }
    let (mut sites, length) = best.ok_or(SitingError::NoSetInTime)?;
    sites.sort_unstable();
    let (objective, bound) = (length, lengths[high - 1]);
    Ok(DispersedSites {
        sites,
        objective,
        bound,
        proven_optimal: low >= high,
    })
}

/// A search for sites of which no two are too near.
struct Apart<'a> {
    near: Vec<FixedBitSet>,
    deadline: &'a Deadline,
}

impl<'a> Apart<'a> {
    fn new(count: usize, nearer: impl Fn(usize, usize) -> bool, deadline: &'a Deadline) -> Self {
        let row = |one: usize| {
            (0..count)
                .filter(|&other| one != other && nearer(one, other))
                .collect()
        };
        let widened = |mut row: FixedBitSet| {
            row.grow(count);
            row
        };
        Self {
            near: (0..count).map(row).map(widened).collect(),
            deadline,
        }
    }

    /// So many sites, if there are; `None` also when time is over.
    fn sites(&self, wanted: usize) -> Option<Vec<usize>> {
        let mut left = FixedBitSet::with_capacity(self.near.len());
        left.insert_range(..);
        let mut chosen = Vec::new();
        self.extend(&mut chosen, left, wanted).then_some(chosen)
    }

    fn extend(&self, chosen: &mut Vec<usize>, mut left: FixedBitSet, wanted: usize) -> bool {
        if chosen.len() == wanted {
            return true;
        }
        while chosen.len() + self.most(&left, wanted - chosen.len()) >= wanted
            && !self.deadline.passed()
        {
            let fewest = left
                .ones()
                .min_by_key(|&site| self.near[site].intersection_count(&left));
            let Some(site) = fewest else { return false };
            left.set(site, false);
            let mut apart = left.clone();
            apart.difference_with(&self.near[site]);
            chosen.push(site);
            if self.extend(chosen, apart, wanted) {
                return true;
            }
            chosen.pop();
        }
        false
    }

    /// No more than this many of the sites left can be apart: each group of sites that are all near each other
    /// gives one. Stops counting at `enough`.
    fn most(&self, left: &FixedBitSet, enough: usize) -> usize {
        let mut left = left.clone();
        let mut groups = 0;
        while groups < enough {
            let Some(first) = left.ones().next() else {
                break;
            };
            left.set(first, false);
            let mut group = self.near[first].clone();
            group.intersect_with(&left);
            while let Some(next) = group.ones().next() {
                left.set(next, false);
                group.set(next, false);
                group.intersect_with(&self.near[next]);
            }
            groups += 1;
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn the_ends_and_the_middle_of_a_line_lie_farthest_apart() {
        let places = [0.0_f64, 1.0, 4.0, 5.0, 9.0];
        let distances: Vec<Vec<f64>> = places
            .iter()
            .map(|one| places.iter().map(|other| (one - other).abs()).collect())
            .collect();
        let answer = p_dispersion(&distances, 3, &Deadline::after(None)).expect("three of five");
        assert_eq!((answer.sites, answer.objective), (vec![0, 2, 4], 4.0));
        assert!(p_dispersion(&distances, 1, &Deadline::after(None)).is_err());
        assert!(p_dispersion(&distances, 6, &Deadline::after(None)).is_err());
    }

    #[test]
    fn no_set_of_an_enumeration_lies_farther_apart() {
        for seed in 0..100 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let count = random.random_range(2..=10_usize);
            let to_open = random.random_range(2..=count);
            let distances: Vec<Vec<f64>> = (0..count)
                .map(|_| {
                    (0..count)
                        .map(|_| f64::from(random.random_range(0..30_u32)))
                        .collect()
                })
                .collect();
            let least = |set: &[usize]| {
                let pairs = set
                    .iter()
                    .flat_map(|&one| set.iter().map(move |&other| (one, other)));
                pairs
                    .filter(|(one, other)| one != other)
                    .map(|(one, other)| distances[one][other])
                    .fold(f64::MAX, f64::min)
            };
            let sets = (0_u32..1 << count).filter(|bits| bits.count_ones() as usize == to_open);
            let best = sets
                .map(|bits| {
                    least(
                        &(0..count)
                            .filter(|site| bits >> site & 1 == 1)
                            .collect::<Vec<_>>(),
                    )
                })
                .fold(0.0, f64::max);
            let answer = p_dispersion(&distances, to_open, &Deadline::after(None)).expect("a set");
            assert!(answer.proven_optimal, "seed {seed}");
            assert_eq!(
                (answer.objective, answer.bound),
                (best, best),
                "seed {seed}"
            );
            assert_eq!(least(&answer.sites), best, "seed {seed}");
        }
    }
}
