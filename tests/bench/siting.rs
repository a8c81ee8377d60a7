//! How long the location models take, proof and all, on seeded cities; and on the OR-Library where it is at hand.

#[path = "../support/random_city.rs"]
mod random_city;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use nabij::ingest::or_library::or_library_question;
use nabij::model::cost_table::{CostTable, SiteIndex};
use nabij::model::estimate::Estimate;
use nabij::siting::criteria_table::weighed;
use nabij::siting::good_plans::{Choice, good_plans};
use nabij::siting::question::{Constraints, Model, Question, SiteBudget, SiteDistricts};
use nabij::siting::sensitivity::{SensitivityQuestion, sensitivity};
use nabij::siting::site_sets::{
    SetQuestion, Variety, Worth, best_sets, different_sets, occurrence_in_draws,
};
use nabij::siting::solve::solve;
use nabij::siting::weight_draws::{Spread, weight_draws};

fn bench(criterion: &mut Criterion, name: &str, table: &CostTable, model: Model) {
    bench_question(criterion, name, table, &Question::plain(model));
}

fn bench_question(criterion: &mut Criterion, name: &str, table: &CostTable, question: &Question) {
    let model = question.model;
    let mut group = criterion.benchmark_group("siting");
    group.bench_function(format!("{model} {name}"), |bencher| {
        bencher.iter(|| {
            let answer = solve(black_box(table), question).expect("the instance has a plan");
            assert!(answer.proven_optimal);
            answer
        });
    });
    group.finish();
}

fn cities(criterion: &mut Criterion) {
    let small = random_city::random_city(448, 30, 1);
    bench(
        criterion,
        "448 x 30, 5 open",
        &small,
        Model::PMedian { sites: 5 },
    );
    bench(
        criterion,
        "448 x 30, 5 open",
        &small,
        Model::PCentre { sites: 5 },
    );
    bench(
        criterion,
        "448 x 30, radius 3,500",
        &small,
        Model::SetCovering { radius: 3500.0 },
    );
    let middle = random_city::random_city(2_000, 200, 1);
    bench(
        criterion,
        "2,000 x 200, 20 open",
        &middle,
        Model::PMedian { sites: 20 },
    );
    bench(
        criterion,
        "2,000 x 200, 20 open",
        &middle,
        Model::MaximalCovering {
            sites: 20,
            radius: 800.0,
        },
    );
    let large = random_city::random_city(10_000, 500, 1);
    bench(
        criterion,
        "10,000 x 500, 30 open",
        &large,
        Model::MaximalCovering {
            sites: 30,
            radius: 800.0,
        },
    );
}

/// 115 schools in 10 districts with their costs; 3 of them, one a district, some pairs too close, within a budget.
fn three_of_115(criterion: &mut Criterion) {
    let sites = 115_u32;
    let table = random_city::random_city(3_000, sites as usize, 1);
    let names = table.sites();
    let numbered = || names.iter().cloned().zip(0_u64..);
    let constraints = Constraints {
        required: vec![names[7].clone()],
        forbidden: vec![names[11].clone(), names[50].clone()],
        budget: Some(SiteBudget {
            costs: numbered()
                .map(|(site, number)| (site, 100 + number * 37 % 100))
                .collect(),
            limit: 400,
            ..SiteBudget::default()
        }),
        districts: Some(SiteDistricts {
            district_of: numbered()
                .map(|(site, number)| (site, (number % 10).to_string()))
                .collect(),
            at_most: 1,
        }),
        too_close: (0..sites as usize)
            .flat_map(|one| (0..one).map(move |other| (one, other)))
            .filter(|(one, other)| (one * other) % 17 == 1)
            .map(|(one, other)| (names[one].clone(), names[other].clone()))
            .collect(),
        ..Constraints::default()
    };
    for model in [
        Model::PMedian { sites: 3 },
        Model::PCentre { sites: 3 },
        Model::MaximalCovering {
            sites: 3,
            radius: 1500.0,
        },
        Model::WorstOff { sites: 3 },
        Model::Shortfall {
            sites: 3,
            norm: 1500.0,
            power: 2.0,
        },
    ] {
        let question = Question {
            constraints: constraints.clone(),
            ..Question::plain(model)
        };
        bench_question(
            criterion,
            "3,000 x 115, 3 open, all constraints",
            &table,
            &question,
        );
    }
    let question = Question {
        constraints,
        ..Question::plain(Model::PMedian { sites: 3 })
    };
    let mut group = criterion.benchmark_group("siting");
    group.sample_size(10);
    let choice = Choice {
        plans: 10,
        within: 0.1,
        differing: 1,
    };
    group.bench_function(
        "10 plans for p-median 3,000 x 115, 3 open, all constraints",
        |bencher| {
            bencher.iter(|| {
                let found =
                    good_plans(black_box(&table), &question, choice).expect("there is a plan");
                assert!(found.complete);
                found
            });
        },
    );
    group.finish();
}

