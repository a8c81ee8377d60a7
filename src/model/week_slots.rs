//! A week of half-hours, in which a facility is open or not.

/// Days of a week; day 0 is Monday.
pub const DAYS: usize = 7;
/// Minutes of a day.
pub const MINUTES_A_DAY: u16 = 1_440;
/// Minutes of a slot.
pub const MINUTES_A_SLOT: u16 = 30;
/// Slots of a week: 7 days of 48.
pub const SLOTS: usize = DAYS * (MINUTES_A_DAY / MINUTES_A_SLOT) as usize;

/// The half-hours of a week in which something is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeekSlots {
    open: Vec<bool>,
}

impl WeekSlots {
    /// Asks for each of the 336 slots, from Monday 00:00 on, whether it is open from beginning to end.
    pub fn new(open: impl FnMut(usize) -> bool) -> Self {
        Self {
            open: (0..SLOTS).map(open).collect(),
        }
    }

    /// Whether it is open in the slot that holds a minute of a day.
    pub fn is_open(&self, day: usize, minute: u16) -> bool {
        self.is_open_in(slot_of(day, minute))
    }

    /// Whether it is open in a slot, counted from Monday 00:00; slots go on into further weeks.
    pub fn is_open_in(&self, slot: usize) -> bool {
        self.open[slot % SLOTS]
    }

    /// How many slots it is open.
    pub fn count(&self) -> usize {
        self.open.iter().filter(|&&open| open).count()
    }
}

/// The slot that holds a minute of a day.
pub fn slot_of(day: usize, minute: u16) -> usize {
    day * usize::from(MINUTES_A_DAY / MINUTES_A_SLOT) + usize::from(minute / MINUTES_A_SLOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_has_336_half_hours_and_begins_again() {
        // Monday 00:30 to 01:00 is slot 1, Sunday 23:30 to 24:00 is slot 335.
        let slots = WeekSlots::new(|slot| slot == 1 || slot == 335);
        assert_eq!((SLOTS, slots.count()), (336, 2));
        assert!(slots.is_open(0, 30) && slots.is_open(0, 59) && slots.is_open(6, 23 * 60 + 30));
        assert!(!slots.is_open(0, 29) && !slots.is_open(0, 60));
        assert!(slots.is_open_in(SLOTS + 1));
    }
}
