//! From where a place can be reached: land and streets within some times or distances of a point, by a profile.

use std::f64::consts::PI;
use std::sync::Arc;

use geo::{Buffer, Geometry, Length, MultiPolygon};

use crate::access::isochrone::{Isochrone, isochrone};
use crate::access::travel::TravelIndex;
use crate::layers::fields::reach_columns::ISOCHRONE_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::bilingual::Bilingual;
use crate::model::position::Planar;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::{Metres, Seconds};
use crate::model::work::Work;
use crate::study::error::StudyError;
use crate::study::open_study::Study;
use crate::study::steps;

/// Reach of a point.
#[derive(Debug, Clone, PartialEq)]
pub struct IsochroneQuestion {
    /// The point that is travelled to.
    pub place: Planar,
    /// The code of who travels.
    pub profile: String,
    /// How far, one after the other.
    pub limits: Vec<Limit>,
}

/// How far is travelled at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// In time.
    Time(Seconds),
    /// In metres travelled.
    Distance(Metres),
}

/// Why there is no answer.
#[derive(Debug)]
pub enum IsochroneRefusal {
    /// A field of the question cannot be answered in this study.
    Field {
        /// The field.
        field: &'static str,
        /// What was found in it.
        found: Bilingual,
        /// What would be right.
        expected: Bilingual,
    },
    /// The study cannot answer.
    Study(StudyError),
}

impl<E: Into<StudyError>> From<E> for IsochroneRefusal {
    fn from(cause: E) -> Self {
        Self::Study(cause.into())
    }
}

impl Study {
    /// The profiles by which reach can be drawn.
    pub fn isochrone_profiles(&self) -> impl Iterator<Item = &str> {
        let profiles = self.town().profiles.iter();
        let known = profiles.filter(|profile| self.index().knows(profile));
        known.map(|profile| profile.code.as_str())
    }

    /// From where a point can be reached: for each limit the land, and over streets also the pieces of street.
    ///
    /// Over streets the pieces are exact to the millimetre and the land is what lies within 25 m of them; where distances
    /// are straight lines (times a detour), the land is a circle. Among barriers (D2) there is no land to draw.
    ///
    /// # Errors
    /// When the profile is unknown, the point lies too far from every street, or the work is ended.
    ///
    /// # Cost
    /// A search and a drawing for each limit.
    pub fn isochrones(
        &self,
        question: &IsochroneQuestion,
        work: &Work,
    ) -> Result<Layer, IsochroneRefusal> {
        let profile = self.profile_asked(&question.profile)?;
        let of = question.limits.len();
        let (mut shapes, mut ids, mut properties) = (Vec::new(), Vec::new(), Vec::new());
        for (number, &limit) in question.limits.iter().enumerate() {
            work.begin(100 * number / of, steps::one_limit(number + 1, of))?;
            let longest = match limit {
                Limit::Time(time) => profile.speed.length_in(time),
                Limit::Distance(distance) => distance,
            };
            let drawn = self.reach_of(question.place, profile, longest, work)?;
            let told = told(profile, limit, longest, self.distance_level());
            ids.push(format!("vlak-{}", number + 1));
            let shed = Property::Number((1000.0 * drawn.shed).round() / 10.0);
            properties.push(feature("vlak", &told, ("loopbereik_pct", shed)));
            shapes.push(Geometry::MultiPolygon(drawn.land));
            if self.distance_level() == DistanceLevel::D3 {
                let length = geo::Euclidean.length(&drawn.streets).round();
                ids.push(format!("straten-{}", number + 1));
                properties.push(feature(
                    "straten",
                    &told,
                    ("lengte_m", Property::Number(length)),
                ));
                shapes.push(Geometry::MultiLineString(drawn.streets));
            }
        }
        work.go_on()?;
        let shapes = Shapes::project(shapes, &self.town().crs).map_err(StudyError::from)?;
        Ok(Layer {
            name: "isochroon",
            columns: ISOCHRONE_COLUMNS,
            shapes: Arc::new(shapes),
            ids,
            properties,
        })
    }

    fn profile_asked(&self, code: &str) -> Result<&Profile, IsochroneRefusal> {
        let mut profiles = self.town().profiles.iter();
        let found = profiles.find(|profile| profile.code == code && self.index().knows(profile));
        found.ok_or_else(|| {
            let known = self.isochrone_profiles().collect::<Vec<_>>().join(", ");
            IsochroneRefusal::Field {
                field: "profiel",
                found: Bilingual::quoted(code),
                expected: Bilingual::new(format!("een van {known}"), format!("one of {known}")),
            }
        })
    }

    fn reach_of(
        &self,
        place: Planar,
        profile: &Profile,
        longest: Metres,
        work: &Work,
    ) -> Result<Isochrone, IsochroneRefusal> {
        match self.distance_level() {
            DistanceLevel::D0 => Ok(circle(place, longest.value(), longest)),
            DistanceLevel::D1 => Ok(circle(place, longest.value() / profile.detour, longest)),
            DistanceLevel::D2 => Err(among_barriers()),
            DistanceLevel::D3 => {
                let streets = streets_around(self.index(), place, profile, longest)?;
                let background = &self.town().basemap;
                Ok(isochrone(streets, longest, background, work)?)
            }
        }
    }
}

