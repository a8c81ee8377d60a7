//! A layer cut to one tile and written as a Mapbox Vector Tile.
//!
//! What is outside the tile and a small edge is cut off, what is finer than the tile's grid is
//! simplified away, and a crowded tile keeps a part of its points. Clipping and simplifying are geo's, the encoding is fast-mvt's.

use fast_mvt::{MvtGeometry, MvtLayerBuilder, MvtResult, MvtTileBuilder, MvtValueRef};
use geo::{
    BooleanOps, BoundingRect, Contains, Coord, Geometry, LineString, MultiLineString, MultiPoint,
    MultiPolygon, Polygon, Rect, Simplify,
};

use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::layers::outlines::TOLERANCE;
use crate::layers::property::Property;
use crate::layers::tile_address::TileAddress;
use crate::layers::tile_thinning::thinned;
use crate::layers::window_cut;

/// Grid cells beyond the tile that are kept, so that outlines do not show at its edge.
const EDGE: f64 = 128.0;

/// The tile at `address` with the given layers; empty when nothing lies in it.
///
/// # Errors
/// Passes on the encoder's refusal with the name of the layer.
pub fn tile(layers: &[&Layer], address: TileAddress) -> Result<Vec<u8>, LayerError> {
    let mut builder = MvtTileBuilder::new();
    for layer in layers {
        builder = add_layer(builder, layer, address).map_err(|source| LayerError::Tile {
            layer: layer.name.to_owned(),
            tile: address.to_string(),
            source,
        })?;
    }
    Ok(builder.encode())
}

fn add_layer(
    builder: MvtTileBuilder,
    layer: &Layer,
    address: TileAddress,
) -> MvtResult<MvtTileBuilder> {
    let grid = Grid::new(address);
    let found = layer.shapes.within(grid.window, address.set());
    let cut: Vec<(usize, MvtGeometry)> = found
        .into_iter()
        .filter_map(|index| Some((index, grid.cut(layer, index, address)?)))
        .collect();
    let cut = thinned(cut);
    if cut.is_empty() {
        return Ok(builder);
    }
    let mut tile_layer = builder.layer(layer.name)?;
    for (index, geometry) in cut {
        tile_layer = add_feature(tile_layer, layer, index, &geometry)?;
    }
    Ok(tile_layer.end())
}

fn add_feature(
    tile_layer: MvtLayerBuilder,
    layer: &Layer,
    index: usize,
    geometry: &MvtGeometry,
) -> MvtResult<MvtLayerBuilder> {
    let mut feature = tile_layer.feature(geometry)?;
    feature.id(Some(index as u64 + 1));
    for (name, value) in layer.properties.get(index).into_iter().flatten() {
        let value = match value {
            Property::Text(text) => MvtValueRef::String(text),
            Property::Whole(number) => MvtValueRef::SInt(*number),
            Property::Number(number) => MvtValueRef::Double(*number),
            Property::Truth(truth) => MvtValueRef::Bool(*truth),
            Property::Missing => continue,
        };
        feature.tag_ref(name, value)?;
    }
    Ok(feature.end())
}

/// A tile's grid, and the window of the world that is kept for it.
struct Grid {
    window: Rect<f64>,
    top_left: Coord<f64>,
    cell: f64,
}

impl Grid {
    fn new(address: TileAddress) -> Self {
        let bounds = address.bounds();
        let cell = address.cell();
        let edge = Coord {
            x: EDGE * cell,
            y: EDGE * cell,
        };
        Self {
            window: Rect::new(bounds.min() - edge, bounds.max() + edge),
            top_left: Coord {
                x: bounds.min().x,
                y: bounds.max().y,
            },
            cell,
        }
    }

    /// The part of a feature that shows in this tile, in grid cells; nothing when it is outside or too small.
    fn cut(&self, layer: &Layer, index: usize, address: TileAddress) -> Option<MvtGeometry> {
        let geometries = layer.shapes.in_system(address.set().system());
        match geometries.get(index)? {
            Geometry::Point(point) => self.points(&MultiPoint(vec![*point])),
            Geometry::MultiPoint(points) => self.points(points),
            Geometry::Line(line) => self.lines(&MultiLineString(vec![(*line).into()])),
            Geometry::LineString(line) => self.lines(&MultiLineString(vec![line.clone()])),
            Geometry::MultiLineString(lines) => self.lines(lines),
            Geometry::Polygon(_)
            | Geometry::MultiPolygon(_)
            | Geometry::Rect(_)
            | Geometry::Triangle(_) => self.polygons(&*layer.shapes.outline(index, address)?),
            // Readers never make collections: one feature has one kind of geometry.
            Geometry::GeometryCollection(_) => None,
        }
    }

    fn points(&self, points: &MultiPoint<f64>) -> Option<MvtGeometry> {
        let inside = points.iter().filter(|point| self.window.contains(&point.0));
        let cells: Vec<geo::Point<i32>> =
            inside.map(|point| self.cell_of(point.0).into()).collect();
        (!cells.is_empty()).then_some(MvtGeometry::MultiPoint(MultiPoint(cells)))
    }

    fn lines(&self, lines: &MultiLineString<f64>) -> Option<MvtGeometry> {
        let bounds = lines.bounding_rect();
        let simple = if bounds.is_some_and(|bounds| self.window.contains(&bounds)) {
            lines.simplify(self.cell * TOLERANCE)
        } else {
            self.window
                .to_polygon()
                .clip(lines, false)
                .simplify(self.cell * TOLERANCE)
        };
        let cells: Vec<LineString<i32>> = simple
            .iter()
            .map(|line| self.cells_of(line))
            .filter(|line| line.0.len() >= 2)
            .collect();
        (!cells.is_empty()).then_some(MvtGeometry::MultiLineString(MultiLineString(cells)))
    }

    fn polygons(&self, simple: &MultiPolygon<f64>) -> Option<MvtGeometry> {
        let cells: Vec<Polygon<i32>> = window_cut::cut(simple, self.window)
            .iter()
            .filter_map(|polygon| self.polygon(polygon))
            .collect();
        (!cells.is_empty()).then_some(MvtGeometry::MultiPolygon(MultiPolygon(cells)))
    }

    fn polygon(&self, polygon: &Polygon<f64>) -> Option<Polygon<i32>> {
        let ring =
            |ring: &LineString<f64>| Some(self.cells_of(ring)).filter(|cells| cells.0.len() >= 4);
        let outer = ring(polygon.exterior())?;
        Some(Polygon::new(
            outer,
            polygon.interiors().iter().filter_map(ring).collect(),
        ))
    }

    fn cells_of(&self, line: &LineString<f64>) -> LineString<i32> {
        let mut cells: Vec<Coord<i32>> = line.coords().map(|&place| self.cell_of(place)).collect();
        cells.dedup();
        LineString(cells)
    }

    fn cell_of(&self, place: Coord<f64>) -> Coord<i32> {
        // Inside the window by now, so far below the limits of i32.
        Coord {
            x: ((place.x - self.top_left.x) / self.cell).round() as i32,
            y: ((self.top_left.y - place.y) / self.cell).round() as i32,
        }
    }
}
