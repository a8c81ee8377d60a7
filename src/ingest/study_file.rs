//! `study.toml` as it is written: raw twins of its tables, without any judgement yet.
//! Unknown keys are refused, and the refusal names the nearest key that is known.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::kinds_file::KindEntry;
use crate::ingest::origin::{Origin, source_table};
use crate::ingest::planning_tables::{
    AmbitionTable, BuildingFactTable, BuildingTable, ClaimTable, ConsiderationTable, FlowTable,
    IndicatorEntry, ProgrammeTable, ReadingTable, RoomTable, VisionTable, WishTable,
};
use crate::ingest::problem::Problem;
use crate::ingest::study_columns::{
    AgeShareAreas, AgeShareColumns, AreaColumns, CodeColumn, CountColumn, CrossingColumns,
    EntranceColumns, FacilityColumns, FigureColumn, IdColumn, LevelName, NameCase, OneOrMany,
    PositionColumns, PupilColumns, ResidentShape,
};
use crate::ingest::toml_problem::problem_of_toml;

/// A whole `study.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyFile {
    /// The study's name.
    pub name: String,
    /// The projected, metric system of the study.
    #[serde(default = "rd_new")]
    pub crs: String,
    /// The day the study describes.
    pub reference_date: String,
    /// A built-in norm set by name, or a file.
    #[serde(default = "built_in_norms")]
    pub norms: String,
    /// A built-in set of profiles by name, or a file.
    #[serde(default = "built_in_profiles")]
    pub profiles: String,
    /// A built-in set of weights by name, or a file.
    #[serde(default = "built_in_weights")]
    pub weights: String,
    /// `D0`, `D1`, `D2` or `D3`; by the streets when not given.
    pub distance_level: Option<String>,
    /// Outlines of areas.
    #[serde(default)]
    pub areas: Vec<AreaTable>,
    /// Figures of areas without outlines.
    #[serde(default)]
    pub figures: Vec<FigureTable>,
    /// Facilities.
    #[serde(default)]
    pub facilities: Vec<FacilityTable>,
    /// Pupils of facilities.
    #[serde(default)]
    pub pupils: Vec<PupilTable>,
    /// Further entrances of facilities.
    #[serde(default)]
    pub entrances: Vec<EntranceTable>,
    /// Lines that stop travellers.
    #[serde(default)]
    pub barriers: Vec<BarrierTable>,
    /// Where these can be crossed.
    #[serde(default)]
    pub crossings: Vec<CrossingTable>,
    /// Where people live.
    #[serde(default)]
    pub residents: Vec<ResidentTable>,
    /// Ages of larger areas.
    #[serde(default)]
    pub age_shares: Vec<AgeShareTable>,
    /// Streets.
    #[serde(default)]
    pub streets: Vec<StreetTable>,
    /// The background of the map.
    #[serde(default)]
    pub basemap: Vec<BasemapTable>,
    /// A map of somebody else instead of that.
    pub background_map: Option<BackgroundMapEntry>,
    /// Whom to ask about the study.
    pub contact: Option<ContactEntry>,
    /// Indicators of need.
    #[serde(default)]
    pub indicators: Vec<IndicatorEntry>,
    /// Buildings that could house a community school.
    #[serde(default)]
    pub buildings: Vec<BuildingTable>,
    /// Facts of these buildings that people recorded.
    #[serde(default)]
    pub building_facts: Vec<BuildingFactTable>,
    /// Rooms of buildings.
    #[serde(default)]
    pub rooms: Vec<RoomTable>,
    /// Who has which room when.
    #[serde(default)]
    pub claims: Vec<ClaimTable>,
    /// Recorded ambitions.
    #[serde(default)]
    pub ambitions: Vec<AmbitionTable>,
    /// Recorded visions of 0-18 learning communities.
    #[serde(default)]
    pub visions: Vec<VisionTable>,
    /// Wish lists of areas.
    #[serde(default)]
    pub wishes: Vec<WishTable>,
    /// Programmes that areas have.
    #[serde(default)]
    pub programmes: Vec<ProgrammeTable>,
    /// Neighbourhoods that are considered.
    #[serde(default)]
    pub considerations: Vec<ConsiderationTable>,
    /// Where pupils go on to.
    #[serde(default)]
    pub flows: Vec<FlowTable>,
    /// Language need of schools.
    #[serde(default)]
    pub school_reading: Vec<ReadingTable>,
    /// Kinds of the study's own.
    #[serde(default)]
    pub kinds: Vec<KindEntry>,
}

