//! Homes before and after a change, for tests: each is a neighbourhood of its own in one municipality.

use crate::access::area_tree::AreaTree;
use crate::model::people::People;
use crate::model::units::Seconds;
use crate::siting::equity_groups::ChangedHome;
use crate::siting::equity_report::{EquityInput, Investment};

pub struct Drawn {
    homes: Vec<ChangedHome>,
    need: Vec<Option<f64>>,
    quintile: Vec<Option<u8>>,
    areas: AreaTree,
    homes_of_area: Vec<Vec<usize>>,
    rounding: Vec<u32>,
    pub investments: Vec<Investment>,
}

/// From people, quintile (0 is not known), and times before and after; the norm is 600 s.
pub fn drawn(rows: &[(u32, u8, Option<f64>, Option<f64>)]) -> Drawn {
    let time = |time: Option<f64>| time.map(|time| Seconds::new(time).expect("a time"));
    let known = |quintile: u8| Some(quintile).filter(|quintile| (1..=5).contains(quintile));
    Drawn {
        homes: rows
            .iter()
            .map(|&(people, _, before, after)| ChangedHome {
                people: People::whole(people),
                before: time(before),
                after: time(after),
                places: None,
            })
            .collect(),
        need: rows
            .iter()
            .map(|row| known(row.1).map(|quintile| f64::from(quintile) * 20.0 - 10.0))
            .collect(),
        quintile: rows.iter().map(|row| known(row.1)).collect(),
        areas: AreaTree::with_parents(
            rows.iter()
                .map(|_| Some(rows.len()))
                .chain([None])
                .collect(),
        ),
        homes_of_area: (0..rows.len())
            .map(|home| vec![home])
            .chain([(0..rows.len()).collect()])
            .collect(),
        rounding: vec![1; rows.len() + 1],
        investments: Vec::new(),
    }
}

impl Drawn {
    /// Asks something of the homes.
    pub fn with_input<T>(&self, ask: impl FnOnce(&EquityInput<'_>) -> T) -> T {
        let homes_of_area: Vec<&[usize]> = self.homes_of_area.iter().map(Vec::as_slice).collect();
        ask(&EquityInput {
            homes: &self.homes,
            need: &self.need,
            quintile: &self.quintile,
            areas: &self.areas,
            homes_of_area: &homes_of_area,
            rounding: &self.rounding,
            hidden_areas: &[],
            norm: Seconds::new(600.0).expect("a time"),
            norm_sets: ("nabij-voorstel-1", "nabij-voorstel-1"),
            investments: &self.investments,
        })
    }
}
