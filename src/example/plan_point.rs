//! A place on the drawing of the town: metres in a plane where railway and canal are still straight.
//! `bend.rs` turns the drawing into RD New. Only additions, products and square roots are used,
//! which give the same bits on every machine.

use std::ops::{Add, Mul, Sub};

/// A place on the drawing, or a step from one place to another. Metres.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PlanPoint {
    /// Metres along the railway.
    pub x: f64,
    /// Metres along the canal.
    pub y: f64,
}

impl PlanPoint {
    /// A place by its coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The inner product.
    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The outer product: positive when `other` lies to the left.
    pub fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    /// The length of the step.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The distance to another place.
    pub fn distance(self, other: Self) -> f64 {
        (other - self).length()
    }

    /// The step of length 1 in the same direction; nothing stays nothing.
    pub fn direction(self) -> Self {
        let length = self.length();
        if length > 0.0 {
            self * (1.0 / length)
        } else {
            self
        }
    }

    /// The step turned a quarter to the left.
    pub const fn left(self) -> Self {
        Self {
            x: -self.y,
            y: self.x,
        }
    }

    /// The place at this share of the way to another.
    pub fn towards(self, other: Self, share: f64) -> Self {
        self + (other - self) * share
    }

    /// The distance to the stretch between two places.
    pub fn distance_to_stretch(self, from: Self, to: Self) -> f64 {
        let step = to - from;
        let length_squared = step.dot(step);
        let share = if length_squared > 0.0 {
            ((self - from).dot(step) / length_squared).clamp(0.0, 1.0)
        } else {
            0.0
        };
        self.distance(from.towards(to, share))
    }
}

impl Add for PlanPoint {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for PlanPoint {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for PlanPoint {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}
