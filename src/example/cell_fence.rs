//! The border of a cell as its inner streets meet it.

use std::collections::BTreeSet;

use crate::example::borders::Line;
use crate::example::mesh::Mesh;
use crate::example::plan_point::PlanPoint;
use crate::example::skeleton::Skeleton;
use crate::example::street::StreetKind;

/// The border of a cell: its lines, and the nodes of the main streets along it.
pub struct Fence {
    lines: Vec<Line>,
    nodes: Vec<(u32, PlanPoint)>,
    has_street: Vec<bool>,
}

impl Fence {
    /// The border of a cell with the nodes of its main streets.
    pub fn new(mesh: &Mesh, skeleton: &Skeleton, cell: u32) -> Self {
        let ring = &mesh.cells[cell as usize].ring;
        let mut nodes: Vec<u32> = ring
            .iter()
            .flat_map(|&part| skeleton.along(mesh, part))
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        let lines = ring.iter().map(|&part| {
            let [from, to] = mesh.ends(part).map(|corner| mesh.corners[corner as usize]);
            let normal = (to - from).direction().left() * -1.0;
            Line {
                normal,
                offset: normal.dot(from),
            }
        });
        Self {
            lines: lines.collect(),
            nodes: nodes
                .into_iter()
                .map(|node| (node, skeleton.nodes[node as usize]))
                .collect(),
            has_street: ring
                .iter()
                .map(|part| skeleton.kinds[part.edge as usize].is_some_and(StreetKind::has_homes))
                .collect(),
        }
    }

    /// How deep inside the cell a place lies.
    pub fn depth(&self, place: PlanPoint) -> f64 {
        self.lines
            .iter()
            .map(|line| line.depth(place))
            .fold(f64::INFINITY, f64::min)
    }

    /// Where the way from a place inside, through another place and on, leaves the cell, and whether a street runs there.
    pub fn exit(&self, inside: PlanPoint, through: PlanPoint) -> (PlanPoint, bool) {
        let (mut soonest, mut is_street) = (f64::INFINITY, false);
        for (line, &has_street) in self.lines.iter().zip(&self.has_street) {
            let (near, far) = (line.depth(inside), line.depth(through));
            if far < near && near / (near - far) < soonest {
                (soonest, is_street) = (near / (near - far), has_street);
            }
        }
        if soonest.is_finite() {
            (inside.towards(through, soonest), is_street)
        } else {
            (inside, false)
        }
    }

    /// The node on the main streets nearest to a place that is not yet taken.
    pub fn nearest_node(
        &self,
        place: PlanPoint,
        taken: &BTreeSet<u32>,
    ) -> Option<(u32, PlanPoint)> {
        let free = self
            .nodes
            .iter()
            .copied()
            .filter(|(node, _)| !taken.contains(node));
        free.min_by(|one, other| {
            let away = |node: &(u32, PlanPoint)| node.1.distance(place);
            away(one).total_cmp(&away(other)).then(one.0.cmp(&other.0))
        })
    }
}
