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
/// them stays inside the outline; neighbours on the outline are joined by it already.
///
/// # Source
/// Shortest ways in a polygon turn at its inward corners only: Lozano-Pérez and Wesley 1979.
pub fn add_ways_over_squares(ways: &mut UsableWays, meets: &[bool]) {
    let squares: Vec<(usize, Vec<u32>)> = ways
        .iter()
        .filter(|way| way.square && way.nodes.len() > 3 && way.nodes.first() == way.nodes.last())
        .map(|way| (way.way, way.nodes.to_vec()))
        .collect();
    for (way, ring) in squares {
        for pair in lines_over(&ring, ways.places(), meets) {
            ways.add_link(pair, way);
        }
    }
}

fn lines_over(ring: &[u32], places: &[Planar], meets: &[bool]) -> Vec<[u32; 2]> {
    let place = |node: u32| Coord::from(places[node as usize]);
    let outline = LineString::new(ring.iter().map(|&node| place(node)).collect());
    let polygon = Polygon::new(outline, Vec::new()).orient(Direction::Default);
    let turns = turning_nodes(ring, &polygon, places);
    let sides = ring.len() - 1;
    let chosen: Vec<usize> = (0..sides)
        .filter(|&index| {
            let corner = turns[index] && sides <= CORNERS_AT_MOST;
            corner || meets[ring[index] as usize]
        })
        .collect();
    let inside = PreparedGeometry::from(&polygon);
    let mut pairs = Vec::new();
    for (first, &one) in chosen.iter().enumerate() {
        for &other in &chosen[first + 1..] {
            let neighbours = other - one == 1 || (one == 0 && other == sides - 1);
            let line = geo::Line::new(place(ring[one]), place(ring[other]));
            if !neighbours && ring[one] != ring[other] && inside.relate(&line).is_covers() {
                pairs.push([ring[one], ring[other]]);
            }
        }
    }
    pairs
}

/// Of each node of a ring whether the outline turns inwards there.
fn turning_nodes(ring: &[u32], polygon: &Polygon<f64>, places: &[Planar]) -> Vec<bool> {
    let sides = ring.len() - 1;
    let at = |index: usize| places[ring[index % sides] as usize];
    let turned = |index: usize| {
        let (before, here, after) = (at(index + sides - 1), at(index), at(index + 1));
        (here.x - before.x) * (after.y - here.y) - (here.y - before.y) * (after.x - here.x)
    };
    // The polygon runs counter-clockwise; the ring may not.
    let as_drawn = polygon
        .exterior()
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
    use crate::model::streets::{StreetNodeId, TagSetId, Tags, Way};
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
