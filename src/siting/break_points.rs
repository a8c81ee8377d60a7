//! How much weight must move from one criterion to another before other sites come first: exactly, not by trying.

use crate::model::estimate::Estimate;
use crate::siting::criteria_table::{Row, order};

/// Differences below this are rounding, not order.
const ROUNDING: f64 = 1e-12;

/// The smallest move of weight between two criteria that changes which sites come first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakPoint {
    /// The criterion that gives weight.
    pub from: usize,
    /// The criterion that gets it.
    pub to: usize,
    /// How much: at this transfer the two sites are equal, just beyond it they change places. Above 0, at most the
    /// whole weight of `from`.
    pub transfer: f64,
    /// The site that leaves the first places.
    pub leaves: usize,
    /// The site that comes in.
    pub enters: usize,
}

/// The break points of the first `count` sites, for each pair of criteria that has one, smallest transfer first.
///
/// A site's score is the mean over what is known of it, so along a transfer it is a ratio of two straight lines;
/// two sites are equal where a polynomial of the second degree is zero. The first places change for the first time
/// where any site inside and any site outside are equal and cross.
///
/// # Units
/// Weights that sum to 1; a transfer of 0.0417 is 4.17 percentage points.
///
/// # Source
/// DOMAIN §C.10, 2.
pub fn break_points(rows: &[Row], weights: &[f64], count: usize) -> Vec<BreakPoint> {
    let order = order(rows, weights);
    let (inside, outside) = order.split_at(count.min(order.len()));
    let mut found = Vec::new();
    for from in 0..weights.len() {
        for to in (0..weights.len()).filter(|&to| to != from) {
            let crossings = inside.iter().flat_map(|&leaves| {
                outside.iter().filter_map(move |&enters| {
                    let line = |site: usize| Ratio::of(&rows[site], weights, from, to);
                    let transfer = line(leaves).first_below(&line(enters), weights[from])?;
                    Some(BreakPoint {
                        from,
                        to,
                        transfer,
                        leaves,
                        enters,
                    })
                })
            });
            found.extend(crossings.min_by(compare));
        }
    }
    found.sort_by(compare);
    found
}

fn compare(left: &BreakPoint, right: &BreakPoint) -> std::cmp::Ordering {
    let key = |point: &BreakPoint| (point.from, point.to, point.leaves, point.enters);
    left.transfer
        .total_cmp(&right.transfer)
        .then_with(|| key(left).cmp(&key(right)))
}

/// A score along a transfer: `(sum + sum_slope·δ) / (weight + weight_slope·δ)`.
struct Ratio {
    sum: f64,
    sum_slope: f64,
    weight: f64,
    weight_slope: f64,
}

impl Ratio {
    fn of(row: &[Estimate], weights: &[f64], from: usize, to: usize) -> Self {
        let known = |criterion: usize| row.get(criterion).and_then(|score| score.value);
        let at = |criterion: usize| known(criterion).map_or((0.0, 0.0), |value| (value, 1.0));
        let (mut sum, mut weight) = (0.0, 0.0);
        for (criterion, own) in weights.iter().enumerate() {
            let (value, one) = at(criterion);
            sum += own * value;
            weight += own * one;
        }
        Self {
            sum,
            sum_slope: at(to).0 - at(from).0,
            weight,
            weight_slope: at(to).1 - at(from).1,
        }
    }

    /// The smallest transfer in (0, most] beyond which this site scores less than another that now scores no more.
    fn first_below(&self, other: &Self, most: f64) -> Option<f64> {
        // The sign of own − other, multiplied by both weights, which are not negative: c + b·δ + a·δ².
        let c = self.sum * other.weight - other.sum * self.weight;
        let b = self.sum * other.weight_slope + self.sum_slope * other.weight
            - other.sum * self.weight_slope
            - other.sum_slope * self.weight;
        let a = self.sum_slope * other.weight_slope - other.sum_slope * self.weight_slope;
        let beyond = |at: f64| {
            let slope = b + 2.0 * a * at;
            slope < -ROUNDING || (slope <= ROUNDING && a < -ROUNDING)
        };
        if self.weight <= 0.0 || other.weight <= 0.0 {
            return None;
        }
        let crossing = |at: &f64| (0.0..=most).contains(at) && beyond(*at);
        roots(a, b, c)
            .into_iter()
            .flatten()
            .filter(crossing)
            .min_by(f64::total_cmp)
    }
}

