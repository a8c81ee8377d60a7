//! Further entrances of facilities, joined to them by id: a school on a large site is entered where the gate is.

use std::collections::BTreeMap;

use crate::ingest::columns::named_column;
use crate::ingest::facility_merge::Located;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::row_place::position;
use crate::ingest::special_value::plain_text;
use crate::ingest::study_file::EntranceTable;
use crate::ingest::table::Table;

/// An entrance so far from its facility is looked at again by a person, in metres.
const FAR_METRES: f64 = 300.0;

/// Gives facilities the entrances of one table. A row of a facility that is not in the study is left out and named.
pub fn join_entrances(
    spec: &EntranceTable,
    source: &str,
    table: &Table,
    located: &mut [Located],
    report: &mut Report,
) {
    let problems = &mut report.problems;
    let Some(column) = named_column(table, &spec.columns.facility, problems) else {
        report.tally(source, table, 0, 0);
        return;
    };
    let by_id: BTreeMap<String, usize> = (0..)
        .zip(located.iter())
        .map(|(index, located)| (located.facility.id.0.clone(), index))
        .collect();
    let mut kept = 0;
    for row in &table.rows {
        let id = row
            .values
            .get(column)
            .and_then(plain_text)
            .unwrap_or_default();
        let at_row = |severity, found: String, expected: &str| {
            let problem = Problem::of_file(severity, &table.file, found, expected);
            problem.at_row(row.number).in_field(&spec.columns.facility)
        };
        let Some(facility) = by_id.get(&id).and_then(|&index| located.get_mut(index)) else {
            let found = format!("\"{id}\"");
            problems.push(at_row(
                Severity::LeftOut,
                found,
                "the id of a facility of the study",
            ));
            continue;
        };
        match position(table, row) {
            Ok(place) => {
                let metres = place.distance(facility.facility.position);
                if metres > FAR_METRES {
                    let found = format!("an entrance {metres:.0} m from \"{id}\"");
                    problems.push(at_row(Severity::Warning, found, "one on its own site"));
                }
                facility.facility.entrances.push(place);
                kept += 1;
            }
            Err(problem) => problems.push(problem),
        }
    }
    report.tally(source, table, kept, 0);
}
