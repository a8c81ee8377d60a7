//! What is asked of the made-up town, and what was made.

use crate::example::error::ExampleError;

/// The smallest town that can be drawn.
pub const SMALLEST_TOWN: u32 = 2_000;
/// The largest town that can be drawn.
pub const LARGEST_TOWN: u32 = 100_000_000;

/// How large the made-up town is, and which of the many towns of that size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExampleRequest {
    /// Its inhabitants; streets, neighbourhoods and facilities grow with them (some 8,000 street nodes for 60,000).
    pub inhabitants: u32,
    /// The same seed gives the same town to the last byte.
    pub seed: u64,
}

impl Default for ExampleRequest {
    fn default() -> Self {
        Self {
            inhabitants: 60_000,
            seed: 1,
        }
    }
}

impl ExampleRequest {
    /// Refuses a town that is too small to have a canal and a railway, or too large for the Netherlands.
    ///
    /// # Errors
    /// Names the number and the limits.
    pub fn check(self) -> Result<Self, ExampleError> {
        if (SMALLEST_TOWN..=LARGEST_TOWN).contains(&self.inhabitants) {
            Ok(self)
        } else {
            Err(ExampleError::Inhabitants {
                found: self.inhabitants,
                smallest: SMALLEST_TOWN,
                largest: LARGEST_TOWN,
            })
        }
    }
}

/// What was written, to tell the one who asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExampleSummary {
    /// People who live in the town.
    pub inhabitants: u64,
    /// Districts.
    pub districts: u64,
    /// Neighbourhoods.
    pub neighbourhoods: u64,
    /// Nodes in the file of streets.
    pub street_nodes: u64,
    /// Ways in the file of streets.
    pub street_ways: u64,
    /// Points where people live.
    pub residence_points: u64,
    /// Facilities of all kinds.
    pub facilities: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_of_one_person_is_refused_with_the_limits() {
        let refusal = ExampleRequest {
            inhabitants: 1,
            seed: 1,
        }
        .check()
        .expect_err("too small");
        assert_eq!(
            refusal.to_string(),
            "inhabitants: found 1, expected 2000 to 100000000"
        );
    }
}
