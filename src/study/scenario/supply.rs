//! What a scenario changes about the facilities themselves: how many there are, their places and their hours. A facility
//! that found no place on the streets is reached by nobody, so it counts on neither side.

use std::collections::BTreeSet;

use crate::access::edited_study::EditedStudy;
use crate::access::places::{Placed, Unplaced};
use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::study::open_study::Study;

/// The facilities of a kind together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supply {
    /// How many there are.
    pub facilities: usize,
    /// The places of those of which they are known; nothing where there are some and it is known of none.
    pub places: Option<u64>,
    /// Of how many the places are not known.
    pub unknown_places: usize,
    /// The minutes a week that those of which the hours are known are open, added up; nothing where there are some and it is
    /// known of none.
    pub minutes_a_week: Option<u64>,
    /// Of how many the hours are not known.
    pub unknown_hours: usize,
}

/// The facilities of a kind before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyChange {
    /// The kind.
    pub kind: FacilityKind,
    /// Before.
    pub before: Supply,
    /// After.
    pub after: Supply,
}

impl Study {
    /// The facilities of a kind that can be reached, as the study is.
    pub fn supply_now(&self, kind: &FacilityKind) -> Supply {
        let unplaced = self.index().unplaced();
        self.supply_of(&self.town().facilities, &unplaced, kind)
    }

    /// The kinds of which the supply changes, of those that are asked, in their order.
    pub(crate) fn supply_changes(
        &self,
        edited: &EditedStudy<'_>,
        asked: &dyn Fn(&FacilityKind) -> bool,
    ) -> Vec<SupplyChange> {
        let [before, after] = [self.index().unplaced(), edited.unplaced()];
        let kinds = self.town().kinds.iter().filter(|kind| asked(kind));
        let changes = kinds.map(|kind| SupplyChange {
            kind: kind.clone(),
            before: self.supply_of(&self.town().facilities, &before, kind),
            after: self.supply_of(&edited.town().facilities, &after, kind),
        });
        changes
            .filter(|change| change.before != change.after)
            .collect()
    }

    /// The facilities of a kind but for those without a place on the streets that its visitors use.
    fn supply_of(
        &self,
        facilities: &[Facility],
        unplaced: &[Unplaced],
        kind: &FacilityKind,
    ) -> Supply {
        let travel = self.kinds().find(|travel| travel.norm.kind == *kind);
        let mode = travel.map(|travel| travel.profile.mode);
        let of_mode = unplaced
            .iter()
            .filter(|unplaced| Some(unplaced.mode) == mode);
        let out: BTreeSet<Placed> = of_mode.map(|unplaced| unplaced.what).collect();
        let is_out = |facility: usize| out.contains(&Placed::Facility(facility));
        let counted = facilities.iter().enumerate();
        let counted = counted.filter(|(index, _)| !is_out(*index));
        supply(counted.map(|(_, facility)| facility), kind)
    }
}

/// The facilities of a kind together.
fn supply<'a>(facilities: impl IntoIterator<Item = &'a Facility>, kind: &FacilityKind) -> Supply {
    let facilities = facilities.into_iter();
    let of_kind = facilities.filter(|facility| facility.kinds.contains(kind));
    let known = of_kind.map(|facility| {
        let hours = facility.opening_hours.as_ref();
        let minutes = hours.map(|hours| hours.minutes_a_week() as u64);
        (facility.capacity.map(u64::from), minutes)
    });
    let (places, minutes): (Vec<_>, Vec<_>) = known.unzip();
    let (places_known, unknown_places) = sum_of_known(&places);
    let (minutes_a_week, unknown_hours) = sum_of_known(&minutes);
    Supply {
        facilities: places.len(),
        places: places_known,
        unknown_places,
        minutes_a_week,
        unknown_hours,
    }
}

/// What is known added up, nothing where none of some is; and how many are not known.
fn sum_of_known(numbers: &[Option<u64>]) -> (Option<u64>, usize) {
    let unknown = numbers.iter().filter(|number| number.is_none()).count();
    let is_told = numbers.is_empty() || unknown < numbers.len();
    (is_told.then(|| numbers.iter().flatten().sum()), unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_which_nothing_is_known_is_not_zero_and_of_no_facilities_it_is() {
        assert_eq!(sum_of_known(&[]), (Some(0), 0));
        assert_eq!(sum_of_known(&[Some(0), Some(0)]), (Some(0), 0));
        assert_eq!(sum_of_known(&[Some(240), None]), (Some(240), 1));
        assert_eq!(sum_of_known(&[None, None]), (None, 2));
    }
}
