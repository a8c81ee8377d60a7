//! What is done with a sent file: kept, read otherwise, used in the study, taken out, thrown away. The study is read again with
//! what is used; the old one answers until the new one is there.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::api::problem::Problem;
use crate::api::register::kept::{Entered, study_with};
use crate::api::state::ServerState;
use crate::api::upload::preview::{Look, asking, look, told};
use crate::api::upload::reader::{ReaderFailed, read_apart};
use crate::api::upload::receive::Received;
use crate::api::upload::record::{Reading, Record, Use};
use crate::api::upload::shelf::{MOST, Uploads, name_in_study, sent_name, table_of};
use crate::api::upload::told_problem::tell;
use crate::ingest::problem::{self as reading, Severity};
use crate::ingest::report::Report;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::upload::added::{Added, AddedRows, AddedTable, Role};
use crate::ingest::upload::read_apart::{ApartGeometry, ApartRequest};
use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::read_study::NoStudy;

/// Rows for a look; they go when it was taken.
const LOOK: &str = "look.jsonl";

/// Where sent files are worked on.
pub struct Desk {
    /// The state of the service.
    pub state: Arc<ServerState>,
    /// The sent files.
    pub uploads: Arc<Uploads>,
    /// The language of refusals.
    pub language: Language,
}

/// What a file is to be used as.
pub struct Wanted {
    /// The role.
    pub role: Role,
    /// The keys of its table.
    pub keys: Map<String, Value>,
}

/// Whether a file was read that has no layers to choose from.
fn has_no_layers(seen: &Value) -> bool {
    let read_as = &seen["gelezen_als"];
    read_as.is_object() && read_as["layers"].as_array().is_none_or(Vec::is_empty)
}

impl Desk {
    /// Looks at a file that came in, and keeps it when it can be of use.
    ///
    /// # Errors
    /// 400 when it cannot; then nothing of it stays.
    pub async fn keep(
        &self,
        unfinished: TempDir,
        name: String,
        received: &Received,
    ) -> Result<(String, Record), Problem> {
        let full = |name: &str| {
            Problem::parameter(
                "naam",
                name,
                &format!("hoogstens {MOST} lagen; haal er eerst een weg"),
            )
        };
        if self.uploads.is_full() {
            return Err(full(&name));
        }
        let mut record = Record {
            naam: name,
            bytes: received.bytes,
            bestand: received.format.file().to_owned(),
            lezing: Reading::default(),
            inhoud: Value::Null,
            gebruik: None,
        };
        record.inhoud = self.look(unfinished.path(), &record).await?;
        let kept = self.uploads.keep(unfinished, record.clone());
        let kept = kept.map_err(|cause| self.state.failure(&cause))?;
        // Others were kept while this one was read.
        let id = kept.ok_or_else(|| full(&record.naam))?;
        Ok((id, record))
    }

    /// Reads a file otherwise.
    ///
    /// # Errors
    /// 400 when it cannot be read so, 404 when it is not there; then it stays as it was.
    pub async fn read_otherwise(&self, id: &str, reading: Reading) -> Result<Record, Problem> {
        let _alone = self.uploads.alone_with(id).await;
        let mut record = self.record(id)?;
        record.lezing = reading;
        record.inhoud = self.look(&self.uploads.folder_of(id), &record).await?;
        if let Some(layer) = record
            .lezing
            .layer
            .as_deref()
            .filter(|_| has_no_layers(&record.inhoud))
        {
            return Err(Problem::parameter(
                "layer",
                layer,
                "niets: dit bestand heeft geen lagen",
            ));
        }
        self.write(id, &record)?;
        Ok(record)
    }

