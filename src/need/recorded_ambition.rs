//! How far the professionals of a neighbourhood are, as people recorded it. Where nobody was asked it can be
//! anything: unknown is the whole range, never zero.

use jiff::civil::Date;

use crate::model::area::{Area, AreaLevel};
use crate::model::estimate::Estimate;
use crate::model::record::{Ambition, AmbitionLevel, AmbitionOf};

/// The ambition of one neighbourhood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaAmbition<'a> {
    /// What was recorded last; nothing where it is unknown.
    pub record: Option<&'a Ambition>,
    /// Whether it was recorded for the district it lies in.
    pub inherited: bool,
    /// How many whole months ago it was recorded; nothing where it or today is unknown.
    pub months_ago: Option<u32>,
}

impl AreaAmbition<'_> {
    /// On a scale of 0 to 100: a quarter for each level, or anything when unknown.
    ///
    /// # Source
    /// DOMAIN §C.4: recorded 0 to 4 times 25; unknown is [0, 100].
    pub fn score(&self) -> Estimate {
        const POINTS_PER_LEVEL: f64 = 100.0 / AmbitionLevel::HIGHEST as f64;
        self.record.map_or(Estimate::UNKNOWN, |record| {
            Estimate::known(POINTS_PER_LEVEL * f64::from(record.level.level()))
        })
    }

    /// Whether it was recorded longer ago than this.
    pub fn is_out_of_date(&self, months: u32) -> bool {
        self.months_ago.is_some_and(|ago| ago > months)
    }
}

/// The last ambition recorded for a neighbourhood, or else for its district, by the day `today`; a later record does not
/// count yet.
///
/// # Shape
/// `areas` are all areas of the study; `ambitions` are sorted by whose and then by date, as the study has them.
pub fn area_ambition<'a>(
    areas: &[Area],
    area: &Area,
    ambitions: &'a [Ambition],
    today: Option<Date>,
) -> AreaAmbition<'a> {
    let last_of = |area: &Area| {
        let of_area = |ambition: &&Ambition| match &ambition.of {
            AmbitionOf::Area(code) => *code == area.code,
            AmbitionOf::Building(_) => false,
        };
        let is_past = |ambition: &&Ambition| today.is_none_or(|day| ambition.recorded.date <= day);
        ambitions
            .iter()
            .filter(of_area)
            .filter(is_past)
            .max_by_key(|ambition| ambition.recorded.date)
    };
    let own = last_of(area);
    let district = area
        .parent
        .and_then(|parent| areas.get(parent.0 as usize))
        .filter(|parent| parent.level == AreaLevel::District);
    let record = own.or_else(|| last_of(district?));
    AreaAmbition {
        record,
        inherited: own.is_none() && record.is_some(),
        months_ago: record
            .zip(today)
            .map(|(record, today)| whole_months(record.recorded.date, today)),
    }
}

/// Whole months from one day to another; none when the second is not later.
pub fn whole_months(from: Date, until: Date) -> u32 {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let unfinished = i32::from(until.day() < from.day());
    u32::try_from(months(until) - months(from) - unfinished).unwrap_or(0)
}

/// The day that a text names: a date as such, a year as its first day, as figures of a year describe 1 January.
pub fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    let year = || Date::new(text.parse().ok()?, 1, 1).ok();
    text.parse().ok().or_else(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::RecordedBy;
    use crate::model::source::SourceId;
    use crate::need::drawn_areas::drawn_areas;
    use jiff::civil::date;

    fn recorded(area: &Area, level: u8, date: Date) -> Ambition {
        Ambition {
            of: AmbitionOf::Area(area.code.clone()),
            level: AmbitionLevel::new(level).expect("a level"),
            recorded: RecordedBy {
                basis: "gesprek".to_owned(),
                date,
                role: "sociaal architect".to_owned(),
            },
            source: SourceId(0),
        }
    }

    #[test]
    fn the_last_record_of_the_neighbourhood_holds_before_that_of_its_district() {
        let areas = drawn_areas(&[(500, 100), (500, 100)]);
        let ambitions = [
            recorded(&areas[0], 1, date(2024, 1, 1)),
            recorded(&areas[0], 3, date(2024, 6, 15)),
            recorded(&areas[2], 2, date(2025, 1, 1)),
        ];
        let of = |place: usize| area_ambition(&areas, &areas[place], &ambitions, day_of("2026"));
        assert_eq!(of(0).score(), Estimate::known(75.0));
        assert_eq!((of(0).inherited, of(0).months_ago), (false, Some(18)));
        assert!(!of(0).is_out_of_date(18) && of(0).is_out_of_date(17));
        assert_eq!(of(1).score(), Estimate::known(50.0));
        assert!(of(1).inherited);
    }

    #[test]
    fn what_is_recorded_after_the_day_that_is_asked_about_does_not_count_yet() {
        let areas = drawn_areas(&[(500, 100)]);
        let ambitions = [
            recorded(&areas[0], 1, date(2024, 1, 1)),
            recorded(&areas[0], 4, date(2026, 5, 1)),
        ];
        let on = |day| area_ambition(&areas, &areas[0], &ambitions, day_of(day)).score();
        assert_eq!(on("2026-04-30"), Estimate::known(25.0));
        assert_eq!(on("2026-05-01"), Estimate::known(100.0));
        assert_eq!(on("2023-12-31"), Estimate::UNKNOWN);
    }

    #[test]
    fn nobody_asked_is_not_no_ambition() {
        let areas = drawn_areas(&[(500, 100)]);
        let none = area_ambition(&areas, &areas[0], &[], day_of("2026-01-01"));
        assert_eq!(none.score(), Estimate::UNKNOWN);
        assert!(!none.is_out_of_date(0));
        let zero = [recorded(&areas[0], 0, date(2025, 1, 1))];
        let zero = area_ambition(&areas, &areas[0], &zero, None);
        assert_eq!(zero.score(), Estimate::known(0.0));
    }

    #[test]
    fn months_are_counted_when_they_are_full() {
        let months = |until| whole_months(date(2024, 1, 31), until);
        assert_eq!(months(date(2024, 2, 29)), 0);
        assert_eq!(months(date(2025, 7, 31)), 18);
        assert_eq!(months(date(2023, 1, 1)), 0);
        assert_eq!(day_of("2025-03-04"), Some(date(2025, 3, 4)));
        assert_eq!(day_of("onbekend"), None);
    }
}
