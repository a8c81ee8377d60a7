//! `nabij solve --actions`: which sites close, and how the others are open.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use nabij::ingest::csv_rows::TextFile;
use nabij::ingest::site_actions::site_actions;
use nabij::model::cost_table::{CostTable, TableId};
use nabij::model::site_actions::SiteActions;
use nabij::siting::action_plan::ActionPlan;
use nabij::siting::known_sites::strangers;
use nabij::siting::question::Question;
use nabij::siting::report::{SolveReport, reported_actions, solve_report};

/// What may become of the sites of a table; a site that the table does not have is refused.
pub fn given_actions(path: &Path, table: &CostTable) -> Result<BTreeMap<TableId, SiteActions>> {
    let name = path.display().to_string();
    let read = site_actions(TextFile { path, name: &name })?;
    let unknown = strangers(table, &read);
    anyhow::ensure!(
        unknown.is_empty(),
        "--actions: {} locaties staan niet in de tabel met kosten: {}",
        unknown.len(),
        unknown.join(", ")
    );
    let of_site = |site: &TableId| Some((site.clone(), read.get(&site.to_string())?.clone()));
    Ok(table.sites().iter().filter_map(of_site).collect())
}

/// The object that `--json` prints.
pub fn action_report(table: &CostTable, question: &Question, plan: &ActionPlan) -> SolveReport {
    let mut report = solve_report(table, question, &plan.answer);
    report.actions = Some(reported_actions(table, plan));
    report
}

/// What becomes of sites, as lines for people.
pub fn action_lines(table: &CostTable, plan: &ActionPlan) -> Vec<String> {
    let open = plan.answer.sites.iter().zip(&plan.states);
    let open = open.map(|(&site, action)| match action {
        Some(action) => format!("{} ({action})", table.site(site)),
        None => table.site(site).to_string(),
    });
    let mut lines = vec![format!("open {}", open.collect::<Vec<_>>().join(", "))];
    if !plan.closed.is_empty() {
        let closed = plan.closed.iter().map(|&site| table.site(site).to_string());
        lines.push(format!("dicht {}", closed.collect::<Vec<_>>().join(", ")));
    }
    lines
}
