//! The difference between two plans in the words of the public interface: classes for a map, with what each is called.

use serde_json::{Map, Value, json};

use crate::access::publication::Published;
use crate::layers::difference_classes::{DifferenceOf, DifferenceWords};
use crate::layers::difference_layer::AreaDifference;
use crate::layers::norm_classes::{NO_CLASS, NO_CLASS_COLOUR};
use crate::model::area::AreaLevel;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::overview::district_name;
use crate::study::question::Question;
use crate::study::sentences::method;

/// The classes of the change of time and of share, how many neighbourhoods are in each, and in which each neighbourhood is.
///
/// # Shape
/// Both publications have one entry for each area of the study, in the same order.
pub fn difference_classes(town: &TownData, sides: [&[Published]; 2], language: Language) -> Value {
    let [before, after] = sides;
    let areas = town.areas.iter().zip(before.iter().zip(after));
    let neighbourhoods = areas.filter(|(area, _)| area.level == AreaLevel::Neighbourhood);
    let classes: Vec<(&str, [u8; 2])> = neighbourhoods
        .map(|(area, (before, after))| {
            let change = AreaDifference::between(before, after);
            (area.code.0.as_str(), change.classes())
        })
        .collect();
    let measure = |of: DifferenceOf, index: usize| {
        let count = |number: u8| classes.iter().filter(|(_, of)| of[index] == number).count();
        legend(of, &count, language)
    };
    let by_code = classes
        .iter()
        .map(|(code, classes)| ((*code).to_owned(), json!(classes)));
    json!({
        "tijd": measure(DifferenceOf::Time, 0),
        "aandeel": measure(DifferenceOf::Share, 1),
        "gebieden": by_code.collect::<Map<_, _>>(),
    })
}

/// What differs between two plans for one question; nothing when the studies have no such question.
pub fn difference_document(
    sides: [&Study; 2],
    question: &Question,
    language: Language,
) -> Option<Value> {
    let [one, other] = [sides[0].published(question)?, sides[1].published(question)?];
    let town = sides[1].town();
    let asked = sides[1].asked(question)?;
    let areas = town.areas.iter().zip(one.iter().zip(other));
    let areas = areas.map(|(area, (before, after))| {
        let change = AreaDifference::between(before, after);
        json!({
            "code": area.code.0,
            "naam": area.name,
            "niveau": area.level.code(),
            "wijk": district_name(town, area),
            "voor": side(before),
            "na": side(after),
            "verschil_t_p50_s": change.seconds,
            "verschil_pct": change.points,
        })
    });
    Some(json!({
        "voorziening": question.kind.code(),
        "leeftijd": question.age.code(),
        "titel": asked.wording(language).title(),
        "verschil": difference_classes(town, [one, other], language),
        "gebieden": areas.collect::<Vec<_>>(),
        "uitleg_methode": method(town.distance_level, language),
    }))
}

fn side(published: &Published) -> Value {
    let tenth = |number: Option<f64>| number.map(|number| (number * 10.0).round() / 10.0);
    json!({
        "t_p50_s": tenth(published.figures.p50.value().map(Seconds::value)),
        "aandeel_pct": tenth(published.figures.share.value()),
    })
}

fn legend(of: DifferenceOf, count: &dyn Fn(u8) -> usize, language: Language) -> Value {
    let (title, unit, none) = words(of, language);
    let named = of.classes().map(|class| {
        json!({
            "klasse": class.number,
            "naam": class.name(class_words(language)),
            "kleur": class.colour,
            "buurten": count(class.number),
        })
    });
    let none = json!({
        "klasse": NO_CLASS, "naam": none, "kleur": NO_CLASS_COLOUR, "buurten": count(NO_CLASS),
    });
    let classes: Vec<Value> = named.into_iter().chain([none]).collect();
    json!({ "titel": title, "eenheid": unit, "klassen": classes })
}

/// Title, unit, and what is said of an area without a difference.
const fn words(of: DifferenceOf, language: Language) -> (&'static str, &'static str, &'static str) {
    match (of, language) {
        (DifferenceOf::Time, Language::Dutch) => (
            "Verandering van de reistijd",
            "minuten, voor de middelste persoon van een buurt. ▼ korter, ▲ langer",
            "geen cijfer",
        ),
        (DifferenceOf::Time, Language::English) => (
            "Change of travel time",
            "minutes, for the middle person of a neighbourhood. ▼ shorter, ▲ longer",
            "no figure",
        ),
        (DifferenceOf::Share, Language::Dutch) => (
            "Verandering van het aandeel binnen de norm",
            "procentpunt. ▲ meer, ▼ minder mensen binnen de norm",
            "geen cijfer",
        ),
        (DifferenceOf::Share, Language::English) => (
            "Change of the share within the norm",
            "percentage points. ▲ more, ▼ fewer people within the norm",
            "no figure",
        ),
    }
}

const fn class_words(language: Language) -> DifferenceWords {
    match language {
        Language::Dutch => DifferenceWords {
            same: "gelijk",
            to: "tot",
            more_than: "meer dan",
        },
        Language::English => DifferenceWords {
            same: "same",
            to: "to",
            more_than: "more than",
        },
    }
}
