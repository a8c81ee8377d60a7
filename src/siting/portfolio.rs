//! The best few sets of sites when a set is worth the sum of its scores, or the people within reach of any of its sites.
//!
//! All sets are walked through, the most promising first; a branch is left as soon as no set in it can be among the
//! best any more. So the answer is that of full enumeration, quickly enough to be asked for thousands of weights.
//!
//! # Source
//! Nemhauser, Wolsey and Fisher 1978, "An analysis of approximations for maximizing submodular set functions": what a
//! site adds never grows as others open, so gains at an earlier moment bound the later ones.

use crate::siting::amounts::Amounts;
use crate::siting::deadline::Deadline;
use crate::siting::people_within::PeopleWithin;
use crate::siting::rules::SiteRules;

/// Which sets are asked for.
#[derive(Debug, Clone, Copy)]
pub struct PortfolioQuestion<'a> {
    /// Which sets are allowed.
    pub rules: &'a SiteRules,
    /// Sites that may open, without the required ones.
    pub candidates: &'a [u32],
    /// Sites that open in any case.
    pub required: &'a [u32],
    /// How many sites open in all.
    pub to_open: usize,
    /// How many of the best sets are asked for.
    pub keep: usize,
}

/// A set of sites with what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// The sites, ascending.
    pub sites: Vec<u32>,
    /// The sum of their scores, or the weight within reach.
    pub worth: f64,
}

/// The best sets, the best first; at equal worth the one with the smaller sites first.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolios {
    /// As many as were asked for, or as are allowed.
    pub best: Vec<Portfolio>,
    /// Whether all sets were considered; `false` when time was over first.
    pub complete: bool,
}

/// The sets with the largest sums of scores.
///
/// `scores` has one finite value a site.
pub fn best_by_score(
    question: PortfolioQuestion<'_>,
    scores: &[f64],
    deadline: &Deadline,
) -> Portfolios {
    let sizes: Vec<f64> = scores.iter().map(|score| score.abs()).collect();
    let amounts = Amounts::of(&sizes);
    let scores: Vec<i64> = scores.iter().map(|&score| amounts.whole(score)).collect();
    best_portfolios(question, &Scores(scores), amounts, deadline)
}

/// The sets with most weight within reach of at least one of their sites; who is within reach of several counts once.
pub fn best_by_people(
    question: PortfolioQuestion<'_>,
    people: &PeopleWithin,
    deadline: &Deadline,
) -> Portfolios {
    let uncovered = vec![false; people.points()];
    best_portfolios(
        question,
        Covered {
            people,
            covered: uncovered,
        },
        people.amounts(),
        deadline,
    )
}

/// In how many of some sets each site occurs.
///
/// # Shape
/// One number a site.
pub fn occurrence<'a>(sets: impl IntoIterator<Item = &'a [u32]>, sites: usize) -> Vec<usize> {
    let mut times = vec![0; sites];
    for set in sets {
        set.iter().for_each(|&site| times[site as usize] += 1);
    }
    times
}

/// What sites are worth beside those already chosen.
trait Worth: Clone {
    /// What a site adds; never more when others have been added.
    fn gain(&self, site: u32) -> i64;
    /// The same with a site added.
    fn with(&self, site: u32) -> Self;
}

struct Scores(Vec<i64>);

impl Worth for &Scores {
    fn gain(&self, site: u32) -> i64 {
        self.0[site as usize]
    }

    fn with(&self, _site: u32) -> Self {
        self
    }
}

#[derive(Clone)]
struct Covered<'a> {
    people: &'a PeopleWithin,
    covered: Vec<bool>,
}

impl Worth for Covered<'_> {
    fn gain(&self, site: u32) -> i64 {
        self.people.weight_without(site, &self.covered)
    }

    fn with(&self, site: u32) -> Self {
        let mut covered = self.covered.clone();
        self.people.cover(site, &mut covered);
        Self { covered, ..*self }
    }
}

