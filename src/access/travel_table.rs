//! Who reaches which supply in how long: the one input of every measure of access.
//! It is a plain table, so that a measure can be checked by hand and knows no streets.

use thiserror::Error;

use crate::model::people::People;
use crate::model::units::Seconds;

/// A number that points at one supply (a facility of the kind asked for) in a [`TravelTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupplyId(pub u32);

impl SupplyId {
    /// Its place in every list with one entry for each supply.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The way from a demand point to one supply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trip {
    /// How long it takes; trips are ordered by time first.
    pub time: Seconds,
    /// Where it leads.
    pub supply: SupplyId,
}

/// Why lists make no table of travel times.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotATravelTable {
    /// Not one row of trips for each demand point.
    #[error(
        "travel table: found {rows} rows of trips, expected {demand_points}, one for each demand point"
    )]
    RowsMissing {
        /// The rows given.
        rows: usize,
        /// The demand points given.
        demand_points: usize,
    },
    /// A trip leads to a supply that is not in the table.
    #[error(
        "travel table, row {row}: found a trip to supply {supply}, expected a number below {supplies}"
    )]
    UnknownSupply {
        /// The demand point, counted from 0.
        row: usize,
        /// The supply named.
        supply: u32,
        /// The supplies given.
        supplies: usize,
    },
}

/// Travel times up to a limit from each demand point to each supply, with the people and the places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravelTable {
    limit: Seconds,
    people: Vec<People>,
    capacities: Vec<Option<u32>>,
    starts: Vec<usize>,
    trips: Vec<Trip>,
}

impl TravelTable {
    /// Makes a table of people by demand point, places by supply (`None` is not known) and trips by demand point.
    ///
    /// Trips longer than the limit are left out. Of several trips to one supply, such as to its
    /// several entrances, the shortest counts. The order within a row does not matter.
    ///
    /// # Errors
    /// When there is not one row for each demand point, or a trip leads to no supply of the table.
    pub fn new(
        limit: Seconds,
        people: Vec<People>,
        capacities: Vec<Option<u32>>,
        rows: Vec<Vec<Trip>>,
    ) -> Result<Self, NotATravelTable> {
        if rows.len() != people.len() {
            return Err(NotATravelTable::RowsMissing {
                rows: rows.len(),
                demand_points: people.len(),
            });
        }
        let mut table = Self {
            limit,
            people,
            capacities,
            starts: vec![0],
            trips: Vec::new(),
        };
        for row in rows {
            table.push_row(row)?;
        }
        Ok(table)
    }

    /// The longest time a trip in the table may take.
    pub fn limit(&self) -> Seconds {
        self.limit
    }

    /// People by demand point.
    pub fn people(&self) -> &[People] {
        &self.people
    }

    /// Places by supply; `None` is not known.
    pub fn capacities(&self) -> &[Option<u32>] {
        &self.capacities
    }

    /// How many supplies have no known number of places, and so take no part in competition.
    pub fn unknown_capacities(&self) -> usize {
        self.capacities
            .iter()
            .filter(|places| places.is_none())
            .count()
    }

    /// Trips by demand point, each row from short to long, equally long ones by supply.
    pub fn rows(&self) -> impl Iterator<Item = &[Trip]> {
        self.starts
            .windows(2)
            .map(|pair| &self.trips[pair[0]..pair[1]])
    }

    /// All trips, row after row.
    pub fn trips(&self) -> &[Trip] {
        &self.trips
    }

    /// Where each row is in [`TravelTable::trips`].
    pub fn spans(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        self.starts.windows(2).map(|pair| pair[0]..pair[1])
    }

    /// The places of the supply a trip leads to; `None` is not known.
    pub fn capacity_at(&self, trip: &Trip) -> Option<u32> {
        self.capacities.get(trip.supply.index()).copied().flatten()
    }

    fn push_row(&mut self, mut row: Vec<Trip>) -> Result<(), NotATravelTable> {
        let supplies = self.capacities.len();
        if let Some(trip) = row.iter().find(|trip| trip.supply.index() >= supplies) {
            return Err(NotATravelTable::UnknownSupply {
                row: self.starts.len() - 1,
                supply: trip.supply.0,
                supplies,
            });
        }
        row.retain(|trip| trip.time <= self.limit);
        row.sort_unstable_by_key(|trip| (trip.supply, trip.time));
        row.dedup_by_key(|trip| trip.supply);
        row.sort_unstable();
        self.trips.append(&mut row);
        self.starts.push(self.trips.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trip(supply: u32, seconds: f64) -> Trip {
        Trip {
            time: Seconds::new(seconds).expect("positive"),
            supply: SupplyId(supply),
        }
    }

    fn limit() -> Seconds {
        Seconds::new(600.0).expect("positive")
    }

    #[test]
    fn rows_run_from_near_to_far_and_the_shortest_entrance_counts() {
        let row = vec![trip(1, 60.0), trip(0, 90.0), trip(0, 60.0), trip(2, 600.5)];
        let table = TravelTable::new(limit(), vec![People::whole(1)], vec![None; 3], vec![row])
            .expect("a table");
        let rows: Vec<&[Trip]> = table.rows().collect();
        assert_eq!(rows, [[trip(0, 60.0), trip(1, 60.0)]]);
        assert_eq!(table.unknown_capacities(), 3);
    }

    #[test]
    fn a_trip_to_nowhere_is_refused_with_its_row() {
        let rows = vec![vec![], vec![trip(2, 60.0)]];
        let refusal = TravelTable::new(limit(), vec![People::NONE; 2], vec![None; 2], rows)
            .expect_err("no supply 2");
        let expected = "travel table, row 1: found a trip to supply 2, expected a number below 2";
        assert_eq!(refusal.to_string(), expected);
    }

    #[test]
    fn a_missing_row_is_refused() {
        let refusal = TravelTable::new(limit(), vec![People::NONE; 2], vec![], vec![vec![]])
            .expect_err("one row for two points");
        let expected = "travel table: found 1 rows of trips, expected 2, one for each demand point";
        assert_eq!(refusal.to_string(), expected);
    }
}
