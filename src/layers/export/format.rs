//! The formats of layer files, with what the web and people call them.

use crate::layers::export::system::ExportSystem;

/// A format of layer files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// RFC 7946, always in WGS84.
    GeoJson,
    /// OGC GeoPackage 1.2, with styles and metadata inside.
    GeoPackage,
    /// FlatGeobuf 3, with a spatial index.
    FlatGeobuf,
    /// ESRI Shapefile in a zip, with the list of its shortened field names.
    Shapefile,
    /// A table: x and y for points, well-known text for other shapes.
    Csv,
    /// GeoParquet 1.1.
    GeoParquet,
}

impl ExportFormat {
    /// All formats, in the order in which they are offered.
    pub const EVERY: [Self; 6] = [
        Self::GeoPackage,
        Self::GeoJson,
        Self::FlatGeobuf,
        Self::Shapefile,
        Self::GeoParquet,
        Self::Csv,
    ];

    /// The name in addresses and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoPackage => "gpkg",
            Self::FlatGeobuf => "fgb",
            Self::Shapefile => "shp",
            Self::Csv => "csv",
            Self::GeoParquet => "parquet",
        }
    }

    /// The format with this code, if there is one.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|format| format.code() == code)
    }

    /// The ending of its file names, without a dot. GDAL and QGIS open a `.shp.zip` as it is.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Shapefile => "shp.zip",
            Self::GeoJson | Self::GeoPackage | Self::FlatGeobuf | Self::Csv | Self::GeoParquet => {
                self.code()
            }
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoPackage => "GeoPackage",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::Shapefile => "Shapefile (zip)",
            Self::Csv => "CSV",
            Self::GeoParquet => "GeoParquet",
        }
    }

    /// Its media type.
    ///
    /// # Source
    /// RFC 7946; OGC 12-128r17 and the IANA registry; RFC 7111; flatgeobuf.org; IANA for Parquet; no type is
    /// registered for a zipped Shapefile.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::FlatGeobuf => "application/vnd.flatgeobuf",
            Self::Shapefile => "application/zip",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::GeoParquet => "application/vnd.apache.parquet",
        }
    }

    /// The system it is written in when nobody asks for another one.
    pub const fn default_system(self) -> ExportSystem {
        match self {
            Self::GeoJson => ExportSystem::Wgs84,
            Self::GeoPackage
            | Self::FlatGeobuf
            | Self::Shapefile
            | Self::Csv
            | Self::GeoParquet => ExportSystem::Study,
        }
    }
}
