//! What is known around a facility that may be a member of a cluster: the need of the children who live within its norm,
//! and how many places of its kind there are for each of them.

use std::collections::BTreeMap;

use crate::access::decay::Decay;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::suppression::carries_percentages;
use crate::access::travel_table::TravelTable;
use crate::access::travel_tables::kind_trips;
use crate::model::age_group::AgeGroup;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::estimate::Estimate;
use crate::model::facility_kind::FacilityKind;
use crate::model::need_question::NeedQuestion;
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::siting::clusters::town::{Stage, Surroundings};
use crate::study::error::StudyError;
use crate::study::open_study::Study;

/// Need is that of children of 0 to 18.
const CHILDREN: [AgeGroup; 3] = [
    AgeGroup::From0To4,
    AgeGroup::From4To12,
    AgeGroup::From12To18,
];

impl Study {
    /// What is known around each facility that may be a required member; empty where the study has no source for one of
    /// the stages, so that there can be no cluster.
    ///
    /// # Shape
    /// One for each facility of the study.
    ///
    /// # Errors
    /// When a norm's mode of travel was not prepared.
    ///
    /// # Cost
    /// For each kind a search from each of its facilities, up to the limit of its norm.
    pub fn surroundings(
        &self,
        question: &ClusterQuestion,
    ) -> Result<Vec<Surroundings>, StudyError> {
        let town = self.town();
        let stages = Stage::EVERY.map(|stage| stage.kinds(question));
        let has_source =
            |kinds: &[FacilityKind]| kinds.iter().any(|kind| town.kinds.contains(kind));
        if !stages.into_iter().all(has_source) {
            return Ok(Vec::new());
        }
        let need = self.need_bounds_of_homes();
        let mut found = vec![Surroundings::default(); town.facilities.len()];
        for kind in stages.into_iter().flatten() {
            let Some(travel) = self.kinds().find(|travel| travel.norm.kind == *kind) else {
                continue;
            };
            let (norm, profile) = (&travel.norm, &travel.profile);
            let trips = kind_trips(self.index(), kind, profile, norm.limit)?;
            let age = norm.ages.first().copied().unwrap_or(AgeGroup::All);
            let table = trips.table(town, age);
            let around = Around::count(town, &table, norm, &need);
            for (supply, &facility) in trips.facilities.iter().enumerate() {
                found[facility] = around.of(supply, need.is_empty());
            }
        }
        Ok(found)
    }

    /// The need of the neighbourhood of each home; empty where the study has none.
    fn need_bounds_of_homes(&self) -> Vec<Estimate> {
        let town = self.town();
        let Ok(answer) = self.need(&NeedQuestion::proposed(&town.weights.need)) else {
            return Vec::new();
        };
        let measured = answer.profile.areas.iter();
        let measured = measured.filter(|area| area.not_measured.is_none());
        let by_area: BTreeMap<u32, Estimate> = measured
            .map(|area| {
                let value = area.known_index();
                (
                    area.area.0,
                    Estimate {
                        value,
                        ..area.index.score
                    },
                )
            })
            .collect();
        let of_home = |area: u32| by_area.get(&area).copied();
        let homes = town.demand.iter();
        homes
            .map(|home| home.area.and_then(|area| of_home(area.0)))
            .map(|need| need.unwrap_or(Estimate::UNKNOWN))
            .collect()
    }
}

/// Sums over the homes within the norm of each supply.
struct Around {
    /// Children of 0 to 18.
    children: Vec<f64>,
    /// Those of them whose need is known.
    with_need: Vec<f64>,
    /// Children times need: by value, at its lowest and at its highest.
    need: Vec<[f64; 3]>,
    /// People of the kind's age group.
    people: Vec<f64>,
    /// They times the places that each of them has; nothing where somebody's are not known.
    places: Vec<Option<f64>>,
}

