//! What a study says after changes, worked out by hand.

use geo::{Contains, Euclidean, Length};

use crate::access::analysis::{KindTravel, area_access, travel_by_kind};
use crate::access::edited_study::{DeadEnd, EditBase, EditedStudy};
use crate::access::error::AccessError;
use crate::access::isochrone::isochrone;
use crate::access::reach::Reach;
use crate::access::supply_report::supply_report;
use crate::access::suppression::SmallNumbers;
use crate::access::travel::TravelIndex;
use crate::access::travel_tables::{KindTrips, kind_trips};
use crate::access::worked_town::{BU1, school, worked_town};
use crate::model::age_group::AgeGroup;
use crate::model::barrier::{Barrier, BarrierFree, Crossing};
use crate::model::barrier_edit::BarrierEdit;
use crate::model::facility::FacilityId;
use crate::model::facility_edit::FacilityEdit;
use crate::model::facility_kind::FacilityKind;
use crate::model::people::People;
use crate::model::position::Planar;
use crate::model::street_edit::{StreetEdit, Which};
use crate::model::streets::{StreetNodeId, Streets, TagSetId, Tags, Way};
use crate::model::study_edit::StudyEdit;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::model::work::Work;
use crate::network::edited_ways::Unjoined;

fn footway() -> Tags {
    Tags::from([("highway".to_owned(), "footway".to_owned())])
}

/// The x-axis from 0 to 1,900 in three ways, a node every 25 m, and a way round the middle one (250 to 350).
fn town() -> TownData {
    let along = |from: u32, to: u32| (from..=to).map(StreetNodeId).collect();
    let mut nodes: Vec<Planar> = (0..77)
        .map(|node| Planar {
            x: f64::from(node) * 25.0,
            y: 0.0,
        })
        .collect();
    nodes.extend([Planar { x: 250.0, y: 150.0 }, Planar { x: 350.0, y: 150.0 }]);
    let round = [10, 77, 78, 14].map(StreetNodeId).to_vec();
    let ways = [along(0, 10), along(10, 14), along(14, 76), round];
    let mut town = TownData {
        distance_level: DistanceLevel::D3,
        streets: Some(Streets {
            nodes,
            ways: ways
                .map(|nodes| Way {
                    nodes,
                    tags: TagSetId(0),
                })
                .to_vec(),
            tag_sets: vec![footway()],
            barriers: Vec::new(),
            holes: Vec::new(),
        })
        .into(),
        ..worked_town()
    };
    town.facilities.push(school("B", 1800.0));
    town
}

/// Trips and tables of a study that is built anew.
fn anew(town: &TownData) -> (Vec<KindTravel>, KindTrips) {
    let index = TravelIndex::build(town).expect("sound");
    let travel = travel_by_kind(town, &index).expect("sound");
    let (norm, profile) = (travel[0].norm.clone(), travel[0].profile.clone());
    let trips = kind_trips(&index, &norm.kind, &profile, norm.limit).expect("prepared");
    (travel, trips)
}

fn close(way: usize) -> StreetEdit {
    StreetEdit::Close {
        street: Which::OfStudy(way),
        between: None,
    }
}

fn add(line: &[Planar], tags: Tags) -> StreetEdit {
    StreetEdit::Add {
        line: line.to_vec(),
        tags,
    }
}

fn apply(edited: &mut EditedStudy<'_>, edit: StreetEdit) -> Vec<DeadEnd> {
    edited.apply(&StudyEdit::Street(edit)).expect("sound")
}

fn travel_of(edited: &EditedStudy<'_>) -> Vec<KindTravel> {
    edited.travel().expect("prepared")
}

fn trips_of(edited: &EditedStudy<'_>) -> Vec<KindTrips> {
    edited.trips().expect("prepared")
}

fn metres(travel: &[KindTravel], home: usize) -> Option<f64> {
    travel[0].reaches[home]
        .nearest()
        .map(|nearest| nearest.distance.value())
}

#[test]
fn a_closed_street_is_gone_from_every_trip_and_table() {
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    assert_eq!(metres(&travel_of(&edited), 0), Some(400.0));
    apply(&mut edited, close(1));
    // The way round is 400 m instead of 100 m.
    assert_eq!(metres(&travel_of(&edited), 0), Some(700.0));
    let mut closed = town.clone();
    if let Some(streets) = &mut *closed.streets {
        streets.ways[1].nodes.clear();
    }
    let (travel, trips) = anew(&closed);
    assert_eq!(metres(&travel, 0), Some(700.0));
    assert_eq!(travel_of(&edited)[0].reaches, travel[0].reaches);
    assert_eq!(trips_of(&edited)[0], trips);
}

