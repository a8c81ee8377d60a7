//! The spellings of CBS for the columns of areas: four families of files write the same thing differently.
//!
//! Current GeoPackage, short KWB names, old shapefile and StatLine. StatLine ends its names in a number that changes
//! every year, so the stem is matched, without regard to case; two columns that match are refused, never guessed.

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::study_columns::{LevelName, Unit};
use crate::ingest::table::Table;

/// What a column of an areas file may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The code of an area of this level.
    Code(LevelName),
    /// The name of an area of this level.
    Name(LevelName),
    /// The code of the area of this level that another one belongs to.
    Parent(LevelName),
    /// `JA` where the area is water.
    Water,
    /// Residents.
    Everybody,
    /// Residents of 0 up to and including 14.
    Under15,
    /// Residents of 15 up to and including 24.
    From15To25,
}

impl Meaning {
    /// Spellings with what they count.
    ///
    /// # Source
    /// CBS, Toelichting Wijk- en Buurtkaart 2022-2024; headers of the KWB tables and of StatLine 85984NED.
    fn spellings(self) -> &'static [(&'static str, Unit)] {
        use LevelName::{Buurt, Gemeente, Wijk};
        use Unit::{Count, Percent};
        match self {
            Self::Code(Buurt) => &[
                ("buurtcode", Count),
                ("bu_code", Count),
                ("gwb_code_10", Count),
                ("wijkenenbuurten", Count),
                ("statcode", Count),
            ],
            Self::Code(Wijk) => &[
                ("wijkcode", Count),
                ("wk_code", Count),
                ("gwb_code_10", Count),
                ("wijkenenbuurten", Count),
                ("statcode", Count),
            ],
            Self::Code(Gemeente) => &[
                ("gemeentecode", Count),
                ("gm_code", Count),
                ("gwb_code_10", Count),
                ("wijkenenbuurten", Count),
                ("statcode", Count),
            ],
            Self::Name(Buurt) => &[
                ("buurtnaam", Count),
                ("bu_naam", Count),
                ("regio", Count),
                ("statnaam", Count),
            ],
            Self::Name(Wijk) => &[
                ("wijknaam", Count),
                ("wk_naam", Count),
                ("regio", Count),
                ("statnaam", Count),
            ],
            Self::Name(Gemeente) => &[
                ("gemeentenaam", Count),
                ("gm_naam", Count),
                ("regio", Count),
                ("statnaam", Count),
            ],
            Self::Parent(Buurt) => &[],
            Self::Parent(Wijk) => &[("wijkcode", Count), ("wk_code", Count)],
            Self::Parent(Gemeente) => &[("gemeentecode", Count), ("gm_code", Count)],
            Self::Water => &[("water", Count), ("h2o", Count)],
            Self::Everybody => &[
                ("aantal_inwoners", Count),
                ("a_inw", Count),
                ("aant_inw", Count),
                ("aantalinwoners", Count),
            ],
            Self::Under15 => &[
                ("percentage_personen_0_tot_15_jaar", Percent),
                ("a_00_14", Count),
                ("p_00_14_jr", Percent),
                ("k_0tot15jaar", Count),
            ],
            Self::From15To25 => &[
                ("percentage_personen_15_tot_25_jaar", Percent),
                ("a_15_24", Count),
                ("p_15_24_jr", Percent),
                ("k_15tot25jaar", Count),
            ],
        }
    }
}

/// The column with this meaning and what it counts, if the table has one. Two of them are a problem that blocks.
pub fn cbs_column(
    table: &Table,
    meaning: Meaning,
    problems: &mut Vec<Problem>,
) -> Option<(usize, Unit)> {
    let matches: Vec<(usize, Unit)> = (0..)
        .zip(&table.columns)
        .filter_map(|(index, column)| {
            let spelling = meaning
                .spellings()
                .iter()
                .find(|(spelling, _)| spells(column, spelling))?;
            Some((index, spelling.1))
        })
        .collect();
    if matches.len() > 1 {
        let names: Vec<String> = matches
            .iter()
            .filter_map(|(index, _)| table.columns.get(*index).cloned())
            .collect();
        problems.push(Problem::of_file(
            Severity::Blocks,
            &table.file,
            format!("columns {} with the same meaning", names.join(" and ")),
            "the right one to be named in study.toml",
        ));
    }
    matches.first().copied()
}

/// Whether a column is spelt so, with or without the number of StatLine behind it.
fn spells(column: &str, spelling: &str) -> bool {
    let column = column.to_ascii_lowercase();
    let stem = column.trim_end_matches(|letter: char| letter.is_ascii_digit());
    column == spelling || (stem.len() < column.len() && stem.strip_suffix('_') == Some(spelling))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str]) -> Table {
        Table {
            file: "kwb.csv".to_owned(),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: vec![],
            rows_read: 0,
            read_as: crate::ingest::table::ReadAs::default(),
        }
    }

    fn find(columns: &[&str], meaning: Meaning) -> (Option<(usize, Unit)>, Vec<String>) {
        let mut problems = Vec::new();
        let found = cbs_column(&table(columns), meaning, &mut problems);
        (found, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_family_of_spellings_is_known_with_its_unit() {
        for (column, meaning, unit) in [
            ("aantal_inwoners", Meaning::Everybody, Unit::Count),
            ("a_inw", Meaning::Everybody, Unit::Count),
            ("AANT_INW", Meaning::Everybody, Unit::Count),
            ("AantalInwoners_5", Meaning::Everybody, Unit::Count),
            (
                "percentage_personen_0_tot_15_jaar",
                Meaning::Under15,
                Unit::Percent,
            ),
            ("a_00_14", Meaning::Under15, Unit::Count),
            ("P_00_14_JR", Meaning::Under15, Unit::Percent),
            ("k_0Tot15Jaar_8", Meaning::Under15, Unit::Count),
            ("k_15Tot25Jaar_9", Meaning::From15To25, Unit::Count),
            ("BU_CODE", Meaning::Code(LevelName::Buurt), Unit::Count),
            ("gwb_code_10", Meaning::Code(LevelName::Wijk), Unit::Count),
        ] {
            assert_eq!(
                find(&["x", column], meaning),
                (Some((1, unit)), vec![]),
                "{column}"
            );
        }
    }

    #[test]
    fn the_number_of_another_year_makes_no_difference() {
        assert_eq!(
            find(&["AantalInwoners_62"], Meaning::Everybody).0,
            Some((0, Unit::Count))
        );
        assert_eq!(find(&["AantalInwonersTotaal"], Meaning::Everybody).0, None);
    }

    #[test]
    fn two_columns_that_match_are_refused() {
        let (_, problems) = find(&["AantalInwoners_5", "aantal_inwoners"], Meaning::Everybody);
        assert_eq!(
            problems,
            [
                "kwb.csv: found columns AantalInwoners_5 and aantal_inwoners with the same meaning, \
              expected the right one to be named in study.toml"
            ]
        );
    }
}
