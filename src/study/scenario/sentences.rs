//! What a scenario means, in plain Dutch (B1) or English. Reachability changes; nothing is said about people.

use crate::access::places::{Placed, Unplaced};
use crate::access::suppression::{Shown, is_small};
use crate::access::turned_people::WaysLeft;
use crate::model::facility_kind::KindDescription;
use crate::model::people::People;
use crate::model::units::Metres;
use crate::study::language::Language;
use crate::study::scenario::newcomers::Newcomers;
use crate::study::sentences::{Wording, age_name, article_en, travelling};

/// How many gain and how many lose, of one kind and age group in the whole study.
#[derive(Debug, Clone, Copy)]
pub struct Totals {
    /// Within the norm after it, and not before.
    pub gained: Shown<People>,
    /// Within the norm before it, and not after.
    pub lost: Shown<People>,
    /// With a way more than a minute longer, or gone.
    pub slower: Shown<People>,
    /// Which of them still have one.
    pub ways_left: WaysLeft,
}

/// "Voor 120 kinderen van 4 tot 12 jaar ligt een basisschool dan niet meer binnen 10 minuten lopen."
pub fn turn_sentences(wording: &Wording<'_>, totals: Totals) -> Vec<String> {
    let parts = [
        (totals.lost, Turn::Lost),
        (totals.gained, Turn::Gained),
        (totals.slower, Turn::Slower(totals.ways_left)),
    ];
    parts
        .into_iter()
        .filter_map(|(people, turn)| turn_sentence(wording, people, turn))
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Lost,
    Gained,
    Slower(WaysLeft),
}

fn turn_sentence(wording: &Wording<'_>, people: Shown<People>, turn: Turn) -> Option<String> {
    let number = match (people, wording.language) {
        (Shown::Value(people), _) if people.is_none() => return None,
        (Shown::Unknown, _) => return None,
        (Shown::Value(people), language) => language.thousands(people.whole_persons()),
        (Shown::Hidden, Language::Dutch) => "een klein aantal".to_owned(),
        (Shown::Hidden, Language::English) => "a small number of".to_owned(),
    };
    let who = age_name(wording.age, wording.language);
    let (time, mode) = (
        wording.language.minutes(wording.norm),
        travelling(wording.profile.mode, wording.language),
    );
    let KindDescription {
        singular_nl,
        singular_en,
        article_nl,
        ..
    } = wording.kind;
    let article = article_en(singular_en);
    Some(match (turn, wording.language) {
        (Turn::Lost, Language::Dutch) => format!(
            "Voor {number} {who} ligt {article_nl} dichtstbijzijnde {singular_nl} dan niet meer binnen {time} {mode}."
        ),
        (Turn::Lost, Language::English) => format!(
            "For {number} {who}, {article} {singular_en} is then no longer within {time} {mode}."
        ),
        (Turn::Gained, Language::Dutch) => format!(
            "Voor {number} {who} ligt {article_nl} dichtstbijzijnde {singular_nl} dan wel binnen {time} {mode}, en nu niet."
        ),
        (Turn::Gained, Language::English) => format!(
            "For {number} {who}, {article} {singular_en} is then within {time} {mode}, which it is not now."
        ),
        (Turn::Slower(ways_left), language) => slower_sentence(
            wording.kind,
            &format!("{number} {who}"),
            ways_left,
            language,
        ),
    })
}

/// One sentence of who has a longer way and who has none left: two numbers could tell a small one by their difference.
fn slower_sentence(
    kind: &KindDescription,
    people: &str,
    ways_left: WaysLeft,
    language: Language,
) -> String {
    let KindDescription {
        singular_nl,
        singular_en,
        article_nl,
        ..
    } = kind;
    match language {
        Language::Dutch => {
            let longer = format!(
                "wordt de weg naar {article_nl} dichtstbijzijnde {singular_nl} meer dan een minuut langer"
            );
            match ways_left {
                WaysLeft::ForAll => format!("Voor {people} {longer}."),
                WaysLeft::ForSome => format!("Voor {people} {longer}, of is er geen weg meer."),
                WaysLeft::ForNobody => {
                    format!("Voor {people} is er dan geen weg meer naar een {singular_nl}.")
                }
            }
        }
        Language::English => {
            let longer =
                format!("the way to the nearest {singular_en} gets more than a minute longer");
            match ways_left {
                WaysLeft::ForAll => format!("For {people}, {longer}."),
                WaysLeft::ForSome => format!("For {people}, {longer}, or there is no way left."),
                WaysLeft::ForNobody => {
                    let article = article_en(singular_en);
                    format!("For {people}, there is then no way left to {article} {singular_en}.")
                }
            }
        }
    }
}

