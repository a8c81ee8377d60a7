//! Some files of a folder as one zip.

use std::fs::File;
use std::io::{Cursor, copy};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::layers::error::LayerError;
use crate::layers::export::while_wanted::WhileWanted;
use crate::model::work::Work;

/// A zip that grows file by file. The same files give the same bytes: the zip says of none when it was made.
pub struct ZippedFolder(ZipWriter<Cursor<Vec<u8>>>);

impl Default for ZippedFolder {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }
}

impl ZippedFolder {
    /// Adds a file of a folder.
    ///
    /// # Errors
    /// Names the file that cannot be read, or that was not read to its end because the work is ended.
    pub fn add(&mut self, folder: &Path, name: &str, work: &Work) -> Result<(), LayerError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut add = || -> std::io::Result<()> {
            let mut file = WhileWanted::new(File::open(folder.join(name))?, work);
            self.0.start_file(name, options)?;
            copy(&mut file, &mut self.0)?;
            Ok(())
        };
        add().map_err(|source| LayerError::Write {
            file: name.to_owned(),
            source: source.into(),
        })
    }

    /// The bytes of the whole zip.
    ///
    /// # Errors
    /// When the list of its files cannot be written.
    pub fn finish(self) -> Result<Vec<u8>, LayerError> {
        let written = self.0.finish().map_err(|source| LayerError::Write {
            file: "zip".to_owned(),
            source: source.into(),
        })?;
        Ok(written.into_inner())
    }
}
