//! `data/voorbeeldstad/` is what `nabij example` writes; nobody edits it by hand.
//! `UPDATE_GOLDEN=1 cargo test --test voorbeeldstad` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gdal::Dataset;
use gdal::vector::LayerAccess;
use nabij::example::request::{ExampleRequest, ExampleSummary};
use nabij::example::write::write_example;
use nabij::ingest::load::load_study;
use nabij::ingest::problem::Severity;
use nabij::model::area::AreaLevel;
use nabij::model::town_data::TownData;

/// The committed folder may not grow beyond this many bytes.
const LARGEST_FOLDER: usize = 3_000_000;

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad")
}

fn written() -> (tempfile::TempDir, ExampleSummary) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let summary =
        write_example(folder.path(), &ExampleRequest::default()).expect("the town is written");
    (folder, summary)
}

/// The bytes of each file of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("files have names")
                .to_string_lossy();
            (
                name.into_owned(),
                std::fs::read(&path).expect("the file can be read"),
            )
        })
        .collect()
}

/// The town that a folder tells of, and how much of it could not be read or was left out.
fn town(folder: &Path) -> (TownData, usize) {
    let loaded = load_study(folder, None, &|_| ()).expect("the study file is there");
    let report = loaded.report;
    let lost = report.count(Severity::Blocks) + report.count(Severity::LeftOut);
    (
        loaded.town.unwrap_or_else(|| unreachable!("{report}")),
        lost,
    )
}

/// All layers, rows and values of a GeoPackage as text. Its bytes also follow the versions of GDAL and SQLite.
fn geopackage_content(path: &Path) -> Vec<String> {
    let dataset = Dataset::open(path).expect("GDAL opens it");
    let mut content = Vec::new();
    for mut layer in dataset.layers() {
        let crs = layer.spatial_ref().and_then(|crs| crs.auth_code().ok());
        content.push(format!("{} in {crs:?}", layer.name()));
        for feature in layer.features() {
            let shape = feature.geometry().map(|geometry| geometry.wkt());
            let values: Vec<_> = feature.fields().collect();
            content.push(format!("{values:?} {shape:?}"));
        }
    }
    content
}

#[test]
fn the_committed_town_is_what_the_command_writes() {
    let (folder, _) = written();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(committed()).expect("the folder can be made");
        for (name, bytes) in files(folder.path()) {
            std::fs::write(committed().join(name), bytes).expect("the file can be written");
        }
    }
    let (expected, found) = (files(&committed()), files(folder.path()));
    assert_eq!(
        expected.keys().collect::<Vec<_>>(),
        found.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &expected {
        let is_same = if name.ends_with(".gpkg") {
            geopackage_content(&committed().join(name))
                == geopackage_content(&folder.path().join(name))
        } else {
            bytes == &found[name]
        };
        assert!(is_same, "{name} differs from what the command writes");
    }
    let size: usize = expected.values().map(Vec::len).sum();
    assert!(
        size < LARGEST_FOLDER,
        "the folder has grown to {size} bytes"
    );
}

#[test]
fn the_same_request_gives_the_same_bytes_and_another_seed_another_town() {
    let ((first, _), (second, _)) = (written(), written());
    let (first, second) = (files(first.path()), files(second.path()));
    for (name, bytes) in &first {
        assert!(bytes == &second[name], "{name} differs between two runs");
    }
    let other = tempfile::tempdir().expect("a folder for the test");
    let request = ExampleRequest {
        seed: 2,
        ..ExampleRequest::default()
    };
    write_example(other.path(), &request).expect("the town is written");
    assert!(files(other.path())["straten.osm.pbf"] != first["straten.osm.pbf"]);
}

#[test]
fn the_standard_town_has_the_size_it_promises() {
    let (_, summary) = written();
    assert_eq!(
        (
            summary.inhabitants,
            summary.districts,
            summary.neighbourhoods
        ),
        (60_000, 7, 32)
    );
    assert!(
        (7_000..9_000).contains(&summary.street_nodes),
        "{summary:?}"
    );
    assert!(
        (4_000..8_000).contains(&summary.residence_points),
        "{summary:?}"
    );
}

