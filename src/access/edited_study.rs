//! A study while somebody tries changes: streets, barriers, crossings and facilities, one after the other.
//! Over streets only what a change touches is searched again; everything that is computed from the study's data,
//! its trips and its tables follows, because these are given here as of a study that is read anew.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::access::analysis::{KindTravel, travel_by_kind};
use crate::access::edited_straight::StraightEdits;
use crate::access::edited_streets::{EditedStreets, StreetsBefore};
use crate::access::edited_town::{check_places, edit_barriers, edit_facility, index_among};
use crate::access::error::{AccessError, PART_OF_STREET, WHOLE_LINE};
use crate::access::judged_kinds::judged_kinds;
use crate::access::places::Unplaced;
use crate::access::reach::Reach;
use crate::access::travel::TravelIndex;
use crate::access::travel_tables::{KindTrips, kind_trips};
use crate::model::bilingual::Bilingual;
use crate::model::demand::DemandPoint;
use crate::model::facility_edit::FacilityEdit;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::position::Planar;
use crate::model::street_edit::{StreetEdit, Which};
use crate::model::study_edit::StudyEdit;
use crate::model::told_distance::metres_beyond;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::network::edited_ways::Unjoined;
use crate::network::shape::shape_over;
use crate::network::way_part::part_between;

/// How far from a street the ends of a part of it may be named, in metres.
const NAMED_WITHIN: f64 = 10.0;

/// What is searched once in a study, so that every series of changes begins at once.
#[derive(Debug, Clone)]
pub struct EditBase {
    judged: Vec<(Norm, Profile)>,
    offering: BTreeMap<FacilityKind, Vec<usize>>,
    /// Of each mode its streets, and those with ways of which nothing is known where the mode asks what is known.
    modes: BTreeMap<TravelMode, (StreetsBefore, Option<StreetsBefore>)>,
    /// Where the homes of the study are; close together in memory, as every change looks at each.
    homes: Arc<[Planar]>,
}

/// A study as it would be after changes. Copies are cheap beside the beginning, which searches the whole town.
#[derive(Debug, Clone)]
pub struct EditedStudy<'a> {
    town: Cow<'a, TownData>,
    index: &'a TravelIndex,
    judged: Vec<(Norm, Profile)>,
    offering: BTreeMap<FacilityKind, Vec<usize>>,
    ways: Ways<'a>,
    touched: Touched,
    homes_of_study: Arc<[Planar]>,
    /// How many barriers and crossings the study had.
    barriers_of_study: [usize; 2],
    added_streets: Vec<Vec<Planar>>,
}

/// Of which kinds trips may be others than before all changes, beside those of new homes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Touched {
    /// Only of these.
    Kinds(BTreeSet<FacilityKind>),
    /// Of all: the ways themselves have changed.
    Every,
}

/// Over what people travel.
#[derive(Debug, Clone)]
enum Ways<'a> {
    /// In straight lines or among barriers, as the study was prepared.
    AsPrepared,
    /// In straight lines or among barriers, after changes: prepared anew when somebody asks for what needs it.
    Changed(Changed),
    /// Over the streets of each mode: mended after each change.
    OverStreets(BTreeMap<TravelMode, EditedMode<'a>>),
}

#[derive(Debug, Default)]
struct Changed {
    /// The facilities that are new or others than they were.
    facilities: BTreeSet<usize>,
    anew: OnceLock<Result<TravelIndex, AccessError>>,
}

/// A copy is prepared for itself.
impl Clone for Changed {
    fn clone(&self) -> Self {
        Self {
            facilities: self.facilities.clone(),
            anew: OnceLock::new(),
        }
    }
}

/// What trips are found by.
enum Prepared<'b, 'a> {
    Trees(&'b TravelIndex),
    Streets(&'b BTreeMap<TravelMode, EditedMode<'a>>),
}

#[derive(Debug, Clone)]
struct EditedMode<'a> {
    known: EditedStreets<'a>,
    /// The same with ways of which nothing is known, where the mode asks what is known.
    with_unknown: Option<EditedStreets<'a>>,
}

