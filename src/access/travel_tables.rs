//! From a study to the plain tables that the measures work on: who reaches which facility in how long.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::access::error::AccessError;
use crate::access::travel::TravelIndex;
use crate::access::travel_table::{SupplyId, TravelTable, Trip};
use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;
use crate::model::week_slots::WeekSlots;

/// All trips to the facilities of one kind within a time.
#[derive(Debug, Clone, PartialEq)]
pub struct KindTrips {
    /// The facilities, by index, in ascending order: the supplies of the tables.
    pub facilities: Vec<usize>,
    /// The longest trip.
    pub limit: Seconds,
    /// The trips of each demand point.
    pub rows: Vec<Vec<Trip>>,
}

/// The trips of all homes to every facility of a kind within a time.
///
/// # Errors
/// When the profile's mode of travel was not prepared.
///
/// # Cost
/// One search for each facility, which goes no farther than the limit.
pub fn kind_trips(
    index: &TravelIndex,
    kind: &FacilityKind,
    profile: &Profile,
    limit: Seconds,
) -> Result<KindTrips, AccessError> {
    let facilities = index.facilities(kind).to_vec();
    let supplies: BTreeMap<usize, SupplyId> = facilities
        .iter()
        .copied()
        .zip((0..).map(SupplyId))
        .collect();
    let searched: Vec<Vec<(usize, Seconds)>> = facilities
        .par_iter()
        .map_init(
            || index.scratch(profile),
            |scratch, &facility| index.homes_within(scratch, facility, profile, limit),
        )
        .collect::<Result<_, _>>()?;
    let mut rows = vec![Vec::new(); index.homes()];
    for (facility, homes) in facilities.iter().zip(searched) {
        let Some(&supply) = supplies.get(facility) else {
            continue;
        };
        for (home, time) in homes {
            rows[home].push(Trip { time, supply });
        }
    }
    Ok(KindTrips {
        facilities,
        limit,
        rows,
    })
}

impl KindTrips {
    /// The half-hours in which each supply is open; `None` is not known.
    pub fn hours(&self, town: &TownData) -> Vec<Option<WeekSlots>> {
        let hours = |&facility: &usize| {
            let facility = town.facilities.get(facility)?;
            Some(facility.opening_hours.as_ref()?.slots())
        };
        self.facilities.iter().map(hours).collect()
    }

    /// The table for one age group; a home of which the residents are not known has nobody in it.
    pub fn table(&self, town: &TownData, age: AgeGroup) -> TravelTable {
        let people = town
            .demand
            .iter()
            .map(|point| point.residents[age].map_or(People::NONE, |count| count.people));
        let capacity = |&facility: &usize| {
            town.facilities
                .get(facility)
                .and_then(|facility| facility.capacity)
        };
        let capacities = self.facilities.iter().map(capacity).collect();
        TravelTable::new(self.limit, people.collect(), capacities, self.rows.clone()).expect(
            "there is a row for each demand point, and its trips lead to the listed facilities",
        )
    }
}
