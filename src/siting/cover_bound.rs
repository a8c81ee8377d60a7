//! How few columns could cover what is left: a bound in exact integers.
//!
//! Each row gets a price of 0 or more; a column earns the prices of its rows and costs one. The sum of the prices,
//! less what columns earn above their cost, is a bound for any prices.
//!
//! # Source
//! Balas and Ho 1980, "Set covering algorithms using cutting planes, heuristics, and subgradient optimization";
//! Caprara, Fischetti and Toth 1999, "A heuristic method for the set covering problem" (price of a column).

use crate::siting::cover::{Cover, Left};

/// One column in the integers of the bound.
pub const COLUMN: i64 = 1 << 20;

/// The bound and the prices behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverBound {
    /// No cover of what is left has a smaller number of columns times [`COLUMN`].
    pub bound: i64,
    /// For each column left, what it costs above what it earns; negative where it earns more.
    pub reduced: Vec<(usize, i64)>,
}

/// Lets prices climb until the bound passes `enough` or the steps are spent.
///
/// `prices` are the first prices of the rows by their number, and become the best.
pub fn cover_bound(
    cover: &Cover,
    left: &Left,
    prices: &mut [i64],
    steps: usize,
    enough: i64,
) -> CoverBound {
    let mut climb = Climb::new(cover, left, prices);
    let mut best = CoverBound {
        bound: i64::MIN,
        reduced: Vec::new(),
    };
    let mut length = 1.0;
    let mut idle = 0;
    for _ in 0..steps {
        let bound = climb.bound();
        if bound > best.bound {
            best.bound = bound;
            best.reduced.clone_from(&climb.reduced);
            climb
                .rows
                .iter()
                .for_each(|&row| prices[row] = climb.prices[row]);
            idle = 0;
        } else {
            idle += 1;
            if idle > PATIENCE {
                length /= 2.0;
                idle = 0;
            }
        }
        if best.bound > enough || length < SHORTEST {
            break;
        }
        let aim = (enough + COLUMN).max(bound + COLUMN / 4);
        if !climb.step(length * (aim - bound) as f64) {
            break;
        }
    }
    best
}

/// Steps without a better bound before steps become half as long, and the length at which they end.
const PATIENCE: usize = 10;
const SHORTEST: f64 = 0.01;

/// The present prices and the memory that steps reuse.
struct Climb {
    rows: Vec<usize>,
    columns: Vec<(usize, Vec<usize>)>,
    prices: Vec<i64>,
    slope: Vec<i64>,
    reduced: Vec<(usize, i64)>,
}

impl Climb {
    fn new(cover: &Cover, left: &Left, prices: &[i64]) -> Self {
        let covered = |column: usize| cover.of_column[column].intersection(&left.rows).collect();
        Self {
            rows: left.rows.ones().collect(),
            columns: left
                .columns
                .ones()
                .map(|column| (column, covered(column)))
                .collect(),
            prices: prices.to_vec(),
            slope: vec![0; prices.len()],
            reduced: Vec::new(),
        }
    }

    /// The bound at the present prices; fills the slope and the reduced costs.
    fn bound(&mut self) -> i64 {
        self.reduced.clear();
        self.rows.iter().for_each(|&row| self.slope[row] = 1);
        let mut bound: i64 = self.rows.iter().map(|&row| self.prices[row]).sum();
        for (column, covered) in &self.columns {
            let rest = COLUMN - covered.iter().map(|&row| self.prices[row]).sum::<i64>();
            self.reduced.push((*column, rest));
            if rest < 0 {
                bound += rest;
                covered.iter().for_each(|&row| self.slope[row] -= 1);
            }
        }
        bound
    }

    /// Moves the prices uphill so far that a straight slope would rise by `rise`; `false` when they stand at the top.
    fn step(&mut self, rise: f64) -> bool {
        let slope = |row: usize| match (self.slope[row], self.prices[row]) {
            (..0, 0) => 0,
            (slope, _) => slope,
        };
        let steepness: i64 = self.rows.iter().map(|&row| slope(row) * slope(row)).sum();
        if steepness == 0 {
            return false;
        }
        let scale = rise / steepness as f64;
        for &row in &self.rows {
            let moved = self.prices[row] + (scale * self.slope[row] as f64).round() as i64;
            self.prices[row] = moved.max(0);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_rows_in_a_ring_need_one_and_a_half_columns() {
        let cover = Cover::new(vec![vec![0, 1], vec![1, 2], vec![0, 2]], 3);
        let mut prices = vec![0; 3];
        let bound = cover_bound(&cover, &cover.all(), &mut prices, 300, 2 * COLUMN).bound;
        assert!(bound > COLUMN && bound <= COLUMN * 3 / 2, "{bound}");
    }
}
