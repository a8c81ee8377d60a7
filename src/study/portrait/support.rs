//! Where the surroundings of an area ask for more support, subject by subject, in words that speak of circumstances and
//! never of people. Beside what asks for more stands what asks for less.

use serde::Serialize;

use crate::layers::decimals::tenth;
use crate::layers::need_figures::{NeedFigures, shown_score};
use crate::model::area::{Area, AreaLevel};
use crate::model::estimate::Estimate;
use crate::model::indicator::Domain;
use crate::model::need_question::NeedQuestion;
use crate::model::source::with_what_is_known;
use crate::need::need_profile::AreaNeed;
use crate::need::need_terms::{Measured, NeedTerm};
use crate::study::language::Language;
use crate::study::need::answer::NeedAnswer;
use crate::study::need::districts::district_indexes;
use crate::study::need::sentences::{domain_name, listed, need_sentence, number};
use crate::study::open_study::Study;

/// From the upper two fifths of the scale on, a subject asks for more.
const MORE_FROM: f64 = 60.0;
/// Below this it asks for less: the lower two fifths.
const LESS_BELOW: f64 = 40.0;

/// What is told of need on the page of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Support {
    zin: String,
    aandachtsindex: Option<f64>,
    laag: Option<f64>,
    hoog: Option<f64>,
    bewijs_pct: Option<f64>,
    onderwerpen: Vec<Subject>,
    uitleg: &'static str,
    gewichtenset: String,
    gewichtenset_label: String,
}

/// One subject, from 0 to 100; higher asks for more.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Subject {
    domein: &'static str,
    naam: &'static str,
    vraagt: Asks,
    waarde: Option<f64>,
    laag: f64,
    hoog: f64,
    bronnen: Vec<String>,
}

/// How much a subject asks for, compared with the study's other neighbourhoods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Asks {
    Meer,
    Gemiddeld,
    Minder,
    NogNietZeker,
}

impl Asks {
    /// What holds wherever between its bounds a score may be.
    fn of(score: &Estimate) -> Self {
        let word = |value: f64| match value {
            _ if value >= MORE_FROM => Self::Meer,
            _ if value < LESS_BELOW => Self::Minder,
            _ => Self::Gemiddeld,
        };
        let (low, high) = (word(tenth(score.low)), word(tenth(score.high)));
        if low == high { low } else { Self::NogNietZeker }
    }
}

impl Study {
    /// Need as the weight set proposes it, for a neighbourhood or district; nothing for larger areas, and nothing in a
    /// study without indicators.
    pub(crate) fn support(&self, index: usize, language: Language) -> Option<Support> {
        let area = self.town().areas.get(index)?;
        let question = NeedQuestion::proposed(&self.town().weights.need);
        let answer = self.need(&question).ok()?;
        match area.level {
            AreaLevel::Neighbourhood => {
                let mut needs = answer.profile.areas.iter();
                let need = needs.find(|need| need.area.0 as usize == index)?;
                Some(of_neighbourhood(&answer, need, language))
            }
            AreaLevel::District => {
                let districts = district_indexes(&answer);
                let district = districts.iter().find(|one| one.area.code == area.code)?;
                let sentence = district_sentence(area, &district.figures, language);
                Some(told(
                    &answer,
                    sentence,
                    &district.figures,
                    (Vec::new(), language),
                ))
            }
            AreaLevel::Municipality => None,
        }
    }
}

fn of_neighbourhood(answer: &NeedAnswer<'_>, need: &AreaNeed, language: Language) -> Support {
    let figures = answer.figures_of(need, None);
    let subjects = subjects(answer, need, language);
    let sentence = match figures.index {
        Some(_) => sentence(&subjects, language),
        None => need_sentence(&figures, need.not_measured, language),
    };
    told(answer, sentence, &figures, (subjects, language))
}

