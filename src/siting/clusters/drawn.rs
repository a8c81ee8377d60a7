//! Towns for tests of clusters: facilities on a line or at random, walks in a table.

use crate::access::facility_distances::FacilityDistances;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility::FacilityId;
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::record::{RecordedBy, SharedVision};
use crate::model::source::SourceId;
use crate::model::units::Metres;
use crate::model::worked_weights::worked_weights;
use crate::siting::clusters::town::{ClusterFacility, ClusterTown, Lies, Surroundings};

/// The walks of every drawn town are known up to here.
const LIMIT: f64 = 3_000.0;

pub struct DrawnTown {
    pub facilities: Vec<ClusterFacility>,
    pub walks: FacilityDistances,
    pub visions: Vec<SharedVision>,
    pub kinds: Vec<FacilityKind>,
}

impl DrawnTown {
    /// Facilities with an id, a kind and a place on a line, in the order of their ids.
    pub fn on_a_line(places: &[(&str, &str, f64)]) -> Self {
        let facilities: Vec<ClusterFacility> = places
            .iter()
            .map(|&(id, code, x)| facility(id, &[code], x))
            .collect();
        let pairs = facilities.iter().enumerate().flat_map(|(one, from)| {
            let others = facilities.iter().enumerate();
            others.map(move |(other, to)| (one, other, from.position.distance(to.position)))
        });
        let walks = table(facilities.len(), &pairs.collect::<Vec<_>>());
        Self::with_walks(facilities, walks)
    }

    pub fn with_walks(facilities: Vec<ClusterFacility>, walks: FacilityDistances) -> Self {
        let mut kinds: Vec<FacilityKind> = facilities
            .iter()
            .flat_map(|facility| facility.kinds.clone())
            .collect();
        kinds.sort();
        kinds.dedup();
        Self {
            facilities,
            walks,
            visions: Vec::new(),
            kinds,
        }
    }

    pub fn town(&self) -> ClusterTown<'_> {
        ClusterTown {
            facilities: &self.facilities,
            walks: &self.walks,
            wheelchair: None,
            visions: &self.visions,
            flows: &[],
            kinds: &self.kinds,
        }
    }
}

pub fn table(facilities: usize, pairs: &[(usize, usize, f64)]) -> FacilityDistances {
    let metres = |value| Metres::new(value).expect("a length");
    let pairs = pairs
        .iter()
        .map(|&(one, other, distance)| (one, other, metres(distance)));
    FacilityDistances::new(facilities, metres(LIMIT), pairs)
}

pub fn facility(id: &str, codes: &[&str], x: f64) -> ClusterFacility {
    ClusterFacility {
        id: FacilityId(id.to_owned()),
        kinds: codes.iter().map(|code| kind(code)).collect(),
        position: Planar { x, y: 0.0 },
        building: None,
        bag_id: None,
        places: None,
        preschool_only: false,
        pupils: None,
        lies: Lies::Inside { district: None },
        around: Surroundings::default(),
    }
}

pub fn kind(code: &str) -> FacilityKind {
    FacilityKind::new(code).expect("a code")
}

/// The proposal of DOMAIN: a diameter of 800 m, half a place for each child.
pub fn proposed() -> ClusterQuestion {
    ClusterQuestion::proposed(&worked_weights())
}

pub fn vision(facilities: &[&str], joint_offer: Option<bool>) -> SharedVision {
    SharedVision {
        facilities: facilities
            .iter()
            .map(|id| FacilityId((*id).to_owned()))
            .collect(),
        document: "Samen groeien".to_owned(),
        boards: "KSU, Ludens".to_owned(),
        joint_offer,
        recorded: RecordedBy {
            basis: "brief".to_owned(),
            date: jiff::civil::date(2025, 3, 1),
            role: "beleidsadviseur".to_owned(),
        },
        source: SourceId(0),
    }
}
