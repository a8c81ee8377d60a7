//! Where barriers can be crossed, and by whom. At D2 the study names its crossings; at D3 they are where a street goes
//! over, under or through a barrier. Lanes, cycle path and footway of one bridge are one crossing.

use std::collections::{BTreeMap, BTreeSet};

use geo::Contains;
use geo::line_intersection::{LineIntersection, line_intersection};
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};

use crate::access::known_barriers::{
    KnownBarrier, NamedBarrier, is_motorway, known_barriers, lines_of,
};
use crate::model::barrier::{BarrierFree, Crossing};
use crate::model::position::Planar;
use crate::model::street_edit::{StreetEdit, Which};
use crate::model::street_rules::StreetRules;
use crate::model::streets::{Streets, Tags};
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::network::shape::{nearest_along, shape_over};
use crate::network::way_part::part_between;

/// Streets over one barrier that are at most so many metres apart are one crossing.
const NEAR: f64 = 25.0;

/// How a crossing passes a barrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// Over it.
    Bridge,
    /// Under it.
    Tunnel,
    /// Nobody says: on the level, or not drawn as a bridge.
    Unsaid,
}

impl Passage {
    /// The Dutch name in files; nothing when nobody says.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Bridge => Some("brug"),
            Self::Tunnel => Some("tunnel"),
            Self::Unsaid => None,
        }
    }
}

/// One place where a barrier can be crossed.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossingPlace {
    /// Where, in planar metres.
    pub place: Planar,
    /// Its name, or that of its street.
    pub name: Option<String>,
    /// What it crosses; nothing at D2, where a study does not say.
    pub over: Option<NamedBarrier>,
    /// How.
    pub passage: Passage,
    /// Who may use it, in ascending order; by wheelchair only where it is known to be free of barriers.
    pub modes: Vec<TravelMode>,
    /// Whether a wheelchair can use it.
    pub barrier_free: BarrierFree,
    /// The time that crossing takes on top of the way.
    pub wait: Seconds,
}

/// The crossings of a study, those that are closed left out.
///
/// # Shape
/// At D2 in the order of the study; at D3 by barrier, then from west to east.
pub fn crossing_places(town: &TownData) -> Vec<CrossingPlace> {
    match town.distance_level {
        DistanceLevel::D0 | DistanceLevel::D1 => Vec::new(),
        DistanceLevel::D2 => {
            let open = town.crossings.iter().filter(|each| !each.modes.is_empty());
            open.map(declared).collect()
        }
        DistanceLevel::D3 => over_streets(town),
    }
}

fn declared(crossing: &Crossing) -> CrossingPlace {
    CrossingPlace {
        place: middle(crossing.begin, crossing.end),
        name: crossing.name.clone(),
        over: None,
        passage: Passage::Unsaid,
        modes: crossing.modes.clone(),
        barrier_free: crossing.barrier_free,
        wait: crossing.penalty,
    }
}

/// Where one street meets one barrier.
#[derive(Debug, Clone, Copy)]
struct Meeting<'a> {
    place: Planar,
    tags: &'a Tags,
}

fn over_streets(town: &TownData) -> Vec<CrossingPlace> {
    let barriers = known_barriers(town);
    let lines = tree_over(&barriers);
    let mut found: BTreeMap<&NamedBarrier, Vec<Meeting<'_>>> = BTreeMap::new();
    for (line, tags, closed) in open_streets(town) {
        for (barrier, place) in meetings(&line, &lines, &barriers) {
            if !closed(place) {
                let over = found.entry(&barriers[barrier].named).or_default();
                over.push(Meeting { place, tags });
            }
        }
    }
    let rules = &town.street_rules;
    let of_barrier = |(over, meetings): (&NamedBarrier, Vec<Meeting<'_>>)| {
        let groups = near_each_other(meetings).into_iter();
        groups.map(|group| joined(over, &group, rules)).collect()
    };
    found
        .into_iter()
        .flat_map(|each| -> Vec<_> { of_barrier(each) })
        .collect()
}

