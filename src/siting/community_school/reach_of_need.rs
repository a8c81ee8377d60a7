//! M1: how many children a site reaches, each counted by nearness and by the need of their neighbourhood.

use crate::access::proximity::proximity;
use crate::model::norm::Norm;
use crate::model::units::Seconds;
use crate::siting::community_school::amount::Amount;

/// People of one home, with the need of the neighbourhood they live in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NeedyHome {
    /// How many are known; `None` where nothing is.
    pub people: Option<f64>,
    /// How many more there are at most, of the ages that are not known.
    pub unknown: f64,
    /// Need of 0 to 100; `None` is not known.
    pub need: Option<f64>,
}

/// The need of all homes: how it is counted where it is not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NeedLevel {
    /// There is no need profile at all: everybody counts in full, and the answer says so.
    WithoutProfile,
    /// Homes without need count as this mean of the others, with 0 and 100 as bounds.
    Mean(f64),
}

impl NeedLevel {
    /// The mean need of people whose need is known.
    pub fn of(homes: &[NeedyHome]) -> Self {
        let known = homes.iter().filter_map(|home| home.people.zip(home.need));
        let (people, need) = known.fold((0.0, 0.0), |(people, sum), (more, need)| {
            (people + more, sum + more * need)
        });
        if people > 0.0 {
            Self::Mean(need / people)
        } else {
            Self::WithoutProfile
        }
    }

    /// People of a home counted by need, in persons; nobody where their number is not known.
    pub fn weight(self, home: &NeedyHome) -> f64 {
        self.weigh(home).map_or(0.0, |[value, _, _]| value)
    }

    /// People counted by need: value, low, high, in persons.
    fn weigh(self, home: &NeedyHome) -> Option<[f64; 3]> {
        let people = home.people?;
        let most = people + home.unknown;
        Some(match (self, home.need) {
            (Self::WithoutProfile, _) => [people, people, most],
            (Self::Mean(_), Some(need)) => {
                [people, people, most].map(|people| people * need / 100.0)
            }
            (Self::Mean(mean), None) => [people * mean / 100.0, 0.0, most],
        })
    }
}

/// Sums of people counted by need, each times a part of 0 to 1.
///
/// Homes of whom nobody is known are left out: they are the same for every site, and are told of elsewhere. Where only
/// some ages are known, these are the value and the lowest, with all that may be of the others the highest.
pub fn weighed_people(
    level: NeedLevel,
    homes: &[NeedyHome],
    parts: impl Iterator<Item = (usize, f64)>,
) -> Amount {
    let mut sums = [0.0; 3];
    let (mut people, mut with_need) = (0.0, 0.0);
    for (home, part) in parts {
        let Some(home) = homes.get(home) else {
            continue;
        };
        let Some(weighed) = level.weigh(home) else {
            continue;
        };
        for (sum, weighed) in sums.iter_mut().zip(weighed) {
            *sum += part * weighed;
        }
        let counted = part * home.people.unwrap_or(0.0);
        people += counted + part * home.unknown;
        if home.need.is_some() || level == NeedLevel::WithoutProfile {
            with_need += counted;
        }
    }
    Amount {
        value: sums[0],
        low: sums[1],
        high: sums[2],
        evidence: if people > 0.0 {
            with_need / people
        } else {
            1.0
        },
    }
}

/// `Σ_i P_i · q(t_i)/100 · I_i/100` over the homes that a site reaches.
///
/// # Units
/// Persons, 0 or more; never falls when a home comes nearer.
///
/// # Source
/// DOMAIN §C.4, M1; q(t) is [`proximity`].
pub fn need_in_reach(
    times: &[(usize, Seconds)],
    homes: &[NeedyHome],
    level: NeedLevel,
    norm: &Norm,
) -> Amount {
    let near = times
        .iter()
        .map(|&(home, time)| (home, proximity(Some(time), norm) / 100.0));
    weighed_people(level, homes, near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::facility_kind::FacilityKind;

    fn seconds(value: f64) -> Seconds {
        Seconds::new(value).expect("a time")
    }

    fn ten_minutes() -> Norm {
        Norm {
            kind: FacilityKind::new("BUURTSCHOOL").expect("a code"),
            ages: vec![AgeGroup::From4To12],
            profile: "lopen_kind".to_owned(),
            norm: seconds(600.0),
            limit: seconds(1_200.0),
            basis: String::new(),
        }
    }

    fn home(people: f64, need: Option<f64>) -> NeedyHome {
        NeedyHome {
            people: Some(people),
            unknown: 0.0,
            need,
        }
    }

    #[test]
    fn a_home_of_which_some_ages_are_known_has_more_children_or_not() {
        // 60 are known and at most 20 more, with need 50 at 15 minutes (q = 50): 15 to 20, and 60 of 80 have data.
        let homes = [NeedyHome {
            unknown: 20.0,
            ..home(60.0, Some(50.0))
        }];
        let times = [(0, seconds(900.0))];
        let found = need_in_reach(&times, &homes, NeedLevel::of(&homes), &ten_minutes());
        let expected = Amount {
            value: 15.0,
            low: 15.0,
            high: 20.0,
            evidence: 0.75,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn children_count_by_nearness_and_by_need() {
        // 100 at 5 minutes with need 80: 80. 40 at 15 minutes (q = 50) with need 50: 10. 30 at 20 minutes: 0.
        let homes = [
            home(100.0, Some(80.0)),
            home(40.0, Some(50.0)),
            home(30.0, Some(90.0)),
        ];
        let times = [
            (0, seconds(300.0)),
            (1, seconds(900.0)),
            (2, seconds(1_200.0)),
        ];
        let found = need_in_reach(&times, &homes, NeedLevel::of(&homes), &ten_minutes());
        assert_eq!(found, Amount::known(90.0));
    }

    #[test]
    fn without_a_need_profile_every_child_counts_in_full() {
        let homes = [home(100.0, None), home(40.0, None)];
        let times = [(0, seconds(0.0)), (1, seconds(900.0))];
        assert_eq!(NeedLevel::of(&homes), NeedLevel::WithoutProfile);
        let found = need_in_reach(&times, &homes, NeedLevel::of(&homes), &ten_minutes());
        assert_eq!(found, Amount::known(120.0));
    }

    #[test]
    fn a_neighbourhood_without_need_counts_as_the_mean_with_bounds() {
        let homes = [home(100.0, Some(80.0)), home(100.0, None)];
        let times = [(0, seconds(0.0)), (1, seconds(0.0))];
        let found = need_in_reach(&times, &homes, NeedLevel::of(&homes), &ten_minutes());
        let expected = Amount {
            value: 160.0,
            low: 80.0,
            high: 180.0,
            evidence: 0.5,
        };
        assert_eq!(found, expected);
    }
}
