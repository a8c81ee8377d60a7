//! The sentences about places for a Kansenwerkplaats, in plain Dutch (B1) or English.

use crate::model::indicator::Domain;
use crate::need::recorded_ambition::AreaAmbition;
use crate::siting::opportunity_places::QualifyingReason;
use crate::study::language::Language;
use crate::study::need::sentences::{domain_name, listed, number};
use crate::study::written_date::written_date;

/// The thresholds that sentences name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// For any domain.
    pub any_domain: f64,
    /// For domains together.
    pub together: f64,
    /// Months after which an ambition is out of date.
    pub months: u32,
}

/// "bestaanszekerheid staat op 90 (grens 80)", with "(wijkcijfer)" behind a domain that has figures of the district.
pub fn reason_text(
    reason: &QualifyingReason,
    limits: &Thresholds,
    is_of_district: impl Fn(Domain) -> bool,
    language: Language,
) -> String {
    let whose = |domain| match (is_of_district(domain), language) {
        (false, _) => "",
        (true, Language::Dutch) => " (wijkcijfer)",
        (true, Language::English) => " (district figure)",
    };
    match (reason, language) {
        (QualifyingReason::OneDomain { domain, percentile }, Language::Dutch) => format!(
            "{} staat op {} (grens {}){}",
            domain_name(*domain, language),
            number(*percentile, language),
            number(limits.any_domain, language),
            whose(*domain)
        ),
        (QualifyingReason::OneDomain { domain, percentile }, Language::English) => format!(
            "{} stands at {} (threshold {}){}",
            domain_name(*domain, language),
            number(*percentile, language),
            number(limits.any_domain, language),
            whose(*domain)
        ),
        (QualifyingReason::Together { domains }, _) => {
            let named: Vec<String> = domains
                .iter()
                .map(|&(domain, percentile)| {
                    let name = domain_name(domain, language);
                    let at = number(percentile, language);
                    format!("{name} ({at}){}", whose(domain))
                })
                .collect();
            let names = listed(
                &named.iter().map(String::as_str).collect::<Vec<_>>(),
                language,
            );
            let from = number(limits.together, language);
            match language {
                Language::Dutch => format!("{names} staan samen op {from} of hoger"),
                Language::English => format!("{names} stand at {from} or higher together"),
            }
        }
    }
}

/// "Westpoort komt in beeld (0 tot 100 tussen de buurten; hoger betekent: meer inzet gewenst): ..."
pub fn in_view(name: &str, reasons: &[String], language: Language) -> String {
    let reasons = reasons.join("; ");
    match language {
        Language::Dutch => format!(
            "{name} komt in beeld (0 tot 100 tussen de buurten; hoger betekent: meer inzet gewenst): {reasons}."
        ),
        Language::English => format!(
            "{name} comes into view (0 to 100 among neighbourhoods; higher means: more support wanted): {reasons}."
        ),
    }
}

/// "Over Westpoort is nog onvoldoende bekend: ..."
pub fn not_enough_known(name: &str, language: Language) -> String {
    match language {
        Language::Dutch => format!(
            "Over {name} is nog onvoldoende bekend: er ontbreken cijfers waarmee de buurt in beeld kan komen."
        ),
        Language::English => format!(
            "Not enough is known yet of {name}: figures are missing with which it may come into view."
        ),
    }
}

/// "De vastgelegde ambitie is 3 van 4 (gesprek, 1 maart 2025)."
pub fn ambition_sentence(ambition: &AreaAmbition<'_>, months: u32, language: Language) -> String {
    let Some(record) = ambition.record else {
        return match language {
            Language::Dutch => "Hoe ver de professionals hier zijn is nog niet vastgelegd: dat is onbekend, en geen nul.",
            Language::English => "How far the professionals are is not recorded yet: that is unknown, and not zero.",
        }
        .to_owned();
    };
    let (level, basis, date) = (
        record.level.level(),
        &record.recorded.basis,
        written_date(record.recorded.date, language),
    );
    let old = ambition.is_out_of_date(months);
    match language {
        Language::Dutch => format!(
            "De vastgelegde ambitie{} is {level} van 4 ({basis}, {date}){}.",
            if ambition.inherited {
                " van de wijk"
            } else {
                ""
            },
            if old { ", en verouderd" } else { "" }
        ),
        Language::English => format!(
            "The recorded ambition{} is {level} of 4 ({basis}, {date}){}.",
            if ambition.inherited {
                " of the district"
            } else {
                ""
            },
            if old { ", and out of date" } else { "" }
        ),
    }
}

/// What must be read beside the list.
pub fn opportunity_remarks(language: Language) -> Vec<String> {
    let remarks = match language {
        Language::Dutch => [
            "De lijst staat op naam en is geen volgorde: mensen kiezen, en leggen vast waarom.",
            "Een buurt komt in beeld door één domein of door enkele samen, niet door een gemiddelde.",
            "Paretofront: geen andere plek op de lijst heeft zowel een hogere score als meer ambitie.",
        ],
        Language::English => [
            "The list is by name and has no order of merit: people choose, and record why.",
            "A neighbourhood comes into view by one domain or by some together, not by a mean.",
            "Pareto front: no other place on the list has both a higher score and more ambition.",
        ],
    };
    remarks.map(str::to_owned).to_vec()
}

/// "De overwogen plekken liggen in verschillende wijken."
pub fn spread_sentence(districts_differ: bool, language: Language) -> String {
    match (districts_differ, language) {
        (true, Language::Dutch) => "De overwogen buurten liggen in verschillende wijken.",
        (false, Language::Dutch) => "Enkele overwogen buurten liggen in dezelfde wijk.",
        (true, Language::English) => "The neighbourhoods considered lie in different districts.",
        (false, Language::English) => "Some neighbourhoods considered lie in the same district.",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Thresholds = Thresholds {
        any_domain: 80.0,
        together: 60.0,
        months: 18,
    };

    #[test]
    fn reasons_name_domain_percentile_and_threshold() {
        let one = QualifyingReason::OneDomain {
            domain: Domain::MentalHealth,
            percentile: 87.5,
        };
        let pair = QualifyingReason::Together {
            domains: vec![(Domain::Cohesion, 70.0), (Domain::YouthCare, 62.5)],
        };
        let youth_care = |domain| domain == Domain::YouthCare;
        let texts =
            [one, pair].map(|reason| reason_text(&reason, &LIMITS, youth_care, Language::Dutch));
        assert_eq!(
            in_view("Westpoort", &texts, Language::Dutch),
            "Westpoort komt in beeld (0 tot 100 tussen de buurten; hoger betekent: meer inzet gewenst): mentale gezondheid \
             staat op 87,5 (grens 80); sociale cohesie (70) en zorggebruik van de jeugd (62,5) (wijkcijfer) staan \
             samen op 60 of hoger."
        );
    }

    #[test]
    fn an_ambition_nobody_recorded_is_said_to_be_unknown() {
        let unknown = AreaAmbition {
            record: None,
            inherited: false,
            months_ago: None,
        };
        let said = ambition_sentence(&unknown, 18, Language::Dutch);
        assert!(said.contains("onbekend, en geen nul"));
    }
}
