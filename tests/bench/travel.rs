//! Each promise on speed over streets, on seeded networks of three sizes; one thread, but all of them for the people
//! within 1,200 m.

#[path = "../support/random_network.rs"]
mod random_network;
#[path = "../support/random_sites.rs"]
mod random_sites;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use nabij::access::decay::Decay;
use nabij::access::enhanced_catchment::enhanced_catchment;
use nabij::access::travel_table::{SupplyId, TravelTable, Trip};
use nabij::ingest::profiles_file::built_in_street_rules;
use nabij::model::people::People;
use nabij::model::streets::Way;
use nabij::model::units::Seconds;
use nabij::network::edited_graph::EditedGraph;
use nabij::network::entrance::Entrance;
use nabij::network::graph::{EdgeId, Graph, NodeId};
use nabij::network::kept_search::KeptSearch;
use nabij::network::length::Millimetres;
use nabij::network::nearest_facility::FacilitySearch;
use nabij::network::nearest_few::nearest_few;
use nabij::network::spreading::Spreading;
use nabij::network::sums_within::sums_within;
use nabij::network::within_limit::LimitedSearch;
use random_network::{random_network, random_numbers};
use random_sites::{FACILITIES, at_node, random_graph, sites};

/// The kinds over which the facilities are spread.
const KINDS: usize = 20;
const SIZES: [usize; 3] = [2_000, 20_000, 200_000];

fn whole_searches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("travel");
    for size in SIZES {
        let graph = random_graph(size);
        let sites = sites(&graph);
        let people = vec![People::whole(10); graph.nodes().len()];
        let mut search = FacilitySearch::new(&graph);
        group.bench_function(BenchmarkId::new("nearest", size), |bencher| {
            bencher.iter(|| black_box(search.nearest(&sites).labels().len()));
        });
        group.bench_function(BenchmarkId::new("nearest three", size), |bencher| {
            bencher.iter(|| black_box(nearest_few(&graph, &sites, 3)));
        });
        group.bench_function(BenchmarkId::new("e2sfca", size), |bencher| {
            bencher.iter(|| black_box(places_per_person(&graph, &sites)));
        });
        group.bench_function(BenchmarkId::new("people within 1,200 m", size), |bencher| {
            bencher.iter(|| black_box(sums_within(&graph, &people, Millimetres(1_200_000))));
        });
    }
    group.finish();
}

fn edits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("travel");
    // Each edit needs a copy of what is kept, which takes a hundred times as long and is not counted.
    group.warm_up_time(Duration::from_millis(50));
    group.measurement_time(Duration::from_millis(100));
    for size in SIZES {
        let graph = random_graph(size);
        let sites = sites(&graph);
        let kept = KeptSearch::of(&graph, &sites);
        let mut spreading = Spreading::new(&graph);
        let mut facilities = (0..FACILITIES as u32).cycle();
        group.bench_function(BenchmarkId::new("site removed", size), |bencher| {
            bencher.iter_batched_ref(
                || (kept.clone(), facilities.next().expect("it never ends")),
                |(kept, facility)| kept.remove(&graph, &mut spreading, *facility),
                BatchSize::LargeInput,
            );
        });
        let mut nodes = random_numbers(1_000, graph.nodes().len(), 3)
            .into_iter()
            .cycle();
        group.bench_function(BenchmarkId::new("site added", size), |bencher| {
            bencher.iter_batched_ref(
                || {
                    let position = at_node(&graph, NodeId(nodes.next().expect("it never ends")));
                    (
                        kept.clone(),
                        Entrance {
                            facility: FACILITIES as u32,
                            position,
                        },
                    )
                },
                |(kept, entrance)| kept.add(&graph, &mut spreading, &[*entrance]),
                BatchSize::LargeInput,
            );
        });
        let of_kinds: Vec<KeptSearch> = (0..KINDS)
            .map(|kind| KeptSearch::of(&graph, &of_kind(&sites, kind)))
            .collect();
        let mut edges = random_numbers(1_000, graph.edges().len(), 4)
            .into_iter()
            .cycle();
        group.bench_function(
            BenchmarkId::new("street closed, 20 kinds", size),
            |bencher| {
                bencher.iter_batched_ref(
                    || {
                        (
                            of_kinds.clone(),
                            EdgeId(edges.next().expect("it never ends")),
                        )
                    },
                    |(of_kinds, edge)| close(&graph, of_kinds, *edge),
                    BatchSize::PerIteration,
                );
            },
        );
    }
    group.finish();
}

