//! What can stop the made-up town from being written.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why the made-up town was not written.
#[derive(Debug, Error)]
pub enum ExampleError {
    /// The town would be too small or too large.
    #[error("inhabitants: found {found}, expected {smallest} to {largest}")]
    Inhabitants {
        /// The number asked for.
        found: u32,
        /// The smallest town.
        smallest: u32,
        /// The largest town.
        largest: u32,
    },
    /// A folder or file could not be written.
    #[error("{}: could not be written", path.display())]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A table of text could not be written.
    #[error("{}: could not be written as CSV", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: csv::Error,
    },
    /// A Shapefile could not be written.
    #[error("{}: could not be written as Shapefile", path.display())]
    Shapefile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: shapefile::Error,
    },
    /// A GeoPackage could not be written.
    #[error("{}: could not be written as GeoPackage", path.display())]
    GeoPackage {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: gdal::errors::GdalError,
    },
    /// A file of streets could not be encoded.
    #[error("{}: could not be written as OpenStreetMap PBF", path.display())]
    Streets {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: prost::EncodeError,
    },
}

impl ExampleError {
    /// Names the file of a failed write.
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }

    /// Names the file of a failed table.
    pub(crate) fn csv(path: &Path) -> impl FnOnce(csv::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Csv { path, source }
    }

    /// Names the file of a failed Shapefile.
    pub(crate) fn shapefile(path: &Path) -> impl FnOnce(shapefile::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Shapefile { path, source }
    }

    /// Names the file of a failed GeoPackage.
    pub(crate) fn geopackage(path: &Path) -> impl FnOnce(gdal::errors::GdalError) -> Self {
        let path = path.to_owned();
        move |source| Self::GeoPackage { path, source }
    }
}
