//! A score with its parts, in the words of the public interface.

use serde::Serialize;

use crate::model::estimate::Weighted;

/// A score; its parts add up to its value. Nothing is rounded, so that they do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreDocument {
    waarde: Option<f64>,
    laag: f64,
    hoog: f64,
    bewijs: f64,
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
        waarde: score.score.value,
        laag: score.score.low,
        hoog: score.score.high,
        bewijs: score.score.evidence,
        delen: parts
            .map(|(naam, &punten)| PartDocument { naam, punten })
            .collect(),
    }
}
