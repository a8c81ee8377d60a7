//! The streets of one mode of travel while they are edited: the graph, where homes and facilities are on it, and the
//! nearest facility of each kind, mended after every edit.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::access::error::AccessError;
use crate::access::placed_town::{
    PlacedTown, Placing, Unplaced, entrances_on_streets, reach_over, unplaced,
};
use crate::access::reach::Reach;
use crate::access::straight::entrances;
use crate::access::travel_table::{SupplyId, Trip};
use crate::access::travel_tables::KindTrips;
use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::street_edit::Which;
use crate::model::streets::{Streets, Tags};
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::model::way_rules::WayRules;
use crate::network::edited_graph::{EdgePart, EditedGraph, GraphChange, NewStreet};
use crate::network::graph::EdgeId;
use crate::network::kept_search::KeptSearch;
use crate::network::left_out::LeftOutWays;
use crate::network::length::Millimetres;
use crate::network::moved_position::{AfterEdit, position_after};
use crate::network::position::{Position, TooFar};
use crate::network::shape::shape_over;
use crate::network::spreading::Spreading;
use crate::network::street_graph::StreetGraph;
use crate::network::way_part::{part_between, parts_of_edges};
use crate::network::within_limit::{LimitedSearch, PositionsByNode, line_of};

/// An end of a new street joins the nearest street within so many metres, and is a dead end otherwise.
pub const JOINS_METRES: f64 = 10.0;

/// The streets of one mode, as edited so far.
#[derive(Debug, Clone)]
pub struct EditedStreets<'a> {
    placed: &'a PlacedTown,
    rules: WayRules,
    limit: Metres,
    smallest_component: usize,
    left_out: Arc<LeftOutWays>,
    graph: EditedGraph<'a>,
    /// The edge of each added street, in the order of adding; nothing where this mode may not use it.
    additions: Vec<Option<EdgeId>>,
    homes: Vec<Placing>,
    facilities: Vec<Vec<Placing>>,
    /// Shared with the beginning until an edit touches them.
    kept: BTreeMap<FacilityKind, Arc<KeptSearch>>,
}

/// What is searched once for the streets of one mode, before any edit.
#[derive(Debug, Clone)]
pub struct StreetsBefore {
    rules: WayRules,
    left_out: Arc<LeftOutWays>,
    kept: BTreeMap<FacilityKind, Arc<KeptSearch>>,
}

/// The nearest street to an end of a new street that joins none: how far it is, if there is one at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unjoined {
    /// Which end of the line: 0 for its begin, 1 for its end.
    pub end: usize,
    /// The distance.
    pub nearest: Option<Metres>,
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
        rules: WayRules,
        kinds: &BTreeMap<FacilityKind, Vec<usize>>,
    ) -> Result<Self, AccessError> {
        let left_out = LeftOutWays::of(streets, &rules, town.street_rules.smallest_component)?;
        let graph = EditedGraph::with_unused(placed.graph(), left_out.graph());
        let search = |(kind, facilities): (&FacilityKind, &Vec<usize>)| {
            let entrances = entrances_on_streets(placed.facilities(), facilities);
            let kept = KeptSearch::of(&graph, &entrances);
            (kind.clone(), Arc::new(kept))
        };
        Ok(Self {
            kept: kinds.par_iter().map(search).collect(),
            left_out: Arc::new(left_out),
            rules,
        })
    }
}

impl<'a> EditedStreets<'a> {
    /// Begins with the streets as they are.
    pub fn new(town: &TownData, placed: &'a PlacedTown, before: &StreetsBefore) -> Self {
        Self {
            kept: before.kept.clone(),
            placed,
            rules: before.rules.clone(),
            limit: town.street_rules.limit,
            smallest_component: town.street_rules.smallest_component,
            graph: EditedGraph::with_unused(placed.graph(), before.left_out.graph()),
            left_out: Arc::clone(&before.left_out),
            additions: Vec::new(),
            homes: placed.homes().to_vec(),
            facilities: placed.facilities().to_vec(),
        }
    }

