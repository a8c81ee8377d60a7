//! Studies outside the Netherlands, on real streets: any metric projected system will do. And the nearest of some
//! places on every real network, beside plain Dijkstra.
//! The files are read where `NABIJ_DATA` points; without it these tests say that they were skipped.

#![expect(clippy::print_stderr, reason = "a tester must see what was not tested")]

#[path = "support/real_networks.rs"]
mod real_networks;

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs;
use std::path::{Path, PathBuf};

use nabij::access::analysis::travel_by_kind;
use nabij::access::reach::Reach;
use nabij::access::travel::TravelIndex;
use nabij::ingest::line_streets::LineTag;
use nabij::ingest::load::load_study;
use nabij::ingest::profiles_file::built_in_street_rules;
use nabij::ingest::report::Report;
use nabij::model::position::Planar;
use nabij::model::town_data::TownData;
use nabij::model::travel_mode::DistanceLevel;
use nabij::model::units::Metres;
use nabij::network::entrance::Entrance;
use nabij::network::graph::{EdgeId, Graph};
use nabij::network::nearest_facility::FacilitySearch;
use nabij::network::position::Position;
use nabij::network::snapping::StreetIndex;
use nabij::study::unplaced::report_unplaced;
use real_networks::{REAL_NETWORKS, lines, places_beside_streets, walking_graph};

/// A place with its extract, its system, and the box in degrees in which homes are strewn.
struct Elsewhere {
    extract: &'static str,
    crs: &'static str,
    west_south_east_north: [f64; 4],
}

const MONACO: Elsewhere = Elsewhere {
    extract: "monaco.osm.pbf",
    crs: "EPSG:32632",
    west_south_east_north: [7.415, 43.728, 7.428, 43.738],
};
const HELSINKI: [Elsewhere; 2] = [
    Elsewhere {
        extract: "helsinki_centre.osm.pbf",
        crs: "EPSG:3879",
        west_south_east_north: [24.9365, 60.1655, 24.952, 60.178],
    },
    Elsewhere {
        extract: "helsinki_centre.osm.pbf",
        crs: "EPSG:32635",
        west_south_east_north: [24.9365, 60.1655, 24.952, 60.178],
    },
];

