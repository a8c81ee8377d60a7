//! M4: how much of what the wish list asks for fits into rooms that stand free.

use crate::model::building::Room;
use crate::model::estimate::Estimate;
use crate::model::facility_kind::FacilityKind;
use crate::model::weight_set::RoomDemand;
use crate::siting::community_school::room_week::{FreeRun, RoomWeek, SLOT_MINUTES};

/// Every order of at most so many functions is tried; of more, the scarcest goes first.
const MOST_ORDERED: usize = 5;

/// A room with its week.
#[derive(Debug, Clone)]
pub struct FreeRoom<'a> {
    /// The room.
    pub room: &'a Room,
    /// Its week, with all that is claimed.
    pub week: RoomWeek,
}

/// A wished function with what it asks for.
#[derive(Debug, Clone, Copy)]
pub struct RoomWish<'a> {
    /// Which rooms suit it.
    pub demand: &'a RoomDemand,
    /// Square metre hours a week that it asks for; above 0.
    pub hours: f64,
}

/// A function in a room for a stretch of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Booking {
    /// The function.
    pub kind: FacilityKind,
    /// The room's id.
    pub room: String,
    /// When.
    pub run: FreeRun,
}

/// What one wish gets, in square metre hours a week.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomShare {
    /// The function.
    pub kind: FacilityKind,
    /// What it asks for.
    pub asked: f64,
    /// What it could have if it were alone.
    pub alone: f64,
    /// What it gets beside the others.
    pub given: f64,
}

/// What fits of all that is wished for.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomMatch {
    /// What each wish gets.
    pub wishes: Vec<RoomShare>,
    /// A week in which it fits so.
    pub schedule: Vec<Booking>,
}

/// Square metre hours a week of free stretches that suit a function.
///
/// # Source
/// DOMAIN §C.8, potential.
pub fn potential(rooms: &[FreeRoom<'_>], demand: &RoomDemand) -> f64 {
    let suiting = rooms.iter().filter(|room| suits(room.room, demand));
    let hours = suiting.map(|room| {
        let runs = room.week.free_runs(demand.shortest_minutes);
        runs.iter()
            .map(|&run| square_metre_hours(room.room, run))
            .sum::<f64>()
    });
    hours.sum()
}

/// Fits wishes into free rooms so that as much as possible is fulfilled.
///
/// Each function takes the smallest room that suits it first, and no more than it asks for. Which function goes first
/// decides; all orders of up to five functions are tried, beyond that the scarcest goes first.
/// Of equally good orders the first by scarcity counts.
///
/// # Source
/// DOMAIN §C.8, match.
pub fn match_rooms(rooms: &[FreeRoom<'_>], wishes: &[RoomWish<'_>]) -> RoomMatch {
    let scarcity = |wish: &RoomWish<'_>| potential(rooms, wish.demand) / wish.hours;
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&left, &right| {
        let by_scarcity = scarcity(&wishes[left]).total_cmp(&scarcity(&wishes[right]));
        by_scarcity.then(left.cmp(&right))
    });
    let orders = if wishes.len() <= MOST_ORDERED {
        every_order(&order)
    } else {
        vec![order]
    };
    let mut best: Option<(f64, RoomMatch)> = None;
    for order in orders {
        let found = match_in_order(rooms, wishes, &order);
        let filled = fulfilled(&found);
        if best.as_ref().is_none_or(|(most, _)| filled > *most) {
            best = Some((filled, found));
        }
    }
    best.map_or(
        RoomMatch {
            wishes: Vec::new(),
            schedule: Vec::new(),
        },
        |(_, found)| found,
    )
}

