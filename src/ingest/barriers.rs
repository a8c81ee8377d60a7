//! Barriers and the crossings over them, for a study that measures without streets.

use geo::{Geometry, MultiLineString};

use crate::ingest::columns::optional_column;
use crate::ingest::outline::kind;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::study_file::{BarrierTable, CrossingTable};
use crate::ingest::table::{Row, Table, Value};
use crate::model::barrier::{Barrier, BarrierFree, Crossing};
use crate::model::position::Planar;
use crate::model::travel_mode::TravelMode;
use crate::model::units::Seconds;

/// Reads the lines that stop travellers.
pub fn read_barriers(
    (study_file, source): (&str, &str),
    spec: &BarrierTable,
    table: &Table,
    report: &mut Report,
) -> Vec<Barrier> {
    let label = optional_column(table, spec.label.as_ref(), &mut report.problems);
    let stops = modes(study_file, spec.modes.as_deref(), &mut report.problems);
    let mut barriers = Vec::new();
    for row in &table.rows {
        match lines(row) {
            Some(lines) => barriers.push(Barrier {
                name: text(row, label),
                lines,
                stops: stops.clone(),
            }),
            None => report.problems.push(left_out(table, row, "a line")),
        }
    }
    report.tally(source, table, barriers.len() as u64, 0);
    barriers
}

