//! Cost, coverage and who is left far away: all plans of up to so many sites that no other plan betters in all three.
//!
//! Sets of sites are walked through depth first, those that cover most first; a branch is left as soon as some plan
//! that was met is as good as anything in it can be. What a site adds never grows as others open, so gains at an
//! earlier moment bound the later ones. Whom a longest way leaves behind is bounded by homes that were farthest before:
//! as many of them as no site can serve together need as many sites. All homes are looked at only where that is not
//! enough to see that a plan is bettered.
//!
//! # Source
//! Nemhauser, Wolsey and Fisher 1978 for the bound on coverage; the sum of shortfalls of those nearest falls by less
//! and less in the same way.

use crate::model::stop::Stop;
use crate::siting::front_measures::{FrontMeasures, felt};
use crate::siting::front_question::{Burden, FrontStart, PlanFrontQuestion};
use crate::siting::set_walk::SetGains;
use crate::siting::set_worth::Reached;

/// So many homes that were farthest are looked at before all homes are.
const MOST_WITNESSES: usize = 32;
/// What counting whom a site covers besides takes, in looks.
const LOOKS_OF_A_GAIN: usize = 100;

/// A plan that no other one betters in all three.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPlan {
    /// From which of the starts it begins.
    pub start: usize,
    /// The sites that open besides, ascending.
    pub sites: Vec<u32>,
    /// What it costs; less is better.
    pub money: u64,
    /// The weight within the norm; more is better.
    pub covered: f64,
    /// Who is left far away; less is better.
    pub burden: f64,
}

/// The plans of the front.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFront {
    /// By money, then the most covered first, then by burden.
    pub plans: Vec<MeasuredPlan>,
    /// Whether all sets were considered.
    pub proven: bool,
}

/// All plans that no other one betters; of equal plans one is shown.
///
/// Shortfalls, and weights that are no decimals, are compared in steps below 1e-14 of all there is.
///
/// # Cost
/// At most `looks`, and memory for a number for each site and home that it can change.
pub fn plan_front(question: &PlanFrontQuestion<'_>) -> PlanFront {
    let measures = FrontMeasures::new(question);
    let mut search = Search {
        question,
        measures: &measures,
        met: Vec::new(),
        witnesses: Vec::new(),
        served: vec![false; question.costs.len()],
        left: question.looks,
    };
    for (number, start) in question.starts.iter().enumerate() {
        search.begin(number, start);
    }
    let proven = search.left > 0;
    let plans = search.met.into_iter();
    let mut plans: Vec<MeasuredPlan> = plans.map(|plan| measured(question, plan)).collect();
    plans.sort_by(|one, other| {
        (one.money.cmp(&other.money))
            .then(other.covered.total_cmp(&one.covered))
            .then(one.burden.total_cmp(&other.burden))
            .then_with(|| (one.start, &one.sites).cmp(&(other.start, &other.sites)))
    });
    PlanFront { plans, proven }
}

/// A plan counted straight from the costs of its sites.
fn measured(question: &PlanFrontQuestion<'_>, plan: Met) -> MeasuredPlan {
    let mut costs: Vec<f64> = question.homes.iter().map(|home| home.now).collect();
    let opened = &question.starts[plan.start].opened;
    for &(home, cost) in (opened.iter().chain(&plan.sites))
        .flat_map(|&site| question.costs[site as usize])
        .filter(|(home, _)| *home < question.homes.len())
    {
        costs[home] = costs[home].min(cost);
    }
    let homes = question.homes.iter().zip(&costs);
    let covered = homes.filter(|(_, cost)| **cost <= question.norm);
    let covered = covered.map(|(home, _)| home.weight).sum();
    let burdened = (0..costs.len()).filter(|&home| question.homes[home].burden > 0.0);
    let felt = burdened.map(|home| felt(question, home, costs[home]));
    MeasuredPlan {
        burden: match question.burden {
            Burden::Longest => felt.fold(0.0, f64::max),
            Burden::Shortfall => felt.sum(),
        },
        start: plan.start,
        sites: plan.sites,
        money: plan.money,
        covered,
    }
}

/// A plan as the search compares it.
#[derive(Debug, Clone)]
struct Met {
    start: usize,
    sites: Vec<u32>,
    money: u64,
    covered: i64,
    burden: f64,
}

/// The set that is being extended.
struct Opened<'a> {
    number: usize,
    start: &'a FrontStart,
    /// The sites that opened besides those of the start.
    sites: Vec<u32>,
    /// All sites that are open.
    all: Vec<u32>,
    money: u64,
    covered: i64,
    reached: Reached<'a>,
}

impl Opened<'_> {
    /// The set with one more site, which covers so many more, and what it then costs.
    fn with(&self, site: u32, covers: i64, money: u64) -> Self {
        let mut next = Self {
            sites: [&self.sites[..], &[site]].concat(),
            all: [&self.all[..], &[site]].concat(),
            money,
            covered: self.covered + covers,
            reached: self.reached.clone(),
            ..*self
        };
        next.reached.add(site);
        next
    }
}

