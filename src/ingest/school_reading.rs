//! The language need of schools, and what they have for reading. Numbers that a source hides become bounds.

use std::collections::BTreeSet;

use crate::ingest::cell_words::{YES_OR_NO, above_zero, amount, number, yes_no};
use crate::ingest::planning_tables::ReadingTable;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::pupils::location_code;
use crate::ingest::records::{A_LEVEL, level};
use crate::ingest::references::{A_FACILITY, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::{RowCells, SourceRows};
use crate::ingest::study_columns::OneOrMany;
use crate::model::facility::FacilityId;
use crate::model::record::{Bounds, SchoolReading};
use crate::model::units::SquareMetres;

const A_PERCENTAGE: &str = "a percentage from 0 to 100";
/// What a number of pupils is.
pub const A_COUNT: &str = "a number of pupils (0 or more), or a hidden one such as <5";
const A_NUMBER: &str = "a number of 0 or more";

/// What the schools of one table need and have. `seen` holds those of the tables before it.
pub fn read_school_reading(
    spec: &ReadingTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<FacilityId>),
    report: &mut Report,
) -> Vec<SchoolReading> {
    let columns = &spec.columns;
    let counts = [&spec.pupils, &spec.below_2f_counts, &spec.newcomer_counts];
    let mut named = columns.named();
    named.extend(counts.into_iter().flatten().flat_map(OneOrMany::all));
    rows.read_asked(&spec.keep, &named, report, |cells, problems| {
        let institution = cells.text(columns.institution.as_ref());
        let facility = |text: &str| match &institution {
            Some(institution) => known.facility(&location_code(institution, text)?),
            None => known.facility(text),
        };
        let id = cells.required(&columns.facility, A_FACILITY, facility)?;
        cells.first_time(&columns.facility, id.clone(), seen)?;
        let mut facts = Facts {
            spec,
            cells,
            problems,
        };
        Ok(SchoolReading {
            facility: id,
            school_weighting: facts.exact(&columns.school_weighting, A_NUMBER, amount),
            below_2f: facts.share(&columns.below_2f, &spec.below_2f_counts),
            score_per_pupil: facts.exact(&columns.score_per_pupil, "a number", number),
            newcomers: facts.share(&columns.newcomers, &spec.newcomer_counts),
            library_at_school: facts.read(&columns.library_at_school, YES_OR_NO, yes_no),
            boekstart_corner: facts.read(&columns.boekstart_corner, YES_OR_NO, yes_no),
            willingness: facts.read(&columns.willingness, A_LEVEL, level),
            room: facts.read(&columns.room, "square metres above 0", |text| {
                SquareMetres::new(above_zero(text)?).ok()
            }),
            source: rows.source,
        })
    })
}

/// What one row says of its school.
struct Facts<'a> {
    spec: &'a ReadingTable,
    cells: &'a RowCells<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Facts<'_> {
    /// A percentage as it is given, or a number of pupils of all pupils.
    fn share(&mut self, direct: &Option<String>, counts: &Option<OneOrMany>) -> Option<Bounds> {
        if self.cells.given(direct).is_some() {
            return self.exact(direct, A_PERCENTAGE, |text| {
                amount(text).filter(|&percentage| percentage <= 100.0)
            });
        }
        let (counts, pupils) = (counts.as_ref()?, self.spec.pupils.as_ref()?);
        let (part, whole) = (self.sum(counts)?, self.sum(pupils)?);
        if part.low > whole.high {
            let found = format!("{} of {} pupils", part.low, whole.high);
            let column = counts.all().first().map_or("", String::as_str);
            self.warn(column, found, "a part of all pupils");
            return None;
        }
        share_of(part, whole)
    }

    /// The sum of several cells; nothing when one of them is not known.
    fn sum(&mut self, columns: &OneOrMany) -> Option<Bounds> {
        let mut sum = Bounds {
            low: 0.0,
            high: 0.0,
        };
        for column in columns.all() {
            let count = self
                .cells
                .optional(Some(column), A_COUNT, count, self.problems)?;
            sum.low += count.low;
            sum.high += count.high;
        }
        Some(sum)
    }

    fn exact(
        &mut self,
        column: &Option<String>,
        expected: &str,
        parse: impl Fn(&str) -> Option<f64>,
    ) -> Option<Bounds> {
        let value = self.read(column, expected, parse)?;
        Some(Bounds {
            low: value,
            high: value,
        })
    }

    fn read<T>(
        &mut self,
        column: &Option<String>,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.cells
            .optional(column.as_ref(), expected, parse, self.problems)
    }

    fn warn(&mut self, column: &str, found: String, expected: &str) {
        let severity = Severity::Warning;
        self.problems
            .push(self.cells.problem(severity, column, found, expected));
    }
}

/// A number of pupils. A hidden one is at least 1: a source that hides small numbers tells 0.
///
/// # Source
/// DUO open onderwijsdata: since November 2023 numbers from 1 to 4 are written `<5`.
pub fn count(text: &str) -> Option<Bounds> {
    let Some(limit) = text.trim().strip_prefix('<') else {
        return amount(text).map(|value| Bounds {
            low: value,
            high: value,
        });
    };
    let limit = limit.trim().parse::<u32>().ok()?;
    (limit > 1).then(|| Bounds {
        low: 1.0,
        high: f64::from(limit - 1),
    })
}

