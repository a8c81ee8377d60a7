//! Every trio of childcare, primary and secondary education within the diameter, and which of them are one cluster.

use std::collections::BTreeMap;

use crate::model::cluster_question::ClusterQuestion;
use crate::model::units::Metres;
use crate::siting::clusters::town::{ClusterTown, Stage};

/// The members that every cluster needs; a facility that offers two stages is there twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trio {
    /// The longest walk between two of them.
    pub diameter: Metres,
    /// One for each stage, in the order of [`Stage::EVERY`].
    pub members: [usize; 3],
}

impl Trio {
    /// The three pairs of members: childcare with primary, childcare with secondary, primary with secondary.
    pub fn pairs(&self) -> [(usize, usize); 3] {
        let [childcare, primary, secondary] = self.members;
        [
            (childcare, primary),
            (childcare, secondary),
            (primary, secondary),
        ]
    }
}

/// A trio with those that share two of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedTrio {
    /// The trio that comes first.
    pub trio: Trio,
    /// The others, in order.
    pub alternatives: Vec<Trio>,
}

/// All trios within the diameter of which a member lies in the study area, nearest first.
///
/// Exact: every trio has a secondary school, and all pairs around each are tried.
///
/// # Cost
/// For each secondary school the number of primary schools times that of childcare within the diameter.
pub fn trios(town: &ClusterTown<'_>, question: &ClusterQuestion) -> Vec<Trio> {
    let of_secondary = |secondary: usize| {
        let near = |stage| offering_within(town, question, stage, secondary);
        let childcare = near(Stage::Childcare);
        let pairs = near(Stage::Primary).into_iter().flat_map(move |primary| {
            let childcare = childcare.clone().into_iter();
            childcare.map(move |childcare| [childcare, primary, secondary])
        });
        pairs.filter_map(|members| trio(town, question, members))
    };
    let secondary = town.offering(Stage::Secondary.kinds(question));
    let mut found: Vec<Trio> = secondary.into_iter().flat_map(of_secondary).collect();
    found.sort_unstable();
    found
}

/// Trios, in order of preference, joined with those before them that share two members in the same stages.
pub fn merged(trios: impl IntoIterator<Item = Trio>) -> Vec<MergedTrio> {
    let mut first_with: BTreeMap<(Stage, [usize; 2]), usize> = BTreeMap::new();
    let mut found: Vec<MergedTrio> = Vec::new();
    for trio in trios {
        let keys = Stage::EVERY.map(|left_out| (left_out, without(trio.members, left_out)));
        match keys.iter().filter_map(|key| first_with.get(key)).min() {
            Some(&first) => found[first].alternatives.push(trio),
            None => {
                for key in keys {
                    first_with.insert(key, found.len());
                }
                let alternatives = Vec::new();
                found.push(MergedTrio { trio, alternatives });
            }
        }
    }
    found
}

/// The members of the other two stages.
fn without(members: [usize; 3], left_out: Stage) -> [usize; 2] {
    let [childcare, primary, secondary] = members;
    match left_out {
        Stage::Childcare => [primary, secondary],
        Stage::Primary => [childcare, secondary],
        Stage::Secondary => [childcare, primary],
    }
}

fn trio(town: &ClusterTown<'_>, question: &ClusterQuestion, members: [usize; 3]) -> Option<Trio> {
    let diameter = diameter(town, &members)?;
    let is_one = diameter <= question.diameter && town.any_inside(&members);
    is_one.then_some(Trio { diameter, members })
}

/// The longest walk between two of some facilities; nothing when the table has no way between two of them.
pub fn diameter(town: &ClusterTown<'_>, members: &[usize]) -> Option<Metres> {
    let mut longest = Metres::ZERO;
    for (place, &one) in members.iter().enumerate() {
        for &other in members.iter().skip(place + 1) {
            longest = longest.max(town.walks.between(one, other)?);
        }
    }
    Some(longest)
}

/// The facilities that offer a stage within the diameter of another, itself included.
fn offering_within(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
    stage: Stage,
    of: usize,
) -> Vec<usize> {
    let around = town.walks.around(of);
    let near = around.filter(|(_, walk)| *walk <= question.diameter);
    std::iter::once(of)
        .chain(near.map(|(other, _)| other))
        .filter(|&other| town.offers(other, stage.kinds(question)))
        .collect()
}
