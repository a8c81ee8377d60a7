//! The part of areas that lies in a window.

use std::borrow::Cow;

use geo::{BooleanOps, BoundingRect, Contains, Coord, LineString, MultiPolygon, Polygon, Rect};

/// What of `polygons` lies in `window`.
///
/// # Cost
/// One look at each point; cutting itself takes only those in and around the window.
pub fn cut(polygons: &MultiPolygon<f64>, window: Rect<f64>) -> Cow<'_, MultiPolygon<f64>> {
    let bounds = polygons.bounding_rect();
    if bounds.is_some_and(|bounds| window.contains(&bounds)) {
        return Cow::Borrowed(polygons);
    }
    let near: MultiPolygon<f64> = polygons
        .iter()
        .filter_map(|polygon| near(polygon, window))
        .collect();
    Cow::Owned(near.intersection(&window.to_polygon()))
}

/// An area that is the same in the window and has fewer points outside it; nothing when nothing is left of it.
fn near(polygon: &Polygon<f64>, window: Rect<f64>) -> Option<Polygon<f64>> {
    let ring = |ring: &LineString<f64>| shortened(ring, window);
    let outer = ring(polygon.exterior())?;
    let holes = polygon.interiors().iter().filter_map(ring);
    Some(Polygon::new(outer, holes.collect()))
}

/// A way along points that all lie beyond the same side of the window does not enter it, and neither does the straight
/// line between its ends: between the two there is nothing of the window.
fn shortened(ring: &LineString<f64>, window: Rect<f64>) -> Option<LineString<f64>> {
    let mut kept: Vec<(Coord<f64>, u8)> = Vec::new();
    let mut coming = ring.coords().map(|&place| (place, beyond(place, window)));
    let mut next = coming.next();
    while let Some((place, sides)) = next {
        next = coming.next();
        let around = kept.last().zip(next);
        let passed = around.is_some_and(|((_, before), (_, after))| before & sides & after != 0);
        if !passed {
            kept.push((place, sides));
        }
    }
    // A ring of fewer than three places, of which the first comes twice, encloses nothing.
    (kept.len() > 3).then(|| kept.into_iter().map(|(place, _)| place).collect())
}

/// The sides of the window beyond which a place lies, a bit for each.
fn beyond(place: Coord<f64>, window: Rect<f64>) -> u8 {
    let (least, most) = (window.min(), window.max());
    let sides = [
        place.x < least.x,
        place.x > most.x,
        place.y < least.y,
        place.y > most.y,
    ];
    let bits = sides.iter().zip([1, 2, 4, 8]);
    bits.map(|(&is_beyond, bit)| if is_beyond { bit } else { 0 })
        .sum()
}

#[cfg(test)]
mod tests {
    use geo::{Area, coord};
    use proptest::prelude::*;

    use super::*;

    /// A star around a middle, so a ring that never crosses itself.
    fn star(middle: (f64, f64), radii: &[f64]) -> Polygon<f64> {
        let turn = std::f64::consts::TAU / radii.len() as f64;
        let place = |(step, radius): (usize, &f64)| {
            let (sine, cosine) = (turn * step as f64).sin_cos();
            coord! { x: middle.0 + radius * cosine, y: middle.1 + radius * sine }
        };
        let ring = radii.iter().enumerate().map(place);
        Polygon::new(ring.collect(), Vec::new())
    }

    fn window() -> Rect<f64> {
        Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 10.0, y: 10.0 })
    }

    #[test]
    fn far_points_are_passed_and_the_window_stays_full() {
        let around = star((5.0, 5.0), &[100.0; 400]);
        let near = near(&around, window()).expect("an area");
        assert!(near.exterior().0.len() < 20, "{near:?}");
        assert_eq!(cut(&around.into(), window()).unsigned_area(), 100.0);
    }

    #[test]
    fn an_area_beyond_one_side_is_not_there() {
        let beside = star((50.0, 5.0), &[20.0; 40]);
        assert_eq!(near(&beside, window()), None);
        assert_eq!(cut(&beside.into(), window()).0, Vec::new());
    }

    proptest! {
        #[test]
        fn what_lies_in_the_window_is_what_a_whole_cut_gives(
            middle in (-20f64..30.0, -20f64..30.0),
            radii in prop::collection::vec(1f64..40.0, 3..60),
            hole in 0.1f64..0.9,
        ) {
            let outer = star(middle, &radii);
            let inner: Vec<f64> = radii.iter().map(|radius| radius * hole).collect();
            let inner = star(middle, &inner).exterior().clone();
            let area: MultiPolygon<f64> = Polygon::new(outer.exterior().clone(), vec![inner]).into();
            let plain = area.intersection(&window().to_polygon());
            let cut = cut(&area, window());
            // Places are whole millionths of a window in the library that cuts.
            let difference = plain.xor(&*cut).unsigned_area();
            prop_assert!(difference < 1e-4, "{difference}");
        }
    }
}
