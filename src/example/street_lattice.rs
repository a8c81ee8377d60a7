//! The streets inside a neighbourhood: a grid turned, swung and thinned by the pattern of its time,
//! joined to the main streets around it. Everything in it can be reached from those.

use std::collections::{BTreeMap, BTreeSet};

use crate::example::borders::{Line, Side};
use crate::example::chance::Chance;
use crate::example::mesh::Mesh;
use crate::example::neighbourhood::Era;
use crate::example::plan_point::PlanPoint;
use crate::example::skeleton::Skeleton;
use crate::example::smooth_noise::smooth_noise;
use crate::example::street::{CellStreets, Frontage, NodeAt, Street, StreetKind};
use crate::example::street_name::street_name;
use crate::example::street_pattern::StreetPattern;

/// A crossing of the grid keeps at least this far from the main streets, in metres.
const MARGIN: f64 = 24.0;
/// A stretch longer than this gets a node between its ends, so that it can bend.
const LONG_STRETCH: f64 = 44.0;

/// A place in the grid: the number of the parallel street, and of the cross street.
type GridPlace = (i32, i32);

/// A possible stretch of street between two nodes.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    ends: [NodeAt; 2],
    places: [PlanPoint; 2],
    /// On a parallel street and not on a cross street.
    is_parallel: bool,
    /// The number of that street.
    line: i32,
    /// The number along that street.
    step: i32,
}

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
    outer_stretches(
        &grid,
        &crossings,
        &fence,
        &mut drawn.nodes,
        &mut stretches,
        &mut chance,
    );
    let fates = fates(&stretches, &pattern, &mut chance);
    draw(cell, &pattern, &stretches, &fates, &mut drawn, &mut chance);
    drawn
}

/// The border of a cell: its lines, and the nodes of the main streets along it.
struct Fence {
    lines: Vec<Line>,
    nodes: Vec<(u32, PlanPoint)>,
    has_street: Vec<bool>,
}

impl Fence {
    fn new(mesh: &Mesh, skeleton: &Skeleton, cell: u32) -> Self {
        let ring = &mesh.cells[cell as usize].ring;
        let mut nodes: Vec<u32> = ring
            .iter()
            .flat_map(|&part| skeleton.along(mesh, part))
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        let lines = ring.iter().map(|&part| {
            let [from, to] = mesh.ends(part).map(|corner| mesh.corners[corner as usize]);
            let normal = (to - from).direction().left() * -1.0;
            Line {
                normal,
                offset: normal.dot(from),
            }
        });
        Self {
            lines: lines.collect(),
            nodes: nodes
                .into_iter()
                .map(|node| (node, skeleton.nodes[node as usize]))
                .collect(),
            has_street: ring
                .iter()
                .map(|part| skeleton.kinds[part.edge as usize].is_some_and(StreetKind::has_homes))
                .collect(),
        }
    }

    /// How deep inside the cell a place lies.
    fn depth(&self, place: PlanPoint) -> f64 {
        self.lines
            .iter()
            .map(|line| line.depth(place))
            .fold(f64::INFINITY, f64::min)
    }

    /// Where the way from inside to outside leaves the cell, and whether a street runs there.
    fn exit(&self, inside: PlanPoint, outside: PlanPoint) -> (PlanPoint, bool) {
        let mut first = (1.0, false);
        for (line, &has_street) in self.lines.iter().zip(&self.has_street) {
            let (near, far) = (line.depth(inside), line.depth(outside));
            if far < 0.0 && near / (near - far) < first.0 {
                first = (near / (near - far), has_street);
            }
        }
        (inside.towards(outside, first.0), first.1)
    }

    fn nearest_node(&self, place: PlanPoint) -> Option<(u32, PlanPoint)> {
        self.nodes.iter().copied().min_by(|one, other| {
            one.1
                .distance(place)
                .total_cmp(&other.1.distance(place))
                .then(one.0.cmp(&other.0))
        })
    }
}

/// The grid of one cell before it is cut off at the border.
struct Grid {
    origin: PlanPoint,
    along: PlanPoint,
    pattern: StreetPattern,
    noise: u64,
    reach: f64,
}

