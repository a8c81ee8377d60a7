//! School buildings and others that could house a community school: what their owners know of them.
//! Unknown is `None` everywhere; it becomes an interval in a score, never a zero.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::facility::FacilityId;
use crate::model::position::Planar;
use crate::model::source::SourceId;
use crate::model::units::{Euros, SquareMetres};

/// The id of a building, unique in the study; a BAG id where there is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BuildingId(pub String);

impl fmt::Display for BuildingId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// When the housing plan (IHP) deals with a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HousingPhase {
    /// Now.
    Now,
    /// Next.
    Next,
    /// Later.
    Later,
}

impl HousingPhase {
    /// All phases, in time.
    pub const EVERY: [Self; 3] = [Self::Now, Self::Next, Self::Later];

    /// The name in files: `nu`, `straks`, `later`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "nu",
            Self::Next => "straks",
            Self::Later => "later",
        }
    }
}

/// Whether the council has given the credit for a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credit {
    /// Not asked for.
    NotRequested,
    /// Asked for.
    Requested,
    /// Given by the council.
    Authorised,
}

impl Credit {
    /// All states, in order.
    pub const EVERY: [Self; 3] = [Self::NotRequested, Self::Requested, Self::Authorised];

    /// The name in files: `niet aangevraagd`, `aangevraagd`, `geautoriseerd`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotRequested => "niet aangevraagd",
            Self::Requested => "aangevraagd",
            Self::Authorised => "geautoriseerd",
        }
    }
}

/// A class of quality of the housing plan, with the condition that the study says it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct QualityClass {
    /// The class as the plan writes it.
    pub class: String,
    /// By NEN 2767: 1 (as new) to 6.
    pub condition: f64,
}

/// The need to rebuild as its owner sets it by hand; only for a building in phase `nu`.
#[derive(Debug, Clone, PartialEq)]
pub struct RebuildNeed {
    /// 0 to 100.
    pub score: f64,
    /// Why; never empty.
    pub reason: String,
}

/// One building or complex, with all its users.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Its id.
    pub id: BuildingId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub position: Planar,
    /// The facilities in it, sorted.
    pub facilities: Vec<FacilityId>,
    /// The year it was built.
    pub built: Option<u16>,
    /// The year of its last major renovation.
    pub renovated: Option<u16>,
    /// Technical condition by NEN 2767: 1 (as new) to 6.
    pub condition: Option<f64>,
    /// Its class of quality in the housing plan; holds where its condition was not measured.
    pub quality: Option<QualityClass>,
    /// Gross floor area (bvo, NEN 2580).
    pub floor_area: Option<SquareMetres>,
    /// Who owns it.
    pub owner: Option<String>,
    /// The first year in which it is no longer there.
    pub gone_from: Option<u16>,
    /// Its phase in the housing plan.
    pub housing_phase: Option<HousingPhase>,
    /// The years of that phase, first and last.
    pub housing_years: Option<(u16, u16)>,
    /// Expected pupils by the number of years from the reference date (0, 5, 10, 15).
    pub expected_pupils: BTreeMap<u16, u32>,
    /// What making it a community school is estimated to cost.
    pub estimate: Option<Euros>,
    /// The state of its credit.
    pub credit: Option<Credit>,
    /// The need to rebuild as set by hand.
    pub rebuild_need: Option<RebuildNeed>,
    /// Facts about inclusive use by name; shown on its sheet, never weighed.
    pub inclusivity: BTreeMap<String, String>,
    /// Where it was read from.
    pub source: SourceId,
}

impl Building {
    /// The condition it counts with: as it was measured, else that of its class of quality.
    ///
    /// # Source
    /// DOMAIN §C.4, B.
    pub fn counted_condition(&self) -> Option<f64> {
        let of_class = self.quality.as_ref().map(|quality| quality.condition);
        self.condition.or(of_class)
    }
}

/// A room that others may use when its school does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Its id, unique in the study.
    pub id: String,
    /// The building it is in.
    pub building: BuildingId,
    /// Its type: `klaslokaal`, `speellokaal`, `gymzaal`, `aula`, `ouderkamer`, `teamkamer`, `plein` or another.
    pub room_type: String,
    /// Its floor area.
    pub floor_area: SquareMetres,
    /// What else can be said of it (`toegankelijk`, `rustig`, `eigen ingang`, `water`, `keuken`, ...), sorted.
    pub attributes: Vec<String>,
    /// Where it was read from.
    pub source: SourceId,
}

/// How firm a claim on a room is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firmness {
    /// Agreed.
    Firm,
    /// An option.
    Option,
}

/// In which weeks of the year a room is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weeks {
    /// In all.
    Every,
    /// In weeks with school.
    School,
    /// In weeks without.
    Holiday,
}

impl Weeks {
    /// All of these, the widest first.
    pub const EVERY: [Self; 3] = [Self::Every, Self::School, Self::Holiday];

    /// The name in files: `altijd`, `schoolweek`, `vakantieweek`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Every => "altijd",
            Self::School => "schoolweek",
            Self::Holiday => "vakantieweek",
        }
    }

    /// Whether some week is in both.
    pub fn meet(self, other: Self) -> bool {
        self == other || self == Self::Every || other == Self::Every
    }
}

/// A user who has a room in a part of a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The room's id.
    pub room: String,
    /// Who uses it: a role or an organisation, not a person.
    pub user: String,
    /// The day, 0 for Monday to 6 for Sunday.
    pub day: u8,
    /// From, in minutes since midnight.
    pub from_minute: u16,
    /// Until, in minutes since midnight; after `from_minute`.
    pub until_minute: u16,
    /// In which weeks.
    pub weeks: Weeks,
    /// How firm it is.
    pub firmness: Firmness,
    /// Where it was read from.
    pub source: SourceId,
}