/// A site that may join, with the most that it can add.
#[derive(Debug, Clone, Copy)]
struct Offer {
    site: u32,
    covers: i64,
    relieves: f64,
}

/// A home that was farthest: how far it is with each site alone.
struct Witness {
    home: usize,
    /// How far it is when nothing opens.
    at_first: f64,
    of_site: Vec<f64>,
}

impl Witness {
    fn with(&self, sites: &[u32]) -> f64 {
        let of_sites = sites.iter().map(|&site| self.of_site[site as usize]);
        of_sites.fold(self.at_first, f64::min)
    }
}

struct Search<'a> {
    question: &'a PlanFrontQuestion<'a>,
    measures: &'a FrontMeasures,
    /// By money.
    met: Vec<Met>,
    /// The one that was of use last first.
    witnesses: Vec<Witness>,
    /// Room to mark sites.
    served: Vec<bool>,
    left: usize,
}

impl<'a> Search<'a> {
    /// All plans from one start.
    fn begin(&mut self, number: usize, start: &'a FrontStart) {
        let mut opened = Opened {
            number,
            start,
            sites: Vec::new(),
            all: Vec::new(),
            money: start.money,
            covered: 0,
            reached: self.measures.reached(),
        };
        let standing = start.opened.iter().map(|&site| (site, 0));
        for (site, price) in standing.chain(start.required.iter().copied()) {
            let covers = opened.reached.gain(site);
            opened = opened.with(site, covers, opened.money.saturating_add(price));
        }
        opened.sites = start.required.iter().map(|&(site, _)| site).collect();
        let missing = start.most.checked_sub(start.required.len());
        if let Some(missing) = missing.filter(|_| start.rules.allow(&opened.sites)) {
            let offers = start.candidates.iter().map(|&site| Offer {
                site,
                covers: i64::MAX,
                relieves: f64::INFINITY,
            });
            self.extend(&opened, &offers.collect::<Vec<_>>(), missing);
        }
    }

    /// Meets a set, and adds up to `missing` of the offers to it in every way that may be on the front.
    fn extend(&mut self, opened: &Opened<'a>, offers: &[Offer], missing: usize) {
        self.meet(opened, (opened.money, opened.covered));
        if missing > 0 && self.left > 0 {
            self.branch(opened, offers, missing);
        }
    }

    fn branch(&mut self, opened: &Opened<'a>, offers: &[Offer], missing: usize) {
        let felt = match self.question.burden {
            Burden::Longest => Vec::new(),
            Burden::Shortfall => self.felt(opened),
        };
        let burden: f64 = felt.iter().sum();
        let offers = match missing {
            // The last site is looked at one by one.
            1 => offers.to_vec(),
            _ => self.refreshed(opened, offers, &felt),
        };
        let mut open = opened.all.clone();
        for (place, offer) in offers.iter().enumerate() {
            let later = &offers[place + 1..];
            open.truncate(opened.all.len());
            open.push(offer.site);
            let money = opened.money.saturating_add(self.price(offer.site));
            let others = later.iter().take(missing - 1);
            let covers = others.fold(offer.covers, |sum, other| sum + other.covers);
            let beaten = self.burden_to_beat(money, opened.covered.saturating_add(covers));
            let far = match self.question.burden {
                Burden::Longest => self.needs_more(&open, missing - 1, beaten),
                Burden::Shortfall => {
                    burden - offer.relieves - most_relief(later, missing - 1) >= beaten
                }
            };
            if self.left == 0 || far || !opened.start.rules.lets_in(&opened.sites, offer.site) {
                continue;
            }
            self.join(opened, (offer, money), (later, missing), (&felt, burden));
        }
    }

    /// Goes on with one more site.
    fn join(
        &mut self,
        opened: &Opened<'a>,
        (offer, money): (&Offer, u64),
        (later, missing): (&[Offer], usize),
        (felt, burden): (&[f64], f64),
    ) {
        if missing > 1 {
            let next = opened.with(offer.site, offer.covers, money);
            self.extend(&next, later, missing - 1);
            return;
        }
        let covered = opened.covered + opened.reached.gain(offer.site);
        let beaten = self.burden_to_beat(money, covered);
        let far = match self.question.burden {
            // Looked at as a whole.
            Burden::Longest => false,
            Burden::Shortfall => {
                self.look(self.measures.homes());
                burden - self.measures.relief(felt, offer.site) >= beaten
            }
        };
        if !far {
            let whole = opened.with(offer.site, covered - opened.covered, money);
            self.meet(&whole, (money, covered));
        }
    }

