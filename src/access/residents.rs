//! Who lives in each area, as far as it is known: not known is something else than nobody.

use crate::access::area_tree::AreaTree;
use crate::model::age_group::AgeGroup;
use crate::model::area::Count;
use crate::model::town_data::TownData;
use crate::model::units::Metres;

/// The residents of an age group in one area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaResidents {
    /// The homes whose number of residents is known.
    pub known: Vec<KnownResidents>,
    /// Whether the area's own source says that nobody of this age lives there.
    pub said_to_be_nobody: bool,
    /// How complete the numbers are.
    pub evidence: Evidence,
}

/// The residents of an age group in one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownResidents {
    /// The index of the demand point.
    pub home: usize,
    /// How many, and how sure.
    pub count: Count,
    /// How far from the demand point they may really live.
    pub half_diagonal: Metres,
}

/// How complete the numbers of residents of an age group in an area are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The neighbourhoods of the area; 1 for a neighbourhood itself.
    pub neighbourhoods: usize,
    /// Those of them without any resident figure.
    pub neighbourhoods_without_figure: usize,
    /// The homes in the area for which the number of residents is not known.
    pub homes_without_figure: usize,
}

impl Evidence {
    /// Whether the number of residents is known everywhere.
    pub const fn is_complete(&self) -> bool {
        self.neighbourhoods_without_figure == 0 && self.homes_without_figure == 0
    }
}

/// The residents of an age group, for each area of the tree.
pub fn residents_of_areas(town: &TownData, tree: &AreaTree, age: AgeGroup) -> Vec<AreaResidents> {
    let known: Vec<Vec<KnownResidents>> = (0..tree.len())
        .map(|area| known_residents(town, tree.homes(area), age))
        .collect();
    let nobody = |area: usize| {
        let count = town.areas.get(area).and_then(|area| area.residents[age]);
        count.is_some_and(|count| count.people.is_none())
    };
    let has_figure = |area: usize| !known[area].is_empty() || nobody(area);
    let evidence = |area: usize| Evidence {
        neighbourhoods: tree.neighbourhoods(area).len(),
        neighbourhoods_without_figure: tree
            .neighbourhoods(area)
            .iter()
            .filter(|&&inside| !has_figure(inside))
            .count(),
        homes_without_figure: tree.homes(area).len() - known[area].len(),
    };
    let evidences: Vec<Evidence> = (0..tree.len()).map(evidence).collect();
    let areas = known.into_iter().zip(evidences).enumerate();
    areas
        .map(|(area, (known, evidence))| AreaResidents {
            known,
            said_to_be_nobody: nobody(area),
            evidence,
        })
        .collect()
}

fn known_residents(town: &TownData, homes: &[usize], age: AgeGroup) -> Vec<KnownResidents> {
    let known = |&home: &usize| known_at(town, home, age);
    homes.iter().filter_map(known).collect()
}

/// The residents of an age group in one home, if their number is known.
pub(super) fn known_at(town: &TownData, home: usize, age: AgeGroup) -> Option<KnownResidents> {
    let point = town.demand.get(home)?;
    Some(KnownResidents {
        home,
        count: point.residents[age]?,
        half_diagonal: point.half_diagonal,
    })
}
