//! In which order nodes are numbered, so that neighbours in the street are neighbours in memory.

use crate::model::position::Planar;

/// Cells along each side of the grid that the curve runs through.
const SIDE: u32 = 1 << 16;

/// The order of places along a Hilbert curve; equal cells by x and y, so that the order they came in does not matter.
///
/// # Shape
/// Indexes of `places`, each once.
///
/// # Source
/// Hilbert 1891.
pub fn hilbert_order(places: &[Planar]) -> Vec<u32> {
    let low = |axis: fn(&Planar) -> f64| places.iter().map(axis).fold(f64::INFINITY, f64::min);
    let high = |axis: fn(&Planar) -> f64| places.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
    let (left, bottom) = (low(|place| place.x), low(|place| place.y));
    let size = (high(|place| place.x) - left)
        .max(high(|place| place.y) - bottom)
        .max(1.0);
    // A share of the side, so the cast cannot cut.
    let cell = |metres: f64| (metres / size * f64::from(SIDE - 1)) as u32;
    let key = |place: &Planar| along_curve(cell(place.x - left), cell(place.y - bottom));
    // Places are nodes, which are counted in 32 bits.
    let mut order: Vec<(u32, u32)> = places
        .iter()
        .enumerate()
        .map(|(index, place)| (key(place), index as u32))
        .collect();
    order.sort_unstable_by(|(one_key, one), (other_key, other)| {
        let (a, b) = (places[*one as usize], places[*other as usize]);
        let by_place = a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y));
        one_key.cmp(other_key).then(by_place).then(one.cmp(other))
    });
    order.into_iter().map(|(_, index)| index).collect()
}

fn along_curve(mut x: u32, mut y: u32) -> u32 {
    let mut along = 0;
    let mut half = SIDE / 2;
    while half > 0 {
        let (right, upper) = (u32::from(x & half > 0), u32::from(y & half > 0));
        along += half * half * ((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                (x, y) = (SIDE - 1 - x, SIDE - 1 - y);
            }
            (x, y) = (y, x);
        }
        half /= 2;
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_visits_the_quarters_of_a_square_in_a_ring() {
        let corner = |x, y| Planar { x, y };
        let square = [
            corner(9.0, 0.0),
            corner(0.0, 0.0),
            corner(9.0, 9.0),
            corner(0.0, 9.0),
        ];
        assert_eq!(hilbert_order(&square), [1, 3, 2, 0]);
        assert_eq!(hilbert_order(&[]), [0u32; 0]);
    }
}
