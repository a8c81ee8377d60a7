//! The fast search against a plain one: every home and facility is made a node of its own, and Dijkstra's
//! algorithm runs from every home over all nodes of the streets. The plain one shares no code with the graph.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::model::position::Planar;
use crate::network::drawn_town::Town;

const LIMIT: f64 = 300.0;

/// A street's stretch between two neighbouring nodes.
struct Stretch {
    from: usize,
    to: usize,
    length: u64,
    one_way: bool,
}

struct PlainStreets {
    arcs: Vec<Vec<(usize, u64)>>,
}

fn millimetres(metres: f64) -> u64 {
    (metres * 1000.0).round() as u64
}

/// The answers of `Town::answers`, found the plain way.
pub fn plain_answers(town: &Town) -> Vec<Option<(u32, u32)>> {
    let streets = &town.streets;
    let mut stretches = Vec::new();
    for way in &streets.ways {
        for pair in way.nodes.windows(2) {
            let (from, to) = (pair[0].0 as usize, pair[1].0 as usize);
            let length = millimetres(streets.nodes[from].distance(streets.nodes[to]));
            stretches.push(Stretch {
                from,
                to,
                length,
                one_way: way.tags.0 == 1,
            });
        }
    }
    let places: Vec<Planar> = town.homes.iter().chain(&town.facilities).copied().collect();
    let snapped: Vec<Option<(usize, u64, u64)>> = places
        .iter()
        .map(|&place| plain_snap(&streets.nodes, &stretches, place))
        .collect();
    let plain = with_points(streets.nodes.len(), &stretches, &snapped);
    let first_point = streets.nodes.len();
    let answer = |home: usize| {
        let (_, _, leg) = snapped[home]?;
        let distances = plain.distances(first_point + home);
        let reached = (town.homes.len()..places.len()).filter_map(|facility| {
            let (_, _, facility_leg) = snapped[facility]?;
            let over_streets = distances[first_point + facility]?;
            Some((
                leg + over_streets + facility_leg,
                facility - town.homes.len(),
            ))
        });
        reached
            .min()
            .map(|(distance, facility)| (facility as u32, distance as u32))
    };
    (0..town.homes.len()).map(answer).collect()
}

/// The nearest stretch, the way along it and the leg.
fn plain_snap(nodes: &[Planar], stretches: &[Stretch], place: Planar) -> Option<(usize, u64, u64)> {
    let mut best: Option<(f64, usize, u64)> = None;
    for (index, stretch) in stretches.iter().enumerate() {
        let (from, to) = (nodes[stretch.from], nodes[stretch.to]);
        let (x, y) = (to.x - from.x, to.y - from.y);
        let squared = x * x + y * y;
        let share = (((place.x - from.x) * x + (place.y - from.y) * y) / squared).clamp(0.0, 1.0);
        let there = Planar {
            x: from.x + share * x,
            y: from.y + share * y,
        };
        let distance = place.distance(there);
        if best.is_none_or(|(shortest, _, _)| distance < shortest) {
            best = Some((
                distance,
                index,
                (share * stretch.length as f64).round() as u64,
            ));
        }
    }
    best.filter(|(distance, _, _)| *distance <= LIMIT)
        .map(|(distance, index, along)| (index, along, millimetres(distance)))
}

/// Cuts the stretches where points are on them.
fn with_points(
    nodes: usize,
    stretches: &[Stretch],
    points: &[Option<(usize, u64, u64)>],
) -> PlainStreets {
    let mut arcs = vec![Vec::new(); nodes + points.len()];
    for (index, stretch) in stretches.iter().enumerate() {
        let on_stretch = points.iter().enumerate().filter_map(|(point, snapped)| {
            let (snapped_to, along, _) = (*snapped)?;
            (snapped_to == index).then_some((along, nodes + point))
        });
        let mut stops: Vec<(u64, usize)> = on_stretch.collect();
        stops.sort_unstable();
        stops.insert(0, (0, stretch.from));
        stops.push((stretch.length, stretch.to));
        for pair in stops.windows(2) {
            let ((begin, from), (end, to)) = (pair[0], pair[1]);
            arcs[from].push((to, end - begin));
            // Two points in one place are in one place, whatever the direction.
            if !stretch.one_way || begin == end {
                arcs[to].push((from, end - begin));
            }
        }
    }
    PlainStreets { arcs }
}