/// `100 × square metre hours that fit / square metre hours asked for` in a week, as the mean over weeks of the year:
/// each calendar with how many weeks it has. Nothing known without rooms or wishes.
///
/// # Units
/// 0 to 100.
///
/// # Source
/// DOMAIN §C.4, M4; §C.8, calendars.
pub fn room_hours_score(calendars: &[(u16, &RoomMatch)]) -> Estimate {
    let weeks: f64 = calendars.iter().map(|&(weeks, _)| f64::from(weeks)).sum();
    let without_wishes = calendars.iter().any(|(_, found)| found.wishes.is_empty());
    if without_wishes || weeks <= 0.0 {
        return Estimate::UNKNOWN;
    }
    let parts = calendars.iter();
    let sum: f64 = parts
        .map(|&(weeks, found)| f64::from(weeks) * fulfilled(found))
        .sum();
    Estimate::known(100.0 * sum / weeks)
}

/// The rough score of a building of which no room is known: floor area times the hours it is open outside school
/// hours, against what is asked for. Anything from nothing to that may be true.
///
/// # Source
/// DOMAIN §C.8: without room data "openingsuren × m²" with the label "ruwe schatting". The evidence of a half is ours.
pub fn rough_score(floor_area: f64, open_hours: f64, asked: f64) -> Estimate {
    if asked <= 0.0 {
        return Estimate::UNKNOWN;
    }
    let most = 100.0 * (floor_area * open_hours / asked).min(1.0);
    Estimate {
        evidence: 0.5,
        ..Estimate::between(0.0, most)
    }
}

fn fulfilled(found: &RoomMatch) -> f64 {
    let asked: f64 = found.wishes.iter().map(|wish| wish.asked).sum();
    let given: f64 = found.wishes.iter().map(|wish| wish.given).sum();
    if asked > 0.0 {
        (given / asked).min(1.0)
    } else {
        0.0
    }
}

fn match_in_order(rooms: &[FreeRoom<'_>], wishes: &[RoomWish<'_>], order: &[usize]) -> RoomMatch {
    let mut left = rooms.to_vec();
    let mut by_size: Vec<usize> = (0..left.len()).collect();
    by_size.sort_by(|&one, &other| {
        let area = |room: usize| left[room].room.floor_area;
        area(one)
            .cmp(&area(other))
            .then_with(|| left[one].room.id.cmp(&left[other].room.id))
    });
    let mut schedule = Vec::new();
    let mut given = vec![0.0; wishes.len()];
    for &wish in order {
        for &room in &by_size {
            let bookings = book(&mut left[room], &wishes[wish], &mut given[wish]);
            schedule.extend(bookings);
        }
    }
    schedule.sort_by(|one, other| (&one.room, one.run).cmp(&(&other.room, other.run)));
    let row = |(wish, given): (&RoomWish<'_>, f64)| RoomShare {
        kind: wish.demand.kind.clone(),
        asked: wish.hours,
        alone: potential(rooms, wish.demand),
        given,
    };
    RoomMatch {
        wishes: wishes.iter().zip(given).map(row).collect(),
        schedule,
    }
}

/// Books a function into the free stretches of one room until it has what it asks for.
fn book(room: &mut FreeRoom<'_>, wish: &RoomWish<'_>, given: &mut f64) -> Vec<Booking> {
    let mut bookings = Vec::new();
    if !suits(room.room, wish.demand) {
        return bookings;
    }
    let shortest = usize::from(wish.demand.shortest_minutes.div_ceil(SLOT_MINUTES)).max(1);
    for run in room.week.free_runs(wish.demand.shortest_minutes) {
        let short = wish.hours - *given;
        if short <= 0.0 {
            break;
        }
        let slot = square_metre_hours(room.room, FreeRun { slots: 1, ..run });
        let wanted = (short / slot).ceil().min(run.slots as f64) as usize;
        let booked = FreeRun {
            slots: wanted.max(shortest),
            ..run
        };
        room.week.take_run(booked);
        *given = (*given + square_metre_hours(room.room, booked)).min(wish.hours);
        bookings.push(Booking {
            kind: wish.demand.kind.clone(),
            room: room.room.id.clone(),
            run: booked,
        });
    }
    bookings
}

