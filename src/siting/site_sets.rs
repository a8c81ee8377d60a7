//! Every set of a few sites, and the few that are worth most: plain enumeration, which is quick enough for three of a
//! hundred sites and proves itself.

use std::cmp::Ordering;

use crate::siting::community_school::refusal::{CandidateRefusal, Expected, Relax};

/// More sets than this are not walked through.
const MOST_SETS: u128 = 20_000_000;

/// What a set is worth.
#[derive(Debug, Clone, Copy)]
pub enum Worth<'a> {
    /// The sum of the sites' scores, one a site.
    Scores(&'a [f64]),
    /// The weight of the homes within reach of one site at least: weights by home, and the homes of each site.
    Homes(&'a [f64], &'a [Vec<usize>]),
}

/// Which sets are asked for. All lists have one entry for each site, in the order of their ids.
#[derive(Debug, Clone, Copy)]
pub struct SetQuestion<'a> {
    /// What a set is worth.
    pub worth: Worth<'a>,
    /// Whether a site may be in a set.
    pub allowed: &'a [bool],
    /// Whether it must be.
    pub required: &'a [bool],
    /// The district it lies in, and how many sites of a set may lie in one.
    pub districts: (&'a [Option<usize>], Option<usize>),
    /// Where it is, and how far apart sites of a set must lie, in metres.
    pub places: (&'a [(f64, f64)], f64),
    /// What it costs, and what a set may cost, in euros.
    pub costs: (&'a [f64], Option<f64>),
    /// How many sites a set has.
    pub sites: usize,
    /// How many sets are kept.
    pub keep: usize,
}

/// A set with what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteSet {
    /// The sites, ascending.
    pub sites: Vec<usize>,
    /// The sum of scores, or the weight within reach.
    pub worth: f64,
    /// What it costs, in euros.
    pub cost: f64,
}

/// The sets that are worth most, and how often each site occurs in them.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteSets {
    /// Most worth first; of equals the one with the smaller sites.
    pub sets: Vec<SiteSet>,
    /// For each site the number of these sets it is in.
    pub occurrence: Vec<usize>,
    /// How many sets there are that meet the constraints.
    pub possible: usize,
}

/// Walks through all sets.
///
/// # Errors
/// When there are too many sets, or none meets the constraints; the message names the constraint to relax.
///
/// # Cost
/// C(sites, set size) steps: 246,905 for three of 115.
///
/// # Source
/// DOMAIN §C.4, portfolio.
pub fn best_sets(question: &SetQuestion<'_>) -> Result<SiteSets, CandidateRefusal> {
    let found = walk(question)?;
    if found.sets.is_empty() {
        return Err(CandidateRefusal::NoSet {
            sites: question.sites,
            relax: constraint_to_relax(question)?,
        });
    }
    Ok(found)
}

fn walk(question: &SetQuestion<'_>) -> Result<SiteSets, CandidateRefusal> {
    let sites: Vec<usize> = (0..question.allowed.len())
        .filter(|&site| question.allowed[site] || question.required[site])
        .collect();
    if combinations(sites.len(), question.sites) > MOST_SETS {
        return Err(CandidateRefusal::OutOfRange {
            field: "aantal",
            found: question.sites.to_string(),
            expected: Expected::FewSets,
        });
    }
    let homes = match question.worth {
        Worth::Scores(_) => 0,
        Worth::Homes(weights, _) => weights.len(),
    };
    let mut walk = Walk {
        question,
        sites: &sites,
        required: question
            .required
            .iter()
            .filter(|required| **required)
            .count(),
        covered: vec![0; homes],
        chosen: Vec::new(),
        best: Vec::new(),
        possible: 0,
    };
    walk.extend(0, 0.0, 0.0);
    let mut occurrence = vec![0; question.allowed.len()];
    for set in &walk.best {
        set.sites.iter().for_each(|&site| occurrence[site] += 1);
    }
    Ok(SiteSets {
        sets: walk.best,
        occurrence,
        possible: walk.possible,
    })
}

/// The first constraint without which there is a set; of none, the number of sites.
fn constraint_to_relax(question: &SetQuestion<'_>) -> Result<Relax, CandidateRefusal> {
    let relaxed = [
        (
            Relax::Budget,
            SetQuestion {
                costs: (question.costs.0, None),
                ..*question
            },
        ),
        (
            Relax::Distance,
            SetQuestion {
                places: (question.places.0, 0.0),
                ..*question
            },
        ),
        (
            Relax::PerDistrict,
            SetQuestion {
                districts: (question.districts.0, None),
                ..*question
            },
        ),
    ];
    for (name, relaxed) in relaxed {
        if !walk(&relaxed)?.sets.is_empty() {
            return Ok(name);
        }
    }
    let possible = question.allowed.iter().filter(|allowed| **allowed).count();
    Ok(Relax::Sites(possible))
}

