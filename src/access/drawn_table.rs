//! Small travel tables and outcomes for tests: drawn by hand in minutes, or drawn at random.

use proptest::prelude::*;

use crate::access::outcome::Outcome;
use crate::access::travel_table::{SupplyId, TravelTable, Trip};
use crate::model::people::People;
use crate::model::units::Seconds;

/// Minutes as seconds.
pub(crate) fn minutes(minutes: f64) -> Seconds {
    Seconds::new(minutes * 60.0).expect("drawn times are not negative")
}

/// A table of whole people and minutes; `None` is no route.
pub(crate) fn table(
    people: &[u32],
    capacities: &[Option<u32>],
    times: &[&[Option<f64>]],
) -> TravelTable {
    let row = |row: &&[Option<f64>]| {
        let trips = (0..).zip(row.iter()).filter_map(|(supply, time)| {
            time.map(|time| Trip {
                time: minutes(time),
                supply: SupplyId(supply),
            })
        });
        trips.collect()
    };
    let people = people.iter().map(|&count| People::whole(count)).collect();
    let rows = times.iter().map(row).collect();
    TravelTable::new(minutes(1_000.0), people, capacities.to_vec(), rows).expect("drawn well")
}

/// Any small table; times are whole minutes, some pairs have no route, some capacities are not known.
pub(crate) fn any_table() -> impl Strategy<Value = TravelTable> {
    (1usize..6, 1usize..5).prop_flat_map(|(points, supplies)| {
        let people = prop::collection::vec(0u32..50, points);
        let capacities = prop::collection::vec(prop::option::weighted(0.8, 0u32..60), supplies);
        let row = prop::collection::vec(prop::option::weighted(0.7, 0u32..40), supplies);
        let rows = prop::collection::vec(row, points);
        (people, capacities, rows).prop_map(|(people, capacities, rows)| {
            let rows: Vec<Vec<Option<f64>>> = rows
                .into_iter()
                .map(|row| row.into_iter().map(|time| time.map(f64::from)).collect())
                .collect();
            let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
            table(&people, &capacities, &rows)
        })
    })
}

/// Whether two numbers differ by no more than rounding.
pub(crate) fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0)
}

/// Outcomes of whole people.
pub(crate) fn outcomes(rows: &[(f64, u32)]) -> Vec<Outcome> {
    rows.iter()
        .map(|&(value, people)| Outcome::new(value, People::whole(people)).expect("drawn well"))
        .collect()
}

/// Up to twelve outcomes, some of them alike, of nothing, or of nobody.
pub(crate) fn any_outcomes() -> impl Strategy<Value = Vec<Outcome>> {
    let value = prop_oneof![(0u32..5).prop_map(f64::from), 0.0f64..100.0];
    prop::collection::vec((value, 0u32..20), 0..12).prop_map(|rows| outcomes(&rows))
}
