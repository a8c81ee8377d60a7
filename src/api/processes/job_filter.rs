//! Which jobs of the list are asked for.
//!
//! # Source
//! OGC 18-062r2, section 11: type, processID, status, datetime, minDuration, maxDuration, limit.

use jiff::Timestamp;

use crate::api::operation::{Described, Shape};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::processes::job::{Job, Status};
use crate::api::processes::process::Process;
use crate::layers::time_span::TimeSpan;

/// So many jobs are on a page when nothing is said.
pub const USUAL_LIMIT: usize = 100;
/// And at most.
pub const LARGEST_LIMIT: u64 = 1_000;

const fn text(name: &'static str, description: &'static str) -> Described {
    Described {
        name,
        description,
        shape: Shape::Text,
    }
}

/// How many are on a page.
pub const LIMIT: Described = Described {
    name: "limit",
    description: "Hoogstens zoveel op een bladzijde; een groter getal telt als 1000.",
    shape: Shape::Whole(1, LARGEST_LIMIT),
};
/// How many are passed over.
pub const OFFSET: Described = Described {
    name: "offset",
    description: "Zoveel overslaan; staat in de link `next`.",
    shape: Shape::Whole(0, 1_000_000_000),
};

/// The parameters that choose, beside the page.
pub const CHOOSING: [Described; 6] = [
    text(
        "type",
        "Alleen opdrachten van deze soorten, met komma's ertussen; er is er een: process.",
    ),
    text(
        "processID",
        "Alleen opdrachten van deze processen, met komma's ertussen.",
    ),
    text(
        "status",
        "Alleen opdrachten die zo ver zijn, met komma's ertussen: accepted, running, successful, failed, dismissed.",
    ),
    text(
        "datetime",
        "Alleen opdrachten die in deze tijd gegeven zijn: een dag, een moment (RFC 3339), of twee met een / ertussen en \
         .. voor een open einde.",
    ),
    text(
        "minDuration",
        "Alleen opdrachten die al zoveel seconden berekend worden of zijn, of langer.",
    ),
    text(
        "maxDuration",
        "Alleen opdrachten die hoogstens zoveel seconden berekend worden of zijn.",
    ),
];

/// The page that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAsked {
    /// So many at most.
    pub limit: usize,
    /// So many are passed over.
    pub offset: usize,
}

impl PageAsked {
    /// Reads `limit` and `offset`.
    ///
    /// # Errors
    /// 400 when one of them is no such number.
    pub fn of(parameters: &Parameters) -> Result<Self, Problem> {
        let whole = "een heel getal van 1 of meer";
        let limit: Option<u64> = parameters.value(LIMIT.name, whole)?;
        let limit = match limit {
            Some(0) => return Err(Problem::parameter(LIMIT.name, "0", whole)),
            Some(limit) => usize::try_from(limit.min(LARGEST_LIMIT)).unwrap_or(USUAL_LIMIT),
            None => USUAL_LIMIT,
        };
        let offset = parameters.value(OFFSET.name, "een heel getal van 0 of meer")?;
        Ok(Self {
            limit,
            offset: offset.unwrap_or(0),
        })
    }

    /// The page of some things, and where the next page begins.
    pub fn of_all<T>(self, all: Vec<T>) -> (Vec<T>, Option<usize>) {
        let next = self.offset.saturating_add(self.limit);
        let next = (next < all.len()).then_some(next);
        let page = all.into_iter().skip(self.offset).take(self.limit);
        (page.collect(), next)
    }
}

/// Which jobs.
#[derive(Debug, Clone, PartialEq)]
pub struct JobFilter {
    processes: Option<Vec<Process>>,
    statuses: Option<Vec<Status>>,
    created: Option<TimeSpan>,
    shortest: Option<f64>,
    longest: Option<f64>,
}

impl JobFilter {
    /// Reads the parameters.
    ///
    /// # Errors
    /// 400, naming the parameter that is wrong.
    pub fn of(parameters: &Parameters) -> Result<Self, Problem> {
        list(parameters, "type", "process", |code| {
            (code == "process").then_some(())
        })?;
        let processes = Process::EVERY.map(Process::id).join(", ");
        let statuses = Status::EVERY.map(Status::code).join(", ");
        let status = |code: &str| {
            let mut every = Status::EVERY.into_iter();
            every.find(|status| status.code() == code)
        };
        let span = |text: &str| {
            let expected = "een dag, een moment of twee met een / ertussen (RFC 3339)";
            let span = TimeSpan::interval(text);
            span.ok_or_else(|| Problem::parameter("datetime", text, expected))
        };
        let seconds = |name: &str| {
            let expected = "een aantal seconden van 0 of meer";
            let found: Option<f64> = parameters.value(name, expected)?;
            match found.filter(|seconds| !(seconds.is_finite() && *seconds >= 0.0)) {
                Some(wrong) => Err(Problem::parameter(name, &wrong.to_string(), expected)),
                None => Ok(found),
            }
        };
        Ok(Self {
            processes: list(parameters, "processID", &processes, Process::of_id)?,
            statuses: list(parameters, "status", &statuses, status)?,
            created: parameters.text("datetime").map(span).transpose()?,
            shortest: seconds("minDuration")?,
            longest: seconds("maxDuration")?,
        })
    }

    /// Whether a job is one of those asked for. One that has not begun has no duration, so that it is never one of them
    /// when a duration is asked.
    pub fn lets_in(&self, job: &Job, now: Timestamp) -> bool {
        let created = TimeSpan {
            from: Some(job.created),
            until: Some(job.created),
        };
        let seconds = job.seconds(now);
        let lasted = |limit: Option<f64>, fits: fn(f64, f64) -> bool| {
            limit.is_none_or(|limit| seconds.is_some_and(|seconds| fits(seconds, limit)))
        };
        (self.processes.as_ref()).is_none_or(|asked| asked.contains(&job.process))
            && (self.statuses.as_ref()).is_none_or(|asked| asked.contains(&job.status))
            && self.created.is_none_or(|asked| asked.meets(created))
            && lasted(self.shortest, |seconds, limit| seconds >= limit)
            && lasted(self.longest, |seconds, limit| seconds <= limit)
    }
}

fn list<T>(
    parameters: &Parameters,
    name: &str,
    known: &str,
    of_code: impl Fn(&str) -> Option<T>,
) -> Result<Option<Vec<T>>, Problem> {
    let Some(text) = parameters.text(name) else {
        return Ok(None);
    };
    let found: Option<Vec<T>> = text.split(',').map(|code| of_code(code.trim())).collect();
    match found {
        Some(found) => Ok(Some(found)),
        None => Err(Problem::parameter(
            name,
            text,
            &format!("een of meer van {known}"),
        )),
    }
}
