//! Planned homes, and the user's table of people for each home, as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::scenario::places::{Places, Written};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{day, within};
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::bilingual::Bilingual;
use crate::model::people::People;
use crate::model::scenario::change::ChangeOf;
use crate::model::scenario::planned_homes::{PlannedHomes, YieldRow, YieldTable};

/// Years that plans are made for.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2200;
/// A change may build so many homes.
const MOST_HOMES: u64 = 100_000;
/// More people do not live in one home.
const MOST_IN_A_HOME: f64 = 20.0;
/// The table of a scenario.
const TABLE: &str = "kengetallen";

/// `soort` = `woningen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHomes {
    plaats: Written,
    #[serde(rename = "type")]
    dwelling: String,
    aantal: u64,
    jaar: u64,
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
            number: u32::try_from(self.aantal).expect("no more than the most homes"),
            year: year("jaar", self.jaar)?,
        }))
    }
}

impl RawYields {
    /// The table. It says whose it is and of which day, and no row of it gainsays another or itself.
    ///
    /// # Errors
    /// Names the field that cannot be read or cannot stand.
    pub fn read(self) -> Result<YieldTable, QuestionRefused> {
        let mut rows = Vec::new();
        let mut first = BTreeMap::new();
        for (index, raw) in self.per_woning.into_iter().enumerate() {
            let row = raw.read(&format!("{TABLE}.per_woning[{index}]"))?;
            once(index, &row, &mut first)?;
            rows.push(row);
        }
        Ok(YieldTable {
            name: label("naam", self.naam)?,
            source: label("bron", self.bron)?,
            date: written_day(self.datum)?,
            rows,
        })
    }
}

impl RawYield {
    fn read(self, place: &str) -> Result<YieldRow, QuestionRefused> {
        let mut per_home = PerAge::default();
        let given = [
            self.from_0_to_4,
            self.from_4_to_12,
            self.from_12_to_18,
            self.alle,
        ];
        for (age, given) in AgeGroup::EVERY.into_iter().zip(given) {
            let field = format!("{place}.{}", age.code());
            let given = within(&field, given, 0.0..=MOST_IN_A_HOME)?;
            per_home[age] = given.and_then(|people| People::new(people).ok());
        }
        no_more_than_all(place, &per_home)?;
        Ok(YieldRow {
            dwelling: self.dwelling,
            after_years: self.na_jaren,
            per_home,
        })
    }
}

/// Of a kind of home, one row is about each number of years.
fn once(
    index: usize,
    row: &YieldRow,
    first: &mut BTreeMap<(String, u16), usize>,
) -> Result<(), QuestionRefused> {
    let key = (row.dwelling.clone(), row.after_years);
    let first = *first.entry(key).or_insert(index);
    if first == index {
        return Ok(());
    }
    let (years, dwelling) = (row.after_years, &row.dwelling);
    Err(QuestionRefused {
        field: format!("{TABLE}.per_woning[{index}].na_jaren"),
        found: Bilingual::new(
            format!("{years}, zoals in per_woning[{first}] van \"{dwelling}\""),
            format!("{years}, as in per_woning[{first}] of \"{dwelling}\""),
        ),
        expected: Bilingual::new(
            "elk aantal jaren één keer bij een type",
            "each number of years once for a type",
        ),
    })
}

/// Whoever is in one of the age groups is in everybody too. What is not known is left out of the sum.
fn no_more_than_all(place: &str, per_home: &PerAge<Option<People>>) -> Result<(), QuestionRefused> {
    let known = AgeGroup::APART.iter().filter_map(|&age| per_home[age]);
    let together: People = known.sum();
    match per_home[AgeGroup::All] {
        Some(all) if all < together => Err(QuestionRefused {
            field: format!("{place}.{}", AgeGroup::All.code()),
            found: Bilingual::same(all.value()),
            expected: Bilingual::new(
                format!(
                    "{} of meer: zoveel zijn de leeftijdsgroepen samen",
                    together.value()
                ),
                format!(
                    "{} or more: so many are the age groups together",
                    together.value()
                ),
            ),
        }),
        Some(_) | None => Ok(()),
    }
}

/// A text that says something.
fn label(field: &str, given: String) -> Result<String, QuestionRefused> {
    if given.trim().is_empty() {
        return Err(QuestionRefused {
            field: format!("{TABLE}.{field}"),
            found: Bilingual::quoted(&given),
            expected: Bilingual::new("een tekst die niet leeg is", "a text that is not empty"),
        });
    }
    Ok(given)
}

/// A day as the published form writes it, and no shorter or longer spelling of one.
fn written_day(given: String) -> Result<String, QuestionRefused> {
    let field = format!("{TABLE}.datum");
    let read = day(&field, &given)?;
    if read.to_string() == given {
        return Ok(given);
    }
    Err(QuestionRefused {
        field,
        found: Bilingual::quoted(&given),
        expected: Bilingual::same(read),
    })
}

/// A year that plans are made for.
///
/// # Errors
/// Names the field, and the years.
pub fn year(field: &str, year: u64) -> Result<u16, QuestionRefused> {
    within(field, Some(year), YEARS)?;
    Ok(u16::try_from(year).expect("a year that plans are made for"))
}
