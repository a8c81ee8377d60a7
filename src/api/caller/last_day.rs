//! The last day of what holds for a while: a token, or a link that shares a plan.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Whether something that holds until the end of this day, in universal time, still does.
pub fn is_before_the_end_of(day: Date, now: Timestamp) -> bool {
    now.to_zoned(TimeZone::UTC).date() <= day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_day_ends_at_midnight_in_universal_time() {
        let day = "2027-01-31".parse().expect("a day");
        for (moment, holds) in [
            ("2027-01-31T23:59:59Z", true),
            ("2027-02-01T00:59:59+01:00", true),
            ("2027-02-01T00:00:00Z", false),
        ] {
            let moment = moment.parse().expect("a moment");
            assert_eq!(is_before_the_end_of(day, moment), holds, "{moment}");
        }
    }
}
