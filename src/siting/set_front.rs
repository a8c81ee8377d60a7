//! What sets of sites cost, whom they reach, and whom of those with most need: the sets that no other set betters.
//!
//! All allowed sets are walked through, so nothing on the front is missing and nothing beside it is on it. A cost that is
//! not known is anything between two bounds, and the same in every set with that site.

use std::collections::BTreeMap;

use crate::model::record::Bounds;
use crate::model::stop::Stop;
use crate::siting::site_sets::SetQuestion;
use crate::siting::uncertain_front::FrontPlace;

/// More sets than this are not walked through.
const MOST_SETS: usize = 1_000_000;
/// Where costs are not known, a front of more sets than this tells little and takes long.
const MOST_ON_FRONT: usize = 2_000;

/// Why there is no front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFront {
    /// There are too many sets to walk through.
    TooManySets,
    /// So much of the costs is not known that too many sets are on it for some costs.
    TooManyOnFront,
}

/// Whom the sites of a set reach.
#[derive(Debug, Clone, Copy)]
pub struct Reachable<'a> {
    /// The people of each home.
    pub people: &'a [f64],
    /// Those of them with most need.
    pub most_need: &'a [f64],
    /// The homes that each site reaches.
    pub homes: &'a [Vec<usize>],
}

/// A set on the front.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontSet {
    /// The sites, ascending.
    pub sites: Vec<usize>,
    /// On it whatever the costs that are not known are, or for some of them.
    pub place: FrontPlace,
    /// What it costs as budgets count it, in euros; less is better.
    pub cost: f64,
    /// The people whom one of its sites reaches at least; more is better.
    pub covered: f64,
    /// Those of them with most need; more is better.
    pub most_need: f64,
}

/// The allowed sets of which none is bettered: no other is as good in every respect and better in one, whatever the costs
/// that are not known are. Of sets that are equal in every respect the one with the smaller sites stands for all. By cost,
/// then from most to least reached.
///
/// `costs` holds the bounds of each site's cost, in euros; equal where it is known. What [`SetQuestion::worth`] and
/// [`SetQuestion::keep`] hold is not used.
///
/// # Errors
/// When there are too many sets, or too many on the front for some of the costs that are not known.
///
/// # Cost
/// One step for each allowed set and set on the front: 246,905 sets for three of 115.
///
/// # Source
/// DOMAIN §C.4, portfolio; dominance as in Ehrgott 2005, Multicriteria Optimization, definition 2.1.
pub fn set_front(
    question: &SetQuestion<'_>,
    reachable: Reachable<'_>,
    costs: &[Bounds],
) -> Result<Vec<FrontSet>, NoFront> {
    let sites: Vec<usize> = (0..question.allowed.len())
        .filter(|&site| question.allowed[site] || question.required[site])
        .collect();
    let required = question.required.iter().filter(|needed| **needed).count();
    let groups = Groups::new(question.allowed.len(), reachable);
    let mut walk = Walk {
        question,
        costs,
        sites: &sites,
        required,
        reached_by: vec![0; groups.people.len()],
        groups: &groups,
        set: FrontSet {
            sites: Vec::new(),
            place: FrontPlace::Possible,
            cost: 0.0,
            covered: 0.0,
            most_need: 0.0,
        },
        front: Vec::new(),
        left: MOST_SETS,
        most: if costs.iter().all(|cost| cost.low == cost.high) {
            usize::MAX
        } else {
            MOST_ON_FRONT
        },
    };
    walk.extend(0)?;
    let mut front = walk.front;
    let certain: Vec<bool> = front
        .iter()
        .map(|set| !front.iter().any(|other| can_better(other, set, costs)))
        .collect();
    for (set, certain) in front.iter_mut().zip(certain) {
        if certain {
            set.place = FrontPlace::Certain;
        }
    }
    front.sort_by(|one, other| {
        (one.cost.total_cmp(&other.cost))
            .then(other.covered.total_cmp(&one.covered))
            .then_with(|| one.sites.cmp(&other.sites))
    });
    Ok(front)
}

/// Homes that the same sites reach, as one.
struct Groups {
    /// People, and those with most need.
    people: Vec<[f64; 2]>,
    /// The groups that each site reaches.
    of_site: Vec<Vec<usize>>,
}

