//! What is no candidate, in the public words: reason by reason, with the places that it holds for.

use serde::Serialize;

use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::left_out::{LeftOutReason, left_out};
use crate::study::language::Language;

/// The places left out for one reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutDocument {
    reden: &'static str,
    aantal: usize,
    plekken: Vec<PlaceDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PlaceDocument {
    id: String,
    naam: String,
}

/// Everything that could have been a candidate and is none.
pub fn left_out_documents(
    judged: &JudgedCandidates<'_>,
    language: Language,
) -> Vec<LeftOutDocument> {
    let found = left_out(judged.town, &judged.tables.places).into_iter();
    found
        .map(|(reason, places)| LeftOutDocument {
            reden: words(reason, language),
            aantal: places.len(),
            plekken: places
                .into_iter()
                .map(|place| PlaceDocument {
                    id: place.id,
                    naam: place.name,
                })
                .collect(),
        })
        .collect()
}

const fn words(reason: LeftOutReason, language: Language) -> &'static str {
    match (reason, language) {
        (LeftOutReason::CommunitySchool, Language::Dutch) => "hier staat al een buurtschool",
        (LeftOutReason::Vocational, Language::Dutch) => {
            "hier is alleen mbo: een buurtschool is er voor kinderen van 0 tot 18 jaar"
        }
        (LeftOutReason::NoEducation, Language::Dutch) => {
            "in dit gebouw is geen school bekend; met andere_gebouwen komt het wel in beeld"
        }
        (LeftOutReason::NoBuilding, Language::Dutch) => {
            "de studie kent gebouwen, maar niet dat van deze school"
        }
        (LeftOutReason::Outside, Language::Dutch) => "ligt buiten het gebied van de studie",
        (LeftOutReason::CommunitySchool, Language::English) => {
            "there is a community school here already"
        }
        (LeftOutReason::Vocational, Language::English) => {
            "senior vocational education only: a community school is for children of 0 to 18"
        }
        (LeftOutReason::NoEducation, Language::English) => {
            "no school is known in this building; with andere_gebouwen it comes into view"
        }
        (LeftOutReason::NoBuilding, Language::English) => {
            "the study knows buildings, but not that of this school"
        }
        (LeftOutReason::Outside, Language::English) => "lies outside the area of the study",
    }
}
