//! Known optima of public instances, reached and proven: OR-Library p-median files and San Francisco.
//!
//! The files are not part of the project; without the folder in `NABIJ_DATA` nothing is checked, and that is said.
//! A debug build takes the smaller instances only; a release build takes all.

#[path = "support/random_city.rs"]
mod random_city;

use std::path::PathBuf;

use nabij::ingest::or_library::{OrLibraryQuestion, or_library_question};
use nabij::model::cost_table::{CostTable, TableId};
use nabij::siting::answer::Answer;
use nabij::siting::question::{Model, Question};
use nabij::siting::solve::solve;

/// Optimal p-centre radii of pmed 1 to 20.
///
/// They are proven here, and by HiGHS as covering questions, one at each radius and one below it:
/// `tests/bench/centre_radii.py`. Some published lists have 35 for pmed 13; 30 sites do not reach every vertex within
/// 35, whether a repeated edge takes its last or its least cost.
///
/// # Source
/// Solved to optimality before by Daskin 1995, "Network and discrete location"; Ilhan and Pınar 2001, "An efficient
/// exact algorithm for the vertex p-center problem"; Elloumi, Labbé and Pochet 2004, "A new formulation and resolution
/// method for the p-center problem".
const CENTRE_RADII: [f64; 20] = [
    127.0, 98.0, 93.0, 74.0, 48.0, 84.0, 64.0, 55.0, 37.0, 20.0, 59.0, 51.0, 36.0, 26.0, 18.0,
    47.0, 39.0, 28.0, 18.0, 13.0,
];

/// Files that a debug build solves.
const DEBUG_FILES: [usize; 6] = [1, 2, 3, 4, 5, 10];

fn benchmarks() -> Option<PathBuf> {
    let folder = std::env::var_os("NABIJ_DATA").map(|data| PathBuf::from(data).join("benchmarks"));
    if folder.is_none() {
        say("skipped: NABIJ_DATA is not set");
    }
    folder
}

#[expect(
    clippy::print_stderr,
    reason = "a test says what it skipped and how long a proof took"
)]
fn say(text: &str) {
    eprintln!("{text}");
}

fn files() -> Vec<usize> {
    if cfg!(debug_assertions) {
        DEBUG_FILES.to_vec()
    } else {
        (1..=20).collect()
    }
}

fn pmed(folder: &std::path::Path, number: usize) -> OrLibraryQuestion {
    let name = format!("pmed{number}.txt");
    or_library_question(&folder.join("pmed").join(&name), &name).expect("a well-formed file")
}

fn proven(name: &str, table: &CostTable, model: Model) -> Answer {
    let answer = solve(table, &Question::plain(model)).expect("the instance has a plan");
    say(&format!(
        "{name} {model}: {} in {:.1} ms",
        answer.objective,
        answer.time.as_secs_f64() * 1e3
    ));
    assert!(answer.proven_optimal, "{name} {model}");
    assert_eq!(answer.bound, answer.objective, "{name} {model}");
    answer
}

#[test]
fn every_known_median_is_reached_and_proven() {
    let Some(folder) = benchmarks() else { return };
    let known = std::fs::read_to_string(folder.join("pmed/optimal_values.txt"))
        .expect("the list of optima");
    let known: Vec<f64> = known
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().nth(1)?.parse().ok())
        .collect();
    assert_eq!(known.len(), 20);
    for number in files() {
        let OrLibraryQuestion {
            table,
            sites_to_open,
        } = pmed(&folder, number);
        let answer = proven(
            &format!("pmed{number}"),
            &table,
            Model::PMedian {
                sites: sites_to_open,
            },
        );
        assert_eq!(answer.objective, known[number - 1], "pmed{number}");
        assert_eq!(answer.sites.len(), sites_to_open);
    }
}

#[test]
fn every_known_centre_is_reached_and_proven() {
    let Some(folder) = benchmarks() else { return };
    for number in files() {
        let OrLibraryQuestion {
            table,
            sites_to_open,
        } = pmed(&folder, number);
        let answer = proven(
            &format!("pmed{number}"),
            &table,
            Model::PCentre {
                sites: sites_to_open,
            },
        );
        assert_eq!(answer.objective, CENTRE_RADII[number - 1], "pmed{number}");
        assert_eq!(answer.sites.len(), sites_to_open);
    }
}

