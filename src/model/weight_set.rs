//! Weights and thresholds of need and of candidates. A weight set is named, versioned and the user's own;
//! what the program brings is a proposal.

use crate::model::chosen_weights::WeightGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::indicator::Domain;
use crate::model::units::{Euros, Metres, SquareMetres};

/// What the Afwegingskader of the Utrecht education agenda says about inclusive use.
pub const WEIGHING_FRAMEWORK: &str = "kunnen we inclusiviteit niet als sturingsinstrument gebruiken om voorrang te \
                                      verlenen aan scholen bij huisvesting of renovatie";

/// How indicators are brought to one scale of 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standardisation {
    /// Mid-rank percentile among the areas that are measured.
    Percentile,
    /// Standard scores, cut off at 2.5 deviations.
    StandardScore,
    /// Between fixed limits, so that years can be compared.
    FixedRange,
}

impl Standardisation {
    /// All ways.
    pub const EVERY: [Self; 3] = [Self::Percentile, Self::StandardScore, Self::FixedRange];

    /// The name in files and addresses: `percentiel`, `z`, `minmax`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Percentile => "percentiel",
            Self::StandardScore => "z",
            Self::FixedRange => "minmax",
        }
    }
}

/// A named choice of domains.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedPreset {
    /// Its code: `lezen`, `mentale_gezondheid`, `schoolaanwezigheid`, `kansenwerkplaats`, `breed`, or the user's own.
    pub code: String,
    /// Its name, in Dutch.
    pub name_nl: String,
    /// The same in English.
    pub name_en: String,
    /// The weight of each domain in it, above 0, summing to 1; in the order of [`Domain::EVERY`].
    pub domains: Vec<(Domain, f64)>,
}

/// How need is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedRules {
    /// The scale.
    pub standardisation: Standardisation,
    /// Below this share of weight with data an area is not ranked.
    pub smallest_evidence: f64,
    /// Areas with fewer residents are not measured.
    pub smallest_residents: u32,
    /// Areas with fewer children of 0 to 18 are not measured.
    pub smallest_children: u32,
    /// The preset that is used when none is asked for; one of `presets`.
    pub default_preset: String,
    /// The presets.
    pub presets: Vec<NeedPreset>,
    /// The weights of domains that a scenario chooses, which then hold instead of the default preset; else empty.
    pub chosen: Vec<(Domain, f64)>,
}

/// Square metres that a school of one kind is entitled to: a fixed part and a part for each pupil.
#[derive(Debug, Clone, PartialEq)]
pub struct SpaceNorm {
    /// The kind of school.
    pub kind: FacilityKind,
    /// The fixed part.
    pub fixed: SquareMetres,
    /// For each pupil.
    pub per_pupil: SquareMetres,
    /// What it rests on, in Dutch.
    pub basis: String,
}

/// Which rooms suit a function, and for how long at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomDemand {
    /// The function, as a kind of facility.
    pub kind: FacilityKind,
    /// The room types that suit it.
    pub room_types: Vec<String>,
    /// What the room must have.
    pub attributes: Vec<String>,
    /// The shortest stretch that is of use, in minutes.
    pub shortest_minutes: u16,
}

/// Weights of the candidates for a community school. The three criteria are those of ambition A14.
#[derive(Debug, Clone, PartialEq)]
pub struct CommunitySchoolRules {
    /// Weights of rebuilding, ambition and added value; 0 or more, summing to 1.
    pub criteria: [f64; 3],
    /// Inside rebuilding: age, condition, shortage of room; summing to 1.
    pub rebuilding: [f64; 3],
    /// Inside added value: reach, coverage gained, partners, multiple use; summing to 1.
    pub added_value: [f64; 4],
    /// Age of a building at which it starts to count, and at which it counts in full, in years.
    pub age_years: (f64, f64),
    /// Space norms by kind.
    pub space_norms: Vec<SpaceNorm>,
    /// Which rooms suit which function.
    pub room_demands: Vec<RoomDemand>,
    /// Weeks of a year with school and without, by which what fits into rooms is averaged; one of them above 0.
    pub weeks: [u16; 2],
    /// How far a partner may be, walking.
    pub partner_distance: Metres,
    /// A recorded ambition older than this is shown as out of date, in months.
    pub ambition_months: u32,
    /// The amount reserved for each community school.
    pub reservation: Euros,
    /// The yearly cost of capital for each euro invested.
    pub capital_cost_rate: f64,
    /// Below this share of weight with data a candidate is "nog onvoldoende bekend".
    pub smallest_evidence: f64,
    /// From this score a candidate is "kansrijk".
    pub promising_score: f64,
}

/// Rules for 0–18 clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterRules {
    /// The largest walking distance between two members.
    pub diameter: Metres,
    /// Years of each stage (0–4, 4–12, 12–18), to compare yearly cohorts.
    pub stage_years: [f64; 3],
    /// Children who use one childcare place in a week.
    pub children_per_place: f64,
}

/// Rules for the short-list of Kansenwerkplaatsen.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityRules {
    /// A neighbourhood qualifies when any domain reaches this percentile.
    pub any_domain: f64,
    /// Or when all of `together` reach this one.
    pub together_from: f64,
    /// See `together_from`.
    pub together: Vec<Domain>,
}

/// Rules for the order of libraries at school (dBos).
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolLibraryRules {
    /// The whole budget.
    pub budget: Euros,
    /// Childcare nearer than this belongs to the same line of reading.
    pub childcare_distance: Metres,
}

/// All weights and thresholds in force.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightSet {
    /// Name with version, such as `nabij-gewichten-1`.
    pub name: String,
    /// The label that is always shown with it, in Dutch.
    pub label_nl: String,
    /// The same in English.
    pub label_en: String,
    /// How need is measured.
    pub need: NeedRules,
    /// How candidates for a community school are weighed.
    pub community_school: CommunitySchoolRules,
    /// How 0–18 clusters are found.
    pub cluster: ClusterRules,
    /// How neighbourhoods for a Kansenwerkplaats qualify.
    pub opportunity: OpportunityRules,
    /// How schools for a dBos are ordered.
    pub school_library: SchoolLibraryRules,
    /// Of which groups a scenario chose the weights; empty for a weight set as it was read.
    pub chosen: Vec<WeightGroup>,
}
