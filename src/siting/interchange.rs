//! A good set of sites in no time: add the best site one by one, then swap while a swap helps.
//!
//! # Source
//! Teitz and Bart 1968, "Heuristic methods for estimating the generalized vertex median of a weighted graph"; a best
//! swap is found for all pairs at once as in Resende and Werneck 2007, "A fast swap-based local search procedure for
//! location problems" (gain of a site that opens, loss of one that closes, and what is counted twice).

use crate::siting::rules::SiteRules;
use crate::siting::shortlists::Shortlists;

/// Sites added one by one, each the one that saves most; as many as the rules let in.
pub fn greedy_opening(
    lists: &Shortlists,
    candidates: &[u32],
    to_open: usize,
    rules: &SiteRules,
    opened: &[u32],
) -> Vec<u32> {
    let sites = rules.sites();
    let mut chosen: Vec<u32> = opened.to_vec();
    let mut nearest: Vec<i64> = lists.points().map(|(_, fallback)| fallback).collect();
    for _ in 0..to_open {
        let mut gains = vec![0_i64; sites];
        for ((choices, _), &nearest) in lists.points().zip(&nearest) {
            for choice in choices.iter().take_while(|choice| choice.cost < nearest) {
                gains[choice.site as usize] += nearest - choice.cost;
            }
        }
        let fits = |site: &u32| !chosen.contains(site) && rules.lets_in(&chosen, *site);
        let best = candidates
            .iter()
            .copied()
            .filter(fits)
            .max_by_key(|&site| (gains[site as usize], u32::MAX - site));
        let Some(best) = best else { break };
        chosen.push(best);
        for ((choices, _), nearest) in lists.points().zip(&mut nearest) {
            let near = choices.iter().take_while(|choice| choice.cost < *nearest);
            if let Some(choice) = near.into_iter().find(|choice| choice.site == best) {
                *nearest = choice.cost;
            }
        }
    }
    chosen.split_off(opened.len())
}

/// Swaps open sites for closed ones while that makes it cheaper; returns the cost that is left.
///
/// `opened` are sites that are open anyway: they take part in the rules, not in the swaps.
pub fn interchange(
    lists: &Shortlists,
    candidates: &[u32],
    rules: &SiteRules,
    opened: &[u32],
    chosen: &mut [u32],
) -> i64 {
    let mut places: Vec<Option<usize>> = vec![None; rules.sites()];
    for (place, &site) in chosen.iter().enumerate() {
        places[site as usize] = Some(place);
    }
    let mut swaps = Swaps::new(rules.sites(), chosen.len());
    loop {
        let cost = swaps.weigh(lists, &places);
        let Some((place, site)) = swaps.best(candidates, &places, |place, site| {
            rules.is_empty() || rules.lets_swap(opened, chosen, place, site)
        }) else {
            return cost;
        };
        places[chosen[place] as usize] = None;
        places[site as usize] = Some(place);
        chosen[place] = site;
    }
}

/// What every swap would change, for the present set of open sites.
struct Swaps {
    open: usize,
    /// For each closed site, what it saves when it opens and nothing closes.
    gain: Vec<i64>,
    /// For each place in the open set, what it costs when that site closes and nothing opens.
    loss: Vec<i64>,
    /// For each pair of those, how much of the loss does not come true.
    spared: Vec<i64>,
}

impl Swaps {
    fn new(sites: usize, open: usize) -> Self {
        Self {
            open,
            gain: vec![0; sites],
            loss: vec![0; open],
            spared: vec![0; sites * open],
        }
    }

    /// Fills the tables; returns the cost of the present set.
    fn weigh(&mut self, lists: &Shortlists, places: &[Option<usize>]) -> i64 {
        self.gain.fill(0);
        self.loss.fill(0);
        self.spared.fill(0);
        let mut cost = lists.constant();
        for (choices, fallback) in lists.points() {
            let mut open = choices
                .iter()
                .filter_map(|choice| Some((choice.cost, places[choice.site as usize]?)));
            let first = open.next();
            let second = open.next().map_or(fallback, |(cost, _)| cost);
            let nearest = first.map_or(fallback, |(cost, _)| cost);
            cost += nearest;
            if let Some((_, place)) = first {
                self.loss[place] += second - nearest;
            }
            for choice in choices.iter().take_while(|choice| choice.cost < second) {
                let site = choice.site as usize;
                self.gain[site] += (nearest - choice.cost).max(0);
                if let Some((_, place)) = first {
                    self.spared[site * self.open + place] += second - choice.cost.max(nearest);
                }
            }
        }
        cost
    }

    /// The allowed swap that saves most, if any saves: the place that closes and the site that opens.
    fn best(
        &self,
        candidates: &[u32],
        places: &[Option<usize>],
        allowed: impl Fn(usize, u32) -> bool,
    ) -> Option<(usize, u32)> {
        let mut best = None;
        let mut most = 0;
        for &site in candidates
            .iter()
            .filter(|&&site| places[site as usize].is_none())
        {
            let spared = &self.spared[site as usize * self.open..][..self.open];
            for (place, (loss, spared)) in self.loss.iter().zip(spared).enumerate() {
                let saved = self.gain[site as usize] - loss + spared;
                if saved > most && allowed(place, site) {
                    most = saved;
                    best = Some((place, site));
                }
            }
        }
        best
    }
}