    /// The offers that may join, with what they add now, those that cover most first.
    fn refreshed(&mut self, opened: &Opened<'a>, offers: &[Offer], felt: &[f64]) -> Vec<Offer> {
        let joins = |offer: &&Offer| opened.start.rules.lets_in(&opened.sites, offer.site);
        let shortfalls = self.question.burden == Burden::Shortfall;
        let looks = if shortfalls {
            self.measures.homes()
        } else {
            LOOKS_OF_A_GAIN
        };
        self.look(looks * offers.len());
        let offer = |offer: &Offer| Offer {
            site: offer.site,
            covers: opened.reached.gain(offer.site),
            relieves: match shortfalls {
                true => self.measures.relief(felt, offer.site),
                false => f64::INFINITY,
            },
        };
        let mut offers: Vec<Offer> = offers.iter().filter(joins).map(offer).collect();
        offers.sort_by(|one, other| {
            (other.covers.cmp(&one.covers))
                .then(other.relieves.total_cmp(&one.relieves))
                .then(one.site.cmp(&other.site))
        });
        offers
    }

    /// Whether homes that were farthest before show that some home stays as far as this when so many others open beside
    /// these: more such homes than others can open, no two of which one site serves.
    fn needs_more(&mut self, open: &[u32], others: usize, beaten: f64) -> bool {
        let (mut unserved, mut looked) = (0, 0);
        for place in 0..self.witnesses.len() {
            let witness = &self.witnesses[place];
            looked += open.len();
            if witness.with(open) < beaten {
                continue;
            }
            if others > 0 {
                looked += self.served.len();
                let serves = || witness.of_site.iter().map(|felt| *felt < beaten);
                let mut both = self.served.iter().zip(serves());
                if unserved > 0 && both.any(|(served, serves)| *served && serves) {
                    continue;
                }
                for (served, serves) in self.served.iter_mut().zip(serves()) {
                    *served = serves || (unserved > 0 && *served);
                }
            }
            unserved += 1;
            if unserved > others {
                self.witnesses[..=place].rotate_right(usize::from(others == 0));
                self.look(looked);
                return true;
            }
        }
        self.look(looked);
        false
    }

    fn felt(&mut self, opened: &Opened<'_>) -> Vec<f64> {
        self.look(self.measures.homes() * (1 + opened.all.len()));
        self.measures.felt(&opened.all)
    }

    fn look(&mut self, looks: usize) {
        let ends = self.question.stop.is_some_and(Stop::is_asked);
        self.left = match ends {
            true => 0,
            false => self.left.saturating_sub(looks.max(1)),
        };
    }

    fn price(&self, site: u32) -> u64 {
        self.question.money.get(site as usize).copied().unwrap_or(0)
    }

    /// A plan that costs so much and covers so much is of interest below this burden only.
    fn burden_to_beat(&self, money: u64, covered: i64) -> f64 {
        let cheaper = self.met.iter().take_while(|plan| plan.money <= money);
        let as_good = cheaper.filter(|plan| plan.covered >= covered);
        as_good
            .map(|plan| plan.burden)
            .fold(f64::INFINITY, f64::min)
    }

    /// Takes in a plan, unless another one betters it.
    fn meet(&mut self, opened: &Opened<'_>, (money, covered): (u64, i64)) {
        let Opened { start, sites, .. } = opened;
        let beaten = self.burden_to_beat(money, covered);
        if beaten <= 0.0 || sites.len() < start.fewest || !start.rules.allow_whole(sites) {
            return;
        }
        if self.needs_more(&opened.all, 0, beaten) {
            return;
        }
        let felt = self.felt(opened);
        let (burden, farthest) = self.measures.burden(&felt);
        if let Some(home) = farthest {
            self.remember(home);
        }
        if burden >= beaten {
            return;
        }
        self.met.retain(|other| {
            other.money < money || other.covered > covered || other.burden < burden
        });
        let place = self.met.partition_point(|other| other.money <= money);
        let mut sites = sites.clone();
        sites.sort_unstable();
        let plan = Met {
            start: opened.number,
            sites,
            money,
            covered,
            burden,
        };
        self.met.insert(place, plan);
    }

    fn remember(&mut self, home: usize) {
        let known = self
            .witnesses
            .iter()
            .position(|witness| witness.home == home);
        let witness = match known {
            Some(place) => self.witnesses.remove(place),
            None => Witness {
                home,
                at_first: self.measures.at_first(home),
                of_site: self.measures.of_home(home),
            },
        };
        self.witnesses.truncate(MOST_WITNESSES - 1);
        self.witnesses.insert(0, witness);
    }
}

/// The sum of the largest few reliefs.
fn most_relief(offers: &[Offer], count: usize) -> f64 {
    let mut numbers: Vec<f64> = offers.iter().map(|offer| offer.relieves).collect();
    if count == 0 {
        return 0.0;
    }
    if count < numbers.len() {
        numbers.select_nth_unstable_by(count - 1, |one, other| other.total_cmp(one));
        numbers.truncate(count);
    }
    numbers.iter().sum()
}

#[cfg(test)]
mod tests {
    use rand::seq::SliceRandom;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::front_question::FrontHome;
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
}
