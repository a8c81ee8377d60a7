//! Why a question about candidates for a community school has no answer.

use std::fmt;

use thiserror::Error;

use crate::model::bilingual::Bilingual;
use crate::model::weight_set::WEIGHING_FRAMEWORK;

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
    /// A value lies outside its range.
    #[error("{field}: found {found}, expected {}", .expected.english())]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What it holds.
        found: String,
        /// What it may hold.
        expected: Expected,
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
    #[error("{field}: found \"{found}\", expected one of {}", .known.join(", "))]
    UnknownCode {
        /// The field.
        field: &'static str,
        /// The code.
        found: String,
        /// The codes of the study.
        known: Vec<String>,
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

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A whole number from 1.
    OneOrMore,
    /// A number of draws.
    Draws,
    /// Beginning and end of the school day.
    HoursOfADay,
    /// Weights.
    Weights,
    /// Two ages of a building.
    Ages,
    /// A part of 0 to 1.
    Part,
    /// A score of 0 to 100.
    Score,
    /// A day.
    Day,
    /// So few sites that all sets can be walked through.
    FewSets,
}

impl Expected {
    /// In English, as messages of the program are.
    pub const fn english(self) -> &'static str {
        match self {
            Self::OneOrMore => "1 or more",
            Self::Draws => "1 to 100,000",
            Self::HoursOfADay => "an end after the beginning and before midnight, in minutes",
            Self::Weights => "weights of 0 or more that sum to 1",
            Self::Ages => "two ages in years, the second above the first",
            Self::Part => "0 to 1",
            Self::Score => "0 to 100",
            Self::Day => "a date such as 2024-01-01, or a year",
            Self::FewSets => "so few sites that there are at most 20 million sets",
        }
    }

    /// In Dutch, for who asks over the web.
    pub const fn dutch(self) -> &'static str {
        match self {
            Self::OneOrMore => "1 of meer",
            Self::Draws => "1 tot en met 100.000",
            Self::HoursOfADay => "een einde na het begin en voor middernacht, in minuten",
            Self::Weights => "gewichten van 0 of meer die samen 1 zijn",
            Self::Ages => "twee leeftijden in jaren, de tweede hoger dan de eerste",
            Self::Part => "0 tot en met 1",
            Self::Score => "0 tot en met 100",
            Self::Day => "een datum zoals 2024-01-01, of een jaar",
            Self::FewSets => "zo weinig locaties dat er hoogstens 20 miljoen sets zijn",
        }
    }
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
            Self::Budget => formatter.write_str("budget_eur"),
            Self::Distance => formatter.write_str("onderlinge_afstand_m"),
            Self::PerDistrict => formatter.write_str("hoogstens_per_wijk"),
            Self::Sites(possible) => write!(
                formatter,
                "aantal, verplicht, uitgesloten or bewijs_minimaal, or ask doel = \"bereik\": {possible} sites may be in \
                 a set"
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

    /// The whole refusal.
    pub fn sentence(&self) -> Bilingual {
        let found = match self {
            Self::InclusivityWeighed { found } => format!("gewicht {found}"),
            Self::OutOfRange { found, .. } => found.clone(),
            Self::UnknownSite { found, .. } | Self::UnknownCode { found, .. } => {
                format!("\"{found}\"")
            }
            Self::RepeatedSite { found, .. } => format!("\"{found}\" meer dan één keer"),
            Self::NoCandidates => "geen".to_owned(),
            Self::NoSet { sites, .. } => {
                format!("geen set van {sites} locaties die aan alles voldoet")
            }
        };
        Bilingual {
            dutch: format!(
                "{}: gevonden {found}, verwacht {}",
                self.field(),
                self.expected()
            ),
            english: self.to_string(),
        }
    }

    /// What was expected, in Dutch.
    pub fn expected(&self) -> String {
        match self {
            Self::InclusivityWeighed { .. } => format!(
                "0: inclusiviteit telt niet mee, want het Afwegingskader van de werkagenda zegt: \"{WEIGHING_FRAMEWORK}\""
            ),
            Self::OutOfRange { expected, .. } => expected.dutch().to_owned(),
            Self::UnknownSite { .. } => "het kenmerk van een kandidaat".to_owned(),
            Self::RepeatedSite { .. } => "elk kenmerk één keer".to_owned(),
            Self::UnknownCode { known, .. } => format!("een van {}", known.join(", ")),
            Self::NoCandidates => "een studie met gebouwen of scholen".to_owned(),
            Self::NoSet { relax, .. } => match relax {
                Relax::Budget => "een ruimer budget".to_owned(),
                Relax::Distance => "een kleinere onderlinge afstand".to_owned(),
                Relax::PerDistrict => "meer locaties per wijk".to_owned(),
                Relax::Sites(possible) => format!(
                    "een kleiner aantal, andere verplichte of uitgesloten locaties, minder bewijs, of \
                     sets naar bereik (doel); nu doen {possible} kandidaten mee"
                ),
            },
        }
    }
}