fn best_portfolios<W: Worth>(
    question: PortfolioQuestion<'_>,
    mut worth: W,
    amounts: Amounts,
    deadline: &Deadline,
) -> Portfolios {
    let mut search = Search {
        question,
        deadline,
        best: Vec::new(),
        stopped: false,
    };
    let mut value = 0;
    for &site in question.required {
        value += worth.gain(site);
        worth = worth.with(site);
    }
    let missing = question.to_open.checked_sub(question.required.len());
    if let Some(missing) =
        missing.filter(|_| question.keep > 0 && question.rules.allow(question.required))
    {
        let offers: Vec<Offer> = question
            .candidates
            .iter()
            .map(|&site| Offer {
                gain: i64::MAX,
                site,
            })
            .collect();
        search.extend(
            &worth,
            &mut question.required.to_vec(),
            value,
            &offers,
            missing,
        );
    }
    let portfolio = |(value, sites): (i64, Vec<u32>)| Portfolio {
        sites,
        worth: amounts.weight(value),
    };
    Portfolios {
        best: search.best.into_iter().map(portfolio).collect(),
        complete: !search.stopped,
    }
}

/// A site that may still join, with the most that it can add.
#[derive(Debug, Clone, Copy)]
struct Offer {
    gain: i64,
    site: u32,
}

struct Search<'a> {
    question: PortfolioQuestion<'a>,
    deadline: &'a Deadline,
    /// The best sets so far, the best first.
    best: Vec<(i64, Vec<u32>)>,
    stopped: bool,
}

impl Search<'_> {
    /// Adds `missing` of the offers to the chosen sites in every way that may be among the best.
    fn extend<W: Worth>(
        &mut self,
        worth: &W,
        chosen: &mut Vec<u32>,
        value: i64,
        offers: &[Offer],
        missing: usize,
    ) {
        if missing == 0 {
            self.meet(value, chosen);
            return;
        }
        if self.deadline.passed() {
            self.stopped = true;
            return;
        }
        let offers = self.refreshed(worth, chosen, value, offers, missing);
        for (place, offer) in offers.iter().enumerate() {
            let Some(next) = offers.get(place..place + missing) else {
                return;
            };
            let most: i64 = next.iter().map(|offer| offer.gain).sum();
            if self.stopped || self.is_beaten(value + most) {
                return;
            }
            chosen.push(offer.site);
            if missing == 1 {
                self.meet(value + offer.gain, chosen);
            } else {
                self.extend(
                    &worth.with(offer.site),
                    chosen,
                    value + offer.gain,
                    &offers[place + 1..],
                    missing - 1,
                );
            }
            chosen.pop();
        }
    }

    /// The offers that may join, with what they add now, the largest first.
    fn refreshed<W: Worth>(
        &self,
        worth: &W,
        chosen: &[u32],
        value: i64,
        offers: &[Offer],
        missing: usize,
    ) -> Vec<Offer> {
        let mut refreshed: Vec<Offer> = Vec::with_capacity(offers.len());
        for offer in offers {
            // The offers descend, so from here on the last site cannot add enough.
            if missing == 1 && offer.gain < i64::MAX && self.is_beaten(value + offer.gain) {
                break;
            }
            if self.question.rules.lets_in(chosen, offer.site) {
                let gain = worth.gain(offer.site);
                refreshed.push(Offer { gain, ..*offer });
            }
        }
        refreshed.sort_by_key(|offer| (std::cmp::Reverse(offer.gain), offer.site));
        refreshed
    }

    /// Whether no set of this value can be among the best.
    fn is_beaten(&self, value: i64) -> bool {
        let last = self
            .best
            .last()
            .filter(|_| self.best.len() == self.question.keep);
        last.is_some_and(|&(least, _)| value < least)
    }

    fn meet(&mut self, value: i64, chosen: &[u32]) {
        if self.is_beaten(value) || !self.question.rules.allow_whole(chosen) {
            return;
        }
        let mut sites = chosen.to_vec();
        sites.sort_unstable();
        let place = self.best.partition_point(|(other, others)| {
            *other > value || (*other == value && *others < sites)
        });
        self.best.insert(place, (value, sites));
        self.best.truncate(self.question.keep);
    }
}
