//! The sites that leave people least short of a norm: a p-median on what each cost falls short.
//!
//! # Source
//! Foster, Greer and Thorbecke 1984, "A class of decomposable poverty measures", eq. 1, turned around for a cost of
//! which less is better. The sum over people is kept whole; divided by all weight it is their mean.

use crate::model::cost_table::CostTable;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::p_median::{Travel, least_paid_plans};
use crate::siting::plan::Plan;
use crate::siting::resolved::Resolved;

/// How far a cost falls short of a norm, and how heavily that weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Norm {
    /// Up to this cost nobody falls short.
    pub cost: f64,
    /// 0 counts who falls short, 1 adds by how much, 2 squares that.
    pub power: f64,
}

impl Norm {
    /// What one person at a cost falls short: `((cost − norm) / norm) ^ power`, and 0 up to the norm.
    ///
    /// Input: a cost, 0 or more. Output: 0 or more, without a unit. Never falls as the cost rises.
    pub fn shortfall(&self, cost: f64) -> f64 {
        if cost <= self.cost {
            0.0
        } else {
            ((cost - self.cost) / self.cost).powf(self.power)
        }
    }
}

/// As many as asked of the sets of exactly `sites` sites with the least Σ weight × shortfall, as
/// [`least_paid_plans`] finds them.
///
/// # Errors
/// A norm or power that cannot be, and what [`least_paid_plans`] refuses.
pub fn shortfall_plans(
    (table, resolved): (&CostTable, &Resolved),
    norm: Norm,
    (sites, keep): (usize, usize),
    deadline: &Deadline,
) -> Result<Vec<Plan>, SitingError> {
    if !(norm.cost.is_finite() && norm.cost > 0.0) {
        return Err(SitingError::Norm { found: norm.cost });
    }
    let power = || SitingError::Power { found: norm.power };
    if !(norm.power.is_finite() && norm.power >= 0.0) {
        return Err(power());
    }
    let felt = table.with_costs(|cost| Some(norm.shortfall(cost)));
    let Ok(felt) = felt else { return Err(power()) };
    let travel = Travel {
        table,
        paid: &felt,
        resolved,
        sites,
        at_most: None,
    };
    let mut plans = least_paid_plans(travel, keep, deadline)?;
    for share in plans.iter_mut().flat_map(|plan| &mut plan.shares) {
        let row = table.reached_from(share.demand);
        if let Ok(place) = row.binary_search_by_key(&share.site, |&(site, _)| site) {
            share.cost = row[place].1;
        }
    }
    Ok(plans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_norm_too_far_counts_as_one_a_half_or_a_quarter() {
        let at = |power| Norm { cost: 600.0, power }.shortfall(900.0);
        assert_eq!((at(0.0), at(1.0), at(2.0)), (1.0, 0.5, 0.25));
        assert_eq!(
            Norm {
                cost: 600.0,
                power: 0.0
            }
            .shortfall(600.0),
            0.0
        );
    }
}
