//! Squares that are crossed and not only walked around: straight lines over the inside of the outline, between the
//! places where streets come in and the corners that one has to walk around.
//! That is all a shortest way over a square can consist of, so no grid or skeleton is needed.

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, Polygon, PreparedGeometry, Relate};

use crate::model::position::Planar;
use crate::network::usable_ways::UsableWays;

/// Outlines of more nodes than this keep the lines between streets only, so that a park does not make a thicket.
const CORNERS_AT_MOST: usize = 120;

/// Adds ways of two nodes over the inside of every square among the ways.
///
/// `meets` says of each node whether streets are joined there. Two nodes are joined when the straight line between
/// them stays inside the outline and outside all holes; neighbours on a ring are joined by it already.
///
/// # Source
/// Shortest ways in a polygon turn at its inward corners only: Lozano-Pérez and Wesley 1979.
pub fn add_ways_over_squares(ways: &mut UsableWays, meets: &[bool]) {
    let squares: Vec<(usize, Vec<Vec<u32>>)> = ways
        .iter()
        .filter(|way| way.square && is_ring(way.nodes))
        .map(|way| {
            let holes = ways.holes().iter().filter(|hole| hole.square == way.way);
            let holes = holes
                .map(|hole| hole.nodes.clone())
                .filter(|ring| is_ring(ring));
            (
                way.way,
                std::iter::once(way.nodes.to_vec()).chain(holes).collect(),
            )
        })
        .collect();
    for (way, rings) in squares {
        for pair in lines_over(&rings, ways.places(), meets) {
            ways.add_link(pair, way);
        }
    }
}

fn is_ring(nodes: &[u32]) -> bool {
    nodes.len() > 3 && nodes.first() == nodes.last()
}

/// A place where a line over a square may begin: which ring, which of its sides, and the node.
#[derive(Clone, Copy)]
struct Place {
    ring: usize,
    side: usize,
    node: u32,
}

fn lines_over(rings: &[Vec<u32>], places: &[Planar], meets: &[bool]) -> Vec<[u32; 2]> {
    let coordinate = |node: u32| Coord::from(places[node as usize]);
    let line =
        |ring: &Vec<u32>| LineString::new(ring.iter().map(|&node| coordinate(node)).collect());
    let mut lines = rings.iter().map(line);
    let Some(outline) = lines.next() else {
        return Vec::new();
    };
    let polygon = Polygon::new(outline, lines.collect()).orient(Direction::Default);
    let oriented = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let sides_of_all: usize = rings.iter().map(|ring| ring.len() - 1).sum();
    let mut chosen = Vec::new();
    for ((index, ring), oriented) in rings.iter().enumerate().zip(oriented) {
        let turns = turning_nodes(ring, oriented, places);
        for (side, turns) in turns.into_iter().enumerate() {
            let node = ring[side];
            let corner = turns && sides_of_all <= CORNERS_AT_MOST;
            if corner || meets[node as usize] {
                chosen.push(Place {
                    ring: index,
                    side,
                    node,
                });
            }
        }
    }
    let neighbours = |one: &Place, other: &Place| {
        let sides = rings[one.ring].len() - 1;
        let apart = other.side.abs_diff(one.side);
        one.ring == other.ring && (apart == 1 || apart == sides - 1)
    };
    let inside = PreparedGeometry::from(&polygon);
    let mut pairs = Vec::new();
    for (first, one) in chosen.iter().enumerate() {
        for other in &chosen[first + 1..] {
            let line = geo::Line::new(coordinate(one.node), coordinate(other.node));
            if !neighbours(one, other) && one.node != other.node && inside.relate(&line).is_covers()
            {
                pairs.push([one.node, other.node]);
            }
        }
    }
    pairs
}