/// An end of a new street that joins no street: there it is a dead end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadEnd {
    /// For whom.
    pub mode: TravelMode,
    /// Which end, and how far the nearest street is.
    pub unjoined: Unjoined,
}

impl EditBase {
    /// Searches a study as it is.
    ///
    /// # Errors
    /// When a norm's profile is not there or was not prepared, or the streets make no graph.
    ///
    /// # Cost
    /// Over streets one search for each kind.
    pub fn of(town: &TownData, index: &TravelIndex) -> Result<Self, AccessError> {
        let judged: Vec<(Norm, Profile)> = judged_kinds(town)?
            .into_iter()
            .map(|(norm, profile)| (norm.clone(), profile.clone()))
            .collect();
        let offering = offering(town, &judged);
        let modes = match index.level() {
            DistanceLevel::D0 | DistanceLevel::D1 | DistanceLevel::D2 => BTreeMap::new(),
            DistanceLevel::D3 => modes_before(town, index, &judged, &offering)?,
        };
        Ok(Self {
            judged,
            offering,
            modes,
            homes: town.demand.iter().map(|home| home.position).collect(),
        })
    }
}

impl<'a> EditedStudy<'a> {
    /// Begins with the study as it is; `base` is that of the same study.
    ///
    /// # Errors
    /// When a norm's profile was not prepared.
    pub fn new(
        town: &'a TownData,
        index: &'a TravelIndex,
        base: &EditBase,
    ) -> Result<Self, AccessError> {
        let ways = match index.level() {
            DistanceLevel::D0 | DistanceLevel::D1 | DistanceLevel::D2 => Ways::AsPrepared,
            DistanceLevel::D3 => Ways::OverStreets(edited_modes(town, index, base)?),
        };
        Ok(Self {
            town: Cow::Borrowed(town),
            index,
            judged: base.judged.clone(),
            offering: base.offering.clone(),
            ways,
            touched: Touched::Kinds(BTreeSet::new()),
            homes_of_study: Arc::clone(&base.homes),
            barriers_of_study: [town.barriers.len(), town.crossings.len()],
            added_streets: Vec::new(),
        })
    }

    /// Makes one change, and mends every answer it touches. An error leaves everything as it was.
    ///
    /// A new street that a mode's rules do not allow changes nothing for that mode. Gives the ends of a new street
    /// that join nothing, for each mode that may use it.
    ///
    /// # Errors
    /// When the change is about something that is not there or is nowhere, or does not count at the study's distance
    /// level.
    ///
    /// # Cost
    /// Over streets the homes and nodes whose way is touched; well below a search. Else next to nothing.
    pub fn apply(&mut self, edit: &StudyEdit) -> Result<Vec<DeadEnd>, AccessError> {
        match edit {
            StudyEdit::Street(edit) => self.edit_street(edit),
            StudyEdit::Barrier(edit) => {
                let level = self.index.level();
                if level != DistanceLevel::D2 {
                    return Err(AccessError::NotAmongBarriers(level));
                }
                edit_barriers(self.town.to_mut(), edit, self.barriers_of_study)?;
                self.touched = Touched::Every;
                self.change_ways(None);
                Ok(Vec::new())
            }
            StudyEdit::Facility(edit) => self.edit_facility(edit),
            StudyEdit::Home(home) => {
                check_places("a home", &[home.position])?;
                self.town.to_mut().demand.push(DemandPoint::clone(home));
                let Ways::OverStreets(modes) = &mut self.ways else {
                    self.change_ways(None);
                    return Ok(Vec::new());
                };
                for streets in modes.values_mut().flat_map(EditedMode::both) {
                    streets.put_home(home.position);
                }
                Ok(Vec::new())
            }
        }
    }

