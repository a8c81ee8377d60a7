//! Streets from any layer of lines. Lines meet only where vertices have the same coordinates, to the millimetre:
//! a line that only crosses another is a bridge or a mistake, and this cannot be told from the lines.

use std::collections::BTreeMap;

use geo::{Coord, Geometry};

use crate::ingest::error::IngestError;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::{ProblemTally, RowPlace};
use crate::ingest::quotation::{listed, quoted};
use crate::ingest::street_builder::StreetBuilder;
use crate::ingest::table::{Row, Table, Value};
use crate::model::position::Planar;
use crate::model::streets::{StreetNodeId, Streets, Tags};

/// Where one tag of a line comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineTag {
    /// From a column.
    Column {
        /// The tag in OpenStreetMap's words: `highway`.
        tag: String,
        /// The column.
        column: String,
        /// What its values are called in OpenStreetMap; empty when they are called the same.
        values: BTreeMap<String, String>,
    },
    /// The same for every line.
    Fixed {
        /// The tag.
        tag: String,
        /// Its value.
        value: String,
    },
}

/// Makes streets of a table of lines. Each part of a line in several parts is a way of its own.
///
/// # Errors
/// A column that does not exist, or a table without lines.
pub fn read_line_streets(
    table: &Table,
    tags: &[LineTag],
    problems: &mut Vec<Problem>,
) -> Result<Streets, IngestError> {
    let sources = tags
        .iter()
        .map(|tag| TagSource::of(tag, table))
        .collect::<Result<Vec<_>, _>>()?;
    let mut lines = Lines {
        builder: StreetBuilder::default(),
        nodes: BTreeMap::new(),
        tally: ProblemTally::new(&table.file, problems),
    };
    for row in &table.rows {
        lines.add(row, &sources);
    }
    lines.tally.finish();
    if lines.builder.ways() == 0 {
        return Err(IngestError::of_file(
            &table.file,
            "no lines",
            "streets as lines",
        ));
    }
    Ok(lines.builder.finish())
}

/// A tag with its column found.
struct TagSource<'study> {
    tag: &'study LineTag,
    position: Option<usize>,
}

impl<'study> TagSource<'study> {
    fn of(tag: &'study LineTag, table: &Table) -> Result<Self, IngestError> {
        let LineTag::Column { column, .. } = tag else {
            return Ok(Self {
                tag,
                position: None,
            });
        };
        let position = table.column(column).ok_or_else(|| {
            let expected = format!("one of {}", listed(&table.columns));
            let found = format!("no column {}", quoted(column));
            let problem =
                Problem::of_file(Severity::Blocks, &table.file, found, expected).in_field("tags");
            IngestError::Blocked(Box::new(problem))
        })?;
        Ok(Self {
            tag,
            position: Some(position),
        })
    }
}

/// Streets under construction, with the node at each place.
struct Lines<'list> {
    builder: StreetBuilder,
    nodes: BTreeMap<Millimetres, StreetNodeId>,
    tally: ProblemTally<'list>,
}

