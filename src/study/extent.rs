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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::worked_town;
    use crate::study::collection::COLLECTIONS;

    fn extent(study: &Study, id: &str) -> Extent {
        let mut collections = COLLECTIONS.iter();
        let collection = collections.find(|collection| collection.id == id);
        study.extent(collection.expect(id)).expect("it can be made")
    }

    #[test]
    fn an_empty_layer_has_the_box_of_the_study_and_another_its_own() {
        let study = Study::open(worked_town()).expect("a study");
        let homes = extent(&study, "dekking").bounds;
        assert_eq!(extent(&study, "barrieres").bounds, study.bounds());
        assert_eq!(extent(&study, "gebieden").bounds, study.bounds());
        let question = study.question(None, None).expect("a question");
        let layer = study.layer("dekking", &question);
        let layer = layer.expect("it can be made").expect("it is there");
        for shape in &layer.shapes.geographic {
            let found = shape.bounding_rect().expect("a place");
            assert!(found.min().x >= homes[0] && found.max().y <= homes[3]);
        }
        assert_ne!(homes, study.bounds(), "people do not live at its border");
    }

    #[test]
    fn only_what_describes_a_day_has_a_time() {
        let study = Study::open(worked_town()).expect("a study");
        assert_eq!(extent(&study, "gebieden").time, None);
        let facilities = extent(&study, "voorzieningen").time.expect("days");
        let [first, ..] = study.town().sources.as_slice() else {
            unreachable!("the town has sources")
        };
        let date = first.date.as_deref().expect("a date");
        let day = TimeSpan::reference(date).expect("a day");
        assert!(facilities.meets(day));
    }
}
