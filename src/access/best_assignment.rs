//! Who can have a place where, when places are limited: the most people served, and of all ways to
//! serve so many the one with the least travel. Exact, in whole billionths of people and thousandths of seconds.
//!
//! People are added point by point, each along the cheapest chain of moves (somebody goes to b so that
//! there is room at a). Chains run over supplies only, of which there are few, so that a city takes
//! little time. Who gets no place is sent to a last supply that is worse than any chain.

use std::collections::{BTreeSet, VecDeque};

use crate::access::travel_table::TravelTable;
use crate::model::people::People;
use crate::model::units::Seconds;

/// An assignment that serves the most people with the least travel.
#[derive(Debug, Clone, PartialEq)]
pub struct BestAssignment {
    /// For each demand point, how many of its people go where: supply and people, near supplies first.
    pub shares: Vec<Vec<(usize, People)>>,
    /// People assigned to each supply; never more than it has places.
    pub assigned: Vec<People>,
    /// The travel time of all who are served, in seconds times people.
    pub person_seconds: f64,
}

/// Assigns as many people as possible to places within a time, with the least total travel time.
///
/// It says what the places allow, not what people do: it is the best that any admission could reach.
/// Supplies without a known number of places take no part. Times count to a thousandth of a second.
///
/// # Cost
/// Where the nearest place is free, next to nothing for each point; else one search over the supplies.
///
/// # Source
/// Ford and Fulkerson 1962, minimum cost flow by successive shortest paths;
/// Current and Storbeck 1988 for coverage with capacity.
pub fn best_assignment(table: &TravelTable, within: Seconds) -> BestAssignment {
    let mut flow = Flow::new(table, within);
    for (point, people) in table.people().iter().enumerate() {
        flow.insert(point, people.billionths());
    }
    flow.answer()
}

/// One supply that a demand point may use.
#[derive(Debug, Clone, Copy)]
struct Way {
    supply: usize,
    cost: i64,
    flow: u64,
}

#[derive(Debug)]
struct Flow {
    /// By demand point; the last way of each leads to the supply for those without a place.
    ways: Vec<Vec<Way>>,
    /// Free places by supply in billionths; the last one never fills.
    room: Vec<u64>,
    /// By supply: the supplies to which somebody there could move, in ascending order.
    moves: Vec<Vec<Moves>>,
}

/// Who could move from one supply to another.
#[derive(Debug)]
struct Moves {
    to: usize,
    /// The first of `movers`, kept here because it is asked for often.
    cheapest: Option<(i64, usize)>,
    /// The demand points that could, by what the move adds to the travel.
    movers: BTreeSet<(i64, usize)>,
}

/// The cheapest way found so far to send one more person to a supply.
#[derive(Debug, Clone, Copy)]
struct Label {
    cost: i64,
    /// The supply from which somebody moves here, and the demand point of that somebody.
    from: Option<(usize, usize)>,
}

impl Flow {
    fn new(table: &TravelTable, within: Seconds) -> Self {
        let nowhere = table.capacities().len();
        let mut room: Vec<u64> = table
            .capacities()
            .iter()
            .map(|places| People::whole(places.unwrap_or(0)).billionths())
            .collect();
        room.push(u64::MAX);
        let mut ways: Vec<Vec<Way>> = table
            .rows()
            .map(|row| {
                let usable = row.iter().filter(|trip| trip.time <= within);
                let known = usable.filter(|trip| table.capacity_at(trip).is_some());
                known
                    .map(|trip| Way {
                        supply: trip.supply.index(),
                        cost: thousandths_of(trip.time),
                        flow: 0,
                    })
                    .collect()
            })
            .collect();
        let longest = ways.iter().flatten().map(|way| way.cost).max().unwrap_or(0);
        // A chain visits each supply once, so no chain between two of them gains or costs so much.
        let no_place = Way {
            supply: nowhere,
            cost: (longest + 1).saturating_mul(nowhere as i64 + 2),
            flow: 0,
        };
        ways.iter_mut().for_each(|row| row.push(no_place));
        Self {
            ways,
            moves: room.iter().map(|_| Vec::new()).collect(),
            room,
        }
    }

