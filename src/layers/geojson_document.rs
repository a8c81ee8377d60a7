//! Features as GeoJSON (RFC 7946): WGS84, longitude first, unless another system is asked for.

use geo::orient::Direction;
use geo::{Geometry, Orient};
use geojson::feature::Id;
use geojson::{Feature, FeatureCollection, JsonObject};

use crate::layers::layer::Layer;
use crate::layers::reference_system::ReferenceSystem;

/// The chosen features of a layer, in the given order; an index beyond the layer is left out.
pub fn feature_collection(
    layer: &Layer,
    chosen: impl IntoIterator<Item = usize>,
) -> FeatureCollection {
    let features = chosen
        .into_iter()
        .filter_map(|index| feature(layer, index, ReferenceSystem::Crs84))
        .collect();
    FeatureCollection {
        bbox: None,
        features,
        foreign_members: None,
    }
}

/// One feature in a coordinate system; nothing when the layer has no such feature.
pub fn feature(layer: &Layer, index: usize, system: ReferenceSystem) -> Option<Feature> {
    let geometry = written(layer.shapes.in_system(system).get(index)?, system);
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

fn written(geometry: &Geometry<f64>, system: ReferenceSystem) -> Geometry<f64> {
    // RFC 7946, section 3.1.6: outer rings counter-clockwise, holes clockwise, whatever the order of the axes.
    let oriented = match geometry {
        Geometry::Polygon(polygon) => Some(polygon.orient(Direction::Default).into()),
        Geometry::MultiPolygon(polygons) => Some(polygons.orient(Direction::Default).into()),
        _other => None,
    };
    system.written(oriented.as_ref().unwrap_or(geometry))
}
