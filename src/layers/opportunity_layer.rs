//! The layer `kansenwerkplaatsen`: places that come into view, beside the ambition recorded there.

use std::sync::Arc;

use geo::{Geometry, MultiPolygon, unary_union};

use crate::layers::error::LayerError;
use crate::layers::fields::opportunity_columns::OPPORTUNITY_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::need_figures::shown_score;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::area::Area;
use crate::model::estimate::Estimate;
use crate::model::town_data::TownData;

/// The name of the layer.
pub const OPPORTUNITY_LAYER: &str = "kansenwerkplaats_lijst";

/// One place as the layer shows it; texts are in Dutch.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityFeature<'a> {
    /// The neighbourhoods, one or several that adjoin.
    pub areas: Vec<&'a Area>,
    /// The districts they lie in.
    pub districts: String,
    /// What may be said of it.
    pub label: &'static str,
    /// How sure it is.
    pub stability: &'static str,
    /// The codes of the domains by which it qualifies.
    pub domains: String,
    /// Why it is on the list.
    pub reasons: String,
    /// The highest percentile of any domain.
    pub need: Estimate,
    /// The ambition, 0 to 100.
    pub ambition: Estimate,
    /// What must be known of the ambition: `niet vastgelegd`, `voor de wijk`, `verouderd`.
    pub ambition_note: Option<String>,
    /// Whether another place has more of both: `ja`, `mogelijk`, `nee`.
    pub front: Option<&'static str>,
    /// Children of 0 to 18, as published.
    pub children: Option<u64>,
    /// Children times need.
    pub volume: Option<u64>,
    /// The programmes that it has already; nothing where the study has no register of them.
    pub programmes: Option<String>,
    /// Whether people consider it.
    pub considered: bool,
}

/// Places with what is known of them.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn opportunity_layer(
    town: &TownData,
    features: &[OpportunityFeature<'_>],
) -> Result<Layer, LayerError> {
    let land = features.iter().map(land).collect();
    Ok(Layer {
        name: OPPORTUNITY_LAYER,
        columns: OPPORTUNITY_COLUMNS,
        shapes: Arc::new(Shapes::project(land, &town.crs)?),
        ids: features.iter().map(id).collect(),
        properties: features.iter().map(properties).collect(),
    })
}

fn id(feature: &OpportunityFeature<'_>) -> String {
    joined(feature, "+", |area| area.code.0.as_str())
}

fn joined(feature: &OpportunityFeature<'_>, between: &str, text: impl Fn(&Area) -> &str) -> String {
    let texts: Vec<&str> = feature.areas.iter().map(|area| text(area)).collect();
    texts.join(between)
}

/// The outline of the neighbourhoods together.
fn land(feature: &OpportunityFeature<'_>) -> Geometry<f64> {
    let shapes: Vec<MultiPolygon<f64>> = feature
        .areas
        .iter()
        .map(|area| area.shape.clone())
        .collect();
    Geometry::MultiPolygon(match <[MultiPolygon<f64>; 1]>::try_from(shapes) {
        Ok([single]) => single,
        Err(several) => unary_union(&several),
    })
}

fn properties(feature: &OpportunityFeature<'_>) -> Properties {
    let text = |text: &str| Property::Text(text.to_owned());
    let people = |people: Option<u64>| Property::number(people.map(|people| people as f64));
    let (need, need_low, need_high) = shown_score(&feature.need);
    let (ambition, ambition_low, ambition_high) = shown_score(&feature.ambition);
    vec![
        ("code", Property::Text(id(feature))),
        (
            "naam",
            Property::Text(joined(feature, ", ", |area| &area.name)),
        ),
        ("wijk", text(&feature.districts)),
        ("label", text(feature.label)),
        ("stabiliteit", text(feature.stability)),
        ("domeinen", text(&feature.domains)),
        ("redenen", text(&feature.reasons)),
        ("hoogste_domein", Property::number(need)),
        ("hoogste_domein_laag", Property::Number(need_low)),
        ("hoogste_domein_hoog", Property::Number(need_high)),
        ("ambitie", Property::number(ambition)),
        ("ambitie_laag", Property::Number(ambition_low)),
        ("ambitie_hoog", Property::Number(ambition_high)),
        (
            "ambitie_opmerking",
            Property::text(feature.ambition_note.as_deref()),
        ),
        ("paretofront", Property::text(feature.front)),
        ("kinderen", people(feature.children)),
        ("kinderen_maal_inzet", people(feature.volume)),
        ("programmas", Property::text(feature.programmes.as_deref())),
        ("overwogen", Property::Truth(feature.considered)),
    ]
}
