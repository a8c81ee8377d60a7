//! The answer of the process that reads sent files apart: lines of JSON.

use nabij::api::upload::preview::look;
use nabij::ingest::upload::table_file;

use super::kept_table::kept;

/// Reads bytes as such an answer, and looks at its rows.
pub fn read(bytes: &[u8]) {
    if let Ok(read) = table_file::read("sent.csv", bytes) {
        kept(&read);
    }
    let _look = look("sent.csv", bytes, "EPSG:28992");
}
