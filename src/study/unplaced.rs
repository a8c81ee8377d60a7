//! Which homes and facilities found no place on the streets, as problems in the report of a reading:
//! every one of them with the reason and the distance, so that nobody is lost in silence.

use crate::access::places::{Placed, Unplaced};
use crate::access::travel::TravelIndex;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::model::bilingual::Bilingual;
use crate::model::source::SourceId;
use crate::model::told_distance::metres_beyond;
use crate::model::town_data::TownData;
use crate::model::travel_mode::TravelMode;
use crate::study::error::StudyError;

/// Puts the study on its streets and adds what found no place there to the report; they stay in the study.
///
/// # Errors
/// When a norm's profile is not there or the streets make no graph.
pub fn report_unplaced(town: &TownData, report: &mut Report) -> Result<(), StudyError> {
    add_unplaced(town, &TravelIndex::build(town)?, report);
    Ok(())
}

/// Adds what found no place on the streets of `index` to the report.
pub fn add_unplaced(town: &TownData, index: &TravelIndex, report: &mut Report) {
    let unplaced = index.unplaced();
    let problems = unplaced.iter().map(|unplaced| problem(town, unplaced));
    report.problems.extend(problems);
    let times = unplaced.len();
    let text = Bilingual::new(
        format!(
            "{times} keer vond een woning of voorziening geen plek op het netwerk; zie de lijst."
        ),
        format!("{times} times a home or facility found no place on the network; see the list."),
    );
    report.note("geen_plek_op_netwerk", None, times, text);
}

fn problem(town: &TownData, unplaced: &Unplaced) -> Problem {
    let (what, id, source) = match unplaced.what {
        Placed::Home(home) => {
            let point = town.demand.get(home);
            let id = point.map(|point| point.id.as_str());
            ("home", id, point.map(|point| point.source))
        }
        Placed::Facility(facility) | Placed::Entrance(facility) => {
            let facility = town.facilities.get(facility);
            let id = facility.map(|facility| facility.id.0.as_str());
            ("facility", id, facility.map(|facility| facility.source))
        }
    };
    let way = way_of(unplaced.mode);
    let id = id.unwrap_or_default();
    let limit = town.street_rules.limit.value();
    let found = match unplaced.nearest {
        Some(distance) => {
            let metres = metres_beyond(distance.value(), limit).english;
            format!("{what} \"{id}\" at {metres} m from the nearest street usable {way}")
        }
        None => format!("{what} \"{id}\" where no street at all is usable {way}"),
    };
    let expected = format!("a usable street within {limit} m");
    Problem::of_file(Severity::Warning, file_of(town, source), found, expected).in_field("position")
}

fn file_of(town: &TownData, source: Option<SourceId>) -> &str {
    source
        .and_then(|source| town.sources.get(usize::from(source.0)))
        .map_or("", |source| source.file.as_str())
}

const fn way_of(mode: TravelMode) -> &'static str {
    match mode {
        TravelMode::Foot => "on foot",
        TravelMode::Wheelchair => "by wheelchair",
        TravelMode::Bicycle => "by bicycle",
        TravelMode::Car => "by car",
    }
}
