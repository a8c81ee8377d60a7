//! The main streets: along the borders of the cells, over the crossings, around the town.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::example::borders::Side;
use crate::example::cell_use::CellUse;
use crate::example::chance::Chance;
use crate::example::crossing::{Barrier, Crossing, SkeletonPlace};
use crate::example::mesh::{Mesh, RingPart};
use crate::example::plan_point::PlanPoint;
use crate::example::street::{NodeAt, Passage, Street, StreetKind};
use crate::example::street_name::main_street_name;

/// The main streets of the town with the numbers of their nodes.
#[derive(Debug, Clone)]
pub struct Skeleton {
    /// The street along each edge of the mesh, if it has one.
    pub kinds: Vec<Option<StreetKind>>,
    /// Where each node lies, by its number.
    pub nodes: Vec<PlanPoint>,
    corner_nodes: Vec<Option<u32>>,
    first_stations: Vec<u32>,
}

impl Skeleton {
    /// Chooses the street of each edge and numbers the nodes.
    pub fn new(
        mesh: &Mesh,
        uses: &[CellUse],
        crossings: &[Crossing],
        market: PlanPoint,
        seed: u64,
    ) -> Self {
        let mut kinds: Vec<Option<StreetKind>> = (0..mesh.edges.len() as u32)
            .map(|edge| kind(mesh, uses, crossings, edge, seed))
            .collect();
        widen_main_roads(mesh, crossings, market, &mut kinds);
        let mut used: BTreeSet<u32> = BTreeSet::new();
        for (edge, _) in mesh
            .edges
            .iter()
            .zip(&kinds)
            .filter(|(_, kind)| kind.is_some())
        {
            used.extend(edge.corners);
        }
        let mut nodes = Vec::new();
        let mut corner_nodes = vec![None; mesh.corners.len()];
        for corner in used {
            corner_nodes[corner as usize] = Some(nodes.len() as u32);
            nodes.push(mesh.corners[corner as usize]);
        }
        let mut first_stations = Vec::new();
        for (edge, kind) in mesh.edges.iter().zip(&kinds) {
            first_stations.push(nodes.len() as u32);
            if kind.is_some() {
                nodes.extend(&edge.stations);
            }
        }
        Self {
            kinds,
            nodes,
            corner_nodes,
            first_stations,
        }
    }

    /// The number of a corner; none when no street goes there.
    pub fn corner(&self, corner: u32) -> Option<u32> {
        self.corner_nodes[corner as usize]
    }

    /// The number of a place on the mesh; none when no street goes there.
    pub fn node(&self, place: SkeletonPlace) -> Option<u32> {
        match place {
            SkeletonPlace::Corner(corner) => self.corner(corner),
            SkeletonPlace::Station(edge, station) => {
                self.kinds[edge as usize].map(|_| self.first_stations[edge as usize] + station)
            }
        }
    }

    /// All nodes along one stretch of a ring, corners included; none when it has no street.
    pub fn along(&self, mesh: &Mesh, part: RingPart) -> Vec<u32> {
        let edge = &mesh.edges[part.edge as usize];
        if self.kinds[part.edge as usize].is_none() {
            return Vec::new();
        }
        let first = self.first_stations[part.edge as usize];
        let mut nodes: Vec<u32> = self.corner(edge.corners[0]).into_iter().collect();
        nodes.extend(first..first + edge.stations.len() as u32);
        nodes.extend(self.corner(edge.corners[1]));
        if !part.forward {
            nodes.reverse();
        }
        nodes
    }

    /// The streets along the edges, then those over the crossings.
    pub fn streets<'a>(
        &'a self,
        mesh: &'a Mesh,
        crossings: &'a [Crossing],
    ) -> impl Iterator<Item = Street> + 'a {
        let along = (0..mesh.edges.len() as u32).filter_map(|edge| {
            let kind = self.kinds[edge as usize]?;
            let nodes = self.along(
                mesh,
                RingPart {
                    edge,
                    forward: true,
                },
            );
            let nodes = nodes.into_iter().map(NodeAt::Skeleton).collect();
            Some(Street::new(nodes, kind, main_street_name(mesh, edge)))
        });
        let across = crossings.iter().filter_map(|crossing| {
            let ends = [self.node(crossing.ends[0])?, self.node(crossing.ends[1])?];
            let mut street = Street::new(
                ends.map(NodeAt::Skeleton).to_vec(),
                crossing.kind,
                Some(crossing.name.clone()),
            );
            street.passage = crossing.passage;
            if crossing.steps {
                street.kind = StreetKind::Steps;
            }
            Some(street)
        });
        along.chain(across)
    }

    /// Nodes where a street crosses the railway on the level.
    pub fn level_crossings(&self, crossings: &[Crossing]) -> BTreeSet<u32> {
        crossings
            .iter()
            .filter(|crossing| {
                crossing.barrier == Barrier::Rail && crossing.passage == Passage::None
            })
            .filter_map(|crossing| self.node(crossing.ends[0]))
            .collect()
    }
}

