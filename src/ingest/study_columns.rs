//! The small tables inside the tables of `study.toml`: which column holds what, and the words that may be written.

use serde::Deserialize;

use crate::ingest::table::GeometryFrom;

/// A level of areas by its Dutch name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LevelName {
    /// Neighbourhood.
    Buurt,
    /// District.
    Wijk,
    /// Municipality.
    Gemeente,
}

/// How names are to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameCase {
    /// `VLEUTEN - DE MEERN` becomes `Vleuten - De Meern`.
    Title,
}

/// What a row of a residents table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResidentShape {
    /// A place with a number of people.
    Points,
    /// A square with a number of people.
    Squares,
    /// A place where people live, without a number.
    Homes,
}

/// What the number in a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// People.
    #[default]
    Count,
    /// Percent of all people of the row.
    Percent,
}

/// A column with a number of people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountColumn {
    /// The column.
    pub column: String,
    /// What it counts.
    #[serde(default)]
    pub unit: Unit,
}

/// A column with a figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureColumn {
    /// The column.
    pub column: String,
}

/// Columns of an areas table; those left out are found by the spellings of CBS.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaColumns {
    /// The code of the area.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The code of the area one level up.
    pub parent: Option<String>,
    /// `JA` where the area is water.
    pub water: Option<String>,
}

/// The column of a figures table that joins it to areas.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeColumn {
    /// The code of the area.
    pub code: Option<String>,
}

/// Columns of a facilities table.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacilityColumns {
    /// The id or institution code.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The kind.
    pub kind: Option<String>,
    /// Places.
    pub capacity: Option<String>,
    /// Pupils.
    pub pupils: Option<String>,
    /// When it is open, as OpenStreetMap writes it: `Mo-Fr 09:00-17:00; We 19:00-21:00`.
    pub opening_hours: Option<String>,
}

/// Columns of a pupils table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PupilColumns {
    /// The code of the institution: four characters.
    pub institution: String,
    /// The code of the location: two characters, or all six.
    pub location: String,
    /// The number of pupils.
    pub pupils: String,
}

/// The column of a table of entrances.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntranceColumns {
    /// The id of the facility.
    pub facility: String,
}

/// Columns of a table of crossings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossingColumns {
    /// Whether a wheelchair can use it: `ja`, `nee`; anything else is unknown.
    pub barrier_free: Option<String>,
    /// Seconds that crossing takes on top of the way.
    pub penalty_s: Option<String>,
}

/// The column of a residents table with its own ids.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdColumn {
    /// The id.
    pub id: Option<String>,
}

/// Columns of an age table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeShareColumns {
    /// The code of the larger area.
    pub code: String,
    /// The band of ages, both ends included.
    pub band: String,
    /// The number of people.
    pub people: String,
}

/// The outlines an age table belongs to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeShareAreas {
    /// The file, relative to the data folder.
    pub file: String,
    /// The layer in the file.
    pub layer: Option<String>,
    /// The system of its coordinates.
    pub crs: Option<String>,
    /// The column with the code.
    pub code: String,
}

/// Columns with a position.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionColumns {
    /// X or longitude.
    pub x: Option<String>,
    /// Y or latitude.
    pub y: Option<String>,
    /// Well-known text.
    pub wkt: Option<String>,
}

impl PositionColumns {
    /// Where the geometry of a row is: in the layer when no columns are named; nothing when a part is missing.
    pub fn geometry(position: Option<&Self>) -> Option<GeometryFrom> {
        match position {
            None => Some(GeometryFrom::Layer),
            Some(Self {
                x: Some(x),
                y: Some(y),
                wkt: None,
            }) => Some(GeometryFrom::Columns {
                x: x.clone(),
                y: y.clone(),
            }),
            Some(Self {
                x: None,
                y: None,
                wkt: Some(column),
            }) => Some(GeometryFrom::WellKnownText {
                column: column.clone(),
            }),
            Some(_) => None,
        }
    }
}

/// One text or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several, or none.
    Many(Vec<String>),
}

impl OneOrMany {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}
