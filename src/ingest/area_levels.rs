//! Neighbourhoods, districts and municipalities put together: which belongs to which, and levels that no file gives.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area as _, BooleanOps, BoundingRect, Intersects};

use crate::ingest::areas::RawArea;
use crate::ingest::band::BandCounts;
use crate::ingest::outline::joined;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::model::age_group::PerAge;
use crate::model::area::{Area, AreaCode, AreaId, AreaLevel};
use crate::model::bilingual::Bilingual;

/// The code of a municipality that no file and no code of CBS names.
const UNNAMED_MUNICIPALITY: &str = "GEMEENTE";

/// An area in its place, with its residents as its source gives them.
#[derive(Debug, Clone)]
pub struct PlacedArea {
    /// The area; its residents are still unknown.
    pub area: Area,
    /// Its residents by band.
    pub counts: BandCounts,
    /// Residents were rounded to a multiple of this.
    pub rounded_to: u32,
    /// The file and row of its outline, for messages.
    pub place: (String, u64),
}

/// All areas, sorted by level and code, each with its parent.
/// A study without districts or municipality gets them by joining the areas below.
pub fn put_levels_together(
    study: (&str, &str),
    raw: Vec<RawArea>,
    report: &mut Report,
) -> Vec<PlacedArea> {
    let (study_file, study_name) = study;
    let mut raw = without_repeats(raw, &mut report.problems);
    if of_level(&raw, AreaLevel::Neighbourhood).is_empty() {
        let expected = "a table [[areas]] of level \"buurt\" with rows";
        let problem = Problem::of_file(Severity::Blocks, study_file, "no neighbourhoods", expected);
        report.problems.push(problem.in_field("areas"));
        return Vec::new();
    }
    add_districts(&mut raw, report);
    add_municipality(study_name, &mut raw, report);
    raw.sort_by(|one, other| (one.level, &one.code).cmp(&(other.level, &other.code)));
    refuse_codes_of_two_levels(&raw, &mut report.problems);
    let parents: Vec<Option<AreaId>> = raw
        .iter()
        .map(|area| parent(area, &raw, &mut report.problems))
        .collect();
    raw.into_iter()
        .zip(parents)
        .map(|(area, parent)| placed(area, parent))
        .collect()
}

fn of_level(areas: &[RawArea], level: AreaLevel) -> Vec<&RawArea> {
    areas.iter().filter(|area| area.level == level).collect()
}

/// Joins neighbourhoods to districts where no table has districts.
fn add_districts(raw: &mut Vec<RawArea>, report: &mut Report) {
    if !of_level(raw, AreaLevel::District).is_empty() {
        return;
    }
    let neighbourhoods = of_level(raw, AreaLevel::Neighbourhood);
    let made = dissolve(
        &neighbourhoods,
        AreaLevel::District,
        district_code,
        str::to_owned,
    );
    let count = made.len();
    let text = Bilingual::new(
        format!("De {count} wijken zijn samengesteld uit de buurten."),
        format!("The {count} districts are put together from the neighbourhoods."),
    );
    report.note("wijken_samengesteld", None, made.len(), text);
    raw.extend(made);
}

/// Joins neighbourhoods to a municipality where no table has one.
fn add_municipality(study_name: &str, raw: &mut Vec<RawArea>, report: &mut Report) {
    if !of_level(raw, AreaLevel::Municipality).is_empty() {
        return;
    }
    let districts = of_level(raw, AreaLevel::District);
    let code = |area: &RawArea| Some(municipality_code(area, &districts));
    let neighbourhoods = of_level(raw, AreaLevel::Neighbourhood);
    let made = dissolve(&neighbourhoods, AreaLevel::Municipality, code, |_| {
        study_name.to_owned()
    });
    let text = Bilingual::new(
        "De gemeente is samengesteld uit de buurten.",
        "The municipality is put together from the neighbourhoods.",
    );
    report.note("gemeente_samengesteld", None, made.len(), text);
    raw.extend(made);
}

