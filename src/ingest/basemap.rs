//! The study's own background: water, green, rails and the like.

use geo::Geometry;

use crate::ingest::columns::optional_column;
use crate::ingest::outline::kind;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::special_value::plain_text;
use crate::ingest::study_file::BasemapTable;
use crate::ingest::table::Table;
use crate::model::basemap::{BasemapClass, BasemapFeature};

/// The features of one background table. The names are those of the study file and of the source.
pub fn read_basemap(
    (study_file, source): (&str, &str),
    spec: &BasemapTable,
    table: &Table,
    report: &mut Report,
) -> Vec<BasemapFeature> {
    let problems = &mut report.problems;
    let refuse = |field: &str, found: String, expected: &str| {
        Problem::of_file(
            Severity::Blocks,
            study_file,
            format!("{found} for \"{source}\""),
            expected,
        )
        .in_field(field)
    };
    let fixed = match spec.class.as_deref().map(|text| class(text).ok_or(text)) {
        None => None,
        Some(Ok(class)) => Some(class),
        Some(Err(text)) => {
            problems.push(refuse("class", format!("\"{text}\""), &known_classes()));
            None
        }
    };
    if spec.class.is_none() && spec.class_column.is_none() {
        problems.push(refuse(
            "class",
            "no class".to_owned(),
            "class or class_column",
        ));
    }
    for text in spec.classes.values().filter(|text| class(text).is_none()) {
        problems.push(refuse("classes", format!("\"{text}\""), &known_classes()));
    }
    let column = optional_column(table, spec.class_column.as_ref(), problems);
    let label = optional_column(table, spec.label.as_ref(), problems);
    let mut not_asked = 0;
    let mut features = Vec::new();
    for row in &table.rows {
        let text = |index: Option<usize>| row.values.get(index?).and_then(plain_text);
        let value = text(column);
        // A value that the study file does not translate may be a class by itself; others are not asked for.
        let of_value = value
            .as_deref()
            .and_then(|value| class(spec.classes.get(value).map_or(value, String::as_str)));
        let Some(class) = of_value.or(fixed) else {
            not_asked += 1;
            continue;
        };
        match &row.geometry {
            Some(geometry) if is_drawable(geometry) => {
                features.push(BasemapFeature {
                    class,
                    name: text(label),
                    geometry: geometry.clone(),
                });
            }
            other => {
                let found = other.as_ref().map_or("no geometry".to_owned(), |geometry| {
                    format!("a {}", kind(geometry))
                });
                problems.push(
                    Problem::of_file(Severity::LeftOut, &table.file, found, "a polygon or a line")
                        .at_row(row.number),
                );
            }
        }
    }
    report.tally(source, table, features.len() as u64, not_asked);
    features
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

fn is_drawable(geometry: &Geometry<f64>) -> bool {
    match geometry {
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::LineString(_)
        | Geometry::MultiLineString(_)
        | Geometry::Line(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => true,
        Geometry::Point(_) | Geometry::MultiPoint(_) | Geometry::GeometryCollection(_) => false,
    }
}