/// 205 census tracts and 16 stores, distances along the streets in metres.
fn san_francisco(folder: &std::path::Path) -> CostTable {
    let file = "SF_network_distance_candidateStore_16_censusTract_205_new.csv";
    let text = std::fs::read_to_string(folder.join("san_francisco").join(file))
        .expect("the table of distances");
    let mut demand: Vec<(TableId, f64)> = Vec::new();
    let mut sites: Vec<TableId> = Vec::new();
    let mut pairs = Vec::new();
    for line in text.lines().skip(1) {
        let [distance, store, tract, weight] = line
            .split(',')
            .collect::<Vec<_>>()
            .try_into()
            .expect("four columns");
        let (store, tract) = (
            TableId::Name(store.to_owned()),
            TableId::Name(tract.to_owned()),
        );
        let from = demand
            .iter()
            .position(|(id, _)| *id == tract)
            .unwrap_or_else(|| {
                demand.push((tract, weight.parse().expect("a number")));
                demand.len() - 1
            });
        let to = sites.iter().position(|id| *id == store).unwrap_or_else(|| {
            sites.push(store);
            sites.len() - 1
        });
        pairs.push((from as u32, to as u32, distance.parse().expect("a number")));
    }
    CostTable::new(&demand, &sites, &pairs).expect("a well-formed table")
}

#[test]
fn all_four_models_are_proven_for_san_francisco() {
    let Some(folder) = benchmarks() else { return };
    let table = san_francisco(&folder);
    assert_eq!((table.demand().len(), table.sites().len()), (205, 16));
    for sites in 1..=8 {
        for model in [
            Model::PMedian { sites },
            Model::MaximalCovering {
                sites,
                radius: 5000.0,
            },
            Model::PCentre { sites },
        ] {
            let best = best_of_all_sets(&table, model);
            let answer = proven("San Francisco", &table, model);
            assert!(
                (answer.objective - best).abs() <= 1e-9 * best,
                "{model}, {sites} sites: {} is not {best}",
                answer.objective
            );
        }
    }
    let cover = proven(
        "San Francisco",
        &table,
        Model::SetCovering { radius: 5000.0 },
    );
    assert_eq!(cover.objective, 8.0);
}

/// The best value over all sets of the model's number of sites.
fn best_of_all_sets(table: &CostTable, model: Model) -> f64 {
    let rows: Vec<Vec<f64>> = table
        .rows()
        .map(|row| row.iter().map(|&(_, cost)| cost).collect())
        .collect();
    let sites = model.sites().expect("a model with a number of sites") as u32;
    let sets = (1_u32..1 << 16).filter(|bits| bits.count_ones() == sites);
    let values = sets.map(|bits| {
        let open: Vec<usize> = (0..16).filter(|site| bits >> site & 1 == 1).collect();
        let nearest = rows
            .iter()
            .map(|row| open.iter().map(|&site| row[site]).fold(f64::MAX, f64::min));
        match model {
            Model::PCentre { .. } => nearest.fold(0.0, f64::max),
            Model::MaximalCovering { radius, .. } => -nearest
                .zip(table.weights())
                .map(|(cost, weight)| if cost <= radius { *weight } else { 0.0 })
                .sum::<f64>(),
            Model::PMedian { .. }
            | Model::SetCovering { .. }
            | Model::Shortfall { .. }
            | Model::WorstOff { .. }
            | Model::PDispersion { .. } => nearest
                .zip(table.weights())
                .map(|(cost, weight)| cost * weight)
                .sum::<f64>(),
        }
    });
    values.fold(f64::MAX, f64::min).abs()
}

#[test]
fn large_cities_are_proven() {
    let (points, sites, seeds) = if cfg!(debug_assertions) {
        (500, 60, 1..=1)
    } else {
        (10_000, 500, 1..=3)
    };
    for seed in seeds {
        let city = random_city::random_city(points, sites, seed);
        proven(
            &format!("city {seed}"),
            &city,
            Model::MaximalCovering {
                sites: sites * 3 / 50,
                radius: 800.0,
            },
        );
    }
    let (points, sites, seeds) = if cfg!(debug_assertions) {
        (200, 40, 1..=1)
    } else {
        (2_000, 200, 1..=3)
    };
    for seed in seeds {
        let city = random_city::random_city(points, sites, seed);
        proven(
            &format!("city {seed}"),
            &city,
            Model::PMedian { sites: sites / 10 },
        );
    }
}
