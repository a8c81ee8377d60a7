//! Answers that follow edits against those of streets that are built anew from the edited ways.

use std::ops::Range;

use proptest::prelude::*;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::ingest::profiles_file::built_in_street_rules;
use crate::model::position::Planar;
use crate::model::streets::{StreetNodeId, TagSetId, Way};
use crate::model::units::Metres;
use crate::model::way_rules::Directions;
use crate::network::drawn_edges::ShapePoint;
use crate::network::drawn_town::{Town, place_all};
use crate::network::edited_graph::{EdgePart, EditedGraph, GraphChange, NewStreet};
use crate::network::entrance::Entrance;
use crate::network::graph::{EdgeId, Graph};
use crate::network::kept_search::KeptSearch;
use crate::network::left_out::LeftOutWays;
use crate::network::length::Millimetres;
use crate::network::oracle::random_town;
use crate::network::position::{Position, TooFar};
use crate::network::shape::shape_over;
use crate::network::snapping::StreetIndex;
use crate::network::spreading::Spreading;
use crate::network::way_part::parts_of_edges;

type Placing = Result<Position, TooFar>;

/// A town whose answers are kept while it is edited.
struct Followed<'a> {
    base: &'a Graph,
    index: &'a StreetIndex,
    left_out: &'a LeftOutWays,
    smallest: usize,
    graph: EditedGraph<'a>,
    town: Town,
    streets: Vec<Street>,
    homes: Vec<Placing>,
    facilities: Vec<Placing>,
    kept: KeptSearch,
}

/// A street as it is written down for a new build.
struct Street {
    /// Its edge if it was added; the others are found by their way.
    added: Option<EdgeId>,
    nodes: Vec<StreetNodeId>,
    tags: TagSetId,
    /// Of each stretch between two nodes whether it is open.
    open: Vec<bool>,
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
    fn new(
        town: &Town,
        base: &'a Graph,
        index: &'a StreetIndex,
        left_out: &'a LeftOutWays,
        smallest: usize,
    ) -> Self {
        let facilities = place_all(base, &town.facilities);
        let graph = EditedGraph::with_unused(base, left_out.graph());
        let streets = town.streets.ways.iter().map(|way| Street {
            added: None,
            nodes: way.nodes.clone(),
            tags: way.tags,
            open: vec![true; way.nodes.len() - 1],
        });
        Self {
            kept: KeptSearch::of(&graph, &entrances(&facilities)),
            homes: place_all(base, &town.homes),
            streets: streets.collect(),
            town: town.clone(),
            graph,
            facilities,
            base,
            index,
            left_out,
            smallest,
        }
    }

    fn place(&self, node: StreetNodeId) -> Planar {
        self.town.streets.nodes[node.0 as usize]
    }

    /// Closes some stretches of a street, one after the other along it.
    fn close(&mut self, number: usize, stretches: Range<usize>) {
        let street = &self.streets[number];
        let places: Vec<Planar> = street.nodes.iter().map(|&node| self.place(node)).collect();
        let line = shape_over(&places).expect("a street has a length");
        let part = line[stretches.start].offset..line[stretches.end].offset;
        let parts = match street.added {
            Some(edge) => vec![EdgePart {
                edge,
                from: part.start,
                to: part.end,
            }],
            None => self.parts_of_way(number, &line, &part),
        };
        let change = self.graph.close_parts(&parts, self.smallest);
        self.streets[number].open[stretches].fill(false);
        self.follow(&change);
    }

    fn parts_of_way(
        &self,
        way: usize,
        line: &[ShapePoint],
        part: &Range<Millimetres>,
    ) -> Vec<EdgePart> {
        let apart = self.left_out.graph();
        let first = self.base.edges().len() as u32;
        let of_base = parts_of_edges(self.base, &self.base.edges_of_way(way), line, part);
        let of_left_out = parts_of_edges(apart, &self.left_out.edges_of_way(way), line, part);
        let numbered = of_left_out.into_iter().map(|part| EdgePart {
            edge: EdgeId(part.edge.0 + first),
            ..part
        });
        of_base.into_iter().chain(numbered).collect()
    }

    fn add(&mut self, from: u32, to: u32, bend: Planar) {
        let [begin, end] = [from, to].map(|node| self.place(StreetNodeId(node)));
        let nearby = Metres::new(0.001).expect("positive");
        let joint = |place| self.index.joint(&self.graph, place, nearby).ok();
        let street = NewStreet {
            line: &[begin, bend, end],
            directions: Directions::Both,
            begin: joint(begin),
            end: joint(end),
        };
        let (added, change) = self.graph.add(&street, self.smallest);
        self.town.streets.nodes.push(bend);
        let bend = self.town.streets.nodes.len() as u32 - 1;
        self.streets.push(Street {
            added,
            nodes: [from, bend, to].map(StreetNodeId).to_vec(),
            tags: TagSetId(0),
            open: vec![true; 2],
        });
        self.follow(&change);
    }

