//! Homes that are planned, and how many people of each age group such homes turn out to hold.
//! The numbers for each home are the user's own, named with their source; nobody else proposes any.

use crate::model::age_group::PerAge;
use crate::model::area::{Certainty, Count};
use crate::model::people::People;
use crate::model::position::Planar;

/// Homes of one kind that are ready in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedHomes {
    /// Where they come.
    pub position: Planar,
    /// What kind of homes, by a name that the table of yields knows.
    pub dwelling: String,
    /// How many.
    pub number: u32,
    /// The year in which people live in them.
    pub year: u16,
}

/// How many people live in a home of a kind, from so many years after it was ready.
#[derive(Debug, Clone, PartialEq)]
pub struct YieldRow {
    /// The kind of home.
    pub dwelling: String,
    /// From how many years after it was ready the numbers hold, until the next row of the kind.
    pub after_years: u16,
    /// People for each home, by age group; `None` is not known.
    pub per_home: PerAge<Option<People>>,
}

/// A table of people for each home, as its owner gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct YieldTable {
    /// Its name.
    pub name: String,
    /// Where its numbers come from.
    pub source: String,
    /// Of which day they are.
    pub date: String,
    /// The rows.
    pub rows: Vec<YieldRow>,
}

impl YieldTable {
    /// People of each age group in planned homes in a year: always an estimate.
    ///
    /// Of a kind of home that the table does not know, or knows only from a later age on, they are not known, which is
    /// not nobody.
    ///
    /// Input: a year. Output: number × people for each home, by the row with the largest `after_years` that the homes
    /// have reached.
    pub fn residents(&self, homes: &PlannedHomes, year: u16) -> PerAge<Option<Count>> {
        let age = year.checked_sub(homes.year);
        let of_kind = self.rows.iter().filter(|row| {
            row.dwelling == homes.dwelling && age.is_some_and(|age| row.after_years <= age)
        });
        let row = of_kind.max_by_key(|row| row.after_years);
        PerAge::from_fn(|group| {
            let each = row?.per_home[group]?;
            let people = each.billionths().checked_mul(u64::from(homes.number))?;
            Some(Count {
                people: People::from_billionths(people),
                certainty: Certainty::Estimated,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;

    fn row(after_years: u16, children: f64) -> YieldRow {
        let mut per_home = PerAge::default();
        per_home[AgeGroup::From4To12] = Some(People::new(children).expect("a number"));
        YieldRow {
            dwelling: "eengezins".to_owned(),
            after_years,
            per_home,
        }
    }

    #[test]
    fn homes_hold_what_the_row_of_their_age_says_and_an_unknown_kind_is_not_nobody() {
        let table = YieldTable {
            name: "proef".to_owned(),
            source: "eigen telling".to_owned(),
            date: "2026-01-01".to_owned(),
            rows: vec![row(0, 0.3), row(10, 0.5)],
        };
        let homes = PlannedHomes {
            position: Planar { x: 0.0, y: 0.0 },
            dwelling: "eengezins".to_owned(),
            number: 600,
            year: 2031,
        };
        let children = |homes: &PlannedHomes, year| {
            table.residents(homes, year)[AgeGroup::From4To12].map(|count| count.people)
        };
        // 600 × 0.3 = 180 in the first ten years, 600 × 0.5 = 300 after that.
        let found = [2031, 2040, 2041].map(|year| children(&homes, year));
        assert_eq!(found, [180, 180, 300].map(|all| Some(People::whole(all))));
        assert_eq!(children(&homes, 2030), None);
        let flats = PlannedHomes {
            dwelling: "appartement".to_owned(),
            ..homes.clone()
        };
        assert_eq!(children(&flats, 2040), None);
        assert_eq!(table.residents(&homes, 2040)[AgeGroup::From0To4], None);
    }
}
