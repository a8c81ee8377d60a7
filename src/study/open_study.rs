//! A study in memory: everything that does not depend on a question is computed when it is opened.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use geo::{BoundingRect, Rect};
use moka::sync::Cache;
use rayon::prelude::*;

use crate::access::analysis::{
    KindTravel, area_rows, point_access, published_by_kind, travel_by_kind,
};
use crate::access::area_tree::AreaTree;
use crate::access::barrier_lines::BarrierLines;
use crate::access::publication::Published;
use crate::access::suppression::SmallNumbers;
use crate::access::travel::TravelIndex;
use crate::ingest::inputs::{InputFile, sha256};
use crate::ingest::report::Report;
use crate::layers::access_tables::{AREA_TABLE, POINT_TABLE, write_area_table, write_point_table};
use crate::layers::area_layer::{AreaFigures, area_layer, area_names, area_shapes};
use crate::layers::background::background;
use crate::layers::barrier_layers::{BARRIERS, CROSSINGS, barrier_layer, crossing_layer};
use crate::layers::closure_table::{CLOSURE_TABLE, write_closure_table};
use crate::layers::coverage_layers::{coverage_layer, gap_layer, home_shapes};
use crate::layers::day_part_table::{DAY_PART_TABLE, write_day_part_table};
use crate::layers::detour_table::{DETOUR_TABLE, write_detour_table};
use crate::layers::difference_layer::difference_layer;
use crate::layers::error::LayerError;
use crate::layers::export::format::ExportFormat;
use crate::layers::facility_layer::{facility_layer, facility_shapes};
use crate::layers::layer::Layer;
use crate::layers::measure_tables::{
    KindMeasures, MEASURE_TABLE, SUPPLY_TABLE, write_measure_table, write_supply_table,
};
use crate::layers::need_figures::NeedFigures;
use crate::layers::point_measure_table::{POINT_MEASURE_TABLE, write_point_measure_table};
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::shapes::Shapes;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::AreaCode;
use crate::model::facility_kind::FacilityKind;
use crate::model::scenario::base::ScenarioBase;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::Seconds;
use crate::model::work::Work;
use crate::study::answer::{Answer, answer};
use crate::study::asked::Asked;
use crate::study::collection::{COLLECTIONS, Collection};
use crate::study::error::StudyError;
use crate::study::explanation::{Explanation, explanation};
use crate::study::facility_walks::{FacilityWalks, WantedWalks, facility_walks};
use crate::study::language::Language;
use crate::study::measured::{MeasuredKind, measured_kinds};
use crate::study::named_places::{NamedPlace, named_places};
use crate::study::overview::{Bounds, Overview, Told, overview};
use crate::study::place_times::{
    PlaceTimes, TimedPlaces, WantedTimes, measured_times, nearer_than,
};
use crate::study::question::{Question, QuestionError};
use crate::study::ready_layer::{ReadyLayer, write_ready_layers};
use crate::study::scenario::before::Before;
use crate::study::scenario::scenario_document::scenario_base;
use crate::study::steps;
use crate::study::systems::offered_systems;
use crate::study::unplaced::add_unplaced;

/// So many features of layers that were made before are kept.
const KEPT_FEATURES: u64 = 150_000;

/// The tables that every analysis writes.
const TABLES: [&str; 8] = [
    AREA_TABLE,
    POINT_TABLE,
    MEASURE_TABLE,
    SUPPLY_TABLE,
    POINT_MEASURE_TABLE,
    DAY_PART_TABLE,
    DETOUR_TABLE,
    CLOSURE_TABLE,
];

/// So many tables of walks between facilities are kept.
const KEPT_WALKS: u64 = 4;
/// So many times between homes and places are kept, of 16 bytes each: in a city of 37,000 places where people live
/// those to 150 candidates and to as many schools.
const KEPT_TIMES: u64 = 14_000_000;
/// So many times to the nearest facility are kept, of 16 bytes each.
const KEPT_NEAREST: u64 = 1_000_000;

