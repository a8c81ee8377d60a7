//! Which choices no other one beats on both axes, when each is known between bounds only.

use crate::model::record::Bounds;

/// Where a choice stands with respect to the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontPlace {
    /// On it, whatever the values within the bounds are.
    Certain,
    /// On it for some values.
    Possible,
    /// Never on it: another one is at least as high on both axes and higher on one, in any case.
    Beaten,
}

impl FrontPlace {
    /// The name in files: `ja`, `mogelijk`, `nee`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Certain => "ja",
            Self::Possible => "mogelijk",
            Self::Beaten => "nee",
        }
    }
}

/// The place of each choice on the Pareto front of two things of which more is more.
///
/// A choice is certainly on the front when it is with itself at its lowest and all others at their highest, and
/// possibly when it is the other way around; bounds of different choices are taken as independent.
///
/// # Shape
/// One place for each choice, in the same order. The front itself has no order.
///
/// # Cost
/// The square of the number of choices.
pub fn uncertain_front(choices: &[[Bounds; 2]]) -> Vec<FrontPlace> {
    let low = |choice: &[Bounds; 2]| choice.map(|bounds| bounds.low);
    let high = |choice: &[Bounds; 2]| choice.map(|bounds| bounds.high);
    let beaten = |place: usize, own: [f64; 2], others: &dyn Fn(&[Bounds; 2]) -> [f64; 2]| {
        choices
            .iter()
            .enumerate()
            .any(|(other, choice)| other != place && beats(others(choice), own))
    };
    choices
        .iter()
        .enumerate()
        .map(|(place, choice)| {
            if !beaten(place, low(choice), &high) {
                FrontPlace::Certain
            } else if !beaten(place, high(choice), &low) {
                FrontPlace::Possible
            } else {
                FrontPlace::Beaten
            }
        })
        .collect()
}

/// Whether one is at least as high on both axes, and higher on one.
fn beats(one: [f64; 2], other: [f64; 2]) -> bool {
    one[0] >= other[0] && one[1] >= other[1] && one != other
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exactly(value: f64) -> Bounds {
        Bounds {
            low: value,
            high: value,
        }
    }

    const ANYTHING: Bounds = Bounds {
        low: 0.0,
        high: 100.0,
    };

    #[test]
    fn who_was_never_asked_does_not_sink() {
        // Need 90 with ambition 25, 80 with 75, 70 with 50 (beaten by 80 with 75), and 85 never asked.
        let found = uncertain_front(&[
            [exactly(90.0), exactly(25.0)],
            [exactly(80.0), exactly(75.0)],
            [exactly(70.0), exactly(50.0)],
            [exactly(85.0), ANYTHING],
        ]);
        // The one never asked may beat the second (at 75 and more), or be beaten by the first (at 25 and less).
        assert_eq!(
            found,
            [
                FrontPlace::Certain,
                FrontPlace::Possible,
                FrontPlace::Beaten,
                FrontPlace::Possible
            ]
        );
        let same = uncertain_front(&[[exactly(1.0); 2], [exactly(1.0); 2]]);
        assert_eq!(same, [FrontPlace::Certain; 2]);
    }

    proptest! {
        #[test]
        fn it_is_what_trying_every_end_of_every_range_says(
            rows in prop::collection::vec([(0u8..5, 0u8..5), (0u8..5, 0u8..5)], 1..5),
        ) {
            let bounds = |&(one, other): &(u8, u8)| Bounds {
                low: f64::from(one.min(other)),
                high: f64::from(one.max(other)),
            };
            let choices: Vec<[Bounds; 2]> = rows.iter().map(|row| [bounds(&row[0]), bounds(&row[1])]).collect();
            let ends = choices.len() * 2;
            let mut on_front = vec![(true, false); choices.len()];
            for picked in 0..1u32 << ends {
                let end = |place: usize, axis: usize| {
                    let bounds = choices[place][axis];
                    if picked >> (place * 2 + axis) & 1 == 1 { bounds.high } else { bounds.low }
                };
                let points: Vec<[f64; 2]> = (0..choices.len()).map(|place| [end(place, 0), end(place, 1)]).collect();
                for (place, point) in points.iter().enumerate() {
                    let free = !points.iter().any(|other| beats(*other, *point));
                    on_front[place] = (on_front[place].0 && free, on_front[place].1 || free);
                }
            }
            for (found, (always, ever)) in uncertain_front(&choices).into_iter().zip(on_front) {
                let expected = match (always, ever) {
                    (true, _) => FrontPlace::Certain,
                    (false, true) => FrontPlace::Possible,
                    (false, false) => FrontPlace::Beaten,
                };
                prop_assert_eq!(found, expected);
            }
        }
    }
}