    fn insert(&mut self, point: usize, mut people: u64) {
        while people > 0 {
            let (chain, end) = self.cheapest_chain(point);
            let movable = |&(from, _, mover): &(usize, usize, usize)| self.flow_at(mover, from);
            let moved = chain.iter().map(movable).min().unwrap_or(u64::MAX);
            let amount = people.min(self.room[end]).min(moved);
            let first = chain.first().map_or(end, |&(from, _, _)| from);
            self.add(point, first, amount);
            for (from, to, mover) in chain {
                self.remove(mover, from, amount);
                self.add(mover, to, amount);
            }
            if end + 1 < self.room.len() {
                self.room[end] -= amount;
            }
            people -= amount;
        }
    }

    /// The moves `(from, to, whose)` that make room for one more of a point, and the supply where they end.
    fn cheapest_chain(&self, point: usize) -> (Vec<(usize, usize, usize)>, usize) {
        // With room at the nearest supply no chain is cheaper: it would have been a gain before.
        if let Some(nearest) = self.ways[point].first()
            && self.room[nearest.supply] > 0
        {
            return (Vec::new(), nearest.supply);
        }
        let labels = self.labels(point);
        let free = (0..self.room.len()).filter(|&supply| self.room[supply] > 0);
        let reached = free.filter_map(|supply| labels[supply].map(|label| (label.cost, supply)));
        let mut end = reached
            .min()
            .map_or(self.room.len() - 1, |(_, supply)| supply);
        let last = end;
        let mut chain = Vec::new();
        while let Some((from, mover)) = labels[end].and_then(|label| label.from) {
            chain.push((from, end, mover));
            end = from;
        }
        chain.reverse();
        (chain, last)
    }

    /// Shortest chains from a point to every supply (Bellman and Ford; there are no cycles of gain).
    fn labels(&self, point: usize) -> Vec<Option<Label>> {
        let mut labels: Vec<Option<Label>> = vec![None; self.room.len()];
        let mut queue = VecDeque::new();
        let mut waiting = vec![false; self.room.len()];
        for way in &self.ways[point] {
            labels[way.supply] = Some(Label {
                cost: way.cost,
                from: None,
            });
            queue.push_back(way.supply);
            waiting[way.supply] = true;
        }
        while let Some(supply) = queue.pop_front() {
            waiting[supply] = false;
            let Some(here) = labels[supply] else { continue };
            for moves in &self.moves[supply] {
                let Some((extra, mover)) = moves.cheapest else {
                    continue;
                };
                let next = moves.to;
                let cost = here.cost + extra;
                if labels[next].is_none_or(|label| cost < label.cost) {
                    labels[next] = Some(Label {
                        cost,
                        from: Some((supply, mover)),
                    });
                    if !std::mem::replace(&mut waiting[next], true) {
                        queue.push_back(next);
                    }
                }
            }
        }
        labels
    }

    fn flow_at(&self, point: usize, supply: usize) -> u64 {
        let mut ways = self.ways[point].iter();
        ways.find(|way| way.supply == supply)
            .map_or(0, |way| way.flow)
    }

    fn add(&mut self, point: usize, supply: usize, amount: u64) {
        let before = self.flow_at(point, supply);
        self.set(point, supply, before + amount);
    }

    fn remove(&mut self, point: usize, supply: usize, amount: u64) {
        let before = self.flow_at(point, supply);
        self.set(point, supply, before - amount);
    }

    /// Sets how many of a point are at a supply, and keeps the list of possible moves true.
    fn set(&mut self, point: usize, supply: usize, flow: u64) {
        let row = &mut self.ways[point];
        let Some(at) = row.iter().position(|way| way.supply == supply) else {
            return;
        };
        let (cost, before) = (row[at].cost, std::mem::replace(&mut row[at].flow, flow));
        if (before > 0) == (flow > 0) {
            return;
        }
        for way in self.ways[point].iter().filter(|way| way.supply != supply) {
            let moves = moves_to(&mut self.moves[supply], way.supply);
            let mover = (way.cost - cost, point);
            if flow > 0 {
                moves.movers.insert(mover);
            } else {
                moves.movers.remove(&mover);
            }
            moves.cheapest = moves.movers.first().copied();
        }
    }

