//! The process `analyse`: which files are asked for, and the zip of them.

use crate::access::suppression::SmallNumbers;
use crate::api::problem::Problem;
use crate::api::processes::inputs::{Inputs, path};
use crate::api::processes::no_outcome::NoOutcome;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::process::Process;
use crate::layers::export::format::ExportFormat;
use crate::layers::export::zipped_folder::ZippedFolder;
use crate::model::work::Work;
use crate::study::open_study::Study;

/// The forms in which layers are wanted; the tables are always there.
///
/// # Errors
/// 400 for a form that there is not.
pub fn read_analysis(mut inputs: Inputs) -> Result<Vec<ExportFormat>, Problem> {
    inputs.only(&["formaten", "scenario"])?;
    let codes = inputs.texts("formaten")?.unwrap_or_default();
    let mut formats = Vec::new();
    for code in codes {
        let known = ExportFormat::EVERY.map(ExportFormat::code).join(", ");
        let format = ExportFormat::of_code(&code).ok_or_else(|| {
            Problem::parameter(
                &path("formaten"),
                &code,
                &format!("een of meer van {known}"),
            )
        })?;
        // The tables hold what the layers hold.
        if format != ExportFormat::Csv && !formats.contains(&format) {
            formats.push(format);
        }
    }
    Ok(formats)
}

/// The files of the analysis, in the order in which they are written, as a zip.
///
/// # Errors
/// When a file cannot be written, or the work is ended.
pub fn analysed(
    study: &Study,
    formats: &[ExportFormat],
    work: &Work,
) -> Result<Outcome, NoOutcome> {
    let ours = |cause: Box<dyn std::error::Error + Send + Sync>| NoOutcome::Ours(cause);
    let folder = tempfile::tempdir().map_err(|cause| ours(cause.into()))?;
    let written = study.write_analysis(folder.path(), formats, SmallNumbers::Hide, work);
    let mut zip = ZippedFolder::default();
    for name in written.map_err(|cause| ours(cause.into()))? {
        zip.add(folder.path(), &name, work)
            .map_err(|cause| ours(cause.into()))?;
    }
    let bytes = zip.finish().map_err(|cause| ours(cause.into()))?;
    Ok(Outcome::of(Process::Analyse, bytes))
}
