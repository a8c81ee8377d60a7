//! Figures of any unit on one scale of 0 to 100 on which more is more need. Who has no figure gets no score.

use crate::model::indicator::{Direction, FixedRange};
use crate::model::weight_set::Standardisation;

/// Standard scores are cut off this many deviations from the mean.
const FARTHEST_DEVIATION: f64 = 2.5;
/// Points for each deviation, so that the cut-off ones stand at 0 and 100.
const POINTS_PER_DEVIATION: f64 = 20.0;
const MIDDLE: f64 = 50.0;
const HIGHEST: f64 = 100.0;

/// Brings figures to a scale of 0 to 100; nothing at all for a fixed range that is not given.
///
/// # Shape
/// One score for each figure, in the same order.
///
/// # Source
/// DOMAIN §C.3.
pub fn standardised(
    figures: &[Option<f64>],
    standardisation: Standardisation,
    direction: Direction,
    range: Option<FixedRange>,
) -> Option<Vec<Option<f64>>> {
    let rising = match standardisation {
        Standardisation::Percentile => percentiles(figures),
        Standardisation::StandardScore => standard_scores(figures),
        Standardisation::FixedRange => within_range(figures, range?),
    };
    let turned = |score: f64| match direction {
        Direction::HighIsMoreNeed => score,
        Direction::LowIsMoreNeed => HIGHEST - score,
    };
    Some(rising.into_iter().map(|score| score.map(turned)).collect())
}

/// Mid-rank percentiles: `s = 100 · (r − 0.5) / n`, in which equal figures share the mean of their ranks.
///
/// # Units
/// Figures of any unit, finite. Scores above 0 and below 100; their mean is 50.
///
/// # Source
/// DOMAIN §C.3: 10, 20, 20, 40 become 12.5, 50, 50, 87.5.
pub fn percentiles(figures: &[Option<f64>]) -> Vec<Option<f64>> {
    let known = sorted(figures);
    figures
        .iter()
        .map(|figure| figure.map(|figure| percentile_among(&known, figure)))
        .collect()
}

/// The mid-rank percentile that a figure has among others, itself counted once.
///
/// # Units
/// As for [`percentiles`]; `others` ascending, without the figure itself.
pub fn percentile_beside(others: &[f64], figure: f64) -> f64 {
    let (smaller, equal) = smaller_and_equal(others, figure);
    HIGHEST * (smaller + 0.5 * (equal + 1.0)) / (others.len() as f64 + 1.0)
}

/// What is known, ascending, so that the order of rows changes not one bit of a sum.
fn sorted(figures: &[Option<f64>]) -> Vec<f64> {
    let mut known: Vec<f64> = figures.iter().flatten().copied().collect();
    known.sort_by(f64::total_cmp);
    known
}

fn percentile_among(sorted: &[f64], figure: f64) -> f64 {
    let (smaller, equal) = smaller_and_equal(sorted, figure);
    HIGHEST * (smaller + 0.5 * equal) / sorted.len() as f64
}

fn smaller_and_equal(sorted: &[f64], figure: f64) -> (f64, f64) {
    let smaller = sorted.partition_point(|&other| other < figure);
    let up_to = sorted.partition_point(|&other| other <= figure);
    (smaller as f64, (up_to - smaller) as f64)
}

/// `s = 50 + 20 · z`, with z cut off at 2.5 deviations; where all figures are the same, all scores are 50.
///
/// # Units
/// Figures of any unit, finite; the deviation is that of the whole, not of a sample. Scores in [0, 100].
pub fn standard_scores(figures: &[Option<f64>]) -> Vec<Option<f64>> {
    let known = sorted(figures);
    let count = known.len() as f64;
    let mean = known.iter().sum::<f64>() / count;
    let squares: f64 = known.iter().map(|figure| (figure - mean).powi(2)).sum();
    let deviation = (squares / count).sqrt();
    let score = |figure: f64| {
        if deviation > 0.0 {
            let deviations = (figure - mean) / deviation;
            MIDDLE
                + POINTS_PER_DEVIATION * deviations.clamp(-FARTHEST_DEVIATION, FARTHEST_DEVIATION)
        } else {
            MIDDLE
        }
    };
    figures.iter().map(|figure| figure.map(score)).collect()
}

