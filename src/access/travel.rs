//! How far every home is from the nearest facility of a kind, at the distance level of the study.
//! What does not depend on the question (trees, graphs, places on streets) is prepared once;
//! after that each kind is one search.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::access::crossing_town::{CrossingTown, Unknown};
use crate::access::data_edge::DataEdge;
use crate::access::error::AccessError;
use crate::access::judged_kinds::judged_kinds;
use crate::access::placed_town::PlacedTown;
use crate::access::places::Unplaced;
use crate::access::reach::{Nearest, Reach};
use crate::access::straight::{AtDistance, FacilityTree, entrances, within_straight};
use crate::model::facility_kind::FacilityKind;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::model::way_rules::WayRules;
use crate::network::graph::Graph;
use crate::network::within_limit::LimitedSearch;

/// Everything that is prepared to answer questions on travel in one study.
#[derive(Debug)]
pub struct TravelIndex {
    level: DistanceLevel,
    homes: Vec<Planar>,
    to_data_edge: Vec<f64>,
    entrances: Vec<Vec<Planar>>,
    kinds: BTreeMap<FacilityKind, KindIndex>,
    modes: BTreeMap<TravelMode, PreparedMode>,
}

/// A study on the streets, or among the barriers, of one mode.
#[derive(Debug)]
struct PreparedMode {
    known: Prepared,
    /// The same with ways of which nothing is known, where the mode asks what is known.
    with_unknown: Option<Prepared>,
}

#[derive(Debug)]
enum Prepared {
    Crossings(CrossingTown),
    Streets(Box<PlacedTown>),
}

/// Who reaches a place, each by index with the time it takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reached {
    /// The homes, ascending.
    pub homes: Vec<(usize, Seconds)>,
    /// The facilities, by their nearest entrance, ascending.
    pub facilities: Vec<(usize, Seconds)>,
}

/// Memory for searches around single facilities.
#[derive(Debug)]
pub struct Scratch<'a>(Option<LimitedSearch<'a, Graph>>);

#[derive(Debug)]
struct KindIndex {
    /// In ascending order.
    facilities: Vec<usize>,
    tree: FacilityTree,
}

impl TravelIndex {
    /// Prepares a study at its own distance level, for the profiles of its norms, by its own street rules.
    ///
    /// # Errors
    /// When a norm names a profile that is not there, or distances are wanted over streets and these are
    /// missing or make no graph.
    pub fn build(town: &TownData) -> Result<Self, AccessError> {
        Ok(Self::over(town, prepare_modes(town)?))
    }

    /// The same for a study that differs from the one this was built for only in what a scenario changes, or in its norms:
    /// streets that nothing was changed about are shared.
    ///
    /// # Errors
    /// As [`TravelIndex::build`].
    pub fn following(&self, town: &TownData) -> Result<Self, AccessError> {
        if self.level != DistanceLevel::D3 || !town.street_edits.is_empty() {
            return Self::build(town);
        }
        let followed = |prepared: &Prepared| match prepared {
            Prepared::Streets(placed) => {
                Some(Prepared::Streets(Box::new(placed.with_places_of(town))))
            }
            Prepared::Crossings(_) => None,
        };
        let mode = |(mode, prepared): (&TravelMode, &PreparedMode)| {
            let with_unknown = prepared.with_unknown.as_ref().map(followed);
            Some((
                *mode,
                PreparedMode {
                    known: followed(&prepared.known)?,
                    with_unknown: with_unknown.flatten(),
                },
            ))
        };
        let mut modes: BTreeMap<_, _> = self.modes.iter().filter_map(mode).collect();
        for mode in modes_of(town)? {
            if let Entry::Vacant(place) = modes.entry(mode) {
                place.insert(on_streets(town, mode)?);
            }
        }
        Ok(Self::over(town, modes))
    }

    fn over(town: &TownData, modes: BTreeMap<TravelMode, PreparedMode>) -> Self {
        let edge = DataEdge::of(town);
        let homes: Vec<Planar> = town.demand.iter().map(|point| point.position).collect();
        Self {
            level: town.distance_level,
            to_data_edge: homes.iter().map(|&home| edge.distance_from(home)).collect(),
            entrances: town
                .facilities
                .iter()
                .map(|facility| entrances(facility).collect())
                .collect(),
            kinds: town
                .kinds
                .iter()
                .map(|kind| (kind.clone(), offering(town, kind)))
                .collect(),
            modes,
            homes,
        }
    }