fn placed(raw: RawArea, parent: Option<AreaId>) -> PlacedArea {
    PlacedArea {
        counts: raw.counts,
        rounded_to: raw.rounded_to,
        place: raw.place,
        area: Area {
            name: raw.name.unwrap_or_else(|| raw.code.clone()),
            code: AreaCode(raw.code),
            level: raw.level,
            parent,
            shape: raw.shape,
            residents: PerAge::default(),
            figures: raw.figures,
            source: raw.source,
        },
    }
}

/// A code that a second table gives again for the same level is left out.
fn without_repeats(raw: Vec<RawArea>, problems: &mut Vec<Problem>) -> Vec<RawArea> {
    let mut seen = BTreeSet::new();
    let (first, again): (Vec<_>, Vec<_>) = raw
        .into_iter()
        .partition(|area| seen.insert((area.level, area.code.clone())));
    problems.extend(again.iter().map(|area| {
        let found = format!(
            "code \"{}\" again, which another table has already",
            area.code
        );
        Problem::of_file(
            Severity::LeftOut,
            &area.place.0,
            found,
            "each area in one table",
        )
        .at_row(area.place.1)
    }));
    first
}

fn refuse_codes_of_two_levels(raw: &[RawArea], problems: &mut Vec<Problem>) {
    let mut levels: BTreeMap<&str, AreaLevel> = BTreeMap::new();
    for area in raw {
        if let Some(level) = levels.insert(&area.code, area.level) {
            let found = format!(
                "code \"{}\" for a {} and a {}",
                area.code,
                level.code(),
                area.level.code()
            );
            let expected = "another code for each area (code_prefix can make them so)";
            problems.push(
                Problem::of_file(Severity::Blocks, &area.place.0, found, expected)
                    .at_row(area.place.1),
            );
        }
    }
}

/// Joins areas that share a code of the level above. Areas without such a code are in none.
fn dissolve(
    below: &[&RawArea],
    level: AreaLevel,
    code: impl Fn(&RawArea) -> Option<String>,
    name: impl Fn(&str) -> String,
) -> Vec<RawArea> {
    let mut groups: BTreeMap<String, Vec<&RawArea>> = BTreeMap::new();
    for area in below {
        if let Some(code) = code(area) {
            groups.entry(code).or_default().push(area);
        }
    }
    let joined_area = |(code, parts): (String, Vec<&RawArea>)| {
        let first = *parts.first()?;
        Some(RawArea {
            name: Some(name(&code)),
            parent: None,
            level,
            shape: joined(parts.iter().map(|part| &part.shape)),
            counts: BandCounts::default(),
            rounded_to: 1,
            figures: BTreeMap::new(),
            source: first.source,
            place: first.place.clone(),
            code,
        })
    };
    groups.into_iter().filter_map(joined_area).collect()
}

/// The district of a neighbourhood: as its file says, or by its code (`BU03440111` is in `WK034401`).
fn district_code(area: &RawArea) -> Option<String> {
    area.parent
        .clone()
        .filter(|code| !code.starts_with("GM"))
        .or_else(|| code_above(&area.code, AreaLevel::District))
}

/// The municipality of a neighbourhood: by its code, by what it or its district says, or the only one there is.
fn municipality_code(area: &RawArea, districts: &[&RawArea]) -> String {
    let district = district_code(area);
    let said = districts
        .iter()
        .find(|known| Some(&known.code) == district.as_ref())
        .and_then(|known| {
            known
                .parent
                .clone()
                .or_else(|| code_above(&known.code, AreaLevel::Municipality))
        });
    said.or_else(|| area.parent.clone().filter(|code| code.starts_with("GM")))
        .or_else(|| code_above(&area.code, AreaLevel::Municipality))
        .or_else(|| districts.iter().find_map(|known| known.parent.clone()))
        .unwrap_or_else(|| UNNAMED_MUNICIPALITY.to_owned())
}

