//! What is prepared once in a study, so that every what-if is answered at once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::access::analysis::{KindTravel, exact_coverage, rounding_of_areas};
use crate::access::area_tree::AreaTree;
use crate::access::coverage::Coverage;
use crate::access::edited_study::EditBase;
use crate::access::error::AccessError;
use crate::access::residents::{AreaResidents, residents_of_areas};
use crate::access::sorted_homes::SortedHomes;
use crate::access::travel::TravelIndex;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;

/// A study before any change.
#[derive(Debug)]
pub struct Before {
    /// The beginning of every series of changes.
    pub edits: EditBase,
    /// Who lives in each area.
    pub residents: PerAge<Vec<AreaResidents>>,
    /// What the sources of each area's residents round to.
    pub rounded_to: Vec<u32>,
    /// The exact coverage of each area; not for publication.
    pub exact: BTreeMap<FacilityKind, PerAge<Vec<Coverage>>>,
    /// The known homes of each area in the order of their times, made when a change first asks for them.
    sorted: BTreeMap<FacilityKind, PerAge<OnceLock<Vec<SortedHomes>>>>,
}

impl Before {
    /// Prepares a study.
    ///
    /// # Errors
    /// When a norm's profile is not there or was not prepared, or the streets make no graph.
    pub fn of<'a>(
        town: &TownData,
        index: &TravelIndex,
        tree: &AreaTree,
        travel: impl Iterator<Item = &'a KindTravel>,
    ) -> Result<Self, AccessError> {
        let residents = PerAge::from_fn(|age| residents_of_areas(town, tree, age));
        let travel: Vec<&KindTravel> = travel.collect();
        let exact = travel.par_iter().map(|kind| {
            let by_age = PerAge::from_fn(|age| exact_coverage(&residents[age], kind));
            (kind.norm.kind.clone(), by_age)
        });
        let sorted = travel
            .iter()
            .map(|kind| (kind.norm.kind.clone(), PerAge::default()));
        Ok(Self {
            edits: EditBase::of(town, index)?,
            exact: exact.collect(),
            sorted: sorted.collect(),
            residents,
            rounded_to: rounding_of_areas(town, tree),
        })
    }

    /// The known homes of an area in the order of their times to a kind; nothing where the kind is not judged.
    pub fn sorted(&self, travel: &KindTravel, age: AgeGroup, area: usize) -> Option<&SortedHomes> {
        let of_areas = self.sorted.get(&travel.norm.kind)?[age].get_or_init(|| {
            // Not in parallel: who holds this may not take up work that waits for it.
            let areas = self.residents[age].iter();
            areas
                .map(|residents| SortedHomes::of(residents, &travel.reaches))
                .collect()
        });
        of_areas.get(area)
    }
}
