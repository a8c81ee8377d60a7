//! Pupils by school location, as DUO gives them, joined to facilities by the code of the location.

use std::collections::BTreeMap;

use crate::ingest::columns::named_column;
use crate::ingest::facility_merge::Located;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::study_file::PupilTable;
use crate::ingest::table::{Row, Table, Value};
use crate::model::bilingual::Bilingual;

/// So many codes are named as examples.
const NAMED: usize = 5;

/// Pupils of one location over all its rows.
#[derive(Debug, Clone, Copy, Default)]
struct Pupils {
    /// Rows of the location.
    rows: usize,
    /// The sum of what is known.
    sum: u64,
    /// Rows with a number.
    known: usize,
    /// Rows with a number that was too small to be told.
    hidden: usize,
}

impl Pupils {
    /// Adds what one cell says, or hands back what it says instead of a number.
    fn add(&mut self, value: &Value) -> Result<(), String> {
        self.rows += 1;
        match figure(value) {
            Figure::Known(number)
                if number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX) =>
            {
                // Whole and in range, so the cast is exact.
                self.sum += number as u64;
                self.known += 1;
            }
            Figure::Missing => {}
            Figure::Hidden => self.hidden += 1,
            Figure::Known(number) => return Err(number.to_string()),
            Figure::NotANumber(text) => return Err(format!("\"{text}\"")),
        }
        Ok(())
    }
}

/// Gives facilities the pupils of one table. A location may have several rows, which are added up;
/// where one of them hides a small number the sum is unknown. Rows of other schools are not asked for.
pub fn join_pupils(
    spec: &PupilTable,
    source: &str,
    table: &Table,
    located: &mut [Located],
    report: &mut Report,
) {
    let names = [
        &spec.columns.institution,
        &spec.columns.location,
        &spec.columns.pupils,
    ];
    let columns = names.map(|name| named_column(table, name, &mut report.problems));
    let [Some(institution), Some(location), Some(pupils)] = columns else {
        report.tally(source, table, 0, 0);
        return;
    };
    let mut by_code: BTreeMap<String, Pupils> = located
        .iter()
        .map(|located| (located.code.to_ascii_uppercase(), Pupils::default()))
        .collect();
    let (mut kept, mut not_asked) = (0, 0);
    for row in &table.rows {
        let text = |index: usize| row.values.get(index).and_then(plain_text);
        let code = text(institution).zip(text(location));
        let Some(code) = code.and_then(|(four, last)| location_code(&four, &last)) else {
            report.problems.push(no_code(table, row, location));
            continue;
        };
        let Some(pupils_here) = by_code.get_mut(&code) else {
            not_asked += 1;
            continue;
        };
        match pupils_here.add(row.values.get(pupils).unwrap_or(&Value::Missing)) {
            Ok(()) => kept += 1,
            Err(found) => report.problems.push(no_number(table, row, pupils, &found)),
        }
    }
    report.tally(source, table, kept, not_asked);
    give(spec, source, &by_code, located, report);
}

fn give(
    spec: &PupilTable,
    source: &str,
    by_code: &BTreeMap<String, Pupils>,
    located: &mut [Located],
    report: &mut Report,
) {
    let (mut joined, mut hidden) = (0, 0);
    let mut without = Vec::new();
    // The first location of an institution comes first in the order of ids and has its pupils.
    for located in located
        .iter_mut()
        .filter(|located| located.facility.id.0 == located.code)
    {
        let Some(pupils) = by_code.get(&located.code.to_ascii_uppercase()) else {
            continue;
        };
        hidden += pupils.hidden;
        if pupils.rows == 0 {
            without.extend(is_location_code(&located.code).then_some(located.code.as_str()));
        } else if pupils.hidden > 0 {
            located.facility.pupils = None;
        } else if let (0, Some(own @ 1..)) = (pupils.sum, located.facility.pupils) {
            report
                .problems
                .push(none_where_there_are(spec, located, own));
        } else if pupils.known > 0 {
            joined += 1;
            located.facility.pupils = u32::try_from(pupils.sum).ok();
        }
    }
    let text = Bilingual::new(
        format!("{source}: voorzieningen met hun aantal leerlingen uit deze bron: {joined}."),
        format!("{source}: facilities with their number of pupils from this source: {joined}."),
    );
    report.note("leerlingen_gekoppeld", Some(source), joined, text);
    let first: Vec<&str> = without.iter().take(NAMED).copied().collect();
    let (count, list) = (without.len(), first.join(", "));
    let text = Bilingual::new(
        format!("{source}: {count} scholen staan niet in deze bron, zoals {list}."),
        format!("{source}: {count} schools are not in this source, such as {list}."),
    );
    report.note("codes_zonder_leerlingen", Some(source), without.len(), text);
    report.note_hidden_numbers(source, hidden);
}

/// A source that does not count this sort of school writes 0; the school's own number is nearer to the truth.
fn none_where_there_are(spec: &PupilTable, located: &Located, own: u32) -> Problem {
    let found = format!(
        "0 pupils of \"{}\", which has {own} in {}",
        located.code, located.place.0
    );
    let expected = "a number near that (the number of the school's own row is kept)";
    Problem::of_file(Severity::Warning, &spec.file, found, expected).in_field(&spec.columns.pupils)
}

/// Whether a code looks like that of a school location: `17RK00`.
fn is_location_code(code: &str) -> bool {
    code.len() == 6
        && code
            .bytes()
            .zip("00AA00".bytes())
            .all(|(letter, like)| match like {
                b'0' => letter.is_ascii_digit(),
                _ => letter.is_ascii_alphabetic(),
            })
}

/// Institution with the last two characters of the location, which is `00` in some files and `21AB00` in others.
///
/// # Source
/// DUO open onderwijsdata, column VESTIGINGSCODE.
pub fn location_code(institution: &str, location: &str) -> Option<String> {
    // A spreadsheet makes 0 of 00.
    let location = if location.len() == 1 {
        format!("0{location}")
    } else {
        location.to_owned()
    };
    let last_two = match location.len() {
        2 => Some(location.as_str()),
        6 => location.get(4..),
        _ => None,
    }?;
    (institution.len() == 4).then(|| format!("{institution}{last_two}").to_ascii_uppercase())
}

fn no_code(table: &Table, row: &Row, column: usize) -> Problem {
    let location = row.values.get(column).and_then(plain_text);
    let found = location.map_or("nothing".to_owned(), |text| format!("\"{text}\""));
    let expected = "an institution of 4 characters and a location of 2 or 6";
    problem(table, row, column, &found, expected)
}

fn no_number(table: &Table, row: &Row, column: usize, found: &str) -> Problem {
    problem(
        table,
        row,
        column,
        found,
        "a whole number of pupils (0 or more)",
    )
}

fn problem(table: &Table, row: &Row, column: usize, found: &str, expected: &str) -> Problem {
    Problem::of_file(Severity::LeftOut, &table.file, found, expected)
        .at_row(row.number)
        .in_field(table.columns.get(column).map_or("", String::as_str))
}
