//! Fifths of the people from least to most need, so that gains and euros can be shown by need.

/// How many parts.
const PARTS: f64 = 5.0;

/// The fifth of the weight in which each one stands: 1 has the lowest values, 5 the highest.
///
/// The middle of a neighbourhood's weight decides, so that each fifth holds about a fifth of all children however
/// large the neighbourhoods are. Equal values are one group and stand in one fifth.
///
/// # Shape
/// One for each value, in the same order; nothing for a value that is not known, and for all where nobody weighs
/// anything. `weights` are children, 0 or more; a missing or odd one (below 0, not finite) counts as 0.
///
/// # Source
/// DOMAIN §C.9: need quintile Q1 to Q5 by child volume.
pub fn quintiles(values: &[Option<f64>], weights: &[f64]) -> Vec<Option<u8>> {
    let weight = |index: usize| {
        let weight = weights.get(index).copied().unwrap_or(0.0);
        if weight.is_finite() && weight > 0.0 {
            weight
        } else {
            0.0
        }
    };
    let mut row: Vec<(f64, usize)> = values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| Some(((*value)?, index)))
        .collect();
    row.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    let whole: f64 = row.iter().map(|&(_, index)| weight(index)).sum();
    let mut fifths = vec![None; values.len()];
    if whole <= 0.0 {
        return fifths;
    }
    let mut before = 0.0;
    for group in row.chunk_by(|left, right| left.0 == right.0) {
        let here: f64 = group.iter().map(|&(_, index)| weight(index)).sum();
        let part = (PARTS * (before + here / 2.0) / whole).floor();
        // From 0 to 4 after the cut, so the cast cannot cut.
        let fifth = part.clamp(0.0, PARTS - 1.0) as u8 + 1;
        for &(_, index) in group {
            if let Some(place) = fifths.get_mut(index) {
                *place = Some(fifth);
            }
        }
        before += here;
    }
    fifths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_neighbourhoods_of_one_size_are_the_five_fifths() {
        let values = [
            Some(30.0),
            Some(10.0),
            None,
            Some(50.0),
            Some(20.0),
            Some(40.0),
        ];
        let expected = [Some(3), Some(1), None, Some(5), Some(2), Some(4)];
        assert_eq!(quintiles(&values, &[7.0; 6]), expected);
    }

    #[test]
    fn a_large_neighbourhood_stands_where_its_middle_is() {
        // 60 of 100 children stand from 20 to 80: their middle is 50, the third fifth.
        let values = [Some(1.0), Some(2.0), Some(3.0)];
        let found = quintiles(&values, &[20.0, 60.0, 20.0]);
        assert_eq!(found, [Some(1), Some(3), Some(5)]);
        assert_eq!(quintiles(&values, &[0.0; 3]), [None; 3]);
    }

    #[test]
    fn equal_values_stand_together() {
        let found = quintiles(&[Some(1.0), Some(1.0), Some(2.0)], &[30.0, 30.0, 40.0]);
        assert_eq!(found, [Some(2), Some(2), Some(5)]);
    }

    proptest! {
        #[test]
        fn more_need_is_never_in_a_lower_fifth_and_scale_changes_nothing(
            rows in prop::collection::vec((prop::option::of((0i32..9).prop_map(f64::from)), 0u32..50), 1..20),
        ) {
            let values: Vec<Option<f64>> = rows.iter().map(|row| row.0).collect();
            let weights: Vec<f64> = rows.iter().map(|row| f64::from(row.1)).collect();
            let found = quintiles(&values, &weights);
            let doubled: Vec<f64> = weights.iter().map(|weight| weight * 2.0).collect();
            prop_assert_eq!(&found, &quintiles(&values, &doubled));
            for (value, fifth) in values.iter().zip(&found) {
                prop_assert!(value.is_some() || fifth.is_none());
                for (other, other_fifth) in values.iter().zip(&found) {
                    prop_assert!(!(value.is_some() && value < other) || fifth <= other_fifth);
                }
            }
        }
    }
}
