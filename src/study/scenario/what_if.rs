//! What a scenario means for people: before and after for every kind whose trips it touches, and who loses.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::coverage::{Coverage, coverage};
use crate::access::edited_study::{DeadEnd, EditedStudy};
use crate::access::home_set::HomeSet;
use crate::access::places::Unplaced;
use crate::access::publication::{Published, publish_after};
use crate::access::residents::{AreaResidents, residents_of_areas};
use crate::access::turned_areas::turned_areas;
use crate::access::turned_people::{PublishedTurns, TurnedPeople};
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::facility_kind::FacilityKind;
use crate::model::scenario::base::ScenarioBase;
use crate::model::scenario::ordered_changes::{Scenario, of_this_base};
use crate::model::town_data::TownData;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::scenario::after::{After, after};
use crate::study::scenario::before::Before;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::supply::SupplyChange;

/// What a scenario means.
#[derive(Debug)]
pub struct WhatIf<'a> {
    /// The kinds of which some trip changes, in their order.
    pub kinds: Vec<KindChange<'a>>,
    /// The kinds of which the facilities that can be reached change, or their places or hours, in their order.
    pub supply: Vec<SupplyChange>,
    /// The ends of new streets that join nothing, each with the place of the change in the scenario.
    pub dead_ends: Vec<(usize, DeadEnd)>,
    /// What found no place on the streets, each with its change.
    pub unplaced: Vec<(usize, Unplaced)>,
}

/// What a scenario means for one kind of facility.
#[derive(Debug)]
pub struct KindChange<'a> {
    /// The trips before.
    pub before: &'a KindTravel,
    /// The trips after.
    pub after: KindTravel,
    /// The age groups that are asked, in their order.
    pub ages: Vec<AgeChange<'a>>,
}

/// What a scenario means for one kind of facility and one age group, as it may be published.
#[derive(Debug)]
pub struct AgeChange<'a> {
    /// The age group.
    pub age: AgeGroup,
    /// The figures of each area before.
    pub before: &'a [Published],
    /// The figures of each area after.
    pub after: Vec<Published>,
    /// The people whom it touches, in each area.
    pub turns: PublishedTurns,
}

/// Of which kinds and age groups a what-if is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhatIfQuestion {
    /// Only of this kind; of all when nothing is said.
    pub kind: Option<FacilityKind>,
    /// Only of this age group; of those that each kind is meant for when nothing is said.
    pub age: Option<AgeGroup>,
}

impl Study {
    /// What a scenario means for people, compared with the study as it is, by the norms of this study: one whose scenario
    /// chooses norms is made with [`Study::by_norms`] first.
    ///
    /// # Errors
    /// When the scenario is of another study, or a change of it cannot be made; named by change and field.
    pub fn what_if(
        &self,
        scenario: &Scenario,
        question: &WhatIfQuestion,
    ) -> Result<WhatIf<'_>, ScenarioProblem> {
        let after = self.after(scenario)?;
        let asked = |kind: &FacilityKind| {
            let asked = question.kind.as_ref();
            asked.is_none_or(|asked| asked == kind)
        };
        let ages = |kind: &KindTravel| match question.age {
            Some(age) => vec![age],
            None => kind.norm.ages.clone(),
        };
        Ok(WhatIf {
            kinds: self.kind_changes(&after.edited, &asked, &ages)?,
            supply: self.supply_changes(&after.edited, &asked),
            dead_ends: after.dead_ends,
            unplaced: after.unplaced,
        })
    }

    /// Refuses a scenario that this study could not carry out. One of earlier data of this study may be kept as it is: what
    /// it changes may be gone by now, and it is refused when it is opened.
    ///
    /// # Errors
    /// As [`Study::what_if`], but for what was read; and when it chooses a norm that the study does not know.
    pub fn can_keep(&self, scenario: &Scenario) -> Result<(), ScenarioProblem> {
        let (base, own) = (scenario.base(), self.scenario_base());
        let read_now = ScenarioBase {
            inputs: own.inputs.clone(),
            ..base.clone()
        };
        of_this_base(own, &read_now)?;
        if base == own {
            self.norms_of(Some(scenario), None)?;
            self.after(scenario)?;
        }
        Ok(())
    }

    /// The study after the changes of a scenario.
    pub(crate) fn after(&self, scenario: &Scenario) -> Result<After<'_>, ScenarioProblem> {
        of_this_base(self.scenario_base(), scenario.base())?;
        after(self.town(), self.index(), &self.before()?.edits, scenario)
    }

    /// Every kind that is asked and of which some trip changes, for the age groups that are asked of it.
    pub(crate) fn kind_changes(
        &self,
        edited: &EditedStudy<'_>,
        asked: &(dyn Fn(&FacilityKind) -> bool + Sync),
        ages: &(dyn Fn(&KindTravel) -> Vec<AgeGroup> + Sync),
    ) -> Result<Vec<KindChange<'_>>, StudyError> {
        let before = self.before()?;
        let travel = self.kinds().filter(|kind| asked(&kind.norm.kind));
        let travel: Vec<&KindTravel> = travel.collect();
        let changed = edited.changed_travel(&travel)?;
        let town = edited.town();
        let new = NewHomes::of(self, town);
        let kinds = travel.into_par_iter().zip(changed);
        let kinds = kinds.filter_map(|(was, is)| {
            let is = is?;
            let sides = Sides {
                study: self,
                before,
                town,
                new: new.as_ref(),
                travel: [was, &is],
            };
            let ages = sides.ages(&ages(was))?;
            Some(KindChange {
                before: was,
                after: is,
                ages,
            })
        });
        Ok(kinds.collect())
    }
}

