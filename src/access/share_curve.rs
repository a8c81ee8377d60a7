//! Which part of all there is goes to which part of the people, put in a row: the Lorenz curve when the
//! row runs from those who have least, the concentration curve when it runs from those who need most.

use crate::access::outcome::{Outcome, RankedOutcome};
use crate::model::people::People;

/// A point of the curve: the first people in the row, and what they have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharePoint {
    /// The part of all people, in [0, 1].
    pub people: f64,
    /// The part of all that they have, in [0, 1].
    pub value: f64,
}

/// A curve of straight pieces from (0, 0) to (1, 1); both coordinates never fall.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareCurve {
    points: Vec<SharePoint>,
}

/// The curve of people from those who have least to those who have most; it never lies above the diagonal.
///
/// Nothing when there are no people, or they have nothing to share.
///
/// # Source
/// Lorenz 1905.
pub fn lorenz_curve(outcomes: &[Outcome]) -> Option<ShareCurve> {
    curve(
        outcomes
            .iter()
            .map(|outcome| (outcome.value(), *outcome))
            .collect(),
    )
}

/// The curve of people from those who need most to those who need least.
///
/// People with equal need stand in the row as one, so that their order does not matter.
/// Nothing when there are no people, or they have nothing to share.
///
/// # Source
/// Kakwani 1977; O'Donnell, van Doorslaer, Wagstaff and Lindelow 2008, chapter 7.
pub fn concentration_curve(outcomes: &[RankedOutcome]) -> Option<ShareCurve> {
    // Minus the need, so that most need comes first.
    curve(
        outcomes
            .iter()
            .map(|ranked| (-ranked.need(), ranked.outcome()))
            .collect(),
    )
}

impl ShareCurve {
    /// Its points from (0, 0) to (1, 1), one more than there are distinct places in the row.
    pub fn points(&self) -> &[SharePoint] {
        &self.points
    }

    /// What the first part of the people in the row have; a group that the part cuts is cut evenly.
    ///
    /// Input and output in [0, 1]; never falls.
    pub fn value_of_first(&self, people: f64) -> f64 {
        let end = self.points.iter().position(|point| point.people >= people);
        match end {
            None => 1.0,
            Some(0) => 0.0,
            Some(end) => {
                let (from, to) = (self.points[end - 1], self.points[end]);
                let part = (people - from.people) / (to.people - from.people);
                from.value + part * (to.value - from.value)
            }
        }
    }

    /// Twice the area between the diagonal and the curve: `1 − Σ_k (X_k − X_{k−1}) · (Y_k + Y_{k−1})`.
    ///
    /// In [−1, 1]; 0 when everybody has the same, above 0 when the last in the row have most.
    ///
    /// # Source
    /// Gini 1912; the sum over trapezia as in Delbosc and Currie 2011.
    pub fn index(&self) -> f64 {
        let pieces = self.points.windows(2);
        let trapezia =
            pieces.map(|pair| (pair[1].people - pair[0].people) * (pair[1].value + pair[0].value));
        1.0 - trapezia.sum::<f64>()
    }
}

/// Puts outcomes in a row by their keys. Equal keys are one group; within a group the order is by
/// value, so that the same outcomes in another order give the same bits.
fn curve(mut keyed: Vec<(f64, Outcome)>) -> Option<ShareCurve> {
    keyed.retain(|(_, outcome)| !outcome.people().is_none());
    keyed.sort_by(|(left_key, left), (right_key, right)| {
        let by_value = left.value().total_cmp(&right.value());
        let by_people = left.people().cmp(&right.people());
        left_key.total_cmp(right_key).then(by_value).then(by_people)
    });
    let all_people: People = keyed.iter().map(|(_, outcome)| outcome.people()).sum();
    let all: f64 = keyed.iter().map(|(_, outcome)| outcome.total()).sum();
    if !(all > 0.0 && all.is_finite()) {
        return None;
    }
    let (mut people, mut value) = (People::NONE, 0.0);
    let mut points = vec![SharePoint {
        people: 0.0,
        value: 0.0,
    }];
    for group in keyed.chunk_by(|left, right| left.0 == right.0) {
        for (_, outcome) in group {
            people = people + outcome.people();
            value += outcome.total();
        }
        points.push(SharePoint {
            people: people.value() / all_people.value(),
            value: value / all,
        });
    }
    Some(ShareCurve { points })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_outcomes, close, outcomes};
    use proptest::prelude::*;

    fn coordinates(curve: &ShareCurve) -> Vec<(f64, f64)> {
        let points = curve.points().iter();
        points.map(|point| (point.people, point.value)).collect()
    }

    #[test]
    fn half_of_the_people_with_a_quarter_of_the_places() {
        // 2 people with 1 each and 2 with 3 each: (0.5, 2/8) and (1, 1).
        let curve = lorenz_curve(&outcomes(&[(3.0, 2), (1.0, 1), (1.0, 1)])).expect("something");
        assert_eq!(coordinates(&curve), [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)]);
        assert_eq!(
            [0.25, 0.75].map(|part| curve.value_of_first(part)),
            [0.125, 0.625]
        );
    }

    #[test]
    fn those_who_need_most_stand_in_front() {
        let needs = [1.0, 9.0];
        let ranked: Vec<RankedOutcome> = needs
            .iter()
            .zip(outcomes(&[(3.0, 1), (1.0, 1)]))
            .map(|(&need, outcome)| RankedOutcome::new(need, outcome).expect("finite"))
            .collect();
        let curve = concentration_curve(&ranked).expect("something");
        assert_eq!(coordinates(&curve), [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)]);
    }

    #[test]
    fn nothing_cannot_be_shared() {
        assert_eq!(lorenz_curve(&[]), None);
        assert_eq!(lorenz_curve(&outcomes(&[(0.0, 5)])), None);
        assert_eq!(lorenz_curve(&outcomes(&[(5.0, 0)])), None);
    }

    proptest! {
        #[test]
        fn the_lorenz_curve_rises_ever_faster_below_the_diagonal(outcomes in any_outcomes()) {
            let Some(curve) = lorenz_curve(&outcomes) else { return Ok(()) };
            let mut slope = 0.0;
            for pair in curve.points().windows(2) {
                prop_assert!(pair[1].people > pair[0].people && pair[1].value >= pair[0].value);
                let next = (pair[1].value - pair[0].value) / (pair[1].people - pair[0].people);
                prop_assert!(next >= slope - 1e-9);
                slope = next;
            }
            let last = curve.points().last().map(|point| (point.people, point.value));
            prop_assert!(last.is_some_and(|(people, value)| people == 1.0 && close(value, 1.0)));
        }

        #[test]
        fn the_order_of_rows_changes_not_one_bit(
            rows in any_outcomes().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        ) {
            prop_assert_eq!(lorenz_curve(&rows.0), lorenz_curve(&rows.1));
        }
    }
}
