//! From rows to facilities: the same institution on the same spot is one facility, farther away another location of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::facilities::RawFacility;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::model::facility::{Facility, FacilityId};

/// Rows of one institution within this distance are one facility.
const SAME_SPOT_METRES: f64 = 25.0;

/// A facility with the code of its institution.
#[derive(Debug, Clone)]
pub struct Located {
    /// The code that all locations of the institution share.
    pub code: String,
    /// The facility; its id is the code, with a number from the second location on.
    pub facility: Facility,
    /// Its file and row, for messages.
    pub place: (String, u64),
}

/// The facilities, sorted by id. Every row that was joined to another or became a second location is reported.
pub fn merge_facilities(raw: Vec<RawFacility>, report: &mut Report) -> Vec<Located> {
    let given: BTreeSet<String> = raw.iter().map(|facility| facility.code.clone()).collect();
    let (further, first): (Vec<_>, Vec<_>) = raw
        .into_iter()
        .partition(|facility| institution(&facility.code, &given).is_some());
    let mut by_code: BTreeMap<String, Vec<RawFacility>> = BTreeMap::new();
    for facility in first {
        let locations = by_code.entry(facility.code.clone()).or_default();
        add(locations, facility, &mut report.problems);
    }
    for facility in further {
        let known = institution(&facility.code, &given).and_then(|code| by_code.get_mut(code));
        let known = known.filter(|known| known.iter().any(|known| is_same(known, &facility)));
        match known {
            Some(known) => add(known, facility, &mut report.problems),
            None => {
                let locations = by_code.entry(facility.code.clone()).or_default();
                add(locations, facility, &mut report.problems);
            }
        }
    }
    let codes: BTreeSet<String> = by_code.keys().cloned().collect();
    let mut located: Vec<Located> = by_code
        .into_iter()
        .flat_map(|(code, locations)| with_ids(&code, locations, &codes))
        .collect();
    located.sort_by(|one, other| one.facility.id.cmp(&other.facility.id));
    warn_of_shared_coordinates(&located, &mut report.problems);
    located
}

fn add(locations: &mut Vec<RawFacility>, facility: RawFacility, problems: &mut Vec<Problem>) {
    if let Some(known) = locations.iter_mut().find(|known| is_same(known, &facility)) {
        problems.push(again(
            &facility,
            known,
            "on the same spot",
            "one row (the two are one facility, its places count once)",
        ));
        keep_hours(known, &facility, problems);
        known.kinds.extend(facility.kinds);
        known.capacity = known.capacity.max(facility.capacity);
        known.pupils = known.pupils.max(facility.pupils);
        for (name, value) in facility.attributes {
            known.attributes.entry(name).or_insert(value);
        }
        return;
    }
    let mut facility = facility;
    if let Some(first) = locations.first() {
        let metres = first.position.distance(facility.position);
        let expected =
            "each code once (it is kept as another location, places of the institution count once)";
        problems.push(again(
            &facility,
            first,
            &format!("{metres:.0} m farther"),
            expected,
        ));
        if first.source == facility.source {
            // The same figure at two locations is the figure of the institution, not of each location.
            facility.capacity = facility
                .capacity
                .filter(|_| facility.capacity != first.capacity);
            facility.pupils = facility.pupils.filter(|_| facility.pupils != first.pupils);
        }
    }
    locations.push(facility);
}

/// Whether two rows of one institution are one facility. Two sources may use the same number for different things; there the
/// name must agree too.
fn is_same(known: &RawFacility, facility: &RawFacility) -> bool {
    known.position.distance(facility.position) <= SAME_SPOT_METRES
        && (known.source == facility.source || known.name.eq_ignore_ascii_case(&facility.name))
}

/// The code of the institution of which this may be the id of a further location, as [`with_ids`] makes it: what was written
/// here comes back so.
fn institution<'a>(code: &'a str, given: &BTreeSet<String>) -> Option<&'a str> {
    let (institution, number) = code.rsplit_once('-')?;
    let is_further = number.parse().is_ok_and(|number: u32| number > 1);
    (is_further && given.contains(institution)).then_some(institution)
}

