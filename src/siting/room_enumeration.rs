//! Every set of sites and every way to fill them, person by person: the plain answer for sites with limited room.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::bilingual::Bilingual;
use crate::model::cost_table::{CostTable, DemandIndex, SiteIndex, TableId};
use crate::siting::error::SitingError;
use crate::siting::question::{Constraints, Model, Question};
use crate::siting::shortfall::Norm;
use crate::siting::solve::solve;

/// The least of what all pay, `add`ing one person at a time; rooms in the order of the open sites.
///
/// `pays` says what a person of a point pays at an open site, or by staying where the site is `None`.
fn least_paid(
    table: &CostTable,
    rooms: &[usize],
    pays: impl Fn(usize, Option<usize>) -> Option<f64>,
    add: impl Fn(f64, f64) -> f64,
) -> Option<f64> {
    let mut least = BTreeMap::from([(vec![0; rooms.len()], 0.0)]);
    for (point, &weight) in table.weights().iter().enumerate() {
        for _ in 0..weight as usize {
            let mut next: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
            for (loads, paid) in &least {
                for site in std::iter::once(None).chain((0..rooms.len()).map(Some)) {
                    let Some(cost) = pays(point, site) else {
                        continue;
                    };
                    let mut loads = loads.clone();
                    if let Some(site) = site {
                        loads[site] += 1;
                        if loads[site] > rooms[site] {
                            continue;
                        }
                    }
                    let paid = add(*paid, cost);
                    let known = next.entry(loads).or_insert(paid);
                    *known = known.min(paid);
                }
            }
            least = next;
        }
    }
    least.into_values().min_by(f64::total_cmp)
}

fn value(table: &CostTable, model: &Model, set: &[u32], rooms: &[usize]) -> Option<f64> {
    let cost = |point: usize, site: usize| {
        let row = table.reached_from(DemandIndex(point as u32));
        row.iter()
            .find(|(other, _)| other.0 == set[site])
            .map(|&(_, cost)| cost)
    };
    let near =
        |point: usize, site: usize, radius: f64| cost(point, site).filter(|&cost| cost <= radius);
    let total: f64 = table.weights().iter().sum();
    match *model {
        Model::Shortfall { norm, power, .. } => {
            let norm = Norm { cost: norm, power };
            let pays = |point, site: Option<usize>| Some(norm.shortfall(cost(point, site?)?));
            least_paid(table, rooms, pays, |one, other| one + other)
        }
        Model::PDispersion { .. } => None,
        Model::PMedian { .. } => least_paid(
            table,
            rooms,
            |point, site| cost(point, site?),
            |one, other| one + other,
        ),
        Model::PCentre { .. } | Model::WorstOff { .. } => {
            least_paid(table, rooms, |point, site| cost(point, site?), f64::max)
        }
        Model::SetCovering { radius } => least_paid(
            table,
            rooms,
            |point, site| near(point, site?, radius),
            |_, _| set.len() as f64,
        ),
        Model::MaximalCovering { radius, .. } => {
            let pays = |point, site| match site {
                None => Some(1.0),
                Some(site) => near(point, site, radius).map(|_| 0.0),
            };
            least_paid(table, rooms, pays, |one, other| one + other).map(|lost| total - lost)
        }
    }
}

fn best(table: &CostTable, model: &Model, rooms: &[usize]) -> Option<f64> {
    let sites = table.sites().len();
    let sets = (1_u32..1 << sites).map(|bits| {
        (0..sites as u32)
            .filter(|site| bits >> site & 1 == 1)
            .collect()
    });
    let values = sets
        .filter(|set: &Vec<u32>| model.sites().is_none_or(|sites| sites == set.len()))
        .filter_map(|set| {
            let rooms: Vec<usize> = set.iter().map(|&site| rooms[site as usize]).collect();
            value(table, model, &set, &rooms)
        });
    match model {
        Model::MaximalCovering { .. } => values.max_by(f64::total_cmp),
        _ => values.min_by(f64::total_cmp),
    }
}

fn random_case(random: &mut ChaCha8Rng) -> (CostTable, Vec<usize>) {
    let (points, sites) = (
        random.random_range(2..=6_u32),
        random.random_range(2..=4_u32),
    );
    let name = |prefix: char, number: u32| TableId::Name(format!("{prefix}{number}"));
    let demand: Vec<_> = (0..points)
        .map(|point| (name('d', point), f64::from(random.random_range(1..=3_u32))))
        .collect();
    let site_names: Vec<_> = (0..sites).map(|site| name('s', site)).collect();
    let mut pairs = Vec::new();
    for (point, site) in (0..points).flat_map(|point| (0..sites).map(move |site| (point, site))) {
        if random.random_bool(0.9) {
            pairs.push((point, site, f64::from(random.random_range(0..20_u32)) / 2.0));
        }
    }
    let rooms = (0..sites).map(|_| random.random_range(0..=7)).collect();
    (
        CostTable::new(&demand, &site_names, &pairs).expect("a well-formed table"),
        rooms,
    )
}

#[test]
fn every_model_fills_sites_as_enumeration_does() {
    let mut answered = 0;
    for seed in 0..80 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let (table, rooms) = random_case(&mut random);
        let sites = random.random_range(1..=table.sites().len());
        let radius = f64::from(random.random_range(4..10_u32));
        let capacities: BTreeMap<TableId, f64> = table
            .sites()
            .iter()
            .cloned()
            .zip(rooms.iter().map(|&room| room as f64))
            .collect();
        let constraints = Constraints {
            capacities,
            ..Constraints::default()
        };
        for model in [
            Model::PMedian { sites },
            Model::PCentre { sites },
            Model::MaximalCovering { sites, radius },
            Model::SetCovering { radius },
            Model::WorstOff { sites },
            Model::Shortfall {
                sites,
                norm: radius,
                power: 2.0,
            },
        ] {
            let question = Question {
                constraints: constraints.clone(),
                ..Question::plain(model)
            };
            match (solve(&table, &question), best(&table, &model, &rooms)) {
                (Ok(answer), Some(best)) => {
                    assert!(
                        answer.proven_optimal && answer.bound == answer.objective,
                        "seed {seed}: {model}"
                    );
                    assert!(
                        (answer.objective - best).abs() < 1e-9,
                        "seed {seed}: {model} {answer:?}, not {best}"
                    );
                    for (site, &room) in (0..).map(SiteIndex).zip(&rooms) {
                        let load: f64 = answer
                            .shares
                            .iter()
                            .filter(|share| share.site == site)
                            .map(|share| share.weight)
                            .sum();
                        assert!(
                            load <= room as f64,
                            "seed {seed}: {model} overfills {site:?}"
                        );
                    }
                    answered += 1;
                }
                (Err(_), None) => {}
                (answer, best) => {
                    unreachable!("seed {seed}: {model} {answer:?}, by enumeration {best:?}")
                }
            }
        }
    }
    assert!(answered > 100, "only {answered} questions had an answer");
}

#[test]
fn rooms_that_are_too_small_are_named() {
    let name = |text: &str| TableId::Name(text.to_owned());
    let table = CostTable::new(&[(name("d"), 5.0)], &[name("s")], &[(0, 0, 1.0)]).expect("a table");
    let mut question = Question::plain(Model::PMedian { sites: 1 });
    question.constraints.capacities = BTreeMap::from([(name("s"), 4.0)]);
    let error = solve(&table, &question).expect_err("four places for five");
    assert_eq!(
        error,
        SitingError::Constraints {
            relax: Bilingual::new("de capaciteiten", "the capacities")
        }
    );
}
