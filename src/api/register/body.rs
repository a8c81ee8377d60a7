//! What is sent to be kept: the content, the version that was seen, and why.

use axum::body::Bytes;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::api::problem::Problem;
use crate::ingest::each_field_once::sent_document;
use crate::ingest::scenario::document::LONGEST_NAME;
use crate::ingest::site_question::as_written::raw;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::study::language::Language;

/// Nobody needs more letters to say why.
pub const LONGEST_REASON: usize = 1_000;
/// What a plan is about is some pages at most.
const LONGEST_EXPLANATION: usize = 10_000;

/// A record that is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRecord {
    /// What it is.
    pub inhoud: Value,
    /// The version that was seen; needed for what is there already.
    pub versie: Option<u64>,
    /// Why.
    #[serde(default)]
    pub waarom: String,
}

/// A scenario that is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawKeptScenario {
    /// The scenario itself.
    pub scenario: Value,
    /// What it is about, for who finds it in a list; as it was when not given.
    pub toelichting: Option<String>,
    /// Who may read it; as it was when not given, and everybody when it is new.
    pub zichtbaar: Option<Visible>,
    /// The version that was seen; needed for what is there already.
    pub versie: Option<u64>,
    /// Why.
    #[serde(default)]
    pub waarom: String,
}

/// Who may read a scenario.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Visible {
    /// Everybody who may read the study.
    #[default]
    Iedereen,
    /// Only who entered it, and who has a link to share.
    Eigen,
}

/// A branch that is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBranch {
    /// The name of the branch.
    pub naam: String,
    /// The last change that it has; all of them when not given.
    pub tot: Option<String>,
    /// Why.
    #[serde(default)]
    pub waarom: String,
}

/// What a body says.
///
/// # Errors
/// 400 with the field.
pub fn read<T: DeserializeOwned>(body: &Bytes, language: Language) -> Result<T, Problem> {
    let written = sent_document(body).and_then(raw);
    written.map_err(|refused| told(&refused, language))
}

/// A refusal as the answer to a request.
pub fn told(refused: &QuestionRefused, language: Language) -> Problem {
    Problem::question(Some(refused.field.clone()), refused.sentence(), language)
}

/// The reason for something; there may be none.
///
/// # Errors
/// 400 when it is too long.
pub fn reason(written: &str, language: Language) -> Result<String, Problem> {
    reason_from(0, written, language)
}

/// The reason why what others count on becomes something else, or does not hold any more.
///
/// # Errors
/// 400 when there is none, or when it is too long.
pub fn needed_reason(written: &str, language: Language) -> Result<String, Problem> {
    reason_from(1, written, language)
}

fn reason_from(least: usize, written: &str, language: Language) -> Result<String, Problem> {
    // What nobody can read is no reason.
    let says_something = least == 0 || written.chars().any(char::is_alphanumeric);
    let written = if says_something { written } else { "" };
    let fits = letters("waarom", written, (least, LONGEST_REASON));
    fits.map_err(|refused| told(&refused, language))?;
    Ok(written.trim().to_owned())
}

/// What a plan is about.
///
/// # Errors
/// 400 when it is too long.
pub fn explanation(written: &str, language: Language) -> Result<String, Problem> {
    let fits = letters("toelichting", written, (0, LONGEST_EXPLANATION));
    fits.map_err(|refused| told(&refused, language))?;
    Ok(written.trim().to_owned())
}

/// Refuses a name of a plan that is empty or too long for a list.
///
/// # Errors
/// 400 with the field.
pub fn has_name(name: &str, language: Language) -> Result<(), Problem> {
    let fits = letters("naam", name, (1, LONGEST_NAME));
    fits.map_err(|refused| told(&refused, language))
}

/// Refuses a text of which the letters, without the white space around it, are not of a number from a least to a most.
fn letters(
    field: &str,
    written: &str,
    (least, most): (usize, usize),
) -> Result<(), QuestionRefused> {
    let letters = written.trim().chars().count();
    if (least..=most).contains(&letters) {
        return Ok(());
    }
    let expected = match least {
        0 => Bilingual::new(
            format!("hoogstens {most} tekens"),
            format!("at most {most} letters"),
        ),
        _ => Bilingual::new(
            format!("{least} tot en met {most} tekens"),
            format!("{least} to {most} letters"),
        ),
    };
    Err(QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::new(format!("{letters} tekens"), format!("{letters} letters")),
        expected,
    })
}

/// The version that was seen of what is there already.
///
/// # Errors
/// 400 when it is not told: then somebody else's change could be lost.
pub fn seen(version: Option<u64>, language: Language) -> Result<u64, Problem> {
    version.filter(|&version| version > 0).ok_or_else(|| {
        let refused = QuestionRefused {
            field: "versie".to_owned(),
            found: Bilingual::new("niets", "nothing"),
            expected: Bilingual::new(
                "de versie die u zag, zodat niemands wijziging verloren gaat",
                "the version that you saw, so that nobody's change is lost",
            ),
        };
        told(&refused, language)
    })
}