impl PlainStreets {
    fn distances(&self, from: usize) -> Vec<Option<u64>> {
        let mut distances = vec![None; self.arcs.len()];
        let mut waiting = BinaryHeap::from([Reverse((0u64, from))]);
        while let Some(Reverse((distance, node))) = waiting.pop() {
            if distances[node].is_none() {
                distances[node] = Some(distance);
                waiting.extend(
                    self.arcs[node]
                        .iter()
                        .map(|&(next, length)| Reverse((distance + length, next))),
                );
            }
        }
        distances
    }
}

/// A grid of crooked streets with bends, gaps, one-way streets and a double one, and places strewn over it.
pub fn random_town(seed: u64) -> Town {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut town = Town::without_streets();
    let (width, height) = (random.random_range(2..7u32), random.random_range(2..7u32));
    for y in 0..height {
        for x in 0..width {
            let mut crooked =
                |along: u32| f64::from(along) * 100.0 + random.random_range(-40.0..40.0);
            town.streets.nodes.push(Planar {
                x: crooked(x),
                y: crooked(y),
            });
        }
    }
    for y in 0..height {
        for x in 0..width {
            let node = y * width + x;
            if x + 1 < width && random.random_bool(0.8) {
                add_crooked_way(&mut town, &mut random, node, node + 1);
            }
            if y + 1 < height && random.random_bool(0.8) {
                add_crooked_way(&mut town, &mut random, node, node + width);
            }
        }
    }
    let mut somewhere = |most: u32| -> Vec<Planar> {
        let count = random.random_range(0..most);
        let mut along = |size: u32| random.random_range(-90.0..f64::from(size) * 100.0);
        (0..count)
            .map(|_| Planar {
                x: along(width),
                y: along(height),
            })
            .collect()
    };
    town.homes = somewhere(30);
    town.facilities = somewhere(6);
    town
}

fn add_crooked_way(town: &mut Town, random: &mut ChaCha8Rng, from: u32, to: u32) {
    let (begin, end) = (
        town.streets.nodes[from as usize],
        town.streets.nodes[to as usize],
    );
    let mut nodes = vec![from];
    for _ in 0..random.random_range(0..3) {
        let between = |a: f64, b: f64, random: &mut ChaCha8Rng| {
            (a + b) / 2.0 + random.random_range(-30.0..30.0)
        };
        let bend = Planar {
            x: between(begin.x, end.x, random),
            y: between(begin.y, end.y, random),
        };
        town.streets.nodes.push(bend);
        nodes.push(town.streets.nodes.len() as u32 - 1);
    }
    nodes.push(to);
    if random.random_bool(0.5) {
        nodes.reverse();
    }
    town.add_way(&nodes, random.random_bool(0.3));
}

mod tests {
    use super::*;
    use crate::model::streets::{StreetNodeId, Way};
    use crate::network::drawn_town::place_all;
    use crate::network::entrance::Entrance;
    use crate::network::nearest_facility::FacilitySearch;
    use proptest::prelude::*;

    /// Cuts every way with bends into two ways at its first bend.
    fn split_at_bends(town: &Town) -> Town {
        let mut split = town.clone();
        split.streets.ways = Vec::new();
        for way in &town.streets.ways {
            let cut = 1.min(way.nodes.len() - 2);
            for nodes in [&way.nodes[..=cut], &way.nodes[cut..]] {
                if nodes.len() > 1 {
                    split.streets.ways.push(Way {
                        nodes: nodes.to_vec(),
                        tags: way.tags,
                    });
                }
            }
        }
        split
    }

    /// Numbers all nodes the other way round and turns the order of the ways.
    fn renumbered(town: &Town) -> Town {
        let mut turned = town.clone();
        turned.streets.nodes.reverse();
        turned.streets.ways.reverse();
        let last = town.streets.nodes.len() as u32 - 1;
        for node in turned
            .streets
            .ways
            .iter_mut()
            .flat_map(|way| &mut way.nodes)
        {
            *node = StreetNodeId(last - node.0);
        }
        turned
    }