fn streets_around(
    index: &TravelIndex,
    place: Planar,
    profile: &Profile,
    longest: Metres,
) -> Result<Vec<geo::LineString<f64>>, IsochroneRefusal> {
    let placed = index.placed(profile)?;
    let position = placed.placing(place).map_err(|far| {
        let metres = far.nearest.map(|nearest| nearest.value().round());
        IsochroneRefusal::Field {
            field: "punt",
            found: match metres {
                Some(metres) => Bilingual::new(
                    format!("een punt op {metres} m van de dichtstbijzijnde straat"),
                    format!("a point {metres} m from the nearest street"),
                ),
                None => Bilingual::new("een punt zonder straat", "a point without a street"),
            },
            expected: Bilingual::new(
                "een punt vlak bij een straat van dit profiel",
                "a point near a street of this profile",
            ),
        }
    })?;
    Ok(placed.streets_around(&[position], longest))
}

/// Where distances are straight lines, everything within a circle is reached.
fn circle(place: Planar, radius: f64, longest: Metres) -> Isochrone {
    let land: MultiPolygon<f64> = geo::Point::new(place.x, place.y).buffer(radius);
    let whole = PI * longest.value() * longest.value();
    Isochrone {
        streets: geo::MultiLineString::new(Vec::new()),
        shed: match whole > 0.0 {
            true => (PI * radius * radius / whole).min(1.0),
            false => 0.0,
        },
        land,
    }
}

fn among_barriers() -> IsochroneRefusal {
    IsochroneRefusal::Field {
        field: "punt",
        found: Bilingual::new(
            "een studie die afstanden langs barrières meet (D2)",
            "a study that measures distances among barriers (D2)",
        ),
        expected: Bilingual::new(
            "een studie die hemelsbreed (D0, D1) of over straten (D3) meet",
            "a study that measures in straight lines (D0, D1) or over streets (D3)",
        ),
    }
}

fn told(profile: &Profile, limit: Limit, longest: Metres, level: DistanceLevel) -> Properties {
    let time = match limit {
        Limit::Time(time) => time,
        Limit::Distance(distance) => profile.speed.time_over(distance),
    };
    let tenth = |value: f64| Property::Number((10.0 * value).round() / 10.0);
    vec![
        ("profiel", Property::Text(profile.code.clone())),
        ("tijd_s", tenth(time.value())),
        ("afstand_m", tenth(longest.value())),
        ("afstandsniveau", Property::Text(level.code().to_owned())),
    ]
}

fn feature(kind: &str, told: &Properties, measure: (&'static str, Property)) -> Properties {
    let kind = ("soort", Property::Text(kind.to_owned()));
    let told = told.iter().cloned();
    std::iter::once(kind).chain(told).chain([measure]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::{street, worked_town};
    use crate::model::town_data::TownData;
    use crate::model::work::Ended;

    fn study(level: DistanceLevel) -> Study {
        Study::open(TownData {
            distance_level: level,
            streets: Some(street()).into(),
            ..worked_town()
        })
        .expect("a study")
    }

    fn asked(study: &Study, x: f64, metres: f64) -> Result<Layer, IsochroneRefusal> {
        let question = IsochroneQuestion {
            place: Planar { x, y: 0.0 },
            profile: study.town().profiles[0].code.clone(),
            limits: vec![Limit::Distance(Metres::new(metres).expect("positive"))],
        };
        study.isochrones(&question, &Work::default())
    }

    fn value<'a>(layer: &'a Layer, feature: usize, name: &str) -> &'a Property {
        let mut properties = layer.properties[feature].iter();
        &properties.find(|(known, _)| *known == name).expect(name).1
    }

    #[test]
    fn over_a_straight_street_the_reach_is_twice_the_distance() {
        let study = study(DistanceLevel::D3);
        let layer = asked(&study, 300.0, 100.0).expect("an answer");
        assert_eq!(layer.ids, ["vlak-1", "straten-1"]);
        assert_eq!(value(&layer, 1, "lengte_m"), &Property::Number(200.0));
        assert_eq!(value(&layer, 0, "afstand_m"), &Property::Number(100.0));
    }

    #[test]
    fn in_straight_lines_it_is_a_circle_of_the_distance_over_the_detour() {
        let study = study(DistanceLevel::D1);
        let layer = asked(&study, 300.0, 130.0).expect("an answer");
        assert_eq!(layer.ids, ["vlak-1"]);
        // A detour of 1.3: a radius of 100 m, 100 / 1.69 of the circle of 130 m.
        assert_eq!(value(&layer, 0, "loopbereik_pct"), &Property::Number(59.2));
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_by_its_field() {
        let field = |refused: Result<Layer, IsochroneRefusal>| match refused {
            Err(IsochroneRefusal::Field { field, .. }) => field,
            other => unreachable!("{other:?}"),
        };
        assert_eq!(field(asked(&study(DistanceLevel::D2), 0.0, 100.0)), "punt");
        let over_streets = study(DistanceLevel::D3);
        assert_eq!(field(asked(&over_streets, 90_000.0, 100.0)), "punt");
        let question = IsochroneQuestion {
            place: Planar { x: 0.0, y: 0.0 },
            profile: "te paard".to_owned(),
            limits: Vec::new(),
        };
        assert_eq!(
            field(over_streets.isochrones(&question, &Work::default())),
            "profiel"
        );
    }

    #[test]
    fn work_that_is_ended_has_no_answer() {
        let study = study(DistanceLevel::D3);
        let question = IsochroneQuestion {
            place: Planar { x: 0.0, y: 0.0 },
            profile: study.town().profiles[0].code.clone(),
            limits: vec![Limit::Time(Seconds::new(60.0).expect("positive"))],
        };
        let work = Work::default();
        work.stop.ask();
        assert!(matches!(
            study.isochrones(&question, &work),
            Err(IsochroneRefusal::Study(StudyError::Ended(Ended)))
        ));
    }
}
