//! What a whole set of sites is worth with everything counted that its choices do not say: full sites, and money
//! for the weight that each site serves.

use crate::model::cost_table::CostTable;
use crate::siting::answer::Share;
use crate::siting::full_sites::{FullSites, Service};
use crate::siting::opening_question::SetCost;
use crate::siting::resolved::Resolved;
use crate::siting::scaled::Scale;
use crate::siting::spending::Spending;

/// A set of sites, with limited room, or with a price for each place, or both.
#[derive(Debug)]
pub struct WholeSet<'a> {
    /// By its costs people choose where to go where there is room for all.
    chosen_by: &'a CostTable,
    radius: Option<f64>,
    full_sites: Option<FullSites<'a>>,
    spending: Option<&'a Spending>,
}

impl<'a> WholeSet<'a> {
    /// What a question asks of a whole set; `None` when the choices of the demand points say all.
    pub fn new(
        table: &'a CostTable,
        resolved: &'a Resolved,
        service: Service,
        scale: Scale,
    ) -> Option<Self> {
        let full_sites = (resolved.capacities.as_ref())
            .map(|capacities| FullSites::new(table, capacities, service, scale));
        (full_sites.is_some() || resolved.spending.is_some()).then_some(Self {
            chosen_by: table,
            radius: match service {
                Service::MostWithin(radius) => Some(radius),
                Service::Travel | Service::Within(_) => None,
            },
            full_sites,
            spending: resolved.spending.as_ref(),
        })
    }

    /// The same, when people choose where to go by the costs of another table with the same names.
    #[must_use]
    pub fn chosen_by(self, table: &'a CostTable) -> Self {
        Self {
            chosen_by: table,
            ..self
        }
    }

    /// How the weight is shared out where sites have limited room; empty elsewhere.
    pub fn shares(&self, sites: &[u32]) -> Vec<Share> {
        let full_sites = self.full_sites.as_ref();
        full_sites
            .and_then(|full_sites| full_sites.shares(sites))
            .unwrap_or_default()
    }

    /// The value of shares; `None` where room is not limited.
    pub fn value(&self, shares: &[Share]) -> Option<f64> {
        let full_sites = self.full_sites.as_ref();
        full_sites.map(|full_sites| full_sites.value(shares))
    }
}

impl SetCost for WholeSet<'_> {
    fn set_cost(&self, sites: &[u32], listed: i64) -> Option<i64> {
        let shares = match &self.full_sites {
            Some(full_sites) => Some(full_sites.shares(sites)?),
            None => None,
        };
        if let Some(spending) = self.spending {
            let loads = match &shares {
                Some(shares) => loads(sites, shares, spending),
                None => spending.nearest_loads(self.chosen_by, sites, self.radius),
            };
            if !spending.affords(sites, &loads) {
                return None;
            }
        }
        match (&self.full_sites, &shares) {
            (Some(full_sites), Some(shares)) => Some(full_sites.scaled_value(shares)),
            _ => Some(listed),
        }
    }
}

/// How much each of these sites serves.
fn loads(sites: &[u32], shares: &[Share], spending: &Spending) -> Vec<i64> {
    let mut loads = vec![0; sites.len()];
    for share in shares {
        if let Ok(place) = sites.binary_search(&share.site.0) {
            loads[place] += spending.amounts.whole(share.weight);
        }
    }
    loads
}
