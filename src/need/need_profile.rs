//! Need by neighbourhood: a profile of domains first, one index second, each with what is missing in it.
//! One mean alone would hide a neighbourhood that asks for much in a single domain.

use crate::model::area::{Area, AreaId, AreaLevel};
use crate::model::estimate::{Estimate, Term, Weighted, weighted};
use crate::model::indicator::Domain;
use crate::model::need_question::NeedQuestion;
use crate::model::people::People;
use crate::model::weight_set::Standardisation;
use crate::need::domain_weights::{domain_weights, used_indicators};
use crate::need::eligibility::{Children, NotMeasured, not_measured};
use crate::need::error::NeedError;
use crate::need::need_terms::{Measured, NeedInput, NeedTerm, TermScore, need_terms, term_scores};

/// Rounding in sums of weights may cost so much evidence.
const EVIDENCE_TOLERANCE: f64 = 1e-9;
const HIGHEST: f64 = 100.0;

/// The need of one neighbourhood.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaNeed {
    /// The neighbourhood.
    pub area: AreaId,
    /// Its children of 0 to 18.
    pub children: Children,
    /// Why it is not measured; nothing when it is.
    pub not_measured: Option<NotMeasured>,
    /// For each term what it says; nothing without a figure.
    pub terms: Vec<Option<TermScore>>,
    /// Each domain that the study measures, in the order of [`Domain::EVERY`].
    pub domains: Vec<(Domain, Estimate)>,
    /// The index, with the points of each term.
    pub index: Weighted,
    /// Whether enough of its weight has data to be ranked.
    pub enough_evidence: bool,
    /// Children times need; nothing without enough evidence or where the number of children is not known.
    pub volume: Option<People>,
}

impl AreaNeed {
    /// The index, if there is enough evidence to use it.
    pub fn known_index(&self) -> Option<f64> {
        self.index.score.value.filter(|_| self.enough_evidence)
    }

    /// One domain; nothing when the study does not measure it.
    pub fn domain(&self, domain: Domain) -> Option<Estimate> {
        let found = self.domains.iter().find(|(other, _)| *other == domain);
        found.map(|(_, estimate)| *estimate)
    }
}

/// The need of all neighbourhoods of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedProfile {
    /// The terms of the index, by domain and then in the order of the study.
    pub terms: Vec<NeedTerm>,
    /// The weights of the domains, as asked for.
    pub weights: Vec<(Domain, f64)>,
    /// The neighbourhoods, in the order of the study's areas.
    pub areas: Vec<AreaNeed>,
    /// The scale.
    pub standardisation: Standardisation,
}

impl NeedProfile {
    /// The index of each area of the study; nothing for an area that is no neighbourhood, is not measured or has
    /// too little evidence.
    ///
    /// # Shape
    /// `areas` numbers, one for each area of the study.
    pub fn index_by_area(&self, areas: usize) -> Vec<Option<f64>> {
        let mut values = vec![None; areas];
        for need in &self.areas {
            if let Some(place) = values.get_mut(need.area.0 as usize) {
                *place = need.known_index();
            }
        }
        values
    }
}

/// The index as children: `V = I / 100 · P`, in which P are the children of 0 to 18.
///
/// # Units
/// Index in [0, 100]; people. Never more than the children.
///
/// # Source
/// DOMAIN §C.3: rate and volume answer different questions.
pub fn volume(index: f64, children: People) -> People {
    let part = (index / HIGHEST).clamp(0.0, 1.0);
    // A part of a number of people is one, so this is never refused.
    People::new(part * children.value()).unwrap_or(People::NONE)
}

/// Measures need.
///
/// Every domain with an indicator is in the profile, also one without weight in the index. Scores are relative to
/// the neighbourhoods that are measured, unless the scale has fixed ranges.
///
/// # Errors
/// When the question or the study's indicators do not allow it; the message names the field.
///
/// # Cost
/// Indicators times neighbourhoods, with one sort for each indicator.
pub fn need_profile(
    input: &NeedInput<'_>,
    question: &NeedQuestion,
) -> Result<NeedProfile, NeedError> {
    let weights = domain_weights(question, input.rules)?;
    let used = used_indicators(question, input.indicators)?;
    let terms = need_terms(input, &weights, &used)?;
    let eligible: Vec<(usize, Option<NotMeasured>)> = input
        .areas
        .iter()
        .enumerate()
        .filter(|(_, area)| area.level == AreaLevel::Neighbourhood)
        .map(|(place, area)| {
            let (residents, children) = (question.smallest_residents, question.smallest_children);
            (place, not_measured(area, residents, children))
        })
        .collect();
    let scores = terms
        .iter()
        .map(|term| term_scores(input, question.standardisation, term, &eligible))
        .collect::<Result<Vec<_>, _>>()?;
    let areas = eligible
        .iter()
        .enumerate()
        .filter_map(|(row, &(place, why))| {
            let of_area: Vec<Option<TermScore>> = scores
                .iter()
                .map(|column| column.get(row).copied().flatten())
                .collect();
            let area = input.areas.get(place)?;
            Some(area_need(area, place, why, &terms, of_area, question))
        });
    Ok(NeedProfile {
        areas: areas.collect(),
        terms,
        weights,
        standardisation: question.standardisation,
    })
}

