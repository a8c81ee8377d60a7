//! All facilities, each kind in the sort of file in which a city finds it.

use std::fmt::Write as _;
use std::path::Path;

use gdal::vector::{FieldValue as GdalValue, OGRFieldType, OGRwkbGeometryType};

use crate::example::childcare_file::write_childcare;
use crate::example::degree_geometry::position_json;
use crate::example::error::ExampleError;
use crate::example::facilities::Facilities;
use crate::example::facility_hours::facility_hours;
use crate::example::facility_record::{FacilityRecord, facility_record};
use crate::example::geopackage::{Feature, Layer, point_text, write_geopackage};
use crate::example::school_files::{write_pupils, write_schools};
use crate::example::schools::Schools;
use crate::example::town_plan::TownPlan;

const CARE: [&str; 3] = ["HUISARTS", "CONSULTATIEBUREAU", "BUURTTEAM"];
const MEETING: [&str; 5] = [
    "BIBLIOTHEEK",
    "BUURTHUIS",
    "JONGERENWERK",
    "GYMZAAL",
    "SPORT",
];

/// Writes all facilities.
///
/// # Errors
/// A file cannot be written.
pub fn write_facilities(
    plan: &TownPlan,
    facilities: &Facilities,
    schools: &Schools,
    out: &Path,
) -> Result<(), ExampleError> {
    let records = |kinds: &[&str]| -> Vec<FacilityRecord> {
        let of_kinds = kinds.iter().flat_map(|kind| facilities.of_kind(kind));
        of_kinds
            .map(|facility| facility_record(plan, facilities, facility))
            .collect()
    };
    write_schools(&out.join("scholen_po.csv"), &schools.primary)?;
    write_schools(&out.join("scholen_vo.csv"), &schools.secondary)?;
    write_schools(&out.join("scholen_overig.csv"), &schools.other)?;
    let all = schools.all().cloned().collect::<Vec<_>>();
    write_pupils(&out.join("leerlingen.csv"), &all, plan.seed)?;
    write_childcare(&out.join("kinderopvang_lrk.csv"), &records(&["KDV", "BSO"]))?;
    write_geopackage(
        &out.join("voorzieningen.gpkg"),
        vec![
            layer("zorg", &records(&CARE)),
            layer("ontmoeten_en_sport", &records(&MEETING)),
        ],
    )?;
    write_play_areas(&out.join("speelplekken.geojson"), &records(&["SPEELPLEK"]))
}

fn layer<'a>(name: &'a str, records: &[FacilityRecord]) -> Layer<'a> {
    let text = |value: &str| GdalValue::StringValue(value.to_owned());
    let features = records.iter().map(|record| Feature {
        geometry: point_text(record.place),
        values: vec![
            text(&facility_id(record)),
            text(&record.name),
            text(&word(record.kind)),
            text(&format!("{} {}", record.street, record.house_number)),
            GdalValue::IntegerValue(record.built as i32),
            text(facility_hours(record.kind, record.number)),
        ],
    });
    Layer {
        name,
        geometry: OGRwkbGeometryType::wkbPoint,
        fields: &[
            ("id", OGRFieldType::OFTString),
            ("naam", OGRFieldType::OFTString),
            ("soort", OGRFieldType::OFTString),
            ("adres", OGRFieldType::OFTString),
            ("bouwjaar", OGRFieldType::OFTInteger),
            ("openingstijden", OGRFieldType::OFTString),
        ],
        features: features.collect(),
    }
}

/// The first letters of the kind and a number.
fn facility_id(record: &FacilityRecord) -> String {
    let letters: String = record.kind.chars().take(4).collect();
    format!("{letters}-{:03}", record.number + 1)
}

/// The word of the file for a kind: in lower case, as people write it.
fn word(kind: &str) -> String {
    kind.to_lowercase()
}

fn write_play_areas(path: &Path, records: &[FacilityRecord]) -> Result<(), ExampleError> {
    let features: Vec<String> = records
        .iter()
        .map(|record| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{}\",\"naam\":\"{}\"}},\
                 \"geometry\":{{\"type\":\"Point\",\"coordinates\":{}}}}}",
                facility_id(record),
                record.name,
                position_json(record.place),
            )
        })
        .collect();
    let mut text =
        String::from("{\"type\":\"FeatureCollection\",\"name\":\"speelplekken\",\"features\":[\n");
    // Writing into a text cannot fail.
    let _ = writeln!(text, "{}", features.join(",\n"));
    text.push_str("]}\n");
    std::fs::write(path, text).map_err(ExampleError::write(path))
}