impl Around {
    fn count(town: &TownData, table: &TravelTable, norm: &Norm, need: &[Estimate]) -> Self {
        let supplies = table.capacities().len();
        let mut sums = Self {
            children: vec![0.0; supplies],
            with_need: vec![0.0; supplies],
            need: vec![[0.0; 3]; supplies],
            people: vec![0.0; supplies],
            places: vec![Some(0.0); supplies],
        };
        let places = places_by_home(table, norm);
        let people = table.people().iter().map(|people| people.value());
        let homes = table.rows().zip(people).zip(&places).enumerate();
        for (home, ((trips, people), places)) in homes {
            let children = children_at(town, home);
            let need = need.get(home).copied().unwrap_or(Estimate::UNKNOWN);
            for trip in trips.iter().filter(|trip| trip.time <= norm.norm) {
                let supply = trip.supply.index();
                sums.children[supply] += children;
                if let Some(value) = need.value {
                    sums.with_need[supply] += children;
                    sums.need[supply][0] += children * value;
                }
                sums.need[supply][1] += children * need.low;
                sums.need[supply][2] += children * need.high;
                sums.people[supply] += people;
                if people > 0.0 {
                    let more = places.map(|places| people * places);
                    sums.places[supply] =
                        sums.places[supply].zip(more).map(|(sum, more)| sum + more);
                }
            }
        }
        sums
    }

    /// Around one supply; of fewer than ten people nothing is told.
    fn of(&self, supply: usize, without_need: bool) -> Surroundings {
        let (children, known) = (self.children[supply], self.with_need[supply]);
        let enough = |people: f64| People::new(people).is_ok_and(carries_percentages);
        let [value, low, high] = self.need[supply];
        let need = (!without_need && enough(children)).then(|| Estimate {
            value: enough(known).then(|| value / known),
            low: low / children,
            high: high / children,
            evidence: known / children,
        });
        let people = self.people[supply];
        Surroundings {
            need,
            places_per_child: self.places[supply]
                .filter(|_| enough(people))
                .map(|places| places / people),
        }
    }
}

fn children_at(town: &TownData, home: usize) -> f64 {
    let residents = &town.demand[home].residents;
    let known = CHILDREN.into_iter().filter_map(|age| residents[age]);
    known.map(|count| count.people.value()).sum()
}

/// The places for each person of each home; nothing where a supply in reach has an unknown number of places.
///
/// # Source
/// DOMAIN §C.1, E2SFCA with weights by proximity.
fn places_by_home(table: &TravelTable, norm: &Norm) -> Vec<Option<f64>> {
    let decay = Decay::linear(norm.norm, norm.limit).unwrap_or_else(|_| Decay::within(norm.norm));
    let access = enhanced_catchment(table, &decay).access;
    let rows = table.rows().zip(access);
    rows.map(|(trips, access)| {
        let counts = |time| decay.weight(time) > 0.0;
        let mut unknown = trips
            .iter()
            .filter(|trip| table.capacity_at(trip).is_none());
        let is_known = !unknown.any(|trip| counts(trip.time));
        access.filter(|_| is_known)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::travel::TravelIndex;
    use crate::access::worked_town::worked_town;

    /// Around the one school of the worked town, with these places.
    fn around(capacity: Option<u32>, need: &[Estimate]) -> Surroundings {
        let mut town = worked_town();
        town.facilities[0].capacity = capacity;
        let index = TravelIndex::build(&town).expect("sound");
        let norm = &town.norms.norms[0];
        let trips = kind_trips(&index, &norm.kind, &town.profiles[0], norm.limit).expect("sound");
        let table = trips.table(&town, AgeGroup::From4To12);
        Around::count(&town, &table, norm, need).of(0, need.is_empty())
    }

    #[test]
    fn places_and_need_are_those_of_who_lives_within_the_norm() {
        // h0 (100 children, 472.7 s) and h1 (20, 590.9 s) are within 600 s; h2 (50, 709.1 s) counts for 0.818 in who
        // shares the places: 240 / (120 + 40.9).
        let need = [
            Estimate::known(60.0),
            Estimate::UNKNOWN,
            Estimate::known(90.0),
        ];
        let found = around(Some(240), &need);
        let shared = 120.0 + 50.0 * (1_200.0 - 780.0 / 1.1) / 600.0;
        let places = found.places_per_child.expect("known");
        assert!((places - 240.0 / shared).abs() < 1e-9);
        // h1 can be anything: 6,000 of 120 at least, 8,000 at most.
        let need = found.need.expect("measured");
        assert_eq!((need.value, need.low), (Some(60.0), 50.0));
        assert!((need.high - 8_000.0 / 120.0).abs() < 1e-9);
        assert!((need.evidence - 100.0 / 120.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_known_is_not_zero() {
        let found = around(None, &[]);
        assert_eq!((found.places_per_child, found.need), (None, None));
    }
}
