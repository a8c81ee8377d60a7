//! Which schools are put in order for a library at school (dBos), and what that may cost.

use crate::model::facility_kind::FacilityKind;
use crate::model::units::{Euros, Metres};
use crate::model::weight_set::WeightSet;

/// A question for the order in which schools come into view for a library at school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolLibraryQuestion {
    /// The kinds of schools in the list.
    pub schools: Vec<FacilityKind>,
    /// The kinds that are a public library.
    pub libraries: Vec<FacilityKind>,
    /// The kinds of childcare of which a missing Boekstart corner is told.
    pub childcare: Vec<FacilityKind>,
    /// The whole budget.
    pub budget: Euros,
    /// What a library at one school costs, above 0. Nobody can propose it, so a question without it is refused.
    pub cost_per_school: Option<Euros>,
    /// Childcare no farther than this belongs to the same line of reading.
    pub childcare_distance: Metres,
    /// A school of which a smaller share of the language figures is known is listed apart, 0 to 1.
    pub smallest_evidence: f64,
}

impl SchoolLibraryQuestion {
    /// The question with the rules of a weight set; it still lacks the cost of one library.
    ///
    /// # Source
    /// DOMAIN §C.7; S4 A6a, N6 for the budget.
    pub fn proposed(weights: &WeightSet) -> Self {
        let one = |code| vec![FacilityKind::new(code).expect("it is the code of a kind")];
        Self {
            schools: one("PO"),
            libraries: one("BIBLIOTHEEK"),
            childcare: one("KDV"),
            budget: weights.school_library.budget,
            cost_per_school: None,
            childcare_distance: weights.school_library.childcare_distance,
            smallest_evidence: weights.need.smallest_evidence,
        }
    }
}
