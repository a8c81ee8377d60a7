//! From one coordinate system to another by PROJ, x or longitude first, in bulk.
//!
//! GDAL's transformations cannot be shared between threads, so each thread keeps its own;
//! a [`Projection`] is only the two names, and may be cloned, sent and shared.
//! Without the correction grid, RD New is off by 0.25 m at most inside the Netherlands.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gdal::spatial_ref::CoordTransform;
use geo::{Coord, Geometry, MapCoords};
use rayon::prelude::*;

use crate::ingest::coordinate_system::{CoordinateSystem, WGS84};
use crate::ingest::error::IngestError;
use crate::model::position::{LonLat, Planar};

/// So many places go to PROJ at once; what is more is divided over the threads.
const CHUNK: usize = 65_536;

type Pair = (CoordinateSystem, CoordinateSystem);

thread_local! {
    /// PROJ's own data of this thread is made before this map, so that it outlives it.
    static TRANSFORMATIONS: RefCell<BTreeMap<Pair, Rc<CoordTransform>>> = {
        let _ = CoordinateSystem::named(WGS84);
        RefCell::new(BTreeMap::new())
    };
}

/// The way from one coordinate system to another.
#[derive(Debug, Clone)]
pub struct Projection {
    from: CoordinateSystem,
    to: CoordinateSystem,
}

impl Projection {
    /// The way between two systems by name: `EPSG:28992`, `OGC:CRS84`, `urn:ogc:def:crs:EPSG::4326`, ...
    ///
    /// # Errors
    /// A name that PROJ does not know, or two systems that it cannot relate.
    pub fn between(from: &str, to: &str) -> Result<Self, IngestError> {
        Self::of_systems(
            &CoordinateSystem::named(from)?,
            &CoordinateSystem::named(to)?,
        )
    }

    /// The way between two systems.
    ///
    /// # Errors
    /// Two systems that PROJ cannot relate.
    pub fn of_systems(from: &CoordinateSystem, to: &CoordinateSystem) -> Result<Self, IngestError> {
        let projection = Self {
            from: from.clone(),
            to: to.clone(),
        };
        if !projection.is_identity() {
            projection.transformation()?;
        }
        Ok(projection)
    }

    /// Whether both systems are the same, and nothing changes.
    pub fn is_identity(&self) -> bool {
        self.from.is(&self.to)
    }

    /// Brings all places to the other system, in place.
    ///
    /// # Errors
    /// The first place that does not exist there. The slice is then not to be used.
    pub fn coordinates(&self, places: &mut [Coord<f64>]) -> Result<(), IngestError> {
        let moved = self.each(places)?;
        for (place, moved) in places.iter_mut().zip(moved) {
            *place = moved.ok_or_else(|| self.no_such_place(*place))?;
        }
        Ok(())
    }

    /// Each place in the other system, or none where it does not exist there. Never not-a-number.
    ///
    /// # Errors
    /// Two systems that PROJ cannot relate.
    pub fn each(&self, places: &[Coord<f64>]) -> Result<Vec<Option<Coord<f64>>>, IngestError> {
        if self.is_identity() {
            return Ok(places.iter().map(|&place| finite(place)).collect());
        }
        if places.len() <= CHUNK {
            return Ok(move_chunk(self.transformation()?.as_ref(), places));
        }
        let chunks: Vec<_> = places
            .par_chunks(CHUNK)
            .map(|chunk| Ok(move_chunk(self.transformation()?.as_ref(), chunk)))
            .collect::<Result<_, IngestError>>()?;
        Ok(chunks.concat())
    }

