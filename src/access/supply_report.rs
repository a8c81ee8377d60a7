//! What each facility means: its room, who counts on it, and who would lose how much if it closed.
//! Numbers of people are rounded to fives and small ones hidden, as a facility's are not parts of an area's.

use crate::access::analysis::KindTravel;
use crate::access::capacity_coverage::capacity_coverage;
use crate::access::closure::{ClosureLoss, closure_losses, two_nearest};
use crate::access::decay::Decay;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::passive_access::people_within;
use crate::access::suppression::{SmallNumbers, is_small, rounded_persons};
use crate::access::travel_tables::KindTrips;
use crate::access::utilisation::utilisation;
use crate::model::age_group::AgeGroup;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// Numbers of people are rounded to this where small ones are hidden.
const ROUNDED_TO: u32 = 5;

/// One row of `aanbod.csv`: one facility and kind. Numbers of people are those of the norm's main age group.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyRow {
    /// The index of the facility.
    pub facility: usize,
    /// The age group.
    pub age: AgeGroup,
    /// Places, if known.
    pub capacity: Option<u32>,
    /// Places for each person who counts on it, near ones for more than far ones (E2SFCA).
    pub places_per_person: Option<f64>,
    /// People with a place by the best admission, as a part of its places.
    pub utilisation: Option<f64>,
    /// People within the norm of it.
    pub in_reach: Option<People>,
    /// People for whom it is the nearest.
    pub nearest_for: Option<People>,
    /// Mean extra travel time of those who use it as their nearest and have another to go to, in seconds.
    pub mean_extra_seconds: Option<f64>,
    /// People who would fall beyond the norm if it closed.
    pub beyond_norm: Option<People>,
    /// People who would reach none within the limit of the norm.
    pub without: Option<People>,
    /// Whether a number is hidden because it is small.
    pub hidden: bool,
}

/// The facilities of one kind, in the order of their ids.
pub fn supply_report(
    town: &TownData,
    travel: &KindTravel,
    trips: &KindTrips,
    small_numbers: SmallNumbers,
) -> Vec<SupplyRow> {
    let Some(&age) = travel.norm.ages.first() else {
        return Vec::new();
    };
    let norm = travel.norm.norm;
    let table = trips.table(town, age);
    let ratios = Decay::linear(norm, travel.norm.limit)
        .map(|decay| enhanced_catchment(&table, &decay).ratios);
    let ratios = ratios.unwrap_or_else(|_| vec![None; trips.facilities.len()]);
    let assigned = capacity_coverage(&table, norm).assignment.assigned;
    let filled = utilisation(&table, &assigned);
    let in_reach = people_within(&table, norm);
    let losses = closure_losses(
        &two_nearest(&table),
        table.people(),
        norm,
        trips.facilities.len(),
    );
    let rows = trips
        .facilities
        .iter()
        .enumerate()
        .map(|(supply, &facility)| {
            let loss = &losses[supply];
            let gate = Gate {
                people: [in_reach[supply], loss.users, loss.beyond_norm, loss.without],
                small_numbers,
            };
            let whole = !gate.hides();
            let [reached, users, beyond_norm, without] = gate.shown();
            SupplyRow {
                facility,
                age,
                capacity: table.capacities()[supply],
                places_per_person: ratios[supply].filter(|_| whole),
                utilisation: filled[supply].filter(|_| whole),
                in_reach: reached,
                nearest_for: users,
                mean_extra_seconds: mean_extra(loss).filter(|_| whole),
                beyond_norm,
                without,
                hidden: !whole,
            }
        });
    rows.collect()
}

/// The numbers of people of one row; where one of them is small, what is computed from them is hidden as well.
struct Gate {
    people: [People; 4],
    small_numbers: SmallNumbers,
}

impl Gate {
    fn hides(&self) -> bool {
        self.small_numbers == SmallNumbers::Hide && self.people.into_iter().any(is_small)
    }

    fn shown(&self) -> [Option<People>; 4] {
        self.people.map(|people| match self.small_numbers {
            SmallNumbers::Keep => Some(people),
            SmallNumbers::Hide => (!is_small(people)).then(|| rounded_persons(people, ROUNDED_TO)),
        })
    }
}

fn mean_extra(loss: &ClosureLoss) -> Option<f64> {
    let staying = loss.users.less(loss.without);
    (!staying.is_none()).then(|| loss.extra_person_seconds / staying.value())
}
