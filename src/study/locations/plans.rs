//! The plans of a location question: the best one, others nearly as good, and the one when everybody counts once.

use crate::model::location_question::{LocationQuestion, Variants, Weighing};
use crate::study::community_school::variants::NeedVariant;
use crate::study::equity::site_equity::ProfileEquity;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::balance::{Balance, balance};
use crate::study::locations::draws::{Draws, draws};
use crate::study::locations::gains_and_losses::gains_and_losses;
use crate::study::locations::location_plan::{LocationPlan, Occurrence};
use crate::study::locations::made_plans::Made;
use crate::study::locations::occurrence::occurrence;
use crate::study::locations::outcome::{Outcome, outcome_of};
use crate::study::locations::refusal::in_words_of_the_question;
use crate::study::locations::variants::{LocationVariants, location_variants};
use crate::study::need::by_home::NeedByHome;
use crate::study::open_study::Study;
use crate::study::steps;

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
    /// What the first plan becomes under other assumptions, where that is asked with it.
    pub variants: Option<LocationVariants>,
    /// Plans that balance cost, people within the norm and who is left far away.
    pub balance: Balance,
    /// Who gains and who loses by the first plan, for each profile.
    pub equity: Vec<ProfileEquity>,
    /// Homes that the model cannot serve, whatever opens.
    pub out_of_reach: usize,
}

impl Study {
    /// Looks for places of new facilities, and for what may be done with those that are there; `needs` are other
    /// measures of need to try.
    ///
    /// # Errors
    /// When the question cannot be asked of this study, or no plan meets its constraints; the message says which to
    /// relax.
    ///
    /// # Cost
    /// The first question of a profile takes a search of streets for each candidate; then one of the solver for each
    /// plan, at most the question's time, the draws, and a question for each other assumption.
    pub fn locations<'a>(
        &'a self,
        question: &LocationQuestion,
        need: &'a NeedByHome,
        needs: &[NeedVariant],
    ) -> Result<LocationAnswer<'a>, StudyError> {
        self.location_plans(question, need, needs).map_err(in_words)
    }

    /// What the first plan of a question becomes under other assumptions, for who has that plan already.
    ///
    /// # Errors
    /// As [`Self::locations`].
    ///
    /// # Cost
    /// One of the solver for each plan, and a question for each other assumption.
    pub fn location_variants<'a>(
        &'a self,
        question: &LocationQuestion,
        need: &'a NeedByHome,
        needs: &[NeedVariant],
    ) -> Result<(AskedLocations<'a>, LocationVariants), StudyError> {
        let asked = AskedLocations::prepare(self, question, need).map_err(in_words)?;
        let plans = Made::new(&asked, question.weighing).and_then(|made| made.plans());
        let (plans, _) = plans.map_err(in_words)?;
        let variants = location_variants(&asked, &plans[0], needs).map_err(in_words)?;
        Ok((asked, variants))
    }

    fn location_plans<'a>(
        &'a self,
        question: &LocationQuestion,
        need: &'a NeedByHome,
        needs: &[NeedVariant],
    ) -> Result<LocationAnswer<'a>, StudyError> {
        let work = &question.work;
        work.begin(5, steps::travel_times())?;
        let asked = AskedLocations::prepare(self, question, need)?;
        work.begin(20, steps::best_plans())?;
        let made = Made::new(&asked, question.weighing)?;
        let (plans, complete) = made.plans()?;
        let at_equal_weights = || match question.weighing {
            Weighing::People => Ok(None),
            Weighing::PeopleByNeed => Made::new(&asked, Weighing::People)?.first().map(Some),
        };
        let first = &plans[0];
        let new = first.sites.iter().filter(|&&site| site < asked.candidates);
        let most = question.sites.unwrap_or_else(|| new.count());
        work.begin(45, steps::draws())?;
        // Each looks at the first plan in its own way.
        let ((draws, at_equal_weights), (balance, equity)) = rayon::join(
            || (draws(&asked, &first.sites), at_equal_weights()),
            || rayon::join(|| balance(&asked, most), || gains_and_losses(&asked, first)),
        );
        let (draws, balance, equity) = (draws?, balance?, equity?);
        let variants = match question.variants {
            Variants::LeftOut => None,
            Variants::Beside | Variants::Alone => Some(location_variants(&asked, first, needs)?),
        };
        // What was broken off is told as a whole answer by nobody.
        work.go_on()?;
        Ok(LocationAnswer {
            before: outcome_of(&asked, &asked.times.today),
            occurrence: occurrence(&asked, &plans, (complete, draws.as_ref())),
            complete,
            balance,
            variants,
            equity,
            out_of_reach: made.location.out_of_reach.len(),
            draws,
            at_equal_weights: at_equal_weights?,
            plans,
            asked,
        })
    }
}

