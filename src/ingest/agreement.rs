//! Whether two definitions are one coordinate system. Their texts seldom are equal, so a few places are compared.

use geo::{Coord, Rect};

use crate::ingest::coordinate_system::{CoordinateSystem, WGS84};
use crate::ingest::projection::Projection;

/// Whether the same numbers mean the same places to within a metre: `RD_New` of an Esri `.prj` and `EPSG:28992`.
pub fn agree(first: &CoordinateSystem, second: &CoordinateSystem) -> bool {
    if first.is(second) {
        return true;
    }
    let (Ok(degrees), Ok(degrees_too)) = (first.is_geographic(), second.is_geographic()) else {
        return false;
    };
    let tolerance = if degrees { 1e-5 } else { 1.0 };
    degrees == degrees_too
        && greatest_difference(first, second).is_some_and(|difference| difference < tolerance)
}

/// The largest difference of the coordinates of a few places in the area of use.
fn greatest_difference(first: &CoordinateSystem, second: &CoordinateSystem) -> Option<f64> {
    let area = second.area_of_use().or_else(|| first.area_of_use())?;
    let world = CoordinateSystem::named(WGS84).ok()?;
    let places = probes(area);
    let mut here = places.clone();
    let mut there = places;
    Projection::of_systems(&world, first)
        .ok()?
        .coordinates(&mut here)
        .ok()?;
    Projection::of_systems(&world, second)
        .ok()?
        .coordinates(&mut there)
        .ok()?;
    let differences = here
        .iter()
        .zip(&there)
        .map(|(a, b)| (a.x - b.x).abs().max((a.y - b.y).abs()));
    differences.reduce(f64::max)
}

/// Five places well inside an area.
fn probes(area: Rect<f64>) -> Vec<Coord<f64>> {
    let place = |east: f64, north: f64| Coord {
        x: area.min().x + east * area.width(),
        y: area.min().y + north * area.height(),
    };
    [(0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)]
        .map(|(east, north)| place(east, north))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::coordinate_system::RD_NEW;

    #[test]
    fn the_rd_new_of_an_esri_prj_agrees_with_epsg_28992() {
        let text = r#"PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]"#;
        let esri = CoordinateSystem::from_well_known_text(text).expect("text that PROJ knows");
        let rd_new = CoordinateSystem::named(RD_NEW).expect("a known system");
        assert!(agree(&esri, &rd_new));
        assert!(agree(&rd_new, &esri));
    }

    #[test]
    fn degrees_and_metres_do_not_agree_nor_do_two_grids() {
        let system = |name: &str| CoordinateSystem::named(name).expect("a known system");
        assert!(!agree(&system("EPSG:28992"), &system("OGC:CRS84")));
        assert!(!agree(&system("EPSG:25831"), &system("EPSG:25832")));
        assert!(agree(&system("EPSG:4258"), &system("EPSG:4326")));
    }
}