    /// The level at which all its distances are measured.
    pub fn level(&self) -> DistanceLevel {
        self.level
    }

    /// How many homes there are: the demand points of the study.
    pub fn homes(&self) -> usize {
        self.homes.len()
    }

    /// The trip from every home to the nearest facility of a kind, wherever in the loaded data that is.
    ///
    /// # Shape
    /// One for each demand point, in their order. Of equally near facilities the smaller id counts.
    ///
    /// # Errors
    /// When the profile's mode of travel was not prepared, because no norm uses it.
    pub fn nearest(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
    ) -> Result<Vec<Reach>, AccessError> {
        let Some(offered) = self
            .kinds
            .get(kind)
            .filter(|offered| !offered.facilities.is_empty())
        else {
            return Ok(vec![Reach::NoFacility; self.homes.len()]);
        };
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 => {
                Ok(self.straight(&self.homes, &offered.tree, profile))
            }
            DistanceLevel::D2 | DistanceLevel::D3 => {
                let prepared = &self.mode(profile)?.known;
                Ok(prepared.nearest(offered, &self.homes, profile))
            }
        }
    }

    /// The trips of [`TravelIndex::nearest`] if ways of which nothing is known could be used as well;
    /// nothing when the profile's mode does not ask what is known, or the level knows no ways.
    ///
    /// # Errors
    /// The same.
    pub fn nearest_with_unknown(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
    ) -> Result<Option<Vec<Reach>>, AccessError> {
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 => Ok(None),
            DistanceLevel::D2 | DistanceLevel::D3 => {
                let (offered, mode) = (self.kinds.get(kind), self.mode(profile)?);
                let both = offered.zip(mode.with_unknown.as_ref());
                let both = both.filter(|(offered, _)| !offered.facilities.is_empty());
                Ok(both.map(|(offered, prepared)| prepared.nearest(offered, &self.homes, profile)))
            }
        }
    }

    /// The trips of [`TravelIndex::nearest`] and [`TravelIndex::nearest_with_unknown`], only of the homes of index
    /// `first` on; over streets it costs as much as those of all homes.
    ///
    /// # Errors
    /// The same.
    pub fn nearest_from(
        &self,
        kind: &FacilityKind,
        profile: &Profile,
        first: usize,
    ) -> Result<(Vec<Reach>, Option<Vec<Reach>>), AccessError> {
        let homes = self.homes.get(first..).unwrap_or_default();
        let offered = self.kinds.get(kind);
        let Some(offered) = offered.filter(|offered| !offered.facilities.is_empty()) else {
            return Ok((vec![Reach::NoFacility; homes.len()], None));
        };
        if matches!(self.level, DistanceLevel::D0 | DistanceLevel::D1) {
            return Ok((self.straight(homes, &offered.tree, profile), None));
        }
        let mode = self.mode(profile)?;
        let nearest = |prepared: &Prepared| match prepared {
            Prepared::Crossings(crossings) => crossings.nearest(homes, &offered.tree, profile),
            Prepared::Streets(placed) => {
                let mut all = placed.nearest(&offered.facilities, profile);
                all.split_off(first.min(all.len()))
            }
        };
        Ok((
            nearest(&mode.known),
            mode.with_unknown.as_ref().map(nearest),
        ))
    }

    /// The facilities of a kind, by index, in ascending order.
    pub fn facilities(&self, kind: &FacilityKind) -> &[usize] {
        self.kinds.get(kind).map_or(&[], |kind| &kind.facilities)
    }

    /// Memory for [`TravelIndex::homes_within`] by a profile, used again for every facility.
    pub fn scratch(&self, profile: &Profile) -> Scratch<'_> {
        let prepared = self.modes.get(&profile.mode).map(|mode| &mode.known);
        Scratch(match prepared {
            Some(Prepared::Streets(placed)) => Some(placed.limited_search()),
            Some(Prepared::Crossings(_)) | None => None,
        })
    }

    /// The homes from which a facility is reached within a time, with that time, in the order of the homes.
    ///
    /// # Errors
    /// When the profile's mode of travel was not prepared.
    pub fn homes_within(
        &self,
        scratch: &mut Scratch<'_>,
        facility: usize,
        profile: &Profile,
        limit: Seconds,
    ) -> Result<Vec<(usize, Seconds)>, AccessError> {
        let Some(entrances) = self.entrances.get(facility) else {
            return Ok(Vec::new());
        };
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 | DistanceLevel::D2 => {
                self.near(&self.homes, entrances, profile, limit)
            }
            DistanceLevel::D3 => Ok(self.reached(scratch, entrances, profile, limit)?.homes),
        }
    }

    /// The homes and facilities that reach a place within a time; `entrances` are where it can be entered, of a facility
    /// or of what might become one.
    ///
    /// # Errors
    /// When the profile's mode of travel was not prepared.
    pub fn reached(
        &self,
        scratch: &mut Scratch<'_>,
        entrances: &[Planar],
        profile: &Profile,
        limit: Seconds,
    ) -> Result<Reached, AccessError> {
        if let (DistanceLevel::D3, Some(search)) = (self.level, &mut scratch.0) {
            let found = self.placed(profile)?;
            let found = found.within(search, entrances, profile.speed.length_in(limit));
            let [homes, facilities] = found.map(|places| {
                let time = |(place, distance)| (place, profile.speed.time_over(distance));
                let times = places.into_iter().map(time);
                times.filter(|(_, time)| *time <= limit).collect()
            });
            return Ok(Reached { homes, facilities });
        }
        let owners = self.entrances.iter().enumerate();
        let (owners, doors): (Vec<usize>, Vec<Planar>) = owners
            .flat_map(|(facility, entrances)| entrances.iter().map(move |&door| (facility, door)))
            .unzip();
        let mut facilities: BTreeMap<usize, Seconds> = BTreeMap::new();
        for (door, time) in self.near(&doors, entrances, profile, limit)? {
            let nearest = facilities.entry(owners[door]).or_insert(time);
            *nearest = time.min(*nearest);
        }
        Ok(Reached {
            homes: self.near(&self.homes, entrances, profile, limit)?,
            facilities: facilities.into_iter().collect(),
        })
    }

    /// Those of some places that reach one of the entrances within a time, where distances are not over streets.
    fn near(
        &self,
        from: &[Planar],
        entrances: &[Planar],
        profile: &Profile,
        limit: Seconds,
    ) -> Result<Vec<(usize, Seconds)>, AccessError> {
        let times: Vec<(usize, Seconds)> = match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 => {
                let factor = straight_factor(self.level, profile);
                let farthest = profile.speed.length_in(limit).value() / factor;
                let time = |(place, straight): (usize, f64)| {
                    let distance = Metres::new(straight * factor).ok()?;
                    Some((place, profile.speed.time_over(distance)))
                };
                let near = within_straight(from, entrances, farthest).into_iter();
                near.filter_map(time).collect()
            }
            DistanceLevel::D2 | DistanceLevel::D3 => match &self.mode(profile)?.known {
                Prepared::Crossings(crossings) => {
                    let tree = FacilityTree::new(entrances.iter().map(|&place| (0, place)));
                    let reaches = crossings.nearest(from, &tree, profile).into_iter();
                    let times = reaches.enumerate();
                    times
                        .filter_map(|(place, reach)| Some((place, reach.time()?)))
                        .collect()
                }
                Prepared::Streets(_) => return Err(AccessError::ModeNotPrepared(profile.mode)),
            },
        };
        let within = times.into_iter().filter(|(_, time)| *time <= limit);
        Ok(within.collect())
    }

    /// Whether travel by this profile is prepared.
    pub fn knows(&self, profile: &Profile) -> bool {
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 => true,
            DistanceLevel::D2 | DistanceLevel::D3 => self.modes.contains_key(&profile.mode),
        }
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
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 | DistanceLevel::D2 => Ok(None),
            DistanceLevel::D3 => Ok(match &self.mode(profile)?.known {
                Prepared::Streets(placed) => {
                    Some(placed.streets_within(facility, profile.speed.length_in(limit)))
                }
                Prepared::Crossings(_) => None,
            }),
        }
    }

    /// The study on the streets of a profile's mode.
    ///
    /// # Errors
    /// When distances are not measured over streets, or the mode was not prepared.
    pub fn placed(&self, profile: &Profile) -> Result<&PlacedTown, AccessError> {
        match self.level {
            DistanceLevel::D0 | DistanceLevel::D1 | DistanceLevel::D2 => {
                Err(AccessError::NotOverStreets(self.level))
            }
            DistanceLevel::D3 => match &self.mode(profile)?.known {
                Prepared::Streets(placed) => Ok(placed),
                Prepared::Crossings(_) => Err(AccessError::NotOverStreets(self.level)),
            },
        }
    }

    /// The same with ways of which nothing is known; nothing where the mode does not ask what is known.
    pub fn placed_with_unknown(&self, profile: &Profile) -> Option<&PlacedTown> {
        match self.modes.get(&profile.mode)?.with_unknown.as_ref()? {
            Prepared::Streets(placed) => Some(placed),
            Prepared::Crossings(_) => None,
        }
    }

    fn mode(&self, profile: &Profile) -> Result<&PreparedMode, AccessError> {
        let placed = self.modes.get(&profile.mode);
        placed.ok_or(AccessError::ModeNotPrepared(profile.mode))
    }

    /// All facilities of a kind within a straight-line distance of a place, nearest first.
    pub fn within(&self, kind: &FacilityKind, place: Planar, limit: Metres) -> Vec<AtDistance> {
        self.kinds
            .get(kind)
            .map_or_else(Vec::new, |kind| kind.tree.within(place, limit))
    }

    /// Every home and facility that found no place on the streets of a mode; at D0 and D1 there is none.
    pub fn unplaced(&self) -> Vec<Unplaced> {
        let of_mode = |(mode, prepared): (&TravelMode, &PreparedMode)| match &prepared.known {
            Prepared::Streets(placed) => placed.unplaced(*mode),
            Prepared::Crossings(_) => Vec::new(),
        };
        self.modes.iter().flat_map(of_mode).collect()
    }

    /// Whether a facility just outside the loaded data might be nearer to a home than what was found.
    ///
    /// So it is when the travelled distance is longer than the shortest way to the edge of the data
    /// could be: that straight line, at D1 and D2 times the detour. A home that reaches nothing although it
    /// could travel is such a home too; one too far from the streets is not.
    ///
    /// # Source
    /// DOMAIN §C.0, edge effect; DESIGN, `rand`.
    pub fn nearer_may_be_missing(&self, home: usize, reach: Reach, profile: &Profile) -> bool {
        match reach {
            Reach::Reached(nearest) => {
                let straight = self.to_data_edge.get(home).copied().unwrap_or(0.0);
                nearest.distance.value() > straight * straight_factor(self.level, profile)
            }
            Reach::NoRoute | Reach::NoFacility => true,
            Reach::NoPlace => false,
        }
    }

    fn straight(
        &self,
        homes: &[Planar],
        facilities: &FacilityTree,
        profile: &Profile,
    ) -> Vec<Reach> {
        let homes = homes.iter();
        homes
            .map(|&home| self.straight_reach(facilities.nearest(home), profile))
            .collect()
    }

    /// The trip in a straight line to the facility that is nearest.
    pub fn straight_reach(&self, nearest: Option<AtDistance>, profile: &Profile) -> Reach {
        let factor = straight_factor(self.level, profile);
        let trip = nearest.and_then(|AtDistance { distance, facility }| {
            let distance = Metres::new(distance.value() * factor).ok()?;
            let time = profile.speed.time_over(distance);
            Some(Nearest {
                facility,
                distance,
                time,
            })
        });
        trip.map_or(Reach::NoRoute, Reach::Reached)
    }

    /// Of about how many metres in a straight line a travelled distance is made.
    pub fn straight_length(&self, travelled: Metres, profile: &Profile) -> f64 {
        travelled.value() / straight_factor(self.level, profile)
    }

    /// The facility of a kind that is nearest in a straight line, passing over some.
    pub fn nearest_but(
        &self,
        kind: &FacilityKind,
        from: Planar,
        passed_over: impl Fn(usize) -> bool,
    ) -> Option<AtDistance> {
        let offered = self.kinds.get(kind)?;
        offered.tree.nearest_but(from, passed_over)
    }
}

