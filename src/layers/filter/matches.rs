//! Whether a feature meets a condition.
//!
//! What is not known is neither equal nor unequal: a comparison with it is not known either (SQL's three values),
//! and only features of which the condition is known to be true are meant.

use std::cmp::Ordering;

use geo::{BoundingRect, Geometry, Intersects, MapCoords, Rect, Relate};

use crate::layers::filter::condition::{Comparison, Condition, Place, Relation, Value};
use crate::layers::property::{Properties, Property};
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::time_span::TimeSpan;

/// A feature as a filter sees it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its properties.
    pub properties: &'a Properties,
    /// Its geometry, x (or longitude) first, in the system of the filter.
    pub geometry: &'a Geometry<f64>,
    /// That system.
    pub system: ReferenceSystem,
}

/// Whether the condition is true of this feature; nothing when that is not known.
pub fn matches(condition: &Condition, candidate: Candidate<'_>) -> Option<bool> {
    match condition {
        Condition::Every(parts) => all(parts.iter().map(|part| matches(part, candidate))),
        Condition::Any(parts) => {
            let none = all(parts.iter().map(|part| Some(!matches(part, candidate)?)));
            Some(!none?)
        }
        Condition::Not(part) => Some(!matches(part, candidate)?),
        Condition::Fixed(truth) => Some(*truth),
        Condition::Missing(name) => Some(matches!(
            property(name, candidate),
            None | Some(Property::Missing)
        )),
        Condition::Compare(left, comparison, right) => {
            Some(holds(*comparison, order(left, right, candidate)?))
        }
        Condition::Between(value, low, high) => all([
            order(low, value, candidate).map(Ordering::is_le),
            order(value, high, candidate).map(Ordering::is_le),
        ]
        .into_iter()),
        Condition::OneOf(value, values) => {
            let differs = |other| Some(order(value, other, candidate)?.is_ne());
            Some(!all(values.iter().map(differs))?)
        }
        Condition::Like(value, pattern) => {
            let (value, pattern) = (known(value, candidate)?, known(pattern, candidate)?);
            let (Known::Text(text), Known::Text(pattern)) = (value, pattern) else {
                return None;
            };
            Some(like(&text, &pattern))
        }
        Condition::Lies(relation, place) => Some(lies(*relation, candidate, place)),
    }
}

/// False when one is false, else not known when one is not known.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut together = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => together = None,
            Some(true) => {}
        }
    }
    together
}

/// A value that is there.
#[derive(Debug, PartialEq)]
enum Known {
    Text(String),
    Number(f64),
    Truth(bool),
    Time(TimeSpan),
}

fn property<'a>(name: &str, candidate: Candidate<'a>) -> Option<&'a Property> {
    let mut properties = candidate.properties.iter();
    properties
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

fn known(value: &Value, candidate: Candidate<'_>) -> Option<Known> {
    Some(match value {
        Value::Text(text) => Known::Text(text.clone()),
        Value::Number(number) => Known::Number(*number),
        Value::Truth(truth) => Known::Truth(*truth),
        Value::Time(span) => Known::Time(*span),
        Value::SmallLetters(inner) => match known(inner, candidate)? {
            Known::Text(text) => Known::Text(text.to_lowercase()),
            other => other,
        },
        Value::Property(name) => match property(name, candidate)? {
            Property::Text(text) => Known::Text(text.clone()),
            Property::Whole(number) => Known::Number(*number as f64),
            Property::Number(number) => Known::Number(*number),
            Property::Truth(truth) => Known::Truth(*truth),
            Property::Missing => return None,
        },
    })
}

/// Which of two values comes first; nothing when one is not known or they cannot be compared.
fn order(left: &Value, right: &Value, candidate: Candidate<'_>) -> Option<Ordering> {
    match (known(left, candidate)?, known(right, candidate)?) {
        (Known::Text(left), Known::Text(right)) => Some(left.cmp(&right)),
        (Known::Number(left), Known::Number(right)) => left.partial_cmp(&right),
        (Known::Truth(left), Known::Truth(right)) => Some(left.cmp(&right)),
        (Known::Time(left), Known::Time(right)) => in_time(left, right),
        (Known::Text(left), Known::Time(right)) => in_time(TimeSpan::reference(&left)?, right),
        (Known::Time(left), Known::Text(right)) => in_time(left, TimeSpan::reference(&right)?),
        _ => None,
    }
}

/// A span in another one is at the same time: a moment at noon is on its day.
fn in_time(left: TimeSpan, right: TimeSpan) -> Option<Ordering> {
    Some(if left.meets(right) {
        Ordering::Equal
    } else {
        left.from?.cmp(&right.from?)
    })
}

const fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

/// A step of a pattern.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Letter(char),
    AnyLetter,
    AnyLetters,
}

/// Whether a text has the shape of a pattern. Takes at most the product of their lengths.
fn like(text: &str, pattern: &str) -> bool {
    let mut steps = Vec::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        steps.push(match letter {
            '%' => Step::AnyLetters,
            '_' => Step::AnyLetter,
            '\\' => Step::Letter(letters.next().unwrap_or('\\')),
            other => Step::Letter(other),
        });
    }
    let letters: Vec<char> = text.chars().collect();
    // On a letter that does not fit, the last `%` takes one letter more.
    let (mut at, mut step, mut widest) = (0, 0, None);
    while let Some(&letter) = letters.get(at) {
        match steps.get(step) {
            Some(Step::AnyLetters) => {
                step += 1;
                widest = Some((step, at));
            }
            Some(&wanted) if wanted == Step::AnyLetter || wanted == Step::Letter(letter) => {
                at += 1;
                step += 1;
            }
            _ => {
                let Some((after, from)) = widest else {
                    return false;
                };
                widest = Some((after, from + 1));
                (at, step) = (from + 1, after);
            }
        }
    }
    steps
        .iter()
        .skip(step)
        .all(|step| *step == Step::AnyLetters)
}

/// How a feature lies as it is written: its outline as anybody reads it here equals it, and its neighbours touch it.
fn lies(relation: Relation, candidate: Candidate<'_>, place: &Place) -> bool {
    let round = |corner| candidate.system.rounded(corner);
    // Boxes without a common point tell enough, and most features are far away.
    let near = candidate.geometry.bounding_rect().is_some_and(|bounds| {
        Rect::new(round(bounds.min()), round(bounds.max())).intersects(&place.bounds)
    });
    if !near {
        return relation == Relation::Disjoint;
    }
    let written = candidate.geometry.map_coords(round);
    let found = written.relate(&place.geometry);
    match relation {
        Relation::Intersects => found.is_intersects(),
        Relation::Disjoint => found.is_disjoint(),
        Relation::Within => found.is_within(),
        Relation::Contains => found.is_contains(),
        Relation::Equals => found.is_equal_topo(),
        Relation::Touches => found.is_touches(),
        Relation::Crosses => found.is_crosses(),
        Relation::Overlaps => found.is_overlaps(),
    }
}

#[cfg(test)]
mod tests {
    use geo::{Point, Rect};
    use proptest::prelude::*;

    use super::*;
    use crate::layers::column::Column;
    use crate::layers::filter::parse::condition;

    const COLUMNS: [Column; 5] = [
        Column::text("naam", "", ""),
        Column::number("personen", "", ""),
        Column::whole("klasse", "", ""),
        Column::truth("gevraagd", "", ""),
        Column::text("datum", "", ""),
    ];

    /// Of a school with 250 persons on a square from (5, 52) to (6, 53), of which the class is not known.
    fn asked(text: &str) -> Option<bool> {
        let condition = condition(text, &COLUMNS, ReferenceSystem::Crs84).expect(text);
        let properties: Properties = vec![
            ("naam", Property::Text("De Bloesem".to_owned())),
            ("personen", Property::Number(250.0)),
            ("klasse", Property::Missing),
            ("gevraagd", Property::Truth(true)),
            ("datum", Property::Text("2025".to_owned())),
        ];
        let square = Rect::new((5.0, 52.0), (6.0, 53.0)).to_polygon().into();
        let candidate = Candidate {
            properties: &properties,
            geometry: &square,
            system: ReferenceSystem::Crs84,
        };
        matches(&condition, candidate)
    }

    #[test]
    fn what_is_true_what_is_false_and_what_is_not_known() {
        for (text, answer) in [
            ("naam = 'De Bloesem'", Some(true)),
            ("naam = 'de bloesem'", Some(false)),
            ("CASEI(naam) = CASEI('DE BLOESEM')", Some(true)),
            ("naam < 'E' AND personen >= 250", Some(true)),
            ("personen <> 250 OR gevraagd = FALSE", Some(false)),
            ("personen BETWEEN 250 AND 300", Some(true)),
            ("personen NOT BETWEEN 250 AND 300", Some(false)),
            ("personen IN (1, 2, 250)", Some(true)),
            ("naam NOT IN ('a', 'b')", Some(true)),
            ("klasse IS NULL", Some(true)),
            ("geometry IS NULL", Some(false)),
            ("geometry IS NOT NULL", Some(true)),
            ("naam IS NOT NULL", Some(true)),
            ("klasse = 1", None),
            ("NOT klasse = 1", None),
            ("klasse = 1 AND personen = 1", Some(false)),
            ("klasse = 1 OR personen = 250", Some(true)),
            ("klasse = 1 OR personen = 1", None),
            ("klasse IN (1, 2)", None),
            ("klasse BETWEEN 1 AND 2", None),
            ("TRUE AND NOT FALSE", Some(true)),
            ("TRUE = gevraagd", Some(true)),
            ("datum = DATE('2025-06-01')", Some(true)),
            ("datum < DATE('2026-01-01')", Some(true)),
            ("datum >= TIMESTAMP('2026-01-01T00:00:00Z')", Some(false)),
            ("naam = DATE('2025-06-01')", None),
        ] {
            assert_eq!(asked(text), answer, "{text}");
        }
    }

