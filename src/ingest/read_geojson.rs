//! GeoJSON to rows. Each feature is read by itself, so that one bad feature does not cost the others.

use std::collections::BTreeMap;
use std::fs;

use geojson::{Feature, Position};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::ingest::coordinate_system::{CoordinateSystem, WGS84};
use crate::ingest::error::IngestError;
use crate::ingest::geojson_positions::are_whole;
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::quoted;
use crate::ingest::raw_table::{RawTable, SystemClaim};
use crate::ingest::table::{ReadAs, Row, TableRequest, Value};

/// A table may have so many cells, or as many as its file has bytes: features of which each has names of its own would fill
/// the memory with what is missing.
const MOST_CELLS: usize = 20_000_000;

/// Reads a feature collection; a single feature or geometry is a collection of one.
///
/// # Errors
/// A file that is not JSON (or is cut off), or JSON that is not GeoJSON.
pub fn read(request: &TableRequest, tally: &mut ProblemTally<'_>) -> Result<RawTable, IngestError> {
    let bytes =
        fs::read(&request.path).map_err(|source| IngestError::unreadable(&request.file, source))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let found = format!(
            "a byte that is not UTF-8 at position {}",
            error.utf8_error().valid_up_to() + 1
        );
        IngestError::of_file(
            &request.file,
            found,
            "GeoJSON, which is UTF-8 by definition",
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let document: Document<'_> =
        serde_json::from_str(text).map_err(|error| not_json(request, &error))?;
    let features = features_of(request, text, &document)?;
    let read: Vec<_> = features
        .par_iter()
        .map(|feature| feature_of(feature))
        .collect();
    let mut rows = Rows {
        table: empty_table(&document, read.len()),
        positions: BTreeMap::new(),
    };
    let features = read.len();
    for (number, feature) in (1..).zip(read) {
        let names = rows.table.columns.len();
        if names.saturating_mul(features) > MOST_CELLS.max(text.len()) {
            let found = format!("{features} features with {names} or more names of properties");
            let expected = "features that have the names of their properties in common";
            return Err(IngestError::of_file(&request.file, found, expected));
        }
        match feature {
            Ok(feature) => rows.add(number, feature, tally),
            Err(found) => tally.of_row(
                RowPlace::left_out(number),
                "a broken feature",
                found,
                "a GeoJSON feature",
            ),
        }
    }
    Ok(rows.finish())
}

/// What is needed of the document before its features are read.
#[derive(Deserialize)]
struct Document<'text> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    features: Option<Vec<&'text RawValue>>,
    crs: Option<serde_json::Value>,
}

fn not_json(request: &TableRequest, error: &serde_json::Error) -> IngestError {
    let place = format!("at line {}, column {}", error.line(), error.column());
    let found = if error.is_eof() {
        format!("a file that ends too early, {place}")
    } else if error.is_syntax() {
        format!("text that is not JSON {place}")
    } else {
        format!("JSON that is not GeoJSON {place}")
    };
    IngestError::of_file(&request.file, found, "a GeoJSON FeatureCollection")
}

fn features_of<'text>(
    request: &TableRequest,
    text: &'text str,
    document: &Document<'text>,
) -> Result<Vec<&'text str>, IngestError> {
    let found = match (document.kind.as_deref(), &document.features) {
        (Some("FeatureCollection"), Some(features)) => {
            return Ok(features.iter().map(|raw| raw.get()).collect());
        }
        (Some("FeatureCollection"), None) => "a FeatureCollection without \"features\"".to_owned(),
        (
            Some(
                "Feature" | "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
                | "MultiPolygon" | "GeometryCollection",
            ),
            _,
        ) => return Ok(vec![text]),
        (Some(kind), _) => format!("JSON of type {}", quoted(kind)),
        (None, _) => "JSON without \"type\"".to_owned(),
    };
    Err(IngestError::of_file(
        &request.file,
        found,
        "a GeoJSON FeatureCollection",
    ))
}

fn empty_table(document: &Document<'_>, features: usize) -> RawTable {
    let system = match &document.crs {
        None | Some(serde_json::Value::Null) => {
            CoordinateSystem::named(WGS84).map_or(SystemClaim::Silent, SystemClaim::Implied)
        }
        Some(member) => system_of(member),
    };
    RawTable {
        columns: Vec::new(),
        rows: Vec::with_capacity(features),
        rows_read: features as u64,
        system,
        read_as: ReadAs::default(),
    }
}

/// The `crs` member of GeoJSON 2008, which RFC 7946 dropped and everybody still writes.
fn system_of(member: &serde_json::Value) -> SystemClaim {
    let properties = member.get("properties");
    let name = properties
        .and_then(|properties| properties.get("name"))
        .and_then(serde_json::Value::as_str);
    let code = properties
        .and_then(|properties| properties.get("code"))
        .and_then(serde_json::Value::as_u64);
    match (name, code) {
        (Some(name), _) => SystemClaim::stated(CoordinateSystem::named(name)),
        (None, Some(code)) => SystemClaim::stated(CoordinateSystem::named(&format!("EPSG:{code}"))),
        (None, None) => SystemClaim::Unknown(member.to_string()),
    }
}

