//! The sentences of a location answer, in Dutch and English.

use crate::layers::number_text::{thousands, thousands_en};
use crate::model::location_question::{Change, Places, Weighing};
use crate::siting::question::Model;
use crate::siting::stability::Stability;
use crate::study::community_school::sentences::change_name;
use crate::study::language::Language;
use crate::study::locations::balance::{Balance, LeftBehind, Price};
use crate::study::locations::plans::LocationAnswer;
use crate::study::locations::variants::LocationChange;
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
    let people = match answer.asked.question.model {
        Model::PDispersion { .. } => distance_sentence(answer, language),
        Model::PMedian { .. }
        | Model::MaximalCovering { .. }
        | Model::SetCovering { .. }
        | Model::PCentre { .. }
        | Model::Shortfall { .. }
        | Model::WorstOff { .. } => people_sentence(answer, more_within, language),
    };
    let (changes, beyond) = (changes(answer, language), beyond_all(answer, language));
    format!(
        "{people}{changes} {proof}{beyond}{}",
        firmness(answer, language)
    )
}

/// How many candidates the first plan opens.
fn new_sites(answer: &LocationAnswer<'_>) -> usize {
    let sites = answer.plans.first().map_or(&[][..], |plan| &plan.sites);
    let new = sites.iter().filter(|&&site| site < answer.asked.candidates);
    new.count()
}

/// "De 3 locaties liggen hemelsbreed minstens 1.200 meter uit elkaar."
fn distance_sentence(answer: &LocationAnswer<'_>, language: Language) -> String {
    let sites = new_sites(answer);
    let metres = answer.plans.first().map_or(0.0, |plan| plan.value).floor() as u64;
    match language {
        Language::Dutch => format!(
            "De {sites} locaties liggen hemelsbreed minstens {} meter uit elkaar.",
            thousands(metres)
        ),
        Language::English => format!(
            "The {sites} sites lie at least {} metres apart in a straight line.",
            thousands_en(metres)
        ),
    }
}

/// " Daarvoor sluit A en gaat B samen met C.": what becomes of facilities that are there.
fn changes(answer: &LocationAnswer<'_>, language: Language) -> String {
    let sites = &answer.asked.sites;
    let Some(plan) = answer.plans.first() else {
        return String::new();
    };
    let told: Vec<String> = plan
        .deeds
        .iter()
        .filter_map(|deed| {
            let name = &sites[deed.site].name;
            let into = deed.into.map_or("", |into| sites[into].name.as_str());
            match (deed.change, language) {
                (Change::Open | Change::Stay, _) => None,
                (Change::Close, Language::Dutch) => Some(format!("sluiten van {name}")),
                (Change::Close, Language::English) => Some(format!("closing {name}")),
                (Change::Extend, Language::Dutch) => Some(format!("uitbreiden van {name}")),
                (Change::Extend, Language::English) => Some(format!("extending {name}")),
                (Change::Merge, Language::Dutch) => {
                    Some(format!("samenvoegen van {name} met {into}"))
                }
                (Change::Merge, Language::English) => Some(format!("merging {name} into {into}")),
            }
        })
        .collect();
    match (told.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Dutch) => format!(" Daarbij hoort: {}.", told.join("; ")),
        (false, Language::English) => format!(" It includes: {}.", told.join("; ")),
    }
}

/// " Bij een andere norm blijven er 2 van de 3 meestal in het plan.": what the draws say of the first plan.
fn firmness(answer: &LocationAnswer<'_>, language: Language) -> String {
    if answer.draws.is_none() {
        return String::new();
    }
    let first = answer.plans.first().map_or(&[][..], |plan| &plan.sites);
    let of_plan = || {
        let found = answer.occurrence.iter();
        found.filter(|found| found.site < answer.asked.candidates && first.contains(&found.site))
    };
    let firm = of_plan().filter(|found| found.stability() == Some(Stability::Robust));
    let (firm, all) = (firm.count(), of_plan().count());
    match language {
        _ if all == 0 => String::new(),
        Language::Dutch => format!(" Robuust zijn {firm} van de {all} locaties."),
        Language::English => format!(" Of the {all} sites {firm} are robust."),
    }
}

