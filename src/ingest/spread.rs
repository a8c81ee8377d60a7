//! Spreads the residents of an area over the places where they live. What comes out adds up to what went in, exactly.

use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Certainty, Count};
use crate::model::people::People;

const YOUNG: [AgeGroup; 3] = [
    AgeGroup::From0To4,
    AgeGroup::From4To12,
    AgeGroup::From12To18,
];

/// The residents of each place, by its weight. Nothing that is unknown becomes known.
///
/// The young and everybody else are shared out apart and added up again, so that no place
/// gets more children than people. The young of the area must not be more than everybody in it.
pub fn spread(residents: &PerAge<Option<Count>>, weights: &[u64]) -> Vec<PerAge<Option<Count>>> {
    let young = YOUNG.map(|age| residents[age].map(|count| count.people));
    let others = residents[AgeGroup::All].map(|all| all.people.less(young.iter().flatten().sum()));
    let young_parts = young.map(|people| people.map(|people| people.share_out(weights)));
    let other_parts = others.map(|people| people.share_out(weights));
    let part = |parts: &Option<Vec<People>>, place: usize| {
        parts.as_ref().and_then(|parts| parts.get(place)).copied()
    };
    (0..weights.len())
        .map(|place| {
            let young = young_parts.each_ref().map(|parts| part(parts, place));
            let all = part(&other_parts, place).map(|others| others + young.iter().flatten().sum());
            let people = [young[0], young[1], young[2], all];
            let mut at_place = PerAge::default();
            for (age, people) in AgeGroup::EVERY.into_iter().zip(people) {
                let certainty = residents[age].map(|count| spread_certainty(count.certainty));
                at_place[age] = people
                    .zip(certainty)
                    .map(|(people, certainty)| Count { people, certainty });
            }
            at_place
        })
        .collect()
}

fn spread_certainty(certainty: Certainty) -> Certainty {
    match certainty {
        Certainty::Counted | Certainty::Allocated => Certainty::Allocated,
        Certainty::Estimated => Certainty::Estimated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn residents(people: [Option<u64>; 4]) -> PerAge<Option<Count>> {
        let mut residents = PerAge::default();
        for (age, people) in AgeGroup::EVERY.into_iter().zip(people) {
            residents[age] = people.map(|people| Count {
                people: People::from_billionths(people * 1_000_000),
                certainty: Certainty::Counted,
            });
        }
        residents
    }

    #[test]
    fn what_is_unknown_stays_unknown() {
        let places = spread(&residents([None, Some(8_000), None, Some(40_000)]), &[1, 3]);
        let people = |place: usize, age| places[place][age].map(|count| count.people.value());
        assert_eq!(people(0, AgeGroup::From0To4), None);
        assert_eq!(
            (
                people(0, AgeGroup::From4To12),
                people(1, AgeGroup::From4To12)
            ),
            (Some(2.0), Some(6.0))
        );
        assert_eq!(
            (people(0, AgeGroup::All), people(1, AgeGroup::All)),
            (Some(10.0), Some(30.0))
        );
        assert!(
            spread(&residents([None; 4]), &[1])[0]
                .iter()
                .all(|(_, count)| count.is_none())
        );
    }

    #[test]
    fn a_counted_total_becomes_allocated() {
        let places = spread(&residents([None, None, None, Some(5)]), &[1]);
        assert_eq!(
            places[0][AgeGroup::All].map(|count| count.certainty),
            Some(Certainty::Allocated)
        );
    }

    proptest! {
        #[test]
        fn totals_are_kept_exactly_and_no_place_has_more_children_than_people(
            young in prop::array::uniform3(prop::option::of(0u64..3_000_000)),
            others in 0u64..9_000_000,
            weights in prop::collection::vec(0u64..1_000, 1..80),
        ) {
            let all = others + young.iter().flatten().sum::<u64>();
            let whole = residents([young[0], young[1], young[2], Some(all)]);
            let places = spread(&whole, &weights);
            for age in AgeGroup::EVERY {
                let sum: Option<People> = places.iter().map(|place| place[age].map(|count| count.people)).sum::<Option<People>>();
                prop_assert_eq!(sum, whole[age].map(|count| count.people));
            }
            for place in &places {
                let children: People = YOUNG.iter().filter_map(|&age| place[age]).map(|count| count.people).sum();
                prop_assert!(Some(children) <= place[AgeGroup::All].map(|count| count.people));
            }
        }
    }
}
