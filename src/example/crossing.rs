//! Where people can cross the canal and the railway: few places, and nowhere else.

use crate::example::borders::{QUAY, RAIL_STREET, Side};
use crate::example::mesh::Mesh;
use crate::example::plan_point::PlanPoint;
use crate::example::street::{Passage, StreetKind};
use crate::example::town_size::TownSize;

/// Crossings of the same barrier lie at least this far apart, in metres.
const APART: f64 = 150.0;

/// What is crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// The canal.
    Canal,
    /// The railway.
    Rail,
}

/// A node of the skeleton before it has a number: a corner of the mesh, or a station on an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkeletonPlace {
    /// A corner.
    Corner(u32),
    /// A station on an edge, in the direction of the edge.
    Station(u32, u32),
}

/// One crossing.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// What is crossed.
    pub barrier: Barrier,
    /// Where it begins and ends.
    pub ends: [SkeletonPlace; 2],
    /// Those places on the drawing.
    pub places: [PlanPoint; 2],
    /// What kind of street crosses.
    pub kind: StreetKind,
    /// By bridge, tunnel or on the level.
    pub passage: Passage,
    /// Whether people climb steps at both ends.
    pub steps: bool,
    /// Its name.
    pub name: String,
}

/// Bridges over the canal and crossings of the railway.
pub fn crossings(mesh: &Mesh, size: &TownSize) -> Vec<Crossing> {
    let mut found = Vec::new();
    let [west, east] =
        [false, true].map(|east| frontage(mesh, Side::Canal, |place| (place.x > 0.0) == east));
    let reach = size.reach.y;
    let first = [360.0, 1_080.0].map(|distance: f64| distance.min(0.7 * reach));
    let bridges = both_ways(&first, 760.0, reach).into_iter().zip(1u32..);
    for (target, number) in bridges {
        let kind = if number % 2 == 1 {
            StreetKind::Secondary
        } else {
            StreetKind::Tertiary
        };
        found.extend(
            crossing(&west, &east, PlanPoint::new(0.0, target)).map(|(ends, places)| Crossing {
                barrier: Barrier::Canal,
                ends,
                places,
                kind,
                passage: Passage::Bridge,
                steps: false,
                name: bridge_name(number),
            }),
        );
    }
    let [north, south] =
        [true, false].map(|north| frontage(mesh, Side::Rail, |place| (place.y > 0.0) == north));
    for (target, number) in rail_targets(size).into_iter().zip(1u32..) {
        let (kind, passage, steps, name) = match number % 3 {
            1 => (
                StreetKind::Secondary,
                Passage::Tunnel,
                false,
                "Stationstunnel",
            ),
            2 => (StreetKind::Tertiary, Passage::None, false, "Overweg"),
            _ => (StreetKind::Footway, Passage::Bridge, true, "Spoorbrug"),
        };
        found.extend(crossing(&north, &south, PlanPoint::new(target, 0.0)).map(
            |(ends, places)| Crossing {
                barrier: Barrier::Rail,
                ends,
                places,
                kind,
                passage,
                steps,
                name: if number < 4 {
                    name.to_owned()
                } else {
                    format!("{name} {number}")
                },
            },
        ));
    }
    keep_apart(found)
}

/// The crossings without those that two targets share.
fn keep_apart(found: Vec<Crossing>) -> Vec<Crossing> {
    let mut kept: Vec<Crossing> = Vec::new();
    for crossing in found {
        let is_near = |other: &Crossing| {
            other.barrier == crossing.barrier
                && other.places[0].distance(crossing.places[0]) < APART
        };
        if !kept.iter().any(is_near) {
            kept.push(crossing);
        }
    }
    kept
}

/// Tunnel by the station, level crossing in the west, footbridge near the canal; then on and on in larger towns.
fn rail_targets(size: &TownSize) -> Vec<f64> {
    let (low, high) = (
        size.middle.x - size.reach.x + 100.0,
        size.middle.x + size.reach.x - 100.0,
    );
    let mut targets = vec![960.0, -820.0, 300.0];
    let mut east = 960.0 + 2_300.0;
    while east < high {
        targets.push(east);
        east += 1_300.0;
    }
    let mut west = -820.0 - 1_600.0;
    while west > low {
        targets.push(west);
        west -= 1_300.0;
    }
    targets.retain(|target| (low..high).contains(target));
    if targets.is_empty() {
        targets.push(0.5 * high);
    }
    targets
}

