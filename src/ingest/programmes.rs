//! The register of programmes that areas have: recorded by people, shown beside need and ambition, and never weighed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::ingest::cell_words::{A_DATE, date};
use crate::ingest::planning_tables::ProgrammeTable;
use crate::ingest::problem::Problem;
use crate::ingest::recorded::recorded_by;
use crate::ingest::references::{AN_AREA, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::{RowCells, SourceRows};
use crate::model::area::AreaCode;
use crate::model::record::Programme;

/// What makes one programme another: its area, its name and its first day.
pub fn programme_key(programme: &Programme) -> (&AreaCode, &str, Date) {
    (&programme.area, &programme.name, programme.from)
}

/// The programmes of one table. `seen` holds those of the tables before it.
pub fn read_programmes(
    spec: &ProgrammeTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<(AreaCode, String, Date)>),
    report: &mut Report,
) -> Vec<Programme> {
    let columns = &spec.columns;
    rows.read(&columns.named(), report, |cells, _| {
        let from = cells.required(&columns.from, A_DATE, date)?;
        let programme = Programme {
            area: cells.required(&columns.area, AN_AREA, |text| known.area(text))?,
            name: cells.required_text(&columns.name, "the name of the programme")?,
            kind: cells.required_text(&columns.kind, "what it offers, such as huiswerkhulp")?,
            from,
            until: last_day(&columns.until, cells, from)?,
            recorded: recorded_by(cells, [&columns.basis, &columns.date, &columns.role])?,
            source: rows.source,
        };
        let (area, name, from) = programme_key(&programme);
        cells.first_time(&columns.name, (area.clone(), name.to_owned(), from), seen)?;
        Ok(programme)
    })
}

/// Nothing where the cell is empty; a last day that cannot be read would make a programme last forever.
fn last_day(
    column: &Option<String>,
    cells: &RowCells<'_>,
    from: Date,
) -> Result<Option<Date>, Problem> {
    let last = |column: &String| {
        cells.required(column, "a date, not before its first day", |text| {
            date(text).filter(|&until| until >= from)
        })
    };
    cells.given(column).map(last).transpose()
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;
    use crate::model::record::Programme;

    fn programmes(rows: &str) -> (Vec<Programme>, Vec<String>) {
        let table = "[[programmes]]\nfile = \"p.csv\"\ncolumns = { area = \"gebied\", name = \"naam\", kind = \"soort\", \
            from = \"van\", until = \"tot\", basis = \"bron\", date = \"datum\", role = \"rol\" }\n";
        let csv = format!("gebied;naam;soort;van;tot;bron;datum;rol\n{rows}");
        let (planning, problems) = planned(table, &[("p.csv", &csv)]);
        (planning.expect("nothing blocks").programmes, problems)
    }

    #[test]
    fn programmes_come_by_area_and_may_have_no_end() {
        let (found, problems) = programmes(
            "WK999901;Zomerschool;leren in de vakantie;1-7-2025;31-8-2025;plan;2025-05-01;adviseur\n\
             BU99990102;Huiswerkklas;huiswerkhulp;2024-09-01;;gesprek;2025-05-01;adviseur\n",
        );
        assert_eq!(problems, [""; 0]);
        let shown: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.area.0.as_str(),
                    one.from.year(),
                    one.until.map(|until| until.month()),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [("BU99990102", 2024, None), ("WK999901", 2025, Some(8))]
        );
    }

    #[test]
    fn a_programme_that_cannot_be_read_is_left_out_and_its_cell_is_named() {
        let tail = "plan;2025-05-01;adviseur";
        for (row, said) in [
            (
                "WK999999;Zomerschool;leren;2025-07-01;;",
                "field \"gebied\": found \"WK999999\", expected the code of an area of the study",
            ),
            (
                "WK999901;;leren;2025-07-01;;",
                "field \"naam\": found nothing, expected the name of the programme",
            ),
            (
                "WK999901;Zomerschool;;2025-07-01;;",
                "field \"soort\": found nothing, expected what it offers",
            ),
            (
                "WK999901;Zomerschool;leren;;;",
                "field \"van\": found nothing, expected a date",
            ),
            (
                "WK999901;Zomerschool;leren;2025-07-01;2025-06-30;",
                "field \"tot\": found \"2025-06-30\", expected a date, not before its first day",
            ),
            (
                "WK999901;Zomerschool;leren;2025-07-01;ooit;",
                "field \"tot\": found \"ooit\", expected a date",
            ),
        ] {
            let (kept, problems) = programmes(&format!("{row}{tail}\n"));
            assert_eq!((kept.len(), problems.len()), (0, 1), "{problems:?}");
            assert!(
                problems[0].starts_with(&format!("p.csv, row 2, {said}")),
                "{problems:?}"
            );
        }
        let row = format!("WK999901;Zomerschool;leren;2025-07-01;;{tail}\n");
        let (kept, problems) = programmes(&format!("{row}{row}"));
        assert_eq!(kept.len(), 1);
        assert!(problems[0].contains("a second time"), "{problems:?}");
    }
}
