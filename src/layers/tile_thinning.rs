//! Which points of a crowded tile are kept: on a small scale tens of thousands of homes lie on the same few pixels.
//!
//! A tile with no more than [`MOST_POINTS`] points of a layer keeps them all. Of more, points are kept that lie in
//! different squares of the tile: the finest squares of 2, 4, 8 ... grid cells of which no more than that many hold a
//! point, and in each the first of the layer. So a tile that shows a few streets has every point.

use std::collections::HashSet;

use fast_mvt::MvtGeometry;

/// A tile holds at most so many points of a layer.
pub const MOST_POINTS: usize = 5_000;

/// The features that are kept, in their order; what is no single point always is.
pub fn thinned(mut features: Vec<(usize, MvtGeometry)>) -> Vec<(usize, MvtGeometry)> {
    let points: Vec<(i32, i32)> = features
        .iter()
        .filter_map(|(_, shape)| place(shape))
        .collect();
    if points.len() <= MOST_POINTS {
        return features;
    }
    // A tile has 4,096 cells along its side, so that in the end a few squares hold them all.
    let squares = |halvings: u32| {
        let held: HashSet<(i32, i32)> = points
            .iter()
            .map(|&place| square(place, halvings))
            .collect();
        held.len()
    };
    let halvings = (1..i32::BITS - 1).find(|&halvings| squares(halvings) <= MOST_POINTS);
    let mut taken = HashSet::new();
    features.retain(|(_, shape)| {
        let found = place(shape).zip(halvings);
        found.is_none_or(|(place, halvings)| taken.insert(square(place, halvings)))
    });
    features
}

/// The cell of a single point.
fn place(shape: &MvtGeometry) -> Option<(i32, i32)> {
    match shape {
        MvtGeometry::MultiPoint(points) => match points.0.as_slice() {
            [only] => Some((only.x(), only.y())),
            _ => None,
        },
        _ => None,
    }
}

/// The square that a cell lies in, with sides of 2 to the power of `halvings` cells.
const fn square((x, y): (i32, i32), halvings: u32) -> (i32, i32) {
    (x >> halvings, y >> halvings)
}

#[cfg(test)]
mod tests {
    use geo::{MultiPoint, Point};
    use proptest::prelude::*;

    use super::*;

    fn points(places: impl IntoIterator<Item = (i32, i32)>) -> Vec<(usize, MvtGeometry)> {
        let shape = |(x, y)| MvtGeometry::MultiPoint(MultiPoint(vec![Point::new(x, y)]));
        places.into_iter().map(shape).enumerate().collect()
    }

    fn indexes(features: &[(usize, MvtGeometry)]) -> Vec<usize> {
        features.iter().map(|(index, _)| *index).collect()
    }

    #[test]
    fn of_a_hundred_by_a_hundred_points_one_in_each_square_of_two_by_two_stays() {
        let all = points((0..100).flat_map(|y| (0..100).map(move |x| (x, y))));
        let kept = indexes(&thinned(all));
        // 50 by 50 squares, each with the first of its four.
        assert_eq!(kept.len(), 2_500);
        assert_eq!(kept[..3], [0, 2, 4]);
        assert_eq!(kept[50], 200);
    }

    #[test]
    fn homes_on_one_cell_are_one_point() {
        let all = points((0..20_000).map(|_| (7, 7)));
        assert_eq!(indexes(&thinned(all)), [0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

        #[test]
        fn a_crowded_tile_keeps_something_everywhere_and_no_more_than_it_may(
            places in prop::collection::vec((-128i32..4_224, -128i32..4_224), 0..12_000)
        ) {
            let all = points(places.clone());
            let kept = thinned(all.clone());
            prop_assert!(kept.len() <= MOST_POINTS);
            if places.len() <= MOST_POINTS {
                prop_assert_eq!(kept.len(), places.len());
            }
            // Every point has one that is kept within 64 cells, four pixels, of it.
            let near = |(x, y): (i32, i32)| (x >> 6, y >> 6);
            let held: HashSet<(i32, i32)> = kept.iter().filter_map(|(_, shape)| place(shape)).map(near).collect();
            prop_assert!(places.into_iter().all(|place| held.contains(&near(place))));
            // In their order, each once.
            let kept = indexes(&kept);
            prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