fn told(
    answer: &NeedAnswer<'_>,
    sentence: String,
    figures: &NeedFigures,
    (subjects, language): (Vec<Subject>, Language),
) -> Support {
    let weights = &answer.town.weights;
    Support {
        zin: sentence,
        aandachtsindex: figures.index,
        laag: figures.low,
        hoog: figures.high,
        bewijs_pct: figures.evidence,
        onderwerpen: subjects,
        uitleg: meaning(language),
        gewichtenset: weights.name.clone(),
        gewichtenset_label: match language {
            Language::Dutch => weights.label_nl.clone(),
            Language::English => weights.label_en.clone(),
        },
    }
}

/// Those that count, in the order of the weight set; none where nothing is measured.
fn subjects(answer: &NeedAnswer<'_>, need: &AreaNeed, language: Language) -> Vec<Subject> {
    let counts = |domain: &Domain| {
        let mut weights = answer.profile.weights.iter();
        weights.any(|(weighed, weight)| weighed == domain && *weight > 0.0)
    };
    let domains = need.domains.iter();
    domains
        .filter(|(domain, _)| need.not_measured.is_none() && counts(domain))
        .map(|(domain, score)| subject(answer, *domain, score, language))
        .collect()
}

fn subject(
    answer: &NeedAnswer<'_>,
    domain: Domain,
    score: &Estimate,
    language: Language,
) -> Subject {
    let (value, low, high) = shown_score(score);
    let terms = answer.profile.terms.iter();
    let of_domain = terms.filter(|term| term.domain == domain && term.weight > 0.0);
    Subject {
        domein: domain.code(),
        naam: domain_name(domain, language),
        vraagt: Asks::of(score),
        waarde: value,
        laag: low,
        hoog: high,
        bronnen: of_domain
            .filter_map(|term| indicator_line(answer, term, language))
            .collect(),
    }
}

/// "Leerlingen die ... (2026, nabij)"
fn indicator_line(answer: &NeedAnswer<'_>, term: &NeedTerm, language: Language) -> Option<String> {
    let indicator = match term.measured {
        Measured::Indicator(place) => answer.town.planning.indicators.get(place)?,
        Measured::Accessibility | Measured::Nothing => return None,
    };
    let name = match language {
        Language::Dutch => &indicator.name_nl,
        Language::English => &indicator.name_en,
    };
    let source = answer.town.sources.get(usize::from(indicator.source.0))?;
    let known = [Some(indicator.year.as_str()), source.publisher.as_deref()];
    Some(with_what_is_known(name, &known))
}

