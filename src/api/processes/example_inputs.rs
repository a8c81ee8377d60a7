//! One example of the inputs of each process, that can be sent as it stands.

use geo::Geometry;
use serde_json::{Value, json};

use crate::api::processes::process::Process;
use crate::study::open_study::Study;

/// Inputs that are answered in this study.
pub fn example_inputs(process: Process, study: &Study) -> Value {
    match process {
        Process::Analyse => json!({ "formaten": ["gpkg"] }),
        Process::Isochrone => json!({
            "punt": place(study),
            "profiel": study.isochrone_profiles().next(),
            "tijden_s": [300, 600],
        }),
        Process::SiteQuestion => json!({ "vraag": { "vraag": "clusters_0_18" } }),
        Process::Solve => json!({
            "model": "p-median",
            "sites": 1,
            "demand": [{ "demand_id": "a", "weight": 3 }, { "demand_id": "b", "weight": 1 }],
            "costs": [
                { "demand_id": "a", "site_id": "x", "cost": 2 },
                { "demand_id": "b", "site_id": "x", "cost": 5 },
                { "demand_id": "a", "site_id": "y", "cost": 4 },
                { "demand_id": "b", "site_id": "y", "cost": 1 },
            ],
        }),
    }
}

/// Where the first facility of the first question is, in degrees to a metre or so.
fn place(study: &Study) -> [f64; 2] {
    let question = study.question(None, None).ok();
    let layer = question.and_then(|question| study.layer("voorzieningen", &question).ok()?);
    let first = layer
        .as_ref()
        .and_then(|layer| layer.shapes.geographic.first());
    let [west, south, ..] = study.bounds();
    let place = match first {
        Some(Geometry::Point(point)) => [point.x(), point.y()],
        Some(_) | None => [west, south],
    };
    place.map(|degrees| (degrees * 100_000.0).round() / 100_000.0)
}
