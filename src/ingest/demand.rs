//! Places where people live, with numbers of people: counted at the place, or the total of the neighbourhood spread over it.
//!
//! A neighbourhood with counted places uses those; else its total goes to its homes; else to a grid over its land.

use std::collections::BTreeSet;

use crate::ingest::age_estimate::age_groups;
use crate::ingest::age_shares::{AgeShareMap, AgeShares};
use crate::ingest::area_index::AreaIndex;
use crate::ingest::area_levels::PlacedArea;
use crate::ingest::counted_places::{Counted, fill_counted};
use crate::ingest::grid::grid_places;
use crate::ingest::place::Place;
use crate::ingest::report::Report;
use crate::ingest::residents::{RawPlace, ResidentPlaces, half_diagonal};
use crate::ingest::spread::spread;
use crate::ingest::study_columns::ResidentShape;
use crate::model::age_group::PerAge;
use crate::model::area::{AreaId, AreaLevel};
use crate::model::bilingual::Bilingual;
use crate::model::demand::DemandPoint;

/// The side of the squares of the grid for a neighbourhood without homes.
const GRID_METRES: f64 = 50.0;

/// Gives every neighbourhood its residents by age group, and puts all residents on places.
/// The places of a neighbourhood add up to its residents exactly, unless its places were counted themselves.
pub fn place_residents(
    areas: &mut [PlacedArea],
    sources: &[ResidentPlaces],
    shares: &AgeShareMap,
    report: &mut Report,
) -> Vec<DemandPoint> {
    let mut places = all_places(areas, sources, report);
    add_grid(areas, &mut places, report);
    let by_area = places_by_area(areas.len(), &places);
    let area_shares: Vec<Option<AgeShares>> = by_area
        .iter()
        .map(|members| mean_shares(members, &places, shares))
        .collect();
    estimate_areas(areas, &area_shares, report);
    spread_homes(areas, &by_area, &mut places);
    let counted = Counted {
        areas,
        area_shares: &area_shares,
        shares,
    };
    fill_counted(&counted, &by_area, &mut places, report);
    demand_points(places, report)
}

/// Homes outside all neighbourhoods hold nobody and are left out; counted places there are kept.
fn all_places(areas: &[PlacedArea], sources: &[ResidentPlaces], report: &mut Report) -> Vec<Place> {
    // Neighbourhoods come first in the list, so a position among them is a position in it.
    let neighbourhoods = areas
        .iter()
        .filter(|placed| placed.area.level == AreaLevel::Neighbourhood);
    let shapes: Vec<_> = neighbourhoods
        .map(|placed| placed.area.shape.clone())
        .collect();
    let index = AreaIndex::new(&shapes);
    let mut places = Vec::new();
    for source in sources {
        let mut outside = 0;
        for raw in &source.places {
            let area = index.area_at(raw.position);
            outside += usize::from(area.is_none());
            if area.is_some() || source.shape != ResidentShape::Homes {
                places.push(Place {
                    raw: raw.clone(),
                    area,
                    shape: source.shape,
                    half_diagonal: source.half_diagonal,
                    source: source.source,
                    residents: PerAge::default(),
                });
            }
        }
        let (what, what_en) = match source.shape {
            ResidentShape::Homes => ("ze tellen niet mee", "they do not count"),
            ResidentShape::Points | ResidentShape::Squares => (
                "ze zijn behouden, zonder buurt",
                "they are kept, without a neighbourhood",
            ),
        };
        let name = &source.name;
        let text = Bilingual::new(
            format!("{name}: woonplekken buiten alle buurten: {outside}; {what}."),
            format!("{name}: homes outside all neighbourhoods: {outside}; {what_en}."),
        );
        report.note(
            "woonplekken_buiten_gebied",
            Some(&source.name),
            outside,
            text,
        );
    }
    drop_uncounted_homes(places, areas.len(), report)
}

/// Where places are counted, homes without a number would hold the same people twice.
fn drop_uncounted_homes(places: Vec<Place>, areas: usize, report: &mut Report) -> Vec<Place> {
    let mut counted = vec![false; areas];
    for place in places
        .iter()
        .filter(|place| place.shape != ResidentShape::Homes)
    {
        if let Some(area) = place.area.and_then(|area| counted.get_mut(area)) {
            *area = true;
        }
    }
    let is_double = |place: &Place| {
        place.shape == ResidentShape::Homes
            && place
                .area
                .is_some_and(|area| counted.get(area).is_some_and(|&known| known))
    };
    let (double, kept): (Vec<_>, Vec<_>) = places.into_iter().partition(is_double);
    let count = double.len();
    let text = Bilingual::new(
        format!(
            "Woonplekken zonder aantal die niet zijn gebruikt, omdat hun buurt plekken met aantallen heeft: {count}."
        ),
        format!(
            "Homes without a number that are not used, because their neighbourhood has places with numbers: {count}."
        ),
    );
    report.note("woonplekken_dubbel", None, double.len(), text);
    kept
}

