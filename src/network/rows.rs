//! Rows of different lengths in one stretch of memory: the steps from each node, the points of each edge.

/// Rows of different lengths, one after the other.
#[derive(Debug, Clone)]
pub struct Rows<T> {
    /// Where each row starts in `cells`, and where the last one ends.
    starts: Vec<u32>,
    cells: Vec<T>,
}

impl<T> Rows<T> {
    /// One row; `index` must be less than the number of rows.
    pub fn row(&self, index: u32) -> &[T] {
        let index = index as usize;
        &self.cells[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.cells.extend(row);
        // Cells are counted in 32 bits: four thousand million points of streets are more than the world has.
        self.starts.push(self.cells.len() as u32);
    }

    /// Takes all rows away and keeps their memory.
    pub fn clear(&mut self) {
        self.starts.truncate(1);
        self.cells.clear();
    }

    /// Makes `rows` rows from cells with their row, which must be sorted by row.
    pub fn from_sorted(rows: usize, cells: Vec<(u32, T)>) -> Self {
        let mut starts = vec![0u32; rows + 1];
        cells
            .iter()
            .for_each(|(row, _)| starts[*row as usize + 1] += 1);
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        Self {
            starts,
            cells: cells.into_iter().map(|(_, cell)| cell).collect(),
        }
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            starts: vec![0],
            cells: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_cells_and_may_be_empty() {
        let rows = Rows::from_sorted(3, vec![(0, 'a'), (2, 'b'), (2, 'c')]);
        assert_eq!(
            [rows.row(0), rows.row(1), rows.row(2)],
            [&['a'][..], &[], &['b', 'c']]
        );
        let mut pushed = Rows::default();
        pushed.push(['a']);
        pushed.push([]);
        assert_eq!([pushed.row(0), pushed.row(1)], [&['a'][..], &[]]);
        pushed.clear();
        pushed.push(['b']);
        assert_eq!(pushed.row(0), ['b']);
    }
}
