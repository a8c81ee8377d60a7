//! How firm the fifth is in which each neighbourhood stands, so that no list by need is shown without it.

use rayon::prelude::*;

use crate::need::need_profile::{AreaNeed, NeedProfile};
use crate::need::quintiles::quintiles;
use crate::siting::stability::Stability;
use crate::siting::weight_draws::{Spread, weight_draws};
use crate::study::need::other_scales::OtherScale;

/// So often weights are drawn.
///
/// # Source
/// DOMAIN §C.10, 1.
pub const DRAWS: usize = 2_000;
/// The same draws each time.
const SEED: u64 = 1;

/// How firm the fifth of each neighbourhood is, given as `base_fifths`; nothing where it has none.
///
/// It is counted in how many draws of the domains' weights (±25 %) the neighbourhood stays in its fifth. What missing
/// figures can still move to another fifth, or stands in another one on another scale, is never robust.
///
/// # Shape
/// One for each neighbourhood of the profile, in its order.
///
/// # Cost
/// Draws times neighbourhoods, with one sort for each draw.
///
/// # Source
/// DOMAIN §C.10, 1, 4 and 5.
pub fn firmness(
    profile: &NeedProfile,
    base_fifths: &[Option<u8>],
    other_scales: &[OtherScale],
) -> Vec<Option<Stability>> {
    let children: Vec<f64> = children(profile).collect();
    let stays: Vec<Vec<bool>> = in_draws(profile, |values| {
        let fifths = quintiles(values, &children);
        let pairs = fifths.iter().zip(base_fifths);
        pairs.map(|(drawn, base)| drawn == base).collect()
    });
    let known: Vec<Option<f64>> = profile.areas.iter().map(AreaNeed::known_index).collect();
    base_fifths
        .iter()
        .enumerate()
        .map(|(row, fifth)| {
            let fifth = (*fifth)?;
            let often = stays.iter().filter(|stays| stays[row]).count();
            let share = often as f64 / DRAWS as f64;
            let score = profile.areas[row].index.score;
            let moves = |value: f64| {
                let mut values = known.clone();
                values[row] = Some(value);
                quintiles(&values, &children)[row] != Some(fifth)
            };
            let can_leave = score.low < score.high && (moves(score.low) || moves(score.high));
            let elsewhere = |scale: &OtherScale| scale.quintiles.get(row) != Some(&Some(fifth));
            let by_scale = other_scales.iter().any(elsewhere);
            Some(Stability::of(share).while_open(can_leave || by_scale))
        })
        .collect()
}

/// Something of the indexes of all neighbourhoods in each draw of the domains' weights (±25 %).
pub fn in_draws<Found: Send>(
    profile: &NeedProfile,
    of_indexes: impl Fn(&[Option<f64>]) -> Found + Sync,
) -> Vec<Found> {
    let base: Vec<f64> = profile.weights.iter().map(|&(_, weight)| weight).collect();
    weight_draws(Spread::Around(&base), DRAWS, SEED)
        .par_iter()
        .map(|drawn| {
            let areas = profile.areas.iter();
            let values: Vec<Option<f64>> = areas
                .map(|area| drawn_index(profile, area, &base, drawn))
                .collect();
            of_indexes(&values)
        })
        .collect()
}

fn children(profile: &NeedProfile) -> impl Iterator<Item = f64> {
    let areas = profile.areas.iter();
    areas.map(|area| area.children.known.value())
}

