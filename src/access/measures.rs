//! Every further measure of access, for every area as it may be published: one row for each measure and figure.
//! A figure of an area is shown exactly where its score is; numbers of people are hidden as parts of its residents.

use rayon::prelude::*;

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::capacity_coverage::{CoverageClasses, capacity_coverage};
use crate::access::gini::gini;
use crate::access::outcome::Outcome;
use crate::access::palma::palma_by_outcome;
use crate::access::point_measures::{Lack, PointMeasure, PointMeasures, PointValue};
use crate::access::publication::Published;
use crate::access::published_classes::{
    ClassPeople, people_of_areas, published_class, published_classes,
};
use crate::access::residents::{AreaResidents, KnownResidents, residents_of_areas};
use crate::access::share_curve::lorenz_curve;
use crate::access::shortfall::time_beyond;
use crate::access::suppression::{SmallNumbers, rounded_percentage};
use crate::access::theil::theil_by_group;
use crate::access::travel_table::TravelTable;
use crate::access::values_of_people::ValuesOfPeople;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;

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

/// One kind of facility with everything its areas are measured from.
#[derive(Debug, Clone, Copy)]
pub struct MeasuredPoints<'a> {
    /// The study.
    pub town: &'a TownData,
    /// The kind, its norm and the trips to the nearest.
    pub travel: &'a KindTravel,
    /// All trips within the limit, with the people of the norm's main age group.
    pub table: &'a TravelTable,
    /// The measures by home.
    pub points: &'a PointMeasures,
    /// What is published of each area for that age group.
    pub published: &'a [Published],
}

/// The further measures of one kind for the main age group of its norm, for all areas.
///
/// Of a measure per home: the quantiles and the mean of the people, and the share of them who have no value, by reason.
/// Who is out of reach is beyond every quantile; who has a value that is not known is in none.
///
/// # Shape
/// By area, then measure. Figures of the kind as a whole stand at the areas that lie in no other.
pub fn area_measures(of: &MeasuredPoints<'_>, small_numbers: SmallNumbers) -> Vec<AreaMeasure> {
    let Some(&age) = of.travel.norm.ages.first() else {
        return Vec::new();
    };
    let tree = AreaTree::of(of.town);
    let residents = residents_of_areas(of.town, &tree, age);
    let classes = class_figures(&tree, &residents, of, small_numbers);
    let lacking = lacking_figures(&tree, &residents, of, small_numbers);
    let rows = (0..tree.len()).into_par_iter().flat_map_iter(|area| {
        let of_area = shown_figures(of, area, &residents[area], small_numbers);
        let facts = match is_top(of.town, area) {
            true => of.points.facts.as_slice(),
            false => &[],
        };
        let facts = facts
            .iter()
            .map(|fact| (fact.name.to_owned(), Some(fact.value), fact.unit));
        let with_persons = [&lacking, &classes].map(|rows| rows[area].clone());
        // Areas are counted in 32 bits, as `AreaId` says.
        let row = move |(measure, value, unit)| AreaMeasure {
            area: AreaId(area as u32),
            age,
            measure,
            value,
            unit,
        };
        let rows = of_area
            .into_iter()
            .chain(with_persons.into_iter().flatten());
        rows.chain(facts).map(row)
    });
    rows.collect()
}

fn is_top(town: &TownData, area: usize) -> bool {
    town.areas
        .get(area)
        .is_some_and(|area| area.parent.is_none())
}

/// The figures of an area that are shown exactly where its score is.
fn shown_figures(
    of: &MeasuredPoints<'_>,
    area: usize,
    residents: &AreaResidents,
    small_numbers: SmallNumbers,
) -> Vec<Figure> {
    let shown = is_shown(of.published, area);
    let people = residents.known.iter().map(|known| known.count.people).sum();
    let rounded = |value: f64, unit| match small_numbers {
        SmallNumbers::Keep => value,
        SmallNumbers::Hide => published_figure(value, unit, people),
    };
    figures_of(of, residents)
        .into_iter()
        .map(|(measure, value, unit)| {
            let value = value.filter(|_| shown).map(|value| rounded(value, unit));
            (measure, value, unit)
        })
        .collect()
}

/// Whether the figures of an area's residents are shown: where its score is.
pub fn is_shown(published: &[Published], area: usize) -> bool {
    let area = published.get(area);
    area.is_some_and(|published| published.figures.score.value().is_some())
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

fn figures_of(of: &MeasuredPoints<'_>, residents: &AreaResidents) -> Vec<Figure> {
    let mut figures = Vec::new();
    for measure in &of.points.measures {
        let values = values_of_people(measure, residents);
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
            figures.extend(equity(of.town, residents, measure));
        }
    }
    figures.extend(shortfall(of.travel, residents));
    figures
}

fn values_of_people(measure: &PointMeasure, residents: &AreaResidents) -> ValuesOfPeople {
    let value_at = |home: usize| measure.values.get(home).copied();
    let of_home = |known: &KnownResidents| {
        let value = value_at(known.home)?.known()?;
        Some((value, known.count.people))
    };
    let out_of_reach = residents
        .known
        .iter()
        .filter(|known| value_at(known.home) == Some(PointValue::OutOfReach))
        .map(|known| known.count.people)
        .sum();
    ValuesOfPeople::new(residents.known.iter().filter_map(of_home)).with_out_of_reach(out_of_reach)
}

