//! What people recorded: ambition, a shared vision, wishes, the language need of a school.
//! Nobody can compute these, so each says who recorded it, from what, and when.

use jiff::civil::Date;

use crate::model::area::AreaCode;
use crate::model::building::BuildingId;
use crate::model::facility::FacilityId;
use crate::model::facility_kind::FacilityKind;
use crate::model::source::SourceId;
use crate::model::units::SquareMetres;

/// Who recorded something, from what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedBy {
    /// What it rests on: a talk, a letter, a plan.
    pub basis: String,
    /// The day it was recorded.
    pub date: Date,
    /// The role of who recorded it; never a person's name.
    pub role: String,
}

/// How far the professionals are: 0 none, 1 open, 2 interested, 3 a plan, 4 agreed and signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AmbitionLevel(u8);

impl AmbitionLevel {
    /// The highest level.
    pub const HIGHEST: u8 = 4;

    /// A level of 0 to 4; nothing for another number.
    pub fn new(level: u8) -> Option<Self> {
        (level <= Self::HIGHEST).then_some(Self(level))
    }

    /// 0 to 4.
    pub fn level(self) -> u8 {
        self.0
    }
}

/// Whose ambition is recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AmbitionOf {
    /// The professionals of a neighbourhood or district.
    Area(AreaCode),
    /// Those in one building.
    Building(BuildingId),
}

/// The ambition of the professionals in one place. Where none is recorded it is unknown, never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambition {
    /// Whose.
    pub of: AmbitionOf,
    /// How far they are.
    pub level: AmbitionLevel,
    /// Who recorded it.
    pub recorded: RecordedBy,
    /// Where it was read from.
    pub source: SourceId,
}

/// The shared pedagogical and didactic vision of a 0–18 learning community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedVision {
    /// The facilities that share it, sorted.
    pub facilities: Vec<FacilityId>,
    /// The document.
    pub document: String,
    /// The boards that signed it.
    pub boards: String,
    /// Whether an offer was developed together; `None` is not known.
    pub joint_offer: Option<bool>,
    /// Who recorded it.
    pub recorded: RecordedBy,
    /// Where it was read from.
    pub source: SourceId,
}

/// A function that people of an area wish for in or near their community school.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// The district or neighbourhood.
    pub area: AreaCode,
    /// The kind of facility wished for.
    pub kind: FacilityKind,
    /// How heavily it counts beside the area's other wishes; above 0.
    pub weight: f64,
    /// Square metre hours a week it asks for; `None` is not known.
    pub room_hours: Option<f64>,
    /// Who recorded it.
    pub recorded: RecordedBy,
    /// Where it was read from.
    pub source: SourceId,
}

/// A programme for children, young people or parents that an area has, will have or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The district or neighbourhood.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// What it offers, such as help with homework.
    pub kind: String,
    /// Its first day.
    pub from: Date,
    /// Its last day, not before the first; `None` where no end is recorded.
    pub until: Option<Date>,
    /// Who recorded it.
    pub recorded: RecordedBy,
    /// Where it was read from.
    pub source: SourceId,
}

/// What people recorded about a neighbourhood that they consider for a Kansenwerkplaats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consideration {
    /// The neighbourhood.
    pub area: AreaCode,
    /// Why it is considered.
    pub motivation: String,
    /// The plan, or where it is found; `None` where there is none yet.
    pub plan: Option<String>,
    /// What will be watched, sorted.
    pub indicators: Vec<String>,
    /// Who recorded it.
    pub recorded: RecordedBy,
    /// Where it was read from.
    pub source: SourceId,
}

/// A figure that may be known only within bounds: `<5` of 40 pupils is between 2.5 and 10 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// At least this.
    pub low: f64,
    /// At most this; not below `low`.
    pub high: f64,
}

/// Pupils who left one school and went on to another.
#[derive(Debug, Clone, PartialEq)]
pub struct PupilFlow {
    /// The school they left.
    pub from: FacilityId,
    /// The school they went on to; it need not be one of the study.
    pub to: FacilityId,
    /// How many.
    pub pupils: Bounds,
    /// Where it was read from.
    pub source: SourceId,
}

/// The language need of the pupils of one school location, and what it has for reading.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolReading {
    /// The school.
    pub facility: FacilityId,
    /// Schoolweging: higher is a more complex school population.
    pub school_weighting: Option<Bounds>,
    /// Share of pupils who do not read at level 2F yet, in percent.
    pub below_2f: Option<Bounds>,
    /// Score of the educational disadvantage figures (CBS), for each pupil.
    pub score_per_pupil: Option<Bounds>,
    /// Share of newcomers, in percent.
    pub newcomers: Option<Bounds>,
    /// Whether it has a library at school (dBos).
    pub library_at_school: Option<bool>,
    /// Whether there is a Boekstart corner with it.
    pub boekstart_corner: Option<bool>,
    /// How willing the school is.
    pub willingness: Option<AmbitionLevel>,
    /// Room it has for a library.
    pub room: Option<SquareMetres>,
    /// Where it was read from.
    pub source: SourceId,
}
