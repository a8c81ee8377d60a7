//! Whether the members of a cluster are on their way together: a matter of record, not of distance.

use crate::model::record::SharedVision;
use crate::siting::clusters::town::ClusterTown;
use crate::siting::clusters::trio::Trio;

/// What a record lacks for the label "0-18 in ontwikkeling".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisionGap {
    /// No recorded vision covers the three required members.
    Vision,
    /// The document is not named.
    Document,
    /// The boards that signed it are not named.
    Boards,
    /// It is not recorded that an offer was developed together.
    JointOffer,
}

/// What is recorded of the shared vision of a trio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisionState {
    /// The vision that lacks least, by its place in the list; of equals the latest.
    pub vision: Option<usize>,
    /// What it lacks; empty when the cluster is "0-18 in ontwikkeling".
    pub missing: Vec<VisionGap>,
}

impl VisionState {
    /// Whether all that the label asks is recorded.
    pub fn in_development(&self) -> bool {
        self.missing.is_empty()
    }
}

/// What is recorded of the shared vision of a trio.
///
/// # Source
/// DOMAIN §C.5: document, date and boards, and a jointly developed offer.
pub fn vision_state(town: &ClusterTown<'_>, trio: &Trio) -> VisionState {
    let covers = |vision: &SharedVision| {
        trio.members.iter().all(|&member| {
            let found = town.facilities.get(member);
            found.is_some_and(|found| vision.facilities.contains(&found.id))
        })
    };
    let covering = town
        .visions
        .iter()
        .enumerate()
        .filter(|(_, vision)| covers(vision));
    let found = covering.map(|(index, vision)| (gaps(vision), vision.recorded.date, index));
    let fullest = found.min_by_key(|(gaps, date, index)| {
        (
            gaps.len(),
            std::cmp::Reverse(*date),
            std::cmp::Reverse(*index),
        )
    });
    fullest.map_or_else(
        || VisionState {
            vision: None,
            missing: vec![VisionGap::Vision],
        },
        |(missing, _, index)| VisionState {
            vision: Some(index),
            missing,
        },
    )
}

fn gaps(vision: &SharedVision) -> Vec<VisionGap> {
    let tests = [
        (VisionGap::Document, !vision.document.trim().is_empty()),
        (VisionGap::Boards, !vision.boards.trim().is_empty()),
        (VisionGap::JointOffer, vision.joint_offer == Some(true)),
    ];
    tests
        .into_iter()
        .filter(|(_, recorded)| !recorded)
        .map(|(gap, _)| gap)
        .collect()
}
