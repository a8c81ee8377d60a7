//! The parts of a criterion: what each is, how heavy it is, and how many points it brings.

use crate::model::estimate::{Estimate, Term, Weighted, weighted};

/// What a part measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartName {
    /// Age since building or last major renovation.
    Age,
    /// Technical condition.
    Condition,
    /// Lack of room for the pupils expected.
    Room,
    /// The need to rebuild as its owner set it.
    ByHand,
    /// Ambition of the professionals.
    Ambition,
    /// Children in reach, weighed by need.
    Reach,
    /// People who gain a wished function within its norm.
    Coverage,
    /// Wished functions in the building or within walking distance.
    Partners,
    /// Room that others could use.
    MultipleUse,
}

impl PartName {
    /// The name in files and addresses, which is also that of its formula.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Age => "b_leeftijd",
            Self::Condition => "b_conditie",
            Self::Room => "b_ruimte",
            Self::ByHand => "b_handmatig",
            Self::Ambition => "a_ambitie",
            Self::Reach => "m1_bereik",
            Self::Coverage => "m2_dekkingswinst",
            Self::Partners => "m3_partners",
            Self::MultipleUse => "m4_medegebruik",
        }
    }
}

/// One part of a criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// What it measures.
    pub name: PartName,
    /// Its weight inside the criterion.
    pub weight: f64,
    /// Its own score.
    pub score: Estimate,
    /// What it adds to the criterion's score; `None` without data.
    pub points: Option<f64>,
}

/// One of the three criteria, with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its score.
    pub score: Estimate,
    /// Its parts; their points sum to the score's value.
    pub parts: Vec<Part>,
}

/// A criterion from its parts, as [`weighted`] joins them.
pub fn criterion(parts: &[(PartName, f64, Estimate)]) -> Criterion {
    let terms: Vec<Term> = parts
        .iter()
        .map(|&(_, weight, score)| Term { weight, score })
        .collect();
    let Weighted { score, points } = weighted(&terms);
    let parts = parts.iter().zip(points);
    Criterion {
        score,
        parts: parts
            .map(|(&(name, weight, score), points)| Part {
                name,
                weight,
                score,
                points,
            })
            .collect(),
    }
}
