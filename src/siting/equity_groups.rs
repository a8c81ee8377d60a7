//! What a change does to groups of people: travel times and coverage before and after, who gains and who loses,
//! as it may be published.

use crate::access::area_tree::AreaTree;
use crate::access::quantile::quantile_of;
use crate::access::suppression::{
    Shown, carries_percentages, hidden_parts, is_small, rounded_percentage, rounded_persons,
};
use crate::model::people::People;
use crate::model::units::Seconds;

/// A change of travel time up to so many seconds is none.
///
/// # Source
/// DOMAIN §C.9: persons gaining more than one minute.
pub const NOTICED_SECONDS: f64 = 60.0;

/// The people of one home, before and after a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangedHome {
    /// How many.
    pub people: People,
    /// Travel time before; `None` is not reached.
    pub before: Option<Seconds>,
    /// Travel time after.
    pub after: Option<Seconds>,
    /// Places for each child before and after; `None` where the places of what is in reach are not known.
    pub places: Option<(f64, f64)>,
}

/// What a change does to the people of one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// More than a minute nearer, or reached for the first time.
    Gains,
    /// More than a minute farther, or no longer reached.
    Loses,
    /// Neither.
    None,
}

impl ChangedHome {
    /// Whether its people gain or lose.
    pub fn effect(&self) -> Effect {
        match (self.before, self.after) {
            (None, None) => Effect::None,
            (None, Some(_)) => Effect::Gains,
            (Some(_), None) => Effect::Loses,
            (Some(before), Some(after)) => {
                let gain = before.value() - after.value();
                if gain > NOTICED_SECONDS {
                    Effect::Gains
                } else if -gain > NOTICED_SECONDS {
                    Effect::Loses
                } else {
                    Effect::None
                }
            }
        }
    }
}

/// Figures of one side of a change; not for publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// People within the norm.
    pub covered: People,
    /// Mean time of those who reach it, in seconds.
    pub mean: Option<f64>,
    /// The time within which 90 % of all reach it.
    pub p90: Option<Seconds>,
    /// Mean places for each child; `None` where they are not known of somebody.
    pub places: Option<f64>,
}

/// A group as it is; not for publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupFigures {
    /// How many people.
    pub people: People,
    /// Before the change.
    pub before: Side,
    /// After it.
    pub after: Side,
    /// People who gain.
    pub gaining: People,
    /// People who lose.
    pub losing: People,
}

/// One side of a group as it may be published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishedSide {
    /// People within the norm.
    pub covered: Shown<People>,
    /// The same in percent.
    pub share: Shown<f64>,
    /// Mean time, in seconds.
    pub mean: Shown<f64>,
    /// The time within which 90 % reach it, in seconds.
    pub p90: Shown<f64>,
    /// Mean places for each child.
    pub places: Shown<f64>,
}

/// A group as it may be published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishedGroup {
    /// How many people.
    pub people: Shown<People>,
    /// Before the change.
    pub before: PublishedSide,
    /// After it.
    pub after: PublishedSide,
    /// People who gain.
    pub gaining: Shown<People>,
    /// People who lose.
    pub losing: Shown<People>,
}

/// The figures of one group of homes.
pub fn group_figures(homes: &[ChangedHome], norm: Seconds) -> GroupFigures {
    let with_effect = |effect: Effect| {
        let homes = homes.iter().filter(|home| home.effect() == effect);
        homes.map(|home| home.people).sum()
    };
    GroupFigures {
        people: homes.iter().map(|home| home.people).sum(),
        before: side(homes, norm, |home| home.before, |places| places.0),
        after: side(homes, norm, |home| home.after, |places| places.1),
        gaining: with_effect(Effect::Gains),
        losing: with_effect(Effect::Loses),
    }
}

fn side(
    homes: &[ChangedHome],
    norm: Seconds,
    time: fn(&ChangedHome) -> Option<Seconds>,
    places: fn((f64, f64)) -> f64,
) -> Side {
    let near = |home: &&ChangedHome| time(home).is_some_and(|time| time <= norm);
    let mean_of = |value: &dyn Fn(&ChangedHome) -> Option<f64>| {
        let known = homes
            .iter()
            .filter_map(|home| Some((home.people.value(), value(home)?)));
        let (people, sum) = known.fold((0.0, 0.0), |(people, sum), (more, value)| {
            (people + more, sum + more * value)
        });
        (people > 0.0).then(|| sum / people)
    };
    let times = homes.iter().map(|home| (time(home), home.people));
    Side {
        covered: homes.iter().filter(near).map(|home| home.people).sum(),
        mean: mean_of(&|home| time(home).map(Seconds::value)),
        p90: quantile_of(&mut times.collect::<Vec<_>>(), 90),
        places: (homes.iter())
            .all(|home| home.people.is_none() || home.places.is_some())
            .then(|| mean_of(&|home| home.places.map(places)))
            .flatten(),
    }
}

