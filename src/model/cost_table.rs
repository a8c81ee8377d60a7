//! What it costs each demand point to reach each candidate site, as a table.
//!
//! Demand points and sites are kept in the order of their ids, so that the order of the rows they were read from
//! cannot reach an answer; the order of the demand rows is remembered only for writing the answer down.

use std::fmt;

use thiserror::Error;

/// The name of a demand point or a site in a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableId {
    /// A vertex of a numbered graph, 1 or more.
    Vertex(u32),
    /// A name as the file spells it.
    Name(String),
}

impl fmt::Display for TableId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vertex(number) => write!(formatter, "{number}"),
            Self::Name(name) => formatter.write_str(name),
        }
    }
}

/// The place of a demand point in a [`CostTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DemandIndex(pub u32);

/// The place of a site in a [`CostTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteIndex(pub u32);

/// Why a table cannot be made.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CostTableError {
    /// Two demand points, or two sites, have one name.
    #[error("{0}: found twice, expected once")]
    NameTwice(TableId),
    /// Two costs for one pair.
    #[error(
        "demand point {demand}, site {site}: found two costs, {first} and {second}, expected one"
    )]
    PairTwice {
        /// The demand point.
        demand: TableId,
        /// The site.
        site: TableId,
        /// The lower cost.
        first: f64,
        /// The higher cost.
        second: f64,
    },
    /// A pair of places that the lists of names do not have.
    #[error(
        "found a cost from demand point number {demand} to site number {site}, expected places in both lists"
    )]
    NoSuchPlace {
        /// The place of the demand point.
        demand: u32,
        /// The place of the site.
        site: u32,
    },
    /// A cost or weight that is no quantity.
    #[error("{what}: found {found}, expected a finite number, 0 or more")]
    NotAQuantity {
        /// What has it.
        what: String,
        /// The refused value.
        found: f64,
    },
}

/// What it costs each demand point to reach each site; a pair that is not there cannot be reached.
///
/// # Shape
/// Rows are demand points, ordered by id; within a row the sites ascend.
#[derive(Debug, Clone, PartialEq)]
pub struct CostTable {
    sites: Vec<TableId>,
    demand: Vec<TableId>,
    weights: Vec<f64>,
    starts: Vec<usize>,
    pairs: Vec<(SiteIndex, f64)>,
    rows_as_read: Vec<DemandIndex>,
}

impl CostTable {
    /// A table of demand points with weights, candidate sites, and the costs of pairs in the unit of the caller.
    ///
    /// A pair is the place of its demand point in `demand`, the place of its site in `sites`, and its cost.
    ///
    /// # Errors
    /// Refuses names and pairs met twice, places that are not in the lists, and negative or non-finite numbers.
    pub fn new(
        demand: &[(TableId, f64)],
        sites: &[TableId],
        pairs: &[(u32, u32, f64)],
    ) -> Result<Self, CostTableError> {
        let (demand_order, demand_numbers) = ordered(demand.iter().map(|(id, _)| id))?;
        let (site_order, site_numbers) = ordered(sites)?;
        for (id, weight) in demand {
            quantity(*weight, || format!("weight of demand point {id}"))?;
        }
        let mut starts = vec![0; demand.len() + 1];
        for &(from, _, _) in pairs {
            let row = demand_numbers.get(from as usize).copied();
            let after = row.and_then(|row: u32| starts.get_mut(row as usize + 1));
            after.into_iter().for_each(|count| *count += 1);
        }
        for row in 0..demand.len() {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut placed = vec![(SiteIndex(0), 0.0); pairs.len()];
        for &(from, to, cost) in pairs {
            let (Some(&row), Some(&site)) = (
                demand_numbers.get(from as usize),
                site_numbers.get(to as usize),
            ) else {
                return Err(CostTableError::NoSuchPlace {
                    demand: from,
                    site: to,
                });
            };
            quantity(cost, || {
                format!(
                    "cost from {} to {}",
                    demand[from as usize].0, sites[to as usize]
                )
            })?;
            let place = &mut next[row as usize];
            placed[*place] = (SiteIndex(site), cost + 0.0);
            *place += 1;
        }
        let table = Self {
            sites: site_order
                .iter()
                .map(|&place| sites[place].clone())
                .collect(),
            demand: demand_order
                .iter()
                .map(|&place| demand[place].0.clone())
                .collect(),
            weights: demand_order
                .iter()
                .map(|&place| demand[place].1 + 0.0)
                .collect(),
            starts,
            pairs: placed,
            rows_as_read: demand_numbers.into_iter().map(DemandIndex).collect(),
        };
        table.with_ordered_rows()
    }

    /// The same with the sites of each row ascending.
    fn with_ordered_rows(mut self) -> Result<Self, CostTableError> {
        for (id, ends) in self.demand.iter().zip(self.starts.windows(2)) {
            let row = &mut self.pairs[ends[0]..ends[1]];
            row.sort_unstable_by_key(|&(site, _)| site);
            if let Some(twice) = row.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(CostTableError::PairTwice {
                    demand: id.clone(),
                    site: self.sites[twice[0].0.0 as usize].clone(),
                    first: twice[0].1.min(twice[1].1),
                    second: twice[0].1.max(twice[1].1),
                });
            }
        }
        Ok(self)
    }

