//! Who gains and who loses by a change, and whether that goes relatively more to where need is largest.
//! It describes reachability, and says nothing of what becomes of children.

use thiserror::Error;

use crate::access::area_tree::AreaTree;
use crate::access::concentration_index::concentration_index;
use crate::access::outcome::{Outcome, RankedOutcome};
use crate::access::share_curve::lorenz_curve;
use crate::access::suppression::carries_percentages;
use crate::model::people::People;
use crate::model::units::{Euros, Seconds};
use crate::siting::equity_groups::{
    ChangedHome, GroupFigures, PublishedGroup, group_figures, published_groups,
};

/// Groups by need: quintiles 1 (least) to 5 (most).
pub const QUINTILES: usize = 5;
/// The Lorenz curve is given at so many equal steps, so that no step tells of few people.
const LORENZ_STEPS: usize = 10;

/// Money spent, with the homes that it serves.
#[derive(Debug, Clone, PartialEq)]
pub struct Investment {
    /// How much.
    pub amount: Euros,
    /// The homes it serves, by index; it is shared out evenly over their people.
    pub homes: Vec<usize>,
}

/// Two sides of a change, home by home.
#[derive(Debug, Clone, Copy)]
pub struct EquityInput<'a> {
    /// The homes.
    pub homes: &'a [ChangedHome],
    /// The need of each, 0 to 100; `None` is not known.
    pub need: &'a [Option<f64>],
    /// The quintile of need of each, 1 to 5; `None` is not known.
    pub quintile: &'a [Option<u8>],
    /// Which area lies in which.
    pub areas: &'a AreaTree,
    /// The homes in each area, by index, one list for each area.
    pub homes_of_area: &'a [&'a [usize]],
    /// What the source of each area's people rounds to; one for each area.
    pub rounding: &'a [u32],
    /// The areas whose people another table hides; one for each area, or none.
    pub hidden_areas: &'a [bool],
    /// The norm.
    pub norm: Seconds,
    /// The names of the norm sets before and after.
    pub norm_sets: (&'a str, &'a str),
    /// What is spent on it.
    pub investments: &'a [Investment],
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EquityRefusal {
    /// The two sides were judged by different norms.
    #[error(
        "norm set: found \"{before}\" before and \"{after}\" after, expected the same set for both"
    )]
    DifferentNormSets {
        /// The set before.
        before: String,
        /// The set after.
        after: String,
    },
    /// A list does not have one entry for each home.
    #[error("{field}: found {found} entries, expected {expected}, one for each home")]
    Length {
        /// The list.
        field: &'static str,
        /// Its length.
        found: usize,
        /// The number of homes.
        expected: usize,
    },
}

/// A ratio that may have no meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ratio {
    /// The ratio; above 1 means relatively more for those with most need.
    Value(f64),
    /// Nobody gains: "geen verandering", which is neither 0 nor 1.
    NoChange,
    /// Too few people, or their need is not known.
    NotShown,
}

/// Inequality of travel time on one side of a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Inequality {
    /// The concentration index of travel time over need: below 0 when those with most need travel longest.
    pub concentration: Option<f64>,
    /// The Lorenz curve of travel time: the part of all time that the first 10 %, 20 %, ... 100 % of people have.
    pub lorenz: Vec<f64>,
}

/// The report.
#[derive(Debug, Clone, PartialEq)]
pub struct EquityReport {
    /// Quintiles 1 to 5, people without a known need, and everybody.
    pub by_need: Vec<PublishedGroup>,
    /// Every area, in the order of the areas.
    pub by_area: Vec<PublishedGroup>,
    /// `(C_rest − C_Q5)` after less before, in percentage points: below 0 the gap closes.
    pub gap_change: Option<f64>,
    /// `(share of gains that goes to Q5) / (share of people in Q5)`.
    pub unequal_investment: Ratio,
    /// Euros for each person by quintile, 1 to 5; `None` where it may not be shown.
    pub euros_per_person: Vec<Option<f64>>,
    /// The same ratio for euros.
    pub unequal_euros: Ratio,
    /// Inequality before and after.
    pub inequality: [Inequality; 2],
}

