//! Where homes and the entrances of facilities are on the streets, or why they have no place there.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::access::reach::{Nearest, Reach};
use crate::access::straight::entrances;
use crate::model::demand::DemandPoint;
use crate::model::facility::Facility;
use crate::model::position::Planar;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::Metres;
use crate::network::entrance::Entrance;
use crate::network::length::Millimetres;
use crate::network::nearest_facility::NearestFacilities;
use crate::network::position::{Position, TooFar};
use crate::network::snapping::Standing;
use crate::network::street_graph::StreetGraph;
use crate::network::ways_out::TripEnd;

/// Where something is on its own street, or why it has no place there.
pub type Placing = Result<Position, TooFar>;

/// Where a place is after an edit: its place, which end of trips it is, where it was on its own street, and where beside that.
type After<'a> = dyn Fn(Planar, TripEnd, Placing, &[Position]) -> Standing + Sync + 'a;

/// Homes and entrances on the streets of one mode.
#[derive(Debug, Clone, Default)]
pub struct Places {
    homes: Vec<Placing>,
    facilities: Vec<Vec<Placing>>,
    /// Of some homes, by their indexes, where they are beside that: see [`Standing`].
    beside_homes: BTreeMap<usize, Vec<Position>>,
    /// The same of entrances, by facility and entrance.
    beside_entrances: BTreeMap<(usize, usize), Vec<Position>>,
}

/// A home or facility that is too far from every usable street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unplaced {
    /// The mode of travel.
    pub mode: TravelMode,
    /// What found no place.
    pub what: Placed,
    /// How far the nearest usable street is; nothing when none may be used at all.
    pub nearest: Option<Metres>,
}

/// What is put on the streets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placed {
    /// A demand point, by its index.
    Home(usize),
    /// A facility, by its index; it is unplaced when no entrance of it has a place.
    Facility(usize),
    /// One of the entrances of a facility, by the index of the facility, which is entered elsewhere.
    Entrance(usize),
}

impl Places {
    /// Puts homes and facilities on streets.
    pub fn of(
        homes: &[DemandPoint],
        facilities: &[Facility],
        standing: impl Fn(Planar, TripEnd) -> Standing + Sync,
    ) -> Self {
        let nowhere = Err(TooFar { nearest: None });
        let mut places = Self {
            homes: vec![nowhere; homes.len()],
            ..Self::default()
        };
        places.follow_homes(homes, &|place, end, _, _| standing(place, end));
        for (index, facility) in facilities.iter().enumerate() {
            let standings = entrances(facility).map(|place| standing(place, TripEnd::End));
            places.put_facility(index, standings);
        }
        places
    }

    /// Takes in a home; it follows on those that are there.
    pub fn put_home(&mut self, standing: Standing) {
        put_beside(&mut self.beside_homes, self.homes.len(), standing.beside);
        self.homes.push(standing.own);
    }

    /// Takes in the entrances of a facility, or those that it has now; a new one follows on those that are there.
    pub fn put_facility(&mut self, index: usize, standings: impl Iterator<Item = Standing>) {
        self.beside_entrances
            .retain(|(facility, _), _| *facility != index);
        let mut placings = Vec::new();
        for (entrance, standing) in standings.enumerate() {
            put_beside(
                &mut self.beside_entrances,
                (index, entrance),
                standing.beside,
            );
            placings.push(standing.own);
        }
        if index == self.facilities.len() {
            self.facilities.push(placings);
        } else {
            self.facilities[index] = placings;
        }
    }

    /// Puts everything where it is after an edit of the streets.
    pub fn follow(&mut self, homes: &[DemandPoint], facilities: &[Facility], after: &After<'_>) {
        self.follow_homes(homes, after);
        let before = std::mem::take(&mut self.beside_entrances);
        for (index, (placings, facility)) in self.facilities.iter_mut().zip(facilities).enumerate()
        {
            for (entrance, (placing, place)) in
                placings.iter_mut().zip(entrances(facility)).enumerate()
            {
                let beside = before
                    .get(&(index, entrance))
                    .map_or(&[][..], Vec::as_slice);
                let standing = after(place, TripEnd::End, *placing, beside);
                *placing = standing.own;
                put_beside(
                    &mut self.beside_entrances,
                    (index, entrance),
                    standing.beside,
                );
            }
        }
    }

    fn follow_homes(&mut self, homes: &[DemandPoint], after: &After<'_>) {
        let before = std::mem::take(&mut self.beside_homes);
        let places = self.homes.par_iter_mut().zip(homes).enumerate();
        let beside = places.filter_map(|(index, (placing, home))| {
            let beside = before.get(&index).map_or(&[][..], Vec::as_slice);
            let standing = after(home.position, TripEnd::Begin, *placing, beside);
            *placing = standing.own;
            (!standing.beside.is_empty()).then_some((index, standing.beside))
        });
        self.beside_homes = beside.collect();
    }

    /// How many homes there are.
    pub fn homes(&self) -> usize {
        self.homes.len()
    }

