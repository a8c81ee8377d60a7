//! What lies around and between the neighbourhoods: the lake, meadows, canal, railway dam, parks and bridges.
//! Water and land do not overlap, so that they can be drawn in any order.

use crate::example::areas::Areas;
use crate::example::borders::BANK;
use crate::example::cell_use::CellUse;
use crate::example::crossing::{Barrier, Crossing};
use crate::example::dissolve::{GroundPoint, GroundPolygon, dissolve};
use crate::example::land::{Land, ground_point};
use crate::example::park_paths::rounded;
use crate::example::plan_point::PlanPoint;
use crate::example::smooth_noise::smooth_noise;
use crate::example::town_plan::TownPlan;

/// Half the width of the dam that carries the railway through the water.
const DAM: f64 = 26.0;
/// The water reaches this far beyond the edge of the town.
const WATER: f64 = 3_000.0;
/// Straight lines get a point about this often, so that they can bend.
const STEP: f64 = 60.0;

/// One part of the surroundings.
#[derive(Debug, Clone, PartialEq)]
pub struct Surrounding {
    /// What it is, in the words of the file: `water`, `weide`, `park` or `brug`.
    pub what: &'static str,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Where it is.
    pub polygons: Vec<GroundPolygon>,
}

/// All surroundings of the town.
pub fn surroundings(plan: &TownPlan, areas: &Areas) -> Vec<Surrounding> {
    let shore = Shore::new(plan);
    let mut parts = vec![
        Surrounding {
            what: "water",
            name: Some("Markermeer".to_owned()),
            polygons: shore.open_water(plan),
        },
        Surrounding {
            what: "weide",
            name: None,
            polygons: shore.meadows(plan, areas),
        },
        Surrounding {
            what: "water",
            name: Some("Vaart".to_owned()),
            polygons: vec![shore.canal(plan)],
        },
    ];
    parts.extend(parks(plan));
    parts.extend(lakes(plan));
    parts.extend(plan.crossings.iter().map(|crossing| bridge(plan, crossing)));
    parts
}

/// The railway, from one end of the water to the other.
pub fn railway(plan: &TownPlan) -> Vec<GroundPoint> {
    let far = plan.size.reach.x + WATER;
    let (west, east) = (plan.size.middle.x - far, plan.size.middle.x + far);
    let line = straight(PlanPoint::new(west, 0.0), PlanPoint::new(east, 0.0));
    line.into_iter()
        .map(|place| ground_point(&plan.bend, place))
        .collect()
}

/// The edge of the island in four parts, between canal and dam.
struct Shore {
    north_east: Vec<PlanPoint>,
    north_west: Vec<PlanPoint>,
    south_west: Vec<PlanPoint>,
    south_east: Vec<PlanPoint>,
    banks: [Vec<PlanPoint>; 2],
}

impl Shore {
    fn new(plan: &TownPlan) -> Self {
        let ring: Vec<PlanPoint> = plan
            .borders
            .corners
            .iter()
            .zip(plan.borders.corners.iter().cycle().skip(1))
            .flat_map(|(&from, &to)| [0.0, 0.25, 0.5, 0.75].map(|share| from.towards(to, share)))
            .map(|corner| {
                let (x, y) = (corner.x / 900.0, corner.y / 900.0);
                let width = 240.0 + 130.0 * smooth_noise(plan.seed.wrapping_add(77), x, y);
                corner + (corner - plan.size.middle).direction() * width
            })
            .collect();
        let part = |is_inside: &dyn Fn(PlanPoint) -> bool| arc(&ring, is_inside);
        let land = Land::new(&plan.mesh, &plan.borders, &plan.bend);
        Self {
            north_east: part(&|place| place.x > BANK && place.y > DAM),
            north_west: part(&|place| place.x < -BANK && place.y > DAM),
            south_west: part(&|place| place.x < -BANK && place.y < -DAM),
            south_east: part(&|place| place.x > BANK && place.y < -DAM),
            banks: [land.bank(false), land.bank(true)],
        }
    }

    fn ends(part: &[PlanPoint]) -> [PlanPoint; 2] {
        [
            part.first().copied().unwrap_or_default(),
            part.last().copied().unwrap_or_default(),
        ]
    }

