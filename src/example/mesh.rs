//! The cells of the town with the corners and borders they share: the skeleton of neighbourhoods and main streets.

use std::collections::BTreeMap;

use crate::example::borders::{Borders, Quarter, Side};
use crate::example::cell_seeds::{cell_shapes, dividing_line};
use crate::example::plan_point::PlanPoint;
use crate::example::town_size::TownSize;

/// Places along a border where streets may meet it lie about this far apart, in metres.
const STATION_SPACING: f64 = 30.0;

/// Where three sides meet, seen as an exact name: the same corner has the same name from every cell.
type CornerName = [Side; 3];

/// A stretch between two corners: the border of one cell with one neighbour or border line.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The corners, in the direction in which `left` lies on the left hand.
    pub corners: [u32; 2],
    /// The cell on the left hand.
    pub left: u32,
    /// What lies on the right hand.
    pub right: Side,
    /// Places between the corners where streets may meet it, in the same direction.
    pub stations: Vec<PlanPoint>,
}

/// One stretch of the ring around a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RingPart {
    /// The edge.
    pub edge: u32,
    /// Whether the ring runs along it in its own direction.
    pub forward: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its middle.
    pub middle: PlanPoint,
    /// Its quarter of the town.
    pub quarter: Quarter,
    /// Its edges, counter-clockwise.
    pub ring: Vec<RingPart>,
}

/// All cells with their shared corners and edges.
#[derive(Debug, Clone)]
pub struct Mesh {
    /// The corners.
    pub corners: Vec<PlanPoint>,
    /// The sides that meet at each corner.
    pub names: Vec<[Side; 3]>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// The cells.
    pub cells: Vec<Cell>,
}

impl Mesh {
    /// Joins the cells around these middles at their common corners.
    pub fn new(seeds: &[PlanPoint], borders: &Borders, size: &TownSize) -> Self {
        let mut builder = Builder {
            seeds,
            borders,
            corners: Vec::new(),
            names: Vec::new(),
            numbers: BTreeMap::new(),
        };
        let mut edges: Vec<Edge> = Vec::new();
        let mut edge_numbers: BTreeMap<[u32; 2], u32> = BTreeMap::new();
        let mut cells = Vec::new();
        for (number, shape) in cell_shapes(seeds, borders, size).into_iter().enumerate() {
            let sides: Vec<Side> = shape.sides.into_iter().flatten().collect();
            let corners: Vec<u32> = (0..sides.len())
                .map(|index| {
                    builder.corner(
                        number,
                        sides[(index + sides.len() - 1) % sides.len()],
                        sides[index],
                    )
                })
                .collect();
            let ring = (0..sides.len())
                .map(|index| {
                    let (from, to) = (corners[index], corners[(index + 1) % corners.len()]);
                    let next = edges.len() as u32;
                    let edge = *edge_numbers
                        .entry([from.min(to), from.max(to)])
                        .or_insert(next);
                    if edge == next {
                        let stations =
                            stations(builder.corners[from as usize], builder.corners[to as usize]);
                        edges.push(Edge {
                            corners: [from, to],
                            left: number as u32,
                            right: sides[index],
                            stations,
                        });
                    }
                    RingPart {
                        edge,
                        forward: edges[edge as usize].corners[0] == from,
                    }
                })
                .collect();
            cells.push(Cell {
                middle: seeds[number],
                quarter: Quarter::of(seeds[number]),
                ring,
            });
        }
        Self {
            corners: builder.corners,
            names: builder.names,
            edges,
            cells,
        }
    }

    /// What lies beyond one stretch of the ring of `cell`.
    pub fn beyond(&self, part: RingPart) -> Side {
        let edge = &self.edges[part.edge as usize];
        if part.forward {
            edge.right
        } else {
            Side::Cell(edge.left)
        }
    }

    /// The first and the last corner of one stretch of a ring, in the direction of the ring.
    pub fn ends(&self, part: RingPart) -> [u32; 2] {
        let [from, to] = self.edges[part.edge as usize].corners;
        if part.forward { [from, to] } else { [to, from] }
    }

    /// The places between those corners, in the direction of the ring.
    pub fn stations_along(&self, part: RingPart) -> Vec<PlanPoint> {
        let mut stations = self.edges[part.edge as usize].stations.clone();
        if !part.forward {
            stations.reverse();
        }
        stations
    }

    /// The corners of a cell, counter-clockwise.
    pub fn shape(&self, cell: u32) -> Vec<PlanPoint> {
        self.cells[cell as usize]
            .ring
            .iter()
            .map(|&part| self.corners[self.ends(part)[0] as usize])
            .collect()
    }

    /// The cells that share an edge with a cell, in the order of its ring.
    pub fn neighbours(&self, cell: u32) -> impl Iterator<Item = u32> {
        self.cells[cell as usize]
            .ring
            .iter()
            .filter_map(|&part| match self.beyond(part) {
                Side::Cell(other) => Some(other),
                Side::Rail | Side::Canal | Side::Outline(_) => None,
            })
    }
}

fn stations(from: PlanPoint, to: PlanPoint) -> Vec<PlanPoint> {
    let parts = (from.distance(to) / STATION_SPACING).round().max(1.0) as u32;
    (1..parts)
        .map(|step| from.towards(to, f64::from(step) / f64::from(parts)))
        .collect()
}

/// Gives every corner one number and one place, whichever cell asks first.
struct Builder<'a> {
    seeds: &'a [PlanPoint],
    borders: &'a Borders,
    corners: Vec<PlanPoint>,
    names: Vec<CornerName>,
    numbers: BTreeMap<CornerName, u32>,
}

impl Builder<'_> {
    fn corner(&mut self, cell: usize, before: Side, after: Side) -> u32 {
        let mut name = [Side::Cell(cell as u32), before, after];
        name.sort_unstable();
        if let Some(&number) = self.numbers.get(&name) {
            return number;
        }
        let number = self.corners.len() as u32;
        self.corners.push(self.place(name));
        self.names.push(name);
        self.numbers.insert(name, number);
        number
    }

    /// Where the three sides meet; the first is always a cell, because cells sort first.
    fn place(&self, name: CornerName) -> PlanPoint {
        let Side::Cell(own) = name[0] else {
            return PlanPoint::default();
        };
        let quarter = Quarter::of(self.seeds[own as usize]);
        let line = |side: Side| match side {
            Side::Cell(other) => Some(dividing_line(self.seeds, own as usize, other as usize)),
            Side::Rail | Side::Canal | Side::Outline(_) => self.borders.street_line(side, quarter),
        };
        match (line(name[1]), line(name[2])) {
            (Some(first), Some(second)) => first.meeting(&second),
            (Some(only), None) | (None, Some(only)) => only.normal * only.offset,
            (None, None) => PlanPoint::default(),
        }
    }
}