/// A kind of facility, and the code of who travels to it.
type KindAndProfile = (FacilityKind, String);

/// One study area that answers questions.
#[derive(Debug)]
pub struct Study {
    town: TownData,
    index: TravelIndex,
    tree: AreaTree,
    travel: BTreeMap<FacilityKind, KindTravel>,
    published: Arc<BTreeMap<Question, Vec<Published>>>,
    /// Under a scenario: what is published without it.
    without: Option<Arc<BTreeMap<Question, Vec<Published>>>>,
    areas: Arc<Shapes>,
    area_names: Arc<Layer>,
    facilities: Arc<Shapes>,
    background: Vec<Arc<Layer>>,
    homes: OnceLock<Arc<Shapes>>,
    barriers: OnceLock<BarrierLines>,
    barrier_layers: OnceLock<[Arc<Layer>; 2]>,
    layers: Cache<(String, Question), Option<Arc<Layer>>>,
    site_layers: Mutex<BTreeMap<&'static str, Arc<Layer>>>,
    walks: Cache<WantedWalks, Arc<FacilityWalks>>,
    inputs: Vec<InputFile>,
    entered: Option<String>,
    edition: String,
    scenario_base: ScenarioBase,
    before: OnceLock<Before>,
    place_times: Cache<WantedTimes, Arc<PlaceTimes>>,
    nearest_seconds: Cache<KindAndProfile, Arc<[Option<f64>]>>,
    nearer_candidates: Cache<KindAndProfile, Arc<PlaceTimes>>,
    check: Report,
    named_places: OnceLock<Vec<NamedPlace>>,
    need_of_areas: OnceLock<Vec<Option<NeedFigures>>>,
    systems: Vec<ReferenceSystem>,
}

impl Study {
    /// Computes all trips and figures, and puts the fixed layers on the map.
    ///
    /// # Errors
    /// When a norm's profile is not there, the streets make no graph, or a coordinate has no place on the map.
    pub fn open(town: TownData) -> Result<Self, StudyError> {
        let index = TravelIndex::build(&town)?;
        let tree = AreaTree::of(&town);
        let travel = travel_by_kind(&town, &index)?;
        let figures = published_by_kind(&town, &travel, SmallNumbers::Hide);
        let published = travel.iter().zip(figures).flat_map(|(travel, by_age)| {
            let question = |age| Question {
                kind: travel.norm.kind.clone(),
                age,
            };
            by_age
                .iter()
                .map(|(age, areas)| (question(age), areas.clone()))
                .collect::<Vec<_>>()
        });
        Ok(Self {
            inputs: Vec::new(),
            entered: None,
            edition: String::new(),
            scenario_base: scenario_base(&town, &[]),
            before: OnceLock::new(),
            published: Arc::new(published.collect()),
            without: None,
            travel: travel
                .into_iter()
                .map(|travel| (travel.norm.kind.clone(), travel))
                .collect(),
            areas: area_shapes(&town)?,
            area_names: area_names(&town)?,
            facilities: facility_shapes(&town)?,
            background: background(&town)?,
            homes: OnceLock::new(),
            barriers: OnceLock::new(),
            barrier_layers: OnceLock::new(),
            site_layers: Mutex::default(),
            layers: layer_cache(),
            walks: Cache::new(KEPT_WALKS),
            place_times: place_times_cache(),
            nearest_seconds: nearest_seconds_cache(),
            nearer_candidates: place_times_cache(),
            check: Report::default(),
            named_places: OnceLock::new(),
            need_of_areas: OnceLock::new(),
            systems: offered_systems(&town.crs),
            town,
            index,
            tree,
        })
    }

