//! The process `isochrone`: which point, how far and by whom, and what is reached as GeoJSON.

use geo::Coord;
use serde_json::Value;

use crate::api::problem::Problem;
use crate::api::processes::inputs::{Inputs, path, wrong};
use crate::api::processes::no_outcome::NoOutcome;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::process::Process;
use crate::ingest::projection::Projection;
use crate::layers::geojson_document::feature_collection;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::shapes::GEOJSON_CRS;
use crate::model::bilingual::refusal_sentence;
use crate::model::position::{LonLat, Planar};
use crate::model::units::{Metres, Seconds};
use crate::model::work::Work;
use crate::study::isochrone::{IsochroneQuestion, IsochroneRefusal, Limit};
use crate::study::language::Language;
use crate::study::open_study::Study;

/// So many limits at a time.
pub const MOST_LIMITS: usize = 5;
/// The longest time, in seconds.
pub const LONGEST_TIME: f64 = 3_600.0;
/// The longest distance, in metres.
pub const LONGEST_DISTANCE: f64 = 20_000.0;

const POINT: &str = "twee getallen [x, y], of een punt als GeoJSON";

/// Reads the question.
///
/// # Errors
/// 400, naming the input that is wrong.
pub fn read_isochrone(mut inputs: Inputs, study: &Study) -> Result<IsochroneQuestion, Problem> {
    inputs.only(&[
        "punt",
        "crs",
        "profiel",
        "tijden_s",
        "afstanden_m",
        "scenario",
    ])?;
    let crs = inputs.text("crs")?;
    let point = inputs.needed("punt", POINT)?;
    let known = || study.isochrone_profiles().collect::<Vec<_>>().join(", ");
    let profile = match inputs.text("profiel")? {
        Some(code) if study.isochrone_profiles().any(|known| known == code) => code,
        Some(code) => {
            return Err(wrong(
                "profiel",
                &code.into(),
                &format!("een van {}", known()),
            ));
        }
        None => {
            let expected = format!("een van {}", known());
            return Err(Problem::parameter(&path("profiel"), "niets", &expected));
        }
    };
    Ok(IsochroneQuestion {
        place: place(&point, crs.as_deref(), study)?,
        profile,
        limits: limits(&mut inputs)?,
    })
}

fn limits(inputs: &mut Inputs) -> Result<Vec<Limit>, Problem> {
    let times = inputs.numbers("tijden_s", MOST_LIMITS, LONGEST_TIME)?;
    let distances = inputs.numbers("afstanden_m", MOST_LIMITS, LONGEST_DISTANCE)?;
    let of_times = |time: f64| Seconds::new(time).ok().map(Limit::Time);
    let of_distances = |metres: f64| Metres::new(metres).ok().map(Limit::Distance);
    match (times, distances) {
        (Some(times), None) => Ok(times.into_iter().filter_map(of_times).collect()),
        (None, Some(distances)) => Ok(distances.into_iter().filter_map(of_distances).collect()),
        (times, _) => {
            let found = if times.is_some() { "allebei" } else { "niets" };
            let expected = "tijden_s of afstanden_m, een van de twee";
            Err(Problem::parameter(&path("tijden_s"), found, expected))
        }
    }
}

fn place(point: &Value, crs: Option<&str>, study: &Study) -> Result<Planar, Problem> {
    let is_point = point["type"] == "Point";
    let numbers = if is_point {
        &point["coordinates"]
    } else {
        point
    };
    let numbers = numbers.as_array().map(Vec::as_slice);
    let pair = match numbers {
        Some([x, y]) => x.as_f64().zip(y.as_f64()),
        _ => None,
    };
    let (x, y) = pair.ok_or_else(|| wrong("punt", point, POINT))?;
    let system = crs.map(|crs| known_system(crs, study)).transpose()?;
    if let Some(own) = system.filter(|system| system.is_stored()) {
        let Coord { x, y } = own.swapped(Coord { x, y });
        return Ok(Planar { x, y });
    }
    let place = LonLat {
        longitude: x,
        latitude: y,
    };
    Projection::between(GEOJSON_CRS, &study.town().crs)
        .and_then(|projection| projection.to_planar(place))
        .map_err(|_nowhere| wrong("punt", point, "een plaats op aarde: [lengte, breedte]"))
}

/// The system of a point: WGS84, longitude first, or the study's own.
fn known_system(crs: &str, study: &Study) -> Result<ReferenceSystem, Problem> {
    let systems = [Some(ReferenceSystem::Crs84), study.stored_system()];
    let mut known = systems.iter().flatten().copied();
    known.find(|system| system.uri() == crs).ok_or_else(|| {
        let known: Vec<_> = systems.iter().flatten().map(|one| one.uri()).collect();
        wrong("crs", &crs.into(), &format!("een van {}", known.join(", ")))
    })
}

/// What is reached.
///
/// # Errors
/// When the point has no street near, or the work is ended.
pub fn reached(
    study: &Study,
    question: &IsochroneQuestion,
    work: &Work,
) -> Result<Outcome, NoOutcome> {
    let layer = study
        .isochrones(question, work)
        .map_err(|refused| match refused {
            IsochroneRefusal::Field {
                field,
                found,
                expected,
            } => {
                let field = path(field);
                let message = refusal_sentence(&field, &found, &expected);
                Problem::question(Some(field), message, Language::Dutch).into()
            }
            IsochroneRefusal::Study(cause) => NoOutcome::Ours(cause.into()),
        })?;
    let features = feature_collection(&layer, 0..layer.ids.len());
    Ok(Outcome::of(Process::Isochrone, features.to_string()))
}
