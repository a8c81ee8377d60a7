//! Whether a question about candidates can be answered at all, field by field.

use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::weight_set::CommunitySchoolRules;
use crate::siting::community_school::refusal::{CandidateRefusal, Expected};

/// Weights may miss 1 by this much, as thirds are written with a few decimals.
const ROUNDING: f64 = 1e-3;
/// More draws than anybody needs would only take time.
const MOST_DRAWS: usize = 100_000;

/// Checks what can be checked without a study.
///
/// # Errors
/// Names the first field that is wrong, with what was found and expected.
pub fn check_question(question: &CommunitySchoolQuestion) -> Result<(), CandidateRefusal> {
    if question.inclusivity_weight != 0.0 {
        return Err(CandidateRefusal::InclusivityWeighed {
            found: question.inclusivity_weight,
        });
    }
    check_rules(&question.rules)?;
    let (from, until) = question.school_hours;
    let in_range = [
        (
            "aantal",
            question.sites,
            question.sites >= 1,
            Expected::OneOrMore,
        ),
        (
            "sets",
            question.sets,
            question.sets >= 1,
            Expected::OneOrMore,
        ),
        (
            "trekkingen",
            question.draws,
            (1..=MOST_DRAWS).contains(&question.draws),
            Expected::Draws,
        ),
        (
            "schooluren",
            usize::from(until),
            from < until && until <= 24 * 60,
            Expected::HoursOfADay,
        ),
    ];
    match in_range.iter().find(|(_, _, fits, _)| !fits) {
        Some(&(field, found, _, expected)) => Err(out_of_range(field, found, expected)),
        None => no_site_twice(question),
    }
}

fn check_rules(rules: &CommunitySchoolRules) -> Result<(), CandidateRefusal> {
    check_weights("criteria", &rules.criteria)?;
    check_weights("noodzaak", &rules.rebuilding)?;
    check_weights("meerwaarde", &rules.added_value)?;
    let (from, full) = rules.age_years;
    if !(from >= 0.0 && full > from && full.is_finite()) {
        return Err(out_of_range(
            "leeftijd_gebouw",
            format!("{from}, {full}"),
            Expected::Ages,
        ));
    }
    let shares = [
        ("kapitaallast", rules.capital_cost_rate, 1.0),
        ("bewijs_minimaal", rules.smallest_evidence, 1.0),
        ("kansrijk_vanaf", rules.promising_score, 100.0),
    ];
    match shares
        .iter()
        .find(|(_, value, most)| !(0.0..=*most).contains(value))
    {
        Some(&(field, found, most)) => {
            let expected = if most > 1.0 {
                Expected::Score
            } else {
                Expected::Part
            };
            Err(out_of_range(field, found, expected))
        }
        None => Ok(()),
    }
}

fn check_weights(field: &'static str, weights: &[f64]) -> Result<(), CandidateRefusal> {
    let valid = weights
        .iter()
        .all(|weight| weight.is_finite() && *weight >= 0.0);
    let sum: f64 = weights.iter().sum();
    if valid && (sum - 1.0).abs() <= ROUNDING {
        Ok(())
    } else {
        Err(out_of_range(
            field,
            format!("{weights:?}"),
            Expected::Weights,
        ))
    }
}

fn no_site_twice(question: &CommunitySchoolQuestion) -> Result<(), CandidateRefusal> {
    let lists = [
        ("verplicht", &question.required),
        ("uitgesloten", &question.forbidden),
    ];
    for (field, list) in lists {
        let repeated = list
            .iter()
            .enumerate()
            .find(|(place, id)| list[..*place].contains(id));
        if let Some((_, id)) = repeated {
            let found = id.clone();
            return Err(CandidateRefusal::RepeatedSite { field, found });
        }
    }
    match question
        .required
        .iter()
        .find(|id| question.forbidden.contains(id))
    {
        Some(id) => Err(CandidateRefusal::RepeatedSite {
            field: "verplicht en uitgesloten",
            found: id.clone(),
        }),
        None => Ok(()),
    }
}

fn out_of_range(field: &'static str, found: impl ToString, expected: Expected) -> CandidateRefusal {
    CandidateRefusal::OutOfRange {
        field,
        found: found.to_string(),
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::worked_weights::worked_weights;

    fn refusal(change: impl FnOnce(&mut CommunitySchoolQuestion)) -> String {
        let mut question = CommunitySchoolQuestion::proposal(&worked_weights());
        change(&mut question);
        check_question(&question).expect_err("refused").to_string()
    }

    #[test]
    fn the_proposal_can_be_asked() {
        let proposal = CommunitySchoolQuestion::proposal(&worked_weights());
        assert_eq!(check_question(&proposal), Ok(()));
    }

    #[test]
    fn a_weight_on_inclusive_use_is_refused_in_the_words_of_the_agenda() {
        let text = refusal(|question| question.inclusivity_weight = 0.1);
        assert!(text.contains("found weight 0.1, expected 0"), "{text}");
        assert!(
            text.contains(
                "kunnen we inclusiviteit niet als sturingsinstrument gebruiken om voorrang te verlenen aan scholen \
                 bij huisvesting of renovatie"
            ),
            "{text}"
        );
    }

    #[test]
    fn each_wrong_field_is_named_with_what_was_expected() {
        let weights = refusal(|question| question.rules.criteria = [0.5, 0.5, 0.5]);
        assert_eq!(
            weights,
            "criteria: found [0.5, 0.5, 0.5], expected weights of 0 or more that sum to 1"
        );
        let negative = refusal(|question| question.rules.added_value = [1.5, -0.5, 0.0, 0.0]);
        assert!(negative.starts_with("meerwaarde: found [1.5, -0.5, 0.0, 0.0]"));
        assert_eq!(
            refusal(|question| question.sites = 0),
            "aantal: found 0, expected 1 or more"
        );
        assert!(
            refusal(|question| question.rules.age_years = (40.0, 15.0))
                .starts_with("leeftijd_gebouw")
        );
        assert!(
            refusal(|question| question.rules.promising_score = f64::NAN)
                .starts_with("kansrijk_vanaf")
        );
        assert!(refusal(|question| question.school_hours = (900, 500)).starts_with("schooluren"));
        let both = refusal(|question| {
            question.required = vec!["a".to_owned()];
            question.forbidden = vec!["a".to_owned()];
        });
        assert!(both.starts_with("verplicht en uitgesloten: found \"a\""));
    }
}
