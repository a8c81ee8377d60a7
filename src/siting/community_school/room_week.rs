//! The week of one room in half-hours from 07:00 to 23:00: who has it, and when it is free.

use crate::model::building::{Claim, Firmness};

/// Days of a week, from Monday.
pub const DAYS: usize = 7;
/// Half-hours of a day, from 07:00 to 23:00.
pub const SLOTS_A_DAY: usize = 32;
/// Half-hours of a week: 224.
pub const SLOTS: usize = DAYS * SLOTS_A_DAY;
/// Minutes of a slot.
pub const SLOT_MINUTES: u16 = 30;
/// When the day begins, in minutes since midnight.
pub const FIRST_MINUTE: u16 = 7 * 60;

/// A part of the week by which occupancy is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayPart {
    /// Weekdays 07:00 to 12:00.
    Morning,
    /// Weekdays 12:00 to 15:00.
    Afternoon,
    /// Weekdays 15:00 to 18:00.
    AfterSchool,
    /// Weekdays 18:00 to 23:00.
    Evening,
    /// Saturday and Sunday.
    Weekend,
}

impl DayPart {
    /// All parts, in order.
    pub const EVERY: [Self; 5] = [
        Self::Morning,
        Self::Afternoon,
        Self::AfterSchool,
        Self::Evening,
        Self::Weekend,
    ];

    /// The name in files: `ochtend`, `middag`, `naschool`, `avond`, `weekend`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Morning => "ochtend",
            Self::Afternoon => "middag",
            Self::AfterSchool => "naschool",
            Self::Evening => "avond",
            Self::Weekend => "weekend",
        }
    }

    /// The part in which a slot of the week lies.
    pub fn of_slot(slot: usize) -> Self {
        if slot / SLOTS_A_DAY >= 5 {
            return Self::Weekend;
        }
        match slot % SLOTS_A_DAY {
            0..10 => Self::Morning,
            10..16 => Self::Afternoon,
            16..22 => Self::AfterSchool,
            _ => Self::Evening,
        }
    }
}

/// A stretch of free half-hours of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FreeRun {
    /// The first slot of the week.
    pub from: usize,
    /// How many slots.
    pub slots: usize,
}

/// Which half-hours of a room are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomWeek {
    taken: Vec<bool>,
}

