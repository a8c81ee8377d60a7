//! Why a whole file, or a whole coordinate system, cannot be used. Trouble with single rows is a [`Problem`] instead.

use crate::ingest::problem::{Problem, Severity};

/// What stops the reading of a file.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The file was found wanting; the problem says where, what was found and what was expected.
    #[error("{0}")]
    Blocked(Box<Problem>),
    /// The file has several layers; which one is to be told.
    #[error("{problem}")]
    Undecided {
        /// What is asked.
        problem: Box<Problem>,
        /// The first of its layers.
        choices: Vec<String>,
    },
    /// The operating system would not let us read the file.
    #[error("{problem}")]
    Unreadable {
        /// Which file, and what was expected of it.
        problem: Box<Problem>,
        /// What the operating system says.
        #[source]
        source: std::io::Error,
    },
    /// A coordinate system nobody knows.
    #[error(
        "found coordinate system \"{name}\", expected one that PROJ knows, such as EPSG:28992 or OGC:CRS84"
    )]
    UnknownSystem {
        /// The name as it was given.
        name: String,
    },
    /// A study needs metres.
    #[error(
        "found coordinate system \"{name}\" in {unit}, expected a projected system in metres, such as EPSG:28992"
    )]
    NotMetric {
        /// The name as it was given.
        name: String,
        /// What its coordinates are in.
        unit: String,
    },
    /// There is no way from one system to the other.
    #[error(
        "found no transformation from \"{from}\" to \"{to}\", expected two systems on earth that PROJ can relate"
    )]
    NoTransformation {
        /// The system of the coordinates.
        from: String,
        /// The system that was asked for.
        to: String,
    },
    /// A place that does not exist in the other system.
    #[error("found x {x}, y {y} in \"{from}\", expected a place that \"{to}\" can show")]
    NoSuchPlace {
        /// The first coordinate: x or longitude.
        x: f64,
        /// The second coordinate: y or latitude.
        y: f64,
        /// The system of the coordinates.
        from: String,
        /// The system that was asked for.
        to: String,
    },
}

impl IngestError {
    /// A whole file that cannot be used.
    pub fn of_file(file: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Blocked(Box::new(Problem::of_file(
            Severity::Blocks,
            file,
            found,
            expected,
        )))
    }

    /// A whole file that the operating system would not let us read.
    pub fn unreadable(file: &str, source: std::io::Error) -> Self {
        let problem = Problem::of_file(
            Severity::Blocks,
            file,
            "a file that cannot be read",
            "a readable file",
        );
        Self::Unreadable {
            problem: Box::new(problem),
            source,
        }
    }

    /// The same, as a problem of a file, for the list of everything that is wrong.
    pub fn into_problem(self, file: &str) -> Problem {
        match self {
            Self::Blocked(problem) | Self::Undecided { problem, .. } => *problem,
            Self::Unreadable { problem, source } => Problem {
                found: format!("{} ({source})", problem.found),
                ..*problem
            },
            Self::UnknownSystem { .. }
            | Self::NotMetric { .. }
            | Self::NoTransformation { .. }
            | Self::NoSuchPlace { .. } => system_problem(&self.to_string(), file),
        }
    }
}

/// These messages read "found ..., expected ...".
fn system_problem(message: &str, file: &str) -> Problem {
    let (found, expected) = message
        .split_once(", expected ")
        .unwrap_or((message, "a usable coordinate system"));
    let found = found.strip_prefix("found ").unwrap_or(found);
    Problem::of_file(Severity::Blocks, file, found, expected).in_field("crs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_system_becomes_a_problem_of_its_file() {
        let error = IngestError::UnknownSystem {
            name: "EPSG:99999".to_owned(),
        };
        assert_eq!(
            error.into_problem("schools.csv").to_string(),
            "schools.csv, field \"crs\": found coordinate system \"EPSG:99999\", \
             expected one that PROJ knows, such as EPSG:28992 or OGC:CRS84"
        );
    }

    #[test]
    fn what_the_operating_system_says_is_said_once() {
        let error = IngestError::unreadable("schools.csv", std::io::Error::other("disk on fire"));
        assert_eq!(
            error.to_string(),
            "schools.csv: found a file that cannot be read, expected a readable file"
        );
        assert_eq!(
            error.into_problem("").found,
            "a file that cannot be read (disk on fire)"
        );
    }
}
