//! The sentences of a location answer, in Dutch and English.

use crate::study::language::Language;
use crate::study::locations::plans::LocationAnswer;

/// What the best plan does, in one sentence.
pub fn answer_sentence(
    answer: &LocationAnswer<'_>,
    more_within: Option<u64>,
    language: Language,
) -> String {
    let minutes = (answer.asked.norm.norm.value() / 60.0).round();
    let sites = answer.plans.first().map_or(0, |plan| plan.sites.len());
    let proven = answer.plans.first().is_some_and(|plan| plan.proven);
    match language {
        Language::Dutch => {
            let places = if sites == 1 {
                "1 locatie".to_owned()
            } else {
                format!("{sites} locaties")
            };
            let people = match more_within {
                Some(1) => "komt 1 persoon erbij".to_owned(),
                Some(people) => format!("komen {people} personen erbij"),
                None => "verandert het aantal personen met een klein aantal".to_owned(),
            };
            let proof = match proven {
                true => "Geen ander plan onder deze voorwaarden komt gunstiger uit.",
                false => "De rekentijd was op: een ander plan kan nog gunstiger uitkomen.",
            };
            format!(
                "Met {places} erbij {people} die binnen {minutes} minuten een voorziening bereiken. {proof}"
            )
        }
        Language::English => {
            let places = if sites == 1 {
                "1 site".to_owned()
            } else {
                format!("{sites} sites")
            };
            let people = match more_within {
                Some(1) => "1 more person".to_owned(),
                Some(people) => format!("{people} more people"),
                None => "a small number of people".to_owned(),
            };
            let proof = match proven {
                true => "No other plan under these conditions does better.",
                false => "Time was over: another plan may still do better.",
            };
            format!(
                "With {places} added, {people} reach a facility within {minutes} minutes. {proof}"
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