/// The only bridge to the far half of a town is closed, where no kind has a facility.
fn only_bridge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("travel");
    group.sample_size(20);
    for size in SIZES {
        let (graph, bridge, middle) = town_with_one_bridge(size);
        let near = |site: &Entrance| {
            let edge = graph.edges()[site.position.edge.0 as usize];
            graph.nodes()[edge.from.0 as usize].y < middle - 200.0
        };
        let sites: Vec<Entrance> = sites(&graph).into_iter().filter(near).collect();
        let of_kinds: Vec<KeptSearch> = (0..KINDS)
            .map(|kind| KeptSearch::of(&graph, &of_kind(&sites, kind)))
            .collect();
        group.bench_function(
            BenchmarkId::new("only bridge closed, 20 kinds", size),
            |bencher| {
                bencher.iter_batched_ref(
                    || of_kinds.clone(),
                    |of_kinds| close(&graph, of_kinds, bridge),
                    BatchSize::PerIteration,
                );
            },
        );
    }
    group.finish();
}

/// A seeded network with one bridge over its canal: the graph, the bridge, and how far north the canal is.
fn town_with_one_bridge(size: usize) -> (Graph, EdgeId, f64) {
    let mut streets = random_network(size, 1);
    let side = (size as f64).sqrt().round() as usize;
    let over_canal = |way: &Way| {
        let [from, to] = [way.nodes[0], way.nodes[1]].map(|node| node.0 as usize);
        to - from == side && from / side == side / 2
    };
    let bridges = streets.ways.iter().filter(|way| over_canal(way)).count();
    let mut met = 0;
    streets.ways.retain(|way| {
        met += usize::from(over_canal(way));
        !over_canal(way) || met == bridges / 2
    });
    let bridge = streets
        .ways
        .iter()
        .position(over_canal)
        .expect("one was kept");
    let middle = streets.nodes[streets.ways[bridge].nodes[0].0 as usize].y;
    let graph = Graph::build(&streets, &built_in_street_rules().foot, 40).expect("a sound network");
    let edges = graph.edges_of_way(bridge);
    (graph, *edges.first().expect("it is in use"), middle)
}

fn of_kind(sites: &[Entrance], kind: usize) -> Vec<Entrance> {
    sites
        .iter()
        .filter(|site| site.facility as usize % KINDS == kind)
        .copied()
        .collect()
}

fn close(graph: &Graph, of_kinds: &mut [KeptSearch], edge: EdgeId) {
    let mut edited = EditedGraph::new(graph);
    let change = edited.close(&[edge], 40);
    let mut spreading = Spreading::new(&edited);
    for kept in of_kinds {
        let entrances = kept.entrances().to_vec();
        kept.follow(&edited, &mut spreading, &change, &entrances);
    }
}

/// E2SFCA for every node as a home of ten people, 20 minutes at a child's pace.
fn places_per_person(graph: &Graph, sites: &[Entrance]) -> usize {
    let mut search = LimitedSearch::new(graph);
    let mut rows = vec![Vec::new(); graph.nodes().len()];
    for (site, supply) in sites.iter().zip(0..) {
        let found = search.within(&[site.position], Millimetres(1_320_000));
        for (node, distance) in found.nodes() {
            let time = Seconds::new(distance.metres().value() / 1.1).expect("positive");
            rows[node.0 as usize].push(Trip {
                time,
                supply: SupplyId(supply),
            });
        }
    }
    let seconds = |seconds: f64| Seconds::new(seconds).expect("positive");
    let people = vec![People::whole(10); rows.len()];
    let table = TravelTable::new(seconds(1_200.0), people, vec![Some(240); sites.len()], rows)
        .expect("sound");
    let decay = Decay::linear(seconds(600.0), seconds(1_200.0)).expect("later");
    enhanced_catchment(&table, &decay).access.len()
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = whole_searches, edits, only_bridge
}
criterion_main!(benches);