impl Lines<'_> {
    fn add(&mut self, row: &Row, sources: &[TagSource<'_>]) {
        let lines = match &row.geometry {
            Some(Geometry::LineString(line)) => std::slice::from_ref(line),
            Some(Geometry::MultiLineString(lines)) => lines.0.as_slice(),
            Some(_) | None => {
                return self.tally.of_row(
                    RowPlace::left_out(row.number),
                    "no line",
                    "no line",
                    "a line",
                );
            }
        };
        let tags = self.tags(row, sources);
        for line in lines {
            let mut places: Vec<Millimetres> = line.coords().map(Millimetres::of).collect();
            places.dedup();
            if places.len() < 2 {
                let found = "a line without length";
                self.tally.of_row(
                    RowPlace::left_out(row.number),
                    found,
                    found,
                    "a line of two or more places",
                );
            } else {
                let nodes = places
                    .into_iter()
                    .map(|place| self.node_at(place))
                    .collect();
                self.builder.add_way(nodes, tags.clone());
            }
        }
    }

    fn node_at(&mut self, place: Millimetres) -> StreetNodeId {
        *self
            .nodes
            .entry(place)
            .or_insert_with(|| self.builder.add_node(place.planar()))
    }

    fn tags(&mut self, row: &Row, sources: &[TagSource<'_>]) -> Tags {
        let mut tags = Tags::new();
        for source in sources {
            match source.tag {
                LineTag::Fixed { tag, value } => {
                    tags.insert(tag.clone(), value.clone());
                }
                LineTag::Column {
                    tag,
                    column,
                    values,
                } => {
                    let value = source
                        .position
                        .and_then(|position| row.values.get(position))
                        .and_then(text_of);
                    if let Some(value) = value {
                        tags.insert(tag.clone(), self.translated(value, (row, column), values));
                    }
                }
            }
        }
        tags
    }

    /// The value in OpenStreetMap's words. A value without a translation is kept as it stands, and named.
    fn translated(
        &mut self,
        value: String,
        (row, column): (&Row, &str),
        values: &BTreeMap<String, String>,
    ) -> String {
        match values.get(&value) {
            Some(translation) => translation.clone(),
            None if values.is_empty() => value,
            None => {
                let names: Vec<&String> = values.keys().collect();
                let expected = format!("one of {}", listed(&names));
                let place = RowPlace::warning(row.number).in_field(column);
                self.tally.of_row(
                    place,
                    "a value that the study does not name",
                    quoted(&value),
                    &expected,
                );
                value
            }
        }
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Missing => None,
    }
}

/// A place to the millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Millimetres {
    x: i64,
    y: i64,
}

