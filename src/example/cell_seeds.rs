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
            size.from_oval(PlanPoint::new(sign(quarter.east), sign(quarter.north)))
        })
        .collect();
    while seeds.len() < size.cells() as usize {
        let oval = PlanPoint::new(chance.between(-1.0, 1.0), chance.between(-1.0, 1.0));
        let place = size.from_oval(oval);
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
    let half = 2.5 * (size.reach.x + size.reach.y);
    seeds
        .iter()
        .enumerate()
        .map(|(number, _)| cell_shape(number, seeds, &tree, borders, half))
        .collect()
}

fn cell_shape(
    number: usize,
    seeds: &[PlanPoint],
    tree: &RTree<GeomWithData<[f64; 2], usize>>,
    borders: &Borders,
    half: f64,
) -> ConvexShape {
    let seed = seeds[number];
    let quarter = Quarter::of(seed);
    let mut shape = ConvexShape::square(seed, half);
    for side in [Side::Rail, Side::Canal]
        .into_iter()
        .chain(borders.outline_sides())
    {
        if let Some(line) = borders.street_line(side, quarter) {
            shape.cut(&line, side);
        }
    }
    for neighbour in tree.nearest_neighbor_iter(&[seed.x, seed.y]) {
        let place = seeds[neighbour.data];
        if place.distance(seed) > 2.0 * shape.reach_from(seed) {
            break;
        }
        if neighbour.data != number && Quarter::of(place) == quarter {
            shape.cut(
                &dividing_line(seeds, number, neighbour.data),
                Side::Cell(neighbour.data as u32),
            );
        }
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
