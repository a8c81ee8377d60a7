//! The best plans of a location question, as its model finds them, in the question's own sites and words.

use crate::model::cost_table::CostTable;
use crate::model::location_question::Weighing;
use crate::siting::action_plan::ActionPlan;
use crate::siting::answer::Answer;
use crate::siting::good_plans::{Choice, good_plans};
use crate::siting::location_table::LocationTable;
use crate::siting::mergers::{best_with_few_closures, good_actions};
use crate::siting::question::Question;
use crate::siting::solve::solve;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::deeds::deeds;
use crate::study::locations::location_plan::LocationPlan;
use crate::study::locations::outcome::outcome;

/// A question with the table that the solver sees.
pub struct Made<'a> {
    asked: &'a AskedLocations<'a>,
    /// Homes and sites as the solver sees them.
    pub location: LocationTable,
    /// The question as it is asked of that table.
    pub solver: Question,
    settled: f64,
}

impl<'a> Made<'a> {
    /// The question when people are counted so.
    ///
    /// # Errors
    /// When two sites have one id.
    pub fn new(asked: &'a AskedLocations<'a>, weighing: Weighing) -> Result<Self, StudyError> {
        let homes = asked.homes(weighing);
        let model = &asked.question.model;
        let location = asked.table(model, &homes)?;
        Ok(Self {
            settled: location.settled_value(model, &homes),
            solver: location.question(&asked.question),
            asked,
            location,
        })
    }

    fn table(&self) -> &CostTable {
        &self.location.table
    }

    /// The best plan and others nearly as good, and whether each is proven and none is missing.
    ///
    /// # Errors
    /// When no plan meets the constraints.
    pub fn plans(&self) -> Result<(Vec<LocationPlan>, bool), StudyError> {
        let question = &self.asked.asked;
        let choice = Choice {
            plans: question.plans.max(1),
            within: question.within_percent / 100.0,
            // What is there and stays differs in no plan.
            differing: question.sites.unwrap_or(usize::MAX).min(question.differing),
        };
        let solver = &self.solver;
        match &self.asked.possible {
            None => {
                let found = good_plans(self.table(), solver, choice)?;
                let plans = found.plans.iter().map(|plan| self.plan(plan, None));
                Ok((plans.collect(), found.complete))
            }
            Some(possible) => {
                let (found, complete) = good_actions(self.table(), solver, possible, choice)?;
                let plans = found.iter().map(|plan| self.plan(&plan.answer, Some(plan)));
                Ok((plans.collect(), complete))
            }
        }
    }

    /// The best plan alone.
    ///
    /// # Errors
    /// The same.
    pub fn first(&self) -> Result<LocationPlan, StudyError> {
        self.best(&self.solver)
    }

    /// The best plan that opens these sites.
    ///
    /// # Errors
    /// The same.
    pub fn first_with(&self, sites: &[usize]) -> Result<LocationPlan, StudyError> {
        let mut solver = self.solver.clone();
        let ids = sites.iter().map(|&site| self.asked.sites[site].table_id());
        solver.constraints.required.extend(ids);
        self.best(&solver)
    }

    fn best(&self, solver: &Question) -> Result<LocationPlan, StudyError> {
        match &self.asked.possible {
            None => Ok(self.plan(&solve(self.table(), solver)?, None)),
            Some(possible) => {
                let found = best_with_few_closures(self.table(), solver, possible)?;
                Ok(self.plan(&found.answer, Some(&found)))
            }
        }
    }