fn area_need(
    area: &Area,
    place: usize,
    not_measured: Option<NotMeasured>,
    terms: &[NeedTerm],
    scores: Vec<Option<TermScore>>,
    question: &NeedQuestion,
) -> AreaNeed {
    let estimate = |score: &Option<TermScore>| {
        score.map_or(Estimate::UNKNOWN, |score| Estimate::known(score.score))
    };
    let weighed = |weight: &dyn Fn(&NeedTerm) -> f64| -> Vec<Term> {
        terms
            .iter()
            .zip(&scores)
            .map(|(term, score)| Term {
                weight: weight(term),
                score: estimate(score),
            })
            .collect()
    };
    let index = weighted(&weighed(&|term| term.weight));
    let is_measured = |domain: &Domain| {
        let of_domain = |term: &NeedTerm| term.domain == *domain;
        terms
            .iter()
            .any(|term| of_domain(term) && term.measured != Measured::Nothing)
    };
    let domains = Domain::EVERY
        .into_iter()
        .filter(is_measured)
        .map(|domain| {
            let inside = |term: &NeedTerm| f64::from(u8::from(term.domain == domain));
            (domain, weighted(&weighed(&inside)).score)
        })
        .collect();
    let enough_evidence = has_evidence(&index.score, question.smallest_evidence);
    let children = Children::of(area);
    let volume = index
        .score
        .value
        .filter(|_| enough_evidence)
        .zip(children.all())
        .map(|(index, children)| volume(index, children));
    AreaNeed {
        // Areas are counted in 32 bits, as `AreaId` says.
        area: AreaId(place as u32),
        children,
        not_measured,
        terms: scores,
        domains,
        index,
        enough_evidence,
        volume,
    }
}

