//! A made-up city as a table of costs: points uniformly in a square of ten by ten kilometres, streets a quarter longer
//! than the straight line, 10 to 50 people a point. The same seed gives the same city.

use nabij::model::cost_table::{CostTable, TableId};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SIDE_METRES: f64 = 10_000.0;
const DETOUR: f64 = 1.25;

/// The costs in metres between all demand points and all sites.
pub fn random_city(demand: usize, sites: usize, seed: u64) -> CostTable {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut places = |count: usize| -> Vec<(f64, f64)> {
        (0..count)
            .map(|_| {
                (
                    random.random_range(0.0..SIDE_METRES),
                    random.random_range(0.0..SIDE_METRES),
                )
            })
            .collect()
    };
    let (homes, buildings) = (places(demand), places(sites));
    let mut pairs = Vec::with_capacity(demand * sites);
    for (from, home) in (0..).zip(&homes) {
        for (to, building) in (0..).zip(&buildings) {
            pairs.push((
                from,
                to,
                DETOUR * (home.0 - building.0).hypot(home.1 - building.1),
            ));
        }
    }
    let names = |prefix: char, count: usize| {
        (0..count).map(move |number| TableId::Name(format!("{prefix}{number:05}")))
    };
    let points: Vec<(TableId, f64)> = names('d', demand)
        .map(|id| (id, f64::from(random.random_range(10_u32..=50))))
        .collect();
    let site_names: Vec<TableId> = names('s', sites).collect();
    CostTable::new(&points, &site_names, &pairs).expect("a well-formed table")
}
