//! The short words of an answer (labels, ticks, reasons) in its language. A key stays in Dutch in both languages, so
//! that a program can rely on it; its word stands beside it. Names of fields and what people wrote stay as they are.

use serde_json::{Map, Value};

use crate::study::language::Language;

/// The fields that hold a key. The word on screen is in the field of the same name with [`WORD`] behind it.
const KEYS: [&str; 16] = [
    "dbos",
    "huisvesting",
    "klasse",
    "ihp_fase",
    "krediet",
    "kwintiel_stabiliteit",
    "label",
    "lijst",
    "ontbreekt",
    "paretofront",
    "partner",
    "stabiliteit",
    "stand",
    "status",
    "voldoet",
    "volgorde",
];

/// What stands behind the name of a key in the name of its word.
const WORD: &str = "_woord";

/// The fields that hold words and no key.
const TEXTS: [&str; 6] = [
    "bibliotheek_reden",
    "eigenaar",
    "herkomst",
    "nog_open",
    "reden",
    "redenen",
];

/// The list of conditions: their names are words of ours as well.
const CONDITIONS: &str = "voorwaarden";

/// Each word in Dutch and in English.
const WORDS: [(&str, &str); 59] = [
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
    (
        "plek van scholen, gebouw nog onbekend",
        "place of schools, building not known yet",
    ),
    ("plek uit de vraag", "place from the question"),
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
    ("geen route", "no route"),
    ("gemeten", "measured"),
    ("niet gemeten", "not measured"),
    ("begint later", "begins later"),
    ("loopt", "running"),
    ("voorbij", "ended"),
    ("ruim", "ample"),
    ("krap", "tight"),
    ("tekort", "short"),
];

/// An answer with the word of every key beside it, and its other short words in the language.
pub fn with_words(mut document: Value, language: Language) -> Value {
    tell(&mut document, "", language);
    document
}

fn tell(value: &mut Value, field: &str, language: Language) {
    match value {
        Value::Object(fields) => tell_fields(fields, field, language),
        Value::Array(values) => {
            for value in values {
                tell(value, field, language);
            }
        }
        Value::String(text) => {
            if TEXTS.contains(&field) {
                *text = in_language(text, language);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What an object of this name holds; the order of its fields is kept.
fn tell_fields(fields: &mut Map<String, Value>, of: &str, language: Language) {
    for (name, mut value) in std::mem::take(fields) {
        let word = match &value {
            Value::String(key) => Some(Value::String(in_language(key, language))),
            Value::Null => Some(Value::Null),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        };
        let is_condition = of == CONDITIONS && name == "naam";
        let told_as = if is_condition { "reden" } else { &name };
        tell(&mut value, told_as, language);
        let word = word.filter(|_| KEYS.contains(&name.as_str()));
        let name_of_word = format!("{name}{WORD}");
        fields.insert(name, value);
        if let Some(word) = word {
            fields.insert(name_of_word, word);
        }
    }
}

fn in_language(text: &str, language: Language) -> String {
    match language {
        Language::Dutch => text.to_owned(),
        Language::English => in_english(text),
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
    use crate::study::community_school::places::Origin;
    use serde_json::json;

    #[test]
    fn keys_stay_and_their_words_and_other_short_words_are_in_the_language() {
        let document = json!({
            "label": "kansrijk",
            "naam": "kansrijk",
            "bijna": [{"ontbreekt": "middelbare school"}],
            "plekken": [{"stabiliteit": "robuust", "code": "ja", "voldoet": null}],
            "stabiliteit": {"lijst": "onzeker"},
            "reden": "te weinig inwoners; niet getoond om kleine aantallen te beschermen",
            "bibliotheek_reden": "geen route",
            "redenen": ["eigenaar bekend: nog uit te zoeken", "kan nog in de top 3 komen", "BU1 staat op 90"],
            "voorwaarden": [{"naam": "gebouw bekend", "stand": "ja"}],
        });
        let english = json!({
            "label": "kansrijk",
            "label_woord": "promising",
            "naam": "kansrijk",
            "bijna": [{"ontbreekt": "middelbare school", "ontbreekt_woord": "secondary school"}],
            "plekken": [{
                "stabiliteit": "robuust", "stabiliteit_woord": "robust", "code": "ja", "voldoet": null, "voldoet_woord": null,
            }],
            "stabiliteit": {"lijst": "onzeker", "lijst_woord": "uncertain"},
            "reden": "too few residents; not shown, to protect small numbers",
            "bibliotheek_reden": "no route",
            "redenen": ["owner known: still to be found out", "may still come into the top 3", "BU1 staat op 90"],
            "voorwaarden": [{"naam": "building known", "stand": "ja", "stand_woord": "yes"}],
        });
        let told = with_words(document.clone(), Language::English);
        assert_eq!(told, english);
        let order = |value: &Value| {
            value
                .as_object()
                .map(|fields| fields.keys().cloned().collect::<Vec<_>>())
        };
        assert_eq!(order(&told), order(&english));
        let dutch = with_words(document, Language::Dutch);
        assert_eq!(
            dutch["voorwaarden"][0],
            json!({"naam": "gebouw bekend", "stand": "ja", "stand_woord": "ja"})
        );
        assert_eq!(dutch["label_woord"], json!("kansrijk"));
    }

    #[test]
    fn how_a_candidate_was_found_is_told_in_english() {
        for origin in [Origin::Building, Origin::Schools, Origin::Asked] {
            let told = with_words(json!({ "herkomst": origin.code() }), Language::English);
            assert_ne!(told["herkomst"], json!(origin.code()));
        }
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
