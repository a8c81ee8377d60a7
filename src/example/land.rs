//! The land of each cell on the ground: up to the middle of the railway, the bank of the canal, the edge of the town.
//! Cells that touch share every point of their border, so that areas tile the land without gaps.

use crate::example::bend::Bend;
use crate::example::borders::{BANK, Borders, Side};
use crate::example::dissolve::GroundPoint;
use crate::example::mesh::{Edge, Mesh, RingPart};
use crate::example::plan_point::PlanPoint;

/// What is needed to find the land of a cell.
#[derive(Debug, Clone)]
pub struct Land<'a> {
    mesh: &'a Mesh,
    borders: &'a Borders,
    bend: &'a Bend,
    /// Where anything meets the railway, from west to east: both sides must bend with it at the same places.
    rail_stops: Vec<f64>,
}

impl<'a> Land<'a> {
    /// Prepares the land of all cells.
    pub fn new(mesh: &'a Mesh, borders: &'a Borders, bend: &'a Bend) -> Self {
        let mut land = Self {
            mesh,
            borders,
            bend,
            rail_stops: Vec::new(),
        };
        for edge in mesh.edges.iter().filter(|edge| edge.right == Side::Rail) {
            land.rail_stops.extend(
                edge.corners
                    .map(|corner| land.corner_on_land(edge.left, corner).x),
            );
            land.rail_stops
                .extend(edge.stations.iter().map(|station| station.x));
        }
        land.rail_stops.sort_by(f64::total_cmp);
        land.rail_stops.dedup();
        land
    }

    /// Everything that meets one bank of the canal, from north to south.
    pub fn bank(&self, east: bool) -> Vec<PlanPoint> {
        let beside = |edge: &&Edge| {
            edge.right == Side::Canal && self.mesh.cells[edge.left as usize].quarter.east == east
        };
        let x = if east { BANK } else { -BANK };
        let mut bank: Vec<PlanPoint> = Vec::new();
        for edge in self.mesh.edges.iter().filter(beside) {
            bank.extend(
                edge.corners
                    .map(|corner| self.corner_on_land(edge.left, corner)),
            );
            bank.extend(
                edge.stations
                    .iter()
                    .map(|station| PlanPoint::new(x, station.y)),
            );
        }
        bank.sort_by(|one, other| other.y.total_cmp(&one.y));
        bank.dedup();
        bank
    }

    /// The ring of the land of a cell, counter-clockwise.
    pub fn ring(&self, cell: u32) -> Vec<GroundPoint> {
        let mut ring: Vec<GroundPoint> = self
            .drawn_ring(cell)
            .into_iter()
            .map(|place| ground_point(self.bend, place))
            .collect();
        ring.dedup();
        if ring.first() == ring.last() {
            ring.pop();
        }
        ring
    }

    fn drawn_ring(&self, cell: u32) -> Vec<PlanPoint> {
        let mut drawn = Vec::new();
        let ring = &self.mesh.cells[cell as usize].ring;
        for (index, &part) in ring.iter().enumerate() {
            let before = self
                .mesh
                .beyond(ring[(index + ring.len() - 1) % ring.len()]);
            let beyond = self.mesh.beyond(part);
            let [from, to] = self.mesh.ends(part);
            let is_inner = |side: Side| matches!(side, Side::Cell(_));
            if is_inner(before) || is_inner(beyond) {
                drawn.push(self.mesh.corners[from as usize]);
            }
            if is_inner(beyond) {
                drawn.extend(self.mesh.stations_along(part));
            } else {
                let (from, to) = (
                    self.corner_on_land(cell, from),
                    self.corner_on_land(cell, to),
                );
                drawn.push(from);
                drawn.extend(self.between(cell, part, from, to));
                drawn.push(to);
            }
        }
        drawn
    }

    /// The places of the land's border between two of its corners.
    fn between(&self, cell: u32, part: RingPart, from: PlanPoint, to: PlanPoint) -> Vec<PlanPoint> {
        let side = self.mesh.beyond(part);
        if side == Side::Rail {
            let (low, high) = (from.x.min(to.x), from.x.max(to.x));
            let mut stops: Vec<PlanPoint> = self
                .rail_stops
                .iter()
                .filter(|&&stop| low < stop && stop < high)
                .map(|&stop| PlanPoint::new(stop, 0.0))
                .collect();
            if from.x > to.x {
                stops.reverse();
            }
            return stops;
        }
        let quarter = self.mesh.cells[cell as usize].quarter;
        let Some(line) = self.borders.land_line(side, quarter) else {
            return Vec::new();
        };
        self.mesh
            .stations_along(part)
            .into_iter()
            .map(|station| station + line.normal * line.depth(station))
            .collect()
    }

    /// Where a corner of a cell lies when its borders are moved out to where the land ends.
    fn corner_on_land(&self, cell: u32, corner: u32) -> PlanPoint {
        let quarter = self.mesh.cells[cell as usize].quarter;
        let sides = self.mesh.names[corner as usize];
        let lines: Vec<_> = sides
            .iter()
            .filter_map(|&side| self.borders.land_line(side, quarter))
            .collect();
        let place = self.mesh.corners[corner as usize];
        let mut moved = match lines.as_slice() {
            [only] => place + only.normal * only.depth(place),
            [first, second] => first.meeting(second),
            _ => place,
        };
        if sides.contains(&Side::Rail) {
            moved.y = 0.0;
        }
        moved
    }
}

/// The place on the ground in whole centimetres.
pub fn ground_point(bend: &Bend, place: PlanPoint) -> GroundPoint {
    let ground = bend.ground(place);
    [
        (ground.x * 100.0).round() as i64,
        (ground.y * 100.0).round() as i64,
    ]
}
