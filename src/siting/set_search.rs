//! The best few of the allowed sets, when a set is worth the sum of its scores or the people within reach of it.

use std::cmp::Ordering;

use crate::siting::rules::SiteRules;
use crate::siting::set_walk::{Choosable, SetGains, SetJudge, walk_sets};

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

/// What sets are worth: exactly for a whole set, and in whole numbers while it is searched for.
pub trait SetWorth {
    /// The whole numbers.
    type Gains: SetGains;
    /// What sites add to none.
    fn gains(&self) -> Self::Gains;
    /// What a set is worth, its sites ascending.
    fn of(&self, sites: &[u32]) -> f64;
    /// The worth as a whole number, give or take the slack.
    fn whole(&self, worth: f64) -> i64;
    /// By how much whole numbers may be wrong in all.
    fn slack(&self) -> i64;
}

/// As many of the best sets as asked, with their worth: the best first, of equals the one with the smaller sites.
///
/// # Shape
/// The sites of a set ascend.
pub fn best_allowed(
    allowed: AllowedSets<'_>,
    worth: &impl SetWorth,
    keep: usize,
) -> Vec<(f64, Vec<u32>)> {
    let Some(missing) = allowed.missing().filter(|_| keep > 0) else {
        return Vec::new();
    };
    let mut gains = worth.gains();
    let mut value = 0;
    for &site in allowed.required {
        value += gains.gain(site);
        gains.add(site);
    }
    let choosable = Choosable {
        rules: allowed.rules,
        opened: allowed.required,
        candidates: allowed.candidates,
        to_open: missing,
    };
    let mut kept = Kept {
        worth,
        rules: allowed.rules,
        keep,
        best: Vec::new(),
        least: i64::MIN,
    };
    walk_sets(choosable, &gains, value, &mut kept);
    kept.best
}

struct Kept<'a, W> {
    worth: &'a W,
    rules: &'a SiteRules,
    keep: usize,
    /// The best sets so far, the best first.
    best: Vec<(f64, Vec<u32>)>,
    /// Sets worth less are of no interest.
    least: i64,
}

impl<W: SetWorth> SetJudge for Kept<'_, W> {
    fn is_beaten(&self, worth: i64) -> bool {
        worth < self.least
    }

    fn meet(&mut self, sites: &[u32], _whole: i64) {
        if !self.rules.allow_whole(sites) {
            return;
        }
        let mut sites = sites.to_vec();
        sites.sort_unstable();
        let worth = self.worth.of(&sites);
        let place = self.best.partition_point(|(other, others)| {
            other.total_cmp(&worth).then_with(|| sites.cmp(others)) == Ordering::Greater
        });
        if place < self.keep {
            self.best.insert(place, (worth, sites));
            self.best.truncate(self.keep);
        }
        if let Some((last, _)) = self.best.get(self.keep - 1) {
            self.least = self.worth.whole(*last) - self.worth.slack();
        }
    }
}
