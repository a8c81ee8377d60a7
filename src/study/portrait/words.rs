//! The sentences of a portrait, in plain Dutch (B1) or English: what is there, what is near, what is far.
//! They speak of the surroundings, never of the people who live there.

use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::KindDescription;
use crate::study::language::Language;
use crate::study::portrait::nearness::Nearness;
use crate::study::sentences::{age_name, article_en, capitalised, travelling};

/// "een huisartsenpraktijk"
pub fn a_facility(kind: &KindDescription, language: Language) -> String {
    match language {
        Language::Dutch => format!("een {}", kind.singular_nl),
        Language::English => format!("{} {}", article_en(&kind.singular_en), kind.singular_en),
    }
}

/// "3 basisscholen", "1 bibliotheek"
pub fn counted(kind: &KindDescription, count: usize, language: Language) -> String {
    let name = match (language, count) {
        (Language::Dutch, 1) => &kind.singular_nl,
        (Language::Dutch, _) => &kind.plural_nl,
        (Language::English, 1) => &kind.singular_en,
        (Language::English, _) => &kind.plural_en,
    };
    format!("{count} {name}")
}

/// "Huisartsenpraktijk dichtbij"
pub fn strength_title(kind: &KindDescription, language: Language) -> String {
    match language {
        Language::Dutch => format!("{} dichtbij", capitalised(&kind.singular_nl)),
        Language::English => format!("{} nearby", capitalised(&kind.singular_en)),
    }
}

/// "De helft is er in 5 minuten lopen of minder. In de hele stad: 9." Times in seconds, told in whole minutes.
pub fn strength_sentence(nearness: &Nearness<'_>, language: Language) -> Option<String> {
    let time = in_whole_minutes(nearness.time?.value(), language);
    let way = travelling(nearness.asked.travel.profile.mode, language);
    let half = match language {
        Language::Dutch => format!("De helft is er in {time} {way} of minder."),
        Language::English => format!("Half of them need {time} {way} or less."),
    };
    let city = nearness
        .city
        .map(|city| match (whole_minutes(city.value()), language) {
            (city, Language::Dutch) => format!(" In de hele gemeente:\u{a0}{city}."),
            (city, Language::English) => format!(" In the whole municipality:\u{a0}{city}."),
        });
    Some(half + &city.unwrap_or_default())
}

/// "Een basisschool is voor meer dan de helft van de kinderen van 4 tot 12 jaar verder dan 10 minuten lopen."
pub fn far_sentence(far: &Nearness<'_>, language: Language) -> String {
    let facility = capitalised(&a_facility(far.asked.kind, language));
    let people = age_name(far.asked.question.age, language);
    let norm = language.minutes(far.asked.travel.norm.norm);
    let way = travelling(far.asked.travel.profile.mode, language);
    match language {
        Language::Dutch => {
            format!("{facility} is voor meer dan de helft van de {people} verder dan {norm} {way}.")
        }
        Language::English => {
            format!("{facility} is farther than {norm} {way} for more than half of the {people}.")
        }
    }
}

/// "Jonge kinderen": how the people of an age group are headed on the page.
pub fn group_title(age: AgeGroup, language: Language) -> &'static str {
    match (age, language) {
        (AgeGroup::From0To4, Language::Dutch) => "Jonge kinderen",
        (AgeGroup::From4To12, Language::Dutch) => "Kinderen",
        (AgeGroup::From12To18, Language::Dutch) => "Jongeren",
        (AgeGroup::All, Language::Dutch) => "Ouders en anderen",
        (AgeGroup::From0To4, Language::English) => "Young children",
        (AgeGroup::From4To12, Language::English) => "Children",
        (AgeGroup::From12To18, Language::English) => "Young people",
        (AgeGroup::All, Language::English) => "Parents and others",
    }
}

/// What a time of a row is, and when it is called nearer or farther.
pub fn comparison_method(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "De tijd is die van de middelste bewoner: de helft is er sneller. Dichterbij of verder betekent: ten \
             minste een minuut verschil met de middelste bewoner van de hele gemeente."
        }
        Language::English => {
            "The time is that of the middle resident: half of them are there sooner. Nearer or farther means: at \
             least a minute of difference with the middle resident of the whole municipality."
        }
    }
}

/// "1 minuut", "9 minuten"
fn in_whole_minutes(seconds: f64, language: Language) -> String {
    let number = whole_minutes(seconds);
    let name = match (number.as_str(), language) {
        ("1", Language::Dutch) => "minuut",
        ("1", Language::English) => "minute",
        (_, Language::Dutch) => "minuten",
        (_, Language::English) => "minutes",
    };
    format!("{number} {name}")
}

/// Seconds as whole minutes, rounded to the nearest; less than half a minute is still one.
fn whole_minutes(seconds: f64) -> String {
    format!("{:.0}", (seconds / 60.0).round().max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_whole_and_never_nothing() {
        assert_eq!(whole_minutes(0.0), "1");
        assert_eq!(whole_minutes(89.9), "1");
        assert_eq!(whole_minutes(90.0), "2");
        assert_eq!(whole_minutes(600.0), "10");
        let told = |seconds| {
            [Language::Dutch, Language::English].map(|language| in_whole_minutes(seconds, language))
        };
        assert_eq!(told(89.9), ["1 minuut", "1 minute"]);
        assert_eq!(told(90.0), ["2 minuten", "2 minutes"]);
    }
}
