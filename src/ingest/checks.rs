//! Checks across sources: what lies outside, totals that disagree, and what is not known.

use std::collections::BTreeMap;

use crate::ingest::area_index::AreaIndex;
use crate::ingest::area_levels::PlacedArea;
use crate::ingest::facility_merge::Located;
use crate::ingest::place::people_of;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::Report;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::AreaLevel;
use crate::model::bilingual::Bilingual;
use crate::model::demand::DemandPoint;
use crate::model::people::People;
use crate::model::source::{Source, SourceId};

/// Looks at everything that was read together.
pub fn check_together(
    areas: &[PlacedArea],
    located: &[Located],
    demand: &[DemandPoint],
    sources: &[Source],
    report: &mut Report,
) {
    facilities_outside(areas, located, sources, report);
    unknown_room(located, sources, report);
    areas_without_residents(areas, demand, report);
    totals_of_levels(areas, report);
    totals_of_places(areas, demand, report);
}

/// Facilities around the study area serve people in it, so they stay; a source with all of them outside is suspect.
fn facilities_outside(
    areas: &[PlacedArea],
    located: &[Located],
    sources: &[Source],
    report: &mut Report,
) {
    let neighbourhoods = areas
        .iter()
        .filter(|placed| placed.area.level == AreaLevel::Neighbourhood);
    let shapes: Vec<_> = neighbourhoods
        .map(|placed| placed.area.shape.clone())
        .collect();
    let index = AreaIndex::new(&shapes);
    for (source, members) in by_source(located) {
        let Some(source) = sources.get(usize::from(source.0)) else {
            continue;
        };
        let outside = members
            .iter()
            .filter(|located| index.area_at(located.facility.position).is_none())
            .count();
        if outside == members.len() && !shapes.is_empty() {
            report.problems.push(Problem::of_file(
                Severity::Warning,
                &source.file,
                format!("all {outside} facilities outside the study area"),
                "facilities in the study area (are the coordinate system and the order of x and y right?)",
            ));
        } else {
            let name = &source.name;
            let text = Bilingual::new(
                format!(
                    "{name}: voorzieningen buiten het gebied: {outside}. Ze blijven, want ze kunnen de \
                     dichtstbijzijnde zijn."
                ),
                format!(
                    "{name}: facilities outside the area: {outside}. They are kept, as they may be the nearest."
                ),
            );
            report.note(
                "voorzieningen_buiten_gebied",
                Some(&source.name),
                outside,
                text,
            );
        }
    }
}

fn unknown_room(located: &[Located], sources: &[Source], report: &mut Report) {
    for (source, members) in by_source(located) {
        let Some(source) = sources.get(usize::from(source.0)) else {
            continue;
        };
        let unknown = members
            .iter()
            .filter(|located| {
                located.facility.capacity.is_none() && located.facility.pupils.is_none()
            })
            .count();
        let name = &source.name;
        let text = Bilingual::new(
            format!(
                "{name}: voorzieningen waarvan plaatsen en leerlingen niet bekend zijn: {unknown}."
            ),
            format!("{name}: facilities whose places and pupils are not known: {unknown}."),
        );
        report.note(
            "voorzieningen_zonder_aantal",
            Some(&source.name),
            unknown,
            text,
        );
    }
}

fn by_source(located: &[Located]) -> BTreeMap<SourceId, Vec<&Located>> {
    let mut by_source: BTreeMap<SourceId, Vec<&Located>> = BTreeMap::new();
    for one in located {
        by_source.entry(one.facility.source).or_default().push(one);
    }
    by_source
}

/// Neighbourhoods of which nobody's number is known, neither by a figure nor by places; and ages that are missing.
fn areas_without_residents(areas: &[PlacedArea], demand: &[DemandPoint], report: &mut Report) {
    let mut known = vec![PerAge::<bool>::default(); areas.len()];
    for point in demand {
        let area = point.area.and_then(|area| known.get_mut(area.0 as usize));
        let Some(area) = area else { continue };
        for (age, count) in point.residents.iter() {
            area[age] |= count.is_some();
        }
    }
    let neighbourhoods: Vec<(&PlacedArea, PerAge<bool>)> = areas
        .iter()
        .zip(known)
        .filter(|(placed, _)| placed.area.level == AreaLevel::Neighbourhood)
        .collect();
    let is_known = |placed: &PlacedArea, known: &PerAge<bool>, age: AgeGroup| {
        known[age] || placed.area.residents[age].is_some()
    };
    for (placed, known) in &neighbourhoods {
        if !is_known(placed, known, AgeGroup::All) {
            let found = format!("no number of residents for \"{}\"", placed.area.code);
            let expected = "a number of residents (it counts as not known, never as 0)";
            let problem = Problem::of_file(Severity::Warning, &placed.place.0, found, expected);
            report.problems.push(problem.at_row(placed.place.1));
        }
    }
    for age in [
        AgeGroup::From0To4,
        AgeGroup::From4To12,
        AgeGroup::From12To18,
    ] {
        let without = neighbourhoods.iter().filter(|(placed, known)| {
            is_known(placed, known, AgeGroup::All) && !is_known(placed, known, age)
        });
        let without = without.count();
        let every = neighbourhoods.len();
        let text = Bilingual::new(
            format!(
                "Van {without} van de {every} buurten is niet bekend hoeveel inwoners er van {age} jaar zijn; zonder \
                 [[age_shares]] blijven antwoorden voor deze leeftijd daar leeg."
            ),
            format!(
                "Of {without} of the {every} neighbourhoods it is not known how many residents are {age} years old; \
                 without [[age_shares]] answers for this age stay empty there."
            ),
        );
        report.note("leeftijd_niet_bekend", None, without, text);
    }
}