    /// Closes a street, or the part of it between the places nearest to two others.
    pub fn close(&mut self, town: &TownData, street: Which, between: Option<[Planar; 2]>) {
        let parts = match street {
            Which::OfStudy(way) => self.parts_of_way(town, way, between),
            Which::Added(number) => self.part_of_addition(number, between).into_iter().collect(),
        };
        let change = self.graph.close_parts(&parts, self.smallest_component);
        self.follow(town, &change);
    }

    /// Adds a street, if this mode may use it, and tells which of its ends join nothing.
    pub fn add(&mut self, town: &TownData, line: &[Planar], tags: &Tags) -> Vec<Unjoined> {
        let (Some(directions), [first, .., last]) = (self.rules.directions(tags), line) else {
            self.additions.push(None);
            return Vec::new();
        };
        let limit = Metres::new(JOINS_METRES).expect("a constant above zero");
        let joint = |place| self.placed.index().joint(&self.graph, place, limit);
        let joints = [joint(*first), joint(*last)];
        let street = NewStreet {
            line,
            directions,
            begin: joints[0].ok(),
            end: joints[1].ok(),
        };
        let (edge, change) = self.graph.add(&street, self.smallest_component);
        self.additions.push(edge);
        self.follow(town, &change);
        let unjoined = |(end, joint): (usize, Result<Position, TooFar>)| {
            let nearest = joint.err()?.nearest;
            Some(Unjoined { end, nearest })
        };
        joints
            .into_iter()
            .enumerate()
            .filter_map(unjoined)
            .collect()
    }

    /// Takes in that a facility came, went or moved: `offers` are the kinds it offers now.
    pub fn put_facility(&mut self, index: usize, facility: &Facility) {
        let place = |place| {
            self.placed
                .index()
                .position_after_edit(&self.graph, place, self.limit)
        };
        let placings: Vec<Placing> = entrances(facility).map(place).collect();
        if index == self.facilities.len() {
            self.facilities.push(placings);
        } else {
            self.facilities[index] = placings;
        }
        let entrances = entrances_on_streets(&self.facilities, &[index]);
        let mut spreading = Spreading::new(&self.graph);
        for (kind, kept) in &mut self.kept {
            // Facilities of a study are far fewer than 32 bits can count.
            let facility_number = index as u32;
            let mut before = kept.entrances().iter();
            if before.any(|entrance| entrance.facility == facility_number) {
                Arc::make_mut(kept).remove(&self.graph, &mut spreading, facility_number);
            }
            if facility.kinds.contains(kind) {
                Arc::make_mut(kept).add(&self.graph, &mut spreading, &entrances);
            }
        }
    }

    /// Takes in a new place where people live; it follows on those that are there.
    pub fn put_home(&mut self, place: Planar) {
        let placing = self
            .placed
            .index()
            .position_after_edit(&self.graph, place, self.limit);
        self.homes.push(placing);
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
        let found = kept.found(&self.graph);
        self.homes
            .iter()
            .skip(first)
            .map(|home| reach_over(&found, home, profile, offered))
            .collect()
    }