impl RoomWeek {
    /// A room's firm claims, and those of its school on weekdays from and until a minute of the day.
    /// A slot that is partly taken is taken.
    pub fn new<'a>(
        claims: impl Iterator<Item = &'a Claim>,
        school_hours: Option<(u16, u16)>,
    ) -> Self {
        let mut week = Self {
            taken: vec![false; SLOTS],
        };
        if let Some((from, until)) = school_hours {
            (0..5).for_each(|day| week.take(day, from, until));
        }
        for claim in claims {
            match claim.firmness {
                Firmness::Firm => week.take(claim.day, claim.from_minute, claim.until_minute),
                // An option leaves the room free until it is agreed.
                Firmness::Option => {}
            }
        }
        week
    }

    fn take(&mut self, day: u8, from: u16, until: u16) {
        let touches = |slot: usize| {
            let begin = FIRST_MINUTE + SLOT_MINUTES * slot as u16;
            from < begin + SLOT_MINUTES && until > begin
        };
        let first = usize::from(day) * SLOTS_A_DAY;
        for slot in (0..SLOTS_A_DAY).filter(|&slot| touches(slot)) {
            if let Some(taken) = self.taken.get_mut(first + slot) {
                *taken = true;
            }
        }
    }

    /// Marks a stretch as taken.
    pub fn take_run(&mut self, run: FreeRun) {
        let stretch = self.taken.get_mut(run.from..run.from + run.slots);
        stretch.into_iter().for_each(|slots| slots.fill(true));
    }

    /// The free stretches of at least so many minutes, each within one day, in order.
    pub fn free_runs(&self, shortest_minutes: u16) -> Vec<FreeRun> {
        let shortest = usize::from(shortest_minutes.div_ceil(SLOT_MINUTES)).max(1);
        let mut runs = Vec::new();
        for day in 0..DAYS {
            let mut from = day * SLOTS_A_DAY;
            let end = from + SLOTS_A_DAY;
            while from < end {
                let free = self.taken[from..end].iter().take_while(|taken| !**taken);
                let slots = free.count();
                if slots >= shortest {
                    runs.push(FreeRun { from, slots });
                }
                from += slots.max(1);
            }
        }
        runs
    }

    /// How many slots of each part of the week are taken, and how many there are.
    pub fn taken_by_part(&self) -> [(usize, usize); 5] {
        let mut counts = [(0, 0); 5];
        for (slot, &taken) in self.taken.iter().enumerate() {
            let count = &mut counts[DayPart::of_slot(slot) as usize];
            count.0 += usize::from(taken);
            count.1 += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::building::Weeks;
    use crate::model::source::SourceId;
    use proptest::prelude::*;

    fn claim(day: u8, from_minute: u16, until_minute: u16, firmness: Firmness) -> Claim {
        Claim {
            room: "zaal".to_owned(),
            user: "sportclub".to_owned(),
            day,
            from_minute,
            until_minute,
            weeks: Weeks::Every,
            firmness,
            source: SourceId(0),
        }
    }

    #[test]
    fn a_week_has_224_half_hours_in_five_parts() {
        let week = RoomWeek::new(std::iter::empty(), None);
        let slots = week.taken_by_part().map(|(_, slots)| slots);
        // 5 · (10 + 6 + 6 + 10) + 2 · 32.
        assert_eq!(slots, [50, 30, 30, 50, 64]);
        assert_eq!(slots.iter().sum::<usize>(), SLOTS);
        assert_eq!(week.free_runs(90).len(), 7);
    }

    #[test]
    fn a_gym_of_the_school_by_day_and_of_a_club_in_the_evening_is_free_in_between() {
        // School 08:30-15:00 on weekdays, the club on Tuesday 18:00-21:00.
        let club = claim(1, 18 * 60, 21 * 60, Firmness::Firm);
        let week = RoomWeek::new([club].iter(), Some((510, 900)));
        let tuesday: Vec<(usize, usize)> = week
            .free_runs(90)
            .iter()
            .filter(|run| run.from / SLOTS_A_DAY == 1)
            .map(|run| (run.from % SLOTS_A_DAY, run.slots))
            .collect();
        // 07:00-08:30, 15:00-18:00 and 21:00-23:00.
        assert_eq!(tuesday, [(0, 3), (16, 6), (28, 4)]);
        // Of two hours and more: one on four weekdays, two on Tuesday, one on each weekend day.
        assert_eq!(week.free_runs(120).len(), 4 + 2 + 2);
    }

    #[test]
    fn an_option_and_a_claim_outside_the_day_take_nothing() {
        let claims = [
            claim(0, 600, 660, Firmness::Option),
            claim(0, 0, 420, Firmness::Firm),
            claim(0, 1_380, 1_440, Firmness::Firm),
            claim(9, 600, 660, Firmness::Firm),
        ];
        let week = RoomWeek::new(claims.iter(), None);
        assert_eq!(week.free_runs(30).len(), 7);
    }

    #[test]
    fn a_slot_that_is_partly_taken_is_taken() {
        let week = RoomWeek::new([claim(0, 615, 620, Firmness::Firm)].iter(), None);
        assert_eq!(
            week.free_runs(30)[..2],
            [
                FreeRun { from: 0, slots: 6 },
                FreeRun { from: 7, slots: 25 }
            ]
        );
    }

    proptest! {
        #[test]
        fn free_and_taken_add_up_to_the_week(
            claims in prop::collection::vec((0u8..7, 420u16..1380, 1u16..300), 0..20),
        ) {
            let claims: Vec<Claim> = claims
                .into_iter()
                .map(|(day, from, length)| claim(day, from, from + length, Firmness::Firm))
                .collect();
            let week = RoomWeek::new(claims.iter(), None);
            let free: usize = week.free_runs(30).iter().map(|run| run.slots).sum();
            let taken: usize = week.taken_by_part().iter().map(|(taken, _)| taken).sum();
            prop_assert_eq!(free + taken, SLOTS);
        }
    }
}
