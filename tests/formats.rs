//! What is written in a format is read back by another program as it was: GDAL of this machine, and for Parquet the
//! library's reader. Small numbers are hidden before a layer is made, so that a format that keeps every null hides what
//! the GeoJSON hides.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::LazyLock;

use geo::{CoordsIter, Geometry, LineString, MultiPolygon, Point, Polygon};
use nabij::layers::column::Column;
use nabij::layers::export::exported::Exported;
use nabij::layers::export::format::ExportFormat;
use nabij::layers::export::layer_record::LayerRecord;
use nabij::layers::export::system::ExportSystem;
use nabij::layers::export::write_layers::{write_all_layers, write_file};
use nabij::layers::layer::Layer;
use nabij::layers::property::Property;
use nabij::layers::shapes::Shapes;
use nabij::layers::style::layer_style::LayerStyle;
use nabij::layers::style::layer_styles::layer_style;
use nabij::model::source::Source;
use nabij::model::work::Work;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Nobody ends it.
static WORK: LazyLock<Work> = LazyLock::new(Work::default);
const CRS: &str = "EPSG:28992";

/// For each feature by its id: its values by name, and all its coordinates in order of size.
type Table = BTreeMap<String, Row>;
type Row = (BTreeMap<String, Value>, Vec<[f64; 2]>);

fn record() -> LayerRecord {
    LayerRecord {
        title: "Proef: \"wie\" & <waar>".to_owned(),
        description: "Een laag om te proberen.".to_owned(),
        study: "Proefstad".to_owned(),
        date: "2024-03-05".to_owned(),
        crs: CRS.to_owned(),
        question: None,
        sources: vec![Source {
            name: "bron".to_owned(),
            title: "Een bron".to_owned(),
            publisher: Some("Bureau 't Hof".to_owned()),
            licence: Some("CC BY 4.0".to_owned()),
            date: Some("2024".to_owned()),
            file: "bron.csv".to_owned(),
            rounded_to: 1,
        }],
        norm_set: ("proef-1".to_owned(), "voorstel".to_owned()),
        weight_set: None,
        distance_level: ("D3", "Straatroute (D3)".to_owned()),
        estimated: Some(12.5),
        method: "Met de hand.".to_owned(),
    }
}

/// All fields of the layers here.
const COLUMNS: &[Column] = &[
    Column::text("naam_met_lange_naam", "Naam", "Een naam."),
    Column::whole("naam_met_lange_naam_twee", "Aantal", "Een geheel getal."),
    Column::number("personen", "Personen", "Een getal."),
    Column::truth("gevraagd", "Gevraagd", "Ja of nee."),
    Column::text("reden", "Reden", "Nog een tekst."),
    Column::date("dag", "Dag", "Een dag."),
    Column::text("zin", "Zin", "Een lange tekst."),
    Column::text("naam", "Naam", "Een korte tekst."),
];