    /// North and south of the dam.
    fn open_water(&self, plan: &TownPlan) -> Vec<GroundPolygon> {
        let far = plan.size.reach.x + WATER;
        let at = |x: f64, y: f64| PlanPoint::new(plan.size.middle.x + x * far, y);
        let ([east, north_east], [north_west, west]) =
            (Self::ends(&self.north_east), Self::ends(&self.north_west));
        let mut north = straight(at(1.0, DAM), at(1.0, far));
        north.extend(straight(at(1.0, far), at(-1.0, far)));
        north.extend(straight(at(-1.0, far), at(-1.0, DAM)));
        north.extend(straight(at(-1.0, DAM), west));
        north.extend(self.north_west.iter().rev());
        north.extend([north_west, north_east]);
        north.extend(self.north_east.iter().rev());
        north.extend(straight(east, at(1.0, DAM)));
        let ([west, south_west], [south_east, east]) =
            (Self::ends(&self.south_west), Self::ends(&self.south_east));
        let mut south = straight(at(-1.0, -DAM), at(-1.0, -far));
        south.extend(straight(at(-1.0, -far), at(1.0, -far)));
        south.extend(straight(at(1.0, -far), at(1.0, -DAM)));
        south.extend(straight(at(1.0, -DAM), east));
        south.extend(self.south_east.iter().rev());
        south.extend([south_east, south_west]);
        south.extend(self.south_west.iter().rev());
        south.extend(straight(west, at(-1.0, -DAM)));
        vec![polygon(plan, &north), polygon(plan, &south)]
    }

    /// The island without the town and the canal, and the dam.
    fn meadows(&self, plan: &TownPlan, areas: &Areas) -> Vec<GroundPolygon> {
        let [west_bank, east_bank] = &self.banks;
        let east: Vec<PlanPoint> = [&self.south_east, &self.north_east, east_bank]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let west: Vec<PlanPoint> = self
            .north_west
            .iter()
            .chain(&self.south_west)
            .chain(west_bank.iter().rev())
            .copied()
            .collect();
        let mut rings: Vec<Vec<GroundPoint>> = [east, west]
            .iter()
            .map(|ring| polygon(plan, ring).outer)
            .collect();
        rings.extend(
            areas
                .municipality
                .iter()
                .map(|part| part.outer.iter().rev().copied().collect()),
        );
        rings.extend(self.dams(plan));
        dissolve(rings.iter().map(Vec::as_slice))
    }

    /// The dams that carry the railway to the island, from the east and from the west, counter-clockwise.
    fn dams(&self, plan: &TownPlan) -> [Vec<GroundPoint>; 2] {
        let far = plan.size.reach.x + WATER;
        let dam = |below: PlanPoint, above: PlanPoint, end: f64| {
            let mut ring = straight(below, PlanPoint::new(end, -DAM));
            ring.extend(straight(PlanPoint::new(end, DAM), above));
            polygon(plan, &ring).outer
        };
        let ([east_above, _], [_, east_below]) =
            (Self::ends(&self.north_east), Self::ends(&self.south_east));
        let ([_, west_above], [west_below, _]) =
            (Self::ends(&self.north_west), Self::ends(&self.south_west));
        let east = dam(east_below, east_above, plan.size.middle.x + far);
        let mut west = dam(west_below, west_above, plan.size.middle.x - far);
        west.reverse();
        [east, west]
    }

    fn canal(&self, plan: &TownPlan) -> GroundPolygon {
        let [west_bank, east_bank] = &self.banks;
        let mut ring = vec![
            Self::ends(&self.north_east)[1],
            Self::ends(&self.north_west)[0],
        ];
        ring.extend(west_bank);
        ring.extend([
            Self::ends(&self.south_west)[1],
            Self::ends(&self.south_east)[0],
        ]);
        ring.extend(east_bank.iter().rev());
        polygon(plan, &ring)
    }
}

/// The part of a ring, counter-clockwise, for which something holds, cut off where it begins and ends to hold.
fn arc(ring: &[PlanPoint], is_inside: &dyn Fn(PlanPoint) -> bool) -> Vec<PlanPoint> {
    let at = |index: usize| ring[index % ring.len()];
    let Some(first) =
        (0..ring.len()).find(|&index| !is_inside(at(index)) && is_inside(at(index + 1)))
    else {
        return Vec::new();
    };
    let inside: Vec<PlanPoint> = (first + 1..first + ring.len())
        .map(at)
        .take_while(|&place| is_inside(place))
        .collect();
    let next = first + 1 + inside.len();
    let mut arc = vec![boundary(at(first + 1), at(first), is_inside)];
    arc.extend(&inside);
    arc.push(boundary(at(next - 1), at(next), is_inside));
    arc
}

