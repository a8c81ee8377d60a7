//! A table of text as people keep them in a spreadsheet: semicolons, UTF-8.

use std::path::Path;

use crate::example::error::ExampleError;

/// Writes a table with one header line.
///
/// # Errors
/// The file cannot be written.
pub fn write_text_table<const N: usize>(
    path: &Path,
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<(), ExampleError> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_path(path)
        .map_err(ExampleError::csv(path))?;
    table
        .write_record(header)
        .map_err(ExampleError::csv(path))?;
    for row in rows {
        table.write_record(row).map_err(ExampleError::csv(path))?;
    }
    table.flush().map_err(ExampleError::write(path))
}

/// A number as a Dutch spreadsheet writes it, with one decimal and a comma.
pub fn decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

/// `ja` or `nee`.
pub fn yes_or_no(yes: bool) -> String {
    if yes { "ja" } else { "nee" }.to_owned()
}

/// What is known, or an empty cell.
pub fn known<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