fn layer(shapes: Vec<Geometry<f64>>, properties: Vec<Vec<(&'static str, Property)>>) -> Layer {
    Layer {
        name: "proef",
        columns: COLUMNS,
        ids: (1..=shapes.len())
            .map(|number| format!("é-{number}"))
            .collect(),
        shapes: Arc::new(Shapes::project(shapes, CRS).expect("on the map")),
        properties,
    }
}

/// What the layer itself says, with yes and no in words, as some formats have it.
fn told(layer: &Layer, system: ExportSystem) -> Table {
    let shapes = system.geometries(&layer.shapes);
    let features = layer.ids.iter().zip(&layer.properties).zip(shapes);
    features
        .map(|((id, values), shape)| {
            let values = values
                .iter()
                .filter(|(_, value)| *value != Property::Missing);
            let values =
                values.map(|(name, value)| ((*name).to_owned(), in_words(value.to_json())));
            let places = shape.coords_iter().map(|place| [place.x, place.y]);
            (id.clone(), (values.collect(), sorted(places.collect())))
        })
        .collect()
}

fn in_words(value: Value) -> Value {
    match value {
        Value::Bool(true) => "ja".into(),
        Value::Bool(false) => "nee".into(),
        Value::Number(number) => json!(number.as_f64()),
        other => other,
    }
}

fn sorted(mut places: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    places.sort_by(|one, other| {
        one[0]
            .total_cmp(&other[0])
            .then(one[1].total_cmp(&other[1]))
    });
    places
}

/// What GDAL's own program reads in a file.
fn read_by_gdal(path: &Path, options: &[&str]) -> Table {
    let mut command = Command::new("ogr2ogr");
    command.args([
        "-f",
        "GeoJSON",
        "/vsistdout/",
        "-lco",
        "COORDINATE_PRECISION=9",
    ]);
    let output = command
        .arg(path)
        .args(options)
        .output()
        .expect("ogr2ogr runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{}: {said}",
        path.display()
    );
    let document: Value = serde_json::from_slice(&output.stdout).expect("GeoJSON");
    let features = document["features"].as_array().expect("features");
    features.iter().map(feature).collect()
}

fn feature(feature: &Value) -> (String, Row) {
    let mut values: BTreeMap<String, Value> = feature["properties"]
        .as_object()
        .expect("properties")
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), in_words(value.clone())))
        .collect();
    // GeoJSON has the id beside the properties, and GDAL gives it back so.
    let id = values.remove("id").unwrap_or_else(|| feature["id"].clone());
    let mut places = Vec::new();
    pairs(&feature["geometry"]["coordinates"], &mut places);
    (
        id.as_str().expect("an id").to_owned(),
        (values, sorted(places)),
    )
}

fn pairs(coordinates: &Value, found: &mut Vec<[f64; 2]>) {
    let list = coordinates.as_array().expect("coordinates");
    match list.as_slice() {
        [Value::Number(x), Value::Number(y)] => {
            found.push([x.as_f64().expect("x"), y.as_f64().expect("y")]);
        }
        others => others.iter().for_each(|other| pairs(other, found)),
    }
}

/// What the Parquet library reads; shapes are compared by their bytes elsewhere.
fn read_parquet(path: &Path) -> BTreeMap<String, BTreeMap<String, Value>> {
    let reader = SerializedFileReader::new(File::open(path).expect("a file")).expect("Parquet");
    let rows = reader.get_row_iter(None).expect("rows");
    let rows = rows.map(|row| {
        let row = row.expect("a row");
        let mut values: BTreeMap<String, Value> = row
            .get_column_iter()
            .filter(|(name, _)| *name != "geometry")
            .filter_map(|(name, field)| {
                let value = match field {
                    Field::Null => return None,
                    Field::Str(text) => json!(text),
                    Field::Long(whole) => json!(*whole as f64),
                    Field::Double(number) => json!(number),
                    Field::Date(days) => {
                        let first = jiff::civil::Date::constant(1970, 1, 1);
                        let day = first.checked_add(jiff::Span::new().days(*days));
                        json!(day.expect("a day").to_string())
                    }
                    Field::Bool(truth) => in_words(json!(truth)),
                    other => unreachable!("{other:?}"),
                };
                Some((name.clone(), value))
            })
            .collect();
        let id = values.remove("id").expect("an id");
        (id.as_str().expect("text").to_owned(), values)
    });
    rows.collect()
}

fn written(layer: &Layer, format: ExportFormat, system: ExportSystem) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (record, style) = (record(), layer_style(layer, None));
    let exported = exported(layer, &record, &style, system);
    write_file(&exported, &folder.path().join(file(format)), format).expect("written");
    folder
}

fn exported<'a>(
    layer: &'a Layer,
    record: &'a LayerRecord,
    style: &'a LayerStyle,
    system: ExportSystem,
) -> Exported<'a> {
    Exported {
        layer,
        name: "proef",
        record,
        style,
        system,
        work: &WORK,
    }
}

fn file(format: ExportFormat) -> String {
    format!("proef.{}", format.extension())
}

