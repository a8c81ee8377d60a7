//! Trips to the nearest facility of one kind and by what they are judged: the norm, and how sure the place of a home is.

use crate::access::reach::Reach;
use crate::access::residents::KnownResidents;
use crate::model::norm::Norm;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::{Metres, Seconds};

/// Trips to the nearest facility of one kind, and by what they are judged.
#[derive(Debug, Clone, Copy)]
pub struct JudgedTravel<'a> {
    /// The trip from each demand point.
    pub reaches: &'a [Reach],
    /// The same if ways of which nothing is known could be used as well, for a mode that asks what is known.
    pub with_unknown: Option<&'a [Reach]>,
    /// The norm for the kind.
    pub norm: &'a Norm,
    /// The profile that travels.
    pub profile: &'a Profile,
    /// The level at which the distances were measured.
    pub level: DistanceLevel,
}

impl JudgedTravel<'_> {
    /// The time from a home; nothing when nothing is reached.
    pub fn time(&self, home: usize) -> Option<Seconds> {
        self.reaches.get(home)?.time()
    }

    /// Whether the people of a home are covered, certainly, and possibly.
    pub fn covers(&self, residents: &KnownResidents) -> [bool; 3] {
        let norm = self.norm.norm.value();
        let time = self.time(residents.home);
        let shortest = match self.with_unknown {
            Some(reaches) => reaches.get(residents.home).and_then(|reach| reach.time()),
            None => time,
        };
        let spread = band(residents.half_diagonal, self.level, self.profile);
        let within = |time: Option<Seconds>, shift: f64| {
            time.is_some_and(|time| time.value() + shift <= norm)
        };
        [
            within(time, 0.0),
            within(time, spread),
            within(shortest, -spread),
        ]
    }
}

/// By how many seconds a home may be nearer or farther than its place says: `h · f / v`.
///
/// # Source
/// DOMAIN §C.2, resolution band.
pub fn band(half_diagonal: Metres, level: DistanceLevel, profile: &Profile) -> f64 {
    let factor = match level {
        DistanceLevel::D0 => 1.0,
        DistanceLevel::D1 | DistanceLevel::D2 | DistanceLevel::D3 => profile.detour,
    };
    half_diagonal.value() * factor / profile.speed.value()
}
