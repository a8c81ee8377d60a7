//! The sets of a few sites that are worth most, different ones among them, and what to relax when there is none.
//!
//! The search leaves out only what cannot be among the answers, so they are those of full enumeration; it takes
//! moments, so that it can be asked for thousands of draws of scores.

use rayon::prelude::*;

use crate::model::stop::Stop;
use crate::siting::amounts::Amounts;
use crate::siting::community_school::refusal::{CandidateRefusal, Expected, Relax};
use crate::siting::rules::{Budget, DistrictLimit, SharedAtMost, SiteRules};
use crate::siting::set_search::{AllowedSets, best_allowed};
use crate::siting::set_worth::{HomesWithin, Scores};

/// More sets than this are not counted.
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
    /// Ends the search; what it then found says nothing.
    pub stop: Option<&'a Stop>,
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

/// Which sets are good enough to choose from, and different enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variety {
    /// How much less than the best set a set may be worth, as a share of it: 0.05 allows 5 per cent.
    pub within: f64,
    /// How many sites of each other set a set leaves closed, 1 or more.
    pub differing: usize,
}

/// The sets that are worth most.
///
/// # Errors
/// When there are too many sets, or none meets the constraints; the message names the constraint to relax.
///
/// # Cost
/// All sets are counted, C(sites, set size) steps at most: 246,905 for three of 115. Few of them are looked into.
///
/// # Source
/// DOMAIN §C.4, portfolio.
pub fn best_sets(question: &SetQuestion<'_>) -> Result<SiteSets, CandidateRefusal> {
    let search = Search::new(question)?;
    let sets = search.best(&search.rules, question.keep);
    search.told(sets)
}

/// The set that is worth most, and then each time the one that is worth most of those that differ enough from all
/// before it, as long as it is good enough.
///
/// # Errors
/// As [`best_sets`].
///
/// # Cost
/// As [`best_sets`], and one search a set.
pub fn different_sets(
    question: &SetQuestion<'_>,
    variety: Variety,
) -> Result<SiteSets, CandidateRefusal> {
    let search = Search::new(question)?;
    let mut rules = search.rules.clone();
    let mut sets: Vec<Found> = Vec::new();
    while sets.len() < question.keep {
        let Some(next) = search.best(&rules, 1).pop() else {
            break;
        };
        let best = sets.first().map_or(next.0, |&(best, _)| best);
        if next.0 < best - variety.within * best.abs() {
            break;
        }
        rules = rules.with_shared_at_most(SharedAtMost {
            at_most: next.1.len().saturating_sub(variety.differing.max(1)),
            sites: next.1.clone(),
        });
        sets.push(next);
    }
    search.told(sets)
}

/// In how many draws of scores each site is in the set that is then worth most.
///
/// # Shape
/// A draw has one score a site, in the place of [`SetQuestion::worth`]; the answer one number a site.
///
/// # Errors
/// When there are too many sets.
pub fn occurrence_in_draws(
    question: &SetQuestion<'_>,
    draws: &[Vec<f64>],
) -> Result<Vec<usize>, CandidateRefusal> {
    let search = Search::new(question)?;
    let best =
        |scores: &Vec<f64>| best_allowed(search.allowed(&search.rules), &&Scores::new(scores), 1);
    let sets: Vec<Found> = draws.par_iter().flat_map_iter(best).collect();
    Ok(occurrence(
        sets.iter().map(|(_, sites)| &sites[..]),
        question.allowed.len(),
    ))
}

/// A set with what it is worth.
type Found = (f64, Vec<u32>);

/// A question as the search takes it.
struct Search<'a> {
    question: &'a SetQuestion<'a>,
    rules: SiteRules,
    candidates: Vec<u32>,
    required: Vec<u32>,
    worth: SearchedWorth<'a>,
}

/// What a set is worth, with homes by the sites that reach them.
enum SearchedWorth<'a> {
    Scores(Scores<'a>),
    Homes(HomesWithin),
}

impl<'a> Search<'a> {
    fn new(question: &'a SetQuestion<'a>) -> Result<Self, CandidateRefusal> {
        let sites = 0..question.allowed.len() as u32;
        let is_required = |site: &u32| question.required[*site as usize];
        let may_join = |site: &u32| question.allowed[*site as usize] && !is_required(site);
        let candidates: Vec<u32> = sites.clone().filter(may_join).collect();
        let required: Vec<u32> = sites.filter(is_required).collect();
        if combinations(candidates.len() + required.len(), question.sites) > MOST_SETS {
            return Err(CandidateRefusal::OutOfRange {
                field: "aantal",
                found: question.sites.to_string(),
                expected: Expected::FewSets,
            });
        }
        Ok(Self {
            rules: rules(question),
            candidates,
            required,
            worth: match question.worth {
                Worth::Scores(scores) => SearchedWorth::Scores(Scores::new(scores)),
                Worth::Homes(weights, near) => {
                    SearchedWorth::Homes(HomesWithin::new(weights, near))
                }
            },
            question,
        })
    }

