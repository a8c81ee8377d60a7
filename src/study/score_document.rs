//! A score with its parts, in the words of the public interface.

use serde::Serialize;

use crate::layers::decimals::{tenth, thousandth};
use crate::model::estimate::{Estimate, Weighted};
use crate::study::rounded_points::{in_points, points_in_tenths};

/// A score with its bounds, 0 to 100; `bewijs` is the share of its weight that has data, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BoundedScore {
    waarde: Option<f64>,
    laag: f64,
    hoog: f64,
    bewijs: f64,
}

impl From<Estimate> for BoundedScore {
    fn from(score: Estimate) -> Self {
        Self {
            waarde: score.value.map(tenth),
            laag: tenth(score.low),
            hoog: tenth(score.high),
            bewijs: thousandth(score.evidence),
        }
    }
}

/// A score; its parts add up to its value, both in tenths.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreDocument {
    #[serde(flatten)]
    score: BoundedScore,
    delen: Vec<PartDocument>,
}

/// One part of a score; its points are null where nothing is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct PartDocument {
    naam: String,
    punten: Option<f64>,
}

/// A score with the names of its parts, in their order.
pub fn score_document(score: &Weighted, names: impl IntoIterator<Item = String>) -> ScoreDocument {
    let parts = names
        .into_iter()
        .zip(shown_points(score.score.value, &score.points));
    ScoreDocument {
        score: score.score.into(),
        delen: parts
            .map(|(naam, punten)| PartDocument { naam, punten })
            .collect(),
    }
}

/// The points of parts as they are shown: they add up to the score as it is shown. Without a score there are none.
pub fn shown_points(score: Option<f64>, points: &[Option<f64>]) -> Vec<Option<f64>> {
    let shown = points_in_tenths(score, points).into_iter();
    shown
        .map(|points| points.filter(|_| score.is_some()).map(in_points))
        .collect()
}