    /// The answers of a graph that is built anew from what is open.
    fn answers_built_anew(&self) -> Vec<Option<(u32, u32)>> {
        let mut town = self.town.clone();
        town.streets.ways.clear();
        for street in &self.streets {
            for (nodes, _) in street
                .nodes
                .windows(2)
                .zip(&street.open)
                .filter(|(_, open)| **open)
            {
                let nodes = nodes.to_vec();
                let tags = street.tags;
                town.streets.ways.push(Way { nodes, tags });
            }
        }
        town.answers_over(&town.graph_without_pieces_below(self.smallest))
    }

    fn follow(&mut self, change: &GraphChange) {
        let after = |places: &[Planar]| {
            let nearest = |&place| self.index.nearest_after_edit(&self.graph, place, limit());
            places.iter().map(nearest).collect()
        };
        self.homes = after(&self.town.homes);
        self.facilities = after(&self.town.facilities);
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
    fn closed_and_added_streets_give_the_answers_of_streets_built_anew(seed in 0u64..1_000_000, smallest in 0usize..16) {
        let town = random_town(seed);
        let mut random = ChaCha8Rng::seed_from_u64(seed + 1);
        let base = town.graph_without_pieces_below(smallest);
        let left_out = LeftOutWays::of(&town.streets, &built_in_street_rules().foot, smallest).expect("sound");
        let index = StreetIndex::new(&base);
        let mut followed = Followed::new(&town, &base, &index, &left_out, smallest);
        prop_assert_eq!(followed.answers(), followed.answers_built_anew(), "seed {}, before", seed);
        let nodes = town.streets.nodes.len() as u32;
        for step in 0..6 {
            // What was used stays so where it is cut off; a new build would leave it out where it is small.
            let first = if smallest == 0 { 0 } else { town.streets.ways.len() };
            if random.random_bool(0.6) && followed.streets.len() > first {
                let street = random.random_range(first..followed.streets.len());
                let stretches = followed.streets[street].open.len();
                let first = random.random_range(0..stretches);
                let last = if random.random_bool(0.5) { stretches } else { random.random_range(first + 1..=stretches) };
                followed.close(street, first..last);
            } else {
                // New streets join where ways meet or bend, so that the ways can be written down for the new build.
                let (from, to) = (random.random_range(0..nodes), random.random_range(0..nodes));
                let bend = Planar { x: random.random_range(0.0..500.0), y: random.random_range(0.0..500.0) };
                if from != to {
                    followed.add(from, to, bend);
                }
            }
            prop_assert_eq!(followed.answers(), followed.answers_built_anew(), "seed {}, smallest {}, step {}", seed, smallest, step);
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

/// Follows edits of a drawn town, without pieces of fewer nodes than `smallest`.
fn with_followed(town: &Town, smallest: usize, check: impl FnOnce(&mut Followed<'_>)) {
    let base = town.graph_without_pieces_below(smallest);
    let rules = built_in_street_rules().foot;
    let left_out = LeftOutWays::of(&town.streets, &rules, smallest).expect("sound");
    let index = StreetIndex::new(&base);
    check(&mut Followed::new(town, &base, &index, &left_out, smallest));
}

/// The way between two places of a drawn town.
fn way_between(town: &Town, ends: [(f64, f64); 2]) -> usize {
    let place = |node: StreetNodeId| town.streets.nodes[node.0 as usize];
    let drawn = ends.map(|(x, y)| Planar { x, y });
    let found = town
        .streets
        .ways
        .iter()
        .position(|way| [place(way.nodes[0]), place(way.nodes[1])] == drawn);
    found.expect("it is drawn")
}

#[test]
fn a_closed_bridge_is_walked_round_and_a_new_one_shortens_the_way_until_it_is_closed_again() {
    // a walks 10 + 20 + 30 + 20 + 10 m over the western bridge at x 20; with it closed the eastern one at x 110:
    // 10 + 70 + 30 + 70 + 10 = 190 m.
    let drawing = "    A\n+-+--------+\n  |        |\n  |        |\n+-+--------+\n    a";
    let town = Town::from_ascii(drawing, 10.0);
    with_followed(&town, 0, |followed| {
        assert_eq!(followed.answers(), [Some((0, 90_000))]);
        let bridge = way_between(&town, [(20.0, -10.0), (20.0, -40.0)]);
        followed.close(bridge, 0..1);
        assert_eq!(followed.answers(), [Some((0, 190_000))]);
        // A bridge at x 50, in the middle of both streets: 10 + 10 + 30 + 10 + 10 m.
        let line = [Planar { x: 50.0, y: -10.0 }, Planar { x: 50.0, y: -40.0 }];
        let joint = |place| followed.index.joint(&followed.graph, place, limit()).ok();
        let street = NewStreet {
            line: &line,
            directions: Directions::Both,
            begin: joint(line[0]),
            end: joint(line[1]),
        };
        let (added, change) = followed.graph.add(&street, 0);
        followed.follow(&change);
        assert_eq!(followed.answers(), [Some((0, 70_000))]);
        let change = followed.graph.close(&[added.expect("it has a length")], 0);
        followed.follow(&change);
        assert_eq!(followed.answers(), [Some((0, 190_000))]);
    });
}

#[test]
fn of_a_street_that_is_closed_in_part_the_rest_is_still_walked() {
    // One street of 120 m; a at 40, A at 100. Closed from 60 to 80, a must go round over the north: 10 m of leg, 40 m
    // west, 30 m up, 120 m, 30 m down, 20 m and a leg of 10 m.
    let drawing = "+-----------+\n|           |\n|           |\n+-----------+\n    a     A";
    let town = Town::from_ascii(drawing, 10.0);
    with_followed(&town, 0, |followed| {
        assert_eq!(followed.answers(), [Some((0, 80_000))]);
        let way = way_between(&town, [(0.0, -30.0), (120.0, -30.0)]);
        let edge = followed.base.edges_of_way(way)[0];
        let part = EdgePart {
            edge,
            from: Millimetres(60_000),
            to: Millimetres(80_000),
        };
        let change = followed.graph.close_parts(&[part], 0);
        followed.follow(&change);
        assert_eq!(followed.answers(), [Some((0, 260_000))]);
        // Once more changes nothing, and closing all of it takes both ends away.
        let again = followed.graph.close_parts(&[part], 0);
        assert_eq!(again, GraphChange::default());
        assert_eq!(followed.graph.close(&[edge], 0).closed.len(), 2);
    });
}

#[test]
fn what_a_closed_street_cuts_off_stays_in_use_however_small_and_comes_back_with_a_new_one() {
    // With the middle closed the eastern street has two nodes, fewer than three, and no way to the others.
    let town = Town::from_ascii("    A\n+--+--+----+--+\n             a", 10.0);
    with_followed(&town, 3, |followed| {
        let leg = |followed: &Followed<'_>| followed.homes[0].expect("within 300 m").leg.0;
        assert_eq!(
            (leg(followed), followed.answers()),
            (10_000, vec![Some((0, 110_000))])
        );
        let middle = way_between(&town, [(60.0, -10.0), (110.0, -10.0)]);
        followed.close(middle, 0..1);
        assert_eq!((leg(followed), followed.answers()), (10_000, vec![None]));
        // A new street over a bend 20 m to the north: 20 + 2 × 32.016 + 20 + 2 × 10 m.
        followed.add(2, 3, Planar { x: 85.0, y: 10.0 });
        assert_eq!(
            (leg(followed), followed.answers()),
            (10_000, vec![Some((0, 124_032))])
        );
    });
}

#[test]
fn a_yard_that_was_never_used_comes_into_use_with_the_street_that_joins_it() {
    // The yard in the south has two nodes, fewer than three: a goes 60 m north to the street and 40 m along it.
    // Joined to it at x 0 it is used: 10 + 40 + 50 + 10 m.
    let town = Town::from_ascii("A\n+--+--+\n\n\n\n\n+-----+\n    a", 10.0);
    let yard = [(0.0, -60.0), (60.0, -60.0)].map(|(x, y)| {
        let found = town
            .streets
            .nodes
            .iter()
            .position(|node| *node == Planar { x, y });
        found.expect("it is drawn") as u32
    });
    with_followed(&town, 3, |followed| {
        assert_eq!(followed.answers(), [Some((0, 110_000))]);
        followed.add(0, yard[0], Planar { x: 0.0, y: -30.0 });
        assert_eq!(followed.answers(), [Some((0, 110_000))]);
        assert_eq!(followed.homes[0].expect("near").leg, Millimetres(10_000));
        assert_eq!(followed.answers(), followed.answers_built_anew());
        let new_street = followed.streets.len() - 1;
        followed.close(new_street, 0..2);
        assert_eq!(followed.homes[0].expect("near").leg, Millimetres(60_000));
    });
}

#[test]
fn a_new_street_that_joins_nothing_is_used_by_nobody_until_it_is_long_enough() {
    let town = Town::from_ascii("A a\n+--+", 10.0);
    with_followed(&town, 2, |followed| {
        let line: Vec<Planar> = [0.0, 10.0, 20.0]
            .map(|x| Planar {
                x: 15.0 + x,
                y: 500.0,
            })
            .to_vec();
        let street = |line| NewStreet {
            line,
            directions: Directions::Both,
            begin: None,
            end: None,
        };
        let (_, change) = followed.graph.add(&street(&line), 4);
        assert_eq!(change, GraphChange::default());
        let (edge, change) = followed.graph.add(&street(&line), 3);
        assert_eq!(
            (change.opened, change.closed),
            (edge.into_iter().collect(), Vec::new())
        );
    });
}