/// One feature, or what is wrong with it.
fn feature_of(text: &str) -> Result<Feature, String> {
    let document: geojson::GeoJson = text.parse().map_err(|error: geojson::Error| said(&error))?;
    match document {
        geojson::GeoJson::Feature(feature) => Ok(feature),
        geojson::GeoJson::Geometry(geometry) => Ok(Feature::from(geometry)),
        geojson::GeoJson::FeatureCollection(_) => {
            Err("a collection within a collection".to_owned())
        }
    }
}

/// The library's words without the place, which counts from the feature and not from the file.
fn said(error: &geojson::Error) -> String {
    let text = error.to_string();
    let text = text
        .strip_prefix("Error while deserializing GeoJSON: ")
        .unwrap_or(&text);
    let text = text.split(" at line ").next().unwrap_or(text);
    format!("a feature with {}", quoted(text))
}

/// Rows as they come in, with the columns that were seen so far.
struct Rows {
    table: RawTable,
    positions: BTreeMap<String, usize>,
}

impl Rows {
    fn add(&mut self, number: u64, feature: Feature, tally: &mut ProblemTally<'_>) {
        let mut values = vec![Value::Missing; self.table.columns.len()];
        for (name, value) in feature.properties.into_iter().flatten() {
            let column = self.column(name);
            if values.len() <= column {
                values.resize(column + 1, Value::Missing);
            }
            if let Some(place) = values.get_mut(column) {
                *place = value_of(value);
            }
        }
        let geometry = match feature
            .geometry
            .map(|geometry| geometry_of(&geometry))
            .transpose()
        {
            Ok(geometry) => geometry,
            Err(found) => {
                return tally.of_row(
                    RowPlace::left_out(number),
                    "a broken geometry",
                    found,
                    "a geometry",
                );
            }
        };
        if geometry.as_ref().is_some_and(|(_, closed)| !closed) {
            let found = "a polygon ring that is not closed";
            tally.of_row(
                RowPlace::warning(number),
                found,
                found,
                "a closed ring; it was closed",
            );
        }
        self.table.rows.push(Row {
            number,
            values,
            geometry: geometry.map(|(geometry, _)| geometry),
        });
    }

    fn column(&mut self, name: String) -> usize {
        if let Some(&position) = self.positions.get(&name) {
            return position;
        }
        let position = self.table.columns.len();
        self.table.columns.push(name.clone());
        self.positions.insert(name, position);
        position
    }

    fn finish(mut self) -> RawTable {
        let columns = self.table.columns.len();
        for row in &mut self.table.rows {
            row.values.resize(columns, Value::Missing);
        }
        self.table
    }
}

fn value_of(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Missing,
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::from_whole_number(whole),
            None => number.as_f64().map_or(Value::Missing, Value::from_number),
        },
        serde_json::Value::String(text) => Value::from_text(&text),
        other => Value::Text(other.to_string()),
    }
}

/// The geometry, and whether all its rings were closed.
fn geometry_of(geometry: &geojson::Geometry) -> Result<(geo::Geometry<f64>, bool), String> {
    if !are_whole(&geometry.value) {
        return Err("a position of fewer than two numbers".to_owned());
    }
    let closed = rings_are_closed(&geometry.value);
    let converted = geo::Geometry::try_from(&geometry.value).map_err(|error| said(&error))?;
    Ok((converted, closed))
}

fn rings_are_closed(value: &geojson::GeometryValue) -> bool {
    let closed = |rings: &Vec<Vec<Position>>| {
        rings
            .iter()
            .all(|ring| same_place(ring.first(), ring.last()))
    };
    match value {
        geojson::GeometryValue::Polygon { coordinates } => closed(coordinates),
        geojson::GeometryValue::MultiPolygon { coordinates } => coordinates.iter().all(closed),
        _ => true,
    }
}

