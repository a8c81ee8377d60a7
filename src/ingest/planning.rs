//! Everything about planning that a study names: indicators, buildings with rooms and claims, and records.
//! Buildings come before what refers to them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::ingest::area_levels::PlacedArea;
use crate::ingest::building_facts::{put_facts, read_building_facts};
use crate::ingest::buildings::read_buildings;
use crate::ingest::cell_words::date;
use crate::ingest::claims::{Week, read_claims};
use crate::ingest::considerations::read_considerations;
use crate::ingest::facility_merge::Located;
use crate::ingest::flows::read_flows;
use crate::ingest::indicators::{DeclaredFigure, IndicatorContext, read_indicators};
use crate::ingest::origin::Origin;
use crate::ingest::programmes::{programme_key, read_programmes};
use crate::ingest::records::{read_ambitions, read_visions, read_wishes};
use crate::ingest::references::References;
use crate::ingest::report::Report;
use crate::ingest::rooms::read_rooms;
use crate::ingest::row_cells::SourceRows;
use crate::ingest::school_reading::read_school_reading;
use crate::ingest::source_tables::SourceTables;
use crate::ingest::study_file::StudyFile;
use crate::ingest::table::GeometryFrom;
use crate::model::building::{Building, Claim, Room, Weeks};
use crate::model::facility_kind::KindDescription;
use crate::model::planning::Planning;
use crate::model::record::{
    Ambition, Consideration, Programme, PupilFlow, SchoolReading, SharedVision, Wish,
};

/// What was read before.
pub struct PlanningContext<'a> {
    /// All areas.
    pub areas: &'a [PlacedArea],
    /// All facilities.
    pub located: &'a [Located],
    /// All kinds.
    pub kinds: &'a [KindDescription],
    /// The figures that tables of areas declare.
    pub figures: &'a [DeclaredFigure],
}

/// Reads all tables about planning, each list in the order that [`Planning`] promises.
pub fn read_planning(
    study: &StudyFile,
    context: &PlanningContext<'_>,
    tables: &mut SourceTables,
) -> Planning {
    // Areas that could not be read are reported already; every reference to one would only say it again.
    if context.areas.is_empty() {
        return Planning::default();
    }
    let mut known = References::of(context.areas, context.located, context.kinds);
    let mut buildings = buildings(study, (context, &known), tables);
    known.add_buildings(&buildings);
    building_facts(study, &mut buildings, tables);
    let rooms = rooms(study, &known, tables);
    let claims = claims(study, &rooms, tables);
    let ambitions = ambitions(study, &known, tables);
    let visions = visions(study, &known, tables);
    let wishes = wishes(study, &known, tables);
    let programmes = programmes(study, &known, tables);
    let considerations = considerations(study, &known, tables);
    let flows = flows(study, &known, tables);
    let reading = reading(study, &known, tables);
    let indicators = IndicatorContext {
        study_file: &tables.study_file,
        figures: context.figures,
        sources: tables.sources.as_list(),
        areas: context.areas,
    };
    let problems = &mut tables.report.problems;
    Planning {
        indicators: read_indicators(&indicators, &study.indicators, problems),
        buildings,
        rooms,
        claims,
        ambitions,
        visions,
        wishes,
        programmes,
        considerations,
        flows,
        reading,
    }
}

fn buildings(
    study: &StudyFile,
    (context, known): (&PlanningContext<'_>, &References),
    tables: &mut SourceTables,
) -> Vec<Building> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.buildings {
        let geometry = tables.geometry(spec.position.as_ref());
        read(tables, (&spec.origin(), geometry), |rows, report| {
            let context = (known, context.located);
            found.extend(read_buildings(spec, rows, context, &mut seen, report));
        });
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    found
}

/// What was recorded of buildings, in the order of the days on which it was.
fn building_facts(study: &StudyFile, buildings: &mut [Building], tables: &mut SourceTables) {
    let mut facts = Vec::new();
    let dates: Vec<Option<Date>> = {
        let sources = tables.sources.as_list().iter();
        sources
            .map(|source| source.date.as_deref().and_then(date))
            .collect()
    };
    for spec in &study.building_facts {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                let context = (&*buildings, dates.as_slice());
                facts.extend(read_building_facts(spec, rows, context, report));
            },
        );
    }
    put_facts(facts, buildings);
}

fn rooms(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<Room> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.rooms {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                found.extend(read_rooms(spec, rows, (known, &mut seen), report));
            },
        );
    }
    found.sort_by(|one, other| (&one.building, &one.id).cmp(&(&other.building, &other.id)));
    found
}

fn claims(study: &StudyFile, rooms: &[Room], tables: &mut SourceTables) -> Vec<Claim> {
    let ids: BTreeSet<String> = rooms.iter().map(|room| room.id.clone()).collect();
    let mut week = Week::new();
    for spec in &study.claims {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                read_claims(spec, rows, (&ids, &mut week), report);
            },
        );
    }
    let placed = week.into_values().flatten();
    let mut claims: Vec<Claim> = placed.map(|placed| placed.claim).collect();
    claims.sort_by(|one, other| key(one).cmp(&key(other)));
    claims
}

