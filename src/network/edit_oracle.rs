//! Answers that follow edits against those of streets that are built anew from the edited ways.

use proptest::prelude::*;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::model::way_rules::Directions;
use crate::network::drawn_town::{Town, place_all};
use crate::network::edited_graph::{EditedGraph, GraphChange, NewStreet};
use crate::network::entrance::Entrance;
use crate::network::graph::Graph;
use crate::network::kept_search::KeptSearch;
use crate::network::moved_position::{AfterEdit, position_after};
use crate::network::oracle::random_town;
use crate::network::position::{Position, TooFar};
use crate::network::snapping::StreetIndex;
use crate::network::spreading::Spreading;

type Placing = Result<Position, TooFar>;

/// A town whose answers are kept while it is edited.
struct Followed<'a> {
    index: &'a StreetIndex,
    graph: EditedGraph<'a>,
    town: Town,
    homes: Vec<Placing>,
    facilities: Vec<Placing>,
    kept: KeptSearch,
}

fn limit() -> Metres {
    Metres::new(300.0).expect("positive")
}

fn entrances(placings: &[Placing]) -> Vec<Entrance> {
    let placed = (0u32..).zip(placings);
    placed
        .filter_map(|(facility, placing)| {
            Some(Entrance {
                facility,
                position: placing.ok()?,
            })
        })
        .collect()
}

impl<'a> Followed<'a> {
    fn new(town: &Town, base: &'a Graph, index: &'a StreetIndex) -> Self {
        let facilities = place_all(base, &town.facilities);
        Self {
            kept: KeptSearch::of(base, &entrances(&facilities)),
            homes: place_all(base, &town.homes),
            graph: EditedGraph::new(base),
            town: town.clone(),
            facilities,
            index,
        }
    }

    fn close(&mut self, way: usize, base: &Graph) {
        let change = self.graph.close(&base.edges_of_way(way), 0);
        // Ways keep their numbers: a way without nodes is no street.
        self.town.streets.ways[way].nodes.clear();
        self.follow(&change);
    }

    fn add(&mut self, from: u32, to: u32, bend: Planar) {
        let [begin, end] = [from, to].map(|node| self.town.streets.nodes[node as usize]);
        let joint = |place| {
            let found = self.index.position_after_edit(
                &self.graph,
                place,
                Metres::new(0.001).expect("positive"),
            );
            found.ok()
        };
        let line = [begin, bend, end];
        let street = NewStreet {
            line: &line,
            directions: Directions::Both,
            begin: joint(begin),
            end: joint(end),
        };
        let change = self.graph.add(&street);
        self.town.streets.nodes.push(bend);
        let bend = self.town.streets.nodes.len() as u32 - 1;
        self.town.add_way(&[from, bend, to], false);
        self.follow(&change);
    }

    fn follow(&mut self, change: &GraphChange) {
        let edit = AfterEdit {
            index: self.index,
            graph: &self.graph,
            change,
            limit: limit(),
        };
        let after = |places: &[Planar], before: &[Placing]| {
            let both = places.iter().zip(before);
            both.map(|(&place, &before)| position_after(&edit, place, before))
                .collect()
        };
        self.homes = after(&self.town.homes, &self.homes);
        self.facilities = after(&self.town.facilities, &self.facilities);
        let mut spreading = Spreading::new(&self.graph);
        self.kept.follow(
            &self.graph,
            &mut spreading,
            change,
            &entrances(&self.facilities),
        );
    }

