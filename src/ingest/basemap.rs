//! The study's own background: water, green, rails and the like.

use geo::Geometry;

use crate::ingest::columns::optional_column;
use crate::ingest::outline::kind;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::special_value::plain_text;
use crate::ingest::study_file::BasemapTable;
use crate::ingest::table::{Row, Table};
use crate::model::basemap::{BasemapClass, BasemapFeature};

/// The features of one background table. The names are those of the study file and of the source.
pub fn read_basemap(
    (study_file, source): (&str, &str),
    spec: &BasemapTable,
    table: &Table,
    report: &mut Report,
) -> Vec<BasemapFeature> {
    let problems = &mut report.problems;
    problems.extend(wrong_classes((study_file, source), spec));
    let fixed = spec.class.as_deref().and_then(class);
    let column = optional_column(table, spec.class_column.as_ref(), problems);
    let label = optional_column(table, spec.label.as_ref(), problems);
    let mut not_asked = 0;
    let mut features = Vec::new();
    for row in &table.rows {
        let text = |index: Option<usize>| row.values.get(index?).and_then(plain_text);
        // A value that the study file does not translate may be a class by itself; others are not asked for.
        let translated = |value: String| class(spec.classes.get(&value).unwrap_or(&value));
        let Some(class) = text(column).and_then(translated).or(fixed) else {
            not_asked += 1;
            continue;
        };
        match drawable(table, row) {
            Ok(geometry) => features.push(BasemapFeature {
                class,
                name: text(label),
                geometry,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    report.tally(source, table, features.len() as u64, not_asked);
    features
}

/// What the study file says of classes that makes no sense.
fn wrong_classes((study_file, source): (&str, &str), spec: &BasemapTable) -> Vec<Problem> {
    let refuse = |field: &str, found: String, expected: String| {
        let found = format!("{found} for \"{source}\"");
        Problem::of_file(Severity::Blocks, study_file, found, expected).in_field(field)
    };
    let unknown = |field: &'static str, text: &String| {
        class(text)
            .is_none()
            .then(|| refuse(field, format!("\"{text}\""), known_classes()))
    };
    let mut wrong: Vec<Problem> = spec
        .class
        .iter()
        .filter_map(|text| unknown("class", text))
        .collect();
    wrong.extend(
        spec.classes
            .values()
            .filter_map(|text| unknown("classes", text)),
    );
    if spec.class.is_none() && spec.class_column.is_none() {
        wrong.push(refuse(
            "class",
            "no class".to_owned(),
            "class or class_column".to_owned(),
        ));
    }
    wrong
}

fn class(text: &str) -> Option<BasemapClass> {
    BasemapClass::EVERY
        .into_iter()
        .find(|class| class.code() == text)
}

fn known_classes() -> String {
    format!(
        "one of {}",
        BasemapClass::EVERY.map(BasemapClass::code).join(", ")
    )
}

/// The geometry of a row, or a problem that leaves it out when it is neither a polygon nor a line.
fn drawable(table: &Table, row: &Row) -> Result<Geometry<f64>, Problem> {
    let found = match &row.geometry {
        Some(
            geometry @ (Geometry::Polygon(_)
            | Geometry::MultiPolygon(_)
            | Geometry::LineString(_)
            | Geometry::MultiLineString(_)
            | Geometry::Line(_)
            | Geometry::Rect(_)
            | Geometry::Triangle(_)),
        ) => return Ok(geometry.clone()),
        Some(
            geometry @ (Geometry::Point(_)
            | Geometry::MultiPoint(_)
            | Geometry::GeometryCollection(_)),
        ) => format!("a {}", kind(geometry)),
        None => "no geometry".to_owned(),
    };
    Err(
        Problem::of_file(Severity::LeftOut, &table.file, found, "a polygon or a line")
            .at_row(row.number),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::study_file::parse_study;
    use crate::ingest::table::Value;
    use geo::{Rect, coord, point};

    type Drawn = Vec<(BasemapClass, Option<String>)>;

    /// The classes with names that are read, the rows kept and not asked for, and the problems.
    fn read(table_text: &str) -> (Drawn, (u64, u64), Vec<String>) {
        let study = format!(
            "name = \"T\"\nreference_date = \"2024\"\n[[basemap]]\nfile = \"a.gpkg\"\n{table_text}"
        );
        let study = parse_study("study.toml", &study).expect("a study");
        let square = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 1.0, y: 1.0 }).to_polygon();
        let row = |number, soort: &str, geometry: Geometry<f64>| Row {
            number,
            values: vec![Value::Text(soort.to_owned())],
            geometry: Some(geometry),
        };
        let table = Table {
            file: "a.gpkg".to_owned(),
            columns: vec!["soort".to_owned()],
            rows: vec![
                row(1, "meer", square.clone().into()),
                row(2, "park", square.into()),
                row(3, "meer", point!(x: 0.0, y: 0.0).into()),
            ],
            rows_read: 3,
            read_as: crate::ingest::table::ReadAs::default(),
        };
        let mut report = Report::default();
        let features = read_basemap(("study.toml", "a"), &study.basemap[0], &table, &mut report);
        let features = features
            .into_iter()
            .map(|feature| (feature.class, feature.name))
            .collect();
        let tally = (report.tallies[0].kept, report.tallies[0].not_asked);
        (
            features,
            tally,
            report.problems.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn a_class_by_column_is_translated_and_other_values_are_not_asked_for() {
        let (features, tally, problems) =
            read("class_column = \"soort\"\nclasses = { meer = \"water\" }\nlabel = \"soort\"\n");
        assert_eq!(
            features,
            [
                (BasemapClass::Water, Some("meer".to_owned())),
                (BasemapClass::Park, Some("park".to_owned()))
            ]
        );
        assert_eq!(tally, (2, 0));
        assert_eq!(
            problems,
            ["a.gpkg, row 3: found a point, expected a polygon or a line"]
        );
        assert_eq!(read("class_column = \"soort\"\n").1, (1, 2));
    }

    #[test]
    fn a_class_that_does_not_exist_is_named_with_those_that_do() {
        let (_, _, problems) = read("class = \"lake\"\n");
        assert_eq!(
            problems,
            [
                "study.toml, field \"class\": found \"lake\" for \"a\", expected one of water, meadow, park, rail, building, bridge"
            ]
        );
        assert!(read("").2[0].ends_with("expected class or class_column"));
    }
}
