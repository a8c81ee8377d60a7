//! The facilities as a layer of points.

use std::sync::Arc;

use geo::{Geometry, Point};
use jiff::civil::Date;

use crate::access::suppression::is_small;
use crate::layers::error::LayerError;
use crate::layers::fields::facility_columns::{DAY, FACILITY_COLUMNS, SOURCE_DATE};
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::facility::Facility;
use crate::model::facility_kind::{FacilityKind, KindDescription};
use crate::model::people::People;
use crate::model::town_data::TownData;

/// Where a study's facilities stand.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn facility_shapes(town: &TownData) -> Result<Arc<Shapes>, LayerError> {
    let places = offering(town)
        .map(|facility| Geometry::Point(Point::from(facility.position)))
        .collect();
    Ok(Arc::new(Shapes::project(places, &town.crs)?))
}

/// The facilities; `asked` says which of them have the kind of the question.
pub fn facility_layer(town: &TownData, shapes: &Arc<Shapes>, asked: &FacilityKind) -> Layer {
    Layer {
        name: "voorzieningen",
        columns: FACILITY_COLUMNS,
        shapes: Arc::clone(shapes),
        ids: offering(town)
            .map(|facility| facility.id.0.clone())
            .collect(),
        properties: offering(town)
            .map(|facility| properties(town, facility, asked))
            .collect(),
    }
}

/// The facilities that offer something; one that a scenario closes does not.
fn offering(town: &TownData) -> impl Iterator<Item = &Facility> {
    let facilities = town.facilities.iter();
    facilities.filter(|facility| !facility.kinds.is_empty())
}

fn properties(town: &TownData, facility: &Facility, asked: &FacilityKind) -> Properties {
    let is_asked = facility.kinds.contains(asked);
    let shown = if is_asked {
        Some(asked)
    } else {
        facility.kinds.first()
    };
    let description: Option<&KindDescription> = shown.and_then(|kind| {
        town.kind_descriptions
            .iter()
            .find(|described| described.kind == *kind)
    });
    let kinds: Vec<&str> = facility.kinds.iter().map(FacilityKind::code).collect();
    let source = town.sources.get(usize::from(facility.source.0));
    let date = source.and_then(|source| source.date.as_deref());
    let count = |number: Option<u32>| {
        number.map_or(Property::Missing, |number| {
            Property::Whole(i64::from(number))
        })
    };
    vec![
        ("id", Property::Text(facility.id.0.clone())),
        ("naam", Property::Text(facility.name.clone())),
        ("soorten", Property::Text(kinds.join(","))),
        ("soort", Property::text(shown.map(FacilityKind::code))),
        (
            "soort_naam",
            Property::text(description.map(|described| described.singular_nl.as_str())),
        ),
        (
            "letter",
            Property::text(
                description
                    .map(|described| described.letter.to_string())
                    .as_deref(),
            ),
        ),
        (
            "vorm",
            Property::text(description.map(|described| described.shape.code())),
        ),
        ("gevraagd", Property::Truth(is_asked)),
        ("capaciteit", count(facility.capacity)),
        (
            "leerlingen",
            count(
                facility
                    .pupils
                    .filter(|&pupils| !is_small(People::whole(pupils))),
            ),
        ),
        (
            "bron",
            Property::text(source.map(|source| source.title.as_str())),
        ),
        (DAY, Property::text(date.filter(|date| is_day(date)))),
        (SOURCE_DATE, Property::text(date)),
    ]
}

/// Whether a source names a day; a month or a year is none.
fn is_day(date: &str) -> bool {
    date.len() == 10 && date.parse::<Date>().is_ok()
}