#[test]
fn the_only_bridge_is_closed_and_opened_again() {
    // Without the way round, the street from 250 to 350 is a bridge. A, the only school, is on the west bank; h0, h1
    // and h2 live on the east bank at 400, 500 and 600, and h4 at 2000 walks 100 m to the end of the street.
    let mut town = town();
    town.facilities.truncate(1);
    town.street_rules.smallest_component = 0;
    let bridge = [place(250.0, 0.0), place(350.0, 0.0)];
    if let Some(streets) = &mut *town.streets {
        streets.ways.truncate(3);
    }
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let (before, trips) = (travel_of(&edited), trips_of(&edited));
    let metres_of = |travel: &[KindTravel]| [0, 1, 2, 4].map(|home| metres(travel, home));
    let open = [400.0, 500.0, 600.0, 2000.0].map(Some);
    assert_eq!(metres_of(&before), open);
    apply(&mut edited, close(1));
    let closed = travel_of(&edited);
    assert_eq!(closed[0].reaches, [Reach::NoRoute; 5]);
    assert!(trips_of(&edited)[0].rows.iter().all(Vec::is_empty));
    assert_eq!(apply(&mut edited, add(&bridge, footway())), []);
    assert_eq!(travel_of(&edited)[0].reaches, before[0].reaches);
    assert_eq!(trips_of(&edited), trips);
}

#[test]
fn a_home_that_a_new_path_passes_keeps_its_own_street_and_may_go_by_the_path_too() {
    // h4 at x 2000 walks 100 m to the end of the street at 1900 and 100 m to school B at 1800. The path from there ends 5 m
    // beside it: over that it is 5 + 100.1 + 100 m, so it goes as it went.
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let line = vec![Planar { x: 1900.0, y: 0.0 }, Planar { x: 2000.0, y: 5.0 }];
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let motorway = Tags::from([("highway".to_owned(), "motorway".to_owned())]);
    apply(&mut edited, add(&line, motorway));
    assert_eq!(metres(&travel_of(&edited), 4), Some(200.0));
    apply(&mut edited, add(&line, footway()));
    assert_eq!(metres(&travel_of(&edited), 4), Some(200.0));
}

#[test]
fn a_new_path_shortens_trips_for_those_it_passes() {
    // Home and school stand 50 m north of the street, 100 m apart: 50 + 100 + 50 m. A path passes both at 10 m.
    let mut town = town();
    let beside = |x| Planar { x, y: 50.0 };
    town.demand[4].position = beside(1850.0);
    town.facilities[1].position = beside(1750.0);
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    assert_eq!(metres(&travel_of(&edited), 4), Some(200.0));
    let line = [(1700.0, 0.0), (1700.0, 40.0), (1900.0, 40.0), (1900.0, 0.0)];
    let path = add(&line.map(|(x, y)| Planar { x, y }), footway());
    apply(&mut edited, path.clone());
    assert_eq!(metres(&travel_of(&edited), 4), Some(120.0));
    let with_path = TownData {
        street_edits: vec![path],
        ..town.clone()
    };
    let (travel, trips) = anew(&with_path);
    assert_eq!(travel_of(&edited)[0].reaches, travel[0].reaches);
    assert_eq!(trips_of(&edited)[0], trips);
}

#[test]
fn without_streets_there_are_none_to_edit() {
    let town = worked_town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("sound");
    assert_eq!(
        edited.apply(&StudyEdit::Street(add(
            &[Planar { x: 0.0, y: 0.0 }, Planar { x: 9.0, y: 0.0 }],
            footway()
        ))),
        Err(AccessError::NotOverStreets(DistanceLevel::D1))
    );
}

fn place(x: f64, y: f64) -> Planar {
    Planar { x, y }
}

fn part(street: Which, from: f64, to: f64) -> StreetEdit {
    StreetEdit::Close {
        street,
        between: Some([place(from, 3.0), place(to, -3.0)]),
    }
}

fn refusal(edited: &mut EditedStudy<'_>, edit: StudyEdit) -> String {
    let before = format!("{edited:?}");
    let refusal = edited.apply(&edit).expect_err("not sound").to_string();
    assert_eq!(format!("{edited:?}"), before, "{refusal}");
    refusal
}

