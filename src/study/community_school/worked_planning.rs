//! A town of three school buildings for tests whose answers can be worked out by hand.
//!
//! The town of `worked_town` with schools A at 0, B at 500 and C at 1,900, each in a building (g1, g2, g3), a library
//! at 300 and a wish list of district WK1: a library (weight 1, in no room) and youth work (weight 1, 100 m²·h), of
//! which the study has no source. All areas of the town lie on top of each other, so every place is in BU1 and WK1.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::access::worked_town::{school, worked_town};
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaCode;
use crate::model::building::{Building, BuildingId};
use crate::model::facility::{Facility, FacilityId};
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::position::Planar;
use crate::model::record::{Ambition, AmbitionLevel, AmbitionOf, RecordedBy, Wish};
use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::model::units::SquareMetres;
use crate::study::open_study::Study;

/// The town.
pub fn planned_town() -> TownData {
    let mut town = worked_town();
    let library = Facility {
        kinds: vec![kind("BIBLIOTHEEK")],
        ..school("D", 300.0)
    };
    town.facilities = vec![
        school("A", 0.0),
        school("B", 500.0),
        school("C", 1_900.0),
        library,
    ];
    town.kinds = vec![kind("BIBLIOTHEEK"), kind("PO")];
    for code in ["BUURTSCHOOL", "BIBLIOTHEEK", "JONGERENWERK"] {
        let norm = Norm {
            kind: kind(code),
            ages: vec![AgeGroup::From4To12],
            ..town.norms.norms[0].clone()
        };
        town.norms.norms.push(norm);
    }
    town.planning.buildings = vec![
        building("g1", &["A"]),
        building("g2", &["B"]),
        building("g3", &["C"]),
    ];
    for (building, x) in town
        .planning
        .buildings
        .iter_mut()
        .zip([0.0, 500.0, 1_900.0])
    {
        building.position.x = x;
    }
    town.planning.wishes = vec![wish("BIBLIOTHEEK", None), wish("JONGERENWERK", Some(100.0))];
    town.planning.ambitions = vec![Ambition {
        of: AmbitionOf::Building(BuildingId("g2".to_owned())),
        level: AmbitionLevel::new(3).expect("a level"),
        recorded: recorded(),
        source: SourceId(0),
    }];
    town
}

/// The same town somewhere in the Netherlands, opened.
pub fn planned_study(change: impl FnOnce(&mut TownData)) -> Study {
    let mut town = planned_town();
    let moved = |place: &mut Planar| {
        place.x += 136_000.0;
        place.y += 456_000.0;
    };
    town.demand
        .iter_mut()
        .for_each(|point| moved(&mut point.position));
    town.facilities
        .iter_mut()
        .for_each(|facility| moved(&mut facility.position));
    town.planning
        .buildings
        .iter_mut()
        .for_each(|building| moved(&mut building.position));
    let land = geo::Rect::new((135_000.0, 455_000.0), (139_000.0, 457_000.0)).to_polygon();
    for area in town.areas.iter_mut() {
        area.shape = geo::MultiPolygon::new(vec![land.clone()]);
    }
    change(&mut town);
    Study::open(town).expect("sound")
}

/// A kind by its code.
pub fn kind(code: &str) -> FacilityKind {
    FacilityKind::new(code).expect("a code")
}

/// A building of 1984 in condition 4, with 400 pupils in 2,000 m².
pub fn building(id: &str, facilities: &[&str]) -> Building {
    Building {
        id: BuildingId(id.to_owned()),
        name: format!("Gebouw {id}"),
        position: Planar { x: 0.0, y: 0.0 },
        facilities: facilities
            .iter()
            .map(|&id| FacilityId(id.to_owned()))
            .collect(),
        built: Some(1984),
        renovated: None,
        condition: Some(4.0),
        quality: None,
        floor_area: SquareMetres::new(2_000.0).ok(),
        owner: Some("gemeente".to_owned()),
        gone_from: None,
        housing_phase: None,
        housing_years: None,
        expected_pupils: BTreeMap::from([(0, 400)]),
        estimate: None,
        credit: None,
        rebuild_need: None,
        inclusivity: BTreeMap::from([("rustige ruimte".to_owned(), "ja".to_owned())]),
        source: SourceId(0),
    }
}

fn wish(code: &str, room_hours: Option<f64>) -> Wish {
    Wish {
        area: AreaCode("WK1".to_owned()),
        kind: kind(code),
        weight: 1.0,
        room_hours,
        recorded: recorded(),
        source: SourceId(0),
    }
}

fn recorded() -> RecordedBy {
    RecordedBy {
        basis: "gesprek met de wijk".to_owned(),
        date: date(2023, 11, 1),
        role: "sociaal architect".to_owned(),
    }
}