    #[test]
    fn a_pattern_has_any_letters_one_letter_and_letters_as_they_are() {
        for (pattern, answer) in [
            ("De%", true),
            ("%sem", true),
            ("%l_es%", true),
            ("De Bloese_", true),
            ("De Bloesem_", false),
            ("Bloesem", false),
            ("%%", true),
            ("De\\_Bloesem", false),
        ] {
            assert_eq!(
                asked(&format!("naam LIKE '{pattern}'")),
                Some(answer),
                "{pattern}"
            );
        }
    }

    #[test]
    fn how_a_square_lies_to_other_places() {
        for (text, answer) in [
            ("S_INTERSECTS(geometry, POINT(5.5 52.5))", true),
            ("S_INTERSECTS(geometry, POINT(4 52.5))", false),
            ("S_INTERSECTS(geometry, BBOX(5.9,52.9,7,54))", true),
            ("S_DISJOINT(geometry, BBOX(7,52,8,53))", true),
            ("S_WITHIN(geometry, BBOX(4,51,7,54))", true),
            ("S_WITHIN(geometry, BBOX(5.5,51,7,54))", false),
            ("S_CONTAINS(geometry, POINT(5.5 52.5))", true),
            ("S_WITHIN(POINT(5.5 52.5), geometry)", true),
            ("S_CONTAINS(BBOX(4,51,7,54), geometry)", true),
            ("S_EQUALS(geometry, BBOX(5,52,6,53))", true),
            ("S_TOUCHES(geometry, BBOX(6,52,7,53))", true),
            ("S_CROSSES(geometry, LINESTRING(4 52.5,7 52.5))", true),
            (
                "S_OVERLAPS(geometry, POLYGON((5.5 52.5,7 52.5,7 54,5.5 54,5.5 52.5)))",
                true,
            ),
        ] {
            assert_eq!(asked(text), Some(answer), "{text}");
        }
    }

    /// The plain way to match a pattern: try every length for every `%`.
    fn like_plainly(text: &[char], pattern: &[char]) -> bool {
        match (text, pattern) {
            (_, ['%', rest @ ..]) => {
                (0..=text.len()).any(|taken| like_plainly(&text[taken..], rest))
            }
            ([_, text @ ..], ['_', rest @ ..]) => like_plainly(text, rest),
            ([first, text @ ..], [wanted, rest @ ..]) => {
                first == wanted && like_plainly(text, rest)
            }
            (text, pattern) => text.is_empty() && pattern.is_empty(),
        }
    }

    proptest! {
        #[test]
        fn patterns_match_as_trying_every_length_does(text in "[ab]{0,8}", pattern in "[ab%_]{0,6}") {
            let plainly = like_plainly(&text.chars().collect::<Vec<_>>(), &pattern.chars().collect::<Vec<_>>());
            prop_assert_eq!(like(&text, &pattern), plainly);
        }

        #[test]
        fn a_point_is_in_a_box_or_apart_from_it(x in 4.0..7.0, y in 51.0..54.0) {
            let properties = Vec::new();
            let geometry = Geometry::Point(Point::new(x, y));
            let candidate = Candidate { properties: &properties, geometry: &geometry, system: ReferenceSystem::Crs84 };
            let asked = |relation: &str| {
                let text = format!("{relation}(geometry, BBOX(5,52,6,53))");
                let condition = condition(&text, &[], ReferenceSystem::Crs84).expect("a filter");
                matches(&condition, candidate)
            };
            let inside = (5.0..=6.0).contains(&x) && (52.0..=53.0).contains(&y);
            prop_assert_eq!(asked("S_INTERSECTS"), Some(inside));
            prop_assert_eq!(asked("S_DISJOINT"), Some(!inside));
        }
    }
}
