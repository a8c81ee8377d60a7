//! What is asked about need: which domains count for how much, on which scale, and who is measured.

use crate::model::indicator::Domain;
use crate::model::weight_set::{NeedRules, Standardisation};

/// What the answer is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NeedUse {
    /// It is shown, or ranks neighbourhoods.
    Profile,
    /// It weighs people in a gain of coverage, so that facilities may not count in it as well.
    CoverageGain,
}

/// A question about need.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedQuestion {
    /// The code of a preset; `None` is the default one, unless there are weights of one's own.
    pub preset: Option<String>,
    /// Weights of one's own by domain, 0 or more, summing to 1; empty to use a preset.
    pub domains: Vec<(Domain, f64)>,
    /// Codes of indicators about origin that are asked for by name; only beside weights of one's own.
    pub origin_indicators: Vec<String>,
    /// The scale.
    pub standardisation: Standardisation,
    /// Below this share of weight with data an area is not ranked.
    pub smallest_evidence: f64,
    /// Areas with fewer residents are not measured.
    pub smallest_residents: u32,
    /// Areas with fewer children of 0 to 18 are not measured.
    pub smallest_children: u32,
    /// What the answer is used for.
    pub used_for: NeedUse,
}

impl NeedQuestion {
    /// The question that the rules propose, to be shown: the weights that a scenario chose, else their default preset.
    pub fn proposed(rules: &NeedRules) -> Self {
        Self {
            preset: None,
            domains: rules.chosen.clone(),
            origin_indicators: Vec::new(),
            standardisation: rules.standardisation,
            smallest_evidence: rules.smallest_evidence,
            smallest_residents: rules.smallest_residents,
            smallest_children: rules.smallest_children,
            used_for: NeedUse::Profile,
        }
    }
}
