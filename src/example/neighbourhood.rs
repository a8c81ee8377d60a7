//! The neighbourhoods: which cells they have, when they were built, how many people of which age live there.

use std::collections::BTreeMap;

use crate::example::borders::Side;
use crate::example::cell_use::CellUse;
use crate::example::chance::Chance;
use crate::example::convex_shape::ConvexShape;
use crate::example::mesh::Mesh;
use crate::example::town_size::TownSize;
use crate::model::people::People;

/// When a neighbourhood was built; its streets and its people follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// The old town: crooked streets.
    OldTown,
    /// 1900 to 1940: long straight rows.
    Terraces,
    /// 1950 to 1975: open blocks.
    PostWar,
    /// 1975 to 1995: winding streets and courts.
    Courts,
    /// After 1995.
    Recent,
    /// Still to be built.
    Growth,
}

impl Era {
    /// Homes and schools were built between these years.
    pub const fn years(self) -> (u32, u32) {
        match self {
            Self::OldTown => (1780, 1899),
            Self::Terraces => (1904, 1938),
            Self::PostWar => (1952, 1974),
            Self::Courts => (1976, 1994),
            Self::Recent => (1996, 2022),
            Self::Growth => (2023, 2025),
        }
    }

    /// People on a hectare, against the other eras.
    const fn crowding(self) -> f64 {
        match self {
            Self::OldTown => 1.25,
            Self::Terraces => 1.35,
            Self::PostWar => 1.05,
            Self::Courts => 0.85,
            Self::Recent => 0.95,
            Self::Growth => 0.0,
        }
    }

    /// Shares of people of 0–4, 4–12 and 12–18.
    const fn youth(self) -> [f64; 3] {
        match self {
            Self::OldTown => [0.031, 0.052, 0.044],
            Self::Terraces => [0.045, 0.080, 0.058],
            Self::PostWar => [0.041, 0.082, 0.068],
            Self::Courts => [0.043, 0.094, 0.082],
            Self::Recent => [0.066, 0.130, 0.088],
            Self::Growth => [0.080, 0.090, 0.040],
        }
    }
}

/// People by age group: 0–4, 4–12, 12–18 and all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AgeCounts {
    /// 0 up to and including 3.
    pub from_0_to_4: u32,
    /// 4 up to and including 11.
    pub from_4_to_12: u32,
    /// 12 up to and including 17.
    pub from_12_to_18: u32,
    /// Everybody.
    pub all: u32,
}

/// One neighbourhood before it has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbourhood {
    /// The cell where people live.
    pub home: u32,
    /// Cells of a park that belongs to it.
    pub park: Vec<u32>,
    /// When it was built.
    pub era: Era,
    /// Its people.
    pub people: AgeCounts,
}

/// People in a neighbourhood that is still to be built: the first to come, and the farms that were there.
const FIRST_SETTLERS: u32 = 35;

/// All neighbourhoods, in the order of their cells.
pub fn neighbourhoods(
    mesh: &Mesh,
    uses: &[CellUse],
    size: &TownSize,
    seed: u64,
) -> Vec<Neighbourhood> {
    let homes: Vec<u32> = (0..mesh.cells.len() as u32)
        .filter(|&cell| matches!(uses[cell as usize], CellUse::Homes | CellUse::GrowthArea))
        .collect();
    let eras: Vec<Era> = homes
        .iter()
        .map(|&cell| era(mesh, uses, size, cell, seed))
        .collect();
    let inhabitants = inhabitants(mesh, size, &homes, &eras, seed);
    let mut found: Vec<Neighbourhood> = homes
        .iter()
        .zip(&eras)
        .zip(inhabitants)
        .map(|((&home, &era), all)| Neighbourhood {
            home,
            park: Vec::new(),
            era,
            people: by_age(home, era, all, seed),
        })
        .collect();
    give_parks(mesh, uses, &mut found);
    found
}

fn era(mesh: &Mesh, uses: &[CellUse], size: &TownSize, cell: u32, seed: u64) -> Era {
    if uses[cell as usize] == CellUse::GrowthArea {
        return Era::Growth;
    }
    let away = mesh.cells[cell as usize].middle.distance(size.market()) / size.scale;
    match away + Chance::new(seed, "era", u64::from(cell)).between(-130.0, 130.0) {
        near if near < 330.0 => Era::OldTown,
        near if near < 850.0 => Era::Terraces,
        near if near < 1_350.0 => Era::PostWar,
        near if near < 1_900.0 => Era::Courts,
        _ => Era::Recent,
    }
}

fn inhabitants(mesh: &Mesh, size: &TownSize, homes: &[u32], eras: &[Era], seed: u64) -> Vec<u32> {
    let settled = eras.iter().filter(|&&era| era == Era::Growth).count() as u32 * FIRST_SETTLERS;
    let weights: Vec<u64> = homes
        .iter()
        .zip(eras)
        .map(|(&cell, era)| {
            let corners = mesh.shape(cell);
            let sides = vec![None; corners.len()];
            let (_, area) = ConvexShape { corners, sides }.balance(|_| 1.0);
            let luck = Chance::new(seed, "crowding", u64::from(cell)).between(0.88, 1.12);
            (area * era.crowding() * luck) as u64
        })
        .collect();
    share_out(size.inhabitants.saturating_sub(settled), &weights)
        .into_iter()
        .zip(eras)
        .map(|(count, &era)| {
            if era == Era::Growth {
                FIRST_SETTLERS
            } else {
                count
            }
        })
        .collect()
}

fn by_age(cell: u32, era: Era, all: u32, seed: u64) -> AgeCounts {
    let mut chance = Chance::new(seed, "ages", u64::from(cell));
    let [toddlers, children, youth] = era
        .youth()
        .map(|share| (f64::from(all) * share * chance.between(0.88, 1.12)).round() as u32);
    AgeCounts {
        from_0_to_4: toddlers,
        from_4_to_12: children,
        from_12_to_18: youth,
        all,
    }
}

/// Whole people over weights, by largest remainders: [`People`] shares thousandths, so a person is one of those here.
pub fn share_out(whole: u32, weights: &[u64]) -> Vec<u32> {
    let parts = People::from_billionths(u64::from(whole)).share_out(weights);
    parts
        .into_iter()
        .map(|part| part.billionths() as u32)
        .collect()
}

/// Each park belongs to the neighbourhood with the longest border along it.
fn give_parks(mesh: &Mesh, uses: &[CellUse], found: &mut [Neighbourhood]) {
    let mut parks: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (cell, &cell_use) in (0u32..).zip(uses) {
        if let CellUse::Park(park) = cell_use {
            parks.entry(park).or_default().push(cell);
        }
    }
    for cells in parks.into_values() {
        let mut lengths: Vec<(f64, usize)> = found
            .iter()
            .enumerate()
            .filter(|(_, place)| place.era != Era::Growth && place.park.is_empty())
            .map(|(index, place)| (common_border(mesh, place.home, &cells), index))
            .collect();
        lengths.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        if let Some(&(_, index)) = lengths.first() {
            found[index].park = cells;
        }
    }
}

fn common_border(mesh: &Mesh, home: u32, park: &[u32]) -> f64 {
    let ring = &mesh.cells[home as usize].ring;
    ring.iter()
        .filter(|&&part| matches!(mesh.beyond(part), Side::Cell(cell) if park.contains(&cell)))
        .map(|&part| {
            let [from, to] = mesh.ends(part);
            mesh.corners[from as usize].distance(mesh.corners[to as usize])
        })
        .sum()
}
