//! What sites are worth beside those already open: their scores, or the people that they bring within reach.

use std::collections::BTreeMap;

/// What sites add to those already open. A site never adds more when others have opened.
pub trait SetWorth: Clone {
    /// What a site adds.
    fn gain(&self, site: u32) -> f64;
    /// Opens a site.
    fn add(&mut self, site: u32);
    /// No set is worth more, nor less than its negative.
    fn all(&self) -> f64;

    /// What these sites add, opened one after the other.
    fn of(&self, sites: &[u32]) -> f64 {
        let mut worth = self.clone();
        let add = |&site: &u32| {
            let gain = worth.gain(site);
            worth.add(site);
            gain
        };
        sites.iter().map(add).sum()
    }
}

/// The sum of scores: one finite value a site.
#[derive(Debug, Clone, Copy)]
pub struct Scores<'a>(pub &'a [f64]);

impl SetWorth for Scores<'_> {
    fn gain(&self, site: u32) -> f64 {
        self.0[site as usize]
    }

    fn add(&mut self, _site: u32) {}

    fn all(&self) -> f64 {
        self.0.iter().map(|score| score.abs()).sum()
    }
}

/// Homes with their weights, by the sites that reach them; homes that the same sites reach are one.
#[derive(Debug, Clone, PartialEq)]
pub struct HomesWithin {
    weights: Vec<f64>,
    of_site: Vec<Vec<u32>>,
}

impl HomesWithin {
    /// The weights by home, and the homes of each site.
    pub fn new(weights: &[f64], of_site: &[Vec<usize>]) -> Self {
        let mut sites_of: Vec<Vec<u32>> = vec![Vec::new(); weights.len()];
        for (site, homes) in (0..).zip(of_site) {
            for &home in homes {
                if sites_of[home].last() != Some(&site) {
                    sites_of[home].push(site);
                }
            }
        }
        let mut groups: BTreeMap<Vec<u32>, f64> = BTreeMap::new();
        for (sites, weight) in sites_of.into_iter().zip(weights) {
            *groups.entry(sites).or_default() += weight;
        }
        let mut grouped = vec![Vec::new(); of_site.len()];
        for (group, sites) in (0..).zip(groups.keys()) {
            let add = |&site: &u32| grouped[site as usize].push(group);
            sites.iter().for_each(add);
        }
        Self {
            weights: groups.into_values().collect(),
            of_site: grouped,
        }
    }

    /// Nobody is within reach yet.
    pub fn none_reached(&self) -> Reached<'_> {
        Reached {
            homes: self,
            reached: vec![false; self.weights.len()],
        }
    }
}

/// The weight within reach of one open site at least: who is within reach of several counts once.
#[derive(Debug, Clone)]
pub struct Reached<'a> {
    homes: &'a HomesWithin,
    reached: Vec<bool>,
}

impl SetWorth for Reached<'_> {
    fn gain(&self, site: u32) -> f64 {
        let homes = self.homes.of_site[site as usize].iter();
        let new = homes.filter(|&&home| !self.reached[home as usize]);
        new.map(|&home| self.homes.weights[home as usize]).sum()
    }

    fn add(&mut self, site: u32) {
        let homes = self.homes.of_site[site as usize].iter();
        homes.for_each(|&home| self.reached[home as usize] = true);
    }

    fn all(&self) -> f64 {
        self.homes.weights.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_within_reach_of_two_sites_counts_once() {
        let homes = HomesWithin::new(&[2.0, 3.5, 4.0], &[vec![0, 1], vec![1]]);
        let mut reached = homes.none_reached();
        assert_eq!(reached.gain(0), 5.5);
        reached.add(1);
        assert_eq!(reached.gain(0), 2.0);
        assert_eq!(homes.none_reached().of(&[0, 1]), 5.5);
    }
}