/// One facility has one set of hours: the first that are known. Other ones are reported.
fn keep_hours(known: &mut RawFacility, again: &RawFacility, problems: &mut Vec<Problem>) {
    match (&known.opening_hours, &again.opening_hours) {
        (None, hours) => known.opening_hours.clone_from(hours),
        (Some(kept), Some(other)) if kept != other => problems.push(
            Problem::of_file(
                Severity::Warning,
                &again.place.0,
                format!("opening hours \"{other}\""),
                format!("\"{kept}\", as the facility's first row says (these are kept)"),
            )
            .at_row(again.place.1),
        ),
        (Some(_), _) => (),
    }
}

fn again(facility: &RawFacility, first: &RawFacility, how: &str, expected: &str) -> Problem {
    let first_place = match first.place.0 == facility.place.0 {
        true => format!("row {}", first.place.1),
        false => format!("{}, row {}", first.place.0, first.place.1),
    };
    let found = format!("code \"{}\" of {first_place} again, {how}", facility.code);
    Problem::of_file(Severity::Warning, &facility.place.0, found, expected).at_row(facility.place.1)
}

fn with_ids(code: &str, locations: Vec<RawFacility>, codes: &BTreeSet<String>) -> Vec<Located> {
    let others = (2..)
        .map(|number: u32| format!("{code}-{number}"))
        .filter(|id| !codes.contains(id));
    let ids = std::iter::once(code.to_owned()).chain(others);
    locations
        .into_iter()
        .zip(ids)
        .map(|(raw, id)| located(code, raw, id))
        .collect()
}

fn located(code: &str, raw: RawFacility, id: String) -> Located {
    Located {
        code: code.to_owned(),
        place: raw.place,
        facility: Facility {
            id: FacilityId(id),
            name: raw.name,
            kinds: raw.kinds.into_iter().collect(),
            position: raw.position,
            entrances: Vec::new(),
            capacity: raw.capacity,
            pupils: raw.pupils,
            opening_hours: raw.opening_hours,
            attributes: raw.attributes,
            source: raw.source,
        },
    }
}

