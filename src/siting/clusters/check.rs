//! Which questions for 0–18 clusters can be answered; the others are refused by their field.

use std::collections::BTreeSet;

use crate::model::bilingual::Bilingual;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::siting::error::SitingError;

/// Checks every field of a question.
///
/// # Errors
/// Names the first field that cannot be answered, what was found in it and what was expected.
pub fn check_question(question: &ClusterQuestion) -> Result<(), SitingError> {
    check_diameter(question)?;
    for (field, kinds) in [
        ("opvang", &question.childcare),
        ("basis", &question.primary),
        ("voortgezet", &question.secondary),
    ] {
        check_stage(field, kinds)?;
    }
    let distinct: BTreeSet<&FacilityKind> = question.optional.iter().collect();
    if distinct.len() < question.optional.len() {
        return refuse(
            "aanvullend",
            Bilingual::new("een soort twee keer", "a kind twice"),
            Bilingual::new("elke soort één keer", "each kind once"),
        );
    }
    for years in question.stage_years {
        check_above_nothing("jaren_per_fase", years)?;
    }
    check_above_nothing("kinderen_per_plek", question.children_per_place)?;
    check_range(
        "hoogstens",
        question.most_results,
        1,
        ClusterQuestion::MOST_RESULTS,
    )?;
    let most = ClusterQuestion::MOST_PLACES_TO_START;
    check_range("aantal", question.places_to_start, 0, most)
}

fn check_diameter(question: &ClusterQuestion) -> Result<(), SitingError> {
    let (shortest, longest) = ClusterQuestion::DIAMETERS;
    let diameter = question.diameter.value();
    if (shortest..=longest).contains(&diameter) {
        return Ok(());
    }
    let expected = Bilingual::new(
        format!("{shortest} tot en met {longest} meter"),
        format!("{shortest} to {longest} metres"),
    );
    refuse("doorsnede_m", Bilingual::same(diameter), expected)
}

fn check_stage(field: &'static str, kinds: &[FacilityKind]) -> Result<(), SitingError> {
    let found = if kinds.is_empty() {
        Bilingual::new("geen soort", "no kind")
    } else if kinds
        .iter()
        .any(|kind| kind.code() == ClusterQuestion::BRIDGE)
    {
        Bilingual::new(
            "SCHOOL_10_14, die basisschool en middelbare school verbindt en geen van beide vervangt",
            "SCHOOL_10_14, which bridges primary and secondary education and replaces neither",
        )
    } else {
        return Ok(());
    };
    refuse(
        field,
        found,
        Bilingual::new(
            "soorten die de hele leeftijd bedienen, ten minste één",
            "kinds that offer the whole stage, one at least",
        ),
    )
}

fn check_above_nothing(field: &'static str, number: f64) -> Result<(), SitingError> {
    if number.is_finite() && number > 0.0 {
        return Ok(());
    }
    refuse(
        field,
        Bilingual::same(number),
        Bilingual::new("een getal boven 0", "a number above 0"),
    )
}

fn check_range(
    field: &'static str,
    found: usize,
    lowest: usize,
    highest: usize,
) -> Result<(), SitingError> {
    if (lowest..=highest).contains(&found) {
        return Ok(());
    }
    let expected = Bilingual::new(
        format!("{lowest} tot en met {highest}"),
        format!("{lowest} to {highest}"),
    );
    refuse(field, Bilingual::same(found), expected)
}

fn refuse(field: &'static str, found: Bilingual, expected: Bilingual) -> Result<(), SitingError> {
    Err(SitingError::Field {
        field: field.into(),
        found,
        expected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::units::Metres;
    use crate::siting::clusters::drawn::{kind, proposed};

    #[test]
    fn a_question_that_cannot_be_answered_is_refused_by_its_field() {
        let refusal = |question: ClusterQuestion| {
            let refused = check_question(&question).expect_err("not sound");
            refused.to_string()
        };
        let too_wide = ClusterQuestion {
            diameter: Metres::new(1_501.0).expect("a length"),
            ..proposed()
        };
        let found = refusal(too_wide);
        assert_eq!(
            found,
            "doorsnede_m: found 1501, expected 400 to 1500 metres"
        );
        let none = ClusterQuestion {
            childcare: Vec::new(),
            ..proposed()
        };
        assert!(refusal(none).starts_with("opvang: found no kind"));
        let twice = ClusterQuestion {
            optional: vec![kind("BSO"), kind("BSO")],
            ..proposed()
        };
        assert!(refusal(twice).starts_with("aanvullend: found a kind twice"));
        let no_years = ClusterQuestion {
            stage_years: [4.0, 0.0, 6.0],
            ..proposed()
        };
        assert!(refusal(no_years).starts_with("jaren_per_fase: found 0"));
        let nothing = ClusterQuestion {
            most_results: 0,
            ..proposed()
        };
        assert_eq!(refusal(nothing), "hoogstens: found 0, expected 1 to 500");
        assert_eq!(check_question(&proposed()), Ok(()));
    }
}
