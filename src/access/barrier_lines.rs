//! Which barrier lies between two places: the canal, the railway or the motorway that the straight line crosses.
//! Of several it is the one of the greatest extent: people go round by the railway because of the railway, not because
//! of the pond beside it.

use std::collections::BTreeMap;

use geo::BoundingRect;
use geo::line_intersection::line_intersection;
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};

use crate::access::known_barriers::{
    BarrierSort, KnownBarrier, NamedBarrier, known_barriers, lines_of,
};
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::TravelMode;

/// The barriers of a study, ready to be searched by place.
#[derive(Debug, Default)]
pub struct BarrierLines {
    lines: RTree<GeomWithData<Line<[f64; 2]>, usize>>,
    barriers: Vec<Barrier>,
}

#[derive(Debug)]
struct Barrier {
    named: NamedBarrier,
    stops: Vec<TravelMode>,
    bounds: geo::Rect<f64>,
}

impl BarrierLines {
    /// The barriers that a study knows of.
    pub fn of(town: &TownData) -> Self {
        let mut found = Collected::default();
        for barrier in known_barriers(town) {
            found.add(barrier);
        }
        Self {
            lines: RTree::bulk_load(found.lines),
            barriers: found.barriers,
        }
    }

    /// The barrier that the straight line between two places crosses and that stops a mode of travel. A motorway is
    /// named only where there is no water and no railway.
    pub fn between(&self, from: Planar, to: Planar, mode: TravelMode) -> Option<&NamedBarrier> {
        let straight = geo::Line::new(geo::Coord::from(from), geo::Coord::from(to));
        let around = AABB::from_corners([from.x, from.y], [to.x, to.y]);
        let crossed = |line: &&GeomWithData<Line<[f64; 2]>, usize>| {
            let Line { from, to } = *line.geom();
            let [from, to] = [from, to].map(|[x, y]| geo::Coord { x, y });
            line_intersection(straight, geo::Line::new(from, to)).is_some()
        };
        let near = self.lines.locate_in_envelope_intersecting(&around);
        let stopping = near.filter(|line| self.barriers[line.data].stops.contains(&mode));
        let found = stopping.filter(crossed).map(|line| line.data);
        let first = found.min_by(|&one, &other| self.order(one, other))?;
        Some(&self.barriers[first].named)
    }

    fn order(&self, one: usize, other: usize) -> std::cmp::Ordering {
        let [first, second] = [one, other].map(|index| &self.barriers[index]);
        let is_road = |barrier: &Barrier| barrier.named.sort == BarrierSort::Motorway;
        let by_extent = extent(second.bounds).total_cmp(&extent(first.bounds));
        let by_road = is_road(first).cmp(&is_road(second));
        by_road.then(by_extent).then(one.cmp(&other))
    }
}

/// The squared diagonal of what a barrier takes up.
fn extent(bounds: geo::Rect<f64>) -> f64 {
    bounds.width() * bounds.width() + bounds.height() * bounds.height()
}

#[derive(Default)]
struct Collected {
    lines: Vec<GeomWithData<Line<[f64; 2]>, usize>>,
    barriers: Vec<Barrier>,
    /// Where the named ones are: the pieces of one railway are one barrier.
    by_name: BTreeMap<NamedBarrier, usize>,
}

impl Collected {
    fn add(&mut self, barrier: KnownBarrier) {
        let KnownBarrier {
            named,
            stops,
            shape,
        } = barrier;
        let Some(bounds) = shape.bounding_rect() else {
            return;
        };
        let known = self.by_name.get(&named).copied();
        let known = known.filter(|&index| self.barriers[index].stops == stops);
        let index = known.unwrap_or(self.barriers.len());
        match self.barriers.get_mut(index) {
            Some(barrier) => barrier.bounds = joined(barrier.bounds, bounds),
            None => {
                if named.name.is_some() {
                    self.by_name.insert(named.clone(), index);
                }
                self.barriers.push(Barrier {
                    named,
                    stops,
                    bounds,
                });
            }
        }
        let lines = lines_of(&shape).into_iter().map(|line| {
            let [from, to] = [line.start, line.end].map(|end| [end.x, end.y]);
            GeomWithData::new(Line::new(from, to), index)
        });
        self.lines.extend(lines);
    }
}