    /// Replaces a file by another with the same columns, which is read and used as the one before it was.
    ///
    /// # Errors
    /// 400 when it cannot be read or used so, 404 when there is nothing to replace; then everything stays as it was.
    pub async fn replace(
        &self,
        id: &str,
        (unfinished, name): (TempDir, String),
        received: &Received,
    ) -> Result<Record, Problem> {
        let _alone = self.uploads.alone_with(id).await;
        let before = self.record(id)?;
        let folder = self.uploads.folder_of(id);
        let sent = received.format.file();
        let file = name_after(&before.bestand, sent);
        std::fs::rename(unfinished.path().join(sent), folder.join(&file))
            .map_err(|cause| self.state.failure(&cause))?;
        let record = Record {
            naam: name,
            bytes: received.bytes,
            bestand: file.clone(),
            ..before.clone()
        };
        let replaced = self.replaced(id, record).await;
        throw_away(
            &folder,
            replaced.as_ref().map_or(&file, |_| &before.bestand),
        );
        replaced
    }

    async fn replaced(&self, id: &str, mut record: Record) -> Result<Record, Problem> {
        record.inhoud = self.look(&self.uploads.folder_of(id), &record).await?;
        let Some(used) = record.gebruik.clone() else {
            self.write(id, &record)?;
            return Ok(record);
        };
        let wanted = Wanted {
            role: Role::of(&used.als).map_err(|cause| refused(cause, self.language))?,
            keys: used.tabel,
        };
        self.used(id, record, wanted).await
    }

    /// Uses a file in the study.
    ///
    /// # Errors
    /// 400 when its table cannot be read or the study cannot be read with it; then nothing changes.
    pub async fn put_to_use(&self, id: &str, wanted: Wanted) -> Result<Record, Problem> {
        let _alone = self.uploads.alone_with(id).await;
        let record = self.record(id)?;
        self.used(id, record, wanted).await
    }

    async fn used(&self, id: &str, mut record: Record, wanted: Wanted) -> Result<Record, Problem> {
        let name = name_in_study(id, &record);
        let mut keys = wanted.keys;
        record.lezing.fill(&mut keys);
        let table = table_of((id, &record), wanted.role, keys.clone())
            .map_err(|cause| refused(cause, self.language))?;
        let rows = self.rows(id, &record, &table).await?;
        let folder = self.uploads.folder_of(id);
        let path = folder.join(&rows);
        let _turn = self.state.reading.lock().await;
        let mut added = self.uploads.added(Some(id));
        added.push(Added {
            name: name.clone(),
            rows: AddedRows::File(path),
            table,
        });
        let study = self.study_with(added).await;
        let (study, entered) = study.inspect_err(|_| throw_away(&folder, &rows))?;
        let report = report_of(study.check(), &name);
        if report["behouden"] == 0 {
            throw_away(&folder, &rows);
            return Err(self.nothing_usable(&record.naam, report));
        }
        let before = record.gebruik.replace(Use {
            als: wanted.role.code().to_owned(),
            tabel: keys,
            rijen: rows,
            verslag: report,
            niet: None,
        });
        self.write(id, &record)?;
        self.state.open_with(Arc::new(study), &entered);
        if let Some(before) = before {
            throw_away(&folder, &before.rijen);
        }
        Ok(record)
    }