/// Of each node of a ring whether the square turns inwards there: a ring that runs with the square on its left turns
/// to the right.
fn turning_nodes(ring: &[u32], oriented: &LineString<f64>, places: &[Planar]) -> Vec<bool> {
    let sides = ring.len() - 1;
    let at = |index: usize| places[ring[index % sides] as usize];
    let turned = |index: usize| {
        let (before, here, after) = (at(index + sides - 1), at(index), at(index + 1));
        (here.x - before.x) * (after.y - here.y) - (here.y - before.y) * (after.x - here.x)
    };
    // The oriented ring may run the other way round.
    let as_drawn = oriented
        .0
        .get(1)
        .is_some_and(|second| Planar::from(*second) == at(1));
    (0..sides)
        .map(|index| {
            if as_drawn {
                turned(index) < 0.0
            } else {
                turned(index) > 0.0
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::ingest::profiles_file::built_in_street_rules;
    use crate::model::position::Planar;
    use crate::model::streets::{SquareHole, StreetNodeId, TagSetId, Tags, Way};
    use crate::network::drawn_town::Town;

    /// A square with this outline and streets of 10 m that come in at some of its corners.
    fn square(
        outline: &[(f64, f64)],
        streets: &[(usize, (f64, f64))],
        tags: &[(&str, &str)],
    ) -> Town {
        let mut town = Town::without_streets();
        town.streets.nodes = outline.iter().map(|&(x, y)| Planar { x, y }).collect();
        let tags: Tags = tags
            .iter()
            .map(|&(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        town.streets.tag_sets.push(tags);
        let ring = (0..outline.len() as u32)
            .chain([0])
            .map(StreetNodeId)
            .collect();
        town.streets.ways.push(Way {
            nodes: ring,
            tags: TagSetId(2),
        });
        for &(corner, (x, y)) in streets {
            town.streets.nodes.push(Planar { x, y });
            town.add_way(&[corner as u32, town.streets.nodes.len() as u32 - 1], false);
        }
        town
    }

    const PLAZA: [(&str, &str); 2] = [("highway", "pedestrian"), ("area", "yes")];

    fn metres(town: &Town) -> u32 {
        let (_, distance) = town.answers()[0].expect("reached");
        (distance + 500) / 1000
    }

    #[test]
    fn a_square_is_crossed_from_corner_to_corner() {
        // 300 by 400 m, so 500 m over the diagonal and 700 m around; two streets of 10 m come in.
        let corners = [(0.0, 0.0), (300.0, 0.0), (300.0, 400.0), (0.0, 400.0)];
        let streets = [(0, (-10.0, 0.0)), (2, (310.0, 400.0))];
        let places = |mut town: Town| {
            town.homes = vec![Planar { x: -10.0, y: 0.0 }];
            town.facilities = vec![Planar { x: 310.0, y: 400.0 }];
            town
        };
        assert_eq!(metres(&places(square(&corners, &streets, &PLAZA))), 520);
        let only_around = places(square(&corners, &streets, &[("highway", "pedestrian")]));
        assert_eq!(metres(&only_around), 720);
    }

    #[test]
    fn the_way_over_a_square_turns_at_its_inward_corners_and_never_leaves_it() {
        // An L of 100 m wide legs: from (0, 300) to (300, 0) around the inward corner (100, 100), and not
        // straight (424 m): 2 × hypot(100, 200) = 447 m, and two streets of 10 m.
        let corners = [
            (0.0, 0.0),
            (300.0, 0.0),
            (300.0, 100.0),
            (100.0, 100.0),
            (100.0, 300.0),
            (0.0, 300.0),
        ];
        for reversed in [false, true] {
            let mut outline = corners.to_vec();
            let mut ends = [5, 1];
            if reversed {
                outline.reverse();
                ends = [0, 4];
            }
            let streets = [(ends[0], (0.0, 310.0)), (ends[1], (310.0, 0.0))];
            let mut town = square(&outline, &streets, &PLAZA);
            town.homes = vec![Planar { x: 0.0, y: 310.0 }];
            town.facilities = vec![Planar { x: 310.0, y: 0.0 }];
            assert_eq!(metres(&town), 467, "reversed: {reversed}");
        }
    }

    #[test]
    fn the_way_over_a_square_goes_round_a_hole_and_never_over_it() {
        // 400 by 300 m with a pond from (100, 100) to (300, 200) in it. From the middle of the west side to that of the
        // east side straight it is 400 m; round the pond hypot(100, 50) + 200 + hypot(100, 50) = 423.6 m.
        // The pond shares no node with anything, and has fewer nodes than a component needs.
        let outline = [
            (0.0, 0.0),
            (400.0, 0.0),
            (400.0, 150.0),
            (400.0, 300.0),
            (0.0, 300.0),
            (0.0, 150.0),
        ];
        let streets = [(5, (-10.0, 150.0)), (2, (410.0, 150.0))];
        let mut town = square(&outline, &streets, &PLAZA);
        town.homes = vec![Planar { x: -10.0, y: 150.0 }];
        town.facilities = vec![Planar { x: 410.0, y: 150.0 }];
        assert_eq!(metres(&town), 420);
        let first = town.streets.nodes.len() as u32;
        let pond = [
            (100.0, 100.0),
            (300.0, 100.0),
            (300.0, 200.0),
            (100.0, 200.0),
        ];
        town.streets
            .nodes
            .extend(pond.map(|(x, y)| Planar { x, y }));
        for reversed in [false, true] {
            let mut town = town.clone();
            let mut ring = vec![first, first + 1, first + 2, first + 3, first];
            if reversed {
                ring.reverse();
            }
            town.add_way(&ring, false);
            let ring = town.streets.ways.len() - 1;
            town.streets.holes = vec![SquareHole { square: 0, ring }];
            for smallest in [0, 6] {
                let graph = town.graph_without_pieces_below(smallest);
                let distance =
                    town.answers_over(&graph)[0].map(|(_, distance)| (distance + 500) / 1000);
                assert_eq!(
                    distance,
                    Some(444),
                    "reversed: {reversed}, smallest: {smallest}"
                );
            }
        }
    }

    #[test]
    fn which_squares_may_be_crossed_is_in_the_rules() {
        let rules = built_in_street_rules();
        let tags = |highway: &str| -> Tags {
            [("highway", highway), ("area", "yes")]
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into()
        };
        assert!(
            rules.foot.is_square(&tags("pedestrian"))
                && !rules.foot.is_square(&tags("residential"))
        );
        assert!(!rules.car.is_square(&tags("pedestrian")));
    }
}
