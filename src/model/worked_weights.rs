//! The weights that DOMAIN proposes, for towns that tests make by hand.

use crate::model::facility_kind::FacilityKind;
use crate::model::indicator::Domain;
use crate::model::units::{Euros, Metres, SquareMetres};
use crate::model::weight_set::{
    ClusterRules, CommunitySchoolRules, NeedPreset, NeedRules, OpportunityRules, RoomDemand,
    SchoolLibraryRules, SpaceNorm, Standardisation, WeightSet,
};

/// The proposal: one preset of six equal domains, A14's criteria at a third each.
pub fn worked_weights() -> WeightSet {
    let square_metres = |value| SquareMetres::new(value).expect("a floor area");
    let euros = |value| Euros::new(value).expect("an amount");
    let metres = |value| Metres::new(value).expect("a length");
    let kind = |code| FacilityKind::new(code).expect("a kind");
    WeightSet {
        name: "proef".to_owned(),
        label_nl: "voorstel".to_owned(),
        label_en: "proposal".to_owned(),
        need: NeedRules {
            standardisation: Standardisation::Percentile,
            smallest_evidence: 0.6,
            smallest_residents: 100,
            smallest_children: 30,
            default_preset: "breed".to_owned(),
            presets: vec![NeedPreset {
                code: "breed".to_owned(),
                name_nl: "Breed".to_owned(),
                name_en: "Broad".to_owned(),
                domains: Domain::EVERY[..6]
                    .iter()
                    .map(|&domain| (domain, 1.0 / 6.0))
                    .collect(),
            }],
            chosen: Vec::new(),
        },
        community_school: CommunitySchoolRules {
            criteria: [1.0 / 3.0; 3],
            rebuilding: [0.4, 0.4, 0.2],
            added_value: [0.25; 4],
            age_years: (15.0, 40.0),
            space_norms: vec![SpaceNorm {
                kind: kind("PO"),
                fixed: square_metres(200.0),
                per_pupil: square_metres(5.03),
                basis: "VNG modelverordening".to_owned(),
            }],
            room_demands: vec![RoomDemand {
                kind: kind("JONGERENWERK"),
                room_types: vec!["gymzaal".to_owned(), "aula".to_owned()],
                attributes: Vec::new(),
                shortest_minutes: 90,
            }],
            weeks: [40, 12],
            partner_distance: metres(400.0),
            ambition_months: 18,
            reservation: euros(500_000.0),
            capital_cost_rate: 0.04,
            smallest_evidence: 0.6,
            promising_score: 60.0,
        },
        cluster: ClusterRules {
            diameter: metres(800.0),
            stage_years: [4.0, 8.0, 6.0],
            children_per_place: 2.0,
        },
        opportunity: OpportunityRules {
            any_domain: 80.0,
            together_from: 60.0,
            together: vec![Domain::Cohesion, Domain::YouthCare],
        },
        school_library: SchoolLibraryRules {
            budget: euros(400_000.0),
            childcare_distance: metres(300.0),
        },
        chosen: Vec::new(),
    }
}