    fn plan(&self, plan: &Answer, actions: Option<&ActionPlan>) -> LocationPlan {
        let names = plan.sites.iter().map(|&site| self.table().site(site));
        let sites = self.asked.sites_named(names.clone());
        let mut open: Vec<(usize, Option<&str>)> = names
            .enumerate()
            .flat_map(|(place, name)| {
                let state = actions.and_then(|plan| plan.states.get(place)?.as_deref());
                let site = self.asked.sites_named(std::iter::once(name));
                site.into_iter().map(move |site| (site, state))
            })
            .collect();
        open.sort_unstable_by_key(|&(site, _)| site);
        LocationPlan {
            deeds: deeds(self.asked.town, &self.asked.asked, &self.asked.sites, &open),
            value: plan.objective + self.settled,
            bound: plan.bound + self.settled,
            proven: plan.proven_optimal,
            gap: plan.gap(),
            after: outcome(self.asked, &sites),
            sites,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location_question::{
        Change, Existing, LocationAction, LocationQuestion, Places,
    };
    use crate::model::units::Euros;
    use crate::study::community_school::worked_planning::{kind, planned_study};
    use crate::study::locations::balance::{BalancedPlan, LeftBehind, Price};
    use crate::study::locations::plans::LocationAnswer;
    use crate::study::locations::worked_questions::{
        NO_NEED, action, asked, done, names, need_of, told, whole, with_schools,
    };

    #[test]
    fn what_a_school_costs_pays_for_a_new_place_when_it_closes() {
        // Keeping A costs 300,000 and closing it 50,000; g3 costs 500,000, one reservation. With 600,000 only one of
        // A and g3 can be paid for. A and B together have 170 children near; B and g3 have 210.
        let study = with_schools(60);
        let question = |budget: f64| {
            asked(|question| {
                question.existing = Existing::Stay;
                question.budget = Euros::new(budget).ok();
                question.actions = vec![
                    action("A", Change::Stay, 300_000.0),
                    action("A", Change::Close, 50_000.0),
                ];
            })
        };
        let tight = study
            .locations(&question(600_000.0), &NO_NEED, &[])
            .expect("an answer");
        let plan = &tight.plans[0];
        assert_eq!(
            done(&tight),
            [told("g3", Change::Open), told("A", Change::Close)]
        );
        assert_eq!(
            (plan.value, plan.proven, plan.cost()),
            (210.0, true, 55_000_000)
        );
        assert_eq!(whole(&tight.before)[1], 170);
        // Closing A alone leaves all 170 near B; nothing between that and the plan above is better.
        let weighed = tight.balance.plans.iter();
        let weighed: Vec<_> = weighed
            .map(|plan| (plan.price, whole(&plan.after)[1]))
            .collect();
        let expected = [
            (Price::Cents(5_000_000), 170),
            (Price::Cents(55_000_000), 210),
        ];
        assert_eq!(weighed, expected);
        assert!(tight.balance.proven);
        for plan in &tight.balance.plans {
            let cost: u64 = plan.deeds.iter().map(|deed| deed.cost).sum();
            assert_eq!(
                plan.price,
                Price::Cents(cost),
                "what is done is what is paid"
            );
            assert!(matches!(plan.left_behind, LeftBehind::Longest(_)));
        }
        // Those at 400 m had 100 m to B before too.
        let everybody = tight.equity[0].report.by_need.last().expect("all");
        assert_eq!(
            everybody.losing.value(),
            Some(crate::model::people::People::NONE)
        );
        let ample = study
            .locations(&question(800_000.0), &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(
            done(&ample),
            [told("g3", Change::Open), told("A", Change::Stay)],
            "nothing closes that need not"
        );
    }

    #[test]
    fn a_merger_closes_one_school_and_makes_room_in_the_other_or_does_neither() {
        let study = with_schools(60);
        let merger = LocationAction {
            into: Some("B".to_owned()),
            places: Some(200),
            ..action("A", Change::Merge, 100_000.0)
        };
        let question = |budget: f64| {
            asked(|question| {
                question.existing = Existing::Stay;
                question.budget = Euros::new(budget).ok();
                question.actions = vec![merger.clone(), action("A", Change::Stay, 300_000.0)];
            })
        };
        let merged = study
            .locations(&question(600_000.0), &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(
            done(&merged),
            [told("g3", Change::Open), told("A", Change::Merge)]
        );
        let merges =
            |plan: &&BalancedPlan| plan.deeds.iter().any(|deed| deed.change == Change::Merge);
        let with_merger = merged.balance.plans.iter().find(merges).expect("cheapest");
        assert_eq!(with_merger.price, Price::Cents(10_000_000));
        assert_eq!(merged.plans[0].cost(), 60_000_000);
        let apart = study
            .locations(&question(900_000.0), &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(
            done(&apart),
            [told("g3", Change::Open), told("A", Change::Stay)]
        );
    }

    #[test]
    fn who_finds_no_place_is_not_served_and_unknown_places_have_room_for_all() {
        let study = with_schools(60);
        let limited = |change: fn(&mut LocationQuestion)| {
            asked(|question| {
                question.existing = Existing::Stay;
                question.places = Places::Limited;
                change(question);
            })
        };
        let free = study
            .locations(&limited(|_| ()), &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(
            free.plans[0].value, 210.0,
            "B has room for all who come, g3 for h4"
        );
        let study = planned_study(|town| {
            town.facilities[0].kinds.push(kind("BUURTSCHOOL"));
            town.facilities[0].capacity = Some(60);
            town.kinds.insert(1, kind("BUURTSCHOOL"));
        });
        // A alone has 60 places for the 120 children near it; g2 takes all 170, also those who go to A.
        let full = study
            .locations(&limited(|_| ()), &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(names(&full, &full.plans[0])[0], "g2");
        assert_eq!(full.plans[0].value, 170.0);
        let (by_need, need) = (
            limited(|question| question.weighing = Weighing::PeopleByNeed),
            need_of(&[Some(10.0); 5]),
        );
        let refused = study.locations(&by_need, &need, &[]);
        let message = refused.expect_err("places are for people").to_string();
        assert!(
            message.starts_with("weging: found \"inzet\", expected personen"),
            "{message}"
        );
    }

    #[test]
    fn dispersed_sites_lie_as_far_apart_as_they_can_in_metres() {
        let study = planned_study(|_| ());
        let question = asked(|question| {
            (question.sites, question.model) = (Some(2), "p-dispersion".to_owned());
        });
        let answer = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(names(&answer, &answer.plans[0]), ["g1", "g3"]);
        assert_eq!(
            (answer.plans[0].value, answer.plans[0].proven),
            (1_900.0, true)
        );
        assert!(answer.draws.is_none(), "it depends on no norm and no need");
    }

    #[test]
    fn worst_off_and_shortfall_weigh_by_need_where_that_is_asked() {
        let study = planned_study(|_| ());
        let need = need_of(&[Some(1.0), Some(1.0), Some(1.0), None, Some(100.0)]);
        for model in ["shortfall", "worst-off"] {
            let by = |weighing| {
                asked(|question| (question.model, question.weighing) = (model.to_owned(), weighing))
            };
            let people = study
                .locations(&by(Weighing::People), &need, &[])
                .expect("an answer");
            let needed = study
                .locations(&by(Weighing::PeopleByNeed), &need, &[])
                .expect("an answer");
            // Both leave somebody 1,500 m away; g2 is near most people, g3 near those with most need.
            let first = |answer: &LocationAnswer<'_>| names(answer, &answer.plans[0]);
            assert_eq!(
                (first(&people), first(&needed)),
                (vec!["g2".to_owned()], vec!["g3".to_owned()]),
                "{model}"
            );

            assert_eq!(
                needed.at_equal_weights.as_ref().map(|plan| plan.value),
                Some(people.plans[0].value)
            );
        }
    }
}
