//! The tiles of several layers as one PMTiles file, for any object store or CDN: a map without a server.

use std::io::{Seek, Write};

use geo::{BoundingRect, Rect};
use pmtiles::{PmTilesWriter, TileCoord, TileId, TileType};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::layers::column::ColumnKind;
use crate::layers::error::LayerError;
use crate::layers::export::columns::columns;
use crate::layers::layer::Layer;
use crate::layers::tile::tile;
use crate::layers::tile_address::TileAddress;

/// A town is a few tiles here; above it nothing would be told apart.
pub const SHALLOWEST: u8 = 9;
/// Finer tiles add nothing that can be seen.
pub const DEEPEST: u8 = 14;
/// So many tiles are made at a time.
const TOGETHER: usize = 64;

/// What is told of the archive in it.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveNotes {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub description: String,
    /// Who must be named.
    pub attribution: String,
    /// West, south, east and north in degrees.
    pub bounds: [f64; 4],
    /// What is told of each layer that has more to tell, by its name.
    pub metadata: Value,
}

/// Writes the tiles of zoom 9 to 14 that are not empty, in `WebMercatorQuad`.
///
/// # Errors
/// Names the tile that cannot be made, or passes on that of the disk.
///
/// # Source
/// PMTiles 3, github.com/protomaps/PMTiles; `vector_layers` as in TileJSON 3.0.
pub fn write_tile_archive(
    layers: &[&Layer],
    notes: &ArchiveNotes,
    out: impl Write + Seek,
) -> Result<(), LayerError> {
    let [west, south, east, north] = notes.bounds;
    let writer = PmTilesWriter::new(TileType::Mvt)
        .min_zoom(SHALLOWEST)
        .max_zoom(DEEPEST)
        .bounds(west, south, east, north)
        .center(f64::midpoint(west, east), f64::midpoint(south, north))
        .center_zoom(12)
        .metadata(metadata(layers, notes).to_string());
    let mut writer = writer.create(out).map_err(failure)?;
    for together in addresses(layers).chunks(TOGETHER) {
        let made: Vec<(TileCoord, Vec<u8>)> = together
            .par_iter()
            .map(|&(place, address)| Ok((place, tile(layers, address)?)))
            .collect::<Result<_, LayerError>>()?;
        for (place, tile) in made.iter().filter(|(_, tile)| !tile.is_empty()) {
            writer.add_tile(*place, tile).map_err(failure)?;
        }
    }
    writer.finalize().map_err(failure)
}

/// The tiles over all layers, in the order in which an archive keeps them.
fn addresses(layers: &[&Layer]) -> Vec<(TileCoord, TileAddress)> {
    let shapes = layers.iter().flat_map(|layer| &layer.shapes.mercator);
    let boxes = shapes.filter_map(BoundingRect::bounding_rect);
    let Some(bounds) = boxes.reduce(together) else {
        return Vec::new();
    };
    let mut found: Vec<(TileCoord, TileAddress)> = (SHALLOWEST..=DEEPEST)
        .flat_map(|zoom| over(bounds, zoom))
        .collect();
    found.sort_by_key(|&(place, _)| u64::from(TileId::from(place)));
    found
}

fn together(one: Rect<f64>, other: Rect<f64>) -> Rect<f64> {
    let (low, high) = (one.min(), one.max());
    let (other_low, other_high) = (other.min(), other.max());
    Rect::new(
        (low.x.min(other_low.x), low.y.min(other_low.y)),
        (high.x.max(other_high.x), high.y.max(other_high.y)),
    )
}

fn over(bounds: Rect<f64>, zoom: u8) -> Vec<(TileCoord, TileAddress)> {
    let Some(world) = TileAddress::new(0, 0, 0).map(TileAddress::bounds) else {
        return Vec::new();
    };
    let side = world.width() / f64::from(1u32 << zoom);
    // Inside the world's square, so from 0 to below 2 to the power of the zoom.
    let number = |metres: f64| (metres / side).floor().max(0.0) as u32;
    let columns = number(bounds.min().x - world.min().x)..=number(bounds.max().x - world.min().x);
    let rows = number(world.max().y - bounds.max().y)..=number(world.max().y - bounds.min().y);
    let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
    let existing = places.filter_map(|(row, column)| {
        let place = TileCoord::new(zoom, column, row).ok()?;
        Some((place, TileAddress::new(zoom, row, column)?))
    });
    existing.collect()
}

fn metadata(layers: &[&Layer], notes: &ArchiveNotes) -> Value {
    let layers = layers.iter().map(|layer| {
        let fields = columns(layer).others.into_iter().map(|column| {
            let kind = match column.kind {
                ColumnKind::Text | ColumnKind::Date => "String",
                ColumnKind::Whole | ColumnKind::Number => "Number",
                ColumnKind::Truth => "Boolean",
            };
            (column.name.to_owned(), kind.into())
        });
        json!({
            "id": layer.name,
            "fields": fields.collect::<Map<String, Value>>(),
            "minzoom": SHALLOWEST,
            "maxzoom": DEEPEST,
        })
    });
    json!({
        "name": notes.name,
        "description": notes.description,
        "attribution": notes.attribution,
        "type": "overlay",
        "version": env!("CARGO_PKG_VERSION"),
        "vector_layers": layers.collect::<Vec<Value>>(),
        "metadata": notes.metadata,
    })
}

fn failure(source: pmtiles::PmtError) -> LayerError {
    LayerError::Write {
        file: "tiles.pmtiles".to_owned(),
        source: source.into(),
    }
}
