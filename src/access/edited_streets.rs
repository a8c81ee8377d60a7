//! The streets of one mode of travel while they are edited: the graph, where homes and facilities are on it, and the
//! nearest facility of each kind, mended after every edit.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::access::error::AccessError;
use crate::access::placed_town::PlacedTown;
use crate::access::places::{Places, Unplaced};
use crate::access::reach::Reach;
use crate::access::straight::entrances;
use crate::access::travel_table::{SupplyId, Trip};
use crate::access::travel_tables::KindTrips;
use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::street_edit::StreetEdit;
use crate::model::streets::Streets;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::model::way_rules::WayRules;
use crate::network::edited_graph::{EditedGraph, GraphChange};
use crate::network::edited_ways::{EditedWays, Unjoined, WaysBefore};
use crate::network::kept_search::KeptSearch;
use crate::network::length::Millimetres;
use crate::network::moved_position::{AfterEdit, standing_after};
use crate::network::position::Position;
use crate::network::spreading::Spreading;
use crate::network::ways_out::TripEnd;
use crate::network::within_limit::{LimitedSearch, PositionsByNode, line_of};

/// The streets of one mode, as edited so far.
#[derive(Debug, Clone)]
pub struct EditedStreets<'a> {
    placed: &'a PlacedTown,
    limit: Metres,
    ways: EditedWays<'a>,
    places: Places,
    /// Shared with the beginning until an edit touches them.
    kept: BTreeMap<FacilityKind, Arc<KeptSearch>>,
}

/// What is searched once for the streets of one mode, before any edit.
#[derive(Debug, Clone)]
pub struct StreetsBefore {
    ways: WaysBefore,
    kept: BTreeMap<FacilityKind, Arc<KeptSearch>>,
}

impl StreetsBefore {
    /// Searches the streets as they are; `kinds` are those to be kept, each with its facilities.
    ///
    /// # Errors
    /// When the streets make no graph.
    pub fn of(
        town: &TownData,
        streets: &Streets,
        placed: &PlacedTown,
        rules: &WayRules,
        kinds: &BTreeMap<FacilityKind, Vec<usize>>,
    ) -> Result<Self, AccessError> {
        let ways = WaysBefore::of(streets, rules, town.street_rules.smallest_component)?;
        let edited = EditedWays::new(placed.graph(), placed.index(), &ways);
        let graph = edited.graph();
        let search = |(kind, facilities): (&FacilityKind, &Vec<usize>)| {
            let entrances = placed.places().entrances(facilities);
            let kept = KeptSearch::of(graph, &entrances);
            (kind.clone(), Arc::new(kept))
        };
        Ok(Self {
            kept: kinds.par_iter().map(search).collect(),
            ways,
        })
    }
}

impl<'a> EditedStreets<'a> {
    /// Begins with the streets as they are.
    pub fn new(town: &TownData, placed: &'a PlacedTown, before: &StreetsBefore) -> Self {
        Self {
            kept: before.kept.clone(),
            placed,
            limit: town.street_rules.limit,
            ways: EditedWays::new(placed.graph(), placed.index(), &before.ways),
            places: placed.places().clone(),
        }
    }

    /// Makes one edit of the streets, and tells which ends of a new street join nothing.
    pub fn edit(&mut self, town: &TownData, edit: &StreetEdit) -> Vec<Unjoined> {
        let Some(streets) = &*town.streets else {
            return Vec::new();
        };
        let (change, unjoined) = self.ways.apply(streets, edit);
        self.follow(town, &change);
        unjoined
    }

    /// Takes in that a facility came, went or moved: `offers` are the kinds it offers now.
    pub fn put_facility(&mut self, index: usize, facility: &Facility) {
        let (graph, streets, limit) = (self.ways.graph(), self.placed.index(), self.limit);
        let standing = |place| streets.standing_after_edit(graph, (place, TripEnd::End), limit);
        self.places
            .put_facility(index, entrances(facility).map(standing));
        let entrances = self.places.entrances(&[index]);
        let mut spreading = Spreading::new(self.ways.graph());
        for (kind, kept) in &mut self.kept {
            // Facilities of a study are far fewer than 32 bits can count.
            let facility_number = index as u32;
            let mut before = kept.entrances().iter();
            if before.any(|entrance| entrance.facility == facility_number) {
                Arc::make_mut(kept).remove(self.ways.graph(), &mut spreading, facility_number);
            }
            if facility.kinds.contains(kind) {
                Arc::make_mut(kept).add(self.ways.graph(), &mut spreading, &entrances);
            }
        }
    }

