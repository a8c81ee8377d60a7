//! What sets of sites are worth: their scores, or the people that they bring within reach.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::siting::amounts::Amounts;
use crate::siting::set_search::SetWorth;
use crate::siting::set_walk::SetGains;

/// The sum of scores: one finite value a site.
#[derive(Debug, Clone)]
pub struct Scores<'a> {
    scores: &'a [f64],
    amounts: Amounts,
    whole: Vec<i64>,
}

impl<'a> Scores<'a> {
    /// The scores by site.
    pub fn new(scores: &'a [f64]) -> Self {
        let sizes: Vec<f64> = scores.iter().map(|score| score.abs()).collect();
        let amounts = Amounts::of(&sizes);
        Self {
            scores,
            amounts,
            whole: scores.iter().map(|&score| amounts.whole(score)).collect(),
        }
    }
}

impl SetWorth for &Scores<'_> {
    type Gains = Self;

    fn gains(&self) -> Self {
        self
    }

    fn of(&self, sites: &[u32]) -> f64 {
        sites.iter().map(|&site| self.scores[site as usize]).sum()
    }

    fn whole(&self, worth: f64) -> i64 {
        self.amounts.whole(worth)
    }

    fn slack(&self) -> i64 {
        self.scores.len() as i64 + 1
    }
}

impl SetGains for &Scores<'_> {
    fn gain(&self, site: u32) -> i64 {
        self.whole[site as usize]
    }

    fn add(&mut self, _site: u32) {}
}

/// Homes with their weights, by the sites that reach them; homes that the same sites reach are one.
#[derive(Debug, Clone, PartialEq)]
pub struct HomesWithin {
    amounts: Amounts,
    weights: Vec<f64>,
    whole: Vec<i64>,
    groups: Arc<Groups>,
}

/// Homes that the same sites reach.
#[derive(Debug, PartialEq)]
struct Groups {
    of_site: Vec<Vec<u32>>,
    of_home: Vec<u32>,
    count: usize,
}

impl Groups {
    fn of(homes: usize, of_site: &[Vec<usize>]) -> Self {
        let mut sites_of: Vec<Vec<u32>> = vec![Vec::new(); homes];
        for (site, homes) in (0..).zip(of_site) {
            for &home in homes {
                if sites_of[home].last() != Some(&site) {
                    sites_of[home].push(site);
                }
            }
        }
        let mut places: BTreeMap<&[u32], u32> = sites_of.iter().map(|of| (&of[..], 0)).collect();
        let mut grouped = vec![Vec::new(); of_site.len()];
        for (group, (sites, place)) in (0..).zip(&mut places) {
            *place = group;
            let add = |&site: &u32| grouped[site as usize].push(group);
            sites.iter().for_each(add);
        }
        Self {
            of_site: grouped,
            of_home: sites_of.iter().map(|sites| places[&sites[..]]).collect(),
            count: places.len(),
        }
    }
}

impl HomesWithin {
    /// The weights by home, and the homes of each site.
    pub fn new(weights: &[f64], of_site: &[Vec<usize>]) -> Self {
        Self::weighed(Arc::new(Groups::of(weights.len(), of_site)), weights)
    }

    /// The same homes with other weights.
    pub fn with_weights(&self, weights: &[f64]) -> Self {
        Self::weighed(Arc::clone(&self.groups), weights)
    }

    fn weighed(groups: Arc<Groups>, of_homes: &[f64]) -> Self {
        let mut weights = vec![0.0; groups.count];
        for (&group, weight) in groups.of_home.iter().zip(of_homes) {
            weights[group as usize] += weight;
        }
        let amounts = Amounts::of(&weights);
        let whole = weights.iter().map(|&weight| amounts.whole(weight));
        Self {
            whole: whole.collect(),
            amounts,
            weights,
            groups,
        }
    }

    /// The weight of all homes, within reach or not.
    pub fn all(&self) -> f64 {
        self.weights.iter().sum()
    }
}

impl<'a> SetWorth for &'a HomesWithin {
    type Gains = Reached<'a>;

    fn gains(&self) -> Reached<'a> {
        Reached {
            homes: self,
            reached: vec![false; self.weights.len()],
        }
    }

    fn of(&self, sites: &[u32]) -> f64 {
        let mut reached = self.gains();
        sites.iter().for_each(|&site| reached.add(site));
        let homes = reached.reached.iter().zip(&self.weights);
        homes
            .filter(|(reached, _)| **reached)
            .map(|(_, weight)| weight)
            .sum()
    }

    fn whole(&self, worth: f64) -> i64 {
        self.amounts.whole(worth)
    }

    fn slack(&self) -> i64 {
        self.weights.len() as i64 + 1
    }
}

/// The homes within reach of one open site at least: who is within reach of several counts once.
#[derive(Debug, Clone)]
pub struct Reached<'a> {
    homes: &'a HomesWithin,
    reached: Vec<bool>,
}

impl SetGains for Reached<'_> {
    fn gain(&self, site: u32) -> i64 {
        let homes = self.homes.groups.of_site[site as usize].iter();
        let new = homes.filter(|&&home| !self.reached[home as usize]);
        new.map(|&home| self.homes.whole[home as usize]).sum()
    }

    fn add(&mut self, site: u32) {
        let homes = self.homes.groups.of_site[site as usize].iter();
        homes.for_each(|&home| self.reached[home as usize] = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_within_reach_of_two_sites_counts_once() {
        let homes = HomesWithin::new(&[2.0, 3.5, 4.0], &[vec![0, 1], vec![1]]);
        let mut reached = (&homes).gains();
        let of_first = |reached: &Reached<'_>| homes.amounts.weight(reached.gain(0));
        assert_eq!(of_first(&reached), 5.5);
        reached.add(1);
        assert_eq!(of_first(&reached), 2.0);
        assert_eq!((&homes).of(&[0, 1]), 5.5);
    }
}
