//! Which part of the world a web map tile shows.

use std::fmt;

use geo::{Coord, Rect};

/// Half the side of the web Mercator square, in its metres: π times the radius of WGS84.
const HALF_WORLD: f64 = 20_037_508.342_789_244;
/// Deeper than this a tile is under 2 mm a unit.
const DEEPEST_ZOOM: u8 = 24;

/// The address of a tile in the tile matrix set `WebMercatorQuad`.
///
/// # Source
/// OGC 17-083r4, annex D.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileAddress {
    zoom: u8,
    row: u32,
    column: u32,
}

impl TileAddress {
    /// Accepts an address that exists: a zoom of 0 to 24, and row and column below 2 to the power of it.
    pub fn new(zoom: u8, row: u32, column: u32) -> Option<Self> {
        let side = 1u32.checked_shl(u32::from(zoom))?;
        (zoom <= DEEPEST_ZOOM && row < side && column < side).then_some(Self { zoom, row, column })
    }

    /// The zoom level.
    pub fn zoom(self) -> u8 {
        self.zoom
    }

    /// The length of its side in web Mercator metres.
    pub fn side(self) -> f64 {
        2.0 * HALF_WORLD / f64::from(1u32 << self.zoom)
    }

    /// The square it shows, in web Mercator metres.
    pub fn bounds(self) -> Rect<f64> {
        let side = self.side();
        let left = f64::from(self.column).mul_add(side, -HALF_WORLD);
        let top = f64::from(self.row).mul_add(-side, HALF_WORLD);
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

    #[test]
    fn the_tile_of_zoom_0_is_the_whole_world() {
        let world = TileAddress::new(0, 0, 0)
            .expect("the one tile of zoom 0")
            .bounds();
        assert_eq!(
            world.min(),
            Coord {
                x: -HALF_WORLD,
                y: -HALF_WORLD
            }
        );
        assert_eq!(
            world.max(),
            Coord {
                x: HALF_WORLD,
                y: HALF_WORLD
            }
        );
    }

    #[test]
    fn rows_count_from_the_north() {
        let north_east = TileAddress::new(1, 0, 1).expect("exists").bounds();
        assert_eq!(north_east.min(), Coord { x: 0.0, y: 0.0 });
    }

    #[test]
    fn an_address_that_does_not_exist_is_refused() {
        assert_eq!(TileAddress::new(1, 2, 0), None);
        assert_eq!(TileAddress::new(25, 0, 0), None);
        assert_eq!(TileAddress::new(200, 0, 0), None);
    }
}
