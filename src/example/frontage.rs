//! Where homes can stand along a street.

use crate::example::borders::Side;
use crate::example::mesh::Mesh;
use crate::example::plan_point::PlanPoint;
use crate::example::skeleton::Skeleton;
use crate::example::street::{Frontage, StreetKind};
use crate::example::street_name::main_street_name;

/// Homes keep this far from the corner of two streets.
const CORNER: f64 = 9.0;
/// A row of homes that would be longer than this is cut in two.
const LONGEST_ROW: f64 = 74.0;

/// Homes stand along a stretch on both sides: in one row where it is straight, in two where it bends.
pub fn stretch_frontages(
    [from, to]: [PlanPoint; 2],
    bend: Option<PlanPoint>,
    street: &str,
) -> Vec<Frontage> {
    let is_bent = |middle: &PlanPoint| {
        from.distance(to) > LONGEST_ROW || middle.distance_to_stretch(from, to) > 1.0
    };
    let parts = match bend.filter(is_bent) {
        Some(middle) => vec![
            ([from, middle], [CORNER, 1.5]),
            ([middle, to], [1.5, CORNER]),
        ],
        None => vec![([from, to], [CORNER, CORNER])],
    };
    let frontage = |([from, to], margins): ([PlanPoint; 2], [f64; 2])| Frontage {
        from,
        to,
        margins,
        setback: 7.0,
        sides: [true, true],
        street: street.to_owned(),
    };
    parts.into_iter().map(frontage).collect()
}

/// Homes along the inner side of the main streets around a cell.
pub fn ring_frontages(mesh: &Mesh, skeleton: &Skeleton, cell: u32) -> Vec<Frontage> {
    let mut frontages = Vec::new();
    for &part in &mesh.cells[cell as usize].ring {
        let nodes = skeleton.along(mesh, part);
        if !skeleton.kinds[part.edge as usize].is_some_and(StreetKind::has_homes) {
            continue;
        }
        let street = main_street_name(mesh, part.edge).unwrap_or_default();
        let is_quay = matches!(mesh.beyond(part), Side::Canal);
        for pair in nodes.windows(2) {
            frontages.push(Frontage {
                from: skeleton.nodes[pair[0] as usize],
                to: skeleton.nodes[pair[1] as usize],
                margins: [3.0, 3.0],
                setback: if is_quay { 8.0 } else { 11.0 },
                sides: [true, false],
                street: street.clone(),
            });
        }
    }
    frontages
}
