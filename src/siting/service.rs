//! What each demand point gets from the sites that open.

use crate::model::cost_table::{CostTable, SiteIndex};

/// For each demand point its cheapest open site, the smaller id at equal cost, within the radius if there is one.
///
/// # Shape
/// In the table's order; `None` where there is none.
pub fn assignment(table: &CostTable, sites: &[u32], radius: Option<f64>) -> Vec<Option<SiteIndex>> {
    services(table, sites)
        .map(|service| within(service, radius).map(|(site, _)| site))
        .collect()
}

/// The cost of each demand point to its cheapest open site, in the table's order; `None` where it reaches none.
pub fn cheapest_costs(table: &CostTable, sites: &[u32]) -> impl Iterator<Item = Option<f64>> {
    services(table, sites).map(|service| service.map(|(_, cost)| cost))
}

fn services(table: &CostTable, sites: &[u32]) -> impl Iterator<Item = Option<(SiteIndex, f64)>> {
    let mut open = vec![false; table.sites().len()];
    sites.iter().for_each(|&site| open[site as usize] = true);
    table.rows().map(move |row| {
        row.iter()
            .filter(|(site, _)| open[site.0 as usize])
            .min_by(|(one, cost), (other, other_cost)| {
                cost.total_cmp(other_cost).then(one.cmp(other))
            })
            .copied()
    })
}

fn within(service: Option<(SiteIndex, f64)>, radius: Option<f64>) -> Option<(SiteIndex, f64)> {
    service.filter(|&(_, cost)| radius.is_none_or(|radius| cost <= radius))
}
