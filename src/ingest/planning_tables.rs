//! The tables of `study.toml` about planning, as they are written: indicators, buildings and what people recorded.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::origin::source_table;
use crate::ingest::planning_columns::{
    AmbitionColumns, BuildingColumns, ClaimColumns, ConsiderationColumns, FlowColumns,
    ProgrammeColumns, ReadingColumns, RecordedColumns, RoomColumns, VisionColumns, WishColumns,
};
use crate::ingest::study_columns::{OneOrMany, PositionColumns};

/// Which end of an indicator asks for more support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DirectionName {
    /// The high end.
    Hoog,
    /// The low end.
    Laag,
}

/// A technical condition by NEN 2767, from 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct ConditionScore(f64);

impl ConditionScore {
    /// What is said of another number.
    pub const EXPECTED: &str = "a condition by NEN 2767, from 1 to 6";

    /// The number.
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for ConditionScore {
    type Error = String;

    fn try_from(score: f64) -> Result<Self, Self::Error> {
        if (1.0..=6.0).contains(&score) {
            Ok(Self(score))
        } else {
            Err(format!("found {score}, expected {}", Self::EXPECTED))
        }
    }
}

/// `[[indicators]]`: a figure of the areas, read as need.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorEntry {
    /// Its code.
    pub code: String,
    /// The figure of the areas it is read from.
    pub figure: String,
    /// What it is called on screen, in Dutch.
    pub name_nl: String,
    /// The same in English.
    pub name_en: String,
    /// What its publisher calls it.
    pub name_at_source: Option<String>,
    /// The code of its domain.
    pub domain: String,
    /// `hoog` or `laag`: which end asks for more support.
    pub direction: DirectionName,
    /// Its unit.
    pub unit: String,
    /// The year it describes; that of its source when not given.
    pub year: Option<String>,
    /// The fixed range over which it is measured: low and high.
    pub range: Option<[f64; 2]>,
    /// Areas with fewer residents are not measured by it.
    #[serde(default)]
    pub smallest_residents: u32,
    /// Whether it says where people come from.
    #[serde(default)]
    pub about_origin: bool,
    /// Why it may be used all the same.
    pub reason: Option<String>,
}

source_table!(
    /// `[[buildings]]`: buildings that could house a community school.
    BuildingTable {
        /// Where the coordinates are, when not in the layer.
        position: Option<PositionColumns>,
        /// Which column holds what.
        columns: BuildingColumns,
        /// The condition by NEN 2767 that each class of quality of the housing plan stands for.
        #[serde(default)]
        quality_classes: BTreeMap<String, ConditionScore>,
        /// Fact about inclusive use to column.
        #[serde(default)]
        inclusivity: BTreeMap<String, String>,
    }
);

source_table!(
    /// `[[building_facts]]`: what people recorded of buildings since.
    BuildingFactTable {
        /// Which column holds what.
        columns: BuildingColumns,
        /// Who recorded it, from what and when.
        recorded: RecordedColumns,
    }
);

source_table!(
    /// `[[rooms]]`: rooms of these buildings that others may use.
    RoomTable {
        /// Which column holds what.
        columns: RoomColumns,
    }
);

source_table!(
    /// `[[claims]]`: who has which room in an ordinary school week.
    ClaimTable {
        /// Which column holds what.
        columns: ClaimColumns,
    }
);

source_table!(
    /// `[[ambitions]]`: how far the professionals of an area or a building are.
    AmbitionTable {
        /// Which column holds what.
        columns: AmbitionColumns,
    }
);

source_table!(
    /// `[[visions]]`: shared visions of 0-18 learning communities.
    VisionTable {
        /// Which column holds what.
        columns: VisionColumns,
    }
);

source_table!(
    /// `[[wishes]]`: what people of an area wish for in or near their community school.
    WishTable {
        /// Which column holds what.
        columns: WishColumns,
    }
);

source_table!(
    /// `[[programmes]]`: programmes for children, young people or parents that an area has.
    ProgrammeTable {
        /// Which column holds what.
        columns: ProgrammeColumns,
    }
);

source_table!(
    /// `[[considerations]]`: neighbourhoods that people consider for a Kansenwerkplaats, and why.
    ConsiderationTable {
        /// Which column holds what.
        columns: ConsiderationColumns,
    }
);

source_table!(
    /// `[[flows]]`: to which school the pupils of each school go on.
    FlowTable {
        /// Which column holds what.
        columns: FlowColumns,
        /// Column to the values that are asked for.
        #[serde(default)]
        keep: BTreeMap<String, Vec<String>>,
    }
);

source_table!(
    /// `[[school_reading]]`: the language need of schools, and what they have for reading.
    ReadingTable {
        /// Which column holds what.
        columns: ReadingColumns,
        /// Columns with numbers of pupils that together are all pupils of the counts below.
        pupils: Option<OneOrMany>,
        /// Columns with numbers of pupils who do not read at level 2F yet.
        below_2f_counts: Option<OneOrMany>,
        /// Columns with numbers of newcomers.
        newcomer_counts: Option<OneOrMany>,
        /// Column to the values that are asked for.
        #[serde(default)]
        keep: BTreeMap<String, Vec<String>>,
    }
);
