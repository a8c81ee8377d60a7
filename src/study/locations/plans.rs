//! The plans of a location question: the best one, others nearly as good, and the one when everybody counts once.

use crate::model::cost_table::CostTable;
use crate::model::location_question::{Change, LocationQuestion, Weighing};
use crate::siting::action_plan::ActionPlan;
use crate::siting::answer::Answer;
use crate::siting::good_plans::{Choice, good_plans};
use crate::siting::location_table::LocationTable;
use crate::siting::mergers::{best_with_few_closures, good_actions};
use crate::siting::solve::solve;
use crate::siting::stability::Stability;
use crate::study::equity::site_equity::ProfileEquity;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::balance::{Balance, balance};
use crate::study::locations::deeds::deeds;
use crate::study::locations::draws::{Draws, draws};
use crate::study::locations::gains_and_losses::gains_and_losses;
use crate::study::locations::location_plan::{LocationPlan, Occurrence};
use crate::study::locations::outcome::{Outcome, outcome, outcome_of};
use crate::study::locations::refusal::in_words_of_the_question;
use crate::study::need::by_home::NeedByHome;
use crate::study::open_study::Study;

/// A site that is in no plan is named from this share of the draws on.
const NAMED_FROM: f64 = 0.05;

/// The answer to a location question.
#[derive(Debug, Clone)]
pub struct LocationAnswer<'a> {
    /// What was asked of the study.
    pub asked: AskedLocations<'a>,
    /// How people travel now.
    pub before: Outcome,
    /// The best plan first, then others nearly as good that differ enough.
    pub plans: Vec<LocationPlan>,
    /// Whether each plan is proven and none is missing.
    pub complete: bool,
    /// The sites that occur, the most frequent in the draws first, then in the plans.
    pub occurrence: Vec<Occurrence>,
    /// The plan when everybody counts once, where need weighed.
    pub at_equal_weights: Option<LocationPlan>,
    /// What draws of weights, missing need and norm say; nothing where the plan depends on none of them.
    pub draws: Option<Draws>,
    /// Plans that balance cost, people within the norm and who is left far away.
    pub balance: Balance,
    /// Who gains and who loses by the first plan, for each profile.
    pub equity: Vec<ProfileEquity>,
    /// Homes that the model cannot serve, whatever opens.
    pub out_of_reach: usize,
}

impl Study {
    /// Looks for places of new facilities, and for what may be done with those that are there.
    ///
    /// # Errors
    /// When the question cannot be asked of this study, or no plan meets its constraints; the message says which to
    /// relax.
    ///
    /// # Cost
    /// The first question of a profile takes a search of streets for each candidate; then one of the solver for each
    /// plan, at most the question's time, and the draws.
    pub fn locations<'a>(
        &'a self,
        question: &LocationQuestion,
        need: &'a NeedByHome,
    ) -> Result<LocationAnswer<'a>, StudyError> {
        self.location_plans(question, need)
            .map_err(|refused| match refused {
                StudyError::Siting(refused) => in_words_of_the_question(refused).into(),
                StudyError::Access(_)
                | StudyError::Layer(_)
                | StudyError::Equity(_)
                | StudyError::Candidates(_) => refused,
            })
    }

    fn location_plans<'a>(
        &'a self,
        question: &LocationQuestion,
        need: &'a NeedByHome,
    ) -> Result<LocationAnswer<'a>, StudyError> {
        let asked = AskedLocations::prepare(self, question, need)?;
        let made = Made::new(&asked, question.weighing)?;
        let (plans, complete) = made.plans()?;
        let at_equal_weights = match question.weighing {
            Weighing::People => None,
            Weighing::PeopleByNeed => Some(Made::new(&asked, Weighing::People)?.first()?),
        };
        let first = &plans[0];
        let draws = draws(&asked, &first.sites)?;
        let new = first.sites.iter().filter(|&&site| site < asked.candidates);
        let most = question.sites.unwrap_or_else(|| new.count());
        Ok(LocationAnswer {
            before: outcome_of(&asked, &asked.today),
            occurrence: occurrence(&asked, &plans, (complete, draws.as_ref())),
            complete,
            balance: balance(&asked, most)?,
            equity: gains_and_losses(&asked, first)?,
            out_of_reach: made.location.out_of_reach.len(),
            draws,
            at_equal_weights,
            plans,
            asked,
        })
    }
}

/// A question with the table that the solver sees.
struct Made<'a> {
    asked: &'a AskedLocations<'a>,
    location: LocationTable,
    settled: f64,
}

