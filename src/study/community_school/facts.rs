//! What is known of one candidate: its building, the recorded ambition, its partners and rooms.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::building::{Building, Claim, Room, Weeks};
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::estimate::Estimate;
use crate::model::facility_kind::FacilityKind;
use crate::model::people::People;
use crate::model::record::{Ambition, AmbitionOf, Wish};
use crate::model::town_data::TownData;
use crate::model::units::SquareMetres;
use crate::model::weight_set::SpaceNorm;
use crate::siting::community_school::ambition::is_out_of_date;
use crate::siting::community_school::amount::Amount;
use crate::siting::community_school::conditions::{Conditions, PlaceFacts};
use crate::siting::community_school::coverage_gained::{
    WishedFunction, coverage_gained, people_gaining,
};
use crate::siting::community_school::free_room::{
    FreeRoom, RoomMatch, RoomWish, match_rooms, room_hours_score, rough_score,
};
use crate::siting::community_school::partners::{Partner, PartnerPlace};
use crate::siting::community_school::reach_of_need::need_in_reach;
use crate::siting::community_school::rebuilding::{Rebuilding, RebuildingFacts, rebuilding};
use crate::siting::community_school::room_week::{
    DayPart, FIRST_MINUTE, RoomWeek, SLOT_MINUTES, SLOTS, SLOTS_A_DAY,
};
use crate::study::community_school::places::{CandidatePlace, is_education};
use crate::study::community_school::tables::{CandidateTables, FunctionTable, wishes_at};

/// The ambition that holds at a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct AmbitionFacts {
    /// What was recorded last; `None` is not known.
    pub record: Option<Ambition>,
    /// Whether that is so long ago that it should be asked again.
    pub out_of_date: bool,
}

/// The rooms of a candidate in a week of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomsInWeek {
    /// So many weeks of this kind has a year.
    pub weeks: u16,
    /// What fits.
    pub found: RoomMatch,
    /// The part that is taken by part of the week, in percent.
    pub taken: [Option<f64>; 5],
}

/// Rooms that are known, in weeks with school and in weeks without.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownRooms {
    /// A week with school.
    pub school: RoomsInWeek,
    /// A week without.
    pub holiday: RoomsInWeek,
}

/// What is known of the rooms of a candidate.
#[derive(Debug, Clone, PartialEq)]
pub enum RoomFacts {
    /// Its rooms are known.
    Known(Box<KnownRooms>),
    /// Only floor area and opening hours are: square metres, and hours a week that it is open outside school hours.
    Rough(f64, f64),
    /// Neither.
    Unknown,
}

/// Everything of one candidate that does not depend on the others.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateFacts {
    /// Criterion B with what it rests on.
    pub rebuilding: Rebuilding,
    /// The ambition recorded.
    pub ambition: AmbitionFacts,
    /// The wish list that holds here.
    pub wishes: Vec<Wish>,
    /// Children in reach by need.
    pub reach: Amount,
    /// Coverage gained of the wish list.
    pub coverage: Option<Amount>,
    /// People who gain each wished function; `None` is not known.
    pub gains: Vec<(FacilityKind, Option<People>)>,
    /// Where the wished functions are.
    pub partners: Vec<Partner>,
    /// The rooms.
    pub rooms: RoomFacts,
    /// The score of the rooms.
    pub room_score: Estimate,
    /// The conditions.
    pub conditions: Conditions,
}

/// Gathers what is known of a candidate on a day.
pub fn candidate_facts(
    town: &TownData,
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
    site: usize,
    today: Date,
) -> CandidateFacts {
    let place = &tables.places[site];
    let building = place
        .building
        .and_then(|index| town.planning.buildings.get(index));
    let wishes = wishes_at(town, place);
    let wished = wished_functions(tables, &wishes, site);
    let year = u16::try_from(today.year()).unwrap_or(0);
    let reached = tables
        .reach
        .get(site)
        .map_or(&[][..], |reached| &reached.homes);
    let (rooms, room_score) = room_facts(town, question, place, building, &wishes);
    CandidateFacts {
        rebuilding: rebuilding(
            &building_facts(town, question, place, building),
            &question.rules,
            year,
        ),
        ambition: ambition_at(town, place, question.rules.ambition_months, today),
        reach: need_in_reach(reached, &tables.homes, tables.level, &tables.norm),
        coverage: coverage_gained(&wished, tables.level),
        gains: wishes
            .iter()
            .zip(&wished)
            .map(|(wish, function)| (wish.kind.clone(), people_gaining(function)))
            .collect(),
        partners: partners(town, tables, &wishes, site),
        rooms,
        room_score,
        conditions: Conditions::of(
            PlaceFacts {
                inside: place.neighbourhood.is_some(),
                building: building.is_some(),
                owner: building.is_some_and(|building| building.owner.is_some()),
                gone_from: building.and_then(|building| building.gone_from),
            },
            year,
            question.horizon_years,
        ),
        wishes: wishes.into_iter().cloned().collect(),
    }
}

