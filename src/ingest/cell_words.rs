//! The words a cell may hold, each with what was expected where it holds another: numbers, years, dates, days, times, yes and no.

use jiff::civil::Date;

use crate::ingest::special_value::{Figure, figure};
use crate::ingest::table::Value;

/// What a date looks like.
pub const A_DATE: &str = "a date such as 2025-03-31 or 31-03-2025";
/// What a time of day looks like.
pub const A_TIME: &str = "a time such as 08:30, from 00:00 to 24:00";
/// What a day of the week looks like.
pub const A_DAY: &str = "a day: ma, di, wo, do, vr, za, zo, or 1 (Monday) to 7";
/// What a year looks like.
pub const A_YEAR: &str = "a year such as 1974";
/// What yes and no look like.
pub const YES_OR_NO: &str = "ja or nee";

/// A number; a decimal comma is fine.
pub fn number(text: &str) -> Option<f64> {
    match figure(&Value::Text(text.to_owned())) {
        Figure::Known(number) => Some(number),
        Figure::Missing | Figure::Hidden | Figure::NotANumber(_) => None,
    }
}

/// A number of 0 or more.
pub fn amount(text: &str) -> Option<f64> {
    number(text).filter(|&number| number >= 0.0)
}

/// A number above 0.
pub fn above_zero(text: &str) -> Option<f64> {
    number(text).filter(|&number| number > 0.0)
}

/// A whole number of 0 or more; `31.0` is one.
pub fn whole(text: &str) -> Option<u32> {
    // In range and whole, so the cast is exact.
    amount(text)
        .filter(|number| number.fract() == 0.0 && *number <= f64::from(u32::MAX))
        .map(|number| number as u32)
}

/// A year between 1000 and 2200.
pub fn year(text: &str) -> Option<u16> {
    let year = whole(text).filter(|year| (1000..=2200).contains(year))?;
    u16::try_from(year).ok()
}

/// A date from 1900 on: year first, or the Dutch way with the day first.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim().replace('/', "-");
    let day_first = || Date::strptime("%d-%m-%Y", &text).ok();
    let date = text.parse::<Date>().ok().or_else(day_first)?;
    (date.year() >= 1900).then_some(date)
}

/// Minutes since midnight, at most 24:00.
pub fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once([':', '.'])?;
    let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
    let exists = minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0));
    exists.then(|| hours * 60 + minutes)
}

/// The day of the week, 0 for Monday.
pub fn day(text: &str) -> Option<u8> {
    match text.trim().to_lowercase().as_str() {
        "ma" | "mo" | "maandag" | "monday" | "1" => Some(0),
        "di" | "tu" | "dinsdag" | "tuesday" | "2" => Some(1),
        "wo" | "we" | "woensdag" | "wednesday" | "3" => Some(2),
        "do" | "th" | "donderdag" | "thursday" | "4" => Some(3),
        "vr" | "fr" | "vrijdag" | "friday" | "5" => Some(4),
        "za" | "sa" | "zaterdag" | "saturday" | "6" => Some(5),
        "zo" | "su" | "zondag" | "sunday" | "7" => Some(6),
        _ => None,
    }
}

/// Yes or no.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "ja" | "j" | "yes" | "true" | "waar" | "1" => Some(true),
        "nee" | "n" | "no" | "false" | "onwaar" | "0" => Some(false),
        _ => None,
    }
}

/// Ids in one cell, with `;`, `,`, `|` or white space between; each once, sorted.
pub fn ids(text: &str) -> Vec<String> {
    parts(text, |letter| {
        ";,|".contains(letter) || letter.is_whitespace()
    })
}

/// Phrases in one cell, with `;`, `,` or `|` between; each once, sorted.
pub fn phrases(text: &str) -> Vec<String> {
    parts(text, |letter| ";,|".contains(letter))
}

fn parts(text: &str, between: impl Fn(char) -> bool) -> Vec<String> {
    let parts = text.split(between).map(str::trim);
    let mut parts: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    parts.sort();
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(year in 1900i16..=2200, month in 1i8..=12, day in 1i8..=28, time in 0u16..=1440) {
            let written = jiff::civil::date(year, month, day);
            prop_assert_eq!(date(&written.to_string()), Some(written));
            prop_assert_eq!(date(&format!("{day:02}-{month:02}-{year}")), Some(written));
            prop_assert_eq!(minute(&format!("{:02}:{:02}", time / 60, time % 60)), Some(time));
        }

        #[test]
        fn no_cell_stops_the_reading(text in "\\PC{0,12}", odd in "[0-9:./<-]{0,9}") {
            for cell in [text, odd] {
                let _ = (number(&cell), whole(&cell), year(&cell), date(&cell), day(&cell), yes_no(&cell));
                prop_assert!(minute(&cell).is_none_or(|minute| minute <= 1440));
                prop_assert!(ids(&cell).len() <= cell.len() && phrases(&cell).len() <= cell.len());
            }
        }
    }

    #[test]
    fn dates_are_read_in_both_orders_and_others_are_none() {
        let expected = Some(jiff::civil::date(2025, 3, 1));
        for text in [
            "2025-03-01",
            "01-03-2025",
            "1-3-2025",
            "2025/03/01",
            " 2025-03-01 ",
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
        for text in [
            "2025",
            "maart 2025",
            "31-02-2025",
            "01-03-25",
            "2025-13-01",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_run_from_midnight_to_midnight() {
        assert_eq!(
            [minute("00:00"), minute("8:30"), minute("24:00")],
            [Some(0), Some(510), Some(1440)]
        );
        for text in [
            "24:01",
            "8:60",
            "8",
            "-1:00",
            "2000:00",
            "999999:00",
            "acht uur",
        ] {
            assert_eq!(minute(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_words_or_numbers_from_monday() {
        for (index, (text, number)) in (0..).zip([
            ("ma", "1"),
            ("Di", "2"),
            ("woensdag", "3"),
            ("do", "4"),
            ("VR", "5"),
            ("za", "6"),
            ("zo", "7"),
        ]) {
            assert_eq!((day(text), day(number)), (Some(index), Some(index)));
        }
        assert_eq!([day("0"), day("8"), day("m")], [None; 3]);
    }

    #[test]
    fn years_and_whole_numbers_have_no_fraction_and_no_sign() {
        assert_eq!(
            [year("1974"), year("1974.0"), year("74"), year("1974.5")],
            [Some(1974), Some(1974), None, None]
        );
        assert_eq!(
            [whole("12"), whole("-1"), whole("<5"), whole("1e12")],
            [Some(12), None, None, None]
        );
    }

    #[test]
    fn several_things_in_one_cell_come_sorted_and_once() {
        assert_eq!(
            ids("27YF00; 03AA00,27YF00 12BB01"),
            ["03AA00", "12BB01", "27YF00"]
        );
        assert_eq!(phrases("rustig; eigen ingang"), ["eigen ingang", "rustig"]);
        assert_eq!(ids(" ; "), [""; 0]);
    }
}