/// The index with other weights of the domains; nothing where the neighbourhood has no index.
fn drawn_index(profile: &NeedProfile, area: &AreaNeed, base: &[f64], drawn: &[f64]) -> Option<f64> {
    area.known_index()?;
    let (mut sum, mut weights) = (0.0, 0.0);
    for (term, score) in profile.terms.iter().zip(&area.terms) {
        let domain = profile
            .weights
            .iter()
            .position(|&(other, _)| other == term.domain);
        if let (Some(score), Some(domain)) = (score, domain)
            && base[domain] > 0.0
        {
            let weight = term.weight * drawn[domain] / base[domain];
            sum += weight * score.score;
            weights += weight;
        }
    }
    (weights > 0.0).then(|| sum / weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::Domain;
    use crate::model::need_question::NeedQuestion;
    use crate::study::open_study::Study;
    use crate::study::planned_town::{planned_town, weights};

    fn asked(study: &Study, domains: &[(Domain, f64)]) -> Vec<Option<Stability>> {
        let question = NeedQuestion {
            domains: domains.to_vec(),
            ..NeedQuestion::proposed(&weights().need)
        };
        let answer = study.need(&question).expect("sound");
        firmness(&answer.profile, &answer.quintiles, &answer.other_scales)
    }

    #[test]
    fn one_domain_alone_cannot_be_moved_by_its_weight() {
        let study = Study::open(planned_town()).expect("sound");
        let found = asked(&study, &[(Domain::Language, 1.0)]);
        assert_eq!(found, [Some(Stability::Robust); 10]);
    }

    #[test]
    fn two_domains_that_say_the_opposite_leave_the_order_to_their_weights() {
        // Reading rises from BU00 to BU09 and cohesion says the opposite: whichever weighs a little more turns the list.
        let study = Study::open(planned_town()).expect("sound");
        let found = asked(&study, &[(Domain::Language, 0.5), (Domain::Cohesion, 0.5)]);
        assert!(found.iter().any(|firm| *firm != Some(Stability::Robust)));
    }

    #[test]
    fn a_missing_figure_that_can_move_a_neighbourhood_makes_it_less_than_robust() {
        // BU07 stands at 0.7·75 + 0.3·25 = 60, in the fourth fifth with BU06 (56); BU09 has 68 and BU08 64. Without its
        // cohesion it is anything from 52.5 to 82.5, above BU09.
        let weights = [(Domain::Language, 0.7), (Domain::Cohesion, 0.3)];
        let whole = Study::open(planned_town()).expect("sound");
        assert_eq!(asked(&whole, &weights)[7], Some(Stability::Robust));
        let mut town = planned_town();
        town.areas[7].figures.remove("samen");
        let study = Study::open(town).expect("sound");
        let found = asked(&study, &weights);
        assert!(found[7] > Some(Stability::Robust), "{found:?}");
        assert_eq!(found, asked(&study, &weights), "the same each time");
    }

    #[test]
    fn a_neighbourhood_that_stands_elsewhere_on_another_scale_is_less_than_robust() {
        // Two indicators of one domain, so that no weight can move anything. By places BU00 is lowest and highest: 50,
        // beside 10, 20, ... 90 for the others. By deviations its second figure, far beyond the rest, lifts it above
        // BU07: from the third fifth to the fourth.
        let mut town = planned_town();
        town.planning.indicators[1].domain = Domain::Language;
        for (place, area) in town.areas.iter_mut().take(10).enumerate() {
            let figure = if place == 0 {
                100.0
            } else {
                place as f64 - 1.0
            };
            area.figures.insert("samen".to_owned(), figure);
        }
        let study = Study::open(town).expect("sound");
        let question = NeedQuestion {
            domains: vec![(Domain::Language, 1.0)],
            ..NeedQuestion::proposed(&weights().need)
        };
        let answer = study.need(&question).expect("sound");
        let [by_deviation] = answer.other_scales.as_slice() else {
            unreachable!("no fixed ranges, so one other scale")
        };
        let moved = |row: usize| by_deviation.quintiles[row] != answer.quintiles[row];
        assert!(moved(0) && !moved(9));
        let by_weights = firmness(&answer.profile, &answer.quintiles, &[]);
        assert_eq!(by_weights, [Some(Stability::Robust); 10]);
        let found = firmness(&answer.profile, &answer.quintiles, &answer.other_scales);
        for (row, firm) in found.into_iter().enumerate() {
            assert_eq!(firm == Some(Stability::Robust), !moved(row), "BU{row:02}");
        }
    }
}