fn warn_of_shared_coordinates(located: &[Located], problems: &mut Vec<Problem>) {
    let mut by_place: BTreeMap<(u64, u64), Vec<&Located>> = BTreeMap::new();
    for one in located {
        let position = one.facility.position;
        by_place
            .entry((position.x.to_bits(), position.y.to_bits()))
            .or_default()
            .push(one);
    }
    let mut shared: Vec<Vec<&Located>> = by_place
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    shared.sort_by(|one, other| {
        one.iter()
            .map(|located| &located.facility.id)
            .cmp(other.iter().map(|located| &located.facility.id))
    });
    for group in shared {
        let ids: Vec<String> = group
            .iter()
            .map(|located| format!("\"{}\"", located.facility.id))
            .collect();
        let Some(first) = group.first() else { continue };
        problems.push(
            Problem::of_file(
                Severity::Warning,
                &first.place.0,
                format!("{} on exactly one place", ids.join(", ")),
                "different places, unless they share a building",
            )
            .at_row(first.place.1),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facility_kind::FacilityKind;
    use crate::model::position::Planar;
    use crate::model::source::SourceId;

    fn raw(row: u64, code: &str, kind: &str, x: f64, capacity: u32) -> RawFacility {
        RawFacility {
            code: code.to_owned(),
            name: "De Panda".to_owned(),
            kinds: [FacilityKind::new(kind).expect("a code")].into(),
            position: Planar { x, y: 0.0 },
            capacity: Some(capacity),
            pupils: None,
            opening_hours: None,
            attributes: BTreeMap::new(),
            source: SourceId(0),
            place: ("scholen.csv".to_owned(), row),
        }
    }

    /// Ids with kinds and places, and the problems.
    fn merged(rows: Vec<RawFacility>) -> (Vec<String>, Vec<String>) {
        let mut report = Report::default();
        let located = merge_facilities(rows, &mut report);
        let line = |located: &Located| {
            let kinds: Vec<&str> = located
                .facility
                .kinds
                .iter()
                .map(FacilityKind::code)
                .collect();
            format!(
                "{} {} {:?}",
                located.facility.id,
                kinds.join("+"),
                located.facility.capacity
            )
        };
        (
            located.iter().map(line).collect(),
            report.problems.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn the_same_code_within_25_metres_is_one_facility_with_all_kinds() {
        let (facilities, problems) = merged(vec![
            raw(2, "17RK00", "SO", 0.0, 200),
            raw(3, "17RK00", "VSO", 25.0, 200),
        ]);
        assert_eq!(facilities, ["17RK00 SO+VSO Some(200)"]);
        assert_eq!(
            problems,
            [
                "scholen.csv, row 3: found code \"17RK00\" of row 2 again, on the same spot, \
              expected one row (the two are one facility, its places count once)"
            ]
        );
    }

    #[test]
    fn hours_of_a_later_row_fill_in_and_other_ones_are_reported() {
        let hours = |text: &str| Some(text.parse().expect("understood"));
        let rows = [None, hours("Mo 09:00-12:00"), hours("Tu 09:00-12:00")].map(|opening_hours| {
            RawFacility {
                opening_hours,
                ..raw(2, "a", "PO", 0.0, 1)
            }
        });
        let mut report = Report::default();
        let located = merge_facilities(rows.to_vec(), &mut report);
        assert_eq!(located[0].facility.opening_hours, hours("Mo 09:00-12:00"));
        let last = report.problems.last().expect("a problem").to_string();
        assert_eq!(
            last,
            "scholen.csv, row 2: found opening hours \"Tu 09:00-12:00\", expected \"Mo 09:00-12:00\", \
             as the facility's first row says (these are kept)"
        );
    }

    #[test]
    fn the_same_code_farther_away_is_another_location_and_its_places_count_once() {
        let (facilities, problems) = merged(vec![
            raw(2, "17RK00", "PO", 0.0, 200),
            raw(3, "17RK00", "PO", 25.1, 200),
        ]);
        assert_eq!(facilities, ["17RK00 PO Some(200)", "17RK00-2 PO None"]);
        assert!(problems[0].contains("again, 25 m farther"), "{problems:?}");
    }

    #[test]
    fn a_further_location_that_comes_back_by_its_own_id_is_the_one_that_was_there() {
        let (facilities, _) = merged(vec![
            raw(2, "a", "PO", 0.0, 200),
            raw(3, "a", "PO", 100.0, 200),
            raw(4, "a", "PO", 0.0, 200),
            raw(5, "a-2", "PO", 100.0, 200),
            raw(6, "a-3", "PO", 900.0, 200),
        ]);
        assert_eq!(
            facilities,
            ["a PO Some(200)", "a-2 PO Some(200)", "a-3 PO Some(200)"]
        );
    }

    #[test]
    fn a_number_behind_a_code_never_takes_the_id_of_another_facility() {
        let (facilities, _) = merged(vec![
            raw(2, "a", "PO", 0.0, 1),
            raw(3, "a", "PO", 90.0, 2),
            raw(4, "a-2", "PO", 500.0, 3),
        ]);
        assert_eq!(
            facilities,
            ["a PO Some(1)", "a-2 PO Some(3)", "a-3 PO Some(2)"]
        );
    }

    #[test]
    fn different_facilities_on_one_coordinate_are_both_kept_and_reported() {
        let (facilities, problems) =
            merged(vec![raw(2, "a", "PO", 5.0, 1), raw(3, "b", "PO", 5.0, 1)]);
        assert_eq!(facilities.len(), 2);
        assert_eq!(
            problems,
            [
                "scholen.csv, row 2: found \"a\", \"b\" on exactly one place, expected different places, unless they share a building"
            ]
        );
    }
}
