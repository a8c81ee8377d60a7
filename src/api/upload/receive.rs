//! The bytes of a sent file, as they come in, to a file in a folder that goes with them when it is not kept.

use std::path::Path;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::StreamExt;
use futures_util::stream::Fuse;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::ingest::upload::format::{START, UploadFormat};
use crate::study::language::Language;

/// A file may have so many bytes.
pub const LARGEST: u64 = 100 * 1024 * 1024;
/// A sender that says nothing for so long has gone.
const PATIENCE: Duration = Duration::from_secs(15);
/// A name is shown and compared, so it is not too long.
const LONGEST_NAME: usize = 100;

/// A file that came in whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What its name and start say.
    pub format: UploadFormat,
    /// Its length.
    pub bytes: u64,
}

/// Writes the body into the folder, under a name of our own. A refusal is in the language.
///
/// # Errors
/// 400 for a name or a start that does not fit, and for a sender that stopped; 413 when it is too large.
pub async fn receive(
    (state, language): (&ServerState, Language),
    name: &str,
    body: Body,
    folder: &Path,
) -> Result<Received, Problem> {
    let mut parts = body.into_data_stream().fuse();
    let mut start = Vec::new();
    while start.len() < START {
        let Some(part) = next(&mut parts).await? else {
            break;
        };
        start.extend_from_slice(&part);
    }
    let told = start.get(..START).unwrap_or(&start);
    let format = UploadFormat::of(name, told)
        .map_err(|refused| Problem::of_reading(refused.into_problem(name), language))?;
    let ours = |cause: std::io::Error| state.failure(&cause);
    let mut file = File::create(folder.join(format.file()))
        .await
        .map_err(ours)?;
    let mut bytes = start.len() as u64;
    file.write_all(&start).await.map_err(ours)?;
    while let Some(part) = next(&mut parts).await? {
        bytes += part.len() as u64;
        if bytes > LARGEST {
            return Err(Problem::too_large());
        }
        file.write_all(&part).await.map_err(ours)?;
    }
    file.sync_all().await.map_err(ours)?;
    Ok(Received { format, bytes })
}

async fn next(parts: &mut Fuse<BodyDataStream>) -> Result<Option<Bytes>, Problem> {
    match timeout(PATIENCE, parts.next()).await {
        Ok(None) => Ok(None),
        Ok(Some(Ok(part))) => Ok(Some(part)),
        Ok(Some(Err(_))) | Err(_) => Err(Problem::parameter(
            "(bestand)",
            "een bestand dat niet helemaal aankwam",
            "het hele bestand",
        )),
    }
}

/// The name as it is shown: one line, no folders, not too long.
///
/// # Errors
/// 400 when nothing is left of it.
pub fn name_of(given: Option<&str>) -> Result<String, Problem> {
    let given = given.unwrap_or_default();
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let letters: Vec<char> = last.chars().filter(|letter| !letter.is_control()).collect();
    // The ending says what it is, so the beginning gives way.
    let name: String = letters
        .iter()
        .skip(letters.len().saturating_sub(LONGEST_NAME))
        .collect();
    let name = name.trim();
    match name.is_empty() {
        true => Err(Problem::parameter(
            "naam",
            given,
            "de naam van het bestand, zoals scholen.gpkg",
        )),
        false => Ok(name.to_owned()),
    }
}
