//! A score with its parts, in the words of the public interface.

use serde::Serialize;

use crate::model::estimate::{Estimate, Weighted};

/// Shares are given in billionths, so that the order in which people were added up does not show.
const BILLION: f64 = 1e9;

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
            waarde: score.value,
            laag: score.low,
            hoog: score.high,
            bewijs: (score.evidence * BILLION).round() / BILLION,
        }
    }
}

/// A score; its parts add up to its value. Nothing is rounded, so that they do.
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
    let parts = names.into_iter().zip(&score.points);
    ScoreDocument {
        score: score.score.into(),
        delen: parts
            .map(|(naam, &punten)| PartDocument { naam, punten })
            .collect(),
    }
}
