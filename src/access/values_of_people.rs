//! Quantiles and means of any value that homes have, by the people who live there.

use crate::model::people::People;

/// Values with the people who have them, in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct ValuesOfPeople {
    sorted: Vec<(f64, People)>,
    people: People,
    out_of_reach: People,
}

impl ValuesOfPeople {
    /// Sorts values with their people; the order they come in does not matter. What is not finite is left out.
    pub fn new(values: impl IntoIterator<Item = (f64, People)>) -> Self {
        let finite = values
            .into_iter()
            .filter(|(value, people)| value.is_finite() && !people.is_none());
        let mut sorted: Vec<(f64, People)> = finite.collect();
        sorted.sort_by(|(one, some), (other, others)| one.total_cmp(other).then(some.cmp(others)));
        let people = sorted.iter().map(|(_, people)| people).sum();
        Self {
            sorted,
            people,
            out_of_reach: People::NONE,
        }
    }

    /// The same with people for whom there is no value because nothing is in reach: beyond every value.
    #[must_use]
    pub fn with_out_of_reach(mut self, people: People) -> Self {
        self.out_of_reach = people;
        self
    }

    /// All people of whom the value is known.
    pub fn people(&self) -> People {
        self.people
    }

    /// The smallest value that at least `percent` % of the people have at most, those out of reach included;
    /// nothing when there are none, or so many do not have it.
    ///
    /// # Source
    /// DESIGN: the smallest value whose cumulative weight reaches p times the total; no interpolation.
    pub fn quantile(&self, percent: u8) -> Option<f64> {
        let mut so_far = People::NONE;
        let everybody = self.people + self.out_of_reach;
        let reached = self.sorted.iter().zip(1..).find(|&((_, people), homes)| {
            so_far = so_far + *people;
            so_far.make_up(percent, everybody, homes)
        });
        reached.map(|((value, _), _)| *value)
    }

    /// The mean over the people who have a value; nothing when there are none.
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self
            .sorted
            .iter()
            .map(|(value, people)| value * people.value())
            .sum();
        (!self.people.is_none()).then(|| sum / self.people.value())
    }

    /// Values and people in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = (f64, People)> {
        self.sorted.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_a_value_that_somebody_has() {
        // Of 10 people 1 has 5, 4 have 7 and 5 have 9: P10 is 5, P50 is 7, P90 is 9; the mean is 7.8.
        let values = [(9.0, 5), (5.0, 1), (7.0, 4), (f64::NAN, 3), (1.0, 0)];
        let values =
            ValuesOfPeople::new(values.map(|(value, people)| (value, People::whole(people))));
        assert_eq!(
            [10, 50, 90].map(|percent| values.quantile(percent)),
            [Some(5.0), Some(7.0), Some(9.0)]
        );
        assert_eq!(
            (values.mean(), values.people()),
            (Some(7.8), People::whole(10))
        );
        assert_eq!(ValuesOfPeople::new([]).quantile(50), None);
    }

    #[test]
    fn people_out_of_reach_are_beyond_every_value() {
        // 6 of 10 people have 5, for 4 there is none: half have at most 5, nine in ten do not; the mean is of the 6.
        let values = ValuesOfPeople::new([(5.0, People::whole(6))]);
        let values = values.with_out_of_reach(People::whole(4));
        assert_eq!(
            [values.quantile(50), values.quantile(90), values.mean()],
            [Some(5.0), None, Some(5.0)]
        );
    }
}
