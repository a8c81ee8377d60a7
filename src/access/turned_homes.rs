//! Homes whose times change, laid by in slots of time, so that a question about all of them looks closely at one slot.

use crate::model::people::People;

/// Slots for each doubling of the time, as a power of two.
const PARTS_OF_A_DOUBLING: u32 = 4;
/// From a second to eighteen hours; what is shorter is in the first, what is longer in the last.
const SLOTS: usize = 256;

/// A home that leaves its place in the order of times, or comes to another.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// The time, in bits that order as times do.
    pub time: u64,
    /// Its people in billionths; less than nothing where it leaves, and never nothing.
    pub people: i64,
}

/// People in some homes, more or fewer of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Crowd {
    billionths: i128,
    homes: i64,
}

impl Crowd {
    /// People in a number of homes.
    pub fn of(people: People, homes: u32) -> Self {
        Self {
            billionths: people.billionths().into(),
            homes: homes.into(),
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            billionths: self.billionths + other.billionths,
            homes: self.homes + other.homes,
        }
    }

    /// With a home that leaves or comes.
    #[must_use]
    pub fn turning(self, turn: Turn) -> Self {
        Self {
            billionths: self.billionths + i128::from(turn.people),
            homes: self.homes + turn.people.signum(),
        }
    }

    /// Whether they make up `percent` of all people.
    pub fn make_up(self, percent: u8, persons: People) -> bool {
        // Who leaves was there before, so that nowhere fewer than nobody are.
        let people = u64::try_from(self.billionths).unwrap_or_default();
        let homes = usize::try_from(self.homes).unwrap_or_default();
        homes > 0 && People::from_billionths(people).make_up(percent, persons, homes)
    }
}

/// Homes that turn.
#[derive(Debug)]
pub struct TurnedHomes<'a> {
    turns: &'a [Turn],
    /// Each slot, with what all turns up to its end make.
    until: Vec<(usize, Crowd)>,
}

/// The slot that is sought, and what is known of it.
#[derive(Debug)]
pub struct SoughtSlot {
    /// Its number.
    pub slot: usize,
    /// What the turns before it make.
    pub before: Crowd,
    /// Its own turns, in no order.
    pub turns: Vec<Turn>,
}

/// The slot of a time in bits; of a longer time never an earlier one.
pub fn slot_of(time: u64) -> usize {
    // The highest bits of a float are its power of two, the next ones the part of that doubling.
    let coarse = |time: u64| time >> (f64::MANTISSA_DIGITS - 1 - PARTS_OF_A_DOUBLING);
    let slot = coarse(time).saturating_sub(coarse(1f64.to_bits()));
    usize::try_from(slot).map_or(SLOTS - 1, |slot| slot.min(SLOTS - 1))
}

impl<'a> TurnedHomes<'a> {
    /// Lays turns by.
    pub fn of(turns: &'a [Turn]) -> Self {
        let mut slots = vec![Crowd::default(); SLOTS];
        for &turn in turns {
            let slot = &mut slots[slot_of(turn.time)];
            *slot = slot.turning(turn);
        }
        let sums = slots.into_iter().scan(Crowd::default(), |sum, slot| {
            *sum = sum.and(slot);
            Some(*sum)
        });
        Self {
            until: sums.enumerate().collect(),
            turns,
        }
    }

    /// The first slot at whose end enough have turned; nothing where there never are. `is_enough` stays true once it is.
    pub fn first(&self, is_enough: impl Fn(usize, Crowd) -> bool) -> Option<SoughtSlot> {
        let slots = &self.until;
        let slot = slots.partition_point(|&(slot, until)| !is_enough(slot, until));
        let before = slot.checked_sub(1).map(|before| slots[before].1);
        let its_own = self.turns.iter().filter(|turn| slot_of(turn.time) == slot);
        (slot < slots.len()).then(|| SoughtSlot {
            slot,
            before: before.unwrap_or_default(),
            turns: its_own.copied().collect(),
        })
    }
}
