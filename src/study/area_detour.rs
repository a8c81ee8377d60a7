//! What is said of an area where half of the people make a detour, and around what.

use std::collections::BTreeMap;

use crate::access::barrier_lines::BarrierLines;
use crate::access::detour::{CUT_OFF, detour_of};
use crate::access::detours_by_barrier::cut_off_home;
use crate::access::known_barriers::{BarrierSort, NamedBarrier};
use crate::access::values_of_people::ValuesOfPeople;
use crate::model::people::People;
use crate::study::asked::Asked;
use crate::study::language::Language;

/// "Een omweg om het spoor (Spoorlijn) is meegerekend.", where the way of the middle resident is more than 1.8 times
/// the straight line and the figures of the area are shown; the barrier is the one that most of these people go round by.
pub fn detour_sentence(
    asked: &Asked<'_>,
    lines: &BarrierLines,
    area: usize,
    language: Language,
) -> Option<String> {
    asked.published.get(area)?.figures.score.value()?;
    let homes = asked.tree.homes(area);
    let people_of = |home: usize| {
        let count = asked.town.demand.get(home)?.residents[asked.question.age]?;
        Some(count.people).filter(|people| !people.is_none())
    };
    let detour = |home: usize| {
        let place = asked.town.demand.get(home)?.position;
        let detour = detour_of(asked.town, place, *asked.travel.reaches.get(home)?)?;
        Some((detour.index, people_of(home)?))
    };
    let middle = ValuesOfPeople::new(homes.iter().filter_map(|&home| detour(home))).quantile(50)?;
    if middle <= CUT_OFF {
        return None;
    }
    let mut around: BTreeMap<&NamedBarrier, People> = BTreeMap::new();
    for &home in homes {
        let cut_off = cut_off_home(asked.town, asked.travel, lines, home);
        let barrier = cut_off.and_then(|home| home.barrier);
        if let (Some(barrier), Some(people)) = (barrier, people_of(home)) {
            let sum = around.entry(barrier).or_default();
            *sum = *sum + people;
        }
    }
    // Of equals the first by name.
    let most = around.into_iter().rev().max_by_key(|&(_, people)| people);
    Some(sentence(most.map(|(barrier, _)| barrier), language))
}

fn sentence(barrier: Option<&NamedBarrier>, language: Language) -> String {
    let around = barrier.map(|barrier| {
        let sort = sort_name(barrier.sort, language);
        let Some(name) = &barrier.name else {
            return sort.to_owned();
        };
        match barrier.sort {
            BarrierSort::Declared => name.clone(),
            BarrierSort::Rail | BarrierSort::Water | BarrierSort::Motorway => {
                format!("{sort} ({name})")
            }
        }
    });
    match (language, around) {
        (Language::Dutch, Some(around)) => format!("Een omweg om {around} is meegerekend."),
        (Language::Dutch, None) => "Een omweg is meegerekend.".to_owned(),
        (Language::English, Some(around)) => format!("A detour around {around} is included."),
        (Language::English, None) => "A detour is included.".to_owned(),
    }
}

fn sort_name(sort: BarrierSort, language: Language) -> &'static str {
    match (sort, language) {
        (BarrierSort::Rail, Language::Dutch) => "het spoor",
        (BarrierSort::Rail, Language::English) => "the railway",
        (BarrierSort::Water, Language::Dutch) => "het water",
        (BarrierSort::Water, Language::English) => "the water",
        (BarrierSort::Motorway, Language::Dutch) => "de snelweg",
        (BarrierSort::Motorway, Language::English) => "the motorway",
        (BarrierSort::Declared, Language::Dutch) => "een barrière",
        (BarrierSort::Declared, Language::English) => "a barrier",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barrier_is_named_by_its_sort_and_its_name() {
        let barrier = |sort, name: Option<&str>| NamedBarrier {
            sort,
            name: name.map(str::to_owned),
        };
        let said = |barrier: Option<NamedBarrier>, language| sentence(barrier.as_ref(), language);
        assert_eq!(
            said(Some(barrier(BarrierSort::Rail, None)), Language::Dutch),
            "Een omweg om het spoor is meegerekend."
        );
        assert_eq!(
            said(
                Some(barrier(BarrierSort::Water, Some("Vaart"))),
                Language::English
            ),
            "A detour around the water (Vaart) is included."
        );
        assert_eq!(
            said(
                Some(barrier(BarrierSort::Declared, Some("Vaart"))),
                Language::Dutch
            ),
            "Een omweg om Vaart is meegerekend."
        );
        assert_eq!(said(None, Language::Dutch), "Een omweg is meegerekend.");
    }
}