    /// The geometry in the other system.
    ///
    /// # Errors
    /// The first place that does not exist there.
    pub fn geometry(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, IngestError> {
        let places = RefCell::new(Vec::new());
        let _ = geometry.map_coords(|place| {
            places.borrow_mut().push(place);
            place
        });
        let mut places = places.into_inner();
        self.coordinates(&mut places)?;
        Ok(with_places(geometry, places))
    }

    /// The way back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            from: self.to.clone(),
            to: self.from.clone(),
        }
    }

    /// One place from degrees to the study's metres.
    ///
    /// # Errors
    /// A place that the study's system cannot show. Only for a projection from degrees.
    pub fn to_planar(&self, place: LonLat) -> Result<Planar, IngestError> {
        let mut places = [Coord {
            x: place.longitude,
            y: place.latitude,
        }];
        self.coordinates(&mut places)?;
        let [moved] = places;
        Ok(moved.into())
    }

    /// One place from the study's metres to degrees.
    ///
    /// # Errors
    /// A place that is nowhere on earth. Only for a projection to degrees.
    pub fn to_lonlat(&self, place: Planar) -> Result<LonLat, IngestError> {
        let mut places = [Coord::from(place)];
        self.coordinates(&mut places)?;
        let [moved] = places;
        Ok(LonLat {
            longitude: moved.x,
            latitude: moved.y,
        })
    }

    fn no_such_place(&self, place: Coord<f64>) -> IngestError {
        IngestError::NoSuchPlace {
            x: place.x,
            y: place.y,
            from: self.from.name().to_owned(),
            to: self.to.name().to_owned(),
        }
    }

    /// This thread's transformation, made when it is first asked for.
    fn transformation(&self) -> Result<Rc<CoordTransform>, IngestError> {
        let pair = (self.from.clone(), self.to.clone());
        let known = TRANSFORMATIONS.with_borrow(|known| known.get(&pair).cloned());
        if let Some(transformation) = known {
            return Ok(transformation);
        }
        let made = CoordTransform::new(
            &self.from.spatial_reference()?,
            &self.to.spatial_reference()?,
        );
        let made = Rc::new(made.ok().ok_or_else(|| IngestError::NoTransformation {
            from: self.from.name().to_owned(),
            to: self.to.name().to_owned(),
        })?);
        TRANSFORMATIONS.with_borrow_mut(|known| known.insert(pair, Rc::clone(&made)));
        Ok(made)
    }
}

/// The same geometry at other places, in the order in which [`MapCoords`] visits them.
pub fn with_places(geometry: &Geometry<f64>, places: Vec<Coord<f64>>) -> Geometry<f64> {
    let next = RefCell::new(places.into_iter());
    geometry.map_coords(|place| next.borrow_mut().next().unwrap_or(place))
}

fn move_chunk(transformation: &CoordTransform, chunk: &[Coord<f64>]) -> Vec<Option<Coord<f64>>> {
    let mut x: Vec<f64> = chunk.iter().map(|place| place.x).collect();
    let mut y: Vec<f64> = chunk.iter().map(|place| place.y).collect();
    // An error means that some place failed; PROJ leaves an infinite number there and goes on with the rest.
    let _ = transformation.transform_coords(&mut x, &mut y, &mut []);
    x.into_iter()
        .zip(y)
        .map(|(x, y)| finite(Coord { x, y }))
        .collect()
}