    fn edit_facility(&mut self, edit: &FacilityEdit) -> Result<Vec<DeadEnd>, AccessError> {
        let kinds = |town: &TownData| {
            let facilities = town.facilities.iter();
            let edited = facilities.filter(|facility| facility.id == *edit.facility());
            edited
                .flat_map(|facility| facility.kinds.clone())
                .collect::<Vec<_>>()
        };
        let before = kinds(&self.town);
        let index = edit_facility(self.town.to_mut(), edit)?;
        if !edit.moves_people() {
            return Ok(Vec::new());
        }
        if let Touched::Kinds(touched) = &mut self.touched {
            touched.extend(before);
            touched.extend(kinds(&self.town));
        }
        self.offering = offering(&self.town, &self.judged);
        let Ways::OverStreets(modes) = &mut self.ways else {
            self.change_ways(Some(index));
            return Ok(Vec::new());
        };
        let facility = &self.town.facilities[index];
        for streets in modes.values_mut().flat_map(EditedMode::both) {
            streets.put_facility(index, facility);
        }
        Ok(Vec::new())
    }

    /// The data of the study after all changes so far, but for its streets, which stay as they were read.
    pub fn town(&self) -> &TownData {
        &self.town
    }

    /// The facilities that offer a judged kind, by index, in ascending order.
    pub fn facilities(&self, kind: &FacilityKind) -> &[usize] {
        self.offering.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The trips from all homes for every kind with a norm, as [`travel_by_kind`] gives them.
    ///
    /// # Errors
    /// As [`travel_by_kind`].
    pub fn travel(&self) -> Result<Vec<KindTravel>, AccessError> {
        match self.prepared()? {
            Prepared::Trees(index) => travel_by_kind(&self.town, index),
            Prepared::Streets(modes) => Ok(self
                .judged
                .par_iter()
                .filter_map(|(norm, profile)| {
                    Some(self.kind_travel(modes.get(&profile.mode)?, norm, profile, 0))
                })
                .collect()),
        }
    }

    /// The same, given the trips before all changes: only what a change may have touched is looked at again.
    ///
    /// # Shape
    /// As `before`, which must be the trips of the study as it was; nothing for a kind of which no trip has changed.
    ///
    /// # Errors
    /// When a norm's mode of travel was not prepared.
    pub fn changed_travel(
        &self,
        before: &[&KindTravel],
    ) -> Result<Vec<Option<KindTravel>>, AccessError> {
        let of_kind = |before: &&KindTravel| {
            let touched = match &self.touched {
                Touched::Every => true,
                Touched::Kinds(kinds) => kinds.contains(&before.norm.kind),
            };
            let first = if touched {
                0
            } else {
                self.homes_of_study.len()
            };
            if first == self.town.demand.len() {
                return Ok(None);
            }
            if let Some(edits) = self.straight() {
                let reaches = edits.reaches(before);
                let changed = reaches != before.reaches;
                return Ok(changed.then(|| with_reaches(before, reaches, None)));
            }
            let mut after = self.travel_from(before, first)?;
            if !touched {
                let front = |old: &[Reach], new: Vec<Reach>| [old, &new].concat();
                after.reaches = front(&before.reaches, after.reaches);
                let unknown = before.with_unknown.as_deref().zip(after.with_unknown);
                after.with_unknown = unknown.map(|(old, new)| front(old, new));
            }
            let same = after.reaches == before.reaches && after.with_unknown == before.with_unknown;
            Ok((!same).then_some(after))
        };
        before.par_iter().map(of_kind).collect()
    }

    /// The trips of one kind from the homes of index `first` on.
    fn travel_from(&self, before: &KindTravel, first: usize) -> Result<KindTravel, AccessError> {
        let (norm, profile) = (&before.norm, &before.profile);
        match self.prepared()? {
            Prepared::Trees(index) => {
                let (reaches, with_unknown) = index.nearest_from(&norm.kind, profile, first)?;
                Ok(with_reaches(before, reaches, with_unknown))
            }
            Prepared::Streets(modes) => {
                Ok(self.kind_travel(mode_of(modes, profile)?, norm, profile, first))
            }
        }
    }

    /// At D0 and D1 after changes: what follows the trips of the study as it was.
    fn straight(&self) -> Option<StraightEdits<'_>> {
        match (&self.ways, self.index.level()) {
            (Ways::Changed(changed), DistanceLevel::D0 | DistanceLevel::D1) => {
                Some(StraightEdits {
                    town: &self.town,
                    index: self.index,
                    homes: &self.homes_of_study,
                    changed: &changed.facilities,
                })
            }
            _ => None,
        }
    }

