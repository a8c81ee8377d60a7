//! The tidy table of the further measures of every home: one row per place where people live and kind of facility.
//! Its columns are how near and how much, never how many people.

use std::path::Path;

use crate::access::point_measures::{PointMeasure, PointValue};
use crate::access::suppression::SmallNumbers;
use crate::layers::error::LayerError;
use crate::layers::measure_tables::{KindMeasures, rounded};
use crate::layers::table::write_table;
use crate::model::area::Area;
use crate::model::town_data::TownData;
use crate::model::work::Work;

/// The table of further measures by home.
pub const POINT_MEASURE_TABLE: &str = "punten_maten.csv";

const FIRST_COLUMNS: [&str; 6] = [
    "punt_id",
    "gebiedscode",
    "voorziening",
    "leeftijd",
    "profiel",
    "afstandsniveau",
];
const REASON: &str = "reden";

/// Writes `punten_maten.csv`: for each kind and home one row with a column for each measure.
///
/// What homes compete for is empty where so few people reach a facility that the places for each of them would tell
/// how many they are. When the work is ended, the file ends in the middle.
///
/// # Errors
/// Names the file when it cannot be written.
pub fn write_point_measure_table(
    (town, work): (&TownData, &Work),
    kinds: &[KindMeasures<'_>],
    small_numbers: SmallNumbers,
    folder: &Path,
) -> Result<(), LayerError> {
    let names = measure_names(kinds);
    let columns: Vec<&str> = FIRST_COLUMNS
        .into_iter()
        .chain(names.clone())
        .chain([REASON])
        .collect();
    let rows = kinds.iter().flat_map(|kind| {
        let columns = names.iter().map(|name| measure_of(kind, name)).collect();
        let rows = KindRows {
            town,
            kind,
            columns,
            small_numbers,
        };
        (0..town.demand.len()).filter_map(move |home| rows.row(home))
    });
    let rows = rows.take_while(|_| work.go_on().is_ok());
    write_table(folder, POINT_MEASURE_TABLE, &columns, rows)
}

/// The measures of all kinds, in the order in which they first come.
fn measure_names(kinds: &[KindMeasures<'_>]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for measure in kinds.iter().flat_map(|kind| &kind.points.measures) {
        if !names.contains(&measure.name) {
            names.push(measure.name);
        }
    }
    names
}

fn measure_of<'a>(kind: &KindMeasures<'a>, name: &str) -> Option<&'a PointMeasure> {
    let mut measures = kind.points.measures.iter();
    measures.find(|measure| measure.name == name)
}

/// The rows of one kind.
struct KindRows<'a> {
    town: &'a TownData,
    kind: &'a KindMeasures<'a>,
    /// For each column its measure, if the kind has it.
    columns: Vec<Option<&'a PointMeasure>>,
    small_numbers: SmallNumbers,
}

impl KindRows<'_> {
    fn row(&self, home: usize) -> Option<Vec<String>> {
        let travel = self.kind.travel;
        let point = self.town.demand.get(home)?;
        let area = point.area;
        let area = area.and_then(|area| self.town.areas.get(area.0 as usize));
        let age = travel.norm.ages.first()?;
        let mut row = vec![
            point.id.clone(),
            area.map(|area: &Area| area.code.0.clone())
                .unwrap_or_default(),
            travel.norm.kind.code().to_owned(),
            age.code().to_owned(),
            travel.profile.code.clone(),
            travel.level.code().to_owned(),
        ];
        let hidden = self.hides(home);
        row.extend(
            self.columns
                .iter()
                .map(|measure| cell(*measure, home, hidden)),
        );
        row.push(self.reason(home, hidden).to_owned());
        Some(row)
    }

    fn hides(&self, home: usize) -> bool {
        let few = self.kind.points.few_compete.get(home).copied();
        self.small_numbers == SmallNumbers::Hide && few.unwrap_or(false)
    }

    fn reason(&self, home: usize, hidden: bool) -> &'static str {
        let unknown = |measure: &PointMeasure| {
            measure.competes && measure.values.get(home) == Some(&PointValue::Unknown)
        };
        if hidden {
            "klein aantal"
        } else if self
            .columns
            .iter()
            .flatten()
            .any(|measure| unknown(measure))
        {
            "plaatsen onbekend"
        } else {
            ""
        }
    }
}

fn cell(measure: Option<&PointMeasure>, home: usize, hidden: bool) -> String {
    let shown = measure.filter(|measure| !(hidden && measure.competes));
    let value = shown.and_then(|measure| measure.values.get(home)?.known());
    rounded(value, 3)
}
