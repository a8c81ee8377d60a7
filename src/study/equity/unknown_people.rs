//! Homes of which the children are not known, or of some ages only: they are never counted as nobody in silence.

use crate::access::area_tree::AreaTree;
use crate::access::suppression::Shown;
use crate::model::age_group::AgeGroup;
use crate::model::town_data::TownData;
use crate::siting::equity_groups::{PublishedGroup, PublishedSide};
use crate::siting::equity_report::{EquityReport, QUINTILES};
use crate::study::equity::need_of_homes::NeedOfHomes;

/// What is known of the people of one home that a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    All,
    Some,
    Nothing,
}

/// Of which homes the people of the age groups of a report are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPeople(Vec<Known>);

impl UnknownPeople {
    /// By demand point.
    pub fn of(town: &TownData, ages: &[AgeGroup]) -> Self {
        let known = town.demand.iter().map(|point| {
            let known = ages.iter().filter(|&&age| point.residents[age].is_some());
            match known.count() {
                count if count == ages.len() => Known::All,
                0 => Known::Nothing,
                _ => Known::Some,
            }
        });
        Self(known.collect())
    }

    /// How many homes there are of which some or all of the people are not known.
    pub fn homes(&self) -> usize {
        self.0.iter().filter(|known| **known != Known::All).count()
    }

    /// The areas of the tree in which such a home lies.
    pub fn areas(&self, tree: &AreaTree) -> Vec<usize> {
        let has_unknown = |area: &usize| {
            let mut homes = tree.homes(*area).iter();
            homes.any(|&home| self.0.get(home).is_some_and(|known| *known != Known::All))
        };
        (0..tree.len()).filter(has_unknown).collect()
    }

    /// Takes the figures out of a report of every group in which nothing is known of anybody: they would read as nobody.
    pub fn blank(&self, report: &mut EquityReport, tree: &AreaTree, need: NeedOfHomes<'_>) {
        for (area, group) in report.by_area.iter_mut().enumerate() {
            if self.knows_nothing(tree.homes(area).iter().copied()) {
                *group = UNKNOWN;
            }
        }
        let quintile = |home: usize| {
            let quintile = need.quintile.get(home).copied().flatten();
            let place = quintile.and_then(|quintile| usize::from(quintile).checked_sub(1));
            place.map_or(QUINTILES, |place| place.min(QUINTILES))
        };
        let homes = || 0..self.0.len();
        for (place, group) in report.by_need.iter_mut().enumerate() {
            let inside = homes().filter(|&home| place > QUINTILES || quintile(home) == place);
            if self.knows_nothing(inside) {
                *group = UNKNOWN;
            }
        }
    }

    /// Whether there are homes and the people of none are known.
    fn knows_nothing(&self, homes: impl Iterator<Item = usize>) -> bool {
        let mut known = homes.filter_map(|home| self.0.get(home)).peekable();
        known.peek().is_some() && known.all(|known| *known == Known::Nothing)
    }
}

const UNKNOWN_SIDE: PublishedSide = PublishedSide {
    covered: Shown::Unknown,
    share: Shown::Unknown,
    mean: Shown::Unknown,
    p90: Shown::Unknown,
    places: Shown::Unknown,
};

const UNKNOWN: PublishedGroup = PublishedGroup {
    people: Shown::Unknown,
    before: UNKNOWN_SIDE,
    after: UNKNOWN_SIDE,
    gaining: Shown::Unknown,
    losing: Shown::Unknown,
};
