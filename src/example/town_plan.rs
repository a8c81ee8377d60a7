//! The whole drawing of the town before anything is written: small enough to be kept in memory,
//! while streets and homes inside a cell are drawn again whenever they are needed.

use crate::example::bend::Bend;
use crate::example::borders::Borders;
use crate::example::cell_seeds::cell_seeds;
use crate::example::cell_use::{CellUse, cell_uses};
use crate::example::crossing::{Crossing, crossings};
use crate::example::frontage::ring_frontages;
use crate::example::mesh::Mesh;
use crate::example::naming::{District, Naming, naming};
use crate::example::neighbourhood::{Neighbourhood, neighbourhoods};
use crate::example::park_paths::park_paths;
use crate::example::request::ExampleRequest;
use crate::example::skeleton::Skeleton;
use crate::example::street::CellStreets;
use crate::example::street_lattice::lattice_streets;
use crate::example::town_size::TownSize;

/// The drawing of one town.
#[derive(Debug, Clone)]
pub struct TownPlan {
    /// Its seed.
    pub seed: u64,
    /// Its measures.
    pub size: TownSize,
    /// How the drawing lies on the ground.
    pub bend: Bend,
    /// Railway, canal and edge.
    pub borders: Borders,
    /// The cells with their borders.
    pub mesh: Mesh,
    /// What each cell is used for.
    pub uses: Vec<CellUse>,
    /// Bridges, tunnels and level crossings.
    pub crossings: Vec<Crossing>,
    /// The main streets.
    pub skeleton: Skeleton,
    /// The neighbourhoods.
    pub neighbourhoods: Vec<Neighbourhood>,
    /// Their names and codes, in the same order.
    pub naming: Vec<Naming>,
    /// The districts.
    pub districts: Vec<District>,
    home_of_cell: Vec<Option<u32>>,
}

impl TownPlan {
    /// Draws the town that was asked for.
    pub fn new(request: ExampleRequest) -> Self {
        let (size, seed) = (TownSize::new(request), request.seed);
        let bend = Bend::new(seed, size.reach.x);
        let borders = Borders::new(&size);
        let mesh = Mesh::new(&cell_seeds(&size, &borders, seed), &borders, &size);
        let uses = cell_uses(&mesh, &size, seed);
        let crossings = crossings(&mesh, &size);
        let skeleton = Skeleton::new(&mesh, &uses, &crossings, size.market(), seed);
        let neighbourhoods = neighbourhoods(&mesh, &uses, &size, seed);
        let (naming, districts) = naming(&mesh, &uses, &neighbourhoods, &size, &bend, seed);
        let mut home_of_cell = vec![None; mesh.cells.len()];
        for (number, place) in (0u32..).zip(&neighbourhoods) {
            home_of_cell[place.home as usize] = Some(number);
        }
        Self {
            seed,
            size,
            bend,
            borders,
            mesh,
            uses,
            crossings,
            skeleton,
            neighbourhoods,
            naming,
            districts,
            home_of_cell,
        }
    }

    /// The number of the neighbourhood whose homes stand in a cell.
    pub fn home_of(&self, cell: u32) -> Option<u32> {
        self.home_of_cell[cell as usize]
    }

