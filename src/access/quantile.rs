//! Within which time a given part of the people reaches something.

use crate::model::people::People;
use crate::model::units::Seconds;

/// Travel times with the people who need them, sorted by time; who reaches nothing comes last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimesOfPeople {
    sorted: Vec<(Option<Seconds>, People)>,
    people: People,
}

impl TimesOfPeople {
    /// Sorts times with their people; the order they come in does not matter.
    ///
    /// # Cost
    /// One look at each where few are out of order; else that of sorting.
    pub fn new(mut times: Vec<(Option<Seconds>, People)>) -> Self {
        dmsort::sort_by_key(&mut times, |&(time, people)| (in_bits(time), people));
        Self {
            people: times.iter().map(|&(_, people)| people).sum(),
            sorted: times,
        }
    }

    /// Times and people in the order of time.
    pub fn iter(&self) -> impl Iterator<Item = (Option<Seconds>, People)> {
        self.sorted.iter().copied()
    }

    /// All people, whether they reach something or not.
    pub const fn people(&self) -> People {
        self.people
    }

    /// The smallest time within which `percent` of the people reach something; no interpolation.
    ///
    /// Nothing when there are no people, or when so many reach nothing that there is no such time.
    ///
    /// # Source
    /// DESIGN: the smallest t whose cumulative weight reaches p times the total.
    pub fn quantile(&self, percent: u8) -> Option<Seconds> {
        let mut quantiles = Quantiles::of(self.people, [percent]);
        self.iter()
            .for_each(|(time, people)| quantiles.pass(time, people));
        let [found] = quantiles.found();
        found
    }
}

/// Quantiles of times that are passed in their order.
#[derive(Debug)]
pub struct Quantiles<const N: usize> {
    percents: [u8; N],
    whole: People,
    reached: People,
    homes: usize,
    found: [Option<Seconds>; N],
    /// How many of them are found.
    passed: usize,
}

impl<const N: usize> Quantiles<N> {
    /// Those of these percents, in ascending order, of all times of `whole` people; as [`TimesOfPeople::quantile`].
    pub fn of(whole: People, percents: [u8; N]) -> Self {
        Self {
            percents,
            whole,
            reached: People::NONE,
            homes: 0,
            found: [None; N],
            passed: 0,
        }
    }

    /// The next time in order, with the people who need it.
    pub fn pass(&mut self, time: Option<Seconds>, people: People) {
        if people.is_none() {
            return;
        }
        self.reached = self.reached + people;
        self.homes += 1;
        while let Some(&percent) = self.percents.get(self.passed)
            && self.reached.make_up(percent, self.whole, self.homes)
        {
            self.found[self.passed] = time;
            self.passed += 1;
        }
    }

    /// What was found once all times have passed; nothing where the people who are needed for it reach nothing.
    pub const fn found(&self) -> [Option<Seconds>; N] {
        self.found
    }
}

/// As [`TimesOfPeople::quantile`], of times in any order, which it changes: without sorting all of them.
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

    fn times(entries: &[(Option<f64>, u32)]) -> TimesOfPeople {
        let seconds = |time: f64| Seconds::new(time).expect("positive");
        TimesOfPeople::new(
            entries
                .iter()
                .map(|&(time, people)| (time.map(seconds), People::whole(people)))
                .collect(),
        )
    }

    fn quantile(times: &TimesOfPeople, percent: u8) -> Option<f64> {
        times.quantile(percent).map(Seconds::value)
    }

    #[test]
    fn a_quantile_is_a_time_of_somebody_and_never_lies_in_between() {
        // 10 people: 1 at 60 s, 4 at 120 s, 5 at 300 s; cumulative 1, 5, 10.
        let ten = times(&[(Some(300.0), 5), (Some(60.0), 1), (Some(120.0), 4)]);
        let found = [10, 50, 51, 90].map(|percent| quantile(&ten, percent));
        assert_eq!(found, [Some(60.0), Some(120.0), Some(300.0), Some(300.0)]);
    }

    #[test]
    fn people_who_reach_nothing_come_last() {
        let half = times(&[(None, 5), (Some(60.0), 5)]);
        assert_eq!(
            [50, 51].map(|percent| quantile(&half, percent)),
            [Some(60.0), None]
        );
    }

    #[test]
    fn nobody_has_no_quantile() {
        assert_eq!(quantile(&times(&[]), 50), None);
        assert_eq!(quantile(&times(&[(Some(60.0), 0)]), 50), None);
    }

    proptest! {
        #[test]
        fn times_are_sorted_whether_few_or_many_are_out_of_order(
            seconds in prop::collection::vec(0u32..1_000, 0..300),
            swaps in prop::collection::vec((0usize..300, 0usize..300), 0..9),
            from_the_start in any::<bool>(),
        ) {
            let mut given: Vec<(Option<f64>, u32)> = seconds.iter().map(|&time| (Some(f64::from(time)), 1)).collect();
            if from_the_start {
                given.sort_by(|(one, _), (other, _)| one.partial_cmp(other).expect("a number"));
            }
            for (one, other) in swaps {
                if one.max(other) < given.len() {
                    given.swap(one, other);
                }
            }
            let sorted: Vec<Option<f64>> = times(&given).iter().map(|(time, _)| time.map(Seconds::value)).collect();
            let mut expected = seconds;
            expected.sort_unstable();
            prop_assert_eq!(sorted, expected.into_iter().map(|time| Some(f64::from(time))).collect::<Vec<_>>());
        }

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
            let sorted = times(&entries);
            prop_assert_eq!(quantile(&sorted, percent), expected);
            let mut turned: Vec<_> = sorted.iter().collect();
            turned.reverse();
            prop_assert_eq!(quantile_of(&mut turned, percent), sorted.quantile(percent));
        }
    }
}
