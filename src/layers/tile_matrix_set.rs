//! The grids in which tiles are cut.

use geo::Coord;

use crate::layers::reference_system::ReferenceSystem;

/// Half the side of the web Mercator square, in its metres: π times the radius of WGS84.
const HALF_WORLD: f64 = 20_037_508.342_789_244;
/// The top left corner of the Dutch grid, in RD New.
const DUTCH_ORIGIN: Coord<f64> = Coord {
    x: -285_401.92,
    y: 903_401.92,
};
/// Metres along a side of a pixel of the Dutch grid at zoom 0.
const DUTCH_CELL: f64 = 3_440.64;
/// Pixels along the side of a tile, by which cell sizes and scales are told.
pub const PIXELS: u32 = 256;
/// Metres along the side of a pixel of a screen, by the standard.
const SCREEN_PIXEL: f64 = 0.000_28;

/// A grid of square tiles that halve with every zoom level.
///
/// # Source
/// OGC 17-083r4, annex D.1 (`WebMercatorQuad`); Geonovum, *Nederlandse richtlijn tiling* (`NetherlandsRDNewQuad`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TileMatrixSet {
    /// The world in web Mercator.
    WebMercatorQuad,
    /// The Netherlands in RD New.
    NetherlandsRdNewQuad,
}

impl TileMatrixSet {
    /// The grids in which a study with this coordinate system is cut. The Dutch one only where it is the study's own.
    pub fn offered(study_crs: &str) -> &'static [Self] {
        if study_crs.ends_with(":28992") {
            &[Self::WebMercatorQuad, Self::NetherlandsRdNewQuad]
        } else {
            &[Self::WebMercatorQuad]
        }
    }

    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WebMercatorQuad => "WebMercatorQuad",
            Self::NetherlandsRdNewQuad => "NetherlandsRDNewQuad",
        }
    }

    /// Where the grid is defined for all programs, if anywhere.
    pub const fn uri(self) -> Option<&'static str> {
        match self {
            Self::WebMercatorQuad => {
                Some("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad")
            }
            Self::NetherlandsRdNewQuad => None,
        }
    }

    /// What it is, in Dutch.
    pub const fn title(self) -> &'static str {
        match self {
            Self::WebMercatorQuad => "Wereld, web-Mercator (de meeste webkaarten)",
            Self::NetherlandsRdNewQuad => "Nederland, RD New",
        }
    }

    /// The system of its metres.
    pub const fn system(self) -> ReferenceSystem {
        match self {
            Self::WebMercatorQuad => ReferenceSystem::WebMercator,
            Self::NetherlandsRdNewQuad => ReferenceSystem::RdNew,
        }
    }

    /// The deepest zoom level: of web Mercator less than 2 mm a unit, of RD New 5 cm a pixel.
    pub const fn deepest(self) -> u8 {
        match self {
            Self::WebMercatorQuad => 24,
            Self::NetherlandsRdNewQuad => 16,
        }
    }

    /// The top left corner, in metres of [`Self::system`].
    pub const fn origin(self) -> Coord<f64> {
        match self {
            Self::WebMercatorQuad => Coord {
                x: -HALF_WORLD,
                y: HALF_WORLD,
            },
            Self::NetherlandsRdNewQuad => DUTCH_ORIGIN,
        }
    }

    /// Metres along the side of a tile.
    pub fn side(self, zoom: u8) -> f64 {
        let whole = match self {
            Self::WebMercatorQuad => 2.0 * HALF_WORLD,
            Self::NetherlandsRdNewQuad => DUTCH_CELL * f64::from(PIXELS),
        };
        whole / f64::from(1u32 << zoom)
    }

    /// Metres along the side of a pixel.
    pub fn cell_size(self, zoom: u8) -> f64 {
        self.side(zoom) / f64::from(PIXELS)
    }

    /// One to how many, on a screen with pixels of 0.28 mm.
    pub fn scale_denominator(self, zoom: u8) -> f64 {
        self.cell_size(zoom) / SCREEN_PIXEL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 17-083r4, table D.1: zoom 0 and zoom 18.
    #[test]
    fn the_world_has_the_scales_of_the_standard() {
        let world = TileMatrixSet::WebMercatorQuad;
        assert!((world.scale_denominator(0) - 559_082_264.028_717_8).abs() < 1e-3);
        assert!((world.cell_size(18) - 0.597_164_283_559_817).abs() < 1e-9);
    }

    #[test]
    fn the_dutch_grid_halves_to_21_centimetres() {
        let grid = TileMatrixSet::NetherlandsRdNewQuad;
        assert!((grid.cell_size(0) - 3_440.64).abs() < 1e-9);
        assert!((grid.cell_size(14) - 0.21).abs() < 1e-9);
        assert!((grid.side(0) - 880_803.84).abs() < 1e-6);
    }

    #[test]
    fn the_dutch_grid_is_offered_in_rd_only() {
        assert_eq!(TileMatrixSet::offered("EPSG:28992").len(), 2);
        assert_eq!(
            TileMatrixSet::offered("EPSG:3067"),
            [TileMatrixSet::WebMercatorQuad]
        );
    }
}
