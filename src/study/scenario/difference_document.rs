//! The difference between two plans in the words of the public interface: classes for a map, with what each is called.

use serde_json::{Map, Value, json};

use crate::access::homes_within::{HomesWithin, Inhabitants};
use crate::access::publication::Published;
use crate::access::suppression::Shown;
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

/// What differs between two plans of a study for one question; nothing when there is no such question. Each plan alone tells
/// no small number beside the study; what two of them would tell of a few people by their difference is hidden here.
pub fn difference_document(
    now: &Study,
    sides: [&Study; 2],
    question: &Question,
    language: Language,
) -> Option<Value> {
    let tells = tell_of_a_few(now, sides, question)?;
    let [one, other] = [sides[0].published(question)?, sides[1].published(question)?]
        .map(|published| without_shares(published, &tells));
    let town = sides[1].town();
    let asked = sides[1].asked(question)?;
    let areas = town.areas.iter().zip(one.iter().zip(&other));
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
        "verschil": difference_classes(town, [&one, &other], language),
        "gebieden": areas.collect::<Vec<_>>(),
        "uitleg_methode": method(town.distance_level, language),
    }))
}

/// Of which areas the shares of both plans would tell of a few people who are within the norm under one of them only.
fn tell_of_a_few(now: &Study, sides: [&Study; 2], question: &Question) -> Option<Vec<bool>> {
    let within = |side: &Study| {
        let asked = side.asked(question)?;
        Some(HomesWithin::of(now.town(), asked.travel))
    };
    let of = Inhabitants {
        town: now.town(),
        tree: now.tree(),
        age: question.age,
    };
    Some(within(sides[0])?.tells_beside(&within(sides[1])?, of))
}

fn without_shares(published: &[Published], hidden: &[bool]) -> Vec<Published> {
    let mut published = published.to_vec();
    let areas = published.iter_mut().zip(hidden);
    for (area, _) in areas.filter(|(_, hidden)| **hidden) {
        area.figures.share = Shown::Hidden;
    }
    published
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::scenario::document::{ReadingFor, scenario_in_value};
    use crate::model::age_group::AgeGroup;
    use crate::model::people::People;
    use crate::study::planned_town::planned_town;

    /// A plan that opens a school at a place of the row.
    fn with_school(study: &Study, place: f64) -> Study {
        let school = json!({ "id": "b", "soort": "voorziening_openen", "voorziening": "B", "naam": "B",
            "soorten": ["PO"], "plaats": [place, 500_050.0] });
        let document = json!({ "naam": "proef", "crs": "EPSG:28992", "wijzigingen": [school] });
        let of = ReadingFor {
            crs: &study.town().crs,
            base: study.scenario_base(),
        };
        let scenario = scenario_in_value(document, of).expect("sound");
        study.with_scenario(&scenario).expect("sound")
    }

    /// Of BU07 50 children live here in three homes: 30 where they live in the row, 3 at 40 m east of them, 17 far away.
    fn town() -> TownData {
        let mut town = planned_town();
        let seventh = town.demand[7].clone();
        let with = |children: u32, x: f64| {
            let mut home = seventh.clone();
            home.position.x = x;
            let count = home.residents[AgeGroup::From4To12].as_mut();
            count.expect("counted").people = People::whole(children);
            home
        };
        town.demand[7] = with(30, 148_750.0);
        town.demand
            .extend([with(3, 148_790.0), with(17, 149_950.0)]);
        town
    }

    #[test]
    fn two_plans_tell_no_few_people_by_their_difference() {
        let study = Study::open(town()).expect("sound");
        let question = Question {
            kind: study.town().kinds[0].clone(),
            age: AgeGroup::From4To12,
        };
        // A school reaches 660 s / 1.3 = 507.7 m: from 148,270 the 30, from 148,300 also the 3, from 148,400 also BU08.
        let [first, second, third] =
            [148_270.0, 148_300.0, 148_400.0].map(|place| with_school(&study, place));
        let told = |sides: [&Study; 2]| {
            let document = difference_document(&study, sides, &question, Language::Dutch);
            let document = document.expect("a question of this study");
            ["BU06", "BU07", "BU08", "West", "Oost", "Stad"].map(|code| {
                let mut areas = document["gebieden"].as_array().expect("areas").iter();
                let area = areas.find(|area| area["code"] == code).expect("an area");
                let points = area["verschil_pct"].as_f64();
                for side in ["voor", "na"] {
                    let share = &area[side]["aandeel_pct"];
                    assert_eq!(share.is_number(), points.is_some(), "{code}: {area}");
                }
                let classes = &document["verschil"]["gebieden"][code];
                let is_told = classes.is_null() || classes[1] != NO_CLASS;
                assert_eq!(
                    is_told,
                    points.is_some() || classes.is_null(),
                    "{code}: {classes}"
                );
                points
            })
        };
        assert_eq!(
            told([&study, &first]),
            [
                Some(100.0),
                Some(60.0),
                Some(0.0),
                Some(0.0),
                Some(32.0),
                Some(16.0)
            ]
        );
        assert_eq!(
            told([&first, &second]),
            [Some(0.0), None, Some(0.0), Some(0.0), None, None]
        );
        assert_eq!(told([&second, &first]), told([&first, &second]));
        assert_eq!(
            told([&second, &third]),
            [
                Some(0.0),
                Some(0.0),
                Some(100.0),
                Some(0.0),
                Some(20.0),
                Some(10.0)
            ]
        );
    }
}