fn suits(room: &Room, demand: &RoomDemand) -> bool {
    demand.room_types.contains(&room.room_type)
        && demand
            .attributes
            .iter()
            .all(|asked| room.attributes.contains(asked))
}

fn square_metre_hours(room: &Room, run: FreeRun) -> f64 {
    room.floor_area.value() * run.slots as f64 * f64::from(SLOT_MINUTES) / 60.0
}

/// Every order of some numbers, the given one first.
fn every_order(numbers: &[usize]) -> Vec<Vec<usize>> {
    if numbers.is_empty() {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for (place, &first) in numbers.iter().enumerate() {
        let rest: Vec<usize> = numbers[..place]
            .iter()
            .chain(&numbers[place + 1..])
            .copied()
            .collect();
        for tail in every_order(&rest) {
            orders.push(std::iter::once(first).chain(tail).collect());
        }
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::building::BuildingId;
    use crate::model::source::SourceId;
    use crate::model::units::SquareMetres;
    use proptest::prelude::*;

    fn room(id: &str, room_type: &str, area: f64) -> Room {
        Room {
            id: id.to_owned(),
            building: BuildingId("g".to_owned()),
            room_type: room_type.to_owned(),
            floor_area: SquareMetres::new(area).expect("a floor area"),
            attributes: Vec::new(),
            source: SourceId(0),
        }
    }

    fn demand(kind: &str, types: &[&str], minutes: u16) -> RoomDemand {
        RoomDemand {
            kind: FacilityKind::new(kind).expect("a code"),
            room_types: types.iter().map(|&name| name.to_owned()).collect(),
            attributes: Vec::new(),
            shortest_minutes: minutes,
        }
    }

    fn after_school(room: &Room) -> FreeRoom<'_> {
        // Free on weekdays 07:00-08:30 and 15:00-23:00, and the whole weekend.
        FreeRoom {
            room,
            week: RoomWeek::new(std::iter::empty(), Some((510, 900))),
        }
    }

    #[test]
    fn free_stretches_of_suitable_rooms_are_the_potential() {
        let (gym, class) = (
            room("gym", "gymzaal", 100.0),
            room("klas", "klaslokaal", 50.0),
        );
        let rooms = [after_school(&gym), after_school(&class)];
        // 5 · (1.5 + 8) + 2 · 16 = 79.5 hours; of two hours and more 5 · 8 + 32 = 72.
        let of = |minutes| potential(&rooms, &demand("SPORT", &["gymzaal"], minutes));
        assert_eq!((of(90), of(120)), (7_950.0, 7_200.0));
        let with_water = RoomDemand {
            attributes: vec!["water".to_owned()],
            ..demand("SPORT", &["gymzaal"], 90)
        };
        assert_eq!(potential(&rooms, &with_water), 0.0);
    }

    #[test]
    fn the_function_that_fits_only_one_room_gets_it() {
        // Both ask for all 79.5 hours of a room of 100 m²; sport needs the gym, youth work takes either.
        let (gym, hall) = (
            room("a-gym", "gymzaal", 100.0),
            room("b-aula", "aula", 100.0),
        );
        let rooms = [after_school(&gym), after_school(&hall)];
        let (sport, youth) = (
            demand("SPORT", &["gymzaal"], 90),
            demand("JONGERENWERK", &["gymzaal", "aula"], 90),
        );
        let wishes = [
            RoomWish {
                demand: &youth,
                hours: 7_950.0,
            },
            RoomWish {
                demand: &sport,
                hours: 7_950.0,
            },
        ];
        let found = match_rooms(&rooms, &wishes);
        assert_eq!(room_hours_score(&[(1, &found)]), Estimate::known(100.0));
        assert!(
            found
                .schedule
                .iter()
                .all(|booking| (booking.room == "a-gym") == (booking.kind.code() == "SPORT"))
        );
    }

    #[test]
    fn a_function_takes_no_more_than_it_asks_for_and_never_less_than_its_shortest_stretch() {
        let gym = room("gym", "gymzaal", 100.0);
        let sport = demand("SPORT", &["gymzaal"], 90);
        let found = match_rooms(
            &[after_school(&gym)],
            &[RoomWish {
                demand: &sport,
                hours: 60.0,
            }],
        );
        assert_eq!(found.schedule[0].run, FreeRun { from: 0, slots: 3 });
        assert_eq!(found.wishes[0].given, 60.0);
        let too_much = match_rooms(
            &[after_school(&gym)],
            &[RoomWish {
                demand: &sport,
                hours: 15_900.0,
            }],
        );
        assert_eq!(room_hours_score(&[(1, &too_much)]), Estimate::known(50.0));
    }

    #[test]
    fn weeks_without_school_count_by_how_many_they_are() {
        // Sport asks for 15,900 m² hours. With school the gym of 100 m² is free for 79.5 hours, half of that; without,
        // for all 7 · 16 = 112: 11,200. By 40 and 12 weeks: (40 · 50 + 12 · 70.44) / 52.
        let gym = room("gym", "gymzaal", 100.0);
        let sport = demand("SPORT", &["gymzaal"], 90);
        let wishes = [RoomWish {
            demand: &sport,
            hours: 15_900.0,
        }];
        let with_school = match_rooms(&[after_school(&gym)], &wishes);
        let free = FreeRoom {
            room: &gym,
            week: RoomWeek::new(std::iter::empty(), None),
        };
        let without = match_rooms(&[free], &wishes);
        let score = room_hours_score(&[(40, &with_school), (12, &without)]);
        let expected = (40.0 * 50.0 + 12.0 * 100.0 * 11_200.0 / 15_900.0) / 52.0;
        assert!((score.value.expect("known") - expected).abs() < 1e-9);
        assert_eq!(room_hours_score(&[(0, &without)]), Estimate::UNKNOWN);
    }

    #[test]
    fn without_rooms_the_score_is_rough_and_without_wishes_unknown() {
        let rough = rough_score(1_000.0, 10.0, 40_000.0);
        assert_eq!((rough.low, rough.high, rough.evidence), (0.0, 25.0, 0.5));
        assert_eq!(rough_score(1_000.0, 10.0, 0.0), Estimate::UNKNOWN);
        let nothing = match_rooms(&[], &[]);
        assert_eq!(room_hours_score(&[(1, &nothing)]), Estimate::UNKNOWN);
    }

    proptest! {
        #[test]
        fn no_room_is_given_twice_and_no_wish_gets_more_than_its_potential(
            areas in prop::collection::vec(1u32..20, 1..4),
            asked in prop::collection::vec((1u32..2_000, 0usize..3, 1u16..6), 1..4),
        ) {
            let types = ["gymzaal", "aula", "klaslokaal"];
            let rooms: Vec<Room> = areas.iter().enumerate()
                .map(|(index, &area)| room(&format!("r{index}"), types[index], f64::from(area)))
                .collect();
            let free: Vec<FreeRoom<'_>> = rooms.iter().map(after_school).collect();
            let demands: Vec<RoomDemand> = asked.iter()
                .map(|&(_, last, shortest)| demand("SPORT", &types[..=last], shortest * 30))
                .collect();
            let wishes: Vec<RoomWish<'_>> = demands.iter().zip(&asked)
                .map(|(demand, &(hours, _, _))| RoomWish { demand, hours: f64::from(hours) })
                .collect();
            let found = match_rooms(&free, &wishes);
            for wish in &found.wishes {
                prop_assert!(wish.given <= wish.asked + 1e-9 && wish.given <= wish.alone + 1e-9);
            }
            for pair in found.schedule.windows(2) {
                let overlap = pair[0].room == pair[1].room && pair[0].run.from + pair[0].run.slots > pair[1].run.from;
                prop_assert!(!overlap);
            }
        }
    }
}
