//! The background of the map: surroundings and railway as GeoPackage, buildings as Shapefile.

use std::path::Path;

use gdal::vector::{FieldValue as GdalValue, OGRFieldType, OGRwkbGeometryType};
use shapefile::dbase::{FieldName, FieldValue, Record, TableWriterBuilder};

use crate::example::areas::Areas;
use crate::example::dissolve::GroundPolygon;
use crate::example::error::ExampleError;
use crate::example::geopackage::{Feature, Layer, line_text, multi_polygon_text, write_geopackage};
use crate::example::homes::Plot;
use crate::example::land::ground_point;
use crate::example::polygon_file::PolygonFile;
use crate::example::surroundings::{railway, surroundings};
use crate::example::town_plan::TownPlan;

/// Writes the surroundings and the railway.
///
/// # Errors
/// The file cannot be written.
pub fn write_background(plan: &TownPlan, areas: &Areas, path: &Path) -> Result<(), ExampleError> {
    let text = |value: &str| GdalValue::StringValue(value.to_owned());
    let surfaces = surroundings(plan, areas).into_iter().map(|part| Feature {
        geometry: multi_polygon_text(&part.polygons),
        values: vec![
            text(part.what),
            text(part.name.as_deref().unwrap_or_default()),
        ],
    });
    let fields = [
        ("soort", OGRFieldType::OFTString),
        ("naam", OGRFieldType::OFTString),
    ];
    let rail = Feature {
        geometry: line_text(&railway(plan)),
        values: vec![text("spoor"), text("Spoorlijn")],
    };
    write_geopackage(
        path,
        vec![
            Layer {
                name: "vlakken",
                geometry: OGRwkbGeometryType::wkbMultiPolygon,
                fields: &fields,
                features: surfaces.collect(),
            },
            Layer {
                name: "spoor",
                geometry: OGRwkbGeometryType::wkbLineString,
                fields: &fields,
                features: vec![rail],
            },
        ],
    )
}

/// A Shapefile of buildings that takes them one by one.
pub struct BuildingFile(PolygonFile);

impl BuildingFile {
    /// Begins the file.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn create(path: &Path) -> Result<Self, ExampleError> {
        let name = FieldName::try_from("SOORT").expect("a name of five letters fits");
        PolygonFile::create(path, TableWriterBuilder::new().add_character_field(name, 2)).map(Self)
    }

    /// Adds a building: of homes, or of a facility.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn add(&mut self, plan: &TownPlan, plot: &Plot, is_home: bool) -> Result<(), ExampleError> {
        let outer = plot
            .corners
            .map(|corner| ground_point(&plan.bend, corner))
            .to_vec();
        let mut record = Record::default();
        let kind = if is_home { "W" } else { "V" };
        record.insert(
            "SOORT".to_owned(),
            FieldValue::Character(Some(kind.to_owned())),
        );
        self.0.add(
            &[GroundPolygon {
                outer,
                holes: Vec::new(),
            }],
            &record,
        )
    }

    /// Completes the files.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn finish(self) -> Result<(), ExampleError> {
        self.0.finish()
    }
}