/// A line, what it says of itself, and whether an edit has closed it at a place on it.
type OpenStreet<'a> = (Vec<Planar>, &'a Tags, Box<dyn Fn(Planar) -> bool + 'a>);

/// The streets that somebody may use, those of edits last; motorways are barriers themselves.
fn open_streets(town: &TownData) -> impl Iterator<Item = OpenStreet<'_>> {
    let rules = &town.street_rules;
    let of_study = town.streets.iter().flat_map(|streets: &Streets| {
        (0..streets.ways.len()).filter_map(move |way| {
            let tags = streets.tag_sets.get(streets.ways[way].tags.0 as usize)?;
            Some((streets.line(way)?, tags, Which::OfStudy(way)))
        })
    });
    let added = town.street_edits.iter().filter_map(|edit| match edit {
        StreetEdit::Add { line, tags } => Some((line.clone(), tags)),
        StreetEdit::Close { .. } => None,
    });
    let added = added
        .enumerate()
        .map(|(number, (line, tags))| (line, tags, Which::Added(number)));
    let usable = of_study
        .chain(added)
        .filter(|(_, tags, _)| !is_motorway(tags) && !may_use(tags, rules).is_empty());
    usable.map(|(line, tags, which)| {
        let closed = closed_on(&line, which, &town.street_edits);
        (line, tags, closed)
    })
}

/// Tells whether a place on a street lies on a part that edits close.
fn closed_on(line: &[Planar], which: Which, edits: &[StreetEdit]) -> Box<dyn Fn(Planar) -> bool> {
    let anywhere = Metres::new(f64::MAX).expect("finite and not negative");
    let between = edits.iter().filter_map(|edit| match edit {
        StreetEdit::Close { street, between } if *street == which => Some(*between),
        StreetEdit::Close { .. } | StreetEdit::Add { .. } => None,
    });
    let between: Vec<Option<[Planar; 2]>> = between.collect();
    let Some(shape) = shape_over(line).filter(|_| !between.is_empty()) else {
        return Box::new(|_| false);
    };
    Box::new(move |place| {
        let along = nearest_along(&shape, place).map(|(along, _)| along);
        between.iter().any(|ends| match (ends, along) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(ends), Some(along)) => part_between(&shape, *ends, anywhere)
                .is_ok_and(|part| part.start <= along && along <= part.end),
        })
    })
}

type Edge = GeomWithData<Line<[f64; 2]>, usize>;

fn tree_over(barriers: &[KnownBarrier]) -> RTree<Edge> {
    let edges = barriers.iter().enumerate().flat_map(|(index, barrier)| {
        lines_of(&barrier.shape).into_iter().map(move |line| {
            let [from, to] = [line.start, line.end].map(|end| [end.x, end.y]);
            GeomWithData::new(Line::new(from, to), index)
        })
    });
    RTree::bulk_load(edges.collect())
}

/// Where a line meets which barriers; water from bank to bank is one meeting, half-way.
fn meetings(
    line: &[Planar],
    lines: &RTree<Edge>,
    barriers: &[KnownBarrier],
) -> Vec<(usize, Planar)> {
    let mut by_barrier: BTreeMap<usize, Vec<Planar>> = BTreeMap::new();
    for ends in line.windows(2) {
        let [from, to] = [ends[0], ends[1]];
        let mut here = Vec::new();
        let around = AABB::from_corners([from.x, from.y], [to.x, to.y]);
        for edge in lines.locate_in_envelope_intersecting(&around) {
            if let Some(place) = meeting(from, to, edge.geom()) {
                here.push((from.distance(place), edge.data, place));
            }
        }
        here.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        for (_, barrier, place) in here {
            by_barrier.entry(barrier).or_default().push(place);
        }
    }
    let from_bank = |(barrier, places): (usize, Vec<Planar>)| {
        let halves = bank_to_bank(&places, &barriers[barrier].shape).into_iter();
        halves.map(move |place| (barrier, place))
    };
    by_barrier.into_iter().flat_map(from_bank).collect()
}

