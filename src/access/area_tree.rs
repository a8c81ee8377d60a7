//! Which area lies in which, and which homes count for it: an area counts the homes of all areas inside it.

use crate::model::area::{AreaId, AreaLevel};
use crate::model::town_data::TownData;

/// The areas of a study with those inside them and their homes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTree {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    neighbourhoods: Vec<Vec<usize>>,
    homes: Vec<Vec<usize>>,
}

impl AreaTree {
    /// Reads who lies in whom from the areas and demand points.
    pub fn of(town: &TownData) -> Self {
        let parents: Vec<Option<usize>> = town
            .areas
            .iter()
            .map(|area| parent_index(area.parent, town.areas.len()))
            .collect();
        let mut tree = Self::with_parents(parents);
        for (index, area) in town.areas.iter().enumerate() {
            if area.level == AreaLevel::Neighbourhood {
                at_and_above(&tree.parents, index)
                    .for_each(|above| tree.neighbourhoods[above].push(index));
            }
        }
        for (home, point) in town.demand.iter().enumerate() {
            if let Some(area) = parent_index(point.area, town.areas.len()) {
                at_and_above(&tree.parents, area).for_each(|above| tree.homes[above].push(home));
            }
        }
        tree
    }

    /// A tree without homes, from each area's parent; an index that is not there is no parent.
    pub fn with_parents(parents: Vec<Option<usize>>) -> Self {
        let size = parents.len();
        let mut children = vec![Vec::new(); size];
        for (index, parent) in parents.iter().enumerate() {
            if let Some(inside) = parent.and_then(|parent| children.get_mut(parent)) {
                inside.push(index);
            }
        }
        Self {
            parents,
            children,
            neighbourhoods: vec![Vec::new(); size],
            homes: vec![Vec::new(); size],
        }
    }

    /// How many areas there are.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there are no areas.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// The areas directly inside an area.
    pub fn children(&self, area: usize) -> &[usize] {
        self.children.get(area).map_or(&[], Vec::as_slice)
    }

    /// All neighbourhoods inside an area; of a neighbourhood itself.
    pub fn neighbourhoods(&self, area: usize) -> &[usize] {
        self.neighbourhoods.get(area).map_or(&[], Vec::as_slice)
    }

    /// All homes in an area, as indexes of demand points in ascending order.
    pub fn homes(&self, area: usize) -> &[usize] {
        self.homes.get(area).map_or(&[], Vec::as_slice)
    }

    /// The area and all it lies in; ends also when parents run in a circle.
    pub fn at_and_above(&self, area: usize) -> impl Iterator<Item = usize> {
        at_and_above(&self.parents, area)
    }
}

fn at_and_above(parents: &[Option<usize>], area: usize) -> impl Iterator<Item = usize> {
    let parent = |&area: &usize| parents.get(area).copied().flatten();
    let chain = std::iter::successors(Some(area), parent);
    chain.take(AreaLevel::EVERY.len())
}

fn parent_index(area: Option<AreaId>, areas: usize) -> Option<usize> {
    area.map(|id| id.0 as usize).filter(|&index| index < areas)
}