/// The same features with the same values, and places that differ by less than a centimetre.
fn assert_same(found: &Table, expected: &Table, system: ExportSystem, what: &str) {
    let close = match system {
        ExportSystem::Study => 0.01,
        ExportSystem::Wgs84 => 1e-7,
    };
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>(),
        "{what}"
    );
    for (id, (values, places)) in expected {
        let (found_values, found_places) = &found[id];
        assert_eq!(found_values, values, "{what} {id}");
        assert_eq!(found_places.len(), places.len(), "{what} {id}");
        let differ = places.iter().zip(found_places).find(|(one, other)| {
            (one[0] - other[0]).abs() > close || (one[1] - other[1]).abs() > close
        });
        assert_eq!(differ, None, "{what} {id}");
    }
}

fn texts_only(table: Table) -> Table {
    let text = |value: Value| match value {
        Value::Number(number) => Value::from(number.as_f64().expect("a number").to_string()),
        other => other,
    };
    let in_text = |(values, places): Row| {
        let values = values.into_iter().map(|(name, value)| (name, text(value)));
        (
            values
                .filter(|(name, value)| *value != "" && !["x", "y", "wkt"].contains(&name.as_str()))
                .collect(),
            places,
        )
    };
    table
        .into_iter()
        .map(|(id, feature)| (id, in_text(feature)))
        .collect()
}

fn shapes_of(kind: u8, number: usize) -> Vec<Geometry<f64>> {
    (0..number)
        .map(|place| {
            let (x, y) = (136_000.0 + 40.0 * place as f64, 455_000.25 + place as f64);
            let square = |x: f64| {
                let corners = [
                    (x, y),
                    (x + 30.0, y),
                    (x + 30.0, y + 30.0),
                    (x, y + 30.0),
                    (x, y),
                ];
                let hole = [
                    (x + 5.0, y + 5.0),
                    (x + 5.0, y + 9.0),
                    (x + 9.0, y + 5.0),
                    (x + 5.0, y + 5.0),
                ];
                Polygon::new(
                    LineString::from(corners.to_vec()),
                    vec![LineString::from(hole.to_vec())],
                )
            };
            match (kind, place % 2) {
                (0, _) => Geometry::Point(Point::new(x, y)),
                (1, _) | (2, 0) => {
                    Geometry::MultiPolygon(MultiPolygon(vec![square(x), square(x + 500.0)]))
                }
                _ => Geometry::Polygon(square(x)),
            }
        })
        .collect()
}

fn value(kind: u8) -> BoxedStrategy<Property> {
    let known = match kind {
        0 => "[a-zé][a-zé€\"',;\\n ]{0,20}[a-z]"
            .prop_map(Property::Text)
            .boxed(),
        1 => (-1_000_000i64..1_000_000).prop_map(Property::Whole).boxed(),
        4 => (1900i16..2100, 1i8..13, 1i8..29)
            .prop_map(|(year, month, day)| Property::Text(format!("{year}-{month:02}-{day:02}")))
            .boxed(),
        2 => (-1_000_000i64..1_000_000)
            .prop_map(|tenths| Property::Number(tenths as f64 / 10.0))
            .boxed(),
        _ => any::<bool>().prop_map(Property::Truth).boxed(),
    };
    // Many are missing: a small number that is hidden is no other than one that is not known.
    prop_oneof![1 => Just(Property::Missing), 2 => known].boxed()
}

prop_compose! {
    fn any_layer()(number in 0usize..12, kind in 0u8..3)(
        values in prop::collection::vec((value(0), value(1), value(2), value(3), value(4)), number),
        kind in Just(kind),
    ) -> Layer {
        let properties = values.into_iter().map(|(text, whole, number, truth, day)| vec![
            ("naam_met_lange_naam", text.clone()), ("naam_met_lange_naam_twee", whole),
            ("personen", number), ("gevraagd", truth), ("reden", text), ("dag", day),
        ]).collect::<Vec<_>>();
        layer(shapes_of(kind, properties.len()), properties)
    }
}

/// The names that a Shapefile has for these.
const SHORT: [(&str, &str); 2] = [
    ("naam_met_lange_naam", "naam_met_l"),
    ("naam_met_lange_naam_twee", "naam_met_2"),
];