    /// The trees by which distances are measured without streets, or else the streets of each mode.
    fn prepared(&self) -> Result<Prepared<'_, 'a>, AccessError> {
        match &self.ways {
            Ways::AsPrepared => Ok(Prepared::Trees(self.index)),
            Ways::Changed(changed) => {
                let anew = changed.anew.get_or_init(|| TravelIndex::build(&self.town));
                anew.as_ref().map(Prepared::Trees).map_err(Clone::clone)
            }
            Ways::OverStreets(modes) => Ok(Prepared::Streets(modes)),
        }
    }

    /// All trips within the limit of the norm of every kind: the input of all measures.
    ///
    /// # Shape
    /// As [`EditedStudy::travel`].
    ///
    /// # Errors
    /// When a norm's mode of travel was not prepared.
    pub fn trips(&self) -> Result<Vec<KindTrips>, AccessError> {
        let of_kind = |(norm, profile): &(Norm, Profile)| match self.prepared()? {
            Prepared::Trees(index) => kind_trips(index, &norm.kind, profile, norm.limit),
            Prepared::Streets(modes) => {
                let mode = mode_of(modes, profile)?;
                let facilities = self.facilities(&norm.kind);
                Ok(mode.known.trips(facilities, profile, norm.limit))
            }
        };
        self.judged.par_iter().map(of_kind).collect()
    }

    /// The exact pieces of street from which a facility is reached within a time; nothing without streets.
    ///
    /// # Errors
    /// When the profile's mode of travel was not prepared.
    pub fn streets_within(
        &self,
        facility: usize,
        profile: &Profile,
        limit: Seconds,
    ) -> Result<Option<Vec<geo::LineString<f64>>>, AccessError> {
        let Ways::OverStreets(modes) = &self.ways else {
            return Ok(None);
        };
        let mode = mode_of(modes, profile)?;
        let limit = profile.speed.length_in(limit);
        Ok(Some(mode.known.streets_within(facility, limit)))
    }

    /// Every home and facility that has no place on the streets of a mode.
    pub fn unplaced(&self) -> Vec<Unplaced> {
        let Ways::OverStreets(modes) = &self.ways else {
            return Vec::new();
        };
        let modes = modes.iter();
        modes
            .flat_map(|(mode, edited)| edited.known.unplaced(*mode))
            .collect()
    }

    /// The entrances without a place on the streets of a mode, of a facility that has a place by another one.
    pub fn unplaced_entrances(&self, facility: usize) -> Vec<Unplaced> {
        let Ways::OverStreets(modes) = &self.ways else {
            return Vec::new();
        };
        let modes = modes.iter();
        modes
            .flat_map(|(mode, edited)| edited.known.unplaced_entrances(facility, *mode))
            .collect()
    }

    /// As [`TravelIndex::nearer_may_be_missing`]: what was loaded does not change.
    pub fn nearer_may_be_missing(&self, home: usize, reach: Reach, profile: &Profile) -> bool {
        self.index.nearer_may_be_missing(home, reach, profile)
    }

