//! The parts of an ordinary week in which people go somewhere, as planners of shared buildings divide it.

use std::ops::Range;

use crate::model::week_slots::slot_of;

/// Some days with the same rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Monday to Friday.
    Weekdays,
    /// Saturday and Sunday.
    Weekend,
}

/// A part of each of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPart {
    /// The days.
    pub days: Days,
    /// Its Dutch name in files.
    pub name: &'static str,
    /// The whole hour at which it begins.
    pub from: u16,
    /// The whole hour at which it ends.
    pub until: u16,
}

/// All parts: four of weekdays, four of the weekend.
///
/// # Source
/// DOMAIN §C.8: ochtend 07–12, middag 12–15, naschool 15–18, avond 18–23; the same hours at weekends.
pub const DAY_PARTS: [DayPart; 8] = [
    part(Days::Weekdays, "ochtend", 7, 12),
    part(Days::Weekdays, "middag", 12, 15),
    part(Days::Weekdays, "naschool", 15, 18),
    part(Days::Weekdays, "avond", 18, 23),
    part(Days::Weekend, "ochtend", 7, 12),
    part(Days::Weekend, "middag", 12, 15),
    part(Days::Weekend, "naschool", 15, 18),
    part(Days::Weekend, "avond", 18, 23),
];

const fn part(days: Days, name: &'static str, from: u16, until: u16) -> DayPart {
    DayPart {
        days,
        name,
        from,
        until,
    }
}

impl Days {
    /// The Dutch name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Weekdays => "werkdagen",
            Self::Weekend => "weekend",
        }
    }

    /// The days, from 0 for Monday.
    pub const fn range(self) -> Range<usize> {
        match self {
            Self::Weekdays => 0..5,
            Self::Weekend => 5..7,
        }
    }
}

impl DayPart {
    /// Its half-hour slots in the week, from Monday 00:00 on.
    pub fn slots(self) -> impl Iterator<Item = usize> {
        let of_day = move |day| slot_of(day, self.from * 60)..slot_of(day, self.until * 60);
        self.days.range().flat_map(of_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_parts_are_sixteen_hours_of_every_day_and_do_not_overlap() {
        let slots: Vec<usize> = DAY_PARTS.into_iter().flat_map(DayPart::slots).collect();
        let distinct: BTreeSet<usize> = slots.iter().copied().collect();
        assert_eq!((slots.len(), distinct.len()), (7 * 32, 7 * 32));
        // Sunday from 07:00 is slot 6 · 48 + 14, until 23:00 is 6 · 48 + 46.
        assert!(distinct.contains(&302) && distinct.contains(&333) && !distinct.contains(&334));
    }
}
