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
use crate::ingest::barriers::{read_barriers, read_crossings};
use crate::ingest::basemap::read_basemap;
use crate::ingest::checks::check_together;
use crate::ingest::demand::place_residents;
use crate::ingest::entrances::join_entrances;
use crate::ingest::error::IngestError;
use crate::ingest::facilities::read_facilities;
use crate::ingest::facility_merge::{Located, merge_facilities};
use crate::ingest::indicators::{DeclaredFigure, declared_figures};
use crate::ingest::line_streets::read_line_streets;
use crate::ingest::offer::FacilityReading;
use crate::ingest::planning::{PlanningContext, read_planning};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::pupils::join_pupils;
use crate::ingest::read_basemap::read_osm_basemap;
use crate::ingest::read_streets::read_osm_streets;
use crate::ingest::report::Report;
use crate::ingest::residents::{ResidentPlaces, ResidentReading, read_residents};
use crate::ingest::settings::{Settings, read_settings};
use crate::ingest::source_tables::SourceTables;
use crate::ingest::sources::Sources;
use crate::ingest::streets::{append, is_osm, line_tags, rows_with_lines};
use crate::ingest::study_file::{
    BackgroundMapEntry, BasemapTable, ContactEntry, StreetTable, StudyFile, parse_study,
};
use crate::ingest::table::GeometryFrom;
use crate::ingest::upload::added::Added;
use crate::model::background_map::BackgroundMap;
use crate::model::barrier::{Barrier, Crossing};
use crate::model::basemap::BasemapFeature;
use crate::model::contact::{Contact, NoContact};
use crate::model::facility_kind::FacilityKind;
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
    load_study_with(study, data, &[], progress)
}

/// The name of a study, without reading anything else of it.
///
/// # Errors
/// A study file that cannot be found or read.
pub fn study_name(study: &Path) -> Result<String, IngestError> {
    let path = study_file(study);
    let named = std::fs::read_to_string(&path)
        .map_err(|source| IngestError::unreadable(&path.to_string_lossy(), source))?;
    // A study file that cannot be parsed is refused where all of it is read.
    let written: toml::Table = toml::from_str(&named).unwrap_or_default();
    let name = written.get("name").and_then(toml::Value::as_str);
    Ok(name.unwrap_or_default().to_owned())
}

fn study_file(study: &Path) -> PathBuf {
    match study.is_dir() {
        true => study.join(STUDY_FILE),
        false => study.to_path_buf(),
    }
}

/// Reads a study with sources that were added to it.
///
/// # Errors
/// As [`load_study`].
pub fn load_study_with(
    study: &Path,
    data: Option<&Path>,
    added: &[Added],
    progress: &dyn Fn(Progress),
) -> Result<Loaded, IngestError> {
    let path = study_file(study);
    let file = path.file_name().map_or(STUDY_FILE.to_owned(), |name| {
        name.to_string_lossy().into_owned()
    });
    let text = std::fs::read_to_string(&path)
        .map_err(|source| IngestError::unreadable(&path.to_string_lossy(), source))?;
    let mut report = Report {
        study: file.clone(),
        ..Report::default()
    };
    let mut parsed = match parse_study(&file, &text) {
        Ok(parsed) => parsed,
        Err(problem) => {
            report.problems.push(problem);
            return Ok(Loaded { town: None, report });
        }
    };
    report.study.clone_from(&parsed.name);
    added.iter().for_each(|added| added.table.join(&mut parsed));
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let data = data.map_or_else(|| folder.clone(), Path::to_path_buf);
    let settings = read_settings(&file, &parsed, [&data, &folder], &mut report.problems);
    let tables = SourceTables {
        study_file: file,
        data,
        crs: parsed.crs.clone(),
        reference_date: parsed.reference_date.clone(),
        added: added
            .iter()
            .map(|added| (added.name.clone(), added.rows.clone()))
            .collect(),
        sources: Sources::default(),
        report,
    };
    Ok(Reading {
        study: parsed,
        settings,
        tables,
        figures: Vec::new(),
        progress,
    }
    .load())
}

/// One reading of one study.
struct Reading<'a> {
    study: StudyFile,
    settings: Settings,
    tables: SourceTables,
    /// The figures that tables of areas declare.
    figures: Vec<DeclaredFigure>,
    progress: &'a dyn Fn(Progress),
}

