//! Who lies within a norm of which site.

use std::collections::BTreeMap;

use crate::model::cost_table::CostTable;
use crate::siting::amounts::Amounts;

/// The demand points within a norm of each site; points within reach of the same sites are one.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleWithin {
    amounts: Amounts,
    weights: Vec<i64>,
    of_site: Vec<Vec<u32>>,
}

impl PeopleWithin {
    /// The points of a table that it costs no more than `norm` to reach a site.
    ///
    /// The weights are those of the table: people, or people times their need.
    pub fn new(table: &CostTable, norm: f64) -> Self {
        let amounts = Amounts::of(table.weights());
        let mut groups: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
        for (row, &weight) in table.rows().zip(table.weights()) {
            let within = row.iter().filter(|&&(_, cost)| cost <= norm);
            let sites: Vec<u32> = within.map(|(site, _)| site.0).collect();
            *groups.entry(sites).or_default() += amounts.whole(weight);
        }
        let mut of_site = vec![Vec::new(); table.sites().len()];
        for (point, sites) in (0..).zip(groups.keys()) {
            sites
                .iter()
                .for_each(|&site| of_site[site as usize].push(point));
        }
        Self {
            amounts,
            weights: groups.into_values().collect(),
            of_site,
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
