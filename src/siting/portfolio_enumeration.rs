//! Every set of sites and its worth, one by one: the plain answer for portfolios.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::cost_table::{CostTable, SiteIndex, TableId};
use crate::siting::deadline::Deadline;
use crate::siting::people_within::PeopleWithin;
use crate::siting::portfolio::{PortfolioQuestion, best_by_people, best_by_score, occurrence};
use crate::siting::rules::{Budget, DistrictLimit, SiteRules};

/// The sets of a number of sites, in lexicographic order.
fn sets(sites: u32, size: usize) -> Vec<Vec<u32>> {
    let all = (0_u32..1 << sites).filter(|bits| bits.count_ones() as usize == size);
    let mut sets: Vec<Vec<u32>> = all
        .map(|bits| (0..sites).filter(|site| bits >> site & 1 == 1).collect())
        .collect();
    sets.sort();
    sets
}

fn random_rules(random: &mut ChaCha8Rng, sites: usize) -> SiteRules {
    let mut rules = SiteRules::none(sites);
    if random.random_bool(0.5) {
        rules = rules.with_districts(DistrictLimit {
            district_of: (0..sites)
                .map(|_| Some(random.random_range(0..5)))
                .collect(),
            at_most: random.random_range(1..=2),
        });
    }
    if random.random_bool(0.5) {
        rules = rules.with_budget(Budget {
            costs: (0..sites).map(|_| random.random_range(0..10)).collect(),
            limit: random.random_range(5..30),
        });
    }
    if random.random_bool(0.5) {
        let pairs = (0..sites as u32).flat_map(|one| (0..one).map(move |other| (one, other)));
        let close: Vec<(u32, u32)> = pairs.filter(|_| random.random_bool(0.15)).collect();
        rules = rules.with_pairs_apart(&close);
    }
    if random.random_bool(0.3) {
        rules = rules.with_one_of_each(vec![(0..sites as u32 / 2).collect()]);
    }
    rules
}

fn random_table(random: &mut ChaCha8Rng, sites: u32) -> CostTable {
    let demand: Vec<_> = (0..15)
        .map(|point| {
            (
                TableId::Vertex(point),
                f64::from(random.random_range(0..9_u32)) / 2.0,
            )
        })
        .collect();
    let names: Vec<_> = (0..sites).map(TableId::Vertex).collect();
    let mut pairs = Vec::new();
    for (point, site) in (0..15).flat_map(|point| (0..sites).map(move |site| (point, site))) {
        pairs.push((point, site, f64::from(random.random_range(0..20_u32))));
    }
    CostTable::new(&demand, &names, &pairs).expect("a plain table")
}

#[test]
fn the_best_sets_are_those_of_enumeration_in_the_same_order() {
    let mut kept = 0;
    for seed in 0..400 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let sites = random.random_range(1..=12_u32);
        let rules = random_rules(&mut random, sites as usize);
        let required: Vec<u32> = (0..sites).filter(|_| random.random_bool(0.1)).collect();
        let candidates: Vec<u32> = (0..sites)
            .filter(|site| !required.contains(site) && random.random_bool(0.9))
            .collect();
        let to_open = random.random_range(1..=4_usize);
        // Halves, so that ties are common and the sums of the plain answer exact.
        let scores: Vec<f64> = (0..sites)
            .map(|_| f64::from(random.random_range(-2..8_i32)) / 2.0)
            .collect();
        let table = random_table(&mut random, sites);
        let covers = |set: &[u32]| -> f64 {
            let near = |row: &&[(SiteIndex, f64)]| {
                row.iter()
                    .any(|(site, cost)| set.contains(&site.0) && *cost <= 4.0)
            };
            let rows = table
                .rows()
                .zip(table.weights())
                .filter(|(row, _)| near(row));
            rows.map(|(_, weight)| weight).sum()
        };
        let question = PortfolioQuestion {
            rules: &rules,
            candidates: &candidates,
            required: &required,
            to_open,
            keep: 5,
        };
        let sums = |set: &[u32]| set.iter().map(|&site| scores[site as usize]).sum::<f64>();
        let found = [
            best_by_score(question, &scores, &Deadline::after(None)),
            best_by_people(
                question,
                &PeopleWithin::new(&table, 4.0),
                &Deadline::after(None),
            ),
        ];
        for (by_people, found) in [false, true].into_iter().zip(found) {
            let worth = |set: &[u32]| if by_people { covers(set) } else { sums(set) };
            let mut plain: Vec<(f64, Vec<u32>)> = sets(sites, to_open)
                .into_iter()
                .filter(|set| required.iter().all(|site| set.contains(site)))
                .filter(|set| {
                    set.iter()
                        .all(|site| required.contains(site) || candidates.contains(site))
                })
                .filter(|set| rules.allow_whole(set))
                .map(|set| (worth(&set), set))
                .collect();
            plain.sort_by(|one, other| other.0.total_cmp(&one.0));
            plain.truncate(5);
            assert!(found.complete);
            let found: Vec<_> = found
                .best
                .into_iter()
                .map(|set| (set.worth, set.sites))
                .collect();
            assert_eq!(found, plain, "seed {seed}");
            kept += found.len();
        }
    }
    assert!(kept > 1500, "only {kept} sets");
}

#[test]
fn how_often_a_site_occurs_is_counted_over_the_sets() {
    let sets = [vec![0, 2], vec![2, 3]];
    assert_eq!(occurrence(sets.iter().map(Vec::as_slice), 4), [1, 0, 2, 1]);
}

#[test]
fn no_time_gives_no_set_and_says_so() {
    let rules = SiteRules::none(3);
    let question = PortfolioQuestion {
        rules: &rules,
        candidates: &[0, 1, 2],
        required: &[],
        to_open: 2,
        keep: 1,
    };
    let none = best_by_score(
        question,
        &[1.0, 2.0, 3.0],
        &Deadline::after(Some(std::time::Duration::ZERO)),
    );
    assert!(!none.complete && none.best.is_empty());
}
