//! Cost, coverage and who is left far away: all plans of up to so many sites that no other plan betters in all three.
//!
//! Sets of sites are walked through depth first, those that cover most first; a branch is left as soon as some plan
//! that was met is as good as anything in it can be. What a site adds never grows as others open, so gains at an
//! earlier moment bound the later ones.
//!
//! # Source
//! Nemhauser, Wolsey and Fisher 1978 for the bound on coverage; the sum of shortfalls of those nearest falls by less
//! and less in the same way.

use crate::siting::rules::SiteRules;

/// A home on the front.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FrontHome {
    /// What it counts for in coverage.
    pub weight: f64,
    /// What it counts for among those who could be left far away; 0 leaves it out there.
    pub burden: f64,
    /// The cost to what is there already; a large one where there is nothing.
    pub now: f64,
}

/// How it is measured whom a plan leaves far away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Burden {
    /// The largest cost of any home.
    Longest,
    /// The sum of weight × (cost − norm) / norm over the homes beyond the norm.
    Shortfall,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct PlanFrontQuestion<'a> {
    /// The homes.
    pub homes: &'a [FrontHome],
    /// For each site the homes that reach it, with the cost.
    pub costs: &'a [&'a [(usize, f64)]],
    /// Up to this cost a home is covered, and falls short of nothing; above 0.
    pub norm: f64,
    /// Who is left far away.
    pub burden: Burden,
    /// What each site costs.
    pub money: &'a [u64],
    /// Which sets are allowed.
    pub rules: &'a SiteRules,
    /// Sites that may open.
    pub candidates: &'a [u32],
    /// Sites that are in every plan.
    pub required: &'a [u32],
    /// How many sites open at most.
    pub most: usize,
    /// How many sets are looked at before the search ends unproven.
    pub sets: usize,
}

/// A plan that no other one betters in all three.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPlan {
    /// The sites, ascending.
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

/// All plans of one to `most` sites that no other such plan betters; of equal plans one is shown.
///
/// # Cost
/// At most `sets` looks at what each site would add.
pub fn plan_front(question: &PlanFrontQuestion<'_>) -> PlanFront {
    let sites = Columns::of(question);
    let start = Opened {
        now: question.homes.iter().map(|home| home.now).collect(),
        plan: MeasuredPlan {
            sites: Vec::new(),
            money: 0,
            covered: covered_now(question),
            burden: 0.0,
        },
    };
    let start = question
        .required
        .iter()
        .fold(start, |opened, &site| opened.with(question, &sites, site));
    let mut search = Search {
        question,
        columns: &sites,
        met: Vec::new(),
        left: question.sets,
    };
    let missing = question.most.checked_sub(question.required.len());
    if let Some(missing) = missing.filter(|_| question.rules.allow(question.required)) {
        search.extend(&start, question.candidates, missing);
    }
    let mut plans = search.met;
    plans.sort_by(|one, other| {
        (one.money.cmp(&other.money))
            .then(other.covered.total_cmp(&one.covered))
            .then(one.burden.total_cmp(&other.burden))
            .then_with(|| one.sites.cmp(&other.sites))
    });
    PlanFront {
        plans,
        proven: search.left > 0,
    }
}

fn covered_now(question: &PlanFrontQuestion<'_>) -> f64 {
    let near = question
        .homes
        .iter()
        .filter(|home| home.now <= question.norm);
    near.map(|home| home.weight).sum()
}

/// What a home at a cost falls short of the norm.
fn felt(question: &PlanFrontQuestion<'_>, home: usize, cost: f64) -> f64 {
    let beyond = (cost - question.norm).max(0.0) / question.norm;
    question.homes[home].burden * beyond
}

/// For each site the homes for which it can matter.
struct Columns(Vec<Vec<(usize, f64)>>);

impl Columns {
    fn of(question: &PlanFrontQuestion<'_>) -> Self {
        let matters = |&(home, cost): &(usize, f64)| {
            question.homes.get(home).is_some_and(|found| {
                cost < found.now
                    && (found.burden > 0.0 || (found.weight > 0.0 && cost <= question.norm))
            })
        };
        let of_site = |costs: &&[(usize, f64)]| costs.iter().copied().filter(matters).collect();
        Self(question.costs.iter().map(of_site).collect())
    }

    fn of_site(&self, site: u32) -> &[(usize, f64)] {
        self.0.get(site as usize).map_or(&[], Vec::as_slice)
    }
}

