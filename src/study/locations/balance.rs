//! What a plan costs, whom it brings nearby and whom it leaves far away, weighed against each other: the plans that no
//! other betters in all three.

use crate::model::cost_table::{CostTable, TableId};
use crate::model::people::People;
use crate::siting::plan_front::{Burden, FrontHome, MeasuredPlan, PlanFrontQuestion, plan_front};
use crate::siting::question::{Constraints, Model, Question};
use crate::siting::resolved::Resolved;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::deeds::price_of_candidate;
use crate::study::locations::outcome::{Outcome, outcome_of, times_when_open};
use crate::study::place_times::LONGEST;

/// The quintile of children whose surroundings ask for most support.
const MOST_NEED: u8 = 5;
/// So many sets are looked at, and fewer where a look takes long; beyond that the front says that it is not complete.
const SETS: usize = 2_000;
/// So many times of a home to a site are looked at in all, so that a city with many of both answers in about a second.
const LOOKS: usize = 200_000_000;

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
/// Nothing where the question lets facilities close or change: then there is no such list of plans.
///
/// # Errors
/// When the constraints name what is no candidate.
pub fn balance(asked: &AskedLocations<'_>, most: usize) -> Result<Option<Balance>, StudyError> {
    if asked.possible.is_some() {
        return Ok(None);
    }
    let resolved = candidates_only(asked, most)?;
    let most_need = of_most_need(asked);
    let homes = asked.homes(asked.asked.weighing);
    let homes: Vec<FrontHome> = homes
        .iter()
        .enumerate()
        .map(|(home, found)| FrontHome {
            weight: found.weight,
            burden: match &most_need {
                None => found.weight,
                Some(_) => people_in(asked, most_need.as_deref(), home).value(),
            },
            now: now_of(asked, home),
        })
        .collect();
    let prices: Vec<(u64, bool)> = asked.sites[..asked.candidates]
        .iter()
        .map(|site| price_of_candidate(asked.town, site))
        .collect();
    let in_euros = asked.asked.budget.is_some() || prices.iter().all(|(_, assumed)| !assumed);
    let money: Vec<u64> = match in_euros {
        true => prices.iter().map(|(cents, _)| *cents).collect(),
        false => vec![1; prices.len()],
    };
    let costs: Vec<&[(usize, f64)]> = asked.times[..asked.candidates]
        .iter()
        .map(AsRef::as_ref)
        .collect();
    let found = plan_front(&PlanFrontQuestion {
        homes: &homes,
        costs: &costs,
        norm: asked.norm.norm.value(),
        burden: match most_need {
            None => Burden::Longest,
            Some(_) => Burden::Shortfall,
        },
        money: &money,
        rules: &resolved.rules,
        candidates: &resolved.candidates,
        required: &resolved.required,
        most,
        sets: SETS.min(
            1 + LOOKS
                / costs
                    .iter()
                    .map(|of_site| of_site.len())
                    .sum::<usize>()
                    .max(1),
        ),
    });
    let plans: Vec<BalancedPlan> = found
        .plans
        .iter()
        .map(|plan| told(asked, plan, (in_euros, most_need.as_deref())))
        .collect();
    let mut assumed: Vec<usize> = plans.iter().flat_map(|plan| plan.sites.clone()).collect();
    assumed.sort_unstable();
    assumed.dedup();
    assumed.retain(|&site| in_euros && prices[site].1);
    Ok(Some(Balance {
        plans,
        proven: found.proven,
        assumed,
    }))
}

/// The limits on candidates, in the order of the question's sites.
fn candidates_only(asked: &AskedLocations<'_>, most: usize) -> Result<Resolved, StudyError> {
    let new = &asked.sites[..asked.candidates];
    let names: Vec<TableId> = new.iter().map(|site| site.table_id()).collect();
    let table = CostTable::new(&[], &names, &[]).expect("candidates have an id each");
    let all = &asked.question.constraints;
    let mut question = Question::plain(Model::MaximalCovering {
        sites: most,
        radius: 0.0,
    });
    question.constraints = Constraints {
        required: all
            .required
            .iter()
            .filter(|name| names.contains(name))
            .cloned()
            .collect(),
        capacities: Default::default(),
        ..all.clone()
    };
    Ok(Resolved::new(&table, &question)?)
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

/// Seconds to what is there; a day where there is nothing.
fn now_of(asked: &AskedLocations<'_>, home: usize) -> f64 {
    match asked.standing.movable.is_empty() {
        true => asked.now[home],
        false => asked.today[home],
    }
    .unwrap_or(LONGEST)
}

fn told(
    asked: &AskedLocations<'_>,
    plan: &MeasuredPlan,
    (in_euros, most_need): (bool, Option<&[bool]>),
) -> BalancedPlan {
    let sites: Vec<usize> = plan.sites.iter().map(|&site| site as usize).collect();
    let standing = asked.candidates..asked.sites.len();
    let open: Vec<usize> = sites.iter().copied().chain(standing).collect();
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
    BalancedPlan {
        price: match in_euros {
            true => Price::Cents(plan.money),
            false => Price::Sites(plan.money),
        },
        after: outcome_of(asked, &times),
        sites,
        left_behind,
    }
}
