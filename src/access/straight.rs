//! Which facility is nearest in a straight line, and which lie within a distance: an R-tree, exact.
//! The tree orders by squared distances, which may round two unequal distances to the wrong order;
//! so all candidates within a hair's breadth are compared by the distance that is reported.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::model::facility::Facility;
use crate::model::position::Planar;
use crate::model::units::Metres;

type Entry = GeomWithData<[f64; 2], usize>;

/// How much larger a squared distance may come out by rounding.
const ROUNDING: f64 = 1.0 + 1e-9;

/// The entrances of the facilities of one kind, ready to be searched.
#[derive(Debug, Clone)]
pub struct FacilityTree {
    tree: RTree<Entry>,
}

/// Those of some places that lie no farther than about `farthest` metres in a straight line from one of `entrances`,
/// with the distance to the nearest of them. Who asks compares with the exact limit.
///
/// # Cost
/// One pass over the places; faster than a tree where entrances are few.
pub fn within_straight(from: &[Planar], entrances: &[Planar], farthest: f64) -> Vec<(usize, f64)> {
    let nearest = |(index, place): (usize, &Planar)| {
        let near = entrances
            .iter()
            .filter(|door| is_near(*place, **door, farthest));
        let distances = near.map(|door| place.distance(*door));
        Some((index, distances.min_by(f64::total_cmp)?))
    };
    from.iter().enumerate().filter_map(nearest).collect()
}

/// A facility and how far it is in a straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AtDistance {
    /// The straight-line distance to its nearest entrance.
    pub distance: Metres,
    /// The facility's index.
    pub facility: usize,
}

impl FacilityTree {
    /// Prepares facilities; one with several entrances is given several times.
    pub fn new(entrances: impl IntoIterator<Item = (usize, Planar)>) -> Self {
        let entries = entrances
            .into_iter()
            .map(|(facility, place)| Entry::new([place.x, place.y], facility))
            .collect();
        Self {
            tree: RTree::bulk_load(entries),
        }
    }

    /// The nearest facility; of equals the one with the smaller index. Nothing when there are none.
    pub fn nearest(&self, from: Planar) -> Option<AtDistance> {
        self.nearest_but(from, |_| false)
    }

    /// The same, passing over some facilities.
    pub fn nearest_but(
        &self,
        from: Planar,
        passed_over: impl Fn(usize) -> bool,
    ) -> Option<AtDistance> {
        let mut in_order = self
            .tree
            .nearest_neighbor_iter_with_distance_2(&[from.x, from.y])
            .filter(|(entry, _)| !passed_over(entry.data));
        let (first, squared) = in_order.next()?;
        in_order
            .take_while(|&(_, other)| other <= squared * ROUNDING)
            .filter_map(|(entry, _)| at_distance(entry, from))
            .chain(at_distance(first, from))
            .min()
    }

    /// The nearest facility no farther than `limit` metres that is accepted by where its entrance is; of equals the
    /// one with the smaller index.
    pub fn nearest_where(
        &self,
        from: Planar,
        limit: f64,
        accept: impl Fn(Planar) -> bool,
    ) -> Option<AtDistance> {
        let farthest = limit * limit * ROUNDING;
        let mut best: Option<(f64, AtDistance)> = None;
        for (entry, squared) in self
            .tree
            .nearest_neighbor_iter_with_distance_2(&[from.x, from.y])
        {
            let beyond = best.map_or(farthest, |(first, _)| first * ROUNDING);
            if squared > beyond {
                break;
            }
            let [x, y] = *entry.geom();
            let found = at_distance(entry, from).filter(|found| found.distance.value() <= limit);
            if let Some(found) = found.filter(|_| accept(Planar { x, y })) {
                best = match best {
                    Some((first, known)) => Some((first, known.min(found))),
                    None => Some((squared, found)),
                };
            }
        }
        best.map(|(_, found)| found)
    }

