//! Who has which room when. Two who have agreed on one room at one time cannot both have it: the later row is left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::cell_words::{A_DAY, A_TIME, day, minute};
use crate::ingest::planning_columns::ClaimColumns;
use crate::ingest::planning_tables::ClaimTable;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::row_cells::{RowCells, SourceRows};
use crate::model::bilingual::Bilingual;
use crate::model::building::{Claim, Firmness, Weeks};
use crate::model::source::SourceId;

/// Two users need this long between them, in minutes.
///
/// # Source
/// nabij domain note C.8.
const CHANGEOVER_MINUTES: u16 = 30;

/// A claim with its file and row, for messages.
pub struct PlacedClaim {
    /// The claim.
    pub claim: Claim,
    /// Its file and row.
    place: (String, u64),
}

/// In which weeks a claim holds.
const A_CALENDAR: &str = "altijd, schoolweek or vakantieweek";

/// The claims so far, by room and day.
pub type Week = BTreeMap<(String, u8), Vec<PlacedClaim>>;

/// Adds the claims of one table to those of the tables before it.
pub fn read_claims(
    spec: &ClaimTable,
    rows: &SourceRows<'_>,
    (rooms, week): (&BTreeSet<String>, &mut Week),
    report: &mut Report,
) {
    let columns = &spec.columns;
    let mut options = 0;
    rows.read(&columns.named(), report, |cells, problems| {
        let claim = claim(columns, cells, rooms, rows.source)?;
        let here = (claim.room.clone(), claim.day);
        let earlier = week.entry(here).or_default();
        if let Some(other) = earlier.iter().find(|other| clash(&claim, &other.claim)) {
            let found = format!("{} in the time of {}", said(&claim), place_of(other, cells));
            let expected = "one firm user at a time";
            return Err(cells.problem(Severity::LeftOut, &columns.from, found, expected));
        }
        if let Some(other) = earlier.iter().find(|other| in_haste(&claim, &other.claim)) {
            let found = format!("{} right beside {}", said(&claim), place_of(other, cells));
            let expected = format!("{CHANGEOVER_MINUTES} minutes between two users");
            problems.push(cells.problem(Severity::Warning, &columns.from, found, &expected));
        }
        // Two firm ones would have been refused above, so one of the two is an option.
        let beside = earlier.iter().any(|other| overlap(&claim, &other.claim, 0));
        options += usize::from(beside);
        let place = (cells.table.file.clone(), cells.row.number);
        earlier.push(PlacedClaim { claim, place });
        Ok(())
    });
    let name = rows.name;
    let text = Bilingual::new(
        format!(
            "{name}: regels die met een optie op dezelfde tijd in dezelfde ruimte vallen: {options}."
        ),
        format!("{name}: lines at the same time in the same room as an option: {options}."),
    );
    report.note("opties_naast_elkaar", Some(rows.name), options, text);
}

fn claim(
    columns: &ClaimColumns,
    cells: &RowCells<'_>,
    rooms: &BTreeSet<String>,
    source: SourceId,
) -> Result<Claim, Problem> {
    let from_minute = cells.required(&columns.from, A_TIME, minute)?;
    let until_minute = cells.required(&columns.until, "a time after the beginning", |text| {
        minute(text).filter(|&until| until > from_minute)
    })?;
    let firmness = match cells.given(&columns.firmness) {
        Some(column) => cells.required(column, "vast or optie", firmness)?,
        None => Firmness::Firm,
    };
    Ok(Claim {
        room: cells.required(&columns.room, "the id of a room of the study", |text| {
            rooms.get(text).cloned()
        })?,
        user: cells.required_text(&columns.user, "who uses it: a role or an organisation")?,
        day: cells.required(&columns.day, A_DAY, day)?,
        from_minute,
        until_minute,
        weeks: match cells.given(&columns.calendar) {
            Some(column) => cells.required(column, A_CALENDAR, weeks)?,
            None => Weeks::Every,
        },
        firmness,
        source,
    })
}

fn weeks(text: &str) -> Option<Weeks> {
    let text = text.to_lowercase();
    Weeks::EVERY.into_iter().find(|weeks| weeks.code() == text)
}

fn firmness(text: &str) -> Option<Firmness> {
    match text.to_lowercase().as_str() {
        "vast" | "firm" => Some(Firmness::Firm),
        "optie" | "option" => Some(Firmness::Option),
        _ => None,
    }
}

/// Whether there are fewer than `between` minutes between two claims on one room and day, in some week.
fn overlap(one: &Claim, other: &Claim, between: u16) -> bool {
    one.weeks.meet(other.weeks)
        && one.from_minute < other.until_minute + between
        && other.from_minute < one.until_minute + between
}

fn clash(one: &Claim, other: &Claim) -> bool {
    both_firm(one, other) && overlap(one, other, 0)
}

fn in_haste(one: &Claim, other: &Claim) -> bool {
    both_firm(one, other) && one.user != other.user && overlap(one, other, CHANGEOVER_MINUTES)
}

fn both_firm(one: &Claim, other: &Claim) -> bool {
    one.firmness == Firmness::Firm && other.firmness == Firmness::Firm
}

