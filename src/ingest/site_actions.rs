//! A table of what may become of sites, as a text file: a row for each way to be open, and one for closing.
//! A site without a row for closing stays open in one of its ways.

use std::collections::BTreeMap;

use crate::ingest::csv_rows::{TextFile, blocked, each_row, quantity};
use crate::ingest::problem::Problem;
use crate::ingest::site_facts::cents;
use crate::ingest::unusable::Unusable;
use crate::model::site_actions::{OpenState, SiteActions};

/// The action that is no way to be open.
const CLOSED: &str = "closed";

/// Reads `site_id,action,fixed_cost` and, where they are there, `variable_cost,capacity`.
///
/// # Units
/// Costs are euros with at most two decimals. Without a variable cost nothing is paid for each unit of weight, and
/// without a capacity there is room for all.
///
/// # Errors
/// A file or column that is not there, an action met twice for a site, a site that can only be closed, and a value
/// that is none.
pub fn site_actions(file: TextFile<'_>) -> Result<BTreeMap<String, SiteActions>, Unusable> {
    let mut sites: BTreeMap<String, SiteActions> = BTreeMap::new();
    let mut first_rows: BTreeMap<String, u64> = BTreeMap::new();
    let mut problems: Vec<Problem> = Vec::new();
    let (needed, further) = (
        ["site_id", "action", "fixed_cost"],
        ["variable_cost", "capacity"],
    );
    each_row(file, needed, further, |line, [id, action, fixed], more| {
        let mut refused = |(field, found, expected): Refused<'_>| {
            problems.push(blocked(file, line, field, found, expected));
        };
        if id.is_empty() {
            return refused(("site_id", id, "a name"));
        }
        first_rows.entry(id.to_owned()).or_insert(line);
        let actions = sites.entry(id.to_owned()).or_default();
        if let Err(refusal) = add_action(actions, [action, fixed, more[0], more[1]]) {
            refused(refusal);
        }
    })?;
    if problems.is_empty() {
        let only_closed = sites.iter().filter(|(_, actions)| actions.open.is_empty());
        problems.extend(only_closed.map(|(id, _)| {
            let expected = "also a way to be open, because a site that can only close is no choice";
            blocked(file, first_rows[id], "action", CLOSED, expected)
        }));
    }
    if problems.is_empty() {
        Ok(sites)
    } else {
        Err(Unusable { problems })
    }
}

/// A field, what was found there, and what was expected.
pub type Refused<'a> = (&'static str, &'a str, &'static str);

/// Takes in one row of a site: action, fixed cost, variable cost and capacity.
///
/// # Errors
/// The field that is wrong; then nothing is taken in.
pub fn add_action<'a>(actions: &mut SiteActions, cells: [&'a str; 4]) -> Result<(), Refused<'a>> {
    let [action, fixed, variable, capacity] = cells;
    let is_known = actions.open.iter().any(|state| state.name == action)
        || (action == CLOSED && actions.closed.is_some());
    if action.is_empty() || is_known {
        let expected = "closed or the name of a way to be open, each once for a site";
        return Err(("action", action, expected));
    }
    let cost = cents(fixed).map_err(|expected| ("fixed_cost", fixed, expected))?;
    if action == CLOSED {
        let nothing = "nothing, because a closed site serves nobody";
        for (field, found) in [("variable_cost", variable), ("capacity", capacity)] {
            if !found.is_empty() {
                return Err((field, found, nothing));
            }
        }
        actions.closed = Some(cost);
        return Ok(());
    }
    let per_weight = given(variable, |text| {
        cents(text).map_err(|expected| ("variable_cost", text, expected))
    })?;
    let room = given(capacity, |text| {
        quantity(text).ok_or(("capacity", text, "a number of places, 0 or more"))
    })?;
    actions.open.push(OpenState {
        name: action.to_owned(),
        cost,
        cost_per_weight: per_weight.unwrap_or(0),
        capacity: room,
    });
    Ok(())
}

/// What a cell says; nothing when it is empty.
fn given<'a, T>(
    text: &'a str,
    read: impl Fn(&'a str) -> Result<T, Refused<'a>>,
) -> Result<Option<T>, Refused<'a>> {
    (!text.is_empty()).then(|| read(text)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<BTreeMap<String, SiteActions>, Unusable> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("actions.csv");
        std::fs::write(&path, text).expect("a file can be written");
        site_actions(TextFile {
            path: &path,
            name: "actions.csv",
        })
    }

    #[test]
    fn a_site_without_a_row_for_closing_stays_open() {
        let sites = read(
            "site_id,action,fixed_cost,variable_cost,capacity\nA,closed,5,,\nA,as is,8,,30\nB,extended,50.5,2,\n",
        );
        let sites = sites.expect("a sound table");
        let as_is = OpenState {
            name: "as is".to_owned(),
            cost: 800,
            cost_per_weight: 0,
            capacity: Some(30.0),
        };
        let extended = OpenState {
            name: "extended".to_owned(),
            cost: 5_050,
            cost_per_weight: 200,
            capacity: None,
        };
        assert_eq!((sites["A"].closed, sites["B"].closed), (Some(500), None));
        assert_eq!(
            (&sites["A"].open, &sites["B"].open),
            (&vec![as_is], &vec![extended])
        );
    }

    #[test]
    fn every_row_that_says_no_action_is_named() {
        let text = "site_id,action,fixed_cost,capacity\nA,as is,,\nA,closed,5,30\nA,closed,5,\nA,closed,6,\n,as is,1,\n";
        let message = read(text).expect_err("a bad table").to_string();
        let expected = [
            "actions.csv, row 2, field \"fixed_cost\": found \"\", expected euros, 0 or more, with at most two decimals",
            "actions.csv, row 3, field \"capacity\": found \"30\", expected nothing, because a closed site serves nobody",
            "actions.csv, row 5, field \"action\": found \"closed\", expected closed or the name of a way to be open, each once for a site",
            "actions.csv, row 6, field \"site_id\": found \"\", expected a name",
        ];
        assert_eq!(message.lines().collect::<Vec<_>>(), expected);
        let message = read("site_id,action,fixed_cost\nA,closed,5\n").expect_err("no choice");
        assert!(
            message.to_string().contains("row 2, field \"action\""),
            "{message}"
        );
    }
}