fn with_short_names(table: Table) -> Table {
    let short = |name: String| {
        SHORT
            .iter()
            .find(|(long, _)| *long == name)
            .map_or(name.clone(), |(_, short)| (*short).to_owned())
    };
    let feature = |(values, places): Row| {
        (
            values
                .into_iter()
                .map(|(name, value)| (short(name), value))
                .collect(),
            places,
        )
    };
    table
        .into_iter()
        .map(|(id, found)| (id, feature(found)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 8, ..ProptestConfig::with_cases(8) })]

    #[test]
    fn every_format_gives_back_the_same_values_and_the_same_nulls(layer in any_layer()) {
        for system in [ExportSystem::Study, ExportSystem::Wgs84] {
            let expected = told(&layer, system);
            for format in [ExportFormat::GeoPackage, ExportFormat::FlatGeobuf] {
                let folder = written(&layer, format, system);
                let found = read_by_gdal(&folder.path().join(file(format)), &["proef"]);
                assert_same(&found, &expected, system, format.code());
            }
            let folder = written(&layer, ExportFormat::Csv, system);
            let options = ["-oo", "X_POSSIBLE_NAMES=x", "-oo", "Y_POSSIBLE_NAMES=y", "-oo", "GEOM_POSSIBLE_NAMES=wkt"];
            let found = read_by_gdal(&folder.path().join("proef.csv"), &options);
            assert_same(&texts_only(found), &texts_only(expected.clone()), system, "csv");
            let folder = written(&layer, ExportFormat::Shapefile, system);
            let zip = format!("/vsizip/{}", folder.path().join("proef.shp.zip").display());
            let found = read_by_gdal(Path::new(&zip), &["proef"]);
            assert_same(&found, &with_short_names(expected.clone()), system, "shp");
            let folder = written(&layer, ExportFormat::GeoParquet, system);
            let found = read_parquet(&folder.path().join("proef.parquet"));
            let values = expected.into_iter().map(|(id, (values, _))| (id, values)).collect();
            prop_assert_eq!(found, values);
        }
        let folder = written(&layer, ExportFormat::GeoJson, ExportSystem::Study);
        let found = read_by_gdal(&folder.path().join("proef.geojson"), &[]);
        assert_same(&found, &told(&layer, ExportSystem::Wgs84), ExportSystem::Wgs84, "geojson");
    }
}