    fn edit_street(&mut self, edit: &StreetEdit) -> Result<Vec<DeadEnd>, AccessError> {
        self.check_street_edit(edit)?;
        let Ways::OverStreets(modes) = &mut self.ways else {
            return Err(AccessError::NotOverStreets(self.index.level()));
        };
        let mut dead_ends = Vec::new();
        for (&mode, edited) in modes {
            let mut ends = Vec::new();
            for streets in edited.both() {
                ends.extend(streets.edit(&self.town, edit));
            }
            ends.sort();
            ends.dedup_by_key(|unjoined| unjoined.end);
            dead_ends.extend(ends.into_iter().map(|unjoined| DeadEnd { mode, unjoined }));
        }
        self.touched = Touched::Every;
        if let StreetEdit::Add { line, .. } = edit {
            self.added_streets.push(line.clone());
        }
        Ok(dead_ends)
    }

    fn check_street_edit(&self, edit: &StreetEdit) -> Result<(), AccessError> {
        match edit {
            StreetEdit::Close { street, between } => {
                let ways = self
                    .town
                    .streets
                    .as_ref()
                    .map_or(0, |streets| streets.ways.len());
                let there_are = [ways, self.added_streets.len()];
                index_among(*street, there_are, ["a street", "an added street"])?;
                between.map_or(Ok(()), |ends| self.check_part(*street, ends))
            }
            StreetEdit::Add { line, .. } => {
                check_places(ADDED, line)?;
                match shape_over(line) {
                    Some(_) => Ok(()),
                    None => Err(AccessError::NoLine {
                        what: ADDED,
                        found: Bilingual::new(
                            format!("{} plaatsen, zonder lengte of te ver uiteen", line.len()),
                            format!("{} places, with no length or too much", line.len()),
                        ),
                        expected: WHOLE_LINE,
                    }),
                }
            }
        }
    }

    fn check_part(&self, street: Which, ends: [Planar; 2]) -> Result<(), AccessError> {
        let line = match street {
            Which::OfStudy(way) => self
                .town
                .streets
                .as_ref()
                .and_then(|streets| streets.line(way)),
            Which::Added(number) => self.added_streets.get(number).cloned(),
        };
        let refused = |found| AccessError::NoLine {
            what: "a part of a street",
            found,
            expected: PART_OF_STREET,
        };
        check_places("a part of a street", &ends)?;
        let shape = line.and_then(|line| shape_over(&line));
        let shape = shape.ok_or_else(|| {
            refused(Bilingual::new(
                "een straat zonder lengte",
                "a street without length",
            ))
        })?;
        let within = Metres::new(NAMED_WITHIN).expect("a constant above zero");
        let part = part_between(&shape, ends, within).map_err(|too_far| {
            let metres = too_far.nearest.map_or(f64::INFINITY, Metres::value);
            let Bilingual { dutch, english } = metres_beyond(metres, NAMED_WITHIN);
            refused(Bilingual::new(
                format!("een plaats op {dutch} m ervan"),
                format!("a place {english} m from it"),
            ))
        })?;
        if part.is_empty() {
            return Err(refused(Bilingual::new(
                "twee keer dezelfde plaats",
                "the same place twice",
            )));
        }
        Ok(())
    }

    /// Notes, where there are no streets, that something has changed; a facility by its index.
    fn change_ways(&mut self, facility: Option<usize>) {
        let mut facilities = match &mut self.ways {
            Ways::Changed(changed) => std::mem::take(&mut changed.facilities),
            Ways::AsPrepared | Ways::OverStreets(_) => BTreeSet::new(),
        };
        facilities.extend(facility);
        self.ways = Ways::Changed(Changed {
            facilities,
            anew: OnceLock::new(),
        });
    }

    fn kind_travel(
        &self,
        mode: &EditedMode<'_>,
        norm: &Norm,
        profile: &Profile,
        first: usize,
    ) -> KindTravel {
        let offered = !self.facilities(&norm.kind).is_empty();
        let reaches =
            |streets: &EditedStreets<'_>| streets.nearest(&norm.kind, profile, offered, first);
        let with_unknown = mode.with_unknown.as_ref().filter(|_| offered);
        KindTravel {
            norm: norm.clone(),
            profile: profile.clone(),
            level: self.index.level(),
            reaches: reaches(&mode.known),
            with_unknown: with_unknown.map(reaches),
        }
    }
}

