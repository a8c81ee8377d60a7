//! A seeded street network for benches: crooked blocks of some 85 m with gaps, and a canal with a bridge every 800 m.

use nabij::model::position::Planar;
use nabij::model::streets::{StreetNodeId, Streets, TagSetId, Tags, Way};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

const BLOCK: f64 = 85.0;
const BRIDGES_EVERY: usize = 10;

/// About `nodes` nodes in a square; mean degree 2.8, as street networks have.
pub fn random_network(nodes: usize, seed: u64) -> Streets {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let side = (nodes as f64).sqrt().round() as usize;
    let mut streets = Streets {
        tag_sets: vec![Tags::from([(
            "highway".to_owned(),
            "residential".to_owned(),
        )])],
        ..Streets::default()
    };
    for row in 0..side {
        for column in 0..side {
            let mut crooked =
                |along: usize| BLOCK * along as f64 + random.random_range(-25.0..25.0);
            streets.nodes.push(Planar {
                x: crooked(column),
                y: crooked(row),
            });
        }
    }
    for row in 0..side {
        for column in 0..side {
            let node = row * side + column;
            let over_canal = row == side / 2 && column % BRIDGES_EVERY != 0;
            if column + 1 < side && random.random_bool(0.71) {
                add(&mut streets, node, node + 1);
            }
            if row + 1 < side && random.random_bool(0.71) && !over_canal {
                add(&mut streets, node, node + side);
            }
        }
    }
    streets
}

fn add(streets: &mut Streets, from: usize, to: usize) {
    let nodes = [from, to].map(|node| StreetNodeId(node as u32)).to_vec();
    streets.ways.push(Way {
        nodes,
        tags: TagSetId(0),
    });
}

/// Seeded choices of `count` numbers below `below`.
pub fn random_numbers(count: usize, below: usize, seed: u64) -> Vec<u32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..count)
        .map(|_| random.random_range(0..below) as u32)
        .collect()
}
