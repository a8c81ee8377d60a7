//! Lengths along streets in whole millimetres, so that sums do not depend on their order and answers are bit-equal.

use crate::model::units::Metres;

const PER_METRE: f64 = 1000.0;

/// A length in whole millimetres, up to 4,294 kilometres.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millimetres(pub u32);

impl Millimetres {
    /// No length.
    pub const ZERO: Self = Self(0);

    /// The nearest whole number of millimetres; nothing when it is too long.
    pub fn rounded(length: Metres) -> Option<Self> {
        let millimetres = (length.value() * PER_METRE).round();
        // Not negative, and in range by the test, so the cast cannot cut.
        (millimetres <= f64::from(u32::MAX)).then_some(Self(millimetres as u32))
    }

    /// The smallest whole number of millimetres that is not less; the longest length there is when it is too long.
    pub fn at_least(length: Metres) -> Self {
        // Not negative, and in range by the minimum, so the cast cannot cut.
        Self((length.value() * PER_METRE).ceil().min(f64::from(u32::MAX)) as u32)
    }

    /// The same length in metres.
    pub fn metres(self) -> Metres {
        Metres::new(f64::from(self.0) / PER_METRE)
            .expect("a whole number divided by a thousand is finite and not negative")
    }

    /// This length followed by another; nothing when that is too long.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}
