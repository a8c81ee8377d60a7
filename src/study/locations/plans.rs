//! The plans of a location question: the best one, others nearly as good, and the one when everybody counts once.

use crate::model::bilingual::Bilingual;
use crate::model::cost_table::{CostTable, TableId};
use crate::model::location_question::{LocationQuestion, Weighing};
use crate::siting::answer::Answer;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::front::{Front, FrontQuestion, front};
use crate::siting::good_plans::{Choice, good_plans};
use crate::siting::location_table::{LocationTable, location_table};
use crate::siting::question::Model;
use crate::siting::solve::solve;
use crate::siting::stability::Stability;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::outcome::{Outcome, outcome, outcome_of};
use crate::study::locations::refusal::in_words_of_the_question;
use crate::study::open_study::Study;

/// The front is swept with at most so many searches.
const FRONT_SEARCHES: usize = 60;

/// One plan.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationPlan {
    /// The candidates that open, ascending.
    pub sites: Vec<usize>,
    /// The value of the plan as its model counts it, with the homes that no candidate changes.
    pub value: f64,
    /// No plan can be better than this.
    pub bound: f64,
    /// Whether no plan is better.
    pub proven: bool,
    /// The distance between value and bound as a share of the larger.
    pub gap: f64,
    /// How people travel then.
    pub after: Outcome,
}

/// A plan that no other betters in money, people within the norm and the longest way at once.
#[derive(Debug, Clone, PartialEq)]
pub struct BalancedPlan {
    /// The candidates that open, ascending.
    pub sites: Vec<usize>,
    /// What it costs, in cents.
    pub money: u64,
    /// How people travel then.
    pub after: Outcome,
    /// The longest way of those for whom something changes, in seconds.
    pub farthest: f64,
}

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
    /// The candidates that occur, with in how many plans and how firm that makes them, most frequent first.
    pub occurrence: Vec<(usize, usize, Option<Stability>)>,
    /// The plan when everybody counts once, where need weighed.
    pub at_equal_weights: Option<LocationPlan>,
    /// Plans that balance money, people within the norm and the longest way; only where a budget was asked.
    pub balanced: Option<(Vec<BalancedPlan>, bool)>,
    /// Homes that the model cannot serve, whatever opens.
    pub out_of_reach: usize,
}

impl Study {
    /// Looks for places of new facilities. `need_of_home` is 0 to 100 for each demand point, or empty.
    ///
    /// # Errors
    /// When the question cannot be asked of this study, or no plan meets its constraints; the message says which to
    /// relax.
    ///
    /// # Cost
    /// A search of streets for each candidate, and one of the solver for each plan, at most the question's time.
    pub fn locations(
        &self,
        question: &LocationQuestion,
        need_of_home: &[Option<f64>],
    ) -> Result<LocationAnswer<'_>, StudyError> {
        self.location_plans(question, need_of_home)
            .map_err(|refused| match refused {
                StudyError::Siting(refused) => in_words_of_the_question(refused).into(),
                StudyError::Access(_)
                | StudyError::Layer(_)
                | StudyError::Equity(_)
                | StudyError::Candidates(_) => refused,
            })
    }

    fn location_plans(
        &self,
        question: &LocationQuestion,
        need_of_home: &[Option<f64>],
    ) -> Result<LocationAnswer<'_>, StudyError> {
        let asked = AskedLocations::prepare(self, question, need_of_home)?;
        let made = Made::new(&asked, asked.weighing)?;
        let choice = Choice {
            plans: question.plans.max(1),
            within: question.within_percent / 100.0,
            differing: question.differing,
        };
        let found = good_plans(&made.location.table, &asked.question, choice)?;
        let plans: Vec<LocationPlan> = found.plans.iter().map(|plan| made.plan(plan)).collect();
        let at_equal_weights = match asked.weighing {
            Weighing::People => None,
            Weighing::PeopleByNeed => {
                let equal = Made::new(&asked, Weighing::People)?;
                Some(equal.plan(&solve(&equal.location.table, &asked.question)?))
            }
        };
        Ok(LocationAnswer {
            before: outcome_of(&asked, &asked.today),
            occurrence: occurrence(&plans, asked.candidates.len(), found.complete),
            complete: found.complete,
            balanced: balanced(&made)?,
            out_of_reach: made.location.out_of_reach.len(),
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
        let table = location_table(model, &homes, &asked.ids(), &asked.times);
        let location = table.map_err(|refused| SitingError::Field {
            field: "kandidaten",
            found: Bilingual::same(refused),
            expected: Bilingual::new(
                "kandidaten met elk een kenmerk",
                "candidates with an id each",
            ),
        })?;
        Ok(Self {
            settled: location.settled_value(model, &homes),
            asked,
            location,
        })
    }

    fn plan(&self, plan: &Answer) -> LocationPlan {
        let sites = self.sites(
            plan.sites
                .iter()
                .map(|&site| self.location.table.site(site)),
        );
        LocationPlan {
            value: plan.objective + self.settled,
            bound: plan.bound + self.settled,
            proven: plan.proven_optimal,
            gap: plan.gap(),
            after: outcome(self.asked, &sites),
            sites,
        }
    }

    fn sites<'b>(&self, names: impl Iterator<Item = &'b TableId>) -> Vec<usize> {
        let of_name = |name: &TableId| {
            let mut candidates = self.asked.candidates.iter();
            candidates.position(|place| *name == TableId::Name(place.id.clone()))
        };
        let mut sites: Vec<usize> = names.filter_map(of_name).collect();
        sites.sort_unstable();
        sites
    }
}

