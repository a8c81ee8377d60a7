//! Which part of the world a tile shows.

use std::fmt;

use geo::{Coord, Rect};

use crate::layers::tile_matrix_set::TileMatrixSet;

/// Cells along the side of a tile.
const CELLS: f64 = 4096.0;

/// The address of a tile in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileAddress {
    set: TileMatrixSet,
    zoom: u8,
    row: u32,
    column: u32,
}

impl TileAddress {
    /// An address in `WebMercatorQuad`, if it exists there.
    pub fn new(zoom: u8, row: u32, column: u32) -> Option<Self> {
        Self::within(TileMatrixSet::WebMercatorQuad, zoom, row, column)
    }

    /// Accepts an address that exists: a zoom of the grid, and row and column below 2 to the power of it.
    pub fn within(set: TileMatrixSet, zoom: u8, row: u32, column: u32) -> Option<Self> {
        let side = 1u32.checked_shl(u32::from(zoom))?;
        let exists = zoom <= set.deepest() && row < side && column < side;
        exists.then_some(Self {
            set,
            zoom,
            row,
            column,
        })
    }

    /// The grid.
    pub fn set(self) -> TileMatrixSet {
        self.set
    }

    /// The zoom level.
    pub fn zoom(self) -> u8 {
        self.zoom
    }

    /// The length of its side in metres of the grid's system.
    pub fn side(self) -> f64 {
        self.set.side(self.zoom)
    }

    /// The length of the side of one of its cells, in the same metres.
    pub fn cell(self) -> f64 {
        self.side() / CELLS
    }

    /// The square it shows, in metres of the grid's system.
    pub fn bounds(self) -> Rect<f64> {
        let (side, origin) = (self.side(), self.set.origin());
        let left = f64::from(self.column).mul_add(side, origin.x);
        let top = f64::from(self.row).mul_add(-side, origin.y);
        Rect::new(
            Coord {
                x: left,
                y: top - side,
            },
            Coord {
                x: left + side,
                y: top,
            },
        )
    }
}

impl fmt::Display for TileAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}/{}", self.zoom, self.row, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half the world's side: the radius of WGS84 times π.
    const HALF_WORLD: f64 = 6_378_137.0 * std::f64::consts::PI;

    #[test]
    fn the_tile_of_zoom_0_is_the_whole_world() {
        let world = TileAddress::new(0, 0, 0)
            .expect("the one tile of zoom 0")
            .bounds();
        for side in [world.max().x, world.max().y, -world.min().x, -world.min().y] {
            assert!((side - HALF_WORLD).abs() < 1e-6, "{side}");
        }
    }

    #[test]
    fn rows_count_from_the_north() {
        let north_east = TileAddress::new(1, 0, 1).expect("exists").bounds();
        assert_eq!(north_east.min(), Coord { x: 0.0, y: 0.0 });
    }

    /// The tower of Amersfoort, the origin of RD New, lies at (155000 + 285401.92) / 880803.84 of the width.
    #[test]
    fn a_dutch_tile_holds_amersfoort() {
        let set = TileMatrixSet::NetherlandsRdNewQuad;
        let tile = TileAddress::within(set, 1, 0, 0).expect("exists").bounds();
        assert!((tile.max().x - 155_000.0).abs() < 1e-6, "{tile:?}");
        assert!((tile.min().y - 463_000.0).abs() < 1e-6, "{tile:?}");
    }

    #[test]
    fn an_address_that_does_not_exist_is_refused() {
        assert_eq!(TileAddress::new(1, 2, 0), None);
        assert_eq!(TileAddress::new(25, 0, 0), None);
        assert_eq!(TileAddress::new(200, 0, 0), None);
        let set = TileMatrixSet::NetherlandsRdNewQuad;
        assert_eq!(TileAddress::within(set, 17, 0, 0), None);
    }
}