/// "Hier vraagt de omgeving meer inzet bij ... Minder dan in andere buurten is nodig bij ..."
fn sentence(subjects: &[Subject], language: Language) -> String {
    let asking = |asks: Asks| {
        let names = subjects.iter().filter(|one| one.vraagt == asks);
        let names: Vec<&str> = names.map(|one| one.naam).collect();
        (!names.is_empty()).then(|| listed(&names, language))
    };
    let more = match (asking(Asks::Meer), language) {
        (Some(names), Language::Dutch) => format!("Hier vraagt de omgeving meer inzet bij {names}."),
        (None, Language::Dutch) => {
            "Van geen onderwerp is zeker dat de omgeving hier meer inzet vraagt dan in andere buurten.".to_owned()
        }
        (Some(names), Language::English) => format!("Here the surroundings ask for more support for {names}."),
        (None, Language::English) => {
            "For no subject is it certain that the surroundings ask for more support here than in other neighbourhoods."
                .to_owned()
        }
    };
    let less = asking(Asks::Minder).map(|names| match language {
        Language::Dutch => format!("Sterk hier: {names}."),
        Language::English => format!("Strong here: {names}."),
    });
    [Some(more), less]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn district_sentence(area: &Area, figures: &NeedFigures, language: Language) -> String {
    let name = &area.name;
    match (figures.index, language) {
        (Some(index), Language::Dutch) => format!(
            "De aandachtsindex van {name} is {} van 100, het gemiddelde over de kinderen in de buurten; hoger betekent: meer \
             inzet gewenst.",
            number(index, language)
        ),
        (Some(index), Language::English) => format!(
            "The attention index of {name} is {} of 100, the mean over the children of its neighbourhoods; higher means: \
             more support wanted.",
            number(index, language)
        ),
        (None, Language::Dutch) => {
            format!("Onvoldoende gegevens voor een aandachtsindex van {name}.")
        }
        (None, Language::English) => format!("Not enough data for an attention index of {name}."),
    }
}

/// What a score is, and what it is not.
const fn meaning(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "Een score van 0 tot 100 vergelijkt omstandigheden met die van de andere buurten: vanaf 60 vragen zij meer inzet, onder \
             40 minder."
        }
        Language::English => {
            "A score from 0 to 100 compares circumstances with those of the other neighbourhoods: from 60 on they ask for more \
             support, below 40 for less."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::planned_town::planned_town;
    use serde_json::{Value, json};

    fn support(study: &Study, code: &str, language: Language) -> Option<Value> {
        let mut areas = study.town().areas.iter();
        let index = areas.position(|area| area.code.0 == code)?;
        let found = study.support(index, language)?;
        Some(serde_json::to_value(found).expect("JSON"))
    }

    fn estimate(low: f64, high: f64) -> Estimate {
        Estimate {
            value: Some(low),
            low,
            high,
            evidence: 1.0,
        }
    }

    #[test]
    fn a_word_is_given_where_it_holds_between_both_bounds() {
        let words = [
            (60.0, 60.0),
            (59.9, 59.9),
            (40.0, 59.9),
            (39.9, 39.9),
            (0.0, 41.0),
            (61.0, 99.0),
            (39.0, 61.0),
        ];
        let found = words.map(|(low, high)| Asks::of(&estimate(low, high)));
        use Asks::{Gemiddeld, Meer, Minder, NogNietZeker};
        assert_eq!(
            found,
            [
                Meer,
                Gemiddeld,
                Gemiddeld,
                Minder,
                NogNietZeker,
                Meer,
                NogNietZeker
            ]
        );
    }

    #[test]
    fn a_neighbourhood_is_told_what_it_asks_for_with_year_and_source() {
        let study = Study::open(planned_town()).expect("sound");
        let found = support(&study, "BU09", Language::Dutch).expect("measured");
        let sentence = found["zin"].as_str().expect("a sentence");
        assert!(
            sentence.starts_with("Hier vraagt de omgeving meer inzet bij taal"),
            "{sentence}"
        );
        let language = &found["onderwerpen"][0];
        assert_eq!(
            (&language["waarde"], &language["vraagt"]),
            (&json!(95.0), &json!("meer"))
        );
        assert!(
            language["bronnen"][0]
                .as_str()
                .expect("a source")
                .contains("(20")
        );
        let english = support(&study, "BU09", Language::English).expect("measured");
        assert!(
            english["zin"]
                .as_str()
                .expect("text")
                .starts_with("Here the surroundings")
        );
    }

    #[test]
    fn a_district_has_an_index_and_no_subjects_and_the_municipality_has_neither() {
        let study = Study::open(planned_town()).expect("sound");
        let west = support(&study, "West", Language::Dutch).expect("measured");
        assert!(west["aandachtsindex"].is_number() && west["onderwerpen"] == json!([]));
        let mut areas = study.town().areas.iter();
        let whole = areas.position(|area| area.level == AreaLevel::Municipality);
        assert!(whole.is_none_or(|whole| study.support(whole, Language::Dutch).is_none()));
    }

    #[test]
    fn a_study_without_indicators_tells_nothing_of_need() {
        let mut town = planned_town();
        town.planning.indicators.clear();
        let study = Study::open(town).expect("sound");
        assert_eq!(support(&study, "BU09", Language::Dutch), None);
    }
}