    /// Takes a file out of the study; it stays to be used otherwise.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub async fn stop_using(&self, id: &str) -> Result<Record, Problem> {
        let _alone = self.uploads.alone_with(id).await;
        let mut record = self.record(id)?;
        let Some(before) = record.gebruik.take() else {
            return Ok(record);
        };
        let _turn = self.state.reading.lock().await;
        let (study, entered) = self.study_with(self.uploads.added(Some(id))).await?;
        self.write(id, &record)?;
        self.state.open_with(Arc::new(study), &entered);
        throw_away(&self.uploads.folder_of(id), &before.rijen);
        Ok(record)
    }

    /// Throws a file away, and takes it out of the study first when it was used.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub async fn remove(&self, id: &str) -> Result<(), Problem> {
        let _alone = self.uploads.alone_with(id).await;
        let used = self.record(id)?.gebruik.is_some();
        let _turn = self.state.reading.lock().await;
        let study = match used {
            true => Some(self.study_with(self.uploads.added(Some(id))).await?),
            false => None,
        };
        self.uploads
            .remove(id)
            .map_err(|cause| self.state.failure(&cause))?;
        if let Some((study, entered)) = study {
            self.state.open_with(Arc::new(study), &entered);
        }
        Ok(())
    }

    /// The file, if it is there.
    ///
    /// # Errors
    /// 404.
    pub fn record(&self, id: &str) -> Result<Record, Problem> {
        self.uploads.record(id).ok_or_else(|| {
            Problem::unknown(format!(
                "De laag \"{id}\" is er niet (meer). Op /v1/uploads staan de lagen."
            ))
        })
    }

    /// What a file looks like: with its places, or with what is to be told before they are known.
    async fn look(&self, folder: &Path, record: &Record) -> Result<Value, Problem> {
        match self.look_from(folder, record, ApartGeometry::Layer).await? {
            Look::Known(seen) => Ok(seen),
            Look::Asks(asked) if asked.problem.field.as_deref() == Some("crs") => {
                let mut bare = record.clone();
                bare.lezing.crs = Some(self.state.study()?.town().crs.clone());
                let seen = self.look_from(folder, &bare, ApartGeometry::None).await?;
                Ok(asking(seen.known(), &asked))
            }
            Look::Asks(asked) => Ok(asking(None, &asked)),
        }
    }

    async fn look_from(
        &self,
        folder: &Path,
        record: &Record,
        geometry: ApartGeometry,
    ) -> Result<Look, Problem> {
        let request = self.request(folder, record, geometry)?;
        let out = folder.join(LOOK);
        let read = self.read(&request, &out).await;
        let (crs, name) = (request.study_crs, record.naam.clone());
        let looked = match read {
            Ok(()) => self.opened(&out).and_then(|lines| {
                look(&name, lines, &crs)
                    .map_err(|refused| self.of_reading(refused.into_problem(&name)))
            }),
            Err(problem) => Err(problem),
        };
        throw_away(folder, LOOK);
        looked
    }

    /// Reads the file as it is to be used and leaves its rows beside it; says in which file.
    async fn rows(&self, id: &str, record: &Record, table: &AddedTable) -> Result<String, Problem> {
        let geometry = table
            .geometry()
            .map_err(|cause| refused(cause, self.language))?;
        let origin = table.origin();
        let folder = self.uploads.folder_of(id);
        let request = ApartRequest {
            layer: origin.layer,
            crs: origin.crs,
            encoding: origin.encoding,
            delimiter: origin.delimiter,
            ..self.request(&folder, record, ApartGeometry::of(geometry))?
        };
        let number = record
            .gebruik
            .as_ref()
            .and_then(|used| used.rijen.split(['-', '.']).nth(1)?.parse::<u64>().ok());
        let rows = format!("rows-{}.jsonl", number.map_or(1, |number| number + 1));
        let read = self.read(&request, &folder.join(&rows)).await;
        read.inspect_err(|_| throw_away(&folder, &rows))?;
        Ok(rows)
    }

    fn request(
        &self,
        folder: &Path,
        record: &Record,
        geometry: ApartGeometry,
    ) -> Result<ApartRequest, Problem> {
        Ok(ApartRequest {
            path: folder.join(&record.bestand),
            folder: folder.to_path_buf(),
            name: record.naam.clone(),
            layer: record.lezing.layer.clone(),
            crs: record.lezing.crs.clone(),
            study_crs: self.state.study()?.town().crs.clone(),
            encoding: record.lezing.encoding.clone(),
            delimiter: record.lezing.delimiter,
            geometry,
        })
    }

    async fn read(&self, request: &ApartRequest, out: &Path) -> Result<(), Problem> {
        let _reader = self.uploads.reader().await;
        read_apart(&self.uploads.program, request, out)
            .await
            .map_err(|failed| match failed {
                ReaderFailed::File(refused) => self.of_reading(refused.into_problem(&request.name)),
                ReaderFailed::Process(cause) => self.state.failure(&cause),
            })
    }

    fn opened(&self, path: &Path) -> Result<BufReader<File>, Problem> {
        let file = File::open(path).map_err(|cause| self.state.failure(&cause))?;
        Ok(BufReader::new(file))
    }

    fn write(&self, id: &str, record: &Record) -> Result<(), Problem> {
        let written = self.uploads.replace(id, record.clone());
        written.map_err(|cause| self.state.failure(&cause))
    }

    /// The study with these files added, and what people entered.
    async fn study_with(&self, added: Vec<Added>) -> Result<(Study, Entered), Problem> {
        let files = self.uploads.files().cloned();
        let files = files.ok_or_else(|| Problem::not_ready(&self.state.loading().step))?;
        let register = self.state.register();
        let read =
            tokio::task::spawn_blocking(move || study_with(register.as_deref(), &files, added));
        match read.await.map_err(|stopped| self.state.failure(&stopped))? {
            Ok(read) => Ok(read),
            Err(NoStudy::Blocked(report)) => Err(self.blocked(*report)),
            Err(NoStudy::Files(cause)) => Err(self.state.failure(&cause)),
            Err(NoStudy::Study(cause)) => Err(self.state.failure(&cause)),
        }
    }

    fn blocked(&self, report: Report) -> Problem {
        let mut problems = report.problems.into_iter();
        match problems.find(|problem| problem.severity == Severity::Blocks) {
            Some(first) => self.of_reading(as_sent(first)),
            None => Problem::unknown("De studie kan met deze laag niet worden gelezen."),
        }
    }

    fn nothing_usable(&self, name: &str, mut report: Value) -> Problem {
        let mut first = report.pointer_mut("/problemen/eerste/0").map(Value::take);
        let first = first.get_or_insert_default();
        tell(first, self.language);
        let why = first["tekst"].as_str().unwrap_or_default();
        let found = Bilingual::new(
            format!("{name} zonder bruikbare rijen ({why})"),
            format!("{name} without usable rows ({why})"),
        );
        let expected = Bilingual::new("ten minste één rij", "at least one row");
        let sentence = refusal_sentence("tabel", &found, &expected);
        Problem::question(Some("tabel".to_owned()), sentence, self.language)
    }

    fn of_reading(&self, problem: reading::Problem) -> Problem {
        Problem::of_reading(problem, self.language)
    }
}

