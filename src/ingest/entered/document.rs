//! A record as it is entered: read by its form, against what the study has, to one canonical document.

use jiff::civil::Date;
use serde_json::{Map, Number, Value};

use crate::ingest::entered::form::{Content, Field, Form};
use crate::ingest::site_question::as_written::in_words;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::one_of_words;
use crate::model::area::AreaLevel;
use crate::model::bilingual::Bilingual;
use crate::model::town_data::TownData;

/// A list has so many lines or ids at most.
const MOST: usize = 100;
/// The agenda has so many ambitions.
const AMBITIONS: u32 = 33;
/// One of them is told in parts, of which the first is dBos.
///
/// # Source
/// DOMAIN §A.7: A6a, and A6b-g.
const AMBITION_IN_PARTS: &str = "A6";
/// The letters of these parts.
const PARTS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
/// So many digits in a role are a telephone number.
const DIGITS_OF_A_NUMBER: usize = 7;

/// Reads a record, for a study as it is today. Fields come out in the order of the form; what is empty is left out.
///
/// # Errors
/// Names the first field that is wrong, what was found and what was expected.
pub fn record(
    form: &Form,
    written: Value,
    (town, today): (&TownData, Date),
) -> Result<Map<String, Value>, QuestionRefused> {
    let Value::Object(mut written) = written else {
        let expected = Bilingual::new("een groep velden", "a group of fields");
        return Err(refused("inhoud", in_words(&written), expected));
    };
    let mut record = Map::new();
    for field in form.every_field() {
        let given = written.remove(field.name).filter(|value| !is_empty(value));
        match given {
            Some(value) => {
                let read = read(field.content, &value, (town, today));
                let read = read.ok_or_else(|| {
                    refused(field.name, in_words(&value), field.content.expected())
                })?;
                record.insert(field.name.to_owned(), read);
            }
            None if field.required => {
                let nothing = Bilingual::new("niets", "nothing");
                return Err(refused(field.name, nothing, field.content.expected()));
            }
            None => {}
        }
    }
    if let Some(unknown) = written.keys().next() {
        let names: Vec<&str> = form.every_field().map(|field| field.name).collect();
        let found = Bilingual::new("een onbekend veld", "an unknown field");
        return Err(refused(unknown, found, one_of_words(&names)));
    }
    exactly_one(form, &record)?;
    in_order(&record)?;
    says_something(form, &record)?;
    Ok(record)
}

/// The fields by which two records are about the same thing; records of other values may stand beside each other.
pub fn about_the_same(form: &Form, one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    form.once
        .iter()
        .all(|field| one.get(*field) == other.get(*field))
}

