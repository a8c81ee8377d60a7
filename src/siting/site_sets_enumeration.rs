//! Every set of sites and its worth, one by one from the definition: the plain answer for sets of sites.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::siting::site_sets::{
    SetQuestion, SiteSet, Variety, Worth, best_sets, different_sets, occurrence_in_draws,
};

/// Sites with all that a question may ask of them.
struct Drawn {
    scores: Vec<f64>,
    weights: Vec<f64>,
    homes: Vec<Vec<usize>>,
    allowed: Vec<bool>,
    required: Vec<bool>,
    districts: (Vec<Option<usize>>, Option<usize>),
    places: (Vec<(f64, f64)>, f64),
    costs: (Vec<f64>, Option<f64>),
    sites: usize,
}

/// Worths and costs in halves and quarters, so that ties are common and sums exact.
fn drawn(random: &mut ChaCha8Rng) -> Drawn {
    let sites = random.random_range(1..=12_usize);
    let homes = 15;
    let mut many = |from: i32, to: i32, part: f64, count: usize| -> Vec<f64> {
        (0..count)
            .map(|_| f64::from(random.random_range(from..to)) * part)
            .collect()
    };
    let scores = many(-2, 8, 0.5, sites);
    let weights = many(0, 9, 0.5, homes);
    let costs = many(0, 40, 0.25, sites);
    let places = many(0, 9, 1.0, 2 * sites);
    let mut chance = |share: f64| random.random_bool(share);
    Drawn {
        homes: (0..sites)
            .map(|_| (0..homes).filter(|_| chance(0.2)).collect())
            .collect(),
        allowed: (0..sites).map(|_| chance(0.9)).collect(),
        required: (0..sites).map(|_| chance(0.1)).collect(),
        districts: (
            (0..sites)
                .map(|_| chance(0.8).then(|| usize::from(chance(0.5)) + usize::from(chance(0.5))))
                .collect(),
            chance(0.5).then(|| 1 + usize::from(chance(0.5))),
        ),
        places: (
            places.chunks(2).map(|place| (place[0], place[1])).collect(),
            if chance(0.5) { 3.0 } else { 0.0 },
        ),
        costs: (
            costs,
            random
                .random_bool(0.5)
                .then(|| f64::from(random.random_range(20..80)) * 0.25),
        ),
        scores,
        weights,
        sites: random.random_range(1..=4),
    }
}

impl Drawn {
    fn question<'a>(&'a self, worth: Worth<'a>, keep: usize) -> SetQuestion<'a> {
        SetQuestion {
            worth,
            allowed: &self.allowed,
            required: &self.required,
            districts: (&self.districts.0, self.districts.1),
            places: (&self.places.0, self.places.1),
            costs: (&self.costs.0, self.costs.1),
            sites: self.sites,
            keep,
            stop: None,
        }
    }
}

/// All sets that meet the constraints, most worth first, then by their sites.
fn by_definition(question: &SetQuestion<'_>) -> Vec<SiteSet> {
    let count = question.allowed.len();
    let patterns =
        (0u32..1 << count).filter(|pattern| pattern.count_ones() as usize == question.sites);
    let sets = patterns.map(|pattern| -> Vec<usize> {
        (0..count).filter(|site| pattern >> site & 1 == 1).collect()
    });
    let mut sets: Vec<SiteSet> = sets
        .filter(|sites| is_allowed(question, sites))
        .map(|sites| SiteSet {
            worth: match question.worth {
                Worth::Scores(scores) => sites.iter().map(|site| scores[*site]).sum(),
                Worth::Homes(weights, homes) => (0..weights.len())
                    .filter(|home| sites.iter().any(|site| homes[*site].contains(home)))
                    .map(|home| weights[home])
                    .sum(),
            },
            cost: sites.iter().map(|site| question.costs.0[*site]).sum(),
            sites,
        })
        .collect();
    sets.sort_by(|one, other| {
        (other.worth.total_cmp(&one.worth)).then_with(|| one.sites.cmp(&other.sites))
    });
    sets
}