fn joined(one: geo::Rect<f64>, other: geo::Rect<f64>) -> geo::Rect<f64> {
    let (low, high) = (one.min(), one.max());
    let (also_low, also_high) = (other.min(), other.max());
    geo::Rect::new(
        (low.x.min(also_low.x), low.y.min(also_low.y)),
        (high.x.max(also_high.x), high.y.max(also_high.y)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::worked_town::{street, worked_town};
    use crate::model::barrier;
    use crate::model::basemap::{BasemapClass, BasemapFeature};
    use crate::model::travel_mode::DistanceLevel;
    use geo::LineString;

    fn feature(class: BasemapClass, name: Option<&str>, x: f64, half: f64) -> BasemapFeature {
        BasemapFeature {
            class,
            name: name.map(str::to_owned),
            geometry: LineString::from(vec![(x, -half), (x, half)]).into(),
        }
    }

    fn on_streets(basemap: Vec<BasemapFeature>) -> TownData {
        TownData {
            distance_level: DistanceLevel::D3,
            basemap: basemap.into(),
            ..worked_town()
        }
    }

    /// Sort and name of what lies between (0, 0) and (600, 0).
    fn between(town: &TownData, mode: TravelMode) -> Option<(&'static str, Option<String>)> {
        let [home, school] = [0.0, 600.0].map(|x| Planar { x, y: 0.0 });
        let lines = BarrierLines::of(town);
        let found = lines.between(home, school, mode);
        found.map(|found| (found.sort.code(), found.name.clone()))
    }

    #[test]
    fn the_railway_in_between_is_named_and_the_one_behind_is_not() {
        let town = on_streets(vec![
            feature(BasemapClass::Rail, Some("behind the home"), -10.0, 900.0),
            feature(BasemapClass::Park, Some("hedge"), 200.0, 900.0),
            feature(BasemapClass::Rail, Some("railway"), 300.0, 500.0),
            feature(BasemapClass::Water, Some("behind the school"), 700.0, 900.0),
        ]);
        let expected = Some(("spoor", Some("railway".to_owned())));
        assert_eq!(between(&town, TravelMode::Foot), expected);
        assert_eq!(between(&on_streets(Vec::new()), TravelMode::Foot), None);
    }

    #[test]
    fn of_two_barriers_the_one_of_greater_extent_is_named_and_pieces_of_one_name_are_one() {
        let pond = feature(BasemapClass::Water, None, 100.0, 150.0);
        let canal = |y: f64| BasemapFeature {
            geometry: LineString::from(vec![(300.0, y), (300.0, y + 110.0)]).into(),
            ..feature(BasemapClass::Water, Some("canal"), 0.0, 0.0)
        };
        // The piece that is crossed is 110 m long, shorter than the pond of 300 m; the canal as a whole is 410 m.
        let pieces = vec![pond.clone(), canal(-10.0), canal(290.0)];
        let expected = Some(("water", Some("canal".to_owned())));
        assert_eq!(between(&on_streets(pieces), TravelMode::Foot), expected);
        let shorter = on_streets(vec![pond, canal(-10.0)]);
        assert_eq!(between(&shorter, TravelMode::Foot), Some(("water", None)));
    }

    #[test]
    fn a_motorway_is_named_where_nothing_else_is_and_stops_no_car() {
        let mut streets = street();
        streets.nodes = vec![Planar { x: 300.0, y: -9.0 }, Planar { x: 300.0, y: 9.0 }];
        streets.ways[0].nodes.truncate(2);
        streets.tag_sets = vec![
            [("highway", "motorway"), ("ref", "A2")]
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into(),
        ];
        let mut town = on_streets(Vec::new());
        town.streets = Some(streets).into();
        let expected = Some(("snelweg", Some("A2".to_owned())));
        assert_eq!(between(&town, TravelMode::Bicycle), expected);
        assert_eq!(between(&town, TravelMode::Car), None);
        town.basemap = vec![feature(BasemapClass::Water, None, 100.0, 1.0)].into();
        assert_eq!(between(&town, TravelMode::Foot), Some(("water", None)));
    }

    #[test]
    fn among_declared_barriers_only_those_that_stop_the_traveller_count() {
        let wall = barrier::Barrier {
            name: Some("fence".to_owned()),
            lines: geo::MultiLineString::new(vec![LineString::from(vec![(9.0, -5.0), (9.0, 5.0)])]),
            stops: vec![TravelMode::Wheelchair],
        };
        let town = TownData {
            distance_level: DistanceLevel::D2,
            barriers: vec![wall],
            ..worked_town()
        };
        let expected = Some(("barriere", Some("fence".to_owned())));
        assert_eq!(between(&town, TravelMode::Wheelchair), expected);
        assert_eq!(between(&town, TravelMode::Foot), None);
    }
}
