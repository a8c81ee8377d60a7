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
            "model: gevonden \"{found}\", verwacht p-median, mclp, lscp, p-center, shortfall of worst-off"
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
        // A question of a study sets these itself or says them by its own field; only `nabij solve` can ask them,
        // and it speaks English.
        SitingError::NumberOfSitesMissing { .. }
        | SitingError::RadiusMissing { .. }
        | SitingError::Radius { .. }
        | SitingError::NoModelForActions { .. }
        | SitingError::NoWayToOpen { .. }
        | SitingError::NotKnownOfSite { .. }
        | SitingError::RoomOnFront
        | SitingError::Share { .. }
        | SitingError::Norm { .. }
        | SitingError::Power { .. }
        | SitingError::NobodyTravels
        | SitingError::NoDistance { .. }
        | SitingError::NumberOfSites { .. }
        | SitingError::SitesToDisperse { .. }
        | SitingError::UnknownSite { .. }
        | SitingError::Capacity { .. }
        | SitingError::RequiredAndForbidden(_)
        | SitingError::MoreRequiredThanSites { .. } => refused.to_string(),
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
