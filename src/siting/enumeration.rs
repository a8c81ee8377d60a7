//! Every set of sites, one by one: the plain answer that the searches are checked against.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::cost_table::{CostTable, DemandIndex, TableId};
use crate::siting::error::SitingError;
use crate::siting::question::{Constraints, Model, Question, SiteBudget, SiteDistricts};
use crate::siting::random_questions::{
    name, random_constraints, random_model, random_sites, random_table,
};
use crate::siting::service::cheapest_costs;
use crate::siting::solve::solve;

/// The best value over all sets of sites that meet the constraints; `None` when none does.
pub fn best_by_enumeration(table: &CostTable, question: &Question) -> Option<f64> {
    let sites = table.sites().len();
    let sets = (1_u32..1 << sites).map(|bits| {
        (0..sites as u32)
            .filter(|site| bits >> site & 1 == 1)
            .collect()
    });
    let values = sets
        .filter(|set: &Vec<u32>| is_allowed(table, question, set))
        .filter_map(|set| value(table, &question.model, &set));
    match question.model {
        model if model.more_is_better() => values.max_by(f64::total_cmp),
        _ => values.min_by(f64::total_cmp),
    }
}

fn value(table: &CostTable, model: &Model, set: &[u32]) -> Option<f64> {
    let costs: Vec<Option<f64>> = cheapest_costs(table, set).collect();
    let served: Option<Vec<f64>> = costs.iter().copied().collect();
    let summed = |worth: &dyn Fn(f64) -> f64| {
        let terms = served.iter().flatten().zip(table.weights());
        terms
            .map(|(&cost, weight)| weight * worth(cost))
            .sum::<f64>()
    };
    match *model {
        Model::PMedian { .. } => served.is_some().then(|| summed(&|cost| cost)),
        Model::Shortfall { norm, power, .. } => served.is_some().then(|| {
            summed(&|cost| {
                if cost > norm {
                    (cost / norm - 1.0).powf(power)
                } else {
                    0.0
                }
            })
        }),
        Model::PDispersion { .. } => {
            let between = |one: u32, other: u32| {
                let row = table.reached_from(DemandIndex(one));
                row.iter().find(|(to, _)| to.0 == other).map(|pair| pair.1)
            };
            let pairs = set
                .iter()
                .flat_map(|&one| set.iter().map(move |&other| (one, other)));
            pairs
                .filter(|(one, other)| one != other)
                .map(|(one, other)| between(one, other).expect("all sites have a distance"))
                .min_by(f64::total_cmp)
        }
        Model::PCentre { .. } | Model::WorstOff { .. } => {
            served?.into_iter().max_by(f64::total_cmp)
        }
        Model::SetCovering { radius } => served?
            .iter()
            .all(|&cost| cost <= radius)
            .then_some(set.len() as f64),
        Model::MaximalCovering { radius, .. } => {
            let covered = |(cost, weight): (&Option<f64>, &f64)| {
                cost.is_some_and(|cost| cost <= radius).then_some(*weight)
            };
            Some(costs.iter().zip(table.weights()).filter_map(covered).sum())
        }
    }
}

pub fn is_allowed(table: &CostTable, question: &Question, set: &[u32]) -> bool {
    let names: Vec<&TableId> = set
        .iter()
        .map(|&site| &table.sites()[site as usize])
        .collect();
    let Constraints {
        required,
        standing,
        forbidden,
        budget,
        districts,
        too_close,
        one_of_each,
        unlike,
        capacities: _,
    } = &question.constraints;
    let spent = |budget: &SiteBudget| spent(table, question, set, budget);
    let open_of = |sites: &[TableId]| sites.iter().filter(|site| names.contains(site)).count();
    let crowded = |districts: &SiteDistricts| {
        districts.district_of.values().any(|district| {
            names
                .iter()
                .filter(|&&name| districts.district_of.get(name) == Some(district))
                .count()
                > districts.at_most
        })
    };
    question
        .model
        .sites()
        .is_none_or(|sites| sites == set.len())
        && required
            .iter()
            .chain(standing)
            .all(|site| names.contains(&site))
        && !forbidden.iter().any(|site| names.contains(&site))
        && budget
            .as_ref()
            .is_none_or(|budget| spent(budget) <= budget.limit as f64 + 1e-6)
        && !districts.as_ref().is_some_and(crowded)
        && !too_close
            .iter()
            .any(|(one, other)| names.contains(&one) && names.contains(&other))
        && one_of_each.iter().all(|group| open_of(group) > 0)
        && unlike.iter().all(|plan| {
            plan.sites.len() - open_of(&plan.sites) >= plan.differing.min(plan.sites.len())
        })
}

