//! Rows of homes along the streets of a cell, and the people in each row.

use std::collections::BTreeMap;

use rstar::{AABB, RTree, RTreeObject};

use crate::example::chance::Chance;
use crate::example::neighbourhood::{AgeCounts, Neighbourhood, share_out};
use crate::example::plan_point::PlanPoint;
use crate::example::street::{CellStreets, Frontage, NodeAt};
use crate::example::town_plan::TownPlan;

/// A row of homes is this deep, in metres.
const DEPTH: f64 = 9.0;
/// Rows shorter than this are not built.
const SHORTEST: f64 = 12.0;
/// A row stays this far from the middle of every other street.
const CLEAR: f64 = 5.5;

/// A row of homes, or the plot of a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Its four corners, counter-clockwise.
    pub corners: [PlanPoint; 4],
    /// The door: in the middle of its front.
    pub door: PlanPoint,
    /// The street it stands on.
    pub street: String,
    /// The number on the door.
    pub number: u32,
    /// The length of its front in metres.
    pub length: f64,
}

impl Plot {
    /// The middle of the plot.
    pub fn middle(&self) -> PlanPoint {
        self.corners
            .iter()
            .fold(PlanPoint::default(), |sum, &corner| sum + corner)
            * 0.25
    }
}

/// A row of homes with its people.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it stands.
    pub plot: Plot,
    /// Who lives there.
    pub people: AgeCounts,
}

/// The plots of a cell of homes, in the order of its streets; no two of them overlap.
pub fn plots(plan: &TownPlan, cell: u32) -> Vec<Plot> {
    let drawn = plan.cell_streets(cell);
    let streets = RTree::bulk_load(pieces(plan, &drawn));
    let frontages = drawn.frontages;
    let mut built: RTree<Piece> = RTree::new();
    let mut plots = Vec::new();
    let mut numbers: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for frontage in &frontages {
        for (left, _) in [(true, frontage.sides[0]), (false, frontage.sides[1])]
            .into_iter()
            .filter(|side| side.1)
        {
            let Some(mut plot) = plot(frontage, left) else {
                continue;
            };
            if is_clear(&plot, &streets, &built) {
                let next = numbers.entry(frontage.street.clone()).or_insert([1, 2]);
                plot.number = next[usize::from(left)];
                next[usize::from(left)] += 2 * ((plot.length / 6.0) as u32).max(1);
                built.insert(Piece([plot.corners[0], plot.corners[2]]));
                built.insert(Piece([plot.corners[1], plot.corners[3]]));
                plots.push(plot);
            }
        }
    }
    plots
}

/// All pieces of street in and around a cell, paths included.
fn pieces(plan: &TownPlan, drawn: &CellStreets) -> Vec<Piece> {
    let place = |node: NodeAt| match node {
        NodeAt::Skeleton(number) => plan.skeleton.nodes[number as usize],
        NodeAt::Inside(number) => drawn.nodes[number as usize],
    };
    let inside = drawn.streets.iter().flat_map(|street| {
        street
            .nodes
            .windows(2)
            .map(|pair| Piece([place(pair[0]), place(pair[1])]))
    });
    let around = drawn
        .frontages
        .iter()
        .map(|frontage| Piece([frontage.from, frontage.to]));
    inside.chain(around).collect()
}

/// The row on one side of a frontage; none when it would be too short.
fn plot(frontage: &Frontage, left: bool) -> Option<Plot> {
    let step = frontage.to - frontage.from;
    let length = step.length() - frontage.margins[0] - frontage.margins[1];
    if length < SHORTEST {
        return None;
    }
    let along = step.direction();
    let aside = if left {
        along.left()
    } else {
        along.left() * -1.0
    };
    let start = frontage.from + along * frontage.margins[0] + aside * frontage.setback;
    let (end, back) = (start + along * length, aside * DEPTH);
    let corners = if left {
        [start, end, end + back, start + back]
    } else {
        [end, start, start + back, end + back]
    };
    Some(Plot {
        corners,
        door: start + along * (length / 2.0),
        street: frontage.street.clone(),
        number: 0,
        length,
    })
}

/// A straight piece of street, or a diagonal of a plot.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece([PlanPoint; 2]);