/// Compares the two sides of a change.
///
/// # Errors
/// When the sides were judged by different norm sets, or a list has another length than the homes.
///
/// # Source
/// DOMAIN §C.9.
pub fn equity_report(input: &EquityInput<'_>) -> Result<EquityReport, EquityRefusal> {
    check(input)?;
    let quintiles = quintile_groups(input);
    let everybody = group_figures(input.homes, input.norm);
    let exact: Vec<GroupFigures> = quintiles.iter().chain([&everybody]).copied().collect();
    let inside = (0..=QUINTILES).map(|_| Some(QUINTILES + 1)).chain([None]);
    let coarsest = input.rounding.iter().copied().max().unwrap_or(1);
    let by_need = published_groups(
        &AreaTree::with_parents(inside.collect()),
        &exact,
        &vec![coarsest; exact.len()],
        &with_one_hidden_area(input),
    );
    let euros = euros_by_quintile(input);
    let people: Vec<People> = quintiles
        .iter()
        .take(QUINTILES)
        .map(|group| group.people)
        .collect();
    let gains = quintiles
        .iter()
        .take(QUINTILES)
        .map(|group| group.gaining.value());
    let gains_hidden = by_need.iter().any(|group| group.gaining.value().is_none());
    Ok(EquityReport {
        gap_change: gap_change(&quintiles, &by_need),
        unequal_investment: ratio(&gains.collect::<Vec<_>>(), &people, gains_hidden),
        euros_per_person: euros
            .iter()
            .zip(&people)
            .map(|(euros, people)| carries_percentages(*people).then(|| euros / people.value()))
            .collect(),
        unequal_euros: ratio(&euros, &people, false),
        by_area: area_groups(input),
        by_need,
        inequality: [
            inequality(input, |home| home.before),
            inequality(input, |home| home.after),
        ],
    })
}

fn check(input: &EquityInput<'_>) -> Result<(), EquityRefusal> {
    let (before, after) = input.norm_sets;
    if before != after {
        return Err(EquityRefusal::DifferentNormSets {
            before: before.to_owned(),
            after: after.to_owned(),
        });
    }
    let expected = input.homes.len();
    let lists = [
        ("need", input.need.len()),
        ("quintile", input.quintile.len()),
    ];
    match lists.into_iter().find(|(_, found)| *found != expected) {
        Some((field, found)) => Err(EquityRefusal::Length {
            field,
            found,
            expected,
        }),
        None => Ok(()),
    }
}

/// The place of a quintile among the groups; the last group has those whose need is not known.
fn group_of(quintile: Option<u8>) -> usize {
    let known = quintile.map(usize::from);
    known
        .filter(|quintile| (1..=QUINTILES).contains(quintile))
        .map_or(QUINTILES, |quintile| quintile - 1)
}

/// Which groups by need hold exactly one hidden neighbourhood: that one would follow from the group and the others.
fn with_one_hidden_area(input: &EquityInput<'_>) -> Vec<bool> {
    let mut hidden = vec![0; QUINTILES + 1];
    for area in (0..input.areas.len()).filter(|&area| input.areas.children(area).is_empty()) {
        let homes = input.homes_of_area.get(area).copied().unwrap_or(&[]);
        let first = homes.first().and_then(|&home| input.quintile.get(home));
        if let (Some(&quintile), Some(true)) = (first, input.hidden_areas.get(area)) {
            hidden[group_of(quintile)] += 1;
        }
    }
    hidden.into_iter().map(|areas| areas == 1).collect()
}

/// Quintiles 1 to 5, and last the people whose need is not known.
fn quintile_groups(input: &EquityInput<'_>) -> Vec<GroupFigures> {
    let mut groups = vec![Vec::new(); QUINTILES + 1];
    for (home, quintile) in input.homes.iter().zip(input.quintile) {
        groups[group_of(*quintile)].push(*home);
    }
    groups
        .iter()
        .map(|homes| group_figures(homes, input.norm))
        .collect()
}

fn area_groups(input: &EquityInput<'_>) -> Vec<PublishedGroup> {
    let of_area = |area: usize| {
        let homes = input.homes_of_area.get(area).copied().unwrap_or(&[]).iter();
        let homes: Vec<ChangedHome> = homes
            .filter_map(|&home| input.homes.get(home).copied())
            .collect();
        group_figures(&homes, input.norm)
    };
    let exact: Vec<GroupFigures> = (0..input.areas.len()).map(of_area).collect();
    published_groups(input.areas, &exact, input.rounding, input.hidden_areas)
}

/// The change of the difference in coverage; nothing where a coverage it rests on is hidden.
fn gap_change(quintiles: &[GroupFigures], published: &[PublishedGroup]) -> Option<f64> {
    let (rest, most) = (
        quintiles.get(..QUINTILES - 1)?,
        quintiles.get(QUINTILES - 1)?,
    );
    let shown = published.iter().take(QUINTILES).all(|group| {
        group.before.covered.value().is_some() && group.after.covered.value().is_some()
    });
    let people: People = rest.iter().map(|group| group.people).sum();
    if !(shown && carries_percentages(people) && carries_percentages(most.people)) {
        return None;
    }
    let gap = |covered: fn(&GroupFigures) -> People| {
        let of_rest: People = rest.iter().map(covered).sum();
        Some(of_rest.percentage_of(people)? - covered(most).percentage_of(most.people)?)
    };
    Some(gap(|group| group.after.covered)? - gap(|group| group.before.covered)?)
}

