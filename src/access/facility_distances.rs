//! How far facilities are from each other: a plain table, so that clusters never see the streets.

use std::collections::BTreeMap;

use crate::model::units::Metres;

/// The travelled distances between facilities by their indexes, up to a limit; what is not in it is farther away
/// or has no way at all.
#[derive(Debug, Clone, PartialEq)]
pub struct FacilityDistances {
    rows: Vec<BTreeMap<usize, Metres>>,
    limit: Metres,
}

impl FacilityDistances {
    /// A table for so many facilities. The way back counts as far as the way there; of two distances for a pair the
    /// longer counts. What lies beyond the limit or names no facility is left out.
    pub fn new(
        facilities: usize,
        limit: Metres,
        pairs: impl IntoIterator<Item = (usize, usize, Metres)>,
    ) -> Self {
        let mut rows: Vec<BTreeMap<usize, Metres>> = vec![BTreeMap::new(); facilities];
        let within = pairs.into_iter().filter(|&(one, other, distance)| {
            one != other && one.max(other) < facilities && distance <= limit
        });
        for (one, other, distance) in within {
            for (from, to) in [(one, other), (other, one)] {
                let known = rows[from].entry(to).or_insert(distance);
                *known = distance.max(*known);
            }
        }
        Self { rows, limit }
    }

    /// How far two facilities are apart; nothing beyond the limit or without a way.
    pub fn between(&self, one: usize, other: usize) -> Option<Metres> {
        if one == other {
            return Some(Metres::ZERO);
        }
        self.rows.get(one)?.get(&other).copied()
    }

    /// The facilities around one with their distances, in ascending order of their indexes; not itself.
    pub fn around(&self, one: usize) -> impl Iterator<Item = (usize, Metres)> + '_ {
        let row = self.rows.get(one).into_iter().flatten();
        row.map(|(&other, &distance)| (other, distance))
    }

    /// How far the table looks.
    pub fn limit(&self) -> Metres {
        self.limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_as_long_and_the_longer_of_two_counts() {
        let metres = |value| Metres::new(value).expect("a length");
        let pairs = [(0, 1, 300.0), (1, 0, 310.0), (1, 2, 900.0), (0, 7, 1.0)];
        let pairs = pairs.map(|(one, other, distance)| (one, other, metres(distance)));
        let table = FacilityDistances::new(3, metres(800.0), pairs);
        assert_eq!(table.between(0, 1), Some(metres(310.0)));
        assert_eq!(table.between(1, 0), Some(metres(310.0)));
        assert_eq!(table.between(2, 2), Some(Metres::ZERO));
        assert_eq!(table.between(1, 2), None);
        assert_eq!(table.around(0).collect::<Vec<_>>(), [(1, metres(310.0))]);
    }
}
