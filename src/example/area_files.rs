//! Neighbourhoods as Shapefile, districts as GeoPackage, the municipality as GeoJSON:
//! three formats in which such data are found.

use std::path::Path;

use gdal::vector::{FieldValue as GdalValue, OGRFieldType, OGRwkbGeometryType};
use shapefile::dbase::{FieldName, FieldValue, Record, TableWriterBuilder};

use crate::example::areas::Areas;
use crate::example::chance::Chance;
use crate::example::degree_geometry::polygons_json;
use crate::example::error::ExampleError;
use crate::example::geopackage::{Feature, Layer, multi_polygon_text, write_geopackage};
use crate::example::naming::{MUNICIPALITY_CODE, MUNICIPALITY_NAME};
use crate::example::neighbourhood::{Era, Neighbourhood};
use crate::example::polygon_file::PolygonFile;
use crate::example::town_plan::TownPlan;

/// How older files of Statistics Netherlands say that a figure is secret or not known.
const NOT_KNOWN: f64 = -99_999_999.0;

/// Text fields and their widths.
const TEXTS: [(&str, u8); 6] = [
    ("BU_CODE", 10),
    ("BU_NAAM", 60),
    ("WK_CODE", 8),
    ("GM_CODE", 6),
    ("GM_NAAM", 60),
    ("WATER", 3),
];
/// Number fields.
const NUMBERS: [&str; 6] = [
    "AANT_INW",
    "P_00_14_JR",
    "P_15_24_JR",
    "P_65_EO_JR",
    "P_HH_M_K",
    "WOZ",
];

/// Writes the three levels.
///
/// # Errors
/// A file cannot be written.
pub fn write_areas(plan: &TownPlan, areas: &Areas, out: &Path) -> Result<(), ExampleError> {
    write_neighbourhoods(plan, areas, &out.join("buurten.shp"))?;
    write_districts(plan, areas, &out.join("wijken.gpkg"))?;
    write_municipality(plan, areas, &out.join("gemeente.geojson"))
}

fn write_neighbourhoods(plan: &TownPlan, areas: &Areas, path: &Path) -> Result<(), ExampleError> {
    let mut fields = TableWriterBuilder::new();
    for (name, width) in TEXTS {
        fields = fields.add_character_field(field(name), width);
    }
    for name in NUMBERS {
        fields = fields.add_numeric_field(field(name), 10, 0);
    }
    let mut file = PolygonFile::create(path, fields)?;
    for ((place, naming), polygons) in plan
        .neighbourhoods
        .iter()
        .zip(&plan.naming)
        .zip(&areas.neighbourhoods)
    {
        let district = &plan.districts[naming.district].code;
        let texts = [
            &naming.code,
            &naming.name,
            district,
            MUNICIPALITY_CODE,
            MUNICIPALITY_NAME,
            "NEE",
        ];
        file.add(polygons, &record(texts, figures(plan, place)))?;
    }
    if !areas.lakes.is_empty() {
        // Water has a code of its own, as in the files of Statistics Netherlands; readers leave it out.
        let texts = [
            "BU99999997",
            "Water",
            "WK999999",
            MUNICIPALITY_CODE,
            MUNICIPALITY_NAME,
            "JA",
        ];
        file.add(
            &areas.lakes,
            &record(
                texts,
                [0.0, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN],
            ),
        )?;
    }
    file.finish()
}

fn field(name: &str) -> FieldName {
    FieldName::try_from(name).expect("the names above have no more than ten letters")
}

fn record(texts: [&str; 6], numbers: [f64; 6]) -> Record {
    let mut record = Record::default();
    for ((name, _), text) in TEXTS.iter().zip(texts) {
        record.insert(
            (*name).to_owned(),
            FieldValue::Character(Some(text.to_owned())),
        );
    }
    for (name, number) in NUMBERS.iter().zip(numbers) {
        record.insert((*name).to_owned(), FieldValue::Numeric(Some(number)));
    }
    record
}

/// The figures of a neighbourhood: people rounded to 5, shares in whole percents; shares of few people are not known.
fn figures(plan: &TownPlan, place: &Neighbourhood) -> [f64; 6] {
    let people = place.people;
    let all = (f64::from(people.all) / 5.0).round() * 5.0;
    if people.all < 50 {
        return [all, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN];
    }
    let mut chance = Chance::new(plan.seed, "figures", u64::from(place.home));
    let percent = |count: f64| (100.0 * count / f64::from(people.all)).round();
    let (half_youth, young) = (
        f64::from(people.from_12_to_18) / 2.0,
        people.from_0_to_4 + people.from_4_to_12,
    );
    let pensioners = match place.era {
        Era::OldTown => 17.0,
        Era::Terraces => 13.0,
        Era::PostWar => 24.0,
        Era::Courts => 19.0,
        Era::Recent | Era::Growth => 8.0,
    };
    [
        all,
        percent(f64::from(young) + half_youth),
        percent(half_youth) + chance.between(6.0, 12.0).round(),
        (pensioners + chance.between(-3.0, 4.0)).round(),
        (percent(f64::from(young)) * 1.9 + 8.0).round(),
        chance.between(290.0, 480.0).round(),
    ]
}

fn write_districts(plan: &TownPlan, areas: &Areas, path: &Path) -> Result<(), ExampleError> {
    let text = |value: &str| GdalValue::StringValue(value.to_owned());
    let features = plan.districts.iter().zip(&areas.districts).enumerate().map(
        |(number, (district, polygons))| {
            let members = plan
                .neighbourhoods
                .iter()
                .zip(&plan.naming)
                .filter(|(_, naming)| naming.district == number);
            let people: u32 = members.map(|(place, _)| place.people.all).sum();
            Feature {
                geometry: multi_polygon_text(polygons),
                values: vec![
                    text(&district.code),
                    text(&district.name),
                    text(MUNICIPALITY_CODE),
                    text("NEE"),
                    GdalValue::IntegerValue((people as i32 + 2) / 5 * 5),
                ],
            }
        },
    );
    let layer = Layer {
        name: "wijken",
        geometry: OGRwkbGeometryType::wkbMultiPolygon,
        fields: &[
            ("wijkcode", OGRFieldType::OFTString),
            ("wijknaam", OGRFieldType::OFTString),
            ("gemeentecode", OGRFieldType::OFTString),
            ("water", OGRFieldType::OFTString),
            ("aantal_inwoners", OGRFieldType::OFTInteger),
        ],
        features: features.collect(),
    };
    write_geopackage(path, vec![layer])
}

fn write_municipality(plan: &TownPlan, areas: &Areas, path: &Path) -> Result<(), ExampleError> {
    let feature = format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"gemeentecode\":\"{MUNICIPALITY_CODE}\",\
         \"gemeentenaam\":\"{MUNICIPALITY_NAME}\",\"aantal_inwoners\":{}}},\"geometry\":{}}}",
        plan.size.inhabitants,
        polygons_json(&areas.municipality),
    );
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"name\":\"gemeente\",\"features\":[\n{feature}\n]}}\n"
    );
    std::fs::write(path, text).map_err(ExampleError::write(path))
}
