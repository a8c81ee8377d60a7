//! Every further measure that has a value for each home: what is near, what there is to choose, what is left of it.
//! Why a home has no value is kept apart: nothing in reach is an answer, places that nobody knows are not.

use crate::access::analysis::KindTravel;
use crate::access::balanced_catchment::balanced_catchment;
use crate::access::choice::{number_within, time_to_nearest};
use crate::access::cumulative_opportunities::cumulative_opportunities;
use crate::access::decay::{Decay, NotADecay};
use crate::access::detour::detour_of;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::gravity::{Opportunities, gravity};
use crate::access::modified_catchment::modified_catchment;
use crate::access::passive_access::people_within;
use crate::access::rational_agents::{CrowdingAgainstTravel, rational_agents};
use crate::access::reach::Reach;
use crate::access::spatial_availability::spatial_availability;
use crate::access::suppression::carries_percentages;
use crate::access::three_step_catchment::three_step_catchment;
use crate::access::travel_table::{TravelTable, Trip};
use crate::access::two_step_catchment::two_step_catchment;
use crate::model::town_data::TownData;
use crate::model::units::{Metres, Seconds};

/// What one home has of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PointValue {
    /// So much.
    Known(f64),
    /// There is none within the limit, or no way to it: worse than any value.
    OutOfReach,
    /// It cannot be known, because the places of what is in reach are not.
    Unknown,
}

impl PointValue {
    /// The value, if it is known.
    pub fn known(self) -> Option<f64> {
        match self {
            Self::Known(value) => Some(value),
            Self::OutOfReach | Self::Unknown => None,
        }
    }
}

/// Why homes may have no value of a measure; people in such homes are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// See [`PointValue::OutOfReach`].
    OutOfReach,
    /// See [`PointValue::Unknown`].
    Unknown,
}

/// One value for each demand point.
#[derive(Debug, Clone, PartialEq)]
pub struct PointMeasure {
    /// Its name in files.
    pub name: &'static str,
    /// Its unit, in Dutch.
    pub unit: &'static str,
    /// The values, in the order of the demand points.
    pub values: Vec<PointValue>,
    /// Why there may be none.
    pub lacks: &'static [Lack],
    /// Whether the people of all homes around are in it, because they want the same places.
    pub competes: bool,
}

/// A figure of a kind as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KindFact {
    /// Its name in files.
    pub name: &'static str,
    /// The figure.
    pub value: f64,
    /// Its unit, in Dutch.
    pub unit: &'static str,
}

/// The measures of one kind by home, and what they rest on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PointMeasures {
    /// The measures, in the order of the tables.
    pub measures: Vec<PointMeasure>,
    /// At which distance gravity counts for half, how exact RAAM is, how many facilities have no known places.
    pub facts: Vec<KindFact>,
    /// Homes that reach a facility which so few people reach that its places for each of them tell how many they are.
    pub few_compete: Vec<bool>,
}

/// The further measures of one kind by home, from a table of all trips within the limit of its norm.
///
/// Competition is measured with the proximity score as weight: 1 up to the norm, 0 from the limit on. Gravity counts
/// facilities within the limit, by four decays that are all one half at about the norm; the exact half-time and
/// half-distance of each are among the facts.
pub fn point_measures(town: &TownData, travel: &KindTravel, table: &TravelTable) -> PointMeasures {
    let mut found = PointMeasures {
        measures: nearness(town, travel, table),
        few_compete: few_compete(table),
        ..PointMeasures::default()
    };
    found.measures.push(of_places(
        table,
        travel.norm.norm,
        ("plaatsen_binnen_norm", "plaatsen"),
        cumulative_opportunities(table, Opportunities::Places, travel.norm.norm),
    ));
    add_gravity(&mut found, travel, table);
    add_competition(&mut found, travel, table);
    add_crowding(&mut found, travel, table);
    found.facts.push(KindFact {
        name: "voorzieningen_zonder_bekende_plaatsen",
        value: table.unknown_capacities() as f64,
        unit: "voorzieningen",
    });
    found
}