/// The code of the area of a higher level that a code of CBS lies in.
fn code_above(code: &str, level: AreaLevel) -> Option<String> {
    let is_cbs =
        |start: &str, length| code.len() == length && code.starts_with(start) && code.is_ascii();
    let digits = code.get(2..)?;
    match level {
        AreaLevel::District => {
            is_cbs("BU", 10).then(|| digits.get(..6).map(|part| format!("WK{part}")))?
        }
        AreaLevel::Municipality => (is_cbs("BU", 10) || is_cbs("WK", 8))
            .then(|| digits.get(..4).map(|part| format!("GM{part}")))?,
        AreaLevel::Neighbourhood => None,
    }
}

/// The parent of an area one level up, or two levels up where the level between has none for it.
fn parent(area: &RawArea, sorted: &[RawArea], problems: &mut Vec<Problem>) -> Option<AreaId> {
    let levels: &[AreaLevel] = match area.level {
        AreaLevel::Neighbourhood => &[AreaLevel::District, AreaLevel::Municipality],
        AreaLevel::District => &[AreaLevel::Municipality],
        AreaLevel::Municipality => return None,
    };
    let by_code = |level: AreaLevel, code: &str| {
        sorted
            .binary_search_by(|known| (known.level, known.code.as_str()).cmp(&(level, code)))
            .ok()
    };
    let said = area.parent.as_deref();
    if let Some(code) =
        said.filter(|code| levels.iter().all(|&level| by_code(level, code).is_none()))
    {
        let found = format!("parent \"{code}\" of \"{}\", which no table has", area.code);
        problems.push(beside(area, found, "the code of an area of the study"));
    }
    let at_level = |level: AreaLevel| {
        said.and_then(|code| by_code(level, code))
            .or_else(|| by_code(level, &code_above(&area.code, level)?))
            .or_else(|| holder(area, level, sorted))
    };
    let found = levels.iter().find_map(|&level| at_level(level));
    let is_missed = |level: AreaLevel| sorted.iter().any(|known| known.level == level);
    if let Some(&level) = levels.first().filter(|&&level| is_missed(level))
        && found.is_none_or(|index| sorted.get(index).is_some_and(|known| known.level != level))
    {
        let found = format!("\"{}\" in no {}", area.code, level.code());
        problems.push(beside(
            area,
            found,
            &format!("a {} around every {}", level.code(), area.level.code()),
        ));
    }
    found
        .and_then(|index| u32::try_from(index).ok())
        .map(AreaId)
}

fn beside(area: &RawArea, found: String, expected: &str) -> Problem {
    Problem::of_file(Severity::Warning, &area.place.0, found, expected).at_row(area.place.1)
}

