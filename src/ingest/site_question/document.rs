//! A question as a whole document: `vraag` says which one it is, the rest are its fields.

use serde_json::Value;

use crate::ingest::each_field_once::each_field_once;
use crate::ingest::site_question::as_written::{in_words, no_such_field, raw};
use crate::ingest::site_question::clusters::RawClusterQuestion;
use crate::ingest::site_question::community_school::RawCommunitySchoolQuestion;
use crate::ingest::site_question::locations::RawLocationQuestion;
use crate::ingest::site_question::need::RawNeedQuestion;
use crate::ingest::site_question::opportunity::RawOpportunityQuestion;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::school_library::RawSchoolLibraryQuestion;
use crate::ingest::site_question::value::one_of_words;
use crate::model::bilingual::Bilingual;
use crate::model::site_question::SiteQuestion;
use crate::model::weight_set::WeightSet;

/// The codes of the questions there are.
const CODES: [&str; 6] = [
    "inzetprofiel",
    "buurtschool",
    "clusters_0_18",
    "kansenwerkplaats",
    "dbos",
    "locaties",
];

/// The name under which the TOML reader hands over a day.
const TOML_DAY: &str = "$__toml_private_datetime";

/// Reads a question in JSON.
///
/// # Errors
/// Names the field that cannot be read.
///
/// # Example
/// ```
/// use nabij::ingest::site_question::document::question_in_json;
/// use nabij::ingest::weights_file::built_in_weights;
///
/// let question = question_in_json(r#"{"vraag": "clusters_0_18", "doorsnede_m": 600}"#, &built_in_weights());
/// assert_eq!(question.expect("a question").code(), "clusters_0_18");
/// let refused = question_in_json(r#"{"vraag": "clusters_0_18", "doorsnede": 600}"#, &built_in_weights());
/// assert_eq!(refused.expect_err("no such field").field, "doorsnede");
/// ```
pub fn question_in_json(text: &str, weights: &WeightSet) -> Result<SiteQuestion, QuestionRefused> {
    let document = each_field_once(text).map_err(|cause| cause.refused("vraag", a_question()))?;
    read(&document, weights)
}

/// Reads a question in TOML.
///
/// # Errors
/// Names the field that cannot be read.
pub fn question_in_toml(text: &str, weights: &WeightSet) -> Result<SiteQuestion, QuestionRefused> {
    let mut document: Value = toml::from_str(text).map_err(|error| not_in_toml(text, &error))?;
    days_as_text(&mut document);
    // TOML has no null: what became one is a number that JSON cannot hold.
    match null_field(&document) {
        None => read(&document, weights),
        Some(field) => Err(QuestionRefused {
            field,
            found: Bilingual::new("nan of inf", "nan or inf"),
            expected: Bilingual::new("een eindig getal", "a finite number"),
        }),
    }
}

fn read(document: &Value, weights: &WeightSet) -> Result<SiteQuestion, QuestionRefused> {
    let (code, fields) = code_and_fields(document)?;
    Ok(match code {
        "inzetprofiel" => SiteQuestion::Need(raw::<RawNeedQuestion>(fields)?.read(&weights.need)?),
        "buurtschool" => {
            let raw: RawCommunitySchoolQuestion = raw(fields)?;
            SiteQuestion::CommunitySchools(Box::new(raw.read(weights)?))
        }
        "clusters_0_18" => {
            SiteQuestion::Clusters(raw::<RawClusterQuestion>(fields)?.read(weights)?)
        }
        "kansenwerkplaats" => {
            let raw: RawOpportunityQuestion = raw(fields)?;
            SiteQuestion::OpportunityPlaces(raw.read(weights)?)
        }
        "dbos" => {
            let raw: RawSchoolLibraryQuestion = raw(fields)?;
            SiteQuestion::SchoolLibraries(raw.read(weights)?)
        }
        "locaties" => {
            let raw: RawLocationQuestion = raw(fields)?;
            SiteQuestion::Locations(Box::new(raw.read()?))
        }
        other => return Err(no_code(Bilingual::quoted(other))),
    })
}

/// The code of the question, and its other fields.
fn code_and_fields(document: &Value) -> Result<(&str, Value), QuestionRefused> {
    let Value::Object(fields) = document else {
        return Err(QuestionRefused {
            field: "vraag".to_owned(),
            found: in_words(document),
            expected: a_question(),
        });
    };
    let code = match fields.get("vraag") {
        Some(Value::String(code)) => code,
        Some(other) => return Err(no_code(in_words(other))),
        None => return Err(no_code(no_such_field())),
    };
    let mut fields = fields.clone();
    fields.remove("vraag");
    Ok((code, Value::Object(fields)))
}

