//! From the bands of ages a source gives to the groups that facilities serve.
//!
//! Given groups come first; what is missing is estimated by the ages of the larger area the people live in,
//! because bands such as 15-25 are not spread evenly: in a student town that would call many students children.

use crate::ingest::age_shares::AgeShares;
use crate::ingest::band::BandCounts;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Certainty, Count};
use crate::model::people::People;

/// The residents of a place by age group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgeGroups {
    /// Residents; `None` is not known.
    pub residents: PerAge<Option<Count>>,
    /// Whether the young were more than everybody and had to be made fewer.
    pub reduced: bool,
}

/// Shares are held as whole numbers of this part, so that people can be shared out over them.
const SHARE_UNITS: f64 = 1e12;

/// The groups of a place from its bands, and from age shares where the bands are not enough.
///
/// # Source
/// nabij domain note C.0, in order of preference: given groups or years; 0-15 (and 15-25) by shares; everybody by shares.
pub fn age_groups(counts: &BandCounts, shares: Option<AgeShares>) -> AgeGroups {
    let mut residents = PerAge::default();
    residents[AgeGroup::All] = counts.all().map(|people| Count {
        people,
        certainty: Certainty::Counted,
    });
    let young = shares
        .map(|shares| Estimate::new(counts, shares))
        .unwrap_or_default();
    for (age, from, to, estimated) in [
        (AgeGroup::From0To4, 0, 4, young.from_0_to_4),
        (AgeGroup::From4To12, 4, 12, young.from_4_to_12),
        (AgeGroup::From12To18, 12, 18, young.from_12_to_18),
    ] {
        let counted = counts.between(from, to).map(|people| Count {
            people,
            certainty: Certainty::Counted,
        });
        residents[age] = counted.or(estimated.map(|people| Count {
            people,
            certainty: Certainty::Estimated,
        }));
    }
    let reduced = reduce_to_everybody(&mut residents);
    AgeGroups { residents, reduced }
}

#[derive(Debug, Clone, Copy, Default)]
struct Estimate {
    from_0_to_4: Option<People>,
    from_4_to_12: Option<People>,
    from_12_to_18: Option<People>,
}

impl Estimate {
    fn new(counts: &BandCounts, shares: AgeShares) -> Self {
        match counts
            .between(0, 15)
            .and_then(|under_15| Self::of_under_15(under_15, counts, shares))
        {
            Some(estimate) => estimate,
            None => counts
                .all()
                .map_or(Self::default(), |all| Self::of_everybody(all, shares)),
        }
    }

    /// The people under 15, less those that are given, are shared over the ages that are not.
    fn of_under_15(under_15: People, counts: &BandCounts, shares: AgeShares) -> Option<Self> {
        let bands = [
            (0, 4, shares.from_0_to_4),
            (4, 12, shares.from_4_to_12),
            (12, 15, shares.from_12_to_15),
        ];
        let known = bands.map(|(from, to, _)| counts.between(from, to));
        let rest = under_15.less(known.iter().flatten().sum());
        let weights: Vec<u64> = bands
            .iter()
            .zip(known)
            .map(|((_, _, share), known)| if known.is_some() { 0 } else { units(*share) })
            .collect();
        if rest.is_none() || weights.iter().any(|&weight| weight > 0) {
            let parts = rest.share_out(&weights);
            let part = |index: usize| {
                known
                    .get(index)
                    .copied()
                    .flatten()
                    .or(parts.get(index).copied())
            };
            let from_15_to_18 = Self::from_15_to_18(under_15, counts, shares);
            return Some(Self {
                from_0_to_4: part(0),
                from_4_to_12: part(1),
                from_12_to_18: part(2)
                    .zip(from_15_to_18)
                    .map(|(younger, older)| younger + older),
            });
        }
        None
    }

    fn from_15_to_18(under_15: People, counts: &BandCounts, shares: AgeShares) -> Option<People> {
        let under_15_share = shares.from_0_to_4 + shares.from_4_to_12 + shares.from_12_to_15;
        let by_share = |people: People, of: f64| {
            (of > 0.0)
                .then(|| People::new(people.value() * shares.from_15_to_18 / of).ok())
                .flatten()
        };
        counts
            .between(15, 18)
            .or_else(|| by_share(counts.between(15, 25)?, shares.from_15_to_25))
            .or_else(|| by_share(under_15, under_15_share))
    }

    fn of_everybody(all: People, shares: AgeShares) -> Self {
        let part = |share: f64| People::new(all.value() * share).ok();
        Self {
            from_0_to_4: part(shares.from_0_to_4),
            from_4_to_12: part(shares.from_4_to_12),
            from_12_to_18: part(shares.from_12_to_15 + shares.from_15_to_18),
        }
    }
}

/// Makes the young fewer in equal proportion where they are more than everybody. Says whether that was needed.
pub fn reduce_to_everybody(residents: &mut PerAge<Option<Count>>) -> bool {
    let young = [
        AgeGroup::From0To4,
        AgeGroup::From4To12,
        AgeGroup::From12To18,
    ];
    let people = young.map(|age| residents[age].map_or(People::NONE, |count| count.people));
    let Some(all) = residents[AgeGroup::All].map(|count| count.people) else {
        return false;
    };
    if people.iter().sum::<People>() <= all {
        return false;
    }
    let parts = all.share_out(&people.map(People::billionths));
    for (age, people) in young.into_iter().zip(parts) {
        residents[age] = residents[age].map(|_| Count {
            people,
            certainty: Certainty::Estimated,
        });
    }
    true
}

