//! Every set of sites and what it costs, covers and leaves far away, one by one from the definition: the plain answer
//! for fronts.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::stop::Stop;
use crate::siting::front_question::{Burden, FrontHome, FrontStart, PlanFrontQuestion};
use crate::siting::plan_front::{MeasuredPlan, plan_front};
use crate::siting::rules::{Budget, SiteRules};

struct Drawn {
    homes: Vec<FrontHome>,
    costs: Vec<Vec<(usize, f64)>>,
    money: Vec<u64>,
    starts: Vec<FrontStart>,
}

impl Drawn {
    fn of(seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let (sites, homes) = (random.random_range(2..=9_u32), 12);
        let home = |_| FrontHome {
            weight: f64::from(random.random_range(0..5_u32)),
            burden: f64::from(random.random_range(0..4_u32)),
            now: f64::from(random.random_range(4..64_u32)),
        };
        let homes: Vec<FrontHome> = (0..homes).map(home).collect();
        let costs = (0..sites).map(|_| {
            let all = (0..homes.len()).filter(|_| random.random_bool(0.7));
            let all: Vec<usize> = all.collect();
            all.into_iter()
                .map(|home| (home, f64::from(random.random_range(0..64_u32))))
                .collect()
        });
        let costs = costs.collect();
        let money: Vec<u64> = (0..sites).map(|_| random.random_range(1..4)).collect();
        let starts = 1 + random.random_range(0..2_u32) * u32::from(sites > 3);
        let starts = (0..starts).map(|number| {
            let mut rules = SiteRules::none(sites as usize);
            if random.random_bool(0.5) {
                rules = rules.with_pairs_apart(&[(0, 1)]);
            }
            if random.random_bool(0.5) {
                rules = rules.with_budget(Budget {
                    costs: money.clone(),
                    limit: random.random_range(2..8),
                });
            }
            let required: Vec<u32> = (0..u32::from(random.random_bool(0.3))).collect();
            // The last site stands beside the second start.
            let opened: Vec<u32> = (0..number).map(|_| sites - 1).collect();
            let price = |site| (site, u64::from(site) + money[site as usize]);
            FrontStart {
                required: required.iter().copied().map(price).collect(),
                candidates: (required.len() as u32..sites - number).collect(),
                money: u64::from(number) * 2,
                fewest: usize::from(number == 0),
                most: random.random_range(1..=4),
                rules,
                opened,
            }
        });
        Self {
            starts: starts.collect(),
            homes,
            costs,
            money,
        }
    }

    fn question<'a>(
        &'a self,
        burden: Burden,
        columns: &'a [&'a [(usize, f64)]],
    ) -> PlanFrontQuestion<'a> {
        PlanFrontQuestion {
            homes: &self.homes,
            costs: columns,
            norm: 16.0,
            burden,
            money: &self.money,
            starts: &self.starts,
            looks: usize::MAX,
            stop: None,
        }
    }

    fn columns(&self) -> Vec<&[(usize, f64)]> {
        self.costs.iter().map(Vec::as_slice).collect()
    }

    /// Money, people covered and burden, counted home by home.
    fn measures(&self, burden: Burden, start: &FrontStart, set: &[u32]) -> (u64, f64, f64) {
        let time = |home: usize| {
            let all = set.iter().chain(&start.opened);
            let all = all.flat_map(|&site| &self.costs[site as usize]);
            let of_home = all.filter(|(other, _)| *other == home);
            of_home.fold(self.homes[home].now, |least, (_, cost)| least.min(*cost))
        };
        let (mut covered, mut sum, mut longest) = (0.0, 0.0, 0.0_f64);
        for (index, home) in self.homes.iter().enumerate() {
            let time = time(index);
            covered += if time <= 16.0 { home.weight } else { 0.0 };
            if time > 16.0 {
                sum += home.burden * (time - 16.0) / 16.0;
            }
            if home.burden > 0.0 {
                longest = longest.max(time);
            }
        }
        let price = |site: &u32| {
            let mut required = start.required.iter();
            let here = required.find(|(other, _)| other == site);
            here.map_or(self.money[*site as usize], |(_, price)| *price)
        };
        let money: u64 = set.iter().map(price).sum();
        match burden {
            Burden::Shortfall => (start.money + money, covered, sum),
            Burden::Longest => (start.money + money, covered, longest),
        }
    }

    /// All sets, measured home by home and compared two by two.
    fn by_enumeration(&self, burden: Burden) -> Vec<(u64, f64, f64)> {
        let sites = self.costs.len() as u32;
        let mut measured = Vec::new();
        for start in &self.starts {
            let sets = (0_u32..1 << sites)
                .map(|bits| (0..sites).filter(|site| bits >> site & 1 == 1).collect());
            let allowed = sets.filter(|set: &Vec<u32>| {
                let may_open = |site: &u32| {
                    start.candidates.contains(site)
                        || start.required.iter().any(|(other, _)| other == site)
                };
                (start.fewest..=start.most).contains(&set.len())
                    && set.iter().all(may_open)
                    && start.required.iter().all(|(site, _)| set.contains(site))
                    && start.rules.allow_whole(set)
            });
            measured.extend(allowed.map(|set| self.measures(burden, start, &set)));
        }
        let betters = |one: &(u64, f64, f64), other: &(u64, f64, f64)| {
            one.0 <= other.0 && one.1 >= other.1 && one.2 <= other.2 && one != other
        };
        let mut front: Vec<_> = measured
            .iter()
            .filter(|plan| !measured.iter().any(|other| betters(other, plan)))
            .copied()
            .collect();
        front.sort_by(|one, other| {
            (one.0.cmp(&other.0))
                .then(other.1.total_cmp(&one.1))
                .then(one.2.total_cmp(&other.2))
        });
        front.dedup();
        front
    }
}

