//! Chance that can be repeated: each purpose and place draws its own numbers from the seed,
//! so that a change in one neighbourhood leaves all others as they were.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A stream of chance that belongs to one purpose at one place.
#[derive(Debug, Clone)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of `purpose` at the place with number `index`.
    pub fn new(seed: u64, purpose: &str, index: u64) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&index.to_le_bytes());
        for (place, letter) in purpose.bytes().enumerate() {
            let slot = &mut key[16 + place % 16];
            *slot = slot.wrapping_mul(31).wrapping_add(letter);
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from 0 up to but not including 1.
    pub fn share(&mut self) -> f64 {
        const STEPS: f64 = (1u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 / STEPS
    }

    /// A number from `low` up to but not including `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A whole number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.share() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// Whether something with this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// Puts the items in a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_itself_and_differs_from_every_other() {
        let draw = |seed, purpose, index| Chance::new(seed, purpose, index).share();
        assert_eq!(draw(1, "streets", 0), draw(1, "streets", 0));
        for other in [
            draw(2, "streets", 0),
            draw(1, "homes", 0),
            draw(1, "streets", 1),
        ] {
            assert_ne!(draw(1, "streets", 0), other);
        }
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<u32> = (0..100).collect();
        Chance::new(1, "order", 0).shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
