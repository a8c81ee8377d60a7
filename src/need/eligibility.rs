//! Which neighbourhoods are measured at all: in very small ones a figure is chance, or tells of persons.

use std::fmt;

use crate::model::age_group::AgeGroup;
use crate::model::area::Area;
use crate::model::people::People;

/// The age groups that make up 0 to 18.
const CHILDREN: [AgeGroup; 3] = [
    AgeGroup::From0To4,
    AgeGroup::From4To12,
    AgeGroup::From12To18,
];

/// The children of 0 to 18 in an area, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Children {
    /// Those of the age groups that are known: at least so many.
    pub known: People,
    /// Whether all three age groups are known.
    pub complete: bool,
}

impl Children {
    /// Counts the children of an area by its own figures.
    pub fn of(area: &Area) -> Self {
        let groups = CHILDREN.map(|age| area.residents[age]);
        Self {
            known: groups.iter().flatten().map(|count| count.people).sum(),
            complete: groups.iter().all(Option::is_some),
        }
    }

    /// How many there are; nothing when an age group is not known.
    pub fn all(&self) -> Option<People> {
        self.complete.then_some(self.known)
    }
}

/// Why a neighbourhood is not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMeasured {
    /// How many people live there is not known.
    ResidentsUnknown,
    /// Fewer residents than asked for.
    FewResidents,
    /// Fewer children than asked for.
    FewChildren,
}

impl fmt::Display for NotMeasured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ResidentsUnknown => "geen gegevens over inwoners",
            Self::FewResidents => "te weinig inwoners",
            Self::FewChildren => "te weinig kinderen",
        })
    }
}

/// Why an area is not measured; nothing when it is.
///
/// An age group that is not known does not shut a neighbourhood out: only children known to be too few do.
pub fn not_measured(
    area: &Area,
    smallest_residents: u32,
    smallest_children: u32,
) -> Option<NotMeasured> {
    let Some(residents) = area.residents[AgeGroup::All] else {
        return Some(NotMeasured::ResidentsUnknown);
    };
    if residents.people < People::whole(smallest_residents) {
        return Some(NotMeasured::FewResidents);
    }
    let few = |children: People| children < People::whole(smallest_children);
    Children::of(area)
        .all()
        .is_some_and(few)
        .then_some(NotMeasured::FewChildren)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::need::drawn_areas::drawn_areas;

    #[test]
    fn a_hundred_residents_and_thirty_children_are_enough() {
        let areas = drawn_areas(&[(100, 30), (99, 30), (100, 29)]);
        let found: Vec<_> = areas[..3]
            .iter()
            .map(|area| not_measured(area, 100, 30))
            .collect();
        let expected = [
            None,
            Some(NotMeasured::FewResidents),
            Some(NotMeasured::FewChildren),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_age_group_that_is_not_known_is_not_zero() {
        let mut areas = drawn_areas(&[(500, 10)]);
        areas[0].residents[AgeGroup::From12To18] = None;
        assert_eq!(not_measured(&areas[0], 100, 30), None);
        assert_eq!(Children::of(&areas[0]).all(), None);
        areas[0].residents[AgeGroup::All] = None;
        let unknown = Some(NotMeasured::ResidentsUnknown);
        assert_eq!(not_measured(&areas[0], 100, 30), unknown);
    }
}
