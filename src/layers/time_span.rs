//! Days and moments as text: a day, a month or a year is a span of time; an open end has no limit.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// The first moment of a span and the last one; no limit where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeSpan {
    /// The first moment in it, in UTC.
    pub from: Option<Timestamp>,
    /// The last moment in it, in UTC.
    pub until: Option<Timestamp>,
}

impl TimeSpan {
    /// A moment, a day, or two of these with `/` between; `..` or nothing is an open end.
    /// Nothing when it is none of these, or ends before it begins.
    ///
    /// # Source
    /// OGC 17-069r4, requirement 25 (`datetime`), with dates as in RFC 3339.
    pub fn interval(text: &str) -> Option<Self> {
        let Some((from, until)) = text.split_once('/') else {
            return Self::instant(text);
        };
        let side = |text: &str| match text {
            "" | ".." => Some(None),
            text => Self::instant(text).map(Some),
        };
        let (from, until) = (side(from)?, side(until)?);
        let span = Self {
            from: from.and_then(|span| span.from),
            until: until.and_then(|span| span.until),
        };
        let backwards = span
            .from
            .zip(span.until)
            .is_some_and(|(from, until)| from > until);
        (!backwards).then_some(span)
    }

    /// A moment (`2025-01-31T12:00:00Z`) or a whole day (`2025-01-31`).
    pub fn instant(text: &str) -> Option<Self> {
        if text.len() > 10 {
            let moment = text.parse::<Timestamp>().ok()?;
            return Some(Self {
                from: Some(moment),
                until: Some(moment),
            });
        }
        Self::days(text.parse().ok()?, text.parse().ok()?)
    }

    /// What a source calls its date: a day, a month (`2025-01`) or a year (`2025`).
    pub fn reference(text: &str) -> Option<Self> {
        match text.len() {
            4 => {
                let year: i16 = text.parse().ok()?;
                Self::days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
            }
            7 => {
                let first: Date = format!("{text}-01").parse().ok()?;
                Self::days(first, first.last_of_month())
            }
            _ => Self::instant(text),
        }
    }

    /// Whether two spans have a moment in common.
    pub fn meets(self, other: Self) -> bool {
        let begins_by = |from: Option<Timestamp>, until: Option<Timestamp>| {
            from.zip(until).is_none_or(|(from, until)| from <= until)
        };
        begins_by(self.from, other.until) && begins_by(other.from, self.until)
    }

    fn days(first: Date, last: Date) -> Option<Self> {
        // Years outside these have no moment in UTC.
        let known = date(-9990, 1, 1)..=date(9990, 12, 31);
        if !known.contains(&first) || !known.contains(&last) {
            return None;
        }
        let midnight = |day: Date| Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp());
        let next = midnight(last.tomorrow().ok()?)?;
        Some(Self {
            from: Some(midnight(first)?),
            until: Timestamp::from_nanosecond(next.as_nanosecond() - 1).ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_meets_its_year_and_not_the_next() {
        let day = TimeSpan::instant("2025-10-01").expect("a day");
        let year = |text| TimeSpan::reference(text).expect("a year");
        assert!(day.meets(year("2025")) && year("2025").meets(day));
        assert!(!day.meets(year("2024")) && !day.meets(year("2026")));
        assert!(day.meets(year("2025-10")) && !day.meets(year("2025-09")));
    }

    #[test]
    fn an_open_end_has_no_limit() {
        let day = TimeSpan::instant("2025-10-01").expect("a day");
        let meets = |text| TimeSpan::interval(text).expect(text).meets(day);
        for text in [
            "2025-10-01/..",
            "../2025-10-01",
            "../..",
            "2025-10-01T12:00:00Z",
            "/2026-01-01",
        ] {
            assert!(meets(text), "{text}");
        }
        for text in ["2025-10-02/..", "../2025-09-30", "2025-10-02T00:00:00Z"] {
            assert!(!meets(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "gisteren",
            "2025",
            "2025-13-01",
            "2025-02-30",
            "2025-02-01/2025-01-01",
            "2025-01-01T25:00:00Z",
            "1/2/3",
            "9999-12-31",
        ] {
            assert_eq!(TimeSpan::interval(text), None, "{text}");
        }
    }
}