/// Sets of 3 of 115 schools by scores on three criteria and by people, with all constraints: the sets, different
/// sets, and how firm list and sets are under 2,000 draws of weights.
fn sets_of_115(criterion: &mut Criterion) {
    const SITES: usize = 115;
    let table = random_city::random_city(3_000, SITES, 1);
    let rows: Vec<Vec<Estimate>> = (0..SITES)
        .map(|site| {
            (0..3)
                .map(|criterion| {
                    Estimate::known(((site * 7919 + criterion * 104_729) % 1000) as f64 / 10.0)
                })
                .collect()
        })
        .collect();
    let weights = [0.4, 0.35, 0.25];
    let scores_at = |weights: &[f64]| -> Vec<f64> {
        rows.iter()
            .map(|row| weighed(row, weights).unwrap_or(0.0))
            .collect()
    };
    let scores = scores_at(&weights);
    let near: Vec<Vec<usize>> = (0..SITES as u32)
        .map(|site| {
            let within = |row: &[(SiteIndex, f64)]| {
                row.iter()
                    .any(|&(other, cost)| other.0 == site && cost <= 1500.0)
            };
            table
                .rows()
                .enumerate()
                .filter(|(_, row)| within(row))
                .map(|(home, _)| home)
                .collect()
        })
        .collect();
    let districts: Vec<Option<usize>> = (0..SITES).map(|site| Some(site % 10)).collect();
    let places: Vec<(f64, f64)> = (0..SITES)
        .map(|site| {
            (
                (site * 7919 % 1000) as f64 * 10.0,
                (site * 6007 % 1000) as f64 * 10.0,
            )
        })
        .collect();
    let costs: Vec<f64> = (0..SITES)
        .map(|site| (100 + site * 37 % 100) as f64)
        .collect();
    let allowed: Vec<bool> = (0..SITES).map(|site| site != 11 && site != 50).collect();
    let required: Vec<bool> = (0..SITES).map(|site| site == 7).collect();
    let nothing = vec![false; SITES];
    let question = |worth, required| SetQuestion {
        worth,
        allowed: &allowed,
        required,
        districts: (&districts, Some(1)),
        places: (&places, 1000.0),
        costs: (&costs, Some(400.0)),
        sites: 3,
        keep: 10,
        stop: None,
    };
    let by_scores = question(Worth::Scores(&scores), &nothing);
    let by_people = question(Worth::Homes(table.weights(), &near), &nothing);
    let with_required = question(Worth::Scores(&scores), &required);
    let variety = Variety {
        within: 0.1,
        differing: 2,
    };
    let mut group = criterion.benchmark_group("siting");
    for (name, question) in [
        ("by scores", by_scores),
        ("by scores, one required", with_required),
        ("by people", by_people),
    ] {
        group.bench_function(format!("10 best sets of 3 of 115 {name}"), |bencher| {
            bencher.iter(|| best_sets(black_box(&question)));
        });
        group.bench_function(format!("10 different sets of 3 of 115 {name}"), |bencher| {
            bencher.iter(|| different_sets(black_box(&question), variety));
        });
    }
    group.bench_function(
        "10 best sets of 3 of 115, 2,000 draws of weights for list and sets",
        |bencher| {
            bencher.iter(|| {
                let sets = best_sets(black_box(&by_scores)).expect("there are sets");
                let firmness = sensitivity(&SensitivityQuestion {
                    rows: &rows,
                    weights: &weights,
                    first: 3,
                    draws: 2_000,
                    seed: 1,
                });
                let draws: Vec<Vec<f64>> = weight_draws(Spread::Around(&weights), 2_000, 1)
                    .iter()
                    .map(|weights| scores_at(weights))
                    .collect();
                let times = occurrence_in_draws(&by_scores, &draws).expect("few sets");
                (sets, firmness, times)
            });
        },
    );
    group.finish();
}

fn or_library(criterion: &mut Criterion) {
    let Some(data) = std::env::var_os("NABIJ_DATA").map(PathBuf::from) else {
        return;
    };
    for number in [1, 10, 15, 16, 20] {
        let name = format!("pmed{number}");
        let path = data.join("benchmarks/pmed").join(format!("{name}.txt"));
        let question = or_library_question(&path, &name).expect("a well-formed file");
        let sites = question.sites_to_open;
        bench(criterion, &name, &question.table, Model::PMedian { sites });
        bench(criterion, &name, &question.table, Model::PCentre { sites });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = sets_of_115, three_of_115, cities, or_library
}
criterion_main!(benches);
