//! Which areas lie beside each other, also where two outlines leave a hair between them.

use geo::{BoundingRect, Distance, Euclidean, MultiPolygon, Rect};

/// Outlines this near, in metres, adjoin. Borders of one map coincide; a hair comes from rounding.
const HAIR: f64 = 1.0;

/// For each shape the others beside it, in ascending order. Meeting in one corner is enough.
///
/// # Units
/// Planar metres.
///
/// # Cost
/// Every pair whose boxes meet is measured.
pub fn adjoining_areas(shapes: &[&MultiPolygon<f64>]) -> Vec<Vec<usize>> {
    let boxes: Vec<Option<Rect<f64>>> = shapes.iter().map(|shape| shape.bounding_rect()).collect();
    let adjoin = |one: usize, other: usize| {
        let meet = boxes[one]
            .zip(boxes[other])
            .is_some_and(|(one, other)| boxes_meet(one, other));
        one != other && meet && Euclidean.distance(shapes[one], shapes[other]) <= HAIR
    };
    (0..shapes.len())
        .map(|one| {
            (0..shapes.len())
                .filter(|&other| adjoin(one, other))
                .collect()
        })
        .collect()
}

fn boxes_meet(one: Rect<f64>, other: Rect<f64>) -> bool {
    let apart = |from: f64, until: f64| from > until + HAIR;
    !(apart(one.min().x, other.max().x)
        || apart(other.min().x, one.max().x)
        || apart(one.min().y, other.max().y)
        || apart(other.min().y, one.max().y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_with_a_border_adjoin_and_those_across_a_canal_do_not() {
        let square = |left: f64| {
            MultiPolygon::new(vec![
                Rect::new((left, 0.0), (left + 100.0, 100.0)).to_polygon(),
            ])
        };
        let shapes = [square(0.0), square(100.0), square(200.5), square(320.0)];
        let found = adjoining_areas(&shapes.iter().collect::<Vec<_>>());
        assert_eq!(found, [vec![1], vec![0, 2], vec![1], vec![]]);
    }
}
