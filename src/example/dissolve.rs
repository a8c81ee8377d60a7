//! Joins areas that share borders exactly: a stretch that two of them run along in opposite directions disappears.

use std::collections::BTreeMap;

/// A place on the ground in whole centimetres of RD New.
pub type GroundPoint = [i64; 2];

/// A polygon: its outer ring counter-clockwise, then its holes clockwise. Rings do not repeat their first point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundPolygon {
    /// The outer ring.
    pub outer: Vec<GroundPoint>,
    /// The holes.
    pub holes: Vec<Vec<GroundPoint>>,
}

/// The union of areas given by their rings, counter-clockwise, with holes clockwise.
///
/// Areas that touch must share all points along their common border; they may not overlap.
pub fn dissolve<'a>(rings: impl Iterator<Item = &'a [GroundPoint]>) -> Vec<GroundPolygon> {
    let mut stretches: Vec<(GroundPoint, GroundPoint)> = Vec::new();
    for ring in rings {
        let ends = ring
            .iter()
            .copied()
            .zip(ring.iter().copied().cycle().skip(1));
        stretches.extend(ends.filter(|(from, to)| from != to));
    }
    polygons(chain(remaining(stretches)))
}

/// The stretches whose opposite is not there.
fn remaining(mut stretches: Vec<(GroundPoint, GroundPoint)>) -> Vec<(GroundPoint, GroundPoint)> {
    let undirected = |&(from, to): &(GroundPoint, GroundPoint)| (from.min(to), from.max(to));
    stretches.sort_unstable_by_key(undirected);
    stretches
        .chunk_by(|one, other| undirected(one) == undirected(other))
        .filter(|group| group.len() == 1)
        .map(|group| group[0])
        .collect()
}

/// Stretches in a row become rings; where more than one goes on, the one most to the left.
fn chain(stretches: Vec<(GroundPoint, GroundPoint)>) -> Vec<Vec<GroundPoint>> {
    let mut next: BTreeMap<GroundPoint, Vec<GroundPoint>> = BTreeMap::new();
    for (from, to) in stretches {
        next.entry(from).or_default().push(to);
    }
    let mut rings = Vec::new();
    while let Some((&start, _)) = next.first_key_value() {
        let (mut ring, mut before, mut here) = (Vec::new(), None, start);
        while let Some(choices) = next.get_mut(&here) {
            let chosen = most_left(before, here, choices);
            let to = choices.swap_remove(chosen);
            if choices.is_empty() {
                next.remove(&here);
            }
            ring.push(here);
            (before, here) = (Some(here), to);
            if here == start {
                break;
            }
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

fn most_left(before: Option<GroundPoint>, here: GroundPoint, choices: &[GroundPoint]) -> usize {
    let Some(before) = before else { return 0 };
    let incoming = [here[0] - before[0], here[1] - before[1]];
    // The turn from straight on as a number that grows from sharp right to sharp left.
    let turn = |to: &GroundPoint| {
        let step = [to[0] - here[0], to[1] - here[1]];
        let cross = incoming[0] * step[1] - incoming[1] * step[0];
        let dot = incoming[0] * step[0] + incoming[1] * step[1];
        let size = cross.abs() + dot.abs();
        let along = if size == 0 {
            0.0
        } else {
            dot as f64 / size as f64
        };
        if cross >= 0 { 1.0 - along } else { along - 1.0 }
    };
    (0..choices.len())
        .max_by(|&one, &other| turn(&choices[one]).total_cmp(&turn(&choices[other])))
        .unwrap_or(0)
}

/// Twice the area in square centimetres; positive when counter-clockwise.
pub fn doubled_area(ring: &[GroundPoint]) -> i128 {
    ring.iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(from, to)| {
            i128::from(from[0]) * i128::from(to[1]) - i128::from(to[0]) * i128::from(from[1])
        })
        .sum()
}

fn polygons(rings: Vec<Vec<GroundPoint>>) -> Vec<GroundPolygon> {
    let (outers, holes): (Vec<_>, Vec<_>) =
        rings.into_iter().partition(|ring| doubled_area(ring) > 0);
    let mut polygons: Vec<GroundPolygon> = outers
        .into_iter()
        .map(|outer| GroundPolygon {
            outer,
            holes: Vec::new(),
        })
        .collect();
    // Largest first, so that the last one that surrounds a hole is the one right around it.
    polygons.sort_by_key(|polygon| {
        (
            std::cmp::Reverse(doubled_area(&polygon.outer)),
            polygon.outer[0],
        )
    });
    for hole in holes {
        let around = polygons
            .iter()
            .rposition(|polygon| hole.iter().any(|&point| surrounds(&polygon.outer, point)));
        if let Some(around) = around {
            polygons[around].holes.push(hole);
        }
    }
    polygons
}

/// Whether a place lies strictly inside a ring.
fn surrounds(ring: &[GroundPoint], place: GroundPoint) -> bool {
    let mut inside = false;
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if *from == place {
            return false;
        }
        if (from[1] > place[1]) != (to[1] > place[1]) {
            let cross = i128::from(to[0] - from[0]) * i128::from(place[1] - from[1])
                - i128::from(to[1] - from[1]) * i128::from(place[0] - from[0]);
            if (cross > 0) == (to[1] > from[1]) {
                inside = !inside;
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i64, y: i64) -> Vec<GroundPoint> {
        vec![[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]]
    }

    #[test]
    fn eight_squares_around_a_gap_become_one_polygon_with_a_hole() {
        let squares: Vec<_> = (0..9)
            .filter(|&index| index != 4)
            .map(|index| square(index % 3, index / 3))
            .collect();
        let joined = dissolve(squares.iter().map(Vec::as_slice));
        assert_eq!(joined.len(), 1);
        assert_eq!(doubled_area(&joined[0].outer), 18);
        assert_eq!(
            joined[0]
                .holes
                .iter()
                .map(|hole| doubled_area(hole))
                .collect::<Vec<_>>(),
            [-2]
        );
    }

    #[test]
    fn squares_that_touch_in_a_corner_stay_two_polygons() {
        let squares = [square(0, 0), square(1, 1)];
        let joined = dissolve(squares.iter().map(Vec::as_slice));
        assert_eq!(
            joined
                .iter()
                .map(|polygon| polygon.outer.len())
                .collect::<Vec<_>>(),
            [4, 4]
        );
    }
}