#[test]
fn residents_add_up_to_the_inhabitants_and_children_are_a_plausible_share() {
    let mut table =
        csv::Reader::from_path(committed().join("bewoners.csv")).expect("the table opens");
    let mut sums = [0u64; 4];
    for row in table.records() {
        let row = row.expect("the row can be read");
        for (sum, cell) in sums.iter_mut().zip(row.iter().skip(3)) {
            *sum += cell.parse::<u64>().expect("a whole number");
        }
    }
    let [all, toddlers, children, youth] = sums;
    assert_eq!(all, 60_000);
    assert!((2_400..3_000).contains(&toddlers), "{toddlers}");
    assert!((4_800..5_800).contains(&children), "{children}");
    assert!((3_800..4_600).contains(&youth), "{youth}");
}

#[test]
fn streets_are_sorted_complete_and_readable_by_others() {
    let path = committed().join("straten.osm.pbf");
    let (mut nodes, mut ways, mut kinds) = (Vec::new(), Vec::new(), BTreeSet::new());
    let reader = osmpbf::ElementReader::from_path(&path).expect("the file opens");
    reader
        .for_each(|element| match element {
            osmpbf::Element::DenseNode(node) => nodes.push((node.id(), node.lon(), node.lat())),
            osmpbf::Element::Way(way) => {
                kinds.extend(
                    way.tags()
                        .filter(|(key, _)| *key == "highway")
                        .map(|(_, value)| value.to_owned()),
                );
                ways.push((way.id(), way.refs().collect::<Vec<_>>()));
            }
            osmpbf::Element::Node(_) | osmpbf::Element::Relation(_) => {}
        })
        .expect("the file can be read");
    assert!(
        nodes.is_sorted_by(|one, other| one.0 < other.0)
            && ways.is_sorted_by(|one, other| one.0 < other.0)
    );
    let ids: BTreeSet<i64> = nodes.iter().map(|node| node.0).collect();
    let used: BTreeSet<i64> = ways.iter().flat_map(|way| way.1.iter().copied()).collect();
    assert_eq!(ids, used);
    // Open water between Hoorn and Lelystad.
    assert!(
        nodes
            .iter()
            .all(|(_, longitude, latitude)| (5.2..5.4).contains(longitude)
                && (52.55..52.65).contains(latitude))
    );
    for kind in [
        "secondary",
        "tertiary",
        "residential",
        "living_street",
        "pedestrian",
        "footway",
        "cycleway",
        "steps",
    ] {
        assert!(kinds.contains(kind), "no {kind} in {kinds:?}");
    }
    if gdal::DriverManager::get_driver_by_name("OSM").is_ok() {
        let dataset = Dataset::open(&path).expect("GDAL opens it");
        let lines = dataset
            .layer_by_name("lines")
            .expect("it has lines")
            .features()
            .count();
        assert_eq!(lines, ways.len());
    }
}

#[test]
fn every_shape_is_valid_and_water_meadow_and_park_do_not_overlap() {
    let polygons = |file: &str, layer: &str| {
        let dataset = Dataset::open(committed().join(file)).expect("GDAL opens it");
        let mut layer = dataset.layer_by_name(layer).expect("the layer is there");
        let shapes: Vec<_> = layer
            .features()
            .map(|feature| {
                let what = feature.field_as_string(0).expect("a text field");
                let shape = feature.geometry().expect("a geometry").clone();
                (what.unwrap_or_default(), shape)
            })
            .collect();
        shapes
    };
    for (file, layer) in [
        ("buurten.shp", "buurten"),
        ("wijken.gpkg", "wijken"),
        ("gebouwen.shp", "gebouwen"),
        ("achtergrond.gpkg", "vlakken"),
    ] {
        for (what, shape) in polygons(file, layer) {
            assert!(shape.is_valid(), "{what} in {file}");
        }
    }
    let mut ground = polygons("achtergrond.gpkg", "vlakken");
    ground.retain(|(what, _)| what != "brug");
    for (index, (one, shape)) in ground.iter().enumerate() {
        for (other, other_shape) in &ground[index + 1..] {
            let common = shape
                .intersection(other_shape)
                .filter(|part| part.wkt().is_ok_and(|text| text.contains("POLYGON")))
                .map_or(0.0, |part| part.area());
            assert!(
                common < 1.0,
                "{one} and {other} share {common} square metres"
            );
        }
    }
}