/// Reads the places where barriers can be crossed.
pub fn read_crossings(
    (study_file, source): (&str, &str),
    spec: &CrossingTable,
    table: &Table,
    report: &mut Report,
) -> Vec<Crossing> {
    let problems = &mut report.problems;
    let label = optional_column(table, spec.label.as_ref(), problems);
    let free = optional_column(table, spec.columns.barrier_free.as_ref(), problems);
    let penalty = optional_column(table, spec.columns.penalty_s.as_ref(), problems);
    let modes = modes(study_file, spec.modes.as_deref(), problems);
    let mut crossings = Vec::new();
    for row in &table.rows {
        let Some((begin, end)) = ends(row) else {
            problems.push(left_out(table, row, "a point or a line"));
            continue;
        };
        match penalty_of(table, row, penalty) {
            Ok(penalty) => crossings.push(Crossing {
                name: text(row, label),
                begin,
                end,
                modes: modes.clone(),
                barrier_free: barrier_free(text(row, free).as_deref()),
                penalty,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    report.tally(source, table, crossings.len() as u64, 0);
    crossings
}

/// The modes that the study file names; all of them when it names none.
fn modes(file: &str, names: Option<&[String]>, problems: &mut Vec<Problem>) -> Vec<TravelMode> {
    let Some(names) = names else {
        return TravelMode::EVERY.to_vec();
    };
    let known = |name: &String| {
        TravelMode::EVERY
            .into_iter()
            .find(|mode| mode.code() == name)
    };
    for name in names.iter().filter(|name| known(name).is_none()) {
        let expected = format!(
            "some of {}",
            TravelMode::EVERY.map(TravelMode::code).join(", ")
        );
        let problem = Problem::of_file(Severity::Blocks, file, format!("\"{name}\""), expected);
        problems.push(problem.in_field("modes"));
    }
    let mut modes: Vec<TravelMode> = names.iter().filter_map(known).collect();
    modes.sort_unstable();
    modes.dedup();
    modes
}

fn lines(row: &Row) -> Option<MultiLineString<f64>> {
    match row.geometry.as_ref()? {
        Geometry::LineString(line) => Some(MultiLineString::new(vec![line.clone()])),
        Geometry::MultiLineString(lines) => Some(lines.clone()),
        // Water comes as polygons: its banks are what stops people.
        Geometry::Polygon(polygon) => Some(MultiLineString::new(vec![polygon.exterior().clone()])),
        Geometry::MultiPolygon(polygons) => {
            let outlines = polygons.iter().map(|polygon| polygon.exterior().clone());
            Some(MultiLineString::new(outlines.collect()))
        }
        Geometry::Point(_)
        | Geometry::MultiPoint(_)
        | Geometry::Line(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_)
        | Geometry::GeometryCollection(_) => None,
    }
}

fn ends(row: &Row) -> Option<(Planar, Planar)> {
    match row.geometry.as_ref()? {
        Geometry::Point(point) => Some((Planar::from(*point), Planar::from(*point))),
        Geometry::MultiPoint(points) => match points.0.as_slice() {
            [only] => Some((Planar::from(*only), Planar::from(*only))),
            _ => None,
        },
        Geometry::LineString(line) => {
            let (first, last) = (line.coords().next()?, line.coords().last()?);
            Some((Planar::from(*first), Planar::from(*last)))
        }
        Geometry::MultiLineString(lines) => match lines.0.as_slice() {
            [only] => {
                let (first, last) = (only.coords().next()?, only.coords().last()?);
                Some((Planar::from(*first), Planar::from(*last)))
            }
            _ => None,
        },
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Line(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_)
        | Geometry::GeometryCollection(_) => None,
    }
}

fn penalty_of(table: &Table, row: &Row, column: Option<usize>) -> Result<Seconds, Problem> {
    let wrong = |found: String| {
        let expected = "a number of seconds, 0 or more";
        let problem = Problem::of_file(Severity::LeftOut, &table.file, found, expected);
        problem.at_row(row.number).in_field("penalty_s")
    };
    let value = column.and_then(|column| row.values.get(column));
    match figure(value.unwrap_or(&Value::Missing)) {
        Figure::Missing | Figure::Hidden => Ok(Seconds::ZERO),
        Figure::Known(number) => {
            Seconds::new(number).map_err(|refused| wrong(refused.found.to_string()))
        }
        Figure::NotANumber(text) => Err(wrong(format!("\"{text}\""))),
    }
}

fn barrier_free(text: Option<&str>) -> BarrierFree {
    match text.map(str::to_ascii_lowercase).as_deref() {
        Some("ja" | "yes" | "true" | "1") => BarrierFree::Yes,
        Some("nee" | "no" | "false" | "0") => BarrierFree::No,
        Some(_) | None => BarrierFree::Unknown,
    }
}

fn text(row: &Row, column: Option<usize>) -> Option<String> {
    row.values.get(column?).and_then(plain_text)
}

fn left_out(table: &Table, row: &Row, expected: &str) -> Problem {
    let found = match &row.geometry {
        Some(geometry) => format!("a {}", kind(geometry)),
        None => "no geometry".to_owned(),
    };
    Problem::of_file(Severity::LeftOut, &table.file, found, expected).at_row(row.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::{Trial, read, said};

    fn crossings(rows: &str, modes: &str) -> (Vec<Crossing>, Vec<String>) {
        let text = format!("wkt;vrij;wacht\n{rows}");
        let trial = Trial::with(&[("bruggen.csv", text)]);
        let mut request = trial.request("bruggen.csv");
        request.crs = Some("EPSG:28992".to_owned());
        request.geometry = crate::ingest::table::GeometryFrom::WellKnownText {
            column: "wkt".to_owned(),
        };
        let (table, _) = read(&request);
        let spec = format!(
            "file = \"bruggen.csv\"\ncolumns = {{ barrier_free = \"vrij\", penalty_s = \"wacht\" }}\n{modes}"
        );
        let spec: CrossingTable = toml::from_str(&spec).expect("a sound table");
        let mut report = Report::default();
        let found = read_crossings(("study.toml", "bruggen"), &spec, &table, &mut report);
        (found, said(&report.problems))
    }

    #[test]
    fn a_crossing_of_which_nobody_says_that_it_is_barrier_free_is_unknown() {
        let point = "POINT(130000 450000)";
        let (found, problems) =
            crossings(&format!("{point};ja;30\n{point};nee;\n{point};;0\n"), "");
        assert_eq!(problems, [""; 0]);
        let free: Vec<BarrierFree> = found.iter().map(|crossing| crossing.barrier_free).collect();
        assert_eq!(
            free,
            [BarrierFree::Yes, BarrierFree::No, BarrierFree::Unknown]
        );
        let waits: Vec<f64> = found
            .iter()
            .map(|crossing| crossing.penalty.value())
            .collect();
        assert_eq!(waits, [30.0, 0.0, 0.0]);
    }

    #[test]
    fn a_negative_penalty_and_an_unknown_mode_are_named() {
        let (found, problems) = crossings(
            "POINT(130000 450000);ja;-5\n",
            "modes = [\"foot\", \"boat\"]",
        );
        assert_eq!(found, []);
        assert_eq!(
            problems,
            [
                "study.toml, field \"modes\": found \"boat\", expected some of foot, wheelchair, bicycle, car",
                "bruggen.csv, row 2, field \"penalty_s\": found -5, expected a number of seconds, 0 or more"
            ]
        );
    }
}
