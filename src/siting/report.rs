//! An answer as `nabij solve --json` prints it.

use serde::Serialize;

use crate::model::cost_table::{CostTable, DemandIndex, SiteIndex, TableId};
use crate::siting::action_plan::ActionPlan;
use crate::siting::answer::{Answer, Share};
use crate::siting::error::SitingError;
use crate::siting::good_plans::{GoodPlans, how_often};
use crate::siting::question::Question;
use crate::siting::solve::solve;

/// The object that `nabij solve --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SolveReport {
    /// The name of the model, as it is asked for.
    pub model: String,
    /// The value of the plan, as its model counts it.
    pub objective: f64,
    /// No plan is better than this.
    pub bound: f64,
    /// The distance between the two as a share of the objective.
    pub gap: f64,
    /// Whether no plan is better.
    pub proven_optimal: bool,
    /// The sites that open, in the order of their ids.
    pub sites: Vec<ReportedId>,
    /// Where each demand point goes, in the order of the rows read.
    pub assignment: Vec<Assignment>,
    /// How long the search took.
    pub seconds: f64,
    /// How the weight is shared out, where sites have limited room.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<ReportedShare>,
    /// Other plans that are nearly as good, where they are asked for.
    #[serde(flatten)]
    pub alternatives: Option<Alternatives>,
    /// What becomes of sites, where that is asked for.
    #[serde(flatten)]
    pub actions: Option<ReportedActions>,
}

/// What becomes of sites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportedActions {
    /// How each open site is open, in the order of the plan's sites.
    pub states: Vec<ReportedState>,
    /// The sites with actions that are closed.
    pub closed: Vec<ReportedId>,
}

/// How an open site is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportedState {
    /// The site.
    pub site_id: ReportedId,
    /// The name of its action; null for a site without actions.
    pub action: Option<String>,
}

/// The part of a demand point that one site serves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedShare {
    /// The demand point.
    pub demand_id: ReportedId,
    /// The site.
    pub site_id: ReportedId,
    /// How much of its weight.
    pub weight: f64,
}

/// Other plans that are nearly as good.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternatives {
    /// Each plan, the first one among them.
    pub plans: Vec<ReportedPlan>,
    /// Whether each is proven, and no further plan within the share was left out of the number asked for.
    pub plans_complete: bool,
    /// In how many of the plans each site occurs, the most frequent first.
    pub occurrence: Vec<Occurrence>,
}

/// One of several plans.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedPlan {
    /// Its value.
    pub objective: f64,
    /// No plan that differs as much from those before it is better.
    pub bound: f64,
    /// Whether that is proven.
    pub proven_optimal: bool,
    /// Its sites.
    pub sites: Vec<ReportedId>,
}

/// In how many plans a site occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The site.
    pub site_id: ReportedId,
    /// How many plans have it.
    pub plans: usize,
}

/// Where one demand point goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// The demand point.
    pub demand_id: ReportedId,
    /// Its site; null when it is not covered.
    pub site_id: Option<ReportedId>,
}

/// An id as JSON: a number for a vertex, a text for a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ReportedId {
    /// A vertex of a numbered graph.
    Vertex(u32),
    /// A name.
    Name(String),
}

impl From<&TableId> for ReportedId {
    fn from(id: &TableId) -> Self {
        match id {
            TableId::Vertex(number) => Self::Vertex(*number),
            TableId::Name(name) => Self::Name(name.clone()),
        }
    }
}

