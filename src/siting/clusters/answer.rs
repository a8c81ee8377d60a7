//! What the search for 0–18 clusters finds. Facilities are indexes into those of the town.

use crate::model::area::AreaCode;
use crate::model::facility_kind::FacilityKind;
use crate::model::units::Metres;
use crate::siting::clusters::choice::ClusterChoice;
use crate::siting::clusters::housing::Housing;
use crate::siting::clusters::near::NearCluster;
use crate::siting::clusters::scores::ClusterScores;
use crate::siting::clusters::town::Stage;
use crate::siting::clusters::trio::Trio;
use crate::siting::clusters::variant::ClusterVariant;
use crate::siting::clusters::vision::VisionState;
use crate::siting::stability::Stability;

/// One cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// Childcare, primary and secondary education, with the longest walk between them.
    pub required: Trio,
    /// Further kinds that were asked, with the member that offers it; by the order of the question.
    pub optional: Vec<(FacilityKind, usize)>,
    /// The longest walk between any two members, optional ones too.
    pub whole_diameter: Metres,
    /// Required members that could stand in: trios that share two members with this one, nearest first.
    pub alternatives: Vec<Trio>,
    /// Whether the required members share a building.
    pub housing: Housing,
    /// The district it is counted in; `None` where the study has no districts.
    pub district: Option<AreaCode>,
    /// Its scores, each by itself; they are never blended.
    pub scores: ClusterScores,
    /// The recorded vision, and what is missing for the label "0-18 in ontwikkeling".
    pub vision: VisionState,
    /// Whether it is still a cluster when the diameter is a fifth shorter.
    pub stability: Stability,
}

impl Cluster {
    /// All its members once, ascending.
    pub fn members(&self) -> Vec<usize> {
        let optional = self.optional.iter().map(|(_, member)| *member);
        let mut members: Vec<usize> = self.required.members.into_iter().chain(optional).collect();
        members.sort_unstable();
        members.dedup();
        members
    }
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterAnswer {
    /// The clusters: first those that share a recorded vision, then by diameter and ids.
    pub clusters: Vec<Cluster>,
    /// How many there are, those beyond the number asked for too.
    pub found: usize,
    /// Pairs of facilities for which one stage is missing nearby, the nearest first.
    pub near: Vec<NearCluster>,
    /// How many there are.
    pub near_found: usize,
    /// Stages for which the study has no source at all.
    pub without_source: Vec<Stage>,
    /// Sets of clusters in different districts; `None` when no help was asked.
    pub choice: Option<ClusterChoice>,
    /// What other assumptions would do; empty where they were not asked.
    pub variants: Vec<ClusterVariant>,
}