struct Walk<'a> {
    question: &'a SetQuestion<'a>,
    sites: &'a [usize],
    required: usize,
    /// By how many chosen sites each home is reached.
    covered: Vec<u32>,
    chosen: Vec<usize>,
    best: Vec<SiteSet>,
    possible: usize,
}

impl Walk<'_> {
    /// Adds sites from a place in the list on, in every way.
    fn extend(&mut self, from: usize, worth: f64, cost: f64) {
        if self.chosen.len() == self.question.sites {
            self.meet(worth, cost);
            return;
        }
        let missing = self.question.sites - self.chosen.len();
        for place in from..(self.sites.len() + 1).saturating_sub(missing) {
            let site = self.sites[place];
            let next_cost = cost + self.question.costs.0[site];
            if self.fits(site, next_cost) {
                let gain = self.add(site);
                self.extend(place + 1, worth + gain, next_cost);
                self.remove(site);
            }
        }
    }

    fn fits(&self, site: usize, cost: f64) -> bool {
        let question = self.question;
        let (districts, most) = question.districts;
        let in_district = || {
            let same = |other: &&usize| {
                districts[**other].is_some() && districts[**other] == districts[site]
            };
            self.chosen.iter().filter(same).count()
        };
        let (places, smallest) = question.places;
        let far = |other: &usize| {
            let (here, there) = (places[site], places[*other]);
            (here.0 - there.0).hypot(here.1 - there.1) >= smallest
        };
        question.costs.1.is_none_or(|budget| cost <= budget)
            && most.is_none_or(|most| in_district() < most)
            && self.chosen.iter().all(far)
    }

    /// Chooses a site and gives what it adds.
    fn add(&mut self, site: usize) -> f64 {
        self.chosen.push(site);
        match self.question.worth {
            Worth::Scores(scores) => scores[site],
            Worth::Homes(weights, homes) => {
                let mut gain = 0.0;
                for &home in &homes[site] {
                    if self.covered[home] == 0 {
                        gain += weights[home];
                    }
                    self.covered[home] += 1;
                }
                gain
            }
        }
    }

    fn remove(&mut self, site: usize) {
        self.chosen.pop();
        match self.question.worth {
            Worth::Scores(_) => {}
            Worth::Homes(_, homes) => homes[site].iter().for_each(|&home| self.covered[home] -= 1),
        }
    }

    fn meet(&mut self, worth: f64, cost: f64) {
        let required = self
            .chosen
            .iter()
            .filter(|&&site| self.question.required[site]);
        if required.count() < self.required {
            return;
        }
        self.possible += 1;
        let place = self
            .best
            .partition_point(|other| match other.worth.total_cmp(&worth) {
                Ordering::Greater => true,
                // Sets come in the order of their sites, so an equal one that came before stays before.
                Ordering::Equal => true,
                Ordering::Less => false,
            });
        if place < self.question.keep {
            let sites = self.chosen.clone();
            self.best.insert(place, SiteSet { sites, worth, cost });
            self.best.truncate(self.question.keep);
        }
    }
}