    fn answer(self) -> BestAssignment {
        let nowhere = self.room.len() - 1;
        let mut assigned = vec![People::NONE; nowhere];
        let mut total = 0i128;
        let mut shares = Vec::with_capacity(self.ways.len());
        for row in &self.ways {
            let used = row
                .iter()
                .filter(|way| way.flow > 0 && way.supply < nowhere);
            let used: Vec<(usize, People)> = used
                .map(|way| {
                    total += i128::from(way.cost) * i128::from(way.flow);
                    (way.supply, People::from_billionths(way.flow))
                })
                .collect();
            for &(supply, people) in &used {
                assigned[supply] = assigned[supply] + people;
            }
            shares.push(used);
        }
        BestAssignment {
            shares,
            assigned,
            // Thousandths of seconds times billionths of people.
            person_seconds: total as f64 / 1e12,
        }
    }
}

/// The moves to a supply, made when they are not there yet.
fn moves_to(all: &mut Vec<Moves>, to: usize) -> &mut Moves {
    let at = all.binary_search_by_key(&to, |moves| moves.to);
    let at = at.unwrap_or_else(|place| {
        let none = Moves {
            to,
            cheapest: None,
            movers: BTreeSet::new(),
        };
        all.insert(place, none);
        place
    });
    &mut all[at]
}

fn thousandths_of(time: Seconds) -> i64 {
    // A cast from f64 is cut to the largest whole number, never out of range.
    ((time.value() * 1e3).round() as i64).min(1 << 40)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{minutes, table};
    use proptest::prelude::*;

    #[test]
    fn somebody_moves_on_so_that_the_one_without_a_choice_gets_in() {
        // a has 1 place, b has 1. Point 1 is nearer to a (1 min) than to b (3), point 2 reaches only a (2).
        // Both are served only when point 1 goes to b: 3 + 2 = 5 person-minutes.
        let town = table(
            &[1, 1],
            &[Some(1), Some(1)],
            &[&[Some(1.0), Some(3.0)], &[Some(2.0), None]],
        );
        let best = best_assignment(&town, minutes(10.0));
        let one = People::whole(1);
        assert_eq!(best.shares, [vec![(1, one)], vec![(0, one)]]);
        assert_eq!(best.person_seconds, 300.0);
    }

    #[test]
    fn the_nearest_get_the_places_when_there_are_too_few() {
        let town = table(&[4, 4], &[Some(5)], &[&[Some(9.0)], &[Some(2.0)]]);
        let best = best_assignment(&town, minutes(10.0));
        assert_eq!(
            best.shares,
            [vec![(0, People::whole(1))], vec![(0, People::whole(4))]]
        );
    }

    /// The most people served, and the least person-minutes for that, by trying every way one by one.
    fn by_trying_all(people: &[u32], room: &mut [u32], times: &[Vec<Option<u32>>]) -> (u32, i64) {
        let Some((&first, rest)) = people.split_first() else {
            return (0, 0);
        };
        let (row, other_rows) = times.split_first().expect("one row for each point");
        if first == 0 {
            return by_trying_all(rest, room, other_rows);
        }
        let mut one_less = people.to_vec();
        one_less[0] -= 1;
        let (served, cost) = by_trying_all(&one_less, room, times);
        let mut best = (served, -cost);
        for supply in 0..room.len() {
            if let Some(time) = row[supply]
                && room[supply] > 0
            {
                room[supply] -= 1;
                let (served, cost) = by_trying_all(&one_less, room, times);
                best = best.max((served + 1, -cost - i64::from(time)));
                room[supply] += 1;
            }
        }
        (best.0, -best.1)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn trying_every_way_finds_none_better(
            people in prop::collection::vec(0u32..3, 4),
            room in prop::collection::vec(0u32..3, 3),
            times in prop::collection::vec(
                prop::collection::vec(prop::option::weighted(0.7, 0u32..9), 3), 4),
        ) {
            let minutes_of = |row: &Vec<Option<u32>>| -> Vec<Option<f64>> {
                row.iter().map(|time| time.map(f64::from)).collect()
            };
            let rows: Vec<Vec<Option<f64>>> = times.iter().map(minutes_of).collect();
            let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
            let capacities: Vec<Option<u32>> = room.iter().copied().map(Some).collect();
            let best = best_assignment(&table(&people, &capacities, &rows), minutes(100.0));
            let (served, cost) = by_trying_all(&people, &mut room.clone(), &times);
            prop_assert_eq!(best.assigned.iter().sum::<People>(), People::whole(served));
            prop_assert_eq!(best.person_seconds, cost as f64 * 60.0);
            for (assigned, room) in best.assigned.iter().zip(room) {
                prop_assert!(*assigned <= People::whole(room));
            }
        }
    }
}
