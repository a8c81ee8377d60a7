//! Filters in CQL2 text, read for a layer with a column of each type, and held beside some features.

use geo::{Geometry, LineString, Point, polygon};
use nabij::layers::column::Column;
use nabij::layers::filter::condition::Condition;
use nabij::layers::filter::matches::{Candidate, matches};
use nabij::layers::filter::parse::condition;
use nabij::layers::property::Property;
use nabij::layers::reference_system::ReferenceSystem;

const COLUMNS: [Column; 5] = [
    Column::text("naam", "Naam", "Hoe het heet."),
    Column::whole("aantal", "Aantal", "Hoeveel."),
    Column::number("deel", "Deel", "Welk deel."),
    Column::truth("open", "Open", "Of het open is."),
    Column::date("datum", "Datum", "De dag."),
];

/// Reads bytes as a filter in two systems.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for system in [ReferenceSystem::Crs84, ReferenceSystem::RdNew] {
        match condition(text, &COLUMNS, system) {
            Ok(condition) => hold(&condition, system),
            Err(refused) => assert!(!refused.to_string().is_empty()),
        }
    }
}

fn hold(condition: &Condition, system: ReferenceSystem) {
    let known = vec![
        ("naam", Property::Text("Vläarde_%".to_owned())),
        ("aantal", Property::Whole(12)),
        ("deel", Property::Number(0.5)),
        ("open", Property::Truth(true)),
        ("datum", Property::Text("2025-01-31".to_owned())),
    ];
    let unknown = known.iter().map(|(name, _)| (*name, Property::Missing));
    let square =
        polygon![(x: 5.0, y: 52.0), (x: 6.0, y: 52.0), (x: 6.0, y: 53.0), (x: 5.0, y: 53.0)];
    let line = LineString::from(vec![(5.0, 52.0), (5.5, 52.5)]);
    let features: [(Vec<_>, Geometry<f64>); 3] = [
        (known.clone(), Point::new(5.0, 52.0).into()),
        (unknown.collect(), square.into()),
        (known, line.into()),
    ];
    for (properties, geometry) in &features {
        let candidate = Candidate {
            properties,
            geometry,
            system,
        };
        let met = matches(condition, candidate);
        let turned = matches(&Condition::Not(Box::new(condition.clone())), candidate);
        assert_eq!(turned, met.map(|met| !met));
    }
}
