//! The text formats in parts of some hundreds of features: a large layer is sent while it is written, and never stands
//! in memory a second time.

use std::io::{self, Write};

use crate::layers::export::columns::Columns;
use crate::layers::export::csv_file::{csv_header, csv_rows};
use crate::layers::export::exported::Exported;
use crate::layers::export::geojson_file::{geojson_features, geojson_head, geojson_tail};

/// So many features make a part.
const FEATURES: usize = 256;

/// A format of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    /// RFC 7946.
    GeoJson,
    /// A table.
    Csv,
}

/// Part `number` of the text, from 0; all parts in their order are the whole. Nothing when there are no more.
///
/// # Errors
/// When a feature cannot be written.
pub fn text_part(
    exported: &Exported<'_>,
    columns: &Columns,
    format: TextFormat,
    number: usize,
) -> io::Result<Option<Vec<u8>>> {
    let last = exported.layer.ids.len().div_ceil(FEATURES) + 1;
    let chosen = number.saturating_sub(1) * FEATURES..number * FEATURES;
    Ok(Some(match (format, number) {
        (TextFormat::GeoJson, 0) => geojson_head(exported, columns),
        (TextFormat::Csv, 0) => csv_header(exported, columns).map_err(io::Error::other)?,
        (_, number) if number > last => return Ok(None),
        (TextFormat::GeoJson, number) if number == last => geojson_tail(),
        (TextFormat::Csv, number) if number == last => return Ok(None),
        (TextFormat::GeoJson, _) => geojson_features(exported, chosen)?,
        (TextFormat::Csv, _) => csv_rows(exported, columns, chosen).map_err(io::Error::other)?,
    }))
}

/// Writes all parts.
///
/// # Errors
/// Passes on that of the writer, or of a feature.
pub fn write_text(
    exported: &Exported<'_>,
    columns: &Columns,
    format: TextFormat,
    mut out: impl Write,
) -> io::Result<()> {
    let mut number = 0;
    while let Some(part) = text_part(exported, columns, format, number)? {
        out.write_all(&part)?;
        number += 1;
    }
    out.flush()
}