/// "In de nieuwe woningen komen ongeveer 500 inwoners; voor geen van hen ligt de dichtstbijzijnde bibliotheek binnen 15
/// minuten lopen."; nothing when there are none, or when it would tell a small number.
pub fn newcomers_sentence(wording: &Wording<'_>, newcomers: Newcomers) -> Option<String> {
    let Newcomers { persons, covered } = newcomers;
    let told = [persons, covered, persons.less(covered)];
    if persons.is_none() || told.into_iter().any(is_small) {
        return None;
    }
    let language = wording.language;
    let who = age_name(wording.age, language);
    let time = language.minutes(wording.norm);
    let mode = travelling(wording.profile.mode, language);
    let number = |people: People| language.thousands(people.whole_persons());
    let KindDescription {
        singular_nl,
        singular_en,
        article_nl,
        ..
    } = wording.kind;
    let (all, some) = (number(persons), number(covered));
    Some(match language {
        Language::Dutch => {
            let them = match covered {
                People::NONE => "geen van hen".to_owned(),
                every if every == persons => "hen allemaal".to_owned(),
                _ => format!("{some} van hen"),
            };
            format!(
                "In de nieuwe woningen komen ongeveer {all} {who}; voor {them} ligt {article_nl} dichtstbijzijnde \
                 {singular_nl} binnen {time} {mode}."
            )
        }
        Language::English => {
            let them = match covered {
                People::NONE => "none".to_owned(),
                every if every == persons => "all".to_owned(),
                _ => some,
            };
            let article = article_en(singular_en);
            format!(
                "About {all} {who} come to live in the new homes; for {them} of them, {article} {singular_en} is \
                 within {time} {mode}."
            )
        }
    })
}

/// What is said when nobody's way to anything changes.
pub fn nothing_changes(language: Language) -> String {
    match language {
        Language::Dutch => {
            "Voor niemand verandert hoe ver de dichtstbijzijnde voorziening is.".to_owned()
        }
        Language::English => {
            "For nobody does it change how far the nearest facility is.".to_owned()
        }
    }
}

/// What is said when ways change, but nobody comes within a norm or falls beyond it, and no way gets much longer.
pub fn nobody_turns(language: Language) -> String {
    match language {
        Language::Dutch => {
            "Niemand komt hierdoor binnen een norm of er juist buiten, en geen weg wordt meer dan een minuut langer."
                .to_owned()
        }
        Language::English => {
            "Nobody comes within a norm or falls beyond one by it, and no way gets more than a minute longer."
                .to_owned()
        }
    }
}

/// The same of those who live there now, where planned homes bring others.
pub fn nobody_of_now_turns(language: Language) -> String {
    match language {
        Language::Dutch => {
            "Van wie er nu woont komt niemand hierdoor binnen een norm of er juist buiten, en geen weg wordt meer dan een \
             minuut langer."
                .to_owned()
        }
        Language::English => {
            "Of those who live there now, nobody comes within a norm or falls beyond one by it, and no way gets more than \
             a minute longer."
                .to_owned()
        }
    }
}

/// "600 woningen tellen niet mee: het aantal bewoners is niet bekend."; nothing when there are none.
pub fn unknown_homes_sentence(homes: u64, language: Language) -> Option<String> {
    let why = match language {
        Language::Dutch => "het aantal bewoners is niet bekend",
        Language::English => "the number of residents is not known",
    };
    uncounted_sentence(homes, why, language)
}

