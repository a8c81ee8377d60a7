//! Features as GeoJSON (RFC 7946): WGS84, longitude first, seven decimals (about a centimetre).

use geo::orient::Direction;
use geo::{Geometry, MapCoords, Orient};
use geojson::feature::Id;
use geojson::{Feature, FeatureCollection, JsonObject};

use crate::layers::layer::Layer;

const DECIMALS: f64 = 1e7;

/// The chosen features of a layer, in the given order; an index beyond the layer is left out.
pub fn feature_collection(
    layer: &Layer,
    chosen: impl IntoIterator<Item = usize>,
) -> FeatureCollection {
    let features = chosen
        .into_iter()
        .filter_map(|index| feature(layer, index))
        .collect();
    FeatureCollection {
        bbox: None,
        features,
        foreign_members: None,
    }
}

/// One feature of a layer; nothing when the layer has no such feature.
pub fn feature(layer: &Layer, index: usize) -> Option<Feature> {
    let geometry = rounded(layer.shapes.geographic.get(index)?);
    let properties: JsonObject = layer
        .properties
        .get(index)?
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.to_json()))
        .collect();
    Some(Feature {
        bbox: None,
        geometry: Some(geojson::Geometry::new((&geometry).into())),
        id: layer.ids.get(index).cloned().map(Id::String),
        properties: Some(properties),
        foreign_members: None,
    })
}

fn rounded(geometry: &Geometry<f64>) -> Geometry<f64> {
    let round = |degrees: f64| (degrees * DECIMALS).round() / DECIMALS;
    let rounded = geometry.map_coords(|place| geo::Coord {
        x: round(place.x),
        y: round(place.y),
    });
    // RFC 7946, section 3.1.6: outer rings counter-clockwise, holes clockwise.
    match rounded {
        Geometry::Polygon(polygon) => polygon.orient(Direction::Default).into(),
        Geometry::MultiPolygon(polygons) => polygons.orient(Direction::Default).into(),
        other => other,
    }
}