/// The area of a level that holds most of this one.
fn holder(area: &RawArea, level: AreaLevel, sorted: &[RawArea]) -> Option<usize> {
    let bounds = area.shape.bounding_rect()?;
    sorted
        .iter()
        .enumerate()
        .filter(|(_, known)| known.level == level)
        .filter(|(_, known)| {
            known
                .shape
                .bounding_rect()
                .is_some_and(|other| other.intersects(&bounds))
        })
        .map(|(index, known)| (index, known.shape.intersection(&area.shape).unsigned_area()))
        .filter(|(_, common)| *common > 0.0)
        .max_by(|(one, here), (other, there)| here.total_cmp(there).then(other.cmp(one)))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::SourceId;
    use geo::{Rect, coord};

    fn area(level: AreaLevel, code: &str, parent: Option<&str>, x: f64, side: f64) -> RawArea {
        RawArea {
            code: code.to_owned(),
            name: Some(format!("naam {code}")),
            parent: parent.map(str::to_owned),
            level,
            shape: Rect::new(coord! { x: x, y: 0.0 }, coord! { x: x + side, y: side })
                .to_polygon()
                .into(),
            counts: BandCounts::default(),
            rounded_to: 1,
            figures: BTreeMap::new(),
            source: SourceId(0),
            place: ("gebieden.gpkg".to_owned(), 1),
        }
    }

    /// Codes with the codes of their parents, and the problems.
    fn tree(raw: Vec<RawArea>) -> (Vec<String>, Vec<String>) {
        let mut report = Report::default();
        let areas = put_levels_together(("study.toml", "Proefstad"), raw, &mut report);
        let code = |id: AreaId| areas[id.0 as usize].area.code.0.clone();
        let line = |placed: &PlacedArea| {
            format!(
                "{} in {}",
                placed.area.code,
                placed.area.parent.map_or("-".to_owned(), code)
            )
        };
        (
            areas.iter().map(line).collect(),
            report.problems.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn levels_that_are_missing_are_made_from_the_neighbourhoods_by_their_codes() {
        use AreaLevel::Neighbourhood as N;
        let raw = vec![
            area(N, "BU99990102", None, 10.0, 10.0),
            area(N, "BU99990101", None, 0.0, 10.0),
            area(N, "BU99990201", None, 20.0, 10.0),
        ];
        let (lines, problems) = tree(raw);
        assert_eq!(
            lines,
            [
                "BU99990101 in WK999901",
                "BU99990102 in WK999901",
                "BU99990201 in WK999902",
                "WK999901 in GM9999",
                "WK999902 in GM9999",
                "GM9999 in -",
            ]
        );
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn codes_of_the_studys_own_find_their_parent_by_column_or_by_place() {
        use AreaLevel::{District, Neighbourhood as N};
        let raw = vec![
            area(N, "a", Some("west"), 0.0, 10.0),
            area(N, "b", None, 12.0, 10.0),
            area(District, "west", None, 0.0, 11.0),
            area(District, "oost", None, 11.0, 11.0),
        ];
        let (lines, problems) = tree(raw);
        assert_eq!(
            lines,
            [
                "a in west",
                "b in oost",
                "oost in GEMEENTE",
                "west in GEMEENTE",
                "GEMEENTE in -"
            ]
        );
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn a_parent_that_does_not_exist_is_named_and_the_place_decides() {
        use AreaLevel::{District, Neighbourhood as N};
        let (lines, problems) = tree(vec![
            area(N, "a", Some("wset"), 0.0, 10.0),
            area(District, "west", None, 0.0, 11.0),
        ]);
        assert_eq!(lines[0], "a in west");
        assert_eq!(
            problems,
            [
                "gebieden.gpkg, row 1: found parent \"wset\" of \"a\", which no table has, expected the code of an area of the study"
            ]
        );
    }

    #[test]
    fn a_neighbourhood_outside_all_districts_belongs_to_the_municipality() {
        use AreaLevel::{District, Neighbourhood as N};
        let (lines, problems) = tree(vec![
            area(N, "a", None, 90.0, 10.0),
            area(District, "west", Some("stad"), 0.0, 11.0),
        ]);
        assert_eq!(lines, ["a in stad", "west in stad", "stad in -"]);
        assert_eq!(
            problems,
            ["gebieden.gpkg, row 1: found \"a\" in no wijk, expected a wijk around every buurt"]
        );
    }

    #[test]
    fn a_code_of_two_levels_blocks() {
        use AreaLevel::{District, Neighbourhood as N};
        let (_, problems) = tree(vec![
            area(N, "1", None, 0.0, 10.0),
            area(District, "1", None, 0.0, 11.0),
        ]);
        assert!(
            problems[0].contains("code \"1\" for a buurt and a wijk"),
            "{problems:?}"
        );
    }

    #[test]
    fn letters_in_a_code_are_fine() {
        assert_eq!(
            code_above("BU0363AA01", AreaLevel::District),
            Some("WK0363AA".to_owned())
        );
        assert_eq!(
            code_above("WK0363AA", AreaLevel::Municipality),
            Some("GM0363".to_owned())
        );
        assert_eq!(code_above("buurt 7", AreaLevel::District), None);
    }
}
