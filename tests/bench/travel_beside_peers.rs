//! Writes a seeded network, its facilities and nabij's answers with their times for `peers_travel.py`, which asks
//! other programs the same. Usage: `cargo bench --bench travel_beside_peers -- FOLDER [NODES]`. For more than a million
//! nodes it only prints how long the nearest facility of every node takes: 9,000,000 are those of a country.

#[path = "../support/random_network.rs"]
mod random_network;
#[path = "../support/random_sites.rs"]
mod random_sites;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use nabij::access::travel_table::{SupplyId, TravelTable, Trip};
use nabij::access::two_step_catchment::two_step_catchment;
use nabij::model::people::People;
use nabij::model::units::Seconds;
use nabij::network::entrance::Entrance;
use nabij::network::graph::{Graph, NodeId};
use nabij::network::length::Millimetres;
use nabij::network::nearest_facility::FacilitySearch;
use nabij::network::nearest_few::nearest_few;
use nabij::network::sums_within::sums_within;
use nabij::network::within_limit::LimitedSearch;
use random_sites::{at_node, random_graph, sites};

/// Each figure is the fastest of so many runs.
const RUNS: usize = 7;
/// From so many nodes on only the nearest facility is asked.
const COUNTRY: usize = 1_000_000;
const REACH: Millimetres = Millimetres(1_200_000);

fn main() {
    // Cargo adds `--bench`; a test run of all targets has no folder and nothing to do.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let Some(folder) = arguments.first().map(PathBuf::from) else {
        return;
    };
    let nodes = arguments
        .get(1)
        .map_or(200_000, |word| word.parse().expect("a number of nodes"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let built = Instant::now();
    let graph = random_graph(nodes);
    let build_ms = milliseconds(built);
    let sites = sites(&graph);
    if nodes > COUNTRY {
        let mut search = FacilitySearch::new(&graph);
        let nearest_ms = fastest(|| search.nearest(&sites).labels().len());
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "bench nearest_{}_nodes nabij_ms={nearest_ms:.0} build_ms={build_ms:.0} peak_mb={}",
            graph.nodes().len(),
            peak_megabytes().map_or("unknown".to_owned(), |peak| format!("{peak:.0}"))
        )
        .expect("somebody reads it");
        return;
    }
    write_network(&folder, &graph, &sites);
    let mut search = FacilitySearch::new(&graph);
    let nearest_ms = fastest(|| search.nearest(&sites).labels().len());
    let found = search.nearest(&sites);
    let metres = |node: u32| {
        found
            .from_node(NodeId(node))
            .map_or(f64::NAN, |nearest| nearest.distance.metres().value())
    };
    write_column(
        &folder,
        "nearest",
        (0..graph.nodes().len() as u32).map(metres),
    );
    let few_ms = fastest(|| nearest_few(&graph, &sites, 3));
    let few = nearest_few(&graph, &sites, 3);
    let third = |node: u32| {
        few.from_position(&at_node(&graph, NodeId(node)))
            .get(2)
            .map_or(f64::NAN, |third| third.distance.metres().value())
    };
    write_column(&folder, "third", (0..graph.nodes().len() as u32).map(third));
    let supply_ms = fastest(|| aggregate_supply(&graph, &sites));
    write_column(
        &folder,
        "supply_within",
        aggregate_supply(&graph, &sites).into_iter(),
    );
    let ones = vec![People::whole(1); graph.nodes().len()];
    let dense_ms = fastest(|| sums_within(&graph, &ones, REACH).len());
    let everywhere = sums_within(&graph, &ones, REACH);
    write_column(
        &folder,
        "nodes_within",
        everywhere.into_iter().map(People::value),
    );
    let (table, pairs) = trips(&graph, &sites);
    let catchment_ms = fastest(|| two_step_catchment(&table, paced()).access.len());
    let places = two_step_catchment(&table, paced()).access;
    write_column(
        &folder,
        "two_step",
        places.into_iter().map(|places| places.unwrap_or(f64::NAN)),
    );
    fs::write(folder.join("pairs.csv"), pairs).expect("the file can be written");
    let figures = [
        ("2sfca_1200_m_from_table", catchment_ms),
        ("build", build_ms),
        ("nearest", nearest_ms),
        ("nearest_3", few_ms),
        ("supply_within_1200_m", supply_ms),
        ("all_nodes_within_1200_m", dense_ms),
    ];
    let lines = figures
        .map(|(name, milliseconds)| format!("{name},{milliseconds:.3}\n"))
        .concat();
    fs::write(folder.join("nabij.csv"), lines).expect("the file can be written");
}