/// C(n, k), or more than can be walked through.
fn combinations(of: usize, choose: usize) -> u128 {
    if choose > of {
        return 0;
    }
    let mut count: u128 = 1;
    for step in 0..choose.min(of - choose) {
        count = count * (of - step) as u128 / (step + 1) as u128;
        if count > MOST_SETS * of as u128 {
            return count;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    struct Drawn {
        scores: Vec<f64>,
        free: Vec<bool>,
        none: Vec<bool>,
        districts: Vec<Option<usize>>,
        places: Vec<(f64, f64)>,
        costs: Vec<f64>,
    }

    fn drawn(sites: usize, seed: u64) -> Drawn {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        Drawn {
            scores: (0..sites)
                .map(|_| f64::from(random.random_range(0..50)))
                .collect(),
            free: vec![true; sites],
            none: vec![false; sites],
            districts: (0..sites)
                .map(|_| Some(random.random_range(0..3)))
                .collect(),
            places: (0..sites)
                .map(|_| (random.random_range(0.0..9.0), random.random_range(0.0..9.0)))
                .collect(),
            costs: (0..sites)
                .map(|_| f64::from(random.random_range(1..9)))
                .collect(),
        }
    }

    fn question<'a>(drawn: &'a Drawn, sites: usize) -> SetQuestion<'a> {
        SetQuestion {
            worth: Worth::Scores(&drawn.scores),
            allowed: &drawn.free,
            required: &drawn.none,
            districts: (&drawn.districts, None),
            places: (&drawn.places, 0.0),
            costs: (&drawn.costs, None),
            sites,
            keep: 10,
        }
    }

    #[test]
    fn three_of_115_sites_make_246905_sets() {
        assert_eq!(combinations(115, 3), 246_905);
        let drawn = drawn(115, 1);
        let found = best_sets(&question(&drawn, 3)).expect("sets");
        assert_eq!((found.possible, found.sets.len()), (246_905, 10));
        assert_eq!(found.occurrence.iter().sum::<usize>(), 30);
    }

    /// All subsets as bit patterns, judged from the definition.
    fn by_definition(question: &SetQuestion<'_>) -> Vec<SiteSet> {
        let count = question.allowed.len();
        let mut sets: Vec<SiteSet> = (0u32..1 << count)
            .filter(|pattern| pattern.count_ones() as usize == question.sites)
            .map(|pattern| {
                (0..count)
                    .filter(|site| pattern >> site & 1 == 1)
                    .collect::<Vec<usize>>()
            })
            .filter(|sites| {
                let pairs = || {
                    sites
                        .iter()
                        .flat_map(|a| sites.iter().filter(move |b| *b > a).map(move |b| (*a, *b)))
                };
                let apart = |(a, b): (usize, usize)| {
                    let (here, there) = (question.places.0[a], question.places.0[b]);
                    (here.0 - there.0).hypot(here.1 - there.1) >= question.places.1
                };
                let most = question.districts.1.unwrap_or(count);
                let district = |of: usize| {
                    sites
                        .iter()
                        .filter(|site| question.districts.0[**site] == Some(of))
                        .count()
                };
                let cost: f64 = sites.iter().map(|site| question.costs.0[*site]).sum();
                pairs().all(apart)
                    && (0..3).all(|of| district(of) <= most)
                    && question.costs.1.is_none_or(|budget| cost <= budget)
                    && sites
                        .iter()
                        .all(|site| question.allowed[*site] || question.required[*site])
                    && (0..count).all(|site| !question.required[site] || sites.contains(&site))
            })
            .map(|sites| SiteSet {
                worth: match question.worth {
                    Worth::Scores(scores) => sites.iter().map(|site| scores[*site]).sum(),
                    Worth::Homes(weights, homes) => (0..weights.len())
                        .filter(|home| sites.iter().any(|site| homes[*site].contains(home)))
                        .map(|home| weights[home])
                        .sum(),
                },
                cost: sites.iter().map(|site| question.costs.0[*site]).sum(),
                sites,
            })
            .collect();
        sets.sort_by(|a, b| {
            b.worth
                .total_cmp(&a.worth)
                .then_with(|| a.sites.cmp(&b.sites))
        });
        sets.truncate(question.keep);
        sets
    }

    #[test]
    fn the_sets_are_those_of_the_definition() {
        for seed in 0..60 {
            let mut drawn = drawn(9, seed);
            drawn.free[(seed % 9) as usize] = false;
            drawn.none[((seed + 4) % 9) as usize] = seed % 2 == 0;
            let homes: Vec<Vec<usize>> = (0..9)
                .map(|site| {
                    (0..20)
                        .filter(|home| (home * 7 + site * 5) % 6 == 0)
                        .collect()
                })
                .collect();
            let weights: Vec<f64> = (0..20).map(f64::from).collect();
            for worth in [Worth::Scores(&drawn.scores), Worth::Homes(&weights, &homes)] {
                let question = SetQuestion {
                    worth,
                    districts: (&drawn.districts, Some(2)),
                    places: (&drawn.places, 2.0),
                    costs: (&drawn.costs, Some(18.0)),
                    ..question(&drawn, 3)
                };
                let found = walk(&question).expect("few sets");
                assert_eq!(found.sets, by_definition(&question), "seed {seed}");
            }
        }
    }

    #[test]
    fn no_set_names_the_constraint_to_relax() {
        let drawn = drawn(5, 1);
        let refusal =
            |question: SetQuestion<'_>| best_sets(&question).expect_err("no set").to_string();
        let poor = refusal(SetQuestion {
            costs: (&drawn.costs, Some(0.5)),
            ..question(&drawn, 2)
        });
        assert_eq!(
            poor,
            "sets of 2 sites: found none that meets the constraints, relax budget_eur"
        );
        let apart = refusal(SetQuestion {
            places: (&drawn.places, 100.0),
            ..question(&drawn, 2)
        });
        assert!(apart.ends_with("relax onderlinge_afstand_m"));
        assert!(refusal(question(&drawn, 6)).contains("5 sites may be in a set"));
    }

    #[test]
    fn too_many_sets_are_refused_before_they_are_walked_through() {
        let drawn = drawn(115, 1);
        let refusal = best_sets(&question(&drawn, 6)).expect_err("too many");
        assert!(
            refusal
                .to_string()
                .starts_with("aantal: found 6, expected so few sites")
        );
    }
}