/// Twenty by twenty homes and four schools; nothing when the real data is not at hand.
fn town(place: &Elsewhere) -> Option<TownData> {
    let Some(data) = std::env::var_os("NABIJ_DATA") else {
        eprintln!(
            "skipped: NABIJ_DATA is not set, so there is no {}",
            place.extract
        );
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let [west, south, east, north] = place.west_south_east_north;
    let at = |across: f64, up: f64| (west + across * (east - west), south + up * (north - south));
    let homes = (0..400).map(|home| {
        let (longitude, latitude) = at(f64::from(home % 20) / 19.0, f64::from(home / 20) / 19.0);
        format!("h{home},{longitude},{latitude},10\n")
    });
    let schools = [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
        .into_iter()
        .zip(0..)
        .map(|((across, up), school)| {
            let (longitude, latitude) = at(across, up);
            format!("s{school},{longitude},{latitude}\n")
        });
    write(
        folder.path(),
        "homes.csv",
        &format!("id,lon,lat,n\n{}", homes.collect::<String>()),
    );
    write(
        folder.path(),
        "schools.csv",
        &format!("id,lon,lat\n{}", schools.collect::<String>()),
    );
    let ring = format!(
        "[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]"
    );
    let area = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"code\":\"X1\",\"naam\":\"X\"}},\
         \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{ring}}}}}]}}"
    );
    write(folder.path(), "area.geojson", &area);
    let extract: PathBuf = Path::new(&data).join("networks").join(place.extract);
    write(folder.path(), "study.toml", &study(place.crs, &extract));
    let loaded = load_study(folder.path(), None, &|_| ()).expect("the study file is there");
    assert!(loaded.town.is_some(), "{}", loaded.report);
    loaded.town
}

fn study(crs: &str, extract: &Path) -> String {
    format!(
        "name = \"X\"\ncrs = \"{crs}\"\nreference_date = \"2024-01-01\"\n\
         [[areas]]\nlevel = \"buurt\"\nfile = \"area.geojson\"\ncrs = \"OGC:CRS84\"\ncolumns = {{ code = \"code\", name = \"naam\" }}\n\
         [[facilities]]\nfile = \"schools.csv\"\ncrs = \"OGC:CRS84\"\nkind = \"PO\"\ncolumns = {{ id = \"id\" }}\n\
         position = {{ x = \"lon\", y = \"lat\" }}\n\
         [[residents]]\nshape = \"points\"\nfile = \"homes.csv\"\ncrs = \"OGC:CRS84\"\nresolution_m = 0\ncolumns = {{ id = \"id\" }}\n\
         position = {{ x = \"lon\", y = \"lat\" }}\ncounts = {{ \"4-12\" = {{ column = \"n\" }} }}\n\
         [[streets]]\nfile = \"{}\"\n",
        extract.display()
    )
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file for the test");
}

fn reaches(town: &TownData) -> Vec<Reach> {
    let index = TravelIndex::build(town).expect("sound");
    let travel = travel_by_kind(town, &index).expect("sound");
    travel
        .into_iter()
        .next()
        .expect("there are schools")
        .reaches
}

/// No way is shorter than the straight line, and what is reached is reached within a plausible detour.
fn check(place: &Elsewhere) -> Option<Vec<Option<f64>>> {
    let town = town(place)?;
    assert_eq!(
        (town.distance_level, town.crs.as_str()),
        (DistanceLevel::D3, place.crs)
    );
    let reaches = reaches(&town);
    let mut reached = 0;
    for (home, reach) in town.demand.iter().zip(&reaches) {
        let Some(nearest) = reach.nearest() else {
            continue;
        };
        let straight = home
            .position
            .distance(town.facilities[nearest.facility].position);
        assert!(
            nearest.distance.value() + 0.01 >= straight,
            "{} is nearer over the streets",
            home.id
        );
        reached += 1;
    }
    assert!(reached > 300, "{reached} of 400 homes reach a school");
    Some(
        reaches
            .iter()
            .map(|reach| reach.nearest().map(|nearest| nearest.distance.value()))
            .collect(),
    )
}

#[test]
fn monaco_is_measured_in_utm_with_its_sea_and_its_steps() {
    check(&MONACO);
}

#[test]
fn helsinki_is_the_same_in_two_systems_but_for_their_scale() {
    let [Some(gauss), Some(utm)] = HELSINKI.map(|place| check(&place)) else {
        return;
    };
    // UTM shrinks by up to 0.04 % at its middle; Helsinki lies two degrees from it.
    let apart = gauss
        .iter()
        .zip(&utm)
        .filter_map(|(one, other)| Some((one.as_ref()? - other.as_ref()?).abs() / one.as_ref()?));
    let largest = apart.fold(0.0, f64::max);
    assert!(largest < 0.02, "{largest}");
}

/// Dijkstra's algorithm with a heap: how far every node is from a place on an edge, in millimetres.
fn plain_distances(graph: &Graph, steps: &Steps, from: Position) -> Vec<Option<u64>> {
    let edge = graph.edges()[from.edge.0 as usize];
    let (back, ahead) = (from.offset.0, edge.length.0 - from.offset.0);
    let mut waiting = BinaryHeap::new();
    if edge.directions.backward() || back == 0 {
        waiting.push(Reverse((u64::from(back), edge.from.0)));
    }
    if edge.directions.forward() || ahead == 0 {
        waiting.push(Reverse((u64::from(ahead), edge.to.0)));
    }
    let mut distances = vec![None; steps.len()];
    while let Some(Reverse((distance, node))) = waiting.pop() {
        if distances[node as usize].is_none() {
            distances[node as usize] = Some(distance);
            let further = steps[node as usize].iter();
            waiting.extend(further.map(|&(next, length)| Reverse((distance + length, next))));
        }
    }
    distances
}

/// The shortest of the ways over either end of the edge, and along it when both places are on it.
fn plain_distance(
    graph: &Graph,
    distances: &[Option<u64>],
    from: Position,
    to: Position,
) -> Option<u64> {
    let edge = graph.edges()[to.edge.0 as usize];
    let (back, ahead) = (to.offset.0, edge.length.0 - to.offset.0);
    let mut ways = Vec::new();
    if edge.directions.forward() || back == 0 {
        ways.push(distances[edge.from.0 as usize].map(|distance| distance + u64::from(back)));
    }
    if edge.directions.backward() || ahead == 0 {
        ways.push(distances[edge.to.0 as usize].map(|distance| distance + u64::from(ahead)));
    }
    let along = match to.offset.cmp(&from.offset) {
        Ordering::Greater => edge.directions.forward(),
        Ordering::Less => edge.directions.backward(),
        Ordering::Equal => true,
    };
    if from.edge == to.edge && along {
        ways.push(Some(u64::from(to.offset.0.abs_diff(from.offset.0))));
    }
    let shortest = ways.into_iter().flatten().min()?;
    Some(shortest + u64::from(from.leg.0) + u64::from(to.leg.0))
}

/// For every node the nodes one step away.
type Steps = Vec<Vec<(u32, u64)>>;

fn steps(graph: &Graph) -> Steps {
    let mut steps = vec![Vec::new(); graph.nodes().len()];
    for edge in graph.edges() {
        if edge.directions.forward() {
            steps[edge.from.0 as usize].push((edge.to.0, u64::from(edge.length.0)));
        }
        if edge.directions.backward() {
            steps[edge.to.0 as usize].push((edge.from.0, u64::from(edge.length.0)));
        }
    }
    steps
}

#[test]
fn the_nearest_of_five_places_is_the_one_that_dijkstra_finds_on_every_real_network() {
    let Some(data) = std::env::var_os("NABIJ_DATA") else {
        eprintln!("skipped: NABIJ_DATA is not set, so there are no real networks");
        return;
    };
    for network in &REAL_NETWORKS {
        let graph = walking_graph(network, Path::new(&data));
        let index = StreetIndex::new(&graph);
        let limit = Metres::new(300.0).expect("positive");
        let place = |place| {
            index
                .position(&graph, place, limit)
                .expect("beside a street")
        };
        let places = places_beside_streets(&graph, 105, 1).into_iter().map(place);
        let places: Vec<Position> = places.collect();
        let (sites, homes) = places.split_at(5);
        let entrances: Vec<Entrance> = (0..)
            .zip(sites)
            .map(|(facility, &position)| Entrance { facility, position })
            .collect();
        let mut search = FacilitySearch::new(&graph);
        let found = search.nearest(&entrances);
        let steps = steps(&graph);
        let mut reached = 0;
        for (number, home) in homes.iter().enumerate() {
            let distances = plain_distances(&graph, &steps, *home);
            let plain = (0u32..).zip(sites).filter_map(|(facility, &site)| {
                Some((plain_distance(&graph, &distances, *home, site)?, facility))
            });
            let nearest = found.from_position(home);
            let nearest = nearest.map(|found| (u64::from(found.distance.0), found.facility));
            assert_eq!(nearest, plain.min(), "{}, home {number}", network.name);
            reached += usize::from(nearest.is_some());
        }
        assert!(reached > 50, "{}: {reached} of 100", network.name);
    }
}

/// The nodes of each group of streets that hang together, in whatever direction one may go, the largest group first.
fn pieces(graph: &Graph) -> Vec<Vec<usize>> {
    let mut beside = vec![Vec::new(); graph.nodes().len()];
    for edge in graph.edges() {
        let [from, to] = [edge.from.0 as usize, edge.to.0 as usize];
        beside[from].push(to);
        beside[to].push(from);
    }
    let mut seen = vec![false; beside.len()];
    let mut pieces = Vec::new();
    for start in 0..beside.len() {
        let (mut piece, mut waiting) = (Vec::new(), vec![start]);
        while let Some(node) = waiting.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                piece.push(node);
                waiting.extend(&beside[node]);
            }
        }
        pieces.push(piece);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces.sort_by_key(|piece| Reverse(piece.len()));
    pieces
}

