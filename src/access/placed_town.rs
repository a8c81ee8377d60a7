//! A study on its streets for one mode of travel: the graph, and where homes and facilities are on it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::access::error::AccessError;
use crate::access::reach::{Nearest, Reach};
use crate::access::straight::entrances;
use crate::model::demand::DemandPoint;
use crate::model::position::Planar;
use crate::model::streets::Streets;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::Metres;
use crate::model::way_rules::WayRules;
use crate::network::compacted::compacted;
use crate::network::edited_ways::{EditedWays, WaysBefore};
use crate::network::entrance::Entrance;
use crate::network::graph::Graph;
use crate::network::length::Millimetres;
use crate::network::nearest_facility::{FacilitySearch, NearestFacilities};
use crate::network::position::{Position, TooFar};
use crate::network::snapping::StreetIndex;
use crate::network::street_graph::StreetGraph;
use crate::network::within_limit::{LimitedSearch, PositionsByNode, line_of};

/// Where something is on the streets, or why it has no place there.
pub type Placing = Result<Position, TooFar>;

/// Homes and facilities on the streets of one mode.
#[derive(Debug)]
pub struct PlacedTown {
    graph: Arc<Graph>,
    index: Arc<StreetIndex>,
    homes: Vec<Placing>,
    homes_by_node: PositionsByNode,
    facilities: Vec<Vec<Placing>>,
    /// What is farther than this from every usable street has no place.
    farthest: Metres,
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

impl PlacedTown {
    /// Makes the graph and places everything on it.
    ///
    /// # Errors
    /// When the streets make no graph.
    pub fn build(town: &TownData, streets: &Streets, ways: &WayRules) -> Result<Self, AccessError> {
        Self::with_homes(town, &town.demand, streets, ways)
    }

    /// The same without any home, for questions between facilities.
    ///
    /// # Errors
    /// The same.
    pub fn of_facilities(
        town: &TownData,
        streets: &Streets,
        ways: &WayRules,
    ) -> Result<Self, AccessError> {
        Self::with_homes(town, &[], streets, ways)
    }

    fn with_homes(
        town: &TownData,
        homes: &[DemandPoint],
        streets: &Streets,
        ways: &WayRules,
    ) -> Result<Self, AccessError> {
        let (graph, index) = graph_after_edits(town, streets, ways)?;
        Ok(Self::on_graph(
            town,
            homes,
            Arc::new(graph),
            Arc::new(index),
        ))
    }

    /// The same streets with the homes and facilities of a study that differs from the one it was built for in nothing
    /// that makes the streets.
    pub fn with_places_of(&self, town: &TownData) -> Self {
        let (graph, index) = (Arc::clone(&self.graph), Arc::clone(&self.index));
        Self::on_graph(town, &town.demand, graph, index)
    }

    fn on_graph(
        town: &TownData,
        homes: &[DemandPoint],
        graph: Arc<Graph>,
        index: Arc<StreetIndex>,
    ) -> Self {
        let rules = &town.street_rules;
        let place = |at: Planar| index.position(&graph, at, rules.limit);
        let homes: Vec<Placing> = homes
            .par_iter()
            .map(|point| place(point.position))
            .collect();
        let placed = homes.iter().map(|placing| placing.ok()).collect();
        let facilities = town
            .facilities
            .iter()
            .map(|facility| entrances(facility).map(place).collect())
            .collect();
        Self {
            homes_by_node: PositionsByNode::new(&*graph, placed),
            graph,
            index,
            homes,
            facilities,
            farthest: rules.limit,
        }
    }

    /// The trip from every home to the nearest of some facilities, given by their indexes.
    pub fn nearest(&self, facilities: &[usize], profile: &Profile) -> Vec<Reach> {
        let entrances = entrances_on_streets(&self.facilities, facilities);
        let mut search = FacilitySearch::new(&*self.graph);
        let found = search.nearest(&entrances);
        let reach = |home| reach_over(&found, home, profile, true);
        self.homes.iter().map(reach).collect()
    }

    /// The streets.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The streets, ready to be searched by place.
    pub fn index(&self) -> &StreetIndex {
        &self.index
    }

    /// Where each demand point is on the streets.
    pub fn homes(&self) -> &[Placing] {
        &self.homes
    }

    /// Where the entrances of each facility are on the streets.
    pub fn facilities(&self) -> &[Vec<Placing>] {
        &self.facilities
    }

    /// Memory for searches around single facilities.
    pub fn limited_search(&self) -> LimitedSearch<'_, Graph> {
        LimitedSearch::new(&self.graph)
    }

    /// The homes and facilities from which a place is no farther than `limit`, each with the distance, in their order;
    /// `entrances` are where the place can be entered, of a facility or of what might become one.
    pub fn within(
        &self,
        search: &mut LimitedSearch<'_, Graph>,
        entrances: &[Planar],
        limit: Metres,
    ) -> [Vec<(usize, Metres)>; 2] {
        let place = |&at: &Planar| self.placing(at).ok();
        let positions: Vec<Position> = entrances.iter().filter_map(place).collect();
        let found = search.within(&positions, Millimetres::at_least(limit));
        let homes = found.positions(&self.homes_by_node).into_iter();
        let homes = homes.map(|(home, distance)| (home as usize, distance.metres()));
        let facilities = self.facilities.iter().enumerate();
        let facilities = facilities.filter_map(|(facility, placings)| {
            let entrances = placings.iter().flatten();
            let distances = entrances.filter_map(|position| found.from_position(position));
            Some((facility, distances.min()?.metres()))
        });
        [homes.collect(), facilities.collect()]
    }

