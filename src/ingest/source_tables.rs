//! The files behind the tables of a study: numbered as sources, read, and what stops a reading reported.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::ingest::error::IngestError;
use crate::ingest::origin::Origin;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::read_table::read_table;
use crate::ingest::report::Report;
use crate::ingest::sources::Sources;
use crate::ingest::study_columns::PositionColumns;
use crate::ingest::study_file::ResidentTable;
use crate::ingest::table::{GeometryFrom, Table, TableRequest};
use crate::ingest::upload::added::AddedRows;
use crate::ingest::upload::table_file::{self, ReadFile};
use crate::model::source::SourceId;

/// What every reading of a source needs, and the report that all of them add to.
pub struct SourceTables {
    /// The study file, for messages.
    pub study_file: String,
    /// Where relative paths start.
    pub data: PathBuf,
    /// The study's system.
    pub crs: String,
    /// The day the study describes, for sources that name none.
    pub reference_date: String,
    /// Sources that were added to those of the study file, by name: where their rows are.
    pub added: BTreeMap<String, AddedRows>,
    /// The sources so far.
    pub sources: Sources,
    /// The report so far.
    pub report: Report,
}

impl SourceTables {
    /// Numbers a source.
    pub fn number(&mut self, origin: &Origin) -> (SourceId, String) {
        // Whoever sent a file may not know what day it is of, and the day of the study need not be it.
        let is_sent = matches!(self.added.get(&origin.file), Some(AddedRows::File(_)));
        let reference_date = (!is_sent).then_some(self.reference_date.as_str());
        self.sources.add(
            (&self.study_file, reference_date),
            origin,
            &mut self.report.problems,
        )
    }

    /// Numbers a source and reads its file. Nothing when that failed, which is reported.
    pub fn table(
        &mut self,
        origin: &Origin,
        geometry: GeometryFrom,
    ) -> (SourceId, String, Option<Table>) {
        let (source, name) = self.number(origin);
        (source, name, self.read(origin, geometry))
    }

    /// Reads a file. Nothing when that failed, which is reported.
    pub fn read(&mut self, origin: &Origin, geometry: GeometryFrom) -> Option<Table> {
        match self.added.get(&origin.file) {
            Some(AddedRows::Here(table)) => return Some(table.clone()),
            Some(AddedRows::File(path)) => {
                let read = read_added(&origin.file, path);
                let read = self.or_problem(read, &origin.file)?;
                self.report.problems.extend(read.problems);
                return Some(read.table);
            }
            None => {}
        }
        let request = TableRequest {
            path: self.data.join(&origin.file),
            file: origin.file.clone(),
            layer: origin.layer.clone(),
            crs: origin.crs.clone(),
            study_crs: self.crs.clone(),
            encoding: origin.encoding.clone(),
            delimiter: origin.delimiter,
            geometry,
        };
        let table = read_table(&request, &mut self.report.problems);
        self.or_problem(table, &origin.file)
    }

    /// What was read, or a problem instead of an error.
    pub fn or_problem<T>(&mut self, read: Result<T, IngestError>, file: &str) -> Option<T> {
        read.map_err(|error| self.report.problems.push(error.into_problem(file)))
            .ok()
    }

    /// Where the geometry of a row is, as the study file says.
    pub fn geometry(&mut self, position: Option<&PositionColumns>) -> GeometryFrom {
        PositionColumns::geometry(position).unwrap_or_else(|| {
            let problem = Problem::of_file(
                Severity::Blocks,
                &self.study_file,
                "an incomplete position",
                "both x and y, or wkt alone",
            );
            self.report.problems.push(problem.in_field("position"));
            GeometryFrom::None
        })
    }

    /// The same for residents, whose squares may be named by their corner.
    pub fn geometry_of_residents(&mut self, spec: &ResidentTable) -> GeometryFrom {
        match (&spec.cell_id, &spec.position) {
            (Some(_), None) => GeometryFrom::None,
            (_, position) => self.geometry(position.as_ref()),
        }
    }
}

/// The rows of a file that was read already.
fn read_added(name: &str, path: &Path) -> Result<ReadFile, IngestError> {
    let file = File::open(path).map_err(|cause| IngestError::unreadable(name, cause))?;
    table_file::read(name, BufReader::new(file))
}