fn units(share: f64) -> u64 {
    // A share is a part of 1, so the product fits.
    (share * SHARE_UNITS).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::band::Band;
    use proptest::prelude::*;

    const SHARES: AgeShares = AgeShares {
        from_0_to_4: 0.04,
        from_4_to_12: 0.10,
        from_12_to_15: 0.06,
        from_15_to_18: 0.05,
        from_15_to_25: 0.25,
    };

    fn counts(bands: &[(&str, u32)]) -> BandCounts {
        let band = |text: &str| Band::parse(text).expect("a band that exists");
        BandCounts(
            bands
                .iter()
                .map(|&(text, people)| (band(text), People::whole(people)))
                .collect(),
        )
    }

    /// People by group, with a letter for how sure they are.
    fn groups(bands: &[(&str, u32)], shares: Option<AgeShares>) -> Vec<String> {
        let letter = |certainty| match certainty {
            Certainty::Counted => "c",
            Certainty::Allocated => "a",
            Certainty::Estimated => "e",
        };
        let found = age_groups(&counts(bands), shares).residents;
        found
            .iter()
            .map(|(_, count)| {
                count.map_or("-".to_owned(), |count| {
                    format!("{}{}", count.people, letter(count.certainty))
                })
            })
            .collect()
    }

    #[test]
    fn given_groups_are_used_as_they_are() {
        let given = [("0-4", 7), ("4-12", 20), ("12-18", 9), ("alle", 100)];
        assert_eq!(groups(&given, Some(SHARES)), ["7c", "20c", "9c", "100c"]);
    }

    #[test]
    fn under_15_is_shared_by_the_larger_area_and_15_to_18_follows_it() {
        // 200 under 15 by 4 : 10 : 6; 15-18 is 200 * 5 / 20 = 50.
        assert_eq!(
            groups(&[("0-15", 200), ("alle", 1000)], Some(SHARES)),
            ["40e", "100e", "110e", "1000c"]
        );
    }

    #[test]
    fn students_are_not_taken_for_children() {
        // 500 of 15-25, of whom 5 / 25 are under 18 in the larger area, not 3 / 10.
        let bands = [("0-15", 200), ("15-25", 500), ("alle", 1000)];
        assert_eq!(groups(&bands, Some(SHARES))[2], "160e");
    }

    #[test]
    fn a_given_group_is_kept_and_the_others_share_what_is_left() {
        // 200 - 60 = 140 left for 4-12 and 12-15 by 10 : 6.
        let bands = [("0-4", 60), ("0-15", 200), ("15-18", 30), ("alle", 1000)];
        assert_eq!(
            groups(&bands, Some(SHARES)),
            ["60c", "87.5e", "82.5e", "1000c"]
        );
    }

    #[test]
    fn where_only_everybody_is_known_the_shares_of_everybody_count() {
        assert_eq!(
            groups(&[("alle", 1000)], Some(SHARES)),
            ["40e", "100e", "110e", "1000c"]
        );
    }

    #[test]
    fn without_shares_the_ages_are_unknown_and_never_zero() {
        assert_eq!(
            groups(&[("0-15", 200), ("alle", 1000)], None),
            ["-", "-", "-", "1000c"]
        );
        assert_eq!(groups(&[], Some(SHARES)), ["-", "-", "-", "-"]);
    }

    #[test]
    fn nobody_under_15_means_no_children() {
        assert_eq!(
            groups(&[("0-15", 0), ("alle", 50)], Some(SHARES)),
            ["0e", "0e", "0e", "50c"]
        );
    }

    #[test]
    fn the_young_are_never_more_than_everybody() {
        let found = age_groups(
            &counts(&[("0-4", 30), ("4-12", 60), ("12-18", 30), ("alle", 60)]),
            None,
        );
        assert!(found.reduced);
        assert_eq!(
            groups(
                &[("0-4", 30), ("4-12", 60), ("12-18", 30), ("alle", 60)],
                None
            ),
            ["15e", "30e", "15e", "60c"]
        );
    }

    proptest! {
        #[test]
        fn children_under_15_add_up_to_the_figure_of_the_source(
            under_15 in 0u32..5_000,
            shares in prop::array::uniform5(0.001..0.2_f64),
        ) {
            let [from_0_to_4, from_4_to_12, from_12_to_15, from_15_to_18, older] = shares;
            let shares = AgeShares { from_0_to_4, from_4_to_12, from_12_to_15, from_15_to_18, from_15_to_25: from_15_to_18 + older };
            let bands = counts(&[("0-15", under_15), ("15-18", 0), ("alle", 1_000_000)]);
            let found = age_groups(&bands, Some(shares)).residents;
            let young = [AgeGroup::From0To4, AgeGroup::From4To12, AgeGroup::From12To18];
            let sum: People = young.iter().filter_map(|&age| found[age]).map(|count| count.people).sum();
            prop_assert_eq!(sum, People::whole(under_15));
        }
    }
}
