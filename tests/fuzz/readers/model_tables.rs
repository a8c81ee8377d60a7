//! The tables of `nabij solve`: costs, demand, sites and actions, with a line of three dashes between them.

use nabij::ingest::cost_table::cost_table;
use nabij::ingest::csv_rows::TextFile;
use nabij::ingest::site_actions::site_actions;
use nabij::ingest::site_facts::site_facts;

use super::kept_table::{folder, written};

const BETWEEN: &[u8] = b"---\n";

/// Reads bytes as the four tables.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let mut rest = bytes;
    let paths = ["costs.csv", "demand.csv", "sites.csv", "actions.csv"].map(|name| {
        let end = rest.windows(BETWEEN.len()).position(|part| part == BETWEEN);
        let (table, after) = match end {
            Some(end) => (&rest[..end], &rest[end + BETWEEN.len()..]),
            None => (rest, &rest[..0]),
        };
        rest = after;
        written(&folder, name, table)
    });
    let [costs, demand, sites, actions] = paths.each_ref().map(|path| TextFile {
        path,
        name: "table.csv",
    });
    let _costs = cost_table(costs, demand);
    let _sites = site_facts(sites);
    let _actions = site_actions(actions);
}