impl Reading<'_> {
    /// The steps follow the order of the study file's description, so that sources are numbered in that order.
    fn load(mut self) -> Loaded {
        self.step("gebieden lezen", 0.0);
        let mut areas = self.areas();
        self.step("voorzieningen lezen", 0.2);
        let (kinds, located) = self.facilities();
        self.step("inwoners lezen", 0.35);
        let places = self.residents();
        let shares = self.age_shares();
        self.step("straten lezen", 0.5);
        let streets = self.streets();
        let (barriers, crossings) = self.barriers();
        self.step("achtergrond lezen", 0.8);
        let basemap = self.basemap();
        let background_map = self.background_map();
        let contact = self.contact();
        self.step("plannen lezen", 0.83);
        let context = PlanningContext {
            areas: &areas,
            located: &located,
            kinds: &self.settings.kinds,
            figures: &self.figures,
        };
        let planning = read_planning(&self.study, &context, &mut self.tables);
        self.step("inwoners verdelen", 0.85);
        let demand = place_residents(&mut areas, &places, &shares, &mut self.tables.report);
        self.step("bronnen vergelijken", 0.95);
        let sources = self.tables.sources.into_list();
        let mut report = self.tables.report;
        check_together(&areas, &located, &demand, &sources, &mut report);
        let study_file = &self.tables.study_file;
        let found = Measurable {
            streets: streets.is_some(),
            barriers: !barriers.is_empty(),
        };
        let distance_level = distance_level(study_file, &self.study, found, &mut report.problems);
        unused_barriers(&self.study, distance_level, &mut report.problems);
        let settings = self.settings;
        let (Some(norms), Some(weights), false) =
            (settings.norms, settings.weights, report.blocks())
        else {
            return Loaded { town: None, report };
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
            kind_descriptions: settings.kinds,
            demand: demand.into(),
            streets: streets.into(),
            street_edits: Vec::new(),
            street_rules: settings.street_rules,
            barriers,
            crossings,
            basemap: basemap.into(),
            background_map,
            contact,
            norms,
            profiles: settings.profiles,
            planning: planning.into(),
            weights,
            sources,
        };
        Loaded {
            town: Some(town),
            report,
        }
    }

    fn areas(&mut self) -> Vec<PlacedArea> {
        let tables = &mut self.tables;
        let mut raw: Vec<RawArea> = Vec::new();
        for spec in &self.study.areas {
            let geometry = tables.geometry(spec.position.as_ref());
            let (source, name, table) = tables.table(&spec.origin(), geometry);
            self.figures
                .extend(declared_figures(&spec.figures, spec.level, source));
            let Some(table) = table else { continue };
            let reading = AreaReading {
                study_file: &tables.study_file,
                spec,
                source,
                name: &name,
            };
            raw.extend(read_areas(&reading, &table, &mut tables.report));
        }
        for spec in &self.study.figures {
            let (source, name, table) = tables.table(&spec.origin(), GeometryFrom::None);
            self.figures
                .extend(declared_figures(&spec.figures, spec.level, source));
            let Some(table) = table else { continue };
            join_figures(
                (&tables.study_file, &name),
                spec,
                &table,
                &mut raw,
                &mut tables.report,
            );
        }
        // Areas that could not be read are reported already; that there are none would only say it again.
        if raw.is_empty() && tables.report.blocks() {
            return Vec::new();
        }
        put_levels_together(
            (&tables.study_file, &self.study.name),
            raw,
            &mut tables.report,
        )
    }

    fn facilities(&mut self) -> (BTreeSet<FacilityKind>, Vec<Located>) {
        let tables = &mut self.tables;
        let mut kinds = BTreeSet::new();
        let mut raw = Vec::new();
        for spec in &self.study.facilities {
            let geometry = tables.geometry(spec.position.as_ref());
            let (source, name, table) = tables.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            let study_file = &tables.study_file;
            let reading = FacilityReading {
                study_file,
                spec,
                source,
                name: &name,
                kinds: &self.settings.kinds,
            };
            let found = read_facilities(&reading, &table, &mut tables.report);
            kinds.extend(found.kinds);
            raw.extend(found.facilities);
        }
        let mut located = merge_facilities(raw, &mut tables.report);
        for spec in &self.study.pupils {
            let (_, name, table) = tables.table(&spec.origin(), GeometryFrom::None);
            let Some(table) = table else { continue };
            join_pupils(spec, &name, &table, &mut located, &mut tables.report);
        }
        for spec in &self.study.entrances {
            let geometry = tables.geometry(spec.position.as_ref());
            let (_, name, table) = tables.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            join_entrances(spec, &name, &table, &mut located, &mut tables.report);
        }
        (kinds, located)
    }

    fn residents(&mut self) -> Vec<ResidentPlaces> {
        let tables = &mut self.tables;
        let mut places = Vec::new();
        for spec in &self.study.residents {
            let geometry = tables.geometry_of_residents(spec);
            let (source, name, table) = tables.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            let reading = ResidentReading {
                study_file: &tables.study_file,
                spec,
                source,
                name: &name,
            };
            places.push(read_residents(&reading, &table, &mut tables.report));
        }
        places
    }

    fn age_shares(&mut self) -> AgeShareMap {
        let tables = &mut self.tables;
        let [spec, others @ ..] = self.study.age_shares.as_slice() else {
            return AgeShareMap::default();
        };
        if !others.is_empty() {
            let found = format!("{} tables [[age_shares]]", others.len() + 1);
            let problem =
                Problem::of_file(Severity::Blocks, &tables.study_file, found, "one at most");
            tables.report.problems.push(problem.in_field("age_shares"));
        }
        let (_, name, table) = tables.table(&spec.origin(), GeometryFrom::None);
        let outlines = tables.read(&spec.areas.origin(), GeometryFrom::Layer);
        let (Some(table), Some(outlines)) = (table, outlines) else {
            return AgeShareMap::default();
        };
        let (shares, kept) = read_age_shares(spec, &table, &outlines, &mut tables.report.problems);
        tables.report.tally(&name, &table, kept, 0);
        shares
    }

    fn streets(&mut self) -> Option<Streets> {
        let mut streets = Streets::default();
        for spec in &self.study.streets {
            let found = if is_osm(spec) {
                osm_streets(spec, &mut self.tables)
            } else {
                line_streets(spec, &mut self.tables)
            };
            append(&mut streets, found.unwrap_or_default());
        }
        (!streets.ways.is_empty()).then_some(streets)
    }

    fn barriers(&mut self) -> (Vec<Barrier>, Vec<Crossing>) {
        let tables = &mut self.tables;
        let (mut barriers, mut crossings) = (Vec::new(), Vec::new());
        for spec in &self.study.barriers {
            let (_, name, table) = tables.table(&spec.origin(), GeometryFrom::Layer);
            let Some(table) = table else { continue };
            barriers.extend(read_barriers(
                (&tables.study_file, &name),
                spec,
                &table,
                &mut tables.report,
            ));
        }
        for spec in &self.study.crossings {
            let geometry = tables.geometry(spec.position.as_ref());
            let (_, name, table) = tables.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            crossings.extend(read_crossings(
                (&tables.study_file, &name),
                spec,
                &table,
                &mut tables.report,
            ));
        }
        (barriers, crossings)
    }

    fn basemap(&mut self) -> Vec<BasemapFeature> {
        let tables = &mut self.tables;
        let mut features = Vec::new();
        for spec in &self.study.basemap {
            if spec.file.to_ascii_lowercase().ends_with(".pbf") {
                features.extend(osm_basemap(spec, tables));
                continue;
            }
            let geometry = tables.geometry(spec.position.as_ref());
            let (_, name, table) = tables.table(&spec.origin(), geometry);
            let Some(table) = table else { continue };
            features.extend(read_basemap(
                (&tables.study_file, &name),
                spec,
                &table,
                &mut tables.report,
            ));
        }
        features
    }

    fn background_map(&mut self) -> Option<BackgroundMap> {
        let BackgroundMapEntry {
            address,
            attribution,
        } = self.study.background_map.as_ref()?;
        let map = BackgroundMap::new(address, attribution);
        let tables = &mut self.tables;
        if attribution.trim().is_empty() {
            let expected = "the words that the maker of the map asks for beside it".to_owned();
            let found = "nothing".to_owned();
            let problem = Problem::of_file(Severity::Blocks, &tables.study_file, found, expected);
            let named = problem.in_field("background_map.attribution");
            tables.report.problems.push(named);
        }
        map.map_err(|refused| {
            let found = format!("\"{address}\"");
            let expected = refused.to_string();
            let problem = Problem::of_file(Severity::Blocks, &tables.study_file, found, expected);
            tables
                .report
                .problems
                .push(problem.in_field("background_map.address"));
        })
        .ok()
    }

    fn contact(&mut self) -> Option<Contact> {
        let ContactEntry { name, url, email } = self.study.contact.as_ref()?;
        let tables = &mut self.tables;
        let refuse = |no: NoContact| {
            let found = format!("\"{}\"", no.found);
            let problem =
                Problem::of_file(Severity::Blocks, &tables.study_file, found, no.expected);
            let named = problem.in_field(&format!("contact.{}", no.field));
            tables.report.problems.push(named);
        };
        Contact::new(name, url, email).map_err(refuse).ok()
    }

    fn step(&self, step: &str, share: f64) {
        (self.progress)(Progress {
            step: step.to_owned(),
            share,
        });
    }
}