fn few_compete(table: &TravelTable) -> Vec<bool> {
    let in_reach = people_within(table, table.limit());
    let few = |trip: &Trip| {
        let people = in_reach[trip.supply.index()];
        table.capacity_at(trip).is_some() && !people.is_none() && !carries_percentages(people)
    };
    table.rows().map(|row| row.iter().any(few)).collect()
}

/// The nearest, the choice, and the way.
fn nearness(town: &TownData, travel: &KindTravel, table: &TravelTable) -> Vec<PointMeasure> {
    let measure = |name, unit, values: Vec<Option<f64>>| PointMeasure {
        name,
        unit,
        values: values.into_iter().map(known_or_out_of_reach).collect(),
        lacks: &[Lack::OutOfReach],
        competes: false,
    };
    let distance = |reach: &Reach| Some(reach.nearest()?.distance.value());
    let counts = number_within(table, travel.norm.norm).into_iter();
    let seconds = |times: Vec<Option<Seconds>>| {
        let times = times.into_iter();
        times.map(|time| time.map(Seconds::value)).collect()
    };
    vec![
        measure(
            "afstand",
            "m",
            travel.reaches.iter().map(distance).collect(),
        ),
        PointMeasure {
            lacks: &[],
            ..measure(
                "keuze",
                "voorzieningen binnen de norm",
                counts.map(|number| Some(number as f64)).collect(),
            )
        },
        measure("tweede", "s", seconds(time_to_nearest(table, 2))),
        measure("derde", "s", seconds(time_to_nearest(table, 3))),
        PointMeasure {
            values: detours(town, travel),
            ..measure("omweg", "maal de rechte lijn", Vec::new())
        },
    ]
}

fn known_or_out_of_reach(value: Option<f64>) -> PointValue {
    value.map_or(PointValue::OutOfReach, PointValue::Known)
}

fn detours(town: &TownData, travel: &KindTravel) -> Vec<PointValue> {
    let homes = town.demand.iter().zip(&travel.reaches);
    homes
        .map(
            |(home, &reach)| match detour_of(town, home.position, reach) {
                Some(detour) => PointValue::Known(detour.index),
                None if reach.nearest().is_some() => PointValue::Unknown,
                None => PointValue::OutOfReach,
            },
        )
        .collect()
}

/// A measure that counts places: where nothing is known although something is in reach, it is not known.
fn of_places(
    table: &TravelTable,
    within: Seconds,
    (name, unit): (&'static str, &'static str),
    values: Vec<Option<f64>>,
) -> PointMeasure {
    let unknown = |row: &[Trip]| {
        let near = row.iter().take_while(|trip| trip.time <= within);
        near.clone().count() > 0 && near.clone().all(|trip| table.capacity_at(trip).is_none())
    };
    let value = |(value, row): (Option<f64>, &[Trip])| match value {
        Some(value) => PointValue::Known(value),
        None if unknown(row) => PointValue::Unknown,
        None => PointValue::OutOfReach,
    };
    PointMeasure {
        name,
        unit,
        values: values.into_iter().zip(table.rows()).map(value).collect(),
        lacks: &[Lack::Unknown],
        competes: false,
    }
}