/// `[background_map]`: tiles of somebody else.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackgroundMapEntry {
    /// Where the tiles are.
    pub address: String,
    /// Whom to name beside the map.
    pub attribution: String,
}

/// `[contact]`: who answers for the study.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactEntry {
    /// Who.
    pub name: String,
    /// Where on the web.
    pub url: String,
    /// Where letters go.
    pub email: String,
}

source_table!(
    /// `[[areas]]`: outlines of one level, with figures if the file has them.
    AreaTable {
        /// Where the outline is, when not in the layer.
        position: Option<PositionColumns>,
        /// `buurt`, `wijk` or `gemeente`.
        level: LevelName,
        /// Which column holds what.
        #[serde(default)]
        columns: AreaColumns,
        /// Put before each code.
        code_prefix: Option<String>,
        /// The same parent for all.
        parent_code: Option<String>,
        /// How names are to be written.
        name_case: Option<NameCase>,
        /// Column to the values that are asked for.
        #[serde(default)]
        keep: BTreeMap<String, Vec<String>>,
        /// Band of ages to column.
        #[serde(default)]
        residents: BTreeMap<String, CountColumn>,
        /// Name of a figure to column.
        #[serde(default)]
        figures: BTreeMap<String, FigureColumn>,
    }
);

source_table!(
    /// `[[figures]]`: figures of one level, joined by code.
    FigureTable {
        /// `buurt`, `wijk` or `gemeente`.
        level: LevelName,
        /// Which column holds the code.
        #[serde(default)]
        columns: CodeColumn,
        /// Put before each code.
        code_prefix: Option<String>,
        /// Band of ages to column.
        #[serde(default)]
        residents: BTreeMap<String, CountColumn>,
        /// Name of a figure to column.
        #[serde(default)]
        figures: BTreeMap<String, FigureColumn>,
    }
);

source_table!(
    /// `[[facilities]]`: places with an offer.
    FacilityTable {
        /// Where the coordinates are, when not in the layer.
        position: Option<PositionColumns>,
        /// Which column holds what.
        #[serde(default)]
        columns: FacilityColumns,
        /// The kind or kinds of all rows.
        kind: Option<OneOrMany>,
        /// Value of the kind column to kinds; an empty list drops on purpose.
        #[serde(default)]
        kinds: BTreeMap<String, OneOrMany>,
        /// Column to the values that are asked for.
        #[serde(default)]
        keep: BTreeMap<String, Vec<String>>,
        /// Attribute to column.
        #[serde(default)]
        attributes: BTreeMap<String, String>,
    }
);

source_table!(
    /// `[[pupils]]`: pupils, joined to facilities by the code of their location.
    PupilTable {
        /// Which column holds what.
        columns: PupilColumns,
    }
);

source_table!(
    /// `[[entrances]]`: points where facilities can be entered, besides their own position.
    EntranceTable {
        /// Where the coordinates are, when not in the layer.
        position: Option<PositionColumns>,
        /// Which column holds what.
        columns: EntranceColumns,
    }
);

source_table!(
    /// `[[barriers]]`: lines that stop travellers, used at D2.
    BarrierTable {
        /// The modes that it stops; all of them when not given.
        modes: Option<Vec<String>>,
        /// The column with a name.
        label: Option<String>,
    }
);

source_table!(
    /// `[[crossings]]`: points or short lines where barriers can be crossed, used at D2.
    CrossingTable {
        /// Where the coordinates are, when not in the layer.
        position: Option<PositionColumns>,
        /// The modes that may use it; all of them when not given.
        modes: Option<Vec<String>>,
        /// The column with a name.
        label: Option<String>,
        /// Which column holds what.
        #[serde(default)]
        columns: CrossingColumns,
    }
);

source_table!(
    /// `[[residents]]`: where people live.
    ResidentTable {
        /// What a row is.
        shape: ResidentShape,
        /// Where the coordinates are, when not in the layer.
        position: Option<PositionColumns>,
        /// Which column holds what.
        #[serde(default)]
        columns: IdColumn,
        /// Side of the square in metres; 0 for addresses.
        resolution_m: Option<f64>,
        /// The column with the south-west corner of a square.
        cell_id: Option<String>,
        /// The column with the number of dwellings of a square.
        dwellings: Option<String>,
        /// The column with the weight of a home.
        weight: Option<String>,
        /// Band of ages to column.
        #[serde(default)]
        counts: BTreeMap<String, CountColumn>,
    }
);