    fn allowed<'b>(&'b self, rules: &'b SiteRules) -> AllowedSets<'b> {
        AllowedSets {
            rules,
            candidates: &self.candidates,
            required: &self.required,
            to_open: self.question.sites,
        }
    }

    fn best(&self, rules: &SiteRules, keep: usize) -> Vec<Found> {
        let allowed = self.allowed(rules);
        match &self.worth {
            SearchedWorth::Scores(scores) => best_allowed(allowed, &scores, keep),
            SearchedWorth::Homes(homes) => best_allowed(allowed, &homes, keep),
        }
    }

    /// The answer with these sets; what to relax when there is none.
    fn told(&self, sets: Vec<Found>) -> Result<SiteSets, CandidateRefusal> {
        if sets.is_empty() {
            return Err(CandidateRefusal::NoSet {
                sites: self.question.sites,
                relax: constraint_to_relax(self.question)?,
            });
        }
        let in_sets = sets.iter().map(|(_, sites)| &sites[..]);
        let cost = |site: &usize| self.question.costs.0[*site];
        Ok(SiteSets {
            occurrence: occurrence(in_sets, self.question.allowed.len()),
            possible: self.allowed(&self.rules).count(),
            sets: sets
                .into_iter()
                .map(|(worth, sites)| {
                    let sites: Vec<usize> = sites.into_iter().map(|site| site as usize).collect();
                    SiteSet {
                        cost: sites.iter().map(cost).sum(),
                        sites,
                        worth,
                    }
                })
                .collect(),
        })
    }
}

/// The constraints of a question as rules.
fn rules(question: &SetQuestion<'_>) -> SiteRules {
    let count = question.allowed.len();
    let mut rules = SiteRules::none(count);
    if let Some(stop) = question.stop {
        rules = rules.until(stop);
    }
    if let (costs, Some(limit)) = question.costs {
        let amounts = Amounts::of(&[costs, &[limit]].concat());
        rules = rules.with_budget(Budget {
            costs: (costs.iter().map(|&cost| amounts.whole(cost) as u64)).collect(),
            limit: amounts.room_for(limit) as u64,
        });
    }
    if let (districts, Some(at_most)) = question.districts {
        rules = rules.with_districts(DistrictLimit {
            district_of: (districts.iter().map(|of| of.map(|number| number as u32))).collect(),
            at_most,
        });
    }
    let (places, smallest) = question.places;
    let near = |&(one, other): &(usize, usize)| {
        let (here, there) = (places[one], places[other]);
        (here.0 - there.0).hypot(here.1 - there.1) < smallest
    };
    let pairs = (0..count).flat_map(|other| (0..other).map(move |one| (one, other)));
    let too_close: Vec<(u32, u32)> = pairs
        .filter(near)
        .map(|(one, other)| (one as u32, other as u32))
        .collect();
    if too_close.is_empty() {
        rules
    } else {
        rules.with_pairs_apart(&too_close)
    }
}

fn occurrence<'a>(sets: impl Iterator<Item = &'a [u32]>, sites: usize) -> Vec<usize> {
    let mut times = vec![0; sites];
    sets.flatten().for_each(|&site| times[site as usize] += 1);
    times
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
        let search = Search::new(&relaxed)?;
        if !search.best(&search.rules, 1).is_empty() {
            return Ok(name);
        }
    }
    let possible = question.allowed.iter().filter(|allowed| **allowed).count();
    Ok(Relax::Sites(possible))
}

/// C(n, k), or more than are counted.
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
            stop: None,
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

    #[test]
    fn a_search_that_is_ended_finds_nothing() {
        let drawn = drawn(115, 1);
        let stop = Stop::default();
        let asked = SetQuestion {
            stop: Some(&stop),
            ..question(&drawn, 3)
        };
        assert!(best_sets(&asked).is_ok());
        stop.ask();
        assert!(best_sets(&asked).is_err());
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
    fn too_many_sets_are_refused_before_they_are_counted() {
        let drawn = drawn(115, 1);
        let refusal = best_sets(&question(&drawn, 6)).expect_err("too many");
        assert!(
            refusal
                .to_string()
                .starts_with("aantal: found 6, expected so few sites")
        );
    }
}
