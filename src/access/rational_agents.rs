//! What travel and crowding together cost everybody, when all choose what is best for themselves (RAAM).
//! The choice of everybody at once is a convex assignment, so that the answer comes with a proof of
//! how far it is from the exact one.

use crate::access::travel_table::{TravelTable, Trip};
use crate::model::people::People;
use crate::model::units::{NotAQuantity, Seconds};

const SWEEPS: u32 = 1_000;
const GAP_WANTED: f64 = 1e-6;

/// How crowding is weighed against travel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrowdingAgainstTravel {
    people_per_place: f64,
    time: Seconds,
}

impl CrowdingAgainstTravel {
    /// So many people for each place cost as much as so long a trip (ρ and τ).
    ///
    /// # Errors
    /// When the number of people is not a finite number above 0, or the time is zero.
    pub fn new(people_per_place: f64, time: Seconds) -> Result<Self, NotAQuantity> {
        let refused = |found, unit| Err(NotAQuantity { found, unit });
        if !(people_per_place.is_finite() && people_per_place > 0.0) {
            return refused(people_per_place, "people per place above 0");
        }
        if time == Seconds::ZERO {
            return refused(0.0, "seconds above 0");
        }
        Ok(Self {
            people_per_place,
            time,
        })
    }
}

/// What the agents settle on.
#[derive(Debug, Clone, PartialEq)]
pub struct RationalAgents {
    /// The cost for each demand point: crowding over ρ plus travel over τ, 0 or more, less is better.
    /// Nothing when no supply with places is in reach.
    pub costs: Vec<Option<f64>>,
    /// People at each supply.
    pub loads: Vec<f64>,
    /// How much all people together could still save by going elsewhere, as a part of all cost; 0 is exact.
    /// The objective of the assignment is at most this part of all cost above its minimum.
    pub gap: f64,
    /// Rounds in which everybody chose anew.
    pub sweeps: u32,
    /// Supplies left out because their number of places is not known.
    pub left_out: usize,
}

/// The equilibrium in which nobody gains by going to another supply, at
/// `cost_ij = (D_j / S_j) / ρ + t_ij / τ`, where `D_j` is the people at j.
///
/// It is the minimum of `Σ_j D_j² / (2 ρ S_j) + Σ_ij x_ij t_ij / τ` over all ways `x` to send everybody
/// somewhere. Points choose in turn, each exactly best against the others, until the gap
/// `Σ_ij x_ij (cost_ij − min_j cost_ij)` is no more than a millionth of all cost, or 1,000 rounds are over;
/// the gap that is left is reported.
///
/// # Source
/// Saxon and Snow 2020, rational agent access model, cost function; Beckmann, McGuire and Winsten 1956
/// for the convex form.
pub fn rational_agents(table: &TravelTable, weighing: CrowdingAgainstTravel) -> RationalAgents {
    let mut assignment = Assignment::new(table, weighing);
    let mut sweeps = 0;
    let mut gap = assignment.gap();
    while gap > GAP_WANTED && sweeps < SWEEPS {
        assignment.sweep();
        sweeps += 1;
        gap = assignment.gap();
    }
    RationalAgents {
        costs: assignment
            .rows
            .iter()
            .map(|row| assignment.least_cost(row))
            .collect(),
        loads: assignment.loads,
        gap,
        sweeps,
        left_out: table.unknown_capacities(),
    }
}

/// A supply as one demand point sees it, with how many of its people go there.
#[derive(Debug, Clone)]
struct Destination {
    supply: usize,
    travel: f64,
    people: f64,
}

/// Who goes where, always with everybody who has a choice sent somewhere.
#[derive(Debug)]
struct Assignment<'a> {
    people: &'a [People],
    /// People that make a supply cost 1: ρ · S_j.
    room: Vec<f64>,
    rows: Vec<Vec<Destination>>,
    loads: Vec<f64>,
}

