//! The front door: a study file and its sources to one town, with a report of everything that was read.
//!
//! A source that cannot be read blocks the study, but the others are read all the same,
//! so that one report names everything there is to mend.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::ingest::age_shares::{AgeShareMap, read_age_shares};
use crate::ingest::area_figures::join_figures;
use crate::ingest::area_levels::{PlacedArea, put_levels_together};
use crate::ingest::areas::{AreaReading, RawArea, read_areas};
use crate::ingest::basemap::read_basemap;
use crate::ingest::checks::check_together;
use crate::ingest::demand::place_residents;
use crate::ingest::error::IngestError;
use crate::ingest::line_streets::read_line_streets;
use crate::ingest::read_streets::read_osm_streets;
use crate::ingest::streets::{append, is_osm, line_tags, rows_with_lines};
use crate::ingest::facilities::{FacilityReading, read_facilities};
use crate::ingest::facility_merge::{Located, merge_facilities};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::pupils::join_pupils;
use crate::ingest::read_table::read_table;
use crate::ingest::report::{Report, Tally};
use crate::ingest::residents::{ResidentPlaces, ResidentReading, read_residents};
use crate::ingest::settings::{Settings, read_settings};
use crate::ingest::sources::Sources;
use crate::ingest::study_file::{Origin, PositionColumns, ResidentTable, StreetTable, StudyFile, parse_study};
use crate::ingest::table::{GeometryFrom, Table, TableRequest};
use crate::model::basemap::BasemapFeature;
use crate::model::facility_kind::FacilityKind;
use crate::model::source::SourceId;
use crate::model::streets::Streets;
use crate::model::town_data::TownData;
use crate::model::travel_mode::DistanceLevel;

/// The name of a study file in its folder.
const STUDY_FILE: &str = "study.toml";

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The town; nothing when something blocks.
    pub town: Option<TownData>,
    /// What was read, kept and left out, and why.
    pub report: Report,
}

/// How far the reading is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// What is being done, in Dutch: "straten lezen".
    pub step: String,
    /// How much is done, from 0 to 1.
    pub share: f64,
}

/// Reads a study: a `study.toml` or its folder. Relative paths start at `data`, or else at the study's folder.
///
/// # Errors
/// A study file that cannot be found or read. Everything else that is wrong is in the report.
pub fn load_study(
    study: &Path,
    data: Option<&Path>,
    progress: &dyn Fn(Progress),
) -> Result<Loaded, IngestError> {
    let path = if study.is_dir() {
        study.join(STUDY_FILE)
    } else {
        study.to_path_buf()
    };
    let file = path.file_name().map_or(STUDY_FILE.to_owned(), |name| {
        name.to_string_lossy().into_owned()
    });
    let text = std::fs::read_to_string(&path)
        .map_err(|source| IngestError::unreadable(&path.to_string_lossy(), source))?;
    let mut report = Report {
        study: file.clone(),
        ..Report::default()
    };
    let parsed = match parse_study(&file, &text) {
        Ok(parsed) => parsed,
        Err(problem) => {
            report.problems.push(problem);
            return Ok(Loaded { town: None, report });
        }
    };
    report.study.clone_from(&parsed.name);
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let data = data.map_or_else(|| folder.clone(), Path::to_path_buf);
    let settings = read_settings(&file, &parsed, [&data, &folder], &mut report.problems);
    let reading = Reading {
        file,
        study: parsed,
        data,
        settings,
        sources: Sources::default(),
        report,
        progress,
    };
    Ok(reading.load())
}

/// One reading of one study.
struct Reading<'a> {
    file: String,
    study: StudyFile,
    data: PathBuf,
    settings: Settings,
    sources: Sources,
    report: Report,
    progress: &'a dyn Fn(Progress),
}