    fn answers(&self) -> Vec<Option<(u32, u32)>> {
        let found = self.kept.found(&self.graph);
        let answer = |home: &Placing| {
            let nearest = found.from_position(home.as_ref().ok()?)?;
            Some((nearest.facility, nearest.distance.0))
        };
        self.homes.iter().map(answer).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn closed_and_added_streets_give_the_answers_of_streets_built_anew(seed in 0u64..1_000_000) {
        let town = random_town(seed);
        let mut random = ChaCha8Rng::seed_from_u64(seed + 1);
        let base = town.graph();
        let index = StreetIndex::new(&base);
        let mut followed = Followed::new(&town, &base, &index);
        let nodes = town.streets.nodes.len() as u32;
        for step in 0..5 {
            // Of the streets only those that were there from the start are closed here: `town` is the town before any edit.
            if random.random_bool(0.6) && !town.streets.ways.is_empty() {
                followed.close(random.random_range(0..town.streets.ways.len()), &base);
            } else {
                // New streets join where ways meet or bend, so that the ways can be written down for the new build.
                let (from, to) = (random.random_range(0..nodes), random.random_range(0..nodes));
                let bend = Planar { x: random.random_range(0.0..500.0), y: random.random_range(0.0..500.0) };
                if from != to {
                    followed.add(from, to, bend);
                }
            }
            prop_assert_eq!(followed.answers(), followed.town.answers(), "seed {}, step {}", seed, step);
        }
    }

    #[test]
    fn a_facility_that_comes_or_goes_gives_the_answers_of_a_whole_search(seed in 0u64..1_000_000) {
        let town = random_town(seed);
        let graph = town.graph();
        let all = entrances(&place_all(&graph, &town.facilities));
        let mut spreading = Spreading::new(&graph);
        for gone in 0..town.facilities.len() as u32 {
            let (one, rest): (Vec<Entrance>, Vec<Entrance>) = all.iter().partition(|entrance| entrance.facility == gone);
            let mut kept = KeptSearch::of(&graph, &all);
            kept.remove(&graph, &mut spreading, gone);
            prop_assert_eq!(&kept, &KeptSearch::of(&graph, &rest));
            kept.add(&graph, &mut spreading, &one);
            prop_assert_eq!(&kept, &KeptSearch::of(&graph, &all));
        }
    }
}

#[test]
fn a_closed_bridge_is_walked_round_and_a_new_one_shortens_the_way() {
    // a walks 10 + 20 + 30 + 20 + 10 m over the western bridge at x 20; with it closed the eastern one at x 110:
    // 10 + 70 + 30 + 70 + 10 = 190 m.
    let drawing = "    A\n+-+--------+\n  |        |\n  |        |\n+-+--------+\n    a";
    let town = Town::from_ascii(drawing, 10.0);
    let base = town.graph();
    let index = StreetIndex::new(&base);
    let mut followed = Followed::new(&town, &base, &index);
    assert_eq!(followed.answers(), [Some((0, 90_000))]);
    let bridge = town.streets.ways.iter().position(|way| {
        let [from, to] =
            [way.nodes[0], way.nodes[1]].map(|node| town.streets.nodes[node.0 as usize]);
        from.x == 20.0 && to.x == 20.0
    });
    followed.close(bridge.expect("it is drawn"), &base);
    assert_eq!(followed.answers(), [Some((0, 190_000))]);
    // A bridge at x 50, in the middle of both streets: 10 + 10 + 30 + 10 + 10 m.
    let line = [Planar { x: 50.0, y: -10.0 }, Planar { x: 50.0, y: -40.0 }];
    let joint = |place| {
        index
            .position_after_edit(&followed.graph, place, limit())
            .ok()
    };
    let (begin, end) = (joint(line[0]), joint(line[1]));
    let street = NewStreet {
        line: &line,
        directions: Directions::Both,
        begin,
        end,
    };
    let change = followed.graph.add(&street);
    followed.follow(&change);
    assert_eq!(followed.answers(), [Some((0, 70_000))]);
}

#[test]
fn what_a_closed_street_cuts_off_is_left_out_when_it_is_small() {
    // With the middle closed the eastern street of two nodes is below the smallest size of three: a home there goes
    // to the nearest street that is left, 60 m away.
    let town = Town::from_ascii("    A\n+--+--+----+--+\n             a", 10.0);
    let base = town.graph();
    let index = StreetIndex::new(&base);
    let mut graph = EditedGraph::new(&base);
    let middle = town
        .streets
        .ways
        .iter()
        .position(|way| town.streets.nodes[way.nodes[1].0 as usize].x == 110.0);
    let change = graph.close(&base.edges_of_way(middle.expect("it is drawn")), 3);
    assert_eq!(change.closed.len(), 2);
    let edit = AfterEdit {
        index: &index,
        graph: &graph,
        change: &change,
        limit: limit(),
    };
    let before = place_all(&base, &town.homes)[0];
    let after = position_after(&edit, town.homes[0], before).expect("within 300 m");
    let legs = [before.expect("beside it").leg.0 / 1000, after.leg.0 / 1000];
    assert_eq!(legs, [10, 70]);
}
