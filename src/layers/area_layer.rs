//! The areas as a layer: for one question how many residents, how many within the norm, and in which class.

use std::sync::Arc;

use geo::{Geometry, InteriorPoint};

use crate::access::publication::{Published, Reason, reasons_told};
use crate::layers::decimals::tenth;
use crate::layers::error::LayerError;
use crate::layers::fields::area_columns::{AREA_COLUMNS, AREA_NAME_COLUMNS};
use crate::layers::layer::Layer;
use crate::layers::need_figures::NeedFigures;
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
        columns: AREA_NAME_COLUMNS,
        shapes: Arc::new(Shapes::project(points, &town.crs)?),
        ids: named.iter().map(|(area, _)| area.code.0.clone()).collect(),
        properties: named
            .iter()
            .map(|(area, _)| identity(area).to_vec())
            .collect(),
    }))
}

/// What is told of areas: the answer to one question, and how much support their surroundings ask for.
#[derive(Debug, Clone, Copy)]
pub struct AreaFigures<'a> {
    /// The answer, area by area in the order of the study.
    pub published: &'a [Published],
    /// Need, area by area in the same order; shorter where the study has none.
    pub need: &'a [Option<NeedFigures>],
    /// The norm of the question.
    pub norm: &'a Norm,
    /// Its age group.
    pub age: AgeGroup,
}

/// The areas with the answer to one question, the year of their outlines and their need.
pub fn area_layer(town: &TownData, shapes: &Arc<Shapes>, figures: &AreaFigures<'_>) -> Layer {
    let answered = town.areas.iter().zip(figures.published).enumerate();
    let properties = answered.map(|(place, (area, published))| {
        let need = figures.need.get(place).and_then(Option::as_ref);
        let [code, name, level] = identity(area);
        let answer = answer(published, figures.norm, figures.age);
        [code, name, level, ("jaar", year(town, area))]
            .into_iter()
            .chain(answer)
            .chain(need_properties(need))
            .collect()
    });
    Layer {
        name: "gebieden",
        columns: AREA_COLUMNS,
        shapes: Arc::clone(shapes),
        ids: town.areas.iter().map(|area| area.code.0.clone()).collect(),
        properties: properties.collect(),
    }
}

/// Why values are empty or should be read with care, in one Dutch text; empty when all is well. Layers and tables are
/// data, the same in every language.
pub fn reason_text(reasons: &[Reason]) -> String {
    reasons_told(reasons).map_or_else(String::new, |told| told.dutch)
}

/// Code, name and level: what says which area it is.
pub fn identity(area: &Area) -> [(&'static str, Property); 3] {
    [
        ("code", Property::Text(area.code.0.clone())),
        ("naam", Property::Text(area.name.clone())),
        ("niveau", Property::Text(area.level.code().to_owned())),
    ]
}

/// The year of an area's outline, by the date of its source.
fn year(town: &TownData, area: &Area) -> Property {
    let source = town.sources.get(usize::from(area.source.0));
    let year = source.and_then(|source| source.date.as_ref()?.get(..4)?.parse().ok());
    year.map_or(Property::Missing, Property::Whole)
}

fn need_properties(need: Option<&NeedFigures>) -> Properties {
    let number = |of: fn(&NeedFigures) -> Option<f64>| Property::number(need.and_then(of));
    vec![
        ("aandachtsindex", number(|need| need.index)),
        ("aandachtsindex_laag", number(|need| need.low)),
        ("aandachtsindex_hoog", number(|need| need.high)),
        ("bewijs_pct", number(|need| need.evidence)),
    ]
}

fn answer(published: &Published, norm: &Norm, age: AgeGroup) -> Properties {
    let figures = &published.figures;
    let people = |people: Option<crate::model::people::People>| {
        Property::number(people.map(|people| people.value()))
    };
    let seconds = |time: Option<crate::model::units::Seconds>| {
        Property::number(time.map(|time| tenth(time.value())))
    };
    let middle = figures.p50.value();
    let reason = reason_text(&published.reasons);
    vec![
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
    ]
}
