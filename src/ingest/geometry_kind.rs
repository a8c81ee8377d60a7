//! Points, lines or polygons: which of them a layer holds, and each geometry in its plainest form.

use geo::{
    CoordsIter, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint,
    MultiPolygon, Polygon,
};

/// Single and multiple are one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GeometryKind {
    /// Points.
    Point,
    /// Lines.
    Line,
    /// Polygons.
    Polygon,
}

impl GeometryKind {
    /// The word in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Point => "a point",
            Self::Line => "a line",
            Self::Polygon => "a polygon",
        }
    }
}

/// The kind of a geometry that was made plain.
pub const fn kind_of(geometry: &Geometry<f64>) -> Option<GeometryKind> {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Some(GeometryKind::Point),
        Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => {
            Some(GeometryKind::Line)
        }
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => Some(GeometryKind::Polygon),
        Geometry::GeometryCollection(_) => None,
    }
}

/// Without empty parts, and a collection of one: a `MultiPoint` of one point is a point.
///
/// # Errors
/// What was found, in words, when nothing usable is left.
pub fn plain(geometry: Geometry<f64>) -> Result<Geometry<f64>, &'static str> {
    if !has_numbers_only(&geometry) {
        return Err("a coordinate that is not a number");
    }
    match geometry {
        Geometry::Point(point) => Ok(point.into()),
        Geometry::MultiPoint(points) => plain_points(points),
        Geometry::Line(line) => plain_lines(vec![line.into()]),
        Geometry::LineString(line) => plain_lines(vec![line]),
        Geometry::MultiLineString(lines) => plain_lines(lines.0),
        Geometry::Polygon(polygon) => plain_polygons(vec![polygon]),
        Geometry::MultiPolygon(polygons) => plain_polygons(polygons.0),
        Geometry::Rect(rectangle) => plain_polygons(vec![rectangle.to_polygon()]),
        Geometry::Triangle(triangle) => plain_polygons(vec![triangle.to_polygon()]),
        Geometry::GeometryCollection(collection) => plain_collection(collection),
    }
}

/// Whether no coordinate is infinite or not a number.
pub fn has_numbers_only(geometry: &impl CoordsIter<Scalar = f64>) -> bool {
    let mut places = geometry.coords_iter();
    places.all(|place| place.x.is_finite() && place.y.is_finite())
}

fn plain_points(MultiPoint(points): MultiPoint<f64>) -> Result<Geometry<f64>, &'static str> {
    match points.as_slice() {
        [] => Err("an empty geometry"),
        &[point] => Ok(point.into()),
        _ => Ok(MultiPoint(points).into()),
    }
}

fn plain_lines(mut lines: Vec<LineString<f64>>) -> Result<Geometry<f64>, &'static str> {
    lines.retain(|line| !line.0.is_empty());
    match lines.len() {
        0 => Err("an empty geometry"),
        1 => Ok(lines.swap_remove(0).into()),
        _ => Ok(MultiLineString(lines).into()),
    }
}

fn plain_polygons(mut polygons: Vec<Polygon<f64>>) -> Result<Geometry<f64>, &'static str> {
    polygons.retain(|polygon| !polygon.exterior().0.is_empty());
    match polygons.len() {
        0 => Err("an empty geometry"),
        1 => Ok(polygons.swap_remove(0).into()),
        _ => Ok(MultiPolygon(polygons).into()),
    }
}

/// A collection of one kind is that kind; of several kinds it is nothing we can use.
fn plain_collection(
    GeometryCollection(parts): GeometryCollection<f64>,
) -> Result<Geometry<f64>, &'static str> {
    let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match plain(part) {
            Ok(Geometry::Point(point)) => points.push(point),
            Ok(Geometry::MultiPoint(more)) => points.extend(more),
            Ok(Geometry::LineString(line)) => lines.push(line),
            Ok(Geometry::MultiLineString(more)) => lines.extend(more),
            Ok(Geometry::Polygon(polygon)) => polygons.push(polygon),
            Ok(Geometry::MultiPolygon(more)) => polygons.extend(more),
            Ok(_) | Err(_) => {}
        }
    }
    match (points.is_empty(), lines.is_empty(), polygons.is_empty()) {
        (false, true, true) => plain_points(MultiPoint(points)),
        (true, false, true) => plain_lines(lines),
        (true, true, false) => plain_polygons(polygons),
        (true, true, true) => Err("an empty geometry"),
        _ => Err("a collection of points, lines and polygons"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Point, line_string, polygon};

    #[test]
    fn a_collection_of_one_kind_is_that_kind() {
        let line = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0)];
        let nested = Geometry::GeometryCollection(GeometryCollection(vec![
            MultiLineString(vec![line.clone()]).into(),
        ]));
        assert_eq!(plain(nested), Ok(line.clone().into()));
        let mixed = Geometry::GeometryCollection(GeometryCollection(vec![
            Point::new(0.0, 0.0).into(),
            line.into(),
        ]));
        assert_eq!(
            plain(mixed),
            Err("a collection of points, lines and polygons")
        );
    }

    #[test]
    fn empty_parts_are_dropped_and_nothing_but_empty_parts_is_refused() {
        let square = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
        let empty = Polygon::new(LineString(Vec::new()), Vec::new());
        assert_eq!(
            plain(MultiPolygon(vec![empty.clone(), square.clone()]).into()),
            Ok(square.into())
        );
        assert_eq!(
            plain(MultiPolygon(vec![empty]).into()),
            Err("an empty geometry")
        );
    }

    #[test]
    fn a_coordinate_that_is_not_a_number_is_refused() {
        assert_eq!(
            plain(Point::new(f64::NAN, 0.0).into()),
            Err("a coordinate that is not a number")
        );
    }
}