fn add_grid(areas: &[PlacedArea], places: &mut Vec<Place>, report: &mut Report) {
    let with_places: BTreeSet<usize> = places.iter().filter_map(|place| place.area).collect();
    let mut names = Vec::new();
    for (index, placed) in areas.iter().enumerate() {
        let lived_in = placed.area.level == AreaLevel::Neighbourhood && !placed.counts.0.is_empty();
        if !lived_in || with_places.contains(&index) {
            continue;
        }
        names.push(placed.area.code.0.clone());
        for (number, position) in (1..).zip(grid_places(&placed.area.shape, GRID_METRES)) {
            places.push(Place {
                raw: RawPlace {
                    id: format!("{}-{number}", placed.area.code),
                    position,
                    counts: Default::default(),
                    weight: 1,
                },
                area: Some(index),
                shape: ResidentShape::Homes,
                half_diagonal: half_diagonal(GRID_METRES),
                source: placed.area.source,
                residents: PerAge::default(),
            });
        }
    }
    let (count, list) = (names.len(), names.join(", "));
    let text = Bilingual::new(
        format!(
            "Buurten zonder woonplekken: {count}; hun inwoners zijn gelijk verdeeld over een raster van {GRID_METRES} \
             meter: {list}."
        ),
        format!(
            "Neighbourhoods without homes: {count}; their residents are spread evenly over a grid of {GRID_METRES} \
             metres: {list}."
        ),
    );
    report.note("buurten_op_raster", None, names.len(), text);
}

fn places_by_area(areas: usize, places: &[Place]) -> Vec<Vec<usize>> {
    let mut by_area = vec![Vec::new(); areas];
    for (index, place) in places.iter().enumerate() {
        if let Some(members) = place.area.and_then(|area| by_area.get_mut(area)) {
            members.push(index);
        }
    }
    by_area
}

/// The mean of the shares at the places of a neighbourhood, by their weight; all alike where none has a weight.
fn mean_shares(members: &[usize], places: &[Place], shares: &AgeShareMap) -> Option<AgeShares> {
    let members = || members.iter().filter_map(|&index| places.get(index));
    let at = |place: &Place| shares.at(place.raw.position);
    let weighted = members().filter_map(|place| Some((at(place)?, place.raw.weight as f64)));
    AgeShares::mean(weighted)
        .or_else(|| AgeShares::mean(members().filter_map(|place| Some((at(place)?, 1.0)))))
}

fn estimate_areas(areas: &mut [PlacedArea], shares: &[Option<AgeShares>], report: &mut Report) {
    let mut reduced = 0;
    for (placed, shares) in areas.iter_mut().zip(shares) {
        let groups = age_groups(&placed.counts, *shares);
        placed.area.residents = groups.residents;
        reduced += usize::from(groups.reduced);
    }
    let text = Bilingual::new(
        format!(
            "Gebieden met meer kinderen dan inwoners: {reduced}; de kinderen zijn naar verhouding verminderd."
        ),
        format!(
            "Areas with more children than residents: {reduced}; the children are reduced in proportion."
        ),
    );
    report.note("kinderen_verminderd", None, reduced, text);
}

fn spread_homes(areas: &[PlacedArea], by_area: &[Vec<usize>], places: &mut [Place]) {
    for (placed, members) in areas.iter().zip(by_area) {
        let is_home = |index: &usize| {
            places
                .get(*index)
                .is_some_and(|place| place.shape == ResidentShape::Homes)
        };
        let homes: Vec<usize> = members.iter().copied().filter(is_home).collect();
        let weights: Vec<u64> = homes
            .iter()
            .filter_map(|&index| Some(places.get(index)?.raw.weight))
            .collect();
        for (index, residents) in homes
            .into_iter()
            .zip(spread(&placed.area.residents, &weights))
        {
            if let Some(place) = places.get_mut(index) {
                place.residents = residents;
                place.source = placed.area.source;
            }
        }
    }
}

