//! Within which time a given part of the people reaches something.

use crate::model::people::People;
use crate::model::units::Seconds;

/// The smallest time within which `percent` of the people reach something; no interpolation. The times come in any order, which
/// is changed; who reaches nothing comes last.
///
/// Nothing when there are no people, or when so many reach nothing that there is no such time.
///
/// # Source
/// DESIGN: the smallest t whose cumulative weight reaches p times the total.
///
/// # Cost
/// A few looks at each time.
pub fn quantile_of(times: &mut [(Option<Seconds>, People)], percent: u8) -> Option<Seconds> {
    let key = |&(time, people): &(Option<Seconds>, People)| (in_bits(time), people);
    let total: People = times.iter().map(|&(_, people)| people).sum();
    let mut times = times;
    let (mut reached, mut homes) = (People::NONE, 0);
    let mut found = None;
    // What is found so far is enough; whether fewer are is asked of the half before it.
    while !times.is_empty() {
        let middle = times.len() / 2;
        times.select_nth_unstable_by_key(middle, key);
        let (before, after) = times.split_at_mut(middle + 1);
        let (people, somebody) = of_somebody(before);
        if homes + somebody > 0 && (reached + people).make_up(percent, total, homes + somebody) {
            found = Some(before[middle]);
            times = &mut before[..middle];
        } else {
            (reached, homes) = (reached + people, homes + somebody);
            times = after;
        }
    }
    found.and_then(|(time, _)| time)
}

/// All people of some homes, and in how many of these there is somebody.
fn of_somebody(times: &[(Option<Seconds>, People)]) -> (People, usize) {
    let somebody = times.iter().filter(|(_, people)| !people.is_none());
    let each = somebody.map(|&(_, people)| (people, 1));
    each.fold((People::NONE, 0), |(people, homes), (more, home)| {
        (people + more, homes + home)
    })
}

/// A whole number that orders as the times do: those of floats above zero order as their bits. Nothing comes last.
pub fn in_bits(time: Option<Seconds>) -> u64 {
    time.map_or(u64::MAX, |time| (time.value() + 0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quantile(entries: &[(Option<f64>, u32)], percent: u8) -> Option<f64> {
        let seconds = |time: f64| Seconds::new(time).expect("positive");
        let times = entries.iter();
        let times = times.map(|&(time, people)| (time.map(seconds), People::whole(people)));
        quantile_of(&mut times.collect::<Vec<_>>(), percent).map(Seconds::value)
    }

    #[test]
    fn a_quantile_is_a_time_of_somebody_and_never_lies_in_between() {
        // 10 people: 1 at 60 s, 4 at 120 s, 5 at 300 s; cumulative 1, 5, 10.
        let ten = [(Some(300.0), 5), (Some(60.0), 1), (Some(120.0), 4)];
        let found = [10, 50, 51, 90].map(|percent| quantile(&ten, percent));
        assert_eq!(found, [Some(60.0), Some(120.0), Some(300.0), Some(300.0)]);
    }

    #[test]
    fn people_who_reach_nothing_come_last() {
        let half = [(None, 5), (Some(60.0), 5)];
        assert_eq!(
            [50, 51].map(|percent| quantile(&half, percent)),
            [Some(60.0), None]
        );
    }

    #[test]
    fn nobody_has_no_quantile() {
        assert_eq!(quantile(&[], 50), None);
        assert_eq!(quantile(&[(Some(60.0), 0)], 50), None);
    }

    proptest! {
        #[test]
        fn a_quantile_is_the_time_of_the_person_at_that_place_in_the_row(
            entries in prop::collection::vec((prop::option::of(0u32..20), 0u32..9), 0..20),
            percent in 1u8..=100,
        ) {
            let one_by_one: Vec<Option<u32>> = {
                let mut row: Vec<Option<u32>> = entries
                    .iter()
                    .flat_map(|&(time, people)| std::iter::repeat_n(time, people as usize))
                    .collect();
                row.sort_by_key(|time| (time.is_none(), *time));
                row
            };
            let place = (one_by_one.len() * usize::from(percent)).div_ceil(100);
            let expected = place.checked_sub(1).and_then(|index| one_by_one[index]).map(f64::from);
            let entries: Vec<(Option<f64>, u32)> =
                entries.into_iter().map(|(time, people)| (time.map(f64::from), people)).collect();
            prop_assert_eq!(quantile(&entries, percent), expected);
        }
    }
}