    /// Takes in a new place where people live; it follows on those that are there.
    pub fn put_home(&mut self, place: Planar) {
        let graph = self.ways.graph();
        let streets = self.placed.index();
        self.places.put_home(streets.standing_after_edit(
            graph,
            (place, TripEnd::Begin),
            self.limit,
        ));
    }

    /// The trip from every home, from the one of index `first` on, to the nearest facility of a kind; `offered` says
    /// whether there is any.
    pub fn nearest(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
        offered: bool,
        first: usize,
    ) -> Vec<Reach> {
        let Some(kept) = self.kept.get(kind) else {
            return Vec::new();
        };
        let found = kept.found(self.ways.graph());
        self.places.reaches(&found, profile, (offered, first))
    }

    /// The trips of all homes to each of some facilities within a time.
    ///
    /// # Cost
    /// One search for each facility, which goes no farther than the limit.
    pub fn trips(&self, facilities: &[usize], profile: &Profile, limit: Seconds) -> KindTrips {
        let homes = PositionsByNode::new(self.ways.graph(), self.places.of_homes());
        let reach = Millimetres::at_least(profile.speed.length_in(limit));
        let search = |search: &mut LimitedSearch<'_, EditedGraph<'a>>, &facility: &usize| {
            let found = search.within(&self.positions_of(facility), reach);
            self.places.by_home(found.positions(&homes))
        };
        let searched: Vec<Vec<(usize, Millimetres)>> = facilities
            .par_iter()
            .map_init(|| LimitedSearch::new(self.ways.graph()), search)
            .collect();
        let mut rows = vec![Vec::new(); self.places.homes()];
        for (found, supply) in searched.into_iter().zip((0..).map(SupplyId)) {
            for (home, distance) in found {
                let time: Seconds = profile.speed.time_over(distance.metres());
                if time <= limit {
                    rows[home].push(Trip { time, supply });
                }
            }
        }
        KindTrips {
            facilities: facilities.to_vec(),
            limit,
            rows,
        }
    }

    /// The exact pieces of street from which a facility is no farther than `limit`, as lines.
    pub fn streets_within(&self, facility: usize, limit: Metres) -> Vec<geo::LineString<f64>> {
        let mut search = LimitedSearch::new(self.ways.graph());
        let found = search.within(&self.positions_of(facility), Millimetres::at_least(limit));
        let pieces = found.pieces();
        pieces
            .iter()
            .map(|piece| line_of(self.ways.graph(), piece))
            .collect()
    }

    /// Every home and facility that has no place, homes first.
    pub fn unplaced(&self, mode: TravelMode) -> Vec<Unplaced> {
        self.places.unplaced(mode)
    }

    /// The entrances without a place of a facility that has a place by another one.
    pub fn unplaced_entrances(&self, facility: usize, mode: TravelMode) -> Vec<Unplaced> {
        self.places.unplaced_entrances(facility, mode)
    }

    fn positions_of(&self, facility: usize) -> Vec<Position> {
        self.places.positions_of(facility).collect()
    }

    fn follow(&mut self, town: &TownData, change: &GraphChange) {
        if *change == GraphChange::default() {
            return;
        }
        let edit = AfterEdit::new(self.placed.index(), self.ways.graph(), change, self.limit);
        self.places.follow(
            &town.demand,
            &town.facilities,
            &|place, end, own, beside| standing_after(&edit, (place, end), own, beside),
        );
        let (facilities, places) = (0..town.facilities.len(), &self.places);
        self.kept.par_iter_mut().for_each(|(kind, kept)| {
            let offers = |&index: &usize| town.facilities[index].kinds.contains(kind);
            let offering: Vec<usize> = facilities.clone().filter(offers).collect();
            let entrances = places.entrances(&offering);
            let mut spreading = Spreading::new(self.ways.graph());
            Arc::make_mut(kept).follow(self.ways.graph(), &mut spreading, change, &entrances);
        });
    }
}
