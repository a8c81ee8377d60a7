//! How far it is where no streets are known, but barriers and the crossings over them are: as the crow flies times
//! the detour where nothing lies between, and else over one crossing after another.
//! Trips to the nearest facility of all homes share one search over the crossings, which runs from the facilities.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use geo::line_intersection::{LineIntersection, line_intersection};
use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};

use crate::access::reach::{Nearest, Reach};
use crate::access::straight::FacilityTree;
use crate::model::barrier::{BarrierFree, Crossing};
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{Profile, TravelMode};
use crate::model::units::{Metres, Seconds};

/// A crossing opens barriers within so many metres of its ends: they are seldom drawn to the metre.
const OPENS_METRES: f64 = 10.0;

/// What counts as the same place, in metres.
const SAME_PLACE: f64 = 1e-6;

/// Whether a crossing of which nobody says that it is free of barriers may be used by who needs that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It may not: the lower answer.
    Closed,
    /// It may: the upper answer.
    Open,
}

/// The barriers and crossings of one mode of travel.
#[derive(Debug)]
pub struct CrossingTown {
    walls: RTree<Line<[f64; 2]>>,
    stops: Vec<Stop>,
    by_place: RTree<GeomWithData<[f64; 2], usize>>,
    /// From which stops one walks freely to a stop, and how many metres that is.
    links: Vec<Vec<(usize, f64)>>,
}

/// One end of a crossing.
#[derive(Debug, Clone, Copy)]
struct Stop {
    place: Planar,
    /// The other end; itself where the crossing is a point.
    other: usize,
    span: f64,
    penalty: Seconds,
}

/// A way to a facility: first what it costs, in metres travelled and waited for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Way {
    cost: f64,
    facility: usize,
    metres: f64,
}

impl Eq for Way {}

impl Ord for Way {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_cost = self.cost.total_cmp(&other.cost);
        let by_facility = by_cost.then(self.facility.cmp(&other.facility));
        by_facility.then(self.metres.total_cmp(&other.metres))
    }
}

impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// How a profile turns metres in a straight line and seconds of waiting into cost.
#[derive(Debug, Clone, Copy)]
struct Pace {
    detour: f64,
    speed: f64,
}

impl CrossingTown {
    /// The barriers that stop a mode, and the crossings it may use.
    pub fn build(town: &TownData, mode: TravelMode, unknown: Unknown) -> Self {
        let stopping = town
            .barriers
            .iter()
            .filter(|barrier| barrier.stops.contains(&mode));
        let walls = stopping
            .flat_map(|barrier| barrier.lines.iter().flat_map(geo::LineString::lines))
            .map(|line| Line::new([line.start.x, line.start.y], [line.end.x, line.end.y]));
        let usable = |crossing: &&Crossing| is_usable(crossing, mode, unknown);
        let stops = stops(town.crossings.iter().filter(usable));
        let places = (0..).zip(&stops);
        let by_place = places
            .map(|(index, stop)| GeomWithData::new([stop.place.x, stop.place.y], index))
            .collect();
        let mut built = Self {
            walls: RTree::bulk_load(walls.collect()),
            by_place: RTree::bulk_load(by_place),
            links: Vec::new(),
            stops,
        };
        built.links = (0..built.stops.len())
            .into_par_iter()
            .map(|stop| built.links_to(stop))
            .collect();
        built
    }

    /// The trip from every home to the nearest of some facilities, in time.
    ///
    /// Distances are those in a straight line times the profile's detour; the penalty of a crossing adds time only.
    ///
    /// # Source
    /// DOMAIN §C.0, distance level D2.
    pub fn nearest(&self, homes: &[Planar], tree: &FacilityTree, profile: &Profile) -> Vec<Reach> {
        let pace = Pace {
            detour: profile.detour,
            speed: profile.speed.value(),
        };
        let entered = self.ways_from_stops(tree, pace);
        let reach = |&home: &Planar| {
            let way = self.best_way(home, &entered, tree, pace)?;
            let time = Seconds::new(way.cost / pace.speed).ok()?;
            let distance = Metres::new(way.metres).ok()?;
            Some(Nearest {
                facility: way.facility,
                distance,
                time,
            })
        };
        homes
            .par_iter()
            .map(|home| reach(home).map_or(Reach::NoRoute, Reach::Reached))
            .collect()
    }

