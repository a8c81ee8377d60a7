//! How long the location models take, proof and all, on seeded cities; and on the OR-Library where it is at hand.

#[path = "../support/random_city.rs"]
mod random_city;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use nabij::ingest::or_library::or_library_question;
use nabij::model::cost_table::CostTable;
use nabij::siting::deadline::Deadline;
use nabij::siting::good_plans::{Choice, good_plans};
use nabij::siting::people_within::PeopleWithin;
use nabij::siting::portfolio::{PortfolioQuestion, best_by_people, best_by_score};
use nabij::siting::question::{Constraints, Model, Question, SiteBudget, SiteDistricts};
use nabij::siting::resolved::Resolved;
use nabij::siting::solve::solve;

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
    let resolved = Resolved::new(&table, &question).expect("sound constraints");
    let portfolios = |keep| PortfolioQuestion {
        rules: &resolved.rules,
        candidates: &resolved.candidates,
        required: &[],
        to_open: 3,
        keep,
    };
    group.bench_function("portfolio of 3 of 115 by people, 10 kept", |bencher| {
        let people = PeopleWithin::new(&table, 1500.0);
        bencher.iter(|| best_by_people(portfolios(10), black_box(&people), &Deadline::after(None)));
    });
    let criteria =
        |site: u32, criterion: u32| f64::from((site * 7919 + criterion * 104_729) % 1000) / 10.0;
    group.bench_function(
        "portfolio of 3 of 115 by scores, 2,000 draws of weights",
        |bencher| {
            bencher.iter(|| {
                let draws = 0..2_000_u32;
                let best = draws.map(|draw| {
                    let weights = [1 + draw % 13, 1 + draw % 17, 1 + draw % 19].map(f64::from);
                    let score = |site| {
                        (0..)
                            .zip(weights)
                            .map(|(criterion, weight)| weight * criteria(site, criterion))
                            .sum()
                    };
                    let scores: Vec<f64> = (0..sites).map(score).collect();
                    best_by_score(portfolios(1), black_box(&scores), &Deadline::after(None))
                        .best
                        .len()
                });
                best.sum::<usize>()
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
    targets = three_of_115, cities, or_library
}
criterion_main!(benches);
