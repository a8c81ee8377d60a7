//! Which sets of sites are allowed at all, whatever they cost the demand points.
//!
//! A search asks two things: may this site still join those, and is this whole set allowed.

use crate::model::stop::Stop;

/// Rules on sets of sites, by the numbers of the sites.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteRules {
    sites: usize,
    budget: Option<Budget>,
    districts: Option<DistrictLimit>,
    /// For each site, those that may not open beside it; empty when no pair is too close.
    too_close: Vec<Vec<u32>>,
    unlike: Vec<SharedAtMost>,
    /// Of each of these at least one opens.
    one_of_each: Vec<Vec<u32>>,
    room: Option<Room>,
    stop: Option<Stop>,
}

/// Sites of which no more than so many may open together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedAtMost {
    /// The sites.
    pub sites: Vec<u32>,
    /// How many of them may open.
    pub at_most: usize,
}

/// How many have to find room in the sites that open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// For each site how many it has room for; `None` has room for all.
    pub of_site: Vec<Option<i64>>,
    /// How many have to be served.
    pub needed: i64,
}

/// Money for opening sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// What each site costs, in the smallest unit of money.
    pub costs: Vec<u64>,
    /// What may be spent, in the same unit.
    pub limit: u64,
}

/// At most so many sites in each district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictLimit {
    /// The number of the district of each site; `None` lies in no district.
    pub district_of: Vec<Option<u32>>,
    /// How many sites each district may have.
    pub at_most: usize,
}

impl SiteRules {
    /// No rules, for a number of sites.
    pub fn none(sites: usize) -> Self {
        Self {
            sites,
            ..Self::default()
        }
    }

    /// The same rules and a budget. `costs` has one value a site.
    #[must_use]
    pub fn with_budget(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// The same rules and a limit to each district. `district_of` has one value a site.
    #[must_use]
    pub fn with_districts(mut self, districts: DistrictLimit) -> Self {
        self.districts = Some(districts);
        self
    }

    /// The same rules, and these pairs of sites may not open together.
    #[must_use]
    pub fn with_pairs_apart(mut self, pairs: &[(u32, u32)]) -> Self {
        self.too_close.resize(self.sites, Vec::new());
        for &(one, other) in pairs {
            self.too_close[one as usize].push(other);
            self.too_close[other as usize].push(one);
        }
        self
    }

    /// The same rules, and no more than so many of these sites open together.
    #[must_use]
    pub fn with_shared_at_most(mut self, shared: SharedAtMost) -> Self {
        self.unlike.push(shared);
        self
    }

    /// The same rules, and at least one site of each group opens.
    #[must_use]
    pub fn with_one_of_each(mut self, groups: Vec<Vec<u32>>) -> Self {
        self.one_of_each = groups;
        self
    }

    /// The same rules, and the sites of a whole set must have room for all. `of_site` has one value a site.
    #[must_use]
    pub fn with_room(mut self, room: Room) -> Self {
        self.room = Some(room);
        self
    }

    /// The same rules, and no site joins any more once the work has to end: every search then runs dry at once. Whoever
    /// asked has to look whether it was ended, as what is found then says nothing.
    #[must_use]
    pub fn until(mut self, stop: &Stop) -> Self {
        self.stop = Some(stop.clone());
        self
    }

    /// How many sites there are.
    pub fn sites(&self) -> usize {
        self.sites
    }

    /// Whether every set of sites is allowed.
    pub fn is_empty(&self) -> bool {
        self.budget.is_none()
            && self.districts.is_none()
            && self.too_close.is_empty()
            && self.unlike.is_empty()
            && self.one_of_each.is_empty()
            && self.room.is_none()
    }

    /// Whether a site may join sites that are allowed together.
    pub fn lets_in(&self, chosen: &[u32], site: u32) -> bool {
        !self.stop.as_ref().is_some_and(Stop::is_asked)
            && self.budget.as_ref().is_none_or(|budget| {
                budget
                    .left(chosen)
                    .is_some_and(|left| budget.cost(site) <= left)
            })
            && self
                .districts
                .as_ref()
                .is_none_or(|districts| districts.lets_in(chosen, site))
            && self
                .too_close
                .get(site as usize)
                .is_none_or(|near| near.iter().all(|other| !chosen.contains(other)))
            && self.unlike.iter().all(|plan| plan.lets_in(chosen, site))
    }

    /// Whether these sites may open together, with or without more.
    pub fn allow(&self, chosen: &[u32]) -> bool {
        self.is_empty()
            || (0..chosen.len()).all(|place| self.lets_in(&chosen[..place], chosen[place]))
    }

    /// Whether these sites may open and no others.
    pub fn allow_whole(&self, chosen: &[u32]) -> bool {
        self.allow(chosen) && self.groups_without(chosen).next().is_none()
    }

    /// The groups that must have an open site and have none yet.
    fn groups_without(&self, chosen: &[u32]) -> impl Iterator<Item = &Vec<u32>> {
        let has_none = |group: &&Vec<u32>| !group.iter().any(|site| chosen.contains(site));
        self.one_of_each.iter().filter(has_none)
    }

    /// Whether the set is still allowed when the site at a place gives way to another.
    pub fn lets_swap(&self, opened: &[u32], chosen: &[u32], place: usize, site: u32) -> bool {
        let mut others = opened.to_vec();
        others.extend_from_slice(&chosen[..place]);
        others.extend_from_slice(&chosen[place + 1..]);
        self.lets_in(&others, site)
    }

    /// The candidates that can still be part of an allowed set with `to_open` more sites than those chosen;
    /// `None` when there is no such set for want of money, room or a site of some group.
    pub fn still_possible(
        &self,
        chosen: &[u32],
        candidates: &[u32],
        to_open: usize,
    ) -> Option<Vec<u32>> {
        if self.is_empty() {
            return Some(candidates.to_vec());
        }
        let mut possible: Vec<u32> = candidates
            .iter()
            .copied()
            .filter(|&site| self.lets_in(chosen, site))
            .collect();
        for group in self.groups_without(chosen) {
            if to_open == 0 || !group.iter().any(|site| possible.contains(site)) {
                return None;
            }
            if to_open == 1 {
                possible.retain(|site| group.contains(site));
            }
        }
        if self
            .room
            .as_ref()
            .is_some_and(|room| !room.suffices(chosen, &possible, to_open))
        {
            return None;
        }
        if let Some(budget) = &self.budget {
            let left = budget.left(chosen)?;
            let mut costs: Vec<u64> = possible.iter().map(|&site| budget.cost(site)).collect();
            costs.sort_unstable();
            let others: u64 = costs.iter().take(to_open.saturating_sub(1)).sum();
            possible
                .retain(|&site| to_open == 0 || others.saturating_add(budget.cost(site)) <= left);
        }
        Some(possible)
    }
}

impl Room {
    /// Whether the chosen sites have room for all together with the roomiest of the candidates.
    fn suffices(&self, chosen: &[u32], candidates: &[u32], to_open: usize) -> bool {
        let room = |site: &u32| {
            self.of_site[*site as usize]
                .unwrap_or(self.needed)
                .min(self.needed)
        };
        let mut rooms: Vec<i64> = candidates.iter().map(room).collect();
        rooms.sort_unstable_by_key(|&room| std::cmp::Reverse(room));
        let most = chosen
            .iter()
            .map(room)
            .chain(rooms.into_iter().take(to_open));
        most.fold(0_i64, i64::saturating_add) >= self.needed
    }
}

impl Budget {
    fn cost(&self, site: u32) -> u64 {
        self.costs[site as usize]
    }

