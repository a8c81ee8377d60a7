//! The smallest number of sites that cover every demand point, with proof: reduce, bound, branch.
//!
//! The search can also be asked only whether some number of sites is enough; it then stops at the first cover.

use crate::siting::cover::{Cover, Left};
use crate::siting::cover_bound::{COLUMN, CoverBound, cover_bound};
use crate::siting::deadline::Deadline;

const ROOT_STEPS: usize = 400;
const NODE_STEPS: usize = 60;

/// Which covers are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Covers with more columns are of no interest.
    pub at_most: usize,
    /// The search stops at a cover with this many columns or fewer.
    pub enough: usize,
}

/// What a search for a cover found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverFound {
    /// The smallest cover met, ascending; `None` when none was met that is wanted.
    pub cover: Option<Vec<usize>>,
    /// No cover has fewer columns, as far as the search has come.
    pub bound: usize,
    /// Whether the search came to its end: no wanted cover is smaller, or `enough` was reached.
    pub complete: bool,
}

/// Searches for a smallest cover that is wanted and has the columns already taken in `left`.
pub fn smallest_cover(
    cover: &Cover,
    left: Left,
    wanted: Wanted,
    deadline: &Deadline,
) -> CoverFound {
    let mut search = Search {
        cover,
        deadline,
        most: wanted.at_most,
        enough: wanted.enough,
        best: None,
        bound: left.taken.len(),
        stopped: false,
    };
    let mut prices = first_prices(cover);
    search.node(left, &mut prices, ROOT_STEPS);
    let bound = match &search.best {
        Some(best) if search.ran_out(best) => best.len(),
        Some(best) => search.bound.min(best.len()),
        None if !search.stopped => wanted.at_most + 1,
        None => search.bound.min(wanted.at_most + 1),
    };
    let settled = search
        .best
        .as_ref()
        .is_some_and(|best| best.len() <= bound.max(wanted.enough));
    CoverFound {
        complete: !search.stopped || settled,
        cover: search.best,
        bound,
    }
}

/// An equal part of each of its columns: what the row with the largest of them pays.
fn first_prices(cover: &Cover) -> Vec<i64> {
    let sizes: Vec<i64> = cover
        .of_column
        .iter()
        .map(|rows| rows.count_ones(..) as i64)
        .collect();
    let price = |columns: &fixedbitset::FixedBitSet| {
        columns
            .ones()
            .map(|column| COLUMN / sizes[column].max(1))
            .min()
            .unwrap_or(COLUMN)
    };
    cover.of_row.iter().map(price).collect()
}

struct Search<'a> {
    cover: &'a Cover,
    deadline: &'a Deadline,
    /// The most columns that a cover may have to be of interest.
    most: usize,
    enough: usize,
    best: Option<Vec<usize>>,
    /// The bound of the whole question, from its first node.
    bound: usize,
    stopped: bool,
}

