//! What a set of sites is worth when a site serves no more than it has room for.

use crate::model::cost_table::{CostTable, DemandIndex};
use crate::siting::amounts::Amounts;
use crate::siting::answer::Share;
use crate::siting::scaled::Scale;
use crate::siting::transport::{Transport, Traveller, cheapest_transport};

/// Steps between the least and the largest cost, as fine as chains of moves can add up.
const COST_STEPS: f64 = 1_125_899_906_842_624.0; // 2^50

/// What is asked of the sites together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Service {
    /// Everyone is served, at least cost.
    Travel,
    /// Everyone is served within a radius.
    Within(f64),
    /// As many as possible are served within a radius.
    MostWithin(f64),
}

/// Sites with limited room.
#[derive(Debug)]
pub struct FullSites<'a> {
    table: &'a CostTable,
    capacities: &'a [Option<f64>],
    service: Service,
    scale: Scale,
    amounts: Amounts,
    cost_factor: f64,
}

impl<'a> FullSites<'a> {
    /// Sites of a table; `capacities` has one value a site, and `scale` is the one of the search.
    pub fn new(
        table: &'a CostTable,
        capacities: &'a [Option<f64>],
        service: Service,
        scale: Scale,
    ) -> Self {
        let largest = table.costs().fold(1.0, f64::max);
        Self {
            table,
            capacities,
            service,
            scale,
            amounts: Amounts::of(table.weights()),
            cost_factor: 2.0_f64.powi((COST_STEPS / largest).log2().floor() as i32),
        }
    }

    /// How much of each demand point goes to which of these sites; `None` when not everyone can be served who must be.
    pub fn shares(&self, sites: &[u32]) -> Option<Vec<Share>> {
        let transport = self.transport(sites)?;
        let mut shares = Vec::new();
        for (row, amounts) in (0..).zip(&transport.amounts) {
            let reached = self.table.reached_from(DemandIndex(row));
            for (&site, &amount) in sites.iter().zip(amounts).filter(|&(_, &amount)| amount > 0) {
                let place = reached
                    .binary_search_by_key(&site, |(site, _)| site.0)
                    .ok()?;
                let (site, cost) = reached[place];
                shares.push(Share {
                    demand: DemandIndex(row),
                    site,
                    weight: self.amounts.weight(amount),
                    cost,
                });
            }
        }
        Some(shares)
    }

    /// The value of shares: travel, or covered weight where as many as possible are served.
    pub fn value(&self, shares: &[Share]) -> f64 {
        match self.service {
            Service::Travel => self
                .scale
                .value(shares.iter().map(|share| (share.weight, share.cost))),
            Service::Within(_) => 0.0,
            Service::MostWithin(_) => self
                .scale
                .value(shares.iter().map(|share| (share.weight, 1.0))),
        }
    }

    /// The cheapest transport; where as many as possible are served, a last column has those who stay.
    fn transport(&self, sites: &[u32]) -> Option<Transport> {
        let mut room: Vec<Option<i64>> = sites
            .iter()
            .map(|&site| self.capacities[site as usize].map(|room| self.amounts.room_for(room)))
            .collect();
        let may_stay = matches!(self.service, Service::MostWithin(_));
        if may_stay {
            room.push(None);
        }
        let travellers: Vec<Traveller> = (self.table.rows().zip(self.table.weights()))
            .map(|(row, &weight)| {
                let cost = |&site: &u32| {
                    let place = row.binary_search_by_key(&site, |(site, _)| site.0).ok()?;
                    self.unit_cost(row[place].1)
                };
                let stays = may_stay.then_some(Some(1));
                Traveller {
                    amount: self.amounts.whole(weight),
                    costs: sites.iter().map(cost).chain(stays).collect(),
                }
            })
            .collect();
        cheapest_transport(&travellers, &room)
    }

    /// What one who goes pays in whole numbers; `None` when it is too far.
    fn unit_cost(&self, cost: f64) -> Option<i64> {
        match self.service {
            Service::Travel => Some((cost * self.cost_factor).round() as i64),
            Service::Within(radius) => {
                (cost <= radius).then_some((cost * self.cost_factor).round() as i64)
            }
            Service::MostWithin(radius) => (cost <= radius).then_some(0),
        }
    }

    /// The same value as the search counts it: what is paid, or the weight that is not covered.
    pub fn scaled_value(&self, shares: &[Share]) -> i64 {
        let scaled = |share: &Share, cost| self.scale.scaled(share.weight, cost);
        match self.service {
            Service::Travel => shares.iter().map(|share| scaled(share, share.cost)).sum(),
            Service::Within(_) => 0,
            Service::MostWithin(_) => {
                let weights = self.table.weights().iter();
                let all: i64 = weights.map(|&weight| self.scale.scaled(weight, 1.0)).sum();
                let covered: i64 = shares.iter().map(|share| scaled(share, 1.0)).sum();
                (all - covered).max(0)
            }
        }
    }
}
