//! What people recorded: ambitions, shared visions and wishes. Each row says who recorded it, from what, and when.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::ingest::cell_words::{YES_OR_NO, above_zero, amount, ids, whole, yes_no};
use crate::ingest::planning_columns::AmbitionColumns;
use crate::ingest::planning_tables::{AmbitionTable, VisionTable, WishTable};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::recorded::recorded_by;
use crate::ingest::references::{A_BUILDING, A_FACILITY, A_KIND, AN_AREA, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::{RowCells, SourceRows};
use crate::model::area::AreaCode;
use crate::model::facility::FacilityId;
use crate::model::facility_kind::FacilityKind;
use crate::model::record::{Ambition, AmbitionLevel, AmbitionOf, SharedVision, Wish};

/// What a level of ambition looks like.
pub const A_LEVEL: &str = "a level from 0 to 4 (leave the row out where it is not known)";

/// A level of ambition or willingness.
pub fn level(text: &str) -> Option<AmbitionLevel> {
    AmbitionLevel::new(u8::try_from(whole(text)?).ok()?)
}

/// The ambitions of one table. `seen` holds those of the tables before it: of one day, a place has one.
pub fn read_ambitions(
    spec: &AmbitionTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<(AmbitionOf, Date)>),
    reference: Option<Date>,
    report: &mut Report,
) -> Vec<Ambition> {
    let columns = &spec.columns;
    rows.read(&columns.named(), report, |cells, problems| {
        let ambition = Ambition {
            of: ambition_of(columns, cells, known)?,
            level: cells.required(&columns.level, A_LEVEL, level)?,
            recorded: recorded_by(cells, [&columns.basis, &columns.date, &columns.role])?,
            source: rows.source,
        };
        let key = (ambition.of.clone(), ambition.recorded.date);
        cells.first_time(&columns.date, key, seen)?;
        problems.extend(after_reference(
            cells,
            &columns.date,
            (reference, &ambition),
        ));
        Ok(ambition)
    })
}

/// What was recorded after the day that the study describes was not known then: it is kept for questions about later.
fn after_reference(
    cells: &RowCells<'_>,
    column: &str,
    (reference, ambition): (Option<Date>, &Ambition),
) -> Option<Problem> {
    let (reference, date) = (reference?, ambition.recorded.date);
    let expected = format!(
        "a day up to the reference date {reference} (it counts only in questions about a later day)"
    );
    (date > reference)
        .then(|| cells.problem(Severity::Warning, column, date.to_string(), &expected))
}

/// Each row is about an area or about a building.
fn ambition_of(
    columns: &AmbitionColumns,
    cells: &RowCells<'_>,
    known: &References,
) -> Result<AmbitionOf, Problem> {
    match (cells.given(&columns.area), cells.given(&columns.building)) {
        (Some(column), None) => {
            let area = cells.required(column, AN_AREA, |text| known.area(text))?;
            Ok(AmbitionOf::Area(area))
        }
        (None, Some(column)) => {
            let building = cells.required(column, A_BUILDING, |text| known.building(text))?;
            Ok(AmbitionOf::Building(building))
        }
        (Some(column), Some(_)) => Err(one_place(cells, column, "an area and a building")),
        (None, None) => Err(one_place(cells, "area", "neither area nor building")),
    }
}

fn one_place(cells: &RowCells<'_>, column: &str, found: &str) -> Problem {
    cells.problem(Severity::LeftOut, column, found, "one of the two")
}

/// The visions of one table. One that names an unknown facility is left out: it is not known who shares it.
pub fn read_visions(
    spec: &VisionTable,
    rows: &SourceRows<'_>,
    known: &References,
    report: &mut Report,
) -> Vec<SharedVision> {
    let columns = &spec.columns;
    let basis = columns.basis.as_ref().unwrap_or(&columns.document);
    rows.read(&columns.named(), report, |cells, problems| {
        let joint_offer = columns.joint_offer.as_ref();
        Ok(SharedVision {
            facilities: facilities(&columns.facilities, cells, known)?,
            document: cells.required_text(&columns.document, "the document of the vision")?,
            boards: cells.required_text(&columns.boards, "the boards that signed it")?,
            joint_offer: cells.optional(joint_offer, YES_OR_NO, yes_no, problems),
            recorded: recorded_by(cells, [basis, &columns.date, &columns.role])?,
            source: rows.source,
        })
    })
}

fn facilities(
    column: &String,
    cells: &RowCells<'_>,
    known: &References,
) -> Result<Vec<FacilityId>, Problem> {
    let text = cells.required_text(column, A_FACILITY)?;
    let facility = |id: String| {
        let found = format!("\"{id}\"");
        let problem = || cells.problem(Severity::LeftOut, column, found, A_FACILITY);
        known.facility(&id).ok_or_else(problem)
    };
    ids(&text).into_iter().map(facility).collect()
}