/// A refusal of the keys of a table, in the language.
pub fn refused(refused: QuestionRefused, language: Language) -> Problem {
    let sentence = refused.sentence();
    Problem::question(Some(refused.field), sentence, language)
}

/// What became of the rows of one file.
fn report_of(report: &Report, name: &str) -> Value {
    let tally = report.tallies.iter().find(|tally| tally.file == name);
    let problems = report
        .problems
        .iter()
        .filter(|problem| problem.file == name);
    let problems: Vec<_> = problems.cloned().map(as_sent).collect();
    json!({
        "gelezen": tally.map(|tally| tally.read),
        "behouden": tally.map(|tally| tally.kept),
        "weggelaten": tally.map(|tally| tally.left_out),
        "problemen": told(&problems),
    })
}

/// A problem by the name that the sender gave the file.
fn as_sent(mut problem: reading::Problem) -> reading::Problem {
    if let Some(name) = sent_name(&problem.file) {
        problem.file = name.to_owned();
    }
    problem
}

/// The name under which a file is kept that comes after another, so that both are there until one is chosen.
fn name_after(before: &str, sent: &str) -> String {
    let number: u64 = before
        .split_once('-')
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0);
    format!("{}-{sent}", number + 1)
}

/// A file that cannot be deleted takes space and nothing else.
fn throw_away(folder: &Path, file: &str) {
    if let Err(cause) = std::fs::remove_file(folder.join(file)) {
        tracing::warn!(file, %cause, "a file that is not used any more stays");
    }
}
