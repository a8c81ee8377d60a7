//! The facilities that stand in an area: what it has.

use std::collections::BTreeMap;

use geo::{BoundingRect, Coord, Intersects};

use crate::model::area::Area;
use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;

/// How many facilities of each kind stand in an area or on its border, by kind; kinds without one are left out.
pub fn facilities_inside<'a>(town: &'a TownData, area: &Area) -> Vec<(&'a FacilityKind, usize)> {
    let Some(bounds) = area.shape.bounding_rect() else {
        return Vec::new();
    };
    let is_inside = |facility: &&Facility| {
        let place = Coord::from(facility.position);
        bounds.intersects(&place) && area.shape.intersects(&place)
    };
    let mut numbers: BTreeMap<&FacilityKind, usize> = BTreeMap::new();
    for facility in town.facilities.iter().filter(is_inside) {
        for kind in &facility.kinds {
            *numbers.entry(kind).or_default() += 1;
        }
    }
    numbers.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::planned_town::planned_town;

    #[test]
    fn a_school_counts_where_it_stands() {
        let town = planned_town();
        let inside = |place: usize| facilities_inside(&town, &town.areas[place]);
        assert_eq!(inside(0), [(&town.kinds[0], 1)]);
        assert_eq!(inside(1), []);
        assert_eq!(inside(10), [(&town.kinds[0], 1)]);
    }
}