    /// The same study, with the files that it was read from, and what was entered as one text: they say which one it is.
    #[must_use]
    pub fn read_from(self, inputs: Vec<InputFile>, entered: &str) -> Self {
        let scenario_base = scenario_base(&self.town, &inputs);
        Self {
            entered: (!entered.is_empty()).then(|| sha256(entered.as_bytes())),
            edition: sha256(format!("{}\n{entered}", scenario_base.inputs).as_bytes()),
            scenario_base,
            inputs,
            ..self
        }
    }

    /// What stands for all that was read, files and entered records, and for a norm that was chosen: two studies of one
    /// edition answer the same. Under a scenario it is that of the study itself.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The files that it was read from, by name; none when nobody told.
    pub fn inputs(&self) -> &[InputFile] {
        &self.inputs
    }

    /// The fingerprint of what people entered and it was read with; nothing when that is nothing.
    pub fn entered(&self) -> Option<&str> {
        self.entered.as_deref()
    }

    /// What scenarios of this study name as their base.
    pub fn scenario_base(&self) -> &ScenarioBase {
        &self.scenario_base
    }

    /// The study as every what-if begins with it; made once.
    ///
    /// # Errors
    /// When the streets make no graph.
    pub fn before(&self) -> Result<&Before, StudyError> {
        if let Some(before) = self.before.get() {
            return Ok(before);
        }
        let made = Before::of(&self.town, &self.index, &self.tree, self.kinds())?;
        Ok(self.before.get_or_init(|| made))
    }

    /// Makes what the first what-if and the first tiles would else wait for.
    ///
    /// # Errors
    /// As [`Self::before`].
    pub fn prepare(&self) -> Result<(), StudyError> {
        self.areas.prepare_outlines();
        self.before().map(|_| ())
    }

    /// The study as a scenario or a chosen norm makes it; outlines and background are shared.
    ///
    /// # Errors
    /// When a coordinate has no place on the map.
    pub(crate) fn followed_by(&self, followed: Followed) -> Result<Self, StudyError> {
        let (edition, scenario_base, without) = match followed.by {
            // No scenario has this as its base.
            FollowedBy::Scenario => {
                let base = ScenarioBase {
                    inputs: String::new(),
                    ..self.scenario_base.clone()
                };
                let without = Some(Arc::clone(&self.published));
                (self.edition.clone(), base, without)
            }
            FollowedBy::Norm { edition } => (edition, self.scenario_base.clone(), None),
        };
        let town = followed.town;
        let mut travel = self.travel.clone();
        let changed = followed.travel.into_iter();
        travel.extend(changed.map(|travel| (travel.norm.kind.clone(), travel)));
        let mut published = (*self.published).clone();
        published.extend(followed.published);
        Ok(Self {
            inputs: self.inputs.clone(),
            entered: self.entered.clone(),
            edition,
            scenario_base,
            before: OnceLock::new(),
            published: Arc::new(published),
            without,
            travel,
            areas: Arc::clone(&self.areas),
            area_names: Arc::clone(&self.area_names),
            facilities: facility_shapes(&town)?,
            background: self.background.clone(),
            homes: OnceLock::new(),
            barriers: OnceLock::new(),
            barrier_layers: OnceLock::new(),
            site_layers: Mutex::default(),
            layers: layer_cache(),
            walks: Cache::new(KEPT_WALKS),
            place_times: place_times_cache(),
            nearest_seconds: nearest_seconds_cache(),
            nearer_candidates: place_times_cache(),
            named_places: OnceLock::new(),
            need_of_areas: OnceLock::new(),
            systems: self.systems.clone(),
            check: self.check.clone(),
            index: followed.index,
            tree: AreaTree::of(&town),
            town,
        })
    }

