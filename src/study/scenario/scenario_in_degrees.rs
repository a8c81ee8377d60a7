//! A scenario written down for a map: its places in degrees, as a page or a phone has them.

use geo::Coord;
use serde_json::{Value, json};

use crate::ingest::error::IngestError;
use crate::ingest::projection::Projection;
use crate::model::scenario::ordered_changes::Scenario;
use crate::study::scenario::scenario_document::scenario_document;

/// The system of degrees, longitude first.
const DEGREES: &str = "OGC:CRS84";

/// The whole scenario with its places in longitude and latitude; `crs` is the study's. Read again it is the same scenario.
///
/// # Errors
/// A place that is not on the map.
pub fn scenario_in_degrees(scenario: &Scenario, crs: &str) -> Result<Value, IngestError> {
    let projection = Projection::between(crs, DEGREES)?;
    let mut document = scenario_document(scenario, crs);
    document["crs"] = DEGREES.into();
    if let Some(changes) = document.get_mut("wijzigingen") {
        bring(changes, &projection)?;
    }
    Ok(document)
}

/// Brings every place in a document; two numbers in a list are nothing else in a scenario.
fn bring(value: &mut Value, projection: &Projection) -> Result<(), IngestError> {
    if let Some([x, y]) = place(value) {
        let mut places = [Coord { x, y }];
        projection.coordinates(&mut places)?;
        *value = json!([places[0].x, places[0].y]);
        return Ok(());
    }
    match value {
        Value::Array(values) => values
            .iter_mut()
            .try_for_each(|value| bring(value, projection)),
        Value::Object(fields) => fields
            .values_mut()
            .try_for_each(|value| bring(value, projection)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn place(value: &Value) -> Option<[f64; 2]> {
    match value.as_array()?.as_slice() {
        [x, y] => Some([x.as_f64()?, y.as_f64()?]),
        _ => None,
    }
}
