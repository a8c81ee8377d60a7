//! Whether there is money for the sites of a plan and for everyone they serve.

use crate::siting::amounts::Amounts;

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
    /// Whether the money suffices for sites that each serve so much, in whole numbers of [`Self::amounts`].
    pub fn affords(&self, sites: &[u32], loads: &[i64]) -> bool {
        let one = u128::from(self.amounts.whole(1.0).max(1).unsigned_abs());
        let spent = sites.iter().zip(loads).map(|(&site, &load)| {
            let site = site as usize;
            u128::from(self.costs[site]) * one
                + u128::from(self.costs_per_weight[site]) * u128::from(load.unsigned_abs())
        });
        spent.sum::<u128>() <= u128::from(self.limit) * one
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
        let one = u128::from(self.amounts.whole(1.0).max(1).unsigned_abs());
        let least = u128::from(cheapest) * u128::from(total.unsigned_abs()) / one;
        self.limit.checked_sub(u64::try_from(least).ok()?)
    }
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
