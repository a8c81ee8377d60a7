//! Whether those whose neighbourhood asks for more support travel longer or have fewer places: equity by need, and
//! the curves behind it. Need comes in as plain numbers; this room does not know how it is measured.

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::concentration_index::concentration_index;
use crate::access::decay::Decay;
use crate::access::enhanced_catchment::enhanced_catchment;
use crate::access::measures::{AreaMeasure, published_figure};
use crate::access::outcome::{Outcome, RankedOutcome};
use crate::access::palma::palma_by_need;
use crate::access::publication::Published;
use crate::access::published_classes::{people_of_areas, published_class};
use crate::access::residents::{AreaResidents, KnownResidents, residents_of_areas};
use crate::access::share_curve::{ShareCurve, concentration_curve};
use crate::access::suppression::SmallNumbers;
use crate::access::travel_tables::KindTrips;
use crate::model::area::{AreaId, AreaLevel};
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;

/// A figure with its name and unit, as in `maten.csv`.
type Figure = (String, Option<f64>, &'static str);

const PERCENT: &str = "%";
const INDEX: &str = "-1 tot 1";
const RATIO: &str = "verhouding";
/// The tenths of the people at which a curve is read.
const TENTHS: std::ops::RangeInclusive<u8> = 1..=9;

/// What is shared out over homes.
struct Shared<'a> {
    name: &'static str,
    values: &'a [Option<f64>],
}

/// How travel time and places are shared out, for every area above neighbourhoods: inside one, need is the same.
///
/// For travel time (`reistijd`) and places (`e2sfca`) the concentration index (`_concentratie_inzet`), Palma's ratio
/// (`_palma_inzet`) and the concentration curve (`_curve_inzet_10` to `_90`), in which those whose neighbourhoods ask
/// for most stand first; and the people whose need is not known (`inzet_onbekend`).
///
/// # Shape
/// By area, then figure, for the main age group of the norm. `published` and `need_of_areas` have one entry for each
/// area; homes of an area without need are left out of what is told by need.
///
/// # Source
/// Kakwani 1977 and 1980; Palma 2011; see the functions themselves.
pub fn equity_by_need(
    town: &TownData,
    travel: &KindTravel,
    trips: &KindTrips,
    given: &EquityGiven<'_>,
) -> Vec<AreaMeasure> {
    let Some(&age) = travel.norm.ages.first() else {
        return Vec::new();
    };
    let places = places(town, travel, trips);
    let times: Vec<Option<f64>> = travel
        .reaches
        .iter()
        .map(|reach| reach.time().map(Seconds::value))
        .collect();
    let shared = [
        Shared {
            name: "reistijd",
            values: &times,
        },
        Shared {
            name: "e2sfca",
            values: &places,
        },
    ];
    let tree = AreaTree::of(town);
    let residents = residents_of_areas(town, &tree, age);
    let is_unknown = |home| need_of_home(town, given.need_of_areas, home).is_none();
    let unknown = people_of_areas(&residents, is_unknown);
    // A small neighbourhood of unknown need may be told by its district's share.
    let (published, small_numbers) = (given.published, given.small_numbers);
    let unknown = published_class(&tree, &residents, &unknown, published, small_numbers);
    let mut rows = Vec::new();
    for (place, (area, residents)) in town.areas.iter().zip(&residents).enumerate() {
        if area.level == AreaLevel::Neighbourhood {
            continue;
        }
        let people = residents.known.iter().map(|known| known.count.people).sum();
        let unknown = unknown.get(place).copied().flatten();
        let mut figures = vec![(
            "inzet_onbekend".to_owned(),
            unknown.and_then(|unknown| unknown.percentage_of(people)),
            PERCENT,
        )];
        figures.extend(need_figures(town, &shared, residents, given.need_of_areas));
        // Areas are counted in 32 bits, as `AreaId` says.
        let area = AreaId(place as u32);
        rows.extend(
            figures
                .into_iter()
                .map(|(measure, value, unit)| AreaMeasure {
                    area,
                    age,
                    measure,
                    value: given.shown(place, value, unit, people),
                    unit,
                }),
        );
    }
    rows
}

/// What equity is told by, and what of it may be shown.
#[derive(Debug, Clone, Copy)]
pub struct EquityGiven<'a> {
    /// What is published of each area for the main age group: a figure is shown where the score is.
    pub published: &'a [Published],
    /// The need of each area, more is more need.
    pub need_of_areas: &'a [Option<f64>],
    /// What is done with small numbers.
    pub small_numbers: SmallNumbers,
}

impl EquityGiven<'_> {
    fn shown(&self, area: usize, value: Option<f64>, unit: &str, people: People) -> Option<f64> {
        let published = self.published.get(area)?;
        published.figures.score.value()?;
        value.map(|value| match self.small_numbers {
            SmallNumbers::Keep => value,
            SmallNumbers::Hide => published_figure(value, unit, people),
        })
    }
}

/// Places for each person (E2SFCA with the proximity score as weight), home by home.
fn places(town: &TownData, travel: &KindTravel, trips: &KindTrips) -> Vec<Option<f64>> {
    let norm = &travel.norm;
    let decay = Decay::linear(norm.norm, norm.limit);
    match (norm.ages.first(), decay) {
        (Some(&age), Ok(decay)) => enhanced_catchment(&trips.table(town, age), &decay).access,
        (None, _) | (_, Err(_)) => vec![None; town.demand.len()],
    }
}

