//! The age groups that facilities serve, half-open as in DOMAIN: 4–12 is 4 up to and including 11.

use std::fmt;
use std::ops::{Index, IndexMut};
use std::str::FromStr;

use thiserror::Error;

/// One of the age groups in which residents are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeGroup {
    /// 0 up to and including 3.
    From0To4,
    /// 4 up to and including 11.
    From4To12,
    /// 12 up to and including 17.
    From12To18,
    /// Everybody, whatever their age.
    All,
}

/// A text that names no age group.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("found \"{0}\", expected one of 0-4, 4-12, 12-18, alle")]
pub struct UnknownAgeGroup(pub String);

impl AgeGroup {
    /// All age groups, in the order of every table.
    pub const EVERY: [Self; 4] = [Self::From0To4, Self::From4To12, Self::From12To18, Self::All];

    /// Those of which nobody is in two; [`AgeGroup::All`] has everybody in them.
    pub const APART: [Self; 3] = [Self::From0To4, Self::From4To12, Self::From12To18];

    /// The name in files and addresses: `0-4`, `4-12`, `12-18`, `alle`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::From0To4 => "0-4",
            Self::From4To12 => "4-12",
            Self::From12To18 => "12-18",
            Self::All => "alle",
        }
    }
}

impl fmt::Display for AgeGroup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for AgeGroup {
    type Err = UnknownAgeGroup;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::EVERY
            .into_iter()
            .find(|age| age.code() == text)
            .ok_or_else(|| UnknownAgeGroup(text.to_owned()))
    }
}

/// One value for each age group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PerAge<T>([T; 4]);

impl<T> PerAge<T> {
    /// Makes the value of each age group.
    pub fn from_fn(mut value: impl FnMut(AgeGroup) -> T) -> Self {
        Self(AgeGroup::EVERY.map(&mut value))
    }

    /// Age groups with their values, in the order of every table.
    pub fn iter(&self) -> impl Iterator<Item = (AgeGroup, &T)> {
        AgeGroup::EVERY.into_iter().zip(&self.0)
    }
}

impl<T> Index<AgeGroup> for PerAge<T> {
    type Output = T;
    fn index(&self, age: AgeGroup) -> &T {
        &self.0[age as usize]
    }
}

impl<T> IndexMut<AgeGroup> for PerAge<T> {
    fn index_mut(&mut self, age: AgeGroup) -> &mut T {
        &mut self.0[age as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_group_is_found_by_its_code() {
        for age in AgeGroup::EVERY {
            assert_eq!(age.code().parse(), Ok(age));
        }
        let refusal = "4-13".parse::<AgeGroup>().expect_err("no such group");
        assert_eq!(
            refusal.to_string(),
            "found \"4-13\", expected one of 0-4, 4-12, 12-18, alle"
        );
    }
}
