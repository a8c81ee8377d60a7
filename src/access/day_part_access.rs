//! How many people have an open facility within the norm, by part of the week, as it may be published.
//! Facilities whose hours nobody knows give a second, upper answer: they are taken for closed, and then for open.

use crate::access::area_tree::AreaTree;
use crate::access::day_parts::{DAY_PARTS, DayPart};
use crate::access::measures::{MeasuredPoints, is_shown};
use crate::access::publication::Reason;
use crate::access::published_classes::{people_of_areas, published_classes};
use crate::access::residents::{AreaResidents, residents_of_areas};
use crate::access::suppression::{SmallNumbers, rounded_percentage};
use crate::access::time_of_week::{HomeHours, open_within};
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaId;
use crate::model::people::People;
use crate::model::week_slots::{MINUTES_A_SLOT, WeekSlots};

/// One row of `tijdvakken.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct DayPartAccess {
    /// The area.
    pub area: AreaId,
    /// The age group of the residents.
    pub age: AgeGroup,
    /// The part of the week.
    pub part: DayPart,
    /// Residents.
    pub persons: Option<People>,
    /// Those with a facility within the norm that is open in this part of at least one day, for a half-hour or more.
    pub covered: Option<People>,
    /// The same if every facility of unknown hours were open.
    pub possible: Option<People>,
    /// The covered in percent of the residents.
    pub share: Option<f64>,
    /// For how many hours a week in this part something is open within the norm, as a mean over the residents.
    pub hours_a_week: Option<f64>,
    /// Why figures are empty or should be read with care.
    pub reasons: Vec<Reason>,
}

/// The people with something open within the norm, for each area and part of the week; none for a kind of which no
/// opening hours are known.
///
/// # Shape
/// By area, then part of the week. `hours` has one entry for each supply of the table.
pub fn day_part_access(
    of: &MeasuredPoints<'_>,
    hours: &[Option<WeekSlots>],
    small_numbers: SmallNumbers,
) -> Vec<DayPartAccess> {
    let Some(&age) = of.travel.norm.ages.first() else {
        return Vec::new();
    };
    if hours.iter().all(Option::is_none) {
        return Vec::new();
    }
    let tree = AreaTree::of(of.town);
    let residents = residents_of_areas(of.town, &tree, age);
    let homes = open_within(of.table, hours, of.travel.norm.norm);
    let parts =
        DAY_PARTS.map(|part| part_by_area(&tree, &residents, of, (part, &homes), small_numbers));
    let row = |area: usize, (part, by_area): (DayPart, &Vec<PartPeople>)| {
        let found = &by_area[area];
        let published = of.published.get(area);
        let mut reasons = published.map_or_else(Vec::new, |area| area.reasons.clone());
        if found.hidden && !reasons.contains(&Reason::SmallNumber) {
            reasons.push(Reason::SmallNumber);
        }
        DayPartAccess {
            // Areas are counted in 32 bits, as `AreaId` says.
            area: AreaId(area as u32),
            age,
            part,
            persons: published.and_then(|area| area.figures.persons.value()),
            covered: found.covered,
            possible: found.possible,
            share: found.share,
            hours_a_week: found.hours_a_week,
            reasons,
        }
    };
    let by_part = |area| {
        DAY_PARTS
            .into_iter()
            .zip(&parts)
            .map(move |part| row(area, part))
    };
    (0..tree.len()).flat_map(by_part).collect()
}

/// The figures of one area in one part of the week.
struct PartPeople {
    covered: Option<People>,
    possible: Option<People>,
    share: Option<f64>,
    hours_a_week: Option<f64>,
    hidden: bool,
}

/// What one home has in one part of the week.
#[derive(Clone, Copy, PartialEq)]
enum Offer {
    Open,
    PerhapsOpen,
    Closed,
    Nothing,
}

const OFFERS: [Offer; 4] = [
    Offer::Open,
    Offer::PerhapsOpen,
    Offer::Closed,
    Offer::Nothing,
];

fn offer(part: DayPart, home: &HomeHours) -> Offer {
    if home.near == 0 {
        Offer::Nothing
    } else if part.slots().any(|slot| home.open.is_open_in(slot)) {
        Offer::Open
    } else if home.not_known > 0 {
        Offer::PerhapsOpen
    } else {
        Offer::Closed
    }
}

fn part_by_area(
    tree: &AreaTree,
    residents: &[AreaResidents],
    of: &MeasuredPoints<'_>,
    (part, homes): (DayPart, &[HomeHours]),
    small_numbers: SmallNumbers,
) -> Vec<PartPeople> {
    let offers: Vec<Offer> = homes.iter().map(|home| offer(part, home)).collect();
    let classes =
        OFFERS.map(|class| people_of_areas(residents, |home| offers.get(home) == Some(&class)));
    let shown = published_classes(tree, residents, &classes, of.published, small_numbers);
    let of_area = |(area, residents): (usize, &AreaResidents)| {
        let [open, perhaps] = [&shown[0], &shown[1]].map(|class| class[area]);
        let visible = open.is_some() && is_shown(of.published, area);
        let persons = residents.known.iter().map(|known| known.count.people).sum();
        let exact = classes[0][area].filter(|_| visible);
        PartPeople {
            covered: open,
            possible: open.zip(perhaps).map(|(open, perhaps)| open + perhaps),
            share: exact.and_then(|open| share(open, persons, small_numbers)),
            hours_a_week: mean_hours(part, residents, homes).filter(|_| visible),
            hidden: classes[0][area].is_some() && open.is_none(),
        }
    };
    residents.iter().enumerate().map(of_area).collect()
}