impl<'a> Assignment<'a> {
    /// Sends everybody to the nearest supply.
    fn new(table: &'a TravelTable, weighing: CrowdingAgainstTravel) -> Self {
        let rooms = table.capacities().iter();
        let room: Vec<f64> = rooms
            .map(|places| f64::from(places.unwrap_or(0)) * weighing.people_per_place)
            .collect();
        let destination = |trip: &Trip| Destination {
            supply: trip.supply.index(),
            travel: trip.time.value() / weighing.time.value(),
            people: 0.0,
        };
        let open = |trip: &&Trip| room[trip.supply.index()] > 0.0;
        let rows = table
            .rows()
            .map(|row| row.iter().filter(open).map(destination).collect())
            .collect();
        let mut assignment = Self {
            people: table.people(),
            rows,
            loads: vec![0.0; room.len()],
            room,
        };
        for (row, people) in assignment.rows.iter_mut().zip(assignment.people) {
            if let Some(nearest) = row.first_mut() {
                nearest.people = people.value();
            }
        }
        assignment.add_up();
        assignment
    }

    /// Lets every demand point in turn choose best, given what all others chose.
    fn sweep(&mut self) {
        let inhabited = self.rows.iter_mut().zip(self.people);
        for (row, people) in inhabited.filter(|(_, people)| !people.is_none()) {
            for destination in row.iter() {
                let load = &mut self.loads[destination.supply];
                *load = (*load - destination.people).max(0.0);
            }
            choose_best(row, people.value(), &self.room, &self.loads);
            for destination in row.iter() {
                self.loads[destination.supply] += destination.people;
            }
        }
        self.add_up();
    }

    /// Computes the loads anew, so that rounding does not pile up.
    fn add_up(&mut self) {
        self.loads.fill(0.0);
        for destination in self.rows.iter().flatten() {
            self.loads[destination.supply] += destination.people;
        }
    }

    fn cost(&self, destination: &Destination) -> f64 {
        self.loads[destination.supply] / self.room[destination.supply] + destination.travel
    }

    fn least_cost(&self, row: &[Destination]) -> Option<f64> {
        row.iter().map(|way| self.cost(way)).min_by(f64::total_cmp)
    }

    /// What all could save at the costs of now, as a part of all cost.
    fn gap(&self) -> f64 {
        let (mut all, mut saved) = (0.0, 0.0);
        for row in &self.rows {
            let least = self.least_cost(row).unwrap_or(0.0);
            for destination in row {
                let cost = self.cost(destination);
                all += destination.people * cost;
                saved += destination.people * (cost - least);
            }
        }
        if all > 0.0 { saved / all } else { 0.0 }
    }
}

