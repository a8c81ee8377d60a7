//! Lines with the way along them in whole millimetres: made, cut in two, and measured along.

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::network::drawn_edges::ShapePoint;
use crate::network::length::Millimetres;

/// A line with the way along it; nothing when it has no length or one that cannot be said.
pub fn shape_over(places: &[Planar]) -> Option<Vec<ShapePoint>> {
    let mut shape: Vec<ShapePoint> = Vec::with_capacity(places.len());
    for &place in places {
        let offset = match shape.last() {
            Some(before) => {
                let stretch = Metres::new(before.place.distance(place)).ok()?;
                before.offset.plus(Millimetres::rounded(stretch)?)?
            }
            None => Millimetres::ZERO,
        };
        shape.push(ShapePoint { place, offset });
    }
    shape.last().filter(|end| end.offset > Millimetres::ZERO)?;
    Some(shape)
}

/// A shape in two, at so many millimetres from its begin, which must lie inside it.
pub fn cut(shape: &[ShapePoint], at: Millimetres) -> [Vec<ShapePoint>; 2] {
    let after = shape
        .partition_point(|point| point.offset <= at)
        .clamp(1, shape.len() - 1);
    let (before, next) = (shape[after - 1], shape[after]);
    let long = f64::from(next.offset.0 - before.offset.0);
    let share = if long > 0.0 {
        f64::from(at.0 - before.offset.0) / long
    } else {
        0.0
    };
    let place = Planar {
        x: before.place.x + share * (next.place.x - before.place.x),
        y: before.place.y + share * (next.place.y - before.place.y),
    };
    let mut first: Vec<ShapePoint> = shape
        .iter()
        .filter(|point| point.offset < at)
        .copied()
        .collect();
    first.push(ShapePoint { place, offset: at });
    let begin = ShapePoint {
        place,
        offset: Millimetres::ZERO,
    };
    let rest = shape.iter().filter(|point| point.offset > at);
    let rest = rest.map(|point| ShapePoint {
        offset: Millimetres(point.offset.0 - at.0),
        ..*point
    });
    [first, std::iter::once(begin).chain(rest).collect()]
}

/// How far along a shape its nearest point to a place is, and how far from it the place.
pub fn nearest_along(shape: &[ShapePoint], place: Planar) -> Option<(Millimetres, Metres)> {
    let on_stretch = |pair: &[ShapePoint]| {
        let [begin, end] = pair else { return None };
        let share = share_along(begin, end, place);
        let there = Planar {
            x: begin.place.x + share * (end.place.x - begin.place.x),
            y: begin.place.y + share * (end.place.y - begin.place.y),
        };
        // A share of the length, so the cast cannot cut.
        let along = (share * f64::from(end.offset.0 - begin.offset.0)).round() as u32;
        let distance = Metres::new(place.distance(there)).ok()?;
        Some((distance, Millimetres(begin.offset.0 + along)))
    };
    let nearest = shape.windows(2).filter_map(on_stretch).min()?;
    Some((nearest.1, nearest.0))
}

/// How far along a stretch its nearest point to `place` is: 0 at its begin, 1 at its end.
pub fn share_along(begin: &ShapePoint, end: &ShapePoint, place: Planar) -> f64 {
    let (x, y) = (end.place.x - begin.place.x, end.place.y - begin.place.y);
    let squared = x * x + y * y;
    let along = (place.x - begin.place.x) * x + (place.y - begin.place.y) * y;
    if squared > 0.0 {
        (along / squared).clamp(0.0, 1.0)
    } else {
        0.0
    }
}
