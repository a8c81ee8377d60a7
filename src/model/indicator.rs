//! Indicators of need: which figure of an area says how much support its surroundings ask for, and how to read it.

use crate::model::source::SourceId;

/// What an indicator is about. A neighbourhood is described by a profile of domains, never by one mean alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Domain {
    /// Language and basic skills.
    Language,
    /// A secure livelihood.
    Livelihood,
    /// Mental health.
    MentalHealth,
    /// Social cohesion.
    Cohesion,
    /// Use of youth care.
    YouthCare,
    /// School attendance.
    Attendance,
    /// Facilities nearby: 100 less accessibility.
    Facilities,
}

impl Domain {
    /// All domains, in the order of every table.
    pub const EVERY: [Self; 7] = [
        Self::Language,
        Self::Livelihood,
        Self::MentalHealth,
        Self::Cohesion,
        Self::YouthCare,
        Self::Attendance,
        Self::Facilities,
    ];

    /// The name in files and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Language => "taal",
            Self::Livelihood => "bestaanszekerheid",
            Self::MentalHealth => "mentale_gezondheid",
            Self::Cohesion => "sociale_cohesie",
            Self::YouthCare => "zorggebruik_jeugd",
            Self::Attendance => "schoolaanwezigheid",
            Self::Facilities => "voorzieningen",
        }
    }
}

/// Which end of an indicator asks for more support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The higher the figure, the more need.
    HighIsMoreNeed,
    /// The lower the figure, the more need.
    LowIsMoreNeed,
}

/// The fixed, published range over which an indicator is measured, so that years can be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FixedRange {
    /// The figure at one end; smaller than `highest`.
    pub lowest: f64,
    /// The figure at the other end.
    pub highest: f64,
}

/// Whether an indicator says where people come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutOrigin {
    /// It does not.
    No,
    /// It does: used only with a written reason, and never by a preset.
    Yes {
        /// Why it may be used; `None` leaves it unused.
        reason: Option<String>,
    },
}

/// One indicator, read from a figure of the areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its code in files, unique in the study.
    pub code: String,
    /// What it is called on screen, in Dutch.
    pub name_nl: String,
    /// The same in English.
    pub name_en: String,
    /// What its publisher calls it, when that differs.
    pub name_at_source: Option<String>,
    /// What it is about.
    pub domain: Domain,
    /// Which end asks for more support.
    pub direction: Direction,
    /// Its unit, such as `%`.
    pub unit: String,
    /// The year it describes.
    pub year: String,
    /// The name of the figure in [`crate::model::area::Area::figures`]; an area without it takes that of the area it
    /// lies in, and says so.
    pub figure: String,
    /// Its fixed range, if one is published.
    pub range: Option<FixedRange>,
    /// Areas with fewer residents are not measured by it.
    pub smallest_residents: u32,
    /// Whether it says where people come from.
    pub about_origin: AboutOrigin,
    /// Where the figure was read from.
    pub source: SourceId,
}
