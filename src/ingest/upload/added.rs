//! A source that is added to those of the study file, such as a sent file: its table as `study.toml` would have it, read already.

use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::ingest::origin::Origin;
use crate::ingest::planning_tables::{
    AmbitionTable, BuildingFactTable, BuildingTable, ConsiderationTable, IndicatorEntry,
    ProgrammeTable, VisionTable, WishTable,
};
use crate::ingest::site_question::as_written::{no_such_field, raw, raw_value};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::one_of_words;
use crate::ingest::study_columns::PositionColumns;
use crate::ingest::study_file::{
    BarrierTable, CrossingTable, FacilityTable, FigureTable, ResidentTable, StudyFile,
};
use crate::ingest::table::{GeometryFrom, Table};
use crate::model::bilingual::Bilingual;

/// What a sent file can be in a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Facilities: `[[facilities]]`.
    Facilities,
    /// Buildings that could house a community school: `[[buildings]]`.
    Candidates,
    /// Lines that stop travellers: `[[barriers]]`.
    Barriers,
    /// Where these can be crossed: `[[crossings]]`.
    Crossings,
    /// Where people live: `[[residents]]`.
    Homes,
    /// Figures of areas, and what they say of need: `[[figures]]` and `[[indicators]]`.
    Indicators,
}

impl Role {
    /// All roles.
    pub const EVERY: [Self; 6] = [
        Self::Facilities,
        Self::Candidates,
        Self::Barriers,
        Self::Crossings,
        Self::Homes,
        Self::Indicators,
    ];

    /// Its name in questions and answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Facilities => "voorzieningen",
            Self::Candidates => "kandidaten",
            Self::Barriers => "barrieres",
            Self::Crossings => "oversteken",
            Self::Homes => "woningen",
            Self::Indicators => "indicatoren",
        }
    }

    /// The role with this name.
    ///
    /// # Errors
    /// Another name, with those that there are.
    pub fn of(code: &str) -> Result<Self, QuestionRefused> {
        let found = Self::EVERY.into_iter().find(|role| role.code() == code);
        found.ok_or_else(|| QuestionRefused {
            field: "als".to_owned(),
            found: Bilingual::quoted(code),
            expected: one_of_words(&Self::EVERY.map(Self::code)),
        })
    }
}

/// A source that is added to a study.
#[derive(Debug, Clone)]
pub struct Added {
    /// The file as messages and sources name it.
    pub name: String,
    /// Its rows.
    pub rows: AddedRows,
    /// What it is used as.
    pub table: AddedTable,
}

/// Where the rows of an added source are.
#[derive(Debug, Clone)]
pub enum AddedRows {
    /// In a file, as [`crate::ingest::upload::table_file`] writes it.
    File(PathBuf),
    /// Here.
    Here(Table),
}

/// The table of `study.toml` that an added source is.
#[derive(Debug, Clone)]
pub enum AddedTable {
    /// `[[facilities]]`.
    Facilities(Box<FacilityTable>),
    /// `[[buildings]]`.
    Candidates(Box<BuildingTable>),
    /// `[[barriers]]`.
    Barriers(BarrierTable),
    /// `[[crossings]]`.
    Crossings(CrossingTable),
    /// `[[residents]]`.
    Homes(Box<ResidentTable>),
    /// `[[figures]]` with the `[[indicators]]` that are read from them.
    Indicators(Box<FigureTable>, Vec<IndicatorEntry>),
    /// `[[ambitions]]`.
    Ambitions(AmbitionTable),
    /// `[[visions]]`.
    Visions(VisionTable),
    /// `[[wishes]]`.
    Wishes(WishTable),
    /// `[[building_facts]]`.
    BuildingFacts(Box<BuildingFactTable>),
    /// `[[programmes]]`.
    Programmes(ProgrammeTable),
    /// `[[considerations]]`.
    Considerations(ConsiderationTable),
}

impl AddedTable {
    /// The table of a file, with its keys as `study.toml` has them. For indicators the key `indicators` has theirs.
    ///
    /// # Errors
    /// A key that is not known, that is missing or that has a value of the wrong kind.
    pub fn of(
        role: Role,
        file: &str,
        mut keys: Map<String, Value>,
    ) -> Result<Self, QuestionRefused> {
        if keys.contains_key("file") {
            return Err(QuestionRefused {
                field: "file".to_owned(),
                found: Bilingual::new("een bestand", "a file"),
                expected: no_such_field(),
            });
        }
        let indicators = match role {
            Role::Indicators => keys.remove("indicators"),
            _ => None,
        };
        keys.insert("file".to_owned(), file.into());
        let keys = Value::Object(keys);
        Ok(match role {
            Role::Facilities => Self::Facilities(Box::new(raw(keys)?)),
            Role::Candidates => Self::Candidates(Box::new(raw(keys)?)),
            Role::Barriers => Self::Barriers(raw(keys)?),
            Role::Crossings => Self::Crossings(raw(keys)?),
            Role::Homes => Self::Homes(Box::new(raw(keys)?)),
            Role::Indicators => {
                let indicators = indicators.map(raw_value).transpose()?;
                Self::Indicators(Box::new(raw(keys)?), indicators.unwrap_or_default())
            }
        })
    }

