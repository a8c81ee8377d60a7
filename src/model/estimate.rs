//! A score that knows what it does not know: a value where there are data, bounds for what is missing, and how much
//! of its weight has data. Missing is never zero.

/// A score of 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// What the data say; `None` when there are none.
    pub value: Option<f64>,
    /// If everything that is missing were at its lowest.
    pub low: f64,
    /// If everything that is missing were at its highest.
    pub high: f64,
    /// The share of its weight that has data, 0 to 1.
    pub evidence: f64,
}

impl Estimate {
    /// Nothing is known: anything from 0 to 100.
    pub const UNKNOWN: Self = Self {
        value: None,
        low: 0.0,
        high: 100.0,
        evidence: 0.0,
    };

    /// A score that is known.
    pub const fn known(score: f64) -> Self {
        Self {
            value: Some(score),
            low: score,
            high: score,
            evidence: 1.0,
        }
    }

    /// A score that lies between two others, with its middle as value.
    pub fn between(low: f64, high: f64) -> Self {
        Self {
            value: Some(f64::midpoint(low, high)),
            low,
            high,
            evidence: 1.0,
        }
    }
}

/// One term of a weighted score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Its weight, 0 or more.
    pub weight: f64,
    /// Its score.
    pub score: Estimate,
}

/// A weighted score, with what each term contributes to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// The score.
    pub score: Estimate,
    /// The points of each term, in the order of the terms; their sum is the score's value, bit for bit when summed in
    /// this order. `None` for a term without data.
    pub points: Vec<Option<f64>>,
}

/// The weighted mean of terms: of those with data for the value, of all for the bounds.
///
/// # Units
/// Scores and points of 0 to 100; weights of any sum above 0 (all 0 gives an unknown score).
///
/// # Source
/// DOMAIN §C.3: `I = Σ w·s / Σ w` over the available, low and high with the missing at 0 and 100.
pub fn weighted(terms: &[Term]) -> Weighted {
    let whole: f64 = terms.iter().map(|term| term.weight).sum();
    if whole <= 0.0 {
        return Weighted {
            score: Estimate::UNKNOWN,
            points: vec![None; terms.len()],
        };
    }
    let weighed = |of: fn(&Estimate) -> f64| {
        terms
            .iter()
            .map(|term| term.weight / whole * of(&term.score))
            .sum::<f64>()
    };
    let with_data: f64 = terms
        .iter()
        .filter(|term| term.score.value.is_some())
        .map(|term| term.weight)
        .sum();
    let points: Vec<Option<f64>> = terms
        .iter()
        .map(|term| {
            term.score
                .value
                .filter(|_| with_data > 0.0)
                .map(|value| term.weight / with_data * value)
        })
        .collect();
    Weighted {
        score: Estimate {
            value: (with_data > 0.0).then(|| points.iter().flatten().sum()),
            low: weighed(|score| score.low),
            high: weighed(|score| score.high),
            evidence: weighed(|score| score.evidence),
        },
        points,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        /// A score with bounds around it, or nothing known.
        fn any_score()(
            [low, value, high] in prop::array::uniform3(0.0f64..=100.0),
            evidence in 0.0f64..=1.0,
            known in prop::bool::ANY,
        ) -> Estimate {
            let mut ends = [low, value, high];
            ends.sort_by(f64::total_cmp);
            let [low, value, high] = ends;
            if known {
                Estimate { value: Some(value), low, high, evidence }
            } else {
                Estimate::UNKNOWN
            }
        }
    }

    proptest! {
        #[test]
        fn points_add_up_to_the_score_and_data_stay_inside_the_bounds(
            terms in prop::collection::vec((0.0f64..3.0, any_score()), 1..9),
        ) {
            let terms: Vec<Term> = terms.into_iter().map(|(weight, score)| Term { weight, score }).collect();
            let mean = weighted(&terms);
            let sum: f64 = mean.points.iter().flatten().sum();
            prop_assert_eq!(mean.score.value.unwrap_or(0.0).to_bits(), (sum + 0.0).to_bits());
            for (term, points) in terms.iter().zip(&mean.points) {
                prop_assert!(points.is_none() || term.score.value.is_some());
            }
            let (low, high) = (mean.score.low, mean.score.high);
            prop_assert!(0.0 - 1e-9 <= low && low <= high + 1e-9 && high <= 100.0 + 1e-9);
            if let Some(value) = mean.score.value {
                prop_assert!(low - 1e-9 <= value && value <= high + 1e-9);
            }
            prop_assert!((0.0..=1.0 + 1e-9).contains(&mean.score.evidence));
        }
    }

    #[test]
    fn what_is_missing_widens_the_bounds_and_leaves_the_value() {
        // 60 and 80 at weight 1 each, a third unknown at weight 2: value 70, low (60 + 80) / 4 = 35, high 35 + 50 = 85.
        let term = |weight, score| Term { weight, score };
        let mean = weighted(&[
            term(1.0, Estimate::known(60.0)),
            term(1.0, Estimate::known(80.0)),
            term(2.0, Estimate::UNKNOWN),
        ]);
        assert_eq!(mean.points, [Some(30.0), Some(40.0), None]);
        let expected = Estimate {
            value: Some(70.0),
            low: 35.0,
            high: 85.0,
            evidence: 0.5,
        };
        assert_eq!(mean.score, expected);
    }

    #[test]
    fn without_data_or_weight_nothing_is_known() {
        let unknown = Term {
            weight: 1.0,
            score: Estimate::UNKNOWN,
        };
        assert_eq!(weighted(&[unknown]).score, Estimate::UNKNOWN);
        let weightless = Term {
            weight: 0.0,
            score: Estimate::known(50.0),
        };
        assert_eq!(weighted(&[weightless]).score, Estimate::UNKNOWN);
    }
}
