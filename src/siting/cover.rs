//! Which demand points each site covers, made smaller without losing a smallest cover.
//!
//! # Source
//! Toregas and ReVelle 1973, "Binary logic solutions to a class of location problem" (row and column dominance);
//! Church and Gerrard 2003, "The multi-level location set covering model" (reduction to essential sites).

use fixedbitset::FixedBitSet;

/// A covering question: every row must be covered by a column that is taken.
///
/// Rows are demand points, columns are sites. What is still there is marked in `rows` and `columns`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// For each row, the columns that cover it.
    pub of_row: Vec<FixedBitSet>,
    /// For each column, the rows that it covers.
    pub of_column: Vec<FixedBitSet>,
}

/// What is left of a covering question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Rows that no column taken covers.
    pub rows: FixedBitSet,
    /// Columns that may still be taken.
    pub columns: FixedBitSet,
    /// Columns taken.
    pub taken: Vec<usize>,
}

impl Cover {
    /// A question from the columns that cover each row; rows with the same columns become one.
    pub fn new(mut rows: Vec<Vec<u32>>, columns: usize) -> Self {
        rows.sort_unstable();
        rows.dedup();
        let mut of_column = vec![FixedBitSet::with_capacity(rows.len()); columns];
        let mut of_row = vec![FixedBitSet::with_capacity(columns); rows.len()];
        for (row, covering) in rows.iter().enumerate() {
            for &column in covering {
                of_row[row].insert(column as usize);
                of_column[column as usize].insert(row);
            }
        }
        Self { of_row, of_column }
    }

    /// Everything is left.
    pub fn all(&self) -> Left {
        let full = |size| {
            let mut set = FixedBitSet::with_capacity(size);
            set.insert_range(..);
            set
        };
        Left {
            rows: full(self.of_row.len()),
            columns: full(self.of_column.len()),
            taken: Vec::new(),
        }
    }

    /// Takes a column.
    pub fn take(&self, left: &mut Left, column: usize) {
        left.taken.push(column);
        left.columns.set(column, false);
        left.rows.difference_with(&self.of_column[column]);
    }

    /// Takes columns that are the only ones for a row, and drops rows and columns that others stand for, until
    /// nothing changes; `false` when a row has no column left.
    pub fn reduce(&self, left: &mut Left) -> bool {
        loop {
            if !self.take_essential(left) {
                return false;
            }
            let columns = self.drop_dominated_columns(left);
            let rows = self.drop_implied_rows(left);
            if !columns && !rows {
                return true;
            }
        }
    }

    fn take_essential(&self, left: &mut Left) -> bool {
        loop {
            let mut essential = None;
            for row in left.rows.ones() {
                let mut covering = self.of_row[row].intersection(&left.columns);
                match (covering.next(), covering.next()) {
                    (None, _) => return false,
                    (Some(column), None) => {
                        essential = Some(column);
                        break;
                    }
                    _ => {}
                }
            }
            match essential {
                Some(column) => self.take(left, column),
                None => return true,
            }
        }
    }

    /// Drops columns whose rows another column covers too; of equal columns the first stays.
    fn drop_dominated_columns(&self, left: &mut Left) -> bool {
        let live = masked(&self.of_column, &left.columns, &left.rows);
        let sizes = sizes(&self.of_row, &left.rows, &left.columns);
        let before = left.columns.count_ones(..);
        for (column, rows) in live.iter().enumerate() {
            let Some(rows) = rows else { continue };
            let Some(rarest) = rows.ones().min_by_key(|&row| sizes[row]) else {
                left.columns.set(column, false);
                continue;
            };
            let dominates = |other: usize| {
                let larger = live[other].as_ref().filter(|_| other != column);
                larger.is_some_and(|larger| {
                    rows.is_subset(larger) && (other < column || !larger.is_subset(rows))
                })
            };
            if self.of_row[rarest]
                .intersection(&left.columns)
                .any(dominates)
            {
                left.columns.set(column, false);
            }
        }
        left.columns.count_ones(..) < before
    }

    /// Drops rows that are covered whenever another row is; of equal rows one stays. Says whether there were any.
    ///
    /// Rows with few columns come first: they imply most of the others.
    pub fn drop_implied_rows(&self, left: &mut Left) -> bool {
        let live = masked(&self.of_row, &left.rows, &left.columns);
        let sizes_of_columns = sizes(&self.of_column, &left.columns, &left.rows);
        let sizes_of_rows = sizes(&self.of_row, &left.rows, &left.columns);
        let mut order: Vec<usize> = left.rows.ones().collect();
        order.sort_by_key(|&row| sizes_of_rows[row]);
        let before = order.len();
        for row in order {
            let Some(columns) = live[row].as_ref().filter(|_| left.rows.contains(row)) else {
                continue;
            };
            let rarest = columns
                .ones()
                .min_by_key(|&column| sizes_of_columns[column]);
            let Some(rarest) = rarest else { continue };
            let implied = |&other: &usize| {
                let larger = live[other].as_ref().filter(|_| other != row);
                larger.is_some_and(|larger| columns.is_subset(larger))
            };
            let others = self.of_column[rarest].intersection(&left.rows);
            let implied: Vec<usize> = others.filter(implied).collect();
            implied
                .into_iter()
                .for_each(|other| left.rows.set(other, false));
        }
        left.rows.count_ones(..) < before
    }
}

/// The sets of those that are alive, without what is not; `None` for the others.
fn masked(
    sets: &[FixedBitSet],
    alive: &FixedBitSet,
    mask: &FixedBitSet,
) -> Vec<Option<FixedBitSet>> {
    let mut masked = vec![None; sets.len()];
    for place in alive.ones() {
        let mut set = sets[place].clone();
        set.intersect_with(mask);
        masked[place] = Some(set);
    }
    masked
}

/// How many of the mask are in each set that is alive; 0 for the others.
fn sizes(sets: &[FixedBitSet], alive: &FixedBitSet, mask: &FixedBitSet) -> Vec<usize> {
    let mut sizes = vec![0; sets.len()];
    alive
        .ones()
        .for_each(|place| sizes[place] = sets[place].intersection_count(mask));
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dominance_alone_solves_a_small_question() {
        // Column 1 covers what column 0 does; row [1, 2] is covered whenever row [1] is; row [2, 3] needs one more.
        let cover = Cover::new(vec![vec![0, 1], vec![1], vec![1, 2], vec![2, 3]], 4);
        let mut left = cover.all();
        assert!(cover.reduce(&mut left));
        assert!(left.rows.is_clear());
        assert_eq!(left.taken, [1, 2]);
    }

    #[test]
    fn a_row_without_a_column_cannot_be_covered() {
        let cover = Cover::new(vec![vec![0], vec![]], 1);
        assert!(!cover.reduce(&mut cover.all()));
    }
}