impl Prepared {
    fn nearest(&self, offered: &KindIndex, homes: &[Planar], profile: &Profile) -> Vec<Reach> {
        match self {
            Self::Crossings(crossings) => crossings.nearest(homes, &offered.tree, profile),
            Self::Streets(placed) => placed.nearest(&offered.facilities, profile),
        }
    }
}

/// At D2 and D3 what every mode that a norm needs travels over; at other levels nothing.
fn prepare_modes(town: &TownData) -> Result<BTreeMap<TravelMode, PreparedMode>, AccessError> {
    let modes = modes_of(town)?.into_iter();
    match town.distance_level {
        DistanceLevel::D0 | DistanceLevel::D1 => Ok(BTreeMap::new()),
        DistanceLevel::D2 => Ok(modes
            .map(|mode| (mode, among_barriers(town, mode)))
            .collect()),
        DistanceLevel::D3 => modes
            .map(|mode| Ok((mode, on_streets(town, mode)?)))
            .collect(),
    }
}

fn among_barriers(town: &TownData, mode: TravelMode) -> PreparedMode {
    let crossings = |unknown| Prepared::Crossings(CrossingTown::build(town, mode, unknown));
    PreparedMode {
        known: crossings(Unknown::Closed),
        with_unknown: (mode == TravelMode::Wheelchair).then(|| crossings(Unknown::Open)),
    }
}