/// Districts and municipalities with a figure of their own against the sum of the areas below them.
fn totals_of_levels(areas: &[PlacedArea], report: &mut Report) {
    for (index, placed) in areas.iter().enumerate() {
        let Some(own) = placed.counts.all() else {
            continue;
        };
        let below: Vec<&PlacedArea> = areas
            .iter()
            .filter(|other| {
                other
                    .area
                    .parent
                    .is_some_and(|parent| parent.0 as usize == index)
            })
            .collect();
        let known: Vec<People> = below
            .iter()
            .filter_map(|other| other.area_total())
            .collect();
        if known.is_empty() {
            continue;
        }
        // The publisher rounds each figure up or down by less than the multiple.
        let rounding: u32 =
            below.iter().map(|other| other.rounding()).sum::<u32>() + placed.rounding();
        compare(
            placed,
            own,
            known.iter().sum(),
            People::whole(rounding),
            (known.len(), below.len()),
            report,
        );
    }
}

impl PlacedArea {
    fn area_total(&self) -> Option<People> {
        self.counts.all()
    }

    fn rounding(&self) -> u32 {
        if self.rounded_to > 1 {
            self.rounded_to
        } else {
            0
        }
    }
}

fn compare(
    placed: &PlacedArea,
    own: People,
    sum: People,
    margin: People,
    (known, below): (usize, usize),
    report: &mut Report,
) {
    let difference = own.less(sum) + sum.less(own);
    let code = &placed.area.code;
    if difference > margin {
        let found = format!(
            "{own} residents of \"{code}\" and {sum} in the {known} of its {below} areas with a figure"
        );
        let expected = format!("equal totals, but for rounding (at most {margin})");
        report.problems.push(
            Problem::of_file(Severity::Warning, &placed.place.0, found, expected)
                .at_row(placed.place.1),
        );
    } else if !difference.is_none() {
        let text = Bilingual::new(
            format!(
                "{code}: eigen totaal {own}, som van de gebieden erin {sum}; dat past bij de afronding (hoogstens \
                 {margin})."
            ),
            format!(
                "{code}: own total {own}, sum of the areas in it {sum}; that fits the rounding (at most {margin})."
            ),
        );
        report.note("totalen_verschillen_door_afronding", None, 1, text);
    }
}

/// Neighbourhoods against the places in them: equal where totals were spread, perhaps not where places were counted.
fn totals_of_places(areas: &[PlacedArea], demand: &[DemandPoint], report: &mut Report) {
    let mut by_area = vec![Vec::new(); areas.len()];
    for point in demand {
        if let Some(members) = point.area.and_then(|area| by_area.get_mut(area.0 as usize)) {
            members.push(&point.residents);
        }
    }
    for (placed, members) in areas.iter().zip(by_area) {
        let Some(own) = placed.area.residents[AgeGroup::All].map(|count| count.people) else {
            continue;
        };
        if placed.area.level != AreaLevel::Neighbourhood {
            continue;
        }
        let here = people_of(members.iter().copied(), AgeGroup::All);
        compare(
            placed,
            own,
            here,
            People::whole(placed.rounding()),
            (members.len(), members.len()),
            report,
        );
    }
    let outside = demand
        .iter()
        .filter(|point| point.area.is_none())
        .map(|point| &point.residents);
    let people = people_of(outside, AgeGroup::All);
    let text = Bilingual::new(
        format!("{people} inwoners wonen buiten alle buurten; ze tellen in geen gebied mee."),
        format!("{people} residents live outside all neighbourhoods; they count in no area."),
    );
    report.note(
        "inwoners_buiten_gebied",
        None,
        usize::from(!people.is_none()),
        text,
    );
}
