//! The sentences of a report of gains and losses, for any kind of facility and any age, in Dutch and English.

use crate::access::suppression::Shown;
use crate::layers::number_text::{thousands, thousands_en};
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::siting::equity_report::EquityReport;
use crate::study::equity::site_equity::{EquitySubject, ProfileEquity};
use crate::study::language::Language;
use crate::study::sentences::{age_name, article_en};

/// A sentence names so many neighbourhoods; all of them are in the list.
const NAMED: usize = 3;

/// "kinderen", "jongeren van 12 tot 18 jaar": whose travel a report is about.
fn people(subject: &EquitySubject, language: Language) -> &'static str {
    match (subject.age, language) {
        (Some(age), _) => age_name(age, language),
        (None, Language::Dutch) => "kinderen",
        (None, Language::English) => "children",
    }
}

/// What the report is about, and what it does not say.
pub fn about(subject: &EquitySubject, language: Language) -> String {
    let people = people(subject, language);
    match language {
        Language::Dutch => format!(
            "Dit verslag gaat over bereikbaarheid en doet geen uitspraak over {people} of hun kansen. Aantallen van 1 \
             tot en met 4 blijven verborgen."
        ),
        Language::English => format!(
            "This report is about reachability and says nothing of {people} or their chances. Counts of 1 to 4 stay \
             hidden."
        ),
    }
}

/// "alle kinderen": the name of the group of everybody.
pub fn everybody(subject: &EquitySubject, language: Language) -> String {
    let people = people(subject, language);
    match language {
        Language::Dutch => format!("alle {people}"),
        Language::English => format!("all {people}"),
    }
}

/// How many gain and lose, and where those who lose live; `losing` are the neighbourhoods whose number may be shown.
pub fn sentence(
    town: &TownData,
    equity: &ProfileEquity,
    losing: &[(&str, u64)],
    language: Language,
) -> String {
    let (report, subject) = (&equity.report, &equity.subject);
    let people = people(subject, language);
    let mut kinds = town.kind_descriptions.iter();
    let kind = kinds.find(|kind| kind.kind == subject.kind);
    let whole = match (counts(report), language) {
        (Some((0, 0)), Language::Dutch) => {
            "Voor niemand verandert de reistijd meer dan een minuut.".to_owned()
        }
        (Some((0, 0)), Language::English) => {
            "Nobody's travel time changes by more than a minute.".to_owned()
        }
        (Some((gaining, losing)), Language::Dutch) => format!(
            "{} {people} zijn meer dan een minuut sneller bij een {} of kunnen er voor het eerst komen; {} zijn meer \
             dan een minuut langer onderweg of kunnen er niet meer komen.",
            thousands(gaining),
            kind.map_or("voorziening", |kind| &kind.singular_nl),
            thousands(losing)
        ),
        (Some((gaining, losing)), Language::English) => {
            let facility = kind.map_or("facility", |kind| &kind.singular_en);
            let article = article_en(facility);
            format!(
                "{} {people} reach {article} {facility} more than a minute sooner or for the first time; {} travel \
                 more than a minute longer or no longer reach one.",
                thousands_en(gaining),
                thousands_en(losing)
            )
        }
        (None, Language::Dutch) => {
            format!(
                "Voor hoeveel {people} de reistijd verandert, is niet te tonen zonder kleine aantallen te verraden."
            )
        }
        (None, Language::English) => {
            format!(
                "For how many {people} travel changes cannot be shown without telling small numbers."
            )
        }
    };
    format!("{whole}{}", where_they_lose(losing, language))
}

fn counts(report: &EquityReport) -> Option<(u64, u64)> {
    let count = |people: Shown<People>| people.value().map(People::whole_persons);
    let everybody = report.by_need.last()?;
    count(everybody.gaining).zip(count(everybody.losing))
}

/// " Langer onderweg zijn vooral bewoners van Oost (120)": the neighbourhoods with most of them first.
fn where_they_lose(losing: &[(&str, u64)], language: Language) -> String {
    let mut most: Vec<&(&str, u64)> = losing.iter().collect();
    most.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    let named = most.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|(name, people)| format!("{name} ({people})"))
        .collect();
    match (named.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Dutch) => format!(" Langer onderweg, vooral in: {}.", named.join(", ")),
        (false, Language::English) => {
            format!(
                " Those who travel longer live above all in: {}.",
                named.join(", ")
            )
        }
    }
}