fn told(plan: &MeasuredPlan) -> (u64, f64, f64) {
    (plan.money, plan.covered, plan.burden)
}

/// All numbers are sixteenths, so that sums are exact.
#[test]
fn the_front_is_that_of_enumeration() {
    let (mut several, mut from_second) = (0, 0);
    for seed in 0..600 {
        let drawn = Drawn::of(seed);
        for burden in [Burden::Shortfall, Burden::Longest] {
            let found = plan_front(&drawn.question(burden, &drawn.columns()));
            let measures: Vec<_> = found.plans.iter().map(told).collect();
            assert!(found.proven);
            assert_eq!(
                measures,
                drawn.by_enumeration(burden),
                "seed {seed}, {burden:?}"
            );
            for plan in &found.plans {
                let anew = drawn.measures(burden, &drawn.starts[plan.start], &plan.sites);
                assert_eq!(told(plan), anew, "seed {seed}, {burden:?}");
                from_second += usize::from(plan.start > 0);
            }
            several += usize::from(measures.len() > 3);
        }
    }
    assert!(
        several > 100 && from_second > 100,
        "{several}, {from_second}"
    );
}

#[test]
fn the_order_of_homes_changes_nothing() {
    for seed in 0..100 {
        let drawn = Drawn::of(seed);
        let mut order: Vec<usize> = (0..drawn.homes.len()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let mut turned = Drawn::of(seed);
        for (home, &place) in order.iter().enumerate() {
            turned.homes[place] = drawn.homes[home];
        }
        for column in &mut turned.costs {
            column.iter_mut().for_each(|(home, _)| *home = order[*home]);
            column.sort_by_key(|(home, _)| *home);
        }
        for burden in [Burden::Shortfall, Burden::Longest] {
            let [one, other] = [&drawn, &turned]
                .map(|drawn| plan_front(&drawn.question(burden, &drawn.columns())));
            assert_eq!(one, other, "seed {seed}, {burden:?}");
        }
    }
}

#[test]
fn a_front_cut_short_is_not_proven_and_holds_sound_plans() {
    let drawn = Drawn::of(1);
    let columns = drawn.columns();
    let all = plan_front(&drawn.question(Burden::Shortfall, &columns));
    let question = PlanFrontQuestion {
        looks: 30,
        ..drawn.question(Burden::Shortfall, &columns)
    };
    let cut = plan_front(&question);
    assert!(all.proven && !cut.proven && !cut.plans.is_empty());
    for plan in &cut.plans {
        let beaten = |other: &MeasuredPlan| {
            other.money <= plan.money
                && other.covered >= plan.covered
                && other.burden <= plan.burden
        };
        assert!(all.plans.iter().any(beaten));
    }
}

#[test]
fn a_front_that_is_ended_is_not_proven() {
    let drawn = Drawn::of(1);
    let columns = drawn.columns();
    let stop = Stop::default();
    stop.ask();
    let question = PlanFrontQuestion {
        stop: Some(&stop),
        ..drawn.question(Burden::Shortfall, &columns)
    };
    assert!(!plan_front(&question).proven);
}
