//! Geometries in a filter, as well-known text or as a box.

use geo::algorithm::Validation;
use geo::{
    BoundingRect, Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint,
    MultiPolygon, Point, Polygon, Rect,
};

use crate::ingest::valid_geometry::{Validity, validity};
use crate::layers::filter::condition::Place;
use crate::layers::filter::cursor::Cursor;
use crate::layers::filter::error::FilterError;
use crate::layers::filter::token::TokenKind;
use crate::layers::reference_system::ReferenceSystem;

const EXPECTED: &str = "geometry, POINT, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, GEOMETRYCOLLECTION of BBOX";

/// The geometry that comes next, x (or longitude) first whatever the axes of `system`.
///
/// # Errors
/// No geometry, a coordinate outside the system, or a polygon that crosses itself or has a ring without a surface.
pub fn place(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Place, FilterError> {
    let start = cursor.place();
    let geometry = geometry(cursor, system)?;
    if let Some(fault) = fault(&geometry) {
        return Err(FilterError::at(start, fault, "een geldige geometrie"));
    }
    let bounds = geometry
        .bounding_rect()
        .ok_or_else(|| FilterError::at(start, "een lege geometrie", EXPECTED))?;
    Ok(Place { geometry, bounds })
}

/// What is wrong with a geometry: relating such a one to a feature goes wrong in the library, and so does its own check of
/// polygons, which is why GEOS does that.
fn fault(geometry: &Geometry<f64>) -> Option<String> {
    match geometry {
        Geometry::GeometryCollection(parts) => parts.iter().find_map(fault),
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) => match validity(geometry.clone()) {
            Validity::Valid(_) => None,
            Validity::Mended(_, fault) | Validity::Beyond(fault) => Some(fault),
        },
        other => other
            .check_validation()
            .err()
            .map(|fault| fault.to_string()),
    }
}

