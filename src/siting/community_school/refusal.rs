//! Why a question about candidates for a community school has no answer.

use std::fmt;

use thiserror::Error;

/// What the Afwegingskader of the Utrecht education agenda says about inclusive use.
pub const WEIGHING_FRAMEWORK: &str = "kunnen we inclusiviteit niet als sturingsinstrument gebruiken om voorrang te \
                                      verlenen aan scholen bij huisvesting of renovatie";

/// A question that cannot be answered, by the field that is wrong.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CandidateRefusal {
    /// Inclusive use was given a weight.
    #[error(
        "inclusiviteit: found weight {found}, expected 0: inclusive use is shown and never weighed, because the \
         Afwegingskader of the education agenda says: \"{WEIGHING_FRAMEWORK}\""
    )]
    InclusivityWeighed {
        /// The weight given.
        found: f64,
    },
    /// A number lies outside its range.
    #[error("{field}: found {found}, expected {expected}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What it holds.
        found: String,
        /// What it may hold.
        expected: &'static str,
    },
    /// An id is not that of a candidate.
    #[error("{field}: found \"{found}\", expected the id of a candidate")]
    UnknownSite {
        /// The field.
        field: &'static str,
        /// The id.
        found: String,
    },
    /// An id is given twice, or is that of another candidate.
    #[error("{field}: found \"{found}\" more than once, expected each id once")]
    RepeatedSite {
        /// The field.
        field: &'static str,
        /// The id.
        found: String,
    },
    /// A code is not known to the study.
    #[error("{field}: found \"{found}\", expected {expected}")]
    UnknownCode {
        /// The field.
        field: &'static str,
        /// The code.
        found: String,
        /// What is known.
        expected: String,
    },
    /// The study has no place that could be a candidate.
    #[error("candidates: found none, expected buildings or education facilities in the study")]
    NoCandidates,
    /// No set meets the constraints.
    #[error("sets of {sites} sites: found none that meets the constraints, relax {relax}")]
    NoSet {
        /// How many sites a set has.
        sites: usize,
        /// The constraint without which there would be one.
        relax: Relax,
    },
}

/// What keeps a set from being found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relax {
    /// The budget.
    Budget,
    /// The distance between sites.
    Distance,
    /// The number of sites in one district.
    PerDistrict,
    /// The number of sites: so few may be in a set, because they are ranked and not forbidden.
    Sites(usize),
}

impl fmt::Display for Relax {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Budget => formatter.write_str("budget"),
            Self::Distance => formatter.write_str("onderlinge_afstand_m"),
            Self::PerDistrict => formatter.write_str("per_wijk"),
            Self::Sites(possible) => write!(
                formatter,
                "aantal, verplicht, verboden or the evidence that ranking asks for: {possible} sites may be in a set"
            ),
        }
    }
}

impl CandidateRefusal {
    /// The field that is wrong, as the public interface names it.
    pub fn field(&self) -> &'static str {
        match self {
            Self::InclusivityWeighed { .. } => "inclusiviteit",
            Self::OutOfRange { field, .. }
            | Self::UnknownSite { field, .. }
            | Self::RepeatedSite { field, .. }
            | Self::UnknownCode { field, .. } => field,
            Self::NoCandidates => "kandidaten",
            Self::NoSet { .. } => "aantal",
        }
    }

    /// What was found in it.
    pub fn found(&self) -> String {
        match self {
            Self::InclusivityWeighed { found } => found.to_string(),
            Self::OutOfRange { found, .. }
            | Self::UnknownSite { found, .. }
            | Self::RepeatedSite { found, .. }
            | Self::UnknownCode { found, .. } => found.clone(),
            Self::NoCandidates => String::new(),
            Self::NoSet { sites, .. } => sites.to_string(),
        }
    }
}
