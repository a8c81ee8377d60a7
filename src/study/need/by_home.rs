//! Need as it weighs homes: an index and a fifth of the children for each, and what draws of weights need to know.

use std::collections::BTreeMap;

use crate::model::indicator::Domain;
use crate::model::need_question::{NeedQuestion, NeedUse};
use crate::need::need_profile::{AreaNeed, NeedProfile};
use crate::study::need::answer::NeedAnswer;
use crate::study::open_study::Study;

/// The need of the homes of a study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeedByHome {
    /// The index, 0 to 100, for each demand point; empty where the study has none.
    pub index: Vec<Option<f64>>,
    /// The quintile, 1 (least) to 5 (most), for each demand point.
    pub quintile: Vec<Option<u8>>,
    /// What the index is made of; nothing where there is none.
    pub parts: Option<NeedParts>,
}

/// What an index of need is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedParts {
    /// The domains that weigh.
    pub domains: Vec<Domain>,
    /// The weight of each domain, summing to 1.
    pub weights: Vec<f64>,
    /// The neighbourhood of each home, as a place in `areas`.
    pub area_of_home: Vec<Option<usize>>,
    /// What is known of each neighbourhood.
    pub areas: Vec<AreaParts>,
}

/// What is known of the need of one neighbourhood.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaParts {
    /// For each figure its domain, its part of the domain's weight, and its score of 0 to 100.
    pub scores: Vec<(usize, f64, f64)>,
    /// Whether enough is known to rank it.
    pub is_known: bool,
    /// If everything that is missing were at its lowest and at its highest.
    pub bounds: (f64, f64),
}

impl AreaParts {
    /// The index at other weights of the domains; nothing when no figure has weight.
    pub fn index(&self, weights: &[f64]) -> Option<f64> {
        let weighed = self.scores.iter().map(|&(domain, part, score)| {
            (weights.get(domain).copied().unwrap_or(0.0) * part, score)
        });
        let (points, total) = weighed.fold((0.0, 0.0), |(points, total), (weight, score)| {
            (points + weight * score, total + weight)
        });
        (total > 0.0).then(|| points / total)
    }
}

impl NeedParts {
    fn of(answer: &NeedAnswer<'_>) -> Option<Self> {
        let profile = &answer.profile;
        let weighing: Vec<(Domain, f64)> = profile
            .weights
            .iter()
            .copied()
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        let total: f64 = weighing.iter().map(|(_, weight)| weight).sum();
        let places: BTreeMap<u32, usize> = (0..)
            .zip(&profile.areas)
            .map(|(place, area)| (area.area.0, place))
            .collect();
        let homes = answer.town.demand.iter();
        (total > 0.0).then(|| Self {
            domains: weighing.iter().map(|(domain, _)| *domain).collect(),
            weights: weighing.iter().map(|(_, weight)| weight / total).collect(),
            area_of_home: homes
                .map(|home| places.get(&home.area?.0).copied())
                .collect(),
            areas: profile
                .areas
                .iter()
                .map(|area| area_parts(profile, &weighing, area))
                .collect(),
        })
    }
}

fn area_parts(profile: &NeedProfile, weighing: &[(Domain, f64)], area: &AreaNeed) -> AreaParts {
    let scores = profile.terms.iter().zip(&area.terms);
    let scores = scores.filter_map(|(term, score)| {
        let domain = weighing
            .iter()
            .position(|(domain, _)| *domain == term.domain)?;
        Some((
            domain,
            term.weight / weighing[domain].1,
            score.as_ref()?.score,
        ))
    });
    AreaParts {
        scores: scores.collect(),
        is_known: area.known_index().is_some(),
        bounds: (area.index.score.low, area.index.score.high),
    }
}

impl Study {
    /// Need as the weight set proposes it, without facilities, as it then weighs who reaches facilities.
    pub(crate) fn need_by_home(&self) -> NeedByHome {
        match self.need(&self.need_that_weighs()) {
            Ok(answer) => NeedByHome {
                index: answer.index_by_home(),
                quintile: answer.quintile_by_home(),
                parts: NeedParts::of(&answer),
            },
            // A study without indicators, or with none that may be used, has no need to weigh by.
            Err(_) => NeedByHome {
                quintile: vec![None; self.town().demand.len()],
                ..NeedByHome::default()
            },
        }
    }

    /// The question of need that weighs who reaches facilities.
    pub(crate) fn need_that_weighs(&self) -> NeedQuestion {
        NeedQuestion {
            used_for: NeedUse::CoverageGain,
            ..NeedQuestion::proposed(&self.town().weights.need)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_at_other_weights_is_a_mean_of_what_is_known() {
        let area = AreaParts {
            scores: vec![(0, 0.5, 20.0), (0, 0.5, 40.0), (1, 1.0, 90.0)],
            is_known: true,
            bounds: (0.0, 100.0),
        };
        assert_eq!(area.index(&[0.5, 0.5]), Some(60.0));
        assert_eq!(area.index(&[1.0, 0.0]), Some(30.0));
        // Of the second domain nothing is known: the first alone counts.
        let half = AreaParts {
            scores: vec![(0, 1.0, 20.0)],
            ..area
        };
        assert_eq!(half.index(&[0.2, 0.8]), Some(20.0));
        assert_eq!(half.index(&[0.0, 1.0]), None);
    }
}