/// The wishes of one table. `seen` holds those of the tables before it: of one day, an area has one of a kind.
pub fn read_wishes(
    spec: &WishTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<(AreaCode, FacilityKind, Date)>),
    report: &mut Report,
) -> Vec<Wish> {
    let columns = &spec.columns;
    let hours = "square metre hours a week, 0 or more";
    rows.read(&columns.named(), report, |cells, problems| {
        let area = cells.required(&columns.area, AN_AREA, |text| known.area(text))?;
        let kind = cells.required(&columns.kind, A_KIND, |text| known.kind(text))?;
        let weight = match cells.given(&columns.weight) {
            Some(column) => cells.required(column, "a weight above 0", above_zero)?,
            None => 1.0,
        };
        let recorded = recorded_by(cells, [&columns.basis, &columns.date, &columns.role])?;
        let key = (area.clone(), kind.clone(), recorded.date);
        cells.first_time(&columns.kind, key, seen)?;
        let room_hours = columns.room_hours.as_ref();
        Ok(Wish {
            area,
            kind,
            weight,
            room_hours: cells.optional(room_hours, hours, amount, problems),
            recorded,
            source: rows.source,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::planned;
    use crate::model::building::BuildingId;
    use crate::model::planning::Planning;

    const BUILDINGS: &str = "[[buildings]]\nfile = \"gebouwen.csv\"\ncrs = \"EPSG:28992\"\n\
        position = { x = \"x\", y = \"y\" }\ncolumns = { id = \"id\" }\n";

    fn read(tables: &str, csv: &str) -> (Planning, Vec<String>) {
        let files = [
            ("gebouwen.csv", "id;x;y\nB1;130100;450100\n"),
            ("rijen.csv", csv),
        ];
        let (planning, problems) = planned(&format!("{BUILDINGS}{tables}"), &files);
        (planning.expect("nothing blocks"), problems)
    }

    fn ambitions(rows: &str) -> (Vec<Ambition>, Vec<String>) {
        let table = "[[ambitions]]\nfile = \"rijen.csv\"\ncolumns = { area = \"gebied\", building = \"gebouw\", level = \"niveau\", \
            basis = \"bron\", date = \"datum\", role = \"rol\" }\n";
        let (planning, problems) = read(
            table,
            &format!("gebied;gebouw;niveau;bron;datum;rol\n{rows}"),
        );
        (planning.ambitions, problems)
    }

    #[test]
    fn ambitions_of_areas_and_buildings_are_kept_in_time() {
        let (found, problems) = ambitions(
            ";B1;4;convenant;2025-03-01;beleidsadviseur\nWK999901;;3;plan;2025-01-01;sociaal architect\nWK999901;;0;gesprek;31-12-2023;sociaal architect\n",
        );
        assert_eq!(problems, [""; 0]);
        let district = AmbitionOf::Area(AreaCode("WK999901".to_owned()));
        let shown: Vec<_> = found
            .iter()
            .map(|one| (one.of.clone(), one.level.level(), one.recorded.date.year()))
            .collect();
        let building = AmbitionOf::Building(BuildingId("B1".to_owned()));
        assert_eq!(
            shown,
            [
                (district.clone(), 0, 2023),
                (district, 3, 2025),
                (building, 4, 2025)
            ]
        );
        assert_eq!(found[1].recorded.role, "sociaal architect");
    }

    #[test]
    fn an_ambition_of_after_the_reference_date_is_kept_and_named() {
        // The trial's study describes 2026-01-01.
        let (kept, problems) = ambitions("WK999901;;3;plan;2026-05-01;adviseur\n");
        assert_eq!((kept.len(), problems.len()), (1, 1));
        let said =
            "field \"datum\": found 2026-05-01, expected a day up to the reference date 2026-01-01";
        assert!(problems[0].contains(said), "{problems:?}");
    }

    #[test]
    fn an_ambition_nobody_could_ask_after_is_left_out_and_says_what_is_missing() {
        for (row, said) in [
            (
                "WK999901;;3;plan;;adviseur",
                "field \"datum\": found nothing, expected a date",
            ),
            (
                "WK999901;;3;plan;gisteren;adviseur",
                "field \"datum\": found \"gisteren\", expected a date",
            ),
            (
                "WK999901;;3;plan;2025-01-01;",
                "field \"rol\": found nothing, expected the role of who recorded it (not a name)",
            ),
            (
                "WK999901;;3;;2025-01-01;adviseur",
                "field \"bron\": found nothing, expected what it rests on",
            ),
            (
                "WK999901;;;plan;2025-01-01;adviseur",
                "field \"niveau\": found nothing, expected a level from 0 to 4",
            ),
            (
                "WK999901;;5;plan;2025-01-01;adviseur",
                "field \"niveau\": found \"5\", expected a level from 0 to 4",
            ),
            (
                "WK999999;;3;plan;2025-01-01;adviseur",
                "field \"gebied\": found \"WK999999\", expected the code of an area of the study",
            ),
            (
                ";B9;3;plan;2025-01-01;adviseur",
                "field \"gebouw\": found \"B9\", expected the id of a building of the study",
            ),
            (
                "WK999901;B1;3;plan;2025-01-01;adviseur",
                "field \"gebied\": found an area and a building, expected one of the two",
            ),
            (
                ";;3;plan;2025-01-01;adviseur",
                "field \"area\": found neither area nor building, expected one of the two",
            ),
        ] {
            let (kept, problems) = ambitions(row);
            assert_eq!((kept.len(), problems.len()), (0, 1), "{problems:?}");
            assert!(
                problems[0].starts_with(&format!("rijen.csv, row 2, {said}")),
                "{problems:?}"
            );
        }
    }

    #[test]
    fn two_records_of_one_place_on_one_day_would_leave_it_to_chance_which_holds() {
        let (kept, problems) = ambitions(
            "WK999901;;3;plan;2025-01-01;adviseur\nWK999901;;1;gesprek;1-1-2025;adviseur\n",
        );
        assert_eq!(kept.len(), 1);
        assert_eq!(
            problems,
            [
                "rijen.csv, row 3, field \"datum\": found \"1-1-2025\" a second time, expected each once"
            ]
        );
    }

    #[test]
    fn a_vision_names_facilities_of_the_study_and_rests_on_its_document() {
        let table = "[[visions]]\nfile = \"rijen.csv\"\ncolumns = { facilities = \"wie\", document = \"stuk\", boards = \"besturen\", \
            joint_offer = \"samen\", date = \"datum\", role = \"rol\" }\n";
        let rows = "wie;stuk;besturen;samen;datum;rol\nS2 K1 S1;Visie 0-18;twee besturen;ja;2024-05-01;bestuurder\n\
            S1 S9;Visie;een bestuur;;2024-05-01;bestuurder\nS1;Visie;een bestuur;deels;2023-05-01;bestuurder\n";
        let (planning, problems) = read(table, rows);
        let [early, late] = planning.visions.as_slice() else {
            unreachable!("two visions, not {}", planning.visions.len())
        };
        let ids: Vec<&str> = late.facilities.iter().map(|id| id.0.as_str()).collect();
        assert_eq!(
            (ids, late.joint_offer),
            (vec!["K1", "S1", "S2"], Some(true))
        );
        assert_eq!(
            (late.recorded.basis.as_str(), early.joint_offer),
            ("Visie 0-18", None)
        );
        assert_eq!(
            problems,
            [
                "rijen.csv, row 3, field \"wie\": found \"S9\", expected the id of a facility of the study",
                "rijen.csv, row 4, field \"samen\": found \"deels\", expected ja or nee"
            ]
        );
    }

    #[test]
    fn a_wish_counts_once_for_its_area_and_kind() {
        let table = "[[wishes]]\nfile = \"rijen.csv\"\ncolumns = { area = \"gebied\", kind = \"soort\", weight = \"gewicht\", \
            room_hours = \"uren\", basis = \"bron\", date = \"datum\", role = \"rol\" }\n";
        let tail = "gesprekken;2024-05-01;sociaal architect\n";
        let rows = [
            "WK999901;JONGERENWERK;2;300;",
            "WK999901;BIBLIOTHEEK;;;",
            "WK999901;BIBLIOTHEEK;1;;",
            "WK999901;ZWEMBAD;1;;",
            "WK999901;SPORT;0;;",
        ];
        let rows: String = rows.iter().map(|row| format!("{row}{tail}")).collect();
        let (planning, problems) = read(
            table,
            &format!("gebied;soort;gewicht;uren;bron;datum;rol\n{rows}"),
        );
        let shown: Vec<_> = planning
            .wishes
            .iter()
            .map(|wish| (wish.kind.code(), wish.weight, wish.room_hours))
            .collect();
        assert_eq!(
            shown,
            [
                ("BIBLIOTHEEK", 1.0, None),
                ("JONGERENWERK", 2.0, Some(300.0))
            ]
        );
        assert_eq!(
            problems,
            [
                "rijen.csv, row 4, field \"soort\": found \"BIBLIOTHEEK\" a second time, expected each once",
                "rijen.csv, row 5, field \"soort\": found \"ZWEMBAD\", expected the code of a kind such as BIBLIOTHEEK",
                "rijen.csv, row 6, field \"gewicht\": found \"0\", expected a weight above 0"
            ]
        );
    }

    #[test]
    fn a_name_of_a_person_is_not_asked_for() {
        let table = "[[ambitions]]\nfile = \"rijen.csv\"\ncolumns = { area = \"g\", level = \"n\", basis = \"b\", date = \"d\", role = \"r\", name = \"x\" }\n";
        let (planning, problems) = planned(table, &[]);
        assert!(planning.is_none());
        assert!(
            problems[0].contains("field \"name\": found an unknown key"),
            "{problems:?}"
        );
    }
}