impl Grid {
    fn new(
        mesh: &Mesh,
        cell: u32,
        pattern: &StreetPattern,
        chance: &mut Chance,
        seed: u64,
    ) -> Self {
        let corners = mesh.shape(cell);
        let middle = mesh.cells[cell as usize].middle;
        let longest = (0..corners.len())
            .map(|index| corners[(index + 1) % corners.len()] - corners[index])
            .max_by(|one, other| one.length().total_cmp(&other.length()))
            .unwrap_or_default();
        let turned = longest.direction() + longest.direction().left() * chance.between(-0.12, 0.12);
        let along = if chance.happens(0.25) {
            turned.left()
        } else {
            turned
        };
        Self {
            origin: middle
                + PlanPoint::new(chance.between(-20.0, 20.0), chance.between(-20.0, 20.0)),
            along: along.direction(),
            pattern: *pattern,
            noise: seed.wrapping_mul(1_000_003).wrapping_add(u64::from(cell)),
            reach: corners
                .iter()
                .map(|corner| corner.distance(middle))
                .fold(0.0, f64::max)
                + 40.0,
        }
    }

    fn place(&self, (line, step): GridPlace) -> PlanPoint {
        let pattern = &self.pattern;
        let (x, y) = (
            f64::from(step) * pattern.along,
            f64::from(line) * pattern.across,
        );
        let straight = self.origin + self.along * x + self.along.left() * y;
        let wave = |number: u64, length: f64| {
            smooth_noise(
                self.noise.wrapping_mul(8).wrapping_add(number),
                straight.x / length,
                straight.y / length,
            )
        };
        let swing = PlanPoint::new(wave(0, 150.0), wave(1, 150.0)) * pattern.swing;
        let jitter = PlanPoint::new(wave(2, 9.7), wave(3, 9.7)) * pattern.jitter;
        straight + swing + jitter
    }

    /// The crossings that lie well inside the cell, with the numbers of their nodes.
    fn crossings(&self, fence: &Fence, nodes: &mut Vec<PlanPoint>) -> BTreeMap<GridPlace, u32> {
        let lines = (self.reach / self.pattern.across).ceil() as i32;
        let steps = (self.reach / self.pattern.along).ceil() as i32 + 1;
        let mut crossings = BTreeMap::new();
        for line in -lines..=lines {
            for step in -steps..=steps {
                let place = self.place((line, step));
                if fence.depth(place) > MARGIN {
                    crossings.insert((line, step), nodes.len() as u32);
                    nodes.push(place);
                }
            }
        }
        crossings
    }

    /// The crossings to which streets may run from a crossing, and whether along its parallel street.
    fn next(&self, (line, step): GridPlace) -> Vec<(GridPlace, bool)> {
        let mut next = vec![((line, step + 1), true), ((line, step - 1), true)];
        for other in [line + 1, line - 1] {
            if self.has_cross_street(line.min(other), step) {
                next.push(((other, step), false));
            }
        }
        next
    }

    /// Whether a cross street may run from this parallel street to the one above; in brick bond every second one.
    fn has_cross_street(&self, line: i32, step: i32) -> bool {
        !self.pattern.brick || (line + step).rem_euclid(2) == 0
    }
}

