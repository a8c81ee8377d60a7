//! Whether there is money for the sites of a plan and for everyone they serve.

use std::collections::BTreeMap;

use crate::model::cost_table::{CostTable, TableId};
use crate::siting::amounts::Amounts;
use crate::siting::question::SiteBudget;
use crate::siting::service::assignment;

/// Money for opening sites and for the weight that each of them serves.
#[derive(Debug, Clone, PartialEq)]
pub struct Spending {
    /// What each site costs to open, in the smallest unit of money.
    pub costs: Vec<u64>,
    /// What each site costs for each unit of weight that it serves.
    pub costs_per_weight: Vec<u64>,
    /// What may be spent.
    pub limit: u64,
    /// How weights are counted.
    pub amounts: Amounts,
}

impl Spending {
    /// The money of a budget for the sites of a table.
    pub fn new(table: &CostTable, budget: &SiteBudget) -> Self {
        let value_of_each = |values: &BTreeMap<TableId, u64>| {
            let value = |site: &TableId| values.get(site).copied().unwrap_or(0);
            table.sites().iter().map(value).collect()
        };
        Self {
            costs: value_of_each(&budget.costs),
            costs_per_weight: value_of_each(&budget.costs_per_weight),
            limit: budget.limit,
            amounts: Amounts::of(table.weights()),
        }
    }

    /// Whether the money suffices for sites that each serve so much, in whole numbers of [`Self::amounts`].
    pub fn affords(&self, sites: &[u32], loads: &[i64]) -> bool {
        self.spent(sites, loads) <= u128::from(self.limit) * self.one()
    }

    /// What is spent, as many times as one unit of weight has whole numbers.
    fn spent(&self, sites: &[u32], loads: &[i64]) -> u128 {
        let spent = sites.iter().zip(loads).map(|(&site, &load)| {
            let site = site as usize;
            u128::from(self.costs[site]) * self.one()
                + u128::from(self.costs_per_weight[site]) * u128::from(load.unsigned_abs())
        });
        spent.sum()
    }

    fn one(&self) -> u128 {
        u128::from(self.amounts.whole(1.0).max(1).unsigned_abs())
    }

    /// How much each of these sites serves when everyone within a radius goes to the cheapest.
    pub fn nearest_loads(&self, table: &CostTable, sites: &[u32], radius: Option<f64>) -> Vec<i64> {
        let mut loads = vec![0; sites.len()];
        let nearest = assignment(table, sites, radius);
        for (site, &weight) in nearest.iter().zip(table.weights()) {
            if let Some(place) = site.and_then(|site| sites.binary_search(&site.0).ok()) {
                loads[place] += self.amounts.whole(weight);
            }
        }
        loads
    }

    /// What is left for opening when everyone is served at the cheapest price; `None` when that is too much already.
    pub fn left_to_open(
        &self,
        weights: &[f64],
        may_open: impl Iterator<Item = u32>,
    ) -> Option<u64> {
        let cheapest = may_open
            .map(|site| self.costs_per_weight[site as usize])
            .min()?;
        let total: i64 = weights
            .iter()
            .map(|&weight| self.amounts.whole(weight))
            .sum();
        let least = u128::from(cheapest) * u128::from(total.unsigned_abs()) / self.one();
        self.limit.checked_sub(u64::try_from(least).ok()?)
    }
}

/// What a set of sites costs when everyone goes to the cheapest: opening and places, rounded up.
pub fn spent(table: &CostTable, sites: &[u32], budget: &SiteBudget) -> u64 {
    let spending = Spending::new(table, budget);
    let loads = spending.nearest_loads(table, sites, None);
    let spent = spending.spent(sites, &loads).div_ceil(spending.one());
    u64::try_from(spent).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_and_places_are_paid_from_one_purse() {
        let spending = Spending {
            costs: vec![100, 40],
            costs_per_weight: vec![2, 5],
            limit: 170,
            amounts: Amounts::of(&[1.5, 10.0]),
        };
        // 100 + 2 × 10 + 40 + 5 × 2 = 170; half a place more at site 1 costs 2.5 more.
        assert!(spending.affords(&[0, 1], &[100, 20]));
        assert!(!spending.affords(&[0, 1], &[100, 25]));
        // 11.5 places at 2 each cost 23 at least.
        assert_eq!(spending.left_to_open(&[1.5, 10.0], 0..2), Some(147));
        assert_eq!(spending.left_to_open(&[100.0], 0..2), None);
    }
}