fn refused(field: &str, found: Bilingual, expected: Bilingual) -> QuestionRefused {
    QuestionRefused {
        field: field.to_owned(),
        found,
        expected,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// A value as it is kept; nothing when it is not what the field asks for.
fn read(content: Content, value: &Value, (town, today): (&TownData, Date)) -> Option<Value> {
    match content {
        Content::Line => line(value, content).map(Value::from),
        Content::Text => text(value, content).map(Value::from),
        Content::Role => line(value, content)
            .filter(|role| is_role(role))
            .map(Value::from),
        Content::Lines => list(value, |one| line(one, content)),
        Content::Day => day(value).map(|day| Value::from(day.to_string())),
        Content::PastDay => day(value)
            .filter(|day| *day <= today)
            .map(|day| Value::from(day.to_string())),
        Content::Year => whole(value, 1000, 2200),
        Content::Level => whole(value, 0, 4),
        Content::Whole(least, most) => whole(value, least, most),
        Content::Number(least, most) => {
            let number = value.as_f64()?;
            let within = (f64::from(least)..=f64::from(most)).contains(&number);
            Number::from_f64(number)
                .filter(|_| within)
                .map(Value::Number)
        }
        Content::YesNo => one_of(value, &["ja", "nee"]),
        Content::OneOf(words) => one_of(value, words),
        Content::Area => known(value, |code| {
            town.areas.iter().any(|area| area.code.0 == code)
        }),
        Content::Neighbourhood => known(value, |code| {
            let mut areas = town.areas.iter();
            areas.any(|area| area.code.0 == code && area.level == AreaLevel::Neighbourhood)
        }),
        Content::Building => known(value, |id| {
            let mut buildings = town.planning.buildings.iter();
            buildings.any(|building| building.id.0 == id)
        }),
        Content::Facility => known(value, |id| is_facility(town, id)),
        Content::Facilities => list(value, |one| {
            known(one, |id| is_facility(town, id))?
                .as_str()
                .map(str::to_owned)
        }),
        Content::Kind => known(value, |code| {
            let mut kinds = town.kind_descriptions.iter();
            kinds.any(|known| known.kind.code() == code)
        }),
        Content::AmbitionCode => known(value, is_ambition),
    }
}

fn is_ambition(code: &str) -> bool {
    let part = code.strip_prefix(AMBITION_IN_PARTS);
    let number = code.strip_prefix('A').unwrap_or_default();
    part.is_some_and(|part| PARTS.contains(&part))
        || (1..=AMBITIONS).any(|known| known.to_string() == number)
}

fn is_facility(town: &TownData, id: &str) -> bool {
    town.facilities.iter().any(|facility| facility.id.0 == id)
}

/// Text without the white space around it, and without signs that no one can see.
fn text(value: &Value, content: Content) -> Option<String> {
    let text = value.as_str()?.trim();
    let hidden = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
    let fits = text.chars().count() <= content.longest() && !text.contains(hidden);
    fits.then(|| text.to_owned())
}

fn line(value: &Value, content: Content) -> Option<String> {
    text(value, content).filter(|text| !text.contains(['\n', '\t']))
}

/// Not how one person is reached. That a text is no name cannot be seen from it.
fn is_role(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    !text.contains('@') && digits < DIGITS_OF_A_NUMBER
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

fn whole(value: &Value, least: u32, most: u32) -> Option<Value> {
    let number = u32::try_from(value.as_u64()?).ok()?;
    (least..=most).contains(&number).then(|| number.into())
}

fn one_of(value: &Value, words: &[&str]) -> Option<Value> {
    known(value, |word| words.contains(&word))
}

fn known(value: &Value, is_known: impl Fn(&str) -> bool) -> Option<Value> {
    value
        .as_str()
        .filter(|text| is_known(text))
        .map(Value::from)
}

/// Each once, in the order of their letters.
fn list(value: &Value, one: impl Fn(&Value) -> Option<String>) -> Option<Value> {
    let values = value.as_array().filter(|values| values.len() <= MOST)?;
    let mut read: Vec<String> = values.iter().map(one).collect::<Option<_>>()?;
    read.sort_unstable();
    read.dedup();
    Some(read.into())
}

fn exactly_one(form: &Form, record: &Map<String, Value>) -> Result<(), QuestionRefused> {
    let Some(first) = form.one_of.first() else {
        return Ok(());
    };
    let given = form
        .one_of
        .iter()
        .filter(|field| record.contains_key(**field));
    let found = match given.count() {
        1 => return Ok(()),
        0 => Bilingual::new("niets", "nothing"),
        _ => Bilingual::new("meer dan één", "more than one"),
    };
    let names = form.one_of.join(", ");
    let expected = Bilingual::new(
        format!("precies één van {names}"),
        format!("exactly one of {names}"),
    );
    Err(refused(first, found, expected))
}

/// What ends does not end before it begins.
fn in_order(record: &Map<String, Value>) -> Result<(), QuestionRefused> {
    let days = |field| record.get(field).and_then(day);
    let years = |field| record.get(field).and_then(Value::as_u64);
    let late = |field: &str, wrong: bool, expected: Bilingual| match wrong {
        true => Err(refused(field, in_words(&record[field]), expected)),
        false => Ok(()),
    };
    let not_before =
        |what: &str| Bilingual::new(format!("niet vóór {what}"), format!("not before {what}"));
    let wrong = days("van")
        .zip(days("tot"))
        .is_some_and(|(from, until)| until < from);
    late("tot", wrong, not_before("van"))?;
    let wrong = years("bouwjaar")
        .zip(years("renovatiejaar"))
        .is_some_and(|(built, renovated)| renovated < built);
    late("renovatiejaar", wrong, not_before("bouwjaar"))?;
    let (from, to) = (years("fase_van"), years("fase_tot"));
    late(
        "fase_tot",
        from.zip(to).is_some_and(|(from, to)| to < from),
        not_before("fase_van"),
    )?;
    match (from, to) {
        (Some(_), None) => Err(refused(
            "fase_tot",
            Bilingual::new("niets", "nothing"),
            Content::Year.expected(),
        )),
        (None, Some(_)) => Err(refused(
            "fase_van",
            Bilingual::new("niets", "nothing"),
            Content::Year.expected(),
        )),
        _ => Ok(()),
    }
}

/// Facts of a building of which none is filled in say nothing.
fn says_something(form: &Form, record: &Map<String, Value>) -> Result<(), QuestionRefused> {
    let free = |field: &&Field| !field.required && !form.one_of.contains(&field.name);
    let mut optional = form.fields.iter().filter(free).peekable();
    let more = form.fields.iter().filter(|field| field.required).count() > 1;
    let Some(first) = optional.peek().map(|field| field.name) else {
        return Ok(());
    };
    match more || !form.one_of.is_empty() || optional.any(|field| record.contains_key(field.name)) {
        true => Ok(()),
        false => Err(refused(
            first,
            Bilingual::new("geen enkel gegeven", "no fact at all"),
            Bilingual::new("ten minste één gegeven", "at least one fact"),
        )),
    }
}
