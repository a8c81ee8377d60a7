//! A town for tests of need, of which the answers can be worked out by hand.
//!
//! Ten neighbourhoods BU00 to BU09 of 500 residents in a row, 100 m wide; the first five lie in the district West,
//! the others in Oost. Each has 120 children: 30 of 0 to 4, 50 of 4 to 12 and 40 of 12 to 18, in one home in its middle.
//! Reading (`lezen`) rises from 0 to 9, so its percentiles are 5, 15, ... 95. Cohesion (`samen`) falls from 9 to 0,
//! is missing in BU00 to BU03, and is then 10 for the district West. A school stands in BU00.

use std::collections::BTreeMap;

use crate::access::worked_town::{kind, school, worked_town};
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Area, AreaCode, AreaId, AreaLevel, Certainty, Count};
use crate::model::demand::DemandPoint;
use crate::model::facility_kind::{KindDescription, SymbolShape};
use crate::model::indicator::{AboutOrigin, Direction, Domain, Indicator};
use crate::model::need_question::NeedQuestion;
use crate::model::people::People;
use crate::model::position::Planar;
use crate::model::record::{
    Ambition, AmbitionLevel, AmbitionOf, Consideration, Programme, RecordedBy,
};
use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::model::units::Metres;
use crate::model::weight_set::WeightSet;
use crate::model::worked_weights::worked_weights;

/// How many neighbourhoods there are.
pub const NEIGHBOURHOODS: usize = 10;

/// The town.
pub fn planned_town() -> TownData {
    let mut town = worked_town();
    town.areas = areas().into();
    town.demand = (0..NEIGHBOURHOODS).map(home).collect();
    town.facilities = vec![school("A", left(0) + 50.0)];
    town.facilities[0].position.y = 500_050.0;
    town.kind_descriptions = vec![description()];
    town.reference_date = "2026-01-01".to_owned();
    town.planning.indicators = vec![
        indicator("lezen", "Lezen", Domain::Language),
        indicator("samen", "Samen leven", Domain::Cohesion),
    ];
    town.weights = weights();
    town
}

/// DOMAIN's proposal, with reading and cohesion at a half each as its preset.
pub fn weights() -> WeightSet {
    let mut weights = worked_weights();
    let preset = &mut weights.need.presets[0];
    preset.domains = vec![(Domain::Language, 0.5), (Domain::Cohesion, 0.5)];
    weights
}

/// The question that those weights propose.
pub fn question() -> NeedQuestion {
    NeedQuestion::proposed(&weights().need)
}

/// An ambition of an area, recorded on a day.
pub fn ambition(area: &str, level: u8, day: &str) -> Ambition {
    Ambition {
        of: AmbitionOf::Area(AreaCode(area.to_owned())),
        level: AmbitionLevel::new(level).expect("a level"),
        recorded: RecordedBy {
            basis: "gesprek met scholen en buurtteam".to_owned(),
            date: day.parse().expect("a day"),
            role: "sociaal architect".to_owned(),
        },
        source: SourceId(0),
    }
}

/// A programme of an area since the summer of 2024.
pub fn programme(area: &str, name: &str, until: Option<&str>) -> Programme {
    Programme {
        area: AreaCode(area.to_owned()),
        name: name.to_owned(),
        kind: "huiswerkhulp".to_owned(),
        from: jiff::civil::date(2024, 7, 1),
        until: until.map(|day| day.parse().expect("a day")),
        recorded: RecordedBy {
            basis: "gesprek met scholen en buurtteam".to_owned(),
            date: jiff::civil::date(2024, 6, 1),
            role: "sociaal architect".to_owned(),
        },
        source: SourceId(0),
    }
}

/// What was recorded about a neighbourhood that is considered.
pub fn consideration(area: &str, plan: Option<&str>) -> Consideration {
    Consideration {
        area: AreaCode(area.to_owned()),
        motivation: "scholen willen samen verder".to_owned(),
        plan: plan.map(str::to_owned),
        indicators: vec!["lezen".to_owned()],
        recorded: RecordedBy {
            basis: "overleg in de wijk".to_owned(),
            date: jiff::civil::date(2025, 11, 20),
            role: "wijkregisseur".to_owned(),
        },
        source: SourceId(0),
    }
}

fn areas() -> Vec<Area> {
    let (west, east, town) = (10, 11, 12);
    let mut areas: Vec<Area> = (0..NEIGHBOURHOODS)
        .map(|place| Area {
            residents: residents(),
            figures: figures(place),
            ..area(
                &format!("BU{place:02}"),
                AreaLevel::Neighbourhood,
                place..place + 1,
                Some(if place < 5 { west } else { east }),
            )
        })
        .collect();
    areas.push(area("West", AreaLevel::District, 0..5, Some(town)));
    areas.push(area("Oost", AreaLevel::District, 5..10, Some(town)));
    areas.push(area("Stad", AreaLevel::Municipality, 0..10, None));
    areas[west as usize].figures = BTreeMap::from([("samen".to_owned(), 10.0)]);
    areas
}

fn figures(place: usize) -> BTreeMap<String, f64> {
    let reading = ("lezen".to_owned(), place as f64);
    let together = (place > 3).then(|| ("samen".to_owned(), 9.0 - place as f64));
    std::iter::once(reading).chain(together).collect()
}

fn residents() -> PerAge<Option<Count>> {
    PerAge::from_fn(|age| {
        let people = match age {
            AgeGroup::From0To4 => 30,
            AgeGroup::From4To12 => 50,
            AgeGroup::From12To18 => 40,
            AgeGroup::All => 500,
        };
        Some(Count {
            people: People::whole(people),
            certainty: Certainty::Counted,
        })
    })
}

/// In the water of the Markermeer, where RD New has a place on the map.
fn left(place: usize) -> f64 {
    148_000.0 + 100.0 * place as f64
}

fn area(code: &str, level: AreaLevel, places: std::ops::Range<usize>, parent: Option<u32>) -> Area {
    let corners = (
        (left(places.start), 500_000.0),
        (left(places.end), 500_100.0),
    );
    Area {
        code: AreaCode(code.to_owned()),
        name: code.to_owned(),
        level,
        parent: parent.map(AreaId),
        shape: geo::MultiPolygon::new(vec![geo::Rect::new(corners.0, corners.1).to_polygon()]),
        residents: PerAge::default(),
        figures: BTreeMap::new(),
        source: SourceId(0),
    }
}

fn home(place: usize) -> DemandPoint {
    DemandPoint {
        id: format!("h{place}"),
        position: Planar {
            x: left(place) + 50.0,
            y: 500_050.0,
        },
        area: Some(AreaId(place as u32)),
        residents: residents(),
        half_diagonal: Metres::ZERO,
        source: SourceId(0),
    }
}

fn indicator(code: &str, name: &str, domain: Domain) -> Indicator {
    Indicator {
        code: code.to_owned(),
        name_nl: name.to_owned(),
        name_en: name.to_owned(),
        name_at_source: None,
        domain,
        direction: Direction::HighIsMoreNeed,
        unit: "%".to_owned(),
        year: "2025".to_owned(),
        figure: code.to_owned(),
        range: None,
        smallest_residents: 0,
        about_origin: AboutOrigin::No,
        source: SourceId(0),
    }
}

fn description() -> KindDescription {
    KindDescription {
        kind: kind(),
        singular_nl: "basisschool".to_owned(),
        plural_nl: "basisscholen".to_owned(),
        singular_en: "primary school".to_owned(),
        plural_en: "primary schools".to_owned(),
        article_nl: "de".to_owned(),
        letter: 'B',
        shape: SymbolShape::Circle,
    }
}
