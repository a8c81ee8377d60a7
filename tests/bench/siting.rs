//! How long the location models take, proof and all, on seeded cities; and on the OR-Library where it is at hand.

#[path = "../support/random_city.rs"]
mod random_city;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use nabij::ingest::or_library::or_library_question;
use nabij::model::cost_table::CostTable;
use nabij::siting::question::{Model, Question};
use nabij::siting::solve::solve;

fn bench(criterion: &mut Criterion, name: &str, table: &CostTable, model: Model) {
    let question = Question::plain(model);
    let mut group = criterion.benchmark_group("siting");
    group.bench_function(format!("{model} {name}"), |bencher| {
        bencher.iter(|| {
            let answer = solve(black_box(table), &question).expect("the instance has a plan");
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
    targets = cities, or_library
}
criterion_main!(benches);