    /// Those of some facilities from which a facility is no farther than `limit`, with the distance, in their order.
    pub fn facilities_within(
        &self,
        search: &mut LimitedSearch<'_, Graph>,
        facility: usize,
        others: &[usize],
        limit: Metres,
    ) -> Vec<(usize, Metres)> {
        let found = search.within(&self.positions_of(facility), Millimetres::at_least(limit));
        let nearest = |&other: &usize| {
            let positions = self.positions_of(other);
            let distances = positions
                .iter()
                .filter_map(|position| found.from_position(position));
            Some((other, distances.min()?.metres()))
        };
        others.iter().filter_map(nearest).collect()
    }

    /// The exact pieces of street from which a facility is no farther than `limit`, as lines.
    pub fn streets_within(&self, facility: usize, limit: Metres) -> Vec<geo::LineString<f64>> {
        self.streets_around(&self.positions_of(facility), limit)
    }

    /// Where a place is on the streets.
    pub fn placing(&self, place: Planar) -> Placing {
        self.index.position(&self.graph, place, self.farthest)
    }

    /// The exact pieces of street from which one of some positions is no farther than `limit`, as lines.
    pub fn streets_around(
        &self,
        positions: &[Position],
        limit: Metres,
    ) -> Vec<geo::LineString<f64>> {
        let mut search = self.limited_search();
        let found = search.within(positions, Millimetres::at_least(limit));
        found
            .pieces()
            .iter()
            .map(|piece| line_of(&*self.graph, piece))
            .collect()
    }

    fn positions_of(&self, facility: usize) -> Vec<Position> {
        let entrances = entrances_on_streets(&self.facilities, &[facility]);
        entrances.iter().map(|entrance| entrance.position).collect()
    }

    /// Every home and facility that found no place, homes first.
    pub fn unplaced(&self, mode: TravelMode) -> Vec<Unplaced> {
        unplaced(&self.homes, &self.facilities, mode)
    }
}

/// The graph of the streets with all edits of them made.
fn graph_after_edits(
    town: &TownData,
    streets: &Streets,
    rules: &WayRules,
) -> Result<(Graph, StreetIndex), AccessError> {
    let smallest = town.street_rules.smallest_component;
    let graph = Graph::build(streets, rules, smallest)?;
    let index = StreetIndex::new(&graph);
    if town.street_edits.is_empty() {
        return Ok((graph, index));
    }
    let before = WaysBefore::of(streets, rules, smallest)?;
    let mut ways = EditedWays::new(&graph, &index, &before);
    for edit in &town.street_edits {
        ways.apply(streets, edit);
    }
    let graph = compacted(ways.graph());
    let index = StreetIndex::new(&graph);
    Ok((graph, index))
}

/// Every home and facility without a place, homes first.
pub fn unplaced(homes: &[Placing], facilities: &[Vec<Placing>], mode: TravelMode) -> Vec<Unplaced> {
    let homes = homes
        .iter()
        .enumerate()
        .filter_map(|(home, placing)| Some((Placed::Home(home), placing.err()?.nearest)));
    let facilities = facilities
        .iter()
        .enumerate()
        .filter_map(|(facility, placings)| {
            let refusals: Option<Vec<TooFar>> =
                placings.iter().map(|placing| placing.err()).collect();
            let nearest = refusals?
                .into_iter()
                .filter_map(|refusal| refusal.nearest)
                .min();
            Some((Placed::Facility(facility), nearest))
        });
    homes
        .chain(facilities)
        .map(|(what, nearest)| Unplaced {
            mode,
            what,
            nearest,
        })
        .collect()
}

/// The entrances that have a place, of some facilities by their indexes.
pub fn entrances_on_streets(placings: &[Vec<Placing>], facilities: &[usize]) -> Vec<Entrance> {
    let of_facility = |&facility: &usize| {
        let placings = placings.get(facility).map_or(&[][..], Vec::as_slice);
        let placed = placings.iter().filter_map(|placing| placing.ok());
        // Facilities of a study are far fewer than 32 bits can count.
        placed.map(move |position| Entrance {
            facility: facility as u32,
            position,
        })
    };
    facilities.iter().flat_map(of_facility).collect()
}

/// The trip of one home by what a search found; `offered` says whether there is any facility at all.
pub fn reach_over<G: StreetGraph>(
    found: &NearestFacilities<'_, G>,
    home: &Placing,
    profile: &Profile,
    offered: bool,
) -> Reach {
    if !offered {
        return Reach::NoFacility;
    }
    let Ok(position) = home else {
        return Reach::NoPlace;
    };
    found
        .from_position(position)
        .map_or(Reach::NoRoute, |nearest| {
            let distance = nearest.distance.metres();
            let time = profile.speed.time_over(distance);
            Reach::Reached(Nearest {
                facility: nearest.facility as usize,
                distance,
                time,
            })
        })
}
