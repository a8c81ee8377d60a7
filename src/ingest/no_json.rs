//! Why a text is no JSON, and where: in words instead of those of the library that reads it.

use crate::model::bilingual::Bilingual;

/// How what the library says begins, and the same in Dutch.
const IN_DUTCH: [(&str, &str); 14] = [
    ("EOF while parsing", "de tekst houdt te vroeg op"),
    ("expected `:`", "hier hoort een dubbele punt"),
    ("expected `,` or `]`", "hier hoort een komma of ]"),
    ("expected `,` or `}`", "hier hoort een komma of }"),
    ("expected value", "hier hoort een waarde"),
    ("expected ident", "hier hoort true, false of null"),
    (
        "key must be a string",
        "de naam van een veld hoort tussen dubbele aanhalingstekens",
    ),
    ("trailing comma", "een komma te veel"),
    ("trailing characters", "er staat nog iets achter het einde"),
    (
        "control character",
        "een nieuwe regel of een ander stuurteken in een tekst",
    ),
    ("invalid escape", "een onbekend teken achter \\"),
    ("invalid number", "een getal dat zo niet geschreven wordt"),
    ("number out of range", "een getal dat te groot is"),
    ("recursion limit exceeded", "te veel lagen in elkaar"),
];

/// What was found: a text that is no JSON, from where, and why.
pub fn no_json(error: &serde_json::Error) -> Bilingual {
    let (line, column, said) = (error.line(), error.column(), error.to_string());
    let why = said.split(" at line ").next().unwrap_or(&said);
    let dutch = IN_DUTCH.iter().find(|(begin, _)| why.starts_with(begin));
    let dutch = dutch.map_or(String::new(), |(_, dutch)| format!(": {dutch}"));
    Bilingual::new(
        format!("een tekst die op regel {line}, teken {column} geen JSON is{dutch}"),
        format!("text that is no JSON at line {line}, column {column}: {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_of_the_pen_is_told_in_dutch() {
        let no_json = |text: &str| {
            let read = serde_json::from_str::<serde_json::Value>(text);
            no_json(&read.expect_err("no JSON"))
        };
        assert_eq!(
            no_json("{\n\"a\" 1}"),
            Bilingual::new(
                "een tekst die op regel 2, teken 5 geen JSON is: hier hoort een dubbele punt",
                "text that is no JSON at line 2, column 5: expected `:`",
            )
        );
        for text in [
            "",
            "{",
            "[1 2]",
            "{\"a\":1 2}",
            "a",
            "tru3",
            "{a: 1}",
            "[1,]",
            "1 2",
            "\"\n\"",
            "\"\\x\"",
            "1.",
            "1e999",
        ] {
            let told = no_json(text);
            assert!(told.dutch.contains(" geen JSON is: "), "{text}: {told:?}");
        }
    }
}
