//! The whole drawing of the town before anything is written: small enough to be kept in memory,
//! while streets and homes inside a cell are drawn again whenever they are needed.

use crate::example::bend::Bend;
use crate::example::borders::Borders;
use crate::example::cell_seeds::cell_seeds;
use crate::example::cell_use::{CellUse, cell_uses};
use crate::example::crossing::{Crossing, crossings};
use crate::example::mesh::Mesh;
use crate::example::naming::{District, Naming, naming};
use crate::example::neighbourhood::{Neighbourhood, neighbourhoods};
use crate::example::park_paths::park_paths;
use crate::example::request::ExampleRequest;
use crate::example::skeleton::Skeleton;
use crate::example::street::CellStreets;
use crate::example::street_lattice::{lattice_streets, ring_frontages};
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
