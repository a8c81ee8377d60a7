//! Writes polygons as Shapefiles, with nothing in them that changes from day to day.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use shapefile::dbase::{Record, TableWriterBuilder};
use shapefile::record::polygon::GenericPolygon;
use shapefile::{Point, PolygonRing, Writer};

use crate::example::dissolve::{GroundPoint, GroundPolygon};
use crate::example::error::ExampleError;

/// RD New as a `.prj` says it.
const RD_NEW: &str = concat!(
    r#"PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],"#,
    r#"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],"#,
    r#"PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],"#,
    r#"PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],"#,
    r#"PARAMETER["Latitude_Of_Origin",52.1561605555556],UNIT["Meter",1.0]]"#,
);
/// The day that the table says it was changed: years since 1900, month, day.
const DAY_OF_CHANGE: [u8; 3] = [126, 1, 1];

/// A Shapefile that takes polygons one by one.
pub struct PolygonFile {
    path: PathBuf,
    writer: Writer<std::io::BufWriter<std::fs::File>>,
}

impl PolygonFile {
    /// Begins a Shapefile in RD New with the fields of this table.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn create(path: &Path, fields: TableWriterBuilder) -> Result<Self, ExampleError> {
        let writer = Writer::from_path(path, fields).map_err(ExampleError::shapefile(path))?;
        Ok(Self {
            path: path.to_owned(),
            writer,
        })
    }

    /// Adds one row.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn add(&mut self, polygons: &[GroundPolygon], record: &Record) -> Result<(), ExampleError> {
        let rings = polygons.iter().flat_map(|polygon| {
            let holes = polygon
                .holes
                .iter()
                .map(|hole| PolygonRing::Inner(closed(hole)));
            std::iter::once(PolygonRing::Outer(closed(&polygon.outer))).chain(holes)
        });
        let shape = GenericPolygon::with_rings(rings.collect());
        self.writer
            .write_shape_and_record(&shape, record)
            .map_err(ExampleError::shapefile(&self.path))
    }

    /// Completes the files.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn finish(self) -> Result<(), ExampleError> {
        let Self { path, writer } = self;
        drop(writer);
        let table = path.with_extension("dbf");
        let failed = ExampleError::write;
        let mut file = OpenOptions::new()
            .write(true)
            .open(&table)
            .map_err(failed(&table))?;
        file.seek(SeekFrom::Start(1)).map_err(failed(&table))?;
        file.write_all(&DAY_OF_CHANGE).map_err(failed(&table))?;
        for (extension, text) in [("prj", RD_NEW), ("cpg", "UTF-8")] {
            let beside = path.with_extension(extension);
            std::fs::write(&beside, text).map_err(failed(&beside))?;
        }
        Ok(())
    }
}

fn closed(ring: &[GroundPoint]) -> Vec<Point> {
    ring.iter()
        .chain(ring.first())
        .map(|&[x, y]| Point::new(x as f64 / 100.0, y as f64 / 100.0))
        .collect()
}
