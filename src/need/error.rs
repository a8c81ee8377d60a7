//! Questions about need that are refused, each with the field, what was found and what was expected.

use thiserror::Error;

use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::model::indicator::Domain;

/// A question about need that cannot be answered.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{}", self.sentence())]
pub enum NeedError {
    /// There is no such preset.
    UnknownPreset {
        /// What was asked.
        found: String,
        /// The presets there are.
        known: Vec<String>,
    },
    /// A preset and weights of one's own were both given.
    PresetAndWeights {
        /// The preset.
        preset: String,
    },
    /// A weight below 0, or not a number.
    Weight {
        /// Whose weight.
        domain: Domain,
        /// What was asked.
        found: f64,
    },
    /// A domain was given twice.
    DomainTwice(Domain),
    /// The weights do not sum to 1.
    WeightSum {
        /// Their sum.
        found: f64,
    },
    /// There is no such indicator.
    UnknownIndicator {
        /// What was asked.
        found: String,
        /// The indicators about origin there are.
        known: Vec<String>,
    },
    /// An indicator about origin was asked for beside a preset.
    OriginInPreset {
        /// Its code.
        code: String,
    },
    /// An indicator about origin has no written reason.
    OriginWithoutReason {
        /// Its code.
        code: String,
    },
    /// Facilities count in an index that weighs a gain of coverage by facilities.
    CountedTwice,
    /// The accessibility of facilities is asked for but was not computed.
    NoAccessibility,
    /// Indicators without a fixed range were to be put on the scale of fixed ranges.
    NoFixedRange {
        /// Their codes.
        codes: Vec<String>,
    },
    /// The study has no indicators.
    NoIndicators,
}

impl NeedError {
    /// The field that is wrong, as the public interface names it.
    pub fn field(&self) -> &'static str {
        match self {
            Self::UnknownPreset { .. } | Self::PresetAndWeights { .. } => "preset",
            Self::Weight { .. }
            | Self::DomainTwice(_)
            | Self::WeightSum { .. }
            | Self::CountedTwice
            | Self::NoAccessibility => "gewichten",
            Self::UnknownIndicator { .. }
            | Self::OriginInPreset { .. }
            | Self::OriginWithoutReason { .. } => "herkomstindicatoren",
            Self::NoFixedRange { .. } => "standaardisatie",
            Self::NoIndicators => "indicatoren",
        }
    }

    /// What was found in it.
    pub fn found(&self) -> Bilingual {
        match self {
            Self::UnknownPreset { found, .. } | Self::UnknownIndicator { found, .. } => {
                Bilingual::quoted(found)
            }
            Self::PresetAndWeights { preset } => Bilingual::new(
                format!("\"{preset}\" en eigen gewichten"),
                format!("\"{preset}\" and weights of your own"),
            ),
            Self::Weight { domain, found } => Bilingual::new(
                format!("{found} voor \"{}\"", domain.code()),
                format!("{found} for \"{}\"", domain.code()),
            ),
            Self::DomainTwice(domain) => Bilingual::new(
                format!("\"{}\" twee keer", domain.code()),
                format!("\"{}\" twice", domain.code()),
            ),
            Self::WeightSum { found } => Bilingual::new(
                format!("gewichten met som {found}"),
                format!("weights that sum to {found}"),
            ),
            Self::OriginInPreset { code } => Bilingual::new(
                format!("\"{code}\" naast een preset"),
                format!("\"{code}\" beside a preset"),
            ),
            Self::OriginWithoutReason { code } => Bilingual::new(
                format!("\"{code}\" zonder geschreven onderbouwing"),
                format!("\"{code}\" without a written reason"),
            ),
            Self::CountedTwice => Bilingual::new(
                "\"voorzieningen\" in een index die een winst in dekking weegt",
                "\"voorzieningen\" in an index that weighs a gain of coverage",
            ),
            Self::NoAccessibility => Bilingual::new(
                "\"voorzieningen\" terwijl er geen bereikbaarheid is berekend",
                "\"voorzieningen\" while no accessibility was computed",
            ),
            Self::NoFixedRange { codes } => Bilingual::new(
                format!(
                    "\"minmax\" terwijl {} geen vaste grenzen heeft",
                    codes.join(", ")
                ),
                format!("\"minmax\" while {} has no fixed range", codes.join(", ")),
            ),
            Self::NoIndicators => Bilingual::new("geen enkele", "none"),
        }
    }

    /// What was expected.
    pub fn expected(&self) -> Bilingual {
        match self {
            Self::UnknownIndicator { known, .. } if known.is_empty() => Bilingual::new(
                "geen: de studie heeft geen indicatoren over herkomst",
                "none: the study has no indicators about origin",
            ),
            Self::UnknownPreset { known, .. } | Self::UnknownIndicator { known, .. } => {
                let known = known.join(", ");
                Bilingual::new(format!("een van {known}"), format!("one of {known}"))
            }
            Self::PresetAndWeights { .. } => Bilingual::new("een van beide", "one of the two"),
            Self::Weight { .. } => Bilingual::new("een getal van 0 of meer", "a number, 0 or more"),
            Self::DomainTwice(_) => Bilingual::new(
                "elk domein ten hoogste één keer",
                "each domain once at most",
            ),
            Self::WeightSum { .. } => {
                Bilingual::new("gewichten die samen 1 zijn", "weights that sum to 1")
            }
            Self::OriginInPreset { .. } => Bilingual::new(
                "eigen gewichten: indicatoren over herkomst staan nooit in een preset",
                "weights of your own: indicators about origin are never in a preset",
            ),
            Self::OriginWithoutReason { .. } => Bilingual::new(
                "een indicator met een onderbouwing in het studiebestand",
                "an indicator with a reason in the study file",
            ),
            Self::CountedTwice => Bilingual::new(
                "gewicht 0 voor \"voorzieningen\": anders telt nabijheid dubbel",
                "weight 0 for \"voorzieningen\": nearness would count twice otherwise",
            ),
            Self::NoAccessibility => Bilingual::new(
                "een studie met een norm voor een voorziening",
                "a study with a norm for a facility",
            ),
            Self::NoFixedRange { .. } => Bilingual::new(
                "een indicator met vaste grenzen (range) in het studiebestand",
                "an indicator with a fixed range in the study file",
            ),
            Self::NoIndicators => Bilingual::new(
                "ten minste één indicator in het studiebestand",
                "one indicator in the study file at least",
            ),
        }
    }

    /// The whole refusal.
    pub fn sentence(&self) -> Bilingual {
        refusal_sentence(self.field(), &self.found(), &self.expected())
    }
}
