//! Which system the coordinates of a file are in: what the study declares and what the file says of itself.

use crate::ingest::agreement::agree;
use crate::ingest::coordinate_system::CoordinateSystem;
use crate::ingest::error::IngestError;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_tally::ProblemTally;
use crate::ingest::quotation::quoted;
use crate::ingest::raw_table::SystemClaim;
use crate::ingest::table::{GeometryFrom, TableRequest};

/// The system of the file. Where it agrees with the study's, it is the study's, and nothing needs to be moved.
///
/// # Errors
/// No system at all, a declared system that contradicts the file, or one that is not known.
pub fn which_system(
    claim: SystemClaim,
    request: &TableRequest,
    study: &CoordinateSystem,
    tally: &mut ProblemTally<'_>,
) -> Result<CoordinateSystem, IngestError> {
    let declared = request
        .crs
        .as_deref()
        .map(CoordinateSystem::named)
        .transpose();
    let declared = declared
        .map_err(|error| IngestError::Blocked(Box::new(error.into_problem(&request.file))))?;
    // Coordinates in columns need not be in the system of the layer.
    let own = request.geometry == GeometryFrom::Layer;
    let system = match (declared, claim) {
        (Some(declared), SystemClaim::Stated(stated)) if own && !agree(&declared, &stated) => {
            let found = format!(
                "crs = {}, while the file says {}",
                quoted(declared.name()),
                quoted(stated.name())
            );
            return Err(blocked(
                request,
                found,
                "the system of the file, or none declared",
            ));
        }
        (Some(declared), SystemClaim::Unknown(text)) if own => {
            let found = format!(
                "a system in the file that is not known ({}); {} was used",
                quoted(&text),
                declared.name()
            );
            tally.of_file(Severity::Warning, found, "a system that PROJ knows");
            declared
        }
        (Some(declared), _) => declared,
        (None, SystemClaim::Stated(system) | SystemClaim::Implied(system)) => system,
        (None, SystemClaim::Unknown(text)) => {
            let found = format!("a system in the file that is not known ({})", quoted(&text));
            return Err(blocked(
                request,
                found,
                "crs = \"EPSG:28992\" or another declared in the study",
            ));
        }
        (None, SystemClaim::Silent) => {
            let found = "no coordinate system, neither in the file nor declared";
            return Err(blocked(
                request,
                found,
                "crs = \"EPSG:28992\" or crs = \"OGC:CRS84\" in the study",
            ));
        }
    };
    Ok(if agree(&system, study) {
        study.clone()
    } else {
        system
    })
}

fn blocked(request: &TableRequest, found: impl Into<String>, expected: &str) -> IngestError {
    let problem =
        Problem::of_file(Severity::Blocks, &request.file, found, expected).in_field("crs");
    IngestError::Blocked(Box::new(problem))
}
