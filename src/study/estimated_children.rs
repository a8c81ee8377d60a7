//! Which part of the children is an estimate, counted home by home: a home that is planned, or was estimated before, makes no
//! estimate of the others in its neighbourhood.

use crate::model::age_group::AgeGroup;
use crate::model::area::{Certainty, Count};
use crate::model::demand::DemandPoint;
use crate::model::people::People;
use crate::model::town_data::TownData;

/// The estimated part of the known children of 0 to 18 in these homes, in percent; nothing without any.
pub fn estimated_share<'a>(homes: impl IntoIterator<Item = &'a DemandPoint>) -> Option<f64> {
    let of_home = |home: &DemandPoint| AgeGroup::APART.map(|age| home.residents[age]);
    let counts: Vec<Count> = homes.into_iter().flat_map(of_home).flatten().collect();
    let estimated = counts
        .iter()
        .filter(|count| count.certainty == Certainty::Estimated);
    let all: People = counts.iter().map(|count| count.people).sum();
    let estimated: People = estimated.map(|count| count.people).sum();
    estimated.percentage_of(all)
}

/// The same of the homes of each area of a study, which all lie in its neighbourhoods.
///
/// # Shape
/// One for each area of the study.
pub fn estimated_shares(town: &TownData) -> Vec<Option<f64>> {
    let mut homes: Vec<Vec<&DemandPoint>> = vec![Vec::new(); town.areas.len()];
    for home in &town.demand {
        let area = home.area.and_then(|area| homes.get_mut(area.0 as usize));
        if let Some(area) = area {
            area.push(home);
        }
    }
    homes.into_iter().map(estimated_share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::suppression::Shown;
    use crate::access::worked_town::kind;
    use crate::ingest::scenario::document::{ReadingFor, scenario_in_value};
    use crate::model::age_group::PerAge;
    use crate::study::open_study::Study;
    use crate::study::planned_town::{planned_town, question};
    use crate::study::question::Question;
    use serde_json::json;

    #[test]
    fn need_says_of_planned_homes_what_the_layer_of_areas_says_and_no_other_child_is_estimated() {
        let document = json!({ "naam": "proef", "crs": "EPSG:28992",
            "kengetallen": { "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01",
                "per_woning": [{ "type": "w", "0-4": 0, "4-12": 2, "12-18": 0, "alle": 5 }] },
            "wijzigingen": [{ "id": "a", "soort": "woningen", "plaats": [148_250.0, 500_050.0], "type": "w", "aantal": 10,
                "jaar": 2030 }] });
        let counted_by_its_homes = {
            let mut town = planned_town();
            town.areas[2].residents = PerAge::default();
            town
        };
        for town in [planned_town(), counted_by_its_homes] {
            let study = Study::open(town).expect("sound");
            let of = ReadingFor {
                crs: &study.town().crs,
                base: study.scenario_base(),
            };
            let scenario = scenario_in_value(document.clone(), of).expect("sound");
            let under = study.with_scenario(&scenario).expect("sound");
            let of_need = |place: usize| {
                let answer = under.need(&question()).expect("sound");
                answer.figures()[place].1.estimated
            };
            // 20 new children beside 120 who were counted, and of 4 to 12 beside 50: 14.3 % and 28.6 %.
            assert_eq!([of_need(1), of_need(2)], [Some(0.0), Some(14.3)]);
            let of_areas = under.published(&Question {
                kind: kind(),
                age: AgeGroup::From4To12,
            });
            let figures = of_areas.expect("asked")[2].figures;
            // Of fewer than 100 in whole percents.
            assert_eq!(figures.estimated_share, Shown::Value(29.0));
        }
    }
}
