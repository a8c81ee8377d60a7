//! Which homes are within the norm after each of several changes, so that no two numbers of covered people that are both shown
//! tell of a few by their difference. Planned homes are nobody's yet and stay out: their people are the plan's own numbers.

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::home_set::HomeSet;
use crate::access::turned_people::{add_people, hidden_turns};
use crate::model::age_group::AgeGroup;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// The homes of a study that are within a norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomesWithin(HomeSet);

/// Whose homes they are.
#[derive(Debug, Clone, Copy)]
pub struct Inhabitants<'a> {
    /// The study without any change.
    pub town: &'a TownData,
    /// Its areas.
    pub tree: &'a AreaTree,
    /// The age group.
    pub age: AgeGroup,
}

impl HomesWithin {
    /// By the trips to one kind. Homes that only the trips have are planned, and not among them.
    pub fn of(town: &TownData, travel: &KindTravel) -> Self {
        let within = |home: &usize| {
            let reach = travel.reaches.get(*home);
            let time = reach.and_then(|reach| reach.time());
            time.is_some_and(|time| time <= travel.norm.norm)
        };
        Self((0..town.demand.len()).filter(within).collect())
    }

    /// Of which areas the covered here and there, side by side, would tell of a small number of people who are within the
    /// norm on one side only.
    ///
    /// # Shape
    /// One for each area of the tree.
    pub fn tells_beside(&self, other: &Self, of: Inhabitants<'_>) -> Vec<bool> {
        let [here, there] = [(self, other), (other, self)].map(|(one, other)| {
            let people = people_of_areas(one.0.without(&other.0), of);
            hidden_turns(of.tree, &people)
        });
        let sides = here.iter().zip(&there);
        sides.map(|(here, there)| *here || *there).collect()
    }
}

fn people_of_areas(homes: impl Iterator<Item = usize>, of: Inhabitants<'_>) -> Vec<People> {
    let mut people = vec![People::NONE; of.tree.len()];
    for home in homes.filter_map(|home| of.town.demand.get(home)) {
        add_people(&mut people, of.tree, home, of.age);
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::travel_by_kind;
    use crate::access::travel::TravelIndex;
    use crate::access::worked_town::{BU1, BU4, GM, children, school, worked_town};
    use crate::model::area::Certainty;

    fn within(town: &TownData, after: &TownData) -> HomesWithin {
        let index = TravelIndex::build(after).expect("sound");
        let [travel] = &travel_by_kind(after, &index).expect("sound")[..] else {
            unreachable!("one kind");
        };
        HomesWithin::of(town, travel)
    }

    /// Whether BU1, BU4 and the municipality tell, when a school opens where so many children live in h4.
    fn told_by_a_school_beside(children_of_h4: u32) -> [bool; 3] {
        let mut town = worked_town();
        town.demand[4].residents = children(Some(children_of_h4), Certainty::Counted);
        let mut opened = town.clone();
        opened.facilities.push(school("B", 2000.0));
        let tree = AreaTree::of(&town);
        let of = Inhabitants {
            town: &town,
            tree: &tree,
            age: AgeGroup::From4To12,
        };
        let (now, then) = (within(&town, &town), within(&town, &opened));
        let tells = now.tells_beside(&then, of);
        assert_eq!(tells, then.tells_beside(&now, of));
        [BU1, BU4, GM].map(|area| tells[area])
    }

    #[test]
    fn a_few_people_more_or_fewer_tell_and_many_do_not() {
        assert_eq!(told_by_a_school_beside(3), [false, true, true]);
        assert_eq!(told_by_a_school_beside(40), [false; 3]);
        assert_eq!(told_by_a_school_beside(0), [false; 3]);
    }

    #[test]
    fn who_lives_in_planned_homes_hides_nobody_who_lives_there_now() {
        let town = worked_town();
        let mut opened = town.clone();
        opened.facilities.push(school("B", 2000.0));
        let mut planned = opened.clone();
        planned.demand.push(town.demand[4].clone());
        assert_eq!(within(&town, &planned), within(&town, &opened));
        assert_ne!(within(&town, &planned), within(&town, &town));
    }
}
