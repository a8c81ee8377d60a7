//! The sentences about need, in plain Dutch (B1) or English. They speak of circumstances that ask for more support,
//! never of people who fall short.

use crate::layers::need_figures::NeedFigures;
use crate::model::indicator::Domain;
use crate::model::weight_set::Standardisation;
use crate::need::eligibility::NotMeasured;
use crate::study::language::Language;

/// "taal en basisvaardigheden"
pub fn domain_name(domain: Domain, language: Language) -> &'static str {
    match (domain, language) {
        (Domain::Language, Language::Dutch) => "taal en basisvaardigheden",
        (Domain::Livelihood, Language::Dutch) => "bestaanszekerheid",
        (Domain::MentalHealth, Language::Dutch) => "mentale gezondheid",
        (Domain::Cohesion, Language::Dutch) => "sociale cohesie",
        (Domain::YouthCare, Language::Dutch) => "zorggebruik van de jeugd",
        (Domain::Attendance, Language::Dutch) => "schoolaanwezigheid",
        (Domain::Facilities, Language::Dutch) => "afstand tot voorzieningen",
        (Domain::Language, Language::English) => "language and basic skills",
        (Domain::Livelihood, Language::English) => "a secure livelihood",
        (Domain::MentalHealth, Language::English) => "mental health",
        (Domain::Cohesion, Language::English) => "social cohesion",
        (Domain::YouthCare, Language::English) => "use of youth care",
        (Domain::Attendance, Language::English) => "school attendance",
        (Domain::Facilities, Language::English) => "distance to facilities",
    }
}

