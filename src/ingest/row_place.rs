//! The one place a row stands for, whatever its geometry is.

use geo::{Geometry, InteriorPoint};

use crate::ingest::outline::kind as kind_of_geometry;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::table::{Row, Table};
use crate::model::position::Planar;

/// The place of a row: its point, or a point on its surface.
///
/// # Errors
/// A problem that leaves the row out, when it has no geometry or one that is no single place.
pub fn position(table: &Table, row: &Row) -> Result<Planar, Problem> {
    let refuse = |found: &str| {
        Problem::of_file(
            Severity::LeftOut,
            &table.file,
            found,
            "a point with coordinates",
        )
        .at_row(row.number)
    };
    let geometry = row
        .geometry
        .as_ref()
        .ok_or_else(|| refuse("missing coordinates"))?;
    let point = match geometry {
        Geometry::Point(point) => Some(*point),
        Geometry::MultiPoint(points) => match points.0.as_slice() {
            [only] => Some(*only),
            _ => None,
        },
        Geometry::Polygon(polygon) => polygon.interior_point(),
        Geometry::MultiPolygon(polygons) => polygons.interior_point(),
        Geometry::Rect(rectangle) => Some(rectangle.center().into()),
        Geometry::Line(_)
        | Geometry::LineString(_)
        | Geometry::MultiLineString(_)
        | Geometry::Triangle(_)
        | Geometry::GeometryCollection(_) => None,
    };
    point
        .map(Planar::from)
        .ok_or_else(|| refuse(&format!("a {}", kind_of_geometry(geometry))))
}
