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
    /// The price of each row left.
    pub prices: Vec<(usize, i64)>,
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
    let rows: Vec<usize> = left.rows.ones().collect();
    let columns: Vec<(usize, Vec<usize>)> = left
        .columns
        .ones()
        .map(|column| {
            (
                column,
                cover.of_column[column].intersection(&left.rows).collect(),
            )
        })
        .collect();
    let mut present = prices.to_vec();
    let mut slope = vec![0_i64; prices.len()];
    let mut best = CoverBound {
        bound: i64::MIN,
        reduced: Vec::new(),
        prices: Vec::new(),
    };
    let mut length = 1.0;
    let mut idle = 0;
    for _ in 0..steps {
        let mut bound: i64 = rows.iter().map(|&row| present[row]).sum();
        let mut reduced = Vec::with_capacity(columns.len());
        rows.iter().for_each(|&row| slope[row] = 1);
        for (column, covered) in &columns {
            let rest = COLUMN - covered.iter().map(|&row| present[row]).sum::<i64>();
            reduced.push((*column, rest));
            if rest < 0 {
                bound += rest;
                covered.iter().for_each(|&row| slope[row] -= 1);
            }
        }
        if bound > best.bound {
            best.bound = bound;
            best.reduced = reduced;
            rows.iter().for_each(|&row| prices[row] = present[row]);
            idle = 0;
        } else {
            idle += 1;
            if idle > 10 {
                length /= 2.0;
                idle = 0;
            }
        }
        let uphill = |row: usize| !(slope[row] < 0 && present[row] == 0);
        let steepness: i64 = rows
            .iter()
            .filter(|&&row| uphill(row))
            .map(|&row| slope[row] * slope[row])
            .sum();
        if best.bound > enough || length < 0.01 || steepness == 0 {
            break;
        }
        let aim = (enough + COLUMN).max(bound + COLUMN / 4);
        let scale = length * (aim - bound) as f64 / steepness as f64;
        for &row in &rows {
            present[row] = (present[row] + (scale * slope[row] as f64).round() as i64).max(0);
        }
    }
    best.prices = rows.iter().map(|&row| (row, prices[row])).collect();
    best
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
