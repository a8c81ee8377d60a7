//! How much weight must move from one domain to another before another neighbourhood stands among those that ask for most
//! support.

use crate::layers::decimals::hundredth;
use crate::layers::number_text::decimal;
use crate::model::area::Area;
use crate::model::indicator::Domain;
use crate::need::need_profile::AreaNeed;
use crate::siting::break_points::{BreakPoint, break_points};
use crate::siting::criteria_table::Row;
use crate::study::break_point_document::BreakPointDocument;
use crate::study::language::Language;
use crate::study::need::answer::NeedAnswer;
use crate::study::need::sentences::domain_name;

/// The fifth with most need.
const HIGHEST_FIFTH: u8 = 5;

/// The smallest move of weight between each two domains that puts a neighbourhood from outside the highest fifth above
/// one inside, smallest first.
///
/// Neighbourhoods of which a domain is known in part are left out: their index does not follow the weights of domains
/// in a straight line.
///
/// # Source
/// DOMAIN §C.10, 2.
pub fn need_break_points(answer: &NeedAnswer<'_>, language: Language) -> Vec<BreakPointDocument> {
    let weighing: Vec<(Domain, f64)> = (answer.profile.weights.iter().copied())
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    let weights: Vec<f64> = weighing.iter().map(|(_, weight)| *weight).collect();
    let areas = answer.profile.areas.iter().zip(&answer.quintiles);
    let whole: Vec<(&Area, Row, Option<u8>)> = areas
        .filter_map(|(need, fifth)| {
            need.known_index()?;
            let area = answer.town.areas.get(need.area.0 as usize)?;
            Some((area, row(need, &weighing)?, *fifth))
        })
        .collect();
    let rows: Vec<Row> = whole.iter().map(|(_, row, _)| row.clone()).collect();
    let highest = whole
        .iter()
        .filter(|(.., fifth)| *fifth == Some(HIGHEST_FIFTH));
    let points = break_points(&rows, &weights, highest.count());
    let document = |point: &BreakPoint| {
        let [from, to] = [point.from, point.to].map(|place| weighing[place].0);
        let [leaves, enters] = [point.leaves, point.enters].map(|place| whole[place].0);
        BreakPointDocument {
            van: from.code(),
            van_woord: domain_name(from, language),
            naar: to.code(),
            naar_woord: domain_name(to, language),
            procentpunt: hundredth(100.0 * point.transfer),
            verdwijnt: leaves.code.0.clone(),
            verschijnt: enters.code.0.clone(),
            zin: sentence(
                100.0 * point.transfer,
                [from, to],
                [leaves, enters],
                language,
            ),
        }
    };
    points.iter().map(document).collect()
}

/// The scores of a neighbourhood by domain; nothing where one is known in part.
fn row(need: &AreaNeed, weighing: &[(Domain, f64)]) -> Option<Row> {
    let scores = weighing.iter().map(|(domain, _)| {
        let (_, score) = need.domains.iter().find(|(other, _)| other == domain)?;
        let is_whole = score.value.is_none() || score.evidence >= 1.0;
        is_whole.then_some(*score)
    });
    scores.collect()
}

fn sentence(
    points: f64,
    [from, to]: [Domain; 2],
    [leaves, enters]: [&Area; 2],
    language: Language,
) -> String {
    let [from, to] = [from, to].map(|domain| domain_name(domain, language));
    let (leaves, enters) = (&leaves.name, &enters.name);
    match language {
        Language::Dutch => format!(
            "Gaat meer dan {} procentpunt gewicht van {from} naar {to}, dan staat {enters} hoger dan {leaves}, dat nu in het \
             vijfde deel staat waar de meeste inzet gewenst is.",
            decimal(points)
        ),
        Language::English => format!(
            "If more than {points:.1} percentage points of weight go from {from} to {to}, {enters} stands above {leaves}, which \
             is now in the fifth where most support is asked for."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::need_question::NeedQuestion;
    use crate::study::open_study::Study;
    use crate::study::planned_town::{planned_town, weights};

    fn points(town: crate::model::town_data::TownData) -> Vec<BreakPointDocument> {
        let study = Study::open(town).expect("sound");
        let question = NeedQuestion {
            domains: vec![(Domain::Language, 0.7), (Domain::Cohesion, 0.3)],
            ..NeedQuestion::proposed(&weights().need)
        };
        let answer = study.need(&question).expect("sound");
        need_break_points(&answer, Language::Dutch)
    }

    #[test]
    fn the_smallest_move_of_weight_brings_another_neighbourhood_above_one_of_the_highest() {
        // Of language and cohesion BU08 has 85 and 15, BU03 35 and 80, as its district has: 64 and 48.5 at 0.7 and 0.3.
        // Each point of weight that goes over takes 0.7 from the one and gives the other 0.45: equal at 15.5/1.15.
        let found = points(planned_town());
        let first = &found[0];
        assert_eq!((first.van, first.naar), ("taal", "sociale_cohesie"));
        assert!((first.procentpunt - 13.48).abs() < 1e-9, "{found:?}");
        assert_eq!(
            (first.verdwijnt.as_str(), first.verschijnt.as_str()),
            ("BU08", "BU03")
        );
        assert!(first.zin.contains("BU03 hoger dan BU08"), "{}", first.zin);
    }
}
