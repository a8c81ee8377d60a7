//! What each cell of the drawing becomes: homes, part of a park, or a lake.

use std::collections::BTreeSet;

use crate::example::borders::Side;
use crate::example::chance::Chance;
use crate::example::mesh::Mesh;
use crate::example::plan_point::PlanPoint;
use crate::example::town_size::TownSize;

/// What a cell is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellUse {
    /// People live here.
    Homes,
    /// People will live here; now there are meadows and the first streets.
    GrowthArea,
    /// A park; the number is the same for all cells of one park.
    Park(u32),
    /// A lake with its shores.
    Lake,
}

/// Where the first of each lies, in the oval of the town; those of larger towns lie anywhere.
const LARGE_PARK: PlanPoint = PlanPoint::new(0.26, 0.50);
const SMALL_PARK: PlanPoint = PlanPoint::new(-0.74, 0.30);
const LAKE: PlanPoint = PlanPoint::new(0.52, -0.50);
const GROWTH_AREA: PlanPoint = PlanPoint::new(0.66, 0.55);

/// The use of each cell.
pub fn cell_uses(mesh: &Mesh, size: &TownSize, seed: u64) -> Vec<CellUse> {
    let mut uses = vec![CellUse::Homes; mesh.cells.len()];
    let mut chance = Chance::new(seed, "cell uses", 0);
    let mut target = |first: PlanPoint, set: u32| {
        let anywhere = PlanPoint::new(chance.between(-0.65, 0.65), chance.between(-0.65, 0.65));
        size.on_drawing(if set == 0 { first } else { anywhere })
    };
    for set in 0..size.parks {
        let middle = target(LARGE_PARK, set);
        if let Some(first) = nearest_free(mesh, &uses, middle, is_inland) {
            uses[first as usize] = CellUse::Park(2 * set);
            let beside = mesh
                .neighbours(first)
                .filter(|&cell| uses[cell as usize] == CellUse::Homes);
            if let Some(second) = beside.min_by(|&one, &other| nearer(mesh, middle, one, other)) {
                uses[second as usize] = CellUse::Park(2 * set);
            }
        }
        if let Some(cell) = nearest_free(mesh, &uses, target(SMALL_PARK, set), is_dry) {
            uses[cell as usize] = CellUse::Park(2 * set + 1);
        }
    }
    for set in 0..size.lakes {
        if let Some(cell) = nearest_free(mesh, &uses, target(LAKE, set), is_inland) {
            uses[cell as usize] = CellUse::Lake;
        }
    }
    for set in 0..size.growth_areas {
        if let Some(cell) = nearest_homes(mesh, &uses, target(GROWTH_AREA, set), is_dry) {
            uses[cell as usize] = CellUse::GrowthArea;
        }
    }
    uses
}

fn nearer(mesh: &Mesh, place: PlanPoint, one: u32, other: u32) -> std::cmp::Ordering {
    let away = |cell: u32| mesh.cells[cell as usize].middle.distance(place);
    away(one).total_cmp(&away(other)).then(one.cmp(&other))
}

/// The nearest cell of homes that fits and has only homes around it, so that parks and lakes never swallow a place.
fn nearest_free(
    mesh: &Mesh,
    uses: &[CellUse],
    place: PlanPoint,
    fits: fn(&BTreeSet<Side>) -> bool,
) -> Option<u32> {
    let is_homes = |cell: u32| uses[cell as usize] == CellUse::Homes;
    nearest(mesh, place, |cell| {
        is_homes(cell) && mesh.neighbours(cell).all(is_homes) && fits(&sides(mesh, cell))
    })
}

/// The nearest cell of homes that fits.
fn nearest_homes(
    mesh: &Mesh,
    uses: &[CellUse],
    place: PlanPoint,
    fits: fn(&BTreeSet<Side>) -> bool,
) -> Option<u32> {
    nearest(mesh, place, |cell| {
        uses[cell as usize] == CellUse::Homes && fits(&sides(mesh, cell))
    })
}

/// The nearest cell that fits; looks closer only at cells that are nearer than the best so far.
fn nearest(mesh: &Mesh, place: PlanPoint, fits: impl Fn(u32) -> bool) -> Option<u32> {
    let mut best = None;
    for cell in 0..mesh.cells.len() as u32 {
        let is_nearer = best.is_none_or(|best| nearer(mesh, place, cell, best).is_lt());
        if is_nearer && fits(cell) {
            best = Some(cell);
        }
    }
    best
}

fn sides(mesh: &Mesh, cell: u32) -> BTreeSet<Side> {
    mesh.cells[cell as usize]
        .ring
        .iter()
        .map(|&part| mesh.beyond(part))
        .collect()
}

fn is_dry(sides: &BTreeSet<Side>) -> bool {
    !sides.contains(&Side::Canal) && !sides.contains(&Side::Rail)
}

fn is_inland(sides: &BTreeSet<Side>) -> bool {
    sides.iter().all(|side| matches!(side, Side::Cell(_)))
}
