//! What every answer about where to build keeps to, found by walking its JSON.

use serde_json::{Map, Value};

/// What an answer has to say of its grounds, beside every score or around it.
const GROUNDS: [&str; 5] = [
    "formule",
    "gewichtenset",
    "normenset",
    "afstandsniveau",
    "bronnen",
];
/// The fields that count people.
const PERSONS: [&str; 9] = [
    "personen",
    "gedekt",
    "gaan_vooruit",
    "gaan_achteruit",
    "kinderen",
    "binnen_norm",
    "zonder_route",
    "erbij_binnen_norm",
    "personen_binnen_norm_erbij",
];
/// Beginnings of words that no answer uses.
const NEVER: [&str; 17] = [
    "achterstand",
    "arm",
    "backlog",
    "best",
    "beste",
    "chosen",
    "deprived",
    "disadvantaged",
    "gekozen",
    "hoogopgeleid",
    "laagopgeleid",
    "probleem",
    "slecht",
    "verzuim",
    "winnaar",
    "zittenblij",
    "zwak",
];
/// Words that begin as one of those and mean something else.
const HARMLESS: [&str; 3] = ["bestuur", "besteed", "bestaand"];
/// Fields that quote what others wrote: titles and names of sources and of indicators at their source.
const QUOTED: [&str; 3] = ["bronnen", "bronnaam", "bron"];

/// Checks the whole answer, and tells how many scores were added up.
pub fn keeps_the_contract(answer: &Value) -> usize {
    let nothing = Map::new();
    walk(answer, &[answer.as_object().unwrap_or(&nothing)])
}

fn walk(value: &Value, around: &[&Map<String, Value>]) -> usize {
    match value {
        Value::Object(fields) => {
            let around: Vec<_> = around.iter().copied().chain([fields]).collect();
            in_order(fields);
            no_small_number(fields);
            let here = usize::from(adds_up(fields, &around));
            let others = fields
                .iter()
                .filter(|(name, _)| !QUOTED.contains(&name.as_str()));
            here + others.map(|(_, value)| walk(value, &around)).sum::<usize>()
        }
        Value::Array(values) => values.iter().map(|value| walk(value, around)).sum(),
        Value::String(text) => {
            says_nothing_wrong(text);
            0
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// The points of the parts are the score, 0 when there are none, and its grounds stand beside it or around it.
fn adds_up(fields: &Map<String, Value>, around: &[&Map<String, Value>]) -> bool {
    let parts = fields.get("delen").or_else(|| fields.get("onderdelen"));
    let Some(parts) = parts.and_then(Value::as_array) else {
        return false;
    };
    if let Some(score) = fields["waarde"].as_f64().filter(|_| !parts.is_empty()) {
        let points = parts.iter().filter_map(|part| part["punten"].as_f64());
        let sum: f64 = points.sum();
        assert!((sum - score).abs() < 1e-9, "{sum} is not {fields:?}");
    }
    for ground in GROUNDS {
        let stands = around.iter().any(|fields| fields.contains_key(ground));
        assert!(stands, "{ground} stands nowhere around {fields:?}");
    }
    let sentence = around.iter().any(|fields| {
        let sentence = fields.get("zin").and_then(Value::as_str);
        sentence.is_some_and(|sentence| !sentence.is_empty())
    });
    assert!(sentence, "no sentence around {fields:?}");
    true
}

fn in_order(fields: &Map<String, Value>) {
    let number = |name: &str| fields.get(name).and_then(Value::as_f64);
    if let (Some(low), Some(high)) = (number("laag"), number("hoog")) {
        assert!(low <= high, "{fields:?}");
        if let Some(value) = number("waarde") {
            let within = low - 1e-9 <= value && value <= high + 1e-9;
            assert!(within, "{fields:?}");
        }
    }
}

fn no_small_number(fields: &Map<String, Value>) {
    for name in PERSONS {
        let count = fields.get(name).and_then(Value::as_u64);
        let small = count.is_some_and(|count| (1..5).contains(&count));
        assert!(!small, "{name} is small in {fields:?}");
    }
}

fn says_nothing_wrong(text: &str) {
    let lower = text.to_lowercase();
    for word in lower.split(|letter: char| !letter.is_alphabetic()) {
        let harmless = HARMLESS.iter().any(|start| word.starts_with(start));
        let wrong = NEVER.iter().any(|&never| match never.len() {
            ..=4 => word == never,
            _ => word.starts_with(never),
        });
        assert!(harmless || !wrong, "\"{word}\" in \"{text}\"");
    }
}
