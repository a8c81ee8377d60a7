//! A tidy table as a file: UTF-8, comma, point as decimal mark.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use crate::layers::error::LayerError;

/// Writes the names of the columns, then the rows, each with as many texts as there are columns.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_table(
    folder: &Path,
    name: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), LayerError> {
    let failed = |source: csv::Error| LayerError::Write {
        file: name.to_owned(),
        source: source.into(),
    };
    let file = File::create(folder.join(name)).map_err(|cause| failed(cause.into()))?;
    let mut writer = csv::Writer::from_writer(BufWriter::new(file));
    writer.write_record(columns).map_err(failed)?;
    for row in rows {
        writer.write_record(&row).map_err(failed)?;
    }
    writer.flush().map_err(|cause| failed(cause.into()))
}