#[test]
fn who_lives_on_a_closed_street_gets_off_it_at_its_ends_in_a_plan_and_in_a_study_under_it() {
    // Home 0 at x 400 went 400 m west to A. With 350 to 450 closed it still may, and goes no way that it did not have; home 1 at
    // 500 is cut off from the west and goes east to B at 1800.
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let edit = part(Which::OfStudy(2), 350.0, 450.0);
    assert_eq!(metres(&travel_of(&edited), 1), Some(500.0));
    apply(&mut edited, edit.clone());
    let after = travel_of(&edited);
    assert_eq!(
        [0, 1].map(|home| metres(&after, home)),
        [400.0, 1300.0].map(Some)
    );
    let (anew, trips) = anew(&TownData {
        street_edits: vec![edit],
        ..town.clone()
    });
    assert_eq!(anew[0].reaches, after[0].reaches);
    assert_eq!(trips_of(&edited)[0], trips);
}

#[test]
fn a_part_of_a_street_is_closed_and_people_go_the_other_way() {
    // Home 0 at x 400 goes west to A at 0; with the street closed from 360 to 390 only east to B at 1800.
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    apply(&mut edited, part(Which::OfStudy(2), 390.0, 360.0));
    assert_eq!(metres(&travel_of(&edited), 0), Some(1400.0));
    // A path round the gap, 50 m to the side: 3 × 50 m instead of 50 m.
    let round =
        [(350.0, 0.0), (350.0, 50.0), (400.0, 50.0), (400.0, 0.0)].map(|(x, y)| place(x, y));
    assert_eq!(apply(&mut edited, add(&round, footway())), []);
    assert_eq!(metres(&travel_of(&edited), 0), Some(500.0));
    // Of the path the part at y 50 is closed.
    let across = StreetEdit::Close {
        street: Which::Added(0),
        between: Some([place(360.0, 50.0), place(390.0, 50.0)]),
    };
    apply(&mut edited, across);
    assert_eq!(metres(&travel_of(&edited), 0), Some(1400.0));
}

#[test]
fn an_added_street_that_is_closed_again_leaves_everything_as_it_was() {
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let (before, trips) = (travel_of(&edited)[0].reaches.clone(), trips_of(&edited));
    // From the middle of one street to the middle of another: both are cut, and stay so.
    apply(
        &mut edited,
        add(&[place(260.0, 0.0), place(300.0, 150.0)], footway()),
    );
    apply(
        &mut edited,
        StreetEdit::Close {
            street: Which::Added(0),
            between: None,
        },
    );
    assert_eq!(
        (&travel_of(&edited)[0].reaches, trips_of(&edited)),
        (&before, trips)
    );
}

#[test]
fn an_end_that_joins_no_street_is_told_with_the_distance() {
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let ends = apply(
        &mut edited,
        add(&[place(1000.0, 9.0), place(1000.0, -40.0)], footway()),
    );
    let nearest = Metres::new(40.0).ok();
    let unjoined = Unjoined { end: 1, nearest };
    assert_eq!(
        ends,
        [DeadEnd {
            mode: TravelMode::Foot,
            unjoined
        }]
    );
}

#[test]
fn coverage_and_the_reached_streets_follow_a_closed_street() {
    // The norm is 660 m: the homes of BU1 at 400, 500 and 600 m are covered, and none of them with 300 m more.
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let covered = |edited: &EditedStudy<'_>| {
        let rows = area_access(edited.town(), &travel_of(edited), SmallNumbers::Keep);
        let row = rows
            .iter()
            .find(|row| row.area.0 as usize == BU1 && row.age == AgeGroup::From4To12);
        row.expect("it has one").figures.covered.value()
    };
    let reached = |edited: &EditedStudy<'_>| {
        let (profile, norm) = (&town.profiles[0], &town.norms.norms[0]);
        let streets = edited
            .streets_within(0, profile, norm.norm)
            .expect("prepared")
            .expect("at D3");
        let metres: f64 = streets.iter().map(|line| Euclidean.length(line)).sum();
        let land = isochrone(
            streets,
            profile.speed.length_in(norm.norm),
            &[],
            &Work::default(),
        )
        .expect("nobody ends it")
        .land;
        (metres.round(), land.contains(&geo::Point::new(300.0, 0.0)))
    };
    assert_eq!(covered(&edited), Some(People::whole(170)));
    // 660 m of the street, and all 400 m of the way round.
    assert_eq!(reached(&edited), (1060.0, true));
    apply(&mut edited, close(1));
    assert_eq!(covered(&edited), Some(People::NONE));
    // 250 m, 400 m round and 10 m behind.
    assert_eq!(reached(&edited), (660.0, false));
}