/// A site is as firm as the share of the plans that have it; uncertain as long as a plan may be missing. One plan alone
/// says nothing of it.
fn occurrence(
    plans: &[LocationPlan],
    candidates: usize,
    complete: bool,
) -> Vec<(usize, usize, Option<Stability>)> {
    let mut times = vec![0; candidates];
    for &site in plans.iter().flat_map(|plan| &plan.sites) {
        times[site] += 1;
    }
    let all = plans.len().max(1) as f64;
    let firm = |(site, times): (usize, usize)| match (plans.len(), complete) {
        (0 | 1, true) => (site, times, None),
        (_, true) => (site, times, Some(Stability::of(times as f64 / all))),
        (_, false) => (site, times, Some(Stability::Uncertain)),
    };
    let mut often: Vec<_> = times.into_iter().enumerate().map(firm).collect();
    often.retain(|&(_, times, _)| times > 0);
    often.sort_by_key(|&(site, times, _)| (std::cmp::Reverse(times), site));
    often
}

/// The front of money, people within the norm and the longest way, over the homes that candidates can change.
fn balanced(made: &Made<'_>) -> Result<Option<(Vec<BalancedPlan>, bool)>, StudyError> {
    let question = &made.asked.question;
    let (Some(_), Some(sites)) = (&question.constraints.budget, question.model.sites()) else {
        return Ok(None);
    };
    let travelling = Model::PMedian { sites };
    let homes = made.asked.homes(made.asked.weighing);
    let ids = made.asked.ids();
    let Ok(location) = location_table(&travelling, &homes, &ids, &made.asked.times) else {
        return Ok(None);
    };
    let asked = FrontQuestion {
        sites,
        radius: made.asked.norm.norm.value(),
        constraints: question.constraints.clone(),
        searches: FRONT_SEARCHES,
    };
    match front(
        &location.table,
        &asked,
        &Deadline::after(question.time_limit),
    ) {
        Ok(found) => Ok(Some(told(made, &location.table, &found))),
        Err(SitingError::NoSetInTime) => Ok(None),
        Err(refused) => Err(refused.into()),
    }
}

fn told(made: &Made<'_>, table: &CostTable, found: &Front) -> (Vec<BalancedPlan>, bool) {
    let plans = found.plans.iter().map(|plan| {
        let sites = made.sites(plan.sites.iter().map(|&site| table.site(site)));
        BalancedPlan {
            after: outcome(made.asked, &sites),
            money: plan.money,
            farthest: plan.farthest,
            sites,
        }
    });
    (plans.collect(), found.proven)
}