/// The answer to a question in the names of its table.
pub fn solve_report(table: &CostTable, question: &Question, answer: &Answer) -> SolveReport {
    let site = |index: SiteIndex| ReportedId::from(table.site(index));
    let assignment = |&DemandIndex(row): &DemandIndex| Assignment {
        demand_id: ReportedId::from(&table.demand()[row as usize]),
        site_id: answer.assignment[row as usize].map(site),
    };
    let share = |share: &Share| ReportedShare {
        demand_id: ReportedId::from(&table.demand()[share.demand.0 as usize]),
        site_id: site(share.site),
        weight: share.weight,
    };
    SolveReport {
        model: question.model.to_string(),
        objective: answer.objective,
        bound: answer.bound,
        gap: answer.gap(),
        proven_optimal: answer.proven_optimal,
        sites: answer.sites.iter().map(|&index| site(index)).collect(),
        assignment: table.rows_as_read().iter().map(assignment).collect(),
        seconds: answer.time.as_secs_f64(),
        shares: answer.shares.iter().map(share).collect(),
        alternatives: None,
        actions: None,
    }
}

/// What becomes of sites in the names of their table.
pub fn reported_actions(table: &CostTable, plan: &ActionPlan) -> ReportedActions {
    let site = |&index: &SiteIndex| ReportedId::from(table.site(index));
    let open = plan.answer.sites.iter().zip(&plan.states);
    ReportedActions {
        states: open
            .map(|(index, action)| ReportedState {
                site_id: site(index),
                action: action.clone(),
            })
            .collect(),
        closed: plan.closed.iter().map(site).collect(),
    }
}

/// Several plans in the names of their table.
pub fn alternatives(table: &CostTable, found: &GoodPlans) -> Alternatives {
    let site = |&index: &SiteIndex| ReportedId::from(table.site(index));
    let plan = |plan: &Answer| ReportedPlan {
        objective: plan.objective,
        bound: plan.bound,
        proven_optimal: plan.proven_optimal,
        sites: plan.sites.iter().map(site).collect(),
    };
    let often = how_often(&found.plans, table);
    let often = often.iter().map(|(id, plans)| Occurrence {
        site_id: id.into(),
        plans: *plans,
    });
    Alternatives {
        plans: found.plans.iter().map(plan).collect(),
        plans_complete: found.complete,
        occurrence: often.collect(),
    }
}

/// Solves a question and writes the answer as one JSON object.
///
/// # Errors
/// As [`solve`].
pub fn solve_json(table: &CostTable, question: &Question) -> Result<String, SitingError> {
    let answer = solve(table, question)?;
    let report = solve_report(table, question, &answer);
    Ok(serde_json::to_string(&report).expect("numbers and texts always become JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::siting::question::Model;

    #[test]
    fn the_assignment_stands_in_the_order_of_the_rows_read_and_what_is_not_covered_has_no_site() {
        let name = |text: &str| TableId::Name(text.to_owned());
        let demand = [(name("b"), 2.0), (name("a"), 1.0)];
        let sites = [name("x"), name("y")];
        let table = CostTable::new(&demand, &sites, &[(0, 0, 3.0), (1, 1, 4.0)]).expect("a table");
        let question = Question::plain(Model::MaximalCovering {
            sites: 1,
            radius: 5.0,
        });
        let json = solve_json(&table, &question).expect("a plan");
        let expected = concat!(
            r#"{"model":"mclp","objective":2.0,"bound":2.0,"gap":0.0,"proven_optimal":true,"sites":["x"],"#,
            r#""assignment":[{"demand_id":"b","site_id":"x"},{"demand_id":"a","site_id":null}],"seconds":"#
        );
        assert!(json.starts_with(expected), "{json}");
    }

    #[test]
    fn vertices_of_a_numbered_graph_are_numbers() {
        let vertex = TableId::Vertex;
        let demand = [(vertex(1), 1.0), (vertex(2), 1.0)];
        let pairs = [(0, 1, 3.0), (1, 1, 0.0)];
        let table = CostTable::new(&demand, &[vertex(1), vertex(2)], &pairs).expect("a table");
        let json =
            solve_json(&table, &Question::plain(Model::PCentre { sites: 1 })).expect("a plan");
        assert!(
            json.contains(r#""sites":[2],"assignment":[{"demand_id":1,"site_id":2},"#),
            "{json}"
        );
    }
}
