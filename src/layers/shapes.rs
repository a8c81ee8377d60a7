//! The geometries of a layer in the three systems in which they are asked for, with an R-tree over them.
//! They are projected once, when a study is loaded; a question then only brings other properties.

use geo::{BoundingRect, Coord, Geometry, GeometryCollection, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::ingest::projection::Projection;
use crate::layers::error::LayerError;

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
    tree: RTree<Box2>,
}

impl Shapes {
    /// Projects geometries from `study_crs`.
    ///
    /// # Errors
    /// Names the first coordinate that has no place in the other systems.
    pub fn project(planar: Vec<Geometry<f64>>, study_crs: &str) -> Result<Self, LayerError> {
        let geographic = projected(&planar, study_crs, GEOJSON_CRS)?;
        let mercator = projected(&planar, study_crs, TILE_CRS)?;
        let boxes = mercator.iter().enumerate().filter_map(|(index, geometry)| {
            let bounds = geometry.bounding_rect()?;
            let corner = |corner: Coord<f64>| [corner.x, corner.y];
            Some(GeomWithData::new(
                Rectangle::from_corners(corner(bounds.min()), corner(bounds.max())),
                index,
            ))
        });
        let tree = RTree::bulk_load(boxes.collect());
        Ok(Self {
            planar,
            geographic,
            mercator,
            tree,
        })
    }

    /// The features whose box meets `window` (web Mercator metres), in ascending order.
    pub fn within(&self, window: Rect<f64>) -> Vec<usize> {
        let envelope = AABB::from_corners(
            [window.min().x, window.min().y],
            [window.max().x, window.max().y],
        );
        let mut found: Vec<usize> = self
            .tree
            .locate_in_envelope_intersecting(&envelope)
            .map(|found| found.data)
            .collect();
        found.sort_unstable();
        found
    }
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
