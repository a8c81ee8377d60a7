//! Answers a question about sites on a table of costs.

use std::time::Instant;

use crate::model::cost_table::{CostTable, SiteIndex};
use crate::siting::answer::Answer;
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::plan::Plan;
use crate::siting::question::Question;
use crate::siting::relaxing::constraint_to_relax;
use crate::siting::service::assignment;

/// The best plan, with its proof if time allows one.
///
/// The order of rows and sites in the files changes nothing. Without a time limit the same table and question give
/// the same answer, but for its time.
///
/// # Errors
/// What was asked wrongly, why there is no plan and what to relax, or that time was over before one was found.
pub fn solve(table: &CostTable, question: &Question) -> Result<Answer, SitingError> {
    let start = Instant::now();
    let deadline = Deadline::after(question.time_limit).or_when(&question.stop);
    match best_plan(table, question, &deadline) {
        Err(SitingError::NoAllowedSet) => Err(constraint_to_relax(table, question, &deadline)),
        plan => Ok(answer(table, question, plan?, start)),
    }
}

/// A plan with where everyone goes; the search for it began at `start`.
pub fn answer(table: &CostTable, question: &Question, plan: Plan, start: Instant) -> Answer {
    Answer {
        assignment: if question.constraints.capacities.is_empty() {
            assignment(table, &plan.sites, question.model.radius())
        } else {
            main_sites(table, &plan, question.model.radius())
        },
        shares: plan.shares,
        objective: plan.objective,
        bound: plan.bound,
        proven_optimal: plan.proven,
        sites: plan.sites.into_iter().map(SiteIndex).collect(),
        time: start.elapsed(),
    }
}

/// Where each demand point goes; where its weight is shared out, the site that gets most of it.
fn main_sites(table: &CostTable, plan: &Plan, radius: Option<f64>) -> Vec<Option<SiteIndex>> {
    let mut sites = assignment(table, &plan.sites, radius);
    let mut most = vec![0.0; sites.len()];
    for (site, weight) in sites.iter_mut().zip(table.weights()) {
        *site = site.filter(|_| *weight == 0.0);
    }
    for share in &plan.shares {
        let row = share.demand.0 as usize;
        if share.weight > most[row] {
            most[row] = share.weight;
            sites[row] = Some(share.site);
        }
    }
    sites
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::model::cost_table::TableId;
    use crate::siting::question::Model;

    /// A table of ids that do not stand in their order, with costs from a formula; `turn` rotates the rows.
    fn table(points: u32, sites: u32, turn: usize) -> CostTable {
        let name =
            |prefix: char, number: u32| TableId::Name(format!("{prefix}{:03}", number * 37 % 101));
        let mut demand: Vec<_> = (0..points)
            .map(|point| (name('d', point), f64::from(point % 7 + 1)))
            .collect();
        let mut site_names: Vec<_> = (0..sites).map(|site| name('s', site)).collect();
        let place = |number: u32, step: u32| f64::from(number * step % 997);
        let turned = (turn % points as usize, turn % sites as usize);
        let pairs: Vec<_> = (0..points)
            .flat_map(|point| (0..sites).map(move |site| (point, site)))
            .map(|(point, site)| {
                let across = place(point, 131) - place(site, 71);
                let along = place(point, 337) - place(site, 557);
                let moved =
                    |number: u32, count: u32, turn: usize| (number + count - turn as u32) % count;
                (
                    moved(point, points, turned.0),
                    moved(site, sites, turned.1),
                    across.hypot(along),
                )
            })
            .collect();
        demand.rotate_left(turned.0);
        site_names.rotate_left(turned.1);
        CostTable::new(&demand, &site_names, &pairs).expect("a well-formed table")
    }

    fn models(sites: usize) -> [Model; 6] {
        let radius = 400.0;
        [
            Model::PMedian { sites },
            Model::MaximalCovering { sites, radius },
            Model::SetCovering { radius },
            Model::PCentre { sites },
            Model::WorstOff { sites },
            Model::Shortfall {
                sites,
                norm: radius / 2.0,
                power: 1.5,
            },
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]
        #[test]
        fn the_order_of_rows_changes_nothing(points in 5_u32..40, sites in 4_u32..20, turn in 1_usize..40) {
            for model in models(3) {
                let question = Question::plain(model);
                let in_order = solve(&table(points, sites, 0), &question).map(|answer| (answer.sites, answer.objective));
                let turned = solve(&table(points, sites, turn), &question).map(|answer| (answer.sites, answer.objective));
                prop_assert_eq!(in_order, turned);
            }
        }
    }

    #[test]
    fn an_interrupted_search_never_claims_an_optimum_and_its_bound_holds() {
        let table = table(100, 60, 0);
        for model in models(8) {
            let best = solve(&table, &Question::plain(model))
                .expect("a plan")
                .objective;
            for limit in [Duration::ZERO, Duration::from_micros(300)] {
                let question = Question {
                    time_limit: Some(limit),
                    ..Question::plain(model)
                };
                match solve(&table, &question) {
                    Ok(answer) if answer.proven_optimal => {
                        assert_eq!(answer.objective, best, "{model}")
                    }
                    Ok(answer) => {
                        let (low, high) = (
                            answer.bound.min(answer.objective),
                            answer.bound.max(answer.objective),
                        );
                        assert!(low <= best && best <= high, "{model}: {answer:?}");
                    }
                    Err(error) => assert_eq!(error, SitingError::NoSetInTime, "{model}"),
                }
            }
            let none = solve(
                &table,
                &Question {
                    time_limit: Some(Duration::ZERO),
                    ..Question::plain(model)
                },
            );
            assert!(
                !none.is_ok_and(|answer| answer.proven_optimal),
                "{model}: proven in no time"
            );
        }
    }
}
