//! The need of a study's neighbourhoods, with what of it may be shown.

use crate::access::publication::Published;
use crate::access::suppression::Shown;
use crate::layers::need_figures::{NeedFigures, need_figures};
use crate::model::age_group::AgeGroup;
use crate::model::area::{Area, AreaId};
use crate::model::need_question::NeedQuestion;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::need::correlation::{Correlation, correlations};
use crate::need::error::NeedError;
use crate::need::need_profile::{AreaNeed, NeedProfile, need_profile};
use crate::need::need_terms::NeedInput;
use crate::study::counted_areas::counted_areas;
use crate::study::estimated_children::estimated_shares;
use crate::study::need::firmness::firmness;
use crate::study::need::other_scales::{OtherScale, other_scales, profile_quintiles};
use crate::study::open_study::Study;
use crate::study::question::Question;

/// How weights of one's own are called where a preset is named.
const OWN_WEIGHTS: &str = "eigen";

/// The answer to a question about need.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedAnswer<'a> {
    /// What was read.
    pub town: &'a TownData,
    /// The question.
    pub question: NeedQuestion,
    /// The need of all neighbourhoods.
    pub profile: NeedProfile,
    /// The fifth of the children in which each neighbourhood of the profile stands; 5 is most need.
    pub quintiles: Vec<Option<u8>>,
    /// The same on other scales.
    pub other_scales: Vec<OtherScale>,
    /// Every two terms of the index.
    pub correlations: Vec<Correlation>,
    /// The children of 0 to 18 of each area of the study, as published.
    pub children: Vec<Shown<People>>,
    /// The estimated part of them in each neighbourhood, in percent.
    estimated: Vec<Option<f64>>,
}

impl Study {
    /// Measures need.
    ///
    /// # Errors
    /// When the question or the study's indicators do not allow it; the message names the field.
    pub fn need(&self, question: &NeedQuestion) -> Result<NeedAnswer<'_>, NeedError> {
        let town = self.town();
        let (areas, accessibility) = (counted_areas(town), self.accessibility());
        let input = NeedInput {
            areas: &areas,
            indicators: &town.planning.indicators,
            rules: &town.weights.need,
            accessibility: accessibility.as_deref(),
        };
        let profile = need_profile(&input, question)?;
        Ok(NeedAnswer {
            quintiles: profile_quintiles(&profile),
            other_scales: other_scales(&input, question),
            correlations: correlations(&profile),
            profile,
            town,
            question: question.clone(),
            children: self.published_children(),
            estimated: estimated_shares(town),
        })
    }

    /// The mean published score of all kinds for their main age groups, one for each area; nothing without kinds.
    /// A kind whose score is hidden in an area is left out there, so that the mean does not give it away.
    fn accessibility(&self) -> Option<Vec<Option<f64>>> {
        let by_kind: Vec<&[Published]> = self
            .kinds()
            .filter_map(|travel| {
                self.published(&Question {
                    kind: travel.norm.kind.clone(),
                    age: *travel.norm.ages.first()?,
                })
            })
            .collect();
        let of_area = |area: usize| {
            let score = |published: &&[Published]| published.get(area)?.figures.score.value();
            let scores: Vec<f64> = by_kind.iter().filter_map(score).collect();
            (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
        };
        (!by_kind.is_empty()).then(|| (0..self.town().areas.len()).map(of_area).collect())
    }

    /// The sum of three published age groups tells nothing that they do not tell; it is hidden where one of them is.
    ///
    /// # Shape
    /// One for each area of the study.
    pub(crate) fn published_children(&self) -> Vec<Shown<People>> {
        let kind = self.kinds().next().map(|travel| travel.norm.kind.clone());
        let groups = [
            AgeGroup::From0To4,
            AgeGroup::From4To12,
            AgeGroup::From12To18,
        ];
        let of_area = |area: usize| {
            let mut sum = Shown::Value(People::NONE);
            for age in groups {
                let question = kind.clone().map(|kind| Question { kind, age });
                let persons = question
                    .and_then(|question| self.published(&question)?.get(area))
                    .map_or(Shown::Unknown, |published| published.figures.persons);
                sum = match (sum, persons) {
                    (Shown::Value(sum), Shown::Value(persons)) => Shown::Value(sum + persons),
                    (Shown::Hidden, _) | (_, Shown::Hidden) => Shown::Hidden,
                    (Shown::Unknown, _) | (_, Shown::Unknown) => Shown::Unknown,
                };
            }
            sum
        };
        (0..self.town().areas.len()).map(of_area).collect()
    }
}

