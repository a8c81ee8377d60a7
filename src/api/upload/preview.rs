//! What a sent file looks like: its columns, its first rows, where it lies, and what is wrong with it.

use std::collections::BTreeMap;
use std::io::BufRead;

use geo::{BoundingRect, Rect, coord};
use serde_json::{Value as Json, json};

use crate::api::upload::told_problem::kept;
use crate::ingest::error::IngestError;
use crate::ingest::geometry_kind::{GeometryKind, kind_of};
use crate::ingest::misplacement::Misplacement;
use crate::ingest::problem::Problem;
use crate::ingest::table::{Row, Value};
use crate::ingest::upload::table_file::each_row;

/// So many rows are shown.
const SHOWN_ROWS: usize = 10;
/// So many problems are told one by one.
const SHOWN_PROBLEMS: usize = 20;
/// A value is shown up to so many letters.
const SHOWN_LETTERS: usize = 200;

/// The fields of a refusal that ask how a file is to be read, rather than that it cannot be.
const ASKED: [&str; 3] = ["crs", "encoding", "delimiter"];

/// Coordinates of another system than the file says, or than its format means when it says none.
const WRONG_SYSTEM: [Misplacement; 2] = [Misplacement::Degrees, Misplacement::Metres];

/// What a file looks like, or what is to be told before that can be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// This.
    Known(Json),
    /// This is asked.
    Asks(Asked),
}

/// What is to be told of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What is not clear, and in which field it is told.
    pub problem: Problem,
    /// What can be told, where only the file itself knows: its first layers.
    pub choices: Vec<String>,
}

impl Look {
    /// What it looks like, when nothing had to be told first.
    pub fn known(self) -> Option<Json> {
        match self {
            Self::Known(seen) => Some(seen),
            Self::Asks(_) => None,
        }
    }
}

/// Looks at the rows of a file.
///
/// # Errors
/// A file that cannot be used whatever is told of it.
pub fn look(name: &str, lines: impl BufRead, crs: &str) -> Result<Look, IngestError> {
    let mut seen = Seen::default();
    match each_row(name, lines, |row| seen.meet(row)) {
        Ok(facts) => Ok(Look::Known(json!({
            "rijen": facts.rows_read,
            "bruikbaar": seen.rows,
            "kolommen": seen.columns(&facts.columns),
            "voorbeeld": seen.first,
            "meetkunde": seen.kinds.iter().max_by_key(|(_, count)| **count).map(|(kind, _)| kind),
            "gelezen_als": {
                "crs": facts.read_as.crs,
                "encoding": facts.read_as.encoding,
                "delimiter": facts.read_as.delimiter,
                "layer": facts.read_as.layer,
                "layers": facts.read_as.layers,
            },
            "omvang": seen.extent.map(|extent| json!({ "crs": crs, "bbox": corners(extent) })),
            "problemen": told(&facts.problems),
            "vraag": null,
        }))),
        Err(refused) => match question(refused) {
            Ok(asked) => Ok(Look::Asks(asked)),
            Err(refused) => Err(refused),
        },
    }
}

/// The same look, with what has to be told before its places are known.
pub fn asking(look: Option<Json>, asked: &Asked) -> Json {
    let mut look = look.unwrap_or_else(|| {
        json!({
            "rijen": null,
            "bruikbaar": null,
            "kolommen": [],
            "voorbeeld": [],
            "meetkunde": null,
            "gelezen_als": null,
            "omvang": null,
            "problemen": told(&[]),
        })
    });
    look["vraag"] = kept(&asked.problem);
    look["vraag"]["keuzes"] = json!(asked.choices);
    look
}

/// The first problems, and how many there are.
pub fn told(problems: &[Problem]) -> Json {
    let first: Vec<Json> = problems.iter().take(SHOWN_PROBLEMS).map(kept).collect();
    json!({ "aantal": problems.len(), "eerste": first })
}

