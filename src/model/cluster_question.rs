//! Which 0–18 clusters are looked for: how near to each other, and of which kinds.

use crate::model::facility_kind::FacilityKind;
use crate::model::units::Metres;
use crate::model::weight_set::WeightSet;

/// A question for groups of childcare, primary and secondary education within a walk of each other.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterQuestion {
    /// The largest walking distance between two members, 400 to 1,500 m.
    pub diameter: Metres,
    /// Kinds of childcare for 0 to 4; one is required in every cluster.
    pub childcare: Vec<FacilityKind>,
    /// Kinds of education for 4 to 12; one is required.
    pub primary: Vec<FacilityKind>,
    /// Kinds of education for 12 to 18; one is required.
    pub secondary: Vec<FacilityKind>,
    /// Kinds that make a cluster more complete.
    pub optional: Vec<FacilityKind>,
    /// Years of each stage (0–4, 4–12, 12–18).
    pub stage_years: [f64; 3],
    /// Children who use one childcare place in a week.
    pub children_per_place: f64,
    /// So many clusters, and so many near-clusters, are given at most.
    pub most_results: usize,
    /// How many places are to start; 0 for no help with that.
    pub places_to_start: usize,
}

impl ClusterQuestion {
    /// The shortest and longest diameter that may be asked, in metres.
    pub const DIAMETERS: (f64, f64) = (400.0, 1_500.0);
    /// The most clusters that may be asked.
    pub const MOST_RESULTS: usize = 500;
    /// The most places to start that may be asked.
    pub const MOST_PLACES_TO_START: usize = 5;
    /// A school for 10 to 14 bridges primary and secondary education, and replaces neither.
    pub const BRIDGE: &'static str = "SCHOOL_10_14";

    /// The question with the rules of a weight set, for three places to start.
    ///
    /// # Source
    /// DOMAIN §C.5, kinds of g1 and g3; S4 A28, three places.
    pub fn proposed(weights: &WeightSet) -> Self {
        let rules = &weights.cluster;
        Self {
            diameter: rules.diameter,
            childcare: kinds(&["KDV"]),
            primary: kinds(&["PO"]),
            secondary: kinds(&["VO"]),
            optional: kinds(&[
                "BSO",
                "SBO",
                "SO",
                "VSO",
                Self::BRIDGE,
                "MBO",
                "BIBLIOTHEEK",
                "JONGERENWERK",
                "CONSULTATIEBUREAU",
            ]),
            stage_years: rules.stage_years,
            children_per_place: rules.children_per_place,
            most_results: 50,
            places_to_start: 3,
        }
    }
}

fn kinds(codes: &[&str]) -> Vec<FacilityKind> {
    codes
        .iter()
        .map(|code| FacilityKind::new(code).expect("the codes above are codes of kinds"))
        .collect()
}
