//! A number that stands for all that a layer holds: when it is the same, so are the bytes of its files.

use std::hash::{DefaultHasher, Hash, Hasher};

use geo::CoordsIter;

use crate::layers::layer::Layer;
use crate::layers::property::Property;

/// The fingerprint of the ids, properties and places of a layer.
///
/// # Cost
/// Every value is read once.
pub fn fingerprint(layer: &Layer) -> u64 {
    let mut hasher = DefaultHasher::new();
    layer.name.hash(&mut hasher);
    layer.ids.hash(&mut hasher);
    for (name, value) in layer.properties.iter().flatten() {
        name.hash(&mut hasher);
        hash_value(value, &mut hasher);
    }
    for shape in &layer.shapes.planar {
        shape.coords_count().hash(&mut hasher);
        for place in shape.coords_iter() {
            (place.x.to_bits(), place.y.to_bits()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn hash_value(value: &Property, hasher: &mut DefaultHasher) {
    std::mem::discriminant(value).hash(hasher);
    match value {
        Property::Text(text) => text.hash(hasher),
        Property::Whole(number) => number.hash(hasher),
        Property::Number(number) => number.to_bits().hash(hasher),
        Property::Truth(truth) => truth.hash(hasher),
        Property::Missing => {}
    }
}
