//! The areas of a study with the residents of the places that lie in them, where their own source does not say.

use crate::model::age_group::PerAge;
use crate::model::area::{Area, Certainty, Count};
use crate::model::people::People;
use crate::model::town_data::TownData;

/// All areas, in their order. A neighbourhood without a figure for an age group has the sum of its homes, when all of
/// them are known; as sure as the least sure of them.
pub fn counted_areas(town: &TownData) -> Vec<Area> {
    let mut sums: Vec<PerAge<Sum>> = vec![PerAge::default(); town.areas.len()];
    for point in &town.demand {
        let Some(sum) = point.area.and_then(|area| sums.get_mut(area.0 as usize)) else {
            continue;
        };
        for (age, count) in point.residents.iter() {
            sum[age] = sum[age].with(*count);
        }
    }
    let counted = |(area, sum): (&Area, PerAge<Sum>)| Area {
        residents: PerAge::from_fn(|age| area.residents[age].or(sum[age].count())),
        ..area.clone()
    };
    town.areas.iter().zip(sums).map(counted).collect()
}

/// People of some homes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Sum {
    /// No home yet.
    #[default]
    Nothing,
    /// So many, of whom all are known.
    Known(People, Certainty),
    /// At least one home is not known.
    Unknown,
}

impl Sum {
    fn with(self, count: Option<Count>) -> Self {
        match (self, count) {
            (Self::Unknown, _) | (_, None) => Self::Unknown,
            (Self::Nothing, Some(count)) => Self::Known(count.people, count.certainty),
            (Self::Known(people, certainty), Some(count)) => {
                Self::Known(people + count.people, certainty.max(count.certainty))
            }
        }
    }

    fn count(self) -> Option<Count> {
        match self {
            Self::Nothing | Self::Unknown => None,
            Self::Known(people, certainty) => Some(Count { people, certainty }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::worked_town;
    use crate::model::age_group::AgeGroup;

    #[test]
    fn homes_count_where_the_area_itself_does_not_say_and_unknown_stays_unknown() {
        // BU1 has homes of 100, 20 and an estimated 50; BU2 one that is not known; BU3 says 0 itself; BU4 one of 40.
        let areas = counted_areas(&worked_town());
        let children: Vec<_> = areas[..4]
            .iter()
            .map(|area| area.residents[AgeGroup::From4To12].map(|count| count.people.value()))
            .collect();
        assert_eq!(children, [Some(170.0), None, Some(0.0), Some(40.0)]);
        let of_first = areas[0].residents[AgeGroup::From4To12].expect("counted");
        assert_eq!(of_first.certainty, Certainty::Estimated);
    }
}
