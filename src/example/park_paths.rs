//! Paths in a park: a round path, and paths from it to the streets around.

use crate::example::mesh::Mesh;
use crate::example::plan_point::PlanPoint;
use crate::example::skeleton::Skeleton;
use crate::example::street::{CellStreets, NodeAt, Street, StreetKind};

/// The round path lies at this share of the way from the middle to the border.
const ROUND: f64 = 0.52;

/// The paths of one cell of a park.
pub fn park_paths(mesh: &Mesh, skeleton: &Skeleton, cell: u32) -> CellStreets {
    let middle = mesh.cells[cell as usize].middle;
    let shape: Vec<PlanPoint> = mesh
        .shape(cell)
        .iter()
        .map(|&corner| middle.towards(corner, ROUND))
        .collect();
    let nodes = rounded(&shape, 2);
    let mut round: Vec<NodeAt> = (0..nodes.len() as u32).map(NodeAt::Inside).collect();
    round.push(NodeAt::Inside(0));
    let mut drawn = CellStreets {
        streets: vec![Street::new(
            round,
            StreetKind::Footway,
            Some("Parkpad".to_owned()),
        )],
        nodes,
        frontages: Vec::new(),
    };
    let round_nodes = drawn.nodes.len();
    for (number, &part) in mesh.cells[cell as usize].ring.iter().enumerate() {
        let nodes = skeleton.along(mesh, part);
        let Some(&gate) = nodes.get(nodes.len() / 2) else {
            continue;
        };
        let place = skeleton.nodes[gate as usize];
        let Some(nearest) = (0..round_nodes).min_by(|&one, &other| {
            drawn.nodes[one]
                .distance(place)
                .total_cmp(&drawn.nodes[other].distance(place))
        }) else {
            continue;
        };
        let step = drawn.nodes[nearest] - place;
        let halfway =
            place + step * 0.5 + step.direction().left() * if number % 2 == 0 { 9.0 } else { -9.0 };
        drawn.nodes.push(halfway);
        let inside = NodeAt::Inside(drawn.nodes.len() as u32 - 1);
        let kind = if number % 3 == 0 {
            StreetKind::Cycleway
        } else {
            StreetKind::Footway
        };
        let nodes = vec![
            NodeAt::Skeleton(gate),
            inside,
            NodeAt::Inside(nearest as u32),
        ];
        drawn.streets.push(Street::new(nodes, kind, None));
    }
    drawn
}

/// The ring with its corners cut a number of times.
///
/// # Source
/// G. Chaikin, "An algorithm for high-speed curve generation", 1974.
pub fn rounded(ring: &[PlanPoint], times: u32) -> Vec<PlanPoint> {
    let mut ring = ring.to_vec();
    for _ in 0..times {
        ring = (0..ring.len())
            .flat_map(|index| {
                let (from, to) = (ring[index], ring[(index + 1) % ring.len()]);
                [from.towards(to, 0.25), from.towards(to, 0.75)]
            })
            .collect();
    }
    ring
}
