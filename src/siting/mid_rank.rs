//! Where a figure stands among others, also when figures are known only within bounds.

use std::cmp::Ordering;

use crate::model::estimate::Estimate;
use crate::model::record::Bounds;

/// How many figures are below one, and how many are equal to it; itself not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Figures below.
    pub below: usize,
    /// Other figures that are equal.
    pub equal: usize,
}

impl Standing {
    /// Where a figure stands among others.
    pub fn among(figure: f64, others: impl IntoIterator<Item = f64>) -> Self {
        let mut standing = Self { below: 0, equal: 0 };
        for other in others {
            match other.total_cmp(&figure) {
                Ordering::Less => standing.below += 1,
                Ordering::Equal => standing.equal += 1,
                Ordering::Greater => {}
            }
        }
        standing
    }

    /// The mid-rank percentile among `count` figures: `100·(r − 0.5)/n`, where ties share their mean rank r.
    ///
    /// # Units
    /// Above 0 and below 100.
    ///
    /// # Source
    /// DOMAIN §C.3.
    pub fn percentile(self, count: usize) -> f64 {
        100.0 * self.doubled_rank() as f64 / (2 * count) as f64
    }

    /// The quintile among `count` figures, 1 for the lowest to 5 for the highest.
    pub fn quintile(self, count: usize) -> u8 {
        let fifth = 5 * self.doubled_rank() / (2 * count.max(1));
        // At most 5, so the cast cannot cut.
        (fifth + 1).min(5) as u8
    }

    /// Twice the mean rank less a half, which is a whole number.
    fn doubled_rank(self) -> usize {
        2 * self.below + self.equal + 1
    }
}

/// The mid-rank percentile of each figure: its value by the middle of all bounds; low with itself at its lowest and all
/// others at their highest, high the other way round.
pub fn percentiles(figures: &[Bounds]) -> Vec<Estimate> {
    let percentile = |index: usize, own: fn(&Bounds) -> f64, of_other: fn(&Bounds) -> f64| {
        let others = figures
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        let others = others.map(|(_, other)| of_other(other));
        Standing::among(own(&figures[index]), others).percentile(figures.len())
    };
    let (low, high) = (|bounds: &Bounds| bounds.low, |bounds: &Bounds| bounds.high);
    let middle = |bounds: &Bounds| f64::midpoint(bounds.low, bounds.high);
    (0..figures.len())
        .map(|index| Estimate {
            value: Some(percentile(index, middle, middle)),
            low: percentile(index, low, high),
            high: percentile(index, high, low),
            evidence: 1.0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(figure: f64) -> Bounds {
        Bounds {
            low: figure,
            high: figure,
        }
    }

    #[test]
    fn ties_share_the_mean_of_their_ranks() {
        let figures = [10.0, 20.0, 20.0, 40.0].map(exact);
        let expected = [12.5, 50.0, 50.0, 87.5].map(Estimate::known);
        assert_eq!(percentiles(&figures), expected);
    }

    #[test]
    fn a_figure_within_bounds_gives_an_interval() {
        // 5 to 30 may be below 10 or above 20: 1/6 to 5/6; by its middle 17.5 it is second.
        let figures = [
            exact(10.0),
            exact(20.0),
            Bounds {
                low: 5.0,
                high: 30.0,
            },
        ];
        let found = percentiles(&figures)[2];
        assert_eq!(found.value, Some(50.0));
        assert!((found.low - 100.0 / 6.0).abs() < 1e-9);
        assert!((found.high - 500.0 / 6.0).abs() < 1e-9);
    }

    #[test]
    fn five_figures_are_five_quintiles() {
        let figures = [1.0, 2.0, 3.0, 4.0, 5.0];
        let quintiles = figures.map(|figure| {
            let others = figures.into_iter().filter(|other| *other != figure);
            Standing::among(figure, others).quintile(5)
        });
        assert_eq!(quintiles, [1, 2, 3, 4, 5]);
    }

    proptest! {
        #[test]
        fn whatever_the_figures_are_within_their_bounds_the_percentile_is_within_its_own(
            figures in prop::collection::vec((0u32..9, 0u32..4, 0.0f64..=1.0), 1..12),
        ) {
            let bounds: Vec<Bounds> = figures
                .iter()
                .map(|&(low, width, _)| Bounds { low: low.into(), high: (low + width).into() })
                .collect();
            let real: Vec<f64> =
                figures.iter().map(|&(low, width, part)| f64::from(low) + part * f64::from(width)).collect();
            for (index, found) in percentiles(&bounds).into_iter().enumerate() {
                let others = real.iter().enumerate().filter(|(other, _)| *other != index);
                let others = others.map(|(_, other)| *other);
                let true_one = Standing::among(real[index], others).percentile(real.len());
                prop_assert!(found.low <= true_one && true_one <= found.high);
            }
        }
    }
}