/// On the town of `worked_planning`: buildings g1 at 0 m, g2 at 500 m and g3 at 1,900 m; 100 children at 400 m, 20 at
/// 500 m, 50 at 600 m and 40 at 2,000 m, and an unknown number at 700 m. Nowhere is there a community school yet.
/// The norm of 600 s is 600 × 1.1 / 1.3 = 507.7 m as the crow flies, and 100 m takes 118.2 s.
/// So g1 has 120 children near, g2 has 170, g3 has 40.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location_question::Existing;
    use crate::model::units::{Euros, Seconds};
    use crate::study::community_school::worked_planning::{kind, planned_study};

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
            .map(|&site| answer.asked.candidates[site].id.clone())
            .collect()
    }

    fn whole(outcome: &Outcome) -> [u64; 3] {
        [outcome.people, outcome.within, outcome.unreached].map(|people| people.whole_persons())
    }

    #[test]
    fn before_and_after_count_all_children_also_those_beyond_the_norm() {
        let study = planned_study(|_| ());
        let question = asked(|_| ());
        let answer = study.locations(&question, &[]).expect("an answer");
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
        let answer = study.locations(&stay, &[]).expect("an answer");
        assert_eq!(whole(&answer.before), [210, 170, 0]);
        assert_eq!(names(&answer, &answer.plans[0]), ["g3"]);
        assert_eq!(
            answer.plans[0].value, 210.0,
            "with those that nothing changes"
        );
        let anew = asked(|_| ());
        let answer = study.locations(&anew, &[]).expect("an answer");
        assert_eq!(names(&answer, &answer.plans[0]), ["g2"]);
    }

    #[test]
    fn the_plan_at_equal_weights_stands_beside_the_one_weighed_by_need() {
        let study = planned_study(|_| ());
        let need = [Some(10.0), Some(10.0), Some(10.0), None, Some(100.0)];
        let question = asked(|question| question.weighing = Weighing::PeopleByNeed);
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
        assert!(study.locations(&question, &[]).is_err(), "no need is known");
    }

    #[test]
    fn a_budget_leaves_plans_that_balance_money_and_people() {
        let euros = |amount| Euros::new(amount).ok();
        let study = planned_study(|town| town.planning.buildings[1].estimate = euros(2_000_000.0));
        let question = asked(|question| {
            (question.sites, question.budget) = (Some(2), euros(1_000_000.0));
        });
        let answer = study.locations(&question, &[]).expect("an answer");
        assert_eq!(
            names(&answer, &answer.plans[0]),
            ["g1", "g3"],
            "a building without an estimate counts as one reservation of 500,000"
        );
        let (balanced, proven) = answer.balanced.as_ref().expect("a front");
        assert!(*proven);
        let told: Vec<_> = balanced
            .iter()
            .map(|plan| (plan.sites.len(), plan.money, plan.after.within))
            .map(|(sites, cents, within)| (sites, cents / 100, within.whole_persons()))
            .collect();
        assert_eq!(told, [(2, 1_000_000, 160)]);
        let poor = asked(|question| question.budget = euros(400_000.0));
        let refused = study.locations(&poor, &[]).expect_err("too little money");
        assert!(refused.to_string().contains("relax the budget"));
    }

    #[test]
    fn homes_that_no_candidate_serves_are_counted() {
        let study = planned_study(|town| {
            town.planning.buildings.truncate(2);
            town.facilities.retain(|facility| facility.id.0 != "C");
        });
        let question = asked(|question| question.sites = Some(2));
        let answer = study.locations(&question, &[]).expect("an answer");
        assert_eq!(answer.out_of_reach, 1, "the 40 children at 2,000 m");
        assert_eq!(whole(&answer.plans[0].after), [210, 170, 0]);
    }

    #[test]
    fn a_refusal_names_the_field_of_the_question() {
        let study = planned_study(|_| ());
        let refused = |change: fn(&mut LocationQuestion)| {
            let refused = study.locations(&asked(change), &[]);
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
}
