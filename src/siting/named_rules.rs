//! The constraints of a question as rules on the numbers of sites.

use std::collections::BTreeMap;

use crate::model::cost_table::{CostTable, TableId};
use crate::siting::error::SitingError;
use crate::siting::question::Constraints;
use crate::siting::rules::{Budget, DistrictLimit, SharedAtMost, SiteRules};

/// The rules that follow from constraints on sets of sites.
///
/// # Errors
/// Names that the table does not have.
pub fn named_rules(table: &CostTable, constraints: &Constraints) -> Result<SiteRules, SitingError> {
    let sites = table.sites();
    let mut rules = SiteRules::none(sites.len());
    if let Some(budget) = &constraints.budget {
        site_numbers(table, "costs of sites", budget.costs.keys())?;
        let costs = sites
            .iter()
            .map(|site| budget.costs.get(site).copied().unwrap_or(0))
            .collect();
        rules = rules.with_budget(Budget {
            costs,
            limit: budget.limit,
        });
    }
    if let Some(districts) = &constraints.districts {
        site_numbers(table, "districts of sites", districts.district_of.keys())?;
        let mut known = BTreeMap::new();
        let mut number = |name: &String| {
            let next = known.len() as u32;
            *known.entry(name.clone()).or_insert(next)
        };
        let district_of = sites
            .iter()
            .map(|site| districts.district_of.get(site).map(&mut number))
            .collect();
        rules = rules.with_districts(DistrictLimit {
            district_of,
            at_most: districts.at_most,
        });
    }
    if !constraints.too_close.is_empty() {
        let one = numbers_in_order(
            table,
            "sites too close",
            constraints.too_close.iter().map(|(one, _)| one),
        )?;
        let other = numbers_in_order(
            table,
            "sites too close",
            constraints.too_close.iter().map(|(_, other)| other),
        )?;
        rules = rules.with_pairs_apart(&one.into_iter().zip(other).collect::<Vec<_>>());
    }
    for plan in &constraints.unlike {
        let sites = site_numbers(table, "sites of another plan", &plan.sites)?;
        rules = rules.with_shared_at_most(SharedAtMost {
            at_most: sites.len().saturating_sub(plan.differing),
            sites,
        });
    }
    let group = |group: &Vec<TableId>| site_numbers(table, "groups of sites", group);
    let groups: Vec<Vec<u32>> = constraints
        .one_of_each
        .iter()
        .map(group)
        .collect::<Result<_, _>>()?;
    Ok(rules.with_one_of_each(groups))
}

/// The numbers of named sites, ascending, each once; `constraint` says where they are named.
///
/// # Errors
/// A name that the table does not have.
pub fn site_numbers<'a>(
    table: &CostTable,
    constraint: &'static str,
    names: impl IntoIterator<Item = &'a TableId>,
) -> Result<Vec<u32>, SitingError> {
    let mut numbers = numbers_in_order(table, constraint, names)?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn numbers_in_order<'a>(
    table: &CostTable,
    constraint: &'static str,
    names: impl IntoIterator<Item = &'a TableId>,
) -> Result<Vec<u32>, SitingError> {
    let number = |name: &'a TableId| match table.site_named(name) {
        Some(site) => Ok(site.0),
        None => Err(SitingError::UnknownSite {
            constraint,
            site: name.clone(),
        }),
    };
    names.into_iter().map(number).collect()
}
