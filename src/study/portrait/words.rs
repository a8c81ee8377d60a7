//! The sentences of a portrait, in plain Dutch (B1) or English: what is there, what is near, what is far.
//! They speak of the surroundings, never of the people who live there.

use crate::layers::number_text::minutes;
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
    let time = whole_minutes(nearness.time?.value());
    let way = travelling(nearness.asked.travel.profile.mode, language);
    let half = match language {
        Language::Dutch => format!("De helft is er in {time} minuten {way} of minder."),
        Language::English => format!("Half of them need {time} minutes {way} or less."),
    };
    let city = nearness
        .city
        .map(|city| match (whole_minutes(city.value()), language) {
            (city, Language::Dutch) => format!(" In de hele gemeente:\u{a0}{city}."),
            (city, Language::English) => format!(" In the whole municipality:\u{a0}{city}."),
        });
    Some(half + &city.unwrap_or_default())
}

/// What stands first on the page: what is near, then what is farther than the norm for at least half of the people.
pub fn lead(near: &[Nearness<'_>], far: Option<&Nearness<'_>>, language: Language) -> String {
    let facility = |nearness: &Nearness<'_>| a_facility(nearness.asked.kind, language);
    let names: Vec<String> = near.iter().take(2).map(facility).collect();
    let near = match (names.as_slice(), language) {
        ([], _) => None,
        ([one], Language::Dutch) => Some(format!("Dichtbij is hier {one}.")),
        ([one], Language::English) => Some(format!("{} is nearby.", capitalised(one))),
        ([one, other, ..], Language::Dutch) => {
            Some(format!("Veel is hier dichtbij, zoals {one} en {other}."))
        }
        ([one, other, ..], Language::English) => {
            Some(format!("Much is nearby, such as {one} and {other}."))
        }
    };
    let far = far.map_or_else(|| nothing_far(language), |far| far_sentence(far, language));
    near.into_iter().chain([far]).collect::<Vec<_>>().join(" ")
}

fn nothing_far(language: Language) -> String {
    match language {
        Language::Dutch => {
            "Van wat bekend is, ligt niets voor meer dan de helft verder dan de norm."
        }
        Language::English => {
            "Of what is known, nothing lies beyond the norm for more than half of the people."
        }
    }
    .to_owned()
}

/// "Een basisschool is voor meer dan de helft van de kinderen van 4 tot 12 jaar verder dan 10 minuten lopen."
pub fn far_sentence(far: &Nearness<'_>, language: Language) -> String {
    let facility = capitalised(&a_facility(far.asked.kind, language));
    let people = age_name(far.asked.question.age, language);
    let norm = minutes(far.asked.travel.norm.norm.value());
    let way = travelling(far.asked.travel.profile.mode, language);
    match language {
        Language::Dutch => {
            format!(
                "{facility} is voor meer dan de helft van de {people} verder dan {norm} minuten {way}."
            )
        }
        Language::English => {
            format!(
                "{facility} is farther than {norm} minutes {way} for more than half of the {people}."
            )
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
    }
}
