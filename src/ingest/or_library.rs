//! The p-median files of the OR-Library to a table of costs between all pairs of vertices.
//!
//! A file has the numbers of vertices, edges and sites to open, then an edge a line: two vertices (1 to n) and a length.
//! An edge that is repeated takes its last length, and costs are the lengths of shortest paths, as the file's
//! own notes say; every vertex is both a demand point of weight 1 and a candidate site.
//!
//! # Source
//! Beasley 1990, "OR-Library: distributing test problems by electronic mail"; the files are those of Beasley 1985,
//! "A note on solving large p-median problems".

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::path::Path;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::unusable::Unusable;
use crate::model::cost_table::{CostTable, TableId};

/// Vertices that a file may have: the table grows with their square.
const MOST_VERTICES: u32 = 20_000;

/// A p-median question from the OR-Library.
#[derive(Debug, Clone, PartialEq)]
pub struct OrLibraryQuestion {
    /// Costs between all pairs of vertices that a path joins.
    pub table: CostTable,
    /// How many sites the file asks for.
    pub sites_to_open: usize,
}

/// Reads a p-median file.
///
/// # Errors
/// A file that cannot be read, a number that is none or out of range, and a list of edges shorter or longer than
/// the file's first line says.
pub fn or_library_question(path: &Path, file: &str) -> Result<OrLibraryQuestion, Unusable> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Unusable::file(file, error.to_string(), "a text file that can be read"))?;
    parsed(&text, file)
}

fn parsed(text: &str, file: &str) -> Result<OrLibraryQuestion, Unusable> {
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    let Some((row, header)) = lines.next() else {
        return Err(Unusable::file(
            file,
            "no lines",
            "a first line with the numbers of vertices, edges and sites",
        ));
    };
    let [vertices, edges, sites_to_open] = numbers(header, row, file)?;
    if vertices == 0 || vertices > MOST_VERTICES {
        let expected = format!("1 to {MOST_VERTICES} vertices");
        return Err(
            Problem::of_file(Severity::Blocks, file, vertices.to_string(), expected)
                .at_row(row)
                .into(),
        );
    }
    let mut lengths = BTreeMap::new();
    let mut problems = Vec::new();
    let mut edges_read = 0_u32;
    for (row, line) in lines {
        edges_read += 1;
        match edge(line, row, file, vertices) {
            Ok((from, to, length)) => {
                lengths.insert((from.min(to), from.max(to)), length);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if edges_read != edges {
        let expected = format!("{edges}, as row {row} says");
        problems.push(Problem::of_file(
            Severity::Blocks,
            file,
            format!("{edges_read} edges"),
            expected,
        ));
    }
    if !problems.is_empty() {
        return Err(Unusable { problems });
    }
    let table = table_of_shortest_paths(vertices, &lengths, file)?;
    Ok(OrLibraryQuestion {
        table,
        sites_to_open: sites_to_open as usize,
    })
}

fn edge(line: &str, row: u64, file: &str, vertices: u32) -> Result<(u32, u32, u32), Problem> {
    let [from, to, length] = numbers(line, row, file)?;
    match [from, to]
        .into_iter()
        .find(|vertex| !(1..=vertices).contains(vertex))
    {
        None => Ok((from, to, length)),
        Some(vertex) => {
            let expected = format!("a vertex from 1 to {vertices}");
            Err(Problem::of_file(Severity::Blocks, file, vertex.to_string(), expected).at_row(row))
        }
    }
}

fn numbers(line: &str, row: u64, file: &str) -> Result<[u32; 3], Problem> {
    let numbers: Vec<u32> = line
        .split_whitespace()
        .map_while(|word| word.parse().ok())
        .collect();
    <[u32; 3]>::try_from(numbers)
        .ok()
        .filter(|_| line.split_whitespace().count() == 3)
        .ok_or_else(|| {
            Problem::of_file(
                Severity::Blocks,
                file,
                format!("{line:?}"),
                "three whole numbers, 0 or more",
            )
            .at_row(row)
        })
}

fn table_of_shortest_paths(
    vertices: u32,
    lengths: &BTreeMap<(u32, u32), u32>,
    file: &str,
) -> Result<CostTable, Unusable> {
    let mut neighbours = vec![Vec::new(); vertices as usize];
    for (&(from, to), &length) in lengths {
        neighbours[from as usize - 1].push((to - 1, length));
        neighbours[to as usize - 1].push((from - 1, length));
    }
    let mut pairs = Vec::new();
    for origin in 0..vertices {
        let costs = shortest_paths(&neighbours, origin);
        pairs.extend(
            (0..)
                .zip(costs)
                .filter_map(|(vertex, cost)| Some((origin, vertex, f64::from(cost?)))),
        );
    }
    let sites: Vec<TableId> = (1..=vertices).map(TableId::Vertex).collect();
    let demand: Vec<(TableId, f64)> = sites.iter().map(|site| (site.clone(), 1.0)).collect();
    CostTable::new(&demand, &sites, &pairs)
        .map_err(|error| Unusable::file(file, error.to_string(), "costs between vertices"))
}

/// Lengths of shortest paths from one vertex (Dijkstra 1959); `None` where no path leads.
fn shortest_paths(neighbours: &[Vec<(u32, u32)>], origin: u32) -> Vec<Option<u32>> {
    let mut lengths: Vec<Option<u32>> = vec![None; neighbours.len()];
    lengths[origin as usize] = Some(0);
    let mut queue = BinaryHeap::from([Reverse((0_u32, origin))]);
    while let Some(Reverse((length, vertex))) = queue.pop() {
        if lengths[vertex as usize].is_some_and(|shorter| shorter < length) {
            continue;
        }
        for &(next, step) in &neighbours[vertex as usize] {
            let longer = length.saturating_add(step);
            if lengths[next as usize].is_none_or(|known| longer < known) {
                lengths[next as usize] = Some(longer);
                queue.push(Reverse((longer, next)));
            }
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cost_table::{DemandIndex, SiteIndex};

    #[test]
    fn a_repeated_edge_takes_its_last_length_and_costs_are_shortest_paths() {
        // 1 -4- 2 -3- 3, with 1-2 first said to be 9 long; the direct edge 1-3 of 8 loses to 4 + 3.
        let question =
            parsed("3 4 1\n1 2 9\n2 3 3\n1 3 8\n2 1 4\n", "small.txt").expect("a well-formed file");
        let row = question.table.reached_from(DemandIndex(0));
        assert_eq!(
            row,
            [
                (SiteIndex(0), 0.0),
                (SiteIndex(1), 4.0),
                (SiteIndex(2), 7.0)
            ]
        );
        assert_eq!(question.sites_to_open, 1);
    }

    #[test]
    fn vertices_without_a_path_have_no_cost() {
        let question = parsed("3 1 1\n1 2 9\n", "islands.txt").expect("a well-formed file");
        assert_eq!(
            question.table.reached_from(DemandIndex(2)),
            [(SiteIndex(2), 0.0)]
        );
    }

    #[test]
    fn every_bad_row_is_named() {
        let unusable =
            parsed("3 4 1\n1 2 9\n2 4 3\n1 x 8\n", "bad.txt").expect_err("three problems");
        let messages: Vec<String> = unusable.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "bad.txt, row 3: found 4, expected a vertex from 1 to 3",
                "bad.txt, row 4: found \"1 x 8\", expected three whole numbers, 0 or more",
                "bad.txt: found 3 edges, expected 4, as row 1 says",
            ]
        );
    }
}