impl Millimetres {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "coordinates on earth in millimetres fit many times over"
    )]
    fn of(place: &Coord<f64>) -> Self {
        Self {
            x: (place.x * 1_000.0).round() as i64,
            y: (place.y * 1_000.0).round() as i64,
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "coordinates on earth in millimetres are exact"
    )]
    fn planar(self) -> Planar {
        Planar {
            x: self.x as f64 / 1_000.0,
            y: self.y as f64 / 1_000.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_table::read_table;
    use crate::ingest::trial::{real_data, request, said};
    use geo::{LineString, MultiLineString, Point};

    fn row(number: u64, class: &str, geometry: impl Into<Geometry<f64>>) -> Row {
        Row {
            number,
            values: vec![Value::Text(class.to_owned())],
            geometry: Some(geometry.into()),
        }
    }

    fn line(places: &[(f64, f64)]) -> LineString<f64> {
        LineString::from(places.to_vec())
    }

    fn table(rows: Vec<Row>) -> Table {
        Table {
            file: "wegen.gpkg".to_owned(),
            columns: vec!["soort".to_owned()],
            rows_read: rows.len() as u64,
            rows,
            read_as: crate::ingest::table::ReadAs::default(),
        }
    }

    fn from_column(values: &[(&str, &str)]) -> Vec<LineTag> {
        let values = values
            .iter()
            .map(|&(from, to)| (from.to_owned(), to.to_owned()))
            .collect();
        vec![LineTag::Column {
            tag: "highway".to_owned(),
            column: "soort".to_owned(),
            values,
        }]
    }

    /// Two lines share a vertex, a third crosses the first without a vertex there.
    #[test]
    fn lines_meet_at_shared_vertices_only() {
        let rows = vec![
            row(1, "pad", line(&[(0.0, 0.0), (10.0, 0.0), (20.0, 0.0)])),
            row(2, "pad", line(&[(10.000_4, 0.0), (10.0, 10.0)])),
            row(3, "pad", line(&[(5.0, -5.0), (5.0, 5.0)])),
        ];
        let mut problems = Vec::new();
        let streets =
            read_line_streets(&table(rows), &from_column(&[]), &mut problems).expect("lines");
        assert_eq!(problems, []);
        assert_eq!(streets.nodes.len(), 6);
        let nodes = |way: usize| {
            streets.ways[way]
                .nodes
                .iter()
                .map(|node| node.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (nodes(0), nodes(1), nodes(2)),
            (vec![0, 1, 2], vec![1, 3], vec![4, 5])
        );
        assert_eq!(
            streets.tag_sets,
            [Tags::from([("highway".to_owned(), "pad".to_owned())])]
        );
    }

    #[test]
    fn lines_without_length_and_points_are_left_out_by_name() {
        let rows = vec![
            row(1, "pad", line(&[(0.0, 0.0), (0.0, 0.000_2)])),
            row(2, "pad", Point::new(0.0, 0.0)),
            row(
                3,
                "pad",
                MultiLineString(vec![
                    line(&[(0.0, 0.0), (1.0, 0.0)]),
                    line(&[(5.0, 0.0), (6.0, 0.0)]),
                ]),
            ),
        ];
        let mut problems = Vec::new();
        let streets =
            read_line_streets(&table(rows), &from_column(&[]), &mut problems).expect("lines");
        assert_eq!((streets.ways.len(), streets.nodes.len()), (2, 4));
        assert_eq!(
            said(&problems),
            [
                "wegen.gpkg, row 1: found a line without length, expected a line of two or more places",
                "wegen.gpkg, row 2: found no line, expected a line",
            ]
        );
    }

    #[test]
    fn values_are_translated_and_the_others_are_named_and_kept() {
        let rows = vec![
            row(1, "voetpad", line(&[(0.0, 0.0), (1.0, 0.0)])),
            row(2, "steiger", line(&[(1.0, 0.0), (2.0, 0.0)])),
        ];
        let mut tags = from_column(&[("voetpad", "footway")]);
        tags.push(LineTag::Fixed {
            tag: "surface".to_owned(),
            value: "paved".to_owned(),
        });
        let mut problems = Vec::new();
        let streets = read_line_streets(&table(rows), &tags, &mut problems).expect("lines");
        let kinds: Vec<&str> = streets
            .tag_sets
            .iter()
            .map(|tags| tags["highway"].as_str())
            .collect();
        assert_eq!(kinds, ["footway", "steiger"]);
        assert!(
            streets
                .tag_sets
                .iter()
                .all(|tags| tags["surface"] == "paved")
        );
        assert_eq!(
            said(&problems),
            ["wegen.gpkg, row 2, field \"soort\": found \"steiger\", expected one of \"voetpad\""]
        );
    }

    #[test]
    fn an_unknown_column_and_a_table_without_lines_are_refused() {
        let tags = [LineTag::Column {
            tag: "highway".to_owned(),
            column: "type".to_owned(),
            values: BTreeMap::new(),
        }];
        let error = read_line_streets(&table(Vec::new()), &tags, &mut Vec::new())
            .expect_err("no such column");
        assert_eq!(
            error.to_string(),
            "wegen.gpkg, field \"tags\": found no column \"type\", expected one of \"soort\""
        );
        let error =
            read_line_streets(&table(Vec::new()), &[], &mut Vec::new()).expect_err("no lines");
        assert_eq!(
            error.to_string(),
            "wegen.gpkg: found no lines, expected streets as lines"
        );
    }

    #[test]
    fn osdorp_has_all_its_lines_but_those_without_length() {
        let file = "networks/amsterdam_osdorp_walk_network.gpkg";
        let Some(path) = real_data(file) else { return };
        let mut problems = Vec::new();
        let table = read_table(&request(&path, file), &mut problems).expect("a layer");
        assert_eq!(table.rows_read, 14_114);
        let tags = [LineTag::Column {
            tag: "highway".to_owned(),
            column: "path_type".to_owned(),
            values: BTreeMap::new(),
        }];
        let before = problems.len();
        let streets = read_line_streets(&table, &tags, &mut problems).expect("lines");
        // 81 lines in the file have no length at all, two less than half a millimetre.
        assert!(
            (81..=83).contains(&(table.rows.len() - streets.ways.len())),
            "{}",
            streets.ways.len()
        );
        let left_out = table.rows.len() - streets.ways.len();
        assert_eq!(
            problems.len() - before,
            left_out,
            "each line that is left out is named"
        );
        let metres: f64 = streets
            .ways
            .iter()
            .flat_map(|way| way.nodes.windows(2))
            .map(|pair| {
                streets.nodes[pair[0].0 as usize].distance(streets.nodes[pair[1].0 as usize])
            })
            .sum();
        assert!((100_000.0..102_000.0).contains(&metres), "{metres}");
    }
}