/// Where `c + b·x + a·x²` is zero.
fn roots(a: f64, b: f64, c: f64) -> [Option<f64>; 2] {
    if a.abs() <= ROUNDING {
        return [(b.abs() > ROUNDING).then(|| -c / b), None];
    }
    let discriminant = b * b - 4.0 * a * c;
    if discriminant < 0.0 {
        return [None, None];
    }
    // The form that does not subtract nearly equal numbers.
    let q = -0.5 * (b + discriminant.sqrt().copysign(b));
    [Some(q / a), (q != 0.0).then(|| c / q)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::siting::criteria_table::first_of;
    use proptest::prelude::*;

    fn row(values: [f64; 3]) -> Row {
        values.map(Estimate::known).to_vec()
    }

    #[test]
    fn four_point_two_percentage_points_from_ambition_to_rebuilding() {
        // X: 63.3, Y: 65.0 at a third each. X gains 30 a whole transfer and Y loses 10: 1.667 / 40 = 0.0417.
        let rows = [row([80.0, 50.0, 60.0]), row([60.0, 70.0, 65.0])];
        let points = break_points(&rows, &[1.0 / 3.0; 3], 1);
        let from_ambition = points.iter().find(|point| (point.from, point.to) == (1, 0));
        let point = from_ambition.expect("a break point");
        assert!((point.transfer - 1.0 / 24.0).abs() < 1e-9, "{point:?}");
        assert_eq!((point.leaves, point.enters), (1, 0));
        assert_eq!(points[0], *point);
    }

    #[test]
    fn a_site_that_is_ahead_everywhere_has_no_break_point() {
        let rows = [row([80.0, 80.0, 80.0]), row([60.0, 70.0, 65.0])];
        assert_eq!(break_points(&rows, &[1.0 / 3.0; 3], 1), []);
        assert_eq!(break_points(&rows, &[1.0 / 3.0; 3], 2), []);
    }

    fn moved(weights: &[f64], from: usize, to: usize, by: f64) -> Vec<f64> {
        let mut moved = weights.to_vec();
        moved[from] -= by;
        moved[to] += by;
        moved
    }

    fn any_score() -> impl Strategy<Value = Option<f64>> {
        prop_oneof![5 => (0.0f64..=100.0).prop_map(Some), 1 => Just(None)]
    }

    proptest! {
        #[test]
        fn a_fine_scan_finds_the_same_break_points(
            values in prop::collection::vec(prop::array::uniform3(any_score()), 2..7),
            raw in prop::array::uniform3(0.05f64..1.0),
            count in 1usize..4,
        ) {
            let rows: Vec<Row> = values.iter()
                .map(|row| row.map(|value| value.map_or(Estimate::UNKNOWN, Estimate::known)).to_vec())
                .filter(|row: &Row| row.iter().any(|score| score.value.is_some()))
                .collect();
            let sum: f64 = raw.iter().sum();
            let weights: Vec<f64> = raw.iter().map(|weight| weight / sum).collect();
            let found = break_points(&rows, &weights, count);
            let first = |weights: &[f64]| first_of(&order(&rows, weights), count);
            let base = first(&weights);
            for from in 0..3 {
                for to in (0..3).filter(|&to| to != from) {
                    let point = found.iter().find(|point| (point.from, point.to) == (from, to));
                    // Up to the break point nothing changes; just beyond it something has.
                    for step in 1..200 {
                        let by = weights[from] * f64::from(step) / 200.0;
                        let unchanged = first(&moved(&weights, from, to, by)) == base;
                        let before = point.is_none_or(|point| by < point.transfer - 1e-9);
                        if before {
                            prop_assert!(unchanged, "{from} to {to}: changed at {by} before {point:?}");
                        }
                    }
                    if let Some(point) = point.filter(|point| point.transfer < weights[from] - 1e-5) {
                        let beyond = first(&moved(&weights, from, to, point.transfer + 1e-6));
                        prop_assert!(beyond != base, "{point:?} changes nothing");
                    }
                }
            }
        }
    }
}
