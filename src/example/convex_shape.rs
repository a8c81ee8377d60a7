//! A shape without hollows whose every side knows what lies beyond it.

use crate::example::borders::{Line, Side};
use crate::example::plan_point::PlanPoint;

/// A convex shape, counter-clockwise; side `i` runs from corner `i` to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct ConvexShape {
    /// Its corners.
    pub corners: Vec<PlanPoint>,
    /// What lies beyond each side; `None` where nothing has cut it yet.
    pub sides: Vec<Option<Side>>,
}

impl ConvexShape {
    /// A square that nothing has cut yet.
    pub fn square(middle: PlanPoint, half: f64) -> Self {
        let corner = |x: f64, y: f64| middle + PlanPoint::new(x * half, y * half);
        Self {
            corners: vec![
                corner(-1.0, -1.0),
                corner(1.0, -1.0),
                corner(1.0, 1.0),
                corner(-1.0, 1.0),
            ],
            sides: vec![None; 4],
        }
    }

    /// Cuts away what lies beyond the line.
    pub fn cut(&mut self, line: &Line, side: Side) {
        if self.corners.iter().all(|&corner| line.depth(corner) >= 0.0) {
            return;
        }
        let depths: Vec<f64> = self
            .corners
            .iter()
            .map(|&corner| line.depth(corner))
            .collect();
        let (mut corners, mut sides) = (Vec::new(), Vec::new());
        for here in 0..depths.len() {
            let next = (here + 1) % depths.len();
            let crossing = || {
                let share = depths[here] / (depths[here] - depths[next]);
                self.corners[here].towards(self.corners[next], share)
            };
            if depths[here] >= 0.0 {
                corners.push(self.corners[here]);
                sides.push(self.sides[here]);
                if depths[next] < 0.0 {
                    corners.push(crossing());
                    sides.push(Some(side));
                }
            } else if depths[next] >= 0.0 {
                corners.push(crossing());
                sides.push(self.sides[here]);
            }
        }
        (self.corners, self.sides) = (corners, sides);
    }

    /// The distance from a place to the farthest corner.
    pub fn reach_from(&self, place: PlanPoint) -> f64 {
        self.corners
            .iter()
            .map(|&corner| corner.distance(place))
            .fold(0.0, f64::max)
    }

    /// The point of balance when each place weighs `weight`, and that weight in all (square metres when it is 1).
    pub fn balance(&self, weight: impl Fn(PlanPoint) -> f64) -> (PlanPoint, f64) {
        let Some(&first) = self.corners.first() else {
            return (PlanPoint::default(), 0.0);
        };
        let (mut sum, mut whole) = (PlanPoint::default(), 0.0);
        for pair in self.corners.windows(2).skip(1) {
            let middle = (first + pair[0] + pair[1]) * (1.0 / 3.0);
            let mass = 0.5 * (pair[0] - first).cross(pair[1] - first) * weight(middle);
            sum = sum + middle * mass;
            whole += mass;
        }
        if whole > 0.0 {
            (sum * (1.0 / whole), whole)
        } else {
            (first, 0.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_square_knows_which_side_the_railway_is_on() {
        let mut shape = ConvexShape::square(PlanPoint::default(), 10.0);
        shape.cut(
            &Line {
                normal: PlanPoint::new(0.0, -1.0),
                offset: -4.0,
            },
            Side::Rail,
        );
        assert_eq!(shape.corners.len(), 4);
        let rail = shape
            .sides
            .iter()
            .position(|side| *side == Some(Side::Rail))
            .expect("it was cut");
        assert_eq!(shape.corners[rail].y, 4.0);
        assert_eq!(shape.balance(|_| 1.0), (PlanPoint::new(0.0, 7.0), 120.0));
    }
}
