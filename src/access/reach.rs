//! What a trip from one home to the nearest facility comes to, or why there is none.

use crate::model::bilingual::Bilingual;
use crate::model::units::{Metres, Seconds};

/// The nearest facility and the way to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// Its index in [`crate::model::town_data::TownData::facilities`].
    pub facility: usize,
    /// The travelled distance: detour, legs and all.
    pub distance: Metres,
    /// The time that takes at the profile's speed.
    pub time: Seconds,
}

/// Whether a home reaches a facility of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It does.
    Reached(Nearest),
    /// No usable street is near enough to the home.
    NoPlace,
    /// There are facilities, but no way over the streets leads to one.
    NoRoute,
    /// The study has no facility of this kind.
    NoFacility,
}

impl Reach {
    /// The nearest facility, if one is reached.
    pub fn nearest(self) -> Option<Nearest> {
        match self {
            Self::Reached(nearest) => Some(nearest),
            Self::NoPlace | Self::NoRoute | Self::NoFacility => None,
        }
    }

    /// The time to the nearest facility, if one is reached.
    pub fn time(self) -> Option<Seconds> {
        self.nearest().map(|nearest| nearest.time)
    }

    /// Why nothing is reached, as files name it; empty when something is.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Reached(_) => "",
            Self::NoPlace => "te ver van het netwerk",
            Self::NoRoute => "geen route",
            Self::NoFacility => "geen voorziening",
        }
    }

    /// The same in both languages, as answers tell it.
    pub fn told(self) -> Bilingual {
        let english = match self {
            Self::Reached(_) => "",
            Self::NoPlace => "too far from the network",
            Self::NoRoute => "no route",
            Self::NoFacility => "no facility",
        };
        Bilingual::new(self.reason(), english)
    }
}
