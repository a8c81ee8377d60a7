//! Need as a layer: neighbourhoods and districts.

use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::layers::need_layer::{NeedLayerNotes, need_layer};
use crate::study::need::answer::NeedAnswer;
use crate::study::need::district_firmness::firm_districts;

/// The layer `inzet`: the neighbourhoods in the order of the study, then the districts.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn need_answer_layer(answer: &NeedAnswer<'_>) -> Result<Layer, LayerError> {
    let notes = NeedLayerNotes {
        preset: answer.preset(),
        standardisation: answer.profile.standardisation.code(),
        weights: &answer.town.weights.name,
    };
    let districts = firm_districts(answer).into_iter();
    let mut rows = answer.firm_figures();
    rows.extend(districts.map(|district| (district.area, district.figures)));
    need_layer(answer.town, &rows, &notes)
}
