//! Who makes a detour, and around what: homes whose way is much longer than the straight line, by the barrier that the
//! straight line crosses.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::barrier_lines::BarrierLines;
use crate::access::detour::{CUT_OFF, detour_of};
use crate::access::known_barriers::NamedBarrier;
use crate::access::measures::MeasuredPoints;
use crate::access::published_classes::{people_of_areas, published_class};
use crate::access::residents::{AreaResidents, KnownResidents, residents_of_areas};
use crate::access::suppression::{SmallNumbers, carries_percentages};
use crate::access::values_of_people::ValuesOfPeople;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// One row of `omwegen.csv`: the people of one area who make a detour around one barrier.
#[derive(Debug, Clone, PartialEq)]
pub struct DetourRow {
    /// The area.
    pub area: AreaId,
    /// The age group of the residents.
    pub age: AgeGroup,
    /// The barrier; nothing when the straight line crosses none that is known.
    pub barrier: Option<NamedBarrier>,
    /// The people whose way is more than 1.8 times the straight line; nothing when they are hidden.
    pub people: Option<People>,
    /// The detour index that half of them have at most.
    pub p50: Option<f64>,
}

/// A home that is cut off: its detour index, and the barrier in between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CutOffHome<'a> {
    /// The detour index, more than [`CUT_OFF`].
    pub index: f64,
    /// The barrier that the straight line crosses, if one is known.
    pub barrier: Option<&'a NamedBarrier>,
}

/// A home's detour, if it is one; `None` too when nothing is reached.
pub fn cut_off_home<'a>(
    town: &TownData,
    travel: &KindTravel,
    lines: &'a BarrierLines,
    home: usize,
) -> Option<CutOffHome<'a>> {
    let place = town.demand.get(home)?.position;
    let detour = detour_of(town, place, *travel.reaches.get(home)?)?;
    (detour.index > CUT_OFF).then(|| CutOffHome {
        index: detour.index,
        barrier: lines.between(place, detour.entrance, travel.profile.mode),
    })
}

/// The people who make a detour, for each area and barrier; an area without such people has no row.
///
/// Each home counts for one barrier, so that the people of an area add up.
///
/// # Shape
/// By area, then barrier, the unknown one first.
pub fn detours_by_barrier(
    of: &MeasuredPoints<'_>,
    lines: &BarrierLines,
    small_numbers: SmallNumbers,
) -> Vec<DetourRow> {
    let Some(&age) = of.travel.norm.ages.first() else {
        return Vec::new();
    };
    let tree = AreaTree::of(of.town);
    let residents = residents_of_areas(of.town, &tree, age);
    let cut_off = |home| cut_off_home(of.town, of.travel, lines, home);
    let homes: Vec<Option<CutOffHome<'_>>> = (0..of.town.demand.len()).map(cut_off).collect();
    let barriers: BTreeSet<Option<&NamedBarrier>> =
        homes.iter().flatten().map(|home| home.barrier).collect();
    let mut rows: BTreeMap<(usize, Option<&NamedBarrier>), DetourRow> = BTreeMap::new();
    for barrier in barriers {
        let goes_round = |home: usize| {
            let home = homes.get(home).copied().flatten()?;
            (home.barrier == barrier).then_some(home.index)
        };
        let people = people_of_areas(&residents, |home| goes_round(home).is_some());
        let shown = published_class(&tree, &residents, &people, of.published, small_numbers);
        for (area, exact) in people.iter().enumerate() {
            let Some(exact) = exact.filter(|people| !people.is_none()) else {
                continue;
            };
            let whole = shown[area].is_some()
                && (small_numbers == SmallNumbers::Keep || carries_percentages(exact));
            let p50 = median(&residents[area], goes_round).filter(|_| whole);
            let row = DetourRow {
                // Areas are counted in 32 bits, as `AreaId` says.
                area: AreaId(area as u32),
                age,
                barrier: barrier.cloned(),
                people: shown[area],
                p50,
            };
            rows.insert((area, barrier), row);
        }
    }
    rows.into_values().collect()
}

