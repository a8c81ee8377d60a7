//! Whether the required members of a cluster share one building. One building is not required of a cluster.

use crate::siting::clusters::town::{ClusterFacility, ClusterTown};

/// So many metres apart, in a straight line, facilities may be taken to share a building.
const ONE_BUILDING_METRES: f64 = 25.0;

/// From what it follows that facilities share a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedBy {
    /// They are recorded in the same building.
    Record,
    /// Their sources give the same BAG id.
    BagId,
    /// They stand within 25 m of each other, and nothing says otherwise: derived.
    Nearness,
}

/// In how many buildings the required members are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Housing {
    /// In one.
    One(SharedBy),
    /// In several.
    Several,
}

/// Whether some facilities are in one building: by record, else by BAG id, else by where they stand.
pub fn housing(town: &ClusterTown<'_>, members: &[usize]) -> Housing {
    let members: Vec<&ClusterFacility> = members
        .iter()
        .filter_map(|&member| town.facilities.get(member))
        .collect();
    let records = same(&members, |member| member.building.as_ref());
    let bag_ids = same(&members, |member| member.bag_id.as_ref());
    match (records, bag_ids) {
        (Some(true), _) => Housing::One(SharedBy::Record),
        (Some(false), _) | (None, Some(false)) => Housing::Several,
        (None, Some(true)) => Housing::One(SharedBy::BagId),
        (None, None) if stand_together(&members) => Housing::One(SharedBy::Nearness),
        (None, None) => Housing::Several,
    }
}

/// Whether all have the same value; not known as long as one has none and the others do not differ.
fn same<T: Eq>(
    members: &[&ClusterFacility],
    value: impl Fn(&ClusterFacility) -> Option<&T>,
) -> Option<bool> {
    let values: Vec<&T> = members.iter().filter_map(|member| value(member)).collect();
    let differ = values.windows(2).any(|pair| pair[0] != pair[1]);
    (differ || values.len() == members.len()).then_some(!differ)
}

fn stand_together(members: &[&ClusterFacility]) -> bool {
    let near = |one: &ClusterFacility, other: &ClusterFacility| {
        one.position.distance(other.position) <= ONE_BUILDING_METRES
    };
    members
        .iter()
        .all(|one| members.iter().all(|other| near(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::building::BuildingId;
    use crate::siting::clusters::drawn::DrawnTown;

    #[test]
    fn a_record_comes_before_a_bag_id_and_that_before_nearness() {
        let mut town = DrawnTown::on_a_line(&[("A", "PO", 0.0), ("B", "VO", 20.0)]);
        let of = |town: &DrawnTown| housing(&town.town(), &[0, 1]);
        assert_eq!(of(&town), Housing::One(SharedBy::Nearness));
        town.facilities[0].bag_id = Some("0344".to_owned());
        assert_eq!(of(&town), Housing::One(SharedBy::Nearness));
        town.facilities[1].bag_id = Some("0345".to_owned());
        assert_eq!(of(&town), Housing::Several);
        town.facilities[1].bag_id = Some("0344".to_owned());
        assert_eq!(of(&town), Housing::One(SharedBy::BagId));
        for (facility, building) in town.facilities.iter_mut().zip(["x", "y"]) {
            facility.building = Some(BuildingId(building.to_owned()));
        }
        assert_eq!(of(&town), Housing::Several);
        town.facilities[1].building = Some(BuildingId("x".to_owned()));
        town.facilities[1].position.x = 500.0;
        assert_eq!(of(&town), Housing::One(SharedBy::Record));
    }
}
