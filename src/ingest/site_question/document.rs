//! A question as a whole document: `vraag` says which one it is, the rest are its fields.

use serde::Deserialize;

use crate::ingest::site_question::clusters::RawClusterQuestion;
use crate::ingest::site_question::community_school::RawCommunitySchoolQuestion;
use crate::ingest::site_question::locations::RawLocationQuestion;
use crate::ingest::site_question::need::RawNeedQuestion;
use crate::ingest::site_question::opportunity::RawOpportunityQuestion;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::school_library::RawSchoolLibraryQuestion;
use crate::model::site_question::SiteQuestion;
use crate::model::weight_set::WeightSet;

#[derive(Debug, Deserialize)]
#[serde(tag = "vraag", rename_all = "snake_case")]
enum RawSiteQuestion {
    Inzetprofiel(RawNeedQuestion),
    Buurtschool(Box<RawCommunitySchoolQuestion>),
    #[serde(rename = "clusters_0_18")]
    Clusters(RawClusterQuestion),
    Kansenwerkplaats(RawOpportunityQuestion),
    Dbos(RawSchoolLibraryQuestion),
    Locaties(Box<RawLocationQuestion>),
}

/// Reads a question in JSON.
///
/// # Errors
/// Names the field that cannot be read.
///
/// # Example
/// ```
/// use nabij::ingest::site_question::document::question_in_json;
/// use nabij::ingest::weights_file::built_in_weights;
///
/// let question = question_in_json(r#"{"vraag": "clusters_0_18", "doorsnede_m": 600}"#, &built_in_weights());
/// assert_eq!(question.expect("a question").code(), "clusters_0_18");
/// let refused = question_in_json(r#"{"vraag": "clusters_0_18", "doorsnede": 600}"#, &built_in_weights());
/// assert_eq!(refused.expect_err("no such field").field, "doorsnede");
/// ```
pub fn question_in_json(text: &str, weights: &WeightSet) -> Result<SiteQuestion, QuestionRefused> {
    let raw = serde_json::from_str(text).map_err(|error| refused(&error.to_string()))?;
    read(raw, weights)
}

/// Reads a question in TOML.
///
/// # Errors
/// Names the field that cannot be read.
pub fn question_in_toml(text: &str, weights: &WeightSet) -> Result<SiteQuestion, QuestionRefused> {
    let raw = toml::from_str(text).map_err(|error| refused(error.message()))?;
    read(raw, weights)
}

fn read(raw: RawSiteQuestion, weights: &WeightSet) -> Result<SiteQuestion, QuestionRefused> {
    Ok(match raw {
        RawSiteQuestion::Inzetprofiel(raw) => SiteQuestion::Need(raw.read(&weights.need)?),
        RawSiteQuestion::Buurtschool(raw) => {
            SiteQuestion::CommunitySchools(Box::new(raw.read(weights)?))
        }
        RawSiteQuestion::Clusters(raw) => SiteQuestion::Clusters(raw.read(weights)?),
        RawSiteQuestion::Kansenwerkplaats(raw) => {
            SiteQuestion::OpportunityPlaces(raw.read(weights)?)
        }
        RawSiteQuestion::Dbos(raw) => SiteQuestion::SchoolLibraries(raw.read(weights)?),
        RawSiteQuestion::Locaties(raw) => SiteQuestion::Locations(Box::new(raw.read()?)),
    })
}

/// What serde says, as field, found and expected.
fn refused(message: &str) -> QuestionRefused {
    let named = |rest: &str| rest.split('`').nth(1).unwrap_or("").to_owned();
    let (field, found) = if let Some(rest) = message.strip_prefix("unknown field ") {
        (named(rest), "an unknown field".to_owned())
    } else if let Some(rest) = message.strip_prefix("missing field ") {
        let field = named(rest);
        return QuestionRefused {
            expected: format!("the field {field}"),
            field,
            found: "no such field".to_owned(),
        };
    } else if let Some(rest) = message.strip_prefix("unknown variant ") {
        ("vraag".to_owned(), format!("\"{}\"", named(rest)))
    } else {
        let found = message.split(", expected").next().unwrap_or(message);
        ("vraag".to_owned(), found.to_owned())
    };
    let expected = message.split_once(", expected ").map_or(
        "a question in JSON or TOML with vraag and its fields",
        |(_, expected)| expected,
    );
    QuestionRefused {
        field,
        found,
        expected: expected.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::weights_file::built_in_weights;

    fn in_toml(text: &str) -> Result<SiteQuestion, QuestionRefused> {
        question_in_toml(text, &built_in_weights())
    }

    #[test]
    fn a_question_of_one_word_is_what_the_weight_set_proposes() {
        for code in [
            "inzetprofiel",
            "buurtschool",
            "clusters_0_18",
            "kansenwerkplaats",
            "dbos",
        ] {
            let toml = in_toml(&format!("vraag = \"{code}\"")).expect("a question");
            assert_eq!(toml.code(), code);
            let json = format!("{{\"vraag\": \"{code}\"}}");
            assert_eq!(question_in_json(&json, &built_in_weights()), Ok(toml));
        }
        let locations = in_toml("vraag = \"locaties\"\nvoorziening = \"PO\"").expect("a question");
        assert_eq!(locations.code(), "locaties");
    }

    #[test]
    fn what_cannot_be_read_is_named_by_field() {
        let refusal = |text: &str| in_toml(text).expect_err("refused").to_string();
        assert_eq!(
            refusal("vraag = \"buurtscholen\"")
                .split(", expected")
                .next(),
            Some("vraag: found \"buurtscholen\"")
        );
        assert!(
            refusal("vraag = \"buurtschool\"\naantallen = 3")
                .starts_with("aantallen: found an unknown field")
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\nbudget_eur = -1.0"),
            "budget_eur: found -1, expected a number of euros, 0 or more"
        );
        assert_eq!(
            refusal("vraag = \"locaties\""),
            "voorziening: found no such field, expected the field voorziening"
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\ndoel = \"winst\""),
            "doel: found \"winst\", expected one of scores, bereik"
        );
        assert_eq!(
            refusal("vraag = \"buurtschool\"\npeildatum = \"gisteren\""),
            "peildatum: found \"gisteren\", expected a day such as 2026-01-01"
        );
    }
}