#[test]
fn by_wheelchair_a_new_street_of_which_nothing_is_known_counts_for_the_upper_answer_only() {
    // Paved, so known to be free; closed in the middle, home 0 is cut off from A and walks 1,400 m to B.
    let mut town = town();
    town.profiles[0].mode = TravelMode::Wheelchair;
    let paved = ("surface".to_owned(), "asphalt".to_owned());
    if let Some(streets) = &mut *town.streets {
        streets.tag_sets[0].extend([paved.clone()]);
    }
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    apply(&mut edited, part(Which::OfStudy(2), 360.0, 390.0));
    let band = |edited: &EditedStudy<'_>| {
        let travel = &travel_of(edited)[0];
        let upper = travel.with_unknown.as_ref().expect("a band");
        [travel.reaches[0], upper[0]]
            .map(|reach| reach.nearest().map(|nearest| nearest.distance.value()))
    };
    assert_eq!(band(&edited), [Some(1400.0), Some(1400.0)]);
    let round =
        [(350.0, 0.0), (350.0, 50.0), (400.0, 50.0), (400.0, 0.0)].map(|(x, y)| place(x, y));
    apply(&mut edited, add(&round, footway()));
    assert_eq!(band(&edited), [Some(1400.0), Some(500.0)]);
    let mut known = footway();
    known.extend([paved]);
    apply(&mut edited, add(&round, known));
    assert_eq!(band(&edited), [Some(500.0), Some(500.0)]);
}

fn facility(id: &str) -> FacilityId {
    FacilityId(id.to_owned())
}

#[test]
fn facilities_open_move_and_close_at_every_level_together_with_streets() {
    for level in [DistanceLevel::D0, DistanceLevel::D2, DistanceLevel::D3] {
        let mut town = town();
        town.distance_level = level;
        town.profiles[0].detour = 1.0;
        town.street_rules.smallest_component = 0;
        let index = TravelIndex::build(&town).expect("sound");
        let mut edited =
            EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
                .expect("sound");
        // Home 0 at x 400 has A at 0 and B at 1800.
        let mut after = |edit| {
            edited.apply(&StudyEdit::Facility(edit)).expect("sound");
            metres(&travel_of(&edited), 0)
        };
        assert_eq!(
            after(FacilityEdit::Close(facility("A"))),
            Some(1400.0),
            "{level:?}"
        );
        assert_eq!(
            after(FacilityEdit::Open(Box::new(school("C", 500.0)))),
            Some(100.0)
        );
        let to = place(420.0, 0.0);
        assert_eq!(
            after(FacilityEdit::Move {
                facility: facility("C"),
                to
            }),
            Some(20.0)
        );
        let entrances = vec![place(405.0, 0.0)];
        assert_eq!(
            after(FacilityEdit::SetEntrances {
                facility: facility("B"),
                entrances
            }),
            Some(5.0)
        );
        let capacity = Some(30);
        after(FacilityEdit::SetCapacity {
            facility: facility("B"),
            capacity,
        });
        let (travel, trips) = (travel_of(&edited), trips_of(&edited));
        let rows = supply_report(edited.town(), &travel[0], &trips[0], SmallNumbers::Keep);
        let places: Vec<(usize, Option<u32>)> = rows
            .iter()
            .map(|row| (row.facility, row.capacity))
            .collect();
        assert_eq!(
            places,
            [(1, Some(30)), (2, None)],
            "A is closed and C is new"
        );
        if level == DistanceLevel::D3 {
            // Between 410 and 415 the street is closed: B's new entrance is still 5 m away, C is not reached.
            apply(&mut edited, part(Which::OfStudy(2), 410.0, 415.0));
            assert_eq!(metres(&travel_of(&edited), 0), Some(5.0));
            edited
                .apply(&StudyEdit::Facility(FacilityEdit::Close(facility("B"))))
                .expect("sound");
            assert_eq!(travel_of(&edited)[0].reaches[0], Reach::NoRoute);
        }
        edited
            .apply(&StudyEdit::Facility(FacilityEdit::Close(facility("B"))))
            .expect("sound");
        edited
            .apply(&StudyEdit::Facility(FacilityEdit::Close(facility("C"))))
            .expect("sound");
        assert_eq!(travel_of(&edited)[0].reaches[0], Reach::NoFacility);
    }
}

