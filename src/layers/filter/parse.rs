//! From CQL2 text to a condition.
//!
//! The crate `cql2` would bring a second GeoJSON and a second geozero; what is needed here is small.
//!
//! # Source
//! OGC 21-065r2, *Common Query Language*: Basic CQL2, advanced comparison operators, case-insensitive comparison and
//! spatial functions, in the text encoding (annex B).

use crate::layers::column::{Column, ColumnKind};
use crate::layers::filter::condition::{Comparison, Condition, Relation, Value};
use crate::layers::filter::cursor::Cursor;
use crate::layers::filter::error::FilterError;
use crate::layers::filter::literal::place;
use crate::layers::filter::token::TokenKind;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::time_span::TimeSpan;

/// The name of a feature's geometry.
pub const GEOMETRY: &str = "geometry";
/// A longer filter is refused before it is read.
pub const LONGEST_FILTER: usize = 50_000;
/// Brackets and NOTs in each other; deeper is refused.
const DEEPEST: usize = 32;

const RELATIONS: [(&str, Relation); 8] = [
    ("S_INTERSECTS", Relation::Intersects),
    ("S_DISJOINT", Relation::Disjoint),
    ("S_WITHIN", Relation::Within),
    ("S_CONTAINS", Relation::Contains),
    ("S_EQUALS", Relation::Equals),
    ("S_TOUCHES", Relation::Touches),
    ("S_CROSSES", Relation::Crosses),
    ("S_OVERLAPS", Relation::Overlaps),
];

const COMPARISONS: [(&str, Comparison); 6] = [
    ("=", Comparison::Equal),
    ("<>", Comparison::Unequal),
    ("<=", Comparison::AtMost),
    ("<", Comparison::Less),
    (">=", Comparison::AtLeast),
    (">", Comparison::More),
];

/// Reads a filter for a layer with these columns; coordinates in it are in `system`, in the order of its axes.
///
/// # Errors
/// What cannot be read, and a property or comparison that this layer does not have.
pub fn condition(
    text: &str,
    columns: &[Column],
    system: ReferenceSystem,
) -> Result<Condition, FilterError> {
    let length = text.chars().count();
    if length > LONGEST_FILTER {
        let expected = format!("hoogstens {LONGEST_FILTER} tekens");
        return Err(FilterError::at(0, format!("{length} tekens"), expected));
    }
    let mut parser = Parser {
        cursor: Cursor::over(text)?,
        columns,
        system,
    };
    let condition = parser.any(0)?;
    match parser.cursor.next() {
        TokenKind::End => Ok(condition),
        _ => Err(parser.cursor.refused("AND, OR of het einde")),
    }
}

struct Parser<'a> {
    cursor: Cursor,
    columns: &'a [Column],
    system: ReferenceSystem,
}

/// Whether a value is asked to be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Null {
    Is,
    IsNot,
}

/// The types that can be compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Number,
    Truth,
    Time,
}