fn inner_stretches(
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

/// Streets from the outermost crossings to the main streets; or a dead end where no street runs along the border.
fn outer_stretches(
    grid: &Grid,
    crossings: &BTreeMap<GridPlace, u32>,
    fence: &Fence,
    nodes: &mut Vec<PlanPoint>,
    stretches: &mut Vec<Stretch>,
    chance: &mut Chance,
) {
    let mut taken = BTreeSet::new();
    for (&(line, step), &from) in crossings {
        let place = nodes[from as usize];
        for (other, is_parallel) in grid.next((line, step)) {
            if crossings.contains_key(&other) {
                continue;
            }
            let (exit, has_street) = fence.exit(place, grid.place(other));
            let end = if has_street {
                let Some((node, at)) = fence.nearest_node(exit) else {
                    continue;
                };
                if at.distance(place) > 1.6 * grid.pattern.along || !taken.insert(node) {
                    continue;
                }
                (NodeAt::Skeleton(node), at)
            } else if place.distance(exit) > 14.0 && chance.happens(0.6) {
                let at = exit.towards(place, 5.0 / place.distance(exit));
                nodes.push(at);
                (NodeAt::Inside(nodes.len() as u32 - 1), at)
            } else {
                continue;
            };
            let forward = other > (line, step);
            let (number, along) = if is_parallel {
                (line, step)
            } else {
                (step, line)
            };
            let (ends, places) = ([NodeAt::Inside(from), end.0], [place, end.1]);
            stretches.push(Stretch {
                ends: if forward { ends } else { [ends[1], ends[0]] },
                places: if forward {
                    places
                } else {
                    [places[1], places[0]]
                },
                is_parallel,
                line: number,
                step: if forward { along } else { along - 1 },
            });
        }
    }
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
    pattern: &StreetPattern,
    stretches: &[Stretch],
    fates: &[Fate],
    drawn: &mut CellStreets,
    chance: &mut Chance,
) {
    let mut order: Vec<usize> = (0..stretches.len())
        .filter(|&index| fates[index] != Fate::Nothing)
        .collect();
    order.sort_by_key(|&index| {
        let stretch = &stretches[index];
        (!stretch.is_parallel, stretch.line, stretch.step, index)
    });
    let mut open: Option<(Street, (bool, i32))> = None;
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
        let goes_on = open.as_ref().is_some_and(|(street, before)| {
            *before == line && street.kind == kind && street.nodes.last() == Some(&stretch.ends[0])
        });
        if !goes_on {
            drawn.streets.extend(open.take().map(|(street, _)| street));
            let number = 2 * stretch.line.rem_euclid(64) as u32 + u32::from(stretch.is_parallel);
            let name = (kind != StreetKind::Footway).then(|| street_name(cell, number));
            let mut street = Street::new(vec![stretch.ends[0]], kind, name);
            street.one_way = stretch.is_parallel
                && kind == StreetKind::Residential
                && chance.happens(pattern.one_way);
            open = Some((street, line));
        }
        if let Some((street, _)) = &mut open {
            let bend = bend_of(stretch, pattern, chance);
            if let Some(place) = bend {
                drawn.nodes.push(place);
                street
                    .nodes
                    .push(NodeAt::Inside(drawn.nodes.len() as u32 - 1));
            }
            street.nodes.push(stretch.ends[1]);
            if kind.has_homes() {
                add_frontages(stretch, bend, street.name.as_deref(), drawn);
            }
        }
    }
    drawn.streets.extend(open.map(|(street, _)| street));
}

/// A node halfway a long stretch, a little aside where streets swing.
fn bend_of(stretch: &Stretch, pattern: &StreetPattern, chance: &mut Chance) -> Option<PlanPoint> {
    let step = stretch.places[1] - stretch.places[0];
    (step.length() > LONG_STRETCH).then(|| {
        let aside = step.direction().left() * (chance.between(-0.25, 0.25) * pattern.swing);
        stretch.places[0].towards(stretch.places[1], 0.5) + aside
    })
}

/// Homes stand along parallel streets on both sides, and along cross streets where those are long.
fn add_frontages(
    stretch: &Stretch,
    bend: Option<PlanPoint>,
    name: Option<&str>,
    drawn: &mut CellStreets,
) {
    let [from, to] = stretch.places;
    let middle = bend.unwrap_or_else(|| from.towards(to, 0.5));
    let parts = if stretch.is_parallel && bend.is_some() {
        vec![[from, middle], [middle, to]]
    } else {
        vec![[from, to]]
    };
    for [from, to] in parts {
        drawn.frontages.push(Frontage {
            from,
            to,
            setback: 7.0,
            sides: [true, true],
            street: name.unwrap_or_default().to_owned(),
        });
    }
}

/// Homes along the inner side of the main streets around a cell.
pub fn ring_frontages(mesh: &Mesh, skeleton: &Skeleton, cell: u32) -> Vec<Frontage> {
    let mut frontages = Vec::new();
    for &part in &mesh.cells[cell as usize].ring {
        let nodes = skeleton.along(mesh, part);
        if !skeleton.kinds[part.edge as usize].is_some_and(StreetKind::has_homes) {
            continue;
        }
        let street =
            crate::example::street_name::main_street_name(mesh, part.edge).unwrap_or_default();
        let is_quay = matches!(mesh.beyond(part), Side::Canal);
        for pair in nodes.windows(2) {
            frontages.push(Frontage {
                from: skeleton.nodes[pair[0] as usize],
                to: skeleton.nodes[pair[1] as usize],
                setback: if is_quay { 8.0 } else { 11.0 },
                sides: [true, false],
                street: street.clone(),
            });
        }
    }
    frontages
}
