//! What a location model refuses, with the fields as the question about locations names them.

use crate::model::bilingual::Bilingual;
use crate::siting::error::SitingError;

/// The same refusal with the field of the question where the solver has a word of its own.
pub fn in_words_of_the_question(refused: SitingError) -> SitingError {
    let field = |field: &'static str, found, expected| SitingError::Field {
        field: field.into(),
        found,
        expected,
    };
    let both = |dutch: String, english: String| Bilingual { dutch, english };
    match refused {
        SitingError::NumberOfSites { found, candidates } => field(
            "aantal",
            Bilingual::same(found),
            both(
                format!("1 tot en met {candidates}, het aantal kandidaten dat open mag"),
                format!("1 to {candidates}, the number of candidates that may open"),
            ),
        ),
        SitingError::NumberOfSitesMissing { model } => field(
            "aantal",
            Bilingual::new("niets", "nothing"),
            both(
                format!("1 of meer, want het model is {model}"),
                format!("1 or more, because the model is {model}"),
            ),
        ),
        SitingError::MoreRequiredThanSites { found, required } => field(
            "aantal",
            Bilingual::same(found),
            both(
                format!("ten minste {required}, het aantal plekken in verplicht"),
                format!("at least {required}, the number of places in verplicht"),
            ),
        ),
        SitingError::UnknownSite { constraint, site } => field(
            match constraint {
                "forbidden sites" => "uitgesloten",
                _ => "verplicht",
            },
            Bilingual::quoted(&site.to_string()),
            Bilingual::new("het kenmerk van een kandidaat", "the id of a candidate"),
        ),
        SitingError::RequiredAndForbidden(site) => field(
            "uitgesloten",
            both(
                format!("\"{site}\", die ook in verplicht staat"),
                format!("\"{site}\", which is in verplicht too"),
            ),
            Bilingual::new(
                "een plek in een van de twee lijsten",
                "a place in one of the two lists",
            ),
        ),
        SitingError::Norm { found } => field(
            "norm_s",
            Bilingual::same(found),
            Bilingual::new("een aantal seconden boven 0", "a number of seconds above 0"),
        ),
        SitingError::Power { found } => field(
            "macht",
            Bilingual::same(found),
            Bilingual::new(
                "een eindig getal van 0 of meer, waarbij elk tekort eindig blijft",
                "a finite number, 0 or more, that keeps all shortfalls finite",
            ),
        ),
        SitingError::Share { found } => field(
            "binnen_pct",
            Bilingual::same(100.0 * found),
            Bilingual::new(
                "een percentage van 0 of meer",
                "a number of percents, 0 or more",
            ),
        ),
        refused @ (SitingError::UnknownModel { .. }
        | SitingError::RadiusMissing { .. }
        | SitingError::Radius { .. }
        | SitingError::NoModelForActions { .. }
        | SitingError::NoWayToOpen { .. }
        | SitingError::NotKnownOfSite { .. }
        | SitingError::RoomOnFront
        | SitingError::NobodyTravels
        | SitingError::NoDistance { .. }
        | SitingError::SitesToDisperse { .. }
        | SitingError::Capacity { .. }
        | SitingError::Unreached { .. }
        | SitingError::Islands { .. }
        | SitingError::Constraints { .. }
        | SitingError::NoAllowedSet
        | SitingError::Field { .. }
        | SitingError::NoSetInTime) => refused,
    }
}
