//! The refusals of a question about sites in Dutch as well; their English is that of [`SitingError`] itself.

use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::siting::error::SitingError;

/// The whole refusal in both languages.
pub fn siting_refusal(refused: &SitingError) -> Bilingual {
    let dutch = match refused {
        SitingError::Field {
            field,
            found,
            expected,
        } => return refusal_sentence(field, found, expected),
        SitingError::UnknownModel { found } => format!(
            "model: gevonden \"{found}\", verwacht p-median, mclp, lscp, p-center, shortfall, worst-off of p-dispersion"
        ),
        SitingError::Unreached {
            first,
            count,
            radius,
        } => {
            let within = if radius.is_empty() {
                ""
            } else {
                " binnen de norm"
            };
            format!(
                "woonplek {first} bereikt{within} geen plek die open mag; dat geldt voor {count} woonplekken: neem een \
                 ruimere norm, minder uitgesloten plekken of meer kandidaten"
            )
        }
        SitingError::Islands { asked, needed } => format!(
            "{asked} plekken kunnen niet elke woonplek bereiken: de straten vallen in eilanden uiteen en er zijn ten \
             minste {needed} plekken nodig; vraag om meer plekken"
        ),
        SitingError::Constraints { relax } => format!(
            "geen enkele set plekken voldoet aan alle voorwaarden; verruim {}",
            relax.dutch
        ),
        SitingError::NoAllowedSet => {
            "geen enkele set plekken voldoet aan alle voorwaarden".to_owned()
        }
        SitingError::NoSetInTime => {
            "binnen de rekentijd is geen set plekken gevonden die elke woonplek bedient; geef \
                                     meer tijd (rekentijd_s)"
                .to_owned()
        }
        SitingError::NumberOfSitesMissing { model } => {
            format!("{model}: geen aantal locaties gevonden, verwacht 1 of meer")
        }
        SitingError::RadiusMissing { model } => format!(
            "{model}: geen straal gevonden, verwacht een getal in de eenheid van de kosten, 0 of meer"
        ),
        SitingError::Radius { found } => {
            format!("straal: gevonden {found}, verwacht een eindig getal, 0 of meer")
        }
        SitingError::NoModelForActions { model } => format!(
            "{model}: acties op locaties gevonden, verwacht een model dat zegt hoeveel locaties hoogstens open mogen"
        ),
        SitingError::NoWayToOpen { site } => format!(
            "acties op locatie {site}: geen manier om open te zijn gevonden, verwacht een of meer"
        ),
        SitingError::NotKnownOfSite { site, needed } => format!(
            "sites_table, locatie {site}: geen {needed} gevonden; een voorwaarde vraagt erom"
        ),
        SitingError::RoomOnFront => {
            "front van plannen: capaciteiten gevonden, verwacht geen, want het front telt wie \
                                     dichtbij is en niet wie erbij past"
                .to_owned()
        }
        SitingError::Share { found } => format!(
            "deel van de beste waarde: gevonden {found}, verwacht een eindig getal, 0 of meer"
        ),
        SitingError::Norm { found } => format!(
            "norm: gevonden {found}, verwacht een eindig getal boven 0, in de eenheid van de kosten"
        ),
        SitingError::Power { found } => format!(
            "macht: gevonden {found}, verwacht een eindig getal, 0 of meer, waarmee elk tekort eindig blijft"
        ),
        SitingError::NobodyTravels => {
            "p-dispersion: capaciteiten of kosten per persoon gevonden, verwacht geen van \
                                       beide, want dit model telt geen vraag"
                .to_owned()
        }
        SitingError::NoDistance { one, other } => format!(
            "p-dispersion: geen kosten tussen locatie {one} en locatie {other} gevonden, verwacht ze in ten minste één richting"
        ),
        SitingError::NumberOfSites { found, candidates } => format!(
            "aantal locaties: gevonden {found}, verwacht 1 tot en met {candidates}, het aantal kandidaten dat open mag"
        ),
        SitingError::SitesToDisperse { found, candidates } => format!(
            "aantal locaties: gevonden {found}, verwacht 2 tot en met {candidates}, want één locatie heeft geen afstand"
        ),
        SitingError::UnknownSite { constraint, site } => format!(
            "{constraint}: gevonden locatie {site}, verwacht een locatie uit de tabel met kosten"
        ),
        SitingError::Capacity { site, found } => format!(
            "capaciteit van locatie {site}: gevonden {found}, verwacht een eindig getal, 0 of meer"
        ),
        SitingError::RequiredAndForbidden(site) => format!(
            "locatie {site} is verplicht en ook uitgesloten; haal haar uit een van de twee lijsten"
        ),
        SitingError::MoreRequiredThanSites { found, required } => format!(
            "aantal locaties: gevonden {found}, verwacht ten minste {required}, het aantal verplichte locaties"
        ),
    };
    Bilingual::new(dutch, refused.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_relax_is_told_in_both_languages() {
        let said = siting_refusal(&SitingError::Constraints {
            relax: Bilingual::new("het budget", "the budget"),
        });
        assert_eq!(
            said,
            Bilingual::new(
                "geen enkele set plekken voldoet aan alle voorwaarden; verruim het budget",
                "no set of sites meets the constraints; relax the budget"
            )
        );
        let field = SitingError::Field {
            field: "aantal".into(),
            found: Bilingual::same(0),
            expected: Bilingual::new("1 of meer", "1 or more"),
        };
        assert_eq!(
            siting_refusal(&field).dutch,
            "aantal: gevonden 0, verwacht 1 of meer"
        );
        assert_eq!(siting_refusal(&field).english, field.to_string());
    }
}
