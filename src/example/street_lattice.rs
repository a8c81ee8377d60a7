//! The streets inside a neighbourhood: a grid turned, swung and thinned by the pattern of its time,
//! joined to the main streets around it. Everything in it can be reached from those.

use crate::example::cell_fence::Fence;
use crate::example::chance::Chance;
use crate::example::frontage::stretch_frontages;
use crate::example::mesh::Mesh;
use crate::example::neighbourhood::Era;
use crate::example::plan_point::PlanPoint;
use crate::example::skeleton::Skeleton;
use crate::example::street::{CellStreets, NodeAt, Street, StreetKind};
use crate::example::street_grid::Grid;
use crate::example::street_name::street_name;
use crate::example::street_pattern::StreetPattern;
use crate::example::street_stretch::{Stretch, inner_stretches, outer_stretches};

/// The share of long streets in the old town that are for shopping on foot.
const SHOPPING: f64 = 0.25;
/// A stretch longer than this gets a node between its ends, so that it can bend.
const LONG_STRETCH: f64 = 44.0;

/// What becomes of a possible stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Street,
    Footpath,
    Nothing,
}

/// The streets inside one cell of homes.
pub fn lattice_streets(
    mesh: &Mesh,
    skeleton: &Skeleton,
    cell: u32,
    era: Era,
    seed: u64,
) -> CellStreets {
    let pattern = StreetPattern::of(era);
    let mut chance = Chance::new(seed, "lattice", u64::from(cell));
    let fence = Fence::new(mesh, skeleton, cell);
    let grid = Grid::new(mesh, cell, &pattern, &mut chance, seed);
    let mut drawn = CellStreets::default();
    let crossings = grid.crossings(&fence, &mut drawn.nodes);
    let mut stretches = inner_stretches(&grid, &crossings, &drawn.nodes);
    stretches.extend(outer_stretches(
        &grid,
        &crossings,
        &fence,
        &mut drawn.nodes,
        &mut chance,
    ));
    let fates = fates(&stretches, &pattern, &mut chance);
    draw(cell, era, &stretches, &fates, &mut drawn, &mut chance);
    drawn
}

/// Which stretches are built: all that are needed to reach every crossing, and by chance some of the others.
fn fates(stretches: &[Stretch], pattern: &StreetPattern, chance: &mut Chance) -> Vec<Fate> {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    chance.shuffle(&mut order);
    order.sort_by_key(|&index| !stretches[index].is_parallel);
    let mut groups = Groups::default();
    let mut fates = vec![Fate::Nothing; stretches.len()];
    for index in order {
        let stretch = &stretches[index];
        let is_needed = groups.join(group(stretch.ends[0]), group(stretch.ends[1]));
        let share = if stretch.is_parallel {
            pattern.parallel_streets
        } else {
            pattern.cross_streets
        };
        fates[index] = if is_needed || chance.happens(share) {
            Fate::Street
        } else if chance.happens(pattern.footpaths) {
            Fate::Footpath
        } else {
            Fate::Nothing
        };
    }
    fates
}

/// All main streets are one group, because they hang together.
const fn group(node: NodeAt) -> u32 {
    match node {
        NodeAt::Skeleton(_) => 0,
        NodeAt::Inside(number) => number + 1,
    }
}

/// Nodes that can reach each other.
#[derive(Default)]
struct Groups(Vec<u32>);

impl Groups {
    fn leader(&mut self, mut node: u32) -> u32 {
        while self.0.len() <= node as usize {
            self.0.push(self.0.len() as u32);
        }
        while self.0[node as usize] != node {
            self.0[node as usize] = self.0[self.0[node as usize] as usize];
            node = self.0[node as usize];
        }
        node
    }

    /// Whether the two could not reach each other before.
    fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.leader(one), self.leader(other));
        self.0[one.max(other) as usize] = one.min(other);
        one != other
    }
}

/// Turns stretches in a row into streets, with nodes between where they are long.
fn draw(
    cell: u32,
    era: Era,
    stretches: &[Stretch],
    fates: &[Fate],
    drawn: &mut CellStreets,
    chance: &mut Chance,
) {
    let pattern = StreetPattern::of(era);
    let mut order: Vec<usize> = (0..stretches.len())
        .filter(|&index| fates[index] != Fate::Nothing)
        .collect();
    order.sort_by_key(|&index| {
        let stretch = &stretches[index];
        (!stretch.is_parallel, stretch.line, stretch.step, index)
    });
    let mut open: Option<(Street, (bool, i32), StreetKind)> = None;
    for index in order {
        let stretch = &stretches[index];
        let line = (stretch.is_parallel, stretch.line);
        let kind = match fates[index] {
            Fate::Footpath => StreetKind::Footway,
            Fate::Street | Fate::Nothing if pattern.courts && !stretch.is_parallel => {
                StreetKind::LivingStreet
            }
            Fate::Street | Fate::Nothing => StreetKind::Residential,
        };
        let goes_on = open.as_ref().is_some_and(|(street, before, before_kind)| {
            *before == line && *before_kind == kind && street.nodes.last() == Some(&stretch.ends[0])
        });
        if !goes_on {
            drawn.streets.extend(open.take().map(|(street, ..)| street));
            let number = 2 * stretch.line.rem_euclid(64) as u32 + u32::from(stretch.is_parallel);
            let name = (kind != StreetKind::Footway).then(|| street_name(cell, number));
            let mut street = Street::new(vec![stretch.ends[0]], kind, name);
            let is_shopping =
                stretch.is_parallel && era == Era::OldTown && kind == StreetKind::Residential;
            if is_shopping && chance.happens(SHOPPING) {
                street.kind = StreetKind::Pedestrian;
            }
            street.one_way = stretch.is_parallel
                && kind == StreetKind::Residential
                && chance.happens(pattern.one_way);
            open = Some((street, line, kind));
        }
        if let Some((street, ..)) = &mut open {
            let bend = bend_of(stretch, &pattern, chance);
            if let Some(place) = bend {
                drawn.nodes.push(place);
                street
                    .nodes
                    .push(NodeAt::Inside(drawn.nodes.len() as u32 - 1));
            }
            street.nodes.push(stretch.ends[1]);
            if kind.has_homes() {
                let name = street.name.as_deref().unwrap_or_default();
                drawn
                    .frontages
                    .extend(stretch_frontages(stretch.places, bend, name));
            }
        }
    }
    drawn.streets.extend(open.map(|(street, ..)| street));
}

/// A node halfway a long stretch, a little aside where streets swing.
fn bend_of(stretch: &Stretch, pattern: &StreetPattern, chance: &mut Chance) -> Option<PlanPoint> {
    let step = stretch.places[1] - stretch.places[0];
    (step.length() > LONG_STRETCH).then(|| {
        let aside = step.direction().left() * (chance.between(-0.25, 0.25) * pattern.swing);
        stretch.places[0].towards(stretch.places[1], 0.5) + aside
    })
}
