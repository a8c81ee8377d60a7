//! Which facilities are in which building, where its owner does not say so.

use crate::ingest::facility_merge::Located;
use crate::model::building::Building;
use crate::model::facility::Facility;

/// A facility this near to the point of a building is taken to be in it.
const NEAR_METRES: f64 = 25.0;

/// The facts of a facility that may name its building.
const BUILDING_FACTS: [&str; 2] = ["bag_id", "pand"];

/// Gives each facility to the building it names, or else to the nearest one within 25 metres.
///
/// # Cost
/// Facilities times buildings.
pub fn users_of_buildings(buildings: &mut [Building], located: &[Located]) {
    for located in located {
        let facility = &located.facility;
        let building = named(buildings, facility).or_else(|| nearest(buildings, facility));
        if let Some(building) = building.and_then(|index| buildings.get_mut(index)) {
            building.facilities.push(facility.id.clone());
        }
    }
    for building in buildings {
        building.facilities.sort();
    }
}

fn named(buildings: &[Building], facility: &Facility) -> Option<usize> {
    let facts = BUILDING_FACTS.map(|fact| facility.attributes.get(fact));
    let is_named = |building: &Building| facts.contains(&Some(&building.id.0));
    buildings.iter().position(is_named)
}

/// The nearest building; of two that are equally near the one with the smaller id.
fn nearest(buildings: &[Building], facility: &Facility) -> Option<usize> {
    (0..)
        .zip(buildings)
        .map(|(index, building)| {
            let metres = building.position.distance(facility.position);
            (metres, &building.id, index)
        })
        .filter(|(metres, ..)| *metres <= NEAR_METRES)
        .min_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(other.1)))
        .map(|(.., index)| index)
}
