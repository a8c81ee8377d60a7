//! Geometries with arcs to straight lines, by the points of GDAL.

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPolygon, Polygon};

/// An arc is drawn with at least one point in so many degrees; off by 0.1 % of its radius at most.
const STEP_DEGREES: f64 = 4.0;

/// The same shape in straight lines; none for what is neither line nor surface.
pub fn straight(geometry: &gdal::vector::Geometry) -> Option<Geometry<f64>> {
    let parts = 0..geometry.geometry_count();
    match geometry.geometry_name().as_str() {
        "CIRCULARSTRING" | "COMPOUNDCURVE" | "LINESTRING" => {
            Some(LineString(line_of(geometry)).into())
        }
        "CURVEPOLYGON" | "POLYGON" => Some(polygon_of(geometry)?.into()),
        "MULTICURVE" => {
            let lines = parts.map(|part| LineString(line_of(&geometry.get_geometry(part))));
            Some(MultiLineString(lines.collect()).into())
        }
        "MULTISURFACE" => {
            let polygons = parts.map(|part| polygon_of(&geometry.get_geometry(part)));
            Some(MultiPolygon(polygons.collect::<Option<Vec<_>>>()?).into())
        }
        _ => None,
    }
}

fn polygon_of(geometry: &gdal::vector::Geometry) -> Option<Polygon<f64>> {
    let mut rings = (0..geometry.geometry_count())
        .map(|ring| LineString(line_of(&geometry.get_geometry(ring))));
    Some(Polygon::new(rings.next()?, rings.collect()))
}

fn line_of(curve: &gdal::vector::Geometry) -> Vec<Coord<f64>> {
    if curve.geometry_name() == "COMPOUNDCURVE" {
        let mut line: Vec<Coord<f64>> = (0..curve.geometry_count())
            .flat_map(|part| line_of(&curve.get_geometry(part)))
            .collect();
        line.dedup();
        return line;
    }
    let mut points = Vec::new();
    curve.get_points(&mut points);
    let points: Vec<Coord<f64>> = points.into_iter().map(|(x, y, _)| Coord { x, y }).collect();
    if curve.geometry_name() == "CIRCULARSTRING" {
        arcs(&points)
    } else {
        points
    }
}

/// Every second point is the end of an arc, with a point of the arc before it.
fn arcs(points: &[Coord<f64>]) -> Vec<Coord<f64>> {
    let mut line: Vec<Coord<f64>> = points.first().copied().into_iter().collect();
    for arc in points.windows(3).step_by(2) {
        if let &[start, middle, end] = arc {
            line.extend(arc_after(start, middle, end));
        }
    }
    line
}

/// The points of one arc after its start. Three points on a line are that line.
fn arc_after(start: Coord<f64>, middle: Coord<f64>, end: Coord<f64>) -> Vec<Coord<f64>> {
    let Some((centre, sweep)) = circle(start, middle, end) else {
        return vec![middle, end];
    };
    let steps = (sweep.abs().to_degrees() / STEP_DEGREES).ceil().max(1.0);
    let from = start - centre;
    let (radius, angle) = (from.x.hypot(from.y), from.y.atan2(from.x));
    let place = |step: f64| {
        let angle = angle + sweep * step / steps;
        centre
            + Coord {
                x: radius * angle.cos(),
                y: radius * angle.sin(),
            }
    };
    let between =
        std::iter::successors(Some(1.0), |step| Some(step + 1.0)).take_while(|&step| step < steps);
    between.map(place).chain([end]).collect()
}

/// The centre of the circle through three points, and the signed angle from the first to the last by way of the second.
/// Where first and last are one point, the second is opposite, and the circle is whole.
fn circle(start: Coord<f64>, middle: Coord<f64>, end: Coord<f64>) -> Option<(Coord<f64>, f64)> {
    if start == end {
        return Some(((start + middle) / 2.0, std::f64::consts::TAU));
    }
    let (a, b) = (middle - start, end - start);
    let twice_area = 2.0 * (a.x * b.y - a.y * b.x);
    if twice_area.abs() < 1e-12 * (a.x * a.x + a.y * a.y + b.x * b.x + b.y * b.y) {
        return None;
    }
    let (a2, b2) = (a.x * a.x + a.y * a.y, b.x * b.x + b.y * b.y);
    let centre = start
        + Coord {
            x: b.y * a2 - a.y * b2,
            y: a.x * b2 - b.x * a2,
        } / twice_area;
    let angle = |place: Coord<f64>| (place.y - centre.y).atan2(place.x - centre.x);
    let turn = (angle(end) - angle(start)).rem_euclid(std::f64::consts::TAU);
    Some((
        centre,
        if twice_area > 0.0 {
            turn
        } else {
            turn - std::f64::consts::TAU
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Euclidean, Length};

    fn drawn(text: &str) -> Geometry<f64> {
        straight(&gdal::vector::Geometry::from_wkt(text).expect("well-known text"))
            .expect("lines or surfaces")
    }

    #[test]
    fn a_half_disc_keeps_its_surface() {
        let half =
            drawn("CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0, 1 1, 2 0), (2 0, 0 0)))");
        assert!((half.unsigned_area() - std::f64::consts::FRAC_PI_2).abs() < 0.01);
    }

    #[test]
    fn a_whole_circle_and_arcs_of_either_direction_keep_their_length() {
        let length = |text: &str| match drawn(text) {
            Geometry::LineString(line) => Euclidean.length(&line),
            other => unreachable!("a line: {other:?}"),
        };
        let pi = std::f64::consts::PI;
        assert!((length("CIRCULARSTRING (0 0, 2 0, 0 0)") - 2.0 * pi).abs() < 0.01);
        assert!((length("CIRCULARSTRING (0 0, 1 1, 2 0)") - pi).abs() < 0.01);
        assert!((length("CIRCULARSTRING (0 0, 1 -1, 2 0)") - pi).abs() < 0.01);
        assert!((length("CIRCULARSTRING (0 0, 1 0, 2 0)") - 2.0).abs() < 1e-12);
    }

    #[test]
    fn surfaces_of_a_multi_surface_stay_apart() {
        let two = drawn(
            "MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (0 0, 2 0, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        );
        assert!((two.unsigned_area() - std::f64::consts::PI - 0.5).abs() < 0.01);
    }
}