fn meeting(from: Planar, to: Planar, edge: &Line<[f64; 2]>) -> Option<Planar> {
    let [begin, end] = [edge.from, edge.to].map(|[x, y]| geo::Coord { x, y });
    let street = geo::Line::new(geo::Coord::from(from), geo::Coord::from(to));
    match line_intersection(street, geo::Line::new(begin, end))? {
        LineIntersection::SinglePoint { intersection, .. } => Some(Planar {
            x: intersection.x,
            y: intersection.y,
        }),
        // A street along a bank does not cross it.
        LineIntersection::Collinear { .. } => None,
    }
}

fn bank_to_bank(places: &[Planar], shape: &geo::Geometry<f64>) -> Vec<Planar> {
    let mut found = Vec::new();
    let mut rest = places;
    while let [first, after @ ..] = rest {
        rest = after;
        let over = after.first().map(|second| middle(*first, *second));
        match over.filter(|half| is_surface(shape) && shape.contains(&geo::Coord::from(*half))) {
            Some(half) => {
                found.push(half);
                rest = &after[1..];
            }
            None => found.push(*first),
        }
    }
    found
}

fn is_surface(shape: &geo::Geometry<f64>) -> bool {
    matches!(
        shape,
        geo::Geometry::Polygon(_) | geo::Geometry::MultiPolygon(_)
    )
}

/// Meetings in groups of which each is near another one of the group, from west to east.
fn near_each_other(mut meetings: Vec<Meeting<'_>>) -> Vec<Vec<Meeting<'_>>> {
    meetings.sort_by(|one, other| {
        let (one, other) = (one.place, other.place);
        one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y))
    });
    let points = meetings.iter().enumerate();
    let points = points.map(|(index, each)| GeomWithData::new([each.place.x, each.place.y], index));
    let tree = RTree::bulk_load(points.collect());
    let mut left: BTreeSet<usize> = (0..meetings.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut group, mut open) = (Vec::new(), vec![first]);
        while let Some(index) = open.pop() {
            let Planar { x, y } = meetings[index].place;
            group.push(index);
            let near = tree.locate_within_distance([x, y], NEAR * NEAR);
            open.extend(near.map(|near| near.data).filter(|near| left.remove(near)));
        }
        group.sort_unstable();
        groups.push(group.into_iter().map(|index| meetings[index]).collect());
    }
    groups
}

