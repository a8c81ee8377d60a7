//! People by row and column, such as facility and neighbourhood, where the sums of both are told elsewhere: which cells
//! may not be published, because they are small or follow from the others and the sums.
//!
//! Rows and columns are the nodes of a graph and the hidden cells its edges; a row or column whose sum is not told has
//! an edge to one node outside. A hidden cell follows exactly when its edge is on no circle: along a circle every second
//! cell can be moved up and the others down without any sum changing.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::access::suppression::is_small;
use crate::model::people::People;

/// One cell with somebody in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrossedCell {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The people.
    pub people: People,
}

/// The cells of a table, each at most once, and of which rows and columns a reader knows the sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrossedTable {
    /// The cells with somebody in them; of all others a reader knows that they are empty.
    pub cells: Vec<CrossedCell>,
    /// Of each row whether its sum is told.
    pub row_told: Vec<bool>,
    /// Of each column whether its sum is told.
    pub column_told: Vec<bool>,
}

/// Which cells are hidden: the small ones, those in `hidden_already`, and as few people as possible beside them, so that
/// none follows from what is shown, nor how many there are in a line when those are few.
///
/// A cell that follows from the sums alone cannot be protected by hiding others.
///
/// # Shape
/// One for each cell, as `hidden_already`.
///
/// # Source
/// Gusfield 1988, on complementary suppression in tables of two dimensions as circles in a graph.
pub fn hidden_cells(table: &CrossedTable, hidden_already: &[bool]) -> Vec<bool> {
    let neighbours = table.neighbours();
    let cells = table.cells.iter().zip(hidden_already);
    let mut hidden: Vec<bool> = cells
        .map(|(cell, &already)| already || is_small(cell.people))
        .collect();
    loop {
        let before = hidden.clone();
        for cell in 0..hidden.len() {
            if hidden[cell] {
                for other in cheapest_circle(table, &neighbours, &hidden, cell) {
                    hidden[other] = true;
                }
            }
        }
        for line in 0..table.row_told.len() + table.column_told.len() {
            if let Some(next) = next_of_small_sum(table, &hidden, line) {
                hidden[next] = true;
            }
        }
        if hidden == before {
            return hidden;
        }
    }
}

/// A node, and the cell that leads to it, or from it back; none to and from the outside.
type Step = (usize, Option<usize>);

impl CrossedTable {
    /// Rows are the first nodes, then columns.
    fn ends(&self, cell: &CrossedCell) -> [usize; 2] {
        [cell.row, self.row_told.len() + cell.column]
    }

    fn outside(&self) -> usize {
        self.row_told.len() + self.column_told.len()
    }

    fn is_told(&self, line: usize) -> bool {
        let mut told = self.row_told.iter().chain(&self.column_told);
        told.nth(line).copied().unwrap_or(false)
    }

    /// For each node the nodes next to it, each with its cell; a line that is not told is next to the outside.
    fn neighbours(&self) -> Vec<Vec<Step>> {
        let outside = self.outside();
        let mut neighbours = vec![Vec::new(); outside + 1];
        for line in (0..outside).filter(|&line| !self.is_told(line)) {
            neighbours[line].push((outside, None));
            neighbours[outside].push((line, None));
        }
        for (index, cell) in self.cells.iter().enumerate() {
            let [row, column] = self.ends(cell);
            neighbours[row].push((column, Some(index)));
            neighbours[column].push((row, Some(index)));
        }
        neighbours
    }
}

/// The cells of the circle around a cell on which the fewest people are not hidden yet, without the cell itself;
/// nothing when it is on no circle.
fn cheapest_circle(
    table: &CrossedTable,
    neighbours: &[Vec<Step>],
    hidden: &[bool],
    around: usize,
) -> Vec<usize> {
    let [start, goal] = table.ends(&table.cells[around]);
    let mut came_by: Vec<Option<Step>> = vec![None; neighbours.len()];
    let mut best: Vec<Option<u64>> = vec![None; neighbours.len()];
    best[start] = Some(0);
    let mut waiting = BinaryHeap::from([Reverse((0u64, start))]);
    while let Some(Reverse((cost, node))) = waiting.pop() {
        if best[node] != Some(cost) {
            continue;
        }
        for &(next, cell) in &neighbours[node] {
            if cell == Some(around) {
                continue;
            }
            let shown = cell.filter(|&cell| !hidden[cell]);
            let people = shown.map_or(People::NONE, |cell| table.cells[cell].people);
            let cost = cost + people.billionths();
            if best[next].is_none_or(|best| cost < best) {
                best[next] = Some(cost);
                came_by[next] = Some((node, cell));
                waiting.push(Reverse((cost, next)));
            }
        }
    }
    let back = |&(node, _): &Step| came_by[node];
    let steps = std::iter::successors(came_by[goal], back);
    steps.filter_map(|(_, cell)| cell).collect()
}

