//! White spots: squares of 100 m in which people live farther than the norm from what they need, joined with those
//! close by. A spot with fewer than five people is not shown, as it would tell where they live.

use std::collections::BTreeMap;

use geo::{Coord, MultiPolygon, Polygon, Rect, unary_union};

use crate::access::suppression::is_small;
use crate::model::people::People;
use crate::model::position::Planar;

/// The side of a square in metres.
const SIDE: f64 = 100.0;
/// Squares at most so many columns and rows apart belong together.
const NEAR: i64 = 2;

type Cell = (i64, i64);

/// One white spot.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Its squares, joined, in planar metres.
    pub outline: MultiPolygon<f64>,
    /// Who lives there beyond the norm.
    pub people: People,
    /// How many squares it has.
    pub squares: usize,
}

/// White spots of the people beyond the norm, from west to east; squares join when at most one square lies between.
pub fn gaps(beyond: impl IntoIterator<Item = (Planar, People)>) -> Vec<Gap> {
    let mut cells: BTreeMap<Cell, People> = BTreeMap::new();
    for (place, people) in beyond {
        if !people.is_none() {
            let here = cells.entry(cell_of(place)).or_default();
            *here = *here + people;
        }
    }
    let mut found = Vec::new();
    while let Some((&first, _)) = cells.first_key_value() {
        found.push(gap_around(first, &mut cells));
    }
    found.retain(|gap| !is_small(gap.people));
    found
}

/// Takes all cells that hang together with `first` out of `cells`.
fn gap_around(first: Cell, cells: &mut BTreeMap<Cell, People>) -> Gap {
    let (mut squares, mut people, mut open) = (Vec::new(), People::NONE, vec![first]);
    while let Some((column, row)) = open.pop() {
        let Some(here) = cells.remove(&(column, row)) else {
            continue;
        };
        people = people + here;
        squares.push(square(column, row));
        let near = -NEAR..=NEAR;
        open.extend(
            near.clone()
                .flat_map(|east| near.clone().map(move |north| (column + east, row + north))),
        );
    }
    Gap {
        outline: unary_union(&squares),
        people,
        squares: squares.len(),
    }
}

fn cell_of(place: Planar) -> Cell {
    (
        (place.x / SIDE).floor() as i64,
        (place.y / SIDE).floor() as i64,
    )
}

fn square(column: i64, row: i64) -> Polygon<f64> {
    let corner = |column: i64, row: i64| Coord {
        x: column as f64 * SIDE,
        y: row as f64 * SIDE,
    };
    Rect::new(corner(column, row), corner(column + 1, row + 1)).to_polygon()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    fn home(x: f64, y: f64, people: u32) -> (Planar, People) {
        (Planar { x, y }, People::whole(people))
    }

    #[test]
    fn squares_close_by_are_one_white_spot() {
        // Two homes in one square, one in the next but one: one spot of two squares. One far away: its own.
        let homes = [
            (10.0, 10.0, 1),
            (90.0, 90.0, 2),
            (210.0, 50.0, 4),
            (1_010.0, 10.0, 8),
        ];
        let found = gaps(homes.map(|(x, y, people)| home(x, y, people)));
        let seen: Vec<(People, usize, f64)> = found
            .iter()
            .map(|gap| (gap.people, gap.squares, gap.outline.unsigned_area()))
            .collect();
        assert_eq!(
            seen,
            [
                (People::whole(7), 2, 20_000.0),
                (People::whole(8), 1, 10_000.0)
            ]
        );
    }

    #[test]
    fn a_spot_of_fewer_than_five_people_is_not_shown() {
        assert!(gaps([home(50.0, 50.0, 4)]).is_empty());
        assert_eq!(gaps([home(50.0, 50.0, 5)]).len(), 1);
    }

    #[test]
    fn a_home_without_people_is_no_white_spot() {
        assert!(gaps([home(50.0, 50.0, 0)]).is_empty());
    }
}
