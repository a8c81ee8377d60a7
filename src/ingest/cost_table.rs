//! Long tables of costs and of demand, as text files, to one table of costs.
//!
//! A row that is wrong blocks the whole table: an answer that is proven best for a table with a row missing
//! would be proven for another question. Only costs of demand points that are not asked about are left out.

use std::collections::{HashMap, HashSet};

use crate::ingest::csv_rows::{TextFile, blocked, each_row, quantity};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::unusable::Unusable;
use crate::model::cost_table::{CostTable, CostTableError, TableId};

/// A table of costs, and what was left out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CostTableRead {
    /// The table.
    pub table: CostTable,
    /// What was left out, in the order of the rows.
    pub problems: Vec<Problem>,
}

/// Reads `demand_id,site_id,cost` and `demand_id,weight`; other columns are ignored, and so is their order.
///
/// A pair without a row is unreachable. Candidate sites are the sites of the cost file.
///
/// # Errors
/// Files or columns that are not there, numbers that are none or negative, and pairs or demand points met twice.
pub fn cost_table(costs: TextFile<'_>, demand: TextFile<'_>) -> Result<CostTableRead, Unusable> {
    let points = demand_points(demand)?;
    let rows = cost_rows(costs, &points)?;
    let table = CostTable::new(&points.weighted, &rows.sites, &rows.pairs)
        .map_err(|error| rows.refusal(costs.name, &points, error))?;
    Ok(CostTableRead {
        table,
        problems: rows.left_out,
    })
}

/// Demand points in the order of the file, and their places by name.
struct DemandPoints {
    weighted: Vec<(TableId, f64)>,
    places: HashMap<String, u32>,
}

fn demand_points(file: TextFile<'_>) -> Result<DemandPoints, Unusable> {
    let mut points = DemandPoints {
        weighted: Vec::new(),
        places: HashMap::new(),
    };
    let mut problems = Vec::new();
    each_row(
        file,
        ["demand_id", "weight"],
        [],
        |row, [id, weight], []| {
            if id.is_empty() {
                problems.push(blocked(file, row, "demand_id", "", "a name"));
            } else if points
                .places
                .insert(id.to_owned(), points.weighted.len() as u32)
                .is_some()
            {
                problems.push(blocked(
                    file,
                    row,
                    "demand_id",
                    id,
                    "each demand point once",
                ));
            }
            match quantity(weight) {
                Some(weight) => points.weighted.push((TableId::Name(id.to_owned()), weight)),
                None => problems.push(blocked(file, row, "weight", weight, "a number, 0 or more")),
            }
        },
    )?;
    if points.weighted.is_empty() && problems.is_empty() {
        return Err(Unusable::file(
            file.name,
            "no rows",
            "at least one demand point",
        ));
    }
    if problems.is_empty() {
        Ok(points)
    } else {
        Err(Unusable { problems })
    }
}

/// The costs of pairs by place, and the line that each stands on.
#[derive(Default)]
struct CostRows {
    sites: Vec<TableId>,
    pairs: Vec<(u32, u32, f64)>,
    lines: Vec<u64>,
    left_out: Vec<Problem>,
}

fn cost_rows(file: TextFile<'_>, points: &DemandPoints) -> Result<CostRows, Unusable> {
    let mut rows = CostRows::default();
    let mut site_places: HashMap<String, u32> = HashMap::new();
    let mut strangers: HashSet<String> = HashSet::new();
    let mut problems = Vec::new();
    each_row(
        file,
        ["demand_id", "site_id", "cost"],
        [],
        |row, [demand, site, cost], []| {
            let (Some(cost), false) = (quantity(cost), site.is_empty()) else {
                let (field, found, expected) = match site {
                    "" => ("site_id", "", "a name"),
                    _ => (
                        "cost",
                        cost,
                        "a number, 0 or more; a pair that cannot be reached has no row",
                    ),
                };
                problems.push(blocked(file, row, field, found, expected));
                return;
            };
            let place = *site_places
                .entry(site.to_owned())
                .or_insert_with(|| rows.new_site(site));
            match points.places.get(demand) {
                Some(&from) => {
                    rows.pairs.push((from, place, cost));
                    rows.lines.push(row);
                }
                None if strangers.insert(demand.to_owned()) => {
                    let mut problem = blocked(
                        file,
                        row,
                        "demand_id",
                        demand,
                        "a demand point of the demand file",
                    );
                    problem.severity = Severity::LeftOut;
                    rows.left_out.push(problem);
                }
                None => {}
            }
        },
    )?;
    if problems.is_empty() {
        Ok(rows)
    } else {
        Err(Unusable { problems })
    }
}