    /// All facilities no farther than `limit`, nearest first, each once.
    pub fn within(&self, from: Planar, limit: Metres) -> Vec<AtDistance> {
        let squared = limit.value() * limit.value() * ROUNDING;
        let mut found: Vec<AtDistance> = self
            .tree
            .locate_within_distance([from.x, from.y], squared)
            .filter_map(|entry| at_distance(entry, from))
            .filter(|found| found.distance <= limit)
            .collect();
        found.sort_by_key(|found| (found.facility, found.distance));
        found.dedup_by_key(|found| found.facility);
        found.sort();
        found
    }
}

/// Whether a place is no farther than about `farthest` metres from another; who asks compares the distances themselves.
pub fn is_near(from: Planar, to: Planar, farthest: f64) -> bool {
    let (across, along) = (from.x - to.x, from.y - to.y);
    across * across + along * along <= farthest * farthest * ROUNDING
}

/// All places where people can enter a facility.
pub fn entrances(facility: &Facility) -> impl Iterator<Item = Planar> {
    std::iter::once(facility.position).chain(facility.entrances.iter().copied())
}

impl AtDistance {
    /// A facility by one of its entrances; nothing when that is not a finite number of metres away.
    pub fn between(facility: usize, from: Planar, entrance: Planar) -> Option<Self> {
        let distance = Metres::new(from.distance(entrance)).ok()?;
        Some(Self { distance, facility })
    }
}

fn at_distance(entry: &Entry, from: Planar) -> Option<AtDistance> {
    let [x, y] = *entry.geom();
    AtDistance::between(entry.data, from, Planar { x, y })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(x: f64, y: f64) -> Planar {
        Planar { x, y }
    }

    /// Half-metre steps, so that equal distances are common.
    fn places(most: usize) -> impl Strategy<Value = Vec<Planar>> {
        prop::collection::vec((0i32..60, 0i32..60), 0..most).prop_map(|pairs| {
            pairs
                .into_iter()
                .map(|(x, y)| place(f64::from(x) / 2.0, f64::from(y) / 2.0))
                .collect()
        })
    }

    fn all_distances(facilities: &[Planar], from: Planar) -> Vec<AtDistance> {
        let mut all: Vec<AtDistance> = facilities
            .iter()
            .enumerate()
            .map(|(facility, &to)| AtDistance {
                distance: Metres::new(from.distance(to)).expect("finite"),
                facility,
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn of_two_equally_near_facilities_the_first_one_counts() {
        let tree = FacilityTree::new([(1, place(3.0, 4.0)), (0, place(-5.0, 0.0))]);
        let nearest = tree.nearest(place(0.0, 0.0)).expect("there are two");
        assert_eq!((nearest.facility, nearest.distance.value()), (0, 5.0));
    }

    #[test]
    fn a_facility_counts_once_from_its_nearest_entrance() {
        let tree = FacilityTree::new([
            (0, place(9.0, 0.0)),
            (0, place(4.0, 0.0)),
            (1, place(6.0, 0.0)),
        ]);
        let limit = Metres::new(9.0).expect("positive");
        let found: Vec<(usize, f64)> = tree
            .within(place(0.0, 0.0), limit)
            .iter()
            .map(|found| (found.facility, found.distance.value()))
            .collect();
        assert_eq!(found, [(0, 4.0), (1, 6.0)]);
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_comparing_all_distances_finds(
            facilities in places(40),
            homes in places(20),
            limit in 0.0f64..40.0,
        ) {
            let tree = FacilityTree::new(facilities.iter().copied().enumerate());
            let limit = Metres::new(limit).expect("positive");
            for home in homes {
                let all = all_distances(&facilities, home);
                prop_assert_eq!(tree.nearest(home), all.first().copied());
                let near: Vec<AtDistance> =
                    all.into_iter().filter(|found| found.distance <= limit).collect();
                prop_assert_eq!(tree.within(home, limit), near);
            }
        }
    }
}
