//! A study on its streets while these are edited: trips and tables follow every edit without a new start.
//! Only what an edit touches is searched again; everything that is computed from trips and tables follows.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::access::analysis::KindTravel;
use crate::access::error::AccessError;
use crate::access::judged_kinds::judged_kinds;
use crate::access::placed_town::{PlacedTown, Placing, entrances_on_streets, reach_over};
use crate::access::straight::entrances;
use crate::access::travel::TravelIndex;
use crate::access::travel_table::{SupplyId, Trip};
use crate::access::travel_tables::KindTrips;
use crate::model::norm::Norm;
use crate::model::position::Planar;
use crate::model::street_edit::StreetEdit;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::network::edited_graph::{EditedGraph, GraphChange, NewStreet};
use crate::network::kept_search::KeptSearch;
use crate::network::length::Millimetres;
use crate::network::moved_position::{AfterEdit, position_after};
use crate::network::position::Position;
use crate::network::spreading::Spreading;
use crate::network::within_limit::{LimitedSearch, PositionsByNode};

/// An end of a new street joins the nearest street within so many metres, and is a dead end otherwise.
const JOINS_METRES: f64 = 10.0;

/// A study whose streets can be edited, at D3.
#[derive(Debug)]
pub struct EditedStudy<'a> {
    town: &'a TownData,
    modes: BTreeMap<TravelMode, EditedMode<'a>>,
    kinds: Vec<EditedKind<'a>>,
}

#[derive(Debug)]
struct EditedMode<'a> {
    placed: &'a PlacedTown,
    graph: EditedGraph<'a>,
    homes: Vec<Placing>,
    facilities: Vec<Vec<Placing>>,
}

#[derive(Debug)]
struct EditedKind<'a> {
    norm: &'a Norm,
    profile: &'a Profile,
    facilities: &'a [usize],
    kept: KeptSearch,
}

impl<'a> EditedStudy<'a> {
    /// Begins with the streets as they are.
    ///
    /// # Errors
    /// When distances are not measured over streets, or a norm's profile is not there or was not prepared.
    pub fn new(town: &'a TownData, index: &'a TravelIndex) -> Result<Self, AccessError> {
        let mut modes = BTreeMap::new();
        let mut kinds = Vec::new();
        for (norm, profile) in judged_kinds(town)? {
            let placed = index.placed(profile)?;
            let mode = modes
                .entry(profile.mode)
                .or_insert_with(|| EditedMode::new(placed));
            let facilities = index.facilities(&norm.kind);
            let kept = KeptSearch::of(
                &mode.graph,
                &entrances_on_streets(&mode.facilities, facilities),
            );
            kinds.push(EditedKind {
                norm,
                profile,
                facilities,
                kept,
            });
        }
        Ok(Self { town, modes, kinds })
    }

    /// Edits the streets of every mode that the edit is about, and mends every answer it touches.
    ///
    /// A new street that a mode's rules do not allow changes nothing for that mode; neither does closing a way
    /// that the study does not have.
    ///
    /// # Cost
    /// The homes and nodes whose way is touched; well below a search.
    pub fn apply(&mut self, edit: &StreetEdit) {
        for (&mode, edited) in &mut self.modes {
            let change = edited.change(self.town, mode, edit);
            let change = change.filter(|change| *change != GraphChange::default());
            let Some(change) = change else { continue };
            edited.follow(self.town, &change);
            let mut spreading = Spreading::new(&edited.graph);
            for kind in self
                .kinds
                .iter_mut()
                .filter(|kind| kind.profile.mode == mode)
            {
                let entrances = entrances_on_streets(&edited.facilities, kind.facilities);
                kind.kept
                    .follow(&edited.graph, &mut spreading, &change, &entrances);
            }
        }
    }