fn finite(place: Coord<f64>) -> Option<Coord<f64>> {
    (place.x.is_finite() && place.y.is_finite()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::real_data;
    use proptest::prelude::*;

    fn world_to_rd() -> Projection {
        Projection::between("OGC:CRS84", "EPSG:28992").expect("both are known")
    }

    fn rd_to_world() -> Projection {
        Projection::between("EPSG:28992", "OGC:CRS84").expect("both are known")
    }

    /// The origin of RD New is the tower of Our Lady in Amersfoort.
    #[test]
    fn the_tower_of_amersfoort_is_the_origin_of_rd_new() {
        let tower = LonLat {
            longitude: 5.387_206_21,
            latitude: 52.155_174_40,
        };
        let planar = world_to_rd().to_planar(tower).expect("in the Netherlands");
        assert!(
            planar.distance(Planar {
                x: 155_000.0,
                y: 463_000.0
            }) < 0.5,
            "{planar:?}"
        );
        let back = rd_to_world().to_lonlat(planar).expect("in the Netherlands");
        assert!((back.longitude - tower.longitude).abs() < 1e-7, "{back:?}");
        assert!((back.latitude - tower.latitude).abs() < 1e-7, "{back:?}");
    }

    /// Kadaster's validation points: id, latitude, longitude, height, x, y, height.
    #[test]
    fn kadaster_points_in_the_country_are_within_a_quarter_of_a_metre() {
        let Some(path) = real_data("benchmarks/rdnaptrans/Z001_first_half.txt") else {
            return;
        };
        let text = std::fs::read_to_string(path).expect("the benchmark is there");
        let points: Vec<Vec<f64>> = text
            .lines()
            .map(|line| {
                line.split_whitespace()
                    .filter_map(|word| word.parse().ok())
                    .collect()
            })
            .filter(|row: &Vec<f64>| row.len() == 7)
            .collect();
        let degrees: Vec<Coord<f64>> = points
            .iter()
            .map(|row| Coord {
                x: row[2],
                y: row[1],
            })
            .collect();
        let moved = world_to_rd().each(&degrees).expect("both are known");
        let mut inside = 0;
        for (row, planar) in points.iter().zip(moved) {
            let expected = Planar {
                x: row[4],
                y: row[5],
            };
            // A rectangle that lies in the country as a whole.
            if (90_000.0..200_000.0).contains(&expected.x)
                && (400_000.0..500_000.0).contains(&expected.y)
            {
                inside += 1;
                let found = Planar::from(planar.expect("in the Netherlands"));
                assert!(found.distance(expected) < 0.25, "{row:?} {found:?}");
            }
        }
        assert!(inside > 100, "{inside}");
    }

    #[test]
    fn the_same_system_changes_no_bit() {
        let same = Projection::between("EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84")
            .expect("both are known");
        assert!(same.is_identity());
        let place = Coord { x: 5.1, y: 52.1 };
        assert_eq!(same.each(&[place]).expect("nothing to do"), [Some(place)]);
    }

    #[test]
    fn a_place_that_is_nowhere_is_none_and_spoils_no_other() {
        let places = [
            Coord { x: 5.1, y: 52.1 },
            Coord {
                x: 130_353.0,
                y: 456_870.0,
            },
            Coord {
                x: f64::NAN,
                y: 1.0,
            },
        ];
        let moved = world_to_rd().each(&places).expect("both are known");
        assert!(moved[0].is_some());
        assert_eq!(moved[1..], [None, None]);
        let error = world_to_rd()
            .coordinates(&mut places.clone())
            .expect_err("one is nowhere");
        assert!(
            error.to_string().starts_with("found x 130353, y 456870"),
            "{error}"
        );
    }

    #[test]
    fn a_geometry_moves_point_by_point_with_its_holes() {
        let ring = |west: f64, size: f64| {
            let corners = [
                (0.0, 0.0),
                (size, 0.0),
                (size, size),
                (0.0, size),
                (0.0, 0.0),
            ];
            geo::LineString::from(
                corners
                    .map(|(x, y)| (west + x, 52.0 + x / 10.0 + y))
                    .to_vec(),
            )
        };
        let polygon = geo::Polygon::new(ring(5.0, 0.1), vec![ring(5.01, 0.02), ring(5.05, 0.02)]);
        let moved = world_to_rd()
            .geometry(&Geometry::Polygon(polygon.clone()))
            .expect("in the Netherlands");
        let back = rd_to_world().geometry(&moved).expect("in the Netherlands");
        let Geometry::Polygon(back) = back else {
            unreachable!("a polygon stays a polygon")
        };
        assert_eq!(back.interiors().len(), 2);
        let rings = |polygon: &geo::Polygon<f64>| {
            let all = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            all.flat_map(|ring| ring.0.clone()).collect::<Vec<_>>()
        };
        for (there, here) in rings(&back).into_iter().zip(rings(&polygon)) {
            assert!((there.x - here.x).abs() < 1e-8 && (there.y - here.y).abs() < 1e-8);
        }
    }

    #[test]
    fn many_places_over_many_threads_stay_in_order() {
        let places: Vec<Coord<f64>> = (0..3 * CHUNK)
            .map(|index| Coord {
                x: 5.0 + index as f64 * 1e-6,
                y: 52.0,
            })
            .collect();
        let moved = world_to_rd().each(&places).expect("both are known");
        assert_eq!(moved.len(), places.len());
        for index in [0, 1, CHUNK, 2 * CHUNK + 7, 3 * CHUNK - 1] {
            assert_eq!(
                moved[index],
                world_to_rd()
                    .each(&[places[index]])
                    .expect("both are known")[0]
            );
        }
    }

    #[test]
    fn threads_share_a_projection_and_end_in_peace() {
        let projection = world_to_rd();
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let projection = projection.clone();
                std::thread::spawn(move || {
                    projection.to_planar(LonLat {
                        longitude: 5.1,
                        latitude: 52.1,
                    })
                })
            })
            .collect();
        let here = projection
            .to_planar(LonLat {
                longitude: 5.1,
                latitude: 52.1,
            })
            .expect("in the Netherlands");
        for thread in threads {
            assert_eq!(
                thread
                    .join()
                    .expect("no panic")
                    .expect("in the Netherlands"),
                here
            );
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(x in 10_000.0..280_000.0, y in 310_000.0..620_000.0) {
            let place = Planar { x, y };
            let world = rd_to_world().to_lonlat(place).expect("in the Netherlands");
            let back = world_to_rd().to_planar(world).expect("in the Netherlands");
            prop_assert!(back.distance(place) < 0.001);
        }
    }
}