/// Whether a score has data for at least this share of its weight, and a value at all.
pub fn has_evidence(score: &Estimate, smallest: f64) -> bool {
    score.value.is_some() && score.evidence >= smallest - EVIDENCE_TOLERANCE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::indicator::{FixedRange, Indicator};
    use crate::model::worked_weights::worked_weights;
    use crate::need::drawn_areas::{drawn_areas, indicator};
    use proptest::prelude::*;

    /// Four neighbourhoods of 500 residents with 100 children, and two figures; the last one lacks the second.
    fn four() -> (Vec<Area>, Vec<Indicator>) {
        let mut areas = drawn_areas(&[(500, 100); 4]);
        for (area, reading) in areas.iter_mut().zip([10.0, 20.0, 20.0, 40.0]) {
            area.figures.insert("lezen".to_owned(), reading);
        }
        for (area, cohesion) in areas.iter_mut().zip([9.0, 6.0, 3.0]) {
            area.figures.insert("samen".to_owned(), cohesion);
        }
        let reading = indicator("lezen", Domain::Language);
        let together = indicator("samen", Domain::Cohesion);
        (areas, vec![reading, together])
    }

    fn half_and_half() -> NeedQuestion {
        NeedQuestion {
            domains: vec![(Domain::Language, 0.5), (Domain::Cohesion, 0.5)],
            smallest_evidence: 0.5,
            ..NeedQuestion::proposed(&worked_weights().need)
        }
    }

    fn measured(
        areas: &[Area],
        indicators: &[Indicator],
        question: &NeedQuestion,
    ) -> Result<NeedProfile, NeedError> {
        let rules = worked_weights().need;
        let input = NeedInput {
            areas,
            indicators,
            rules: &rules,
            accessibility: None,
        };
        need_profile(&input, question)
    }

    #[test]
    fn worked_by_hand() {
        // Reading 12.5, 50, 50, 87.5; together 9, 6, 3 become 83.33, 50, 16.67.
        let (areas, indicators) = four();
        let need = measured(&areas, &indicators, &half_and_half()).expect("sound");
        let first = &need.areas[0];
        assert_eq!(first.domain(Domain::Language), Some(Estimate::known(12.5)));
        let index = (12.5 + 250.0 / 3.0) / 2.0;
        let value = first.index.score.value.expect("data");
        assert!((value - index).abs() < 1e-12);
        assert_eq!(first.volume, Some(volume(value, People::whole(100))));
        // The last has half its weight: value 87.5, between 43.75 and 93.75; 87.5 of 100 children.
        let last = &need.areas[3];
        let expected = Estimate {
            value: Some(87.5),
            low: 43.75,
            high: 93.75,
            evidence: 0.5,
        };
        assert_eq!(last.index.score, expected);
        assert_eq!(last.domain(Domain::Cohesion), Some(Estimate::UNKNOWN));
        assert_eq!(last.volume.map(|volume| volume.value()), Some(87.5));
        assert_eq!(need.index_by_area(6)[3..], [Some(87.5), None, None]);
    }

    #[test]
    fn too_little_evidence_is_not_ranked_and_has_no_volume() {
        let (areas, indicators) = four();
        let strict = NeedQuestion {
            smallest_evidence: 0.6,
            ..half_and_half()
        };
        let need = measured(&areas, &indicators, &strict).expect("sound");
        assert_eq!(
            (need.areas[3].known_index(), need.areas[3].volume),
            (None, None)
        );
        assert_eq!(need.areas[3].index.score.value, Some(87.5));
    }

    #[test]
    fn a_neighbourhood_that_is_not_measured_does_not_move_the_others() {
        let (mut areas, indicators) = four();
        areas[3].residents[AgeGroup::All] = None;
        let need = measured(&areas, &indicators, &half_and_half()).expect("sound");
        assert_eq!(
            need.areas[3].not_measured,
            Some(NotMeasured::ResidentsUnknown)
        );
        assert_eq!(need.areas[3].index.score, Estimate::UNKNOWN);
        // 10, 20, 20 become 16.67, 66.67, 66.67.
        let second = need.areas[1].domain(Domain::Language).expect("measured");
        assert!((second.value.expect("data") - 200.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_domain_without_an_indicator_is_missing_and_not_zero() {
        // The preset has six domains; two are measured: evidence 1/3.
        let (areas, indicators) = four();
        let preset = NeedQuestion::proposed(&worked_weights().need);
        let need = measured(&areas, &indicators, &preset).expect("sound");
        let score = need.areas[0].index.score;
        assert!((score.evidence - 1.0 / 3.0).abs() < 1e-12);
        assert!(score.high > 80.0 && need.areas[0].known_index().is_none());
        assert_eq!(need.areas[0].domains.len(), 2);
    }

    #[test]
    fn facilities_count_as_what_is_not_reached() {
        let (areas, indicators) = four();
        let question = NeedQuestion {
            domains: vec![(Domain::Language, 0.5), (Domain::Facilities, 0.5)],
            ..half_and_half()
        };
        let refused = measured(&areas, &indicators, &question).expect_err("not computed");
        assert_eq!(refused, NeedError::NoAccessibility);
        let rules = worked_weights().need;
        let accessibility: Vec<Option<f64>> = vec![Some(70.0), None, None, None, None, None];
        let input = NeedInput {
            areas: &areas,
            indicators: &indicators,
            rules: &rules,
            accessibility: Some(&accessibility),
        };
        let need = need_profile(&input, &question).expect("sound");
        assert_eq!(
            need.areas[0].domain(Domain::Facilities),
            Some(Estimate::known(30.0))
        );
        assert_eq!(need.areas[0].index.score.value, Some(21.25));
    }

    #[test]
    fn a_fixed_scale_asks_for_fixed_ranges() {
        let (areas, mut indicators) = four();
        let question = NeedQuestion {
            standardisation: Standardisation::FixedRange,
            ..half_and_half()
        };
        let refused = measured(&areas, &indicators, &question).expect_err("no range");
        let named = refused.sentence().dutch;
        assert!(named.contains("lezen geen vaste grenzen"), "{named}");
        for indicator in &mut indicators {
            indicator.range = Some(FixedRange {
                lowest: 0.0,
                highest: 50.0,
            });
        }
        let need = measured(&areas, &indicators, &question).expect("sound");
        assert_eq!(
            need.areas[3].domain(Domain::Language),
            Some(Estimate::known(80.0))
        );
    }

    proptest! {
        #[test]
        fn parts_add_up_bounds_hold_and_row_order_changes_nothing(
            figures in prop::collection::vec((prop::option::of(0u8..9), prop::option::of(0u8..9)), 2..9),
            shift in 0usize..9,
        ) {
            let (_, indicators) = four();
            let towns = [0, shift % figures.len()].map(|shift| {
                let mut rows = figures.clone();
                rows.rotate_left(shift);
                let mut areas = drawn_areas(&vec![(500, 100); rows.len()]);
                for (area, (reading, together)) in areas.iter_mut().zip(rows) {
                    area.figures.extend(reading.map(|figure| ("lezen".to_owned(), f64::from(figure))));
                    area.figures.extend(together.map(|figure| ("samen".to_owned(), f64::from(figure))));
                }
                measured(&areas, &indicators, &half_and_half()).expect("sound")
            });
            for (place, need) in towns[0].areas.iter().enumerate() {
                let score = need.index.score;
                let sum: f64 = need.index.points.iter().flatten().sum();
                prop_assert_eq!(score.value.unwrap_or(0.0), sum);
                prop_assert!(score.value.is_none_or(|value| score.low <= value && value <= score.high));
                let moved = (place + figures.len() - shift % figures.len()) % figures.len();
                prop_assert_eq!(&towns[1].areas[moved].index, &need.index);
            }
        }
    }
}
