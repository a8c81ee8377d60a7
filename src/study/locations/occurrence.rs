//! How often sites occur: in the plans to choose from, and in the best plans of the draws.

use crate::model::location_question::Change;
use crate::siting::stability::Stability;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::draws::Draws;
use crate::study::locations::location_plan::{LocationPlan, Occurrence};

/// A site that is in no plan is named from this share of the draws on.
const NAMED_FROM: f64 = 0.05;

/// The sites that occur. By the plans a site is as firm as the share of them that have it, and uncertain as long as a
/// plan may be missing; facilities that are there occur only where a plan changes them.
pub fn occurrence(
    asked: &AskedLocations<'_>,
    plans: &[LocationPlan],
    (complete, draws): (bool, Option<&Draws>),
) -> Vec<Occurrence> {
    let of_site = |site: usize| {
        let has = |plan: &&LocationPlan| plan.sites.contains(&site);
        let times = plans.iter().filter(has).count();
        let share = times as f64 / plans.len().max(1) as f64;
        Occurrence {
            site,
            plans: times,
            by_plans: match (plans.len(), complete) {
                (0 | 1, true) => None,
                (_, true) => Some(Stability::of(share)),
                (_, false) => Some(Stability::Uncertain),
            },
            drawn: draws.map(|draws| draws.share[site]),
        }
    };
    let may_change = |site: &usize| {
        *site < asked.candidates
            || asked.asked.actions.iter().any(|action| {
                action.change != Change::Open && action.place == asked.sites[*site].id
            })
    };
    let mut often: Vec<Occurrence> = (0..asked.sites.len())
        .filter(may_change)
        .map(of_site)
        .filter(|found| found.plans > 0 || found.drawn.is_some_and(|share| share >= NAMED_FROM))
        .collect();
    often.sort_by(|one, other| {
        let drawn = |found: &Occurrence| found.drawn.unwrap_or(0.0);
        (drawn(other).total_cmp(&drawn(one)))
            .then(other.plans.cmp(&one.plans))
            .then(one.site.cmp(&other.site))
    });
    often
}
