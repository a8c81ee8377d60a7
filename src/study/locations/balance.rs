//! What a plan costs, whom it brings nearby and whom it leaves far away, weighed against each other: the plans that no
//! other betters in all three.

use crate::model::people::People;
use crate::siting::front_question::{Burden, FrontHome, PlanFrontQuestion};
use crate::siting::plan_front::{MeasuredPlan, plan_front};
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::deeds::{Deed, deeds};
use crate::study::locations::front_starts::{FrontStarts, front_starts};
use crate::study::locations::outcome::{Outcome, outcome_of, times_when_open};
use crate::study::place_times::LONGEST;

/// The quintile of children whose surroundings ask for most support.
const MOST_NEED: u8 = 5;
/// So many times a site is looked at for a home: about a second. Beyond that the front says that it is not complete.
const LOOKS: usize = 1_000_000_000;

/// What a plan costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Price {
    /// So many sites.
    Sites(u64),
    /// So many cents.
    Cents(u64),
}

/// Who is left far away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LeftBehind {
    /// The longest way of anybody, in seconds.
    Longest(f64),
    /// The mean time beyond the norm of those whose surroundings ask for most support, as a part of the norm; nothing
    /// where so few of them are beyond it that they stay hidden.
    MeanShortfall(Option<f64>),
}

/// A plan that no other betters in all three.
#[derive(Debug, Clone, PartialEq)]
pub struct BalancedPlan {
    /// The candidates that open, ascending.
    pub sites: Vec<usize>,
    /// What is done, place by place.
    pub deeds: Vec<Deed>,
    /// What it costs.
    pub price: Price,
    /// How people travel then.
    pub after: Outcome,
    /// Who is left far away.
    pub left_behind: LeftBehind,
}

/// The plans to weigh against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// By cost, then the most people nearby first.
    pub plans: Vec<BalancedPlan>,
    /// Whether all plans were considered.
    pub proven: bool,
    /// The candidates of these plans whose cost is one reservation, for want of an estimate.
    pub assumed: Vec<usize>,
}

/// The front of cost, people within the norm and who is left far away, over all plans of up to `most` candidates.
///
/// # Errors
/// When the constraints name what is no candidate.
pub fn balance(asked: &AskedLocations<'_>, most: usize) -> Result<Balance, StudyError> {
    let starts = front_starts(asked, most)?;
    let most_need = of_most_need(asked);
    let homes = front_homes(asked, most_need.as_deref());
    let money: Vec<u64> = starts.prices.iter().map(|(price, _)| *price).collect();
    let costs = asked.times.nearer.iter();
    let costs: Vec<&[(usize, f64)]> = costs.map(AsRef::as_ref).collect();
    let found = plan_front(&PlanFrontQuestion {
        homes: &homes,
        costs: &costs,
        norm: asked.norm.norm.value(),
        burden: match most_need {
            None => Burden::Longest,
            Some(_) => Burden::Shortfall,
        },
        money: &money,
        starts: &starts.starts,
        looks: LOOKS,
        stop: Some(&asked.asked.work.stop),
    });
    let plans: Vec<BalancedPlan> = found
        .plans
        .iter()
        .map(|plan| told(asked, plan, (&starts, most_need.as_deref())))
        .collect();
    let deeds = plans.iter().flat_map(|plan| &plan.deeds);
    let assumed = deeds.filter(|deed| starts.in_cents && deed.is_assumed);
    let mut assumed: Vec<usize> = assumed.map(|deed| deed.site).collect();
    assumed.sort_unstable();
    assumed.dedup();
    Ok(Balance {
        plans,
        proven: found.proven && starts.complete,
        assumed,
    })
}

/// The homes with what they count for. Whom nothing can reach is far away in every plan, and no plan is for it.
fn front_homes(asked: &AskedLocations<'_>, most_need: Option<&[bool]>) -> Vec<FrontHome> {
    let mut is_reached: Vec<bool> = asked.times.anyway.iter().map(Option::is_some).collect();
    for &(home, _) in asked.times.nearer.iter().flat_map(|times| times.iter()) {
        is_reached[home] = true;
    }
    let homes = asked.homes(asked.asked.weighing);
    let homes = homes.iter().enumerate();
    homes
        .map(|(home, found)| FrontHome {
            weight: found.weight,
            burden: match most_need {
                _ if !is_reached[home] => 0.0,
                None => found.weight,
                Some(_) => people_in(asked, most_need, home).value(),
            },
            now: asked.times.anyway[home].unwrap_or(LONGEST),
        })
        .collect()
}

/// Whether each home stands among those with most need; nothing where that is not known.
fn of_most_need(asked: &AskedLocations<'_>) -> Option<Vec<bool>> {
    let quintiles = asked.need.quintile.iter();
    let most: Vec<bool> = quintiles
        .map(|quintile| *quintile == Some(MOST_NEED))
        .collect();
    (most.len() == asked.people.len() && most.contains(&true)).then_some(most)
}

fn people_in(asked: &AskedLocations<'_>, most_need: Option<&[bool]>, home: usize) -> People {
    let is_in = most_need.is_some_and(|most| most.get(home) == Some(&true));
    asked.people[home].filter(|_| is_in).unwrap_or(People::NONE)
}

fn told(
    asked: &AskedLocations<'_>,
    plan: &MeasuredPlan,
    (starts, most_need): (&FrontStarts, Option<&[bool]>),
) -> BalancedPlan {
    let sites: Vec<usize> = plan.sites.iter().map(|&site| site as usize).collect();
    let opened = starts.starts[plan.start].opened.iter();
    let opened = opened.map(|&site| site as usize);
    let open: Vec<usize> = sites.iter().copied().chain(opened).collect();
    let times = times_when_open(asked, &open);
    let left_behind = match most_need {
        None => LeftBehind::Longest(plan.burden),
        Some(_) => {
            let homes = 0..asked.people.len();
            let people: Vec<People> = homes
                .map(|home| people_in(asked, most_need, home))
                .collect();
            let norm = asked.norm.norm.value();
            let far = |home: &usize| times[*home].is_none_or(|time| time > norm);
            let beyond: People = (0..people.len()).filter(far).map(|home| people[home]).sum();
            let all: People = people.iter().copied().sum();
            let shown = crate::access::suppression::carries_percentages(all)
                && !crate::access::suppression::is_small(beyond);
            LeftBehind::MeanShortfall(shown.then(|| plan.burden / all.value()))
        }
    };
    let state = |&site: &usize| {
        let mut states = starts.states[plan.start].iter();
        let known = states.find(|(other, _)| *other == site);
        let name = known.map(|(_, name)| name.as_str());
        let price = || Some(starts.prices.get(site)?.1.as_str());
        (site, name.or_else(price))
    };
    let mut states: Vec<(usize, Option<&str>)> = open.iter().map(state).collect();
    states.sort_unstable();
    BalancedPlan {
        deeds: deeds(asked.town, &asked.asked, &asked.sites, &states),
        price: match starts.in_cents {
            true => Price::Cents(plan.money),
            false => Price::Sites(plan.money),
        },
        after: outcome_of(asked, &times),
        sites,
        left_behind,
    }
}