fn question(refused: IngestError) -> Result<Asked, IngestError> {
    let without_choices = |problem: Box<Problem>| Asked {
        problem: *problem,
        choices: Vec::new(),
    };
    match refused {
        IngestError::Undecided { problem, choices } => Ok(Asked {
            problem: *problem,
            choices,
        }),
        IngestError::Blocked(mut problem)
            if WRONG_SYSTEM
                .iter()
                .any(|wrong| problem.found.contains(wrong.hint())) =>
        {
            problem.field = Some("crs".to_owned());
            Ok(without_choices(problem))
        }
        IngestError::Blocked(problem)
            if problem
                .field
                .as_deref()
                .is_some_and(|field| ASKED.contains(&field)) =>
        {
            Ok(without_choices(problem))
        }
        other => Err(other),
    }
}

/// What was met in the rows.
#[derive(Debug, Default)]
struct Seen {
    rows: u64,
    first: Vec<Vec<Json>>,
    filled: Vec<Filled>,
    kinds: BTreeMap<&'static str, u64>,
    extent: Option<Rect<f64>>,
}

/// What a column holds.
#[derive(Debug, Clone, Default)]
struct Filled {
    numbers: u64,
    texts: u64,
}

impl Seen {
    fn meet(&mut self, row: Row) {
        self.rows += 1;
        self.filled
            .resize(row.values.len().max(self.filled.len()), Filled::default());
        for (filled, value) in self.filled.iter_mut().zip(&row.values) {
            match value {
                Value::Missing => (),
                Value::Number(_) => filled.numbers += 1,
                Value::Text(text) if text.replace(',', ".").parse::<f64>().is_ok() => {
                    filled.numbers += 1
                }
                Value::Text(_) => filled.texts += 1,
            }
        }
        if let Some(geometry) = &row.geometry {
            if let Some(kind) = kind_of(geometry) {
                *self.kinds.entry(dutch(kind)).or_default() += 1;
            }
            if let Some(box_of) = geometry.bounding_rect() {
                self.extent = Some(self.extent.map_or(box_of, |extent| around(extent, box_of)));
            }
        }
        if self.first.len() < SHOWN_ROWS {
            self.first.push(row.values.iter().map(shown).collect());
        }
    }

    fn columns(&self, names: &[String]) -> Json {
        let none = Filled::default();
        let filled = self.filled.iter().chain(std::iter::repeat(&none));
        let columns = names.iter().zip(filled).map(|(name, filled)| {
            let kind = match filled {
                Filled {
                    numbers: 0,
                    texts: 0,
                } => "leeg",
                Filled { texts: 0, .. } => "getal",
                Filled { .. } => "tekst",
            };
            json!({ "naam": name, "soort": kind, "gevuld": filled.numbers + filled.texts })
        });
        columns.collect()
    }
}

fn shown(value: &Value) -> Json {
    match value {
        Value::Missing => Json::Null,
        Value::Number(number) => json!(number),
        Value::Text(text) => text.chars().take(SHOWN_LETTERS).collect::<String>().into(),
    }
}

const fn dutch(kind: GeometryKind) -> &'static str {
    match kind {
        GeometryKind::Point => "punten",
        GeometryKind::Line => "lijnen",
        GeometryKind::Polygon => "vlakken",
    }
}

fn around(one: Rect<f64>, other: Rect<f64>) -> Rect<f64> {
    let (low, high) = (one.min(), one.max());
    let (low_too, high_too) = (other.min(), other.max());
    Rect::new(
        coord! { x: low.x.min(low_too.x), y: low.y.min(low_too.y) },
        coord! { x: high.x.max(high_too.x), y: high.y.max(high_too.y) },
    )
}

fn corners(extent: Rect<f64>) -> [f64; 4] {
    [
        extent.min().x,
        extent.min().y,
        extent.max().x,
        extent.max().y,
    ]
}