impl CostRows {
    /// The place of a site that was not met before.
    fn new_site(&mut self, site: &str) -> u32 {
        self.sites.push(TableId::Name(site.to_owned()));
        self.sites.len() as u32 - 1
    }

    /// What the model refused, with the row where it stands.
    fn refusal(&self, file: &str, points: &DemandPoints, error: CostTableError) -> Unusable {
        let CostTableError::PairTwice { demand, site, .. } = &error else {
            return Unusable::file(file, error.to_string(), "a table of costs");
        };
        let rows: Vec<u64> = (self.pairs.iter().zip(&self.lines))
            .filter(|((from, to, _), _)| {
                points.weighted[*from as usize].0 == *demand && self.sites[*to as usize] == *site
            })
            .map(|(_, &line)| line)
            .collect();
        let first = rows.first().copied().unwrap_or_default();
        let second = rows.get(1).copied().unwrap_or_default();
        let found = format!("a second cost from {demand} to {site}");
        Problem::of_file(
            Severity::Blocks,
            file,
            found,
            format!("only the one of row {first}"),
        )
        .at_row(second)
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cost_table::{DemandIndex, SiteIndex};

    fn read(costs: &str, demand: &str) -> Result<CostTableRead, Unusable> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (costs_path, demand_path) = (
            folder.path().join("costs.csv"),
            folder.path().join("demand.csv"),
        );
        std::fs::write(&costs_path, costs).expect("a file can be written");
        std::fs::write(&demand_path, demand).expect("a file can be written");
        cost_table(
            TextFile {
                path: &costs_path,
                name: "costs.csv",
            },
            TextFile {
                path: &demand_path,
                name: "demand.csv",
            },
        )
    }

    #[test]
    fn rows_become_pairs_and_a_missing_row_is_unreachable() {
        let read = read(
            "demand_id,site_id,cost\na,x,1.5\nb,y,2\n",
            "\u{feff}demand_id,weight\nb,3\na,1\n",
        );
        let table = read.expect("plain files").table;
        assert_eq!(table.weights(), [1.0, 3.0]);
        assert_eq!(table.reached_from(DemandIndex(0)), [(SiteIndex(0), 1.5)]);
        assert_eq!(table.reached_from(DemandIndex(1)), [(SiteIndex(1), 2.0)]);
    }

    #[test]
    fn costs_of_a_demand_point_that_is_not_asked_about_are_left_out_and_named_once() {
        let read = read(
            "demand_id,site_id,cost\nz,x,1\nz,y,1\na,x,2\n",
            "demand_id,weight\na,1\n",
        );
        let read = read.expect("usable files");
        let messages: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "costs.csv, row 2, field \"demand_id\": found \"z\", expected a demand point of the demand file"
            ]
        );
    }

    #[test]
    fn bad_rows_block_the_table_and_are_named() {
        let costs = "demand_id,site_id,cost\na,x,-1\na,,2\na,z,\n";
        let message = read(costs, "demand_id,weight\na,1\n")
            .expect_err("bad costs")
            .to_string();
        let expected = "a number, 0 or more; a pair that cannot be reached has no row";
        assert_eq!(
            message.lines().collect::<Vec<_>>(),
            [
                &format!("costs.csv, row 2, field \"cost\": found \"-1\", expected {expected}"),
                "costs.csv, row 3, field \"site_id\": found \"\", expected a name",
                &format!("costs.csv, row 4, field \"cost\": found \"\", expected {expected}"),
            ]
        );
    }

    #[test]
    fn a_pair_met_twice_names_both_rows() {
        let costs = "demand_id,site_id,cost\na,x,1\na,y,2\na,x,3\n";
        let message = read(costs, "demand_id,weight\na,1\n")
            .expect_err("a pair twice")
            .to_string();
        assert_eq!(
            message,
            "costs.csv, row 4: found a second cost from a to x, expected only the one of row 2"
        );
    }

    #[test]
    fn a_missing_column_is_named() {
        let message = read("demand_id,site_id\na,x\n", "demand_id,weight\na,1\n")
            .expect_err("no cost")
            .to_string();
        assert_eq!(
            message,
            "costs.csv: found the columns [\"demand_id\", \"site_id\"], expected a column \"cost\""
        );
    }
}