#[test]
fn crossings_and_barriers_come_and_go_where_there_are_no_streets() {
    // The worked example: home (600, 0), school (0, 0), a railway at x 300 with a crossing at (300, 400):
    // 2 × 500 × 1.3 m. Straight it is 600 × 1.3 m.
    let railway = |x: f64| Barrier {
        name: None,
        lines: geo::MultiLineString::new(vec![geo::LineString::from(vec![
            (x, -1000.0),
            (x, 1000.0),
        ])]),
        stops: TravelMode::EVERY.to_vec(),
    };
    let bridge = |y: f64| Crossing {
        name: None,
        begin: place(300.0, y),
        end: place(300.0, y),
        modes: TravelMode::EVERY.to_vec(),
        barrier_free: BarrierFree::Yes,
        penalty: Seconds::ZERO,
    };
    let mut town = TownData {
        distance_level: DistanceLevel::D2,
        barriers: vec![railway(300.0)],
        crossings: vec![bridge(400.0)],
        ..worked_town()
    };
    town.demand[0].position = place(600.0, 0.0);
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("sound");
    assert_eq!(metres(&travel_of(&edited), 0).map(f64::round), Some(1300.0));
    let mut after = |edit| {
        edited.apply(&StudyEdit::Barrier(edit)).expect("sound");
        metres(&travel_of(&edited), 0).map(f64::round)
    };
    assert_eq!(after(BarrierEdit::CloseCrossing(Which::OfStudy(0))), None);
    assert_eq!(after(BarrierEdit::AddCrossing(bridge(0.0))), Some(780.0));
    assert_eq!(after(BarrierEdit::CloseCrossing(Which::Added(0))), None);
    assert_eq!(
        after(BarrierEdit::RemoveBarrier(Which::OfStudy(0))),
        Some(780.0)
    );
    assert_eq!(after(BarrierEdit::AddBarrier(railway(100.0))), None);
    assert_eq!(
        after(BarrierEdit::RemoveBarrier(Which::Added(0))),
        Some(780.0)
    );
    assert_eq!(
        refusal(
            &mut edited,
            StudyEdit::Barrier(BarrierEdit::CloseCrossing(Which::Added(1)))
        ),
        "edit of an added crossing: found number 1, expected less than 1"
    );
    assert_eq!(
        refusal(
            &mut edited,
            StudyEdit::Barrier(BarrierEdit::AddCrossing(bridge(f64::NAN)))
        ),
        "edit of a crossing, line: found (300, NaN), expected finite numbers of metres"
    );
}

#[test]
fn a_change_that_cannot_be_made_is_refused_with_the_reason_and_changes_nothing() {
    let town = town();
    let index = TravelIndex::build(&town).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
        .expect("at D3");
    let mut street = |edit| refusal(&mut edited, StudyEdit::Street(edit));
    assert_eq!(
        street(close(9)),
        "edit of a street: found number 9, expected less than 4"
    );
    assert_eq!(
        street(part(Which::Added(0), 1.0, 2.0)),
        "edit of an added street: found number 0, expected less than 0"
    );
    let part_of = "edit of a part of a street, line: found";
    let expected = "expected two places within 10 m of the street, with some of it between them";
    assert_eq!(
        street(part(Which::OfStudy(0), 50.0, 290.0)),
        format!("{part_of} a place 40 m from it, {expected}")
    );
    assert_eq!(
        street(part(Which::OfStudy(0), 50.0, 50.0)),
        format!("{part_of} the same place twice, {expected}")
    );
    let new_street = "edit of a new street, line: found";
    let expected = "expected two or more places and less than 4,000 kilometres";
    assert_eq!(
        street(add(&[place(0.0, 0.0)], footway())),
        format!("{new_street} 1 places, with no length or too much, {expected}")
    );
    assert!(
        street(add(
            &[place(0.0, 0.0), place(f64::INFINITY, 0.0)],
            footway()
        ))
        .contains("(inf, 0)")
    );
    let mut of_facility = |edit| refusal(&mut edited, StudyEdit::Facility(edit));
    assert_eq!(
        of_facility(FacilityEdit::Close(facility("Z"))),
        "edit of a facility, id: found \"Z\", expected the id of a facility of the study"
    );
    assert!(
        of_facility(FacilityEdit::Open(Box::new(school("A", 1.0))))
            .contains("an id that no facility has")
    );
    let mut other = school("C", 1.0);
    other.kinds.push(FacilityKind::new("HA").expect("a code"));
    assert_eq!(
        of_facility(FacilityEdit::Open(Box::new(other))),
        "edit of a facility, kind: found \"HA\", expected one of the study's kinds: PO"
    );
    let to = place(f64::NAN, 0.0);
    assert!(
        of_facility(FacilityEdit::Move {
            facility: facility("A"),
            to
        })
        .contains("(NaN, 0)")
    );
    let crossing = StudyEdit::Barrier(BarrierEdit::CloseCrossing(Which::OfStudy(0)));
    assert!(refusal(&mut edited, crossing).contains("found D3, expected D2"));
}
