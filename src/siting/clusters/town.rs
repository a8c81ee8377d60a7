//! What the search for 0–18 clusters is given: facilities in a table of walks, and what people recorded.

use crate::access::distances_between::DistanceBand;
use crate::access::facility_distances::FacilityDistances;
use crate::model::area::AreaCode;
use crate::model::building::BuildingId;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::estimate::Estimate;
use crate::model::facility::FacilityId;
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::record::{PupilFlow, SharedVision};

/// A stage of growing up that every cluster offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 0 to 4.
    Childcare,
    /// 4 to 12.
    Primary,
    /// 12 to 18.
    Secondary,
}

impl Stage {
    /// All stages, by age.
    pub const EVERY: [Self; 3] = [Self::Childcare, Self::Primary, Self::Secondary];

    /// The kinds that offer it.
    pub fn kinds(self, question: &ClusterQuestion) -> &[FacilityKind] {
        match self {
            Self::Childcare => &question.childcare,
            Self::Primary => &question.primary,
            Self::Secondary => &question.secondary,
        }
    }
}

/// Where a facility lies with respect to the study area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lies {
    /// In one of its neighbourhoods; the district is known where the study has districts.
    Inside {
        /// The district.
        district: Option<AreaCode>,
    },
    /// Outside all of them.
    Outside,
}

/// What is known around a facility.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Surroundings {
    /// The need of the children who live there, 0 to 100; `None` where the study has none.
    pub need: Option<Estimate>,
    /// Places for each child who lives there (E2SFCA); `None` is not known.
    pub places_per_child: Option<f64>,
}

/// A facility that may be a member.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterFacility {
    /// Its id.
    pub id: FacilityId,
    /// What it offers.
    pub kinds: Vec<FacilityKind>,
    /// Where it stands.
    pub position: Planar,
    /// The building it is recorded in.
    pub building: Option<BuildingId>,
    /// The BAG id of its building, as its source gives it.
    pub bag_id: Option<String>,
    /// Childcare places; `None` is not known.
    pub places: Option<u32>,
    /// Whether it is childcare by its pre-school education only: places around it are then those of something else.
    pub preschool_only: bool,
    /// Pupils; `None` is not known.
    pub pupils: Option<u32>,
    /// Whether it lies in the study area.
    pub lies: Lies,
    /// What is known around it.
    pub around: Surroundings,
}

/// A town in which clusters are looked for.
#[derive(Debug, Clone, Copy)]
pub struct ClusterTown<'a> {
    /// The facilities, sorted by id; the tables know them by their index here.
    pub facilities: &'a [ClusterFacility],
    /// How far they walk to each other.
    pub walks: &'a FacilityDistances,
    /// How far by wheelchair; `None` where the study knows no ways.
    pub wheelchair: Option<&'a DistanceBand>,
    /// The recorded visions.
    pub visions: &'a [SharedVision],
    /// Where pupils go on to.
    pub flows: &'a [PupilFlow],
    /// The kinds for which the study has a source.
    pub kinds: &'a [FacilityKind],
}

impl ClusterTown<'_> {
    /// The facilities that offer one of some kinds, ascending.
    pub fn offering(&self, kinds: &[FacilityKind]) -> Vec<usize> {
        let offers = |index: &usize| self.offers(*index, kinds);
        (0..self.facilities.len()).filter(offers).collect()
    }

    /// Whether a facility offers one of some kinds.
    pub fn offers(&self, facility: usize, kinds: &[FacilityKind]) -> bool {
        let found = self.facilities.get(facility);
        found.is_some_and(|found| found.kinds.iter().any(|kind| kinds.contains(kind)))
    }

    /// Whether the study has a source for one of some kinds.
    pub fn has_source(&self, kinds: &[FacilityKind]) -> bool {
        kinds.iter().any(|kind| self.kinds.contains(kind))
    }

    /// Whether one of these facilities lies in the study area.
    pub fn any_inside(&self, facilities: &[usize]) -> bool {
        let lies = |&index: &usize| self.facilities.get(index).map(|facility| &facility.lies);
        let inside = |lies: &Lies| match lies {
            Lies::Inside { .. } => true,
            Lies::Outside => false,
        };
        facilities.iter().filter_map(lies).any(inside)
    }
}