    /// The candidate sites, ordered by id; a [`SiteIndex`] counts in this list.
    pub fn sites(&self) -> &[TableId] {
        &self.sites
    }

    /// The demand points, ordered by id; a [`DemandIndex`] counts in this list.
    pub fn demand(&self) -> &[TableId] {
        &self.demand
    }

    /// The weight of each demand point, in the order of [`Self::demand`].
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The demand points in the order of the rows they were read from.
    pub fn rows_as_read(&self) -> &[DemandIndex] {
        &self.rows_as_read
    }

    /// The sites that a demand point reaches, ascending, with their costs.
    pub fn reached_from(&self, demand: DemandIndex) -> &[(SiteIndex, f64)] {
        let row = demand.0 as usize;
        &self.pairs[self.starts[row]..self.starts[row + 1]]
    }

    /// All rows in the order of [`Self::demand`].
    pub fn rows(&self) -> impl Iterator<Item = &[(SiteIndex, f64)]> {
        self.starts
            .windows(2)
            .map(|ends| &self.pairs[ends[0]..ends[1]])
    }

    /// The costs of all pairs.
    pub fn costs(&self) -> impl Iterator<Item = f64> {
        self.pairs.iter().map(|&(_, cost)| cost)
    }

    /// The same demand points and sites with other costs; a pair whose cost becomes `None` cannot be reached any more.
    ///
    /// # Errors
    /// Refuses costs that become negative or not finite.
    pub fn with_costs(&self, cost: impl Fn(f64) -> Option<f64>) -> Result<Self, CostTableError> {
        let mut table = Self {
            starts: vec![0],
            pairs: Vec::with_capacity(self.pairs.len()),
            ..self.clone()
        };
        for row in self.rows() {
            for &(site, before) in row {
                if let Some(after) = cost(before) {
                    quantity(after, || format!("what becomes of a cost of {before}"))?;
                    table.pairs.push((site, after));
                }
            }
            table.starts.push(table.pairs.len());
        }
        Ok(table)
    }

    /// The same pairs with other costs, each from its demand point and the cost before.
    ///
    /// # Errors
    /// Refuses costs that are negative or not finite.
    pub fn with_costs_by_row(
        &self,
        cost: impl Fn(DemandIndex, f64) -> f64,
    ) -> Result<Self, CostTableError> {
        let mut table = self.clone();
        for (row, ends) in (0..).map(DemandIndex).zip(self.starts.windows(2)) {
            for (_, paid) in &mut table.pairs[ends[0]..ends[1]] {
                let after = cost(row, *paid);
                quantity(after, || format!("what becomes of a cost of {paid}"))?;
                *paid = after;
            }
        }
        Ok(table)
    }

    /// The same costs with other weights, one for each demand point in the order of [`Self::demand`].
    ///
    /// # Errors
    /// Refuses weights that are negative or not finite.
    pub fn with_weights(&self, weights: Vec<f64>) -> Result<Self, CostTableError> {
        for (id, weight) in self.demand.iter().zip(&weights) {
            quantity(*weight, || format!("weight of demand point {id}"))?;
        }
        let mut table = self.clone();
        for (place, weight) in table.weights.iter_mut().zip(weights) {
            *place = weight + 0.0;
        }
        Ok(table)
    }

