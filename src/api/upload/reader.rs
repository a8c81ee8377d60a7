//! The process that reads sent files: this same program, with little memory, little time, no environment, and closed off
//! from other files, the network and other programs where the kernel can.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::api::upload::shelf::Uploads;
use crate::ingest::error::IngestError;
use crate::ingest::upload::read_apart::ApartRequest;

/// The command by which this program reads one file.
const COMMAND: &str = "read-upload";
/// Longer than this no file is read.
const LONGEST: Duration = Duration::from_secs(50);
/// Where GDAL and PROJ have their tables, when the system has them elsewhere than usual.
const TABLES: [&str; 3] = ["GDAL_DATA", "PROJ_DATA", "PROJ_LIB"];

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum ReaderFailed {
    /// The file took more than it may, or broke the process.
    #[error(transparent)]
    File(IngestError),
    /// The process could not be started or spoken to.
    #[error(transparent)]
    Process(#[from] std::io::Error),
}

/// Reads a file in a process of its own and leaves its rows in `out`, as `ingest::upload::table_file` writes them.
/// When this future is dropped, the process ends.
///
/// # Errors
/// A file that the process could not read to its end, or a process that could not be started.
pub async fn read_apart(
    program: &Path,
    request: &ApartRequest,
    out: &Path,
) -> Result<(), ReaderFailed> {
    let mut process = reader(program, &request.folder)
        .stdin(Stdio::piped())
        .stdout(File::create(out)?)
        .spawn()?;
    let words = serde_json::to_vec(request).map_err(std::io::Error::from)?;
    if let Some(mut input) = process.stdin.take() {
        // One that ended already hears nothing; how it ended is what counts.
        drop(input.write_all(&words).await);
    }
    let ended = tokio::time::timeout(LONGEST, process.wait()).await;
    if let Ok(ended) = ended
        && ended?.success()
    {
        return Ok(());
    }
    Err(ReaderFailed::File(IngestError::of_file(
        &request.name,
        "a file that takes too much memory or time to read",
        "a smaller or simpler file",
    )))
}

/// Says once in the log what such a process could do here that it should not: with an old kernel, or inside a container
/// that forbids the locks.
pub async fn log_known_holes(uploads: &Uploads) {
    match known_holes(uploads).await {
        Ok(found) if found["holes"] == json!([]) => {}
        Ok(found) => tracing::warn!(%found, "sent files are read with less protection"),
        Err(cause) => tracing::warn!(%cause, "sent files are read with less protection"),
    }
}

async fn known_holes(uploads: &Uploads) -> std::io::Result<Value> {
    let folder = uploads.unfinished()?;
    let mut process = reader(&uploads.program, folder.path());
    let told = process.arg("--holes").stdin(Stdio::null()).output();
    let told = tokio::time::timeout(LONGEST, told).await??;
    Ok(serde_json::from_slice(&told.stdout)?)
}

/// This program as it reads a file in a folder, with no environment but its tables.
fn reader(program: &Path, folder: &Path) -> Command {
    let tables = TABLES
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)));
    let mut process = Command::new(program);
    process
        .arg(COMMAND)
        .env_clear()
        .envs(tables)
        .env("GDAL_DRIVER_PATH", "disable")
        .env("TMPDIR", folder)
        .current_dir(folder)
        .stderr(Stdio::null())
        .kill_on_drop(true);
    process
}
