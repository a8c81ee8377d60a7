//! A study on its streets for one mode of travel: the graph, and where homes and facilities are on it.

use std::sync::Arc;

use crate::access::error::AccessError;
use crate::access::places::{Places, Placing, Unplaced};
use crate::access::reach::Reach;
use crate::model::demand::DemandPoint;
use crate::model::position::Planar;
use crate::model::streets::Streets;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::Metres;
use crate::model::way_rules::WayRules;
use crate::network::compacted::compacted;
use crate::network::edited_ways::{EditedWays, WaysBefore};
use crate::network::graph::Graph;
use crate::network::length::Millimetres;
use crate::network::nearest_facility::FacilitySearch;
use crate::network::position::Position;
use crate::network::snapping::{Standing, StreetIndex};
use crate::network::ways_out::TripEnd;
use crate::network::within_limit::{LimitedSearch, PositionsByNode, line_of};

/// Homes and facilities on the streets of one mode.
#[derive(Debug)]
pub struct PlacedTown {
    graph: Arc<Graph>,
    index: Arc<StreetIndex>,
    places: Places,
    homes_by_node: PositionsByNode,
    /// What is farther than this from every usable street has no place.
    farthest: Metres,
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
        let standing = |place, end| index.standing(&graph, (place, end), rules.limit);
        let places = Places::of(homes, &town.facilities, standing);
        Self {
            homes_by_node: PositionsByNode::new(&*graph, places.of_homes()),
            graph,
            index,
            places,
            farthest: rules.limit,
        }
    }

    /// The trip from every home to the nearest of some facilities, given by their indexes.
    pub fn nearest(&self, facilities: &[usize], profile: &Profile) -> Vec<Reach> {
        let entrances = self.places.entrances(facilities);
        let mut search = FacilitySearch::new(&*self.graph);
        let found = search.nearest(&entrances);
        self.places.reaches(&found, profile, (true, 0))
    }

    /// The streets.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The streets, ready to be searched by place.
    pub fn index(&self) -> &StreetIndex {
        &self.index
    }

    /// Where the homes and facilities are on the streets.
    pub fn places(&self) -> &Places {
        &self.places
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
        let standing = |&place: &Planar| {
            let place = (place, TripEnd::End);
            self.index.standing(&self.graph, place, self.farthest)
        };
        let standings = entrances.iter().map(standing);
        let positions =
            standings.flat_map(|Standing { own, beside }| own.into_iter().chain(beside));
        let positions: Vec<Position> = positions.collect();
        let found = search.within(&positions, Millimetres::at_least(limit));
        let homes = self.places.by_home(found.positions(&self.homes_by_node));
        let homes = homes
            .into_iter()
            .map(|(home, distance)| (home, distance.metres()));
        let facilities = self.places.of_facilities();
        let facilities = facilities.filter_map(|(facility, positions)| {
            let distances = positions
                .iter()
                .filter_map(|position| found.from_position(position));
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
        self.places.positions_of(facility).collect()
    }

    /// Every home and facility that found no place, homes first.
    pub fn unplaced(&self, mode: TravelMode) -> Vec<Unplaced> {
        self.places.unplaced(mode)
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
