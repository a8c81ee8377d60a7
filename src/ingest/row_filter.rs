//! Which rows of a table are asked for: those with one of the values that the study file names for a column.

use std::collections::BTreeMap;

use crate::ingest::columns::named_column;
use crate::ingest::problem::Problem;
use crate::ingest::special_value::plain_text;
use crate::ingest::table::{Row, Table};

/// A filter on the rows of one table.
#[derive(Debug, Clone, Default)]
pub struct RowFilter(Vec<(usize, Vec<String>)>);

impl RowFilter {
    /// Finds the columns of the filter. Nothing when one is missing, because then nobody knows which rows are asked for.
    pub fn find(
        table: &Table,
        keep: &BTreeMap<String, Vec<String>>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let columns: Vec<Option<_>> = keep
            .iter()
            .map(|(column, values)| Some((named_column(table, column, problems)?, values.clone())))
            .collect();
        columns.into_iter().collect::<Option<_>>().map(Self)
    }

    /// Whether a row is asked for; capitals make no difference.
    pub fn asks_for(&self, row: &Row) -> bool {
        self.0.iter().all(|(column, values)| {
            let value = row
                .values
                .get(*column)
                .and_then(plain_text)
                .unwrap_or_default();
            values
                .iter()
                .any(|asked| asked.trim().eq_ignore_ascii_case(&value))
        })
    }
}