/// The first field that holds a null, or has one within it.
fn null_field(document: &Value) -> Option<String> {
    fn has_null(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
            Value::Array(values) => values.iter().any(has_null),
            Value::Object(fields) => fields.values().any(has_null),
        }
    }
    let mut fields = document.as_object()?.iter();
    let found = fields.find(|(_, value)| has_null(value));
    found.map(|(field, _)| field.clone())
}

fn no_code(found: Bilingual) -> QuestionRefused {
    QuestionRefused {
        field: "vraag".to_owned(),
        found,
        expected: one_of_words(&CODES),
    }
}

fn not_in_toml(text: &str, error: &toml::de::Error) -> QuestionRefused {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&one| one != '\n').count() + 1;
    let message = error.message().trim_end().replace('\n', "; ");
    QuestionRefused {
        field: "vraag".to_owned(),
        found: Bilingual::new(
            format!("een tekst die op regel {line}, teken {column} geen TOML is"),
            format!("text that is no TOML at line {line}, column {column} (\"{message}\")"),
        ),
        expected: a_question(),
    }
}

fn a_question() -> Bilingual {
    Bilingual::new(
        "een vraag in JSON of TOML, met vraag en haar velden",
        "a question in JSON or TOML with vraag and its fields",
    )
}

/// In TOML a day may stand without quotes; it is read as its text.
fn days_as_text(value: &mut Value) {
    match value {
        Value::Object(fields) => match fields.get(TOML_DAY) {
            Some(Value::String(day)) => *value = Value::String(day.clone()),
            _ => fields.values_mut().for_each(days_as_text),
        },
        Value::Array(values) => values.iter_mut().for_each(days_as_text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::weights_file::built_in_weights;

    fn in_toml(text: &str) -> Result<SiteQuestion, QuestionRefused> {
        question_in_toml(text, &built_in_weights())
    }

    #[test]
    fn a_question_of_one_word_is_what_the_weight_set_proposes() {
        for code in [
            "inzetprofiel",
            "buurtschool",
            "clusters_0_18",
            "kansenwerkplaats",
            "dbos",
        ] {
            let toml = in_toml(&format!("vraag = \"{code}\"")).expect("a question");
            assert_eq!(toml.code(), code);
            let json = format!("{{\"vraag\": \"{code}\"}}");
            assert_eq!(question_in_json(&json, &built_in_weights()), Ok(toml));
        }
        let locations = in_toml("vraag = \"locaties\"\nvoorziening = \"PO\"").expect("a question");
        assert_eq!(locations.code(), "locaties");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_named_by_its_field_in_plain_words() {
        for (field, value, said) in [
            (
                "aantal",
                "\"drie\"",
                "aantal: found \"drie\", expected a whole number, 0 or more",
            ),
            (
                "aantal",
                "-1",
                "aantal: found -1, expected a whole number, 0 or more",
            ),
            (
                "aantal",
                "2.5",
                "aantal: found 2.5, expected a whole number, 0 or more",
            ),
            (
                "budget_eur",
                "[]",
                "budget_eur: found a list, expected a number",
            ),
            ("doel", "3", "doel: found 3, expected a text"),
            (
                "andere_gebouwen",
                "1",
                "andere_gebouwen: found 1, expected true or false",
            ),
            (
                "verplicht",
                "\"a\"",
                "verplicht: found \"a\", expected a list",
            ),
            (
                "criteria",
                "1",
                "criteria: found 1, expected a group of fields",
            ),
            (
                "criteria",
                "{noodzaak = 1, ambitie = \"a\", meerwaarde = 1}",
                "criteria.ambitie: found \"a\", expected a number",
            ),
            (
                "criteria",
                "{noodzaak = 1, ambitie = 1}",
                "criteria.meerwaarde: found no such field, expected the field meerwaarde",
            ),
        ] {
            let refused = in_toml(&format!("vraag = \"buurtschool\"\n{field} = {value}"));
            assert_eq!(refused.expect_err("refused").to_string(), said);
        }
    }

    #[test]
    fn a_number_beyond_its_cap_is_refused_by_its_field() {
        for (question, field, value, most) in [
            ("buurtschool", "horizon_jaren", "101", "100"),
            ("buurtschool", "aantal", "21", "20"),
            ("buurtschool", "sets", "101", "100"),
            ("buurtschool", "plannen", "11", "10"),
            ("buurtschool", "plannen", "0", "1"),
            ("buurtschool", "verschil", "0", "1"),
            ("buurtschool", "binnen_pct", "100.5", "100"),
            ("buurtschool", "trekkingen", "20001", "20000"),
            ("locaties", "rekentijd_s", "301.0", "300.0"),
            ("locaties", "plannen", "11", "10"),
            ("locaties", "plannen", "0", "1"),
            ("locaties", "verschil", "0", "1"),
            ("locaties", "binnen_pct", "100.5", "100"),
            ("locaties", "binnen_pct", "-0.5", "0"),
        ] {
            let asked = |value: &str| {
                let kind = if question == "locaties" {
                    "voorziening = \"PO\"\n"
                } else {
                    ""
                };
                in_toml(&format!("vraag = \"{question}\"\n{kind}{field} = {value}"))
            };
            assert_eq!(asked(value).expect_err("refused").field, field);
            assert!(asked(most).is_ok(), "{field} = {most}");
        }
    }

    #[test]
    fn a_document_that_is_no_question_is_refused_in_plain_words() {
        let refusal = |text: &str| {
            let refused = question_in_json(text, &built_in_weights()).expect_err("refused");
            refused.to_string()
        };
        for text in ["[]", "3", "null", "{", "{\"vraag\": {}}", "vraag"] {
            let said = refusal(text);
            assert!(said.starts_with("vraag: found "), "{said}");
            for ours in ["Raw", "usize", "struct", "enum", "variant", "map"] {
                assert!(!said.contains(ours), "{said}");
            }
        }
    }

    #[test]
    fn a_field_that_stands_twice_is_refused_in_both_formats() {
        let json = |text: &str| {
            let refused = question_in_json(text, &built_in_weights()).expect_err("refused");
            refused.sentence().dutch
        };
        assert_eq!(
            json(r#"{"vraag": "dbos", "budget_eur": 1, "budget_eur": 2}"#),
            "budget_eur: gevonden dit veld twee keer, verwacht elk veld één keer"
        );
        assert_eq!(
            json(r#"{"vraag": "buurtschool", "criteria": {"noodzaak": 1, "noodzaak": 0}}"#),
            "criteria.noodzaak: gevonden dit veld twee keer, verwacht elk veld één keer"
        );
        let refused = in_toml("vraag = \"dbos\"\nvraag = \"dbos\"").expect_err("refused");
        let said = refused.sentence().dutch;
        assert!(
            said.starts_with("vraag: gevonden een tekst die op regel 2, teken 1 geen TOML is"),
            "{said}"
        );
    }

    #[test]
    fn a_day_of_toml_needs_no_quotes() {
        let asked = |day: &str| in_toml(&format!("vraag = \"buurtschool\"\npeildatum = {day}"));
        assert_eq!(asked("2026-01-01"), asked("\"2026-01-01\""));
        assert!(asked("2026-01-01").is_ok());
        let refused = in_toml("vraag = \"buurtschool\"\naantal = 2026-01-01");
        assert_eq!(
            refused.expect_err("no number").sentence().dutch,
            "aantal: gevonden \"2026-01-01\", verwacht een heel getal, 0 of meer"
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_by_field() {
        let refusal = |text: &str| in_toml(text).expect_err("refused").to_string();
        assert_eq!(
            refusal("vraag = \"buurtscholen\"")
                .split(", expected")
                .next(),
            Some("vraag: found \"buurtscholen\"")
        );
        assert!(
            refusal("vraag = \"buurtschool\"\naantallen = 3")
                .starts_with("aantallen: found an unknown field")
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\nbudget_eur = -1.0"),
            "budget_eur: found -1, expected a number of euros, 0 or more"
        );
        assert_eq!(
            refusal("vraag = \"locaties\""),
            "voorziening: found no such field, expected the field voorziening"
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\ndoel = \"winst\""),
            "doel: found \"winst\", expected one of scores, bereik"
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\npeildatum = \"gisteren\""),
            "peildatum: found \"gisteren\", expected a day such as 2026-01-01"
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\nbudget_eur = inf"),
            "budget_eur: found nan or inf, expected a finite number"
        );
        assert_eq!(
            refusal("vraag = 3"),
            format!("vraag: found 3, expected one of {}", CODES.join(", "))
        );
        assert!(refusal("aantal = 3").starts_with("vraag: found no such field"));
    }
}
