//! For every facility: who loses how much if it closes, by neighbourhood.
//! A small number is hidden, and so are those from which it could be found by subtraction from what `aanbod.csv` tells of
//! the facility and `bereikbaarheid.csv` of the neighbourhood.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::area_tree::AreaTree;
use crate::access::closure::{ClosureLoss, closure_losses, two_nearest};
use crate::access::crossed_table::{CrossedCell, CrossedTable, hidden_cells};
use crate::access::measures::MeasuredPoints;
use crate::access::suppression::{
    Shown, SmallNumbers, carries_percentages, hidden_parts, is_small, rounded_persons,
};
use crate::access::values_of_people::ValuesOfPeople;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::people::People;
use crate::model::units::Seconds;

/// Numbers of people are rounded to this where small ones are hidden, as in `aanbod.csv`.
const ROUNDED_TO: u32 = 5;

/// One row of `sluitingen.csv`: the people of one neighbourhood who lose by the closure of one facility.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosureRow {
    /// The index of the facility.
    pub facility: usize,
    /// The age group.
    pub age: AgeGroup,
    /// The neighbourhood; nothing for homes that lie in none.
    pub area: Option<AreaId>,
    /// Those for whom the way becomes longer or ends; nothing when they are hidden.
    pub people: Option<People>,
    /// The extra travel time that half of them have at most; nothing when half of them would reach no other facility
    /// within the limit, or they are few.
    pub extra_p50: Option<f64>,
    /// Those of them who would fall beyond the norm; nothing when they are hidden.
    pub beyond_norm: Option<People>,
    /// Whether a number is hidden because it is small or tells of a small one.
    pub hidden: bool,
}

/// Those of one neighbourhood who lose by the closure of one facility.
#[derive(Debug, Clone, Default)]
struct Losers {
    people: People,
    beyond_norm: People,
    extra: Vec<(f64, People)>,
    without: People,
}

/// A facility's place among the supplies, and a neighbourhood.
type Cell = (usize, Option<AreaId>);

/// Who loses by the closure of each facility alone; a neighbourhood where nobody loses has no row.
///
/// # Shape
/// By facility of `facilities` (the supplies of the table), then neighbourhood, homes in none first.
pub fn closure_report(
    of: &MeasuredPoints<'_>,
    facilities: &[usize],
    small_numbers: SmallNumbers,
) -> Vec<ClosureRow> {
    let Some(&age) = of.travel.norm.ages.first() else {
        return Vec::new();
    };
    let ways = two_nearest(of.table);
    let norm = of.travel.norm.norm;
    let losses = closure_losses(&ways, of.table.people(), norm, facilities.len());
    let falls = |home: usize| {
        let within = |time: Option<Seconds>| time.is_some_and(|time| time <= norm);
        let [nearest, second] = [ways[home].nearest, ways[home].second];
        within(nearest.map(|trip| trip.time)) && !within(second.map(|trip| trip.time))
    };
    let found = losers(of, &losses, falls);
    let hidden = match small_numbers {
        SmallNumbers::Hide => Hidden::of(of, &losses, &found),
        SmallNumbers::Keep => Hidden::none(found.len()),
    };
    let shown = |people: People| match small_numbers {
        SmallNumbers::Hide => rounded_persons(people, ROUNDED_TO),
        SmallNumbers::Keep => people,
    };
    let row = |(index, (&(supply, area), losers)): (usize, (&Cell, &Losers))| {
        let enough = small_numbers == SmallNumbers::Keep || carries_percentages(losers.people);
        let extra = ValuesOfPeople::new(losers.extra.iter().copied())
            .with_out_of_reach(losers.without)
            .quantile(50);
        ClosureRow {
            facility: facilities[supply],
            age,
            area,
            people: (!hidden.people[index]).then(|| shown(losers.people)),
            extra_p50: extra.filter(|_| enough && !hidden.people[index]),
            beyond_norm: (!hidden.beyond_norm[index]).then(|| shown(losers.beyond_norm)),
            hidden: hidden.people[index] || hidden.beyond_norm[index] || !enough,
        }
    };
    found.iter().enumerate().map(row).collect()
}

/// The losers of each facility and neighbourhood that has any.
fn losers(
    of: &MeasuredPoints<'_>,
    losses: &[ClosureLoss],
    falls: impl Fn(usize) -> bool,
) -> BTreeMap<Cell, Losers> {
    let mut found: BTreeMap<Cell, Losers> = BTreeMap::new();
    for (supply, loss) in losses.iter().enumerate() {
        for loss in &loss.losses {
            let people = of.table.people()[loss.demand];
            if people.is_none() {
                continue;
            }
            let area = of.town.demand[loss.demand].area;
            let cell = found.entry((supply, area)).or_default();
            cell.people = cell.people + people;
            if falls(loss.demand) {
                cell.beyond_norm = cell.beyond_norm + people;
            }
            match loss.extra {
                Some(extra) => cell.extra.push((extra.value(), people)),
                None => cell.without = cell.without + people,
            }
        }
    }
    found
}

