//! A scenario in the terms of one study: which street is meant by a place on it, and what a bridge is at the level at
//! which the study measures distances.

use std::collections::BTreeMap;

use geo::{Distance, Euclidean, LineString, Point};
use rayon::prelude::*;

use crate::model::barrier::{Barrier, BarrierFree, Crossing};
use crate::model::barrier_edit::BarrierEdit;
use crate::model::bilingual::Bilingual;
use crate::model::facility::Facility;
use crate::model::facility_edit::FacilityEdit;
use crate::model::position::Planar;
use crate::model::scenario::change::{
    Change, ChangeId, ChangeOf, Marked, NewCrossing, NewFacility,
};
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::model::street_edit::{StreetEdit, Which};
use crate::model::streets::{Streets, Tags};
use crate::model::study_edit::StudyEdit;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::Seconds;
use crate::study::scenario::planned_residents::{place_of_homes, planned_source};

/// A street, crossing or barrier is meant by a place no farther from it than this, in metres.
const MEANT_WITHIN: f64 = 25.0;

/// One change as an edit of the study.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The change, by its place in the scenario.
    pub change: usize,
    /// What it is in this study.
    pub edit: StudyEdit,
}

/// What is resolved so far.
struct Resolving<'a> {
    town: &'a TownData,
    scenario: &'a Scenario,
    /// The number of the street, crossing or barrier that each change has added.
    added: BTreeMap<&'a ChangeId, usize>,
    /// How many streets, crossings and barriers were added.
    counts: [usize; 3],
}

/// The edits of a study that a scenario comes to, in order; homes that are not ready yet are none.
///
/// # Errors
/// Names the change that means nothing in this study, and its field.
pub fn resolved(town: &TownData, scenario: &Scenario) -> Result<Vec<Resolved>, ScenarioRefused> {
    let mut resolving = Resolving {
        town,
        scenario,
        added: BTreeMap::new(),
        counts: [0; 3],
    };
    let mut edits = Vec::new();
    for (index, change) in scenario.changes().iter().enumerate() {
        let edit = resolving
            .edit(change)
            .map_err(|refused| refused.in_change(index, &change.id))?;
        edits.extend(edit.map(|edit| Resolved {
            change: index,
            edit,
        }));
    }
    Ok(edits)
}

impl<'a> Resolving<'a> {
    fn edit(&mut self, change: &'a Change) -> Result<Option<StudyEdit>, ScenarioRefused> {
        let facility = |edit| Ok(Some(StudyEdit::Facility(edit)));
        match &change.what {
            ChangeOf::OpenFacility(new) => {
                facility(FacilityEdit::Open(Box::new(opened(self.town, new))))
            }
            ChangeOf::CloseFacility(id) => facility(FacilityEdit::Close(id.clone())),
            ChangeOf::MoveFacility { facility: id, to } => facility(FacilityEdit::Move {
                facility: id.clone(),
                to: *to,
            }),
            ChangeOf::SetCapacity {
                facility: id,
                capacity,
            } => facility(FacilityEdit::SetCapacity {
                facility: id.clone(),
                capacity: *capacity,
            }),
            ChangeOf::SetOpeningHours {
                facility: id,
                hours,
            } => facility(FacilityEdit::SetOpeningHours {
                facility: id.clone(),
                hours: hours.clone(),
            }),
            ChangeOf::SetEntrances {
                facility: id,
                entrances,
            } => facility(FacilityEdit::SetEntrances {
                facility: id.clone(),
                entrances: entrances.clone(),
            }),
            ChangeOf::AddStreet { line, tags } => {
                self.over_streets("lijn")?;
                Ok(Some(self.added_street(change, line.clone(), tags.clone())))
            }
            ChangeOf::CloseStreet { street, between } => self.closed_street(street, *between),
            ChangeOf::AddCrossing(crossing) => self.added_crossing(change, crossing),
            ChangeOf::CloseCrossing(crossing) => self.closed_crossing(crossing),
            ChangeOf::AddBarrier(barrier) => {
                self.among_barriers("lijn")?;
                self.count(change, 2);
                Ok(Some(StudyEdit::Barrier(BarrierEdit::AddBarrier(
                    barrier.clone(),
                ))))
            }
            ChangeOf::RemoveBarrier(barrier) => {
                self.among_barriers("barriere")?;
                let lines = self.town.barriers.iter();
                let which = self.which(barrier, lines.map(distance_to_barrier))?;
                Ok(Some(StudyEdit::Barrier(BarrierEdit::RemoveBarrier(which))))
            }
            ChangeOf::BuildHomes(homes) => {
                let place = place_of_homes(self.town, self.scenario, change, homes);
                Ok(place.map(|place| StudyEdit::Home(Box::new(place))))
            }
        }
    }

