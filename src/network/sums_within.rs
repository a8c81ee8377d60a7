//! What lies within a distance of every node, summed: a search from each, in groups and side by side on all threads.
//! Where what is summed stands in few places, a search from each of those is far cheaper
//! ([`crate::network::within_limit`]); this one is for what is everywhere: residents.

use rayon::prelude::*;

use crate::model::people::People;
use crate::network::group_search::{GROUP, GroupSearch};
use crate::network::length::Millimetres;
use crate::network::street_graph::StreetGraph;

/// The people at all nodes that are no farther than `limit` from each node, itself included.
///
/// # Shape
/// `people` has one number for each node, and so has the answer.
///
/// # Cost
/// The nodes within the limit of every node: a quarter of a second for 200,000 nodes and 1,200 m on two threads.
pub fn sums_within<G: StreetGraph>(
    graph: &G,
    people: &[People],
    limit: Millimetres,
) -> Vec<People> {
    let mut sums = vec![People::NONE; graph.node_count()];
    sums.par_chunks_mut(GROUP).enumerate().for_each_init(
        || GroupSearch::new(graph, limit),
        |search, (group, sums)| add_up(search, people, group * GROUP, sums),
    );
    sums
}

/// Fills in the sums of a group of nodes, which are numbered from `first` on.
fn add_up<G: StreetGraph>(
    search: &mut GroupSearch<'_, G>,
    people: &[People],
    first: usize,
    sums: &mut [People],
) {
    let mut billionths = [0u64; GROUP];
    // Nodes are counted in 32 bits.
    for (node, left) in search.within(first as u32..(first + sums.len()) as u32) {
        let here = people[node.0 as usize].billionths();
        for (sum, left) in billionths.iter_mut().zip(left) {
            *sum += if *left >= 0 { here } else { 0 };
        }
    }
    for (sum, billionths) in sums.iter_mut().zip(billionths) {
        *sum = People::from_billionths(billionths);
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    use super::*;
    use crate::model::position::Planar;
    use crate::network::drawn_town::Town;
    use crate::network::graph::Graph;
    use proptest::prelude::*;
    use rand::Rng;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn a_street_of_three_nodes_adds_up_who_is_near() {
        // Ten people each at 0 and 30 m, one at 100 m: within 30 m the first two have each other, the last has itself.
        let graph = Town::from_ascii("+--+------+", 10.0).graph();
        let crowd = |node: &Planar| if node.x < 50.0 { 10 } else { 1 };
        let people = graph.nodes().iter().map(crowd).map(People::whole);
        let people: Vec<People> = people.collect();
        let mut sums = sums_within(&graph, &people, Millimetres(30_000));
        sums.sort_unstable();
        assert_eq!(sums, [1, 20, 20].map(People::whole));
    }

    /// Some hundred nodes in four places that no street joins: one-way and double streets, streets without length
    /// and one that takes 3,000 km, in no order.
    fn scattered_town(seed: u64) -> Town {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut town = Town::without_streets();
        let nodes = random.random_range(100..400u32);
        let mut places: Vec<Planar> = Vec::new();
        for node in 0..nodes {
            let mut along = |from: f64| from + random.random_range(0.0..700.0);
            let place = Planar {
                x: along(f64::from(node % 4) * 10_000.0),
                y: along(0.0),
            };
            let twin = places
                .len()
                .checked_sub(4)
                .filter(|_| random.random_bool(0.1));
            places.push(twin.map_or(place, |twin| places[twin]));
        }
        town.streets.nodes = places;
        for _ in 0..nodes * 3 {
            let from = random.random_range(0..nodes);
            let to = (from + 4 * random.random_range(1..6)).min(nodes - 4 + from % 4);
            town.add_way(&[from, to], random.random_bool(0.4));
        }
        for node in 4..nodes {
            town.add_way(&[node - 4, node], false);
        }
        town.streets.nodes.push(Planar { x: 3e6, y: 0.0 });
        town.add_way(&[0, nodes], false);
        town
    }

    /// Dijkstra's algorithm with a heap over the edges, from every node.
    fn plain_sums(graph: &Graph, people: &[People], limit: u32) -> Vec<People> {
        let mut steps = vec![Vec::new(); people.len()];
        for edge in graph.edges() {
            let (from, to, length) = (edge.from.0, edge.to.0, u64::from(edge.length.0));
            if edge.directions.forward() {
                steps[from as usize].push((to, length));
            }
            if edge.directions.backward() {
                steps[to as usize].push((from, length));
            }
        }
        let sum_from = |start: u32| {
            let mut sum = People::NONE;
            let mut settled = vec![false; people.len()];
            let mut waiting = BinaryHeap::from([Reverse((0u64, start))]);
            while let Some(Reverse((distance, node))) = waiting.pop() {
                if distance > u64::from(limit)
                    || std::mem::replace(&mut settled[node as usize], true)
                {
                    continue;
                }
                sum = sum + people[node as usize];
                let further = steps[node as usize].iter();
                waiting.extend(further.map(|&(next, length)| Reverse((distance + length, next))));
            }
            sum
        };
        (0..people.len() as u32).map(sum_from).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn the_sums_are_those_of_a_plain_search_from_every_node(seed in 0u64..1_000_000, limit in 0u32..1_500_000) {
            let graph = scattered_town(seed).graph();
            // Thirds of people, so that nothing is lost on the way.
            let people: Vec<People> = (0..graph.nodes().len() as u64)
                .map(|node| People::from_billionths(node * 333_333_333))
                .collect();
            for limit in [limit, 0, u32::MAX - 1] {
                let far_enough = limit.min(i32::MAX as u32 - 1);
                prop_assert_eq!(sums_within(&graph, &people, Millimetres(limit)), plain_sums(&graph, &people, far_enough));
            }
        }
    }

    #[test]
    fn the_scattered_towns_are_worth_comparing() {
        let graph = scattered_town(1).graph();
        let without_length = graph.edges().iter().filter(|edge| edge.length.0 == 0);
        let one_way = graph
            .edges()
            .iter()
            .filter(|edge| !edge.directions.backward() || !edge.directions.forward());
        assert!(without_length.count() > 5 && one_way.count() > 50 && graph.nodes().len() > 100);
    }
}
