//! The sentences of a location answer, in Dutch and English.

use crate::layers::number_text::{minutes, thousands, thousands_en};
use crate::siting::question::Model;
use crate::study::language::Language;
use crate::study::locations::plans::LocationAnswer;
use crate::study::sentences::{age_name, article_en, travelling};

/// What the best plan does, in one sentence on people and one on the proof.
pub fn answer_sentence(
    answer: &LocationAnswer<'_>,
    more_within: Option<i64>,
    language: Language,
) -> String {
    let proven = answer.plans.first().is_some_and(|plan| plan.proven);
    let proof = match (language, proven) {
        (Language::Dutch, true) => "Geen ander plan onder deze voorwaarden komt gunstiger uit.",
        (Language::Dutch, false) => {
            "De rekentijd was op: een ander plan kan nog gunstiger uitkomen."
        }
        (Language::English, true) => "No other plan under these conditions does better.",
        (Language::English, false) => "Time was over: another plan may still do better.",
    };
    let people = people_sentence(answer, more_within, language);
    format!("{people} {proof}{}", beyond_all(answer, language))
}

/// Set covering serves whom it can: what no candidate can serve is said, and what would.
fn beyond_all(answer: &LocationAnswer<'_>, language: Language) -> String {
    match (answer.asked.question.model, answer.out_of_reach, language) {
        (Model::SetCovering { .. }, beyond @ 1.., Language::Dutch) => format!(
            " Voor {beyond} woonpunten ligt geen enkele kandidaat binnen de norm: dat vraagt een ruimere norm of \
             kandidaten elders."
        ),
        (Model::SetCovering { .. }, beyond @ 1.., Language::English) => format!(
            " For {beyond} places where people live no candidate lies within the norm: that takes a wider norm or \
             candidates elsewhere."
        ),
        _ => String::new(),
    }
}

/// "Met 3 locaties erbij hebben 1.039 kinderen van 4 tot 12 jaar meer een buurtschool binnen 10 minuten lopen."
fn people_sentence(
    answer: &LocationAnswer<'_>,
    more_within: Option<i64>,
    language: Language,
) -> String {
    let asked = &answer.asked;
    let sites = answer.plans.first().map_or(0, |plan| plan.sites.len());
    let people = age_name(asked.age, language);
    let time = minutes(asked.norm.norm.value());
    let going = travelling(asked.profile.mode, language);
    let mut kinds = asked.town.kind_descriptions.iter();
    let kind = kinds.find(|kind| kind.kind == asked.norm.kind);
    match language {
        Language::Dutch => {
            let places = match sites {
                1 => "1 locatie".to_owned(),
                more => format!("{more} locaties"),
            };
            let facility = kind.map_or("voorziening", |kind| &kind.singular_nl);
            let more = match more_within {
                Some(0) => format!("hebben evenveel {people}"),
                Some(more @ 1..) => {
                    format!("hebben {} {people} meer", thousands(more.unsigned_abs()))
                }
                Some(fewer) => {
                    format!("hebben {} {people} minder", thousands(fewer.unsigned_abs()))
                }
                None => format!("hebben iets meer {people} (minder dan 5)"),
            };
            format!("Met {places} erbij {more} een {facility} binnen {time} minuten {going}.")
        }
        Language::English => {
            let places = match sites {
                1 => "1 site".to_owned(),
                more => format!("{more} sites"),
            };
            let facility = kind.map_or("facility", |kind| &kind.singular_en);
            let article = article_en(facility);
            let more = match more_within {
                Some(0) => format!("as many {people} as now"),
                Some(more @ 1..) => format!("{} more {people}", thousands_en(more.unsigned_abs())),
                Some(fewer) => format!("{} fewer {people}", thousands_en(fewer.unsigned_abs())),
                None => format!("slightly more {people} (fewer than 5)"),
            };
            format!(
                "With {places} added, {more} have {article} {facility} within {time} minutes {going}."
            )
        }
    }
}

/// What the answer is and is not.
pub fn method(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "Een plan wijst plekken aan om te verkennen; mensen beslissen. Het gaat over bereikbaarheid en doet geen \
             uitspraak over kinderen of hun kansen. Kandidaten zijn de schoolgebouwen van de studie."
        }
        Language::English => {
            "A plan points at places to explore; people decide. It is about reachability and says nothing of children \
             or their chances. Candidates are the study's school buildings."
        }
    }
}
