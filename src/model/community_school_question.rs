//! What can be asked of the candidates for a community school: weights, norms and limits, each with a proposal.

use jiff::civil::Date;

use crate::model::position::Planar;
use crate::model::units::{Euros, Metres, Seconds};
use crate::model::weight_set::{CommunitySchoolRules, Standardisation, WeightSet};
use crate::model::work::Work;

/// A place that is weighed as well although the study has no building there.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtraSite {
    /// Its id; not that of a building or facility of the study.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub position: Planar,
}

/// What makes one set of sites better than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAim {
    /// The sum of the sites' scores.
    Scores,
    /// Children, weighed by need, within the norm of one site at least; counted once.
    PeopleWithinNorm,
}

impl SetAim {
    /// Both aims.
    pub const EVERY: [Self; 2] = [Self::Scores, Self::PeopleWithinNorm];

    /// The name in files and addresses: `scores`, `bereik`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::PeopleWithinNorm => "bereik",
        }
    }
}

/// Candidates for a community school, how they are weighed, and which sets of them are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CommunitySchoolQuestion {
    /// Weights, space norms, distances and amounts of money.
    pub rules: CommunitySchoolRules,
    /// A weight on inclusive use. It must be 0: the field is there so that a question that names it can be told why.
    pub inclusivity_weight: f64,
    /// How reach and coverage are brought to one scale among the candidates.
    pub standardisation: Standardisation,
    /// The kind whose norm says how far a community school reaches.
    pub norm_kind: String,
    /// Another norm than that of the norm set.
    pub norm: Option<Seconds>,
    /// Another profile than that of the norm.
    pub profile: Option<String>,
    /// Whether buildings without education are candidates too.
    pub other_buildings: bool,
    /// Further places.
    pub extra_sites: Vec<ExtraSite>,
    /// When a school uses its own rooms on weekdays, from and until, in minutes since midnight.
    pub school_hours: (u16, u16),
    /// The day on which records are judged; the study's reference date when left out.
    pub date: Option<Date>,
    /// A building that is gone within so many years is no candidate.
    pub horizon_years: u16,
    /// How many sites make a set.
    pub sites: usize,
    /// How sets are compared.
    pub aim: SetAim,
    /// At most so many sites of a set in one district.
    pub most_per_district: Option<usize>,
    /// Sites of a set lie at least so far apart, in a straight line.
    pub smallest_distance: Option<Metres>,
    /// The estimates of a set's sites come to at most this; a site without estimate counts as one reservation.
    pub budget: Option<Euros>,
    /// Ids of sites that are in every set.
    pub required: Vec<String>,
    /// Ids of sites that are in none.
    pub forbidden: Vec<String>,
    /// How many sets are shown.
    pub sets: usize,
    /// How many sets that differ from each other are shown.
    pub plans: usize,
    /// How much less than the best set these may be worth, in percent.
    pub within_percent: f64,
    /// How many sites of each other one these sets leave out, 1 or more.
    pub differing: usize,
    /// How many draws of weights show how stable the order is.
    pub draws: usize,
    /// Where the draws begin.
    pub seed: u64,
    /// How far the work is, and whether it has to end.
    pub work: Work,
}

impl CommunitySchoolQuestion {
    /// The proposal: three sites, A14's weights, the reach of a community school.
    pub fn proposal(weights: &WeightSet) -> Self {
        Self {
            rules: weights.community_school.clone(),
            inclusivity_weight: 0.0,
            standardisation: Standardisation::Percentile,
            norm_kind: "BUURTSCHOOL".to_owned(),
            norm: None,
            profile: None,
            other_buildings: false,
            extra_sites: Vec::new(),
            school_hours: (8 * 60 + 30, 15 * 60),
            date: None,
            horizon_years: 15,
            sites: 3,
            aim: SetAim::Scores,
            most_per_district: None,
            smallest_distance: None,
            budget: None,
            required: Vec::new(),
            forbidden: Vec::new(),
            sets: 10,
            plans: 3,
            within_percent: 5.0,
            differing: 1,
            draws: 2_000,
            seed: 1,
            work: Work::default(),
        }
    }
}