impl<'a> Made<'a> {
    fn new(asked: &'a AskedLocations<'a>, weighing: Weighing) -> Result<Self, StudyError> {
        let homes = asked.homes(weighing);
        let model = &asked.question.model;
        let location = asked.table(model, &homes)?;
        Ok(Self {
            settled: location.settled_value(model, &homes),
            asked,
            location,
        })
    }

    fn table(&self) -> &CostTable {
        &self.location.table
    }

    /// The best plan and others nearly as good, and whether each is proven and none is missing.
    fn plans(&self) -> Result<(Vec<LocationPlan>, bool), StudyError> {
        let question = &self.asked.asked;
        let choice = Choice {
            plans: question.plans.max(1),
            within: question.within_percent / 100.0,
            differing: question.differing,
        };
        let solver = &self.asked.question;
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
    fn first(&self) -> Result<LocationPlan, StudyError> {
        let solver = &self.asked.question;
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

/// The sites that occur. By the plans a site is as firm as the share of them that have it, and uncertain as long as a
/// plan may be missing; facilities that are there occur only where a plan changes them.
fn occurrence(
    asked: &AskedLocations<'_>,
    plans: &[LocationPlan],
    (complete, draws): (bool, Option<&Draws>),
) -> Vec<Occurrence> {
    let of_site = |site: usize| {
        let has = |plan: &&LocationPlan| plan.sites.contains(&site);
        let times = plans.iter().filter(has).count();
        let share = times as f64 / plans.len().max(1) as f64;
        Occurrence {
            site,
            plans: times,
            by_plans: match (plans.len(), complete) {
                (0 | 1, true) => None,
                (_, true) => Some(Stability::of(share)),
                (_, false) => Some(Stability::Uncertain),
            },
            drawn: draws.map(|draws| draws.share[site]),
        }
    };
    let may_change = |site: &usize| {
        *site < asked.candidates
            || asked.asked.actions.iter().any(|action| {
                action.change != Change::Open && action.place == asked.sites[*site].id
            })
    };
    let mut often: Vec<Occurrence> = (0..asked.sites.len())
        .filter(may_change)
        .map(of_site)
        .filter(|found| found.plans > 0 || found.drawn.is_some_and(|share| share >= NAMED_FROM))
        .collect();
    often.sort_by(|one, other| {
        let drawn = |found: &Occurrence| found.drawn.unwrap_or(0.0);
        (drawn(other).total_cmp(&drawn(one)))
            .then(other.plans.cmp(&one.plans))
            .then(one.site.cmp(&other.site))
    });
    often
}

/// On the town of `worked_planning`: buildings g1 at 0 m, g2 at 500 m and g3 at 1,900 m; 100 children at 400 m, 20 at
/// 500 m, 50 at 600 m and 40 at 2,000 m, and an unknown number at 700 m. Nowhere is there a community school yet.
/// The norm of 600 s is 600 × 1.1 / 1.3 = 507.7 m as the crow flies, and 100 m takes 118.2 s.
/// So g1 has 120 children near, g2 has 170, g3 has 40.
#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::model::location_question::{Existing, LocationAction, Places};
    use crate::model::units::{Euros, Seconds};
    use crate::study::community_school::worked_planning::{kind, planned_study};
    use crate::study::locations::balance::Price;

    static NO_NEED: LazyLock<NeedByHome> = LazyLock::new(NeedByHome::default);

    fn asked(change: impl FnOnce(&mut LocationQuestion)) -> LocationQuestion {
        let mut question = LocationQuestion::proposed(kind("BUURTSCHOOL"));
        (question.sites, question.plans) = (Some(1), 1);
        // The town has no source for this kind.
        question.existing = Existing::LeftOut;
        change(&mut question);
        question
    }

    fn names(answer: &LocationAnswer<'_>, plan: &LocationPlan) -> Vec<String> {
        let sites = plan.sites.iter();
        sites
            .map(|&site| answer.asked.sites[site].id.clone())
            .collect()
    }

    fn need_of(index: &[Option<f64>]) -> NeedByHome {
        NeedByHome {
            index: index.to_vec(),
            ..NeedByHome::default()
        }
    }

    fn whole(outcome: &Outcome) -> [u64; 3] {
        [outcome.people, outcome.within, outcome.unreached].map(|people| people.whole_persons())
    }

    #[test]
    fn before_and_after_count_all_children_also_those_beyond_the_norm() {
        let study = planned_study(|_| ());
        let question = asked(|_| ());
        let answer = study.locations(&question, &NO_NEED).expect("an answer");
        assert_eq!(whole(&answer.before), [210, 0, 210]);
        assert_eq!(answer.before.half, None);
        let plan = &answer.plans[0];
        assert_eq!(names(&answer, plan), ["g2"]);
        assert_eq!((plan.value, plan.bound, plan.proven), (170.0, 170.0, true));
        assert_eq!(
            whole(&plan.after),
            [210, 170, 0],
            "those 1,500 m away have a way, of 1,772.7 s"
        );
        let tenths = |time: Option<Seconds>| (time.expect("a time").value() * 10.0).round();
        assert_eq!(tenths(plan.after.half), 1_182.0);
        assert_eq!(tenths(plan.after.nine_tenths), 17_727.0);
    }

    #[test]
    fn facilities_that_are_there_stay_or_are_left_out() {
        let study = planned_study(|town| {
            town.facilities[1].kinds.push(kind("BUURTSCHOOL"));
            town.kinds.insert(1, kind("BUURTSCHOOL"));
        });
        let stay = asked(|question| question.existing = Existing::Stay);
        let answer = study.locations(&stay, &NO_NEED).expect("an answer");
        assert_eq!(whole(&answer.before), [210, 170, 0]);
        assert_eq!(names(&answer, &answer.plans[0]), ["g3"]);
        assert_eq!(
            answer.plans[0].value, 210.0,
            "with those that nothing changes"
        );
        let anew = asked(|_| ());
        let answer = study.locations(&anew, &NO_NEED).expect("an answer");
        assert_eq!(names(&answer, &answer.plans[0]), ["g2"]);
    }

    #[test]
    fn the_plan_at_equal_weights_stands_beside_the_one_weighed_by_need() {
        let study = planned_study(|_| ());
        let need = [Some(10.0), Some(10.0), Some(10.0), None, Some(100.0)];
        let question = asked(|question| question.weighing = Weighing::PeopleByNeed);
        let need = need_of(&need);
        let answer = study.locations(&question, &need).expect("an answer");
        assert_eq!(
            names(&answer, &answer.plans[0]),
            ["g3"],
            "40 × 1 > 170 × 0.1"
        );
        assert_eq!(answer.plans[0].value, 40.0);
        let equal = answer.at_equal_weights.as_ref().expect("another plan");
        assert_eq!(
            (names(&answer, equal), equal.value),
            (vec!["g2".to_owned()], 170.0)
        );
        assert!(
            study.locations(&question, &NO_NEED).is_err(),
            "no need is known"
        );
    }

    #[test]
    fn a_budget_leaves_plans_that_balance_money_and_people() {
        let euros = |amount| Euros::new(amount).ok();
        let study = planned_study(|town| town.planning.buildings[1].estimate = euros(2_000_000.0));
        let question = asked(|question| {
            (question.sites, question.budget) = (Some(2), euros(1_000_000.0));
        });
        let answer = study.locations(&question, &NO_NEED).expect("an answer");
        assert_eq!(
            names(&answer, &answer.plans[0]),
            ["g1", "g3"],
            "a building without an estimate counts as one reservation of 500,000"
        );
        let balance = &answer.balance;
        assert!(balance.proven);
        let told: Vec<_> = balance
            .plans
            .iter()
            .map(|plan| {
                (
                    plan.sites.len(),
                    plan.price,
                    plan.after.within.whole_persons(),
                )
            })
            .collect();
        let cents = |euros: u64| Price::Cents(euros * 100);
        // g1 alone is farthest from h4 at 1,600 m, g3 alone from h0 at 1,500 m; both leave nobody beyond 1,500 m.
        assert_eq!(
            told,
            [
                (1, cents(500_000), 120),
                (1, cents(500_000), 40),
                (2, cents(1_000_000), 160)
            ]
        );
        assert_eq!(balance.assumed, [0, 2]);
        let poor = asked(|question| question.budget = euros(400_000.0));
        let refused = study
            .locations(&poor, &NO_NEED)
            .expect_err("too little money");
        assert!(refused.to_string().contains("relax the budget"));
    }

    #[test]
    fn homes_that_no_candidate_serves_are_counted() {
        let study = planned_study(|town| {
            town.planning.buildings.truncate(2);
            town.facilities.retain(|facility| facility.id.0 != "C");
        });
        let question = asked(|question| question.sites = Some(2));
        let answer = study.locations(&question, &NO_NEED).expect("an answer");
        assert_eq!(answer.out_of_reach, 1, "the 40 children at 2,000 m");
        assert_eq!(whole(&answer.plans[0].after), [210, 170, 0]);
    }

    #[test]
    fn a_refusal_names_the_field_of_the_question() {
        let study = planned_study(|_| ());
        let refused = |change: fn(&mut LocationQuestion)| {
            let refused = study.locations(&asked(change), &NO_NEED);
            let message = refused.expect_err("refused").to_string();
            message.split(',').next().unwrap_or_default().to_owned()
        };
        assert_eq!(
            refused(|question| question.sites = Some(0)),
            "aantal: found 0"
        );
        assert_eq!(
            refused(|question| question.sites = Some(4)),
            "aantal: found 4"
        );
        assert_eq!(
            refused(|question| question.required = vec!["g9".to_owned()]),
            "verplicht: found \"g9\""
        );
        assert_eq!(
            refused(|question| question.forbidden = vec!["g9".to_owned()]),
            "uitgesloten: found \"g9\""
        );
        assert_eq!(
            refused(|question| question.model = "beste".to_owned()),
            "model: found \"beste\""
        );
    }

    /// Community schools at 0 m (A, 60 places) and 500 m (B); what the tests add can be done with them.
    fn with_schools(places: u32) -> Study {
        planned_study(|town| {
            for facility in &mut town.facilities[..2] {
                facility.kinds.push(kind("BUURTSCHOOL"));
            }
            town.facilities[0].capacity = Some(places);
            town.kinds.insert(1, kind("BUURTSCHOOL"));
        })
    }

    fn action(place: &str, change: Change, cost: f64) -> LocationAction {
        LocationAction {
            place: place.to_owned(),
            change,
            into: None,
            fixed_cost: Euros::new(cost).ok(),
            cost_per_place: None,
            places: None,
        }
    }

    fn done(answer: &LocationAnswer<'_>) -> Vec<(String, &'static str)> {
        let deeds = answer.plans[0].deeds.iter();
        deeds
            .map(|deed| (answer.asked.sites[deed.site].id.clone(), deed.change.code()))
            .collect()
    }

    fn told(id: &str, change: Change) -> (String, &'static str) {
        (id.to_owned(), change.code())
    }

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
            .locations(&question(600_000.0), &NO_NEED)
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
        // Those at 400 m had 100 m to B before too.
        let everybody = tight.equity[0].report.by_need.last().expect("all");
        assert_eq!(
            everybody.losing.value(),
            Some(crate::model::people::People::NONE)
        );
        let ample = study
            .locations(&question(800_000.0), &NO_NEED)
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
            .locations(&question(600_000.0), &NO_NEED)
            .expect("an answer");
        assert_eq!(
            done(&merged),
            [told("g3", Change::Open), told("A", Change::Merge)]
        );
        assert_eq!(merged.plans[0].cost(), 60_000_000);
        let apart = study
            .locations(&question(900_000.0), &NO_NEED)
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
            .locations(&limited(|_| ()), &NO_NEED)
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
            .locations(&limited(|_| ()), &NO_NEED)
            .expect("an answer");
        assert_eq!(names(&full, &full.plans[0])[0], "g2");
        assert_eq!(full.plans[0].value, 170.0);
        let (by_need, need) = (
            limited(|question| question.weighing = Weighing::PeopleByNeed),
            need_of(&[Some(10.0); 5]),
        );
        let refused = study.locations(&by_need, &need);
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
        let answer = study.locations(&question, &NO_NEED).expect("an answer");
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
                .locations(&by(Weighing::People), &need)
                .expect("an answer");
            let needed = study
                .locations(&by(Weighing::PeopleByNeed), &need)
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

    #[test]
    fn draws_of_the_norm_say_how_firm_a_site_is() {
        // g2 has 170 children at 100 m and less, in every draw; at the longest norm g1 has as many, and no more.
        let study = planned_study(|_| ());
        let answer = study
            .locations(&asked(|_| ()), &NO_NEED)
            .expect("an answer");
        let draws = answer.draws.as_ref().expect("the norm is drawn");
        assert_eq!(
            (draws.count, draws.unanswered, draws.norm, draws.need),
            (2_000, 0, true, false)
        );
        assert_eq!(draws.share, [0.0, 1.0, 0.0]);
        assert_eq!(answer.occurrence[0].stability(), Some(Stability::Robust));
        assert_eq!(
            answer.occurrence[0].by_plans, None,
            "one plan alone says nothing"
        );
        assert_eq!(draws.at_norms, [(480.0, vec![1]), (720.0, vec![1])]);
    }

    #[test]
    fn a_second_question_of_the_same_kind_has_the_same_answer() {
        let study = with_schools(60);
        let question = asked(|question| question.existing = Existing::Stay);
        let first = study.locations(&question, &NO_NEED).expect("an answer");
        let again = study.locations(&question, &NO_NEED).expect("an answer");
        assert_eq!(first.plans, again.plans);
        assert_eq!(first.equity, again.equity);
        assert!(
            first
                .asked
                .times
                .iter()
                .zip(&again.asked.times)
                .all(|(one, other)| { std::sync::Arc::ptr_eq(one, other) })
        );
    }
}