    /// What is published for every kind, in their order.
    fn published_by_kind(
        &self,
        travel: &[KindTravel],
        small: SmallNumbers,
    ) -> Vec<PerAge<Vec<Published>>> {
        if small == SmallNumbers::Keep {
            return published_by_kind(&self.town, travel, small);
        }
        let of_kind = |travel: &KindTravel| {
            PerAge::from_fn(|age| {
                let kind = travel.norm.kind.clone();
                self.published(&Question { kind, age })
                    .unwrap_or_default()
                    .to_vec()
            })
        };
        travel.iter().map(of_kind).collect()
    }

    /// Which area lies in which.
    pub(crate) fn tree(&self) -> &AreaTree {
        &self.tree
    }

    /// The same study with what its reading had to say, and what found no place on the streets.
    #[must_use]
    pub fn with_check(mut self, mut report: Report) -> Self {
        add_unplaced(&self.town, &self.index, &mut report);
        self.check = report;
        self
    }

    /// What was read, what was left out and why; empty when nobody told.
    pub fn check(&self) -> &Report {
        &self.check
    }

    /// What was read.
    pub fn town(&self) -> &TownData {
        &self.town
    }

    /// The trees and graphs.
    pub(crate) fn index(&self) -> &TravelIndex {
        &self.index
    }

    /// How far the facilities of some kinds walk to each other, those of `searched_from` to all of `kinds`; kept for
    /// the next question with the same kinds.
    ///
    /// # Errors
    /// When the study has no walking profile, or distances cannot be measured.
    pub(crate) fn facility_walks(
        &self,
        wanted: &WantedWalks,
    ) -> Result<Arc<FacilityWalks>, StudyError> {
        if let Some(walks) = self.walks.get(wanted) {
            return Ok(walks);
        }
        let walks = Arc::new(facility_walks(&self.town, &self.index, wanted)?);
        self.walks.insert(wanted.clone(), Arc::clone(&walks));
        Ok(walks)
    }

    /// How long homes take to places; kept for the next question about the same places.
    ///
    /// # Errors
    /// When there are no candidates, the profile is not one that the study can travel by, or the work is ended.
    pub(crate) fn place_times(
        &self,
        wanted: &WantedTimes,
        profile: &Profile,
        work: &Work,
    ) -> Result<Arc<PlaceTimes>, StudyError> {
        if let Some(times) = self.place_times.get(wanted) {
            return Ok(times);
        }
        let measured = measured_times((&self.town, &self.index), &wanted.places, profile, work)?;
        let times = Arc::new(measured);
        self.place_times.insert(wanted.clone(), Arc::clone(&times));
        Ok(times)
    }

    /// Seconds from each home to the nearest facility of a kind; kept for the next question about it.
    ///
    /// # Errors
    /// When the profile is not one that the study can travel by.
    pub(crate) fn nearest_seconds(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
    ) -> Result<Arc<[Option<f64>]>, StudyError> {
        let wanted = (kind.clone(), profile.code.clone());
        if let Some(seconds) = self.nearest_seconds.get(&wanted) {
            return Ok(seconds);
        }
        let nearest = self.index.nearest(kind, profile)?;
        let nearest = nearest.iter().map(|reach| reach.time());
        let seconds: Arc<[Option<f64>]> = nearest.map(|time| time.map(Seconds::value)).collect();
        self.nearest_seconds.insert(wanted, Arc::clone(&seconds));
        Ok(seconds)
    }

    /// How long homes take to the candidates that are nearer than the facilities of a kind; kept for the next question.
    ///
    /// # Errors
    /// As [`Self::place_times`].
    pub(crate) fn nearer_candidates(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
        work: &Work,
    ) -> Result<Arc<PlaceTimes>, StudyError> {
        let wanted = (kind.clone(), profile.code.clone());
        if let Some(times) = self.nearer_candidates.get(&wanted) {
            return Ok(times);
        }
        let now = self.nearest_seconds(kind, profile)?;
        let candidates = WantedTimes {
            places: TimedPlaces::Candidates,
            profile: profile.code.clone(),
        };
        let all = self.place_times(&candidates, profile, work)?;
        let times = all.of_place.par_iter();
        let times = Arc::new(PlaceTimes {
            of_place: times.map(|times| nearer_than(times, &now)).collect(),
        });
        self.nearer_candidates.insert(wanted, Arc::clone(&times));
        Ok(times)
    }

