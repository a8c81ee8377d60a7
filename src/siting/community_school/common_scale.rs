//! Amounts of all candidates on one scale of 0 to 100, so that they can be weighed.

use crate::model::estimate::Estimate;
use crate::model::weight_set::Standardisation;
use crate::siting::community_school::amount::Amount;

/// Standard scores are cut off here.
const CUT_OFF: f64 = 2.5;
/// The middle of the scale: what every candidate gets when all are alike.
const MIDDLE: f64 = 50.0;
/// Points of one standard deviation.
const DEVIATION: f64 = 20.0;

/// The scores of amounts among each other; what has no amount is unknown.
///
/// # Units
/// 0 to 100; a larger amount never scores less. By percentile the bounds are those if every other amount were as
/// unfavourable or favourable as it can be; by the other ways the others stay at their values.
///
/// # Source
/// DOMAIN §C.3, standardisation: mid-rank percentile `100·(r − 0.5)/n`, `50 + 20·z` with z in ±2.5, and between the
/// least and the most.
pub fn common_scale(amounts: &[Option<Amount>], way: Standardisation) -> Vec<Estimate> {
    let known: Vec<Amount> = amounts.iter().flatten().copied().collect();
    let scale = Scale::of(&known);
    let score = |own: usize| {
        let amount = known[own];
        let place = |value: f64, of_others: fn(&Amount) -> f64| match way {
            Standardisation::Percentile => percentile(value, own, &known, of_others),
            Standardisation::StandardScore => scale.standard_score(value),
            Standardisation::FixedRange => scale.between_extremes(value),
        };
        Estimate {
            value: Some(place(amount.value, |other| other.value)),
            low: place(amount.low, |other| other.high),
            high: place(amount.high, |other| other.low),
            evidence: amount.evidence,
        }
    };
    let mut next = 0..known.len();
    amounts
        .iter()
        .map(|amount| match (amount, amount.and_then(|_| next.next())) {
            (Some(_), Some(own)) => score(own),
            (None, _) | (_, None) => Estimate::UNKNOWN,
        })
        .collect()
}

/// The mid-rank percentile of a value that takes the place of amount `own` among all.
fn percentile(value: f64, own: usize, all: &[Amount], of_others: fn(&Amount) -> f64) -> f64 {
    let others = || {
        let others = all.iter().enumerate().filter(|(other, _)| *other != own);
        others.map(|(_, other)| of_others(other))
    };
    let below = others().filter(|other| *other < value).count();
    let beside = others().filter(|other| *other == value).count();
    100.0 * (below as f64 + (beside as f64 + 1.0) / 2.0) / all.len() as f64
}

/// Mean, spread and extremes of amounts.
struct Scale {
    mean: f64,
    deviation: f64,
    least: f64,
    most: f64,
}

impl Scale {
    fn of(amounts: &[Amount]) -> Self {
        let values = || amounts.iter().map(|amount| amount.value);
        let count = amounts.len().max(1) as f64;
        let mean = values().sum::<f64>() / count;
        let variance = values().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        Self {
            mean,
            deviation: variance.sqrt(),
            least: values().fold(f64::INFINITY, f64::min),
            most: values().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    fn standard_score(&self, value: f64) -> f64 {
        if self.deviation > 0.0 {
            MIDDLE + DEVIATION * ((value - self.mean) / self.deviation).clamp(-CUT_OFF, CUT_OFF)
        } else {
            MIDDLE
        }
    }

    fn between_extremes(&self, value: f64) -> f64 {
        if self.most > self.least {
            100.0 * ((value - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
        } else {
            MIDDLE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(values: &[f64]) -> Vec<Option<Amount>> {
        values
            .iter()
            .map(|&value| Some(Amount::known(value)))
            .collect()
    }

    fn values(scores: &[Estimate]) -> Vec<f64> {
        scores.iter().filter_map(|score| score.value).collect()
    }

    #[test]
    fn equal_amounts_share_the_middle_of_their_ranks() {
        let scores = common_scale(
            &known(&[10.0, 20.0, 20.0, 40.0]),
            Standardisation::Percentile,
        );
        assert_eq!(values(&scores), [12.5, 50.0, 50.0, 87.5]);
        assert!(scores.iter().all(|score| score.low == score.high));
    }

    #[test]
    fn standard_scores_and_the_range_between_extremes() {
        // Mean 4, deviation 2: −1, 0 and +1 deviation.
        let amounts = known(&[2.0, 2.0, 6.0, 6.0]);
        let by = |way| values(&common_scale(&amounts, way));
        assert_eq!(by(Standardisation::StandardScore), [30.0, 30.0, 70.0, 70.0]);
        assert_eq!(by(Standardisation::FixedRange), [0.0, 0.0, 100.0, 100.0]);
        let alike = common_scale(&known(&[3.0, 3.0]), Standardisation::FixedRange);
        assert_eq!(values(&alike), [50.0, 50.0]);
    }

    #[test]
    fn an_amount_that_may_be_more_widens_only_the_places_it_can_take() {
        // 20 may be 50, beyond 40: it is second or fourth of four, and 30 and 40 may each lose a place to it.
        let mut amounts = known(&[10.0, 20.0, 30.0, 40.0]);
        amounts[1] = Some(Amount {
            value: 20.0,
            low: 20.0,
            high: 50.0,
            evidence: 0.5,
        });
        let scores = common_scale(&amounts, Standardisation::Percentile);
        let bounds: Vec<(f64, f64)> = scores.iter().map(|score| (score.low, score.high)).collect();
        assert_eq!(
            bounds,
            [(12.5, 12.5), (37.5, 87.5), (37.5, 62.5), (62.5, 87.5)]
        );
    }

    #[test]
    fn what_has_no_amount_is_unknown_and_takes_no_place() {
        let amounts = [None, Some(Amount::known(1.0)), Some(Amount::known(2.0))];
        let scores = common_scale(&amounts, Standardisation::Percentile);
        assert_eq!(scores[0], Estimate::UNKNOWN);
        assert_eq!(values(&scores), [25.0, 75.0]);
    }

    proptest! {
        #[test]
        fn bounds_hold_the_value_and_order_is_kept(
            rows in prop::collection::vec((0.0f64..9.0, 0.0f64..3.0, 0.0f64..3.0), 1..12),
        ) {
            let amounts: Vec<Option<Amount>> = rows
                .iter()
                .map(|&(value, less, more)| Some(Amount { value, low: value - less, high: value + more, evidence: 0.5 }))
                .collect();
            for way in Standardisation::EVERY {
                let scores = common_scale(&amounts, way);
                for (left, row) in scores.iter().zip(&rows) {
                    let value = left.value.expect("known");
                    prop_assert!(0.0 <= left.low && left.low <= value && value <= left.high && left.high <= 100.0);
                    for (right, other) in scores.iter().zip(&rows) {
                        if row.0 <= other.0 {
                            prop_assert!(value <= right.value.expect("known") + 1e-9);
                        }
                    }
                }
            }
        }
    }
}
