//! A town for tests whose answers can be worked out by hand.
//!
//! One municipality GM with districts WK1 (BU1, BU2) and WK2 (BU3, BU4), one primary school at (0, 0), and homes on
//! the x-axis. Children walk 1.1 m/s; at D1 a metre becomes 1.3 m; the norm is 600 s and the limit 1,200 s.
//! Only the number of children of 4 to 12 is known:
//!
//! | home | in  | x    | children | half-diagonal | D1 distance | time     |
//! |------|-----|------|----------|---------------|-------------|----------|
//! | h0   | BU1 | 400  | 100      | 0             | 520 m       | 472.7 s  |
//! | h1   | BU1 | 500  | 20       | 20            | 650 m       | 590.9 s  |
//! | h2   | BU1 | 600  | 50       | 100           | 780 m       | 709.1 s  |
//! | h3   | BU2 | 700  | unknown  | 0             | 910 m       | 827.3 s  |
//! | h4   | BU4 | 2000 | 40       | 0             | 2,600 m     | 2363.6 s |
//!
//! In BU3 nobody lives, says its source.

use crate::ingest::profiles_file::built_in_street_rules;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Area, AreaCode, AreaId, AreaLevel, Certainty, Count};
use crate::model::demand::DemandPoint;
use crate::model::facility::{Facility, FacilityId};
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::{Norm, NormSet};
use crate::model::people::People;
use crate::model::planning::Planning;
use crate::model::position::Planar;
use crate::model::source::{Source, SourceId};
use crate::model::streets::{StreetNodeId, Streets, TagSetId, Way};
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::model::units::{Metres, MetresPerSecond, Seconds};
use crate::model::worked_weights::worked_weights;

/// The first neighbourhood, in WK1.
pub const BU1: usize = 0;
/// The second neighbourhood, in WK1.
pub const BU2: usize = 1;
/// The third neighbourhood, in WK2; nobody lives there.
pub const BU3: usize = 2;
/// The fourth neighbourhood, in WK2.
pub const BU4: usize = 3;
/// The first district.
pub const WK1: usize = 4;
/// The municipality.
pub const GM: usize = 6;

/// The town.
pub fn worked_town() -> TownData {
    let known = |people| children(Some(people), Certainty::Counted);
    let mut areas = vec![
        area("BU1", AreaLevel::Neighbourhood, Some(4)),
        area("BU2", AreaLevel::Neighbourhood, Some(4)),
        area("BU3", AreaLevel::Neighbourhood, Some(5)),
        area("BU4", AreaLevel::Neighbourhood, Some(5)),
        area("WK1", AreaLevel::District, Some(6)),
        area("WK2", AreaLevel::District, Some(6)),
        area("GM", AreaLevel::Municipality, None),
    ];
    areas[BU3].residents = known(0);
    let estimated = children(Some(50), Certainty::Estimated);
    TownData {
        name: "worked".to_owned(),
        crs: "EPSG:28992".to_owned(),
        reference_date: "2024".to_owned(),
        distance_level: DistanceLevel::D1,
        areas: areas.into(),
        facilities: vec![school("A", 0.0)],
        kinds: vec![kind()],
        kind_descriptions: Vec::new(),
        demand: vec![
            home("h0", BU1, 400.0, known(100), 0.0),
            home("h1", BU1, 500.0, known(20), 20.0),
            home("h2", BU1, 600.0, estimated, 100.0),
            home("h3", BU2, 700.0, children(None, Certainty::Counted), 0.0),
            home("h4", BU4, 2000.0, known(40), 0.0),
        ]
        .into(),
        streets: None.into(),
        street_edits: Vec::new(),
        street_rules: built_in_street_rules(),
        barriers: Vec::new(),
        crossings: Vec::new(),
        basemap: Vec::new().into(),
        background_map: None,
        contact: None,
        norms: NormSet {
            name: "test-1".to_owned(),
            label_nl: String::new(),
            label_en: String::new(),
            norms: vec![norm()],
        },
        profiles: vec![walking_child()],
        planning: Planning::default().into(),
        weights: worked_weights(),
        sources: vec![source()],
    }
}

/// One street along the x-axis with a node every 25 m, from x = 0 to 1,900.
pub fn street() -> Streets {
    let highway = [("highway".to_owned(), "footway".to_owned())];
    Streets {
        nodes: (0..77)
            .map(|node| Planar {
                x: f64::from(node) * 25.0,
                y: 0.0,
            })
            .collect(),
        ways: vec![Way {
            nodes: (0..77).map(StreetNodeId).collect(),
            tags: TagSetId(0),
        }],
        tag_sets: vec![highway.into()],
        barriers: Vec::new(),
        holes: Vec::new(),
    }
}

/// Primary schools.
pub fn kind() -> FacilityKind {
    FacilityKind::new("PO").expect("a code")
}

/// A school on the x-axis.
pub fn school(id: &str, x: f64) -> Facility {
    Facility {
        id: FacilityId(id.to_owned()),
        name: id.to_owned(),
        kinds: vec![kind()],
        position: Planar { x, y: 0.0 },
        entrances: Vec::new(),
        capacity: None,
        pupils: None,
        opening_hours: None,
        attributes: std::collections::BTreeMap::new(),
        source: SourceId(0),
    }
}

/// So many children of 4 to 12, and nobody else known.
pub fn children(number: Option<u32>, certainty: Certainty) -> PerAge<Option<Count>> {
    PerAge::from_fn(|age| {
        let number = number.filter(|_| age == AgeGroup::From4To12)?;
        Some(Count {
            people: People::whole(number),
            certainty,
        })
    })
}

/// A home on the x-axis.
pub fn home(
    id: &str,
    area: usize,
    x: f64,
    residents: PerAge<Option<Count>>,
    half_diagonal: f64,
) -> DemandPoint {
    DemandPoint {
        id: id.to_owned(),
        position: Planar { x, y: 0.0 },
        area: Some(AreaId(area as u32)),
        residents,
        half_diagonal: Metres::new(half_diagonal).expect("positive"),
        source: SourceId(0),
    }
}

fn area(code: &str, level: AreaLevel, parent: Option<u32>) -> Area {
    let land = geo::Rect::new((-1000.0, -1000.0), (3000.0, 1000.0)).to_polygon();
    Area {
        code: AreaCode(code.to_owned()),
        name: code.to_owned(),
        level,
        parent: parent.map(AreaId),
        shape: geo::MultiPolygon::new(vec![land]),
        residents: children(None, Certainty::Counted),
        figures: std::collections::BTreeMap::new(),
        source: SourceId(0),
    }
}

fn norm() -> Norm {
    Norm {
        kind: kind(),
        ages: vec![AgeGroup::From4To12],
        profile: "lopen_kind".to_owned(),
        norm: Seconds::new(600.0).expect("positive"),
        limit: Seconds::new(1200.0).expect("positive"),
        basis: String::new(),
    }
}

fn walking_child() -> Profile {
    Profile {
        code: "lopen_kind".to_owned(),
        mode: TravelMode::Foot,
        speed: MetresPerSecond::new(1.1).expect("above zero"),
        detour: 1.3,
        description_nl: String::new(),
        description_en: String::new(),
    }
}

fn source() -> Source {
    Source {
        name: "bron".to_owned(),
        title: String::new(),
        publisher: None,
        licence: None,
        date: Some("2024".to_owned()),
        file: String::new(),
        rounded_to: 1,
    }
}