fn one_point(values: Vec<(&'static str, Property)>) -> Layer {
    layer(shapes_of(0, 1), vec![values])
}

#[test]
fn a_text_that_a_shapefile_cuts_is_whole_in_the_table_beside_it() {
    let long = "één zin met veel woorden; ".repeat(20);
    let layer = one_point(vec![
        ("zin", Property::Text(long.clone())),
        ("naam", Property::Text("kort".to_owned())),
    ]);
    let folder = written(&layer, ExportFormat::Shapefile, ExportSystem::Study);
    let file = File::open(folder.path().join("proef.shp.zip")).expect("a file");
    let mut archive = zip::ZipArchive::new(file).expect("a zip");
    let mut text = |name: &str| {
        let part = archive.by_name(name).expect("a part");
        std::io::read_to_string(part).expect("text")
    };
    assert!(text("velden.txt").contains("Van zin zijn 1 teksten afgekapt"));
    assert!(text("proef.csv").contains(&long));
    assert_eq!(text("proef.cpg").trim(), "UTF-8");
    let cut = read_by_gdal(
        Path::new(&format!(
            "/vsizip/{}",
            folder.path().join("proef.shp.zip").display()
        )),
        &[],
    );
    let kept = cut["é-1"].0["zin"].as_str().expect("text").to_owned();
    assert!(
        long.starts_with(&kept) && kept.len() > 250,
        "cut between letters: {kept}"
    );
}

#[test]
fn a_geopackage_says_of_each_layer_how_it_is_drawn_and_where_it_comes_from() {
    let layer = one_point(vec![("naam", Property::Text("een".to_owned()))]);
    let (record, style) = (record(), layer_style(&layer, None));
    let one = exported(&layer, &record, &style, ExportSystem::Study);
    let other = Exported {
        name: "andere",
        ..one
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("alles.gpkg");
    write_all_layers(&[one, other], &path).expect("written");
    let sql = |text: &str| {
        let output = Command::new("ogrinfo")
            .arg("-q")
            .arg(&path)
            .args(["-sql", text])
            .output();
        let output = output.expect("ogrinfo runs");
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{text}"
        );
        String::from_utf8(output.stdout).expect("text")
    };
    let styles =
        sql("SELECT f_table_name, useAsDefault, styleQML, styleSLD, update_time FROM layer_styles");
    for part in [
        "= proef",
        "= andere",
        "RuleRenderer",
        "StyledLayerDescriptor",
        "2024/03/05 00:00:00",
    ] {
        assert!(styles.contains(part), "{part} in {styles}");
    }
    let metadata = sql(
        "SELECT table_name, timestamp, metadata FROM gpkg_metadata_reference JOIN gpkg_metadata ON md_file_id = id \
                        WHERE mime_type = 'application/json'",
    );
    for part in [
        "= proef",
        "= andere",
        "Bureau 't Hof",
        "CC BY 4.0",
        "\"nauwkeurigheid_m\":0.25",
        "\"geschat_pct\":12.5",
    ] {
        assert!(metadata.contains(part), "{part} in {metadata}");
    }
    let contents = sql("SELECT last_change FROM gpkg_contents");
    let days = contents
        .lines()
        .filter(|line| line.contains("last_change ("))
        .collect::<Vec<_>>();
    assert!(
        days.len() == 3 && days.iter().all(|line| line.contains("2024/03/05 00:00:00")),
        "{contents}"
    );
}

#[test]
fn geoparquet_names_its_system_types_and_bounds() {
    let layer = layer(shapes_of(2, 2), vec![vec![("naam", Property::Missing)]; 2]);
    for (system, name) in [
        (ExportSystem::Study, "Amersfoort / RD New"),
        (ExportSystem::Wgs84, "WGS 84"),
    ] {
        let folder = written(&layer, ExportFormat::GeoParquet, system);
        let file = File::open(folder.path().join("proef.parquet")).expect("a file");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let pairs = reader
            .metadata()
            .file_metadata()
            .key_value_metadata()
            .expect("pairs");
        let geo = pairs
            .iter()
            .find(|pair| pair.key == "geo")
            .and_then(|pair| pair.value.clone());
        let geo: Value = serde_json::from_str(&geo.expect("geo")).expect("JSON");
        assert_eq!(
            (&geo["version"], &geo["primary_column"]),
            (&json!("1.1.0"), &json!("geometry"))
        );
        let column = &geo["columns"]["geometry"];
        assert_eq!(column["encoding"], "WKB");
        assert_eq!(column["geometry_types"], json!(["MultiPolygon", "Polygon"]));
        let first_axis = &column["crs"]["coordinate_system"]["axis"][0]["direction"];
        assert_eq!(
            (&column["crs"]["name"], first_axis),
            (&json!(name), &json!("east"))
        );
        assert_eq!(column["bbox"].as_array().map(Vec::len), Some(4));
    }
}

#[test]
fn the_styles_draw_in_the_colours_of_the_page() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/map/layers.ts");
    let page = std::fs::read_to_string(page).expect("the layers of the page");
    let homes = Layer {
        name: "dekking",
        ..one_point(vec![])
    };
    let colours: Vec<String> = layer_style(&homes, None)
        .rules
        .iter()
        .map(|rule| format!("{:?}", rule.symbol))
        .collect();
    let statuses = page.lines().filter(|line| line.contains("byStatus('"));
    let used: Vec<&str> = statuses
        .flat_map(|line| line.split('\''))
        .filter(|part| part.starts_with('#'))
        .collect();
    assert!(used.len() >= 8, "the page still colours homes by status");
    for colour in used {
        assert!(
            colours.iter().any(|symbol| symbol.contains(colour)),
            "{colour} of the page"
        );
    }
}
