//! Why an area's number is what it is: one sentence, parts that add up to it, the spread, the sources.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::access::barrier_lines::BarrierLines;
use crate::access::reach::Reach;
use crate::access::suppression::is_small;
use crate::model::area::AreaLevel;
use crate::model::people::People;
use crate::model::travel_mode::DistanceLevel;
use crate::study::answer::{AreaAnswer, area_answer, whole_people};
use crate::study::area_detour::detour_sentence;
use crate::study::asked::Asked;
use crate::study::coverage_sentence::coverage_sentence;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, district_name};
use crate::study::sentences::{Beyond, Whither, Wording};

/// The formula behind the score, with its version.
const FORMULA: &str = "nabijheid-1";
/// So many facilities are named; the people of the others are joined.
const MOST_FACILITIES: usize = 6;

/// The explanation, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    code: String,
    naam: String,
    niveau: &'static str,
    wijk: Option<String>,
    zin: String,
    waarde: AreaAnswer,
    delen: Vec<Part>,
    spreiding: Option<String>,
    geschat_pct: Option<f64>,
    bronnen: Vec<SourceOverview>,
    formule: &'static str,
    normenset: String,
    afstandsniveau: &'static str,
    reden: Option<String>,
}

/// A part of the people of an area; the parts add up to all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    naam: String,
    personen: u64,
    soort: &'static str,
}

/// Explains the figures of the area with this index; nothing when there is no such area.
pub fn explanation(
    asked: &Asked<'_>,
    lines: &BarrierLines,
    index: usize,
    language: Language,
) -> Option<Explanation> {
    let area = asked.town.areas.get(index)?;
    let published = asked.published.get(index)?;
    let figures = &published.figures;
    let wording = asked.wording(language);
    let counts = whole_people(figures.persons).zip(whole_people(figures.covered));
    let value = area_answer(asked, index, language)?;
    Some(Explanation {
        code: area.code.0.clone(),
        naam: area.name.clone(),
        niveau: area.level.code(),
        wijk: district_name(asked.town, area),
        zin: coverage_sentence(asked, index, language)?,
        delen: counts.map_or_else(Vec::new, |(persons, covered)| {
            parts(asked, index, &wording, persons, covered)
        }),
        spreiding: figures.p50.value().map(|half| {
            let detour = detour_sentence(asked, lines, index, language);
            let sentences = [Some(wording.spread(half, figures.p90.value())), detour];
            sentences
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }),
        geschat_pct: figures
            .estimated_share
            .value()
            .map(|share| (share * 10.0).round() / 10.0),
        bronnen: asked.sources(),
        formule: FORMULA,
        normenset: asked.town.norms.name.clone(),
        afstandsniveau: asked.travel.level.code(),
        reden: value.reason(),
        waarde: value,
    })
}

/// The people within the norm by facility, and those beyond it by reason. Above neighbourhoods neither is told
/// apart: what a district has more than its neighbourhoods show would give their small parts away.
fn parts(
    asked: &Asked<'_>,
    area: usize,
    wording: &Wording<'_>,
    persons: u64,
    covered: u64,
) -> Vec<Part> {
    let mut within: BTreeMap<usize, People> = BTreeMap::new();
    let mut beyond: BTreeMap<Beyond, People> = BTreeMap::new();
    for &home in asked.tree.homes(area) {
        let count = asked
            .town
            .demand
            .get(home)
            .and_then(|point| point.residents[asked.question.age]);
        let (Some(count), Some(&reach)) = (count, asked.travel.reaches.get(home)) else {
            continue;
        };
        match reach
            .nearest()
            .filter(|nearest| nearest.time <= asked.travel.norm.norm)
        {
            Some(nearest) => add(&mut within, nearest.facility, count.people),
            None => add(&mut beyond, why_beyond(asked, home, reach), count.people),
        }
    }
    let is_neighbourhood = asked
        .town
        .areas
        .get(area)
        .is_some_and(|area| area.level == AreaLevel::Neighbourhood);
    let most = |parts: usize| if is_neighbourhood { parts } else { 0 };
    let name = |facility: usize| {
        asked
            .town
            .facilities
            .get(facility)
            .map(|facility| facility.name.as_str())
    };
    let named = joined_small(by_size(within), most(MOST_FACILITIES));
    let some_are_named = named.iter().any(|(facility, _)| facility.is_some());
    let within = named.into_iter().map(|(facility, people)| {
        let whither = facility
            .and_then(name)
            .map_or(Whither::Other { some_are_named }, Whither::Facility);
        (wording.within_norm(whither), people)
    });
    let reasons = joined_small(by_size(beyond), most(usize::MAX));
    let beyond = reasons
        .into_iter()
        .map(|(why, people)| (wording.beyond_norm(why.unwrap_or(Beyond::Any)), people));
    let mut parts = whole_parts(within.collect(), covered, "binnen");
    parts.extend(whole_parts(
        beyond.collect(),
        persons.saturating_sub(covered),
        "buiten",
    ));
    parts
}

