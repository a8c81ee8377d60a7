//! Trips in straight lines after changes of facilities: only homes near what changed, or whose nearest facility changed,
//! look again.

use std::collections::BTreeSet;

use crate::access::analysis::KindTravel;
use crate::access::reach::{Nearest, Reach};
use crate::access::straight::{AtDistance, entrances, is_near};
use crate::access::travel::TravelIndex;
use crate::model::position::Planar;
use crate::model::town_data::TownData;

/// A study at D0 or D1 after changes.
#[derive(Debug, Clone, Copy)]
pub struct StraightEdits<'a> {
    /// The study after the changes.
    pub town: &'a TownData,
    /// As it was prepared before them.
    pub index: &'a TravelIndex,
    /// Where the homes were before them; planned ones come after these.
    pub homes: &'a [Planar],
    /// The facilities that are new or others than `index` knows.
    pub changed: &'a BTreeSet<usize>,
}

impl StraightEdits<'_> {
    /// The trip from every home to the nearest facility of a kind, given the trips of the study as it was.
    ///
    /// # Cost
    /// One look at each home, and a search from those whose nearest facility changed.
    pub fn reaches(&self, before: &KindTravel) -> Vec<Reach> {
        let kind = &before.norm.kind;
        let unchanged = self.index.facilities(kind).iter();
        let offers = |facility: &usize| self.town.facilities[*facility].kinds.contains(kind);
        let doors: Vec<(usize, Planar)> = self
            .changed
            .iter()
            .filter(|facility| offers(facility))
            .flat_map(|&facility| self.doors(facility))
            .collect();
        if doors.is_empty() && unchanged.clone().all(|known| self.changed.contains(known)) {
            return vec![Reach::NoFacility; self.town.demand.len()];
        }
        let known = before.reaches.iter().copied().map(Some);
        let known = known.chain(std::iter::repeat(None));
        let planned = self.town.demand.iter().skip(self.homes.len());
        let planned = planned.map(|home| home.position);
        let homes = self.homes.iter().copied().chain(planned).zip(known);
        homes
            .map(|(home, known)| self.reach(before, home, known, &doors))
            .collect()
    }

    /// The trip from one place; `known` is the trip before the changes.
    fn reach(
        &self,
        of: &KindTravel,
        from: Planar,
        known: Option<Reach>,
        doors: &[(usize, Planar)],
    ) -> Reach {
        let stays = known.and_then(Reach::nearest);
        let stays = stays.filter(|nearest| !self.changed.contains(&nearest.facility));
        let unchanged = match stays {
            Some(nearest) => {
                let straight = self.index.straight_length(nearest.distance, &of.profile);
                let mut places = doors.iter().map(|(_, door)| *door);
                if !places.any(|door| is_near(from, door, straight)) {
                    return Reach::Reached(nearest);
                }
                self.at(nearest, from)
            }
            None => self.index.nearest_but(&of.norm.kind, from, |facility| {
                self.changed.contains(&facility)
            }),
        };
        let changed = doors.iter();
        let changed =
            changed.filter_map(|&(facility, door)| AtDistance::between(facility, from, door));
        self.index
            .straight_reach(changed.chain(unchanged).min(), &of.profile)
    }

    /// A facility that did not change, with its straight-line distance.
    fn at(&self, nearest: Nearest, from: Planar) -> Option<AtDistance> {
        let doors = self.doors(nearest.facility);
        doors
            .filter_map(|(facility, door)| AtDistance::between(facility, from, door))
            .min()
    }

    fn doors(&self, facility: usize) -> impl Iterator<Item = (usize, Planar)> {
        entrances(&self.town.facilities[facility]).map(move |door| (facility, door))
    }
}
