//! The question in the parameters of a request, and the study that answers it: under a scenario, by a chosen norm.

use std::sync::Arc;

use crate::api::call::encoded;
use crate::api::described::{AGE, KIND, NORM, PROFILE, SCENARIO};
use crate::api::parameters::Parameters;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::api::wanted::Wanted;
use crate::model::norm::ChosenNorm;
use crate::study::open_study::Study;
use crate::study::question::{Question, QuestionError};

/// The parameters of a question, in the order in which an address names them.
const QUESTION: [&str; 5] = [KIND.name, AGE.name, PROFILE.name, NORM.name, SCENARIO.name];

/// The question, and the study that answers it. What is left out is the study's first kind, that kind's main age group,
/// what the norm set says, and the study as it is.
///
/// # Errors
/// 400 for a kind, age group, profile or norm that the study does not know; else as [`ServerState::study_of`].
pub async fn asked(
    state: &Arc<ServerState>,
    parameters: &Parameters,
) -> Result<(Arc<Study>, Question), Problem> {
    let wanted = parameters.scenario().into();
    asked_of(state, state.study()?, parameters, wanted).await
}

/// The same, of what is wanted of a study.
///
/// # Errors
/// As [`asked`].
pub async fn asked_of(
    state: &Arc<ServerState>,
    study: Arc<Study>,
    parameters: &Parameters,
    wanted: Wanted<'_>,
) -> Result<(Arc<Study>, Question), Problem> {
    let (kind, age) = (parameters.text(KIND.name), parameters.text(AGE.name));
    let question = study.question(kind, age).map_err(refused)?;
    let norm = asked_norm(&study, &question, parameters)?;
    let found = state.study_for(study, (wanted, norm), parameters.language()?);
    Ok((found.await?, question))
}

/// The norm that the parameters choose.
fn asked_norm(
    study: &Study,
    question: &Question,
    parameters: &Parameters,
) -> Result<Option<ChosenNorm>, Problem> {
    let (profile, minutes) = (parameters.text(PROFILE.name), parameters.text(NORM.name));
    let asked = study.asked_norm(&question.kind, profile, minutes);
    asked.map_err(refused)
}

fn refused(refused: QuestionError) -> Problem {
    Problem::parameter(refused.parameter(), refused.found(), &refused.expected())
}

/// The question as the end of an address, as it was asked.
pub fn ending(parameters: &Parameters) -> String {
    let pairs: Vec<String> = parameters
        .pairs()
        .filter(|(name, _)| QUESTION.contains(name))
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    match pairs.is_empty() {
        true => String::new(),
        false => format!("?{}", pairs.join("&")),
    }
}