/// "taal, rust en ruimte"; one name as it is.
pub fn listed(names: &[&str], language: Language) -> String {
    let and = match language {
        Language::Dutch => "en",
        Language::English => "and",
    };
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// A number with one decimal at most, as the language writes it.
pub fn number(value: f64, language: Language) -> String {
    let text = language.decimal(value);
    let whole = text.strip_suffix(",0").or_else(|| text.strip_suffix(".0"));
    whole.map_or_else(|| text.clone(), str::to_owned)
}

/// "De aandachtsindex van deze buurt is 72 van 100; hoger betekent: meer inzet gewenst. ..."
pub fn need_sentence(
    figures: &NeedFigures,
    not_measured: Option<NotMeasured>,
    language: Language,
) -> String {
    match (not_measured, figures.index) {
        (Some(why), _) => not_measured_sentence(why, language),
        (None, None) => too_little_evidence(figures.evidence.unwrap_or(0.0), language),
        (None, Some(index)) => {
            let mut sentences = vec![index_sentence(index, language)];
            if let (Some(low), Some(high)) = (figures.low, figures.high)
                && low < high
            {
                sentences.push(bounds_sentence(low, high, language));
            }
            sentences.extend(highest_domains(figures, language));
            sentences.join(" ")
        }
    }
}

fn index_sentence(index: f64, language: Language) -> String {
    let index = number(index, language);
    match language {
        Language::Dutch => format!(
            "De aandachtsindex van deze buurt is {index} van 100; hoger betekent: meer inzet gewenst."
        ),
        Language::English => format!(
            "The attention index of this neighbourhood is {index} of 100; higher means: more support wanted."
        ),
    }
}

fn bounds_sentence(low: f64, high: f64, language: Language) -> String {
    let (low, high) = (number(low, language), number(high, language));
    match language {
        Language::Dutch => format!(
            "Niet alle cijfers zijn bekend: met alle cijfers ligt de index tussen {low} en {high}."
        ),
        Language::English => format!(
            "Not all figures are known: with all of them the index lies between {low} and {high}."
        ),
    }
}

fn too_little_evidence(evidence: f64, language: Language) -> String {
    let evidence = number(evidence, language);
    match language {
        Language::Dutch => format!(
            "Onvoldoende gegevens: cijfers zijn bekend voor {evidence} % van het gewicht, te weinig voor een index."
        ),
        Language::English => format!(
            "Not enough data: figures are known for {evidence} % of the weight, too little for an index."
        ),
    }
}

/// The domain that asks for most, or those that do together.
fn highest_domains(figures: &NeedFigures, language: Language) -> Option<String> {
    let scores = figures.domains.iter().filter_map(|(_, score)| *score);
    let highest = scores.max_by(f64::total_cmp)?;
    let names: Vec<&str> = figures
        .domains
        .iter()
        .filter(|(_, score)| *score == Some(highest))
        .map(|(domain, _)| domain_name(*domain, language))
        .collect();
    let (names, highest) = (listed(&names, language), number(highest, language));
    Some(match language {
        Language::Dutch => format!("De meeste inzet is gewenst bij {names} (score {highest})."),
        Language::English => format!("Most support is wanted for {names} (score {highest})."),
    })
}

fn not_measured_sentence(why: NotMeasured, language: Language) -> String {
    let text = match (why, language) {
        (NotMeasured::ResidentsUnknown, Language::Dutch) => {
            "Deze buurt is niet gemeten: hoeveel mensen er wonen is niet bekend."
        }
        (NotMeasured::FewResidents, Language::Dutch) => {
            "Deze buurt is niet gemeten: er wonen te weinig mensen voor een betrouwbaar cijfer."
        }
        (NotMeasured::FewChildren, Language::Dutch) => {
            "Deze buurt is niet gemeten: er wonen te weinig kinderen voor een betrouwbaar cijfer."
        }
        (NotMeasured::ResidentsUnknown, Language::English) => {
            "This neighbourhood is not measured: how many people live there is not known."
        }
        (NotMeasured::FewResidents, Language::English) => {
            "This neighbourhood is not measured: too few people live there for a reliable figure."
        }
        (NotMeasured::FewChildren, Language::English) => {
            "This neighbourhood is not measured: too few children live there for a reliable figure."
        }
    };
    text.to_owned()
}

/// "Niet gemeten zijn 2 van de 32 buurten: ..."
pub fn not_measured_count(count: usize, of: usize, language: Language) -> String {
    match (count, language) {
        (0, Language::Dutch) => format!("Alle {of} buurten zijn gemeten."),
        (0, Language::English) => format!("All {of} neighbourhoods are measured."),
        (_, Language::Dutch) => format!(
            "Niet gemeten: {count} van de {of} buurten, omdat er te weinig mensen of kinderen wonen of dat niet bekend is. \
             Zij staan bij hun wijk."
        ),
        (_, Language::English) => format!(
            "Not measured: {count} of {of} neighbourhoods, because too few people or children live there or that is not \
             known. They stand with their district."
        ),
    }
}

/// What must be read beside every index: what it is, what it is not, and who decides.
pub fn need_remarks(standardisation: Standardisation, language: Language) -> Vec<String> {
    let scale = match (standardisation, language) {
        (Standardisation::Percentile, Language::Dutch) => {
            "Een score is de plaats tussen de buurten van deze studie (percentiel): geen groei over jaren."
        }
        (Standardisation::StandardScore, Language::Dutch) => {
            "Een score is de afstand tot het gemiddelde van de buurten van deze studie: geen groei over jaren."
        }
        (Standardisation::FixedRange, Language::Dutch) => {
            "Een score is de plaats tussen vaste grenzen, zodat jaren te vergelijken zijn."
        }
        (Standardisation::Percentile, Language::English) => {
            "A score is the place among the neighbourhoods of this study (percentile): no growth over years."
        }
        (Standardisation::StandardScore, Language::English) => {
            "A score is the distance to the mean of the neighbourhoods of this study: no growth over years."
        }
        (Standardisation::FixedRange, Language::English) => {
            "A score is the place between fixed limits, so that years can be compared."
        }
    };
    let others = match language {
        Language::Dutch => [
            "De index gaat over omstandigheden in een buurt en doet geen uitspraak over de kinderen zelf.",
            "De index laat zien waar meer inzet gewenst is; mensen beslissen.",
            "Stabiliteit zegt hoe vast het kwintiel is als de gewichten van de domeinen tot 25 % anders zijn (2.000 trekkingen). Wat op een andere schaal of door ontbrekende cijfers in een ander kwintiel kan staan, is niet robuust. Bij een wijk gaat het om haar plaats tussen de wijken.",
        ],
        Language::English => [
            "The index is about circumstances in a neighbourhood and says nothing about the children themselves.",
            "The index shows where more support is wanted; people decide.",
            "Stability says how firm the fifth is when the weights of the domains differ by up to 25 % (2,000 draws). What may stand in another fifth on another scale, or by missing figures, is not robust. Of a district it is about its place among the districts.",
        ],
    };
    std::iter::once(scale)
        .chain(others)
        .map(str::to_owned)
        .collect()
}

/// "... en ... gaan sterk samen (ρ = 0,86): samen tellen zij bijna dubbel."
pub fn strong_correlation(one: &str, other: &str, rho: f64, language: Language) -> String {
    match (rho > 0.0, language) {
        (true, Language::Dutch) => format!(
            "Let op: {one} en {other} gaan sterk samen (ρ = {}): samen tellen zij bijna dubbel.",
            format!("{rho:.2}").replace('.', ",")
        ),
        (false, Language::Dutch) => format!(
            "Let op: {one} en {other} gaan sterk tegen elkaar in (ρ = {}): samen heffen zij elkaar bijna op.",
            format!("{rho:.2}").replace('.', ",")
        ),
        (true, Language::English) => format!(
            "Note: {one} and {other} go together strongly (ρ = {rho:.2}): both count almost twice."
        ),
        (false, Language::English) => format!(
            "Note: {one} and {other} go strongly against each other (ρ = {rho:.2}): they almost cancel out."
        ),
    }
}

/// "De studie heeft geen cijfers over sociale cohesie."
pub fn without_indicator(domain: Domain, language: Language) -> String {
    let name = domain_name(domain, language);
    match language {
        Language::Dutch => {
            format!("De studie heeft geen cijfers over {name}; dat domein telt mee als onbekend.")
        }
        Language::English => {
            format!("The study has no figures on {name}; that domain counts as unknown.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(index: Option<f64>, low: f64, high: f64) -> NeedFigures {
        NeedFigures {
            index,
            low: Some(low),
            high: Some(high),
            evidence: Some(50.0),
            domains: vec![
                (Domain::Language, Some(80.0)),
                (Domain::Cohesion, Some(80.0)),
                (Domain::Attendance, None),
            ],
            stability: None,
            quintile: None,
            children: None,
            volume: None,
            estimated: None,
            reason: None,
        }
    }

    #[test]
    fn an_index_is_said_with_its_bounds_and_its_highest_domains() {
        let said = need_sentence(&figures(Some(72.5), 60.0, 85.0), None, Language::Dutch);
        assert_eq!(
            said,
            "De aandachtsindex van deze buurt is 72,5 van 100; hoger betekent: meer inzet gewenst. Niet alle \
             cijfers zijn bekend: met alle cijfers ligt de index tussen 60 en 85. De meeste inzet is gewenst \
             bij taal en basisvaardigheden en sociale cohesie (score 80)."
        );
        let said = need_sentence(&figures(Some(72.0), 72.0, 72.0), None, Language::English);
        assert!(said.starts_with("The attention index of this neighbourhood is 72 of 100;"));
        assert!(!said.contains("Not all figures"));
    }

    #[test]
    fn what_is_not_known_is_said_as_such() {
        let said = need_sentence(&figures(None, 0.0, 100.0), None, Language::Dutch);
        assert_eq!(
            said,
            "Onvoldoende gegevens: cijfers zijn bekend voor 50 % van het gewicht, te weinig voor een index."
        );
        let few = Some(NotMeasured::FewChildren);
        let said = need_sentence(&figures(None, 0.0, 100.0), few, Language::Dutch);
        assert!(said.contains("te weinig kinderen"));
    }
}
