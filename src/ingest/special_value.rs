//! What a cell says when a number is asked for: a number, nothing, a hidden small number, or something wrong.

use crate::ingest::table::Value;

/// CBS writes -99997 (secret), -99995 (later), -99991 (no longer) and once -99999999: all from here down are no figure.
///
/// # Source
/// CBS, Toelichting Wijk- en Buurtkaart 2022-2024, section 3.
const NO_FIGURE: f64 = -99_990.0;

/// What one cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure<'a> {
    /// A number.
    Known(f64),
    /// Nothing: empty, `.`, or one of the special numbers of CBS.
    Missing,
    /// A number that is too small to be told (DUO's `<5`).
    Hidden,
    /// Text where a number belongs.
    NotANumber(&'a str),
}

/// Reads a cell as a number; a decimal comma is fine.
pub fn figure(value: &Value) -> Figure<'_> {
    match value {
        Value::Missing => Figure::Missing,
        Value::Number(number) => of_number(*number),
        Value::Text(text) => of_text(text.trim()),
    }
}

/// The cell as text: a whole number without decimals, nothing where the cell is empty.
pub fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::Missing => None,
        Value::Number(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.trim())
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
    }
}

fn of_number(number: f64) -> Figure<'static> {
    if number.is_finite() && number > NO_FIGURE {
        Figure::Known(number)
    } else {
        Figure::Missing
    }
}

fn of_text(text: &str) -> Figure<'_> {
    if text.is_empty() || text == "." {
        return Figure::Missing;
    }
    if text
        .strip_prefix('<')
        .is_some_and(|rest| rest.trim().parse::<u32>().is_ok())
    {
        return Figure::Hidden;
    }
    let number = match text.contains(',') {
        true => text.replace('.', "").replace(',', ".").parse::<f64>(),
        false => text.parse::<f64>(),
    };
    match number {
        Ok(number) if number.is_finite() => of_number(number),
        Ok(_) | Err(_) => Figure::NotANumber(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Figure<'_> {
        of_text(text)
    }

    #[test]
    fn special_values_of_cbs_are_missing_and_never_a_number_of_people() {
        for special in [
            -99_990.0,
            -99_991.0,
            -99_995.0,
            -99_997.0,
            -99_999_999.0,
            f64::NAN,
        ] {
            assert_eq!(figure(&Value::Number(special)), Figure::Missing);
        }
        for special in ["-99997", ".", "", "-99997,0"] {
            assert_eq!(of(special), Figure::Missing);
        }
        assert_eq!(figure(&Value::Missing), Figure::Missing);
        assert_eq!(figure(&Value::Number(-5.0)), Figure::Known(-5.0));
    }

    #[test]
    fn decimal_commas_are_read() {
        assert_eq!(of("12,5"), Figure::Known(12.5));
        assert_eq!(of("1.234,5"), Figure::Known(1234.5));
        assert_eq!(of("12.5"), Figure::Known(12.5));
    }

    #[test]
    fn a_hidden_small_number_of_duo_is_not_a_number() {
        assert_eq!(of("<5"), Figure::Hidden);
        assert_eq!(of("< 10"), Figure::Hidden);
    }

    #[test]
    fn text_is_handed_back_so_that_it_can_be_named() {
        for text in ["12O", "NaN", "inf", "<", "een"] {
            assert_eq!(of(text), Figure::NotANumber(text));
        }
    }

    #[test]
    fn numbers_as_codes_have_no_decimals() {
        assert_eq!(plain_text(&Value::Number(3401.0)).as_deref(), Some("3401"));
        assert_eq!(
            plain_text(&Value::Text("GM0344    ".to_owned())).as_deref(),
            Some("GM0344")
        );
        assert_eq!(plain_text(&Value::Text("  ".to_owned())), None);
    }
}
