//! One question: which kind of facility, for which age group. Norm and profile follow from the norm set, unless they are
//! chosen.

use thiserror::Error;

use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::MOST_MINUTES;

/// A question that the study can answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// The kind of facility.
    pub kind: FacilityKind,
    /// The age group whose residents are counted.
    pub age: AgeGroup,
}

/// A question that the study cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuestionError {
    /// The study has no such kind, or no norm for it.
    #[error("voorziening: found \"{found}\", expected {}", self.expected())]
    UnknownKind {
        /// What was asked.
        found: String,
        /// The kinds that can be asked.
        known: Vec<String>,
    },
    /// There is no such age group.
    #[error("leeftijd: found \"{found}\", expected {}", self.expected())]
    UnknownAge {
        /// What was asked.
        found: String,
    },
    /// Nobody of that name travels in the study.
    #[error("profiel: found \"{found}\", expected {}", self.expected())]
    UnknownProfile {
        /// What was asked.
        found: String,
        /// The profiles there are.
        known: Vec<String>,
    },
    /// That is no norm in minutes.
    #[error("normMinuten: found \"{found}\", expected {}", self.expected())]
    Minutes {
        /// What was asked.
        found: String,
    },
    /// The study has no kind that can be asked.
    #[error("the study has no kind of facility with a norm, expected one at least")]
    NothingToAsk,
}

impl QuestionError {
    /// The parameter that is wrong, as the public interface names it.
    pub fn parameter(&self) -> &'static str {
        match self {
            Self::UnknownKind { .. } | Self::NothingToAsk => "voorziening",
            Self::UnknownAge { .. } => "leeftijd",
            Self::UnknownProfile { .. } => "profiel",
            Self::Minutes { .. } => "normMinuten",
        }
    }

    /// What was found in it.
    pub fn found(&self) -> &str {
        match self {
            Self::UnknownKind { found, .. }
            | Self::UnknownAge { found }
            | Self::UnknownProfile { found, .. }
            | Self::Minutes { found } => found,
            Self::NothingToAsk => "",
        }
    }

    /// What was expected, in Dutch.
    pub fn expected(&self) -> String {
        match self {
            Self::UnknownKind { known, .. } | Self::UnknownProfile { known, .. } => {
                format!("een van {}", known.join(", "))
            }
            Self::Minutes { .. } => {
                format!("een heel aantal minuten van 1 tot en met {MOST_MINUTES}")
            }
            Self::UnknownAge { .. } => {
                format!("een van {}", AgeGroup::EVERY.map(AgeGroup::code).join(", "))
            }
            Self::NothingToAsk => "een studie met een voorziening en een norm".to_owned(),
        }
    }
}
