//! Neighbourhoods, districts and municipalities: the areas for which figures are given.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::age_group::PerAge;
use crate::model::people::People;
use crate::model::source::SourceId;

/// The code of an area, such as `BU03440111`; letters may occur (`BU0363AA01`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(pub String);

impl fmt::Display for AreaCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The level of an area, from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaLevel {
    /// Buurt.
    Neighbourhood,
    /// Wijk.
    District,
    /// Gemeente.
    Municipality,
}

impl AreaLevel {
    /// All levels, from small to large.
    pub const EVERY: [Self; 3] = [Self::Neighbourhood, Self::District, Self::Municipality];

    /// The name in files and addresses: `buurt`, `wijk`, `gemeente`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Neighbourhood => "buurt",
            Self::District => "wijk",
            Self::Municipality => "gemeente",
        }
    }
}

/// A number that points at one area in [`crate::model::town_data::TownData::areas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaId(pub u32);

/// How sure the number of residents of an age group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Counted by its source.
    Counted,
    /// A counted total, spread over the places where people live.
    Allocated,
    /// Estimated, such as by the age shares of a larger area.
    Estimated,
}

/// A number of residents with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub people: People,
    /// How sure.
    pub certainty: Certainty,
}

/// A neighbourhood, district or municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its code, unique in the study.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: AreaLevel,
    /// The area one level up that it belongs to, if the study has it.
    pub parent: Option<AreaId>,
    /// Its land, in planar metres, valid and with outer rings counter-clockwise.
    pub shape: geo::MultiPolygon<f64>,
    /// Residents by age group as its source gives or implies them; `None` is not known, never zero.
    pub residents: PerAge<Option<Count>>,
    /// Further figures of the area by name (the study file's), missing ones left out.
    pub figures: BTreeMap<String, f64>,
    /// The source of its outline.
    pub source: SourceId,
}
