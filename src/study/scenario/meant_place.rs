//! What is meant by a place on a map: the street, crossing or barrier that is nearest to it.

use geo::{Distance, Euclidean, LineString, Point};
use rayon::prelude::*;

use crate::model::barrier::{Barrier, Crossing};
use crate::model::bilingual::Bilingual;
use crate::model::position::Planar;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::model::streets::Streets;
use crate::model::told_distance::metres_beyond;

/// A street, crossing or barrier is meant by a place no farther from it than this, in metres.
pub const MEANT_WITHIN: f64 = 25.0;
/// What somebody means who marks a street or a barrier.
pub const WHAT_IS_MEANT: (&str, &str) = ("wat bedoeld is", "what is meant");
/// What somebody means who marks a crossing.
pub const A_CROSSING: (&str, &str) = (
    "een oversteek, brug, tunnel of pont",
    "a crossing, bridge, tunnel or ferry",
);

/// What is meant, if it is near enough: of the nearest its distance in metres and its index.
///
/// # Errors
/// Names the place, and what was expected near it.
pub fn meant(
    nearest: Option<(f64, usize)>,
    (dutch, english): (&str, &str),
) -> Result<usize, ScenarioRefused> {
    match nearest {
        Some((distance, index)) if distance <= MEANT_WITHIN => Ok(index),
        other => {
            let found = match other {
                Some((distance, _)) => {
                    let Bilingual { dutch, english } = metres_beyond(distance, MEANT_WITHIN);
                    Bilingual::new(
                        format!("een plaats op {dutch} m van de dichtstbijzijnde"),
                        format!("a place {english} m from the nearest one"),
                    )
                }
                None => Bilingual::new(
                    "een plaats, terwijl er geen zijn",
                    "a place, where there are none",
                ),
            };
            let expected = Bilingual::new(
                format!("een plaats binnen {MEANT_WITHIN} m van {dutch}"),
                format!("a place within {MEANT_WITHIN} m of {english}"),
            );
            Err(ScenarioRefused::of_scenario("plaats", found, expected))
        }
    }
}

/// The way, of those that may be meant, that lies nearest to all of some places, and how far it is: on a part of a street
/// its ends tell which street is meant.
pub fn street_at(
    streets: &Streets,
    places: &[Planar],
    may_be_meant: impl Fn(usize) -> bool + Sync,
) -> Option<(f64, usize)> {
    let farthest = |way: usize| {
        let line = streets.line(way)?;
        let line: LineString<f64> = line.into_iter().map(geo::Coord::from).collect();
        let distances = places
            .iter()
            .map(|&place| Euclidean.distance(&Point::from(place), &line));
        Some((distances.max_by(f64::total_cmp)?, way))
    };
    let ways = (0..streets.ways.len()).into_par_iter();
    let ways = ways.filter(|&way| may_be_meant(way)).filter_map(farthest);
    ways.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))
}

/// How far a place is from a barrier, in metres.
pub fn distance_to_barrier(barrier: &Barrier) -> impl Fn(Planar) -> f64 + '_ {
    |place| Euclidean.distance(&Point::from(place), &barrier.lines)
}

/// How far a place is from a crossing, in metres.
pub fn distance_to_crossing(crossing: &Crossing) -> impl Fn(Planar) -> f64 + use<> {
    let ends = [crossing.begin, crossing.end].map(geo::Coord::from);
    let line = LineString::from(ends.to_vec());
    move |place| Euclidean.distance(&Point::from(place), &line)
}
