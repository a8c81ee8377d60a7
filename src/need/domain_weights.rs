//! Which domains count for how much: those of a preset, or one's own. What may not be asked is refused here.

use crate::model::indicator::{AboutOrigin, Domain, Indicator};
use crate::model::need_question::{NeedQuestion, NeedUse};
use crate::model::weight_set::NeedRules;
use crate::need::error::NeedError;

/// Weights may miss a sum of 1 by so much, as thirds and sixths cannot be written exactly.
const SUM_TOLERANCE: f64 = 1e-6;

/// The weights that hold for a question.
///
/// # Errors
/// An unknown preset, weights that are negative or do not sum to 1, or facilities where they would count twice.
pub fn domain_weights(
    question: &NeedQuestion,
    rules: &NeedRules,
) -> Result<Vec<(Domain, f64)>, NeedError> {
    let weights = match (&question.preset, question.domains.is_empty()) {
        (Some(preset), false) => {
            return Err(NeedError::PresetAndWeights {
                preset: preset.clone(),
            });
        }
        (None, false) => question.domains.clone(),
        (preset, true) => preset_weights(preset.as_ref().unwrap_or(&rules.default_preset), rules)?,
    };
    check_weights(&weights)?;
    let with_facilities = weights
        .iter()
        .any(|&(domain, weight)| domain == Domain::Facilities && weight > 0.0);
    if with_facilities && question.used_for == NeedUse::CoverageGain {
        return Err(NeedError::CountedTwice);
    }
    Ok(weights)
}

/// The indicators that a question uses, as places in the list: all but those about origin, and of those the ones
/// that are asked for by name and have a written reason.
///
/// # Errors
/// A name that is no indicator about origin, one without a reason, or one beside a preset.
pub fn used_indicators(
    question: &NeedQuestion,
    indicators: &[Indicator],
) -> Result<Vec<usize>, NeedError> {
    for code in &question.origin_indicators {
        check_origin(code, question, indicators)?;
    }
    let is_used = |indicator: &Indicator| {
        indicator.about_origin == AboutOrigin::No
            || question.origin_indicators.contains(&indicator.code)
    };
    let used: Vec<usize> = (0..indicators.len())
        .filter(|&place| indicators.get(place).is_some_and(is_used))
        .collect();
    if used.is_empty() {
        return Err(NeedError::NoIndicators);
    }
    Ok(used)
}

fn preset_weights(code: &str, rules: &NeedRules) -> Result<Vec<(Domain, f64)>, NeedError> {
    let preset = rules.presets.iter().find(|preset| preset.code == code);
    match preset {
        Some(preset) => Ok(preset.domains.clone()),
        None => Err(NeedError::UnknownPreset {
            found: code.to_owned(),
            known: rules
                .presets
                .iter()
                .map(|preset| preset.code.clone())
                .collect(),
        }),
    }
}

fn check_weights(weights: &[(Domain, f64)]) -> Result<(), NeedError> {
    for (place, &(domain, found)) in weights.iter().enumerate() {
        if !(found.is_finite() && found >= 0.0) {
            return Err(NeedError::Weight { domain, found });
        }
        if weights[..place].iter().any(|&(other, _)| other == domain) {
            return Err(NeedError::DomainTwice(domain));
        }
    }
    let found: f64 = weights.iter().map(|(_, weight)| weight).sum();
    if (found - 1.0).abs() > SUM_TOLERANCE {
        return Err(NeedError::WeightSum { found });
    }
    Ok(())
}