    /// The best way to a facility from each stop, for who is about to cross there.
    ///
    /// Dijkstra's algorithm from the facilities: who has crossed walks to one directly or to the next crossing.
    fn ways_from_stops(&self, tree: &FacilityTree, pace: Pace) -> Vec<Option<Way>> {
        let direct = |stop: &Stop| {
            let sees =
                |place: Planar| self.is_free((stop.place, OPENS_METRES), (place, SAME_PLACE));
            let found = tree.nearest_where(stop.place, f64::INFINITY, sees)?;
            let metres = found.distance.value() * pace.detour;
            Some(Way {
                cost: metres,
                facility: found.facility,
                metres,
            })
        };
        let mut crossed: Vec<Option<Way>> = self.stops.par_iter().map(direct).collect();
        let mut entered: Vec<Option<Way>> = vec![None; self.stops.len()];
        let seeds = crossed
            .iter()
            .zip(0..)
            .filter_map(|(way, stop)| Some(Reverse(((*way)?, stop))));
        let mut waiting: BinaryHeap<Reverse<(Way, usize)>> = seeds.collect();
        while let Some(Reverse((way, stop))) = waiting.pop() {
            if crossed[stop] != Some(way) {
                continue;
            }
            let Stop {
                other,
                span,
                penalty,
                ..
            } = self.stops[stop];
            let across = way.further(span, pace).waited(penalty, pace);
            if entered[other].is_some_and(|known| known <= across) {
                continue;
            }
            entered[other] = Some(across);
            for &(from, metres) in &self.links[other] {
                let further = across.further(metres, pace);
                if crossed[from].is_none_or(|known| further < known) {
                    crossed[from] = Some(further);
                    waiting.push(Reverse((further, from)));
                }
            }
        }
        entered
    }

    fn best_way(
        &self,
        home: Planar,
        entered: &[Option<Way>],
        tree: &FacilityTree,
        pace: Pace,
    ) -> Option<Way> {
        let mut best: Option<Way> = None;
        for (stop, squared) in self
            .by_place
            .nearest_neighbor_iter_with_distance_2(&[home.x, home.y])
        {
            let metres = squared.sqrt();
            if best.is_some_and(|best| metres * pace.detour > best.cost) {
                break;
            }
            let way = entered[stop.data].map(|way| way.further(metres, pace));
            let place = self.stops[stop.data].place;
            best = match way {
                Some(way)
                    if best.is_none_or(|best| way < best)
                        && self.is_free((home, SAME_PLACE), (place, OPENS_METRES)) =>
                {
                    Some(way)
                }
                Some(_) | None => best,
            };
        }
        let limit = best.map_or(f64::INFINITY, |best| best.cost / pace.detour);
        let sees = |place: Planar| self.is_free((home, SAME_PLACE), (place, SAME_PLACE));
        let direct = tree.nearest_where(home, limit, sees).map(|found| {
            let metres = found.distance.value() * pace.detour;
            Way {
                cost: metres,
                facility: found.facility,
                metres,
            }
        });
        best.into_iter().chain(direct).min()
    }

    fn links_to(&self, stop: usize) -> Vec<(usize, f64)> {
        let to = self.stops[stop].place;
        let others = self
            .stops
            .iter()
            .enumerate()
            .filter(|&(other, _)| other != stop);
        others
            .filter(|(_, from)| self.is_free((from.place, OPENS_METRES), (to, OPENS_METRES)))
            .map(|(other, from)| (other, from.place.distance(to)))
            .collect()
    }

    /// Whether no barrier lies between two places, except where it is as near to one of them as that opens it.
    fn is_free(&self, (from, opened_from): (Planar, f64), (to, opened_to): (Planar, f64)) -> bool {
        let straight = geo::Line::new(geo::Coord::from(from), geo::Coord::from(to));
        let around = AABB::from_corners([from.x, from.y], [to.x, to.y]);
        let stops = |wall: &Line<[f64; 2]>| {
            let [begin, end] = [wall.from, wall.to].map(|[x, y]| geo::Coord { x, y });
            match line_intersection(straight, geo::Line::new(begin, end)) {
                Some(LineIntersection::SinglePoint { intersection, .. }) => {
                    let there = Planar::from(intersection);
                    there.distance(from) > opened_from && there.distance(to) > opened_to
                }
                // Who walks along a wall does not cross it.
                Some(LineIntersection::Collinear { .. }) | None => false,
            }
        };
        !self
            .walls
            .locate_in_envelope_intersecting(&around)
            .any(stops)
    }
}

impl Way {
    /// With so many more metres in a straight line.
    fn further(self, metres: f64, pace: Pace) -> Self {
        let travelled = metres * pace.detour;
        Self {
            cost: self.cost + travelled,
            metres: self.metres + travelled,
            ..self
        }
    }

