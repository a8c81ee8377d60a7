//! Help to choose some clusters to start with: sets in different districts that share no member. People choose.

use crate::model::area::AreaCode;

/// So many sets are shown at most.
pub const MOST_SETS: usize = 10;

/// One cluster as far as choosing asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosable {
    /// Its members, ascending.
    pub members: Vec<usize>,
    /// Its district; a cluster without one is in no set.
    pub district: Option<AreaCode>,
}

/// Sets of clusters, by their places in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClusterChoice {
    /// The first sets: those whose last cluster comes earliest in the list, then by the places of the others.
    pub sets: Vec<Vec<usize>>,
    /// In how many of these sets each cluster is.
    pub occurrences: Vec<usize>,
    /// Clusters of which the district is not known.
    pub without_district: usize,
}

/// The first [`MOST_SETS`] sets of `places` clusters that lie in different districts and share no member.
///
/// # Cost
/// A search that stops as soon as it has enough sets; a cluster in conflict cuts off all sets with it.
pub fn cluster_choice(clusters: &[Choosable], places: usize) -> ClusterChoice {
    let mut search = Search {
        clusters,
        chosen: Vec::new(),
        sets: Vec::new(),
    };
    if places > 0 {
        for last in 0..clusters.len() {
            search.with(last, |search| search.extend(0, last, places - 1));
        }
    }
    let mut occurrences = vec![0; clusters.len()];
    for &place in search.sets.iter().flatten() {
        occurrences[place] += 1;
    }
    let unknown = clusters.iter().filter(|cluster| cluster.district.is_none());
    ClusterChoice {
        sets: search.sets,
        occurrences,
        without_district: unknown.count(),
    }
}

struct Search<'a> {
    clusters: &'a [Choosable],
    chosen: Vec<usize>,
    sets: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn extend(&mut self, from: usize, last: usize, wanted: usize) {
        if wanted == 0 {
            let mut set = self.chosen.clone();
            set.sort_unstable();
            self.sets.push(set);
            return;
        }
        for next in from..last {
            self.with(next, |search| search.extend(next + 1, last, wanted - 1));
        }
    }

    /// Goes on with one more cluster, if it fits and sets are still wanted.
    fn with(&mut self, next: usize, go_on: impl FnOnce(&mut Self)) {
        let fits = self.chosen.iter().all(|&other| self.apart(next, other));
        if self.sets.len() < MOST_SETS && self.clusters[next].district.is_some() && fits {
            self.chosen.push(next);
            go_on(self);
            self.chosen.pop();
        }
    }

    fn apart(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.clusters[one], &self.clusters[other]);
        one.district != other.district
            && one
                .members
                .iter()
                .all(|member| other.members.binary_search(member).is_err())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choosable(members: &[usize], district: &str) -> Choosable {
        Choosable {
            members: members.to_vec(),
            district: (!district.is_empty()).then(|| AreaCode(district.to_owned())),
        }
    }

    #[test]
    fn a_set_spreads_over_districts_and_shares_no_member() {
        // 1 lies in the district of 0, 3 shares a member with 0, 4 has no district.
        let clusters = [
            choosable(&[1, 2], "A"),
            choosable(&[3], "A"),
            choosable(&[4], "B"),
            choosable(&[2, 5], "C"),
            choosable(&[6], ""),
        ];
        let choice = cluster_choice(&clusters, 2);
        assert_eq!(choice.sets, [[0, 2], [1, 2], [1, 3], [2, 3]]);
        assert_eq!(choice.occurrences, [1, 2, 3, 2, 0]);
        assert_eq!(choice.without_district, 1);
        assert_eq!(cluster_choice(&clusters, 3).sets, [[1, 2, 3]]);
        assert!(cluster_choice(&clusters, 4).sets.is_empty());
    }

    proptest! {
        #[test]
        fn the_first_sets_are_those_of_an_enumeration(
            clusters in prop::collection::vec((prop::collection::btree_set(0usize..8, 1..3), 0usize..5), 0..9),
            places in 1usize..4,
        ) {
            let clusters: Vec<Choosable> = clusters
                .iter()
                .map(|(members, district)| {
                    let members: Vec<usize> = members.iter().copied().collect();
                    choosable(&members, ["", "A", "B", "C", "D"][*district])
                })
                .collect();
            let apart = |one: &Choosable, other: &Choosable| {
                one.district != other.district
                    && one.members.iter().all(|member| !other.members.contains(member))
            };
            let mut all: Vec<Vec<usize>> = (0u32..1 << clusters.len())
                .map(|bits| (0..clusters.len()).filter(|place| bits >> place & 1 == 1).collect())
                .filter(|set: &Vec<usize>| {
                    set.len() == places
                        && set.iter().all(|&one| {
                            clusters[one].district.is_some()
                                && set.iter().all(|&other| {
                                    one == other || apart(&clusters[one], &clusters[other])
                                })
                        })
                })
                .collect();
            all.sort_by_key(|set| (set.last().copied(), set.clone()));
            all.truncate(MOST_SETS);
            prop_assert_eq!(cluster_choice(&clusters, places).sets, all);
        }
    }
}