/// For each area: how many in a hundred people have no value of a measure, by reason.
fn lacking_figures(
    tree: &AreaTree,
    residents: &[AreaResidents],
    of: &MeasuredPoints<'_>,
    small_numbers: SmallNumbers,
) -> Vec<Vec<Figure>> {
    let mut rows = vec![Vec::new(); residents.len()];
    let everybody = people_of_areas(residents, |_| true);
    for measure in &of.points.measures {
        for &lack in measure.lacks {
            let (missing, word) = match lack {
                Lack::OutOfReach => (PointValue::OutOfReach, "buiten_bereik_pct"),
                Lack::Unknown => (PointValue::Unknown, "onbekend_pct"),
            };
            let lacks = |home: usize| measure.values.get(home) == Some(&missing);
            let people = people_of_areas(residents, lacks);
            let shown = published_class(tree, residents, &people, of.published, small_numbers);
            for (area, row) in rows.iter_mut().enumerate() {
                let part = people[area].filter(|_| shown[area].is_some());
                let part = part.filter(|_| is_shown(of.published, area));
                let percent = part.zip(everybody[area]).and_then(|(part, all)| {
                    let percent = (!all.is_none()).then(|| 100.0 * part.value() / all.value())?;
                    Some(published_figure(percent, PERCENT, all))
                });
                row.push((format!("{}_{word}", measure.name), percent, PERCENT));
            }
        }
    }
    rows
}

/// Who has so few places that the first tenths of the people share little.
const TENTHS: [(&str, f64); 9] = [
    ("lorenz_10", 0.1),
    ("lorenz_20", 0.2),
    ("lorenz_30", 0.3),
    ("lorenz_40", 0.4),
    ("lorenz_50", 0.5),
    ("lorenz_60", 0.6),
    ("lorenz_70", 0.7),
    ("lorenz_80", 0.8),
    ("lorenz_90", 0.9),
];

/// How unequally the places for each person are shared out.
fn equity(town: &TownData, residents: &AreaResidents, measure: &PointMeasure) -> Vec<Figure> {
    let of_home = |known: &KnownResidents| {
        let value = measure.values.get(known.home)?.known()?;
        let area = town.demand.get(known.home)?.area?;
        Some((area, Outcome::new(value, known.count.people).ok()?))
    };
    let by_area: Vec<(AreaId, Outcome)> = residents.known.iter().filter_map(of_home).collect();
    let outcomes: Vec<Outcome> = by_area.iter().map(|(_, outcome)| *outcome).collect();
    let split = theil_by_group(&by_area);
    let name = |figure: &str| format!("{}_{figure}", measure.name);
    let curve = lorenz_curve(&outcomes);
    let lorenz = TENTHS.map(|(figure, people)| {
        let part = curve.as_ref();
        let percent = part.map(|curve| 100.0 * curve.value_of_first(people));
        (name(figure), percent, PERCENT)
    });
    let indexes = [
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
    ];
    indexes.into_iter().chain(lorenz).collect()
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

const CLASSES: [NamedClass; 4] = [
    ("bediend", |classes| classes.served),
    ("in_bereik_maar_vol", |classes| classes.full),
    ("in_bereik_plaatsen_onbekend", |classes| classes.unknown),
    ("buiten_bereik", |classes| classes.out_of_reach),
];

/// People by class of coverage with capacity, each class hidden as a part of the residents.
fn class_figures(
    tree: &AreaTree,
    residents: &[AreaResidents],
    of: &MeasuredPoints<'_>,
    small_numbers: SmallNumbers,
) -> Vec<Vec<Figure>> {
    let points = capacity_coverage(of.table, of.travel.norm.norm).points;
    let sum = |area: &AreaResidents, class: fn(&CoverageClasses) -> People| {
        let known = area.known.iter().filter_map(|known| points.get(known.home));
        (!area.known.is_empty()).then(|| known.map(class).sum::<People>())
    };
    let classes = CLASSES.map(|(_, class)| {
        let of_areas = residents.iter().map(|area| sum(area, class));
        of_areas.collect::<Vec<_>>()
    });
    let shown = published_classes(tree, residents, &classes, of.published, small_numbers);
    let figure = |area: usize| {
        let named = CLASSES.iter().zip(&shown);
        let figure = move |((name, _), shown): (&NamedClass, &ClassPeople)| {
            let value = shown[area].map(People::value);
            ((*name).to_owned(), value, "personen")
        };
        named.map(figure).collect()
    };
    (0..residents.len()).map(figure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::{published_by_kind, travel_by_kind};
    use crate::access::point_measures::point_measures;
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
        let table = trips.table(town, AgeGroup::From4To12);
        let points = point_measures(town, &travel[0], &table);
        let of = MeasuredPoints {
            town,
            travel: &travel[0],
            table: &table,
            points: &points,
            published: &published[0][AgeGroup::From4To12],
        };
        let rows = area_measures(&of, small_numbers);
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
        // 40 of 210 have none, 50 have 1.0169, 120 have 1.2429: the first tenth has nothing, the first half (105 people)
        // 50 · 1.0169 + 15 · 1.2429 = 69.49 of 200 places.
        assert_eq!(kept(GM, "e2sfca_lorenz_10"), Some(0.0));
        let half = kept(GM, "e2sfca_lorenz_50").expect("people");
        assert!((half - 34.745).abs() < 1e-2, "{half}");
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
