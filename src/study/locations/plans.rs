//! The plans of a location question: the best one, others nearly as good, and the one when everybody counts once.

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
use crate::study::locations::outcome::{Outcome, outcome};
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
    pub occurrence: Vec<(usize, usize, Stability)>,
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
            before: outcome(&asked, &[]),
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
            found: refused.to_string(),
            expected: "candidates with an id each".to_owned(),
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

/// A site is as firm as the share of the plans that have it; uncertain as long as a plan may be missing.
fn occurrence(
    plans: &[LocationPlan],
    candidates: usize,
    complete: bool,
) -> Vec<(usize, usize, Stability)> {
    let mut times = vec![0; candidates];
    for &site in plans.iter().flat_map(|plan| &plan.sites) {
        times[site] += 1;
    }
    let all = plans.len().max(1) as f64;
    let firm = |(site, times): (usize, usize)| match complete {
        true => (site, times, Stability::of(times as f64 / all)),
        false => (site, times, Stability::Uncertain),
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
