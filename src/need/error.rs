//! Questions about need that are refused, each with the field, what was found and what was expected.

use thiserror::Error;

use crate::model::indicator::Domain;

/// A question about need that cannot be answered.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{}: found {}, expected {}", self.field(), self.found(), self.expected())]
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
    pub fn found(&self) -> String {
        match self {
            Self::UnknownPreset { found, .. } | Self::UnknownIndicator { found, .. } => {
                format!("\"{found}\"")
            }
            Self::PresetAndWeights { preset } => format!("\"{preset}\" en eigen gewichten"),
            Self::Weight { domain, found } => format!("{found} voor \"{}\"", domain.code()),
            Self::DomainTwice(domain) => format!("\"{}\" twee keer", domain.code()),
            Self::WeightSum { found } => format!("gewichten met som {found}"),
            Self::OriginInPreset { code } => format!("\"{code}\" naast een preset"),
            Self::OriginWithoutReason { code } => {
                format!("\"{code}\" zonder geschreven onderbouwing")
            }
            Self::CountedTwice => {
                "\"voorzieningen\" in een index die een winst in dekking weegt".to_owned()
            }
            Self::NoAccessibility => {
                "\"voorzieningen\" terwijl er geen bereikbaarheid is berekend".to_owned()
            }
            Self::NoFixedRange { codes } => {
                format!(
                    "\"minmax\" terwijl {} geen vaste grenzen heeft",
                    codes.join(", ")
                )
            }
            Self::NoIndicators => "geen enkele".to_owned(),
        }
    }

    /// What was expected, in Dutch.
    pub fn expected(&self) -> String {
        let one_of = |known: &[String]| format!("een van {}", known.join(", "));
        match self {
            Self::UnknownPreset { known, .. } => one_of(known),
            Self::UnknownIndicator { known, .. } if known.is_empty() => {
                "geen: de studie heeft geen indicatoren over herkomst".to_owned()
            }
            Self::UnknownIndicator { known, .. } => one_of(known),
            Self::PresetAndWeights { .. } => "een van beide".to_owned(),
            Self::Weight { .. } => "een getal van 0 of meer".to_owned(),
            Self::DomainTwice(_) => "elk domein ten hoogste één keer".to_owned(),
            Self::WeightSum { .. } => "gewichten die samen 1 zijn".to_owned(),
            Self::OriginInPreset { .. } => {
                "eigen gewichten: indicatoren over herkomst staan nooit in een preset".to_owned()
            }
            Self::OriginWithoutReason { .. } => {
                "een indicator met een onderbouwing in het studiebestand".to_owned()
            }
            Self::CountedTwice => {
                "gewicht 0 voor \"voorzieningen\": anders telt nabijheid dubbel".to_owned()
            }
            Self::NoAccessibility => "een studie met een norm voor een voorziening".to_owned(),
            Self::NoFixedRange { .. } => {
                "een indicator met vaste grenzen (range) in het studiebestand".to_owned()
            }
            Self::NoIndicators => "ten minste één indicator in het studiebestand".to_owned(),
        }
    }
}
