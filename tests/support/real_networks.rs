//! The real street networks at hand as graphs for walkers, and seeded places beside their streets.

use std::collections::BTreeMap;
use std::path::Path;

use nabij::ingest::line_streets::{LineTag, read_line_streets};
use nabij::ingest::profiles_file::built_in_street_rules;
use nabij::ingest::read_streets::read_osm_streets;
use nabij::ingest::read_table::read_table;
use nabij::ingest::table::{GeometryFrom, TableRequest};
use nabij::model::position::Planar;
use nabij::model::streets::Streets;
use nabij::network::graph::Graph;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

/// A network with its file in the folder `networks`.
pub struct RealNetwork {
    pub name: &'static str,
    pub file: &'static str,
    pub crs: &'static str,
}

pub const REAL_NETWORKS: [RealNetwork; 3] = [
    RealNetwork {
        name: "osdorp",
        file: "amsterdam_osdorp_walk_network.gpkg",
        crs: "EPSG:28992",
    },
    RealNetwork {
        name: "monaco",
        file: "monaco.osm.pbf",
        crs: "EPSG:32632",
    },
    RealNetwork {
        name: "helsinki",
        file: "helsinki_centre.osm.pbf",
        crs: "EPSG:3879",
    },
];

/// The streets that a walker may use, without pieces of fewer than 40 nodes.
pub fn walking_graph(network: &RealNetwork, data: &Path) -> Graph {
    let path = data.join("networks").join(network.file);
    let streets = if network.file.ends_with(".gpkg") {
        lines(network, &path, &kind_of_path())
    } else {
        read_osm_streets(&path, network.file, network.crs, &mut Vec::new()).expect("a whole file")
    };
    Graph::build(&streets, &built_in_street_rules().foot, 40).expect("sound streets")
}

/// Lines whose kind is in `path_type`; the few without one are not used.
fn kind_of_path() -> [LineTag; 1] {
    let kinds = [
        ("walk", "footway"),
        ("bike", "cycleway"),
        ("walk_bike_connection", "crossing"),
    ];
    [LineTag::Column {
        tag: "highway".to_owned(),
        column: "path_type".to_owned(),
        values: BTreeMap::from(kinds.map(|(from, to)| (from.to_owned(), to.to_owned()))),
    }]
}

/// The lines of a network that is a layer.
pub fn lines(network: &RealNetwork, path: &Path, tags: &[LineTag]) -> Streets {
    let request = TableRequest {
        path: path.to_owned(),
        file: network.file.to_owned(),
        layer: None,
        crs: None,
        study_crs: network.crs.to_owned(),
        encoding: None,
        delimiter: None,
        geometry: GeometryFrom::Layer,
    };
    let table = read_table(&request, &mut Vec::new()).expect("a layer");
    read_line_streets(&table, tags, &mut Vec::new()).expect("lines")
}

/// So many places at most 40 m east or west and north or south of a node.
pub fn places_beside_streets(graph: &Graph, count: usize, seed: u64) -> Vec<Planar> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut place = || {
        let node = graph.nodes()[random.random_range(0..graph.nodes().len())];
        Planar {
            x: node.x + random.random_range(-40.0..40.0),
            y: node.y + random.random_range(-40.0..40.0),
        }
    };
    (0..count).map(|_| place()).collect()
}