/// Of each row which numbers are hidden.
struct Hidden {
    people: Vec<bool>,
    beyond_norm: Vec<bool>,
}

impl Hidden {
    fn none(rows: usize) -> Self {
        Self {
            people: vec![false; rows],
            beyond_norm: vec![false; rows],
        }
    }

    fn of(of: &MeasuredPoints<'_>, losses: &[ClosureLoss], found: &BTreeMap<Cell, Losers>) -> Self {
        let people = hidden_people(of, losses, found);
        let mut beyond_norm = Vec::new();
        for (supply, loss) in losses.iter().enumerate() {
            let rows = found
                .iter()
                .zip(&people)
                .filter(|((cell, _), _)| cell.0 == supply);
            let rows: Vec<(Cell, &Losers, bool)> = rows
                .map(|((&cell, losers), &hidden)| (cell, losers, hidden))
                .collect();
            beyond_norm.extend(hidden_beyond_norm(of, loss, &rows));
        }
        Self {
            people,
            beyond_norm,
        }
    }
}

/// The people of a facility add up to those for whom it is the nearest, those of a neighbourhood to its residents: those
/// who lose by no closure are one more row, of which the sum is not told.
fn hidden_people(
    of: &MeasuredPoints<'_>,
    losses: &[ClosureLoss],
    found: &BTreeMap<Cell, Losers>,
) -> Vec<bool> {
    let areas: BTreeSet<Option<AreaId>> = found.keys().map(|(_, area)| *area).collect();
    let columns: BTreeMap<Option<AreaId>, usize> = areas.into_iter().zip(0..).collect();
    let cell = |(&(row, area), losers): (&Cell, &Losers)| CrossedCell {
        row,
        column: columns[&area],
        people: losers.people,
    };
    let mut table = CrossedTable {
        cells: found.iter().map(cell).collect(),
        row_told: losses.iter().map(|loss| !is_small(loss.users)).collect(),
        column_told: columns
            .keys()
            .map(|&area| persons_told(of, area).is_some())
            .collect(),
    };
    let published_hidden = |(_, area): &Cell| area.is_some() && persons_told(of, *area).is_none();
    let mut already: Vec<bool> = found.keys().map(published_hidden).collect();
    let nobody_else = table.row_told.len();
    table.row_told.push(false);
    for (&area, &column) in &columns {
        let others = residents(of, area).less(
            table
                .cells
                .iter()
                .filter(|cell| cell.column == column)
                .map(|cell| cell.people)
                .sum(),
        );
        if is_small(others) {
            table.cells.push(CrossedCell {
                row: nobody_else,
                column,
                people: others,
            });
            already.push(true);
        }
    }
    let mut hidden = hidden_cells(&table, &already);
    hidden.truncate(found.len());
    hidden
}

/// Those of one facility's losers who would fall beyond the norm are parts of them, and add up to what `aanbod.csv`
/// tells; where nobody may know who is covered now, nobody may know this either.
fn hidden_beyond_norm(
    of: &MeasuredPoints<'_>,
    loss: &ClosureLoss,
    rows: &[(Cell, &Losers, bool)],
) -> Vec<bool> {
    let all = rows.len();
    let parents = (0..all).map(|_| Some(all)).chain([None]);
    let tree = AreaTree::with_parents(parents.collect());
    let persons = rows.iter().map(|(_, losers, _)| losers.people);
    let parts = rows.iter().map(|(_, losers, _)| losers.beyond_norm);
    let already = rows
        .iter()
        .map(|((_, area), _, hidden)| *hidden || covered_is_hidden(of, *area));
    let persons: Vec<Option<People>> = persons.chain([loss.users]).map(Some).collect();
    let parts: Vec<Option<People>> = parts.chain([loss.beyond_norm]).map(Some).collect();
    let already: Vec<bool> = already.chain([is_small(loss.beyond_norm)]).collect();
    let mut hidden = hidden_parts(&tree, &persons, &parts, &already);
    hidden.truncate(all);
    hidden
}

fn persons_told(of: &MeasuredPoints<'_>, area: Option<AreaId>) -> Option<People> {
    let published = of.published.get(area?.0 as usize)?;
    published.figures.persons.value()
}