fn on_streets(town: &TownData, mode: TravelMode) -> Result<PreparedMode, AccessError> {
    let streets = town.streets.as_ref().ok_or(AccessError::NoStreets)?;
    let rules = town.street_rules.way_rules(mode);
    let place = |rules: &WayRules| {
        PlacedTown::build(town, streets, rules).map(|placed| Prepared::Streets(Box::new(placed)))
    };
    let with_unknown = rules.with_unknown();
    Ok(PreparedMode {
        known: place(rules)?,
        with_unknown: with_unknown.map(|rules| place(&rules)).transpose()?,
    })
}

/// Travelled metres for each metre in a straight line; on streets at least this.
fn straight_factor(level: DistanceLevel, profile: &Profile) -> f64 {
    match level {
        DistanceLevel::D1 | DistanceLevel::D2 => profile.detour,
        DistanceLevel::D0 | DistanceLevel::D3 => 1.0,
    }
}

/// The modes of the profiles by which the study's norms judge.
fn modes_of(town: &TownData) -> Result<BTreeSet<TravelMode>, AccessError> {
    Ok(judged_kinds(town)?
        .into_iter()
        .map(|(_, profile)| profile.mode)
        .collect())
}

fn offering(town: &TownData, kind: &FacilityKind) -> KindIndex {
    let offered = |index: &usize| town.facilities[*index].kinds.contains(kind);
    let facilities: Vec<usize> = (0..town.facilities.len()).filter(offered).collect();
    let places = facilities
        .iter()
        .flat_map(|&index| entrances(&town.facilities[index]).map(move |place| (index, place)));
    KindIndex {
        tree: FacilityTree::new(places),
        facilities,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::analyse_area_access;
    use crate::access::places::Placed;
    use crate::access::suppression::SmallNumbers;
    use crate::access::worked_town::{kind, school, street, worked_town};
    use crate::model::people::People;
    use crate::model::streets::Streets;

    fn town_at(level: DistanceLevel) -> TownData {
        TownData {
            distance_level: level,
            streets: Some(street()).into(),
            ..worked_town()
        }
    }

    fn reaches(town: &TownData) -> Vec<Reach> {
        let index = TravelIndex::build(town).expect("sound");
        index.nearest(&kind(), &town.profiles[0]).expect("prepared")
    }

    fn metres(reaches: &[Reach]) -> Vec<Option<f64>> {
        let metres = |reach: &Reach| reach.nearest().map(|nearest| nearest.distance.value());
        reaches.iter().map(metres).collect()
    }

    #[test]
    fn each_level_measures_in_its_own_way() {
        let straight = metres(&reaches(&town_at(DistanceLevel::D0)));
        assert_eq!(straight, [400.0, 500.0, 600.0, 700.0, 2000.0].map(Some));
        let with_detour = metres(&reaches(&town_at(DistanceLevel::D1)));
        assert_eq!(with_detour, [520.0, 650.0, 780.0, 910.0, 2600.0].map(Some));
        // The street ends at x = 1,900; the last 100 m to h4 are a leg.
        let over_streets = metres(&reaches(&town_at(DistanceLevel::D3)));
        assert_eq!(over_streets, straight);
    }

    #[test]
    fn time_is_distance_over_speed() {
        let first = reaches(&town_at(DistanceLevel::D3))[0]
            .time()
            .expect("reached");
        assert!((first.value() - 400.0 / 1.1).abs() < 1e-9);
    }

    #[test]
    fn homes_and_schools_far_from_the_streets_are_listed_with_the_distance() {
        let mut town = town_at(DistanceLevel::D3);
        town.demand[4].position.x = 2300.0;
        town.facilities.push(school("B", -350.0));
        assert_eq!(reaches(&town)[4], Reach::NoPlace);
        let index = TravelIndex::build(&town).expect("sound");
        let unplaced = index
            .unplaced()
            .into_iter()
            .map(|unplaced| (unplaced.what, unplaced.nearest.map(Metres::value)));
        let expected = [
            (Placed::Home(4), Some(400.0)),
            (Placed::Facility(1), Some(350.0)),
        ];
        assert_eq!(unplaced.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn where_nobody_may_walk_everything_is_listed_without_a_distance() {
        let mut town = town_at(DistanceLevel::D3);
        let motorway = |streets: &mut Streets| {
            streets.tag_sets[0].insert("highway".to_owned(), "motorway".to_owned())
        };
        town.streets.as_mut().map(motorway);
        assert_eq!(reaches(&town), [Reach::NoPlace; 5]);
        let unplaced = TravelIndex::build(&town).expect("sound").unplaced();
        assert_eq!(unplaced.len(), 6);
        assert!(unplaced.iter().all(|unplaced| unplaced.nearest.is_none()));
    }

    #[test]
    fn another_entrance_is_as_good_as_the_front_door() {
        for level in [DistanceLevel::D0, DistanceLevel::D3] {
            let mut town = town_at(level);
            town.facilities[0]
                .entrances
                .push(Planar { x: 390.0, y: 0.0 });
            assert_eq!(metres(&reaches(&town))[0], Some(10.0));
        }
    }

    #[test]
    fn each_cause_of_not_arriving_has_its_own_name() {
        let mut no_school_on_the_street = town_at(DistanceLevel::D3);
        no_school_on_the_street.facilities[0].position.x = -900.0;
        assert_eq!(reaches(&no_school_on_the_street)[0].reason(), "geen route");
        let mut no_school = town_at(DistanceLevel::D3);
        no_school.facilities.clear();
        assert_eq!(reaches(&no_school)[0].reason(), "geen voorziening");
        let mut short_street = town_at(DistanceLevel::D3);
        short_street.streets = Some(Streets {
            ways: Vec::new(),
            ..street()
        })
        .into();
        assert_eq!(reaches(&short_street)[0].reason(), "te ver van het netwerk");
    }

    #[test]
    fn by_wheelchair_unknown_gives_a_lower_and_an_upper_answer() {
        // Of the street nothing is known but that it is a footway; paved it would be known to be free.
        let mut town = town_at(DistanceLevel::D3);
        town.profiles[0].mode = TravelMode::Wheelchair;
        let upper = |town: &TownData| {
            let index = TravelIndex::build(town).expect("sound");
            index
                .nearest_with_unknown(&kind(), &town.profiles[0])
                .expect("prepared")
                .expect("a band")
        };
        assert_eq!(reaches(&town)[0], Reach::NoPlace);
        assert_eq!(metres(&upper(&town))[0], Some(400.0));
        let rows = analyse_area_access(
            &town,
            &TravelIndex::build(&town).expect("sound"),
            SmallNumbers::Keep,
        );
        let figures = &rows.expect("sound")[1].figures;
        assert_eq!(
            (figures.covered.value(), figures.possible.value()),
            (Some(People::NONE), Some(People::whole(170)))
        );
        let paved = |streets: &mut Streets| {
            streets.tag_sets[0].insert("surface".to_owned(), "asphalt".to_owned())
        };
        town.streets.as_mut().map(paved);
        assert_eq!(reaches(&town)[0], upper(&town)[0]);
    }

    #[test]
    fn distances_over_streets_need_streets_and_a_prepared_mode() {
        let without = TownData {
            streets: None.into(),
            ..town_at(DistanceLevel::D3)
        };
        assert_eq!(
            TravelIndex::build(&without).map(|_| ()),
            Err(AccessError::NoStreets)
        );
        let town = town_at(DistanceLevel::D3);
        let cycling = Profile {
            mode: TravelMode::Bicycle,
            ..town.profiles[0].clone()
        };
        let index = TravelIndex::build(&town).expect("sound");
        let refusal = index.nearest(&kind(), &cycling).map(|_| ());
        assert_eq!(
            refusal,
            Err(AccessError::ModeNotPrepared(TravelMode::Bicycle))
        );
    }

    #[test]
    fn facilities_within_a_distance_are_found_whatever_the_level() {
        let mut town = town_at(DistanceLevel::D3);
        town.facilities.push(school("B", 30.0));
        let index = TravelIndex::build(&town).expect("sound");
        let limit = Metres::new(40.0).expect("positive");
        let found = index.within(&kind(), Planar { x: 60.0, y: 0.0 }, limit);
        assert_eq!(
            found.iter().map(|found| found.facility).collect::<Vec<_>>(),
            [1]
        );
    }
}
