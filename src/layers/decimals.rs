//! How many decimals a number has where people and programs read it: chosen here, once.
//!
//! Scores, minutes, metres and shares in percent have one, shares of 0 to 1 three. Inside nothing is rounded.

/// One decimal.
pub fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// Two decimals.
pub fn hundredth(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Three decimals.
pub fn thousandth(number: f64) -> f64 {
    (number * 1_000.0).round() / 1_000.0
}