fn need_of_home(town: &TownData, need_of_areas: &[Option<f64>], home: usize) -> Option<f64> {
    let area = town.demand.get(home)?.area?;
    need_of_areas.get(area.0 as usize).copied().flatten()
}

fn need_figures(
    town: &TownData,
    shared: &[Shared<'_>],
    residents: &AreaResidents,
    need_of_areas: &[Option<f64>],
) -> Vec<Figure> {
    let mut figures = Vec::new();
    for shared in shared {
        let ranked = |known: &KnownResidents| {
            let value = shared.values.get(known.home).copied().flatten()?;
            let outcome = Outcome::new(value, known.count.people).ok()?;
            RankedOutcome::new(need_of_home(town, need_of_areas, known.home)?, outcome).ok()
        };
        let ranked: Vec<RankedOutcome> = residents.known.iter().filter_map(ranked).collect();
        let name = |figure: &str| format!("{}_{figure}", shared.name);
        figures.extend([
            (
                name("concentratie_inzet"),
                concentration_index(&ranked),
                INDEX,
            ),
            (name("palma_inzet"), palma_by_need(&ranked), RATIO),
        ]);
        let curve = concentration_curve(&ranked);
        figures.extend(curve_figures(shared.name, "curve_inzet", curve.as_ref()));
    }
    figures
}

/// A curve at every tenth of the people, in percent of all there is.
fn curve_figures(shared: &str, curve_name: &str, curve: Option<&ShareCurve>) -> Vec<Figure> {
    TENTHS
        .map(|tenth| {
            let part = curve.map(|curve| 100.0 * curve.value_of_first(f64::from(tenth) / 10.0));
            (format!("{shared}_{curve_name}_{tenth}0"), part, PERCENT)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::{published_by_kind, travel_by_kind};
    use crate::access::travel::TravelIndex;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{BU1, BU4, GM, worked_town};
    use crate::model::age_group::AgeGroup;

    /// The figures of the municipality by name.
    fn figures(need: &[Option<f64>]) -> Vec<(String, Option<f64>)> {
        let mut town = worked_town();
        town.facilities[0].capacity = Some(200);
        let index = TravelIndex::build(&town).expect("sound");
        let travel = travel_by_kind(&town, &index).expect("sound");
        let published = published_by_kind(&town, &travel, SmallNumbers::Keep);
        let norm = &travel[0].norm;
        let trips =
            kind_trips(&index, &norm.kind, &travel[0].profile, norm.limit).expect("prepared");
        let given = EquityGiven {
            published: &published[0][AgeGroup::From4To12],
            need_of_areas: need,
            small_numbers: SmallNumbers::Keep,
        };
        let rows = equity_by_need(&town, &travel[0], &trips, &given);
        assert!(rows.iter().all(|row| row.area.0 as usize > BU4));
        rows.into_iter()
            .filter(|row| row.area.0 as usize == GM)
            .map(|row| (row.measure, row.value))
            .collect()
    }

    fn figure(figures: &[(String, Option<f64>)], name: &str) -> Option<f64> {
        let found = figures.iter().find(|(measure, _)| measure == name);
        found.expect("the figure is there").1
    }

    #[test]
    fn who_needs_most_and_travels_longest_turns_the_index_below_zero() {
        // 170 children in BU1 of need 20 travel 472.7 s (100), 590.9 s (20) and 709.1 s (50), together 94,545 s;
        // 40 in BU4 of need 80 travel 2,363.6 s each, together the same 94,545 s. First 40 of 210 people (0.190476)
        // have half: 1 − 0.190476 · 0.5 − 0.809524 · 1.5 = −0.309524.
        let mut need = vec![None; 7];
        (need[BU1], need[BU4]) = (Some(20.0), Some(80.0));
        let found = figures(&need);
        let index = figure(&found, "reistijd_concentratie_inzet").expect("people");
        assert!((index + 0.309_524).abs() < 1e-5, "{index}");
        // A tenth of the people is 21 of those 40: 0.525 of a half. Nine tenths: 0.5 + 149 / 170 of a half.
        let tenth = figure(&found, "reistijd_curve_inzet_10").expect("people");
        assert!((tenth - 26.25).abs() < 1e-3, "{tenth}");
        let nine = figure(&found, "reistijd_curve_inzet_90").expect("people");
        assert!(
            (nine - (50.0 + 50.0 * 149.0 / 170.0)).abs() < 1e-3,
            "{nine}"
        );
        // The 40 reach no place at all: all places go to those with less need.
        let places = figure(&found, "e2sfca_concentratie_inzet").expect("people");
        assert!((places - 40.0 / 210.0).abs() < 1e-9, "{places}");
        assert_eq!(figure(&found, "inzet_onbekend"), Some(0.0));
    }

    #[test]
    fn people_of_unknown_need_are_counted_and_left_out() {
        let mut need = vec![None; 7];
        need[BU1] = Some(20.0);
        let found = figures(&need);
        let unknown = figure(&found, "inzet_onbekend").expect("people");
        assert!((unknown - 100.0 * 40.0 / 210.0).abs() < 1e-9);
        // Everybody left has the same need: nothing to tell apart.
        let index = figure(&found, "reistijd_concentratie_inzet").expect("people");
        assert!(index.abs() < 1e-12);
    }
}