/// The trips of a kind with others in their place.
fn with_reaches(
    of: &KindTravel,
    reaches: Vec<Reach>,
    with_unknown: Option<Vec<Reach>>,
) -> KindTravel {
    KindTravel {
        norm: of.norm.clone(),
        profile: of.profile.clone(),
        level: of.level,
        reaches,
        with_unknown,
    }
}

/// What a new street is called in messages.
const ADDED: &str = "a new street";

impl<'a> EditedMode<'a> {
    fn both(&mut self) -> impl Iterator<Item = &mut EditedStreets<'a>> {
        std::iter::once(&mut self.known).chain(&mut self.with_unknown)
    }
}

fn mode_of<'b, 'a>(
    modes: &'b BTreeMap<TravelMode, EditedMode<'a>>,
    profile: &Profile,
) -> Result<&'b EditedMode<'a>, AccessError> {
    let mode = modes.get(&profile.mode);
    mode.ok_or(AccessError::ModeNotPrepared(profile.mode))
}

/// The facilities of each judged kind.
fn offering(town: &TownData, judged: &[(Norm, Profile)]) -> BTreeMap<FacilityKind, Vec<usize>> {
    let of_kind = |(norm, _): &(Norm, Profile)| {
        let facilities = town.facilities.iter().enumerate();
        let offering = facilities.filter(|(_, facility)| facility.kinds.contains(&norm.kind));
        (
            norm.kind.clone(),
            offering.map(|(index, _)| index).collect(),
        )
    };
    judged.iter().map(of_kind).collect()
}

fn modes_before(
    town: &TownData,
    index: &TravelIndex,
    judged: &[(Norm, Profile)],
    offering: &BTreeMap<FacilityKind, Vec<usize>>,
) -> Result<BTreeMap<TravelMode, (StreetsBefore, Option<StreetsBefore>)>, AccessError> {
    let streets = town.streets.as_ref().ok_or(AccessError::NoStreets)?;
    let mut modes = BTreeMap::new();
    for (_, profile) in judged {
        if modes.contains_key(&profile.mode) {
            continue;
        }
        let of_mode = judged
            .iter()
            .filter(|(_, other)| other.mode == profile.mode);
        let kinds = of_mode
            .filter_map(|(norm, _)| Some((norm.kind.clone(), offering.get(&norm.kind)?.clone())))
            .collect();
        let rules = town.street_rules.way_rules(profile.mode);
        let known = StreetsBefore::of(town, streets, index.placed(profile)?, rules, &kinds)?;
        let with_unknown = rules.with_unknown().zip(index.placed_with_unknown(profile));
        let with_unknown = with_unknown
            .map(|(rules, placed)| StreetsBefore::of(town, streets, placed, &rules, &kinds))
            .transpose()?;
        modes.insert(profile.mode, (known, with_unknown));
    }
    Ok(modes)
}

fn edited_modes<'a>(
    town: &TownData,
    index: &'a TravelIndex,
    base: &EditBase,
) -> Result<BTreeMap<TravelMode, EditedMode<'a>>, AccessError> {
    let mut modes = BTreeMap::new();
    for (_, profile) in &base.judged {
        let Some((known, with_unknown)) = base.modes.get(&profile.mode) else {
            return Err(AccessError::ModeNotPrepared(profile.mode));
        };
        if modes.contains_key(&profile.mode) {
            continue;
        }
        let with_unknown = with_unknown
            .as_ref()
            .zip(index.placed_with_unknown(profile));
        let edited = EditedMode {
            known: EditedStreets::new(town, index.placed(profile)?, known),
            with_unknown: with_unknown
                .map(|(before, placed)| EditedStreets::new(town, placed, before)),
        };
        modes.insert(profile.mode, edited);
    }
    Ok(modes)
}