impl Groups {
    fn new(sites: usize, reachable: Reachable<'_>) -> Self {
        let mut sites_of = vec![Vec::new(); reachable.people.len()];
        for (site, homes) in reachable.homes.iter().enumerate() {
            homes.iter().for_each(|&home| sites_of[home].push(site));
        }
        let mut groups: BTreeMap<Vec<usize>, [f64; 2]> = BTreeMap::new();
        let homes = reachable.people.iter().zip(reachable.most_need);
        for (reached_by, (people, most_need)) in sites_of.into_iter().zip(homes) {
            let group = groups.entry(reached_by).or_default();
            group[0] += people;
            group[1] += most_need;
        }
        let mut of_site = vec![Vec::new(); sites];
        for (group, reached_by) in groups.keys().enumerate() {
            reached_by
                .iter()
                .for_each(|&site| of_site[site].push(group));
        }
        Self {
            people: groups.into_values().collect(),
            of_site,
        }
    }
}

struct Walk<'a> {
    question: &'a SetQuestion<'a>,
    costs: &'a [Bounds],
    sites: &'a [usize],
    required: usize,
    groups: &'a Groups,
    /// By how many sites of the set each group is reached.
    reached_by: Vec<u32>,
    set: FrontSet,
    front: Vec<FrontSet>,
    left: usize,
    /// How many may be on the front.
    most: usize,
}

impl Walk<'_> {
    /// Adds sites from a place in the list on, in every way, unless that takes too long or has to end.
    fn extend(&mut self, from: usize) -> Result<(), NoFront> {
        if self.question.stop.is_some_and(Stop::is_asked) {
            return Err(NoFront::TooManySets);
        }
        let Some(missing) = (self.question.sites - self.set.sites.len()).checked_sub(1) else {
            self.left = self.left.checked_sub(1).ok_or(NoFront::TooManySets)?;
            self.meet();
            return if self.front.len() > self.most {
                Err(NoFront::TooManyOnFront)
            } else {
                Ok(())
            };
        };
        for place in from..self.sites.len().saturating_sub(missing) {
            let site = self.sites[place];
            if self.fits(site) {
                let before = (self.set.cost, self.set.covered, self.set.most_need);
                self.add(site);
                let went_on = self.extend(place + 1);
                self.remove(site);
                (self.set.cost, self.set.covered, self.set.most_need) = before;
                went_on?;
            }
        }
        Ok(())
    }

    fn fits(&self, site: usize) -> bool {
        let question = self.question;
        let chosen = || self.set.sites.iter().copied();
        let (districts, most) = question.districts;
        let in_district = || {
            let same = |other: &usize| districts[*other] == districts[site];
            chosen().filter(same).count()
        };
        let is_full = |most: usize| districts[site].is_some() && in_district() >= most;
        let (places, smallest) = question.places;
        let apart = |other: usize| {
            let (here, there) = (places[site], places[other]);
            (here.0 - there.0).hypot(here.1 - there.1) >= smallest
        };
        let cost = self.set.cost + question.costs.0[site];
        question.costs.1.is_none_or(|budget| cost <= budget)
            && !most.is_some_and(is_full)
            && chosen().all(apart)
    }

    fn add(&mut self, site: usize) {
        self.set.sites.push(site);
        self.set.cost += self.question.costs.0[site];
        for &group in &self.groups.of_site[site] {
            if self.reached_by[group] == 0 {
                let [people, most_need] = self.groups.people[group];
                self.set.covered += people;
                self.set.most_need += most_need;
            }
            self.reached_by[group] += 1;
        }
    }

    fn remove(&mut self, site: usize) {
        self.set.sites.pop();
        for &group in &self.groups.of_site[site] {
            self.reached_by[group] -= 1;
        }
    }

    /// Puts the set on the front when no set there is as good, and takes those off that it betters.
    fn meet(&mut self) {
        let is_required = |site: &&usize| self.question.required[**site];
        if self.set.sites.iter().filter(is_required).count() < self.required {
            return;
        }
        let (set, costs) = (&self.set, self.costs);
        let better = self.front.iter();
        match { better }.position(|other| is_as_good(other, set, costs)) {
            // What betters one set betters its neighbours in the walk too, so it is asked first.
            Some(better) => self.front.swap(0, better),
            None => {
                self.front.retain(|other| !is_as_good(set, other, costs));
                self.front.push(self.set.clone());
            }
        }
    }
}

