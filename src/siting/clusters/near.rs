//! Where only one stage is missing for a 0–18 cluster, and how far the nearest facility of that stage is.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::model::cluster_question::ClusterQuestion;
use crate::model::units::Metres;
use crate::siting::clusters::town::{ClusterTown, Stage};
use crate::siting::clusters::trio::Trio;
use crate::siting::stability::Stability;

/// A near-cluster is sensitive when this part of the diameter would make it a cluster.
const LONGER: f64 = 1.2;

/// How far the missing stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearest {
    /// At this diameter the pair and this facility would be a cluster.
    At(Metres, usize),
    /// Farther than the table of walks looks, or without a way.
    Beyond,
    /// The study has no source for it, so nothing can be said.
    NoSource,
}

/// Two members within the diameter, without the third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearCluster {
    /// The stage that is missing.
    pub missing: Stage,
    /// The members of the other two stages, by age.
    pub members: [usize; 2],
    /// The walk between them.
    pub walk: Metres,
    /// How far the missing stage is.
    pub nearest: Nearest,
}

impl NearCluster {
    /// Whether it would still lack the stage when the diameter is a fifth longer.
    pub fn stability(&self, question: &ClusterQuestion) -> Stability {
        match self.nearest {
            Nearest::At(walk, _) if walk.value() <= LONGER * question.diameter.value() => {
                Stability::Sensitive
            }
            Nearest::At(..) | Nearest::Beyond => Stability::Robust,
            Nearest::NoSource => Stability::Uncertain,
        }
    }
}

/// The near-clusters: nearest first, each facility in one of them at most for the same missing stage. Facilities of a
/// trio are left out: they have their cluster.
pub fn near_clusters(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
    trios: &[Trio],
) -> Vec<NearCluster> {
    let in_a_trio: BTreeSet<usize> = trios.iter().flat_map(|trio| trio.members).collect();
    let mut found: Vec<NearCluster> = Stage::EVERY
        .into_iter()
        .flat_map(|missing| pairs_without(town, question, missing, &in_a_trio))
        .collect();
    found.sort_unstable_by(order);
    let mut taken: BTreeSet<(Stage, usize)> = BTreeSet::new();
    found.retain(|near| {
        let members = near.members.map(|member| (near.missing, member));
        let is_free = members.iter().all(|member| !taken.contains(member));
        if is_free {
            taken.extend(members);
        }
        is_free
    });
    found
}

fn order(one: &NearCluster, other: &NearCluster) -> Ordering {
    let key = |near: &NearCluster| (near.nearest, near.walk, near.missing, near.members);
    key(one).cmp(&key(other))
}

fn pairs_without(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
    missing: Stage,
    in_a_trio: &BTreeSet<usize>,
) -> Vec<NearCluster> {
    let [younger, older] = match missing {
        Stage::Childcare => [Stage::Primary, Stage::Secondary],
        Stage::Primary => [Stage::Childcare, Stage::Secondary],
        Stage::Secondary => [Stage::Childcare, Stage::Primary],
    };
    let free = |stage: Stage| {
        let mut offering = town.offering(stage.kinds(question));
        offering.retain(|facility| !in_a_trio.contains(facility));
        offering
    };
    let (ones, others): (Vec<usize>, BTreeSet<usize>) =
        (free(older), free(younger).into_iter().collect());
    let lacking = town.offering(missing.kinds(question));
    let has_source = town.has_source(missing.kinds(question));
    let mut found = Vec::new();
    for one in ones {
        let around = std::iter::once((one, Metres::ZERO)).chain(town.walks.around(one));
        for (other, walk) in around {
            let members = [other, one];
            if walk > question.diameter || !others.contains(&other) || !town.any_inside(&members) {
                continue;
            }
            let nearest = if has_source {
                nearest(town, &lacking, members)
            } else {
                Nearest::NoSource
            };
            found.push(NearCluster {
                missing,
                members,
                walk,
                nearest,
            });
        }
    }
    found
}

/// The facility whose longer walk to the two members is shortest.
fn nearest(town: &ClusterTown<'_>, lacking: &[usize], [one, other]: [usize; 2]) -> Nearest {
    let walk = |facility: usize| {
        let [first, second] = [one, other].map(|member| town.walks.between(member, facility));
        Some((first?.max(second?), facility))
    };
    let shortest = lacking.iter().filter_map(|&facility| walk(facility)).min();
    shortest.map_or(Nearest::Beyond, |(walk, facility)| {
        Nearest::At(walk, facility)
    })
}
