//! One change as it is written: `soort` says what it is, the other fields follow from that.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::ingest::scenario::facility_changes::{
    RawCapacity, RawClosing, RawEntrances, RawHours, RawMove, RawOpening,
};
use crate::ingest::scenario::places::Places;
use crate::ingest::scenario::planned_homes::RawHomes;
use crate::ingest::scenario::street_changes::{
    RawClosedCrossing, RawClosedStreet, RawGoneBarrier, RawNewBarrier, RawNewCrossing, RawNewStreet,
};
use crate::ingest::site_question::as_written::{in_words, raw_beside};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::model::scenario::change::{Change, ChangeId, ChangeOf};
use crate::model::scenario::refusal::ScenarioRefused;

/// What `soort` may be.
const CODES: [&str; 14] = [
    "voorziening_openen",
    "voorziening_sluiten",
    "voorziening_verplaatsen",
    "capaciteit",
    "openingstijden",
    "ingangen",
    "straat_toevoegen",
    "straat_sluiten",
    "brug_toevoegen",
    "oversteek_toevoegen",
    "oversteek_sluiten",
    "barriere_toevoegen",
    "barriere_weghalen",
    "woningen",
];
/// What every change has.
const IN_EVERY_CHANGE: [&str; 2] = ["id", "soort"];
/// An id is a word or two.
const LONGEST_ID: usize = 100;

/// Reads the change at a place of the list.
///
/// # Errors
/// Names the change and the field that cannot be read.
pub fn change(index: usize, written: Value, places: &Places) -> Result<Change, ScenarioRefused> {
    let unnamed = |refused: QuestionRefused| ScenarioRefused {
        change: Some((index, None)),
        field: refused.field,
        found: refused.found,
        expected: Box::new(refused.expected),
    };
    let Value::Object(mut fields) = written else {
        let expected = Bilingual::new(
            "een object met id, soort en de velden van deze wijziging",
            "an object with id, soort and the fields of this change",
        );
        return Err(ScenarioRefused::of_scenario(
            &format!("wijzigingen[{index}]"),
            in_words(&written),
            expected,
        ));
    };
    let id = text(&mut fields, "id", an_id()).map_err(unnamed)?;
    if id.is_empty() || id.chars().count() > LONGEST_ID {
        return Err(unnamed(QuestionRefused {
            field: "id".to_owned(),
            found: Bilingual::same(format!("{} letters", id.chars().count())),
            expected: an_id(),
        }));
    }
    let id = ChangeId(id);
    let what = text(&mut fields, "soort", one_of_the_kinds())
        .and_then(|code| of_kind(&code, Value::Object(fields), places));
    match what {
        Ok(what) => Ok(Change { id, what }),
        Err(refused) => Err(unnamed(refused).in_change(index, &id)),
    }
}

fn of_kind(code: &str, fields: Value, places: &Places) -> Result<ChangeOf, QuestionRefused> {
    match code {
        "voorziening_openen" => own::<RawOpening>(fields)?.read(places),
        "voorziening_sluiten" => own::<RawClosing>(fields)?.read(places),
        "voorziening_verplaatsen" => own::<RawMove>(fields)?.read(places),
        "capaciteit" => own::<RawCapacity>(fields)?.read(places),
        "openingstijden" => own::<RawHours>(fields)?.read(places),
        "ingangen" => own::<RawEntrances>(fields)?.read(places),
        "straat_toevoegen" => own::<RawNewStreet>(fields)?.read(places),
        "straat_sluiten" => own::<RawClosedStreet>(fields)?.read(places),
        "brug_toevoegen" | "oversteek_toevoegen" => own::<RawNewCrossing>(fields)?.read(places),
        "oversteek_sluiten" => own::<RawClosedCrossing>(fields)?.read(places),
        "barriere_toevoegen" => own::<RawNewBarrier>(fields)?.read(places),
        "barriere_weghalen" => own::<RawGoneBarrier>(fields)?.read(places),
        "woningen" => own::<RawHomes>(fields)?.read(places),
        other => Err(QuestionRefused {
            field: "soort".to_owned(),
            found: Bilingual::quoted(other),
            expected: one_of_the_kinds(),
        }),
    }
}

/// The fields of one kind of change.
fn own<T: DeserializeOwned>(fields: Value) -> Result<T, QuestionRefused> {
    raw_beside(&IN_EVERY_CHANGE, fields)
}

/// Takes a text out of the fields.
fn text(
    fields: &mut Map<String, Value>,
    field: &str,
    expected: Bilingual,
) -> Result<String, QuestionRefused> {
    match fields.remove(field) {
        Some(Value::String(text)) => Ok(text),
        other => Err(QuestionRefused {
            field: field.to_owned(),
            found: other.map_or_else(
                || Bilingual::new("geen veld", "no such field"),
                |other| in_words(&other),
            ),
            expected,
        }),
    }
}

fn an_id() -> Bilingual {
    Bilingual::new(
        "een tekst van 1 tot 100 letters",
        "a text of 1 to 100 letters",
    )
}

fn one_of_the_kinds() -> Bilingual {
    let codes = CODES.join(", ");
    Bilingual::new(format!("een van {codes}"), format!("one of {codes}"))
}
