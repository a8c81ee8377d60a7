//! A study from its files: read, opened, and with the report of the reading.

use std::path::PathBuf;

use crate::ingest::error::IngestError;
use crate::ingest::inputs::{
    InputFile, InputStamp, fingerprint, first_other, study_inputs, study_paths,
};
use crate::ingest::load::{Progress, load_study_with};
use crate::ingest::report::Report;
use crate::ingest::upload::added::{Added, AddedRows};
use crate::study::error::StudyError;
use crate::study::open_study::Study;

/// Where a study's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyFiles {
    /// A `study.toml`, or its folder.
    pub study: PathBuf,
    /// Where the paths in it start; its folder when not given.
    pub data: Option<PathBuf>,
}

/// Why a study is not there.
#[derive(Debug, thiserror::Error)]
pub enum NoStudy {
    /// Something in its files blocks; the report says what.
    #[error("{0}")]
    Blocked(Box<Report>),
    /// The study file, or a file that was there, cannot be read.
    #[error(transparent)]
    Files(#[from] IngestError),
    /// What was read makes no study.
    #[error(transparent)]
    Study(#[from] StudyError),
}

impl StudyFiles {
    /// Reads and opens the study with sources that were added to it.
    ///
    /// # Errors
    /// When there is no study: see [`NoStudy`]. Files that were written meanwhile are none: nobody could say what was read.
    pub fn open_with(
        &self,
        added: &[Added],
        progress: &dyn Fn(Progress),
    ) -> Result<Study, NoStudy> {
        let data = self.data.as_deref();
        let before = self.stamps(added)?;
        let loaded = load_study_with(&self.study, data, added, progress)?;
        progress(Progress {
            step: "looptijden berekenen".to_owned(),
            share: 0.97,
        });
        let Some(town) = loaded.town else {
            return Err(NoStudy::Blocked(Box::new(loaded.report)));
        };
        let (study, inputs) = rayon::join(|| Study::open(town), || self.inputs(added));
        let (study, inputs) = (study?, inputs?);
        if let Some(written) = first_other(&before, &self.stamps(added)?) {
            let found = "a file that was written while the study was read";
            let expected = "one that stays as it is until it was read";
            return Err(IngestError::of_file(&written.name, found, expected).into());
        }
        Ok(study
            .read_from(inputs, &entered(added))
            .with_check(loaded.report))
    }

    /// What the file system tells of the files, those of added sources too.
    ///
    /// # Errors
    /// A study file that cannot be read.
    pub fn stamps(&self, added: &[Added]) -> Result<Vec<InputStamp>, IngestError> {
        let paths = study_paths(&self.study, self.data.as_deref())?;
        let own = paths.iter().map(|(name, file)| InputStamp::of(name, file));
        let sent = added.iter().filter_map(|added| match &added.rows {
            AddedRows::File(path) => Some(InputStamp::of(&added.name, path)),
            AddedRows::Here(_) => None,
        });
        Ok(own.chain(sent).collect())
    }

    /// The files. What people entered is none: a scenario keeps its base when somebody records a wish.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn inputs(&self, added: &[Added]) -> Result<Vec<InputFile>, IngestError> {
        let mut inputs = study_inputs(&self.study, self.data.as_deref())?;
        for added in added {
            if let AddedRows::File(path) = &added.rows {
                inputs.push(fingerprint(&added.name, path)?);
            }
        }
        inputs.sort();
        Ok(inputs)
    }
}

/// All that was entered, as one text; empty when nothing was.
fn entered(added: &[Added]) -> String {
    let tables = added.iter().filter_map(|added| match &added.rows {
        AddedRows::Here(table) => Some(format!("{} {:?}\n", added.name, table.rows)),
        AddedRows::File(_) => None,
    });
    tables.collect()
}