impl Study {
    /// What other trips to a kind, or another norm for it, mean for age groups, where the same people live.
    ///
    /// # Errors
    /// When the streets make no graph.
    pub(crate) fn ages_after(
        &self,
        town: &TownData,
        travel: [&KindTravel; 2],
        ages: &[AgeGroup],
    ) -> Result<Vec<AgeChange<'_>>, StudyError> {
        let sides = Sides {
            study: self,
            before: self.before()?,
            town,
            new: None,
            travel,
        };
        Ok(sides.ages(ages).unwrap_or_default())
    }
}

/// Who lives where once planned homes are there.
struct NewHomes {
    tree: AreaTree,
    residents: PerAge<Vec<AreaResidents>>,
}

impl NewHomes {
    /// Nothing where a scenario builds no homes.
    fn of(study: &Study, after: &TownData) -> Option<Self> {
        (after.demand.len() > study.town().demand.len()).then(|| {
            let tree = AreaTree::of(after);
            Self {
                residents: PerAge::from_fn(|age| residents_of_areas(after, &tree, age)),
                tree,
            }
        })
    }
}

/// One kind before and after.
struct Sides<'a, 'b> {
    study: &'a Study,
    before: &'a Before,
    town: &'b TownData,
    new: Option<&'b NewHomes>,
    travel: [&'b KindTravel; 2],
}

impl<'a> Sides<'a, '_> {
    fn ages(&self, ages: &[AgeGroup]) -> Option<Vec<AgeChange<'a>>> {
        let [was, _] = self.travel;
        let changed = self.changed_homes();
        let tree = self.study.tree();
        let change = |&age: &AgeGroup| {
            let exact_before = &self.before.exact.get(&was.norm.kind)?[age];
            let exact_after = self.coverage_after(exact_before, age, &changed);
            let turned = TurnedPeople::count(self.town, tree, age, self.travel, &changed);
            let rounded_to = &self.before.rounded_to;
            let turns = turned.publish(tree, rounded_to);
            let question = Question {
                kind: was.norm.kind.clone(),
                age,
            };
            let shown = self.study.published(&question)?;
            Some(AgeChange {
                age,
                after: publish_after(
                    tree,
                    [exact_before, &exact_after],
                    (shown, &turns.tells),
                    rounded_to,
                ),
                before: shown,
                turns,
            })
        };
        ages.iter().map(change).collect()
    }

    /// The homes of which a trip changes or is judged otherwise, and those that are new.
    fn changed_homes(&self) -> HomeSet {
        let [was, is] = self.travel;
        let is_judged_otherwise = was.norm != is.norm;
        let unknown = |side: &KindTravel, home: usize| {
            let reaches = side.with_unknown.as_ref()?;
            reaches.get(home).copied()
        };
        let changes = |home: &usize| {
            is_judged_otherwise
                || was.reaches.get(*home) != is.reaches.get(*home)
                || unknown(was, *home) != unknown(is, *home)
        };
        (0..self.town.demand.len()).filter(changes).collect()
    }

    /// The exact coverage after a change: computed where it touches somebody, and else as it was.
    fn coverage_after(
        &self,
        before: &[Coverage],
        age: AgeGroup,
        changed: &HomeSet,
    ) -> Vec<Coverage> {
        let [was, is] = self.travel;
        if self.new.is_some() || was.norm != is.norm {
            return self.coverage_anew(before, age, changed);
        }
        let judged = [was.judged(), is.judged()];
        let tree = self.study.tree();
        let turned = turned_areas(self.town, tree, age, judged.each_ref(), changed);
        let areas = before.par_iter().zip(turned).enumerate();
        let after = areas.map(|(area, (before, turned))| {
            let after = turned.and_then(|turned| {
                let sorted = self.before.sorted(was, age, area)?;
                Some(sorted.coverage_after(before, &turned))
            });
            after.unwrap_or_else(|| before.clone())
        });
        after.collect()
    }

    /// The same where other people live or another norm judges: from all homes of the areas that this touches.
    fn coverage_anew(
        &self,
        before: &[Coverage],
        age: AgeGroup,
        changed: &HomeSet,
    ) -> Vec<Coverage> {
        let [_, is] = self.travel;
        let residents = match self.new {
            Some(new) => &new.residents[age],
            None => &self.before.residents[age],
        };
        let touched = self.touched_areas(changed);
        let areas = before.par_iter().enumerate();
        let after = areas.map(|(area, before)| match residents.get(area) {
            Some(residents) if touched.contains(&area) => coverage(residents, &is.judged()),
            _ => before.clone(),
        });
        after.collect()
    }

    /// The areas in which these homes are.
    fn touched_areas(&self, homes: &HomeSet) -> BTreeSet<usize> {
        let tree = self.new.map_or(self.study.tree(), |new| &new.tree);
        let mut areas: Vec<usize> = homes
            .iter()
            .filter_map(|home| Some(self.town.demand.get(home)?.area?.0 as usize))
            .collect();
        // Homes of one neighbourhood mostly stand together.
        areas.dedup();
        let above = areas.into_iter().flat_map(|area| tree.at_and_above(area));
        above.collect()
    }
}