/// A set of sites with what it does to each home.
struct Opened {
    now: Vec<f64>,
    plan: MeasuredPlan,
}

impl Opened {
    fn with(&self, question: &PlanFrontQuestion<'_>, columns: &Columns, site: u32) -> Self {
        let mut now = self.now.clone();
        let mut plan = self.plan.clone();
        for &(home, cost) in columns.of_site(site) {
            if cost < now[home] {
                if cost <= question.norm && now[home] > question.norm {
                    plan.covered += question.homes[home].weight;
                }
                now[home] = cost;
            }
        }
        plan.sites.push(site);
        plan.money = plan.money.saturating_add(question.money[site as usize]);
        Self { now, plan }
    }

    /// Whom the set leaves far away.
    fn burden(&self, question: &PlanFrontQuestion<'_>) -> f64 {
        let each = self.now.iter().enumerate();
        match question.burden {
            Burden::Shortfall => each.map(|(home, &cost)| felt(question, home, cost)).sum(),
            Burden::Longest => each
                .filter(|(home, _)| question.homes[*home].burden > 0.0)
                .map(|(_, &cost)| cost)
                .fold(0.0, f64::max),
        }
    }
}

/// A site that may join, with what it would add now.
#[derive(Debug, Clone, Copy)]
struct Offer {
    site: u32,
    covers: f64,
    relieves: f64,
}

struct Search<'a> {
    question: &'a PlanFrontQuestion<'a>,
    columns: &'a Columns,
    met: Vec<MeasuredPlan>,
    left: usize,
}

impl Search<'_> {
    /// Meets a set, and adds up to `missing` of the candidates to it in every way that may be on the front.
    fn extend(&mut self, opened: &Opened, candidates: &[u32], missing: usize) {
        let burden = opened.burden(self.question);
        self.meet(&opened.plan, burden);
        if missing == 0 || self.left == 0 {
            return;
        }
        self.left -= 1;
        let offers = self.offers(opened, candidates);
        let longest = self.least_longest(opened, &offers);
        for (place, offer) in offers.iter().enumerate() {
            let later = &offers[place + 1..];
            let covered =
                opened.plan.covered + offer.covers + most(later, missing - 1, |offer| offer.covers);
            let money = opened.plan.money;
            let money = money.saturating_add(self.question.money[offer.site as usize]);
            let burden = match self.question.burden {
                Burden::Shortfall => {
                    burden - offer.relieves - most(later, missing - 1, |offer| offer.relieves)
                }
                Burden::Longest => longest[place],
            };
            if self.left == 0 || self.is_bettered(money, covered, burden) {
                continue;
            }
            let next = opened.with(self.question, self.columns, offer.site);
            let later: Vec<u32> = later.iter().map(|offer| offer.site).collect();
            self.extend(&next, &later, missing - 1);
        }
    }

    /// The candidates that may join, those that cover most first.
    fn offers(&self, opened: &Opened, candidates: &[u32]) -> Vec<Offer> {
        let norm = self.question.norm;
        let joins = candidates
            .iter()
            .filter(|&&site| self.question.rules.lets_in(&opened.plan.sites, site));
        let offer = |&site: &u32| {
            let (mut covers, mut relieves) = (0.0, 0.0);
            for &(home, cost) in self.columns.of_site(site) {
                let now = opened.now[home];
                if cost < now && now > norm {
                    if cost <= norm {
                        covers += self.question.homes[home].weight;
                    }
                    if self.question.burden == Burden::Shortfall {
                        relieves +=
                            felt(self.question, home, now) - felt(self.question, home, cost);
                    }
                }
            }
            Offer {
                site,
                covers,
                relieves,
            }
        };
        let mut offers: Vec<Offer> = joins.map(offer).collect();
        offers.sort_by(|one, other| {
            (other.covers.total_cmp(&one.covers))
                .then(other.relieves.total_cmp(&one.relieves))
                .then(one.site.cmp(&other.site))
        });
        offers
    }

    /// For each offer the longest way if it and all later ones opened; nothing where shortfalls are summed.
    fn least_longest(&self, opened: &Opened, offers: &[Offer]) -> Vec<f64> {
        if self.question.burden == Burden::Shortfall {
            return Vec::new();
        }
        let mut all = Opened {
            now: opened.now.clone(),
            plan: opened.plan.clone(),
        };
        let mut longest = vec![0.0; offers.len()];
        for (offer, longest) in offers.iter().zip(&mut longest).rev() {
            for &(home, cost) in self.columns.of_site(offer.site) {
                all.now[home] = all.now[home].min(cost);
            }
            *longest = all.burden(self.question);
        }
        longest
    }

    /// Whether a plan that was met is at least as good as all this.
    fn is_bettered(&self, money: u64, covered: f64, burden: f64) -> bool {
        self.met
            .iter()
            .any(|plan| plan.money <= money && plan.covered >= covered && plan.burden <= burden)
    }

    fn meet(&mut self, plan: &MeasuredPlan, burden: f64) {
        let rules = self.question.rules;
        if plan.sites.is_empty()
            || !rules.allow_whole(&plan.sites)
            || self.is_bettered(plan.money, plan.covered, burden)
        {
            return;
        }
        let mut plan = MeasuredPlan {
            burden,
            ..plan.clone()
        };
        plan.sites.sort_unstable();
        self.met.retain(|other| {
            other.money < plan.money || other.covered > plan.covered || other.burden < plan.burden
        });
        self.met.push(plan);
    }
}