source_table!(
    /// `[[age_shares]]`: people by five-year band of larger areas.
    AgeShareTable {
        /// Which column holds what.
        columns: AgeShareColumns,
        /// The outlines of the larger areas.
        areas: AgeShareAreas,
    }
);

source_table!(
    /// `[[streets]]`: an OpenStreetMap extract or a layer of lines.
    StreetTable {
        /// Where the line is, when not in the layer.
        position: Option<PositionColumns>,
        /// Tag to column.
        #[serde(default)]
        tags: BTreeMap<String, String>,
        /// Column to (value to tag value).
        #[serde(default)]
        values: BTreeMap<String, BTreeMap<String, String>>,
        /// The same tags for every row.
        #[serde(default)]
        fixed_tags: BTreeMap<String, String>,
    }
);

source_table!(
    /// `[[basemap]]`: one layer of the background.
    BasemapTable {
        /// Where the geometry is, when not in the layer.
        position: Option<PositionColumns>,
        /// The class of all rows.
        class: Option<String>,
        /// The column with the class.
        class_column: Option<String>,
        /// Value of that column to class.
        #[serde(default)]
        classes: BTreeMap<String, String>,
        /// The column with a name for a label.
        label: Option<String>,
    }
);

impl AgeShareAreas {
    /// What this table says of its file.
    pub fn origin(&self) -> Origin {
        Origin {
            file: self.file.clone(),
            layer: self.layer.clone(),
            crs: self.crs.clone(),
            ..Origin::default()
        }
    }
}

/// Reads the text of a study file.
///
/// # Errors
/// The one problem that stopped the reading: broken TOML, a missing or unknown key, a value of the wrong type.
pub fn parse_study(file: &str, text: &str) -> Result<StudyFile, Problem> {
    toml::from_str(text).map_err(|error| problem_of_toml(file, text, &error))
}

fn rd_new() -> String {
    "EPSG:28992".to_owned()
}

fn built_in_norms() -> String {
    "nabij-voorstel-1".to_owned()
}

fn built_in_profiles() -> String {
    "nabij-profielen-1".to_owned()
}

fn built_in_weights() -> String {
    "nabij-gewichten-1".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "name = \"T\"\nreference_date = \"2024\"\n";

    fn refusal(tail: &str) -> String {
        parse_study("study.toml", &format!("{HEAD}{tail}"))
            .expect_err("a refusal")
            .to_string()
    }

    #[test]
    fn an_unknown_key_is_refused_and_the_nearest_known_one_is_named() {
        let message = refusal(
            "[[areas]]\nlevel = \"buurt\"\nfile = \"a.geojson\"\ncolums = { code = \"c\" }\n",
        );
        assert!(
            message.starts_with("study.toml, row 6, field \"colums\": found an unknown key"),
            "{message}"
        );
        assert!(
            message.contains("expected \"columns\" perhaps"),
            "{message}"
        );
    }

    #[test]
    fn an_unknown_key_in_an_inline_table_is_refused_too() {
        let message =
            refusal("[[areas]]\nlevel = \"buurt\"\nfile = \"a\"\ncolumns = { cod = \"c\" }\n");
        assert!(
            message.contains("field \"cod\"") && message.contains("\"code\" perhaps"),
            "{message}"
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_named_with_its_line() {
        let message = refusal("[[areas]]\nlevel = \"buurt\"\nfile = 3\n");
        assert!(
            message.starts_with("study.toml, row 5, field \"file\""),
            "{message}"
        );
        assert!(message.ends_with("expected a string"), "{message}");
    }

    #[test]
    fn a_missing_key_is_named() {
        let message = refusal("[[areas]]\nlevel = \"buurt\"\n");
        assert!(
            message.contains("field \"file\": found no such key"),
            "{message}"
        );
    }

    #[test]
    fn a_level_that_does_not_exist_is_refused_with_those_that_do() {
        let message = refusal("[[areas]]\nlevel = \"straat\"\nfile = \"a\"\n");
        assert!(
            message.contains("straat") && message.contains("gemeente"),
            "{message}"
        );
    }
}
