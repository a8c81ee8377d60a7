//! Which features a request asks for, and in which system.

use crate::api::call::{Call, FORMAT};
use crate::api::described::{DEFAULT_LIMIT, ITEMS, LARGEST_LIMIT, READABLE_LIMIT};
use crate::api::format::Format;
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::layers::column::{Column, ColumnKind};
use crate::layers::filter::condition::{Comparison, Condition, Value};
use crate::layers::filter::parse::condition;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::selection::{Selection, Window};
use crate::layers::time_span::TimeSpan;

/// What is asked of a page of features.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemQuery {
    /// The system of the answer.
    pub system: ReferenceSystem,
    /// Which features are meant.
    pub selection: Selection,
    /// Which of these are on the page.
    pub page: PageQuery,
}

/// A page of what is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageQuery {
    /// At most so many features.
    pub limit: usize,
    /// So many are skipped.
    pub skipped: usize,
    /// The page begins after, or ends before, the feature with this id.
    pub edge: Option<Edge>,
}

/// Where a page begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    /// It begins after this feature.
    After(String),
    /// It ends before this feature.
    Before(String),
}

impl ItemQuery {
    /// Reads the parameters, for a layer with these columns of a study that offers these systems.
    ///
    /// # Errors
    /// 400 with the parameter that cannot be answered.
    pub fn read(
        call: &Call,
        offered: &[ReferenceSystem],
        columns: &[Column],
    ) -> Result<Self, Problem> {
        let parameters = &call.parameters;
        let time = parameters.text("datetime").map(|text| {
            let expected = "een dag (2025-01-31), een moment (2025-01-31T12:00:00Z) of twee met een / ertussen en .. voor een open einde";
            TimeSpan::interval(text).ok_or_else(|| Problem::parameter("datetime", text, expected))
        });
        Ok(Self {
            system: system(parameters, "crs", offered)?,
            selection: Selection {
                window: window(parameters, offered)?,
                time: time.transpose()?,
                condition: whole_condition(parameters, offered, columns)?,
            },
            page: page(parameters, call.format)?,
        })
    }
}

/// A coordinate system by its address; CRS84 when it is left out.
///
/// # Errors
/// 400 with the systems that are offered.
pub fn system(
    parameters: &Parameters,
    name: &str,
    offered: &[ReferenceSystem],
) -> Result<ReferenceSystem, Problem> {
    let Some(text) = parameters.text(name) else {
        return Ok(ReferenceSystem::Crs84);
    };
    let mut systems = offered.iter().copied();
    systems.find(|system| system.uri() == text).ok_or_else(|| {
        let known: Vec<_> = offered.iter().map(|system| system.uri()).collect();
        Problem::parameter(name, text, &format!("een van {}", known.join(", ")))
    })
}

fn window(parameters: &Parameters, offered: &[ReferenceSystem]) -> Result<Option<Window>, Problem> {
    let system = system(parameters, "bbox-crs", offered)?;
    let Some(text) = parameters.text("bbox") else {
        return Ok(None);
    };
    let refusal = |expected: &str| Problem::parameter("bbox", text, expected);
    let numbers: Vec<f64> = text
        .split(',')
        .filter_map(|part| part.trim().parse().ok())
        .filter(|number: &f64| number.is_finite())
        .collect();
    let whole = numbers.len() == text.split(',').count();
    let window = match numbers.as_slice() {
        &[x1, y1, x2, y2] | &[x1, y1, _, x2, y2, _] if whole => {
            Window::between([x1, y1], [x2, y2], system)
        }
        _ => Err("vier getallen met komma's ertussen, of zes met hoogtes".to_owned()),
    };
    window.map(Some).map_err(|expected| refusal(&expected))
}

/// The filter, and the parameters that are named after a property.
fn whole_condition(
    parameters: &Parameters,
    offered: &[ReferenceSystem],
    columns: &[Column],
) -> Result<Option<(Condition, ReferenceSystem)>, Problem> {
    let system = system(parameters, "filter-crs", offered)?;
    if let Some(language) = parameters
        .text("filter-lang")
        .filter(|&text| text != "cql2-text")
    {
        return Err(Problem::parameter("filter-lang", language, "cql2-text"));
    }
    let mut parts = Vec::new();
    if let Some(text) = parameters.text("filter") {
        let read = condition(text, columns, system);
        parts.push(read.map_err(|refused| Problem::filter(&refused.to_string()))?);
    }
    for (name, text) in parameters.pairs() {
        if name != FORMAT && !ITEMS.iter().any(|known| known.name == name) {
            parts.push(equals(name, text, columns)?);
        }
    }
    Ok((!parts.is_empty()).then_some((Condition::Every(parts), system)))
}

/// A parameter that is named after a property: it has this value.
fn equals(name: &str, text: &str, columns: &[Column]) -> Result<Condition, Problem> {
    let column = columns.iter().find(|column| column.name == name);
    let column = column.ok_or_else(|| {
        let parameters = ITEMS.iter().map(|known| known.name);
        let properties = columns.iter().map(|column| column.name);
        let known: Vec<&str> = parameters.chain([FORMAT]).chain(properties).collect();
        let expected = format!("een van de parameters en velden {}", known.join(", "));
        Problem::parameter(name, text, &expected)
    })?;
    let value = match column.kind {
        ColumnKind::Text | ColumnKind::Date => Some(Value::Text(text.to_owned())),
        ColumnKind::Truth => text.parse().ok().map(Value::Truth),
        ColumnKind::Whole | ColumnKind::Number => text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Value::Number),
    };
    let value = value.ok_or_else(|| Problem::parameter(name, text, column.kind.value_name()))?;
    let property = Value::Property(name.to_owned());
    Ok(Condition::Compare(property, Comparison::Equal, value))
}

fn page(parameters: &Parameters, format: Format) -> Result<PageQuery, Problem> {
    let edge = match (parameters.text("na"), parameters.text("voor")) {
        (Some(_), Some(before)) => {
            return Err(Problem::parameter(
                "voor",
                before,
                "na of voor, niet allebei",
            ));
        }
        (Some(id), None) => Some(Edge::After(id.to_owned())),
        (None, Some(id)) => Some(Edge::Before(id.to_owned())),
        (None, None) => None,
    };
    let usual = if format == Format::Html {
        READABLE_LIMIT
    } else {
        DEFAULT_LIMIT
    };
    let limit = whole(parameters, "limit", 1)?.map_or(usual, |limit| {
        usize::try_from(limit.min(LARGEST_LIMIT)).unwrap_or(usual)
    });
    let skipped = whole(parameters, "offset", 0)?.unwrap_or(0);
    Ok(PageQuery {
        limit,
        skipped: usize::try_from(skipped).unwrap_or(usize::MAX),
        edge,
    })
}

/// A whole number of at least `least`; a number too large to count with is as large as can be.
fn whole(parameters: &Parameters, name: &str, least: u64) -> Result<Option<u64>, Problem> {
    let Some(text) = parameters.text(name) else {
        return Ok(None);
    };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().unwrap_or(u64::MAX));
    number
        .filter(|&number| number >= least)
        .map(Some)
        .ok_or_else(|| {
            Problem::parameter(name, text, &format!("een heel getal van {least} of meer"))
        })
}