fn osm_streets(spec: &StreetTable, tables: &mut SourceTables) -> Option<Streets> {
    let (_, name) = tables.number(&spec.origin());
    let path = tables.data.join(&spec.file);
    let found = read_osm_streets(&path, &spec.file, &tables.crs, &mut tables.report.problems);
    let found = tables.or_problem(found, &spec.file)?;
    tables
        .report
        .tally_ways(&name, &spec.file, found.ways.len() as u64);
    Some(found)
}

fn line_streets(spec: &StreetTable, tables: &mut SourceTables) -> Option<Streets> {
    let geometry = tables.geometry(spec.position.as_ref());
    let (_, name, table) = tables.table(&spec.origin(), geometry);
    let table = table?;
    tables
        .report
        .tally(&name, &table, rows_with_lines(&table), 0);
    let found = read_line_streets(&table, &line_tags(spec), &mut tables.report.problems);
    tables.or_problem(found, &spec.file)
}

fn osm_basemap(spec: &BasemapTable, tables: &mut SourceTables) -> Vec<BasemapFeature> {
    let (_, name) = tables.number(&spec.origin());
    let path = tables.data.join(&spec.file);
    let found = read_osm_basemap(&path, &spec.file, &tables.crs, &mut tables.report.problems);
    let Some(mut features) = tables.or_problem(found, &spec.file) else {
        return Vec::new();
    };
    if let Some(class) = &spec.class {
        features.retain(|feature| feature.class.code() == class);
    }
    tables
        .report
        .tally_ways(&name, &spec.file, features.len() as u64);
    features
}

