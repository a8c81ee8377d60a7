//! What must hold for a place to be built on: ticks, and no points. Unknown is to be found out, not a reason to drop it.

/// Whether a condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// Nobody knows yet.
    Unknown,
}

impl Tick {
    /// The word on screen: `ja`, `nee`, `nog uit te zoeken`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "ja",
            Self::NotMet => "nee",
            Self::Unknown => "nog uit te zoeken",
        }
    }

    fn when(known: bool) -> Self {
        if known { Self::Met } else { Self::Unknown }
    }
}

/// What is known of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceFacts {
    /// It lies in an area of the study.
    pub inside: bool,
    /// It is a building that the study knows.
    pub building: bool,
    /// Its owner is known.
    pub owner: bool,
    /// The first year in which it is no longer there.
    pub gone_from: Option<u16>,
}

/// The four conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conditions {
    /// The place lies in the study area.
    pub place: Tick,
    /// The building is known.
    pub building: Tick,
    /// Its owner is known.
    pub owner: Tick,
    /// It is still there at the horizon.
    pub stays: Tick,
}

impl Conditions {
    /// Judges a place on a year, for a number of years ahead.
    pub fn of(facts: PlaceFacts, year: u16, horizon_years: u16) -> Self {
        let stays = match facts.gone_from {
            Some(gone) if gone <= year.saturating_add(horizon_years) => Tick::NotMet,
            Some(_) => Tick::Met,
            None => Tick::when(facts.building),
        };
        Self {
            place: if facts.inside {
                Tick::Met
            } else {
                Tick::NotMet
            },
            building: Tick::when(facts.building),
            owner: Tick::when(facts.owner),
            stays,
        }
    }

    /// All of them with their names on screen.
    pub const fn named(&self) -> [(&'static str, Tick); 4] {
        [
            ("ligt in het gebied", self.place),
            ("gebouw bekend", self.building),
            ("eigenaar bekend", self.owner),
            ("blijft beschikbaar", self.stays),
        ]
    }

    /// Whether none of them fails.
    pub fn none_fails(&self) -> bool {
        self.named().iter().all(|(_, tick)| *tick != Tick::NotMet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(gone_from: Option<u16>) -> PlaceFacts {
        PlaceFacts {
            inside: true,
            building: true,
            owner: false,
            gone_from,
        }
    }

    #[test]
    fn unknown_is_to_be_found_out_and_drops_nothing() {
        let found = Conditions::of(facts(None), 2024, 15);
        assert_eq!(found.owner.code(), "nog uit te zoeken");
        assert!(found.none_fails());
    }

    #[test]
    fn a_building_that_goes_within_the_horizon_is_no_candidate() {
        let stays = |gone| Conditions::of(facts(Some(gone)), 2024, 15).stays;
        assert_eq!((stays(2039), stays(2040)), (Tick::NotMet, Tick::Met));
        assert!(!Conditions::of(facts(Some(2030)), 2024, 15).none_fails());
    }
}