/// Spreads people over destinations so that all used ones cost the same and no other costs less.
///
/// From the cheapest on, destinations are filled like communicating vessels: with the first k of them
/// in use the level is `(P + Σ a_j r_j) / Σ r_j`, where `a_j` is the cost without these people and
/// `r_j` the room; k grows until the next one costs more than the level.
fn choose_best(row: &mut [Destination], people: f64, room: &[f64], loads: &[f64]) {
    let empty_cost = |way: &Destination| loads[way.supply] / room[way.supply] + way.travel;
    let mut order: Vec<(f64, usize)> = row.iter().map(empty_cost).zip(0..).collect();
    order.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    let (mut filled, mut width, mut level) = (people, 0.0, f64::INFINITY);
    for &(cost, at) in &order {
        if cost >= level {
            break;
        }
        let room = room[row[at].supply];
        filled += cost * room;
        width += room;
        level = filled / width;
    }
    for (cost, at) in order {
        row[at].people = (level - cost).max(0.0) * room[row[at].supply];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{any_table, close, minutes, table};
    use proptest::prelude::*;

    /// One person for each place costs as much as ten minutes.
    fn weighing() -> CrowdingAgainstTravel {
        CrowdingAgainstTravel::new(1.0, minutes(10.0)).expect("above zero")
    }

    #[test]
    fn people_move_on_until_the_crowd_costs_as_much_as_the_walk() {
        // 100 people next door to a (100 places), b (100 places) is 5 minutes on, which costs 0.5.
        // Equal cost: a/100 = b/100 + 0.5 and a + b = 100, so a = 75, b = 25, cost 0.75.
        let town = table(&[100], &[Some(100), Some(100)], &[&[Some(0.0), Some(5.0)]]);
        let found = rational_agents(&town, weighing());
        assert_eq!(found.loads, [75.0, 25.0]);
        assert_eq!(found.costs, [Some(0.75)]);
        assert!(found.gap <= 1e-6);
    }

    #[test]
    fn those_with_a_choice_make_room_for_those_without() {
        // Point 1 (60) reaches only a; point 2 (60) a and b at the same time of 0. All 60 places each:
        // a = 60 and b = 60 costs 1 everywhere.
        let town = table(
            &[60, 60],
            &[Some(60), Some(60)],
            &[&[Some(0.0), None], &[Some(0.0), Some(0.0)]],
        );
        let found = rational_agents(&town, weighing());
        assert!(close(found.loads[0], 60.0) && close(found.loads[1], 60.0));
        assert!(close(found.costs[0].expect("reached"), 1.0));
    }

    #[test]
    fn nowhere_to_go_has_no_cost() {
        let town = table(
            &[5, 5, 0],
            &[None, Some(0), Some(2)],
            &[
                &[Some(1.0), None, None],
                &[None, Some(1.0), None],
                &[None, None, Some(10.0)],
            ],
        );
        let found = rational_agents(&town, weighing());
        assert_eq!(found.costs, [None, None, Some(1.0)]);
        assert_eq!((found.left_out, found.gap), (1, 0.0));
    }

    #[test]
    fn weighing_by_nothing_is_refused() {
        assert!(CrowdingAgainstTravel::new(0.0, minutes(1.0)).is_err());
        assert!(CrowdingAgainstTravel::new(f64::NAN, minutes(1.0)).is_err());
        assert!(CrowdingAgainstTravel::new(1.0, Seconds::ZERO).is_err());
    }

    /// The sum that the equilibrium makes as small as possible.
    fn objective(assignment: &Assignment<'_>) -> f64 {
        let crowding = assignment.loads.iter().zip(&assignment.room);
        let crowding = crowding.filter(|(_, room)| **room > 0.0);
        let travel = assignment
            .rows
            .iter()
            .flatten()
            .map(|way| way.people * way.travel);
        crowding
            .map(|(load, room)| load * load / (2.0 * room))
            .sum::<f64>()
            + travel.sum::<f64>()
    }

    proptest! {
        #[test]
        fn everybody_with_a_choice_goes_somewhere_and_nobody_gains_by_moving(table in any_table()) {
            let found = rational_agents(&table, weighing());
            let sent: f64 = table.people().iter().zip(&found.costs)
                .filter(|(_, cost)| cost.is_some())
                .map(|(people, _)| people.value())
                .sum();
            prop_assert!(close(found.loads.iter().sum(), sent));
            prop_assert!((0.0..=1e-6).contains(&found.gap), "gap {} after {}", found.gap, found.sweeps);
        }

        #[test]
        fn no_other_way_to_send_people_has_a_smaller_objective(
            table in any_table(), picks in prop::collection::vec(0usize..5, 6),
        ) {
            let mut best = Assignment::new(&table, weighing());
            for _ in 0..200 { best.sweep(); }
            let mut other = Assignment::new(&table, weighing());
            for ((row, people), pick) in other.rows.iter_mut().zip(table.people()).zip(picks) {
                let count = row.len().max(1);
                for (at, way) in row.iter_mut().enumerate() {
                    way.people = if at == pick % count { people.value() } else { 0.0 };
                }
            }
            other.add_up();
            let (best, other) = (objective(&best), objective(&other));
            prop_assert!(best <= other || close(best, other));
        }
    }
}