impl<'a> NeedAnswer<'a> {
    /// The index of the neighbourhood in which each demand point lies; nothing where it is not known well enough.
    ///
    /// # Shape
    /// One for each demand point of the study.
    pub fn index_by_home(&self) -> Vec<Option<f64>> {
        let by_area = self.profile.index_by_area(self.town.areas.len());
        self.by_home(&by_area)
    }

    /// The index in the same way, were everything missing at its lowest, and at its highest.
    pub fn bounds_by_home(&self) -> [Vec<Option<f64>>; 2] {
        let mut by_area = [(); 2].map(|()| vec![None; self.town.areas.len()]);
        for need in &self.profile.areas {
            let score = &need.index.score;
            let measured = need.not_measured.is_none();
            for (values, bound) in by_area.iter_mut().zip([score.low, score.high]) {
                if let Some(place) = values.get_mut(need.area.0 as usize) {
                    *place = measured.then_some(bound);
                }
            }
        }
        by_area.map(|by_area| self.by_home(&by_area))
    }

    /// The fifth of the children in which each demand point's neighbourhood stands; 5 is most need.
    ///
    /// # Shape
    /// One for each demand point of the study.
    pub fn quintile_by_home(&self) -> Vec<Option<u8>> {
        let mut by_area = vec![None; self.town.areas.len()];
        for (need, quintile) in self.profile.areas.iter().zip(&self.quintiles) {
            if let Some(place) = by_area.get_mut(need.area.0 as usize) {
                *place = *quintile;
            }
        }
        self.by_home(&by_area)
    }

    /// What may be shown of each neighbourhood, in the order of the study.
    pub fn figures(&self) -> Vec<(&'a Area, NeedFigures)> {
        let rows = self.profile.areas.iter().zip(&self.quintiles);
        rows.filter_map(|(need, quintile)| {
            let area = self.town.areas.get(need.area.0 as usize)?;
            Some((area, self.figures_of(need, *quintile)))
        })
        .collect()
    }

    /// What may be shown of one neighbourhood.
    pub fn figures_of(&self, need: &AreaNeed, quintile: Option<u8>) -> NeedFigures {
        let place = need.area.0 as usize;
        let children = self.children.get(place).copied().unwrap_or(Shown::Unknown);
        let estimated = self.estimated.get(place).copied().flatten();
        need_figures(need, quintile, (children, estimated))
    }

    /// The same with how firm the fifth of each is.
    pub fn firm_figures(&self) -> Vec<(&'a Area, NeedFigures)> {
        let mut figures = self.figures();
        let firm = firmness(&self.profile, &self.quintiles, &self.other_scales);
        for ((_, figures), firm) in figures.iter_mut().zip(firm) {
            figures.stability = firm.filter(|_| figures.quintile.is_some());
        }
        figures
    }

    /// The code of the preset, or `eigen`.
    pub fn preset(&self) -> &str {
        match &self.question.preset {
            Some(preset) => preset,
            None if self.question.domains.is_empty() => &self.town.weights.need.default_preset,
            None => OWN_WEIGHTS,
        }
    }

    fn by_home<T: Copy>(&self, by_area: &[Option<T>]) -> Vec<Option<T>> {
        let of_area = |area: AreaId| by_area.get(area.0 as usize).copied();
        let homes = self.town.demand.iter();
        homes
            .map(|home| home.area.and_then(of_area).flatten())
            .collect()
    }
}