impl Search<'_> {
    fn is_over(&self) -> bool {
        self.stopped
            || self
                .best
                .as_ref()
                .is_some_and(|best| best.len() <= self.enough)
    }

    /// Whether everything was looked at without finding a cover smaller than the best.
    fn ran_out(&self, best: &[usize]) -> bool {
        !self.stopped && best.len() > self.enough
    }

    /// Searches what is left.
    fn node(&mut self, mut left: Left, prices: &mut [i64], steps: usize) {
        let bound = loop {
            if self.deadline.passed() {
                self.stopped = true;
            }
            if self.is_over() || !self.cover.reduce(&mut left) || left.taken.len() > self.most {
                return;
            }
            if left.rows.is_clear() {
                self.meet(left.taken);
                return;
            }
            let Some(room) = self
                .most
                .checked_sub(left.taken.len())
                .filter(|&room| room > 0)
            else {
                return;
            };
            let room = room as i64 * COLUMN;
            let bound = cover_bound(self.cover, &left, prices, steps, room);
            self.remember_first_bound(&left, bound.bound, steps);
            self.greedy(&left, &bound);
            if self.is_over() || bound.bound > room.min(self.room(&left)) {
                return;
            }
            if !self.fix(&mut left, &bound) {
                break bound;
            }
        };
        self.branch(left, prices, &bound);
    }

    /// What may still be taken, in the integers of the bound.
    fn room(&self, left: &Left) -> i64 {
        (self.most as i64 - left.taken.len() as i64) * COLUMN
    }

    fn remember_first_bound(&mut self, left: &Left, bound: i64, steps: usize) {
        if steps == ROOT_STEPS {
            let more =
                usize::try_from(bound.div_euclid(COLUMN) + i64::from(bound.rem_euclid(COLUMN) > 0));
            self.bound = self.bound.max(left.taken.len() + more.unwrap_or(0));
        }
    }

    fn meet(&mut self, mut cover: Vec<usize>) {
        if cover.len() <= self.most {
            self.most = cover.len().saturating_sub(1);
            cover.sort_unstable();
            self.best = Some(cover);
        }
    }

    /// Takes columns by their reduced cost a row newly covered, then drops those that are not needed.
    fn greedy(&mut self, left: &Left, bound: &CoverBound) {
        let mut rest = left.clone();
        let mut reduced: Vec<i64> = vec![COLUMN; self.cover.of_column.len()];
        bound
            .reduced
            .iter()
            .for_each(|&(column, cost)| reduced[column] = cost);
        while !rest.rows.is_clear() {
            if rest.taken.len() >= self.most + 3 {
                return;
            }
            let score = |column: usize| {
                let newly = self.cover.of_column[column].intersection_count(&rest.rows) as i64;
                let cost = reduced[column];
                (newly > 0).then(|| if cost > 0 { cost / newly } else { cost * newly })
            };
            let best = rest
                .columns
                .ones()
                .filter_map(|column| Some((score(column)?, column)))
                .min();
            let Some((_, column)) = best else { return };
            self.cover.take(&mut rest, column);
        }
        let mut taken = rest.taken;
        for place in (left.taken.len()..taken.len()).rev() {
            let mut rows = left.rows.clone();
            taken
                .iter()
                .filter(|&&column| column != taken[place])
                .for_each(|&column| rows.difference_with(&self.cover.of_column[column]));
            if rows.is_clear() {
                taken.remove(place);
            }
        }
        self.meet(taken);
    }

    /// Drops columns that cannot be in a wanted cover and takes those that must be; `false` when there are none.
    fn fix(&self, left: &mut Left, bound: &CoverBound) -> bool {
        let room = self.room(left);
        let mut changed = false;
        for &(column, reduced) in &bound.reduced {
            if reduced > 0 && bound.bound + reduced > room {
                left.columns.set(column, false);
                changed = true;
            } else if reduced < 0 && bound.bound - reduced > room {
                self.cover.take(left, column);
                changed = true;
            }
        }
        changed
    }

    /// One node for each column of the row that has fewest, without the columns tried before.
    fn branch(&mut self, left: Left, prices: &[i64], bound: &CoverBound) {
        let fewest = left
            .rows
            .ones()
            .min_by_key(|&row| self.cover.of_row[row].intersection_count(&left.columns));
        let Some(row) = fewest else { return };
        let mut columns: Vec<(i64, usize)> = bound
            .reduced
            .iter()
            .filter(|&&(column, _)| {
                self.cover.of_row[row].contains(column) && left.columns.contains(column)
            })
            .map(|&(column, reduced)| (reduced, column))
            .collect();
        columns.sort_unstable();
        let mut rest = left;
        for (_, column) in columns {
            let mut with = rest.clone();
            self.cover.take(&mut with, column);
            self.node(with, &mut prices.to_vec(), NODE_STEPS);
            if self.is_over() {
                return;
            }
            rest.columns.set(column, false);
        }
    }
}