/// The straight distance from a place to a line, in metres.
fn distance_to(place: Planar, line: &[Planar]) -> f64 {
    let of_stretch = |ends: &[Planar]| {
        let (from, to) = (ends[0], ends[1]);
        let (across, up) = (to.x - from.x, to.y - from.y);
        let along = (place.x - from.x) * across + (place.y - from.y) * up;
        let part = (along / (across * across + up * up).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        let nearest = Planar {
            x: from.x + part * across,
            y: from.y + part * up,
        };
        place.distance(nearest)
    };
    line.windows(2)
        .map(of_stretch)
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn of_the_74_pieces_of_osdorp_the_small_ones_are_not_used_and_people_beside_them_walk_on() {
    let Some(data) = std::env::var_os("NABIJ_DATA") else {
        eprintln!("skipped: NABIJ_DATA is not set, so there is no network of Osdorp");
        return;
    };
    let [osdorp, ..] = &REAL_NETWORKS;
    let footway = LineTag::Fixed {
        tag: "highway".to_owned(),
        value: "footway".to_owned(),
    };
    let path = Path::new(&data).join("networks").join(osdorp.file);
    let streets = lines(osdorp, &path, &[footway]);
    let rules = built_in_street_rules().foot;
    let graph = |smallest| Graph::build(&streets, &rules, smallest).expect("sound streets");
    let (all, used) = (graph(0), graph(40));
    let of_all = pieces(&all);
    // The 74th is one line without length, which is left out when it is read, and named.
    assert_eq!((of_all.len(), pieces(&used).len()), (73, 2));
    // Bends count too, so the pieces that are used have all their nodes.
    let [first, second] = [0, 1].map(|piece: usize| of_all[piece].len());
    assert_eq!(used.nodes().len(), first + second);
    let index = StreetIndex::new(&used);
    let limit = Metres::new(300.0).expect("positive");
    let lines: Vec<Vec<Planar>> = (0..used.edges().len() as u32)
        .map(|edge| used.shape(EdgeId(edge)).iter())
        .map(|shape| shape.map(|point| point.place).collect())
        .collect();
    for piece in &of_all[2..] {
        let place = all.nodes()[piece[0]];
        let plain = lines.iter().map(|line| distance_to(place, line));
        let plain = plain.fold(f64::INFINITY, f64::min);
        match index.position(&used, place, limit) {
            Ok(position) => {
                let leg = f64::from(position.leg.0) / 1000.0;
                assert!((leg - plain).abs() < 0.001, "{place:?}: {leg} {plain}");
                let on_it = distance_to(place, &lines[position.edge.0 as usize]);
                assert!((on_it - plain).abs() < 1e-6, "{place:?}: {on_it} {plain}");
            }
            Err(too_far) => {
                let nearest = too_far.nearest.map(Metres::value);
                let agrees = nearest.is_some_and(|nearest| (nearest - plain).abs() < 0.001);
                assert!(plain > 300.0 && agrees, "{place:?}: {nearest:?} {plain}");
            }
        }
    }
}

#[test]
fn in_monaco_every_point_without_a_place_is_listed_with_the_reason_and_the_distance() {
    let Some(mut town) = town(&MONACO) else {
        return;
    };
    // So near to a street not all homes are; and one school is put into the sea, three kilometres to the east.
    town.street_rules.limit = Metres::new(15.0).expect("positive");
    town.facilities[0].position.x += 3_000.0;
    let homeless = reaches(&town)
        .iter()
        .filter(|reach| **reach == Reach::NoPlace)
        .count();
    assert!((20..380).contains(&homeless), "{homeless}");
    let mut report = Report::default();
    report_unplaced(&town, &mut report).expect("sound");
    let found: Vec<&str> = report
        .problems
        .iter()
        .map(|problem| problem.found.as_str())
        .collect();
    let homes = found.iter().filter(|found| found.starts_with("home \"h"));
    assert_eq!(homes.count(), homeless);
    for found in &found {
        let metres = found
            .split(" at ")
            .nth(1)
            .and_then(|rest| rest.strip_suffix(" m from the nearest street usable on foot"));
        let metres: Option<f64> = metres.and_then(|metres| metres.parse().ok());
        assert!(metres.is_some_and(|metres| metres >= 15.0), "{found}");
    }
    let at_sea = found
        .iter()
        .any(|found| found.starts_with("facility \"s0\" at "));
    assert!(at_sea, "{found:?}");
}
