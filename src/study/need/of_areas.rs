//! The index of each area, for the layer of areas: neighbourhoods by their own figures, districts by their children.

use std::collections::BTreeMap;

use crate::layers::need_figures::NeedFigures;
use crate::model::area::AreaCode;
use crate::model::need_question::NeedQuestion;
use crate::study::need::districts::district_indexes;
use crate::study::open_study::Study;

impl Study {
    /// What may be shown of the need of each area as the weight set proposes it; nothing for the municipality, within
    /// which the others are compared.
    ///
    /// # Shape
    /// One for each area of the study; empty where the study has no indicators of need.
    pub(crate) fn make_need_of_areas(&self) -> Vec<Option<NeedFigures>> {
        let town = self.town();
        let Ok(answer) = self.need(&NeedQuestion::proposed(&town.weights.need)) else {
            return Vec::new();
        };
        let neighbourhoods = answer.figures().into_iter();
        let districts = district_indexes(&answer).into_iter();
        let districts = districts.map(|district| (district.area, district.figures));
        let mut figures: BTreeMap<&AreaCode, NeedFigures> = neighbourhoods
            .chain(districts)
            .map(|(area, figures)| (&area.code, figures))
            .collect();
        let areas = town.areas.iter();
        areas.map(|area| figures.remove(&area.code)).collect()
    }
}