impl Reading<'_> {
    fn load(mut self) -> Loaded {
        // The steps follow the order of the study file, so that sources are numbered in that order.
        let areas = self.areas();
        self.step("voorzieningen lezen", 0.2);
        let (kinds, located) = self.facilities();
        self.step("inwoners lezen", 0.35);
        let places = self.residents();
        let shares = self.age_shares();
        self.step("straten lezen", 0.5);
        let streets = self.streets();
        self.step("achtergrond lezen", 0.8);
        let basemap = self.basemap();
        self.step("inwoners verdelen", 0.85);
        let mut areas = areas;
        let demand = place_residents(&mut areas, &places, &shares, &mut self.report);
        self.step("bronnen vergelijken", 0.95);
        let sources = self.sources.into_list();
        check_together(&areas, &located, &demand, &sources, &mut self.report);
        let distance_level = distance_level(
            &self.file,
            &self.study,
            streets.is_some(),
            &mut self.report.problems,
        );
        let (Some(norms), false) = (self.settings.norms, self.report.blocks()) else {
            return Loaded {
                town: None,
                report: self.report,
            };
        };
        let town = TownData {
            name: self.study.name,
            crs: self.study.crs,
            reference_date: self.study.reference_date,
            distance_level,
            areas: areas.into_iter().map(|placed| placed.area).collect(),
            facilities: located
                .into_iter()
                .map(|located| located.facility)
                .collect(),
            kinds: kinds.into_iter().collect(),
            kind_descriptions: self.settings.kinds,
            demand,
            streets,
            basemap,
            norms,
            profiles: self.settings.profiles,
            sources,
        };
        Loaded {
            town: Some(town),
            report: self.report,
        }
    }

    fn areas(&mut self) -> Vec<PlacedArea> {
        self.step("gebieden lezen", 0.0);
        let mut raw: Vec<RawArea> = Vec::new();
        for spec in self.study.areas.clone() {
            let (source, name, table) = self.table(&spec.origin(), GeometryFrom::Layer);
            let Some(table) = table else { continue };
            let reading = AreaReading {
                study_file: &self.file,
                spec: &spec,
                source,
                name: &name,
            };
            raw.extend(read_areas(&reading, &table, &mut self.report));
        }
        for spec in self.study.figures.clone() {
            let (_, name, table) = self.table(&spec.origin(), GeometryFrom::None);
            let Some(table) = table else { continue };
            join_figures(
                (&self.file, &name),
                &spec,
                &table,
                &mut raw,
                &mut self.report,
            );
        }
        // Areas that could not be read are reported already; that there are none would only say it again.
        if raw.is_empty() && self.report.blocks() {
            return Vec::new();
        }
        put_levels_together((&self.file, &self.study.name), raw, &mut self.report)
    }

    fn facilities(&mut self) -> (BTreeSet<FacilityKind>, Vec<Located>) {
        let mut kinds = BTreeSet::new();
        let mut raw = Vec::new();
        for spec in self.study.facilities.clone() {
            let geometry = self.geometry(spec.position.as_ref());
            let (source, name, table) = self.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            let reading = FacilityReading {
                study_file: &self.file,
                spec: &spec,
                source,
                name: &name,
                kinds: &self.settings.kinds,
            };
            let found = read_facilities(&reading, &table, &mut self.report);
            kinds.extend(found.kinds);
            raw.extend(found.facilities);
        }
        let mut located = merge_facilities(raw, &mut self.report);
        for spec in self.study.pupils.clone() {
            let (_, name, table) = self.table(&spec.origin(), GeometryFrom::None);
            let Some(table) = table else { continue };
            join_pupils(&spec, &name, &table, &mut located, &mut self.report);
        }
        (kinds, located)
    }

    fn residents(&mut self) -> Vec<ResidentPlaces> {
        let mut places = Vec::new();
        for spec in self.study.residents.clone() {
            let geometry = self.geometry_of_residents(&spec);
            let (source, name, table) = self.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            let reading = ResidentReading {
                study_file: &self.file,
                spec: &spec,
                source,
                name: &name,
            };
            places.push(read_residents(&reading, &table, &mut self.report));
        }
        places
    }

    fn age_shares(&mut self) -> AgeShareMap {
        let mut shares = AgeShareMap::default();
        for (number, spec) in (0..).zip(self.study.age_shares.clone()) {
            if number > 0 {
                let problem = Problem::of_file(
                    Severity::Blocks,
                    &self.file,
                    "a second table [[age_shares]]",
                    "one at most",
                );
                self.report.problems.push(problem.in_field("age_shares"));
                break;
            }
            let (_, name, table) = self.table(&spec.origin(), GeometryFrom::None);
            let outlines = Origin {
                file: spec.areas.file.clone(),
                layer: spec.areas.layer.clone(),
                crs: spec.areas.crs.clone(),
                ..spec.origin()
            };
            let (Some(table), Some(outlines)) = (table, self.read(&outlines, GeometryFrom::Layer))
            else {
                continue;
            };
            let (found, kept) =
                read_age_shares(&spec, &table, &outlines, &mut self.report.problems);
            self.report.tally(&name, &table, kept, 0);
            shares = found;
        }
        shares
    }

    fn streets(&mut self) -> Option<Streets> {
        let mut streets = Streets::default();
        for spec in self.study.streets.clone() {
            let found = if is_osm(&spec) { self.osm_streets(&spec) } else { self.line_streets(&spec) };
            append(&mut streets, found.unwrap_or_default());
        }
        (!streets.ways.is_empty()).then_some(streets)
    }

    fn osm_streets(&mut self, spec: &StreetTable) -> Option<Streets> {
        let (_, name) = self.sources.add(&self.file, &self.study, &spec.origin(), &mut self.report.problems);
        let mut problems = Vec::new();
        let found = read_osm_streets(&self.data.join(&spec.file), &spec.file, &self.study.crs, &mut problems);
        self.report.problems.append(&mut problems);
        let found = self.or_problem(found, &spec.file)?;
        let ways = found.ways.len() as u64;
        self.report.tallies.push(Tally { source: name, file: spec.file.clone(), read: ways, kept: ways, left_out: 0, not_asked: 0 });
        Some(found)
    }

    fn line_streets(&mut self, spec: &StreetTable) -> Option<Streets> {
        let (_, name, table) = self.table(&spec.origin(), GeometryFrom::Layer);
        let table = table?;
        self.report.tally(&name, &table, rows_with_lines(&table), 0);
        let found = read_line_streets(&table, &line_tags(spec), &mut self.report.problems);
        self.or_problem(found, &spec.file)
    }

    fn basemap(&mut self) -> Vec<BasemapFeature> {
        let mut features = Vec::new();
        for spec in self.study.basemap.clone() {
            let (_, name, table) = self.table(&spec.origin(), GeometryFrom::Layer);
            let Some(table) = table else { continue };
            features.extend(read_basemap(
                (&self.file, &name),
                &spec,
                &table,
                &mut self.report,
            ));
        }
        features
    }

    /// Numbers a source and reads its file. Nothing when that failed, which is reported.
    fn table(
        &mut self,
        origin: &Origin,
        geometry: GeometryFrom,
    ) -> (SourceId, String, Option<Table>) {
        let (source, name) =
            self.sources
                .add(&self.file, &self.study, origin, &mut self.report.problems);
        (source, name, self.read(origin, geometry))
    }

    fn read(&mut self, origin: &Origin, geometry: GeometryFrom) -> Option<Table> {
        let request = TableRequest {
            path: self.data.join(&origin.file),
            file: origin.file.clone(),
            layer: origin.layer.clone(),
            crs: origin.crs.clone(),
            study_crs: self.study.crs.clone(),
            encoding: origin.encoding.clone(),
            delimiter: origin.delimiter,
            geometry,
        };
        let table = read_table(&request, &mut self.report.problems);
        self.or_problem(table, &origin.file)
    }

    fn or_problem<T>(&mut self, read: Result<T, IngestError>, file: &str) -> Option<T> {
        read.map_err(|error| self.report.problems.push(error.into_problem(file))).ok()
    }

    fn geometry(&mut self, position: Option<&PositionColumns>) -> GeometryFrom {
        match position {
            None => GeometryFrom::Layer,
            Some(PositionColumns {
                x: Some(x),
                y: Some(y),
                wkt: None,
            }) => GeometryFrom::Columns {
                x: x.clone(),
                y: y.clone(),
            },
            Some(PositionColumns {
                x: None,
                y: None,
                wkt: Some(column),
            }) => GeometryFrom::WellKnownText {
                column: column.clone(),
            },
            Some(_) => {
                let problem = Problem::of_file(
                    Severity::Blocks,
                    &self.file,
                    "an incomplete position",
                    "both x and y, or wkt alone",
                );
                self.report.problems.push(problem.in_field("position"));
                GeometryFrom::None
            }
        }
    }

    fn geometry_of_residents(&mut self, spec: &ResidentTable) -> GeometryFrom {
        match (&spec.cell_id, &spec.position) {
            (Some(_), None) => GeometryFrom::None,
            (_, position) => self.geometry(position.as_ref()),
        }
    }

    fn step(&self, step: &str, share: f64) {
        (self.progress)(Progress {
            step: step.to_owned(),
            share,
        });
    }
}

/// The level the study asks for; without one, streets when there are any.
fn distance_level(
    file: &str,
    study: &StudyFile,
    streets: bool,
    problems: &mut Vec<Problem>,
) -> DistanceLevel {
    let refuse = |found: &str, expected: &str| {
        Problem::of_file(Severity::Blocks, file, found, expected).in_field("distance_level")
    };
    let by_streets = if streets {
        DistanceLevel::D3
    } else {
        DistanceLevel::D1
    };
    match study.distance_level.as_deref() {
        None => by_streets,
        Some("D0") => DistanceLevel::D0,
        Some("D1") => DistanceLevel::D1,
        Some("D3") if streets => DistanceLevel::D3,
        Some("D3") => {
            if study.streets.is_empty() {
                problems.push(refuse(
                    "\"D3\" without streets",
                    "a table [[streets]], or D0 or D1",
                ));
            }
            by_streets
        }
        Some(other) => {
            problems.push(refuse(&format!("\"{other}\""), "one of D0, D1, D3"));
            by_streets
        }
    }
}
