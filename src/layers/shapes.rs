//! The geometries of a layer in the three systems in which they are asked for, with R-trees over them.
//! They are projected once, when a study is loaded; a question then only brings other properties.

use std::borrow::Cow;
use std::sync::OnceLock;

use geo::{BoundingRect, Coord, Geometry, GeometryCollection, MultiPolygon, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::ingest::projection::Projection;
use crate::layers::error::LayerError;
use crate::layers::outlines::Outlines;
use crate::layers::reference_system::ReferenceSystem;
use crate::layers::tile_address::TileAddress;
use crate::layers::tile_matrix_set::TileMatrixSet;

/// The system of GeoJSON: WGS84, longitude first.
pub const GEOJSON_CRS: &str = "OGC:CRS84";
/// The system of web map tiles.
pub const TILE_CRS: &str = "EPSG:3857";

type Box2 = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Geometries that several layers can share.
#[derive(Debug)]
pub struct Shapes {
    /// In the study's system.
    pub planar: Vec<Geometry<f64>>,
    /// In WGS84, longitude first.
    pub geographic: Vec<Geometry<f64>>,
    /// In web Mercator metres.
    pub mercator: Vec<Geometry<f64>>,
    mercator_tree: RTree<Box2>,
    mercator_outlines: Outlines,
    /// Made when a tile of the study's own system is first asked for.
    planar_tree: OnceLock<RTree<Box2>>,
    planar_outlines: Outlines,
}

impl Shapes {
    /// Projects geometries from `study_crs`.
    ///
    /// # Errors
    /// Names the first coordinate that has no place in the other systems.
    pub fn project(planar: Vec<Geometry<f64>>, study_crs: &str) -> Result<Self, LayerError> {
        let geographic = projected(&planar, study_crs, GEOJSON_CRS)?;
        let mercator = projected(&planar, study_crs, TILE_CRS)?;
        Ok(Self {
            mercator_tree: tree_over(&mercator),
            mercator_outlines: Outlines::default(),
            planar_tree: OnceLock::new(),
            planar_outlines: Outlines::default(),
            planar,
            geographic,
            mercator,
        })
    }

    /// The geometries in one of the systems of the doors, x (or longitude) first. RD New and any other are the study's own.
    pub fn in_system(&self, system: ReferenceSystem) -> &[Geometry<f64>] {
        match system {
            ReferenceSystem::RdNew | ReferenceSystem::Own(_) => &self.planar,
            ReferenceSystem::WebMercator => &self.mercator,
            ReferenceSystem::Crs84
            | ReferenceSystem::Etrs89
            | ReferenceSystem::Etrf2000
            | ReferenceSystem::Wgs84 => &self.geographic,
        }
    }

    /// The area at `index` as plain as tiles of this zoom show it; nothing when it is no area.
    pub fn outline(
        &self,
        index: usize,
        address: TileAddress,
    ) -> Option<Cow<'_, MultiPolygon<f64>>> {
        let outlines = match address.set() {
            TileMatrixSet::WebMercatorQuad => &self.mercator_outlines,
            TileMatrixSet::NetherlandsRdNewQuad => &self.planar_outlines,
        };
        let geometries = self.in_system(address.set().system());
        outlines.at(geometries, index, address)
    }

    /// Makes the outlines for tiles in web Mercator, which maps ask, before they do.
    pub fn prepare_outlines(&self) {
        self.mercator_outlines
            .prepare(&self.mercator, TileMatrixSet::WebMercatorQuad);
    }

    /// The features whose box meets `window` (metres of the grid's system), in ascending order.
    pub fn within(&self, window: Rect<f64>, set: TileMatrixSet) -> Vec<usize> {
        let tree = match set {
            TileMatrixSet::WebMercatorQuad => &self.mercator_tree,
            TileMatrixSet::NetherlandsRdNewQuad => {
                self.planar_tree.get_or_init(|| tree_over(&self.planar))
            }
        };
        let envelope = AABB::from_corners(
            [window.min().x, window.min().y],
            [window.max().x, window.max().y],
        );
        let mut found: Vec<usize> = tree
            .locate_in_envelope_intersecting(&envelope)
            .map(|found| found.data)
            .collect();
        found.sort_unstable();
        found
    }
}

fn tree_over(geometries: &[Geometry<f64>]) -> RTree<Box2> {
    let boxes = geometries
        .iter()
        .enumerate()
        .filter_map(|(index, geometry)| {
            let bounds = geometry.bounding_rect()?;
            let corner = |corner: Coord<f64>| [corner.x, corner.y];
            Some(GeomWithData::new(
                Rectangle::from_corners(corner(bounds.min()), corner(bounds.max())),
                index,
            ))
        });
    RTree::bulk_load(boxes.collect())
}

/// All geometries in one call, as setting up PROJ takes longer than moving thousands of points.
fn projected(
    planar: &[Geometry<f64>],
    from: &str,
    to: &str,
) -> Result<Vec<Geometry<f64>>, LayerError> {
    let together = Geometry::GeometryCollection(GeometryCollection(planar.to_vec()));
    match Projection::between(from, to)?.geometry(&together)? {
        Geometry::GeometryCollection(apart) => Ok(apart.0),
        single => Ok(vec![single]),
    }
}
