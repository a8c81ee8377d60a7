//! What stands first on the portrait of an area: what is near, and then what is farther than the norm. Strengths come
//! first (DOMAIN §A.6), and what is far is told as well: all of it, or how much there is.

use crate::access::suppression::Shown;
use crate::model::people::People;
use crate::study::language::Language;
use crate::study::portrait::nearness::Nearness;
use crate::study::portrait::strengths::{kinds_beyond, kinds_within};
use crate::study::portrait::words::{a_facility, far_sentence};
use crate::study::sentences::capitalised;

/// So many near kinds are named.
const MOST_NEAR: usize = 3;
/// Up to so many kinds beyond the norm are all named.
const MOST_BEYOND: usize = 8;
/// Of more than that, so many are named.
const EXAMPLES: usize = 3;

/// What stands first. `near` are the strengths among the rows.
pub fn lead(rows: &[Nearness<'_>], near: &[Nearness<'_>], language: Language) -> String {
    if rows.iter().all(|row| row.time.is_none()) {
        return nothing_shown(rows, language).to_owned();
    }
    let (within, beyond) = (kinds_within(rows), kinds_beyond(rows));
    let is_within = |row: &&Nearness<'_>| {
        let mut kinds = within.iter().map(|within| &within.asked.question.kind);
        kinds.any(|kind| *kind == row.asked.question.kind)
    };
    let strengths: Vec<&Nearness<'_>> = near.iter().filter(is_within).collect();
    let named = match strengths.is_empty() {
        true => within.iter().collect(),
        false => strengths,
    };
    let named = named.into_iter().take(MOST_NEAR);
    let named: Vec<String> = named
        .map(|row| a_facility(row.asked.kind, language))
        .collect();
    let near = near_sentence(&named, [within.len(), beyond.len()], language);
    let far = match beyond.as_slice() {
        [] => nothing_far(language).to_owned(),
        [one] => far_sentence(one, language),
        several => {
            let names = several.iter().map(|row| match language {
                Language::Dutch => row.asked.kind.singular_nl.as_str(),
                Language::English => row.asked.kind.singular_en.as_str(),
            });
            beyond_sentence(&names.collect::<Vec<_>>(), language)
        }
    };
    near.into_iter().chain([far]).collect::<Vec<_>>().join(" ")
}

/// "Veel is hier dichtbij, zoals een bibliotheek en een basisschool." Much is near where more kinds are within the norm
/// than beyond it.
fn near_sentence(
    named: &[String],
    [within, beyond]: [usize; 2],
    language: Language,
) -> Option<String> {
    Some(match (named, language) {
        ([], _) => return None,
        ([one], Language::Dutch) => format!("Dichtbij is hier {one}."),
        ([one], Language::English) => format!("{} is nearby.", capitalised(one)),
        ([one, other, ..], Language::Dutch) if within > beyond => {
            format!("Veel is hier dichtbij, zoals {one} en {other}.")
        }
        ([one, other, ..], Language::English) if within > beyond => {
            format!("Much is nearby, such as {one} and {other}.")
        }
        (named, Language::Dutch) => format!("Dichtbij zijn hier {}.", all_of(named, language)),
        (named, Language::English) => format!("Nearby are {}.", all_of(named, language)),
    })
}

/// Of two kinds or more, the farthest first.
fn beyond_sentence(kinds: &[&str], language: Language) -> String {
    let count = kinds.len();
    let named = match (kinds.get(..EXAMPLES), language) {
        (Some(examples), Language::Dutch) if count > MOST_BEYOND => {
            format!(", zoals {}", all_of(examples, language))
        }
        (Some(examples), Language::English) if count > MOST_BEYOND => {
            format!(", such as {}", all_of(examples, language))
        }
        _ => format!(": {}", all_of(kinds, language)),
    };
    match language {
        Language::Dutch => format!(
            "Verder dan de norm liggen {count} soorten voorzieningen{named}. Dat geldt voor meer dan de helft van de \
             mensen voor wie ze bedoeld zijn."
        ),
        Language::English => format!(
            "Beyond the norm lie {count} kinds of facilities{named}. That is so for more than half of the people they \
             are meant for."
        ),
    }
}

/// "een bibliotheek, een gymzaal en een basisschool"
fn all_of<T: AsRef<str>>(names: &[T], language: Language) -> String {
    let and = match language {
        Language::Dutch => " en ",
        Language::English => " and ",
    };
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{}{and}{last}", before.join(", ")),
        None => String::new(),
    }
}