    /// The same town elsewhere; places are rounded so that moving them is exact.
    fn moved(town: &Town, x: f64, y: f64) -> Town {
        let round = |number: f64| (number * 1024.0).round() / 1024.0;
        let mut moved = town.clone();
        let places = moved.streets.nodes.iter_mut().chain(&mut moved.homes);
        for place in places.chain(&mut moved.facilities) {
            *place = Planar {
                x: round(place.x) + x,
                y: round(place.y) + y,
            };
        }
        moved
    }

    /// Every way begins at a node of its own, in the place of the first, and a way without length joins the two.
    fn with_ways_without_length(town: &Town) -> Town {
        let mut apart = town.clone();
        for way in 0..town.streets.ways.len() {
            let first = town.streets.ways[way].nodes[0];
            apart
                .streets
                .nodes
                .push(town.streets.nodes[first.0 as usize]);
            let own = apart.streets.nodes.len() as u32 - 1;
            apart.streets.ways[way].nodes[0] = StreetNodeId(own);
            apart.add_way(&[first.0, own], false);
            apart.add_way(&[own, own], false);
        }
        apart
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn moving_the_origin_changes_nothing(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            prop_assert_eq!(moved(&town, 130_000.0, -450_000.0).answers(), moved(&town, 0.0, 0.0).answers());
        }

        #[test]
        fn ways_without_length_and_ways_that_stay_in_one_node_change_nothing(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            prop_assert_eq!(with_ways_without_length(&town).answers(), town.answers());
        }

        #[test]
        fn where_all_streets_go_both_ways_there_is_as_far_as_back(seed in 0u64..1_000_000) {
            let mut town = random_town(seed);
            town.streets.ways.iter_mut().for_each(|way| way.tags.0 = 0);
            let between = |home: Planar, facility: Planar| {
                let pair = Town { homes: vec![home], facilities: vec![facility], ..town.clone() };
                pair.answers()[0]
            };
            for (&home, &facility) in town.homes.iter().zip(&town.facilities) {
                prop_assert_eq!(between(home, facility), between(facility, home));
            }
        }

        #[test]
        fn asking_again_gives_the_same_whatever_was_asked_in_between(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            let graph = town.graph();
            let entrances: Vec<Entrance> = (0..)
                .zip(place_all(&graph, &town.facilities))
                .filter_map(|(facility, position)| Some(Entrance { facility, position: position.ok()? }))
                .collect();
            let mut search = FacilitySearch::new(&graph);
            let first = search.nearest(&entrances).labels().to_vec();
            search.nearest(entrances.get(1..).unwrap_or_default());
            prop_assert_eq!(search.nearest(&entrances).labels().to_vec(), first);
        }

        #[test]
        fn the_search_finds_what_dijkstra_finds_from_every_home(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            prop_assert_eq!(town.answers(), plain_answers(&town));
        }

        #[test]
        fn splitting_streets_at_their_bends_changes_nothing(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            prop_assert_eq!(split_at_bends(&town).answers(), town.answers());
        }

        #[test]
        fn renumbering_nodes_and_turning_the_order_of_ways_changes_nothing(seed in 0u64..1_000_000) {
            let town = random_town(seed);
            prop_assert_eq!(renumbered(&town).answers(), town.answers());
        }

        #[test]
        fn one_more_facility_never_lengthens_a_trip(seed in 0u64..1_000_000, x in 0.0f64..500.0, y in 0.0f64..500.0) {
            let town = random_town(seed);
            let mut richer = town.clone();
            richer.facilities.push(Planar { x, y });
            for (before, after) in town.answers().into_iter().zip(richer.answers()) {
                if let Some((_, before)) = before {
                    let after = after.map(|(_, distance)| distance);
                    prop_assert!(after.is_some_and(|after| after <= before), "{before} {after:?}");
                }
            }
        }
    }

    #[test]
    fn the_random_towns_are_worth_comparing() {
        let answers: Vec<Option<(u32, u32)>> = (0..100)
            .flat_map(|seed| random_town(seed).answers())
            .collect();
        let reached = answers.iter().flatten().count();
        assert!(
            reached > 300 && answers.len() - reached > 100,
            "{reached} of {}",
            answers.len()
        );
    }
}