/// Streets that cross together; the crossing is where the one in the middle of them is.
fn joined(over: &NamedBarrier, group: &[Meeting<'_>], rules: &StreetRules) -> CrossingPlace {
    let count = group.len() as f64;
    let mean = Planar {
        x: group.iter().map(|each| each.place.x).sum::<f64>() / count,
        y: group.iter().map(|each| each.place.y).sum::<f64>() / count,
    };
    let from_mean = |each: &Meeting<'_>| each.place.distance(mean);
    let places = group.iter();
    let nearest = places.min_by(|one, other| from_mean(one).total_cmp(&from_mean(other)));
    let modes: BTreeSet<TravelMode> = group
        .iter()
        .flat_map(|each| may_use(each.tags, rules))
        .collect();
    let free = group.iter().map(|each| barrier_free(each.tags, rules));
    CrossingPlace {
        place: nearest.map_or(mean, |each| each.place),
        name: group.iter().filter_map(|each| name_of(each.tags)).min(),
        over: Some(over.clone()),
        passage: group
            .iter()
            .map(|each| passage(each.tags))
            .min()
            .unwrap_or(Passage::Unsaid),
        modes: modes.into_iter().collect(),
        barrier_free: free
            .min_by_key(|free| known_first(*free))
            .unwrap_or(BarrierFree::Unknown),
        wait: Seconds::ZERO,
    }
}

fn may_use(tags: &Tags, rules: &StreetRules) -> Vec<TravelMode> {
    let may = |mode: &TravelMode| rules.way_rules(*mode).directions(tags).is_some();
    TravelMode::EVERY.into_iter().filter(may).collect()
}

fn barrier_free(tags: &Tags, rules: &StreetRules) -> BarrierFree {
    let wheelchair = &rules.wheelchair;
    if wheelchair.directions(tags).is_some() {
        return BarrierFree::Yes;
    }
    let perhaps = wheelchair.with_unknown();
    if perhaps.is_some_and(|rules| rules.directions(tags).is_some()) {
        BarrierFree::Unknown
    } else {
        BarrierFree::No
    }
}

/// One street over a bridge that is free of barriers is enough; one that may be leaves it open.
const fn known_first(free: BarrierFree) -> u8 {
    match free {
        BarrierFree::Yes => 0,
        BarrierFree::Unknown => 1,
        BarrierFree::No => 2,
    }
}

fn passage(tags: &Tags) -> Passage {
    let says = |key: &str| tags.get(key).is_some_and(|value| value != "no");
    if says("bridge") {
        Passage::Bridge
    } else if says("tunnel") {
        Passage::Tunnel
    } else {
        Passage::Unsaid
    }
}

fn name_of(tags: &Tags) -> Option<String> {
    let keys = ["bridge:name", "tunnel:name", "name"];
    keys.iter().find_map(|key| tags.get(*key)).cloned()
}

fn middle(one: Planar, other: Planar) -> Planar {
    Planar {
        x: (one.x + other.x) / 2.0,
        y: (one.y + other.y) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::known_barriers::BarrierSort;
    use crate::access::worked_town::{street, worked_town};
    use crate::model::basemap::{BasemapClass, BasemapFeature};
    use crate::model::streets::{StreetNodeId, TagSetId, Way};
    use geo::{LineString, Polygon, Rect};

    fn tags(pairs: &[(&str, &str)]) -> Tags {
        let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        pairs.iter().map(pair).collect()
    }

    /// Streets from (0, y) to (600, y), and water from x = 290 to 310 as far as one can see.
    fn town(streets_at: &[(f64, Tags)]) -> TownData {
        let mut streets = street();
        (streets.nodes, streets.ways, streets.tag_sets) = (Vec::new(), Vec::new(), Vec::new());
        for (number, (y, tags)) in (0u32..).zip(streets_at) {
            streets
                .nodes
                .extend([0.0, 600.0].map(|x| Planar { x, y: *y }));
            streets.ways.push(Way {
                nodes: vec![StreetNodeId(2 * number), StreetNodeId(2 * number + 1)],
                tags: TagSetId(number),
            });
            streets.tag_sets.push(tags.clone());
        }
        let water = Rect::new((290.0, -5_000.0), (310.0, 5_000.0));
        TownData {
            distance_level: DistanceLevel::D3,
            streets: Some(streets).into(),
            basemap: vec![BasemapFeature {
                class: BasemapClass::Water,
                name: Some("Vaart".to_owned()),
                geometry: Polygon::from(water).into(),
            }]
            .into(),
            ..worked_town()
        }
    }

    fn places(town: &TownData) -> Vec<(f64, f64)> {
        let found = crossing_places(town);
        found
            .iter()
            .map(|each| (each.place.x, each.place.y))
            .collect()
    }

    #[test]
    fn lanes_and_paths_of_one_bridge_are_one_crossing_half_way() {
        let road = tags(&[
            ("highway", "residential"),
            ("bridge", "yes"),
            ("name", "Brugweg"),
        ]);
        let path = tags(&[("highway", "footway"), ("wheelchair", "yes")]);
        let far = tags(&[("highway", "steps")]);
        let town = town(&[(0.0, road), (20.0, path), (400.0, far)]);
        let found = crossing_places(&town);
        assert_eq!(places(&town), [(300.0, 0.0), (300.0, 400.0)]);
        let over = NamedBarrier {
            sort: BarrierSort::Water,
            name: Some("Vaart".to_owned()),
        };
        assert_eq!(found[0].over, Some(over));
        assert_eq!(
            (found[0].passage, found[0].name.as_deref()),
            (Passage::Bridge, Some("Brugweg"))
        );
        assert_eq!(found[0].barrier_free, BarrierFree::Yes);
        assert_eq!(found[0].modes, TravelMode::EVERY);
        assert_eq!(
            (found[1].passage, found[1].barrier_free),
            (Passage::Unsaid, BarrierFree::No)
        );
        assert_eq!(found[1].modes, [TravelMode::Foot]);
    }

    #[test]
    fn of_a_street_that_says_nothing_it_is_not_known_whether_a_wheelchair_can_pass() {
        let found = crossing_places(&town(&[(0.0, tags(&[("highway", "path")]))]));
        assert_eq!(found[0].barrier_free, BarrierFree::Unknown);
        assert!(!found[0].modes.contains(&TravelMode::Wheelchair));
    }

    #[test]
    fn a_street_that_nobody_may_use_or_that_stays_on_its_side_is_no_crossing() {
        let mut town = town(&[
            (0.0, tags(&[("highway", "proposed")])),
            (99.0, tags(&[("highway", "footway")])),
        ]);
        if let Some(streets) = &mut *town.streets {
            streets.nodes[3].x = 280.0;
        }
        assert_eq!(places(&town), []);
    }

    #[test]
    fn an_edit_closes_a_crossing_or_adds_one() {
        let mut town = town(&[(0.0, tags(&[("highway", "footway")]))]);
        let on_street = |x| Planar { x, y: 0.0 };
        let close = |between| StreetEdit::Close {
            street: Which::OfStudy(0),
            between,
        };
        town.street_edits = vec![close(Some([on_street(0.0), on_street(100.0)]))];
        assert_eq!(places(&town), [(300.0, 0.0)]);
        town.street_edits = vec![close(Some([on_street(250.0), on_street(400.0)]))];
        assert_eq!(places(&town), []);
        town.street_edits = vec![
            close(None),
            StreetEdit::Add {
                line: vec![Planar { x: 280.0, y: 70.0 }, Planar { x: 320.0, y: 70.0 }],
                tags: tags(&[("highway", "footway"), ("bridge", "yes")]),
            },
        ];
        assert_eq!(places(&town), [(300.0, 70.0)]);
    }

    #[test]
    fn a_railway_is_crossed_where_the_street_meets_it() {
        let mut town = town(&[(0.0, tags(&[("highway", "residential")]))]);
        town.basemap = vec![BasemapFeature {
            class: BasemapClass::Rail,
            name: None,
            geometry: LineString::from(vec![(150.0, -50.0), (250.0, 50.0)]).into(),
        }]
        .into();
        assert_eq!(places(&town), [(200.0, 0.0)]);
    }

    #[test]
    fn a_study_without_streets_tells_its_own_crossings_but_those_that_are_closed() {
        let at = |x: f64, modes: Vec<TravelMode>| Crossing {
            name: Some("Brug".to_owned()),
            begin: Planar { x, y: 0.0 },
            end: Planar {
                x: x + 10.0,
                y: 0.0,
            },
            modes,
            barrier_free: BarrierFree::Yes,
            penalty: Seconds::ZERO,
        };
        let town = TownData {
            distance_level: DistanceLevel::D2,
            crossings: vec![at(0.0, TravelMode::EVERY.to_vec()), at(90.0, Vec::new())],
            ..worked_town()
        };
        assert_eq!(places(&town), [(5.0, 0.0)]);
        let plain = TownData {
            distance_level: DistanceLevel::D1,
            ..town
        };
        assert_eq!(places(&plain), []);
    }
}