/// The smallest shown cell of a line whose hidden cells are few people together.
fn next_of_small_sum(table: &CrossedTable, hidden: &[bool], line: usize) -> Option<usize> {
    let in_line = |index: &usize| table.ends(&table.cells[*index]).contains(&line);
    let cells: Vec<usize> = (0..table.cells.len()).filter(in_line).collect();
    let (hidden, shown): (Vec<usize>, Vec<usize>) = cells.iter().partition(|&&cell| hidden[cell]);
    let together: People = hidden.iter().map(|&cell| table.cells[cell].people).sum();
    let gives_away = table.is_told(line) && is_small(together);
    let smallest = shown
        .into_iter()
        .min_by_key(|&cell| (table.cells[cell].people, cell));
    smallest.filter(|_| gives_away)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::known_equations::is_fixed;
    use proptest::prelude::*;

    fn table(rows: &[&[u32]]) -> CrossedTable {
        let cell = |row: usize, column: usize, people: u32| CrossedCell {
            row,
            column,
            people: People::whole(people),
        };
        let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
            let cells = cells.iter().enumerate().filter(|(_, people)| **people > 0);
            cells.map(move |(column, &people)| cell(row, column, people))
        });
        CrossedTable {
            cells: cells.collect(),
            row_told: vec![true; rows.len()],
            column_told: vec![true; rows.first().map_or(0, |row| row.len())],
        }
    }

    /// The people of the hidden cells.
    fn hidden(table: &CrossedTable) -> Vec<u64> {
        let hidden = hidden_cells(table, &vec![false; table.cells.len()]);
        let cells = table.cells.iter().zip(hidden);
        cells
            .filter(|(_, hidden)| *hidden)
            .map(|(cell, _)| cell.people.whole_persons())
            .collect()
    }

    #[test]
    fn a_small_cell_hides_the_cheapest_circle_around_it() {
        // 3 is found from its row unless another is hidden there, and that one from its column.
        // Over the second row it costs 10 + 20 + 30 people, over the third 40 + 50 + 30.
        let three = table(&[&[3, 30, 90], &[10, 20, 80], &[40, 50, 70]]);
        assert_eq!(hidden(&three), [3, 30, 10, 20]);
    }

    #[test]
    fn where_a_sum_is_not_told_its_line_needs_no_other() {
        let mut three = table(&[&[3, 30], &[10, 20]]);
        three.row_told[0] = false;
        // The first row tells nothing; by its column 3 is found, unless 10 is hidden, and that by its row, unless 20 is,
        // and that by its column, unless 30 is.
        assert_eq!(hidden(&three), [3, 30, 10, 20]);
        three.column_told[0] = false;
        assert_eq!(hidden(&three), [3]);
    }

    #[test]
    fn a_few_people_in_one_line_are_not_told_together_either() {
        // 1 and 2 are on a circle with 3 and 1, and still the first row would tell of 3 persons.
        let few = table(&[&[1, 2, 50], &[3, 1, 60], &[20, 20, 70]]);
        assert_eq!(hidden(&few), [1, 2, 50, 3, 1, 60, 20, 20]);
    }

    #[test]
    fn nothing_is_hidden_where_nothing_is_small() {
        assert_eq!(hidden(&table(&[&[5, 0], &[10, 20]])), [0; 0]);
    }

    /// What a reader knows: a variable for each cell that is hidden, an equation for each line of which the sum is told.
    fn equations(table: &CrossedTable, hidden: &[bool]) -> Vec<Vec<i64>> {
        let equation = |line: usize| {
            let cells = table.cells.iter().zip(hidden);
            let coefficient = |(cell, &hidden): (&CrossedCell, &bool)| {
                i64::from(hidden && table.ends(cell).contains(&line))
            };
            cells.map(coefficient).collect()
        };
        let told = (0..table.outside()).filter(|&line| table.is_told(line));
        told.map(equation).collect()
    }

    proptest! {
        #[test]
        fn no_small_cell_follows_that_did_not_follow_from_the_sums_alone(
            people in prop::collection::vec(prop_oneof![Just(0u32), 1u32..7, 1u32..60], 20),
            told in prop::collection::vec(prop::bool::weighted(0.8), 9),
        ) {
            let rows: Vec<&[u32]> = people.chunks(5).collect();
            let mut table = table(&rows);
            table.row_told.copy_from_slice(&told[..4]);
            table.column_told.copy_from_slice(&told[4..]);
            let hidden = hidden_cells(&table, &vec![false; table.cells.len()]);
            let published = equations(&table, &hidden);
            let sums_alone = equations(&table, &vec![true; table.cells.len()]);
            for (index, cell) in table.cells.iter().enumerate() {
                if is_small(cell.people) {
                    prop_assert!(hidden[index]);
                    prop_assert!(!is_fixed(&published, index) || is_fixed(&sums_alone, index), "cell {index} of {table:?}");
                }
            }
        }
    }
}