    /// The trips to every kind that has a norm, in the order of the kinds.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &KindTravel> {
        self.travel.values()
    }

    /// What is published of each area for a question; nothing when the question is not one of this study.
    pub(crate) fn published(&self, question: &Question) -> Option<&[Published]> {
        self.published.get(question).map(Vec::as_slice)
    }

    /// The level at which distances are measured.
    pub fn distance_level(&self) -> DistanceLevel {
        self.index.level()
    }

    /// The question with these codes; what is left out is the first kind of the study that has people to serve
    /// and that kind's main age group.
    ///
    /// # Errors
    /// Names the code that the study does not know.
    pub fn question(
        &self,
        kind: Option<&str>,
        age: Option<&str>,
    ) -> Result<Question, QuestionError> {
        let travel = match kind {
            Some(code) => self
                .travel
                .values()
                .find(|travel| travel.norm.kind.code() == code)
                .ok_or_else(|| {
                    let known = self
                        .travel
                        .keys()
                        .map(|kind| kind.code().to_owned())
                        .collect();
                    QuestionError::UnknownKind {
                        found: code.to_owned(),
                        known,
                    }
                })?,
            None => self.first_kind().ok_or(QuestionError::NothingToAsk)?,
        };
        let age = match age {
            Some(code) => {
                code.parse()
                    .map_err(|refused: crate::model::age_group::UnknownAgeGroup| {
                        QuestionError::UnknownAge { found: refused.0 }
                    })?
            }
            None => main_question(travel).age,
        };
        Ok(Question {
            kind: travel.norm.kind.clone(),
            age,
        })
    }

    /// Primary schools where the study has them: the question that most people come with.
    fn first_kind(&self) -> Option<&KindTravel> {
        self.travel
            .values()
            .find(|travel| travel.norm.kind.code() == "PO")
            .or_else(|| self.travel.values().next())
    }

    /// West, south, east and north of all areas, in WGS84 degrees.
    pub fn bounds(&self) -> Bounds {
        let boxes = self
            .areas
            .geographic
            .iter()
            .filter_map(BoundingRect::bounding_rect);
        boxes.fold(
            [180.0, 90.0, -180.0, -90.0],
            |[west, south, east, north], bounds| {
                let (low, high) = (bounds.min(), bounds.max());
                [
                    west.min(low.x),
                    south.min(low.y),
                    east.max(high.x),
                    north.max(high.y),
                ]
            },
        )
    }

    /// The systems in which places are given, the default first.
    pub fn systems(&self) -> &[ReferenceSystem] {
        &self.systems
    }

    /// The system in which the study keeps its places, when it has a number at EPSG.
    pub fn stored_system(&self) -> Option<ReferenceSystem> {
        self.systems
            .iter()
            .copied()
            .find(|system| system.is_stored())
    }

    /// The box of all areas in one of the systems of the doors, x (or longitude) first.
    pub fn bounds_in(&self, system: ReferenceSystem) -> Rect<f64> {
        let boxes = self.areas.in_system(system).iter();
        let together = boxes
            .filter_map(BoundingRect::bounding_rect)
            .reduce(|one, other| {
                let (low, high) = (one.min(), one.max());
                Rect::new(
                    (low.x.min(other.min().x), low.y.min(other.min().y)),
                    (high.x.max(other.max().x), high.y.max(other.max().y)),
                )
            });
        together.unwrap_or_else(|| system.area())
    }

    /// What the study is about.
    pub fn overview(&self, language: Language, version: &'static str) -> Overview {
        overview(
            &self.town,
            &self.areas.geographic,
            self.bounds(),
            Told {
                base: &self.scenario_base,
                language,
                version,
            },
        )
    }

    /// The answer to a question for all areas; nothing when the question is not one of this study.
    pub fn answer(&self, question: &Question, language: Language) -> Option<Answer> {
        Some(answer(&self.asked(question)?, language))
    }

    /// Why one area's number is what it is; nothing when there is no such area.
    pub fn explanation(
        &self,
        code: &AreaCode,
        question: &Question,
        language: Language,
    ) -> Option<Explanation> {
        let area = self.town.areas.iter().position(|area| area.code == *code)?;
        explanation(&self.asked(question)?, self.barrier_lines(), area, language)
    }

    /// The places that have a name, put in order when first asked for.
    pub(crate) fn named_places(&self) -> &[NamedPlace] {
        self.named_places.get_or_init(|| named_places(&self.town))
    }

    /// The lines that people make detours around.
    pub(crate) fn barrier_lines(&self) -> &BarrierLines {
        self.barriers.get_or_init(|| BarrierLines::of(&self.town))
    }

    /// One layer for a question; nothing when there is no layer of that name.
    ///
    /// # Errors
    /// Passes on that a coordinate has no place on the map.
    pub fn layer(&self, name: &str, question: &Question) -> Result<Option<Arc<Layer>>, StudyError> {
        let mut collections = COLLECTIONS.iter();
        match collections.find(|collection| collection.id == name) {
            None => return Ok(None),
            Some(collection) if collection.site_question.is_some() => {
                return self.site_layer(collection).map(Some);
            }
            Some(collection) if [BARRIERS, CROSSINGS].contains(&collection.id) => {
                let [barriers, crossings] = self.barrier_layers()?;
                let asked = if name == BARRIERS {
                    barriers
                } else {
                    crossings
                };
                return Ok(Some(Arc::clone(asked)));
            }
            Some(_) => {}
        }
        let key = (name.to_owned(), question.clone());
        let make = || Ok(self.make_layer(name, question)?.map(Arc::new));
        // Who asks while it is made waits for it: the first tiles of a map are asked for at once.
        Ok(self.layers.try_get_with(key, make)?)
    }

    /// The layers of barriers and of crossings, which no question changes; kept once they were made.
    fn barrier_layers(&self) -> Result<&[Arc<Layer>; 2], StudyError> {
        if let Some(made) = self.barrier_layers.get() {
            return Ok(made);
        }
        let made = [barrier_layer(&self.town)?, crossing_layer(&self.town)?].map(Arc::new);
        Ok(self.barrier_layers.get_or_init(|| made))
    }

    /// A layer about where to build, kept once it was made; who asks meanwhile waits for it.
    fn site_layer(&self, collection: &Collection) -> Result<Arc<Layer>, StudyError> {
        let made = self.site_layers.lock();
        let mut made = made.unwrap_or_else(PoisonError::into_inner);
        if let Some(layer) = made.get(collection.id) {
            return Ok(Arc::clone(layer));
        }
        let layer = self.make_site_layer(collection)?;
        made.insert(collection.id, Arc::clone(&layer));
        Ok(layer)
    }

    /// The layers in a tile of a collection: the collection itself, and for areas also their names.
    ///
    /// # Errors
    /// Passes on that a coordinate has no place on the map.
    pub fn tile_layers(
        &self,
        name: &str,
        question: &Question,
    ) -> Result<Option<Vec<Arc<Layer>>>, StudyError> {
        let names = (name == "gebieden").then(|| Arc::clone(&self.area_names));
        Ok(self
            .layer(name, question)?
            .map(|layer| std::iter::once(layer).chain(names).collect()))
    }

    /// The layers of the background.
    pub fn background_layers(&self) -> Vec<Arc<Layer>> {
        self.background.clone()
    }

    /// Writes the tables and, for each format, the layers of every question into a folder; gives the files' names.
    ///
    /// # Errors
    /// Names the file that cannot be written; or the work is ended.
    pub fn write_analysis(
        &self,
        folder: &Path,
        formats: &[ExportFormat],
        small_numbers: SmallNumbers,
        work: &Work,
    ) -> Result<Vec<String>, StudyError> {
        work.begin(1, steps::tables())?;
        let travel: Vec<KindTravel> = self.travel.values().cloned().collect();
        write_area_table(
            &self.town,
            &area_rows(
                &self.town,
                &travel,
                &self.published_by_kind(&travel, small_numbers),
            ),
            folder,
        )?;
        work.go_on()?;
        let points = point_access(&self.index, &travel);
        let points = points.take_while(|_| work.go_on().is_ok());
        write_point_table(&self.town, points, folder)?;
        work.begin(10, steps::measures())?;
        let measured = measured_kinds((&self.town, &self.index), &travel, small_numbers, work)?;
        work.begin(50, steps::tables())?;
        let measures: Vec<KindMeasures<'_>> = measured.iter().map(MeasuredKind::measures).collect();
        write_measure_table(&self.town, &measures, folder)?;
        write_supply_table(&self.town, &measures, folder)?;
        work.go_on()?;
        write_point_measure_table((&self.town, work), &measures, small_numbers, folder)?;
        write_day_part_table(&self.town, &measures, folder)?;
        write_detour_table(&self.town, &measures, folder)?;
        work.go_on()?;
        write_closure_table(&self.town, &measures, folder)?;
        let mut written = TABLES.map(str::to_owned).to_vec();
        if formats.is_empty() {
            return Ok(written);
        }
        work.begin(60, steps::tables())?;
        let mut layers = self.analysis_layers(work)?;
        for (kind, travel) in measured.iter().zip(&travel) {
            work.go_on()?;
            let reach = kind.reach_layer(&self.town)?.map(Arc::new);
            let name = format!("bereik_{}", travel.norm.kind);
            layers.extend(
                reach.map(|layer| self.ready_layer(name, layer, Some(&main_question(travel)))),
            );
        }
        written.extend(write_ready_layers(&layers, folder, formats, work)?);
        Ok(written)
    }

    /// For each kind the areas, homes and white spots of its main age group, and the facilities once;
    /// each with the name of its file. Small numbers stay hidden in layers.
    fn analysis_layers(&self, work: &Work) -> Result<Vec<ReadyLayer>, StudyError> {
        let mut layers = Vec::new();
        for travel in self.travel.values() {
            let question = main_question(travel);
            for name in ["gebieden", "dekking", "witte_vlekken"] {
                work.go_on()?;
                let layer = self.make_layer(name, &question)?.map(Arc::new);
                let name = format!("{name}_{}", question.kind);
                layers.extend(layer.map(|layer| self.ready_layer(name, layer, Some(&question))));
            }
        }
        for layer in [barrier_layer(&self.town)?, crossing_layer(&self.town)?] {
            let name = layer.name.to_owned();
            if !layer.ids.is_empty() {
                layers.push(self.ready_layer(name, Arc::new(layer), None));
            }
        }
        if let Some(kind) = self.travel.keys().next() {
            let layer = Arc::new(facility_layer(&self.town, &self.facilities, kind));
            layers.push(self.ready_layer("voorzieningen".to_owned(), layer, None));
        }
        Ok(layers)
    }

    fn make_layer(&self, name: &str, question: &Question) -> Result<Option<Layer>, LayerError> {
        let Some(asked) = self.asked(question) else {
            return Ok(None);
        };
        let judgement = asked.travel.judged();
        Ok(match name {
            "gebieden" => Some(area_layer(
                &self.town,
                &self.areas,
                &AreaFigures {
                    published: asked.published,
                    need: self.need_of_areas.get_or_init(|| self.make_need_of_areas()),
                    norm: &asked.travel.norm,
                    age: question.age,
                },
            )),
            "scenario_verschil" => Some(difference_layer(
                &self.town,
                &self.areas,
                [
                    self.without_scenario(question).unwrap_or_default(),
                    asked.published,
                ],
                &asked.travel.norm,
                question.age,
            )),
            "voorzieningen" => Some(facility_layer(&self.town, &self.facilities, &question.kind)),
            "dekking" => Some(coverage_layer(&self.town, &self.homes()?, &judgement)),
            "witte_vlekken" => Some(gap_layer(&self.town, &judgement, question.age)?),
            _ => None,
        })
    }

    /// What is published without the scenario; without one, what is published.
    fn without_scenario(&self, question: &Question) -> Option<&[Published]> {
        let published = self.without.as_ref().unwrap_or(&self.published);
        published.get(question).map(Vec::as_slice)
    }

    fn homes(&self) -> Result<Arc<Shapes>, LayerError> {
        if let Some(homes) = self.homes.get() {
            return Ok(Arc::clone(homes));
        }
        let made = home_shapes(&self.town)?;
        Ok(Arc::clone(self.homes.get_or_init(|| made)))
    }

    /// Everything that a question needs; nothing when the question is not one of this study.
    pub(crate) fn asked<'a>(&'a self, question: &'a Question) -> Option<Asked<'a>> {
        Some(Asked {
            town: &self.town,
            index: &self.index,
            tree: &self.tree,
            travel: self.travel.get(&question.kind)?,
            published: self.published.get(question)?,
            kind: self
                .town
                .kind_descriptions
                .iter()
                .find(|described| described.kind == question.kind)?,
            question,
        })
    }
}

