//! The study's own background as layers for tiles: water, green, rails and streets.

use std::sync::Arc;

use geo::{Geometry, LineString};

use crate::layers::column::Column;
use crate::layers::error::LayerError;
use crate::layers::fields::background_columns::{BACKGROUND_COLUMNS, STREET_COLUMNS};
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::basemap::{BasemapClass, BasemapFeature};
use crate::model::streets::{Streets, Tags, Way};
use crate::model::town_data::TownData;

/// The name of the layer of streets.
const STREETS: &str = "straten";

/// All background layers of a study, from the ground up; layers without features are left out.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn background(town: &TownData) -> Result<Vec<Arc<Layer>>, LayerError> {
    let mut layers = Vec::new();
    for class in BasemapClass::EVERY {
        let features: Vec<&BasemapFeature> = town
            .basemap
            .iter()
            .filter(|feature| feature.class == class)
            .collect();
        let geometries = features
            .iter()
            .map(|feature| feature.geometry.clone())
            .collect();
        let properties = features
            .iter()
            .map(|feature| named(feature.name.as_deref()))
            .collect();
        layers.extend(layer(
            (class.code(), BACKGROUND_COLUMNS),
            geometries,
            properties,
            &town.crs,
        )?);
    }
    if let Some(streets) = &*town.streets {
        let drawn: Vec<(Geometry<f64>, Properties)> = streets
            .ways
            .iter()
            .filter_map(|way| street(streets, way))
            .collect();
        let (geometries, properties) = drawn.into_iter().unzip();
        layers.extend(layer(
            (STREETS, STREET_COLUMNS),
            geometries,
            properties,
            &town.crs,
        )?);
    }
    Ok(layers)
}

fn layer(
    (name, columns): (&'static str, &'static [Column]),
    geometries: Vec<Geometry<f64>>,
    properties: Vec<Properties>,
    crs: &str,
) -> Result<Option<Arc<Layer>>, LayerError> {
    if geometries.is_empty() {
        return Ok(None);
    }
    let ids = (1..=geometries.len())
        .map(|number| format!("{name}-{number}"))
        .collect();
    let shapes = Arc::new(Shapes::project(geometries, crs)?);
    Ok(Some(Arc::new(Layer {
        name,
        columns,
        shapes,
        ids,
        properties,
    })))
}

fn named(name: Option<&str>) -> Properties {
    vec![("naam", Property::text(name))]
}

fn street(streets: &Streets, way: &Way) -> Option<(Geometry<f64>, Properties)> {
    let line: LineString<f64> = way
        .nodes
        .iter()
        .filter_map(|node| streets.nodes.get(node.0 as usize))
        .map(|&place| geo::Coord::from(place))
        .collect();
    let tags = streets.tag_sets.get(way.tags.0 as usize)?;
    let sort = sort_of_street(tags)?;
    let name = tags.get("name").map(String::as_str);
    (line.0.len() >= 2).then(|| {
        (
            Geometry::LineString(line),
            vec![
                ("soort", Property::Text(sort.to_owned())),
                ("naam", Property::text(name)),
            ],
        )
    })
}

/// How a street is drawn; nothing for what is no street.
fn sort_of_street(tags: &Tags) -> Option<&'static str> {
    let class = tags.get("highway")?.trim_end_matches("_link");
    Some(match class {
        "motorway" | "trunk" | "primary" | "secondary" => "hoofdweg",
        "cycleway" => "fietspad",
        "steps" => "trap",
        "footway" | "path" | "track" | "bridleway" | "corridor" | "crossing" => "pad",
        _ => "straat",
    })
}
