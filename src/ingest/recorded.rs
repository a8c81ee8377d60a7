//! Who recorded something, from what, and when. A record without these is left out: nobody could ask after it.

use crate::ingest::cell_words::{A_DATE, date};
use crate::ingest::problem::Problem;
use crate::ingest::row_cells::RowCells;
use crate::model::record::RecordedBy;

/// Reads the three cells of a record.
///
/// # Errors
/// A problem that leaves the row out and names the cell that is empty or no date.
pub fn recorded_by(
    cells: &RowCells<'_>,
    [basis, on, role]: [&String; 3],
) -> Result<RecordedBy, Problem> {
    Ok(RecordedBy {
        basis: cells.required_text(
            basis,
            "what it rests on, such as a talk, a letter or a plan",
        )?,
        date: cells.required(on, A_DATE, date)?,
        role: cells.required_text(role, "the role of who recorded it (not a name)")?,
    })
}
