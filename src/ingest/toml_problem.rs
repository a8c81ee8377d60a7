//! What is wrong with a TOML file, as one problem with its line, its key and the nearest key that is known.

use crate::ingest::problem::{Problem, Severity};

/// Turns what the TOML reader says into one problem with its line, its key and the nearest known key.
pub fn problem_of_toml(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or("");
    let line = before.matches('\n').count() as u64 + 1;
    let line_text = text.lines().nth(line as usize - 1).unwrap_or("");
    let key = line_text.split('=').next().unwrap_or("").trim().to_owned();
    let message = error.message();
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut named = rest.split('`').skip(1).step_by(2);
        let unknown = named.next().unwrap_or("");
        return unknown_key(file, unknown, &named.collect::<Vec<_>>()).at_row(line);
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        let missing = rest.trim_matches('`');
        return Problem::of_file(
            Severity::Blocks,
            file,
            "no such key",
            "this key to be given in this table",
        )
        .at_row(line)
        .in_field(missing);
    }
    let (found, expected) = message
        .rsplit_once(", expected ")
        .unwrap_or((message, "a key = value of TOML"));
    Problem::of_file(Severity::Blocks, file, found, expected)
        .at_row(line)
        .in_field(&key)
}

/// The problem of a key that is not known, with the nearest one that is.
pub fn unknown_key(file: &str, unknown: &str, known: &[&str]) -> Problem {
    let nearest = known
        .iter()
        .min_by_key(|key| (strsim::damerau_levenshtein(unknown, key), **key))
        .filter(|key| {
            strsim::damerau_levenshtein(unknown, key) <= key.len().max(unknown.len()).div_ceil(2)
        });
    let all = known.join(", ");
    let expected = match nearest {
        Some(key) => format!("\"{key}\" perhaps (known here: {all})"),
        None => format!("one of {all}"),
    };
    Problem::of_file(Severity::Blocks, file, "an unknown key", expected).in_field(unknown)
}
