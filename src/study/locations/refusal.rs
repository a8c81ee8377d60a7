//! What a location model refuses, with the fields as the question about locations names them.

use crate::siting::error::SitingError;

/// The same refusal with the field of the question where the solver has a word of its own.
pub fn in_words_of_the_question(refused: SitingError) -> SitingError {
    let field = |field, found: String, expected: String| SitingError::Field {
        field,
        found,
        expected,
    };
    match refused {
        SitingError::NumberOfSites { found, candidates } => field(
            "aantal",
            found.to_string(),
            format!("1 to {candidates}, the number of candidates that may open"),
        ),
        SitingError::NumberOfSitesMissing { model } => field(
            "aantal",
            "nothing".to_owned(),
            format!("1 or more, because the model is {model}"),
        ),
        SitingError::MoreRequiredThanSites { found, required } => field(
            "aantal",
            found.to_string(),
            format!("at least {required}, the number of places in verplicht"),
        ),
        SitingError::UnknownSite { constraint, site } => field(
            match constraint {
                "forbidden sites" => "uitgesloten",
                _ => "verplicht",
            },
            format!("\"{site}\""),
            "the id of a candidate".to_owned(),
        ),
        SitingError::RequiredAndForbidden(site) => field(
            "uitgesloten",
            format!("\"{site}\", which is in verplicht too"),
            "a place in one of the two lists".to_owned(),
        ),
        SitingError::Norm { found } => field(
            "norm_s",
            found.to_string(),
            "a number of seconds above 0".to_owned(),
        ),
        SitingError::Power { found } => field(
            "macht",
            found.to_string(),
            "a finite number, 0 or more, that keeps all shortfalls finite".to_owned(),
        ),
        SitingError::Share { found } => field(
            "binnen_pct",
            (100.0 * found).to_string(),
            "a number of percents, 0 or more".to_owned(),
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
