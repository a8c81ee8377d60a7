//! The values of a question's fields, from how they are written to what they mean.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::indicator::Domain;
use crate::model::units::NotAQuantity;

/// Takes a field that was given, and leaves the proposal where it was not.
pub fn set<T>(proposed: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *proposed = given;
    }
}

/// A number with a unit.
///
/// # Errors
/// Names the field when it is negative or not finite.
pub fn quantity<T>(
    field: &str,
    given: Option<f64>,
    unit: fn(f64) -> Result<T, NotAQuantity>,
) -> Result<Option<T>, QuestionRefused> {
    let read = |value| {
        unit(value).map_err(|refused| QuestionRefused {
            field: field.to_owned(),
            found: Bilingual::same(refused.found),
            expected: Bilingual::new(
                "een getal van 0 of meer",
                format!("a number of {}, 0 or more", refused.unit),
            ),
        })
    };
    given.map(read).transpose()
}

/// A number between two others, or one of them.
///
/// # Errors
/// Names the field, and the bounds; also for what is no number.
pub fn within<T: PartialOrd + Display>(
    field: &str,
    given: Option<T>,
    bounds: RangeInclusive<T>,
) -> Result<Option<T>, QuestionRefused> {
    match given {
        Some(found) if !bounds.contains(&found) => Err(QuestionRefused {
            field: field.to_owned(),
            found: Bilingual::same(found),
            expected: Bilingual::new(
                format!(
                    "een getal van {} tot en met {}",
                    bounds.start(),
                    bounds.end()
                ),
                format!("a number from {} to {}", bounds.start(), bounds.end()),
            ),
        }),
        Some(_) | None => Ok(given),
    }
}

/// A day.
///
/// # Errors
/// Names the field when it is none.
pub fn day(field: &str, given: &str) -> Result<Date, QuestionRefused> {
    given
        .parse()
        .map_err(|_cause: jiff::Error| QuestionRefused {
            field: field.to_owned(),
            found: Bilingual::quoted(given),
            expected: Bilingual::new("een dag zoals 2026-01-01", "a day such as 2026-01-01"),
        })
}

/// A list that may be left out, and is not empty when it is given.
///
/// # Errors
/// Names the field when its list is empty.
pub fn at_least_one<T>(
    field: &str,
    given: Option<Vec<T>>,
) -> Result<Option<Vec<T>>, QuestionRefused> {
    match given {
        Some(list) if list.is_empty() => Err(QuestionRefused {
            field: field.to_owned(),
            found: Bilingual::new("een lege lijst", "an empty list"),
            expected: Bilingual::new("ten minste één", "one at least"),
        }),
        Some(_) | None => Ok(given),
    }
}

/// One of some words.
///
/// # Errors
/// Names the field, and the words there are.
pub fn one_of<T: Copy>(
    field: &str,
    given: Option<&str>,
    every: &[T],
    code: impl Fn(T) -> &'static str,
) -> Result<Option<T>, QuestionRefused> {
    let Some(given) = given else { return Ok(None) };
    let found = every.iter().copied().find(|&each| code(each) == given);
    let refused = || {
        let words: Vec<_> = every.iter().map(|&each| code(each)).collect();
        QuestionRefused {
            field: field.to_owned(),
            found: Bilingual::quoted(given),
            expected: one_of_words(&words),
        }
    };
    found.map(Some).ok_or_else(refused)
}

/// "een van a, b, c"
pub fn one_of_words(words: &[&str]) -> Bilingual {
    let words = words.join(", ");
    Bilingual::new(format!("een van {words}"), format!("one of {words}"))
}

/// Kinds of facilities by their codes.
///
/// # Errors
/// Names the field and the code that is none.
pub fn kinds(
    field: &str,
    given: Option<&[String]>,
) -> Result<Option<Vec<FacilityKind>>, QuestionRefused> {
    let Some(given) = given else { return Ok(None) };
    let kinds: Result<Vec<_>, _> = given.iter().map(|code| kind(field, code)).collect();
    kinds.map(Some)
}

/// A kind of facility by its code.
///
/// # Errors
/// Names the field and the code that is none.
pub fn kind(field: &str, code: &str) -> Result<FacilityKind, QuestionRefused> {
    FacilityKind::new(code).map_err(|refused| QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::quoted(&refused.0),
        expected: Bilingual::new(
            "de code van een soort, zoals PO",
            "the code of a kind, such as PO",
        ),
    })
}

/// Weights of domains of need by their codes, in the order of [`Domain::EVERY`].
///
/// # Errors
/// Names the field when a code is none.
pub fn domains(
    field: &str,
    given: &BTreeMap<String, f64>,
) -> Result<Vec<(Domain, f64)>, QuestionRefused> {
    let weights = given.iter();
    let read = weights.map(|(code, &weight)| Ok((domain(field, code)?, weight)));
    let mut domains: Vec<_> = read.collect::<Result<_, QuestionRefused>>()?;
    domains.sort_by_key(|&(domain, _)| domain);
    Ok(domains)
}

/// A domain of need by its code.
///
/// # Errors
/// Names the field, and the domains there are.
pub fn domain(field: &str, code: &str) -> Result<Domain, QuestionRefused> {
    let found = one_of(field, Some(code), &Domain::EVERY, Domain::code)?;
    Ok(found.expect("a word that was given is found or refused"))
}