fn said(claim: &Claim) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let (from, until) = (time(claim.from_minute), time(claim.until_minute));
    format!("room \"{}\" from {from} to {until}", claim.room)
}

fn place_of(other: &PlacedClaim, cells: &RowCells<'_>) -> String {
    let (file, row) = &other.place;
    match *file == cells.table.file {
        true => format!("row {row}"),
        false => format!("{file}, row {row}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;
    use crate::model::building::Firmness;

    const TABLES: &str = "[[buildings]]\nfile = \"gebouwen.csv\"\ncrs = \"EPSG:28992\"\nposition = { x = \"x\", y = \"y\" }\n\
        columns = { id = \"id\" }\n[[rooms]]\nfile = \"ruimten.csv\"\n\
        columns = { id = \"id\", building = \"gebouw\", room_type = \"soort\", floor_area = \"m2\" }\n\
        [[claims]]\nfile = \"gebruik.csv\"\ncolumns = { room = \"ruimte\", user = \"wie\", day = \"dag\", from = \"van\", \
        until = \"tot\", firmness = \"vast\" }\n";

    fn claims(rows: &str) -> (Vec<String>, Vec<String>) {
        let file = format!("ruimte;wie;dag;van;tot;vast\n{rows}");
        let files = [
            ("gebouwen.csv", "id;x;y\nB1;130100;450100\n"),
            (
                "ruimten.csv",
                "id;gebouw;soort;m2\nZAAL;B1;Gymzaal;250\nAULA;B1;aula;80\n",
            ),
            ("gebruik.csv", &file),
        ];
        let (planning, problems) = planned(TABLES, &files);
        let claims = planning.expect("nothing blocks").claims;
        let firm = |firmness| if firmness == Firmness::Firm { "" } else { "?" };
        let shown = claims.iter().map(|claim| {
            let (from, until) = (claim.from_minute, claim.until_minute);
            format!(
                "{} {} {from}-{until} {}{}",
                claim.room,
                claim.day,
                claim.user,
                firm(claim.firmness)
            )
        });
        (shown.collect(), problems)
    }

    #[test]
    fn claims_are_sorted_by_room_day_and_time_and_firm_when_nothing_else_is_said() {
        let (kept, problems) = claims(
            "ZAAL;club;di;19:00;22:00;\nZAAL;school;1;08:30;15:00;vast\nAULA;koor;zo;20:00;24:00;optie\n",
        );
        assert_eq!(
            kept,
            [
                "AULA 6 1200-1440 koor?",
                "ZAAL 0 510-900 school",
                "ZAAL 1 1140-1320 club"
            ]
        );
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn of_two_firm_users_at_one_time_the_later_row_is_left_out_and_both_are_named() {
        let (kept, problems) = claims(
            "ZAAL;school;ma;08:30;15:00;\nZAAL;club;ma;14:30;16:00;\nZAAL;koor;ma;14:00;16:00;optie\nAULA;club;ma;14:30;16:00;\n",
        );
        assert_eq!(
            kept,
            [
                "AULA 0 870-960 club",
                "ZAAL 0 510-900 school",
                "ZAAL 0 840-960 koor?"
            ]
        );
        assert_eq!(
            problems,
            [
                "gebruik.csv, row 3, field \"van\": found room \"ZAAL\" from 14:30 to 16:00 in the time of row 2, expected one firm user at a time"
            ]
        );
    }

    #[test]
    fn less_than_half_an_hour_between_two_users_is_a_warning_but_not_for_one_user() {
        let (kept, problems) = claims(
            "ZAAL;school;ma;08:30;15:00;\nZAAL;school;ma;15:00;15:30;\nZAAL;club;ma;15:45;17:00;\nZAAL;koor;ma;17:30;18:00;\n",
        );
        assert_eq!(kept.len(), 4);
        assert_eq!(
            problems,
            [
                "gebruik.csv, row 4, field \"van\": found room \"ZAAL\" from 15:45 to 17:00 right beside row 3, expected 30 minutes between two users"
            ]
        );
    }

    #[test]
    fn a_claim_that_makes_no_sense_is_left_out_and_its_cell_is_named() {
        for (row, said) in [
            (
                "ZOLDER;club;ma;14:30;16:00;",
                "field \"ruimte\": found \"ZOLDER\", expected the id of a room of the study",
            ),
            (
                "ZAAL;club;maan;14:30;16:00;",
                "field \"dag\": found \"maan\", expected a day: ma, ",
            ),
            (
                "ZAAL;club;ma;16:00;14:30;",
                "field \"tot\": found \"14:30\", expected a time after the beginning",
            ),
            (
                "ZAAL;club;ma;half drie;16:00;",
                "field \"van\": found \"half drie\", expected a time such as 08:30",
            ),
            (
                "ZAAL;;ma;14:30;16:00;",
                "field \"wie\": found nothing, expected who uses it",
            ),
            (
                "ZAAL;club;ma;14:30;16:00;misschien",
                "field \"vast\": found \"misschien\", expected vast or optie",
            ),
        ] {
            let (kept, problems) = claims(row);
            assert_eq!((kept.len(), problems.len()), (0, 1), "{problems:?}");
            assert!(
                problems[0].starts_with(&format!("gebruik.csv, row 2, {said}")),
                "{problems:?}"
            );
        }
    }
}