#[test]
fn all_kinds_of_facility_are_there_and_schools_are_old_and_new() {
    let text = |file: &str| {
        let bytes = std::fs::read(committed().join(file)).expect("the file can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let primary = text("scholen_po.csv");
    assert_eq!(primary.lines().count(), 1 + 14);
    let years: Vec<u32> = primary
        .lines()
        .skip(1)
        .map(|line| line.split(';').nth(15).expect("a building year"))
        .map(|year| year.parse().expect("a year"))
        .collect();
    assert!(years.iter().any(|&year| year < 1940) && years.iter().any(|&year| year > 2000));
    for word in ["SBO", "(V)SO", "MBO", "Taalschool", "10-14", "Buurtschool"] {
        assert!(
            text("scholen_overig.csv").contains(&format!(";{word};")),
            "{word}"
        );
    }
    for word in [";KDV;", ";BSO;", ";VGO;", ";Uitgeschreven;"] {
        assert!(text("kinderopvang_lrk.csv").contains(word), "{word}");
    }
    let others = geopackage_content(&committed().join("voorzieningen.gpkg")).concat();
    for word in [
        "huisarts",
        "consultatiebureau",
        "buurtteam",
        "bibliotheek",
        "buurthuis",
        "jongerenwerk",
        "gymzaal",
        "sport",
    ] {
        assert!(others.contains(&format!("\"{word}\"")), "{word}");
    }
    assert_eq!(
        text("speelplekken.geojson").matches("\"Point\"").count(),
        40
    );
    assert!(text("leerlingen.csv").contains(";<5"));
}

#[test]
fn need_is_told_in_six_domains_with_gaps_on_purpose() {
    let (town, lost) = town(&committed());
    assert_eq!(lost, 0);
    let indicators = &town.planning.indicators;
    let domains: BTreeSet<_> = indicators.iter().map(|one| one.domain).collect();
    assert_eq!((indicators.len(), domains.len()), (7, 6));
    let told = |level: AreaLevel, figure: &str| {
        let areas = town.areas.iter().filter(|area| area.level == level);
        let told = areas
            .clone()
            .filter(|area| area.figures.contains_key(figure));
        (told.count(), areas.count())
    };
    for indicator in indicators {
        let (told_here, all) = told(AreaLevel::Neighbourhood, &indicator.figure);
        assert!(told_here < all, "{} is told everywhere", indicator.code);
        let only_districts = indicator.code == "vaak_gespannen";
        assert_eq!(told_here == 0, only_districts, "{}", indicator.code);
        // One district is still to be built.
        assert_eq!(told(AreaLevel::District, &indicator.figure), (6, 7));
    }
    let source = |code: &str| {
        let one = indicators.iter().find(|one| one.code == code);
        let source = one.expect("the indicator is there").source;
        town.sources[usize::from(source.0)].file.as_str()
    };
    assert_eq!(source("vaak_gespannen"), "leefsituatie_wijken.csv");
    assert_eq!(source("samenhang"), "leefsituatie_buurten.csv");
}

#[test]
fn buildings_and_records_know_much_but_not_all() {
    let (town, _) = town(&committed());
    let planning = &town.planning;
    assert_eq!((planning.buildings.len(), planning.reading.len()), (22, 14));
    assert!(
        planning
            .buildings
            .iter()
            .all(|building| !building.facilities.is_empty())
    );
    for unknown in [
        planning
            .buildings
            .iter()
            .filter(|one| one.condition.is_none())
            .count(),
        planning
            .buildings
            .iter()
            .filter(|one| one.floor_area.is_none())
            .count(),
        planning
            .buildings
            .iter()
            .filter(|one| one.owner.is_none())
            .count(),
    ] {
        assert!((1..8).contains(&unknown), "{unknown}");
    }
    assert_eq!((planning.rooms.len(), planning.claims.len()), (27, 186));
    assert_eq!(planning.flows.len(), 42);
    assert_eq!((planning.ambitions.len(), planning.visions.len()), (10, 2));
    let wishing: BTreeSet<_> = planning.wishes.iter().map(|wish| &wish.area).collect();
    assert_eq!(wishing.len(), 7);
    let hidden = |bounds: nabij::model::record::Bounds| bounds.low < bounds.high;
    assert!(
        planning
            .reading
            .iter()
            .any(|one| one.below_2f.is_some_and(hidden))
    );
    assert_eq!(town.weights.name, "nabij-gewichten-1");
}

#[test]
fn towns_of_every_size_are_read_without_a_loss() {
    for (inhabitants, seed) in [(2_000, 3), (20_000, 7)] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let request = ExampleRequest { inhabitants, seed };
        write_example(folder.path(), &request).expect("the town is written");
        let (town, lost) = town(folder.path());
        assert_eq!(lost, 0, "{inhabitants}");
        assert!(!town.planning.buildings.is_empty() && !town.planning.visions.is_empty());
    }
}
