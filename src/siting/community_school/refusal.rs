//! Why a question about candidates for a community school has no answer.

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
        /// The constraint without which there would be one, or what else is lacking.
        relax: String,
    },
}