fn check_origin(
    code: &str,
    question: &NeedQuestion,
    indicators: &[Indicator],
) -> Result<(), NeedError> {
    let about_origin = |indicator: &&Indicator| indicator.about_origin != AboutOrigin::No;
    let found = indicators
        .iter()
        .filter(about_origin)
        .find(|indicator| indicator.code == code);
    let code = code.to_owned();
    match found.map(|indicator| &indicator.about_origin) {
        None | Some(AboutOrigin::No) => Err(NeedError::UnknownIndicator {
            found: code,
            known: indicators
                .iter()
                .filter(about_origin)
                .map(|indicator| indicator.code.clone())
                .collect(),
        }),
        Some(AboutOrigin::Yes { .. }) if question.domains.is_empty() => {
            Err(NeedError::OriginInPreset { code })
        }
        Some(AboutOrigin::Yes { reason }) => match reason.as_deref().map(str::trim) {
            None | Some("") => Err(NeedError::OriginWithoutReason { code }),
            Some(_) => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::worked_weights::worked_weights;
    use crate::need::drawn_areas::indicator;

    fn rules() -> NeedRules {
        worked_weights().need
    }

    fn own(weights: &[(Domain, f64)]) -> NeedQuestion {
        NeedQuestion {
            domains: weights.to_vec(),
            ..NeedQuestion::proposed(&rules())
        }
    }

    fn refusal(question: &NeedQuestion) -> String {
        let refused = domain_weights(question, &rules()).expect_err("refused");
        refused.sentence().dutch
    }

    #[test]
    fn without_a_word_the_default_preset_holds() {
        let weights = domain_weights(&NeedQuestion::proposed(&rules()), &rules());
        assert_eq!(weights, Ok(rules().presets[0].domains.clone()));
    }

    #[test]
    fn wrong_weights_are_refused_by_name() {
        let half = own(&[(Domain::Language, 0.5)]);
        assert_eq!(
            refusal(&half),
            "gewichten: gevonden gewichten met som 0.5, verwacht gewichten die samen 1 zijn"
        );
        let negative = own(&[(Domain::Language, 1.5), (Domain::Cohesion, -0.5)]);
        assert_eq!(
            refusal(&negative),
            "gewichten: gevonden -0.5 voor \"sociale_cohesie\", verwacht een getal van 0 of meer"
        );
        let twice = own(&[(Domain::Language, 0.5), (Domain::Language, 0.5)]);
        assert!(refusal(&twice).contains("\"taal\" twee keer"));
        let mut both = own(&[(Domain::Language, 1.0)]);
        both.preset = Some("breed".to_owned());
        assert!(refusal(&both).contains("\"breed\" en eigen gewichten"));
        let mut unknown = NeedQuestion::proposed(&rules());
        unknown.preset = Some("breder".to_owned());
        assert_eq!(
            refusal(&unknown),
            "preset: gevonden \"breder\", verwacht een van breed"
        );
    }

    #[test]
    fn facilities_do_not_weigh_their_own_gain() {
        let mut question = own(&[(Domain::Language, 0.5), (Domain::Facilities, 0.5)]);
        assert!(domain_weights(&question, &rules()).is_ok());
        question.used_for = NeedUse::CoverageGain;
        assert!(refusal(&question).contains("telt nabijheid dubbel"));
    }

    #[test]
    fn indicators_about_origin_are_off_until_asked_for_with_a_reason_and_own_weights() {
        let mut indicators = vec![
            indicator("lezen", Domain::Language),
            indicator("herkomst", Domain::Language),
        ];
        let with = |reason: Option<&str>| AboutOrigin::Yes {
            reason: reason.map(str::to_owned),
        };
        indicators[1].about_origin = with(Some("taalondersteuning, raadsbesluit 12"));
        let mut question = own(&[(Domain::Language, 1.0)]);
        assert_eq!(used_indicators(&question, &indicators), Ok(vec![0]));
        question.origin_indicators = vec!["herkomst".to_owned()];
        assert_eq!(used_indicators(&question, &indicators), Ok(vec![0, 1]));
        let preset = NeedQuestion {
            domains: Vec::new(),
            ..question.clone()
        };
        let refused = used_indicators(&preset, &indicators).expect_err("never in a preset");
        assert!(refused.sentence().dutch.contains("nooit in een preset"));
        indicators[1].about_origin = with(None);
        let refused = used_indicators(&question, &indicators).expect_err("no reason");
        assert!(
            refused
                .sentence()
                .dutch
                .contains("zonder geschreven onderbouwing")
        );
        question.origin_indicators = vec!["lezen".to_owned()];
        let refused = used_indicators(&question, &indicators).expect_err("not about origin");
        assert!(
            refused
                .sentence()
                .dutch
                .ends_with("verwacht een van herkomst")
        );
    }
}
