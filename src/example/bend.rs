//! From the straight drawing to the ground: turns it, bends it and puts it in the Markermeer.
//!
//! Streets, borders, railway and canal are drawn straight and bent together,
//! so that what meets on the drawing meets on the ground. Places are whole centimetres.

use crate::example::plan_point::PlanPoint;
use crate::example::smooth_noise::smooth_noise;
use crate::model::position::Planar;

/// Where the canal passes under the railway, in RD New: open water between Hoorn and Lelystad.
const MIDDLE: Planar = Planar {
    x: 147_400.0,
    y: 512_900.0,
};
/// Half of the angle by which the drawing is turned, as a tangent: 16 degrees to the left in all.
const HALF_TURN: f64 = 0.14;

/// The bend of one town.
#[derive(Debug, Clone, Copy)]
pub struct Bend {
    seed: u64,
    radius: f64,
}

/// One layer of waves: how far it moves things and how long its waves are, in metres.
struct Wave {
    reach: f64,
    length: f64,
}

impl Bend {
    /// The bend of the town with this seed that reaches `radius` metres from its middle.
    pub const fn new(seed: u64, radius: f64) -> Self {
        Self { seed, radius }
    }

    /// The place on the ground, in RD New, in whole centimetres.
    pub fn ground(&self, place: PlanPoint) -> Planar {
        let bent = place + self.shift(place);
        let across = 1.0 + HALF_TURN * HALF_TURN;
        let (cosine, sine) = (
            (1.0 - HALF_TURN * HALF_TURN) / across,
            2.0 * HALF_TURN / across,
        );
        Planar {
            x: to_centimetre(MIDDLE.x + cosine * bent.x - sine * bent.y),
            y: to_centimetre(MIDDLE.y + sine * bent.x + cosine * bent.y),
        }
    }

    fn shift(&self, place: PlanPoint) -> PlanPoint {
        let waves = [
            Wave {
                reach: 0.04 * self.radius,
                length: 0.8 * self.radius,
            },
            Wave {
                reach: 185.0,
                length: 1_500.0,
            },
            Wave {
                reach: 22.0,
                length: 420.0,
            },
        ];
        let mut shift = PlanPoint::default();
        for (number, wave) in (0u64..).zip(waves) {
            let (x, y) = (place.x / wave.length, place.y / wave.length);
            let seed = self.seed.wrapping_mul(1_000).wrapping_add(2 * number);
            shift = shift
                + PlanPoint::new(smooth_noise(seed, x, y), smooth_noise(seed + 1, x, y))
                    * wave.reach;
        }
        shift
    }
}

fn to_centimetre(metres: f64) -> f64 {
    (metres * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_bent_but_never_folded() {
        for seed in 0..20 {
            let bend = Bend::new(seed, 2_200.0);
            for column in -25..25 {
                for row in -20..20 {
                    let place = PlanPoint::new(f64::from(column) * 100.0, f64::from(row) * 100.0);
                    let at = |step: PlanPoint| bend.ground(place + step);
                    let (here, right, up) = (
                        at(PlanPoint::default()),
                        at(PlanPoint::new(10.0, 0.0)),
                        at(PlanPoint::new(0.0, 10.0)),
                    );
                    let area =
                        (right.x - here.x) * (up.y - here.y) - (right.y - here.y) * (up.x - here.x);
                    assert!(
                        (25.0..300.0).contains(&area),
                        "seed {seed} at {place:?}: {area}"
                    );
                }
            }
        }
    }
}