    fn added_street(&mut self, change: &'a Change, line: Vec<Planar>, tags: Tags) -> StudyEdit {
        self.count(change, 0);
        StudyEdit::Street(StreetEdit::Add { line, tags })
    }

    fn closed_street(
        &self,
        street: &Marked,
        between: Option<[Planar; 2]>,
    ) -> Result<Option<StudyEdit>, ScenarioRefused> {
        self.over_streets("straat")?;
        let street = match (street, &*self.town.streets) {
            (Marked::At(place), Some(streets)) => {
                let ends = between.unwrap_or([*place; 2]);
                Which::OfStudy(street_at(streets, &[*place, ends[0], ends[1]])?)
            }
            (marked, _) => self.which(marked, std::iter::empty::<fn(Planar) -> f64>())?,
        };
        Ok(Some(StudyEdit::Street(StreetEdit::Close {
            street,
            between,
        })))
    }

    /// Among barriers a crossing is one; over streets it is a street.
    fn added_crossing(
        &mut self,
        change: &'a Change,
        crossing: &NewCrossing,
    ) -> Result<Option<StudyEdit>, ScenarioRefused> {
        if self.town.distance_level == DistanceLevel::D2 {
            self.count(change, 1);
            let crossing = crossing_of(crossing);
            return Ok(Some(StudyEdit::Barrier(BarrierEdit::AddCrossing(crossing))));
        }
        self.over_streets("van")?;
        if crossing.penalty > Seconds::ZERO {
            let expected = (
                "0, want over straten telt wachten niet",
                "0, because over streets waiting does not count",
            );
            let found = Bilingual::same(crossing.penalty.value());
            return Err(refused("wachttijd_s", found, expected));
        }
        let tags = tags_of(crossing);
        Ok(Some(self.added_street(
            change,
            crossing.ends.to_vec(),
            tags,
        )))
    }

    fn closed_crossing(&self, crossing: &Marked) -> Result<Option<StudyEdit>, ScenarioRefused> {
        if self.town.distance_level != DistanceLevel::D2 {
            return self.closed_street(crossing, None);
        }
        let crossings = self.town.crossings.iter().map(|crossing| {
            let line = LineString::from(vec![
                geo::Coord::from(crossing.begin),
                geo::Coord::from(crossing.end),
            ]);
            move |place: Planar| Euclidean.distance(&Point::from(place), &line)
        });
        let which = self.which(crossing, crossings)?;
        Ok(Some(StudyEdit::Barrier(BarrierEdit::CloseCrossing(which))))
    }

    /// What a change added, or the nearest of those of the study, of each of which the distance to a place is given.
    fn which<D: Fn(Planar) -> f64>(
        &self,
        marked: &Marked,
        of_study: impl Iterator<Item = D>,
    ) -> Result<Which, ScenarioRefused> {
        match marked {
            Marked::AddedBy(id) => match self.added.get(id) {
                Some(&number) => Ok(Which::Added(number)),
                None => Err(refused(
                    "id",
                    Bilingual::quoted(&id.0),
                    (
                        "een wijziging die iets toevoegt",
                        "a change that adds something",
                    ),
                )),
            },
            Marked::At(place) => {
                let distances = of_study.map(|distance| distance(*place)).enumerate();
                let nearest = distances.min_by(|one, other| one.1.total_cmp(&other.1));
                meant(nearest.map(|(index, distance)| (distance, index))).map(Which::OfStudy)
            }
        }
    }

    fn count(&mut self, change: &'a Change, what: usize) {
        self.added.insert(&change.id, self.counts[what]);
        self.counts[what] += 1;
    }

    fn over_streets(&self, field: &str) -> Result<(), ScenarioRefused> {
        self.at_level(
            DistanceLevel::D3,
            field,
            (
                "een studie met straten (D3), want alleen daar tellen zij",
                "a study with streets (D3), because they count only there",
            ),
        )
    }

