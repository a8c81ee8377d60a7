//! What each change of a plan adds to those before it. The order counts: a bridge after a school adds something else than
//! the same bridge before it.

use serde_json::{Value, json};

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
    /// After each change, in their order.
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
        let changes = scenario.changes();
        if changes.len() > MOST_STEPS {
            let found = Bilingual::new(
                format!("{} wijzigingen", changes.len()),
                format!("{} changes", changes.len()),
            );
            let expected = Bilingual::new(
                format!("hoogstens {MOST_STEPS}, om van elk te zeggen wat zij toevoegt"),
                format!("at most {MOST_STEPS} to tell of each what it adds"),
            );
            return Err(ScenarioRefused::of_scenario("wijzigingen", found, expected).into());
        }
        let whole = self.asked(question).and_then(|asked| asked.whole());
        let covered = |published: &[Published]| {
            let whole = whole.and_then(|whole| published.get(whole));
            whole.map_or(Shown::Unknown, |whole| whole.figures.covered)
        };
        let now = covered(self.published(question).unwrap_or_default());
        let asked = WhatIfQuestion {
            kind: Some(question.kind.clone()),
            age: Some(question.age),
        };
        let after = changes.iter().map(|change| {
            let so_far = scenario.branch(String::new(), Some(&change.id))?;
            let told = self.what_if(&so_far.in_year(year_of(scenario)), &asked)?;
            let change_of_age = told.kinds.first().and_then(|kind| kind.ages.first());
            let covered = change_of_age.map_or(now, |age| covered(&age.after));
            Ok::<_, ScenarioProblem>((change.id.clone(), covered))
        });
        Ok(Steps {
            now,
            after: after.collect::<Result<_, _>>()?,
        })
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
