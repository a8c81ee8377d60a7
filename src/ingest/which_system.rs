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
    let system = match declared {
        Some(declared) => {
            contradiction(&claim, &declared, request, tally)?;
            declared
        }
        None => claimed(claim, request)?,
    };
    Ok(if agree(&system, study) {
        study.clone()
    } else {
        system
    })
}

/// Compares what is declared with what the file says, if that is about the same coordinates.
fn contradiction(
    claim: &SystemClaim,
    declared: &CoordinateSystem,
    request: &TableRequest,
    tally: &mut ProblemTally<'_>,
) -> Result<(), IngestError> {
    // Coordinates in columns need not be in the system of the layer.
    if request.geometry != GeometryFrom::Layer {
        return Ok(());
    }
    match claim {
        SystemClaim::Stated(stated) if !agree(declared, stated) => {
            let (declared, stated) = (quoted(declared.name()), quoted(stated.name()));
            let found = format!("crs = {declared}, while the file says {stated}");
            Err(blocked(
                request,
                found,
                "the system of the file, or none declared",
            ))
        }
        SystemClaim::Unknown(text) => {
            let used = declared.name();
            let found = format!(
                "a system in the file that is not known ({}); {used} was used",
                quoted(text)
            );
            tally.of_file(Severity::Warning, found, "a system that PROJ knows");
            Ok(())
        }
        SystemClaim::Stated(_) | SystemClaim::Implied(_) | SystemClaim::Silent => Ok(()),
    }
}

/// The system of a file of which the study declares none.
fn claimed(claim: SystemClaim, request: &TableRequest) -> Result<CoordinateSystem, IngestError> {
    match claim {
        SystemClaim::Stated(system) | SystemClaim::Implied(system) => Ok(system),
        SystemClaim::Unknown(text) => {
            let found = format!("a system in the file that is not known ({})", quoted(&text));
            Err(blocked(
                request,
                found,
                "crs = \"EPSG:28992\" or another declared in the study",
            ))
        }
        SystemClaim::Silent => {
            let found = "no coordinate system, neither in the file nor declared";
            Err(blocked(
                request,
                found,
                "crs = \"EPSG:28992\" or crs = \"OGC:CRS84\" in the study",
            ))
        }
    }
}

fn blocked(request: &TableRequest, found: impl Into<String>, expected: &str) -> IngestError {
    let problem =
        Problem::of_file(Severity::Blocks, &request.file, found, expected).in_field("crs");
    IngestError::Blocked(Box::new(problem))
}

#[cfg(test)]
mod tests {
    use crate::ingest::problem::Severity;
    use crate::ingest::table::TableRequest;
    use crate::ingest::trial::{Trial, read, refusal};

    const LOCAL: &str = r#"{"type":"Feature","crs":{"type":"name","properties":{"name":"Stadsgrid"}},
        "properties":{},"geometry":{"type":"Point","coordinates":[136000,456000]}}"#;

    #[test]
    fn an_unknown_system_in_the_file_is_refused_or_replaced_by_the_declared_one() {
        let trial = Trial::with(&[("a.geojson", LOCAL)]);
        assert_eq!(
            refusal(&trial.request("a.geojson")),
            "a.geojson, field \"crs\": found a system in the file that is not known (\"Stadsgrid\"), \
             expected crs = \"EPSG:28992\" or another declared in the study"
        );
        let crs = Some("EPSG:28992".to_owned());
        let (table, problems) = read(&TableRequest {
            crs,
            ..trial.request("a.geojson")
        });
        assert_eq!(
            table.rows[0].geometry,
            Some(geo::Point::new(136_000.0, 456_000.0).into())
        );
        assert_eq!(
            (problems.len(), problems[0].severity),
            (1, Severity::Warning)
        );
    }
}