/// Sums in another order differ by rounding.
const SLACK: f64 = 1e-9;

/// Whether a set is as good as another one in every respect, whatever the costs that are not known are.
fn is_as_good(one: &FrontSet, other: &FrontSet, costs: &[Bounds]) -> bool {
    reaches_as_many(one, other) && dearer(one, other, costs).high <= SLACK
}

/// Whether a set is as good as another one in every respect and better in one, for some of the costs that are not known.
fn can_better(one: &FrontSet, other: &FrontSet, costs: &[Bounds]) -> bool {
    let dearer = dearer(one, other, costs).low;
    let reaches_more = !reaches_as_many(other, one);
    reaches_as_many(one, other) && (dearer < -SLACK || dearer <= SLACK && reaches_more)
}

fn reaches_as_many(one: &FrontSet, other: &FrontSet) -> bool {
    one.covered >= other.covered - SLACK && one.most_need >= other.most_need - SLACK
}

/// How much more a set costs than another one: a site of both costs the same in both.
fn dearer(one: &FrontSet, other: &FrontSet, costs: &[Bounds]) -> Bounds {
    let alone = |set: &FrontSet, beside: &FrontSet| {
        let own = set.sites.iter().filter(|site| !beside.sites.contains(site));
        own.filter_map(|&site| costs.get(site))
            .fold((0.0, 0.0), |(low, high), cost| {
                (low + cost.low, high + cost.high)
            })
    };
    let (own, others) = (alone(one, other), alone(other, one));
    Bounds {
        low: own.0 - others.1,
        high: own.1 - others.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::siting::site_sets::Worth;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    struct Drawn {
        costs: Vec<f64>,
        /// Of some sites the cost is not known.
        bounds: Vec<Bounds>,
        allowed: Vec<bool>,
        required: Vec<bool>,
        districts: Vec<Option<usize>>,
        places: Vec<(f64, f64)>,
        people: Vec<f64>,
        most_need: Vec<f64>,
        homes: Vec<Vec<usize>>,
        rules: (Option<usize>, f64, Option<f64>, usize),
    }

    fn drawn(seed: u64) -> Drawn {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let sites = random.random_range(3..10_usize);
        let people: Vec<f64> = (0..12)
            .map(|_| f64::from(random.random_range(0..9)))
            .collect();
        let mut part = |share: f64| random.random_bool(share);
        let homes = (0..sites)
            .map(|_| (0..12).filter(|_| part(0.3)).collect())
            .collect();
        let most_need = people
            .iter()
            .map(|&people| if part(0.4) { people } else { 0.0 });
        let most_need = most_need.collect();
        let allowed = (0..sites).map(|_| part(0.9)).collect();
        let required = (0..sites).map(|site| site == 1 && part(0.3)).collect();
        let mut draw = |most: u32| random.random_range(0..most);
        let costs: Vec<f64> = (0..sites).map(|_| f64::from(1 + draw(5))).collect();
        let bounds = costs.iter().map(|&cost| match draw(4) {
            // Few, so that every combination of their ends can be tried.
            0 if seed % 2 == 1 => Bounds {
                low: cost - 0.5,
                high: cost + f64::from(draw(3)),
            },
            _ => Bounds {
                low: cost,
                high: cost,
            },
        });
        Drawn {
            bounds: bounds.collect(),
            costs,
            districts: (0..sites)
                .map(|_| [None, Some(0), Some(1)][draw(3) as usize])
                .collect(),
            places: (0..sites)
                .map(|_| (f64::from(draw(9)), f64::from(draw(9))))
                .collect(),
            rules: (
                [None, Some(1), Some(2)][draw(3) as usize],
                f64::from(draw(4)),
                [None, Some(8.0)][draw(2) as usize],
                1 + draw(3) as usize,
            ),
            people,
            most_need,
            homes,
            allowed,
            required,
        }
    }

    impl Drawn {
        fn question(&self) -> SetQuestion<'_> {
            let (per_district, smallest, budget, sites) = self.rules;
            SetQuestion {
                worth: Worth::Homes(&self.people, &self.homes),
                allowed: &self.allowed,
                required: &self.required,
                districts: (&self.districts, per_district),
                places: (&self.places, smallest),
                costs: (&self.costs, budget),
                sites,
                keep: 1,
                stop: None,
            }
        }

        fn front(&self) -> Vec<FrontSet> {
            let found = set_front(&self.question(), self.reachable(), &self.bounds);
            found.expect("few sets")
        }

        fn reachable(&self) -> Reachable<'_> {
            Reachable {
                people: &self.people,
                most_need: &self.most_need,
                homes: &self.homes,
            }
        }

        /// Every allowed set, from the definition.
        fn sets(&self) -> Vec<FrontSet> {
            let (per_district, smallest, budget, sites) = self.rules;
            let count = self.costs.len();
            let sets = (0_u32..1 << count).map(|bits| -> Vec<usize> {
                (0..count).filter(|site| bits >> site & 1 == 1).collect()
            });
            let sum = |weights: &[f64], set: &[usize]| -> f64 {
                let reached =
                    |home: &usize| set.iter().any(|&site| self.homes[site].contains(home));
                (0..weights.len())
                    .filter(reached)
                    .map(|home| weights[home])
                    .sum()
            };
            let is_allowed = |set: &FrontSet| {
                let set_sites = &set.sites;
                let pairs = || {
                    set_sites
                        .iter()
                        .flat_map(|a| set_sites.iter().map(move |b| (*a, *b)))
                };
                let far = |(a, b): (usize, usize)| {
                    let ((x, y), (u, v)) = (self.places[a], self.places[b]);
                    a == b || (x - u).hypot(y - v) >= smallest
                };
                let district = |of: usize| {
                    let inside = set_sites
                        .iter()
                        .filter(|&&site| self.districts[site] == Some(of));
                    inside.count() <= per_district.unwrap_or(count)
                };
                set_sites.len() == sites
                    && budget.is_none_or(|budget| set.cost <= budget)
                    && pairs().all(far)
                    && district(0)
                    && district(1)
                    && set_sites
                        .iter()
                        .all(|&site| self.allowed[site] || self.required[site])
                    && (0..count).all(|site| !self.required[site] || set_sites.contains(&site))
            };
            sets.map(|set| FrontSet {
                place: FrontPlace::Possible,
                cost: set.iter().map(|&site| self.costs[site]).sum(),
                covered: sum(&self.people, &set),
                most_need: sum(&self.most_need, &set),
                sites: set,
            })
            .filter(is_allowed)
            .collect()
        }
    }

    #[test]
    fn the_front_is_that_of_the_definition() {
        let (mut several, mut none) = (0, 0);
        for seed in (0..800).step_by(2) {
            let drawn = drawn(seed);
            let sets = drawn.sets();
            let measures = |set: &FrontSet| [-set.cost, set.covered, set.most_need];
            let betters = |one: &FrontSet, other: &FrontSet| {
                let (one, other) = (measures(one), measures(other));
                one != other && one.iter().zip(&other).all(|(one, other)| one >= other)
            };
            let on_front = |set: &&FrontSet| !sets.iter().any(|other| betters(other, set));
            let mut expected: Vec<[f64; 3]> = sets.iter().filter(on_front).map(measures).collect();
            let found = drawn.front();
            let is_certain = |set: &FrontSet| set.place == FrontPlace::Certain;
            assert!(found.iter().all(is_certain), "seed {seed}");
            let same = |one: &FrontSet, other: &FrontSet| {
                one.sites == other.sites && measures(one) == measures(other)
            };
            let allowed = |set: &FrontSet| sets.iter().any(|other| same(other, set));
            assert!(found.iter().all(allowed), "seed {seed}");
            let mut found: Vec<[f64; 3]> = found.iter().map(measures).collect();
            let by_value =
                |one: &[f64; 3], other: &[f64; 3]| one.partial_cmp(other).expect("finite");
            found.sort_by(by_value);
            expected.sort_by(by_value);
            expected.dedup();
            assert_eq!(found, expected, "seed {seed}");
            several += usize::from(found.len() > 2);
            none += usize::from(found.is_empty());
        }
        assert!(several > 50 && none > 5, "{several}, {none}");
    }

    /// The front for every combination of ends of the costs that are not known: who is on all of them is certain, who is
    /// on one is possible, and who is on none is not shown.
    #[test]
    fn a_cost_that_is_not_known_leaves_sets_on_the_front_that_some_cost_leaves_there() {
        let (mut possible, mut certain) = (0, 0);
        for seed in (1..400).step_by(2) {
            let drawn = drawn(seed);
            let open: Vec<usize> = (0..drawn.costs.len())
                .filter(|&site| drawn.bounds[site].low < drawn.bounds[site].high)
                .collect();
            let sets = drawn.sets();
            let mut often = vec![0_u32; sets.len()];
            for ends in 0_u32..1 << open.len() {
                let cost = |site: usize| match open.iter().position(|&other| other == site) {
                    Some(place) if ends >> place & 1 == 1 => drawn.bounds[site].high,
                    Some(_) | None => drawn.bounds[site].low,
                };
                let measures = |set: &FrontSet| {
                    let cost: f64 = set.sites.iter().map(|&site| cost(site)).sum();
                    [-cost, set.covered, set.most_need]
                };
                for (often, set) in often.iter_mut().zip(&sets) {
                    let own = measures(set);
                    let bettered = sets.iter().map(&measures).any(|other| {
                        other != own && other.iter().zip(&own).all(|(other, own)| other >= own)
                    });
                    *often += u32::from(!bettered);
                }
            }
            let found = drawn.front();
            for (set, often) in sets.iter().zip(often) {
                let place = found.iter().find(|other| other.sites == set.sites);
                match place.map(|place| place.place) {
                    Some(FrontPlace::Certain) => assert_eq!(often, 1 << open.len(), "seed {seed}"),
                    Some(FrontPlace::Possible) => {
                        assert!(0 < often && often < 1 << open.len(), "seed {seed}");
                    }
                    Some(FrontPlace::Beaten) => {
                        assert_eq!(often, u32::MAX, "a beaten set is shown")
                    }
                    // It stands behind one that is as good whatever the costs are.
                    None => assert!(
                        often == 0 || found.iter().any(|one| is_as_good(one, set, &drawn.bounds)),
                        "seed {seed}"
                    ),
                }
                possible += usize::from(place.is_some_and(|one| one.place == FrontPlace::Possible));
                certain += usize::from(place.is_some_and(|one| one.place == FrontPlace::Certain));
            }
        }
        assert!(possible > 50 && certain > 50, "{possible}, {certain}");
    }

    #[test]
    fn more_sets_than_can_be_walked_through_have_no_front() {
        let sites = 40;
        let (costs, yes, no) = (vec![1.0; sites], vec![true; sites], vec![false; sites]);
        let (districts, places) = (vec![None; sites], vec![(0.0, 0.0); sites]);
        let homes = vec![Vec::new(); sites];
        let question = SetQuestion {
            worth: Worth::Homes(&[], &homes),
            allowed: &yes,
            required: &no,
            districts: (&districts, None),
            places: (&places, 0.0),
            costs: (&costs, None),
            sites: 6,
            keep: 1,
            stop: None,
        };
        let reachable = Reachable {
            people: &[],
            most_need: &[],
            homes: &homes,
        };
        assert_eq!(
            set_front(&question, reachable, &[]),
            Err(NoFront::TooManySets)
        );
    }

    #[test]
    fn where_most_costs_are_not_known_too_many_sets_are_on_the_front_and_known_costs_leave_few() {
        // Three of 60 that reach alike: whatever each costs, almost every set may be the least dear.
        let sites = 60;
        let (costs, yes, no) = (vec![1.0; sites], vec![true; sites], vec![false; sites]);
        let (districts, places) = (vec![None; sites], vec![(0.0, 0.0); sites]);
        let homes = vec![Vec::new(); sites];
        let question = SetQuestion {
            worth: Worth::Homes(&[], &homes),
            allowed: &yes,
            required: &no,
            districts: (&districts, None),
            places: (&places, 0.0),
            costs: (&costs, None),
            sites: 3,
            keep: 1,
            stop: None,
        };
        let reachable = Reachable {
            people: &[],
            most_need: &[],
            homes: &homes,
        };
        let bounds = |high: f64| vec![Bounds { low: 1.0, high }; sites];
        assert_eq!(
            set_front(&question, reachable, &bounds(2.0)),
            Err(NoFront::TooManyOnFront)
        );
        let known = set_front(&question, reachable, &bounds(1.0));
        assert_eq!(known.map(|sets| sets.len()), Ok(1));
    }
}
