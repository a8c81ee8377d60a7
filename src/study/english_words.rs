//! The short words of an answer (labels, ticks, reasons) in English. Names of fields, codes and what people wrote stay
//! as they are: they are the public interface, or a quotation.

use serde_json::Value;

/// The fields that hold such words.
const FIELDS: [&str; 19] = [
    "dbos",
    "huisvesting",
    "krediet",
    "kwintiel_stabiliteit",
    "label",
    "lijst",
    "nog_open",
    "ontbreekt",
    "paretofront",
    "partner",
    "reden",
    "redenen",
    "stabiliteit",
    "stand",
    "voldoet",
    "volgorde",
    "ihp_fase",
    "eigenaar",
    "herkomst",
];

/// The list of conditions: their names are words of ours as well.
const CONDITIONS: &str = "voorwaarden";

/// Each word in Dutch and in English.
const WORDS: [(&str, &str); 48] = [
    ("robuust", "robust"),
    ("gevoelig", "sensitive"),
    ("onzeker", "uncertain"),
    ("ja", "yes"),
    ("nee", "no"),
    ("mogelijk", "possibly"),
    ("onbekend", "unknown"),
    ("nog onbekend", "not known yet"),
    ("nog uit te zoeken", "still to be found out"),
    ("op naam", "by name"),
    ("verkennen", "explore"),
    ("kansrijk", "promising"),
    ("nog onvoldoende bekend", "not enough known yet"),
    ("ruimtelijk kansrijk", "spatially promising"),
    ("0-18 in ontwikkeling", "0-18 in development"),
    ("binnen budget", "within the budget"),
    ("buiten budget", "beyond the budget"),
    ("op de budgetlijn", "on the budget line"),
    ("onvoldoende gegevens", "not enough data"),
    ("geen gegevens over inwoners", "no data on residents"),
    ("te weinig inwoners", "too few residents"),
    ("te weinig kinderen", "too few children"),
    ("aantal kinderen onbekend", "number of children not known"),
    ("klein aantal kinderen", "small number of children"),
    (
        "niet getoond om kleine aantallen te beschermen",
        "not shown, to protect small numbers",
    ),
    ("meer gebouwen", "several buildings"),
    ("een gebouw", "one building"),
    ("een gebouw (afgeleid)", "one building (inferred)"),
    ("basisschool", "primary school"),
    ("kinderopvang", "childcare"),
    ("middelbare school", "secondary school"),
    ("gebouw", "building"),
    ("gemeente", "municipality"),
    ("schoolbestuur", "school board"),
    ("nu", "now"),
    ("straks", "soon"),
    ("later", "later"),
    ("niet aangevraagd", "not applied for"),
    ("aangevraagd", "applied for"),
    ("geautoriseerd", "authorised"),
    ("in het gebouw", "in the building"),
    ("op loopafstand", "within walking distance"),
    ("niet op loopafstand", "not within walking distance"),
    ("eigenaar bekend", "owner known"),
    ("gebouw bekend", "building known"),
    ("ligt in het gebied", "lies in the area"),
    ("blijft beschikbaar", "stays available"),
    ("niet bekend", "not known"),
];

/// An answer whose short words are in English.
pub fn with_english_words(mut document: Value) -> Value {
    translate(&mut document, "");
    document
}

fn translate(value: &mut Value, field: &str) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                let name = if field == CONDITIONS { "stand" } else { name };
                translate(value, name);
            }
        }
        Value::Array(values) => {
            for value in values {
                translate(value, field);
            }
        }
        Value::String(text) => {
            if FIELDS.contains(&field) {
                *text = in_english(text);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Several reasons stand with "; " between them, and what is told of something stands behind ": ".
fn in_english(text: &str) -> String {
    let reasons = text.split("; ").map(|reason| {
        let parts = reason.split(": ").map(|part| {
            let top = place_among_first(part);
            let word = || {
                let mut words = WORDS.iter();
                let found = words.find(|(dutch, _)| *dutch == part);
                found.map_or(part, |(_, english)| english).to_owned()
            };
            top.unwrap_or_else(word)
        });
        parts.collect::<Vec<_>>().join(": ")
    });
    reasons.collect::<Vec<_>>().join("; ")
}

/// "kan nog in de top 3 komen", with any number.
fn place_among_first(text: &str) -> Option<String> {
    let between = |before: &str, after: &str| text.strip_prefix(before)?.strip_suffix(after);
    let enters = between("kan nog in de top ", " komen");
    let leaves = between("kan nog uit de top ", " vallen");
    enters
        .map(|first| format!("may still come into the top {first}"))
        .or_else(|| leaves.map(|first| format!("may still leave the top {first}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn short_words_are_translated_and_names_and_codes_are_not() {
        let dutch = json!({
            "label": "kansrijk",
            "naam": "kansrijk",
            "plekken": [{"stabiliteit": "robuust", "code": "ja", "voldoet": "nee"}],
            "reden": "te weinig inwoners; niet getoond om kleine aantallen te beschermen",
            "redenen": ["eigenaar bekend: nog uit te zoeken", "kan nog in de top 3 komen", "BU1 staat op 90"],
            "voorwaarden": [{"naam": "gebouw bekend", "stand": "ja"}],
        });
        let english = json!({
            "label": "promising",
            "naam": "kansrijk",
            "plekken": [{"stabiliteit": "robust", "code": "ja", "voldoet": "no"}],
            "reden": "too few residents; not shown, to protect small numbers",
            "redenen": ["owner known: still to be found out", "may still come into the top 3", "BU1 staat op 90"],
            "voorwaarden": [{"naam": "building known", "stand": "yes"}],
        });
        assert_eq!(with_english_words(dutch), english);
    }

    #[test]
    fn each_word_has_one_translation() {
        for (place, (dutch, _)) in WORDS.iter().enumerate() {
            assert!(
                !WORDS[..place].iter().any(|(earlier, _)| earlier == dutch),
                "{dutch}"
            );
        }
    }
}
