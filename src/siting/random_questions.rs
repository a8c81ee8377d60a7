//! Seeded questions small enough to be answered by enumeration.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::model::cost_table::{CostTable, TableId};
use crate::model::site_actions::OpenState;
use crate::siting::question::{Constraints, Model, OtherPlan, SiteBudget, SiteDistricts};

/// The name of a demand point or site.
pub fn name(prefix: &str, number: usize) -> TableId {
    TableId::Name(format!("{prefix}{number:02}"))
}

/// Up to 12 sites and 25 demand points; whole or broken numbers, complete or with pairs missing.
pub fn random_table(random: &mut ChaCha8Rng) -> CostTable {
    let (points, sites) = (random.random_range(1..=25), random.random_range(1..=12));
    let is_whole = random.random_bool(0.5);
    let reach = if random.random_bool(0.5) {
        1.0
    } else {
        random.random_range(0.4..1.0)
    };
    let number = |random: &mut ChaCha8Rng, most: f64| {
        let number = random.random_range(0.0..most);
        if is_whole { number.floor() } else { number }
    };
    let demand: Vec<_> = (0..points)
        .map(|point| (name("d", point), number(random, 9.0)))
        .collect();
    let site_names: Vec<_> = (0..sites).map(|site| name("s", site)).collect();
    let mut pairs = Vec::new();
    for point in 0..points as u32 {
        for site in 0..sites as u32 {
            if random.random_bool(reach) {
                pairs.push((point, site, number(random, 50.0)));
            }
        }
    }
    CostTable::new(&demand, &site_names, &pairs).expect("a well-formed table")
}

/// A model that fits the sites.
pub fn random_model(random: &mut ChaCha8Rng, sites: usize) -> Model {
    let (sites, radius) = (
        random.random_range(1..=sites),
        f64::from(random.random_range(5_u32..45)),
    );
    match random.random_range(0..6) {
        0 => Model::PMedian { sites },
        1 => Model::MaximalCovering { sites, radius },
        2 => Model::SetCovering { radius },
        3 => Model::PCentre { sites },
        4 => Model::WorstOff { sites },
        _ => Model::Shortfall {
            sites,
            norm: radius,
            power: f64::from(random.random_range(0..6_u32)) / 2.0,
        },
    }
}

/// Some constraints of each kind, now and then more than can be met.
pub fn random_constraints(random: &mut ChaCha8Rng, table: &CostTable) -> Constraints {
    let sites = table.sites();
    let mut some = |share: f64| -> Vec<TableId> {
        sites
            .iter()
            .filter(|_| random.random_bool(share))
            .cloned()
            .collect()
    };
    let mut constraints = Constraints {
        required: some(0.08),
        forbidden: some(0.1),
        ..Constraints::default()
    };
    if random.random_bool(0.4) {
        let costs = sites
            .iter()
            .map(|site| (site.clone(), random.random_range(1..=20)))
            .collect();
        constraints.budget = Some(SiteBudget {
            costs,
            limit: random.random_range(5..=90),
            ..SiteBudget::default()
        });
    }
    if let Some(budget) = constraints
        .budget
        .as_mut()
        .filter(|_| random.random_bool(0.5))
    {
        let price = |site: &TableId| (site.clone(), random.random_range(0..=5));
        budget.costs_per_weight = sites.iter().map(price).collect();
        budget.limit += (table.weights().iter().sum::<f64>() * 2.5) as u64;
    }
    if random.random_bool(0.3) {
        let mut some = || -> Vec<TableId> {
            let some = sites.iter().filter(|_| random.random_bool(0.4));
            some.cloned().collect()
        };
        constraints.one_of_each = [some(), some()]
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect();
        let sites = some();
        constraints.unlike = vec![OtherPlan {
            differing: sites.len().div_ceil(2),
            sites,
        }];
    }
    if random.random_bool(0.4) {
        let district = |random: &mut ChaCha8Rng| format!("wijk {}", random.random_range(0..4));
        let district_of = sites
            .iter()
            .map(|site| (site.clone(), district(random)))
            .collect();
        constraints.districts = Some(SiteDistricts {
            district_of,
            at_most: random.random_range(1..=3),
        });
    }
    if random.random_bool(0.4) {
        let pairs = sites
            .iter()
            .flat_map(|one| sites.iter().map(move |other| (one, other)));
        let close = pairs.filter(|(one, other)| one < other && random.random_bool(0.15));
        constraints.too_close = close
            .map(|(one, other)| (one.clone(), other.clone()))
            .collect();
    }
    constraints
}

/// Up to 10 sites that are demand points too.
pub fn random_sites(random: &mut ChaCha8Rng) -> CostTable {
    let count = random.random_range(2..=10);
    let names: Vec<_> = (0..count).map(|site| name("s", site)).collect();
    let demand: Vec<_> = names.iter().map(|name| (name.clone(), 1.0)).collect();
    let mut pairs = Vec::new();
    for (one, other) in (0..count as u32).flat_map(|one| (0..one).map(move |other| (one, other))) {
        let distance = f64::from(random.random_range(0..30_u32));
        pairs.push((one, other, distance));
        pairs.push((other, one, distance));
    }
    CostTable::new(&demand, &names, &pairs).expect("a well-formed table")
}

/// A way to be open that costs nothing for each who comes.
pub fn state(name: &str, cost: u64, capacity: Option<f64>) -> OpenState {
    OpenState {
        name: name.to_owned(),
        cost,
        cost_per_weight: 0,
        capacity,
    }
}
