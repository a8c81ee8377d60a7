//! Where the cells of the town have their middles, and the shape each cell gets.
//!
//! Cells are the places nearest to their middle (Voronoi) within their own quarter, so that railway and canal
//! are always borders. Moving each middle to the balance of its cell a few times (Lloyd) makes them of like size,
//! smaller near the old market.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::example::borders::{Borders, Line, Quarter, Side};
use crate::example::chance::Chance;
use crate::example::convex_shape::ConvexShape;
use crate::example::plan_point::PlanPoint;
use crate::example::town_size::TownSize;

const ROUNDS: usize = 5;

/// The middles of all cells, in the order of their numbers.
pub fn cell_seeds(size: &TownSize, borders: &Borders, seed: u64) -> Vec<PlanPoint> {
    let mut seeds = first_seeds(size, seed);
    for _ in 0..ROUNDS {
        seeds = cell_shapes(&seeds, borders, size)
            .iter()
            .map(|shape| shape.balance(|place| density(size, place)).0)
            .collect();
    }
    // Numbered from north to south, so that neighbours on the ground are near each other in every file.
    seeds.sort_by(|first, second| {
        second
            .y
            .total_cmp(&first.y)
            .then(first.x.total_cmp(&second.x))
    });
    seeds
}

/// How closely cells stand at a place, against the edge of the town.
fn density(size: &TownSize, place: PlanPoint) -> f64 {
    let away = place.distance(size.market()) / (900.0 * size.scale);
    1.0 + 1.1 / (1.0 + away * away)
}

/// Middles by chance, at least one in each quarter.
fn first_seeds(size: &TownSize, seed: u64) -> Vec<PlanPoint> {
    let mut chance = Chance::new(seed, "cell seeds", 0);
    let mut seeds: Vec<PlanPoint> = Quarter::EVERY
        .into_iter()
        .map(|quarter| {
            let sign = |positive: bool| if positive { 0.4 } else { -0.4 };
            size.on_drawing(PlanPoint::new(sign(quarter.east), sign(quarter.north)))
        })
        .collect();
    while seeds.len() < size.cells() as usize {
        let oval = PlanPoint::new(chance.between(-1.0, 1.0), chance.between(-1.0, 1.0));
        let place = size.on_drawing(oval);
        let clear = place.x.abs() > 60.0 && place.y.abs() > 60.0;
        if oval.length() < 0.97 && clear && chance.happens(density(size, place) / 2.1) {
            seeds.push(place);
        }
    }
    seeds
}

/// The shape of each cell, up to the streets along its borders.
pub fn cell_shapes(seeds: &[PlanPoint], borders: &Borders, size: &TownSize) -> Vec<ConvexShape> {
    let tree = RTree::bulk_load(
        seeds
            .iter()
            .enumerate()
            .map(|(number, seed)| GeomWithData::new([seed.x, seed.y], number))
            .collect(),
    );
    // No cell reaches farther than a few times the usual distance between middles.
    let usual = (4.0 * size.reach.x * size.reach.y / f64::from(size.cells())).sqrt();
    let surroundings = Surroundings {
        seeds,
        tree,
        borders,
        reach: 6.0 * usual,
    };
    (0..seeds.len())
        .map(|number| cell_shape(number, &surroundings))
        .collect()
}

/// What can cut the shape of a cell.
struct Surroundings<'a> {
    seeds: &'a [PlanPoint],
    tree: RTree<GeomWithData<[f64; 2], usize>>,
    borders: &'a Borders,
    /// Half of the square from which each shape is cut.
    reach: f64,
}

/// Cut by railway and canal, then by its neighbours until none is near enough, then by the edge of the town.
fn cell_shape(number: usize, around: &Surroundings<'_>) -> ConvexShape {
    let seed = around.seeds[number];
    let quarter = Quarter::of(seed);
    let mut shape = ConvexShape::square(seed, around.reach);
    let cut_by_border = |shape: &mut ConvexShape, side: Side| {
        if let Some(line) = around.borders.street_line(side, quarter)
            && line.depth(seed) < shape.reach_from(seed)
        {
            shape.cut(&line, side);
        }
    };
    for side in [Side::Rail, Side::Canal] {
        cut_by_border(&mut shape, side);
    }
    for neighbour in around.tree.nearest_neighbor_iter(&[seed.x, seed.y]) {
        let place = around.seeds[neighbour.data];
        if place.distance(seed) > 2.0 * shape.reach_from(seed) {
            break;
        }
        if neighbour.data != number && Quarter::of(place) == quarter {
            let line = dividing_line(around.seeds, number, neighbour.data);
            shape.cut(&line, Side::Cell(neighbour.data as u32));
        }
    }
    for side in around.borders.outline_sides() {
        cut_by_border(&mut shape, side);
    }
    shape
}

/// The line between two cells, the same to the last bit from both sides; keeps the side of `own`.
pub fn dividing_line(seeds: &[PlanPoint], own: usize, other: usize) -> Line {
    let line = Line::between(seeds[own.min(other)], seeds[own.max(other)]);
    if own < other {
        line
    } else {
        Line {
            normal: line.normal * -1.0,
            offset: -line.offset,
        }
    }
}
