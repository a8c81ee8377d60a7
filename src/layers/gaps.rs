//! White spots: squares of 100 m in which people live farther than the norm from what they need, joined with those
//! close by. A spot with fewer than five people is not shown, as it would tell where they live.

use std::collections::BTreeMap;

use geo::{Coord, MultiPolygon, Polygon, Rect, unary_union};

use crate::access::suppression::is_small;
use crate::model::people::People;
use crate::model::position::Planar;
use crate::siting::stability::Stability;

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
    /// How many of these are beyond a longer norm too.
    pub stay: usize,
}

impl Gap {
    /// How firm the spot is: by the share of its squares that a longer norm leaves beyond it. Squares and not people are
    /// counted, so that the word tells nothing of a few people.
    ///
    /// # Source
    /// DOMAIN §C.10, 3 and labels.
    pub fn stability(&self) -> Stability {
        Stability::of(self.stay as f64 / self.squares.max(1) as f64)
    }
}

/// People of one place who live beyond the norm.
#[derive(Debug, Clone, Copy)]
pub struct Beyond {
    /// Where.
    pub place: Planar,
    /// How many.
    pub people: People,
    /// Whether a longer norm leaves them beyond it.
    pub stays: bool,
}

/// White spots of the people beyond the norm, from west to east; squares join when at most one square lies between.
pub fn gaps(beyond: impl IntoIterator<Item = Beyond>) -> Vec<Gap> {
    let mut cells: BTreeMap<Cell, (People, bool)> = BTreeMap::new();
    for one in beyond {
        if !one.people.is_none() {
            let (people, stays) = cells.entry(cell_of(one.place)).or_default();
            *people = *people + one.people;
            *stays |= one.stays;
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
fn gap_around(first: Cell, cells: &mut BTreeMap<Cell, (People, bool)>) -> Gap {
    let (mut squares, mut people, mut open) = (Vec::new(), People::NONE, vec![first]);
    let mut stay = 0;
    while let Some((column, row)) = open.pop() {
        let Some((here, stays)) = cells.remove(&(column, row)) else {
            continue;
        };
        people = people + here;
        stay += usize::from(stays);
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
        stay,
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

    fn home(x: f64, y: f64, people: u32) -> Beyond {
        Beyond {
            place: Planar { x, y },
            people: People::whole(people),
            stays: true,
        }
    }

    #[test]
    fn a_spot_is_as_firm_as_the_share_of_its_squares_that_a_longer_norm_leaves() {
        let firm = |staying: usize| {
            let homes = (0_u8..10).map(|number| Beyond {
                stays: usize::from(number) < staying,
                ..home(50.0 + 100.0 * f64::from(number), 50.0, 3)
            });
            let found = gaps(homes);
            assert_eq!((found.len(), found[0].stay), (1, staying));
            found[0].stability().code()
        };
        let words = [10, 8, 7, 5, 4, 0].map(firm);
        assert_eq!(
            words,
            [
                "robuust", "robuust", "gevoelig", "gevoelig", "onzeker", "onzeker"
            ]
        );
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
