//! Who lies within a norm of which site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::cost_table::{CostTable, SiteIndex};
use crate::siting::amounts::Amounts;

/// The demand points within a norm of each site; points within reach of the same sites are one.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleWithin {
    amounts: Amounts,
    weights: Vec<i64>,
    of_site: Arc<Vec<Vec<u32>>>,
    /// The point of each row of the table.
    of_row: Arc<Vec<u32>>,
}

impl PeopleWithin {
    /// The points of a table that it costs no more than `norm` to reach a site.
    ///
    /// The weights are those of the table: people, or people times their need.
    pub fn new(table: &CostTable, norm: f64) -> Self {
        let within = |row: &[(SiteIndex, f64)]| -> Vec<u32> {
            let near = row.iter().filter(|&&(_, cost)| cost <= norm);
            near.map(|(site, _)| site.0).collect()
        };
        let mut groups: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        for row in table.rows() {
            groups.entry(within(row)).or_default();
        }
        let mut of_site = vec![Vec::new(); table.sites().len()];
        for (point, (sites, number)) in (0..).zip(&mut groups) {
            *number = point;
            sites
                .iter()
                .for_each(|&site| of_site[site as usize].push(point));
        }
        let of_row = table.rows().map(|row| groups[&within(row)]).collect();
        let points = Self {
            amounts: Amounts::of(&[]),
            weights: vec![0; groups.len()],
            of_site: Arc::new(of_site),
            of_row: Arc::new(of_row),
        };
        points.with_weights(table.weights())
    }

    /// The same points with other weights, one for each row of the table.
    #[must_use]
    pub fn with_weights(&self, weights: &[f64]) -> Self {
        let amounts = Amounts::of(weights);
        let mut of_point = vec![0; self.weights.len()];
        for (&point, &weight) in self.of_row.iter().zip(weights) {
            of_point[point as usize] += amounts.whole(weight);
        }
        Self {
            amounts,
            weights: of_point,
            of_site: Arc::clone(&self.of_site),
            of_row: Arc::clone(&self.of_row),
        }
    }

    /// How many different points there are.
    pub fn points(&self) -> usize {
        self.weights.len()
    }

    /// How weights are counted.
    pub fn amounts(&self) -> Amounts {
        self.amounts
    }

    /// The weight within reach of a site that is not covered yet, in whole numbers.
    pub fn weight_without(&self, site: u32, covered: &[bool]) -> i64 {
        let points = self.of_site[site as usize].iter();
        let open = points.filter(|&&point| !covered[point as usize]);
        open.map(|&point| self.weights[point as usize]).sum()
    }

    /// Marks the points within reach of a site as covered.
    pub fn cover(&self, site: u32, covered: &mut [bool]) {
        let points = self.of_site[site as usize].iter();
        points.for_each(|&point| covered[point as usize] = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cost_table::TableId;

    #[test]
    fn who_is_within_reach_of_two_sites_counts_once() {
        let vertex = TableId::Vertex;
        let demand = [(vertex(1), 2.0), (vertex(2), 3.5), (vertex(3), 4.0)];
        let pairs = [(0, 0, 5.0), (1, 0, 5.0), (1, 1, 6.0), (2, 1, 9.0)];
        let table = CostTable::new(&demand, &[vertex(1), vertex(2)], &pairs).expect("a table");
        let people = PeopleWithin::new(&table, 6.0);
        let mut covered = vec![false; people.points()];
        assert_eq!(
            people.amounts().weight(people.weight_without(0, &covered)),
            5.5
        );
        people.cover(1, &mut covered);
        assert_eq!(
            people.amounts().weight(people.weight_without(0, &covered)),
            2.0
        );
    }
}
