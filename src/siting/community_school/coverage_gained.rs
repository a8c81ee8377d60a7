//! M2: how many people a wished function would bring within its norm, if it came to a site.

use crate::model::people::People;
use crate::model::units::Seconds;
use crate::siting::community_school::amount::Amount;
use crate::siting::community_school::reach_of_need::{NeedLevel, NeedyHome, weighed_people};

/// A function that is wished for, with who has it within the norm now.
#[derive(Debug, Clone, Copy)]
pub struct WishedFunction<'a> {
    /// How heavily it counts beside the other wishes; above 0.
    pub weight: f64,
    /// Its main age group, home by home.
    pub homes: &'a [NeedyHome],
    /// Time to the nearest one now, home by home; `None` is not reached. Nothing when the study has no source of it.
    pub before: Option<&'a [Option<Seconds>]>,
    /// Its norm.
    pub norm: Seconds,
    /// The homes that reach the site, by the profile of the norm.
    pub after: &'a [(usize, Seconds)],
}

/// The gain of all wished functions at one site: `Σ_k ω_k Σ_i P_i · I_i/100 · (covered after − covered before)`.
///
/// A function without source counts nothing in the value; at most everybody near would gain it.
/// Nothing when nothing is wished for, or none of it has a source.
///
/// # Units
/// Persons times ω, 0 or more.
///
/// # Source
/// DOMAIN §C.4, M2; §C.2, coverage gain.
pub fn coverage_gained(wishes: &[WishedFunction<'_>], level: NeedLevel) -> Option<Amount> {
    if wishes.iter().all(|wish| wish.before.is_none()) {
        return None;
    }
    let all: f64 = wishes.iter().map(|wish| wish.weight).sum();
    let mut total = Amount {
        evidence: 0.0,
        ..Amount::known(0.0)
    };
    for wish in wishes {
        let gain = weighed_people(level, wish.homes, gaining(wish).map(|home| (home, 1.0)));
        total.high += wish.weight * gain.high;
        if wish.before.is_some() {
            total.value += wish.weight * gain.value;
            total.low += wish.weight * gain.low;
            total.evidence += wish.weight / all * gain.evidence;
        }
    }
    Some(total)
}

/// The people who come within the norm, not weighed; nothing without a source.
pub fn people_gaining(wish: &WishedFunction<'_>) -> Option<People> {
    wish.before?;
    let people = gaining(wish).filter_map(|home| People::new(wish.homes.get(home)?.people?).ok());
    Some(people.sum())
}

/// The homes within the norm of the site and not within it now.
fn gaining(wish: &WishedFunction<'_>) -> impl Iterator<Item = usize> {
    let is_near_now = move |home: usize| {
        let before = wish
            .before
            .and_then(|before| before.get(home).copied().flatten());
        before.is_some_and(|time| time <= wish.norm)
    };
    wish.after
        .iter()
        .filter(|(_, time)| *time <= wish.norm)
        .map(|&(home, _)| home)
        .filter(move |&home| !is_near_now(home))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(value: f64) -> Seconds {
        Seconds::new(value).expect("a time")
    }

    fn home(people: f64, need: f64) -> NeedyHome {
        NeedyHome {
            people: Some(people),
            unknown: 0.0,
            need: Some(need),
        }
    }

    #[test]
    fn only_people_who_had_it_not_within_the_norm_gain() {
        // Home 0 had it at 500 s; home 1 at 700 s and now at 600 s; home 2 has it nowhere, now at 601 s.
        let homes = [home(10.0, 100.0), home(20.0, 50.0), home(40.0, 100.0)];
        let before = [Some(seconds(500.0)), Some(seconds(700.0)), None];
        let after = [(0, seconds(10.0)), (1, seconds(600.0)), (2, seconds(601.0))];
        let wish = WishedFunction {
            weight: 2.0,
            homes: &homes,
            before: Some(&before),
            norm: seconds(600.0),
            after: &after,
        };
        let level = NeedLevel::of(&homes);
        assert_eq!(coverage_gained(&[wish], level), Some(Amount::known(20.0)));
        assert_eq!(people_gaining(&wish), Some(People::whole(20)));
    }

    #[test]
    fn a_function_without_source_is_only_a_possible_gain() {
        let homes = [home(10.0, 100.0)];
        let before = [None];
        let after = [(0, seconds(10.0))];
        let known = WishedFunction {
            weight: 1.0,
            homes: &homes,
            before: Some(&before),
            norm: seconds(600.0),
            after: &after,
        };
        let unknown = WishedFunction {
            weight: 3.0,
            before: None,
            ..known
        };
        let level = NeedLevel::of(&homes);
        let expected = Amount {
            value: 10.0,
            low: 10.0,
            high: 40.0,
            evidence: 0.25,
        };
        assert_eq!(coverage_gained(&[known, unknown], level), Some(expected));
        assert_eq!(coverage_gained(&[unknown], level), None);
        assert_eq!(coverage_gained(&[], level), None);
    }
}
