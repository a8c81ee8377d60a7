//! Features as JSON-FG: GeoJSON that also holds places in other systems, and the day a feature describes.
//!
//! # Source
//! OGC 21-045r1, version 1.0, sections 7.4 to 7.7.

use geojson::{Feature, JsonObject, JsonValue};

use crate::layers::fields::facility_columns::DAY;
use crate::layers::geojson_document::feature;
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::reference_system::ReferenceSystem;

/// One feature in a coordinate system; nothing when the layer has no such feature.
/// In CRS84 its place is in `geometry`, as in GeoJSON; in any other system in `place`.
pub fn json_fg_feature(layer: &Layer, index: usize, system: ReferenceSystem) -> Option<Feature> {
    let mut feature = feature(layer, index, system)?;
    let mut members = JsonObject::new();
    members.insert("featureType".to_owned(), layer.name.into());
    members.insert("time".to_owned(), time(layer, index));
    let place = if system == ReferenceSystem::Crs84 {
        None
    } else {
        members.insert("coordRefSys".to_owned(), system.uri().into());
        feature.geometry.take()
    };
    let place = place.map_or(JsonValue::Null, |place| (&place.value).into());
    members.insert("place".to_owned(), place);
    feature.foreign_members = Some(members);
    Some(feature)
}

/// The day that a feature describes.
fn time(layer: &Layer, index: usize) -> JsonValue {
    let mut properties = layer.properties.get(index).into_iter().flatten();
    let day = properties.find_map(|(name, value)| match value {
        Property::Text(text) if *name == DAY => Some(text.as_str()),
        _ => None,
    });
    day.map_or(JsonValue::Null, |day| {
        let mut time = JsonObject::new();
        time.insert("date".to_owned(), day.into());
        JsonValue::Object(time)
    })
}
