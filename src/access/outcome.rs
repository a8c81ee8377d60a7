//! What equity is computed from: how well off people are, and how much they need it.

use crate::model::people::People;
use crate::model::units::NotAQuantity;

/// How much of something people have, such as places for each child or seconds of travel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    value: f64,
    people: People,
}

impl Outcome {
    /// Accepts a finite value of zero or more, which each of these people has.
    ///
    /// # Errors
    /// Refuses NaN, infinite and negative values.
    pub fn new(value: f64, people: People) -> Result<Self, NotAQuantity> {
        if value.is_finite() && value >= 0.0 {
            let value = value + 0.0;
            Ok(Self { value, people })
        } else {
            let unit = "units of what is shared";
            Err(NotAQuantity { found: value, unit })
        }
    }

    /// What each of them has.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// How many they are.
    pub fn people(&self) -> People {
        self.people
    }

    /// What all of them have together.
    pub fn total(&self) -> f64 {
        self.value * self.people.value()
    }
}

/// An outcome of people whose need is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankedOutcome {
    need: f64,
    outcome: Outcome,
}

impl RankedOutcome {
    /// Accepts a finite need; more is more need. Only its order counts.
    ///
    /// # Errors
    /// Refuses NaN and infinite values.
    pub fn new(need: f64, outcome: Outcome) -> Result<Self, NotAQuantity> {
        if need.is_finite() {
            let need = need + 0.0;
            Ok(Self { need, outcome })
        } else {
            let unit = "units of need";
            Err(NotAQuantity { found: need, unit })
        }
    }

    /// How much they need it.
    pub fn need(&self) -> f64 {
        self.need
    }

    /// What they have.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_shared_or_ranked_is_refused() {
        for value in [f64::NAN, f64::INFINITY, -1.0] {
            assert!(Outcome::new(value, People::whole(1)).is_err());
        }
        let outcome = Outcome::new(1.0, People::whole(1)).expect("a value");
        assert!(RankedOutcome::new(f64::NAN, outcome).is_err());
        assert!(RankedOutcome::new(-3.0, outcome).is_ok());
    }
}
