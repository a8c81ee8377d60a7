//! Need as every door may show it: scores in tenths, children as they are published, and why something is empty.

use crate::access::suppression::{Shown, carries_percentages, is_small, rounded_percentage};
use crate::layers::decimals::tenth;
use crate::model::estimate::Estimate;
use crate::model::indicator::Domain;
use crate::model::people::People;
use crate::need::need_profile::{AreaNeed, volume};
use crate::siting::stability::Stability;

/// Why the number of children is empty: nobody knows it.
pub const CHILDREN_UNKNOWN: &str = "aantal kinderen onbekend";
/// Why it is empty: with it somebody could find a small one.
pub const TO_PROTECT: &str = "niet getoond om kleine aantallen te beschermen";

/// What is shown of the need of one neighbourhood.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedFigures {
    /// The index, 0 to 100; nothing without enough evidence.
    pub index: Option<f64>,
    /// The index if all that is missing were at its lowest; nothing where nothing is measured.
    pub low: Option<f64>,
    /// The same at its highest.
    pub high: Option<f64>,
    /// The share of weight with data, in percent; nothing where nothing is measured.
    pub evidence: Option<f64>,
    /// Each domain's score, 0 to 100; nothing without a figure.
    pub domains: Vec<(Domain, Option<f64>)>,
    /// The fifth of the children it stands in; 5 is most need.
    pub quintile: Option<u8>,
    /// How firm that fifth is; nothing where it was not asked.
    pub stability: Option<Stability>,
    /// Children of 0 to 18.
    pub children: Option<u64>,
    /// Children times need.
    pub volume: Option<u64>,
    /// The share of the children whose number is an estimate, in percent.
    pub estimated: Option<f64>,
    /// Why something is empty, in Dutch.
    pub reason: Option<String>,
}

/// The figures of one neighbourhood; `children` are those of 0 to 18 as published, with the percentage of them whose number
/// is an estimate.
///
/// The volume is made from the published children, so that it never tells a number that they hide.
pub fn need_figures(
    need: &AreaNeed,
    quintile: Option<u8>,
    (children, estimated): (Shown<People>, Option<f64>),
) -> NeedFigures {
    let measured = need.not_measured.is_none();
    let score = need.index.score;
    let index = need.known_index().map(tenth);
    let when_measured = |value: f64| measured.then(|| tenth(value));
    let shown_volume = index
        .zip(children.value())
        .map(|(index, children)| volume(index, children))
        .filter(|volume| !is_small(*volume));
    NeedFigures {
        index,
        low: when_measured(score.low),
        high: when_measured(score.high),
        evidence: when_measured(100.0 * score.evidence),
        domains: need
            .domains
            .iter()
            .map(|(domain, score)| (*domain, score.value.map(tenth)))
            .collect(),
        quintile: quintile.filter(|_| index.is_some()),
        stability: None,
        children: children.value().map(|people| people.whole_persons()),
        volume: shown_volume.map(|volume| (volume.value().round()) as u64),
        estimated: shown_share(estimated, children),
        reason: reason(need, children),
    }
}

/// A score as it is shown: its value and bounds in tenths.
pub fn shown_score(score: &Estimate) -> (Option<f64>, f64, f64) {
    (score.value.map(tenth), tenth(score.low), tenth(score.high))
}

fn shown_share(share: Option<f64>, of: Shown<People>) -> Option<f64> {
    let published = of.value().filter(|people| carries_percentages(*people))?;
    Some(tenth(rounded_percentage(share?, published)))
}

fn reason(need: &AreaNeed, children: Shown<People>) -> Option<String> {
    let why = need.not_measured.map(|why| why.to_string());
    let evidence = (need.not_measured.is_none() && !need.enough_evidence)
        .then(|| "onvoldoende gegevens".to_owned());
    let people = match children {
        Shown::Value(_) => None,
        Shown::Hidden => Some(why_hidden(need.children.known).to_owned()),
        Shown::Unknown => Some(CHILDREN_UNKNOWN.to_owned()),
    };
    let reasons: Vec<String> = [why, evidence, people].into_iter().flatten().collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

/// A number is small itself, or hidden because a small one could be found with it.
fn why_hidden(own: People) -> &'static str {
    if is_small(own) {
        "klein aantal kinderen"
    } else {
        TO_PROTECT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_that_is_small_itself_is_called_small() {
        assert_eq!(why_hidden(People::whole(4)), "klein aantal kinderen");
        for not_small in [0, 5] {
            let why = why_hidden(People::whole(not_small));
            assert_eq!(why, "niet getoond om kleine aantallen te beschermen");
        }
    }
}
