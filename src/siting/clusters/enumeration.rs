//! The search for clusters against all subsets of small random towns.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::siting::clusters::drawn::{DrawnTown, facility, kind, proposed, table};
use crate::siting::clusters::near::Nearest;
use crate::siting::clusters::search::clusters;
use crate::siting::clusters::town::Stage;
use crate::siting::clusters::trio::diameter;

const CODES: [&str; 6] = ["KDV", "PO", "VO", "BSO", "MBO", "BIBLIOTHEEK"];

/// Up to 10 facilities of one or two kinds; some pairs have no way, and walks keep no rule of triangles.
fn random_town(random: &mut ChaCha8Rng) -> DrawnTown {
    let count = random.random_range(4..=10_usize);
    let facilities = (0..count)
        .map(|index| {
            let first = CODES[random.random_range(0..CODES.len())];
            let second = CODES[random.random_range(0..CODES.len())];
            let both = [first, second];
            let offered = if random.random_bool(0.2) {
                &both[..]
            } else {
                &both[..1]
            };
            facility(&format!("f{index}"), offered, 0.0)
        })
        .collect();
    let mut pairs = Vec::new();
    for one in 0..count {
        for other in 0..one {
            if random.random_bool(0.9) {
                pairs.push((
                    one,
                    other,
                    f64::from(random.random_range(0..12_u32)) * 100.0,
                ));
            }
        }
    }
    DrawnTown::with_walks(facilities, table(count, &pairs))
}

fn question() -> ClusterQuestion {
    ClusterQuestion {
        optional: ["BSO", "MBO", "BIBLIOTHEEK"].map(kind).to_vec(),
        most_results: ClusterQuestion::MOST_RESULTS,
        ..proposed()
    }
}

/// All groups that offer every stage and keep the diameter, as lists of members.
fn groups(town: &DrawnTown, question: &ClusterQuestion) -> Vec<Vec<usize>> {
    let count = town.facilities.len();
    let sets = (1_u32..1 << count).map(|bits| {
        (0..count)
            .filter(|member| bits >> member & 1 == 1)
            .collect()
    });
    sets.filter(|set: &Vec<usize>| {
        let offers = |stage: Stage| offers_any(town, set, stage.kinds(question));
        let walk = diameter(&town.town(), set);
        Stage::EVERY.into_iter().all(offers) && walk.is_some_and(|walk| walk <= question.diameter)
    })
    .collect()
}

fn offers_any(town: &DrawnTown, set: &[usize], kinds: &[FacilityKind]) -> bool {
    set.iter().any(|&member| town.town().offers(member, kinds))
}

fn set(members: &[usize]) -> Vec<usize> {
    let mut members = members.to_vec();
    members.sort_unstable();
    members.dedup();
    members
}

#[test]
fn no_group_of_an_enumeration_is_missed_and_none_is_made_up() {
    let mut with_clusters = 0;
    for seed in 0..400 {
        let town = random_town(&mut ChaCha8Rng::seed_from_u64(seed));
        let question = question();
        let answer = clusters(&town.town(), &question).expect("a sound question");
        let groups = groups(&town, &question);
        let trios: Vec<Vec<usize>> = answer
            .clusters
            .iter()
            .flat_map(|cluster| std::iter::once(&cluster.required).chain(&cluster.alternatives))
            .map(|trio| set(&trio.members))
            .collect();
        with_clusters += usize::from(!trios.is_empty());
        for trio in &trios {
            assert!(groups.contains(trio), "seed {seed}: {trio:?} is no group");
        }
        for group in &groups {
            let holds = |trio: &Vec<usize>| trio.iter().all(|member| group.contains(member));
            assert!(trios.iter().any(holds), "seed {seed}: {group:?} is missed");
        }
        for cluster in &answer.clusters {
            let members = cluster.members();
            assert!(
                groups.contains(&members),
                "seed {seed}: {members:?} is too wide"
            );
            let kinds_of = |group: &Vec<usize>| {
                let present =
                    |kind: &&FacilityKind| offers_any(&town, group, std::slice::from_ref(kind));
                question.optional.iter().filter(present).count()
            };
            let with_trio = groups.iter().filter(|group| {
                cluster
                    .required
                    .members
                    .iter()
                    .all(|member| group.contains(member))
            });
            let most = with_trio.map(kinds_of).max().unwrap_or(0);
            assert_eq!(cluster.optional.len(), most, "seed {seed}");
        }
    }
    assert!(
        with_clusters > 100,
        "only {with_clusters} towns had a cluster"
    );
}

#[test]
fn a_near_cluster_lacks_one_stage_until_the_diameter_reaches_the_nearest() {
    let mut reached = 0;
    for seed in 0..400 {
        let town = random_town(&mut ChaCha8Rng::seed_from_u64(seed));
        let answer = clusters(&town.town(), &question()).expect("a sound question");
        for near in &answer.near {
            let with = |third: usize| {
                diameter(
                    &town.town(),
                    &set(&[near.members[0], near.members[1], third]),
                )
            };
            let lacking = town.town().offering(near.missing.kinds(&question()));
            let shortest = lacking.into_iter().filter_map(with).min();
            match near.nearest {
                Nearest::At(walk, _) => {
                    assert!(
                        walk > question().diameter,
                        "seed {seed}: it would be a cluster"
                    );
                    assert_eq!(shortest, Some(walk), "seed {seed}");
                    reached += 1;
                }
                Nearest::Beyond | Nearest::NoSource => assert_eq!(shortest, None, "seed {seed}"),
            }
        }
    }
    assert!(
        reached > 50,
        "only {reached} near-clusters had a nearest facility"
    );
}