/// Where the way from a place inside to one outside leaves, by halving.
fn boundary(
    mut inside: PlanPoint,
    mut outside: PlanPoint,
    is_inside: &dyn Fn(PlanPoint) -> bool,
) -> PlanPoint {
    for _ in 0..40 {
        let middle = inside.towards(outside, 0.5);
        if is_inside(middle) {
            inside = middle
        } else {
            outside = middle
        }
    }
    inside
}

fn straight(from: PlanPoint, to: PlanPoint) -> Vec<PlanPoint> {
    let steps = (from.distance(to) / STEP).ceil().max(1.0) as u32;
    (0..=steps)
        .map(|step| from.towards(to, f64::from(step) / f64::from(steps)))
        .collect()
}

fn polygon(plan: &TownPlan, ring: &[PlanPoint]) -> GroundPolygon {
    let mut outer: Vec<GroundPoint> = ring
        .iter()
        .map(|&place| ground_point(&plan.bend, place))
        .collect();
    outer.dedup();
    if outer.first() == outer.last() {
        outer.pop();
    }
    GroundPolygon {
        outer,
        holes: Vec::new(),
    }
}

/// Parks up to the streets around them, with a pond in the first cell of the large ones.
fn parks(plan: &TownPlan) -> Vec<Surrounding> {
    let mut parts = Vec::new();
    for (place, naming) in plan.neighbourhoods.iter().zip(&plan.naming) {
        let rings: Vec<Vec<GroundPoint>> = place
            .park
            .iter()
            .map(|&cell| polygon(plan, &dense_shape(plan, cell)).outer)
            .collect();
        if rings.is_empty() {
            continue;
        }
        let mut park = dissolve(rings.iter().map(Vec::as_slice));
        if place.park.len() > 1 {
            let pond = inset(plan, place.park[0], 0.3);
            if let Some(around) = park.first_mut() {
                around
                    .holes
                    .push(pond.outer.iter().rev().copied().collect());
            }
            parts.push(Surrounding {
                what: "water",
                name: Some("Parkvijver".to_owned()),
                polygons: vec![pond],
            });
        }
        let name = if place.park.len() > 1 {
            "Stadspark".to_owned()
        } else {
            format!("Park {}", naming.name)
        };
        parts.push(Surrounding {
            what: "park",
            name: Some(name),
            polygons: park,
        });
    }
    parts
}

/// Lakes with green shores.
fn lakes(plan: &TownPlan) -> Vec<Surrounding> {
    let cells = (0u32..)
        .zip(&plan.uses)
        .filter(|(_, cell_use)| **cell_use == CellUse::Lake);
    cells
        .flat_map(|(cell, _)| {
            let lake = inset(plan, cell, 0.9);
            let mut shore = polygon(plan, &dense_shape(plan, cell));
            shore.holes.push(lake.outer.iter().rev().copied().collect());
            [
                Surrounding {
                    what: "water",
                    name: Some("Plas".to_owned()),
                    polygons: vec![lake],
                },
                Surrounding {
                    what: "park",
                    name: None,
                    polygons: vec![shore],
                },
            ]
        })
        .collect()
}

/// The shape of a cell with the places where streets may meet its border.
fn dense_shape(plan: &TownPlan, cell: u32) -> Vec<PlanPoint> {
    let ring = &plan.mesh.cells[cell as usize].ring;
    ring.iter()
        .flat_map(|&part| {
            let corner = plan.mesh.corners[plan.mesh.ends(part)[0] as usize];
            std::iter::once(corner).chain(plan.mesh.stations_along(part))
        })
        .collect()
}

/// A round shape within a cell, at this share of the way to its border.
fn inset(plan: &TownPlan, cell: u32, share: f64) -> GroundPolygon {
    let middle = plan.mesh.cells[cell as usize].middle;
    let shape: Vec<PlanPoint> = plan
        .mesh
        .shape(cell)
        .iter()
        .map(|&corner| middle.towards(corner, share))
        .collect();
    polygon(plan, &rounded(&shape, 3))
}

/// The deck of a crossing.
fn bridge(plan: &TownPlan, crossing: &Crossing) -> Surrounding {
    let [from, to] = crossing.places;
    let (middle, along) = (from.towards(to, 0.5), (to - from).direction());
    let half = match crossing.barrier {
        Barrier::Canal => BANK + 4.0,
        Barrier::Rail => 13.0,
    };
    let (length, width) = (
        along * half,
        along.left() * if crossing.steps { 2.5 } else { 5.5 },
    );
    let ring = [
        middle - length - width,
        middle + length - width,
        middle + length + width,
        middle - length + width,
    ];
    Surrounding {
        what: "brug",
        name: Some(crossing.name.clone()),
        polygons: vec![polygon(plan, &ring)],
    }
}
