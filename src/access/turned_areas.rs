//! What a change of trips means for each area: every home is looked at once, for the area that it stands in, and areas add
//! up to those that they lie in.

use crate::access::area_sums::AreaSums;
use crate::access::area_tree::AreaTree;
use crate::access::home_set::HomeSet;
use crate::access::judged_travel::JudgedTravel;
use crate::access::quantile::in_bits;
use crate::access::residents::{KnownResidents, known_at};
use crate::access::turned_homes::Turn;
use crate::model::age_group::AgeGroup;
use crate::model::town_data::TownData;

/// The homes of an area whose trips change, and what they add up to.
#[derive(Debug, Clone, Default)]
pub struct TurnedArea {
    /// Before the change.
    pub was: AreaSums,
    /// After it.
    pub is: AreaSums,
    /// From which times people go to which.
    pub(super) turns: Vec<Turn>,
}

impl TurnedArea {
    fn turn(&mut self, residents: &KnownResidents, [was, is]: [&JudgedTravel<'_>; 2]) {
        self.was = self.was.with(residents, was);
        self.is = self.is.with(residents, is);
        let [from, to] = [was, is].map(|side| in_bits(side.time(residents.home)));
        let people = residents.count.people;
        if from != to && !people.is_none() {
            // More people than fit in it there are not.
            let people = i64::try_from(people.billionths()).unwrap_or(i64::MAX);
            self.turns.extend(
                [(from, -people), (to, people)].map(|(time, people)| Turn { time, people }),
            );
        }
    }

    fn add(&mut self, inside: &Self) {
        self.was = self.was + inside.was;
        self.is = self.is + inside.is;
        self.turns.extend_from_slice(&inside.turns);
    }
}

/// What a change of the trips of some homes means for each area of the tree; nothing where none of known people is.
pub fn turned_areas(
    town: &TownData,
    tree: &AreaTree,
    age: AgeGroup,
    travel: [&JudgedTravel<'_>; 2],
    changed: &HomeSet,
) -> Vec<Option<TurnedArea>> {
    let mut standing: Vec<Option<TurnedArea>> = vec![None; tree.len()];
    for home in changed.iter() {
        let area = town.demand.get(home).and_then(|point| point.area);
        let area = area.and_then(|area| standing.get_mut(area.0 as usize));
        if let (Some(area), Some(residents)) = (area, known_at(town, home, age)) {
            area.get_or_insert_default().turn(&residents, travel);
        }
    }
    let mut areas: Vec<Option<TurnedArea>> = vec![None; tree.len()];
    for (area, turned) in standing.into_iter().enumerate() {
        let Some(turned) = turned else { continue };
        for above in tree.at_and_above(area) {
            areas[above].get_or_insert_default().add(&turned);
        }
    }
    areas
}