    /// Where some facilities can be entered, by their indexes.
    pub fn entrances(&self, facilities: &[usize]) -> Vec<Entrance> {
        let of_facility = |&facility: &usize| {
            // Facilities of a study are far fewer than 32 bits can count.
            self.positions_of(facility).map(move |position| Entrance {
                facility: facility as u32,
                position,
            })
        };
        facilities.iter().flat_map(of_facility).collect()
    }

    /// Where a facility can be entered.
    pub fn positions_of(&self, facility: usize) -> impl Iterator<Item = Position> {
        let placings = self.facilities.get(facility).map_or(&[][..], Vec::as_slice);
        let own = placings.iter().filter_map(|placing| placing.ok());
        let beside = self
            .beside_entrances
            .range((facility, 0)..(facility + 1, 0));
        own.chain(beside.flat_map(|(_, positions)| positions).copied())
    }

    /// For each facility where it can be entered.
    pub fn of_facilities(&self) -> impl Iterator<Item = (usize, Vec<Position>)> {
        let facilities = 0..self.facilities.len();
        facilities.map(|facility| (facility, self.positions_of(facility).collect()))
    }

    /// Every position of every home: first where each is on its own street, then those beside.
    pub fn of_homes(&self) -> Vec<Option<Position>> {
        let own = self.homes.iter().map(|placing| placing.ok());
        let beside = self.beside_homes.values().flatten();
        own.chain(beside.copied().map(Some)).collect()
    }

    /// What was found for the positions of [`Places::of_homes`], in their order, as the least for each home.
    pub fn by_home(&self, found: Vec<(u32, Millimetres)>) -> Vec<(usize, Millimetres)> {
        let beside = self.beside_homes.iter();
        let beside: Vec<usize> = beside
            .flat_map(|(&home, positions)| positions.iter().map(move |_| home))
            .collect();
        let home = |position: u32| {
            let position = position as usize;
            match position.checked_sub(self.homes.len()) {
                None => position,
                Some(beside_at) => beside[beside_at],
            }
        };
        let mut found: Vec<(usize, Millimetres)> = found
            .into_iter()
            .map(|(position, distance)| (home(position), distance))
            .collect();
        if !beside.is_empty() {
            found.sort_unstable();
            found.dedup_by_key(|(home, _)| *home);
        }
        found
    }

    /// The trips of the homes, from the one of index `first` on, by what a search found; `offered` says whether there is any
    /// facility at all.
    pub fn reaches<G: StreetGraph>(
        &self,
        found: &NearestFacilities<'_, G>,
        profile: &Profile,
        (offered, first): (bool, usize),
    ) -> Vec<Reach> {
        if !offered {
            return vec![Reach::NoFacility; self.homes.len().saturating_sub(first)];
        }
        let reach = |position: &Position| {
            let nearest = found.from_position(position)?;
            let distance = nearest.distance.metres();
            Some(Nearest {
                facility: nearest.facility as usize,
                distance,
                time: profile.speed.time_over(distance),
            })
        };
        let own = self.homes.iter().skip(first);
        let own = own.map(|placing| match placing {
            Err(_) => Reach::NoPlace,
            Ok(position) => reach(position).map_or(Reach::NoRoute, Reach::Reached),
        });
        let mut reaches: Vec<Reach> = own.collect();
        for (&home, positions) in self.beside_homes.range(first..) {
            let known = &mut reaches[home - first];
            let beside = positions.iter().filter_map(reach);
            let nearest = known.nearest().into_iter().chain(beside);
            let nearest = nearest.min_by_key(|nearest| (nearest.distance, nearest.facility));
            *known = nearest.map_or(*known, Reach::Reached);
        }
        reaches
    }

    /// Every home and facility without a place, homes first.
    pub fn unplaced(&self, mode: TravelMode) -> Vec<Unplaced> {
        let homes = self.homes.iter().enumerate();
        let homes =
            homes.filter_map(|(home, placing)| Some((Placed::Home(home), placing.err()?.nearest)));
        let facilities = self.facilities.iter().enumerate();
        let facilities = facilities.filter_map(|(facility, placings)| {
            let refusals: Option<Vec<TooFar>> =
                placings.iter().map(|placing| placing.err()).collect();
            let nearest = refusals?
                .into_iter()
                .filter_map(|refusal| refusal.nearest)
                .min();
            Some((Placed::Facility(facility), nearest))
        });
        let all = homes.chain(facilities);
        all.map(|(what, nearest)| Unplaced {
            mode,
            what,
            nearest,
        })
        .collect()
    }

    /// The entrances without a place of a facility that has a place by another one.
    pub fn unplaced_entrances(&self, facility: usize, mode: TravelMode) -> Vec<Unplaced> {
        let placings = self.facilities.get(facility).map_or(&[][..], Vec::as_slice);
        if placings.iter().all(Result::is_err) {
            return Vec::new();
        }
        let too_far = placings.iter().filter_map(|placing| placing.err());
        let unplaced = too_far.map(|too_far| Unplaced {
            mode,
            what: Placed::Entrance(facility),
            nearest: too_far.nearest,
        });
        unplaced.collect()
    }
}

fn put_beside<K: Ord>(places: &mut BTreeMap<K, Vec<Position>>, key: K, beside: Vec<Position>) {
    if !beside.is_empty() {
        places.insert(key, beside);
    }
}