impl RTreeObject for Piece {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.0[0].x, self.0[0].y], [self.0[1].x, self.0[1].y])
    }
}

fn is_clear(plot: &Plot, streets: &RTree<Piece>, built: &RTree<Piece>) -> bool {
    let low = |axis: fn(&PlanPoint) -> f64| {
        plot.corners.iter().map(axis).fold(f64::INFINITY, f64::min) - CLEAR
    };
    let high = |axis: fn(&PlanPoint) -> f64| {
        plot.corners
            .iter()
            .map(axis)
            .fold(f64::NEG_INFINITY, f64::max)
            + CLEAR
    };
    let around = AABB::from_corners([low(|p| p.x), low(|p| p.y)], [high(|p| p.x), high(|p| p.y)]);
    let sides: Vec<[PlanPoint; 2]> = (0..4)
        .map(|index| [plot.corners[index], plot.corners[(index + 1) % 4]])
        .collect();
    let far_from = |piece: &Piece, clear: f64| sides.iter().all(|&side| gap(side, piece.0) > clear);
    streets
        .locate_in_envelope_intersecting(&around)
        .all(|piece| far_from(piece, CLEAR))
        && built
            .locate_in_envelope_intersecting(&around)
            .all(|piece| far_from(piece, 1.5))
}

/// The distance between two stretches; 0 when they cross.
fn gap([a, b]: [PlanPoint; 2], [c, d]: [PlanPoint; 2]) -> f64 {
    let beside = |place: PlanPoint| (b - a).cross(place - a);
    let across = |place: PlanPoint| (d - c).cross(place - c);
    if beside(c) * beside(d) < 0.0 && across(a) * across(b) < 0.0 {
        return 0.0;
    }
    a.distance_to_stretch(c, d)
        .min(b.distance_to_stretch(c, d))
        .min(c.distance_to_stretch(a, b))
        .min(d.distance_to_stretch(a, b))
}

/// The rows of homes of a neighbourhood with its people, exactly as many as it has.
///
/// `plots` are those that are left when facilities have taken theirs.
pub fn rows(place: &Neighbourhood, plots: Vec<Plot>, seed: u64) -> Vec<Row> {
    let mut chance = Chance::new(seed, "rows", u64::from(place.home));
    let mut weights = |spread: f64| -> Vec<u64> {
        plots
            .iter()
            .map(|plot| weight(plot.length, chance.between(1.0 - spread, 1.0 + spread)))
            .collect()
    };
    let all = share_out(place.people.all, &weights(0.35));
    // Children follow the people of their row, so that no row has more children than people.
    let of_all = |count: u32, luck: Vec<u64>| {
        let weights: Vec<u64> = all
            .iter()
            .zip(luck)
            .map(|(&people, luck)| u64::from(people) * luck)
            .collect();
        share_out(count, &weights)
    };
    let toddlers = of_all(place.people.from_0_to_4, weights(0.5));
    let children = of_all(place.people.from_4_to_12, weights(0.5));
    let youth = of_all(place.people.from_12_to_18, weights(0.5));
    plots
        .into_iter()
        .enumerate()
        .map(|(index, plot)| Row {
            plot,
            people: AgeCounts {
                from_0_to_4: toddlers[index],
                from_4_to_12: children[index],
                from_12_to_18: youth[index],
                all: all[index],
            },
        })
        .filter(|row| row.people.all > 0)
        .collect()
}

fn weight(length: f64, luck: f64) -> u64 {
    (length * luck * 10.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::request::ExampleRequest;

    #[test]
    fn the_rows_of_a_neighbourhood_hold_exactly_its_people() {
        let plan = TownPlan::new(ExampleRequest::default());
        for place in &plan.neighbourhoods {
            let rows = rows(place, plots(&plan, place.home), plan.seed);
            let sum = |count: fn(&AgeCounts) -> u32| {
                rows.iter().map(|row| count(&row.people)).sum::<u32>()
            };
            let counted = AgeCounts {
                from_0_to_4: sum(|people| people.from_0_to_4),
                from_4_to_12: sum(|people| people.from_4_to_12),
                from_12_to_18: sum(|people| people.from_12_to_18),
                all: sum(|people| people.all),
            };
            assert_eq!(counted, place.people, "cell {}", place.home);
        }
    }
}
