//! Areas for tests: neighbourhoods in one district in one municipality, with so many residents and children.

use std::collections::BTreeMap;

use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Area, AreaCode, AreaId, AreaLevel, Certainty, Count};
use crate::model::indicator::{AboutOrigin, Direction, Domain, Indicator};
use crate::model::people::People;
use crate::model::source::SourceId;

/// Neighbourhoods with residents and children of 0 to 18 (all of them 4 to 12), then the district, then the
/// municipality; each neighbourhood is a square of 100 m beside the one before it.
pub fn drawn_areas(people: &[(u32, u32)]) -> Vec<Area> {
    let district = AreaId(people.len() as u32);
    let neighbourhood = |(place, &(residents, children)): (usize, &(u32, u32))| Area {
        residents: PerAge::from_fn(|age| {
            Some(counted(match age {
                AgeGroup::From0To4 | AgeGroup::From12To18 => 0,
                AgeGroup::From4To12 => children,
                AgeGroup::All => residents,
            }))
        }),
        ..area(&format!("BU{place:02}"), AreaLevel::Neighbourhood, place)
    };
    let mut areas: Vec<Area> = people.iter().enumerate().map(neighbourhood).collect();
    for area in &mut areas {
        area.parent = Some(district);
    }
    let mut above = area("WK00", AreaLevel::District, 0);
    above.parent = Some(AreaId(district.0 + 1));
    areas.push(above);
    areas.push(area("GM00", AreaLevel::Municipality, 0));
    areas
}

/// An indicator that reads the figure of its own name, of which more is more need.
pub fn indicator(code: &str, domain: Domain) -> Indicator {
    Indicator {
        code: code.to_owned(),
        name_nl: code.to_owned(),
        name_en: code.to_owned(),
        name_at_source: None,
        domain,
        direction: Direction::HighIsMoreNeed,
        unit: "%".to_owned(),
        year: "2024".to_owned(),
        figure: code.to_owned(),
        range: None,
        smallest_residents: 0,
        about_origin: AboutOrigin::No,
        source: SourceId(0),
    }
}

fn counted(people: u32) -> Count {
    Count {
        people: People::whole(people),
        certainty: Certainty::Counted,
    }
}

fn area(code: &str, level: AreaLevel, place: usize) -> Area {
    let left = place as f64 * 100.0;
    let land = geo::Rect::new((left, 0.0), (left + 100.0, 100.0)).to_polygon();
    Area {
        code: AreaCode(code.to_owned()),
        name: code.to_owned(),
        level,
        parent: None,
        shape: geo::MultiPolygon::new(vec![land]),
        residents: PerAge::default(),
        figures: BTreeMap::new(),
        source: SourceId(0),
    }
}
