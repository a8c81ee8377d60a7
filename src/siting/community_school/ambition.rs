//! Criterion A: the ambition of the professionals, which people record and nobody computes.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::estimate::Estimate;
use crate::model::record::AmbitionLevel;
use crate::siting::community_school::part::{Criterion, PartName, criterion};

/// Points of one level: 0 to 4 become 0 to 100.
const POINTS: f64 = 25.0;

/// `A = 25 × level`; what nobody recorded is anything between 0 and 100.
///
/// # Source
/// DOMAIN §C.4, A, and finding 3: unknown is never zero.
pub fn ambition(level: Option<AmbitionLevel>) -> Criterion {
    let score = level.map_or(Estimate::UNKNOWN, |level| {
        Estimate::known(POINTS * f64::from(level.level()))
    });
    criterion(&[(PartName::Ambition, 1.0, score)])
}

/// Whether a record of `recorded` is more than `months` old on `today`.
pub fn is_out_of_date(recorded: Date, today: Date, months: u32) -> bool {
    recorded
        .checked_add(i64::from(months).months())
        .is_ok_and(|until| until < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_level_is_25_points_and_unknown_is_an_interval() {
        let values = [0, 1, 4].map(|level| ambition(AmbitionLevel::new(level)).score.value);
        assert_eq!(values, [Some(0.0), Some(25.0), Some(100.0)]);
        assert_eq!(ambition(None).score, Estimate::UNKNOWN);
    }

    #[test]
    fn a_record_is_out_of_date_after_eighteen_months() {
        let on = |today| is_out_of_date(date(2024, 1, 31), today, 18);
        assert!(!on(date(2025, 7, 31)));
        assert!(on(date(2025, 8, 1)));
    }
}
