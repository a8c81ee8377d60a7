//! A question with its names looked up: sites by number, and constraints checked against each other.

use std::collections::BTreeMap;

use crate::model::cost_table::{CostTable, SiteIndex, TableId};
use crate::siting::amounts::Amounts;
use crate::siting::error::SitingError;
use crate::siting::named_rules::{named_rules, site_numbers};
use crate::siting::question::{Constraints, Model, Question};
use crate::siting::rules::{Budget, SiteRules};
use crate::siting::spending::Spending;

/// Which sites of a table may open, which must, and what limits them together.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// Sites that may open or not, ascending.
    pub candidates: Vec<u32>,
    /// Sites that open in any case, ascending.
    pub required: Vec<u32>,
    /// Limits to sets of sites.
    pub rules: SiteRules,
    /// How much weight each site has room for, where rooms matter; `None` has room for all.
    pub capacities: Option<Vec<Option<f64>>>,
    /// The money, where places cost money too.
    pub spending: Option<Spending>,
    allowed: Vec<bool>,
}

impl Resolved {
    /// Looks up the sites of a question.
    ///
    /// # Errors
    /// Names that the table does not have, a number of sites that cannot be, and sites required and forbidden.
    pub fn new(table: &CostTable, question: &Question) -> Result<Self, SitingError> {
        let constraints = &question.constraints;
        let mut required = site_numbers(table, "required sites", &constraints.required)?;
        required.extend(site_numbers(
            table,
            "standing sites",
            &constraints.standing,
        )?);
        required.sort_unstable();
        required.dedup();
        let forbidden = site_numbers(table, "forbidden sites", &constraints.forbidden)?;
        if let Some(&both) = required.iter().find(|site| forbidden.contains(site)) {
            return Err(SitingError::RequiredAndForbidden(
                table.site(SiteIndex(both)).clone(),
            ));
        }
        let mut allowed = vec![true; table.sites().len()];
        forbidden
            .iter()
            .for_each(|&site| allowed[site as usize] = false);
        let open_to_choice = |site: &u32| allowed[*site as usize] && !required.contains(site);
        let candidates: Vec<u32> = (0..table.sites().len() as u32)
            .filter(open_to_choice)
            .collect();
        number_of_sites(&question.model, candidates.len(), required.len())?;
        let capacities = capacities(table, &constraints.capacities)?;
        let mut rules = named_rules(table, constraints)?;
        let spending = spending(table, constraints)?;
        if let (Some(spending), true) = (&spending, question.model.serves_everyone()) {
            let may_open = candidates.iter().chain(&required).copied();
            let left = spending.left_to_open(table.weights(), may_open);
            rules = rules.with_budget(Budget {
                costs: spending.costs.clone(),
                limit: left.ok_or(SitingError::NoAllowedSet)?,
            });
        }
        if let (Some(capacities), true) = (&capacities, question.model.serves_everyone()) {
            rules = rules.with_room(Amounts::of(table.weights()).room(table.weights(), capacities));
        }
        Ok(Self {
            candidates,
            required,
            rules,
            capacities,
            spending,
            allowed,
        })
    }

    /// The pairs of each demand point with sites that may open, in the table's order.
    pub fn rows<'a>(
        &'a self,
        table: &'a CostTable,
    ) -> impl Iterator<Item = impl Iterator<Item = (u32, f64)> + 'a> + 'a {
        table.rows().map(|row| {
            row.iter()
                .filter(|(site, _)| self.allowed[site.0 as usize])
                .map(|&(site, cost)| (site.0, cost))
        })
    }

    /// Whether nothing limits the sets of sites together.
    pub fn any_set_will_do(&self) -> bool {
        self.rules.is_empty() && self.spending.is_none()
    }

    /// The sites that may open, ascending.
    pub fn open_to_plans(&self) -> Vec<u32> {
        let mut sites = [&self.candidates[..], &self.required[..]].concat();
        sites.sort_unstable();
        sites
    }

    /// How many sites may open.
    pub fn may_open(&self) -> usize {
        self.candidates.len() + self.required.len()
    }
}

/// That each demand point reaches a site that may open, within the radius if there is one.
///
/// # Errors
/// Names the first point that does not, and counts them.
pub fn every_point_reached(
    table: &CostTable,
    resolved: &Resolved,
    radius: Option<f64>,
) -> Result<(), SitingError> {
    let mut unreached = resolved
        .rows(table)
        .zip(table.demand())
        .filter_map(|(mut row, id)| {
            (!row.any(|(_, cost)| radius.is_none_or(|radius| cost <= radius))).then_some(id)
        });
    let Some(first) = unreached.next() else {
        return Ok(());
    };
    let radius = radius.map_or_else(String::new, |radius| {
        format!(" within the radius of {radius}")
    });
    Err(SitingError::Unreached {
        first: first.clone(),
        count: 1 + unreached.count(),
        radius,
    })
}

fn number_of_sites(model: &Model, candidates: usize, required: usize) -> Result<(), SitingError> {
    match model.sites() {
        Some(found) if found == 0 || found > candidates + required => {
            Err(SitingError::NumberOfSites {
                found,
                candidates: candidates + required,
            })
        }
        Some(found) if found < required => {
            Err(SitingError::MoreRequiredThanSites { found, required })
        }
        _ => Ok(()),
    }
}

fn capacities(
    table: &CostTable,
    of_sites: &BTreeMap<TableId, f64>,
) -> Result<Option<Vec<Option<f64>>>, SitingError> {
    site_numbers(table, "capacities of sites", of_sites.keys())?;
    if let Some((site, &found)) = of_sites
        .iter()
        .find(|(_, room)| !(room.is_finite() && **room >= 0.0))
    {
        return Err(SitingError::Capacity {
            site: site.clone(),
            found,
        });
    }
    let of_table = || {
        table
            .sites()
            .iter()
            .map(|site| of_sites.get(site).copied())
            .collect()
    };
    Ok((!of_sites.is_empty()).then(of_table))
}

/// The money for sites where places cost money too; without a price for places the budget is a rule.
fn spending(table: &CostTable, constraints: &Constraints) -> Result<Option<Spending>, SitingError> {
    let Some(budget) = &constraints.budget else {
        return Ok(None);
    };
    site_numbers(table, "costs of sites", budget.costs_per_weight.keys())?;
    let spending = Spending::new(table, budget);
    let places_cost = spending.costs_per_weight.iter().any(|&cost| cost > 0);
    Ok(places_cost.then_some(spending))
}
