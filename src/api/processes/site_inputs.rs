//! The process `locatievraag`: the question as it is asked at `/locatievragen`, and its answer.

use serde_json::Value;

use crate::api::problem::Problem;
use crate::api::processes::inputs::{Inputs, path, wrong};
use crate::api::processes::no_outcome::NoOutcome;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::process::Process;
use crate::ingest::site_question::document::question_in_json;
use crate::model::site_question::SiteQuestion;
use crate::model::work::Work;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::site_answer::SiteRefusal;

/// Reads the question and the language of its answer.
///
/// # Errors
/// 400, naming the field that is wrong.
pub fn read_site_question(
    mut inputs: Inputs,
    study: &Study,
) -> Result<(SiteQuestion, Language), Problem> {
    inputs.only(&["vraag", "taal", "scenario"])?;
    let language = match inputs.text("taal")? {
        None => Language::default(),
        Some(code) => code
            .parse()
            .map_err(|_unknown| wrong("taal", &Value::String(code.clone()), "nl of en"))?,
    };
    let expected = "een object met de vraag, zoals op /v1/locatievragen";
    let question = inputs.needed("vraag", expected)?;
    if !question.is_object() {
        return Err(wrong("vraag", &question, expected));
    }
    let read = question_in_json(&question.to_string(), &study.town().weights);
    let question = read.map_err(|refused| {
        let message = refused.sentence();
        let field = format!("{}.{}", path("vraag"), refused.field);
        Problem::question(Some(field), message, language)
    })?;
    Ok((question, language))
}

/// The answer, byte for byte as `/locatievragen` gives it.
///
/// # Errors
/// When the question cannot be asked of this study, or the work is ended.
pub fn answered(
    study: &Study,
    question: SiteQuestion,
    language: Language,
    work: &Work,
) -> Result<Outcome, NoOutcome> {
    match study.site_answer(&question.as_work(work), language) {
        Ok(answer) => Ok(Outcome::of(
            Process::SiteQuestion,
            answer.document.to_string(),
        )),
        Err(SiteRefusal::Question { field, message }) => {
            let field = field.map(|field| format!("{}.{field}", path("vraag")));
            Err(Problem::question(field, message, language).into())
        }
        Err(SiteRefusal::Study(cause)) => Err(NoOutcome::Ours(cause.into())),
    }
}