fn is_allowed(question: &SetQuestion<'_>, sites: &[usize]) -> bool {
    let apart = |one: usize, other: usize| {
        let (here, there) = (question.places.0[one], question.places.0[other]);
        one == other || (here.0 - there.0).hypot(here.1 - there.1) >= question.places.1
    };
    let in_district = |of: usize| {
        let here = |site: &&usize| question.districts.0[**site] == Some(of);
        sites.iter().filter(here).count()
    };
    let cost: f64 = sites.iter().map(|site| question.costs.0[*site]).sum();
    (sites.iter()).all(|&one| sites.iter().all(|&other| apart(one, other)))
        && (question.districts.1).is_none_or(|most| (0..3).all(|of| in_district(of) <= most))
        && question.costs.1.is_none_or(|budget| cost <= budget)
        && (sites.iter()).all(|&site| question.allowed[site] || question.required[site])
        && (0..question.allowed.len()).all(|site| !question.required[site] || sites.contains(&site))
}

/// What [`different_sets`] promises, from all sets.
fn different_by_definition(question: &SetQuestion<'_>, variety: Variety) -> Vec<SiteSet> {
    let mut kept: Vec<SiteSet> = Vec::new();
    for set in by_definition(question) {
        let closed = |other: &SiteSet| {
            let leaves = |site: &&usize| !set.sites.contains(site);
            other.sites.iter().filter(leaves).count()
        };
        let enough = variety.differing.min(question.sites);
        let good = kept
            .first()
            .is_none_or(|best| set.worth >= best.worth - variety.within * best.worth.abs());
        if good && kept.len() < question.keep && kept.iter().all(|other| closed(other) >= enough) {
            kept.push(set);
        }
    }
    kept
}

fn occurrence(sets: &[SiteSet], sites: usize) -> Vec<usize> {
    (0..sites)
        .map(|site| sets.iter().filter(|set| set.sites.contains(&site)).count())
        .collect()
}

#[test]
fn the_sets_are_those_of_enumeration_in_the_same_order_and_as_many() {
    let (mut kept, mut different, mut none) = (0, 0, 0);
    for seed in 0..400 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let drawn = drawn(&mut random);
        let variety = Variety {
            within: f64::from(random.random_range(0..5)) / 4.0,
            differing: random.random_range(1..=3),
        };
        for worth in [
            Worth::Scores(&drawn.scores),
            Worth::Homes(&drawn.weights, &drawn.homes),
        ] {
            let question = drawn.question(worth, 5);
            let mut plain = by_definition(&question);
            let possible = plain.len();
            let plain_different = different_by_definition(&question, variety);
            plain.truncate(question.keep);
            match best_sets(&question) {
                Ok(found) => {
                    assert_eq!(found.sets, plain, "seed {seed}");
                    assert_eq!(found.possible, possible, "seed {seed}");
                    let sites = drawn.allowed.len();
                    assert_eq!(found.occurrence, occurrence(&plain, sites), "seed {seed}");
                    let found = different_sets(&question, variety).expect("the best set at least");
                    assert_eq!(found.sets, plain_different, "seed {seed}");
                    assert_eq!(found.occurrence, occurrence(&plain_different, sites));
                    kept += plain.len();
                    different += plain_different.len();
                }
                Err(_) => {
                    assert_eq!(plain, [], "seed {seed}");
                    assert!(different_sets(&question, variety).is_err());
                    none += 1;
                }
            }
        }
    }
    assert!(
        kept > 1500 && different > 900 && none > 50,
        "{kept}, {different}, {none}"
    );
}

#[test]
fn in_each_draw_the_best_set_is_that_of_enumeration() {
    for seed in 0..40 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let drawn = drawn(&mut random);
        let sites = drawn.allowed.len();
        let draws: Vec<Vec<f64>> = (0..20)
            .map(|_| {
                (0..sites)
                    .map(|_| f64::from(random.random_range(0..20)))
                    .collect()
            })
            .collect();
        let question = drawn.question(Worth::Scores(&drawn.scores), 5);
        let best = |scores: &Vec<f64>| {
            let question = drawn.question(Worth::Scores(scores), 1);
            by_definition(&question).into_iter().next()
        };
        let plain: Vec<SiteSet> = draws.iter().filter_map(best).collect();
        let found = occurrence_in_draws(&question, &draws).expect("few sets");
        assert_eq!(found, occurrence(&plain, sites), "seed {seed}");
    }
}
