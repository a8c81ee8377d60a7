//! What can go wrong when answers become layers.

use thiserror::Error;

use crate::ingest::error::IngestError;

/// A layer, tile or file that could not be made.
#[derive(Debug, Error)]
pub enum LayerError {
    /// A geometry has no place on the map's projection.
    #[error(transparent)]
    Projection(#[from] IngestError),
    /// A tile could not be encoded.
    #[error("tile {tile} of layer \"{layer}\" could not be encoded")]
    Tile {
        /// The layer.
        layer: String,
        /// The tile as zoom/row/column.
        tile: String,
        /// The encoder's own words.
        #[source]
        source: fast_mvt::MvtError,
    },
    /// A file could not be written.
    #[error("{file} could not be written")]
    Write {
        /// The file.
        file: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
