//! All sets of a number of sites that may still be good enough, the most promising first.
//!
//! A branch is left as soon as no set in it can be good enough, so the sets that are told are those that full
//! enumeration would find.
//!
//! # Source
//! Nemhauser, Wolsey and Fisher 1978, "An analysis of approximations for maximizing submodular set functions": what a
//! site adds never grows as others open, so gains at an earlier moment bound the later ones.

use std::cmp::Reverse;

use crate::siting::rules::SiteRules;

/// What sites are worth beside those already open, in whole numbers.
pub trait SetGains: Clone {
    /// What a site adds; never more when others have opened.
    fn gain(&self, site: u32) -> i64;
    /// Opens a site.
    fn add(&mut self, site: u32);
}

/// Who is told of sets, and says how good they must be.
pub trait SetJudge {
    /// Whether a set of no more than this worth is of no interest.
    fn is_beaten(&self, worth: i64) -> bool;
    /// A set, in any order, and its worth. It may be of no interest after all.
    fn meet(&mut self, sites: &[u32], worth: i64);
}

/// The sites to choose from.
#[derive(Debug, Clone, Copy)]
pub struct Choosable<'a> {
    /// Which sites may open together. What they say of whole sets only is left to the judge.
    pub rules: &'a SiteRules,
    /// Sites that are open already, and allowed together.
    pub opened: &'a [u32],
    /// Sites that may open besides.
    pub candidates: &'a [u32],
    /// How many of those open.
    pub to_open: usize,
}

/// Tells the judge each set with the opened sites that is not beaten. `gains` are those beside the opened sites, and
/// `worth` is what those are worth.
pub fn walk_sets<G: SetGains>(
    choosable: Choosable<'_>,
    gains: &G,
    worth: i64,
    judge: &mut impl SetJudge,
) {
    let offer = |&site| Offer {
        gain: i64::MAX,
        site,
    };
    let offers: Vec<Offer> = choosable.candidates.iter().map(offer).collect();
    let mut walk = Walk {
        rules: choosable.rules,
        judge,
        chosen: choosable.opened.to_vec(),
    };
    walk.extend(gains, worth, &offers, choosable.to_open);
}

/// A site that may still join, with the most that it can add.
#[derive(Debug, Clone, Copy)]
struct Offer {
    gain: i64,
    site: u32,
}

struct Walk<'a, J> {
    rules: &'a SiteRules,
    judge: &'a mut J,
    chosen: Vec<u32>,
}

impl<J: SetJudge> Walk<'_, J> {
    /// Adds `missing` of the offers to the chosen sites in every way that may be good enough.
    fn extend<G: SetGains>(&mut self, gains: &G, worth: i64, offers: &[Offer], missing: usize) {
        if missing == 0 {
            self.judge.meet(&self.chosen, worth);
            return;
        }
        let offers = self.refreshed(gains, worth, offers, missing);
        for (place, offer) in offers.iter().enumerate() {
            let Some(next) = offers.get(place..place + missing) else {
                return;
            };
            let gains_of_next = next.iter().map(|offer| offer.gain);
            if self
                .judge
                .is_beaten(gains_of_next.fold(worth, i64::saturating_add))
            {
                return;
            }
            self.chosen.push(offer.site);
            if missing == 1 {
                self.judge.meet(&self.chosen, worth + offer.gain);
            } else {
                let mut with = gains.clone();
                with.add(offer.site);
                self.extend(&with, worth + offer.gain, &offers[place + 1..], missing - 1);
            }
            self.chosen.pop();
        }
    }

    /// The offers that may join, with what they add now, the largest first.
    fn refreshed<G: SetGains>(
        &self,
        gains: &G,
        worth: i64,
        offers: &[Offer],
        missing: usize,
    ) -> Vec<Offer> {
        let mut refreshed: Vec<Offer> = Vec::with_capacity(offers.len());
        let others = offers
            .first()
            .map_or(0, |largest| largest.gain.saturating_mul(missing as i64 - 1));
        for offer in offers {
            // The offers descend, so from here on none adds enough, whichever others join.
            if self
                .judge
                .is_beaten(worth.saturating_add(others).saturating_add(offer.gain))
            {
                break;
            }
            if self.rules.lets_in(&self.chosen, offer.site) {
                let gain = gains.gain(offer.site);
                refreshed.push(Offer { gain, ..*offer });
            }
        }
        refreshed.sort_unstable_by_key(|offer| (Reverse(offer.gain), offer.site));
        refreshed
    }
}
