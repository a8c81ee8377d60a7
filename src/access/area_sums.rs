//! What the homes of an area add up to, so that areas add up to those that they lie in and a home that was added can be
//! taken out again.

use std::ops::{Add, Sub};

use crate::access::judged_travel::JudgedTravel;
use crate::access::proximity_sum::ProximitySum;
use crate::access::reach::Reach;
use crate::access::residents::KnownResidents;
use crate::model::people::People;

/// Why a home may reach nothing.
const CAUSES: [Reach; 3] = [Reach::NoPlace, Reach::NoRoute, Reach::NoFacility];

/// What homes add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AreaSums {
    /// Their people who are covered, certainly covered, and possibly.
    pub people: [People; 3],
    /// The proximity scores of their people.
    pub proximity: ProximitySum,
    /// Those with people that reach nothing, for each of [`CAUSES`].
    unreached: [usize; 3],
}

/// Homes with residents that reach nothing for one cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreached {
    /// The cause.
    pub reach: Reach,
    /// How many homes; at least one.
    pub homes: usize,
}

impl AreaSums {
    /// Sums that are there already; `unreached` has each cause once at most.
    pub fn of(people: [People; 3], proximity: ProximitySum, unreached: &[Unreached]) -> Self {
        let homes = |cause| unreached.iter().find(|unreached| unreached.reach == cause);
        Self {
            people,
            proximity,
            unreached: CAUSES.map(|cause| homes(cause).map_or(0, |unreached| unreached.homes)),
        }
    }

    /// With one home more.
    #[must_use]
    pub fn with(mut self, residents: &KnownResidents, travel: &JudgedTravel<'_>) -> Self {
        let people = residents.count.people;
        if people.is_none() {
            return self;
        }
        for (sum, counts) in self.people.iter_mut().zip(travel.covers(residents)) {
            if counts {
                *sum = *sum + people;
            }
        }
        let time = travel.time(residents.home);
        self.proximity = self.proximity.with(time, people, travel.norm);
        if time.is_none() {
            let reach = travel.reaches.get(residents.home);
            let causes = self.unreached.iter_mut().zip(&CAUSES);
            for (homes, _) in causes.filter(|(_, cause)| reach == Some(cause)) {
                *homes += 1;
            }
        }
        self
    }

    /// The homes that reach nothing, by the causes of which there are any.
    pub fn unreached(&self) -> Vec<Unreached> {
        let counted = CAUSES.into_iter().zip(self.unreached);
        let counted = counted.filter(|(_, homes)| *homes > 0);
        counted
            .map(|(reach, homes)| Unreached { reach, homes })
            .collect()
    }
}

impl Add for AreaSums {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            people: pairwise(self.people, other.people, Add::add),
            proximity: self.proximity + other.proximity,
            unreached: pairwise(self.unreached, other.unreached, Add::add),
        }
    }
}

/// Without what is in it.
impl Sub for AreaSums {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            people: pairwise(self.people, other.people, Sub::sub),
            proximity: self.proximity - other.proximity,
            unreached: pairwise(self.unreached, other.unreached, Sub::sub),
        }
    }
}

fn pairwise<T: Copy>(one: [T; 3], other: [T; 3], of: impl Fn(T, T) -> T) -> [T; 3] {
    [0, 1, 2].map(|at| of(one[at], other[at]))
}
