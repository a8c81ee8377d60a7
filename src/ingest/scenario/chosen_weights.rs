//! Weights that a scenario chooses, as they are written: in the words of questions about where to build.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::site_question::criteria::{AddedValue, Criteria, Rebuilding};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{domains, within};
use crate::model::bilingual::Bilingual;
use crate::model::chosen_weights::{ChosenWeights, WeightGroup};
use crate::model::indicator::Domain;
use crate::model::weight_set::WEIGHING_FRAMEWORK;

/// The field of a scenario.
const FIELD: &str = "gewichten";
/// The sum may miss 1 by so much, as a question's may: thirds of criteria are written with a few decimals.
const ROUNDING: f64 = 1e-3;
/// The same of the domains of need.
const ROUNDING_OF_NEED: f64 = 1e-6;

/// `gewichten`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWeights {
    criteria: Option<Criteria>,
    noodzaak: Option<Rebuilding>,
    meerwaarde: Option<AddedValue>,
    inzet: Option<BTreeMap<String, f64>>,
    inclusiviteit: Option<f64>,
}

/// The weights; none where nothing is written.
///
/// # Errors
/// Names the weight, such as `gewichten.criteria.ambitie`, or the group when its sum is not 1.
pub fn chosen_weights(written: Option<RawWeights>) -> Result<ChosenWeights, QuestionRefused> {
    let written = written.unwrap_or_default();
    let need = written.inzet.map(|given| need(&given)).transpose()?;
    let chosen = ChosenWeights {
        criteria: written.criteria.as_ref().map(Criteria::weights),
        rebuilding: written.noodzaak.as_ref().map(Rebuilding::weights),
        added_value: written.meerwaarde.as_ref().map(AddedValue::weights),
        need,
    };
    for (group, weights) in chosen.named() {
        check(group, &weights)?;
    }
    match written.inclusiviteit {
        Some(found) if found != 0.0 => Err(inclusivity(found)),
        Some(_) | None => Ok(chosen),
    }
}

/// The domains of need. They weigh who reaches a new place too, where facilities would count twice.
///
/// # Source
/// DOMAIN §C.3: proximity is off when the index itself feeds a gain of coverage.
fn need(given: &BTreeMap<String, f64>) -> Result<Vec<(Domain, f64)>, QuestionRefused> {
    let of = domains(&path(WeightGroup::Need), given)?;
    let counts =
        |&&(domain, weight): &&(Domain, f64)| domain == Domain::Facilities && weight != 0.0;
    let Some((domain, found)) = of.iter().find(counts) else {
        return Ok(of);
    };
    Err(QuestionRefused {
        field: format!("{}.{}", path(WeightGroup::Need), domain.code()),
        found: Bilingual::same(found),
        expected: Bilingual::new(
            "0, want in een plan weegt inzet ook wie een nieuwe plek bereikt: dan telt nabijheid dubbel",
            "0, because in a plan need also weighs who reaches a new place: proximity would count twice",
        ),
    })
}

fn check(group: WeightGroup, weights: &[(&str, f64)]) -> Result<(), QuestionRefused> {
    let field = path(group);
    for (name, weight) in weights {
        within(&format!("{field}.{name}"), Some(*weight), 0.0..=1.0)?;
    }
    let sum = weights.iter().fold(0.0, |sum, (_, weight)| sum + weight);
    let rounding = match group {
        WeightGroup::Need => ROUNDING_OF_NEED,
        WeightGroup::Criteria | WeightGroup::Rebuilding | WeightGroup::AddedValue => ROUNDING,
    };
    if (sum - 1.0).abs() <= rounding {
        return Ok(());
    }
    // Tenths that are summed have a tail of their own.
    let sum = (sum * 1e7).round() / 1e7;
    Err(QuestionRefused {
        field,
        found: Bilingual::new(
            format!("gewichten met som {sum}"),
            format!("weights that sum to {sum}"),
        ),
        expected: Bilingual::new("gewichten die samen 1 zijn", "weights that sum to 1"),
    })
}

fn inclusivity(found: f64) -> QuestionRefused {
    QuestionRefused {
        field: format!("{FIELD}.inclusiviteit"),
        found: Bilingual::new(format!("gewicht {found}"), format!("weight {found}")),
        expected: Bilingual::new(
            format!(
                "0: inclusiviteit telt niet mee, want het Afwegingskader van de werkagenda zegt: \"{WEIGHING_FRAMEWORK}\""
            ),
            format!(
                "0: inclusive use is shown and never weighed, because the Afwegingskader of the education agenda says: \
                 \"{WEIGHING_FRAMEWORK}\""
            ),
        ),
    }
}

fn path(group: WeightGroup) -> String {
    format!("{FIELD}.{}", group.code())
}