    /// The trips from all homes for every kind with a norm, after all edits so far.
    ///
    /// For a mode that asks what is known of a way this is the lower answer; there is no upper one.
    pub fn travel(&self) -> Vec<KindTravel> {
        let of_kind = |kind: &EditedKind<'_>| {
            let mode = self.modes.get(&kind.profile.mode)?;
            let found = kind.kept.found(&mode.graph);
            let offered = !kind.facilities.is_empty();
            let reaches = mode
                .homes
                .iter()
                .map(|home| reach_over(&found, home, kind.profile, offered))
                .collect();
            Some(KindTravel {
                norm: kind.norm.clone(),
                profile: kind.profile.clone(),
                level: self.town.distance_level,
                reaches,
                with_unknown: None,
            })
        };
        self.kinds.par_iter().filter_map(of_kind).collect()
    }

    /// All trips within the limit of the norm of every kind, after all edits so far: the input of all measures.
    ///
    /// # Shape
    /// As [`EditedStudy::travel`].
    pub fn trips(&self) -> Vec<KindTrips> {
        self.kinds
            .par_iter()
            .filter_map(|kind| Some(self.modes.get(&kind.profile.mode)?.trips(kind)))
            .collect()
    }
}

impl<'a> EditedMode<'a> {
    fn new(placed: &'a PlacedTown) -> Self {
        Self {
            graph: EditedGraph::new(placed.graph()),
            homes: placed.homes().to_vec(),
            facilities: placed.facilities().to_vec(),
            placed,
        }
    }

    fn change(
        &mut self,
        town: &TownData,
        mode: TravelMode,
        edit: &StreetEdit,
    ) -> Option<GraphChange> {
        match edit {
            StreetEdit::Close { way } => {
                let edges = self.placed.graph().edges_of_way(*way);
                Some(
                    self.graph
                        .close(&edges, town.street_rules.smallest_component),
                )
            }
            StreetEdit::Add { line, tags } => {
                let directions = town.street_rules.way_rules(mode).directions(tags)?;
                let begin = self.joint(*line.first()?);
                let end = self.joint(*line.last()?);
                Some(self.graph.add(&NewStreet {
                    line,
                    directions,
                    begin,
                    end,
                }))
            }
        }
    }

    fn joint(&self, place: Planar) -> Option<Position> {
        let limit = Metres::new(JOINS_METRES).expect("a constant above zero");
        self.placed
            .index()
            .position_after_edit(&self.graph, place, limit)
            .ok()
    }

    fn follow(&mut self, town: &TownData, change: &GraphChange) {
        let edit = AfterEdit {
            index: self.placed.index(),
            graph: &self.graph,
            change,
            limit: town.street_rules.limit,
        };
        for (placing, home) in self.homes.iter_mut().zip(&town.demand) {
            *placing = position_after(&edit, home.position, *placing);
        }
        for (placings, facility) in self.facilities.iter_mut().zip(&town.facilities) {
            for (placing, place) in placings.iter_mut().zip(entrances(facility)) {
                *placing = position_after(&edit, place, *placing);
            }
        }
    }