fn building_facts<'a>(
    town: &TownData,
    question: &'a CommunitySchoolQuestion,
    place: &CandidatePlace,
    building: Option<&'a Building>,
) -> RebuildingFacts<'a> {
    let Some(building) = building else {
        return RebuildingFacts::default();
    };
    let facilities = || {
        place
            .facilities
            .iter()
            .filter_map(|&facility| town.facilities.get(facility))
    };
    let is_here =
        |norm: &&SpaceNorm| facilities().any(|facility| facility.kinds.contains(&norm.kind));
    let mut pupils: BTreeMap<u16, u32> = building.expected_pupils.clone();
    let now: Option<u32> = facilities()
        .filter(|facility| is_education(facility))
        .map(|facility| facility.pupils)
        .sum();
    if let Some(now) = now.filter(|now| *now > 0) {
        pupils.entry(0).or_insert(now);
    }
    RebuildingFacts {
        built: building.built,
        renovated: building.renovated,
        condition: building.counted_condition(),
        floor_area: building.floor_area,
        space_norms: question.rules.space_norms.iter().filter(is_here).collect(),
        pupils,
        housing_phase: building.housing_phase,
        by_hand: building.rebuild_need.as_ref(),
    }
}

/// What was recorded last for the building, or else for its neighbourhood, or else for its district; what was recorded
/// after the day that is asked about was not known then.
fn ambition_at(town: &TownData, place: &CandidatePlace, months: u32, today: Date) -> AmbitionFacts {
    let building = place
        .building
        .and_then(|index| town.planning.buildings.get(index));
    let owners = [
        building.map(|building| AmbitionOf::Building(building.id.clone())),
        place
            .neighbourhood
            .map(|area| AmbitionOf::Area(town.areas[area].code.clone())),
        place
            .district
            .map(|area| AmbitionOf::Area(town.areas[area].code.clone())),
    ];
    let last_of = |of: AmbitionOf| {
        let records = town
            .planning
            .ambitions
            .iter()
            .filter(|ambition| ambition.of == of && ambition.recorded.date <= today);
        // Records of one place stand by date; of one day the last one holds.
        records.max_by_key(|ambition| ambition.recorded.date)
    };
    let record = owners.into_iter().flatten().find_map(last_of);
    AmbitionFacts {
        out_of_date: record
            .is_some_and(|record| is_out_of_date(record.recorded.date, today, months)),
        record: record.cloned(),
    }
}

fn wished_functions<'a>(
    tables: &'a CandidateTables,
    wishes: &[&Wish],
    site: usize,
) -> Vec<WishedFunction<'a>> {
    let of_wish = |wish: &&Wish| {
        let table: Option<&FunctionTable> = tables
            .functions
            .iter()
            .find(|table| table.kind == wish.kind);
        let judged = table.and_then(|table| Some((table, table.norm.as_ref()?)));
        let none = WishedFunction {
            weight: wish.weight,
            homes: &[],
            before: None,
            norm: tables.norm.norm,
            after: &[],
        };
        judged.map_or(none, |(table, norm)| WishedFunction {
            weight: wish.weight,
            homes: &table.homes,
            before: table.before.as_deref(),
            norm: norm.norm,
            after: table
                .after
                .get(site)
                .map_or(&[][..], |reached| &reached.homes),
        })
    };
    wishes.iter().map(of_wish).collect()
}

fn partners(
    town: &TownData,
    tables: &CandidateTables,
    wishes: &[&Wish],
    site: usize,
) -> Vec<Partner> {
    let offers = |facility: usize, kind: &FacilityKind| {
        town.facilities
            .get(facility)
            .is_some_and(|facility| facility.kinds.contains(kind))
    };
    let inside = &tables.places[site].facilities;
    let near = tables.partners.get(site).map_or(&[][..], Vec::as_slice);
    let place_of = |kind: &FacilityKind| {
        if inside.iter().any(|&facility| offers(facility, kind)) {
            return PartnerPlace::Inside;
        }
        let nearest = near
            .iter()
            .filter(|(facility, _)| offers(*facility, kind))
            .map(|(_, distance)| *distance)
            .min();
        match nearest {
            Some(distance) => PartnerPlace::Near(distance),
            None if town.kinds.contains(kind) => PartnerPlace::NotNear,
            None => PartnerPlace::Unknown,
        }
    };
    wishes
        .iter()
        .map(|wish| Partner {
            kind: wish.kind.clone(),
            place: place_of(&wish.kind),
        })
        .collect()
}