/// The share of something that goes to the last quintile over its share of the people.
fn ratio(amounts: &[f64], people: &[People], hidden: bool) -> Ratio {
    let (Some(amount), Some(most)) = (amounts.last(), people.last()) else {
        return Ratio::NotShown;
    };
    let whole: f64 = amounts.iter().sum();
    let everybody: People = people.iter().sum();
    if whole <= 0.0 {
        Ratio::NoChange
    } else if hidden || !carries_percentages(*most) {
        Ratio::NotShown
    } else {
        Ratio::Value((amount / whole) / (most.value() / everybody.value()))
    }
}

/// Euros by quintile: each investment shared out evenly over the people it serves whose need is known.
fn euros_by_quintile(input: &EquityInput<'_>) -> Vec<f64> {
    let mut euros = vec![0.0; QUINTILES];
    for investment in input.investments {
        let served = || {
            let homes = investment.homes.iter();
            homes.filter_map(|&home| {
                let quintile = usize::from((*input.quintile.get(home)?)?).checked_sub(1)?;
                Some((quintile, input.homes.get(home)?.people.value()))
            })
        };
        let people: f64 = served().map(|(_, people)| people).sum();
        if people <= 0.0 {
            continue;
        }
        for (quintile, part) in served() {
            if let Some(sum) = euros.get_mut(quintile) {
                *sum += investment.amount.value() * part / people;
            }
        }
    }
    euros
}

