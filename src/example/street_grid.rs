//! The grid of streets of one cell: where its crossings lie and which of them may be joined.

use std::collections::BTreeMap;

use crate::example::cell_fence::Fence;
use crate::example::chance::Chance;
use crate::example::mesh::Mesh;
use crate::example::plan_point::PlanPoint;
use crate::example::smooth_noise::smooth_noise;
use crate::example::street_pattern::StreetPattern;

/// A crossing of the grid keeps at least this far from the main streets, in metres.
const MARGIN: f64 = 24.0;

/// A place in the grid: the number of the parallel street, and of the cross street.
pub type GridPlace = (i32, i32);

/// The grid of one cell before it is cut off at the border.
pub struct Grid {
    origin: PlanPoint,
    along: PlanPoint,
    /// The pattern of the grid.
    pub pattern: StreetPattern,
    noise: u64,
    reach: f64,
}

impl Grid {
    /// A grid along the longest border of the cell, or across it.
    pub fn new(
        mesh: &Mesh,
        cell: u32,
        pattern: &StreetPattern,
        chance: &mut Chance,
        seed: u64,
    ) -> Self {
        let corners = mesh.shape(cell);
        let middle = mesh.cells[cell as usize].middle;
        let longest = (0..corners.len())
            .map(|index| corners[(index + 1) % corners.len()] - corners[index])
            .max_by(|one, other| one.length().total_cmp(&other.length()))
            .unwrap_or_default();
        let turned = longest.direction() + longest.direction().left() * chance.between(-0.12, 0.12);
        let along = if chance.happens(0.25) {
            turned.left()
        } else {
            turned
        };
        Self {
            origin: middle
                + PlanPoint::new(chance.between(-20.0, 20.0), chance.between(-20.0, 20.0)),
            along: along.direction(),
            pattern: *pattern,
            noise: seed.wrapping_mul(1_000_003).wrapping_add(u64::from(cell)),
            reach: corners
                .iter()
                .map(|corner| corner.distance(middle))
                .fold(0.0, f64::max)
                + 40.0,
        }
    }

    /// Where a crossing lies.
    pub fn place(&self, (line, step): GridPlace) -> PlanPoint {
        let pattern = &self.pattern;
        let (x, y) = (
            f64::from(step) * pattern.along,
            f64::from(line) * pattern.across,
        );
        let straight = self.origin + self.along * x + self.along.left() * y;
        let wave = |number: u64, length: f64| {
            smooth_noise(
                self.noise.wrapping_mul(8).wrapping_add(number),
                straight.x / length,
                straight.y / length,
            )
        };
        let swing = PlanPoint::new(wave(0, 150.0), wave(1, 150.0)) * pattern.swing;
        let jitter = PlanPoint::new(wave(2, 9.7), wave(3, 9.7)) * pattern.jitter;
        straight + swing + jitter
    }

    /// The crossings that lie well inside the cell, with the numbers of their nodes.
    pub fn crossings(&self, fence: &Fence, nodes: &mut Vec<PlanPoint>) -> BTreeMap<GridPlace, u32> {
        let lines = (self.reach / self.pattern.across).ceil() as i32;
        let steps = (self.reach / self.pattern.along).ceil() as i32 + 1;
        let mut crossings = BTreeMap::new();
        for line in -lines..=lines {
            for step in -steps..=steps {
                let place = self.place((line, step));
                if fence.depth(place) > MARGIN {
                    crossings.insert((line, step), nodes.len() as u32);
                    nodes.push(place);
                }
            }
        }
        crossings
    }

    /// The crossings to which streets may run from a crossing, and whether along its parallel street.
    pub fn next(&self, (line, step): GridPlace) -> Vec<(GridPlace, bool)> {
        let mut next = vec![((line, step + 1), true), ((line, step - 1), true)];
        for other in [line + 1, line - 1] {
            if self.has_cross_street(line.min(other), step) {
                next.push(((other, step), false));
            }
        }
        next
    }

    /// Whether a cross street may run from this parallel street to the one above; in brick bond every second one.
    pub fn has_cross_street(&self, line: i32, step: i32) -> bool {
        !self.pattern.brick || (line + step).rem_euclid(2) == 0
    }
}