fn room_facts(
    town: &TownData,
    question: &CommunitySchoolQuestion,
    place: &CandidatePlace,
    building: Option<&Building>,
    wishes: &[&Wish],
) -> (RoomFacts, Estimate) {
    let unknown = (RoomFacts::Unknown, Estimate::UNKNOWN);
    let Some(building) = building else {
        return unknown;
    };
    let demand_of = |wish: &&Wish| {
        let hours = wish.room_hours.filter(|hours| *hours > 0.0)?;
        let demand = question
            .rules
            .room_demands
            .iter()
            .find(|demand| demand.kind == wish.kind)?;
        Some(RoomWish { demand, hours })
    };
    let asked: Vec<RoomWish<'_>> = wishes.iter().filter_map(demand_of).collect();
    let rooms: Vec<&Room> = town
        .planning
        .rooms
        .iter()
        .filter(|room| room.building == building.id)
        .collect();
    if !rooms.is_empty() {
        let in_week = |weeks: Weeks, number: u16| {
            let free = free_rooms(town, question, place, (&rooms, weeks));
            RoomsInWeek {
                weeks: number,
                found: match_rooms(&free, &asked),
                taken: occupancy(&free),
            }
        };
        let [school, holiday] = question.rules.weeks;
        let known = KnownRooms {
            school: in_week(Weeks::School, school),
            holiday: in_week(Weeks::Holiday, holiday),
        };
        let calendars = [&known.school, &known.holiday].map(|week| (week.weeks, &week.found));
        let score = room_hours_score(&calendars);
        return (RoomFacts::Known(Box::new(known)), score);
    }
    match building
        .floor_area
        .zip(hours_outside_school(town, question, place))
    {
        Some((area, hours)) => {
            let asked = asked.iter().map(|wish| wish.hours).sum();
            let score = rough_score(SquareMetres::value(area), hours, asked);
            (RoomFacts::Rough(area.value(), hours), score)
        }
        None => unknown,
    }
}

fn free_rooms<'a>(
    town: &TownData,
    question: &CommunitySchoolQuestion,
    place: &CandidatePlace,
    (rooms, weeks): (&[&'a Room], Weeks),
) -> Vec<FreeRoom<'a>> {
    let teaches = place
        .facilities
        .iter()
        .any(|&facility| town.facilities.get(facility).is_some_and(is_education));
    let in_school = weeks.meet(Weeks::School);
    let school_hours = (teaches && in_school).then_some(question.school_hours);
    let claims = |room: &Room| -> Vec<&Claim> {
        town.planning
            .claims
            .iter()
            .filter(|claim| claim.room == room.id && claim.weeks.meet(weeks))
            .collect()
    };
    rooms
        .iter()
        .map(|room| FreeRoom {
            room,
            week: RoomWeek::new(claims(room).into_iter(), school_hours),
        })
        .collect()
}

/// The part of square metre hours that is taken, by part of the week, in percent.
///
/// # Source
/// DOMAIN §C.8, occupancy.
fn occupancy(rooms: &[FreeRoom<'_>]) -> [Option<f64>; 5] {
    DayPart::EVERY.map(|part| {
        let (mut taken, mut all) = (0.0, 0.0);
        for room in rooms {
            let (slots_taken, slots) = room.week.taken_by_part()[part as usize];
            taken += room.room.floor_area.value() * slots_taken as f64;
            all += room.room.floor_area.value() * slots as f64;
        }
        (all > 0.0).then(|| 100.0 * taken / all)
    })
}

/// Hours a week between 07:00 and 23:00, outside school hours, in which a facility of the building is open.
fn hours_outside_school(
    town: &TownData,
    question: &CommunitySchoolQuestion,
    place: &CandidatePlace,
) -> Option<f64> {
    let hours = |&facility: &usize| {
        let hours = town.facilities.get(facility)?.opening_hours.as_ref()?;
        Some(hours.slots())
    };
    let open: Vec<_> = place.facilities.iter().filter_map(hours).collect();
    if open.is_empty() {
        return None;
    }
    let (from, until) = question.school_hours;
    let is_free = |slot: &usize| {
        let (day, minute) = (
            slot / SLOTS_A_DAY,
            FIRST_MINUTE + SLOT_MINUTES * (slot % SLOTS_A_DAY) as u16,
        );
        let in_school = day < 5 && (from..until).contains(&minute);
        !in_school && open.iter().any(|week| week.is_open(day, minute))
    };
    Some((0..SLOTS).filter(is_free).count() as f64 * f64::from(SLOT_MINUTES) / 60.0)
}
