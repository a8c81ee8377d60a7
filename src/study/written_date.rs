//! A day as a sentence writes it: `3 februari 2025`.

use jiff::civil::Date;

use crate::study::language::Language;

const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day, the name of the month and the year; in fields of answers a day stays `2025-02-03`.
pub fn written_date(date: Date, language: Language) -> String {
    let months = match language {
        Language::Dutch => DUTCH,
        Language::English => ENGLISH,
    };
    // Months are counted from 1.
    let month = months[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_written_as_it_is_said() {
        let days = [date(2025, 1, 31), date(2025, 12, 1)];
        let told = |language| days.map(|day| written_date(day, language));
        assert_eq!(
            told(Language::Dutch),
            ["31 januari 2025", "1 december 2025"]
        );
        assert_eq!(
            told(Language::English),
            ["31 January 2025", "1 December 2025"]
        );
    }
}
