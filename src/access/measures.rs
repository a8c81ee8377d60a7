//! Every further measure of access, for every area as it may be published: one row for each measure and figure.
//! A figure of an area is shown exactly where its score is; numbers of people are hidden as parts of its residents.

use rayon::prelude::*;

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::balanced_catchment::balanced_catchment;
use crate::access::capacity_coverage::{CoverageClasses, capacity_coverage};
use crate::access::choice::{number_within, time_to_nearest};
use crate::access::cumulative_opportunities::cumulative_opportunities;
use crate::access::decay::Decay;
use crate::access::detour::detour_index;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::gini::gini;
use crate::access::gravity::{Opportunities, gravity};
use crate::access::modified_catchment::modified_catchment;
use crate::access::outcome::Outcome;
use crate::access::palma::palma_by_outcome;
use crate::access::publication::Published;
use crate::access::rational_agents::{CrowdingAgainstTravel, rational_agents};
use crate::access::residents::{AreaResidents, KnownResidents, residents_of_areas};
use crate::access::shortfall::time_beyond;
use crate::access::spatial_availability::spatial_availability;
use crate::access::straight::entrances;
use crate::access::suppression::{SmallNumbers, hidden_parts, rounded_percentage, rounded_persons};
use crate::access::theil::theil_by_group;
use crate::access::three_step_catchment::three_step_catchment;
use crate::access::travel_table::TravelTable;
use crate::access::travel_tables::KindTrips;
use crate::access::two_step_catchment::two_step_catchment;
use crate::access::values_of_people::ValuesOfPeople;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::units::{Metres, Seconds};

/// One row of `maten.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaMeasure {
    /// The area.
    pub area: AreaId,
    /// The age group of the residents.
    pub age: AgeGroup,
    /// The name of the measure with that of the figure: `e2sfca_p50`.
    pub measure: String,
    /// The figure; nothing when it is hidden or not known.
    pub value: Option<f64>,
    /// Its unit, in Dutch.
    pub unit: &'static str,
}

/// One value for each demand point.
struct PointMeasure {
    name: &'static str,
    unit: &'static str,
    values: Vec<Option<f64>>,
}

/// The further measures of one kind for the main age group of its norm, for all areas.
///
/// Competition is measured with the proximity score as weight (1 up to the norm, 0 from the limit on),
/// gravity with a Gaussian that halves at the norm; both are in the name of the measure's description.
///
/// # Shape
/// By area, then measure. `published` is what is published of each area for that age group.
pub fn area_measures(
    town: &TownData,
    travel: &KindTravel,
    trips: &KindTrips,
    published: &[Published],
    small_numbers: SmallNumbers,
) -> Vec<AreaMeasure> {
    let Some(&age) = travel.norm.ages.first() else {
        return Vec::new();
    };
    let table = trips.table(town, age);
    let tree = AreaTree::of(town);
    let residents = residents_of_areas(town, &tree, age);
    let points = point_measures(town, travel, &table);
    let classes = capacity_coverage(&table, travel.norm.norm).points;
    let persons = class_rows(&tree, &residents, &classes, small_numbers);
    let rows = (0..tree.len()).into_par_iter().flat_map_iter(|area| {
        let shown = published
            .get(area)
            .is_some_and(|published| published.figures.score.value().is_some());
        let of_area = residents
            .get(area)
            .map(|residents| figures_of(town, travel, residents, &points))
            .unwrap_or_default();
        let of_classes = persons.get(area).cloned().unwrap_or_default();
        let people = residents.get(area).map_or(People::NONE, |area| {
            area.known.iter().map(|known| known.count.people).sum()
        });
        let rounded = move |value: f64, unit| match small_numbers {
            SmallNumbers::Keep => value,
            SmallNumbers::Hide => published_figure(value, unit, people),
        };
        let with_gate = of_area
            .into_iter()
            .map(move |(measure, value, unit): Figure| {
                (
                    measure,
                    value.filter(|_| shown).map(|value| rounded(value, unit)),
                    unit,
                )
            });
        // Areas are counted in 32 bits, as `AreaId` says.
        let row = move |(measure, value, unit)| AreaMeasure {
            area: AreaId(area as u32),
            age,
            measure,
            value,
            unit,
        };
        with_gate.chain(of_classes).map(row)
    });
    rows.collect()
}