/// What the study has to measure distances over.
#[derive(Debug, Clone, Copy)]
struct Measurable {
    streets: bool,
    barriers: bool,
}

/// Barriers and crossings that change nothing where people go over streets, or straight on.
fn unused_barriers(study: &StudyFile, level: DistanceLevel, problems: &mut Vec<Problem>) {
    if level == DistanceLevel::D2 {
        return;
    }
    let barriers = study.barriers.iter().map(|spec| &spec.file);
    let crossings = study.crossings.iter().map(|spec| &spec.file);
    problems.extend(barriers.chain(crossings).map(|file| {
        let found = format!("barriers or crossings at distance level {}", level.code());
        let expected = "distance level D2: elsewhere nobody goes round by them";
        Problem::of_file(Severity::Warning, file, found, expected)
    }));
}

/// The level the study asks for; without one streets when there are any, or else barriers when there are any.
fn distance_level(
    file: &str,
    study: &StudyFile,
    found: Measurable,
    problems: &mut Vec<Problem>,
) -> DistanceLevel {
    let refuse = |found: &str, expected: &str| {
        Problem::of_file(Severity::Blocks, file, found, expected).in_field("distance_level")
    };
    let best = match found {
        Measurable { streets: true, .. } => DistanceLevel::D3,
        Measurable { barriers: true, .. } => DistanceLevel::D2,
        Measurable { .. } => DistanceLevel::D1,
    };
    match study.distance_level.as_deref() {
        None => best,
        Some("D0") => DistanceLevel::D0,
        Some("D1") => DistanceLevel::D1,
        Some("D2") if found.barriers => DistanceLevel::D2,
        Some("D2") => {
            if study.barriers.is_empty() {
                problems.push(refuse(
                    "\"D2\" without barriers",
                    "a table [[barriers]], or D0 or D1",
                ));
            }
            best
        }
        Some("D3") if found.streets => DistanceLevel::D3,
        Some("D3") => {
            if study.streets.is_empty() {
                problems.push(refuse(
                    "\"D3\" without streets",
                    "a table [[streets]], or D0 or D1",
                ));
            }
            best
        }
        Some(other) => {
            problems.push(refuse(&format!("\"{other}\""), "one of D0, D1, D2, D3"));
            best
        }
    }
}