fn demand_points(places: Vec<Place>, report: &mut Report) -> Vec<DemandPoint> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut renamed = 0;
    let mut points = Vec::with_capacity(places.len());
    for place in places {
        let id = if taken.contains(&place.raw.id) {
            renamed += 1;
            let ids = (2..).map(|number: u32| format!("{}-{number}", place.raw.id));
            ids.filter(|id| !taken.contains(id)).take(1).collect()
        } else {
            place.raw.id
        };
        taken.insert(id.clone());
        points.push(DemandPoint {
            id,
            position: place.raw.position,
            area: place
                .area
                .and_then(|area| u32::try_from(area).ok())
                .map(AreaId),
            residents: place.residents,
            half_diagonal: place.half_diagonal,
            source: place.source,
        });
    }
    let text = Bilingual::new(
        format!(
            "Woonplekken met een code die al bestond: {renamed}; achter hun code staat nu een nummer."
        ),
        format!(
            "Homes with a code that was there already: {renamed}; a number stands behind their code now."
        ),
    );
    report.note("woonplekken_hernoemd", None, renamed, text);
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::area_levels::put_levels_together;
    use crate::ingest::areas::RawArea;
    use crate::ingest::band::{Band, BandCounts};
    use crate::ingest::place::people_of;
    use crate::model::age_group::AgeGroup;
    use crate::model::people::People;
    use crate::model::position::Planar;
    use crate::model::source::SourceId;
    use crate::model::units::Metres;
    use geo::{Rect, coord};
    use proptest::prelude::*;

    /// Neighbourhoods of 100 by 100 m in a row, with residents by band.
    fn areas(counts: &[BandCounts]) -> Vec<PlacedArea> {
        let raw = (0..)
            .zip(counts)
            .map(|(number, counts): (u32, &BandCounts)| {
                let x = f64::from(number) * 100.0;
                RawArea {
                    code: format!("BU9999{number:04}"),
                    name: None,
                    parent: None,
                    level: AreaLevel::Neighbourhood,
                    shape: Rect::new(coord! { x: x, y: 0.0 }, coord! { x: x + 100.0, y: 100.0 })
                        .to_polygon()
                        .into(),
                    counts: counts.clone(),
                    rounded_to: 1,
                    figures: std::collections::BTreeMap::new(),
                    source: SourceId(0),
                    place: ("buurten.gpkg".to_owned(), u64::from(number)),
                }
            });
        put_levels_together(("study.toml", "P"), raw.collect(), &mut Report::default())
    }

    fn homes(places: &[(f64, f64, u64)]) -> ResidentPlaces {
        let place = |(number, &(x, y, weight)): (usize, &(f64, f64, u64))| RawPlace {
            id: format!("h{number}"),
            position: Planar { x, y },
            counts: BandCounts::default(),
            weight,
        };
        ResidentPlaces {
            shape: ResidentShape::Homes,
            source: SourceId(1),
            name: "huizen".to_owned(),
            half_diagonal: Metres::ZERO,
            places: places.iter().enumerate().map(place).collect(),
        }
    }

    proptest! {
        #[test]
        fn every_neighbourhood_keeps_its_residents_in_every_age_group(
            people in prop::collection::vec((0u32..900, 0u32..900, 0u32..900, 0u32..9_000), 1..6),
            places in prop::collection::vec((0.0..700.0_f64, -10.0..110.0_f64, 0u64..5_000), 0..60),
        ) {
            let counts: Vec<BandCounts> = people
                .iter()
                .map(|&(small, middle, large, others)| {
                    let ages = [(0, 4, small), (4, 12, middle), (12, 18, large)];
                    let mut bands: std::collections::BTreeMap<Band, People> =
                        ages.map(|(from, to, people)| (Band::Ages(from, to), People::whole(people))).into();
                    bands.insert(Band::All, People::whole(small + middle + large + others));
                    BandCounts(bands)
                })
                .collect();
            let mut areas = areas(&counts);
            let points = place_residents(&mut areas, &[homes(&places)], &AgeShareMap::default(), &mut Report::default());
            for (id, counts) in (0..).map(AreaId).zip(&counts) {
                let here: Vec<_> = points.iter().filter(|point| point.area == Some(id)).map(|point| &point.residents).collect();
                prop_assert!(!here.is_empty());
                prop_assert_eq!(Some(people_of(here.iter().copied(), AgeGroup::All)), counts.all());
                for (age, from, to) in [(AgeGroup::From0To4, 0, 4), (AgeGroup::From4To12, 4, 12), (AgeGroup::From12To18, 12, 18)] {
                    prop_assert_eq!(Some(people_of(here.iter().copied(), age)), counts.between(from, to));
                }
            }
        }
    }

    #[test]
    fn homes_in_a_neighbourhood_without_figures_hold_an_unknown_number() {
        let mut areas = areas(&[BandCounts::default()]);
        let points = place_residents(
            &mut areas,
            &[homes(&[(50.0, 50.0, 1)])],
            &AgeShareMap::default(),
            &mut Report::default(),
        );
        assert_eq!(points.len(), 1);
        assert!(points[0].residents.iter().all(|(_, count)| count.is_none()));
        assert!(
            areas[0]
                .area
                .residents
                .iter()
                .all(|(_, count)| count.is_none())
        );
    }
}
