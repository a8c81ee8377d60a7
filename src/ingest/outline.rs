//! The outline of an area from the geometry of a row: polygons only, outer rings counter-clockwise.

use geo::orient::{Direction, Orient};
use geo::{Area, Geometry, MultiPolygon, unary_union};

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::table::{Row, Table};

/// The outline of a row.
///
/// # Errors
/// A problem that leaves the row out, when its geometry has no polygon with a surface.
pub fn outline(table: &Table, row: &Row) -> Result<MultiPolygon<f64>, Problem> {
    let refuse = |found: &str| {
        Problem::of_file(
            Severity::LeftOut,
            &table.file,
            found,
            "a polygon with a surface",
        )
        .at_row(row.number)
    };
    let geometry = row.geometry.as_ref().ok_or_else(|| refuse("no geometry"))?;
    let shape = polygons(geometry).ok_or_else(|| refuse(&format!("a {}", kind(geometry))))?;
    if shape.unsigned_area() > 0.0 {
        Ok(shape.orient(Direction::Default))
    } else {
        Err(refuse("a polygon without a surface"))
    }
}

/// One outline of several that may touch or overlap.
pub fn joined<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> MultiPolygon<f64> {
    let shapes: Vec<&MultiPolygon<f64>> = shapes.into_iter().collect();
    match shapes.as_slice() {
        [only] => (*only).clone(),
        several => unary_union(several.iter().copied()).orient(Direction::Default),
    }
}

fn polygons(geometry: &Geometry<f64>) -> Option<MultiPolygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => Some(MultiPolygon::new(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        Geometry::Rect(rectangle) => Some(rectangle.to_polygon().into()),
        Geometry::Triangle(triangle) => Some(triangle.to_polygon().into()),
        Geometry::GeometryCollection(parts) => {
            let found: Vec<_> = parts.iter().filter_map(polygons).flatten().collect();
            (!found.is_empty()).then(|| MultiPolygon::new(found))
        }
        Geometry::Point(_)
        | Geometry::Line(_)
        | Geometry::LineString(_)
        | Geometry::MultiPoint(_)
        | Geometry::MultiLineString(_) => None,
    }
}

/// What a geometry is, in words for a message.
pub fn kind(geometry: &Geometry<f64>) -> &'static str {
    match geometry {
        Geometry::Point(_) => "point",
        Geometry::MultiPoint(_) => "group of points",
        Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => "line",
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => "polygon",
        Geometry::GeometryCollection(_) => "mixed geometry",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord, point};

    fn row(geometry: Option<Geometry<f64>>) -> Result<MultiPolygon<f64>, String> {
        let table = Table {
            file: "buurten.shp".to_owned(),
            columns: vec![],
            rows: vec![],
            rows_read: 1,
            read_as: crate::ingest::table::ReadAs::default(),
        };
        let row = Row {
            number: 7,
            values: vec![],
            geometry,
        };
        outline(&table, &row).map_err(|problem| problem.to_string())
    }

    fn square(x: f64) -> MultiPolygon<f64> {
        Rect::new(coord! { x: x, y: 0.0 }, coord! { x: x + 10.0, y: 10.0 })
            .to_polygon()
            .into()
    }

    #[test]
    fn only_polygons_with_a_surface_are_outlines() {
        assert_eq!(
            row(None),
            Err(
                "buurten.shp, row 7: found no geometry, expected a polygon with a surface"
                    .to_owned()
            )
        );
        let message = row(Some(point!(x: 1.0, y: 2.0).into())).expect_err("no polygon");
        assert!(
            message.contains("found a point, expected a polygon"),
            "{message}"
        );
        let flat = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 5.0, y: 0.0 }).to_polygon();
        assert!(row(Some(flat.into())).is_err());
    }

    #[test]
    fn neighbours_are_joined_without_their_common_border() {
        let both = joined([&square(0.0), &square(10.0)]);
        assert_eq!((both.0.len(), both.unsigned_area()), (1, 200.0));
        let same = joined([&square(0.0), &square(0.0)]);
        assert_eq!(same.unsigned_area(), 100.0);
    }
}
