//! The lines that no street crosses by itself: railway, canal and the edge of the town.
//!
//! Each has two parallel lines: where the streets beside it run, and where the land of a neighbourhood ends.

use crate::example::plan_point::PlanPoint;
use crate::example::town_size::TownSize;

/// The quay street lies this far from the middle of the canal.
pub const QUAY: f64 = 36.0;
/// The bank lies this far from the middle of the canal.
pub const BANK: f64 = 21.0;
/// The street along the railway lies this far from the track.
pub const RAIL_STREET: f64 = 24.0;
/// The ring road lies this far inside the edge of the town.
const RING_INSET: f64 = 14.0;

/// What lies on the other side of a stretch of border of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Another cell, by its number.
    Cell(u32),
    /// The railway.
    Rail,
    /// The canal.
    Canal,
    /// The edge of the town, by the number of its straight part.
    Outline(u32),
}

/// A straight line; the kept side is where `normal · place ≤ offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Of length 1, away from the kept side.
    pub normal: PlanPoint,
    /// The distance from the origin along the normal.
    pub offset: f64,
}

impl Line {
    /// How far a place lies on the kept side (negative: beyond the line).
    pub fn depth(&self, place: PlanPoint) -> f64 {
        self.offset - self.normal.dot(place)
    }

    /// Where two lines meet; a place midway when they are parallel.
    pub fn meeting(&self, other: &Self) -> PlanPoint {
        let turn = self.normal.cross(other.normal);
        let step = other.normal.left() * -self.offset + self.normal.left() * other.offset;
        if turn == 0.0 {
            self.normal * self.offset
        } else {
            step * (1.0 / turn)
        }
    }

    /// Points midway between two places; keeps the side of the first.
    pub fn between(first: PlanPoint, second: PlanPoint) -> Self {
        let normal = (second - first).direction();
        Self {
            normal,
            offset: normal.dot(first.towards(second, 0.5)),
        }
    }
}

/// In which of the four parts that railway and canal make a place lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// North of the railway.
    pub north: bool,
    /// East of the canal.
    pub east: bool,
}

impl Quarter {
    /// All four.
    pub const EVERY: [Self; 4] = [
        Self {
            north: true,
            east: true,
        },
        Self {
            north: true,
            east: false,
        },
        Self {
            north: false,
            east: false,
        },
        Self {
            north: false,
            east: true,
        },
    ];

    /// The part in which a place lies.
    pub fn of(place: PlanPoint) -> Self {
        Self {
            north: place.y >= 0.0,
            east: place.x >= 0.0,
        }
    }
}

/// The borders of one town.
#[derive(Debug, Clone)]
pub struct Borders {
    /// The corners of the edge of the town, counter-clockwise.
    pub corners: Vec<PlanPoint>,
    outline: Vec<Line>,
}

impl Borders {
    /// The borders of a town of this size: an oval of straight parts of some 200 m.
    pub fn new(size: &TownSize) -> Self {
        let per_quarter = (16.0 * size.scale).ceil().max(8.0) as u32;
        let mut directions = Vec::new();
        for quarter in 0..4 {
            for step in 0..per_quarter {
                let half = f64::from(step) / f64::from(per_quarter);
                let across = 1.0 + half * half;
                let mut direction =
                    PlanPoint::new((1.0 - half * half) / across, 2.0 * half / across);
                for _ in 0..quarter {
                    direction = direction.left();
                }
                directions.push(direction);
            }
        }
        let corners: Vec<PlanPoint> = directions
            .into_iter()
            .map(|direction| size.on_drawing(direction))
            .collect();
        let outline = (0..corners.len())
            .map(|index| {
                let (from, to) = (corners[index], corners[(index + 1) % corners.len()]);
                let normal = (to - from).direction().left() * -1.0;
                Line {
                    normal,
                    offset: normal.dot(from),
                }
            })
            .collect();
        Self { corners, outline }
    }

    /// Numbers of the straight parts of the edge of the town.
    pub fn outline_sides(&self) -> impl Iterator<Item = Side> {
        (0..self.outline.len() as u32).map(Side::Outline)
    }

    /// The line along which streets beside this border run; none for another cell.
    pub fn street_line(&self, side: Side, quarter: Quarter) -> Option<Line> {
        match side {
            Side::Cell(_) => None,
            Side::Rail => Some(rail_line(quarter, RAIL_STREET)),
            Side::Canal => Some(canal_line(quarter, QUAY)),
            Side::Outline(part) => self.outline_line(part, RING_INSET),
        }
    }

    /// The line where land ends at this border; none for another cell.
    pub fn land_line(&self, side: Side, quarter: Quarter) -> Option<Line> {
        match side {
            Side::Cell(_) => None,
            Side::Rail => Some(rail_line(quarter, 0.0)),
            Side::Canal => Some(canal_line(quarter, BANK)),
            Side::Outline(part) => self.outline_line(part, 0.0),
        }
    }

    fn outline_line(&self, part: u32, inset: f64) -> Option<Line> {
        let line = self.outline.get(part as usize)?;
        Some(Line {
            normal: line.normal,
            offset: line.offset - inset,
        })
    }
}

fn rail_line(quarter: Quarter, distance: f64) -> Line {
    let normal = PlanPoint::new(0.0, if quarter.north { -1.0 } else { 1.0 });
    Line {
        normal,
        offset: -distance,
    }
}

fn canal_line(quarter: Quarter, distance: f64) -> Line {
    let normal = PlanPoint::new(if quarter.east { -1.0 } else { 1.0 }, 0.0);
    Line {
        normal,
        offset: -distance,
    }
}