fn share(part: People, all: People, small_numbers: SmallNumbers) -> Option<f64> {
    let percent = (!all.is_none()).then(|| 100.0 * part.value() / all.value())?;
    Some(match small_numbers {
        SmallNumbers::Hide => rounded_percentage(percent, all),
        SmallNumbers::Keep => percent,
    })
}

fn mean_hours(part: DayPart, residents: &AreaResidents, homes: &[HomeHours]) -> Option<f64> {
    let open = |home: usize| {
        let home = homes.get(home)?;
        Some(
            part.slots()
                .filter(|&slot| home.open.is_open_in(slot))
                .count(),
        )
    };
    let (mut people, mut person_slots) = (0.0, 0.0);
    for known in &residents.known {
        people += known.count.people.value();
        person_slots += known.count.people.value() * open(known.home).unwrap_or(0) as f64;
    }
    (people > 0.0).then(|| person_slots / people * f64::from(MINUTES_A_SLOT) / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::analysis::{published_by_kind, travel_by_kind};
    use crate::access::point_measures::PointMeasures;
    use crate::access::travel::TravelIndex;
    use crate::access::travel_tables::kind_trips;
    use crate::access::worked_town::{BU1, BU2, GM, children, school, worked_town};
    use crate::model::area::Certainty;
    use crate::model::town_data::TownData;

    /// School A at 0 by day, B at 1,000 m of unknown hours. Within the norm (600 s, 507.7 m) of A are h0 and h1 with
    /// 120 children, of B h1 and h2, and of neither h4 with 40.
    fn two_schools() -> TownData {
        let mut town = worked_town();
        town.facilities[0].opening_hours = Some("Mo-Fr 08:00-12:00".parse().expect("understood"));
        town.facilities.push(school("B", 1000.0));
        town
    }

    fn rows(town: &TownData, small_numbers: SmallNumbers) -> Vec<DayPartAccess> {
        let index = TravelIndex::build(town).expect("sound");
        let travel = travel_by_kind(town, &index).expect("sound");
        let norm = &travel[0].norm;
        let trips =
            kind_trips(&index, &norm.kind, &travel[0].profile, norm.limit).expect("prepared");
        let table = trips.table(town, AgeGroup::From4To12);
        let published = published_by_kind(town, &travel, small_numbers);
        let of = MeasuredPoints {
            town,
            travel: &travel[0],
            table: &table,
            points: &PointMeasures::default(),
            published: &published[0][AgeGroup::From4To12],
        };
        day_part_access(&of, &trips.hours(town), small_numbers)
    }

    /// Persons, covered and possible of a part of weekdays, and the mean hours.
    fn figures(
        rows: &[DayPartAccess],
        area: usize,
        part: usize,
    ) -> ([Option<u64>; 3], Option<f64>) {
        let row = &rows[area * DAY_PARTS.len() + part];
        let people = [row.persons, row.covered, row.possible];
        let whole = people.map(|people| people.map(People::whole_persons));
        (
            whole,
            row.hours_a_week
                .map(|hours| (hours * 100.0).round() / 100.0),
        )
    }

    #[test]
    fn who_is_near_an_open_school_is_covered_and_who_is_near_an_unknown_one_perhaps() {
        let rows = rows(&two_schools(), SmallNumbers::Keep);
        // Mornings: h0 and h1 are covered; h2 perhaps. Four hours on five days for 120 of 170: 14.12 hours a week.
        assert_eq!(
            figures(&rows, BU1, 0),
            ([170, 120, 170].map(Some), Some(14.12))
        );
        // Evenings: nobody is, h1 and h2 perhaps.
        assert_eq!(figures(&rows, BU1, 3), ([170, 0, 70].map(Some), Some(0.0)));
        assert_eq!(
            figures(&rows, GM, 0),
            ([210, 120, 170].map(Some), Some(11.43))
        );
        assert_eq!(figures(&rows, BU2, 0), ([None; 3], None));
        let morning = &rows[BU1 * DAY_PARTS.len()];
        assert_eq!(morning.share.map(f64::round), Some(71.0));
    }

    #[test]
    fn few_children_without_an_open_school_are_hidden_in_that_part_only() {
        // h0 has 3 children: in the evening they are all who are near a closed school.
        let mut town = two_schools();
        town.demand[0].residents = children(Some(3), Certainty::Counted);
        let rows = rows(&town, SmallNumbers::Hide);
        assert_eq!(figures(&rows, BU1, 3), ([Some(73), None, None], None));
        let evening = &rows[BU1 * DAY_PARTS.len() + 3];
        assert!(evening.reasons.contains(&Reason::SmallNumber));
        assert_eq!(figures(&rows, BU1, 0).0, [Some(73), Some(25), Some(75)]);
    }

    #[test]
    fn without_any_known_hours_there_are_no_rows() {
        assert_eq!(rows(&worked_town(), SmallNumbers::Keep), []);
    }
}
