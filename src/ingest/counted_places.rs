//! Places with their own numbers of people: points, and squares of which some hide small numbers.

use crate::ingest::age_estimate::{age_groups, reduce_to_everybody};
use crate::ingest::age_shares::{AgeShareMap, AgeShares};
use crate::ingest::area_levels::PlacedArea;
use crate::ingest::band::Band;
use crate::ingest::place::{Place, people_of};
use crate::ingest::report::Report;
use crate::ingest::spread::spread;
use crate::ingest::study_columns::ResidentShape;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::{Certainty, Count};
use crate::model::bilingual::Bilingual;
use crate::model::people::People;

const YOUNG: [AgeGroup; 3] = [
    AgeGroup::From0To4,
    AgeGroup::From4To12,
    AgeGroup::From12To18,
];

/// What the numbers of places rest on.
pub struct Counted<'a> {
    /// The areas, with their residents by age group.
    pub areas: &'a [PlacedArea],
    /// Age shares of each area.
    pub area_shares: &'a [Option<AgeShares>],
    /// Age shares by place.
    pub shares: &'a AgeShareMap,
}

/// Fills in the residents of points and squares, neighbourhood by neighbourhood.
pub fn fill_counted(
    counted: &Counted<'_>,
    by_area: &[Vec<usize>],
    places: &mut [Place],
    report: &mut Report,
) {
    for place in places
        .iter_mut()
        .filter(|place| place.shape != ResidentShape::Homes)
    {
        let of_area = place
            .area
            .and_then(|area| counted.area_shares.get(area).copied().flatten());
        let shares = counted.shares.at(place.raw.position).or(of_area);
        place.residents = age_groups(&place.raw.counts, shares).residents;
    }
    let (mut filled, mut people) = (0, People::NONE);
    for (placed, members) in counted.areas.iter().zip(by_area) {
        let is_counted = |index: &usize| {
            places
                .get(*index)
                .is_some_and(|place| place.shape != ResidentShape::Homes)
        };
        let members: Vec<usize> = members.iter().copied().filter(is_counted).collect();
        prefer_ages_of_area(&placed.area.residents, &members, places);
        let (hidden, known): (Vec<usize>, Vec<usize>) = members
            .into_iter()
            .partition(|&index| is_hidden(places, index));
        if !hidden.is_empty() {
            filled += hidden.len();
            people = people + fill_hidden(&placed.area.residents, &known, &hidden, places);
        }
    }
    let text = Bilingual::new(
        format!(
            "{filled} vierkanten zonder getal kregen samen {people} inwoners: wat hun buurt meer heeft dan de andere \
             vierkanten."
        ),
        format!(
            "{filled} squares without a number got {people} residents together: what their neighbourhood has more than \
             the other squares."
        ),
    );
    report.note("vierkanten_aangevuld", None, filled, text);
}

fn is_hidden(places: &[Place], index: usize) -> bool {
    places.get(index).is_some_and(|place| {
        place.shape == ResidentShape::Squares && place.residents[AgeGroup::All].is_none()
    })
}

/// Where no place says anything of ages, the ages of the neighbourhood are nearer to the truth than those of a larger area.
/// They are spread by everybody, as far as the places hold everybody of the neighbourhood.
fn prefer_ages_of_area(of_area: &PerAge<Option<Count>>, members: &[usize], places: &mut [Place]) {
    let says_ages = |index: &usize| {
        places
            .get(*index)
            .is_some_and(|place| place.raw.counts.0.keys().any(|band| *band != Band::All))
    };
    let everybody =
        |index: &usize| Some((*index, places.get(*index)?.residents[AgeGroup::All]?.people));
    let known: Vec<(usize, People)> = members.iter().filter_map(everybody).collect();
    let Some(all) = of_area[AgeGroup::All].map(|count| count.people) else {
        return;
    };
    let here: People = known.iter().map(|(_, people)| *people).sum();
    if here.is_none() || members.iter().any(says_ages) {
        return;
    }
    let weights: Vec<u64> = known
        .iter()
        .map(|(_, people)| people.billionths())
        .collect();
    for age in YOUNG {
        let Some(count) = of_area[age] else { continue };
        // Places that hold only part of the neighbourhood get that part of its children.
        let part = count
            .people
            .share_out(&[here.billionths(), all.less(here).billionths()]);
        let parts = part
            .first()
            .map(|people| people.share_out(&weights))
            .unwrap_or_default();
        for ((index, _), people) in known.iter().zip(parts) {
            if let Some(place) = places.get_mut(*index) {
                place.residents[age] = Some(Count {
                    people,
                    certainty: Certainty::Estimated,
                });
            }
        }
    }
}

/// Shares what the neighbourhood has more than its known squares over the hidden ones, by dwellings. Gives their people.
///
/// # Source
/// nabij domain note B.3: the remainder is never below 0.
fn fill_hidden(
    of_area: &PerAge<Option<Count>>,
    known: &[usize],
    hidden: &[usize],
    places: &mut [Place],
) -> People {
    let known: Vec<&PerAge<Option<Count>>> = known
        .iter()
        .filter_map(|&index| places.get(index))
        .map(|place| &place.residents)
        .collect();
    let mut remainder = PerAge::from_fn(|age| {
        let people = of_area[age]?
            .people
            .less(people_of(known.iter().copied(), age));
        let certainty = if age == AgeGroup::All {
            Certainty::Allocated
        } else {
            Certainty::Estimated
        };
        Some(Count { people, certainty })
    });
    reduce_to_everybody(&mut remainder);
    let weights: Vec<u64> = hidden
        .iter()
        .filter_map(|&index| places.get(index))
        .map(|place| place.raw.weight)
        .collect();
    for (&index, residents) in hidden.iter().zip(spread(&remainder, &weights)) {
        if let Some(place) = places.get_mut(index) {
            place.residents = residents;
        }
    }
    remainder[AgeGroup::All].map_or(People::NONE, |count| count.people)
}
