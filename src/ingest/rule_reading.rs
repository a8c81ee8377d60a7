//! The values of a file of rules, checked one by one: what is wrong becomes a problem that blocks, and nothing instead
//! of a value, so that a reader can go on and name everything that is wrong.

use std::ops::RangeInclusive;

use crate::ingest::problem::{Problem, Severity};
use crate::model::facility_kind::{FacilityKind, KindDescription};
use crate::model::units::{Euros, Metres, NotAQuantity, SquareMetres};

/// From 0 to 100.
pub const PERCENT: RangeInclusive<f64> = 0.0..=100.0;
/// From 0 to 1.
pub const SHARE: RangeInclusive<f64> = 0.0..=1.0;

/// One reading of one file.
pub struct RuleReading<'a> {
    /// The file, for messages.
    pub file: &'a str,
    /// The kinds there are.
    pub kinds: &'a [KindDescription],
    /// What is wrong so far.
    pub problems: &'a mut Vec<Problem>,
}

impl RuleReading<'_> {
    /// A kind there is.
    pub fn kind(&mut self, field: &str, code: &str) -> Option<FacilityKind> {
        let kinds = self.kinds.iter().map(|known| known.kind.clone());
        let kinds: Vec<FacilityKind> = kinds.collect();
        let codes: Vec<&str> = kinds.iter().map(FacilityKind::code).collect();
        self.known(field, code, &codes, kinds.iter().cloned())
    }

    /// The one of `all` whose code is written; `codes` are theirs, in the same order.
    pub fn known<T>(
        &mut self,
        field: &str,
        code: &str,
        codes: &[&str],
        all: impl Iterator<Item = T>,
    ) -> Option<T> {
        let found = codes.iter().zip(all).find(|(known, _)| **known == code);
        if found.is_none() {
            self.refuse(field, format!("\"{code}\""), &one_of(codes));
        }
        found.map(|(_, one)| one)
    }

    /// Nothing, and a problem, when a code comes twice.
    pub fn each_once(&mut self, field: &str, codes: &[&str]) -> Option<()> {
        let again = (0..)
            .zip(codes)
            .find(|&(index, code)| codes.iter().take(index).any(|earlier| earlier == code));
        if let Some((_, code)) = again {
            self.refuse(field, format!("\"{code}\" a second time"), "each once");
        }
        again.is_none().then_some(())
    }

    /// A number within a range, both ends included.
    pub fn within(&mut self, field: &str, value: f64, range: RangeInclusive<f64>) -> Option<f64> {
        if range.contains(&value) {
            return Some(value);
        }
        let expected = format!("a number from {} to {}", range.start(), range.end());
        self.refuse(field, value.to_string(), &expected);
        None
    }

    /// A number above 0.
    pub fn above_zero(&mut self, field: &str, value: f64) -> Option<f64> {
        let fits = value.is_finite() && value > 0.0;
        if !fits {
            self.refuse(field, value.to_string(), "a number above 0");
        }
        fits.then_some(value)
    }

    /// A length.
    pub fn metres(&mut self, field: &str, value: f64) -> Option<Metres> {
        self.quantity(field, Metres::new(value))
    }

    /// A floor area.
    pub fn square_metres(&mut self, field: &str, value: f64) -> Option<SquareMetres> {
        self.quantity(field, SquareMetres::new(value))
    }

    /// An amount.
    pub fn euros(&mut self, field: &str, value: f64) -> Option<Euros> {
        self.quantity(field, Euros::new(value))
    }

    fn quantity<T>(&mut self, field: &str, read: Result<T, NotAQuantity>) -> Option<T> {
        read.map_err(|refused| {
            let expected = format!("a number of {}, 0 or more", refused.unit);
            self.refuse(field, refused.found.to_string(), &expected);
        })
        .ok()
    }

    /// Adds a problem that blocks.
    pub fn refuse(&mut self, field: &str, found: String, expected: &str) {
        let problem = Problem::of_file(Severity::Blocks, self.file, found, expected);
        self.problems.push(problem.in_field(field));
    }
}

/// What may be written instead.
pub fn one_of(codes: &[&str]) -> String {
    format!("one of {}", codes.join(", "))
}
