//! What a community school would cost beside what is reserved for it: a column of feasibility, not a criterion.

use crate::model::building::Credit;
use crate::model::units::Euros;
use crate::model::weight_set::CommunitySchoolRules;

/// The money of one site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SiteBudget {
    /// What it is estimated to cost; `None` is not known.
    pub estimate: Option<Euros>,
    /// What is reserved for each site.
    pub reservation: Euros,
    /// What capital costs each year: estimate × rate.
    pub capital_cost: Option<f64>,
    /// How much the estimate is over the reservation: a warning, and no reason to leave the site out.
    pub over: Option<f64>,
    /// The state of its credit; `None` is not known.
    pub credit: Option<Credit>,
}

impl SiteBudget {
    /// What the site counts for where costs are added up: its estimate, or one reservation where there is none.
    pub fn counted(&self) -> Euros {
        self.estimate.unwrap_or(self.reservation)
    }

    /// Whether what it counts for was assumed, for want of an estimate.
    pub fn is_assumed(&self) -> bool {
        self.estimate.is_none()
    }
}

/// Compares an estimate with the reservation.
///
/// # Source
/// DOMAIN §C.4, budget column; N2: €500,000 a school at 4 % a year is €20,000.
pub fn site_budget(
    estimate: Option<Euros>,
    credit: Option<Credit>,
    rules: &CommunitySchoolRules,
) -> SiteBudget {
    let over = estimate.map(|estimate| estimate.value() - rules.reservation.value());
    SiteBudget {
        estimate,
        reservation: rules.reservation,
        capital_cost: estimate.map(|estimate| estimate.value() * rules.capital_cost_rate),
        over: over.filter(|over| *over > 0.0),
        credit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::worked_weights::worked_weights;

    #[test]
    fn the_reservation_of_a14_costs_20_000_a_year() {
        let rules = worked_weights().community_school;
        let at = |amount| site_budget(Euros::new(amount).ok(), None, &rules);
        assert_eq!(
            (at(500_000.0).capital_cost, at(500_000.0).over),
            (Some(20_000.0), None)
        );
        assert_eq!(at(650_000.0).over, Some(150_000.0));
        let unknown = site_budget(None, None, &rules);
        assert_eq!(unknown.capital_cost, None);
        assert_eq!(
            (unknown.counted(), unknown.is_assumed()),
            (rules.reservation, true)
        );
        assert_eq!(
            (at(650_000.0).counted().value(), at(650_000.0).is_assumed()),
            (650_000.0, false)
        );
    }
}
