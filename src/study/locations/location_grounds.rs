//! What a location answer rests on: told with its plans, and with what becomes of them under other assumptions.

use std::collections::BTreeSet;

use crate::study::estimated_children::estimated_share;
use crate::study::grounds::{Grounds, grounds};
use crate::study::language::Language;
use crate::study::locations::asked_locations::AskedLocations;

/// The formula behind the answer, with its version.
const FORMULA: &str = "locatiemodel-2";

/// What a location answer rests on.
pub fn location_grounds(asked: &AskedLocations<'_>, language: Language) -> Grounds {
    let sources: BTreeSet<_> = asked.town.demand.iter().map(|point| point.source).collect();
    grounds(asked.town, FORMULA, &sources, language)
        .with_estimated(estimated_share(&asked.town.demand))
}