/// "200 woningen tellen niet mee: zij liggen buiten alle buurten van de studie."; nothing when there are none.
pub fn outside_homes_sentence(homes: u64, language: Language) -> Option<String> {
    let why = match (homes, language) {
        (1, Language::Dutch) => "zij ligt buiten alle buurten van de studie",
        (_, Language::Dutch) => "zij liggen buiten alle buurten van de studie",
        (1, Language::English) => "it lies outside all neighbourhoods of the study",
        (_, Language::English) => "they lie outside all neighbourhoods of the study",
    };
    uncounted_sentence(homes, why, language)
}

fn uncounted_sentence(homes: u64, why: &str, language: Language) -> Option<String> {
    let number = language.thousands(homes);
    match (homes, language) {
        (0, _) => None,
        (1, Language::Dutch) => Some(format!("1 woning telt niet mee: {why}.")),
        (1, Language::English) => Some(format!("1 home does not count: {why}.")),
        (_, Language::Dutch) => Some(format!("{number} woningen tellen niet mee: {why}.")),
        (_, Language::English) => Some(format!("{number} homes do not count: {why}.")),
    }
}

/// What stands under every what-if.
pub fn what_it_is_about(language: Language) -> String {
    match language {
        Language::Dutch => {
            "Dit laat zien hoe de bereikbaarheid verandert, niet wat dat voor mensen betekent. De rest van de stad \
             blijft in deze berekening zoals zij is."
                .to_owned()
        }
        Language::English => {
            "This shows how reachability changes, not what that means for people. The rest of the city stays as it is \
             in this calculation."
                .to_owned()
        }
    }
}

/// All of what found no place on the streets; what is told alike, such as two changes at one place, is told once.
pub fn unplaced_sentences<'a>(
    unplaced: impl IntoIterator<Item = &'a Unplaced>,
    language: Language,
) -> Vec<String> {
    let mut sentences = Vec::new();
    for unplaced in unplaced {
        let sentence = unplaced_sentence(unplaced, language);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

/// "Deze plek voor woningen ligt te ver van een straat voor lopen: de dichtstbijzijnde ligt op 340 m. Zij telt daar niet mee."
pub fn unplaced_sentence(unplaced: &Unplaced, language: Language) -> String {
    let metres = unplaced.nearest.map(Metres::value);
    let mode = travelling(unplaced.mode, language);
    match language {
        Language::Dutch => {
            let what = match unplaced.what {
                Placed::Home(_) => "Deze plek voor woningen",
                Placed::Facility(_) => "Deze plek voor een voorziening",
                Placed::Entrance(_) => "Deze plek voor een ingang",
            };
            let nearest = metres.map_or("er is er geen".to_owned(), |metres| {
                format!("de dichtstbijzijnde ligt op {metres:.0} m")
            });
            format!(
                "{what} ligt te ver van een straat voor {mode}: {nearest}. Zij telt daar niet mee."
            )
        }
        Language::English => {
            let what = match unplaced.what {
                Placed::Home(_) => "This place for homes",
                Placed::Facility(_) => "This place for a facility",
                Placed::Entrance(_) => "This place for an entrance",
            };
            let nearest = metres.map_or("there is none".to_owned(), |metres| {
                format!("the nearest is {metres:.0} m away")
            });
            format!(
                "{what} lies too far from a street for {mode}: {nearest}. It does not count there."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facility_kind::{FacilityKind, SymbolShape};

    #[test]
    fn who_loses_the_way_beside_who_has_a_longer_one_is_said_without_a_number_of_its_own() {
        let library = KindDescription {
            kind: FacilityKind::new("BIBLIOTHEEK").expect("a code"),
            singular_nl: "bibliotheek".to_owned(),
            plural_nl: "bibliotheken".to_owned(),
            singular_en: "library".to_owned(),
            plural_en: "libraries".to_owned(),
            article_nl: "de".to_owned(),
            letter: 'B',
            shape: SymbolShape::Bookmark,
        };
        let said =
            |people, language| slower_sentence(&library, people, WaysLeft::ForSome, language);
        assert_eq!(
            said("60 inwoners", Language::Dutch),
            "Voor 60 inwoners wordt de weg naar de dichtstbijzijnde bibliotheek meer dan een minuut langer, of is er geen \
             weg meer."
        );
        assert_eq!(
            said("60 residents", Language::English),
            "For 60 residents, the way to the nearest library gets more than a minute longer, or there is no way left."
        );
    }
}
