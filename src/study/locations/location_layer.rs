//! The sites of a location answer as a layer.

use std::sync::Arc;

use geo::{Geometry, Point};

use crate::layers::error::LayerError;
use crate::layers::fields::location_columns::LOCATION_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::shapes::Shapes;
use crate::siting::stability::Stability;
use crate::study::locations::document::district;
use crate::study::locations::plans::LocationAnswer;

/// The sites of the first plan, those of the others, and those that draws bring up.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn locations_layer(answer: &LocationAnswer<'_>) -> Result<Layer, LayerError> {
    let asked = &answer.asked;
    let first = answer.plans.first();
    let site = |index: usize| &asked.sites[index];
    let shapes = answer.occurrence.iter();
    let shapes = shapes.map(|found| Geometry::Point(Point::from(site(found.site).position)));
    let word = |word: Option<Stability>| Property::text(word.map(Stability::code));
    let properties = answer.occurrence.iter().map(|found| {
        let place = site(found.site);
        let in_first = first.is_some_and(|plan| plan.sites.contains(&found.site));
        let deed = first.and_then(|plan| plan.deeds.iter().find(|deed| deed.site == found.site));
        let percent = found.drawn.map(|share| (share * 1_000.0).round() / 10.0);
        vec![
            ("naam", Property::Text(place.name.clone())),
            ("wijk", Property::text(district(answer, place).as_deref())),
            ("bestaand", Property::Truth(place.facility.is_some())),
            ("in_eerste_plan", Property::Truth(in_first)),
            ("actie", Property::text(deed.map(|deed| deed.change.code()))),
            ("plannen", Property::Whole(found.plans as i64)),
            ("van_plannen", Property::Whole(answer.plans.len() as i64)),
            (
                "trekkingen_pct",
                percent.map_or(Property::Missing, Property::Number),
            ),
            ("stabiliteit", word(found.stability())),
            ("stabiliteit_plannen", word(found.by_plans)),
        ]
    });
    Ok(Layer {
        name: "locatieplan",
        columns: LOCATION_COLUMNS,
        shapes: Arc::new(Shapes::project(shapes.collect(), &asked.town.crs)?),
        ids: answer
            .occurrence
            .iter()
            .map(|found| asked.sites[found.site].table_id().to_string())
            .collect(),
        properties: properties.collect(),
    })
}