    /// The streets inside a cell, the same each time they are drawn.
    pub fn cell_streets(&self, cell: u32) -> CellStreets {
        match (self.uses[cell as usize], self.home_of(cell)) {
            (CellUse::Homes | CellUse::GrowthArea, Some(home)) => {
                let era = self.neighbourhoods[home as usize].era;
                let mut drawn = lattice_streets(&self.mesh, &self.skeleton, cell, era, self.seed);
                drawn
                    .frontages
                    .extend(ring_frontages(&self.mesh, &self.skeleton, cell));
                drawn
            }
            (CellUse::Park(_), _) => park_paths(&self.mesh, &self.skeleton, cell),
            (CellUse::Lake | CellUse::Homes | CellUse::GrowthArea, _) => CellStreets::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::borders::{QUAY, Quarter};
    use crate::example::plan_point::PlanPoint;
    use crate::example::street::{NodeAt, Passage, Street};

    const TOWNS: [ExampleRequest; 4] = [
        ExampleRequest {
            inhabitants: 60_000,
            seed: 1,
        },
        ExampleRequest {
            inhabitants: 60_000,
            seed: 9,
        },
        ExampleRequest {
            inhabitants: 2_000,
            seed: 3,
        },
        ExampleRequest {
            inhabitants: 200_000,
            seed: 4,
        },
    ];

    /// Each street with the numbers of its nodes, all counted through, and the places of all nodes.
    fn all_streets(plan: &TownPlan) -> (Vec<(Street, Vec<usize>)>, Vec<PlanPoint>) {
        let mut places = plan.skeleton.nodes.clone();
        let mut streets: Vec<(Street, usize)> = plan
            .skeleton
            .streets(&plan.mesh, &plan.crossings)
            .map(|street| (street, 0))
            .collect();
        for cell in 0..plan.mesh.cells.len() as u32 {
            let drawn = plan.cell_streets(cell);
            streets.extend(
                drawn
                    .streets
                    .into_iter()
                    .map(|street| (street, places.len())),
            );
            places.extend(drawn.nodes);
        }
        let number = |node: NodeAt, first: usize| match node {
            NodeAt::Skeleton(number) => number as usize,
            NodeAt::Inside(number) => first + number as usize,
        };
        let numbered = streets.into_iter().map(|(street, first)| {
            let nodes = street
                .nodes
                .iter()
                .map(|&node| number(node, first))
                .collect();
            (street, nodes)
        });
        (numbered.collect(), places)
    }

    #[test]
    fn every_street_can_be_reached_from_every_other() {
        for town in TOWNS {
            let (streets, places) = all_streets(&TownPlan::new(town));
            let mut roads = vec![Vec::new(); places.len()];
            for pair in streets.iter().flat_map(|(_, nodes)| nodes.windows(2)) {
                roads[pair[0]].push(pair[1]);
                roads[pair[1]].push(pair[0]);
            }
            let (mut seen, mut waiting) = (vec![false; places.len()], vec![0]);
            while let Some(node) = waiting.pop() {
                if !std::mem::replace(&mut seen[node], true) {
                    waiting.extend(&roads[node]);
                }
            }
            let unreached = seen.iter().filter(|&&reached| !reached).count();
            assert_eq!(unreached, 0, "of {} nodes of {town:?}", places.len());
        }
    }

    #[test]
    fn canal_and_railway_are_crossed_at_crossings_only() {
        for town in TOWNS {
            let plan = TownPlan::new(town);
            let names: Vec<&str> = plan
                .crossings
                .iter()
                .map(|crossing| crossing.name.as_str())
                .collect();
            let (streets, places) = all_streets(&plan);
            let mut crossed = 0;
            for (street, nodes) in streets {
                let quarter = |node: usize| Quarter::of(places[node]);
                if nodes
                    .windows(2)
                    .any(|pair| quarter(pair[0]) != quarter(pair[1]))
                {
                    crossed += 1;
                    assert!(
                        street
                            .name
                            .is_some_and(|name| names.contains(&name.as_str())),
                        "{town:?}"
                    );
                }
                assert!(
                    nodes
                        .iter()
                        .all(|&node| places[node].x.abs() > QUAY - 0.001),
                    "a street in the canal"
                );
            }
            assert_eq!(crossed, plan.crossings.len());
        }
    }

    #[test]
    fn the_standard_town_has_few_crossings_one_of_them_with_steps() {
        let plan = TownPlan::new(ExampleRequest::default());
        let steps = plan
            .crossings
            .iter()
            .filter(|crossing| crossing.steps)
            .count();
        let bridges = plan
            .crossings
            .iter()
            .filter(|crossing| crossing.passage == Passage::Bridge)
            .count();
        assert_eq!((plan.crossings.len(), bridges, steps), (7, 5, 1));
    }
}