fn geometry(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Geometry<f64>, FilterError> {
    let TokenKind::Word(word) = cursor.next().clone() else {
        return Err(cursor.refused(EXPECTED));
    };
    let word = word.to_ascii_uppercase();
    let refusal = cursor.refused(EXPECTED);
    cursor.take();
    // Well-known text says so when heights or measures follow; they are passed over.
    let _has_more = ["Z", "M", "ZM"].iter().any(|word| cursor.takes_word(word));
    Ok(match word.as_str() {
        "POINT" => single_point(cursor, system)?.into(),
        "LINESTRING" => LineString(coordinates(cursor, system)?).into(),
        "POLYGON" => polygon(cursor, system)?.into(),
        "MULTIPOINT" => MultiPoint(list(cursor, |cursor| point(cursor, system))?).into(),
        "MULTILINESTRING" => {
            let line = |cursor: &mut Cursor| Ok(LineString(coordinates(cursor, system)?));
            MultiLineString(list(cursor, line)?).into()
        }
        "MULTIPOLYGON" => MultiPolygon(list(cursor, |cursor| polygon(cursor, system))?).into(),
        // A collection in a collection is of no use, and could be nested without end.
        "GEOMETRYCOLLECTION" => {
            let part = |cursor: &mut Cursor| match cursor.next() {
                TokenKind::Word(word) if word.eq_ignore_ascii_case("GEOMETRYCOLLECTION") => {
                    Err(cursor.refused("een enkele geometrie"))
                }
                _ => geometry(cursor, system),
            };
            Geometry::GeometryCollection(GeometryCollection(list(cursor, part)?))
        }
        "BBOX" => bounding_box(cursor, system)?.to_polygon().into(),
        _ => return Err(refusal),
    })
}

fn single_point(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Point<f64>, FilterError> {
    cursor.sign("(")?;
    let place = coordinate(cursor, system)?;
    cursor.sign(")")?;
    Ok(place.into())
}

/// A point of several, with or without its own brackets.
fn point(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Point<f64>, FilterError> {
    match cursor.next() {
        TokenKind::Sign("(") => single_point(cursor, system),
        _ => Ok(coordinate(cursor, system)?.into()),
    }
}

fn polygon(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Polygon<f64>, FilterError> {
    let ring = |cursor: &mut Cursor| Ok(LineString(coordinates(cursor, system)?));
    let mut rings = list(cursor, ring)?.into_iter();
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Ok(Polygon::new(outer, rings.collect()))
}

fn bounding_box(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Rect<f64>, FilterError> {
    let start = cursor.place();
    let numbers = list(cursor, number)?;
    let (low, high) = match numbers.as_slice() {
        &[x1, y1, x2, y2] | &[x1, y1, _, x2, y2, _] => ((x1, y1), (x2, y2)),
        other => {
            let found = format!("{} getallen", other.len());
            return Err(FilterError::at(start, found, "4 of 6 getallen"));
        }
    };
    let corner = |(x, y)| inside(system.swapped(Coord { x, y }), system, start);
    let (low, high) = (corner(low)?, corner(high)?);
    if low.x > high.x || low.y > high.y {
        let found = "een hoek die niet de laagste is";
        return Err(FilterError::at(
            start,
            found,
            "eerst de laagste en dan de hoogste getallen",
        ));
    }
    Ok(Rect::new(low, high))
}

fn coordinates(
    cursor: &mut Cursor,
    system: ReferenceSystem,
) -> Result<Vec<Coord<f64>>, FilterError> {
    list(cursor, |cursor| coordinate(cursor, system))
}

/// Two numbers; a height and a measure after them have no meaning here and are passed over.
fn coordinate(cursor: &mut Cursor, system: ReferenceSystem) -> Result<Coord<f64>, FilterError> {
    let start = cursor.place();
    let x = number(cursor)?;
    let y = number(cursor)?;
    for _height_or_measure in 0..2 {
        if matches!(cursor.next(), TokenKind::Number(_)) {
            cursor.take();
        }
    }
    inside(system.swapped(Coord { x, y }), system, start)
}

fn inside(
    place: Coord<f64>,
    system: ReferenceSystem,
    start: usize,
) -> Result<Coord<f64>, FilterError> {
    let area = system.area();
    let holds = (area.min().x..=area.max().x).contains(&place.x)
        && (area.min().y..=area.max().y).contains(&place.y);
    if holds {
        return Ok(place);
    }
    let written = system.swapped(place);
    let found = format!("{} {}", written.x, written.y);
    let expected = format!("een plaats in {}", system.name());
    Err(FilterError::at(start, found, expected))
}

fn number(cursor: &mut Cursor) -> Result<f64, FilterError> {
    match *cursor.next() {
        TokenKind::Number(number) => {
            cursor.take();
            Ok(number)
        }
        _ => Err(cursor.refused("een getal")),
    }
}

/// One or more of these between brackets, with commas between them.
fn list<T>(
    cursor: &mut Cursor,
    one: impl Fn(&mut Cursor) -> Result<T, FilterError>,
) -> Result<Vec<T>, FilterError> {
    cursor.sign("(")?;
    let mut found = vec![one(cursor)?];
    while cursor.takes_sign(",") {
        found.push(one(cursor)?);
    }
    cursor.sign(")")?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, system: ReferenceSystem) -> Result<Place, FilterError> {
        place(&mut Cursor::over(text)?, system)
    }

    #[test]
    fn every_sort_of_geometry_is_read() {
        for text in [
            "POINT(5 52)",
            "point (5 52 3)",
            "POINT Z (5 52 3)",
            "POLYGON ZM ((5 52 1 2,6 52 1 2,6 53 1 2,5 52 1 2))",
            "LINESTRING(5 52,6 53)",
            "POLYGON((5 52,6 52,6 53,5 52),(5.5 52.1,5.6 52.1,5.6 52.2,5.5 52.1))",
            "MULTIPOINT((5 52),6 53)",
            "MULTILINESTRING((5 52,6 53),(4 51,5 52))",
            "MULTIPOLYGON(((5 52,6 52,6 53,5 52)))",
            "GEOMETRYCOLLECTION(POINT(5 52),LINESTRING(5 52,6 53))",
            "BBOX(5,52,6,53)",
            "BBOX(5,52,0,6,53,9)",
        ] {
            let place = read(text, ReferenceSystem::Crs84).expect(text);
            assert!(place.bounds.max().y >= 52.0, "{text}");
        }
    }

    #[test]
    fn the_axes_of_the_system_are_followed() {
        let there = read("POINT(52 5)", ReferenceSystem::Wgs84).expect("a place");
        let here = read("POINT(5 52)", ReferenceSystem::Crs84).expect("a place");
        assert_eq!(there, here);
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for (text, system) in [
            ("POINT(5)", ReferenceSystem::Crs84),
            ("POINT(5 95)", ReferenceSystem::Crs84),
            ("POINT(5 52)", ReferenceSystem::RdNew),
            ("POINT(136000 456000)", ReferenceSystem::Crs84),
            ("CIRCLE(5 52)", ReferenceSystem::Crs84),
            (
                "MULTIPOLYGON(((5 52,6 52,6 53,5 52)),((1 2,3 4,5 6,1 2),(1 2,3 4,5 5,1 2)))",
                ReferenceSystem::Crs84,
            ),
            (
                "MULTIPOLYGON(((56 2,6 52,6 53,5 52)),((1 2,3 4,5 6,1 2),(1 2,3 4,5 7,1 2)))",
                ReferenceSystem::Crs84,
            ),
            (
                "GEOMETRYCOLLECTION(MULTIPOLYGON(((4 52,6 04,6 53,5 52)),((1 2,3 4,5 6,1 2),(1 2,3 4,5 4,1 2))))",
                ReferenceSystem::Crs84,
            ),
            (
                "POLYGON((5 52,6 53,6 52,5 53,5 52))",
                ReferenceSystem::Crs84,
            ),
            ("LINESTRING(5 52)", ReferenceSystem::Crs84),
            ("BBOX(5,52,6)", ReferenceSystem::Crs84),
            ("BBOX(6,52,5,53)", ReferenceSystem::Crs84),
            ("BBOX(5,53,6,52)", ReferenceSystem::Crs84),
            (
                "GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(5 52)))",
                ReferenceSystem::Crs84,
            ),
        ] {
            assert!(read(text, system).is_err(), "{text}");
        }
    }
}
