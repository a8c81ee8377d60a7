//! What is asked about Kansenwerkplaatsen: which neighbourhoods come into view, by need and by ambition.

use crate::model::area::AreaCode;
use crate::model::indicator::Domain;
use crate::model::need_question::NeedQuestion;
use crate::model::people::People;
use crate::model::weight_set::WeightSet;

/// A question about neighbourhoods for a Kansenwerkplaats.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityQuestion {
    /// How need is measured; its smallest evidence holds for each domain.
    pub need: NeedQuestion,
    /// A neighbourhood qualifies when any domain stands at this percentile of the town or higher.
    pub any_domain: f64,
    /// Or when all domains of `together` stand at this one or higher.
    pub together_from: f64,
    /// See `together_from`; empty switches it off.
    pub together: Vec<Domain>,
    /// A recorded ambition older than this is shown as out of date, in months.
    pub ambition_months: u32,
    /// Adjoining neighbourhoods that qualify are shown together up to so many children; `None` shows each by itself.
    pub most_children_together: Option<People>,
    /// Neighbourhoods that people consider, to see whether they lie in different districts.
    pub considered: Vec<AreaCode>,
}

impl OpportunityQuestion {
    /// The question that the weight set proposes.
    pub fn proposed(weights: &WeightSet) -> Self {
        let rules = &weights.opportunity;
        Self {
            need: NeedQuestion::proposed(&weights.need),
            any_domain: rules.any_domain,
            together_from: rules.together_from,
            together: rules.together.clone(),
            ambition_months: weights.community_school.ambition_months,
            most_children_together: None,
            considered: Vec::new(),
        }
    }
}
