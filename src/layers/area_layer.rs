//! The areas as a layer: for one question how many residents, how many within the norm, and in which class.

use std::sync::Arc;

use geo::{Geometry, InteriorPoint};

use crate::access::publication::{Published, Reason};
use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::layers::norm_classes::class_of;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::age_group::AgeGroup;
use crate::model::area::Area;
use crate::model::norm::Norm;
use crate::model::town_data::TownData;

/// The outlines of a study's areas.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn area_shapes(town: &TownData) -> Result<Arc<Shapes>, LayerError> {
    let outlines = town
        .areas
        .iter()
        .map(|area| Geometry::MultiPolygon(area.shape.clone()))
        .collect();
    Ok(Arc::new(Shapes::project(outlines, &town.crs)?))
}

/// Points inside the areas, where their names are written.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn area_names(town: &TownData) -> Result<Arc<Layer>, LayerError> {
    let named: Vec<(&Area, Geometry<f64>)> = town
        .areas
        .iter()
        .filter_map(|area| Some((area, Geometry::Point(area.shape.interior_point()?))))
        .collect();
    let points = named.iter().map(|(_, point)| point.clone()).collect();
    Ok(Arc::new(Layer {
        name: "gebieden_naam",
        shapes: Arc::new(Shapes::project(points, &town.crs)?),
        ids: named.iter().map(|(area, _)| area.code.0.clone()).collect(),
        properties: named
            .iter()
            .map(|(area, _)| identity(area).to_vec())
            .collect(),
    }))
}

/// The areas with the answer to one question.
///
/// # Shape
/// `published` has one entry for each area of the study, in the same order.
pub fn area_layer(
    town: &TownData,
    shapes: &Arc<Shapes>,
    published: &[Published],
    norm: &Norm,
    age: AgeGroup,
) -> Layer {
    let properties = town
        .areas
        .iter()
        .zip(published)
        .map(|(area, published)| properties(area, published, norm, age));
    Layer {
        name: "gebieden",
        shapes: Arc::clone(shapes),
        ids: town.areas.iter().map(|area| area.code.0.clone()).collect(),
        properties: properties.collect(),
    }
}

/// Why values are empty or should be read with care, in one text; empty when all is well.
pub fn reason_text(reasons: &[Reason]) -> String {
    reasons
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Code, name and level: what says which area it is.
pub fn identity(area: &Area) -> [(&'static str, Property); 3] {
    [
        ("code", Property::Text(area.code.0.clone())),
        ("naam", Property::Text(area.name.clone())),
        ("niveau", Property::Text(area.level.code().to_owned())),
    ]
}

fn properties(area: &Area, published: &Published, norm: &Norm, age: AgeGroup) -> Properties {
    let figures = &published.figures;
    let people = |people: Option<crate::model::people::People>| {
        Property::number(people.map(|people| people.value()))
    };
    let seconds = |time: Option<crate::model::units::Seconds>| {
        Property::number(time.map(|time| tenth(time.value())))
    };
    let middle = figures.p50.value();
    let reason = reason_text(&published.reasons);
    let answer = [
        ("voorziening", Property::Text(norm.kind.code().to_owned())),
        ("leeftijd", Property::Text(age.code().to_owned())),
        ("norm_s", Property::Number(norm.norm.value())),
        ("personen", people(figures.persons.value())),
        ("gedekt", people(figures.covered.value())),
        (
            "aandeel_pct",
            Property::number(figures.share.value().map(tenth)),
        ),
        ("t_p10_s", seconds(figures.p10.value())),
        ("t_p50_s", seconds(middle)),
        ("t_p90_s", seconds(figures.p90.value())),
        (
            "minuten",
            Property::number(middle.map(|time| tenth(time.value() / 60.0))),
        ),
        ("score", Property::number(figures.score.value().map(tenth))),
        (
            "geschat_pct",
            Property::number(figures.estimated_share.value().map(tenth)),
        ),
        ("klasse", Property::Whole(i64::from(class_of(middle, norm)))),
        (
            "reden",
            Property::text(Some(reason.as_str()).filter(|reason| !reason.is_empty())),
        ),
    ];
    identity(area).into_iter().chain(answer).collect()
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