fn key(claim: &Claim) -> (&str, u8, u16, u16, &str, Weeks) {
    let (from, until) = (claim.from_minute, claim.until_minute);
    (
        &claim.room,
        claim.day,
        from,
        until,
        &claim.user,
        claim.weeks,
    )
}

fn ambitions(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<Ambition> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let reference = date(&tables.reference_date);
    for spec in &study.ambitions {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                let context = (known, &mut seen);
                found.extend(read_ambitions(spec, rows, context, reference, report));
            },
        );
    }
    found.sort_by(|one, other| (&one.of, one.recorded.date).cmp(&(&other.of, other.recorded.date)));
    found
}

fn visions(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<SharedVision> {
    let mut found = Vec::new();
    for spec in &study.visions {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                found.extend(read_visions(spec, rows, known, report));
            },
        );
    }
    found.sort_by_cached_key(|vision| (vision.recorded.date, vision.facilities.clone()));
    found
}

fn wishes(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<Wish> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.wishes {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                found.extend(read_wishes(spec, rows, (known, &mut seen), report));
            },
        );
    }
    // The last one of an area and kind holds.
    found.sort_by_key(|wish: &Wish| Reverse(wish.recorded.date));
    found.sort_by(|one, other| (&one.area, &one.kind).cmp(&(&other.area, &other.kind)));
    found.dedup_by(|earlier, last| (&earlier.area, &earlier.kind) == (&last.area, &last.kind));
    found
}

fn programmes(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<Programme> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.programmes {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                found.extend(read_programmes(spec, rows, (known, &mut seen), report));
            },
        );
    }
    found.sort_by(|one, other| programme_key(one).cmp(&programme_key(other)));
    found
}

fn considerations(
    study: &StudyFile,
    known: &References,
    tables: &mut SourceTables,
) -> Vec<Consideration> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.considerations {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                found.extend(read_considerations(spec, rows, (known, &mut seen), report));
            },
        );
    }
    found.sort_by(|one, other| {
        (&one.area, one.recorded.date).cmp(&(&other.area, other.recorded.date))
    });
    found
}

fn flows(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<PupilFlow> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.flows {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                found.extend(read_flows(spec, rows, (known, &mut seen), report));
            },
        );
    }
    found.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    found
}

fn reading(study: &StudyFile, known: &References, tables: &mut SourceTables) -> Vec<SchoolReading> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for spec in &study.school_reading {
        read(
            tables,
            (&spec.origin(), GeometryFrom::None),
            |rows, report| {
                let known = (known, &mut seen);
                found.extend(read_school_reading(spec, rows, known, report));
            },
        );
    }
    found.sort_by(|one, other| one.facility.cmp(&other.facility));
    found
}

/// Opens the file behind one table and hands its rows on, when it can be read.
fn read(
    tables: &mut SourceTables,
    (origin, geometry): (&Origin, GeometryFrom),
    mut with: impl FnMut(&SourceRows<'_>, &mut Report),
) {
    let (source, name, table) = tables.table(origin, geometry);
    if let Some(table) = &table {
        let rows = SourceRows {
            source,
            name: &name,
            table,
        };
        with(&rows, &mut tables.report);
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;
    use crate::model::planning::Planning;

    #[test]
    fn a_study_without_these_tables_knows_nothing_of_planning() {
        assert_eq!(planned("", &[]), (Some(Planning::default()), vec![]));
    }

    #[test]
    fn a_column_that_is_not_there_and_a_file_that_is_not_there_block() {
        let table = "[[rooms]]\nfile = \"ruimten.csv\"\ncolumns = { id = \"id\", building = \"gebouw\", room_type = \"soort\", floor_area = \"m2\" }\n";
        let (planning, problems) = planned(
            table,
            &[("ruimten.csv", "id;gebouwen;soort;m2\nR1;B1;aula;80\n")],
        );
        assert!(planning.is_none());
        assert!(problems[0].starts_with("ruimten.csv, field \"gebouw\": found no such column, expected the column that study.toml names, \"gebouwen\" perhaps"));
        assert_eq!(
            planned(table, &[]).1,
            ["ruimten.csv: found no such file, expected a file"]
        );
    }

    #[test]
    fn rows_come_in_the_same_order_however_the_file_has_them() {
        let table = "[[wishes]]\nfile = \"w.csv\"\ncolumns = { area = \"a\", kind = \"k\", basis = \"b\", date = \"d\", role = \"r\" }\n";
        let rows = [
            "WK999901;SPORT;x;2024-01-01;r\n",
            "BU99990102;BSO;x;2024-01-02;r\n",
            "WK999901;BSO;x;2024-01-03;r\n",
        ];
        let orders = [[0, 1, 2], [2, 0, 1], [1, 2, 0]];
        let read = orders.map(|order| {
            let csv = format!(
                "a;k;b;d;r\n{}{}{}",
                rows[order[0]], rows[order[1]], rows[order[2]]
            );
            planned(table, &[("w.csv", &csv)])
                .0
                .expect("nothing blocks")
                .wishes
        });
        assert_eq!(read[0].len(), 3);
        assert!(read.iter().all(|wishes| *wishes == read[0]));
    }
}