fn inequality(input: &EquityInput<'_>, time: fn(&ChangedHome) -> Option<Seconds>) -> Inequality {
    let outcome = |home: &ChangedHome| Outcome::new(time(home)?.value(), home.people).ok();
    let outcomes: Vec<Outcome> = input.homes.iter().filter_map(outcome).collect();
    let people: People = outcomes.iter().map(Outcome::people).sum();
    let ranked: Vec<RankedOutcome> = input
        .homes
        .iter()
        .zip(input.need)
        .filter_map(|(home, need)| RankedOutcome::new((*need)?, outcome(home)?).ok())
        .collect();
    let curve = lorenz_curve(&outcomes).filter(|_| carries_percentages(people));
    let steps = (1..=LORENZ_STEPS).map(|step| step as f64 / LORENZ_STEPS as f64);
    Inequality {
        concentration: concentration_index(&ranked).filter(|_| carries_percentages(people)),
        lorenz: curve.map_or_else(Vec::new, |curve| {
            steps.map(|part| curve.value_of_first(part)).collect()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::suppression::is_small;
    use crate::siting::drawn_homes::{Drawn, drawn};
    use proptest::prelude::*;

    fn report(homes: &Drawn) -> EquityReport {
        homes.with_input(|input| equity_report(input).expect("two sides of one norm set"))
    }

    #[test]
    fn two_thirds_of_the_gains_for_half_of_the_people() {
        // Quintile 1: 100 people, 50 gain. Quintile 5: 100 people, 100 gain: (100/150) / (100/200) = 4/3.
        let homes = drawn(&[
            (50, 1, Some(900.0), Some(900.0)),
            (50, 1, Some(900.0), Some(700.0)),
            (100, 5, Some(900.0), Some(500.0)),
        ]);
        let found = report(&homes);
        assert_eq!(found.unequal_investment, Ratio::Value(100.0 / 150.0 / 0.5));
        // Coverage of the rest stays 0, that of Q5 goes from 0 to 100: the gap goes from 0 to −100.
        assert_eq!(found.gap_change, Some(-100.0));
    }

    #[test]
    fn a_group_by_need_does_not_tell_of_its_one_hidden_neighbourhood() {
        // Quintile 1 has a hidden neighbourhood of 10 beside one of 100: 110 - 100 would tell. Another group is hidden
        // with it, or all people less the others would. Quintile 4 has two hidden ones, of which only the sum is told.
        let rows = [
            (10, 1),
            (100, 1),
            (120, 2),
            (130, 3),
            (200, 4),
            (300, 4),
            (140, 5),
        ];
        let homes = drawn(&rows.map(|(people, quintile)| (people, quintile, None, None)));
        let hidden = [true, false, false, false, true, true, false, false];
        let found = homes.with_input(|input| {
            let input = EquityInput {
                hidden_areas: &hidden,
                ..*input
            };
            equity_report(&input).expect("two sides of one norm set")
        });
        let shown: Vec<Option<u64>> = found
            .by_need
            .iter()
            .map(|group| group.people.value().map(People::whole_persons))
            .collect();
        assert_eq!(shown[0], None);
        assert_eq!(shown[3], Some(500));
        assert!(
            shown[..5].iter().filter(|people| people.is_none()).count() >= 2,
            "{shown:?}"
        );
    }

    #[test]
    fn without_gain_there_is_no_ratio() {
        let homes = drawn(&[
            (100, 1, Some(900.0), Some(900.0)),
            (100, 5, Some(900.0), Some(960.0)),
        ]);
        let found = report(&homes);
        assert_eq!(found.unequal_investment, Ratio::NoChange);
        assert_eq!(found.unequal_euros, Ratio::NoChange);
        assert_eq!(found.gap_change, Some(0.0));
    }

    #[test]
    fn those_who_lose_are_told_with_their_neighbourhood() {
        let homes = drawn(&[
            (100, 1, Some(300.0), Some(700.0)),
            (100, 5, Some(300.0), Some(300.0)),
        ]);
        let found = report(&homes);
        // Each home is a neighbourhood of its own; the last area is the whole.
        let losing: Vec<Option<u64>> = found
            .by_area
            .iter()
            .map(|group| group.losing.value().map(People::whole_persons))
            .collect();
        assert_eq!(losing, [Some(100), Some(0), Some(100)]);
    }

    #[test]
    fn euros_are_shared_out_over_the_people_they_serve() {
        // 30,000 for homes 0 and 1 (100 and 50 people): 200 each; home 2 gets nothing.
        let mut homes = drawn(&[
            (100, 1, Some(900.0), Some(500.0)),
            (50, 5, Some(900.0), Some(500.0)),
            (50, 5, Some(900.0), Some(900.0)),
        ]);
        homes.investments = vec![Investment {
            amount: Euros::new(30_000.0).expect("an amount"),
            homes: vec![0, 1],
        }];
        let found = report(&homes);
        assert_eq!(found.euros_per_person[0], Some(200.0));
        assert_eq!(found.euros_per_person[4], Some(100.0));
        // A third of the money for half of the people.
        assert_eq!(found.unequal_euros, Ratio::Value((50.0 / 150.0) / 0.5));
    }

    #[test]
    fn need_on_the_far_side_gives_a_concentration_below_zero() {
        let homes = drawn(&[
            (100, 1, Some(300.0), Some(300.0)),
            (100, 5, Some(900.0), Some(300.0)),
        ]);
        let found = report(&homes);
        // Most need first: 900 and 300, mean 600, ranks 1/4 and 3/4: cov = −75, C = 2/600 · −75 = −0.25.
        let index = found.inequality[0].concentration.expect("people");
        assert!((index + 0.25).abs() < 1e-12);
        assert!(found.inequality[1].concentration.expect("people").abs() < 1e-12);
        assert_eq!(found.inequality[0].lorenz.len(), 10);
        assert!((found.inequality[0].lorenz[4] - 0.25).abs() < 1e-12);
    }

    #[test]
    fn sides_of_different_norm_sets_are_refused() {
        let homes = drawn(&[(100, 1, None, None)]);
        let refusal = |change: fn(&mut EquityInput<'_>)| {
            homes.with_input(|input| {
                let mut input = *input;
                change(&mut input);
                equity_report(&input).expect_err("refused").to_string()
            })
        };
        let text = refusal(|input| input.norm_sets = ("nabij-voorstel-1", "eigen-2"));
        assert_eq!(
            text,
            "norm set: found \"nabij-voorstel-1\" before and \"eigen-2\" after, expected the same set for both"
        );
        let text = refusal(|input| input.need = &[]);
        assert_eq!(text, "need: found 0 entries, expected 1, one for each home");
    }

    proptest! {
        #[test]
        fn no_group_shows_a_small_number_and_groups_add_up(
            rows in prop::collection::vec((0u32..30, 0u8..7, prop::option::of(0u32..1_500), prop::option::of(0u32..1_500)), 1..12),
        ) {
            let rows: Vec<_> = rows.into_iter()
                .map(|(people, quintile, before, after)| (people, quintile, before.map(f64::from), after.map(f64::from)))
                .collect();
            let homes = drawn(&rows);
            let found = report(&homes);
            for group in found.by_need.iter().chain(&found.by_area) {
                for count in [group.people, group.gaining, group.losing, group.before.covered, group.after.covered] {
                    prop_assert!(count.value().is_none_or(|count| !is_small(count)));
                }
                if let (Some(before), Some(after)) = (group.before.covered.value(), group.after.covered.value()) {
                    prop_assert!(!is_small(before.less(after)) && !is_small(after.less(before)));
                }
            }
            let exact = homes.with_input(quintile_groups);
            let sum: People = exact.iter().map(|group| group.people).sum();
            prop_assert_eq!(sum, rows.iter().map(|row| People::whole(row.0)).sum::<People>());
        }
    }
}
