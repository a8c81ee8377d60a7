//! Planned homes, and the user's table of people for each home, as they are written.

use serde::Deserialize;

use crate::ingest::scenario::places::{Places, Written};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::within;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::people::People;
use crate::model::scenario::change::ChangeOf;
use crate::model::scenario::planned_homes::{PlannedHomes, YieldRow, YieldTable};

/// Years that plans are made for.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2200;
/// A change may build so many homes.
const MOST_HOMES: u32 = 100_000;
/// More people do not live in one home.
const MOST_IN_A_HOME: f64 = 20.0;

/// `soort` = `woningen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHomes {
    plaats: Written,
    #[serde(rename = "type")]
    dwelling: String,
    aantal: u32,
    jaar: u16,
}

/// `kengetallen`: people for each home, by kind of home and years since it was ready.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawYields {
    naam: String,
    bron: String,
    datum: String,
    per_woning: Vec<RawYield>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYield {
    #[serde(rename = "type")]
    dwelling: String,
    #[serde(default)]
    na_jaren: u16,
    #[serde(rename = "0-4")]
    from_0_to_4: Option<f64>,
    #[serde(rename = "4-12")]
    from_4_to_12: Option<f64>,
    #[serde(rename = "12-18")]
    from_12_to_18: Option<f64>,
    alle: Option<f64>,
}

impl RawHomes {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        within("aantal", Some(self.aantal), 1..=MOST_HOMES)?;
        Ok(ChangeOf::BuildHomes(PlannedHomes {
            position: places.place("plaats", self.plaats)?,
            dwelling: self.dwelling,
            number: self.aantal,
            year: year("jaar", self.jaar)?,
        }))
    }
}

impl RawYields {
    /// The table.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self) -> Result<YieldTable, QuestionRefused> {
        let rows = self.per_woning.into_iter().enumerate();
        Ok(YieldTable {
            name: self.naam,
            source: self.bron,
            date: self.datum,
            rows: rows
                .map(|(index, row)| row.read(index))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl RawYield {
    fn read(self, index: usize) -> Result<YieldRow, QuestionRefused> {
        let mut per_home = PerAge::default();
        let given = [
            self.from_0_to_4,
            self.from_4_to_12,
            self.from_12_to_18,
            self.alle,
        ];
        for (age, given) in AgeGroup::EVERY.into_iter().zip(given) {
            let field = format!("kengetallen.per_woning[{index}].{}", age.code());
            let given = within(&field, given, 0.0..=MOST_IN_A_HOME)?;
            per_home[age] = given.and_then(|people| People::new(people).ok());
        }
        Ok(YieldRow {
            dwelling: self.dwelling,
            after_years: self.na_jaren,
            per_home,
        })
    }
}

/// A year that plans are made for.
///
/// # Errors
/// Names the field, and the years.
pub fn year(field: &str, year: u16) -> Result<u16, QuestionRefused> {
    within(field, Some(year), YEARS).map(|_| year)
}
