//! The best few sets of sites when a set is worth the sum of its scores, or the people within reach of any of its sites.
//!
//! All sets are walked through, the most promising first; a branch is left as soon as no set in it can be among the
//! best any more. So the answer is that of full enumeration, quickly enough to be asked for thousands of weights.
//!
//! # Source
//! Nemhauser, Wolsey and Fisher 1978, "An analysis of approximations for maximizing submodular set functions": what a
//! site adds never grows as others open, so gains at an earlier moment bound the later ones.

use std::cmp::Ordering;

use crate::siting::rules::SiteRules;
use crate::siting::set_worth::SetWorth;

/// Sums in another order differ by less than this part of all there is.
const ROUNDING: f64 = 1e-9;

/// Which sets are allowed.
#[derive(Debug, Clone, Copy)]
pub struct AllowedSets<'a> {
    /// Which sites may open together.
    pub rules: &'a SiteRules,
    /// Sites that may open, ascending, without the required ones.
    pub candidates: &'a [u32],
    /// Sites that open in any case, ascending.
    pub required: &'a [u32],
    /// How many sites open in all.
    pub to_open: usize,
}

impl AllowedSets<'_> {
    /// How many sites open besides the required ones; `None` when those cannot open together.
    fn missing(&self) -> Option<usize> {
        (self.to_open.checked_sub(self.required.len())).filter(|_| self.rules.allow(self.required))
    }

    /// How many sets are allowed.
    pub fn count(&self) -> usize {
        self.missing().map_or(0, |missing| {
            self.count_from(&mut self.required.to_vec(), self.candidates, missing)
        })
    }

    fn count_from(&self, chosen: &mut Vec<u32>, candidates: &[u32], missing: usize) -> usize {
        if missing == 0 {
            return usize::from(self.rules.allow_whole(chosen));
        }
        let mut count = 0;
        for (place, &site) in candidates.iter().enumerate() {
            if self.rules.lets_in(chosen, site) {
                chosen.push(site);
                count += self.count_from(chosen, &candidates[place + 1..], missing - 1);
                chosen.pop();
            }
        }
        count
    }
}

/// As many of the best sets as asked, with their worth: the best first, of equals the one with the smaller sites.
///
/// # Shape
/// The sites of a set ascend.
pub fn best_allowed<W: SetWorth>(
    allowed: AllowedSets<'_>,
    mut worth: W,
    keep: usize,
) -> Vec<(f64, Vec<u32>)> {
    let Some(missing) = allowed.missing().filter(|_| keep > 0) else {
        return Vec::new();
    };
    let mut search = Search {
        allowed,
        nothing: worth.clone(),
        slack: ROUNDING * worth.all(),
        keep,
        best: Vec::new(),
    };
    let mut value = 0.0;
    for &site in allowed.required {
        value += worth.gain(site);
        worth.add(site);
    }
    let offer = |&site| Offer {
        gain: f64::INFINITY,
        site,
    };
    let offers: Vec<Offer> = allowed.candidates.iter().map(offer).collect();
    search.extend(
        &worth,
        &mut allowed.required.to_vec(),
        value,
        &offers,
        missing,
    );
    search.best
}

/// A site that may still join, with the most that it can add.
#[derive(Debug, Clone, Copy)]
struct Offer {
    gain: f64,
    site: u32,
}

struct Search<'a, W> {
    allowed: AllowedSets<'a>,
    /// The worth before any site is open.
    nothing: W,
    slack: f64,
    keep: usize,
    /// The best sets so far, the best first.
    best: Vec<(f64, Vec<u32>)>,
}

impl<W: SetWorth> Search<'_, W> {
    /// Adds `missing` of the offers to the chosen sites in every way that may be among the best.
    fn extend(
        &mut self,
        worth: &W,
        chosen: &mut Vec<u32>,
        value: f64,
        offers: &[Offer],
        missing: usize,
    ) {
        if missing == 0 {
            self.meet(chosen);
            return;
        }
        let offers = self.refreshed(worth, chosen, value, offers, missing);
        for (place, offer) in offers.iter().enumerate() {
            let Some(next) = offers.get(place..place + missing) else {
                return;
            };
            let most: f64 = next.iter().map(|offer| offer.gain).sum();
            if self.is_beaten(value + most) {
                return;
            }
            chosen.push(offer.site);
            if missing == 1 {
                self.meet(chosen);
            } else {
                let mut with = worth.clone();
                with.add(offer.site);
                let value = value + offer.gain;
                self.extend(&with, chosen, value, &offers[place + 1..], missing - 1);
            }
            chosen.pop();
        }
    }

    /// The offers that may join, with what they add now, the largest first.
    fn refreshed(
        &self,
        worth: &W,
        chosen: &[u32],
        value: f64,
        offers: &[Offer],
        missing: usize,
    ) -> Vec<Offer> {
        let mut refreshed: Vec<Offer> = Vec::with_capacity(offers.len());
        for offer in offers {
            // The offers descend, so from here on the last site cannot add enough.
            if missing == 1 && self.is_beaten(value + offer.gain) {
                break;
            }
            if self.allowed.rules.lets_in(chosen, offer.site) {
                let gain = worth.gain(offer.site);
                refreshed.push(Offer { gain, ..*offer });
            }
        }
        refreshed.sort_unstable_by(|one, other| {
            (other.gain.total_cmp(&one.gain)).then(one.site.cmp(&other.site))
        });
        refreshed
    }

    /// Whether no set of about this value can be among the best.
    fn is_beaten(&self, value: f64) -> bool {
        let last = self.best.last().filter(|_| self.best.len() == self.keep);
        last.is_some_and(|&(least, _)| value + self.slack < least)
    }

    fn meet(&mut self, chosen: &[u32]) {
        if !self.allowed.rules.allow_whole(chosen) {
            return;
        }
        let mut sites = chosen.to_vec();
        sites.sort_unstable();
        let value = self.nothing.of(&sites);
        let place = self.best.partition_point(|(other, others)| {
            other.total_cmp(&value).then_with(|| sites.cmp(others)) == Ordering::Greater
        });
        if place < self.keep {
            self.best.insert(place, (value, sites));
            self.best.truncate(self.keep);
        }
    }
}
