//! One question: which kind of facility, for which age group. Norm and profile follow from the norm set.

use thiserror::Error;

use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;

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
        }
    }

    /// What was found in it.
    pub fn found(&self) -> &str {
        match self {
            Self::UnknownKind { found, .. } | Self::UnknownAge { found } => found,
            Self::NothingToAsk => "",
        }
    }

    /// What was expected, in Dutch.
    pub fn expected(&self) -> String {
        match self {
            Self::UnknownKind { known, .. } => format!("een van {}", known.join(", ")),
            Self::UnknownAge { .. } => {
                format!("een van {}", AgeGroup::EVERY.map(AgeGroup::code).join(", "))
            }
            Self::NothingToAsk => "een studie met een voorziening en een norm".to_owned(),
        }
    }
}
