//! A scenario in the terms of one study: which street is meant by a place on it, and what a bridge is at the level at
//! which the study measures distances.

use std::collections::BTreeMap;

use crate::access::crossing_places::{CrossingPlace, crossing_places};
use crate::model::barrier::Crossing;
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
use crate::model::streets::Tags;
use crate::model::study_edit::StudyEdit;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::Seconds;
use crate::study::scenario::crossing_streets::{is_crossing, tags_of};
use crate::study::scenario::meant_place::{
    A_CROSSING, MEANT_WITHIN, WHAT_IS_MEANT, distance_to_barrier, distance_to_crossing, meant,
    street_at,
};
use crate::study::scenario::planned_residents::{place_of_homes, planned_source};

/// So many letters of what a new street says of itself are told again.
const TOLD_LETTERS: usize = 100;

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
    /// The streets or crossings that are closed, or the part of one.
    closed: Vec<(Which, Option<[Planar; 2]>)>,
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
        closed: Vec::new(),
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
                self.somebody_may_use(tags)?;
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
                self.among_barriers(field_of(barrier, "barriere"))?;
                let lines = self.town.barriers.iter();
                let lines = lines.map(distance_to_barrier);
                let which = self.which(barrier, lines, WHAT_IS_MEANT)?;
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

    fn somebody_may_use(&self, tags: &Tags) -> Result<(), ScenarioRefused> {
        let rules = TravelMode::EVERY.map(|mode| self.town.street_rules.way_rules(mode));
        if rules.iter().any(|rules| rules.directions(tags).is_some()) {
            return Ok(());
        }
        let found = match tags.is_empty() {
            true => Bilingual::new("geen enkel kenmerk", "none at all"),
            false => {
                let told = tags.iter().map(|(key, value)| format!("{key}={value}"));
                let told = told.collect::<Vec<_>>().join(", ");
                Bilingual::same(told.chars().take(TOLD_LETTERS).collect::<String>())
            }
        };
        let expected = (
            "kenmerken waarmee iemand er mag gaan, zoals highway=footway",
            "tags with which somebody may go there, such as highway=footway",
        );
        Err(refused("kenmerken", found, expected))
    }

    fn closed_street(
        &mut self,
        street: &Marked,
        between: Option<[Planar; 2]>,
    ) -> Result<Option<StudyEdit>, ScenarioRefused> {
        let field = match (street, between) {
            (Marked::At(place), Some(ends)) if ends[0] == *place => "tussen",
            _ => field_of(street, "straat"),
        };
        self.over_streets(field)?;
        let which = match (street, &*self.town.streets) {
            (Marked::At(place), Some(streets)) => {
                let near =
                    |places: &[Planar]| meant(street_at(streets, places, |_| true), WHAT_IS_MEANT);
                let ends = between.unwrap_or([*place; 2]);
                let street = near(&[*place, ends[0], ends[1]]);
                Which::OfStudy(street.map_err(|refused| {
                    // What lies at a street itself is not what is wrong.
                    let field = if near(&[*place]).is_ok() {
                        "tussen"
                    } else {
                        field
                    };
                    ScenarioRefused {
                        field: field.to_owned(),
                        ..refused
                    }
                })?)
            }
            (marked, _) => self.added_before(marked)?,
        };
        self.close_once(which, between, field)?;
        Ok(Some(StudyEdit::Street(StreetEdit::Close {
            street: which,
            between,
        })))
    }

    /// Refuses to close what an earlier change closes.
    fn close_once(
        &mut self,
        which: Which,
        between: Option<[Planar; 2]>,
        field: &str,
    ) -> Result<(), ScenarioRefused> {
        let is_same = |part: [Planar; 2]| between.is_some_and(|ends| same_ends(part, ends));
        let mut closed = self.closed.iter().filter(|(closed, _)| *closed == which);
        if closed.any(|(_, part)| part.is_none_or(is_same)) {
            let found = Bilingual::new(
                "wat een eerdere wijziging sluit",
                "what an earlier change closes",
            );
            return Err(refused(
                field,
                found,
                ("wat nog open is", "what is still open"),
            ));
        }
        self.closed.push((which, between));
        Ok(())
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

    fn closed_crossing(&mut self, crossing: &Marked) -> Result<Option<StudyEdit>, ScenarioRefused> {
        if self.town.distance_level != DistanceLevel::D2 {
            return self.closed_crossing_street(crossing);
        }
        let crossings = self.town.crossings.iter().map(distance_to_crossing);
        let which = self.which(crossing, crossings, A_CROSSING)?;
        self.close_once(which, None, field_of(crossing, "oversteek"))?;
        Ok(Some(StudyEdit::Barrier(BarrierEdit::CloseCrossing(which))))
    }

    /// Over streets a crossing is a street that says so, or one at a crossing that the study names or where a street meets a
    /// barrier.
    fn closed_crossing_street(
        &mut self,
        crossing: &Marked,
    ) -> Result<Option<StudyEdit>, ScenarioRefused> {
        self.over_streets(field_of(crossing, "oversteek"))?;
        let which = match (crossing, &*self.town.streets) {
            (Marked::At(place), Some(streets)) => {
                let mut named = self.town.crossings.iter().map(distance_to_crossing);
                let is_named = named.any(|distance| distance(*place) <= MEANT_WITHIN);
                let may_be_meant = |street| is_named || is_crossing(streets, street);
                let street = street_at(streets, &[*place], may_be_meant);
                let found =
                    |crossing: &CrossingPlace| crossing.place.distance(*place) <= MEANT_WITHIN;
                let which = meant(street, A_CROSSING).or_else(|refused| {
                    match crossing_places(self.town).iter().any(found) {
                        true => meant(street_at(streets, &[*place], |_| true), A_CROSSING),
                        false => Err(refused),
                    }
                });
                Which::OfStudy(which?)
            }
            (marked, _) => self.added_before(marked)?,
        };
        self.close_once(which, None, field_of(crossing, "oversteek"))?;
        Ok(Some(StudyEdit::Street(StreetEdit::Close {
            street: which,
            between: None,
        })))
    }

    /// What an earlier change added.
    fn added_before(&self, marked: &Marked) -> Result<Which, ScenarioRefused> {
        self.which(
            marked,
            std::iter::empty::<fn(Planar) -> f64>(),
            WHAT_IS_MEANT,
        )
    }

    /// What a change added, or the nearest of those of the study, of each of which the distance to a place is given.
    fn which<D: Fn(Planar) -> f64>(
        &self,
        marked: &Marked,
        of_study: impl Iterator<Item = D>,
        what: (&str, &str),
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
                let nearest = nearest.map(|(index, distance)| (distance, index));
                meant(nearest, what).map(Which::OfStudy)
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

/// The field by which something is marked.
const fn field_of<'a>(marked: &Marked, added: &'a str) -> &'a str {
    match marked {
        Marked::At(_) => "plaats",
        Marked::AddedBy(_) => added,
    }
}

fn same_ends(one: [Planar; 2], other: [Planar; 2]) -> bool {
    one == other || one == [other[1], other[0]]
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
