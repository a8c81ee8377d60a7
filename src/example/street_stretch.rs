//! The stretches of street that are possible in a cell: inside its grid, and from the grid to the streets around.

use std::collections::{BTreeMap, BTreeSet};

use crate::example::cell_fence::Fence;
use crate::example::chance::Chance;
use crate::example::plan_point::PlanPoint;
use crate::example::street::NodeAt;
use crate::example::street_grid::{Grid, GridPlace};

/// Where no street runs along the border, a dead end stops this far from it, in metres.
const DEAD_END: f64 = 5.0;

/// A possible stretch of street between two nodes.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// Its nodes, in the direction of its street.
    pub ends: [NodeAt; 2],
    /// Where they lie.
    pub places: [PlanPoint; 2],
    /// On a parallel street and not on a cross street.
    pub is_parallel: bool,
    /// The number of that street.
    pub line: i32,
    /// The number along that street.
    pub step: i32,
}

/// Stretches between crossings of the grid.
pub fn inner_stretches(
    grid: &Grid,
    crossings: &BTreeMap<GridPlace, u32>,
    nodes: &[PlanPoint],
) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for (&(line, step), &from) in crossings {
        let mut join = |other: GridPlace, is_parallel: bool| {
            if let Some(&to) = crossings.get(&other) {
                stretches.push(Stretch {
                    ends: [NodeAt::Inside(from), NodeAt::Inside(to)],
                    places: [nodes[from as usize], nodes[to as usize]],
                    is_parallel,
                    line: if is_parallel { line } else { step },
                    step: if is_parallel { step } else { line },
                });
            }
        };
        join((line, step + 1), true);
        if grid.has_cross_street(line, step) {
            join((line + 1, step), false);
        }
    }
    stretches
}

/// A street that leaves the grid: from a crossing towards a place beyond the border.
struct Stub {
    from: GridPlace,
    towards: GridPlace,
    is_parallel: bool,
}

/// Stretches from the outermost crossings to the main streets, or to a dead end where no street runs along the border.
///
/// Each node of the main streets takes one of them; parallel streets choose first, for people walk along those.
pub fn outer_stretches(
    grid: &Grid,
    crossings: &BTreeMap<GridPlace, u32>,
    fence: &Fence,
    nodes: &mut Vec<PlanPoint>,
    chance: &mut Chance,
) -> Vec<Stretch> {
    let mut stubs: Vec<Stub> = Vec::new();
    for &from in crossings.keys() {
        let next = grid
            .next(from)
            .into_iter()
            .filter(|(towards, _)| !crossings.contains_key(towards));
        stubs.extend(next.map(|(towards, is_parallel)| Stub {
            from,
            towards,
            is_parallel,
        }));
    }
    stubs.sort_by_key(|stub| !stub.is_parallel);
    let mut taken = BTreeSet::new();
    let mut stretches = Vec::new();
    for stub in stubs {
        let from = crossings[&stub.from];
        let place = nodes[from as usize];
        let (exit, has_street) = fence.exit(place, grid.place(stub.towards));
        let end = if has_street {
            let free = fence.nearest_node(exit, &taken);
            free.filter(|(_, at)| is_near(grid, place, exit, *at))
                .map(|(node, at)| {
                    taken.insert(node);
                    (NodeAt::Skeleton(node), at)
                })
        } else if place.distance(exit) > 3.0 * DEAD_END && chance.happens(0.6) {
            let at = exit.towards(place, DEAD_END / place.distance(exit));
            nodes.push(at);
            Some((NodeAt::Inside(nodes.len() as u32 - 1), at))
        } else {
            None
        };
        stretches.extend(end.map(|end| stretch(&stub, (NodeAt::Inside(from), place), end)));
    }
    stretches
}

/// Whether a node of the main streets lies where a street would come out, and not far aside.
fn is_near(grid: &Grid, place: PlanPoint, exit: PlanPoint, node: PlanPoint) -> bool {
    node.distance(exit) < 40.0 && node.distance(place) < 1.8 * grid.pattern.along.max(60.0)
}

/// The stretch between a crossing and the end of its stub, in the direction of the street it goes on with.
fn stretch(stub: &Stub, inner: (NodeAt, PlanPoint), outer: (NodeAt, PlanPoint)) -> Stretch {
    let is_forward = stub.towards > stub.from;
    let (line, step) = if stub.is_parallel {
        stub.from
    } else {
        (stub.from.1, stub.from.0)
    };
    let (first, last) = if is_forward {
        (inner, outer)
    } else {
        (outer, inner)
    };
    Stretch {
        ends: [first.0, last.0],
        places: [first.1, last.1],
        is_parallel: stub.is_parallel,
        line,
        step: if is_forward { step } else { step - 1 },
    }
}
