//! The polygons of neighbourhoods, districts, municipality and inland water.

use crate::example::cell_use::CellUse;
use crate::example::dissolve::{GroundPolygon, dissolve};
use crate::example::land::Land;
use crate::example::town_plan::TownPlan;

/// All areas of the town.
#[derive(Debug, Clone)]
pub struct Areas {
    /// One for each neighbourhood, in their order: its homes and its park.
    pub neighbourhoods: Vec<Vec<GroundPolygon>>,
    /// One for each district, in their order.
    pub districts: Vec<Vec<GroundPolygon>>,
    /// All land of the town.
    pub municipality: Vec<GroundPolygon>,
    /// The lakes.
    pub lakes: Vec<GroundPolygon>,
}

/// Joins the land of cells to areas.
pub fn areas(plan: &TownPlan) -> Areas {
    let land = Land::new(&plan.mesh, &plan.borders, &plan.bend);
    let neighbourhoods: Vec<Vec<GroundPolygon>> = plan
        .neighbourhoods
        .iter()
        .map(|place| {
            let rings: Vec<_> = std::iter::once(&place.home)
                .chain(&place.park)
                .map(|&cell| land.ring(cell))
                .collect();
            dissolve(rings.iter().map(Vec::as_slice))
        })
        .collect();
    let districts: Vec<Vec<GroundPolygon>> = (0..plan.districts.len())
        .map(|district| {
            let members = neighbourhoods
                .iter()
                .zip(&plan.naming)
                .filter(|(_, naming)| naming.district == district);
            join(members.map(|(polygons, _)| polygons))
        })
        .collect();
    let lakes = (0u32..)
        .zip(&plan.uses)
        .filter(|(_, cell_use)| **cell_use == CellUse::Lake);
    Areas {
        municipality: join(districts.iter()),
        lakes: lakes
            .map(|(cell, _)| GroundPolygon {
                outer: land.ring(cell),
                holes: Vec::new(),
            })
            .collect(),
        neighbourhoods,
        districts,
    }
}

fn join<'a>(areas: impl Iterator<Item = &'a Vec<GroundPolygon>>) -> Vec<GroundPolygon> {
    let rings = areas.flatten().flat_map(|polygon| {
        std::iter::once(polygon.outer.as_slice()).chain(polygon.holes.iter().map(Vec::as_slice))
    });
    dissolve(rings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::dissolve::doubled_area;
    use crate::example::request::ExampleRequest;

    fn area(polygons: &[GroundPolygon]) -> i128 {
        let rings = polygons
            .iter()
            .flat_map(|polygon| std::iter::once(&polygon.outer).chain(&polygon.holes));
        rings.map(|ring| doubled_area(ring)).sum()
    }

    #[test]
    fn neighbourhoods_and_districts_tile_the_land_to_the_square_centimetre() {
        for (seed, inhabitants) in [
            (1, 60_000),
            (2, 60_000),
            (3, 2_000),
            (4, 25_000),
            (5, 240_000),
        ] {
            let areas = areas(&TownPlan::new(ExampleRequest { inhabitants, seed }));
            let whole = area(&areas.municipality);
            assert_eq!(
                areas
                    .neighbourhoods
                    .iter()
                    .map(|one| area(one))
                    .sum::<i128>(),
                whole,
                "seed {seed}"
            );
            assert_eq!(
                areas.districts.iter().map(|one| area(one)).sum::<i128>(),
                whole,
                "seed {seed}"
            );
            // One part on each side of the canal; gaps or overlaps would show as further parts or holes.
            assert_eq!(areas.municipality.len(), 2, "seed {seed}");
            let holes: usize = areas.municipality.iter().map(|part| part.holes.len()).sum();
            assert_eq!(holes, areas.lakes.len(), "seed {seed}");
        }
    }
}