    /// The name of a site.
    pub fn site(&self, index: SiteIndex) -> &TableId {
        &self.sites[index.0 as usize]
    }

    /// The place of a site with this name.
    pub fn site_named(&self, id: &TableId) -> Option<SiteIndex> {
        let place = self.sites.binary_search(id).ok()?;
        u32::try_from(place).ok().map(SiteIndex)
    }
}

/// The places of the names in ascending order, and for each place its number in that order.
fn ordered<'a>(
    ids: impl IntoIterator<Item = &'a TableId>,
) -> Result<(Vec<usize>, Vec<u32>), CostTableError> {
    let ids: Vec<&TableId> = ids.into_iter().collect();
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by_key(|&place| ids[place]);
    if let Some(twice) = order.windows(2).find(|pair| ids[pair[0]] == ids[pair[1]]) {
        return Err(CostTableError::NameTwice(ids[twice[0]].clone()));
    }
    let mut numbers = vec![0; ids.len()];
    for (number, &place) in (0..).zip(&order) {
        numbers[place] = number;
    }
    Ok((order, numbers))
}

fn quantity(value: f64, what: impl FnOnce() -> String) -> Result<(), CostTableError> {
    if value.is_finite() && value >= 0.0 {
        Ok(())
    } else {
        Err(CostTableError::NotAQuantity {
            what: what(),
            found: value,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> TableId {
        TableId::Name(text.to_owned())
    }

    #[test]
    fn rows_and_sites_stand_in_the_order_of_their_ids_and_the_order_read_is_remembered() {
        let demand = [(name("b"), 2.0), (name("a"), 1.0)];
        let pairs = [(0, 0, 5.0), (0, 1, 4.0), (1, 0, 3.0)];
        let table =
            CostTable::new(&demand, &[name("y"), name("x")], &pairs).expect("a plain table");
        assert_eq!(table.demand(), [name("a"), name("b")]);
        assert_eq!(table.sites(), [name("x"), name("y")]);
        assert_eq!(table.weights(), [1.0, 2.0]);
        assert_eq!(table.rows_as_read(), [DemandIndex(1), DemandIndex(0)]);
        assert_eq!(table.reached_from(DemandIndex(0)), [(SiteIndex(1), 3.0)]);
        assert_eq!(
            table.reached_from(DemandIndex(1)),
            [(SiteIndex(0), 4.0), (SiteIndex(1), 5.0)]
        );
    }

    #[test]
    fn other_costs_leave_the_names_in_place_and_may_put_sites_out_of_reach() {
        let demand = [(name("a"), 1.0), (name("b"), 2.0)];
        let pairs = [(0, 0, 5.0), (0, 1, 4.0), (1, 0, 3.0)];
        let table =
            CostTable::new(&demand, &[name("x"), name("y")], &pairs).expect("a plain table");
        let near = table.with_costs(|cost| (cost < 5.0).then_some(cost * 2.0));
        let near = near.expect("plain costs");
        assert_eq!(near.demand(), table.demand());
        assert_eq!(near.reached_from(DemandIndex(0)), [(SiteIndex(1), 8.0)]);
        assert_eq!(near.reached_from(DemandIndex(1)), [(SiteIndex(0), 6.0)]);
        assert!(table.with_costs(|cost| Some(-cost)).is_err());
    }

    #[test]
    fn a_negative_cost_and_a_pair_met_twice_are_refused_by_name() {
        let demand = [(name("a"), 1.0)];
        let negative =
            CostTable::new(&demand, &[name("x")], &[(0, 0, -1.0)]).expect_err("negative");
        assert_eq!(
            negative.to_string(),
            "cost from a to x: found -1, expected a finite number, 0 or more"
        );
        let twice =
            CostTable::new(&demand, &[name("x")], &[(0, 0, 1.0), (0, 0, 2.0)]).expect_err("twice");
        assert_eq!(
            twice.to_string(),
            "demand point a, site x: found two costs, 1 and 2, expected one"
        );
    }
}
