//! What each change of a plan adds to those before it. The order counts: a bridge after a school adds something else than
//! the same bridge before it. Whoever sees two numbers sees their difference too, so a step is also hidden when it would tell
//! of a small number of people beside another that is shown.

use serde_json::{Value, json};

use crate::access::homes_within::{HomesWithin, Inhabitants};
use crate::access::publication::Published;
use crate::access::suppression::Shown;
use crate::model::bilingual::Bilingual;
use crate::model::people::People;
use crate::model::scenario::change::ChangeId;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::study::answer::whole_people;
use crate::study::open_study::Study;
use crate::study::question::Question;
use crate::study::scenario::planned_residents::year_of;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::what_if::WhatIfQuestion;

/// Each step is a what-if of its own; of a longer plan they are not told.
const MOST_STEPS: usize = 25;

/// The people of the whole study within the norm, now and after each change with all changes before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps {
    /// Without any change.
    pub now: Shown<People>,
    /// After each change, in their order; hidden is also what would tell of a few people beside another step.
    pub after: Vec<(ChangeId, Shown<People>)>,
}

impl Study {
    /// Who is within the norm after each step of a scenario, all steps in the year of the whole scenario.
    ///
    /// # Errors
    /// As [`Study::what_if`]; and when the scenario has more than 25 changes.
    ///
    /// # Cost
    /// A what-if of one kind and age group for each change.
    pub fn steps(
        &self,
        scenario: &Scenario,
        question: &Question,
    ) -> Result<Steps, ScenarioProblem> {
        few_enough(scenario)?;
        let now_asked = self.asked(question);
        let whole = now_asked.as_ref().and_then(|asked| asked.whole());
        let travel_now = now_asked.as_ref().map(|asked| asked.travel);
        let covered = |published: &[Published]| {
            let whole = whole.and_then(|whole| published.get(whole));
            whole.map_or(Shown::Unknown, |whole| whole.figures.covered)
        };
        let now = covered(self.published(question).unwrap_or_default());
        let asked = WhatIfQuestion {
            kind: Some(question.kind.clone()),
            age: Some(question.age),
        };
        let steps = scenario.changes().iter().map(|change| {
            let so_far = scenario.branch(String::new(), Some(&change.id))?;
            let told = self.what_if(&so_far.in_year(year_of(scenario)), &asked)?;
            let kind = told.kinds.first();
            let change_of_age = kind.and_then(|kind| kind.ages.first());
            let travel = kind.map(|kind| &kind.after).or(travel_now);
            Ok::<_, ScenarioProblem>(Step {
                change: change.id.clone(),
                covered: change_of_age.map_or(now, |age| covered(&age.after)),
                within: travel.map(|travel| HomesWithin::of(self.town(), travel)),
            })
        });
        let mut steps = steps.collect::<Result<Vec<_>, _>>()?;
        let of = Inhabitants {
            town: self.town(),
            tree: self.tree(),
            age: question.age,
        };
        hide_what_tells(&mut steps, whole, of);
        let after = steps.into_iter().map(|step| (step.change, step.covered));
        Ok(Steps {
            now,
            after: after.collect(),
        })
    }
}

fn few_enough(scenario: &Scenario) -> Result<(), ScenarioRefused> {
    let changes = scenario.changes().len();
    if changes <= MOST_STEPS {
        return Ok(());
    }
    let found = Bilingual::new(
        format!("{changes} wijzigingen"),
        format!("{changes} changes"),
    );
    let expected = Bilingual::new(
        format!("hoogstens {MOST_STEPS}, om van elk te zeggen wat zij toevoegt"),
        format!("at most {MOST_STEPS} to tell of each what it adds"),
    );
    Err(ScenarioRefused::of_scenario("wijzigingen", found, expected))
}

struct Step {
    change: ChangeId,
    covered: Shown<People>,
    within: Option<HomesWithin>,
}

/// Hides the steps that would tell of a small number of people beside another that is shown. The last one is shown first:
/// the whole plan tells it too.
fn hide_what_tells(steps: &mut [Step], whole: Option<usize>, of: Inhabitants<'_>) {
    let last = steps.len().saturating_sub(1);
    let order = (last..steps.len()).chain(0..last);
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    for index in order {
        let within = |index: usize| {
            let step = steps.get(index)?;
            step.covered.value().and(step.within.as_ref())
        };
        let Some(here) = within(index) else {
            continue;
        };
        let tells = |other: &HomesWithin| {
            let areas = other.tells_beside(here, of);
            whole.is_some_and(|whole| areas.get(whole).copied().unwrap_or(false))
        };
        match shown.iter().copied().filter_map(within).any(tells) {
            true => hidden.push(index),
            false => shown.push(index),
        }
    }
    for index in hidden {
        if let Some(step) = steps.get_mut(index) {
            step.covered = Shown::Hidden;
        }
    }
}

/// The steps in the words of the public interface; differences are of what is shown.
pub fn steps_document(steps: &Steps, question: &Question) -> Value {
    let mut before = whole_people(steps.now);
    let told = steps.after.iter().map(|(change, covered)| {
        let after = whole_people(*covered);
        let difference = before
            .zip(after)
            .map(|(before, after)| after.cast_signed() - before.cast_signed());
        before = after;
        json!({ "wijziging": change.0, "gedekt": after, "verschil": difference })
    });
    let told: Vec<Value> = told.collect();
    json!({
        "voorziening": question.kind.code(),
        "leeftijd": question.age.code(),
        "nu": whole_people(steps.now),
        "stappen": told,
    })
}