    /// What the table says of its file.
    pub fn origin(&self) -> Origin {
        match self {
            Self::Facilities(table) => table.origin(),
            Self::Candidates(table) => table.origin(),
            Self::Barriers(table) => table.origin(),
            Self::Crossings(table) => table.origin(),
            Self::Homes(table) => table.origin(),
            Self::Indicators(table, _) => table.origin(),
            Self::Ambitions(table) => table.origin(),
            Self::Visions(table) => table.origin(),
            Self::Wishes(table) => table.origin(),
            Self::BuildingFacts(table) => table.origin(),
            Self::Programmes(table) => table.origin(),
            Self::Considerations(table) => table.origin(),
        }
    }

    /// Where the geometry of a row is.
    ///
    /// # Errors
    /// A position of which a part is missing.
    pub fn geometry(&self) -> Result<GeometryFrom, QuestionRefused> {
        let position = match self {
            Self::Facilities(table) => table.position.as_ref(),
            Self::Candidates(table) => table.position.as_ref(),
            Self::Barriers(_) => None,
            Self::Crossings(table) => table.position.as_ref(),
            Self::Homes(table) => match (&table.cell_id, &table.position) {
                (Some(_), None) => return Ok(GeometryFrom::None),
                (_, position) => position.as_ref(),
            },
            Self::Indicators(..)
            | Self::Ambitions(_)
            | Self::Visions(_)
            | Self::Wishes(_)
            | Self::BuildingFacts(_)
            | Self::Programmes(_)
            | Self::Considerations(_) => return Ok(GeometryFrom::None),
        };
        PositionColumns::geometry(position).ok_or_else(|| QuestionRefused {
            field: "position".to_owned(),
            found: Bilingual::new("een halve plaats", "half a position"),
            expected: Bilingual::new("x en y, of alleen wkt", "both x and y, or wkt alone"),
        })
    }

    /// Adds the table to those of a study.
    pub fn join(&self, study: &mut StudyFile) {
        match self {
            Self::Facilities(table) => study.facilities.push(table.as_ref().clone()),
            Self::Candidates(table) => study.buildings.push(table.as_ref().clone()),
            Self::Barriers(table) => study.barriers.push(table.clone()),
            Self::Crossings(table) => study.crossings.push(table.clone()),
            Self::Homes(table) => study.residents.push(table.as_ref().clone()),
            Self::Indicators(table, indicators) => {
                study.figures.push(table.as_ref().clone());
                study.indicators.extend(indicators.iter().cloned());
            }
            Self::Ambitions(table) => study.ambitions.push(table.clone()),
            Self::Visions(table) => study.visions.push(table.clone()),
            Self::Wishes(table) => study.wishes.push(table.clone()),
            Self::BuildingFacts(table) => study.building_facts.push(table.as_ref().clone()),
            Self::Programmes(table) => study.programmes.push(table.clone()),
            Self::Considerations(table) => study.considerations.push(table.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn table(role: &str, keys: Value) -> Result<AddedTable, String> {
        let Value::Object(keys) = keys else {
            return Err("no keys".to_owned());
        };
        let refused = |refused: QuestionRefused| refused.sentence().english;
        AddedTable::of(Role::of(role).map_err(refused)?, "upload/1/a.csv", keys).map_err(refused)
    }

    #[test]
    fn a_table_has_the_keys_of_the_study_file_and_never_another_file() {
        let libraries = json!({ "kind": "bibliotheek", "columns": { "name": "naam" }, "position": { "x": "x", "y": "y" } });
        let libraries = table("voorzieningen", libraries).expect("a table");
        assert_eq!(libraries.origin().file, "upload/1/a.csv");
        let columns = GeometryFrom::Columns {
            x: "x".to_owned(),
            y: "y".to_owned(),
        };
        assert_eq!(libraries.geometry().expect("a position"), columns);
        for (role, keys, field) in [
            ("voorzieningen", json!({ "file": "/etc/passwd" }), "file"),
            (
                "voorzieningen",
                json!({ "columns": { "nam": "naam" } }),
                "nam",
            ),
            ("barrieres", json!({ "modes": 3 }), "modes"),
            ("woningen", json!({}), "shape"),
            (
                "indicatoren",
                json!({ "level": "buurt", "indicators": [{}] }),
                "code",
            ),
            ("scholen", json!({}), "als"),
        ] {
            let refused = table(role, keys).expect_err(field);
            assert!(refused.contains(field), "{refused}");
        }
        let half = table("oversteken", json!({ "position": { "x": "x" } })).expect("a table");
        assert!(half.geometry().is_err());
    }
}