/// Groups as they may be published: small numbers hidden, and those from which one could be found.
///
/// Where coverage changes by 1 to 4 persons the number after is hidden too, because the difference would tell of them.
///
/// # Shape
/// One for each node of the tree, as `groups`; a group holds the people of the groups inside it. `rounding` has what
/// the source of each rounds its people to. `hidden_already` are those whose people another table hides, as these
/// numbers would give them away; it may be shorter.
pub fn published_groups(
    tree: &AreaTree,
    groups: &[GroupFigures],
    rounding: &[u32],
    hidden_already: &[bool],
) -> Vec<PublishedGroup> {
    let column = |value: fn(&GroupFigures) -> People| -> Vec<Option<People>> {
        groups.iter().map(|group| Some(value(group))).collect()
    };
    let people = column(|group| group.people);
    let already = |group: usize| hidden_already.get(group).copied().unwrap_or(false);
    let already: Vec<bool> = (0..groups.len()).map(already).collect();
    let small = hidden_parts(tree, &people, &people, &already);
    let part = |value: fn(&GroupFigures) -> People, already: &[bool]| {
        hidden_parts(tree, &people, &column(value), already)
    };
    let before = part(|group| group.before.covered, &small);
    let changed_little: Vec<bool> = groups
        .iter()
        .zip(&before)
        .map(|(group, &hidden)| {
            let (before, after) = (group.before.covered, group.after.covered);
            hidden || is_small(after.less(before)) || is_small(before.less(after))
        })
        .collect();
    let after = part(|group| group.after.covered, &changed_little);
    let gaining = part(|group| group.gaining, &small);
    let losing = part(|group| group.losing, &small);
    let publish = |index: usize| {
        let group = &groups[index];
        let step = rounding.get(index).copied().unwrap_or(1);
        let count = |hidden: &[bool], people| shown(hidden[index], rounded_persons(people, step));
        PublishedGroup {
            people: count(&small, group.people),
            before: published_side(group.people, &group.before, before[index], step),
            after: published_side(group.people, &group.after, after[index], step),
            gaining: count(&gaining, group.gaining),
            losing: count(&losing, group.losing),
        }
    };
    (0..groups.len()).map(publish).collect()
}

fn published_side(people: People, side: &Side, hidden: bool, step: u32) -> PublishedSide {
    let enough = carries_percentages(people);
    let derived = |value: Option<f64>| {
        if enough {
            Shown::of(value)
        } else {
            Shown::Hidden
        }
    };
    let share = side.covered.percentage_of(people);
    let share = share.map(|share| rounded_percentage(share, people));
    PublishedSide {
        covered: shown(hidden, rounded_persons(side.covered, step)),
        share: if hidden {
            Shown::Hidden
        } else {
            derived(share)
        },
        mean: derived(side.mean),
        p90: derived(side.p90.map(Seconds::value)),
        places: derived(side.places.map(|places| (places * 100.0).round() / 100.0)),
    }
}