impl Parser<'_> {
    fn any(&mut self, depth: usize) -> Result<Condition, FilterError> {
        let mut parts = vec![self.every(depth)?];
        while self.cursor.takes_word("OR") {
            parts.push(self.every(depth)?);
        }
        Ok(alone_or(parts, Condition::Any))
    }

    fn every(&mut self, depth: usize) -> Result<Condition, FilterError> {
        let mut parts = vec![self.one(depth)?];
        while self.cursor.takes_word("AND") {
            parts.push(self.one(depth)?);
        }
        Ok(alone_or(parts, Condition::Every))
    }

    fn one(&mut self, depth: usize) -> Result<Condition, FilterError> {
        if depth > DEEPEST {
            let expected = format!("hoogstens {DEEPEST} haakjes en NOT in elkaar");
            return Err(self.cursor.refused(expected));
        }
        if self.cursor.takes_word("NOT") {
            return Ok(Condition::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.cursor.takes_sign("(") {
            let inner = self.any(depth + 1)?;
            self.cursor.sign(")")?;
            return Ok(inner);
        }
        if let Some(relation) = self.relation() {
            return self.lies(relation);
        }
        self.comparison()
    }

    fn relation(&self) -> Option<Relation> {
        let TokenKind::Word(word) = self.cursor.next() else {
            return None;
        };
        let mut known = RELATIONS.into_iter();
        known
            .find(|(name, _)| word.eq_ignore_ascii_case(name))
            .map(|(_, relation)| relation)
    }

    fn lies(&mut self, relation: Relation) -> Result<Condition, FilterError> {
        self.cursor.take();
        self.cursor.sign("(")?;
        let condition = if self.takes_geometry() {
            self.cursor.sign(",")?;
            Condition::Lies(relation, place(&mut self.cursor, self.system)?)
        } else {
            let place = place(&mut self.cursor, self.system)?;
            self.cursor.sign(",")?;
            if !self.takes_geometry() {
                return Err(self.cursor.refused(format!("\"{GEOMETRY}\"")));
            }
            Condition::Lies(relation.turned(), place)
        };
        self.cursor.sign(")")?;
        Ok(condition)
    }

    fn takes_geometry(&mut self) -> bool {
        let comes = matches!(self.cursor.next(), TokenKind::Word(name) | TokenKind::Name(name) if name == GEOMETRY);
        if comes {
            self.cursor.take();
        }
        comes
    }

    fn comparison(&mut self) -> Result<Condition, FilterError> {
        let compared = matches!(
            self.cursor.after_next(),
            TokenKind::Sign("=" | "<>" | "<" | "<=" | ">" | ">=")
        );
        if !compared && self.cursor.takes_word("TRUE") {
            return Ok(Condition::Fixed(true));
        }
        if !compared && self.cursor.takes_word("FALSE") {
            return Ok(Condition::Fixed(false));
        }
        let asks_is = matches!(self.cursor.after_next(), TokenKind::Word(word) if word.eq_ignore_ascii_case("IS"));
        if asks_is && self.takes_geometry() {
            return self.missing_geometry();
        }
        let left = self.value()?;
        if let TokenKind::Sign(sign) = *self.cursor.next()
            && let Some((_, comparison)) = COMPARISONS.into_iter().find(|(known, _)| *known == sign)
        {
            self.cursor.take();
            let right = self.value_beside(&left)?;
            return Ok(Condition::Compare(left, comparison, right));
        }
        if self.cursor.takes_word("IS") {
            return self.missing(left);
        }
        if self.cursor.takes_word("NOT") {
            return Ok(Condition::Not(Box::new(self.set(left)?)));
        }
        self.set(left)
    }

    fn missing(&mut self, value: Value) -> Result<Condition, FilterError> {
        let Value::Property(name) = value else {
            return Err(self.cursor.refused("een eigenschap voor IS NULL"));
        };
        let missing = Condition::Missing(name);
        Ok(match self.null()? {
            Null::Is => missing,
            Null::IsNot => Condition::Not(Box::new(missing)),
        })
    }

    /// Every feature has a geometry.
    fn missing_geometry(&mut self) -> Result<Condition, FilterError> {
        self.cursor.take();
        Ok(Condition::Fixed(self.null()? == Null::IsNot))
    }

    /// `NULL` or `NOT NULL`.
    fn null(&mut self) -> Result<Null, FilterError> {
        let null = match self.cursor.takes_word("NOT") {
            true => Null::IsNot,
            false => Null::Is,
        };
        match self.cursor.takes_word("NULL") {
            true => Ok(null),
            false => Err(self.cursor.refused("NULL")),
        }
    }

    /// `BETWEEN`, `IN` or `LIKE`.
    fn set(&mut self, left: Value) -> Result<Condition, FilterError> {
        if self.cursor.takes_word("BETWEEN") {
            let low = self.value_beside(&left)?;
            if !self.cursor.takes_word("AND") {
                return Err(self.cursor.refused("AND"));
            }
            let high = self.value_beside(&left)?;
            return Ok(Condition::Between(left, low, high));
        }
        if self.cursor.takes_word("IN") {
            self.cursor.sign("(")?;
            let mut values = vec![self.value_beside(&left)?];
            while self.cursor.takes_sign(",") {
                values.push(self.value_beside(&left)?);
            }
            self.cursor.sign(")")?;
            return Ok(Condition::OneOf(left, values));
        }
        if self.cursor.takes_word("LIKE") {
            if self.sort(&left) != Sort::Text {
                return Err(self.cursor.refused("een tekst voor LIKE"));
            }
            return Ok(Condition::Like(left, self.pattern()?));
        }
        Err(self
            .cursor
            .refused("een vergelijking (=, <>, <, <=, >, >=), BETWEEN, IN, LIKE of IS NULL"))
    }

    fn pattern(&mut self) -> Result<Value, FilterError> {
        let refusal = self
            .cursor
            .refused("een patroon tussen enkele aanhalingstekens");
        match self.value()? {
            pattern @ Value::Text(_) => Ok(pattern),
            Value::SmallLetters(inner) if matches!(*inner, Value::Text(_)) => {
                Ok(Value::SmallLetters(inner))
            }
            _ => Err(refusal),
        }
    }

    /// A value of the same sort as the one it is compared with.
    fn value_beside(&mut self, other: &Value) -> Result<Value, FilterError> {
        let refusal = self
            .cursor
            .refused(format!("{} om mee te vergelijken", self.sort(other).name()));
        let value = self.value()?;
        let fits = match (self.sort(other), self.sort(&value)) {
            // Dates of features are texts, such as those of a source.
            (Sort::Time, Sort::Text) => matches!(value, Value::Property(_)),
            (Sort::Text, Sort::Time) => matches!(other, Value::Property(_)),
            (left, right) => left == right,
        };
        if fits { Ok(value) } else { Err(refusal) }
    }

    fn value(&mut self) -> Result<Value, FilterError> {
        let refusal = self.cursor.refused(format!(
            "een waarde of een van de eigenschappen {}",
            self.known()
        ));
        match self.cursor.take() {
            TokenKind::Text(text) => Ok(Value::Text(text)),
            TokenKind::Number(number) => Ok(Value::Number(number)),
            TokenKind::Name(name) => self.property(name).ok_or(refusal),
            TokenKind::Word(word) => match word.to_ascii_uppercase().as_str() {
                "TRUE" => Ok(Value::Truth(true)),
                "FALSE" => Ok(Value::Truth(false)),
                "CASEI" => self.small_letters(),
                "DATE" | "TIMESTAMP" => self.time(),
                _ => self.property(word).ok_or(refusal),
            },
            TokenKind::Sign(_) | TokenKind::End => Err(refusal),
        }
    }

    fn property(&self, name: String) -> Option<Value> {
        let known = self.columns.iter().any(|column| column.name == name);
        known.then_some(Value::Property(name))
    }

    fn small_letters(&mut self) -> Result<Value, FilterError> {
        self.cursor.sign("(")?;
        let refusal = self.cursor.refused("een tekst voor CASEI");
        // Only a text or a property: nothing to nest.
        let inner = match self.cursor.take() {
            TokenKind::Text(text) => Some(Value::Text(text)),
            TokenKind::Word(name) | TokenKind::Name(name) => self.property(name),
            TokenKind::Number(_) | TokenKind::Sign(_) | TokenKind::End => None,
        };
        let inner = inner.filter(|inner| self.sort(inner) == Sort::Text);
        self.cursor.sign(")")?;
        Ok(Value::SmallLetters(Box::new(inner.ok_or(refusal)?)))
    }

    fn time(&mut self) -> Result<Value, FilterError> {
        self.cursor.sign("(")?;
        let refusal = self
            .cursor
            .refused("een dag ('2025-01-31') of moment ('2025-01-31T12:00:00Z')");
        let TokenKind::Text(text) = self.cursor.take() else {
            return Err(refusal);
        };
        self.cursor.sign(")")?;
        TimeSpan::instant(&text).map(Value::Time).ok_or(refusal)
    }

    fn sort(&self, value: &Value) -> Sort {
        match value {
            Value::Text(_) | Value::SmallLetters(_) => Sort::Text,
            Value::Number(_) => Sort::Number,
            Value::Truth(_) => Sort::Truth,
            Value::Time(_) => Sort::Time,
            Value::Property(name) => {
                let column = self.columns.iter().find(|column| column.name == name);
                match column.map(|column| column.kind) {
                    Some(ColumnKind::Whole | ColumnKind::Number) => Sort::Number,
                    Some(ColumnKind::Truth) => Sort::Truth,
                    Some(ColumnKind::Text | ColumnKind::Date) | None => Sort::Text,
                }
            }
        }
    }

    fn known(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        names.join(", ")
    }
}

impl Sort {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "een tekst tussen enkele aanhalingstekens",
            Self::Number => "een getal",
            Self::Truth => "TRUE of FALSE",
            Self::Time => "een DATE of TIMESTAMP",
        }
    }
}

