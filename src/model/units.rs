//! Lengths, times, speeds, floor areas and amounts of money that cannot be mistaken for one another, or be negative or NaN.

use std::cmp::Ordering;

use thiserror::Error;

/// A value that is not a finite number of zero or more.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("found {found}, expected a finite number of {unit}, 0 or more")]
pub struct NotAQuantity {
    /// The refused value.
    pub found: f64,
    /// The unit's plural name.
    pub unit: &'static str,
}

macro_rules! quantity {
    ($(#[$documentation:meta])* $name:ident, $unit:literal) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, Default)]
        pub struct $name(f64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0.0);

            /// Accepts a finite value of zero or more.
            ///
            /// # Errors
            /// Refuses NaN, infinite and negative values.
            pub fn new(value: f64) -> Result<Self, NotAQuantity> {
                if value.is_finite() && value >= 0.0 {
                    Ok(Self(value + 0.0))
                } else {
                    Err(NotAQuantity { found: value, unit: $unit })
                }
            }

            /// The bare number, for use inside one formula.
            pub fn value(self) -> f64 {
                self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other) == Ordering::Equal
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.0.total_cmp(&other.0)
            }
        }

        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
    };
}

quantity!(
    /// A length in metres, finite and not negative.
    Metres,
    "metres"
);
quantity!(
    /// A duration in seconds, finite and not negative.
    Seconds,
    "seconds"
);

quantity!(
    /// A floor area in square metres, finite and not negative.
    SquareMetres,
    "square metres"
);
quantity!(
    /// An amount of money in euros, finite and not negative.
    Euros,
    "euros"
);

/// A speed in metres per second, finite and above zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetresPerSecond(f64);

impl MetresPerSecond {
    /// Accepts a finite speed above zero.
    ///
    /// # Errors
    /// Refuses zero, NaN, infinite and negative values.
    pub fn new(value: f64) -> Result<Self, NotAQuantity> {
        if value.is_finite() && value > 0.0 {
            Ok(Self(value))
        } else {
            Err(NotAQuantity {
                found: value,
                unit: "metres per second above 0",
            })
        }
    }

    /// The bare number, for use inside one formula.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The time a length takes at this speed.
    pub fn time_over(self, length: Metres) -> Seconds {
        Seconds(length.0 / self.0)
    }

    /// The length covered in a time at this speed.
    pub fn length_in(self, time: Seconds) -> Metres {
        Metres(time.0 * self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_at_a_childs_pace_are_660_metres() -> Result<(), NotAQuantity> {
        let pace = MetresPerSecond::new(1.1)?;
        let length = pace.length_in(Seconds::new(600.0)?);
        assert!((length.value() - 660.0).abs() < 1e-9);
        Ok(())
    }

    #[test]
    fn what_is_no_quantity_is_refused_with_its_unit() {
        for value in [f64::NAN, f64::INFINITY, -0.1] {
            assert!(Metres::new(value).is_err());
            assert!(Seconds::new(value).is_err());
        }
        assert!(MetresPerSecond::new(0.0).is_err());
        let message = Metres::new(-1.0).expect_err("negative").to_string();
        assert_eq!(
            message,
            "found -1, expected a finite number of metres, 0 or more"
        );
    }

    #[test]
    fn negative_zero_becomes_zero_so_that_order_and_text_agree() -> Result<(), NotAQuantity> {
        assert_eq!(Metres::new(-0.0)?, Metres::ZERO);
        Ok(())
    }
}
