//! The layer `inzet`: neighbourhoods and districts with their need profile, where more support is asked for.

use std::sync::Arc;

use geo::Geometry;

use crate::layers::error::LayerError;
use crate::layers::fields::need_columns::NEED_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::need_figures::NeedFigures;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::area::Area;
use crate::model::indicator::Domain;
use crate::model::town_data::TownData;
use crate::siting::stability::Stability;

/// The name of the layer.
pub const NEED_LAYER: &str = "inzet";

/// What holds for all features of the layer.
#[derive(Debug, Clone, Copy)]
pub struct NeedLayerNotes<'a> {
    /// The preset, or `eigen`.
    pub preset: &'a str,
    /// The scale.
    pub standardisation: &'static str,
    /// The weight set.
    pub weights: &'a str,
}

/// Neighbourhoods, or other areas, with their figures of need.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn need_layer(
    town: &TownData,
    rows: &[(&Area, NeedFigures)],
    notes: &NeedLayerNotes<'_>,
) -> Result<Layer, LayerError> {
    let land = rows
        .iter()
        .map(|(area, _)| Geometry::MultiPolygon(area.shape.clone()))
        .collect();
    Ok(Layer {
        name: NEED_LAYER,
        columns: NEED_COLUMNS,
        shapes: Arc::new(Shapes::project(land, &town.crs)?),
        ids: rows.iter().map(|(area, _)| area.code.0.clone()).collect(),
        properties: rows
            .iter()
            .map(|(area, figures)| properties(area, figures, notes))
            .collect(),
    })
}

fn properties(area: &Area, figures: &NeedFigures, notes: &NeedLayerNotes<'_>) -> Properties {
    let text = |text: &str| Property::Text(text.to_owned());
    let people = |people: Option<u64>| Property::number(people.map(|people| people as f64));
    let mut properties = vec![
        ("code", text(&area.code.0)),
        ("naam", text(&area.name)),
        ("niveau", text(area.level.code())),
        ("preset", text(notes.preset)),
        ("aandachtsindex", Property::number(figures.index)),
        ("laag", Property::number(figures.low)),
        ("hoog", Property::number(figures.high)),
        ("bewijs_pct", Property::number(figures.evidence)),
        (
            "kwintiel",
            Property::number(figures.quintile.map(f64::from)),
        ),
        (
            "stabiliteit",
            Property::text(figures.stability.map(Stability::code)),
        ),
    ];
    // Every domain is a column, so that all features have the same ones.
    properties.extend(Domain::EVERY.map(|domain| {
        let found = figures.domains.iter().find(|(other, _)| *other == domain);
        let score = found.and_then(|(_, score)| *score);
        (domain.code(), Property::number(score))
    }));
    properties.extend([
        ("kinderen", people(figures.children)),
        ("kinderen_maal_inzet", people(figures.volume)),
        ("geschat_pct", Property::number(figures.estimated)),
        ("standaardisatie", text(notes.standardisation)),
        ("gewichtenset", text(notes.weights)),
        ("reden", Property::text(figures.reason.as_deref())),
    ]);
    properties
}
