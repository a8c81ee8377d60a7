//! Who loses how much when a facility closes: the way to the second nearest instead of the nearest.
//! One search with two labels a home answers it for every facility at once.

use crate::access::travel_table::{TravelTable, Trip};
use crate::model::people::People;
use crate::model::units::Seconds;

/// The nearest and the second nearest facility of one demand point; they are never the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TwoNearest {
    /// The way to the nearest, if any is reached.
    pub nearest: Option<Trip>,
    /// The way to the nearest other one, if any is reached.
    pub second: Option<Trip>,
}

/// The nearest and second nearest supply of each demand point of a table.
pub fn two_nearest(table: &TravelTable) -> Vec<TwoNearest> {
    let of_row = |row: &[Trip]| TwoNearest {
        nearest: row.first().copied(),
        second: row.get(1).copied(),
    };
    table.rows().map(of_row).collect()
}

/// The loss of one demand point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// The index of the demand point.
    pub demand: usize,
    /// How much longer the way becomes; nothing when there is no other facility to go to.
    pub extra: Option<Seconds>,
}

/// What the closure of one facility would mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClosureLoss {
    /// Those for whom it is the nearest.
    pub users: People,
    /// Demand points whose way becomes longer or ends, in their order.
    pub losses: Vec<Loss>,
    /// All extra travel time of those who still reach another one, in seconds times people.
    pub extra_person_seconds: f64,
    /// The longest extra way of somebody who still reaches another one; nothing when nobody's is longer.
    pub longest_extra: Option<Seconds>,
    /// Users who are within the norm now and would not be any more.
    pub beyond_norm: People,
    /// Users who would reach no facility any more.
    pub without: People,
}

/// What the closure of each facility alone would mean: `L_j = Σ_{i nearest j} P_i · (t_i² − t_i¹)`,
/// where t¹ and t² are the times to the nearest and the second nearest.
///
/// Demand points without people have losses too, but weigh nothing.
///
/// # Shape
/// One for each of `supplies` facilities; a trip to a facility beyond them is not counted.
///
/// # Source
/// Church, Scaparra and Middleton 2004, r-interdiction median with r = 1.
pub fn closure_losses(
    ways: &[TwoNearest],
    people: &[People],
    norm: Seconds,
    supplies: usize,
) -> Vec<ClosureLoss> {
    let mut losses = vec![ClosureLoss::default(); supplies];
    for (demand, (way, &people)) in ways.iter().zip(people).enumerate() {
        if let Some(nearest) = way.nearest
            && let Some(loss) = losses.get_mut(nearest.supply.index())
        {
            loss.users = loss.users + people;
            let second = way.second.map(|second| second.time);
            if nearest.time <= norm && second.is_none_or(|time| time > norm) {
                loss.beyond_norm = loss.beyond_norm + people;
            }
            loss.add(demand, people, second.map(|time| later(nearest.time, time)));
        }
    }
    losses
}

impl ClosureLoss {
    fn add(&mut self, demand: usize, people: People, extra: Option<Seconds>) {
        if extra == Some(Seconds::ZERO) {
            return;
        }
        self.losses.push(Loss { demand, extra });
        match extra {
            Some(extra) => {
                self.extra_person_seconds += extra.value() * people.value();
                self.longest_extra = self.longest_extra.max(Some(extra));
            }
            None => self.without = self.without + people,
        }
    }
}

fn later(nearest: Seconds, second: Seconds) -> Seconds {
    Seconds::new((second.value() - nearest.value()).max(0.0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use proptest::prelude::*;

    #[test]
    fn each_closure_tells_who_loses_what() {
        // Norm 10 minutes. a is nearest for points 1 (1 person: 4, then 9) and 2 (2: 5, then 12);
        // b for point 3 (4: 3, and nothing else) and for point 4 (8: 6, and as near to a).
        let town = table(
            &[1, 2, 4, 8],
            &[None, None],
            &[
                &[Some(4.0), Some(9.0)],
                &[Some(5.0), Some(12.0)],
                &[None, Some(3.0)],
                &[Some(6.0), Some(6.0)],
            ],
        );
        let losses = closure_losses(&two_nearest(&town), town.people(), minutes(10.0), 2);
        let [a, b] = &losses[..] else {
            return assert_eq!(losses.len(), 2);
        };
        // Point 4 uses a, the smaller number of the two, and loses nothing.
        assert_eq!(
            (a.users, a.beyond_norm, a.without),
            (People::whole(11), People::whole(2), People::NONE)
        );
        let extra = |demand, minute| Loss {
            demand,
            extra: Some(minutes(minute)),
        };
        assert_eq!(a.losses, [extra(0, 5.0), extra(1, 7.0)]);
        assert_eq!(a.extra_person_seconds, (5.0 + 2.0 * 7.0) * 60.0);
        assert_eq!(a.longest_extra, Some(minutes(7.0)));
        assert_eq!(
            (b.users, b.beyond_norm, b.without),
            (People::whole(4), People::whole(4), People::whole(4))
        );
        assert_eq!(
            b.losses,
            [Loss {
                demand: 2,
                extra: None
            }]
        );
        assert_eq!(b.longest_extra, None);
    }

    proptest! {
        #[test]
        fn it_is_what_a_new_search_without_the_facility_finds(table in any_table()) {
            let norm = minutes(15.0);
            let losses = closure_losses(&two_nearest(&table), table.people(), norm, table.capacities().len());
            for (closed, loss) in losses.iter().enumerate() {
                let (mut extra, mut beyond, mut without) = (0.0, People::NONE, People::NONE);
                for (row, &people) in table.rows().zip(table.people()) {
                    let before = row.iter().map(|trip| trip.time).min();
                    let open = row.iter().filter(|trip| trip.supply.index() != closed);
                    let after = open.map(|trip| trip.time).min();
                    match (before, after) {
                        (Some(before), Some(after)) => {
                            extra += (after.value() - before.value()) * people.value();
                        }
                        (Some(_), None) => without = without + people,
                        (None, _) => {}
                    }
                    let within = |time: Option<Seconds>| time.is_some_and(|time| time <= norm);
                    if within(before) && !within(after) {
                        beyond = beyond + people;
                    }
                }
                prop_assert!(close(loss.extra_person_seconds, extra));
                prop_assert_eq!((loss.beyond_norm, loss.without), (beyond, without));
            }
        }
    }
}