fn alone_or(mut parts: Vec<Condition>, together: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.len() {
        1 => parts.remove(0),
        _ => together(parts),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: [Column; 4] = [
        Column::text("naam", "", ""),
        Column::number("personen", "", ""),
        Column::whole("klasse", "", ""),
        Column::truth("gevraagd", "", ""),
    ];

    fn read(text: &str) -> Result<Condition, FilterError> {
        condition(text, &COLUMNS, ReferenceSystem::Crs84)
    }

    #[test]
    fn and_binds_stronger_than_or() {
        let written = read("klasse = 1 OR klasse = 2 AND NOT gevraagd = TRUE").expect("a filter");
        let clear =
            read("(klasse = 1) OR ((klasse = 2) AND (NOT (gevraagd = TRUE)))").expect("a filter");
        assert_eq!(written, clear);
        assert!(matches!(written, Condition::Any(parts) if parts.len() == 2));
    }

    #[test]
    fn a_refusal_names_place_and_expectation() {
        for (text, place, expected) in [
            ("", 1, "een waarde"),
            ("namm = 'a'", 1, "naam, personen, klasse, gevraagd"),
            ("naam = 3", 8, "een tekst"),
            ("personen = '3'", 12, "een getal"),
            ("personen LIKE '3'", 15, "een tekst voor LIKE"),
            ("naam = 'a' naam = 'b'", 12, "AND, OR"),
            ("naam", 5, "BETWEEN"),
            ("(naam = 'a'", 12, "\")\""),
            ("naam IS 3", 9, "NULL"),
            ("3 IS NULL", 6, "een eigenschap"),
            ("S_INTERSECTS(naam, POINT(5 52))", 14, "POINT"),
            ("S_INTERSECTS(geometry, geometry)", 24, "POINT"),
            ("S_WITHIN(POINT(5 52), POINT(5 52))", 23, "geometry"),
            ("naam = DATE('gisteren')", 13, "een dag"),
            ("naam = CASEI(personen)", 14, "CASEI"),
            ("personen BETWEEN 1 OR 2", 20, "AND"),
            ("naam LIKE naam", 11, "patroon"),
        ] {
            let refused = read(text).expect_err(text);
            assert_eq!(refused.place, place, "{text}: {refused}");
            assert!(refused.expected.contains(expected), "{text}: {refused}");
        }
    }

    #[test]
    fn depth_and_length_have_a_limit() {
        let nested = |depth: usize| format!("{}TRUE{}", "(".repeat(depth), ")".repeat(depth));
        assert!(read(&nested(DEEPEST)).is_ok());
        assert!(read(&nested(DEEPEST + 1)).is_err());
        assert!(read(&nested(1_000)).is_err());
        assert!(read(&"NOT ".repeat(1_000)).is_err());
        let long = format!("naam = '{}'", "a".repeat(LONGEST_FILTER));
        assert!(read(&long).expect_err("too long").found.ends_with("tekens"));
    }

    proptest! {
        #[test]
        fn no_text_brings_the_reader_down(text in ".{0,80}") {
            let _ = read(&text);
        }

        #[test]
        fn no_row_of_words_brings_the_reader_down(words in proptest::collection::vec(
            prop_oneof![
                Just("("), Just(")"), Just("naam"), Just("AND"), Just("OR"), Just("NOT"), Just("="), Just("'a'"),
                Just("3"), Just("IN"), Just("LIKE"), Just("BETWEEN"), Just("IS"), Just("NULL"), Just("CASEI"),
                Just("DATE"), Just("S_WITHIN"), Just("geometry"), Just("POINT"), Just("POLYGON"), Just(","), Just("TRUE"),
            ],
            0..20,
        )) {
            let _ = read(&words.join(" "));
        }
    }
}