fn shown(hidden: bool, people: People) -> Shown<People> {
    if hidden {
        Shown::Hidden
    } else {
        Shown::Value(people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(value: f64) -> Seconds {
        Seconds::new(value).expect("a time")
    }

    fn home(people: u32, before: Option<f64>, after: Option<f64>) -> ChangedHome {
        ChangedHome {
            people: People::whole(people),
            before: before.map(seconds),
            after: after.map(seconds),
            places: None,
        }
    }

    #[test]
    fn a_minute_is_no_change_and_a_first_way_is_a_gain() {
        let effect = |before, after| home(1, before, after).effect();
        assert_eq!(effect(Some(300.0), Some(240.0)), Effect::None);
        assert_eq!(effect(Some(300.0), Some(239.0)), Effect::Gains);
        assert_eq!(effect(Some(300.0), Some(361.0)), Effect::Loses);
        assert_eq!(effect(None, Some(3_000.0)), Effect::Gains);
        assert_eq!(effect(Some(300.0), None), Effect::Loses);
        assert_eq!(effect(None, None), Effect::None);
    }

    #[test]
    fn worked_by_hand() {
        // 10 at 500 s stay, 30 come from 900 to 500 s, 10 go from 500 to 700 s. Norm 600 s.
        let homes = [
            home(10, Some(500.0), Some(500.0)),
            home(30, Some(900.0), Some(500.0)),
            home(10, Some(500.0), Some(700.0)),
        ];
        let found = group_figures(&homes, seconds(600.0));
        assert_eq!(
            (found.before.covered, found.after.covered),
            (People::whole(20), People::whole(40))
        );
        // (10·500 + 30·900 + 10·500) / 50 = 740 and (10·500 + 30·500 + 10·700) / 50 = 540.
        assert_eq!(
            (found.before.mean, found.after.mean),
            (Some(740.0), Some(540.0))
        );
        assert_eq!(found.before.p90, Some(seconds(900.0)));
        assert_eq!(
            (found.gaining, found.losing),
            (People::whole(30), People::whole(10))
        );
    }

    #[test]
    fn places_for_each_child_are_a_mean_over_people_where_they_are_known_of_all() {
        let with_places = |people, places| ChangedHome {
            places,
            ..home(people, None, None)
        };
        let homes = [
            with_places(10, Some((1.0, 2.0))),
            with_places(30, Some((0.6, 0.6))),
            with_places(0, None),
        ];
        let partly = [homes[0], with_places(5, None)];
        assert_eq!(group_figures(&partly, seconds(600.0)).after.places, None);
        let found = group_figures(&homes, seconds(600.0));
        let places = (
            found.before.places.expect("known"),
            found.after.places.expect("known"),
        );
        assert!((places.0 - 0.7).abs() < 1e-12 && (places.1 - 0.95).abs() < 1e-12);
    }

    fn published(groups: &[Vec<ChangedHome>]) -> Vec<PublishedGroup> {
        published_beside(groups, &[])
    }

    fn published_beside(groups: &[Vec<ChangedHome>], hidden: &[bool]) -> Vec<PublishedGroup> {
        let whole: Vec<ChangedHome> = groups.iter().flatten().copied().collect();
        let figures: Vec<GroupFigures> = groups
            .iter()
            .chain([&whole])
            .map(|homes| group_figures(homes, seconds(600.0)))
            .collect();
        let parents = groups.iter().map(|_| Some(groups.len())).chain([None]);
        let tree = AreaTree::with_parents(parents.collect());
        published_groups(&tree, &figures, &vec![1; figures.len()], hidden)
    }

    #[test]
    fn few_losers_are_hidden_and_not_to_be_found_by_subtraction() {
        let stay = |people| home(people, Some(300.0), Some(300.0));
        let lose = |people| home(people, Some(300.0), Some(500.0));
        let found = published(&[
            vec![stay(50), lose(3)],
            vec![stay(50), lose(20)],
            vec![stay(60)],
        ]);
        assert_eq!(found[0].losing, Shown::Hidden);
        assert_eq!(found[1].losing, Shown::Hidden);
        assert_eq!(found[3].losing.value(), Some(People::whole(23)));
        assert_eq!(found[0].people.value(), Some(People::whole(53)));
    }

    #[test]
    fn what_another_table_hides_is_hidden_with_gains_and_losses_and_with_a_second_group() {
        let stay = |people| vec![home(people, Some(300.0), Some(300.0))];
        let groups = [stay(50), stay(60), stay(70)];
        let found = published_beside(&groups, &[false, true]);
        let people: Vec<Option<People>> = found.iter().map(|group| group.people.value()).collect();
        let shown = |people| Some(People::whole(people));
        assert_eq!(people, [None, None, shown(70), shown(180)]);
        assert_eq!(
            (found[1].gaining, found[1].losing, found[1].before.covered),
            (Shown::Hidden, Shown::Hidden, Shown::Hidden)
        );
    }

    #[test]
    fn a_coverage_that_changes_by_three_persons_is_shown_on_one_side_only() {
        let near = |people| home(people, Some(300.0), Some(300.0));
        let far = |people| home(people, Some(900.0), Some(900.0));
        let comes_near = |people| home(people, Some(610.0), Some(590.0));
        let found = published(&[
            vec![near(50), far(40), comes_near(3)],
            vec![near(50), far(40), comes_near(30)],
        ]);
        assert_eq!(found[0].before.covered.value(), Some(People::whole(50)));
        assert_eq!(found[0].after.covered, Shown::Hidden);
        assert_eq!(found[0].after.share, Shown::Hidden);
    }

    #[test]
    fn times_of_fewer_than_ten_people_are_not_shown() {
        let found = published(&[
            vec![home(8, Some(300.0), Some(300.0))],
            vec![home(80, Some(300.0), Some(300.0))],
        ]);
        assert_eq!(
            (found[0].before.mean, found[0].before.p90),
            (Shown::Hidden, Shown::Hidden)
        );
        assert_eq!(found[1].before.mean, Shown::Value(300.0));
    }
}
