//! Which features of a layer are asked for, by place, time and value.

use geo::{Coord, Intersects, Rect};

use crate::layers::fields::facility_columns::SOURCE_DATE;
use crate::layers::filter::condition::Condition;
use crate::layers::filter::matches::{Candidate, matches};
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::time_span::TimeSpan;

/// What is asked of features; whatever is left out, all have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// They share a point with this window.
    pub window: Option<Window>,
    /// They describe a day in this time. Features without a day are always in it.
    pub time: Option<TimeSpan>,
    /// The condition is true of them; its coordinates are in this system.
    pub condition: Option<(Condition, ReferenceSystem)>,
}

/// A window in a coordinate system; two boxes when it lies across the date line.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// The system of its numbers.
    pub system: ReferenceSystem,
    /// One or two boxes, x (or longitude) first.
    pub boxes: Vec<Rect<f64>>,
}

impl Window {
    /// A window from its corners, two numbers each in the order of the system's axes.
    ///
    /// # Errors
    /// What was expected instead, in Dutch: corners in order, in degrees on earth, and in metres not beside the system's area.
    pub fn between(low: [f64; 2], high: [f64; 2], system: ReferenceSystem) -> Result<Self, String> {
        let corner = |[first, second]: [f64; 2]| {
            system.swapped(Coord {
                x: first,
                y: second,
            })
        };
        let (low, high, area) = (corner(low), corner(high), system.area());
        if low.y > high.y || (low.x > high.x && !system.is_degrees()) {
            return Err("eerst de laagste en dan de hoogste getallen".to_owned());
        }
        let inside = |place: Coord<f64>| {
            (area.min().x..=area.max().x).contains(&place.x)
                && (area.min().y..=area.max().y).contains(&place.y)
        };
        if system.is_degrees() && !(inside(low) && inside(high)) {
            return Err(format!("graden in {}", system.name()));
        }
        let boxes = if low.x > high.x {
            let (east, west) = (area.max().x, area.min().x);
            vec![
                Rect::new(low, Coord { x: east, y: high.y }),
                Rect::new(Coord { x: west, y: low.y }, high),
            ]
        } else {
            vec![Rect::new(low, high)]
        };
        if boxes.iter().any(|window| window.intersects(&area)) {
            Ok(Self { system, boxes })
        } else {
            Err(format!("meters in het gebied van {}", system.name()))
        }
    }
}

/// The features that are meant, in the order of the layer.
pub fn selected(layer: &Layer, selection: &Selection) -> Vec<usize> {
    (0..layer.ids.len())
        .filter(|&index| {
            in_window(layer, index, selection.window.as_ref())
                && in_time(layer, index, selection.time)
                && meets(layer, index, selection.condition.as_ref())
        })
        .collect()
}

fn in_window(layer: &Layer, index: usize, window: Option<&Window>) -> bool {
    let Some(window) = window else { return true };
    let geometry = layer.shapes.in_system(window.system).get(index);
    geometry.is_some_and(|geometry| window.boxes.iter().any(|part| geometry.intersects(part)))
}

fn in_time(layer: &Layer, index: usize, time: Option<TimeSpan>) -> bool {
    let Some(time) = time else { return true };
    let mut properties = layer.properties.get(index).into_iter().flatten();
    let day = properties.find_map(|(name, value)| match value {
        Property::Text(text) if *name == SOURCE_DATE => TimeSpan::reference(text),
        _ => None,
    });
    day.is_none_or(|day| day.meets(time))
}

fn meets(layer: &Layer, index: usize, condition: Option<&(Condition, ReferenceSystem)>) -> bool {
    let Some((condition, system)) = condition else {
        return true;
    };
    let geometry = layer.shapes.in_system(*system).get(index);
    let candidate = geometry.zip(layer.properties.get(index));
    candidate.is_some_and(|(geometry, properties)| {
        let candidate = Candidate {
            properties,
            geometry,
            system: *system,
        };
        matches(condition, candidate) == Some(true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_across_the_date_line_is_two_boxes() {
        let window = Window::between([170.0, -10.0], [-170.0, 10.0], ReferenceSystem::Crs84)
            .expect("a window");
        assert_eq!(
            window.boxes,
            [
                Rect::new((170.0, -10.0), (180.0, 10.0)),
                Rect::new((-180.0, -10.0), (-170.0, 10.0)),
            ]
        );
    }

    #[test]
    fn the_same_window_in_either_order_of_axes() {
        let here =
            Window::between([5.0, 52.0], [6.0, 53.0], ReferenceSystem::Crs84).expect("a window");
        let there =
            Window::between([52.0, 5.0], [53.0, 6.0], ReferenceSystem::Etrs89).expect("a window");
        assert_eq!(here.boxes, there.boxes);
    }

    #[test]
    fn a_window_that_is_nowhere_is_refused() {
        for (low, high, system) in [
            ([5.0, 53.0], [6.0, 52.0], ReferenceSystem::Crs84),
            (
                [136_000.0, 456_000.0],
                [137_000.0, 457_000.0],
                ReferenceSystem::Crs84,
            ),
            ([5.0, 52.0], [6.0, 53.0], ReferenceSystem::RdNew),
            (
                [137_000.0, 456_000.0],
                [136_000.0, 457_000.0],
                ReferenceSystem::RdNew,
            ),
            ([1e300, 1e300], [1e301, 1e301], ReferenceSystem::WebMercator),
        ] {
            assert!(
                Window::between(low, high, system).is_err(),
                "{low:?} {high:?} {system:?}"
            );
        }
        // A screen that shows more than the system's area is no mistake.
        assert!(Window::between([-1e6, -1e6], [1e6, 1e6], ReferenceSystem::RdNew).is_ok());
    }
}
