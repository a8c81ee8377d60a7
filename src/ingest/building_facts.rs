//! What people recorded of buildings after the files were made: the last fact holds, and what is not said stays as it was.

use jiff::civil::Date;

use crate::ingest::buildings::Facts;
use crate::ingest::planning_tables::BuildingFactTable;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::recorded::recorded_by;
use crate::ingest::references::A_BUILDING;
use crate::ingest::report::Report;
use crate::ingest::row_cells::{RowCells, SourceRows};
use crate::model::building::{Building, BuildingId};

/// What was recorded of one building on one day; all else of it is unknown.
pub struct RecordedFacts {
    date: Date,
    said: Building,
}

/// The facts of one table about buildings of the study. `dates` are the days that the sources describe, by their numbers.
/// Facts of before the day of the building's own file are left out: that file knows better.
pub fn read_building_facts(
    spec: &BuildingFactTable,
    rows: &SourceRows<'_>,
    (buildings, dates): (&[Building], &[Option<Date>]),
    report: &mut Report,
) -> Vec<RecordedFacts> {
    let mut columns = spec.columns.named();
    columns.extend(spec.recorded.named());
    let recorded = [
        &spec.recorded.basis,
        &spec.recorded.date,
        &spec.recorded.role,
    ];
    rows.read(&columns, report, |cells, problems| {
        let id = &spec.columns.id;
        let building = cells.required(id, A_BUILDING, |text| at(buildings, text))?;
        let building = &buildings[building];
        let date = recorded_by(cells, recorded)?.date;
        let of_file = dates.get(usize::from(building.source.0)).copied().flatten();
        if let Some(of_file) = of_file.filter(|&of_file| date < of_file) {
            return Err(too_old(cells, &spec.recorded.date, of_file));
        }
        let mut facts = Facts {
            columns: &spec.columns,
            cells,
            problems,
        };
        let said = facts.building(building.id.clone(), building.position, rows.source);
        Ok(RecordedFacts { date, said })
    })
}

/// Puts facts over the buildings they are about, the last day last.
pub fn put_facts(mut facts: Vec<RecordedFacts>, buildings: &mut [Building]) {
    facts.sort_by_key(|one| one.date);
    for RecordedFacts { said, .. } in facts {
        if let Some(at) = at(buildings, &said.id.0) {
            put(said, &mut buildings[at]);
        }
    }
}

fn put(said: Building, over: &mut Building) {
    if said.name != said.id.0 {
        over.name = said.name;
    }
    fn newer<T>(said: Option<T>, over: &mut Option<T>) {
        if said.is_some() {
            *over = said;
        }
    }
    newer(said.built, &mut over.built);
    newer(said.renovated, &mut over.renovated);
    newer(said.condition, &mut over.condition);
    newer(said.floor_area, &mut over.floor_area);
    newer(said.owner, &mut over.owner);
    newer(said.gone_from, &mut over.gone_from);
    newer(said.housing_phase, &mut over.housing_phase);
    newer(said.housing_years, &mut over.housing_years);
    newer(said.estimate, &mut over.estimate);
    newer(said.credit, &mut over.credit);
    newer(said.rebuild_need, &mut over.rebuild_need);
    over.expected_pupils.extend(said.expected_pupils);
}

fn at(buildings: &[Building], id: &str) -> Option<usize> {
    let id = BuildingId(id.to_owned());
    buildings
        .binary_search_by(|building| building.id.cmp(&id))
        .ok()
}

fn too_old(cells: &RowCells<'_>, column: &str, of_file: Date) -> Problem {
    let found = cells.text(Some(&column.to_owned())).unwrap_or_default();
    let expected = format!("a day from {of_file} on, which the file with the building describes");
    cells.problem(Severity::LeftOut, column, found, &expected)
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;

    const TABLES: &str = "[[buildings]]\nfile = \"gebouwen.csv\"\ncrs = \"EPSG:28992\"\ndate = \"2025-01-01\"\n\
        position = { x = \"x\", y = \"y\" }\ncolumns = { id = \"id\", condition = \"nen\", pupils_0 = \"nu\" }\n\
        [[building_facts]]\nfile = \"feiten.csv\"\ncolumns = { id = \"id\", condition = \"nen\", pupils_5 = \"straks\", owner = \"van\" }\n\
        recorded = { basis = \"bron\", date = \"dag\", role = \"rol\" }\n";

    /// Condition, expected pupils and owner of a building.
    type Shown = (Option<f64>, Vec<u32>, Option<String>);

    fn read(rows: &str) -> (Vec<Shown>, Vec<String>) {
        let files = [
            (
                "gebouwen.csv",
                "id;nen;nu;x;y\nB1;2;100;130100;450100\nB2;3;;130200;450100\n",
            ),
            (
                "feiten.csv",
                &format!("id;nen;straks;van;bron;dag;rol\n{rows}"),
            ),
        ];
        let (planning, problems) = planned(TABLES, &files);
        let buildings = planning.expect("nothing blocks").buildings.into_iter();
        let shown = buildings.map(|one| {
            (
                one.condition,
                one.expected_pupils.into_values().collect(),
                one.owner,
            )
        });
        (shown.collect(), problems)
    }

    #[test]
    fn the_last_fact_holds_and_what_is_not_said_stays() {
        let late = "B1;5;;;opname;2026-03-01;adviseur\n";
        let early = "B1;4;120;gemeente;brief;2026-01-01;adviseur\n";
        let expected = [
            (Some(5.0), vec![100, 120], Some("gemeente".to_owned())),
            (Some(3.0), vec![], None),
        ];
        for rows in [format!("{late}{early}"), format!("{early}{late}")] {
            assert_eq!(read(&rows), (expected.to_vec(), vec![]));
        }
    }

    #[test]
    fn a_fact_that_is_older_than_the_file_or_about_no_building_is_left_out_and_named() {
        let (buildings, problems) =
            read("B1;6;;;x;2024-12-31;adviseur\nB9;6;;;x;2026-01-01;adviseur\n");
        assert_eq!(buildings[0].0, Some(2.0));
        assert_eq!(
            problems,
            [
                "feiten.csv, row 2, field \"dag\": found 2024-12-31, expected a day from 2025-01-01 on, which the file with the building describes",
                "feiten.csv, row 3, field \"id\": found \"B9\", expected the id of a building of the study",
            ]
        );
    }
}