/// A figure no finer than it may be: percentages as everywhere, others of few persons to a tenth.
pub fn published_figure(value: f64, unit: &str, people: People) -> f64 {
    let decimals = match unit {
        PERCENT => return (rounded_percentage(value, people) * 10.0).round() / 10.0,
        _ if people < FEW => 10.0,
        _ => 1_000.0,
    };
    (value * decimals).round() / decimals
}

/// Fewer people than this show only tenths.
const FEW: People = People::whole(100);
const PERCENT: &str = "%";

type Figure = (String, Option<f64>, &'static str);

const PLACES: &str = "plaatsen per persoon";

fn point_measures(town: &TownData, travel: &KindTravel, table: &TravelTable) -> Vec<PointMeasure> {
    let (norm, limit) = (travel.norm.norm, travel.norm.limit);
    let measure = |name, unit, values| PointMeasure { name, unit, values };
    let seconds = |times: Vec<Option<Seconds>>| {
        times
            .into_iter()
            .map(|time| time.map(Seconds::value))
            .collect()
    };
    let counts = number_within(table, norm)
        .into_iter()
        .map(|number| Some(number as f64))
        .collect();
    let mut measures = vec![
        measure("keuze", "voorzieningen binnen de norm", counts),
        measure("tweede", "s", seconds(time_to_nearest(table, 2))),
        measure("derde", "s", seconds(time_to_nearest(table, 3))),
        measure("omweg", "maal de rechte lijn", detours(town, travel)),
        measure(
            "plaatsen_binnen_norm",
            "plaatsen",
            cumulative_opportunities(table, Opportunities::Places, norm),
        ),
    ];
    if let Ok(decay) = Decay::gaussian(norm) {
        measures.push(measure(
            "zwaartekracht",
            "voorzieningen",
            gravity(table, Opportunities::Facilities, &decay),
        ));
    }
    if let Ok(decay) = Decay::linear(norm, limit) {
        measures.push(measure(
            "e2sfca",
            PLACES,
            enhanced_catchment(table, &decay).access,
        ));
        measures.push(measure(
            "m2sfca",
            PLACES,
            modified_catchment(table, &decay).access,
        ));
        measures.push(measure(
            "3sfca_vergelijking",
            PLACES,
            three_step_catchment(table, &decay).access,
        ));
        measures.push(measure(
            "bfca",
            PLACES,
            balanced_catchment(table, &decay).access,
        ));
        let available = spatial_availability(table, &decay).places_per_person;
        measures.push(measure("ruimtelijke_beschikbaarheid", PLACES, available));
    }
    measures.push(measure(
        "2sfca",
        PLACES,
        two_step_catchment(table, norm).access,
    ));
    if let Ok(weighing) = CrowdingAgainstTravel::new(1.0, norm) {
        measures.push(measure(
            "raam",
            "drukte plus reistijd",
            rational_agents(table, weighing).costs,
        ));
    }
    measures
}

/// The travelled distance over the straight one, to the nearest entrance of the facility that is nearest by travel.
fn detours(town: &TownData, travel: &KindTravel) -> Vec<Option<f64>> {
    let homes = town.demand.iter().zip(&travel.reaches);
    homes
        .map(|(home, reach)| {
            let nearest = reach.nearest()?;
            let facility = town.facilities.get(nearest.facility)?;
            let straight = entrances(facility)
                .map(|entrance| entrance.distance(home.position))
                .fold(f64::INFINITY, f64::min);
            detour_index(nearest.distance, Metres::new(straight).ok()?)
        })
        .collect()
}

fn figures_of(
    town: &TownData,
    travel: &KindTravel,
    residents: &AreaResidents,
    points: &[PointMeasure],
) -> Vec<Figure> {
    let mut figures = Vec::new();
    for measure in points {
        let of_home = |residents: &KnownResidents| {
            let value = measure.values.get(residents.home).copied().flatten()?;
            Some((value, residents.count.people))
        };
        let values = ValuesOfPeople::new(residents.known.iter().filter_map(of_home));
        let name = |figure: &str| format!("{}_{figure}", measure.name);
        for percent in [10, 50, 90] {
            figures.push((
                name(&format!("p{percent}")),
                values.quantile(percent),
                measure.unit,
            ));
        }
        figures.push((name("gemiddeld"), values.mean(), measure.unit));
        if measure.name == "e2sfca" {
            figures.extend(equity(town, residents, measure));
        }
    }
    figures.extend(shortfall(travel, residents));
    figures
}

/// How unequally the places for each person are shared out.
fn equity(town: &TownData, residents: &AreaResidents, measure: &PointMeasure) -> Vec<Figure> {
    let of_home = |known: &KnownResidents| {
        let value = measure.values.get(known.home).copied().flatten()?;
        let area = town.demand.get(known.home)?.area?;
        Some((area, Outcome::new(value, known.count.people).ok()?))
    };
    let by_area: Vec<(AreaId, Outcome)> = residents.known.iter().filter_map(of_home).collect();
    let outcomes: Vec<Outcome> = by_area.iter().map(|(_, outcome)| *outcome).collect();
    let split = theil_by_group(&by_area);
    let name = |figure: &str| format!("{}_{figure}", measure.name);
    vec![
        (name("gini"), gini(&outcomes), "0 tot 1"),
        (name("palma"), palma_by_outcome(&outcomes), "verhouding"),
        (
            name("theil"),
            split.as_ref().map(|split| split.total),
            "nat",
        ),
        (
            name("theil_tussen_buurten"),
            split.as_ref().map(|split| split.between),
            "nat",
        ),
        (
            name("theil_binnen_buurten"),
            split.as_ref().map(|split| split.within),
            "nat",
        ),
    ]
}

fn shortfall(travel: &KindTravel, residents: &AreaResidents) -> Vec<Figure> {
    let time = |home: usize| travel.reaches.get(home).and_then(|reach| reach.time());
    let times: Vec<(Option<Seconds>, People)> = residents
        .known
        .iter()
        .map(|known| (time(known.home), known.count.people))
        .collect();
    let found = time_beyond(&times, travel.norm.norm, travel.norm.limit);
    vec![
        (
            "tekort_aandeel".to_owned(),
            found.as_ref().map(|found| 100.0 * found.headcount),
            PERCENT,
        ),
        (
            "tekort_diepte".to_owned(),
            found.as_ref().map(|found| found.gap),
            "deel van de norm",
        ),
        (
            "tekort_ernst".to_owned(),
            found.as_ref().map(|found| found.severity),
            "deel van de norm in het kwadraat",
        ),
    ]
}

/// A class of coverage with its name in files.
type NamedClass = (&'static str, fn(&CoverageClasses) -> People);

/// People by class of coverage with capacity, each class hidden as a part of the residents.
fn class_rows(
    tree: &AreaTree,
    residents: &[AreaResidents],
    classes: &[CoverageClasses],
    small_numbers: SmallNumbers,
) -> Vec<Vec<Figure>> {
    let named: [NamedClass; 4] = [
        ("bediend", |classes| classes.served),
        ("in_bereik_maar_vol", |classes| classes.full),
        ("in_bereik_plaatsen_onbekend", |classes| classes.unknown),
        ("buiten_bereik", |classes| classes.out_of_reach),
    ];
    let sum = |area: &AreaResidents, class: &dyn Fn(&CoverageClasses) -> People| {
        let known = area
            .known
            .iter()
            .filter_map(|known| classes.get(known.home));
        (!area.known.is_empty()).then(|| known.map(class).sum::<People>())
    };
    let persons: Vec<Option<People>> = residents
        .iter()
        .map(|area| {
            (!area.known.is_empty())
                .then(|| area.known.iter().map(|known| known.count.people).sum())
        })
        .collect();
    let parts = named.map(|(_, class)| {
        residents
            .iter()
            .map(|area| sum(area, &class))
            .collect::<Vec<_>>()
    });
    let mut hidden = vec![false; residents.len()];
    if small_numbers == SmallNumbers::Hide {
        // What one class would tell, the others tell by subtraction: an area shows all of them or none.
        loop {
            let before = hidden.clone();
            for part in &parts {
                hidden = hidden_parts(tree, &persons, part, &hidden);
            }
            if hidden == before {
                break;
            }
        }
    }
    let step = match small_numbers {
        SmallNumbers::Hide => ROUNDED_TO,
        SmallNumbers::Keep => 1,
    };
    let shown = |people: People| match small_numbers {
        SmallNumbers::Hide => rounded_persons(people, step).value(),
        SmallNumbers::Keep => people.value(),
    };
    let row = |area: usize| {
        let figure = |((name, _), part): (&NamedClass, &Vec<Option<People>>)| {
            let value = part[area].filter(|_| !hidden[area]).map(shown);
            ((*name).to_owned(), value, "personen")
        };
        named.iter().zip(&parts).map(figure).collect()
    };
    (0..residents.len()).map(row).collect()
}

/// Numbers by class are rounded to fives, as those of white spots are.
const ROUNDED_TO: u32 = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::{published_by_kind, travel_by_kind};
    use crate::access::travel::TravelIndex;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{BU1, BU4, GM, worked_town};

    /// Figures of an area by name.
    fn figure(
        town: &TownData,
        small_numbers: SmallNumbers,
        area: usize,
        measure: &str,
    ) -> Option<f64> {
        let index = TravelIndex::build(town).expect("sound");
        let travel = travel_by_kind(town, &index).expect("sound");
        let published = published_by_kind(town, &travel, small_numbers);
        let norm = &travel[0].norm;
        let trips =
            kind_trips(&index, &norm.kind, &travel[0].profile, norm.limit).expect("prepared");
        let rows = area_measures(
            town,
            &travel[0],
            &trips,
            &published[0][AgeGroup::From4To12],
            small_numbers,
        );
        let found = rows
            .into_iter()
            .find(|row| row.area.0 as usize == area && row.measure == measure);
        found.expect("every area has every measure").value
    }

    #[test]
    fn the_worked_town_has_the_places_worked_out_by_hand() {
        // 200 places. Weights: h0 and h1 1, h2 (1200 - 709.09) / 600 = 0.81818, h4 beyond the limit 0.
        // R = 200 / (120 + 50 · 0.81818) = 1.2429; h2 has 1.0169. All of GM: 210 children, of whom h4's 40 have 0.
        let mut town = worked_town();
        town.facilities[0].capacity = Some(200);
        let kept = |area, measure| {
            figure(&town, SmallNumbers::Keep, area, measure)
                .map(|value| (value * 1e4).round() / 1e4)
        };
        assert_eq!(kept(BU1, "e2sfca_p50"), Some(1.2429));
        assert_eq!(kept(BU1, "e2sfca_p10"), Some(1.0169));
        assert_eq!(
            kept(GM, "e2sfca_gemiddeld"),
            Some((200.0f64 / 210.0 * 1e4).round() / 1e4)
        );
        assert_eq!(kept(GM, "e2sfca_p10"), Some(0.0));
        // Of 170 children 120 are within the norm and have a place; the 50 of h2 are not: 709.09 / 600 - 1.
        assert_eq!(kept(BU1, "bediend"), Some(120.0));
        assert_eq!(kept(BU1, "buiten_bereik"), Some(50.0));
        assert_eq!(
            kept(BU1, "tekort_diepte"),
            Some((0.181_818f64 * 50.0 / 170.0 * 1e4).round() / 1e4)
        );
    }

    #[test]
    fn a_small_class_hides_all_classes_and_few_children_have_no_figures() {
        let mut town = worked_town();
        town.facilities[0].capacity = Some(117);
        // 3 of 120 in reach find the school full.
        assert_eq!(
            figure(&town, SmallNumbers::Keep, BU1, "in_bereik_maar_vol"),
            Some(3.0)
        );
        for class in ["bediend", "in_bereik_maar_vol", "buiten_bereik"] {
            assert_eq!(
                figure(&town, SmallNumbers::Hide, BU1, class),
                None,
                "{class}"
            );
        }
        let eight = town.demand[4].residents;
        town.demand[4].residents = crate::model::age_group::PerAge::from_fn(|age| {
            eight[age].map(|count| crate::model::area::Count {
                people: People::whole(8),
                ..count
            })
        });
        assert_eq!(figure(&town, SmallNumbers::Hide, BU4, "keuze_p50"), None);
    }
}
