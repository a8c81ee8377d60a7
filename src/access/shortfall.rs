//! How many people fall short of a norm, by how much, and how unequally hard (Foster, Greer, Thorbecke).

use crate::model::people::People;
use crate::model::units::Seconds;

/// The three measures of falling short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortfall {
    /// α = 0: the part of the people who fall short, in [0, 1].
    pub headcount: f64,
    /// α = 1: the mean shortfall of everybody as a part of the norm, 0 for those who do not fall short.
    pub gap: f64,
    /// α = 2: the same squared, so that a large shortfall weighs more than several small ones.
    pub severity: f64,
    /// The people over whom the means are taken.
    pub people: People,
}

/// Falling short of a norm for travel time: `F_α = Σ_i P_i · ((t_i − T) / T)^α / Σ_i P_i` over `t_i > T`.
///
/// A time beyond the limit, or no route at all, counts as the limit, so that the worst off weigh most
/// and no sum is infinite. A travel time exactly at the norm does not fall short.
///
/// # Units
/// Without a unit; `gap` is in [0, (L − T) / T] and `severity` in [0, ((L − T) / T)²].
/// Nothing when there are no people, the norm is zero or the limit is below it.
///
/// # Source
/// Foster, Greer and Thorbecke 1984, eq. 1, turned around for a quantity of which less is better;
/// Martens 2017 for its use in access.
pub fn time_beyond(
    times: &[(Option<Seconds>, People)],
    norm: Seconds,
    limit: Seconds,
) -> Option<Shortfall> {
    if norm == Seconds::ZERO || limit < norm {
        return None;
    }
    let beyond = |time: Option<Seconds>| {
        let late = time.is_none_or(|time| time > norm);
        let time = time.map_or(limit, |time| time.min(limit));
        late.then(|| (time.value() - norm.value()) / norm.value())
    };
    means(times.iter().map(|&(time, people)| (beyond(time), people)))
}

/// Falling short of a norm for a quantity of which more is better, such as places for each child:
/// `F_α = Σ_i P_i · ((z − a_i) / z)^α / Σ_i P_i` over `a_i < z`.
///
/// # Units
/// Without a unit, all three in [0, 1] and `severity ≤ gap ≤ headcount`.
/// Nothing when there are no people or the norm is not above zero.
///
/// # Source
/// Foster, Greer and Thorbecke 1984, eq. 1.
pub fn access_below(values: &[(f64, People)], norm: f64) -> Option<Shortfall> {
    if !(norm.is_finite() && norm > 0.0) {
        return None;
    }
    let below = |value: f64| (value < norm).then(|| ((norm - value) / norm).min(1.0));
    means(values.iter().map(|&(value, people)| (below(value), people)))
}

fn means(shortfalls: impl Iterator<Item = (Option<f64>, People)>) -> Option<Shortfall> {
    let (mut all, mut short) = (People::NONE, People::NONE);
    let (mut gap, mut severity) = (0.0, 0.0);
    for (shortfall, people) in shortfalls {
        all = all + people;
        if let Some(shortfall) = shortfall {
            short = short + people;
            gap += people.value() * shortfall;
            severity += people.value() * shortfall * shortfall;
        }
    }
    (!all.is_none()).then(|| Shortfall {
        headcount: short.value() / all.value(),
        gap: gap / all.value(),
        severity: severity / all.value(),
        people: all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{close, minutes};
    use proptest::prelude::*;

    #[test]
    fn the_worst_off_weigh_most() {
        // Norm 10, limit 30 minutes. 6 people at 10 (0), 2 at 15 (0.5), 1 at 90 and 1 without a route (both 2).
        // Headcount 4/10; gap (2·0.5 + 2·2)/10 = 0.5; severity (2·0.25 + 2·4)/10 = 0.85.
        let times = [(Some(10.0), 6), (Some(15.0), 2), (Some(90.0), 1), (None, 1)];
        let times = times.map(|(time, people)| (time.map(minutes), People::whole(people)));
        let found = time_beyond(&times, minutes(10.0), minutes(30.0)).expect("people");
        assert!(close(found.headcount, 0.4) && close(found.gap, 0.5));
        assert!(close(found.severity, 0.85));
    }

    #[test]
    fn too_few_places_fall_short_by_what_is_missing() {
        // Norm 1 place: 5 people with 1.2, 5 with 0.6: headcount 1/2, gap 0.4/2, severity 0.16/2.
        let values = [(1.2, People::whole(5)), (0.6, People::whole(5))];
        let found = access_below(&values, 1.0).expect("people");
        assert_eq!(found.headcount, 0.5);
        assert!(close(found.gap, 0.2) && close(found.severity, 0.08));
    }

    #[test]
    fn without_people_or_norm_there_is_no_shortfall_to_tell() {
        assert_eq!(access_below(&[], 1.0), None);
        assert_eq!(access_below(&[(1.0, People::whole(1))], 0.0), None);
        assert_eq!(
            time_beyond(&[(None, People::NONE)], minutes(1.0), minutes(2.0)),
            None
        );
        let one = [(None, People::whole(1))];
        assert_eq!(time_beyond(&one, Seconds::ZERO, minutes(2.0)), None);
        assert_eq!(time_beyond(&one, minutes(3.0), minutes(2.0)), None);
    }

    proptest! {
        #[test]
        fn nobody_gains_by_walking_farther(
            times in prop::collection::vec((0u32..60, 1u32..9), 1..9), more in 0u32..20,
        ) {
            let shortfall = |more: u32| {
                let times: Vec<_> = times.iter()
                    .map(|&(time, people)| (Some(minutes(f64::from(time + more))), People::whole(people)))
                    .collect();
                time_beyond(&times, minutes(15.0), minutes(45.0)).expect("people")
            };
            let (near, far) = (shortfall(0), shortfall(more));
            prop_assert!(near.headcount <= far.headcount);
            prop_assert!(near.gap <= far.gap + 1e-12 && near.severity <= far.severity + 1e-12);
        }

        #[test]
        fn what_is_missing_is_never_more_than_who_misses_it(
            values in prop::collection::vec((0.0f64..3.0, 1u32..9), 1..9),
        ) {
            let values: Vec<_> = values.iter().map(|&(value, people)| (value, People::whole(people))).collect();
            let found = access_below(&values, 1.0).expect("people");
            prop_assert!(found.severity <= found.gap + 1e-12 && found.gap <= found.headcount + 1e-12);
        }
    }
}
