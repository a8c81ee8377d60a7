//! Some of a study's homes.

use fixedbitset::FixedBitSet;

/// Homes by the index of their demand point; a look at one costs next to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeSet(FixedBitSet);

impl HomeSet {
    /// Whether a home is among them.
    pub fn contains(&self, home: usize) -> bool {
        self.0.contains(home)
    }

    /// The homes, in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.ones()
    }

    /// Those that are not among others, in ascending order.
    pub fn without<'a>(&'a self, others: &'a Self) -> impl Iterator<Item = usize> + 'a {
        self.0.difference(&others.0)
    }
}

impl FromIterator<usize> for HomeSet {
    fn from_iter<I: IntoIterator<Item = usize>>(homes: I) -> Self {
        Self(homes.into_iter().collect())
    }
}