fn covered_is_hidden(of: &MeasuredPoints<'_>, area: Option<AreaId>) -> bool {
    let published = area.and_then(|area| of.published.get(area.0 as usize));
    published.is_some_and(|published| published.figures.covered == Shown::Hidden)
}

/// The people of the homes in a neighbourhood, as the table has them.
fn residents(of: &MeasuredPoints<'_>, area: Option<AreaId>) -> People {
    let homes = of.town.demand.iter().zip(of.table.people());
    homes
        .filter(|(home, _)| home.area == area)
        .map(|(_, people)| people)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::{published_by_kind, travel_by_kind};
    use crate::access::point_measures::PointMeasures;
    use crate::access::travel::TravelIndex;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{children, school, worked_town};
    use crate::model::area::Certainty;
    use crate::model::town_data::TownData;
    use crate::model::travel_mode::DistanceLevel;

    /// The worked town at D0 with a second school B at 900: h0 at 400 is 400 m from A and 500 m from B, so it loses
    /// 100 m, 90.9 s; h1 at 500 is 400 m from B and 500 m from A, h2 at 600 is 300 m from B and 600 m from A (272.7 s);
    /// h4 at 2000 is 1,100 m from B, 1,000 s, and A is beyond the limit of 1,320 m.
    fn with_two_schools() -> TownData {
        let mut town = worked_town();
        town.distance_level = DistanceLevel::D0;
        town.facilities.push(school("B", 900.0));
        town
    }

    /// School, neighbourhood, people, median of the extra time, people beyond the norm.
    fn rows(town: &TownData, small_numbers: SmallNumbers) -> Vec<String> {
        let index = TravelIndex::build(town).expect("sound");
        let travel = travel_by_kind(town, &index).expect("sound");
        let norm = &travel[0].norm;
        let trips =
            kind_trips(&index, &norm.kind, &travel[0].profile, norm.limit).expect("prepared");
        let published = published_by_kind(town, &travel, small_numbers);
        let of = MeasuredPoints {
            town,
            travel: &travel[0],
            table: &trips.table(town, AgeGroup::From4To12),
            points: &PointMeasures::default(),
            published: &published[0][AgeGroup::From4To12],
        };
        let line = |row: &ClosureRow| {
            let school = &town.facilities[row.facility].id.0;
            let area = row.area.map(|area| &town.areas[area.0 as usize].code.0);
            let area = area.map_or("", String::as_str);
            let number =
                |people: Option<People>| people.map_or("?".to_owned(), |people| people.to_string());
            let extra = row
                .extra_p50
                .map_or("-".to_owned(), |extra| format!("{extra:.1}"));
            let (people, beyond) = (number(row.people), number(row.beyond_norm));
            format!("{school} {area} {people} {extra} {beyond}")
        };
        let found = closure_report(&of, &trips.facilities, small_numbers);
        found.iter().map(line).collect()
    }

    #[test]
    fn each_closure_tells_which_neighbourhood_loses_how_much() {
        // Half of the 70 of BU1 who use B have at most 272.7 s more (20 have 90.9, 50 have 272.7); none of them falls
        // beyond the norm of 660 m. Of BU4 nobody is within it now.
        let expected = ["A BU1 100 90.9 0", "B BU1 70 272.7 0", "B BU4 40 - 0"];
        assert_eq!(rows(&with_two_schools(), SmallNumbers::Keep), expected);
        let mut town = with_two_schools();
        town.facilities.pop();
        // With A alone: nobody would have another, and all three homes of BU1 are within the norm now.
        assert_eq!(rows(&town, SmallNumbers::Keep), ["A BU1 170 - 170"]);
        assert_eq!(rows(&town, SmallNumbers::Hide), ["A BU1 170 - 170"]);
    }

    #[test]
    fn a_few_who_lose_are_hidden_together_with_those_they_could_be_found_from() {
        // Three children of BU1 use A, and so do the 40 of BU4, who are hidden too: by the sum of A they would tell of
        // the three. So would the 70 of BU1 who use B, by the sum of BU1.
        let mut town = with_two_schools();
        town.demand[0].residents = children(Some(3), Certainty::Counted);
        town.demand[4].position.x = 440.0;
        let expected = ["A BU1 ? - ?", "A BU4 ? - ?", "B BU1 ? - ?"];
        assert_eq!(rows(&town, SmallNumbers::Hide), expected);
    }

    #[test]
    fn a_home_in_no_neighbourhood_is_not_lost() {
        let mut town = with_two_schools();
        town.demand[0].area = None;
        let expected = ["A  100 90.9 0", "B BU1 70 272.7 0", "B BU4 40 - 0"];
        assert_eq!(rows(&town, SmallNumbers::Keep), expected);
    }
}