/// What a scenario or a chosen norm makes of a study.
pub(crate) struct Followed {
    /// The data after it.
    pub town: TownData,
    /// The trees and graphs of these.
    pub index: TravelIndex,
    /// The trips of the kinds of which some change.
    pub travel: Vec<KindTravel>,
    /// What is published of them.
    pub published: Vec<(Question, Vec<Published>)>,
    /// What makes it.
    pub by: FollowedBy,
}

/// What makes another study of a study.
pub(crate) enum FollowedBy {
    /// Changes in the town, which are compared with the study itself.
    Scenario,
    /// Another norm, which gives an edition of its own: scenarios are compared by that norm.
    Norm {
        /// What stands for what was read and for the norm.
        edition: String,
    },
}

fn nearest_seconds_cache() -> Cache<KindAndProfile, Arc<[Option<f64>]>> {
    let weight = |_: &KindAndProfile, seconds: &Arc<[Option<f64>]>| {
        u32::try_from(seconds.len()).unwrap_or(u32::MAX)
    };
    Cache::builder()
        .max_capacity(KEPT_NEAREST)
        .weigher(weight)
        .build()
}

fn place_times_cache<Wanted: Hash + Eq + Send + Sync + 'static>() -> Cache<Wanted, Arc<PlaceTimes>>
{
    let weight =
        |_: &Wanted, times: &Arc<PlaceTimes>| u32::try_from(times.len()).unwrap_or(u32::MAX);
    Cache::builder()
        .max_capacity(KEPT_TIMES)
        .weigher(weight)
        .build()
}

fn layer_cache() -> Cache<(String, Question), Option<Arc<Layer>>> {
    let weight = |_: &(String, Question), layer: &Option<Arc<Layer>>| {
        let features = layer.as_ref().map_or(0, |layer| layer.ids.len());
        u32::try_from(features).unwrap_or(u32::MAX)
    };
    Cache::builder()
        .max_capacity(KEPT_FEATURES)
        .weigher(weight)
        .build()
}

/// The question about a kind for the age group that it is mainly for.
fn main_question(travel: &KindTravel) -> Question {
    Question {
        kind: travel.norm.kind.clone(),
        age: travel.norm.ages.first().copied().unwrap_or(AgeGroup::All),
    }
}
