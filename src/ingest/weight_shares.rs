//! Weights that sum to 1, by name: which names there are, and the one name that may never weigh.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::toml_problem::unknown_key;

/// The name that is known so that its refusal can say why.
const INCLUSIVITY: &str = "inclusiviteit";

/// # Source
/// Utrechtse Onderwijsagenda 2024-2027, theme 3, Afwegingskader.
const NOT_FOR_PRIORITY: &str = "0, for the Afwegingskader of the education agenda says: \"kunnen we inclusiviteit niet als \
    sturingsinstrument gebruiken om voorrang te verlenen aan scholen bij huisvesting of renovatie\" \
    (inclusive use is shown with each building, it is never weighed)";

/// How far the sum of weights may be from 1: written with six decimals it is still 1.
const ROUNDING: f64 = 1e-5;

/// A weight as it is written: a number, or a fraction such as `"1/3"`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "a number or a fraction such as \"1/3\"")]
pub enum WrittenWeight {
    /// A number.
    Number(f64),
    /// A fraction.
    Fraction(String),
}

impl WrittenWeight {
    /// The number, when it is one of 0 or more.
    fn value(&self) -> Option<f64> {
        let number = match self {
            Self::Number(number) => *number,
            Self::Fraction(text) => {
                let (part, whole) = text.split_once('/')?;
                let number = |text: &str| text.trim().parse::<f64>().ok();
                number(part)? / number(whole)?
            }
        };
        (number.is_finite() && number >= 0.0).then_some(number)
    }

    fn shown(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Fraction(text) => format!("\"{text}\""),
        }
    }
}

/// The weights of one table of a weights file, in the order of `names`; `None` for a name it does not give.
///
/// Everything that is wrong is a problem that blocks: an unknown name, a weight below 0, a weight on inclusivity,
/// a sum that is not 1.
pub fn weight_shares<const N: usize>(
    (file, field): (&str, &str),
    written: &BTreeMap<String, WrittenWeight>,
    names: [&str; N],
    problems: &mut Vec<Problem>,
) -> Option<[Option<f64>; N]> {
    let before = problems.len();
    for (name, weight) in written {
        let field = format!("{field}.{name}");
        let mut refuse = |expected: &str| {
            let found = format!("a weight of {}", weight.shown());
            let problem = Problem::of_file(Severity::Blocks, file, found, expected);
            problems.push(problem.in_field(&field));
        };
        match weight.value() {
            Some(value) if name == INCLUSIVITY && value != 0.0 => refuse(NOT_FOR_PRIORITY),
            None => refuse("a number of 0 or more, or a fraction such as \"1/3\""),
            Some(_) if name == INCLUSIVITY || names.contains(&name.as_str()) => {}
            Some(_) => problems.push(unknown_key(file, name, &names).in_field(&field)),
        }
    }
    let shares = names.map(|name| written.get(name).and_then(WrittenWeight::value));
    let sum: f64 = shares.iter().flatten().sum();
    if problems.len() == before && (sum - 1.0).abs() > ROUNDING {
        let found = format!("weights that sum to {}", (sum * 1e6).round() / 1e6);
        let expected = "weights that sum to 1 (a third may be written as \"1/3\")";
        let problem = Problem::of_file(Severity::Blocks, file, found, expected);
        problems.push(problem.in_field(field));
    }
    (problems.len() == before).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<[Option<f64>; 2]>, Vec<String>) {
        let written = toml::from_str(text).expect("a table of weights");
        let mut problems = Vec::new();
        let shares = weight_shares(("w.toml", "criteria"), &written, ["a", "b"], &mut problems);
        (shares, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn numbers_and_fractions_are_read_and_a_name_may_be_left_out() {
        assert_eq!(
            read("a = \"1/3\"\nb = \"2 / 3\""),
            (Some([Some(1.0 / 3.0), Some(2.0 / 3.0)]), vec![])
        );
        assert_eq!(
            read("b = 1\ninclusiviteit = 0"),
            (Some([None, Some(1.0)]), vec![])
        );
    }

    #[test]
    fn weights_that_do_not_sum_to_1_are_refused_with_their_sum() {
        assert_eq!(
            read("a = 0.333\nb = 0.333").1,
            [
                "w.toml, field \"criteria\": found weights that sum to 0.666, expected weights that sum to 1 \
              (a third may be written as \"1/3\")"
            ]
        );
        assert_eq!(read("").1.len(), 1);
    }

    #[test]
    fn a_weight_that_is_none_is_named() {
        for wrong in ["-0.5", "nan", "\"1/0\"", "\"-1/3\"", "\"half\""] {
            let (shares, problems) = read(&format!("a = {wrong}\nb = 1"));
            assert_eq!((shares, problems.len()), (None, 1), "{wrong}");
            assert!(problems[0].starts_with("w.toml, field \"criteria.a\": found a weight of "));
        }
        assert!(
            read("a = 1\nbb = 0").1[0]
                .contains("field \"criteria.bb\": found an unknown key, expected \"b\" perhaps")
        );
    }

    #[test]
    fn a_weight_on_inclusivity_is_refused_in_the_words_of_the_agenda() {
        let (shares, problems) = read("a = 0.5\nb = 0.4\ninclusiviteit = 0.1");
        assert_eq!((shares, problems.len()), (None, 1));
        assert!(problems[0].starts_with(
            "w.toml, field \"criteria.inclusiviteit\": found a weight of 0.1, expected 0, for the Afwegingskader"
        ));
        assert!(
            problems[0].contains("niet als sturingsinstrument gebruiken om voorrang te verlenen")
        );
    }
}