/// Places (one hundred for each facility) within reach of every node, summed from the facilities.
fn aggregate_supply(graph: &Graph, sites: &[Entrance]) -> Vec<f64> {
    let mut sums = vec![0.0; graph.nodes().len()];
    let mut search = LimitedSearch::new(graph);
    for site in sites {
        for (node, _) in search.within(&[site.position], REACH).nodes() {
            sums[node.0 as usize] += 100.0;
        }
    }
    sums
}

/// The pairs of node and facility within reach as a table, at one metre a second, and as text with metres.
fn trips(graph: &Graph, sites: &[Entrance]) -> (TravelTable, String) {
    let mut search = LimitedSearch::new(graph);
    let mut rows = vec![Vec::new(); graph.nodes().len()];
    let mut pairs = String::new();
    for (site, supply) in sites.iter().zip(0..) {
        for (node, distance) in search.within(&[site.position], REACH).nodes() {
            let metres = distance.metres().value();
            pairs.push_str(&format!("{},{supply},{metres}\n", node.0));
            rows[node.0 as usize].push(Trip {
                time: Seconds::new(metres).expect("positive"),
                supply: SupplyId(supply),
            });
        }
    }
    let people = vec![People::whole(10); rows.len()];
    let table =
        TravelTable::new(paced(), people, vec![Some(100); sites.len()], rows).expect("sound");
    (table, pairs)
}

fn paced() -> Seconds {
    Seconds::new(f64::from(REACH.0) / 1_000.0).expect("positive")
}

fn fastest<T>(mut run: impl FnMut() -> T) -> f64 {
    let times = (0..RUNS).map(|_| {
        let started = Instant::now();
        std::hint::black_box(run());
        milliseconds(started)
    });
    times.fold(f64::INFINITY, f64::min)
}

/// The most memory that this program ever had, in megabytes of 1,000,000 bytes, where the system tells it.
fn peak_megabytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1.024 / 1_000.0)
}

fn milliseconds(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1000.0
}

fn write_network(folder: &Path, graph: &Graph, sites: &[Entrance]) {
    let mut nodes = fs::File::create(folder.join("nodes.csv")).expect("the file can be made");
    let places = graph
        .nodes()
        .iter()
        .map(|place| format!("{:.3},{:.3}\n", place.x, place.y));
    nodes
        .write_all(places.collect::<String>().as_bytes())
        .expect("the file can be written");
    let edges = graph
        .edges()
        .iter()
        .map(|edge| format!("{},{},{}\n", edge.from.0, edge.to.0, edge.length.0));
    fs::write(folder.join("edges.csv"), edges.collect::<String>())
        .expect("the file can be written");
    let node = |site: &Entrance| {
        let edge = graph.edges()[site.position.edge.0 as usize];
        if site.position.offset == Millimetres::ZERO {
            edge.from.0
        } else {
            edge.to.0
        }
    };
    let at = sites.iter().map(|site| format!("{}\n", node(site)));
    fs::write(folder.join("facilities.csv"), at.collect::<String>())
        .expect("the file can be written");
}

fn write_column(folder: &Path, name: &str, values: impl Iterator<Item = f64>) {
    let lines: String = values.map(|value| format!("{value}\n")).collect();
    fs::write(folder.join(format!("{name}.csv")), lines).expect("the file can be written");
}