/// The street along an edge, before main roads are chosen.
fn kind(
    mesh: &Mesh,
    uses: &[CellUse],
    crossings: &[Crossing],
    number: u32,
    seed: u64,
) -> Option<StreetKind> {
    let edge = &mesh.edges[number as usize];
    let left = uses[edge.left as usize];
    let mut chance = Chance::new(seed, "frontage", u64::from(edge.left));
    match edge.right {
        Side::Cell(right) => match (left, uses[right as usize]) {
            (CellUse::Park(_), CellUse::Park(_)) => Some(StreetKind::Footway),
            _ => Some(StreetKind::Tertiary),
        },
        Side::Canal => Some(StreetKind::Residential),
        Side::Rail if has_crossing(mesh, crossings, edge.left) || chance.happens(0.5) => {
            Some(StreetKind::Residential)
        }
        Side::Rail => None,
        Side::Outline(_) if left == CellUse::GrowthArea => Some(StreetKind::Cycleway),
        Side::Outline(_) if chance.happens(0.25) => None,
        Side::Outline(_) => Some(StreetKind::Tertiary),
    }
}

fn has_crossing(mesh: &Mesh, crossings: &[Crossing], cell: u32) -> bool {
    crossings
        .iter()
        .filter(|crossing| crossing.barrier == Barrier::Rail)
        .flat_map(|crossing| crossing.ends)
        .any(|place| match place {
            SkeletonPlace::Corner(corner) => {
                mesh.names[corner as usize].contains(&Side::Cell(cell))
            }
            SkeletonPlace::Station(edge, _) => mesh.edges[edge as usize].left == cell,
        })
}

/// Edges on the shortest ways from the market to crossings and to the gates of the town become main roads.
fn widen_main_roads(
    mesh: &Mesh,
    crossings: &[Crossing],
    market: PlanPoint,
    kinds: &mut [Option<StreetKind>],
) {
    let mut roads: Vec<Vec<(u32, u32, u64)>> = vec![Vec::new(); mesh.corners.len()];
    let mut join = |from: u32, to: u32, edge: u32| {
        let length = mesh.corners[from as usize]
            .distance(mesh.corners[to as usize])
            .round() as u64;
        roads[from as usize].push((to, edge, length));
        roads[to as usize].push((from, edge, length));
    };
    for (number, edge) in (0u32..).zip(&mesh.edges) {
        if kinds[number as usize].is_some_and(StreetKind::has_homes) {
            join(edge.corners[0], edge.corners[1], number);
        }
    }
    let none = u32::MAX;
    for crossing in crossings
        .iter()
        .filter(|crossing| crossing.kind == StreetKind::Secondary)
    {
        let corner = |place: SkeletonPlace| match place {
            SkeletonPlace::Corner(corner) => corner,
            SkeletonPlace::Station(edge, _) => mesh.edges[edge as usize].corners[0],
        };
        join(corner(crossing.ends[0]), corner(crossing.ends[1]), none);
    }
    let nearest = |place: PlanPoint| {
        (0..mesh.corners.len() as u32)
            .filter(|&corner| !roads[corner as usize].is_empty())
            .min_by(|&one, &other| {
                let away = |corner: u32| mesh.corners[corner as usize].distance(place);
                away(one).total_cmp(&away(other)).then(one.cmp(&other))
            })
    };
    let Some(start) = nearest(market) else { return };
    let came_from = shortest_ways(&roads, start);
    for gate in gates(mesh) {
        let mut here = gate;
        while let Some(&(from, edge)) = came_from.get(&here) {
            if edge != none {
                kinds[edge as usize] = Some(StreetKind::Secondary);
            }
            here = from;
        }
    }
}

/// Every sixth junction on the edge of the town.
fn gates(mesh: &Mesh) -> Vec<u32> {
    let is_gate = |name: &[Side; 3]| {
        name.iter()
            .filter(|side| matches!(side, Side::Cell(_)))
            .count()
            == 2
            && name.iter().any(|side| matches!(side, Side::Outline(_)))
    };
    (0u32..)
        .zip(&mesh.names)
        .filter(|(_, name)| is_gate(name))
        .map(|(corner, _)| corner)
        .step_by(4)
        .collect()
}

/// The corner and edge from which each corner is reached soonest.
fn shortest_ways(roads: &[Vec<(u32, u32, u64)>], start: u32) -> BTreeMap<u32, (u32, u32)> {
    let mut came_from = BTreeMap::new();
    let mut best = vec![u64::MAX; roads.len()];
    best[start as usize] = 0;
    let mut queue = BinaryHeap::from([(std::cmp::Reverse(0u64), start)]);
    while let Some((std::cmp::Reverse(length), corner)) = queue.pop() {
        if length > best[corner as usize] {
            continue;
        }
        for &(next, edge, step) in &roads[corner as usize] {
            if length + step < best[next as usize] {
                best[next as usize] = length + step;
                came_from.insert(next, (corner, edge));
                queue.push((std::cmp::Reverse(length + step), next));
            }
        }
    }
    came_from
}