const fn nothing_far(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "Van wat bekend is, ligt niets voor meer dan de helft verder dan de norm."
        }
        Language::English => {
            "Of what is known, nothing lies beyond the norm for more than half of the people."
        }
    }
}

/// Why no time at all is shown.
fn nothing_shown(rows: &[Nearness<'_>], language: Language) -> &'static str {
    let figures = || {
        let published = rows.iter().map(|row| row.asked.published.get(row.area));
        published.flatten().map(|published| published.figures)
    };
    let is_hidden =
        figures().any(|figures| figures.persons == Shown::Hidden || figures.p50 == Shown::Hidden);
    let is_empty = figures().all(|figures| figures.persons == Shown::Value(People::NONE));
    match (is_hidden, is_empty, language) {
        (true, _, Language::Dutch) => {
            "Hier wonen te weinig mensen om te tonen hoe ver voorzieningen zijn."
        }
        (true, _, Language::English) => "Too few people live here to show how far facilities are.",
        (false, true, Language::Dutch) => "Hier woont niemand.",
        (false, true, Language::English) => "Nobody lives here.",
        (false, false, Language::Dutch) => {
            "Onvoldoende gegevens: hoe ver voorzieningen hier zijn, is niet bekend."
        }
        (false, false, Language::English) => {
            "Not enough data: how far facilities are here is not known."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::area::{AreaCode, Certainty, Count};
    use crate::model::town_data::TownData;
    use crate::study::open_study::Study;
    use crate::study::planned_town::planned_town;

    fn near(named: &[&str], counts: [usize; 2], language: Language) -> String {
        let named: Vec<String> = named.iter().map(|&name| name.to_owned()).collect();
        near_sentence(&named, counts, language).unwrap_or_default()
    }

    #[test]
    fn much_is_near_only_where_more_is_near_than_far() {
        let named = ["een park", "een sporthal", "een school"];
        assert_eq!(
            near(&named, [4, 3], Language::Dutch),
            "Veel is hier dichtbij, zoals een park en een sporthal."
        );
        assert_eq!(
            near(&named, [3, 3], Language::Dutch),
            "Dichtbij zijn hier een park, een sporthal en een school."
        );
        assert_eq!(
            near(&named[..1], [9, 0], Language::Dutch),
            "Dichtbij is hier een park."
        );
        assert_eq!(near(&[], [0, 3], Language::Dutch), "");
        assert_eq!(
            near(&["a park", "a hall"], [2, 6], Language::English),
            "Nearby are a park and a hall."
        );
    }

    #[test]
    fn all_that_is_beyond_the_norm_is_named_or_counted() {
        let kinds = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        assert_eq!(
            beyond_sentence(&kinds[..3], Language::Dutch),
            "Verder dan de norm liggen 3 soorten voorzieningen: a, b en c. Dat geldt voor meer dan de helft van de mensen \
             voor wie ze bedoeld zijn."
        );
        assert!(
            beyond_sentence(&kinds, Language::English)
                .starts_with("Beyond the norm lie 9 kinds of facilities, such as a, b and c.")
        );
    }

    fn sentence(town: TownData, language: Language) -> String {
        let study = Study::open(town).expect("sound");
        let portrait = study.portrait(&AreaCode("BU09".to_owned()), language);
        let told = serde_json::to_value(portrait.expect("the area")).expect("JSON");
        told["zin"].as_str().expect("a sentence").to_owned()
    }

    #[test]
    fn where_no_time_is_shown_the_lead_says_why() {
        let people = |people: Option<u32>| {
            let mut town = planned_town();
            let residents = people.map(|people| Count {
                people: People::whole(people),
                certainty: Certainty::Counted,
            });
            for age in AgeGroup::EVERY {
                town.areas[9].residents[age] = residents;
                town.demand[9].residents[age] = residents;
            }
            town
        };
        let told = |count| sentence(people(count), Language::Dutch);
        assert!(
            told(Some(3)).contains("te weinig mensen"),
            "{}",
            told(Some(3))
        );
        assert_eq!(told(Some(0)), "Hier woont niemand.");
        assert!(
            told(None).starts_with("Onvoldoende gegevens"),
            "{}",
            told(None)
        );
        let english = sentence(people(Some(3)), Language::English);
        assert!(english.starts_with("Too few people"), "{english}");
    }
}