fn both_ways(first: &[f64], step: f64, end: f64) -> Vec<f64> {
    let mut distances = first.to_vec();
    while distances.last().is_some_and(|&last| last + step < end) {
        distances.push(distances.last().map_or(end, |last| last + step));
    }
    distances
        .into_iter()
        .flat_map(|distance| [distance, -distance])
        .collect()
}

fn bridge_name(number: u32) -> String {
    const NAMES: [&str; 4] = ["Sluisbrug", "Zuiderbrug", "Noorderbrug", "Vaartbrug"];
    match NAMES.get(number as usize - 1) {
        Some(name) => (*name).to_owned(),
        None => format!("Brug {number}"),
    }
}

/// One node of a street along a border, and whether another street begins there.
struct FrontageNode {
    place: SkeletonPlace,
    at: PlanPoint,
    is_junction: bool,
}

fn frontage(
    mesh: &Mesh,
    border: Side,
    is_this_side: impl Fn(PlanPoint) -> bool,
) -> Vec<FrontageNode> {
    let mut nodes = Vec::new();
    for (number, edge) in (0u32..)
        .zip(&mesh.edges)
        .filter(|(_, edge)| edge.right == border)
    {
        if !is_this_side(mesh.cells[edge.left as usize].middle) {
            continue;
        }
        for corner in edge.corners {
            let cells = mesh.names[corner as usize]
                .iter()
                .filter(|side| matches!(side, Side::Cell(_)))
                .count();
            let at = mesh.corners[corner as usize];
            nodes.push(FrontageNode {
                place: SkeletonPlace::Corner(corner),
                at,
                is_junction: cells == 2,
            });
        }
        for (station, &at) in (0u32..).zip(&edge.stations) {
            nodes.push(FrontageNode {
                place: SkeletonPlace::Station(number, station),
                at,
                is_junction: false,
            });
        }
    }
    nodes
}

/// From the junction nearest to the target, on whichever side, to the nearest node across;
/// from any node near the target where no junction is.
fn crossing(
    one: &[FrontageNode],
    other: &[FrontageNode],
    target: PlanPoint,
) -> Option<([SkeletonPlace; 2], [PlanPoint; 2])> {
    let away = |found: &(SkeletonPlace, PlanPoint)| found.1.distance(target);
    let is_clear = |node: &FrontageNode| node.at.x.abs() + node.at.y.abs() > 120.0;
    let mut starts: Vec<_> = [(one, other), (other, one)]
        .into_iter()
        .filter_map(|(near, far)| {
            let junction = nearest(near, target, |node| node.is_junction && is_clear(node));
            Some((junction.filter(|found| away(found) < 420.0)?, far))
        })
        .collect();
    if starts.is_empty() {
        starts.extend(nearest(one, target, is_clear).map(|found| (found, other)));
    }
    let (start, far) = starts
        .into_iter()
        .min_by(|one, other| away(&one.0).total_cmp(&away(&other.0)))?;
    let end = nearest(far, start.1, |_| true)?;
    let is_opposite = start.1.distance(end.1) < 3.0 * QUAY.max(RAIL_STREET);
    is_opposite.then_some(([start.0, end.0], [start.1, end.1]))
}

fn nearest(
    nodes: &[FrontageNode],
    to: PlanPoint,
    fits: impl Fn(&FrontageNode) -> bool,
) -> Option<(SkeletonPlace, PlanPoint)> {
    nodes
        .iter()
        .filter(|node| fits(node))
        .min_by(|one, other| {
            let away = |node: &FrontageNode| node.at.distance(to);
            away(one)
                .total_cmp(&away(other))
                .then(one.place.cmp(&other.place))
        })
        .map(|node| (node.place, node.at))
}