/// The place of each figure between fixed limits; what lies beyond them stands at 0 or 100.
///
/// # Units
/// Figures in the unit of the range. Scores in [0, 100].
pub fn within_range(figures: &[Option<f64>], range: FixedRange) -> Vec<Option<f64>> {
    let length = range.highest - range.lowest;
    let score = |figure: f64| HIGHEST * ((figure - range.lowest) / length).clamp(0.0, 1.0);
    figures.iter().map(|figure| figure.map(score)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(figures: &[f64]) -> Vec<Option<f64>> {
        figures.iter().copied().map(Some).collect()
    }

    #[test]
    fn ties_share_the_middle_of_their_ranks() {
        let figures = [Some(10.0), Some(20.0), None, Some(20.0), Some(40.0)];
        let expected = [Some(12.5), Some(50.0), None, Some(50.0), Some(87.5)];
        assert_eq!(percentiles(&figures), expected);
        assert_eq!(percentiles(&[None]), [None]);
    }

    #[test]
    fn a_low_figure_may_ask_for_more() {
        let scores = standardised(
            &known(&[10.0, 20.0, 20.0, 40.0]),
            Standardisation::Percentile,
            Direction::LowIsMoreNeed,
            None,
        );
        assert_eq!(scores, Some(known(&[87.5, 50.0, 50.0, 12.5])));
    }

    #[test]
    fn standard_scores_are_cut_off_at_two_and_a_half_deviations() {
        // Mean 20, deviation 10: 10 is one below, 30 one above.
        assert_eq!(standard_scores(&known(&[10.0, 30.0])), known(&[30.0, 70.0]));
        assert_eq!(standard_scores(&known(&[7.0, 7.0])), known(&[50.0, 50.0]));
        // Nineteen zeros and a 20: mean 1, deviation √19 = 4.36, so z = 4.36 is cut off.
        let mut figures = vec![0.0; 19];
        figures.push(20.0);
        assert_eq!(standard_scores(&known(&figures))[19], Some(100.0));
    }

    #[test]
    fn a_fixed_range_does_not_move_with_the_town() {
        let range = FixedRange {
            lowest: 20.0,
            highest: 60.0,
        };
        let scores = within_range(&known(&[10.0, 30.0, 60.0, 99.0]), range);
        assert_eq!(scores, known(&[0.0, 25.0, 100.0, 100.0]));
        let missing = standardised(
            &known(&[1.0]),
            Standardisation::FixedRange,
            Direction::HighIsMoreNeed,
            None,
        );
        assert_eq!(missing, None);
    }

    fn any_figures() -> impl Strategy<Value = Vec<Option<f64>>> {
        prop::collection::vec(prop::option::of((-9i32..9).prop_map(f64::from)), 1..20)
    }

    proptest! {
        #[test]
        fn percentiles_are_counted_pair_by_pair(figures in any_figures()) {
            let known: Vec<f64> = figures.iter().flatten().copied().collect();
            for (figure, score) in figures.iter().zip(percentiles(&figures)) {
                let plain = figure.map(|figure| {
                    let points = known.iter().map(|&other| match other.total_cmp(&figure) {
                        std::cmp::Ordering::Less => 1.0,
                        std::cmp::Ordering::Equal => 0.5,
                        std::cmp::Ordering::Greater => 0.0,
                    });
                    100.0 * points.sum::<f64>() / known.len() as f64
                });
                prop_assert_eq!(score, plain);
            }
        }

        #[test]
        fn a_figure_beside_the_others_has_the_percentile_it_has_among_them(figures in any_figures()) {
            let known: Vec<f64> = figures.iter().flatten().copied().collect();
            let among = percentiles(&known.iter().copied().map(Some).collect::<Vec<_>>());
            for (place, &figure) in known.iter().enumerate() {
                let mut others = known.clone();
                others.remove(place);
                others.sort_by(f64::total_cmp);
                prop_assert_eq!(Some(percentile_beside(&others, figure)), among[place]);
            }
        }

        #[test]
        fn more_of_what_asks_for_support_never_scores_less(figures in any_figures()) {
            for standardisation in Standardisation::EVERY {
                let range = FixedRange { lowest: -5.0, highest: 5.0 };
                let scores = standardised(&figures, standardisation, Direction::HighIsMoreNeed, Some(range))
                    .expect("a range is given");
                for (one, score) in figures.iter().zip(&scores) {
                    prop_assert_eq!(one.is_some(), score.is_some());
                    prop_assert!(score.is_none_or(|score| (0.0..=100.0).contains(&score)));
                    for (other, other_score) in figures.iter().zip(&scores) {
                        prop_assert!(!(one < other && one.is_some()) || score <= other_score);
                    }
                }
            }
        }
    }
}