/// A part of a whole in percent, as far as both are known. Nothing where there may be nobody.
///
/// # Units
/// Percent, from 0 to 100.
fn share_of(part: Bounds, whole: Bounds) -> Option<Bounds> {
    (whole.low > 0.0).then(|| Bounds {
        low: 100.0 * part.low / whole.high,
        high: (100.0 * part.high / whole.low).min(100.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::planned;

    fn bounds(low: f64, high: f64) -> Option<Bounds> {
        Some(Bounds { low, high })
    }

    fn read(spec: &str, csv: &str) -> (Vec<SchoolReading>, Vec<String>) {
        let table = format!("[[school_reading]]\nname = \"lezen\"\nfile = \"lezen.csv\"\n{spec}");
        let (planning, problems) = planned(&table, &[("lezen.csv", csv)]);
        (planning.expect("nothing blocks").reading, problems)
    }

    #[test]
    fn fewer_than_five_of_forty_pupils_is_between_2_5_and_10_percent() {
        assert_eq!(
            share_of(count("<5").expect("a count"), count("40").expect("a count")),
            bounds(2.5, 10.0)
        );
        let spec = "columns = { facility = \"id\" }\npupils = [\"onder\", \"boven\"]\nbelow_2f_counts = \"onder\"\n";
        let (found, problems) = read(spec, "id;onder;boven\nS1;10;30\nS2;<5;36\nK1;;12\n");
        assert_eq!(problems, [""; 0]);
        let shares: Vec<_> = found
            .iter()
            .map(|one| (one.facility.0.as_str(), one.below_2f))
            .collect();
        assert_eq!(
            shares,
            [
                ("K1", None),
                ("S1", bounds(25.0, 25.0)),
                ("S2", bounds(2.5, 400.0 / 37.0))
            ]
        );
    }

    #[test]
    fn percentages_and_facts_are_read_as_they_stand() {
        let spec = "columns = { facility = \"id\", school_weighting = \"sw\", below_2f = \"p\", library_at_school = \"dbos\", \
            willingness = \"wil\", room = \"m2\" }\n";
        let (found, problems) = read(
            spec,
            "id;sw;p;dbos;wil;m2\nS1;31,5;62;nee;3;24\nS2;;101;soms;;\n",
        );
        assert_eq!(
            (found[0].school_weighting, found[0].below_2f),
            (bounds(31.5, 31.5), bounds(62.0, 62.0))
        );
        assert_eq!(
            (
                found[0].library_at_school,
                found[0].willingness.map(|level| level.level())
            ),
            (Some(false), Some(3))
        );
        assert_eq!(found[0].room.map(SquareMetres::value), Some(24.0));
        assert_eq!(
            (
                found[1].school_weighting,
                found[1].below_2f,
                found[1].library_at_school
            ),
            (None, None, None)
        );
        assert_eq!(
            problems,
            [
                "lezen.csv, row 3, field \"p\": found \"101\", expected a percentage from 0 to 100",
                "lezen.csv, row 3, field \"dbos\": found \"soms\", expected ja or nee"
            ]
        );
    }

    #[test]
    fn a_school_is_found_by_institution_and_location_as_duo_writes_them() {
        let spec = "columns = { facility = \"loc\", institution = \"inst\", newcomers = \"p\" }\n";
        let (found, problems) = read(spec, "inst;loc;p\n99AA;0;5\n99AA;99AA01;6\n99AA;;7\n");
        let shares: Vec<_> = found
            .iter()
            .map(|one| (one.facility.0.as_str(), one.newcomers))
            .collect();
        assert_eq!(
            shares,
            [("99AA00", bounds(5.0, 5.0)), ("99AA01", bounds(6.0, 6.0))]
        );
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_school_that_is_not_in_the_study_is_named_unless_it_was_not_asked_for() {
        let spec = "columns = { facility = \"id\" }\nkeep = { gemeente = [\"9999\"] }\n";
        let (found, problems) = read(spec, "id;gemeente\nS1;9999\nX1;0001\nX2;9999\nS1;9999\n");
        assert_eq!(found.len(), 1);
        assert_eq!(
            problems,
            [
                "lezen.csv, row 4, field \"id\": found \"X2\", expected the id of a facility of the study",
                "lezen.csv, row 5, field \"id\": found \"S1\" a second time, expected each once"
            ]
        );
    }

    #[test]
    fn more_pupils_below_a_level_than_there_are_is_named_and_unknown() {
        let spec =
            "columns = { facility = \"id\" }\npupils = \"alle\"\nnewcomer_counts = \"nieuw\"\n";
        let (found, problems) = read(spec, "id;alle;nieuw\nS1;40;41\nS2;0;0\n");
        assert_eq!([found[0].newcomers, found[1].newcomers], [None, None]);
        assert_eq!(
            problems,
            [
                "lezen.csv, row 2, field \"nieuw\": found 41 of 40 pupils, expected a part of all pupils"
            ]
        );
    }
}
