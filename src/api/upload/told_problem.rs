//! Problems of sent files in the language of who asks: kept in English, whoever sent the file, and told in either.

use serde_json::Value;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_words::sentence::{phrase, sentence};
use crate::ingest::report::problem_json;
use crate::study::language::Language;

/// A problem as it is kept.
pub fn kept(problem: &Problem) -> Value {
    problem_json(problem, &|text| text.english)
}

/// Puts a problem that was kept into the language. What is no problem stays as it is.
pub fn tell(told: &mut Value, language: Language) {
    let Some(problem) = read(told) else {
        return;
    };
    told["gevonden"] = language.of(phrase(&problem.found)).into();
    told["verwacht"] = language.of(phrase(&problem.expected)).into();
    told["tekst"] = language.of(sentence(&problem)).into();
}

/// What a sentence is made of.
fn read(kept: &Value) -> Option<Problem> {
    let text = |name: &str| kept.get(name)?.as_str().map(str::to_owned);
    Some(Problem {
        severity: Severity::Warning,
        file: text("bestand")?,
        row: kept.get("rij").and_then(Value::as_u64),
        field: text("veld"),
        found: text("gevonden")?,
        expected: text("verwacht")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_problem_is_told_in_either_language() {
        let problem = Problem::of_file(Severity::LeftOut, "a.csv", "\"12O\"", "a number")
            .at_row(3)
            .in_field("plaatsen");
        let mut told = kept(&problem);
        tell(&mut told, Language::Dutch);
        assert_eq!(
            told["tekst"],
            "a.csv, rij 3, veld \"plaatsen\": gevonden \"12O\", verwacht een getal"
        );
        assert_eq!(told["ernst"], "weggelaten");
        let mut told = kept(&problem);
        tell(&mut told, Language::English);
        assert_eq!(told, kept(&problem));
    }

    #[test]
    fn what_is_no_problem_stays() {
        for other in [Value::Null, Value::from("a sentence of an earlier version")] {
            let mut told = other.clone();
            tell(&mut told, Language::Dutch);
            assert_eq!(told, other);
        }
    }
}
