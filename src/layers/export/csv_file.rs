//! A layer as a table: the id, the properties, then x and y of points, or the shape as well-known text.

use std::ops::Range;

use geo::{Geometry, MapCoords};
use geozero::ToWkt;

use crate::layers::export::columns::{Columns, text};
use crate::layers::export::exported::Exported;
use crate::layers::export::system::ExportSystem;

/// What can go wrong: a shape that has no text.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The header: UTF-8, comma.
///
/// # Errors
/// Passes on that of the writer.
pub fn csv_header(exported: &Exported<'_>, columns: &Columns) -> Result<Vec<u8>, Failure> {
    let place = if are_points(exported) {
        &["x", "y"][..]
    } else {
        &["wkt"]
    };
    let names = columns.others.iter().map(|column| column.name);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(
        std::iter::once(columns.id)
            .chain(names)
            .chain(place.iter().copied()),
    )?;
    Ok(writer.into_inner()?)
}

/// A row for each chosen feature: point as decimal mark, missing is empty.
///
/// # Errors
/// Passes on that of the writer.
pub fn csv_rows(
    exported: &Exported<'_>,
    columns: &Columns,
    chosen: Range<usize>,
) -> Result<Vec<u8>, Failure> {
    let points = are_points(exported);
    let shapes = exported.system.geometries(&exported.layer.shapes);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for index in chosen {
        let (Some(id), Some(shape)) = (exported.layer.ids.get(index), shapes.get(index)) else {
            break;
        };
        let mut row = vec![id.clone()];
        row.extend(columns.row(exported.layer, index).into_iter().map(text));
        match rounded(shape, exported.system) {
            Geometry::Point(point) if points => {
                row.extend([point.x().to_string(), point.y().to_string()])
            }
            other => row.push(other.to_wkt()?),
        }
        writer.write_record(&row)?;
    }
    Ok(writer.into_inner()?)
}

/// A layer has one sort of shape; one without features is one of points.
fn are_points(exported: &Exported<'_>) -> bool {
    let shapes = &exported.layer.shapes.planar;
    matches!(shapes.first(), None | Some(Geometry::Point(_)))
}

/// Metres to the millimetre, degrees to seven decimals, about a centimetre.
fn rounded(shape: &Geometry<f64>, system: ExportSystem) -> Geometry<f64> {
    let scale = match system {
        ExportSystem::Study => 1e3,
        ExportSystem::Wgs84 => 1e7,
    };
    let round = |number: f64| (number * scale).round() / scale;
    shape.map_coords(|place| geo::Coord {
        x: round(place.x),
        y: round(place.y),
    })
}