/// The same refusal with the field as the question names it.
fn in_words(refused: StudyError) -> StudyError {
    match refused {
        StudyError::Siting(refused) => in_words_of_the_question(refused).into(),
        StudyError::Access(_)
        | StudyError::Layer(_)
        | StudyError::SharedLayer(_)
        | StudyError::Equity(_)
        | StudyError::Candidates(_)
        | StudyError::Ended(_) => refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location_question::Existing;
    use crate::model::units::{Euros, Seconds};
    use crate::study::community_school::worked_planning::{kind, planned_study};
    use crate::study::locations::balance::Price;
    use crate::study::locations::worked_questions::{
        NO_NEED, asked, names, need_of, whole, with_schools,
    };

    #[test]
    fn before_and_after_count_all_children_also_those_beyond_the_norm() {
        let study = planned_study(|_| ());
        let question = asked(|_| ());
        let answer = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
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
        let answer = study.locations(&stay, &NO_NEED, &[]).expect("an answer");
        assert_eq!(whole(&answer.before), [210, 170, 0]);
        assert_eq!(names(&answer, &answer.plans[0]), ["g3"]);
        assert_eq!(
            answer.plans[0].value, 210.0,
            "with those that nothing changes"
        );
        let anew = asked(|_| ());
        let answer = study.locations(&anew, &NO_NEED, &[]).expect("an answer");
        assert_eq!(names(&answer, &answer.plans[0]), ["g2"]);
    }

    #[test]
    fn the_plan_at_equal_weights_stands_beside_the_one_weighed_by_need() {
        let study = planned_study(|_| ());
        let need = [Some(10.0), Some(10.0), Some(10.0), None, Some(100.0)];
        let question = asked(|question| question.weighing = Weighing::PeopleByNeed);
        let need = need_of(&need);
        let answer = study.locations(&question, &need, &[]).expect("an answer");
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
            study.locations(&question, &NO_NEED, &[]).is_err(),
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
        let answer = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
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
            .locations(&poor, &NO_NEED, &[])
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
        let answer = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(answer.out_of_reach, 1, "the 40 children at 2,000 m");
        assert_eq!(whole(&answer.plans[0].after), [210, 170, 0]);
    }

    #[test]
    fn a_refusal_names_the_field_of_the_question() {
        let study = planned_study(|_| ());
        let refused = |change: fn(&mut LocationQuestion)| {
            let refused = study.locations(&asked(change), &NO_NEED, &[]);
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

    #[test]
    fn a_second_question_of_the_same_kind_has_the_same_answer() {
        let study = with_schools(60);
        let question = asked(|question| question.existing = Existing::Stay);
        let first = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        let again = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(first.plans, again.plans);
        assert_eq!(first.equity, again.equity);
        assert!(
            first
                .asked
                .times
                .of_site
                .iter()
                .zip(&again.asked.times.of_site)
                .all(|(one, other)| { std::sync::Arc::ptr_eq(one, other) })
        );
    }
}