fn median(area: &AreaResidents, index: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let of_home = |known: &KnownResidents| Some((index(known.home)?, known.count.people));
    ValuesOfPeople::new(area.known.iter().filter_map(of_home)).quantile(50)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::{published_by_kind, travel_by_kind};
    use crate::access::point_measures::PointMeasures;
    use crate::access::travel::TravelIndex;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{children, worked_town};
    use crate::model::area::Certainty;
    use crate::model::barrier::{Barrier, BarrierFree, Crossing};
    use crate::model::position::Planar;
    use crate::model::travel_mode::{DistanceLevel, TravelMode};
    use crate::model::units::Seconds;

    /// The worked town with a canal at x = 450 and a bridge over it 600 m to the north.
    ///
    /// h0 at 400 lies before it. h1 at 500: √(450² + 600²) + √(50² + 600²) = 750 + 602.1 = 1352.1, · 1.3 / 500 = 3.52.
    /// h2 at 600: (750 + 618.47) · 1.3 / 600 = 2.965; h3 is of unknown people; h4 at 2000: (750 + 1661.3) · 1.3 / 2000 = 1.57.
    fn behind_the_canal() -> TownData {
        let bridge = Planar { x: 450.0, y: 600.0 };
        let canal = geo::LineString::from(vec![(450.0, -9000.0), (450.0, 9000.0)]);
        TownData {
            distance_level: DistanceLevel::D2,
            barriers: vec![Barrier {
                name: Some("Vaart".to_owned()),
                lines: geo::MultiLineString::new(vec![canal]),
                stops: TravelMode::EVERY.to_vec(),
            }],
            crossings: vec![Crossing {
                name: None,
                begin: bridge,
                end: bridge,
                modes: TravelMode::EVERY.to_vec(),
                barrier_free: BarrierFree::Unknown,
                penalty: Seconds::ZERO,
            }],
            ..worked_town()
        }
    }

    /// Area code, barrier, people and median of each row.
    fn rows(town: &TownData, small_numbers: SmallNumbers) -> Vec<String> {
        let index = TravelIndex::build(town).expect("sound");
        let travel = travel_by_kind(town, &index).expect("sound");
        let norm = &travel[0].norm;
        let trips =
            kind_trips(&index, &norm.kind, &travel[0].profile, norm.limit).expect("prepared");
        let published = published_by_kind(town, &travel, small_numbers);
        let of = MeasuredPoints {
            town,
            travel: &travel[0],
            table: &trips.table(town, AgeGroup::From4To12),
            points: &PointMeasures::default(),
            published: &published[0][AgeGroup::From4To12],
        };
        let line = |row: &DetourRow| {
            let name = row
                .barrier
                .as_ref()
                .and_then(|barrier| barrier.name.clone());
            let people = row.people.map(People::whole_persons);
            let area = &town.areas[row.area.0 as usize].code;
            let p50 = row.p50.map(|p50| (p50 * 100.0).round() / 100.0);
            format!("{area} {} {people:?} {p50:?}", name.unwrap_or_default())
        };
        let found = detours_by_barrier(&of, &BarrierLines::of(town), small_numbers);
        found.iter().map(line).collect()
    }

    #[test]
    fn children_behind_the_canal_go_round_by_the_bridge() {
        let expected = [
            "BU1 Vaart Some(70) Some(2.97)",
            "WK1 Vaart Some(70) Some(2.97)",
            "GM Vaart Some(70) Some(2.97)",
        ];
        assert_eq!(rows(&behind_the_canal(), SmallNumbers::Keep), expected);
        assert_eq!(rows(&worked_town(), SmallNumbers::Keep), [""; 0]);
    }

    #[test]
    fn a_few_children_behind_the_canal_are_hidden() {
        let mut town = behind_the_canal();
        town.demand[1].residents = children(Some(1), Certainty::Counted);
        town.demand[2].residents = children(Some(3), Certainty::Counted);
        let expected = [
            "BU1 Vaart None None",
            "WK1 Vaart None None",
            "GM Vaart None None",
        ];
        assert_eq!(rows(&town, SmallNumbers::Hide), expected);
    }
}
