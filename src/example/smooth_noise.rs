//! Noise without corners: what bends the straight drawing into something that grew.
//! Value noise on a unit grid with quintic blending, made of exact operations only.

/// A value between -1 and 1 that changes smoothly from place to place; one grid step is 1.
///
/// # Source
/// K. Perlin, "Improving noise", SIGGRAPH 2002: the blend 6t⁵ - 15t⁴ + 10t³ (here between values, not gradients).
pub fn smooth_noise(seed: u64, x: f64, y: f64) -> f64 {
    let (left, below) = (x.floor(), y.floor());
    let (along, up) = (blend(x - left), blend(y - below));
    let corner =
        |right: i64, above: i64| grid_value(seed, left as i64 + right, below as i64 + above);
    let bottom = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * along;
    let top = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * along;
    bottom + (top - bottom) * up
}

fn blend(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

/// A value between -1 and 1 for one corner of the grid.
fn grid_value(seed: u64, x: i64, y: i64) -> f64 {
    const STEPS: f64 = (1u64 << 52) as f64;
    let mixed = mix(mix(mix(seed) ^ x as u64) ^ y as u64);
    (mixed >> 11) as f64 / STEPS - 1.0
}

/// # Source
/// G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
fn mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_stays_between_its_bounds_and_has_no_steps() {
        for step in 0..10_000 {
            let x = f64::from(step) * 0.01 - 50.0;
            let (here, next) = (smooth_noise(7, x, 0.3), smooth_noise(7, x + 0.001, 0.3));
            assert!((-1.0..=1.0).contains(&here));
            assert!((next - here).abs() < 0.004, "a step at {x}");
        }
    }
}
