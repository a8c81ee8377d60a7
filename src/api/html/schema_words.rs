//! A JSON Schema of an input in words: its type, its limits, and what it is when it is left out.

use serde_json::Value;

/// The type and the limits.
pub fn kind(schema: &Value) -> String {
    let choices = schema["enum"].as_array();
    if let Some(choices) = choices {
        let choices: Vec<String> = choices.iter().map(value).collect();
        return format!("een van {}", choices.join(", "));
    }
    if let Some(ways) = schema["oneOf"].as_array() {
        let ways: Vec<String> = ways.iter().map(kind).collect();
        return ways.join(", of ");
    }
    match schema["type"].as_str() {
        Some("array") => list(schema),
        Some("object") => object(schema),
        Some("integer") => format!("een heel getal{}", limits(schema, ["minimum", "maximum"])),
        Some("number") => format!("een getal{}", limits(schema, ["minimum", "maximum"])),
        Some("boolean") => "true of false".to_owned(),
        Some("string") => "tekst".to_owned(),
        _ => "JSON".to_owned(),
    }
}

/// What it is when it is left out, if that is a value.
pub fn default(schema: &Value) -> Option<String> {
    schema.get("default").map(value)
}

fn list(schema: &Value) -> String {
    let item = kind(&schema["items"]);
    let unit = schema["description"].as_str();
    let unit = unit.map_or_else(String::new, |unit| format!(", in {unit}"));
    format!(
        "een lijst{} met telkens {item}{unit}",
        limits(schema, ["minItems", "maxItems"])
    )
}

fn object(schema: &Value) -> String {
    let fields = schema["properties"].as_object();
    let needed = schema["required"].as_array();
    let is_needed = |name: &str| {
        needed
            .into_iter()
            .flatten()
            .any(|needed| needed.as_str() == Some(name))
    };
    let fields: Vec<String> = fields
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            let may = if is_needed(name) { "" } else { ", mag weg" };
            format!("{name} ({}{may})", kind(field))
        })
        .collect();
    format!("een object met {}", fields.join("; "))
}

/// From the lowest to the highest, in words; nothing where there is no limit.
fn limits(schema: &Value, [low, high]: [&str; 2]) -> String {
    let known = |name: &str| schema.get(name).map(value);
    match (known(low), known(high)) {
        (Some(low), Some(high)) if low == high => format!(" van {low}"),
        (Some(low), Some(high)) => format!(" van {low} tot en met {high}"),
        (Some(low), None) => format!(" van {low} of meer"),
        (None, Some(high)) => format!(" van hoogstens {high}"),
        (None, None) => String::new(),
    }
}

fn value(value: &Value) -> String {
    let number = value.as_f64().filter(|number| number.fract() == 0.0);
    match (value.as_str(), number) {
        (Some(text), _) => text.to_owned(),
        (None, Some(number)) => number.to_string(),
        (None, None) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_in_words() {
        let numbers = json!({
            "type": "array", "minItems": 1, "maxItems": 5, "description": "seconden",
            "items": { "type": "number", "minimum": 1.0, "maximum": 7200.0 },
        });
        for (schema, words) in [
            (json!({ "type": "string" }), "tekst"),
            (
                json!({ "type": "string", "enum": ["nl", "en"] }),
                "een van nl, en",
            ),
            (
                json!({ "type": "integer", "minimum": 1 }),
                "een heel getal van 1 of meer",
            ),
            (
                numbers,
                "een lijst van 1 tot en met 5 met telkens een getal van 1 tot en met 7200, in seconden",
            ),
            (
                json!({ "oneOf": [{ "type": "string" }, { "type": "boolean" }] }),
                "tekst, of true of false",
            ),
            (
                json!({
                    "type": "object", "required": ["a"],
                    "properties": { "a": { "type": "string" }, "b": { "type": "number" } },
                }),
                "een object met a (tekst); b (een getal, mag weg)",
            ),
        ] {
            assert_eq!(kind(&schema), words);
        }
        assert_eq!(default(&json!({ "default": 5 })).as_deref(), Some("5"));
        assert_eq!(default(&json!({})), None);
    }
}
