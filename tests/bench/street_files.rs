//! How long a file of streets takes to become a graph; and where the real networks are at hand, the lengths of seeded
//! routes over them for `peers_routes.py`, which walks them over a graph of its own.
//! Usage: `cargo bench --bench street_files -- STREETS.osm.pbf FOLDER`, with `NABIJ_DATA` for the routes.

#[path = "../support/real_networks.rs"]
mod real_networks;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use nabij::ingest::profiles_file::built_in_street_rules;
use nabij::ingest::read_streets::read_osm_streets;
use nabij::model::position::Planar;
use nabij::model::units::Metres;
use nabij::network::entrance::Entrance;
use nabij::network::graph::Graph;
use nabij::network::nearest_facility::FacilitySearch;
use nabij::network::snapping::StreetIndex;
use real_networks::{REAL_NETWORKS, RealNetwork, places_beside_streets, walking_graph};

/// Each time is the fastest of so many runs.
const RUNS: usize = 5;
const ROUTES: usize = 150;
const SNAP_LIMIT: f64 = 300.0;

fn main() {
    // Cargo adds `--bench`; a test run of all targets has no file and nothing to do.
    let arguments: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let [file, folder] = arguments.as_slice() else {
        return;
    };
    fs::create_dir_all(folder).expect("the folder can be made");
    let loading = fastest_loading(file);
    fs::write(folder.join("loading.csv"), loading).expect("the file can be written");
    let Some(data) = std::env::var_os("NABIJ_DATA").map(PathBuf::from) else {
        return;
    };
    for network in &REAL_NETWORKS {
        let routes = routes(network, &data);
        let path = folder.join(format!("{}.csv", network.name));
        fs::write(path, routes).expect("the file can be written");
    }
}

/// How many nodes the file has, and the milliseconds from the file to the graph of walkers.
fn fastest_loading(file: &Path) -> String {
    let mut nodes = 0;
    let mut load = || {
        let started = Instant::now();
        let streets = read_osm_streets(file, "streets", "EPSG:28992", &mut Vec::new());
        let streets = streets.expect("a whole file");
        nodes = streets.nodes.len();
        let graph = Graph::build(&streets, &built_in_street_rules().foot, 40).expect("sound");
        assert!(!graph.nodes().is_empty());
        started.elapsed().as_secs_f64() * 1000.0
    };
    let fastest = (0..RUNS).map(|_| load()).fold(f64::INFINITY, f64::min);
    format!("{nodes},{fastest:.1}")
}

/// From where to where, and how far it is in metres: nothing where there is no way.
fn routes(network: &RealNetwork, data: &Path) -> String {
    let graph = walking_graph(network, data);
    let index = StreetIndex::new(&graph);
    let mut search = FacilitySearch::new(&graph);
    let limit = Metres::new(SNAP_LIMIT).expect("positive");
    let mut metres = |from: Planar, to: Planar| {
        let position = |place| index.position(&graph, place, limit).ok();
        let (from, to) = (position(from)?, position(to)?);
        let there = [Entrance {
            facility: 0,
            position: to,
        }];
        let found = search.nearest(&there).from_position(&from)?;
        Some(found.distance.metres().value())
    };
    let places = places_beside_streets(&graph, 2 * ROUTES, 1);
    let line = |pair: &[Planar]| {
        let [from, to] = [pair[0], pair[1]];
        let metres = metres(from, to).map_or(String::new(), |metres| metres.to_string());
        format!("{},{},{},{},{metres}\n", from.x, from.y, to.x, to.y)
    };
    places.chunks_exact(2).map(line).collect()
}