    fn trips(&self, kind: &EditedKind<'_>) -> KindTrips {
        let limit = kind.norm.limit;
        let homes = PositionsByNode::new(
            &self.graph,
            self.homes.iter().map(|placing| placing.ok()).collect(),
        );
        let mut search = LimitedSearch::new(&self.graph);
        let mut rows = vec![Vec::new(); self.homes.len()];
        for (&facility, supply) in kind.facilities.iter().zip((0..).map(SupplyId)) {
            let entrances = entrances_on_streets(&self.facilities, &[facility]);
            let positions: Vec<Position> =
                entrances.iter().map(|entrance| entrance.position).collect();
            let found = search.within(
                &positions,
                Millimetres::at_least(kind.profile.speed.length_in(limit)),
            );
            for (home, distance) in found.positions(&homes) {
                let time: Seconds = kind.profile.speed.time_over(distance.metres());
                if time <= limit {
                    rows[home as usize].push(Trip { time, supply });
                }
            }
        }
        KindTrips {
            facilities: kind.facilities.to_vec(),
            limit,
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::travel_by_kind;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{school, worked_town};
    use crate::model::streets::{StreetNodeId, Streets, TagSetId, Tags, Way};
    use crate::model::travel_mode::DistanceLevel;

    fn footway() -> Tags {
        Tags::from([("highway".to_owned(), "footway".to_owned())])
    }

    /// The x-axis from 0 to 1,900 in three ways, a node every 25 m, and a way round the middle one (250 to 350).
    fn town() -> TownData {
        let along = |from: u32, to: u32| (from..=to).map(StreetNodeId).collect();
        let mut nodes: Vec<Planar> = (0..77)
            .map(|node| Planar {
                x: f64::from(node) * 25.0,
                y: 0.0,
            })
            .collect();
        nodes.extend([Planar { x: 250.0, y: 150.0 }, Planar { x: 350.0, y: 150.0 }]);
        let round = [10, 77, 78, 14].map(StreetNodeId).to_vec();
        let ways = [along(0, 10), along(10, 14), along(14, 76), round];
        let mut town = TownData {
            distance_level: DistanceLevel::D3,
            streets: Some(Streets {
                nodes,
                ways: ways
                    .map(|nodes| Way {
                        nodes,
                        tags: TagSetId(0),
                    })
                    .to_vec(),
                tag_sets: vec![footway()],
                barriers: Vec::new(),
            }),
            ..worked_town()
        };
        town.facilities.push(school("B", 1800.0));
        town
    }

    /// Trips and tables of a study that is built anew.
    fn anew(town: &TownData) -> (Vec<KindTravel>, KindTrips) {
        let index = TravelIndex::build(town).expect("sound");
        let travel = travel_by_kind(town, &index).expect("sound");
        let (norm, profile) = (travel[0].norm.clone(), travel[0].profile.clone());
        let trips = kind_trips(&index, &norm.kind, &profile, norm.limit).expect("prepared");
        (travel, trips)
    }

    fn metres(travel: &[KindTravel], home: usize) -> Option<f64> {
        travel[0].reaches[home]
            .nearest()
            .map(|nearest| nearest.distance.value())
    }

    #[test]
    fn a_closed_street_is_gone_from_every_trip_and_table() {
        let town = town();
        let index = TravelIndex::build(&town).expect("sound");
        let mut edited = EditedStudy::new(&town, &index).expect("at D3");
        assert_eq!(metres(&edited.travel(), 0), Some(400.0));
        edited.apply(&StreetEdit::Close { way: 1 });
        // The way round is 400 m instead of 100 m.
        assert_eq!(metres(&edited.travel(), 0), Some(700.0));
        let mut closed = town.clone();
        if let Some(streets) = &mut closed.streets {
            streets.ways[1].nodes.clear();
        }
        let (travel, trips) = anew(&closed);
        assert_eq!(metres(&travel, 0), Some(700.0));
        assert_eq!(edited.travel()[0].reaches, travel[0].reaches);
        assert_eq!(edited.trips()[0], trips);
    }

    #[test]
    fn a_new_path_shortens_trips_for_those_who_may_use_it() {
        let town = town();
        let index = TravelIndex::build(&town).expect("sound");
        let line = vec![Planar { x: 1900.0, y: 0.0 }, Planar { x: 2000.0, y: 5.0 }];
        let mut edited = EditedStudy::new(&town, &index).expect("at D3");
        let motorway = Tags::from([("highway".to_owned(), "motorway".to_owned())]);
        edited.apply(&StreetEdit::Add {
            line: line.clone(),
            tags: motorway,
        });
        assert_eq!(metres(&edited.travel(), 4), Some(200.0));
        edited.apply(&StreetEdit::Add {
            line: line.clone(),
            tags: footway(),
        });
        let mut longer = town.clone();
        if let Some(streets) = &mut longer.streets {
            streets.nodes.push(line[1]);
            let nodes = vec![StreetNodeId(76), StreetNodeId(79)];
            streets.ways.push(Way {
                nodes,
                tags: TagSetId(0),
            });
        }
        let (travel, trips) = anew(&longer);
        assert_eq!(edited.travel()[0].reaches, travel[0].reaches);
        assert_eq!(edited.trips()[0], trips);
        // From x 2000, y 0 a leg of 5 m beside the path, which is 100.12 m long, and 100 m to the school.
        assert!(
            metres(&travel, 4).is_some_and(|metres| (metres - 204.9).abs() < 0.5),
            "{:?}",
            metres(&travel, 4)
        );
    }

    #[test]
    fn without_streets_there_is_nothing_to_edit() {
        let town = worked_town();
        let index = TravelIndex::build(&town).expect("sound");
        assert!(EditedStudy::new(&town, &index).is_err());
    }
}