/// The sum of the largest few of some numbers.
fn most(offers: &[Offer], count: usize, number: fn(&Offer) -> f64) -> f64 {
    let mut numbers: Vec<f64> = offers.iter().map(number).collect();
    if count == 0 || numbers.is_empty() {
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
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::rules::Budget;

    struct Drawn {
        homes: Vec<FrontHome>,
        costs: Vec<Vec<(usize, f64)>>,
        money: Vec<u64>,
        rules: SiteRules,
        required: Vec<u32>,
        candidates: Vec<u32>,
        most: usize,
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
            Self {
                candidates: (required.len() as u32..sites).collect(),
                most: random.random_range(1..=4),
                homes,
                costs,
                money,
                rules,
                required,
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
                rules: &self.rules,
                candidates: &self.candidates,
                required: &self.required,
                most: self.most,
                sets: 1_000_000,
            }
        }

        fn columns(&self) -> Vec<&[(usize, f64)]> {
            self.costs.iter().map(Vec::as_slice).collect()
        }

        /// All sets, measured home by home and compared two by two.
        fn by_enumeration(&self, burden: Burden) -> Vec<(u64, f64, f64)> {
            let sites = self.costs.len() as u32;
            let sets = (1_u32..1 << sites)
                .map(|bits| (0..sites).filter(|site| bits >> site & 1 == 1).collect());
            let allowed = sets.filter(|set: &Vec<u32>| {
                set.len() <= self.most
                    && self.required.iter().all(|site| set.contains(site))
                    && self.rules.allow_whole(set)
            });
            let measured: Vec<(u64, f64, f64)> = allowed
                .map(|set| {
                    let time = |home: usize| {
                        let all = set.iter().flat_map(|&site| &self.costs[site as usize]);
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
                    let money = set.iter().map(|&site| self.money[site as usize]).sum();
                    match burden {
                        Burden::Shortfall => (money, covered, sum),
                        Burden::Longest => (money, covered, longest),
                    }
                })
                .collect();
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

    /// All numbers are sixteenths, so that sums are exact.
    #[test]
    fn the_front_is_that_of_enumeration() {
        let mut several = 0;
        for seed in 0..400 {
            let drawn = Drawn::of(seed);
            for burden in [Burden::Shortfall, Burden::Longest] {
                let found = plan_front(&drawn.question(burden, &drawn.columns()));
                let measures: Vec<_> = found
                    .plans
                    .iter()
                    .map(|plan| (plan.money, plan.covered, plan.burden))
                    .collect();
                assert!(found.proven);
                assert_eq!(
                    measures,
                    drawn.by_enumeration(burden),
                    "seed {seed}, {burden:?}"
                );
                several += usize::from(measures.len() > 3);
            }
        }
        assert!(several > 100, "{several}");
    }

    #[test]
    fn a_front_cut_short_is_not_proven_and_holds_sound_plans() {
        let drawn = Drawn::of(1);
        let columns = drawn.columns();
        let all = plan_front(&drawn.question(Burden::Shortfall, &columns));
        let question = PlanFrontQuestion {
            sets: 1,
            ..drawn.question(Burden::Shortfall, &columns)
        };
        let cut = plan_front(&question);
        assert!(all.proven && !cut.proven);
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