/// What the draws were of, and what the words beside sites mean.
pub fn about_draws(answer: &LocationAnswer<'_>, language: Language) -> String {
    let Some(draws) = &answer.draws else {
        return match language {
            Language::Dutch => {
                "Niet getrokken: dit plan hangt niet af van een norm of van de weging van inzet."
            }
            Language::English => {
                "Nothing was drawn: this plan depends on no norm and no weighing of need."
            }
        }
        .to_owned();
    };
    let of = match (draws.norm, draws.need, language) {
        (true, true, Language::Dutch) => {
            "de norm (tot 20 % korter of langer), de gewichten van inzet (tot 25 % lager of hoger) en inzet die niet \
             bekend is"
        }
        (true, false, Language::Dutch) => "de norm (tot 20 % korter of langer)",
        (false, _, Language::Dutch) => {
            "de gewichten van inzet (tot 25 % lager of hoger) en inzet die niet bekend is"
        }
        (true, true, Language::English) => {
            "the norm (up to 20 % shorter or longer), the weights of need (up to 25 % lower or higher) and need that is \
             not known"
        }
        (true, false, Language::English) => "the norm (up to 20 % shorter or longer)",
        (false, _, Language::English) => {
            "the weights of need (up to 25 % lower or higher) and need that is not known"
        }
    };
    match language {
        Language::Dutch => format!(
            "De vraag is {} keer opnieuw beantwoord, telkens met een andere trekking van {of}. Robuust: in minstens \
             80 % van de trekkingen in het plan; gevoelig: in minstens 50 %; anders onzeker.",
            thousands(draws.count as u64)
        ),
        Language::English => format!(
            "The question was answered {} times, each with another draw of {of}. Robust: in the plan in at least 80 % \
             of the draws; sensitive: in at least 50 %; else uncertain.",
            thousands_en(draws.count as u64)
        ),
    }
}

/// What was changed in a variant.
pub fn location_change_name(change: &LocationChange, language: Language) -> String {
    match (change, language) {
        (LocationChange::Study(change), language) => change_name(change, language),
        (LocationChange::SiteDistance(factor), Language::Dutch) => {
            format!("onderlinge afstand {:+.0} %", 100.0 * (factor - 1.0))
        }
        (LocationChange::SiteDistance(factor), Language::English) => {
            format!("distance between sites {:+.0} %", 100.0 * (factor - 1.0))
        }
    }
}

/// What the plans are weighed by.
pub fn about_balance(balance: &Balance, language: Language) -> String {
    let plan = balance.plans.first();
    let in_euros = plan.is_some_and(|plan| matches!(plan.price, Price::Cents(_)));
    let by_need = plan.is_some_and(|plan| matches!(plan.left_behind, LeftBehind::MeanShortfall(_)));
    match language {
        Language::Dutch => format!(
            "Plannen tot en met het gevraagde aantal locaties. Geen ander plan is gunstiger in alle drie: {}, mensen \
             binnen de norm en {}. Plaatsen tellen hier niet mee.{}",
            if in_euros {
                "kosten in euro"
            } else {
                "aantal locaties"
            },
            if by_need {
                "het gemiddelde tekort op de norm waar de omgeving de meeste inzet vraagt"
            } else {
                "de langste reistijd"
            },
            if balance.proven {
                ""
            } else {
                " Niet alle plannen zijn bekeken."
            },
        ),
        Language::English => format!(
            "Plans of up to the number of sites asked for. No other plan is better in all three: {}, people within the \
             norm and {}. Places do not count here.{}",
            if in_euros {
                "costs in euros"
            } else {
                "number of sites"
            },
            if by_need {
                "the mean shortfall on the norm where surroundings ask for most support"
            } else {
                "the longest travel time"
            },
            if balance.proven {
                ""
            } else {
                " Not all plans were considered."
            },
        ),
    }
}

/// How places were counted; nothing where they were not.
pub fn about_places(
    answer: &LocationAnswer<'_>,
    unknown: usize,
    language: Language,
) -> Option<String> {
    if answer.asked.asked.places == Places::Unlimited {
        return None;
    }
    Some(match language {
        Language::Dutch => format!(
            "Niemand gaat naar een voorziening die vol is: het model verdeelt mensen over de plaatsen. Van {unknown} \
             voorzieningen of locaties zijn de plaatsen niet bekend; daar is ruimte voor iedereen aangenomen. De \
             reistijden en aantallen gaan over de dichtstbijzijnde voorziening, ook als die vol is."
        ),
        Language::English => format!(
            "Nobody goes to a facility that is full: the model shares people out over places. Of {unknown} facilities or \
             sites the places are not known; these are taken to have room for all. Travel times and numbers are of the \
             nearest facility, also when it is full."
        ),
    })
}

