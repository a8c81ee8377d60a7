//! Criterion M: what a community school adds for the pupils of the neighbourhood.

use crate::model::estimate::Estimate;
use crate::siting::community_school::part::{Criterion, PartName, criterion};

/// The mean of what is available of reach, coverage gained, partners and multiple use, by the weights of the rules.
///
/// There is no part for inclusive use: it is shown on the sheet of a site and never weighed.
///
/// # Source
/// DOMAIN §C.4, M, and finding 1.
pub fn added_value(weights: [f64; 4], scores: [Estimate; 4]) -> Criterion {
    let names = [
        PartName::Reach,
        PartName::Coverage,
        PartName::Partners,
        PartName::MultipleUse,
    ];
    let parts: Vec<(PartName, f64, Estimate)> = names
        .into_iter()
        .zip(weights)
        .zip(scores)
        .map(|((name, weight), score)| (name, weight, score))
        .collect();
    criterion(&parts)
}