/// A decay with the names of its measure, its half-time and its half-distance.
type NamedDecay = ([&'static str; 3], Result<Decay, NotADecay>);

fn gravity_decays(norm: Seconds) -> [NamedDecay; 4] {
    let part_of_norm = |part: f64| Seconds::new(norm.value() * part).unwrap_or(norm);
    [
        (
            [
                "zwaartekracht",
                "zwaartekracht_half_s",
                "zwaartekracht_half_m",
            ],
            Decay::gaussian(norm),
        ),
        (
            [
                "zwaartekracht_exponentieel",
                "zwaartekracht_exponentieel_half_s",
                "zwaartekracht_exponentieel_half_m",
            ],
            Decay::exponential(norm),
        ),
        (
            [
                "zwaartekracht_logistisch",
                "zwaartekracht_logistisch_half_s",
                "zwaartekracht_logistisch_half_m",
            ],
            Decay::logistic(norm, part_of_norm(0.25)),
        ),
        (
            [
                "zwaartekracht_macht",
                "zwaartekracht_macht_half_s",
                "zwaartekracht_macht_half_m",
            ],
            // The square of the time, which is one half at the norm: (t / from)^-2 with from = norm / √2.
            Decay::power(part_of_norm(0.5f64.sqrt()), 2.0),
        ),
    ]
}

fn add_gravity(found: &mut PointMeasures, travel: &KindTravel, table: &TravelTable) {
    for ([name, half_s, half_m], decay) in gravity_decays(travel.norm.norm) {
        // Only a norm of 0 seconds makes no decay; such a kind has no gravity.
        let Ok(decay) = decay else { continue };
        let values = gravity(table, Opportunities::Facilities, &decay).into_iter();
        found.measures.push(PointMeasure {
            name,
            unit: "voorzieningen",
            values: values.map(known_or_out_of_reach).collect(),
            lacks: &[],
            competes: false,
        });
        let Some(half) = decay.half_time() else {
            continue;
        };
        let distance: Metres = travel.profile.speed.length_in(half);
        let fact = |name, value, unit| KindFact { name, value, unit };
        found.facts.push(fact(half_s, half.value(), "s"));
        found.facts.push(fact(half_m, distance.value(), "m"));
    }
}

const PLACES: &str = "plaatsen per persoon";

fn add_competition(found: &mut PointMeasures, travel: &KindTravel, table: &TravelTable) {
    let (norm, limit) = (travel.norm.norm, travel.norm.limit);
    let mut add = |name, within, values| {
        found.measures.push(PointMeasure {
            competes: true,
            ..of_places(table, within, (name, PLACES), values)
        });
    };
    if let Ok(decay) = Decay::linear(norm, limit) {
        add("e2sfca", limit, enhanced_catchment(table, &decay).access);
        add("m2sfca", limit, modified_catchment(table, &decay).access);
        let three = three_step_catchment(table, &decay).access;
        add("3sfca_vergelijking", limit, three);
        add("bfca", limit, balanced_catchment(table, &decay).access);
        let available = spatial_availability(table, &decay).places_per_person;
        add("ruimtelijke_beschikbaarheid", limit, available);
    }
    add("2sfca", norm, two_step_catchment(table, norm).access);
}

/// RAAM weighs one person for each place as heavily as a trip as long as the norm.
fn add_crowding(found: &mut PointMeasures, travel: &KindTravel, table: &TravelTable) {
    let Ok(weighing) = CrowdingAgainstTravel::new(1.0, travel.norm.norm) else {
        return;
    };
    let agents = rational_agents(table, weighing);
    let name = ("raam", "drukte plus reistijd");
    found.measures.push(PointMeasure {
        lacks: &[Lack::OutOfReach, Lack::Unknown],
        competes: true,
        ..of_places(table, travel.norm.limit, name, agents.costs)
    });
    found.facts.push(KindFact {
        name: "raam_kloof",
        value: agents.gap,
        unit: "deel van alle kosten",
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::travel_by_kind;
    use crate::access::travel::TravelIndex;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{children, school, worked_town};
    use crate::model::age_group::AgeGroup;
    use crate::model::area::Certainty;

    fn measured(town: &TownData) -> PointMeasures {
        let index = TravelIndex::build(town).expect("sound");
        let travel = travel_by_kind(town, &index).expect("sound");
        let norm = &travel[0].norm;
        let trips =
            kind_trips(&index, &norm.kind, &travel[0].profile, norm.limit).expect("prepared");
        point_measures(town, &travel[0], &trips.table(town, AgeGroup::From4To12))
    }

    fn values(found: &PointMeasures, name: &str) -> Vec<PointValue> {
        let measure = found.measures.iter().find(|measure| measure.name == name);
        measure.expect("it is measured").values.clone()
    }

    #[test]
    fn nothing_in_reach_is_no_places_but_unknown_places_are_not_known() {
        // The school of the worked town has no known places: h0 to h3 reach it, h4 does not.
        use PointValue::{Known, OutOfReach, Unknown};
        let mut town = worked_town();
        let found = measured(&town);
        let expected = [Unknown, Unknown, Unknown, Unknown, Known(0.0)];
        assert_eq!(values(&found, "e2sfca"), expected);
        // Within the norm of 600 s are h0 and h1 only.
        let within = [Unknown, Unknown, Known(0.0), Known(0.0), Known(0.0)];
        assert_eq!(values(&found, "plaatsen_binnen_norm"), within);
        let crowded = [Unknown, Unknown, Unknown, Unknown, OutOfReach];
        assert_eq!(values(&found, "raam"), crowded);
        assert_eq!(values(&found, "tweede"), [OutOfReach; 5]);
        // A second school beside it with 30 places makes everything known.
        town.facilities.push(school("B", 0.0));
        town.facilities[1].capacity = Some(30);
        let found = measured(&town);
        assert_eq!(values(&found, "plaatsen_binnen_norm")[0], Known(30.0));
        assert!(
            values(&found, "raam")[..4]
                .iter()
                .all(|value| value.known().is_some())
        );
    }

    #[test]
    fn every_decay_shows_where_a_facility_counts_for_half_and_that_is_the_norm() {
        // 600 s at 1.1 m/s are 660 m. The logistic one: s = 150 · √3 / π = 82.7, half at
        // 600 + 82.7 · ln(1 + 2 e^(−600 / 82.7)) = 600.117 s.
        let found = measured(&worked_town());
        let fact = |name: &str| {
            let fact = found.facts.iter().find(|fact| fact.name == name);
            fact.map(|fact| (fact.value * 100.0).round() / 100.0)
        };
        for form in ["", "_exponentieel", "_macht"] {
            assert_eq!(fact(&format!("zwaartekracht{form}_half_s")), Some(600.0));
            assert_eq!(fact(&format!("zwaartekracht{form}_half_m")), Some(660.0));
        }
        assert_eq!(fact("zwaartekracht_logistisch_half_s"), Some(600.12));
        assert_eq!(fact("voorzieningen_zonder_bekende_plaatsen"), Some(1.0));
        // h2 is 709.09 s away: 2^(−709.09/600) = 0.4408 and (709.09 / 424.26)^−2 = 0.3580.
        let at_h2 = |name| (values(&found, name)[2].known().expect("known") * 1e4).round() / 1e4;
        assert_eq!(at_h2("zwaartekracht_exponentieel"), 0.4408);
        assert_eq!(at_h2("zwaartekracht_macht"), 0.358);
    }

    #[test]
    fn homes_around_a_school_that_few_children_reach_are_marked() {
        // A second school at 2,000 m, in reach of the children of h4 alone: 40 are many, 9 are few.
        let mut town = worked_town();
        town.facilities.push(school("B", 2000.0));
        town.facilities[1].capacity = Some(30);
        assert_eq!(measured(&town).few_compete, [false; 5]);
        town.demand[4].residents = children(Some(9), Certainty::Counted);
        let expected = [false, false, false, false, true];
        assert_eq!(measured(&town).few_compete, expected);
    }

    #[test]
    fn with_all_places_known_the_assignment_of_everybody_is_exact() {
        let mut town = worked_town();
        town.facilities[0].capacity = Some(200);
        let found = measured(&town);
        let gap = found.facts.iter().find(|fact| fact.name == "raam_kloof");
        assert_eq!(gap.map(|fact| fact.value), Some(0.0));
    }
}
