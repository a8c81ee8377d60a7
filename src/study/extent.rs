//! Where and when the features of a collection are.

use geo::BoundingRect;
use jiff::Timestamp;

use crate::layers::column::ColumnKind;
use crate::layers::fields::facility_columns::SOURCE_DATE;
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::time_span::TimeSpan;
use crate::study::collection::Collection;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::overview::Bounds;

/// The box and the time of the features of a collection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// West, south, east and north in degrees.
    pub bounds: Bounds,
    /// From the first to the last moment that a feature describes; nothing where features hold at any time.
    pub time: Option<TimeSpan>,
}

impl Study {
    /// The extent of a collection; where it depends on the question, that of the first one. Of an empty collection it is
    /// the study's box.
    ///
    /// # Errors
    /// When the layer cannot be made.
    pub fn extent(&self, collection: &Collection) -> Result<Extent, StudyError> {
        let question = self.question(None, None).ok();
        let layer = question.map(|question| self.layer(collection.id, &question));
        let layer = layer.transpose()?.flatten();
        Ok(Extent {
            bounds: layer.as_deref().and_then(bounds).unwrap_or(self.bounds()),
            time: layer.as_deref().and_then(time),
        })
    }
}

/// The box around all features.
fn bounds(layer: &Layer) -> Option<Bounds> {
    let shapes = layer.shapes.geographic.iter();
    let boxes = shapes.filter_map(BoundingRect::bounding_rect);
    boxes
        .map(|found| {
            let (low, high) = (found.min(), found.max());
            [low.x, low.y, high.x, high.y]
        })
        .reduce(|[west, south, east, north], other| {
            [
                west.min(other[0]),
                south.min(other[1]),
                east.max(other[2]),
                north.max(other[3]),
            ]
        })
}

/// From the first to the last day of the features, as they are found by time.
fn time(layer: &Layer) -> Option<TimeSpan> {
    if !layer
        .columns
        .iter()
        .any(|column| column.kind == ColumnKind::Date)
    {
        return None;
    }
    let values = layer.properties.iter().flatten();
    let spans = values.filter_map(|(name, value)| match value {
        Property::Text(text) if *name == SOURCE_DATE => TimeSpan::reference(text),
        _ => None,
    });
    let moments = |moment: Option<Timestamp>, other: Option<Timestamp>| moment.zip(other);
    spans.reduce(|one, other| TimeSpan {
        from: moments(one.from, other.from).map(|(one, other)| one.min(other)),
        until: moments(one.until, other.until).map(|(one, other)| one.max(other)),
    })
}