    fn among_barriers(&self, field: &str) -> Result<(), ScenarioRefused> {
        self.at_level(
            DistanceLevel::D2,
            field,
            (
                "een studie met barrières en zonder straten (D2), want alleen daar tellen zij",
                "a study with barriers and no streets (D2), because they count only there",
            ),
        )
    }

    fn at_level(
        &self,
        level: DistanceLevel,
        field: &str,
        expected: (&str, &str),
    ) -> Result<(), ScenarioRefused> {
        let found = self.town.distance_level;
        if found == level {
            return Ok(());
        }
        Err(refused(
            field,
            Bilingual::new(
                format!("afstandsniveau {}", found.code()),
                format!("distance level {}", found.code()),
            ),
            expected,
        ))
    }
}

fn refused(field: &str, found: Bilingual, expected: (&str, &str)) -> ScenarioRefused {
    ScenarioRefused::of_scenario(field, found, Bilingual::new(expected.0, expected.1))
}

/// The way that lies nearest to all of some places: on a part of a street its ends tell which street is meant.
fn street_at(streets: &Streets, places: &[Planar]) -> Result<usize, ScenarioRefused> {
    let farthest = |way: usize| {
        let line = streets.line(way)?;
        let line: LineString<f64> = line.into_iter().map(geo::Coord::from).collect();
        let distances = places
            .iter()
            .map(|&place| Euclidean.distance(&Point::from(place), &line));
        Some((distances.max_by(f64::total_cmp)?, way))
    };
    let ways = (0..streets.ways.len()).into_par_iter().filter_map(farthest);
    meant(ways.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))))
}

/// What is meant, if it is near enough.
fn meant(nearest: Option<(f64, usize)>) -> Result<usize, ScenarioRefused> {
    match nearest {
        Some((distance, index)) if distance <= MEANT_WITHIN => Ok(index),
        other => {
            let found = match other {
                Some((distance, _)) => Bilingual::new(
                    format!("een plaats op {distance:.0} m van de dichtstbijzijnde"),
                    format!("a place {distance:.0} m from the nearest one"),
                ),
                None => Bilingual::new(
                    "een plaats, terwijl er geen zijn",
                    "a place, where there are none",
                ),
            };
            let expected = Bilingual::new(
                format!("een plaats binnen {MEANT_WITHIN} m van wat bedoeld is"),
                format!("a place within {MEANT_WITHIN} m of what is meant"),
            );
            Err(ScenarioRefused::of_scenario("plaats", found, expected))
        }
    }
}

fn distance_to_barrier(barrier: &Barrier) -> impl Fn(Planar) -> f64 + '_ {
    |place| Euclidean.distance(&Point::from(place), &barrier.lines)
}

fn opened(town: &TownData, new: &NewFacility) -> Facility {
    Facility {
        id: new.id.clone(),
        name: new.name.clone(),
        kinds: new.kinds.clone(),
        position: new.position,
        entrances: new.entrances.clone(),
        capacity: new.capacity,
        pupils: None,
        opening_hours: new.opening_hours.clone(),
        attributes: BTreeMap::new(),
        source: planned_source(town),
    }
}

fn crossing_of(new: &NewCrossing) -> Crossing {
    Crossing {
        name: new.name.clone(),
        begin: new.ends[0],
        end: new.ends[1],
        modes: new.modes.clone(),
        barrier_free: new.barrier_free,
        penalty: new.penalty,
    }
}

/// A crossing as a street, in OpenStreetMap's words.
fn tags_of(crossing: &NewCrossing) -> Tags {
    let may = |mode| crossing.modes.contains(&mode);
    let word = |yes| if yes { "yes" } else { "no" };
    let highway = match (may(TravelMode::Car), may(TravelMode::Bicycle)) {
        (true, _) => "residential",
        (false, true) => "cycleway",
        (false, false) => "footway",
    };
    let mut tags = vec![
        ("highway", highway),
        ("bridge", "yes"),
        (
            "foot",
            word(may(TravelMode::Foot) || may(TravelMode::Wheelchair)),
        ),
        ("bicycle", word(may(TravelMode::Bicycle))),
    ];
    match (may(TravelMode::Wheelchair), crossing.barrier_free) {
        (true, BarrierFree::Yes) => tags.push(("wheelchair", "yes")),
        (true, BarrierFree::Unknown) => {}
        (false, _) | (true, BarrierFree::No) => tags.push(("wheelchair", "no")),
    }
    tags.into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}