    fn waited(self, penalty: Seconds, pace: Pace) -> Self {
        Self {
            cost: self.cost + penalty.value() * pace.speed,
            ..self
        }
    }
}

fn is_usable(crossing: &Crossing, mode: TravelMode, unknown: Unknown) -> bool {
    let free = match (mode, crossing.barrier_free) {
        (TravelMode::Foot | TravelMode::Bicycle | TravelMode::Car, _) => true,
        (TravelMode::Wheelchair, BarrierFree::Yes) => true,
        (TravelMode::Wheelchair, BarrierFree::No) => false,
        (TravelMode::Wheelchair, BarrierFree::Unknown) => unknown == Unknown::Open,
    };
    free && crossing.modes.contains(&mode)
}

fn stops<'a>(crossings: impl Iterator<Item = &'a Crossing>) -> Vec<Stop> {
    let mut stops = Vec::new();
    for crossing in crossings {
        let span = crossing.begin.distance(crossing.end);
        let first = stops.len();
        let stop = |place, other| Stop {
            place,
            other,
            span,
            penalty: crossing.penalty,
        };
        if span > 0.0 {
            stops.extend([stop(crossing.begin, first + 1), stop(crossing.end, first)]);
        } else {
            stops.push(stop(crossing.begin, first));
        }
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::worked_town;
    use crate::model::barrier::Barrier;
    use proptest::prelude::*;

    fn place(x: f64, y: f64) -> Planar {
        Planar { x, y }
    }

    fn wall(points: &[(f64, f64)]) -> Barrier {
        Barrier {
            name: None,
            lines: geo::MultiLineString::new(vec![geo::LineString::from(points.to_vec())]),
            stops: TravelMode::EVERY.to_vec(),
        }
    }

    fn bridge(x: f64, y: f64) -> Crossing {
        Crossing {
            name: None,
            begin: place(x, y),
            end: place(x, y),
            modes: TravelMode::EVERY.to_vec(),
            barrier_free: BarrierFree::Unknown,
            penalty: Seconds::ZERO,
        }
    }

    fn town(barriers: Vec<Barrier>, crossings: Vec<Crossing>) -> TownData {
        TownData {
            barriers,
            crossings,
            ..worked_town()
        }
    }

    fn reach(town: &TownData, home: Planar, facilities: &[Planar]) -> Reach {
        let built = CrossingTown::build(town, TravelMode::Foot, Unknown::Closed);
        let tree = FacilityTree::new(facilities.iter().copied().enumerate());
        built.nearest(&[home], &tree, &town.profiles[0])[0]
    }

    fn metres(reach: Reach) -> Option<f64> {
        reach
            .nearest()
            .map(|nearest| nearest.distance.value().round())
    }

    #[test]
    fn the_worked_example_is_1300_metres_and_780_without_the_barrier() {
        // i (0,0), j (600,0), barrier x = 300, crossing (300,400): 2 × 500 × 1.3 against 600 × 1.3.
        let railway = || wall(&[(300.0, -1000.0), (300.0, 1000.0)]);
        let facility = [place(600.0, 0.0)];
        let over = town(vec![railway()], vec![bridge(300.0, 400.0)]);
        assert_eq!(
            metres(reach(&over, place(0.0, 0.0), &facility)),
            Some(1300.0)
        );
        let open = town(Vec::new(), vec![bridge(300.0, 400.0)]);
        assert_eq!(
            metres(reach(&open, place(0.0, 0.0), &facility)),
            Some(780.0)
        );
        let closed = town(vec![railway()], Vec::new());
        assert_eq!(reach(&closed, place(0.0, 0.0), &facility), Reach::NoRoute);
    }

    #[test]
    fn a_penalty_adds_time_and_no_distance_and_may_send_people_elsewhere() {
        // Waiting 60 s at the level crossing: 1300 / 1.1 + 60 = 1241.8 s, 1,300 m.
        let railway = wall(&[(300.0, -1000.0), (300.0, 1000.0)]);
        let mut level_crossing = bridge(300.0, 400.0);
        level_crossing.penalty = Seconds::new(60.0).expect("positive");
        let facility = [place(600.0, 0.0)];
        let waiting = town(vec![railway.clone()], vec![level_crossing.clone()]);
        let found = reach(&waiting, place(0.0, 0.0), &facility)
            .nearest()
            .expect("reached");
        assert_eq!(
            (
                (found.time.value() * 10.0).round(),
                found.distance.value().round()
            ),
            (12418.0, 1300.0)
        );
        // A tunnel at (300, -420) is 2 × 516.1 × 1.3 = 1,342 m: 1219.9 s without waiting.
        let with_tunnel = town(vec![railway], vec![level_crossing, bridge(300.0, -420.0)]);
        assert_eq!(
            metres(reach(&with_tunnel, place(0.0, 0.0), &facility)),
            Some(1342.0)
        );
    }

    #[test]
    fn two_barriers_take_two_crossings_and_a_bridge_has_a_length() {
        // Walls at 100 and 300; a bridge from (90, 0) to (110, 0) and a point at (300, 0): all straight, 400 × 1.3.
        let walls = vec![
            wall(&[(100.0, -500.0), (100.0, 500.0)]),
            wall(&[(300.0, -500.0), (300.0, 500.0)]),
        ];
        let mut long = bridge(90.0, 0.0);
        long.end = place(110.0, 0.0);
        let both = town(walls, vec![bridge(300.0, 0.0), long]);
        assert_eq!(
            metres(reach(&both, place(0.0, 0.0), &[place(400.0, 0.0)])),
            Some(520.0)
        );
    }

    #[test]
    fn a_facility_behind_the_railway_is_not_the_nearest_one() {
        let railway = wall(&[(300.0, -1000.0), (300.0, 1000.0)]);
        let over = town(vec![railway], vec![bridge(300.0, 400.0)]);
        let found = reach(
            &over,
            place(200.0, 0.0),
            &[place(350.0, 0.0), place(-300.0, 0.0)],
        );
        assert_eq!(found.nearest().map(|nearest| nearest.facility), Some(1));
    }

    #[test]
    fn a_wheelchair_takes_only_crossings_known_to_be_free_and_unknown_ones_for_the_upper_answer() {
        let railway = wall(&[(300.0, -1000.0), (300.0, 1000.0)]);
        let over = town(vec![railway], vec![bridge(300.0, 400.0)]);
        let tree = FacilityTree::new([(0, place(600.0, 0.0))]);
        let reach = |unknown| {
            let built = CrossingTown::build(&over, TravelMode::Wheelchair, unknown);
            metres(built.nearest(&[place(0.0, 0.0)], &tree, &over.profiles[0])[0])
        };
        assert_eq!(
            (reach(Unknown::Closed), reach(Unknown::Open)),
            (None, Some(1300.0))
        );
    }

    /// All places in one graph, all pairs that see each other joined, Bellman and Ford over it.
    fn plain(town: &TownData, home: Planar, facilities: &[Planar]) -> Option<f64> {
        let built = CrossingTown::build(town, TravelMode::Foot, Unknown::Closed);
        let mut places = vec![(home, SAME_PLACE)];
        places.extend(
            town.crossings
                .iter()
                .map(|crossing| (crossing.begin, OPENS_METRES)),
        );
        places.extend(facilities.iter().map(|&place| (place, SAME_PLACE)));
        let mut lengths = vec![f64::INFINITY; places.len()];
        lengths[0] = 0.0;
        for _ in 0..places.len() {
            for from in 0..places.len() {
                for to in 0..places.len() {
                    if built.is_free(places[from], places[to]) {
                        let length = lengths[from] + places[from].0.distance(places[to].0);
                        lengths[to] = lengths[to].min(length);
                    }
                }
            }
        }
        let nearest = lengths[places.len() - facilities.len()..]
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min);
        nearest.is_finite().then_some((nearest * 1.3).round())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn the_search_finds_what_joining_all_places_finds(
            walls in prop::collection::vec([(0.0..1000.0, 0.0..1000.0), (0.0..1000.0, 0.0..1000.0)], 0..6),
            share in prop::collection::vec(0.0f64..1.0, 6),
            homes in prop::collection::vec((0.0..1000.0, 0.0..1000.0), 1..6),
            facilities in prop::collection::vec((0.0..1000.0, 0.0..1000.0), 1..5),
        ) {
            let crossings = walls.iter().zip(&share).map(|(ends, share)| {
                let [from, to]: [(f64, f64); 2] = *ends;
                bridge(from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
            });
            let crossings = crossings.collect();
            let town = town(walls.iter().map(|ends: &[(f64, f64); 2]| wall(ends)).collect(), crossings);
            let facilities: Vec<Planar> = facilities.into_iter().map(|(x, y)| place(x, y)).collect();
            for (x, y) in homes {
                prop_assert_eq!(metres(reach(&town, place(x, y), &facilities)), plain(&town, place(x, y), &facilities));
            }
        }
    }
}