/// What a set costs to open, and for everyone who goes to the cheapest of its sites.
fn spent(table: &CostTable, question: &Question, set: &[u32], budget: &SiteBudget) -> f64 {
    let price = |prices: &BTreeMap<TableId, u64>, site: u32| {
        prices
            .get(&table.sites()[site as usize])
            .copied()
            .unwrap_or(0) as f64
    };
    let opening: f64 = set.iter().map(|&site| price(&budget.costs, site)).sum();
    let radius = question.model.radius().unwrap_or(f64::MAX);
    let served = table.rows().zip(table.weights()).map(|(row, weight)| {
        let open = row
            .iter()
            .filter(|(site, cost)| set.contains(&site.0) && *cost <= radius);
        let (site, _) = open.min_by(|one, other| one.1.total_cmp(&other.1))?;
        Some(weight * price(&budget.costs_per_weight, site.0))
    });
    opening + served.flatten().sum::<f64>()
}

/// Solves the question and holds the answer against enumeration; true when there was a plan.
fn check(table: &CostTable, question: &Question, seed: u64) -> bool {
    let best = best_by_enumeration(table, question);
    match (solve(table, question), best) {
        (Ok(answer), Some(best)) => {
            let close = |value: f64| (value - best).abs() <= 1e-9 * best.abs().max(1.0);
            assert!(answer.proven_optimal, "seed {seed}: not proven");
            assert!(
                close(answer.objective),
                "seed {seed}: {} is not {best}, {question:?}",
                answer.objective
            );
            assert!(
                close(answer.bound),
                "seed {seed}: bound {} is not {best}",
                answer.bound
            );
            let sites: Vec<u32> = answer.sites.iter().map(|site| site.0).collect();
            assert!(
                is_allowed(table, question, &sites),
                "seed {seed}: {sites:?} breaks {question:?}"
            );
            let value = value(table, &question.model, &sites).expect("an allowed plan has a value");
            assert!(
                close(value),
                "seed {seed}: the sites are worth {value}, not {best}"
            );
            true
        }
        (Err(_), None) => false,
        (answer, best) => {
            unreachable!("seed {seed}: {answer:?}, by enumeration {best:?}, {question:?}")
        }
    }
}

#[test]
fn every_model_finds_what_enumeration_finds() {
    let mut answered = 0;
    for seed in 0..400 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let table = random_table(&mut random);
        let model = random_model(&mut random, table.sites().len());
        answered += usize::from(check(&table, &Question::plain(model), seed));
    }
    assert!(answered > 200, "only {answered} questions had an answer");
}

#[test]
fn every_constraint_holds_and_costs_no_more_than_it_must() {
    let mut answered = 0;
    for seed in 1000..1600 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let table = random_table(&mut random);
        let model = random_model(&mut random, table.sites().len());
        let constraints = random_constraints(&mut random, &table);
        answered += usize::from(check(
            &table,
            &Question {
                constraints,
                ..Question::plain(model)
            },
            seed,
        ));
    }
    assert!(answered > 150, "only {answered} questions had an answer");
}

#[test]
fn no_sites_lie_farther_apart_than_enumeration_finds() {
    let mut answered = 0;
    for seed in 3000..3300 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let table = random_sites(&mut random);
        let sites = random.random_range(2..=table.sites().len());
        let mut constraints = random_constraints(&mut random, &table);
        if let Some(budget) = &mut constraints.budget {
            budget.costs_per_weight.clear();
        }
        if seed % 2 == 0 {
            constraints = Constraints::default();
        }
        let question = Question {
            constraints,
            ..Question::plain(Model::PDispersion { sites })
        };
        answered += usize::from(check(&table, &question, seed));
    }
    assert!(answered > 160, "only {answered} questions had an answer");
}

