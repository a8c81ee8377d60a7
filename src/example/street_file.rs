//! The streets of the town as OpenStreetMap has them.
//! Cells are drawn twice: once for their nodes and once for their ways, so that no cell stays in memory.

use std::path::Path;

use crate::example::degrees::degrees;
use crate::example::error::ExampleError;
use crate::example::osm_file::OsmFile;
use crate::example::plan_point::PlanPoint;
use crate::example::street::{NodeAt, Street};
use crate::example::town_plan::TownPlan;
use crate::model::position::{LonLat, Planar};

/// Writes all streets; gives the numbers of nodes and ways.
///
/// # Errors
/// The file cannot be written.
pub fn write_streets(plan: &TownPlan, path: &Path) -> Result<(u64, u64), ExampleError> {
    let (south_west, north_east) = rectangle(plan);
    let mut file = OsmFile::create(path, south_west, north_east)?;
    let first_inside = write_nodes(plan, &mut file)?;
    write_ways(plan, &mut file, &first_inside)?;
    let written = (file.nodes_written, file.ways_written);
    file.finish()?;
    Ok(written)
}

/// Corners of a rectangle around the town, with room to spare.
fn rectangle(plan: &TownPlan) -> (LonLat, LonLat) {
    let reach = plan.size.reach.x + 1_000.0;
    let middle = plan.bend.ground(plan.size.middle);
    let corner = |sign: f64| {
        degrees(Planar {
            x: middle.x + sign * reach,
            y: middle.y + sign * reach,
        })
    };
    (corner(-1.0), corner(1.0))
}

fn write_nodes(plan: &TownPlan, file: &mut OsmFile) -> Result<Vec<i64>, ExampleError> {
    let level_crossings = plan.skeleton.level_crossings(&plan.crossings);
    let place = |point: PlanPoint| degrees(plan.bend.ground(point));
    for (number, &point) in (0u32..).zip(&plan.skeleton.nodes) {
        let is_level_crossing = level_crossings.contains(&number);
        let tags = if is_level_crossing {
            vec![("railway", "level_crossing".to_owned())]
        } else {
            Vec::new()
        };
        file.node(skeleton_id(number), place(point), tags)?;
    }
    let mut next = skeleton_id(plan.skeleton.nodes.len() as u32);
    let mut first_inside = Vec::with_capacity(plan.mesh.cells.len());
    for cell in 0..plan.mesh.cells.len() as u32 {
        first_inside.push(next);
        for point in plan.cell_streets(cell).nodes {
            file.node(next, place(point), Vec::new())?;
            next += 1;
        }
    }
    Ok(first_inside)
}

fn write_ways(
    plan: &TownPlan,
    file: &mut OsmFile,
    first_inside: &[i64],
) -> Result<(), ExampleError> {
    let mut next = 1;
    let mut write = |street: Street, first: i64| {
        let tags = street.tags();
        let nodes = street.nodes.into_iter().map(|node| match node {
            NodeAt::Skeleton(number) => skeleton_id(number),
            NodeAt::Inside(number) => first + i64::from(number),
        });
        next += 1;
        file.way(next - 1, nodes.collect(), tags)
    };
    for street in plan.skeleton.streets(&plan.mesh, &plan.crossings) {
        write(street, 0)?;
    }
    for (cell, &first) in (0u32..).zip(first_inside) {
        for street in plan.cell_streets(cell).streets {
            write(street, first)?;
        }
    }
    Ok(())
}

/// Ids of OpenStreetMap begin at 1.
fn skeleton_id(number: u32) -> i64 {
    i64::from(number) + 1
}
