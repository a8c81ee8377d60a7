//! What a row may refer to: the areas, facilities, kinds and buildings of the study.

use std::collections::BTreeSet;

use crate::ingest::area_levels::PlacedArea;
use crate::ingest::facility_merge::Located;
use crate::model::area::{AreaCode, AreaLevel};
use crate::model::building::{Building, BuildingId};
use crate::model::facility::FacilityId;
use crate::model::facility_kind::{FacilityKind, KindDescription};

/// What an area is referred to by.
pub const AN_AREA: &str = "the code of an area of the study";
/// What a neighbourhood is referred to by.
pub const A_NEIGHBOURHOOD: &str = "the code of a neighbourhood of the study";
/// What a facility is referred to by.
pub const A_FACILITY: &str = "the id of a facility of the study";
/// What a building is referred to by.
pub const A_BUILDING: &str = "the id of a building of the study";
/// What a kind is referred to by.
pub const A_KIND: &str = "the code of a kind such as BIBLIOTHEEK";

/// All that is known by its code.
pub struct References {
    areas: BTreeSet<AreaCode>,
    neighbourhoods: BTreeSet<AreaCode>,
    facilities: BTreeSet<FacilityId>,
    kinds: BTreeSet<FacilityKind>,
    buildings: BTreeSet<BuildingId>,
}

impl References {
    /// Those of a study; its buildings are added when they have been read.
    pub fn of(areas: &[PlacedArea], located: &[Located], kinds: &[KindDescription]) -> Self {
        let facilities = located.iter().map(|located| &located.facility.id);
        Self {
            areas: areas
                .iter()
                .map(|placed| placed.area.code.clone())
                .collect(),
            neighbourhoods: areas
                .iter()
                .filter(|placed| placed.area.level == AreaLevel::Neighbourhood)
                .map(|placed| placed.area.code.clone())
                .collect(),
            facilities: facilities.cloned().collect(),
            kinds: kinds.iter().map(|known| known.kind.clone()).collect(),
            buildings: BTreeSet::new(),
        }
    }

    /// Adds buildings.
    pub fn add_buildings(&mut self, buildings: &[Building]) {
        self.buildings
            .extend(buildings.iter().map(|building| building.id.clone()));
    }

    /// The building with this id.
    pub fn building(&self, text: &str) -> Option<BuildingId> {
        self.buildings.get(&BuildingId(text.to_owned())).cloned()
    }

    /// The area with this code.
    pub fn area(&self, text: &str) -> Option<AreaCode> {
        self.areas.get(&AreaCode(text.to_owned())).cloned()
    }

    /// The neighbourhood with this code.
    pub fn neighbourhood(&self, text: &str) -> Option<AreaCode> {
        let code = AreaCode(text.to_owned());
        self.neighbourhoods.get(&code).cloned()
    }

    /// The facility with this id.
    pub fn facility(&self, text: &str) -> Option<FacilityId> {
        self.facilities.get(&FacilityId(text.to_owned())).cloned()
    }

    /// The kind with this code.
    pub fn kind(&self, text: &str) -> Option<FacilityKind> {
        FacilityKind::new(text)
            .ok()
            .filter(|kind| self.kinds.contains(kind))
    }
}
