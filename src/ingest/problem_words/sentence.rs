//! A problem in plain Dutch beside its English: for answers over HTTP, where either can be asked.
//! A phrase without Dutch stays as it is rather than being lost.

use crate::ingest::problem::Problem;
use crate::ingest::problem_words::phrases::dutch_of;
use crate::model::bilingual::Bilingual;

/// What was found or expected, in both languages.
pub fn phrase(english: &str) -> Bilingual {
    Bilingual {
        dutch: dutch_of(english).unwrap_or_else(|| english.to_owned()),
        english: english.to_owned(),
    }
}

/// The sentence of a problem, in both languages.
pub fn sentence(problem: &Problem) -> Bilingual {
    Bilingual {
        dutch: dutch(problem),
        english: problem.to_string(),
    }
}

/// `scholen.csv, rij 42, veld "plaatsen": gevonden "12O", verwacht een heel aantal plaatsen (0 of meer)`
fn dutch(problem: &Problem) -> String {
    let row = problem.row.map(|row| format!(", rij {row}"));
    let field = problem.field.as_ref();
    let field = field.map(|field| format!(", veld \"{field}\""));
    format!(
        "{}{}{}: gevonden {}, verwacht {}",
        problem.file,
        row.unwrap_or_default(),
        field.unwrap_or_default(),
        phrase(&problem.found).dutch,
        phrase(&problem.expected).dutch
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::problem::Severity;

    #[test]
    fn a_problem_is_told_in_dutch_with_its_place_and_its_digits() {
        let problem = Problem::of_file(
            Severity::LeftOut,
            "schools.csv",
            "\"12O\"",
            "a whole number of places (0 or more)",
        )
        .at_row(42)
        .in_field("capacity");
        assert_eq!(
            sentence(&problem).dutch,
            "schools.csv, rij 42, veld \"capacity\": gevonden \"12O\", verwacht een heel aantal plaatsen (0 of meer)"
        );
    }

    #[test]
    fn what_has_no_dutch_is_told_in_english() {
        let told = phrase("a thing that nobody foresaw");
        assert_eq!(told.dutch, told.english);
    }
}