    /// The trips of all homes to each of some facilities within a time.
    ///
    /// # Cost
    /// One search for each facility, which goes no farther than the limit.
    pub fn trips(&self, facilities: &[usize], profile: &Profile, limit: Seconds) -> KindTrips {
        let homes = PositionsByNode::new(
            &self.graph,
            self.homes.iter().map(|placing| placing.ok()).collect(),
        );
        let reach = Millimetres::at_least(profile.speed.length_in(limit));
        let search = |search: &mut LimitedSearch<'_, EditedGraph<'a>>, &facility: &usize| {
            let found = search.within(&self.positions_of(facility), reach);
            found.positions(&homes)
        };
        let searched: Vec<Vec<(u32, Millimetres)>> = facilities
            .par_iter()
            .map_init(|| LimitedSearch::new(&self.graph), search)
            .collect();
        let mut rows = vec![Vec::new(); self.homes.len()];
        for (found, supply) in searched.into_iter().zip((0..).map(SupplyId)) {
            for (home, distance) in found {
                let time: Seconds = profile.speed.time_over(distance.metres());
                if time <= limit {
                    rows[home as usize].push(Trip { time, supply });
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
        let mut search = LimitedSearch::new(&self.graph);
        let found = search.within(&self.positions_of(facility), Millimetres::at_least(limit));
        let pieces = found.pieces();
        pieces
            .iter()
            .map(|piece| line_of(&self.graph, piece))
            .collect()
    }

    /// Every home and facility that has no place, homes first.
    pub fn unplaced(&self, mode: TravelMode) -> Vec<Unplaced> {
        unplaced(&self.homes, &self.facilities, mode)
    }

    fn positions_of(&self, facility: usize) -> Vec<Position> {
        let entrances = entrances_on_streets(&self.facilities, &[facility]);
        entrances.iter().map(|entrance| entrance.position).collect()
    }

    fn parts_of_way(
        &self,
        town: &TownData,
        way: usize,
        between: Option<[Planar; 2]>,
    ) -> Vec<EdgePart> {
        let line = town.streets.as_ref().and_then(|streets| streets.line(way));
        let shape = line.and_then(|line| shape_over(&line));
        // Edges are counted in 32 bits.
        let first_left_out = self.placed.graph().edges().len() as u32;
        let used = (
            self.placed.graph(),
            self.placed.graph().edges_of_way(way),
            0,
        );
        let left_out = (
            self.left_out.graph(),
            self.left_out.edges_of_way(way),
            first_left_out,
        );
        let parts = [used, left_out].map(|(graph, edges, first)| {
            let parts = match (between, &shape) {
                (None, _) => edges.iter().map(|&edge| whole(edge)).collect(),
                (Some(ends), Some(shape)) => part_between(shape, ends, anywhere())
                    .map(|part| parts_of_edges(graph, &edges, shape, &part))
                    .unwrap_or_default(),
                (Some(_), None) => Vec::new(),
            };
            let numbered = |part: EdgePart| EdgePart {
                edge: EdgeId(part.edge.0 + first),
                ..part
            };
            parts.into_iter().map(numbered).collect::<Vec<_>>()
        });
        parts.concat()
    }

    fn part_of_addition(&self, number: usize, between: Option<[Planar; 2]>) -> Option<EdgePart> {
        let edge = (*self.additions.get(number)?)?;
        let Some(ends) = between else {
            return Some(whole(edge));
        };
        let part = part_between(self.graph.shape(edge), ends, anywhere()).ok()?;
        Some(EdgePart {
            edge,
            from: part.start,
            to: part.end,
        })
    }

    fn follow(&mut self, town: &TownData, change: &GraphChange) {
        if *change == GraphChange::default() {
            return;
        }
        let edit = AfterEdit::new(self.placed.index(), &self.graph, change, self.limit);
        let homes = self.homes.par_iter_mut().zip(&town.demand);
        homes.for_each(|(placing, home)| *placing = position_after(&edit, home.position, *placing));
        for (placings, facility) in self.facilities.iter_mut().zip(&town.facilities) {
            for (placing, place) in placings.iter_mut().zip(entrances(facility)) {
                *placing = position_after(&edit, place, *placing);
            }
        }
        let facilities: Vec<usize> = (0..self.facilities.len()).collect();
        self.kept.par_iter_mut().for_each(|(kind, kept)| {
            let offers = |&index: &usize| town.facilities[index].kinds.contains(kind);
            let offering: Vec<usize> = facilities.iter().copied().filter(offers).collect();
            let entrances = entrances_on_streets(&self.facilities, &offering);
            let mut spreading = Spreading::new(&self.graph);
            Arc::make_mut(kept).follow(&self.graph, &mut spreading, change, &entrances);
        });
    }
}

const fn whole(edge: EdgeId) -> EdgePart {
    EdgePart {
        edge,
        from: Millimetres::ZERO,
        to: Millimetres(u32::MAX),
    }
}

/// No limit: how near the ends of a part must be was asked before.
fn anywhere() -> Metres {
    Metres::new(f64::MAX).expect("finite and not negative")
}
