//! The search behind a front: sets of sites depth first, those that cover most first; a branch is left as soon as some
//! plan that was met is as good as anything in it can be.
//!
//! What a site adds never grows as others open, so gains at an earlier moment bound the later ones. Whom a longest way
//! leaves behind is bounded by homes that were farthest before: as many of them as no site can serve together need as
//! many sites. All homes are looked at only where that is not enough to see that a plan is bettered.
//!
//! # Source
//! Nemhauser, Wolsey and Fisher 1978 for the bound on coverage; the sum of shortfalls of those nearest falls by less
//! and less in the same way.

use crate::model::stop::Stop;
use crate::siting::front_measures::FrontMeasures;
use crate::siting::front_question::{Burden, FrontStart, PlanFrontQuestion};
use crate::siting::front_witnesses::Witnesses;
use crate::siting::set_walk::SetGains;
use crate::siting::set_worth::Reached;

/// What counting whom a site covers besides takes, in looks.
const LOOKS_OF_A_GAIN: usize = 100;

/// A plan as the search compares it.
#[derive(Debug, Clone)]
pub struct Met {
    /// From which of the starts it begins.
    pub start: usize,
    /// The sites that open besides, ascending.
    pub sites: Vec<u32>,
    /// What it costs.
    pub money: u64,
    /// The weight within the norm, in whole numbers.
    pub covered: i64,
    /// Who is left far away, as the search counts it.
    pub burden: f64,
}

/// The plans that no other one betters, by money; and whether all sets were considered.
pub fn front_search(question: &PlanFrontQuestion<'_>) -> (Vec<Met>, bool) {
    let measures = FrontMeasures::new(question);
    let mut search = Search {
        question,
        measures: &measures,
        met: Vec::new(),
        witnesses: Witnesses::none(question.costs.len()),
        left: question.looks,
    };
    for (number, start) in question.starts.iter().enumerate() {
        search.begin(number, start);
    }
    (search.met, search.left > 0)
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

struct Search<'a> {
    question: &'a PlanFrontQuestion<'a>,
    measures: &'a FrontMeasures,
    /// By money.
    met: Vec<Met>,
    witnesses: Witnesses,
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
                Burden::Longest => self.need_more(&open, missing - 1, beaten),
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

    fn need_more(&mut self, open: &[u32], others: usize, beaten: f64) -> bool {
        let (needed, looked) = self.witnesses.need_more(open, others, beaten);
        self.look(looked);
        needed
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
        if self.need_more(&opened.all, 0, beaten) {
            return;
        }
        let felt = self.felt(opened);
        let (burden, farthest) = self.measures.burden(&felt);
        if let Some(home) = farthest {
            self.witnesses.remember(home, self.measures);
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
