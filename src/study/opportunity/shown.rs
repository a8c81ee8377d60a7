//! The short-list for Kansenwerkplaatsen with what may be shown of it, for document and layer alike.

use crate::layers::need_figures::NeedFigures;
use crate::model::area::Area;
use crate::model::indicator::Domain;
use crate::need::area_figures::FigureLevel;
use crate::study::language::Language;
use crate::study::opportunity::answer::{OpportunityAnswer, OpportunityPlace, OpportunityRow};
use crate::study::opportunity::sentences::{Thresholds, reason_text};

/// An answer with the figures that may be shown of it.
pub struct ShownAnswer<'a> {
    /// The answer.
    pub answer: &'a OpportunityAnswer<'a>,
    /// What may be shown of each neighbourhood of the need profile.
    pub figures: Vec<(&'a Area, NeedFigures)>,
    /// The thresholds that sentences name.
    pub limits: Thresholds,
    /// The language.
    pub language: Language,
}

impl<'a> ShownAnswer<'a> {
    /// With the figures in the words of a language.
    pub fn of(answer: &'a OpportunityAnswer<'a>, language: Language) -> Self {
        Self {
            figures: answer.need.figures(),
            limits: Thresholds {
                any_domain: answer.question.any_domain,
                together: answer.question.together_from,
                months: answer.question.ambition_months,
            },
            answer,
            language,
        }
    }

    /// The neighbourhoods of a place.
    pub fn members(&self, place: &OpportunityPlace) -> Vec<&'a OpportunityRow<'a>> {
        let rows = place.members.iter();
        rows.filter_map(|&row| self.answer.rows.get(row)).collect()
    }

    /// A number of people of all members together; nothing when one of them is not shown.
    pub fn people(
        &self,
        place: &OpportunityPlace,
        of: fn(&NeedFigures) -> Option<u64>,
    ) -> Option<u64> {
        let members = self.members(place).into_iter();
        members
            .map(|row| of(&self.figures.get(row.row)?.1))
            .sum::<Option<u64>>()
    }

    /// Why a neighbourhood qualifies, one text for each reason.
    pub fn reasons(&self, row: &OpportunityRow<'_>) -> Vec<String> {
        let reasons = row.qualification.reasons.iter();
        let is_of_district = |domain| self.is_of_district(row.row, domain);
        reasons
            .map(|reason| reason_text(reason, &self.limits, is_of_district, self.language))
            .collect()
    }

    /// Whether a figure of the domain is that of the district.
    pub fn is_of_district(&self, row: usize, domain: Domain) -> bool {
        let profile = &self.answer.need.profile;
        let scores = profile.areas.get(row).map_or(&[][..], |need| &need.terms);
        profile.terms.iter().zip(scores).any(|(term, score)| {
            let level = score.map(|score| score.level);
            term.domain == domain && level == Some(FigureLevel::District)
        })
    }
}