fn add<K: Ord>(sums: &mut BTreeMap<K, People>, key: K, people: People) {
    let sum = sums.entry(key).or_default();
    *sum = *sum + people;
}

/// At D3 a facility that is near enough in a straight line makes it a detour.
fn why_beyond(asked: &Asked<'_>, home: usize, reach: Reach) -> Beyond {
    match reach {
        Reach::NoPlace | Reach::NoRoute => Beyond::NoWay,
        Reach::NoFacility => Beyond::Distance,
        Reach::Reached(_) => {
            let range = asked.travel.profile.speed.length_in(asked.travel.norm.norm);
            let near = asked.town.demand.get(home).is_some_and(|point| {
                !asked
                    .index
                    .within(&asked.question.kind, point.position, range)
                    .is_empty()
            });
            if asked.travel.level == DistanceLevel::D3 && near {
                Beyond::Detour
            } else {
                Beyond::Distance
            }
        }
    }
}

/// Largest first; of equals the one with the smaller key.
fn by_size<K: Ord + Copy>(sums: BTreeMap<K, People>) -> Vec<(K, People)> {
    let mut parts: Vec<(K, People)> = sums
        .into_iter()
        .filter(|(_, people)| !people.is_none())
        .collect();
    parts.sort_by_key(|&(key, people)| (std::cmp::Reverse(people), key));
    parts
}

/// Joins parts of fewer than five people, and those after the first `most`, into one without a key; when that
/// one would still be small, the next smallest goes with it.
fn joined_small<K: Copy>(parts: Vec<(K, People)>, most: usize) -> Vec<(Option<K>, People)> {
    let mut kept: Vec<(K, People)> = Vec::new();
    let mut joined = People::NONE;
    for (place, (key, people)) in parts.into_iter().enumerate() {
        if place < most && !is_small(people) {
            kept.push((key, people))
        } else {
            joined = joined + people
        }
    }
    while is_small(joined) {
        let Some((_, people)) = kept.pop() else { break };
        joined = joined + people;
    }
    let rest = (!joined.is_none()).then_some((None, joined));
    kept.into_iter()
        .map(|(key, people)| (Some(key), people))
        .chain(rest)
        .collect()
}

/// Whole numbers that add up to `total`, which is rounded already; parts that come out as nobody are left out.
fn whole_parts(parts: Vec<(String, People)>, total: u64, sort: &'static str) -> Vec<Part> {
    let weights: Vec<u64> = parts
        .iter()
        .map(|(_, people)| people.billionths())
        .collect();
    let whole = People::from_billionths(total).share_out(&weights);
    parts
        .into_iter()
        .zip(whole)
        .map(|((naam, _), people)| Part {
            naam,
            personen: people.billionths(),
            soort: sort,
        })
        .filter(|part| part.personen > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(counts: &[u32]) -> Vec<(usize, People)> {
        counts
            .iter()
            .map(|&count| People::whole(count))
            .enumerate()
            .collect()
    }

    #[test]
    fn small_parts_are_joined_until_they_no_longer_tell_of_persons() {
        let joined = |counts: &[u32]| -> Vec<(Option<usize>, u64)> {
            let parts = joined_small(people(counts), 3).into_iter();
            parts
                .map(|(key, people)| (key, people.whole_persons()))
                .collect()
        };
        assert_eq!(joined(&[60, 20]), [(Some(0), 60), (Some(1), 20)]);
        assert_eq!(joined(&[60, 4, 3]), [(Some(0), 60), (None, 7)]);
        assert_eq!(joined(&[60, 20, 3]), [(Some(0), 60), (None, 23)]);
        assert_eq!(
            joined(&[9, 8, 7, 6]),
            [(Some(0), 9), (Some(1), 8), (Some(2), 7), (None, 6)]
        );
    }

    #[test]
    fn whole_parts_add_up_to_the_published_total() {
        let parts = vec![
            ("a".to_owned(), People::whole(33)),
            ("b".to_owned(), People::whole(66)),
        ];
        let numbers: Vec<u64> = whole_parts(parts, 100, "binnen")
            .iter()
            .map(|part| part.personen)
            .collect();
        assert_eq!(numbers, [33, 67]);
    }
}