/// The worst off first: of the allowed sets with the least largest cost, none has less travel.
#[test]
fn after_the_worst_off_nobody_else_travels_farther_than_they_must() {
    let mut answered = 0;
    for seed in 4000..4200 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let table = random_table(&mut random);
        let sites = random.random_range(1..=table.sites().len());
        let question = Question {
            constraints: random_constraints(&mut random, &table),
            ..Question::plain(Model::WorstOff { sites })
        };
        let Ok(answer) = solve(&table, &question) else {
            continue;
        };
        let near = table.with_costs(|cost| (cost <= answer.objective).then_some(cost));
        let near = near.expect("costs of a table");
        let travel = Question {
            model: Model::PMedian { sites },
            ..question
        };
        let least = best_by_enumeration(&near, &travel).expect("the answer is such a set");
        let chosen: Vec<u32> = answer.sites.iter().map(|site| site.0).collect();
        let found = value(&near, &travel.model, &chosen).expect("it serves everyone");
        assert!(
            (found - least).abs() <= 1e-9 * least.max(1.0),
            "seed {seed}"
        );
        answered += 1;
    }
    assert!(answered > 40, "only {answered} questions had an answer");
}

#[test]
fn one_more_site_is_never_worse() {
    for seed in 2000..2060 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let table = random_table(&mut random);
        let value = |model| solve(&table, &Question::plain(model)).map(|answer| answer.objective);
        for sites in 1..table.sites().len() {
            let covered = |sites| {
                value(Model::MaximalCovering {
                    sites,
                    radius: 20.0,
                })
                .expect("there are so many sites")
            };
            assert!(covered(sites) <= covered(sites + 1) + 1e-9, "seed {seed}");
            if let Ok(travel) = value(Model::PMedian { sites }) {
                let less = value(Model::PMedian { sites: sites + 1 })
                    .expect("more sites serve everyone too");
                assert!(less <= travel + 1e-9, "seed {seed}");
            }
        }
    }
}

#[test]
fn the_error_names_what_stands_in_the_way() {
    let demand = [(name("d", 1), 1.0), (name("d", 2), 1.0)];
    let sites = [name("s", 1), name("s", 2)];
    let islands = CostTable::new(&demand, &sites, &[(0, 0, 3.0), (1, 1, 3.0)]).expect("a table");
    let message = |table: &CostTable, question: &Question| {
        solve(table, question).expect_err("no plan").to_string()
    };
    let one = Question::plain(Model::PMedian { sites: 1 });
    assert!(message(&islands, &one).contains("at least 2 sites are needed"));
    assert!(
        message(&islands, &Question::plain(Model::PCentre { sites: 1 }))
            .contains("at least 2 sites are needed")
    );
    let too_many = Question::plain(Model::PMedian { sites: 3 });
    assert!(message(&islands, &too_many).contains("found 3, expected 1 to 2"));
    assert!(
        message(&islands, &Question::plain(Model::PMedian { sites: 0 }))
            .contains("found 0, expected 1 to 2")
    );
    let lonely = CostTable::new(&demand, &sites, &[(0, 0, 3.0), (0, 1, 3.0)]).expect("a table");
    assert!(message(&lonely, &one).contains("demand point d02 reaches no site"));
    let mut dear = Question::plain(Model::PMedian { sites: 2 });
    dear.constraints.budget = Some(SiteBudget {
        costs: sites.iter().map(|site| (site.clone(), 5)).collect(),
        limit: 9,
        ..SiteBudget::default()
    });
    assert_eq!(
        message(&islands, &dear),
        "no set of sites meets the constraints; relax the budget"
    );
    assert!(matches!(
        solve(&islands, &dear),
        Err(SitingError::Constraints { .. })
    ));
}
