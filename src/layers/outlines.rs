//! Areas as plain as tiles of a zoom show them: simplified once, when a tile first asks, for all tiles of that zoom.

use std::borrow::Cow;
use std::sync::OnceLock;

use geo::{Geometry, MultiPolygon, Simplify};

use crate::layers::tile_address::TileAddress;
use crate::layers::tile_matrix_set::TileMatrixSet;

/// Closer by, a tile shows a few areas, and keeping all of them once more for each zoom is not worth the memory.
const DEEPEST_KEPT: usize = 14;
/// Points closer than this many grid cells to a straight line are left out.
pub const TOLERANCE: f64 = 1.0;

/// The areas of a layer in one grid, by zoom.
#[derive(Debug, Default)]
pub struct Outlines([OnceLock<OfZoom>; DEEPEST_KEPT + 1]);

/// In the order of the geometries.
type OfZoom = Vec<OnceLock<Option<MultiPolygon<f64>>>>;

impl Outlines {
    /// The geometry at `index` for tiles of the zoom of `address`; nothing when it is no area.
    ///
    /// It is simplified as a whole, whatever part of it a tile shows, so that tiles fit where they meet.
    pub fn at(
        &self,
        geometries: &[Geometry<f64>],
        index: usize,
        address: TileAddress,
    ) -> Option<Cow<'_, MultiPolygon<f64>>> {
        let made = || simple(geometries.get(index)?, address.cell() * TOLERANCE);
        let Some(kept) = self.0.get(usize::from(address.zoom())) else {
            return made().map(Cow::Owned);
        };
        let kept = kept.get_or_init(|| vec![OnceLock::new(); geometries.len()]);
        let kept = kept.get(index)?.get_or_init(made);
        kept.as_ref().map(Cow::Borrowed)
    }

    /// Makes all that would be made when tiles ask, so that they need not wait for it.
    pub fn prepare(&self, geometries: &[Geometry<f64>], set: TileMatrixSet) {
        let tiles =
            (0..=DEEPEST_KEPT as u8).filter_map(|zoom| TileAddress::within(set, zoom, 0, 0));
        for tile in tiles {
            for index in 0..geometries.len() {
                self.at(geometries, index, tile);
            }
        }
    }
}

fn simple(geometry: &Geometry<f64>, tolerance: f64) -> Option<MultiPolygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => Some(polygon.simplify(tolerance).into()),
        Geometry::MultiPolygon(polygons) => Some(polygons.simplify(tolerance)),
        Geometry::Rect(rect) => Some(rect.to_polygon().into()),
        Geometry::Triangle(triangle) => Some(triangle.to_polygon().into()),
        _ => None,
    }
}
