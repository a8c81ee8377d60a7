//! The order of schools for a library at school (dBos) as a layer of points.

use std::sync::Arc;

use geo::{Geometry, Point};

use crate::access::suppression::is_small;
use crate::layers::error::LayerError;
use crate::layers::fields::school_library_columns::SCHOOL_LIBRARY_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::facility::Facility;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::siting::budget_line::BudgetLine;
use crate::siting::school_library_order::{
    LibrarySchool, LibraryWalk, OrderedSchool, SchoolLibraryOrder,
};

/// The schools in order, then those of which too little is known.
///
/// # Shape
/// `facilities` are the schools' indexes in the town, in the order of `schools`.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn school_library_layer(
    town: &TownData,
    schools: &[LibrarySchool],
    facilities: &[usize],
    order: &SchoolLibraryOrder,
) -> Result<Layer, LayerError> {
    let ordered = order
        .rows
        .iter()
        .zip(1..)
        .map(|(row, place)| (row.school, Some((row, place))));
    let apart = order.apart.iter().map(|&(school, _)| (school, None));
    let mut places = Vec::new();
    let (mut ids, mut properties) = (Vec::new(), Vec::new());
    for (school, row) in ordered.chain(apart) {
        let facility = facilities
            .get(school)
            .and_then(|&index| town.facilities.get(index));
        let (Some(school), Some(facility)) = (schools.get(school), facility) else {
            continue;
        };
        places.push(Geometry::Point(Point::from(facility.position)));
        ids.push(facility.id.0.clone());
        properties.push(properties_of(facility, school, row));
    }
    Ok(Layer {
        name: "dbos_lijst",
        columns: SCHOOL_LIBRARY_COLUMNS,
        shapes: Arc::new(Shapes::project(places, &town.crs)?),
        ids,
        properties,
    })
}

/// On which side of the budget line a school is, as files name it.
pub const fn line_code(line: BudgetLine) -> &'static str {
    match line {
        BudgetLine::Within => "binnen budget",
        BudgetLine::On => "op de budgetlijn",
        BudgetLine::Beyond => "buiten budget",
    }
}

/// Pupils as they may be shown.
pub fn shown_pupils(pupils: Option<u32>) -> Option<u32> {
    pupils.filter(|&pupils| !is_small(People::whole(pupils)))
}

fn properties_of(
    facility: &Facility,
    school: &LibrarySchool,
    row: Option<(&OrderedSchool, i64)>,
) -> Properties {
    let text = |text: &str| Property::Text(text.to_owned());
    let whole = |number: Option<i64>| number.map_or(Property::Missing, Property::Whole);
    let quintile = |of: fn(&OrderedSchool) -> u8| whole(row.map(|(row, _)| i64::from(of(row))));
    let (time, reason) = match school.walk {
        LibraryWalk::Takes(time) => (Some(time.value().round()), None),
        LibraryWalk::NoWay => (None, Some("geen route")),
        LibraryWalk::Unknown => (None, Some("niet bekend")),
    };
    let score = row.and_then(|(row, _)| row.language.score.value);
    vec![
        ("id", Property::Text(facility.id.0.clone())),
        ("naam", Property::Text(facility.name.clone())),
        ("plaats", whole(row.map(|(_, place)| place))),
        ("kwintiel", quintile(|row| row.quintile)),
        ("kwintiel_laag", quintile(|row| row.quintiles.0)),
        ("kwintiel_hoog", quintile(|row| row.quintiles.1)),
        (
            "kwintiel_stabiliteit",
            Property::text(row.map(|(row, _)| row.quintile_stability().code())),
        ),
        (
            "taal",
            Property::number(score.map(|score| (score * 10.0).round() / 10.0)),
        ),
        ("t_bibliotheek_s", Property::number(time)),
        ("reden", Property::text(reason)),
        (
            "leerlingen",
            whole(shown_pupils(school.pupils).map(i64::from)),
        ),
        (
            "status",
            text(row.map_or("onvoldoende gegevens", |(row, _)| line_code(row.line))),
        ),
        (
            "stabiliteit",
            Property::text(row.map(|(row, _)| row.stability.code())),
        ),
    ]
}