fn same_place(first: Option<&Position>, last: Option<&Position>) -> bool {
    let flat = |position: &Position| {
        position
            .as_slice()
            .iter()
            .take(2)
            .copied()
            .collect::<Vec<f64>>()
    };
    first.map(flat) == last.map(flat)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::{Trial, read as table_of, refusal, said};
    use geo::Area;

    fn feature(properties: &str, geometry: &str) -> String {
        format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
    }

    fn collection(features: &[String]) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            features.join(",")
        )
    }

    const POINT: &str = r#"{"type":"Point","coordinates":[5.1,52.1,3.0]}"#;
    const SQUARE: &str =
        r#"{"type":"Polygon","coordinates":[[[5.1,52.1],[5.2,52.1],[5.2,52.2],[5.1,52.2]]]}"#;

    #[test]
    fn columns_are_those_of_all_features_in_order_of_appearance() {
        let text = collection(&[
            feature(r#"{"b":1,"a":" x "}"#, POINT),
            feature(r#"{"c":true,"a":""}"#, POINT),
            feature("null", POINT),
        ]);
        let (table, problems) = table_of(&Trial::with(&[("a.geojson", text)]).request("a.geojson"));
        assert_eq!(problems, []);
        assert_eq!(table.columns, ["b", "a", "c"]);
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            table.rows[0].values,
            [Value::Number(1.0), text("x"), Value::Missing]
        );
        assert_eq!(
            table.rows[1].values,
            [Value::Missing, Value::Missing, text("true")]
        );
        assert_eq!(
            table.rows[2].values,
            [Value::Missing, Value::Missing, Value::Missing]
        );
    }

    #[test]
    fn one_bad_feature_does_not_cost_the_others() {
        let text = collection(&[
            feature("{}", POINT),
            feature("{}", r#"{"type":"Point","coordinates":[5.1]}"#),
            feature("{}", r#"{"type":"Circle","coordinates":[5.1,52.1]}"#),
            feature("{}", "null"),
            feature("{}", r#"{"type":"Point","coordinates":[5.1,null]}"#),
            feature("{}", r#"{"type":"MultiPoint","coordinates":[]}"#),
            feature("{}", POINT),
        ]);
        let (table, problems) = table_of(&Trial::with(&[("a.geojson", text)]).request("a.geojson"));
        assert_eq!((table.rows_read, table.rows.len()), (7, 2));
        assert_eq!(table.rows[1].number, 7);
        let mut rows: Vec<Option<u64>> = problems.iter().map(|problem| problem.row).collect();
        rows.sort_unstable();
        assert_eq!(rows, [2, 3, 4, 5, 6].map(Some), "{:?}", said(&problems));
    }

    #[test]
    fn an_open_ring_is_closed_and_named() {
        let text = collection(&[feature("{}", SQUARE)]);
        let (table, problems) = table_of(&Trial::with(&[("a.geojson", text)]).request("a.geojson"));
        assert!(
            table.rows[0]
                .geometry
                .as_ref()
                .expect("a square")
                .unsigned_area()
                > 7.0e7
        );
        assert_eq!(
            said(&problems),
            [
                "a.geojson, row 1: found a polygon ring that is not closed, expected a closed ring; it was closed"
            ]
        );
    }

    #[test]
    fn a_file_that_ends_too_early_and_text_that_is_not_json_are_refused_by_place() {
        let whole = collection(&[feature("{}", POINT)]);
        let trial = Trial::with(&[
            ("cut.geojson", &whole[..whole.len() - 5]),
            ("text.geojson", "Beste collega,\n"),
            ("other.json", r#"{"type":"Topology","objects":{}}"#),
            ("list.json", "[1,2]"),
        ]);
        assert!(
            refusal(&trial.request("cut.geojson"))
                .contains("found a file that ends too early, at line 1, column")
        );
        assert!(
            refusal(&trial.request("text.geojson"))
                .contains("found text that is not JSON at line 1, column 1")
        );
        assert!(refusal(&trial.request("other.json")).contains("found JSON of type \"Topology\""));
        assert!(
            refusal(&trial.request("list.json"))
                .contains("found JSON that is not GeoJSON at line 1")
        );
        let latin = Trial::with(&[(
            "a.geojson",
            b"{\"type\":\"Feature\",\"naam\":\"Caf\xe9\"}".as_slice(),
        )]);
        assert!(
            refusal(&latin.request("a.geojson"))
                .contains("a byte that is not UTF-8 at position 30")
        );
    }

    #[test]
    fn features_that_each_have_a_name_of_their_own_do_not_fill_the_memory() {
        let point = r#"{"type":"Point","coordinates":[5.1,52.1]}"#;
        let own = |number: usize| feature(&format!("{{\"n{number}\": 1}}"), point);
        let many: Vec<String> = (0..6_000).map(own).collect();
        let trial = Trial::with(&[("a.geojson", collection(&many))]);
        assert_eq!(
            refusal(&trial.request("a.geojson")),
            "a.geojson: found 6000 features with 3334 or more names of properties, expected features that have the \
             names of their properties in common"
        );
    }

    #[test]
    fn the_crs_member_is_honoured() {
        let point = r#"{"type":"Point","coordinates":[136000,456000]}"#;
        for member in [
            r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#,
            r#"{"type":"EPSG","properties":{"code":28992}}"#,
        ] {
            let text = collection(&[feature("{}", point)]).replacen(
                '{',
                &format!(r#"{{"crs":{member},"#),
                1,
            );
            let (table, problems) =
                table_of(&Trial::with(&[("a.geojson", text)]).request("a.geojson"));
            assert_eq!(problems, []);
            assert_eq!(
                table.rows[0].geometry,
                Some(geo::Point::new(136_000.0, 456_000.0).into())
            );
        }
    }

    #[test]
    fn a_single_feature_or_geometry_is_a_table_of_one() {
        let trial = Trial::with(&[
            ("a.geojson", feature(r#"{"a":1}"#, POINT)),
            ("b.geojson", POINT.to_owned()),
        ]);
        assert_eq!(table_of(&trial.request("a.geojson")).0.columns, ["a"]);
        assert_eq!(table_of(&trial.request("b.geojson")).0.rows.len(), 1);
    }
}