/// What the value of a plan counts.
pub fn value_means(answer: &LocationAnswer<'_>, language: Language) -> &'static str {
    let by_need = answer.asked.asked.weighing == Weighing::PeopleByNeed;
    match (answer.asked.question.model, by_need, language) {
        (Model::MaximalCovering { .. }, false, Language::Dutch) => "personen binnen de norm",
        (Model::MaximalCovering { .. }, true, Language::Dutch) => {
            "personen × inzet (0 tot 1) binnen de norm"
        }
        (Model::PMedian { .. }, false, Language::Dutch) => {
            "reistijd in seconden, opgeteld over personen"
        }
        (Model::PMedian { .. }, true, Language::Dutch) => {
            "reistijd in seconden, opgeteld over personen × inzet (0 tot 1)"
        }
        (Model::Shortfall { .. }, false, Language::Dutch) => {
            "tekort op de norm als deel van de norm, opgeteld over personen"
        }
        (Model::Shortfall { .. }, true, Language::Dutch) => {
            "tekort op de norm als deel van de norm, opgeteld over personen × inzet (0 tot 1)"
        }
        (Model::PCentre { .. } | Model::WorstOff { .. }, _, Language::Dutch) => {
            "langste reistijd in seconden"
        }
        (Model::SetCovering { .. }, _, Language::Dutch) => "aantal locaties",
        (Model::PDispersion { .. }, _, Language::Dutch) => {
            "kleinste hemelsbrede afstand tussen twee locaties in meter"
        }
        (Model::MaximalCovering { .. }, false, Language::English) => "people within the norm",
        (Model::MaximalCovering { .. }, true, Language::English) => {
            "people × need (0 to 1) within the norm"
        }
        (Model::PMedian { .. }, false, Language::English) => {
            "travel time in seconds, added up over people"
        }
        (Model::PMedian { .. }, true, Language::English) => {
            "travel time in seconds, added up over people × need (0 to 1)"
        }
        (Model::Shortfall { .. }, false, Language::English) => {
            "shortfall on the norm as a part of the norm, added up over people"
        }
        (Model::Shortfall { .. }, true, Language::English) => {
            "shortfall on the norm as a part of the norm, added up over people × need (0 to 1)"
        }
        (Model::PCentre { .. } | Model::WorstOff { .. }, _, Language::English) => {
            "longest travel time in seconds"
        }
        (Model::SetCovering { .. }, _, Language::English) => "number of sites",
        (Model::PDispersion { .. }, _, Language::English) => {
            "least straight distance between two sites in metres"
        }
    }
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
    let sites = new_sites(answer);
    let people = age_name(asked.age, language);
    let time = language.minutes(asked.norm.norm);
    let going = travelling(asked.profile.mode, language);
    let mut kinds = asked.town.kind_descriptions.iter();
    let kind = kinds.find(|kind| kind.kind == asked.norm.kind);
    match language {
        Language::Dutch => {
            let places = match sites {
                0 => "geen locatie".to_owned(),
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
            format!("Met {places} erbij {more} een {facility} binnen {time} {going}.")
        }
        Language::English => {
            let places = match sites {
                0 => "no site".to_owned(),
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
            format!("With {places} added, {more} have {article} {facility} within {time} {going}.")
        }
    }
}

/// What the answer is and is not.
pub fn method(answer: &LocationAnswer<'_>, language: Language) -> String {
    let people = age_name(answer.asked.age, language);
    match language {
        Language::Dutch => format!(
            "Een plan wijst plekken aan om te verkennen; mensen beslissen. Het gaat over bereikbaarheid en doet geen \
             uitspraak over {people} of hun kansen. Kandidaten zijn de schoolgebouwen van de studie."
        ),
        Language::English => format!(
            "A plan points at places to explore; people decide. It is about reachability and says nothing of {people} \
             or their chances. Candidates are the study's school buildings."
        ),
    }
}