    /// What is left after paying for the chosen sites; `None` when that is too much.
    fn left(&self, chosen: &[u32]) -> Option<u64> {
        chosen
            .iter()
            .try_fold(self.limit, |left, &site| left.checked_sub(self.cost(site)))
    }
}

impl SharedAtMost {
    fn lets_in(&self, chosen: &[u32], site: u32) -> bool {
        let shared = |site: &&u32| self.sites.contains(site);
        !self.sites.contains(&site) || chosen.iter().filter(shared).count() < self.at_most
    }
}

impl DistrictLimit {
    fn lets_in(&self, chosen: &[u32], site: u32) -> bool {
        let Some(district) = self.district_of[site as usize] else {
            return true;
        };
        let there = chosen
            .iter()
            .filter(|&&other| self.district_of[other as usize] == Some(district));
        there.count() < self.at_most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_joins_only_where_money_district_and_distance_allow_it() {
        let rules = SiteRules::none(4)
            .with_budget(Budget {
                costs: vec![5, 4, 3, 2],
                limit: 9,
            })
            .with_districts(DistrictLimit {
                district_of: vec![Some(0), Some(0), None, None],
                at_most: 1,
            })
            .with_pairs_apart(&[(2, 3)]);
        assert!(rules.lets_in(&[0], 2));
        assert!(!rules.lets_in(&[0], 1), "district 0 is full");
        assert!(!rules.lets_in(&[2], 3), "too close");
        assert!(!rules.lets_in(&[0, 2], 3), "5 + 3 + 2 is more than 9");
        assert!(rules.allow(&[1, 2]));
        assert!(!rules.allow(&[0, 1]));
    }

    #[test]
    fn a_site_that_leaves_too_little_money_for_the_others_is_no_longer_possible() {
        let rules = SiteRules::none(3).with_budget(Budget {
            costs: vec![8, 2, 3],
            limit: 9,
        });
        assert_eq!(rules.still_possible(&[], &[0, 1, 2], 2), Some(vec![1, 2]));
    }
}
