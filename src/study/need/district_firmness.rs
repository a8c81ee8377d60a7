//! How firm the place of each district among the districts is, so that this list is not shown without it either.

use crate::need::need_profile::AreaNeed;
use crate::need::quintiles::quintiles;
use crate::siting::stability::Stability;
use crate::study::need::answer::NeedAnswer;
use crate::study::need::districts::{DistrictIndex, district_indexes};
use crate::study::need::firmness::in_draws;

/// The districts with how firm the fifth of the children is in which each would stand among the districts.
///
/// It is counted in how many draws of the domains' weights (±25 %) the district stays in that fifth. What missing figures
/// can still move to another one, or stands in another one on another scale, is never robust. Nothing for a district
/// without an index.
///
/// # Source
/// DOMAIN §C.10, 1, 4 and 5, as for neighbourhoods.
pub fn firm_districts<'a>(answer: &'a NeedAnswer<'_>) -> Vec<DistrictIndex<'a>> {
    let mut districts = district_indexes(answer);
    let found = firmness(answer, &districts);
    for (district, firm) in districts.iter_mut().zip(found) {
        district.figures.stability = firm.filter(|_| district.figures.index.is_some());
    }
    districts
}

fn firmness(answer: &NeedAnswer<'_>, districts: &[DistrictIndex<'_>]) -> Vec<Option<Stability>> {
    let members: Vec<Vec<(usize, f64)>> = districts
        .iter()
        .map(|one| one.members().collect())
        .collect();
    let children: Vec<f64> = members
        .iter()
        .map(|members| members.iter().map(|(_, children)| children).sum())
        .collect();
    let means = |indexes: &[Option<f64>]| -> Vec<Option<f64>> {
        members
            .iter()
            .map(|members| mean(members, indexes))
            .collect()
    };
    let fifths = |indexes: &[Option<f64>]| quintiles(&means(indexes), &children);
    let areas = answer.profile.areas.iter();
    let known: Vec<Option<f64>> = areas.map(AreaNeed::known_index).collect();
    let base = fifths(&known);
    let draws = in_draws(&answer.profile, fifths);
    let elsewhere: Vec<Vec<Option<u8>>> = answer
        .other_scales
        .iter()
        .map(|scale| fifths(&scale.indexes))
        .collect();
    let word = |(row, district): (usize, &DistrictIndex<'_>)| {
        let fifth = base[row]?;
        let stays = draws.iter().filter(|drawn| drawn[row] == Some(fifth));
        let share = stays.count() as f64 / draws.len().max(1) as f64;
        let moves = |bound: Option<f64>| {
            let mut values = means(&known);
            values[row] = bound;
            quintiles(&values, &children)[row] != Some(fifth)
        };
        let bounds = [district.figures.low, district.figures.high];
        let is_open = bounds[0] < bounds[1] && bounds.into_iter().any(moves);
        let by_scale = elsewhere.iter().any(|fifths| fifths[row] != Some(fifth));
        Some(Stability::of(share).while_open(is_open || by_scale))
    };
    districts.iter().enumerate().map(word).collect()
}

/// The mean index over the children of neighbourhoods.
fn mean(members: &[(usize, f64)], indexes: &[Option<f64>]) -> Option<f64> {
    let known = members
        .iter()
        .filter_map(|&(row, children)| Some((children, (*indexes.get(row)?)?)));
    let (sum, children) = known.fold((0.0, 0.0), |(sum, all), (children, index)| {
        (sum + children * index, all + children)
    });
    (children > 0.0).then(|| sum / children)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::Domain;
    use crate::model::need_question::NeedQuestion;
    use crate::model::town_data::TownData;
    use crate::study::open_study::Study;
    use crate::study::planned_town::{planned_town, weights};

    fn asked(town: TownData, domains: &[(Domain, f64)]) -> Vec<Option<Stability>> {
        let study = Study::open(town).expect("sound");
        let question = NeedQuestion {
            domains: domains.to_vec(),
            smallest_evidence: 0.2,
            ..NeedQuestion::proposed(&weights().need)
        };
        let answer = study.need(&question).expect("sound");
        let districts = firm_districts(&answer);
        districts.iter().map(|one| one.figures.stability).collect()
    }

    #[test]
    fn one_domain_alone_leaves_both_districts_where_they_are() {
        let found = asked(planned_town(), &[(Domain::Language, 1.0)]);
        assert_eq!(found, [Some(Stability::Robust); 2]);
    }

    #[test]
    fn two_domains_that_say_the_opposite_leave_the_order_of_districts_to_their_weights() {
        // Reading puts West at 25 and Oost at 75, cohesion the other way round: whichever weighs more decides.
        let domains = [(Domain::Language, 0.5), (Domain::Cohesion, 0.5)];
        let found = asked(planned_town(), &domains);
        assert!(
            found.iter().all(|firm| *firm > Some(Stability::Robust)),
            "{found:?}"
        );
    }

    #[test]
    fn neighbourhoods_that_may_be_anything_make_their_district_less_than_robust() {
        // Four of five in West have no reading figure: West is the 8.3 of the other and may be up to 81.7, beyond the
        // 58.3 of Oost.
        let mut town = planned_town();
        for area in &mut town.areas[..4] {
            area.figures.clear();
        }
        let found = asked(town, &[(Domain::Language, 1.0)]);
        assert_eq!(found[0], Some(Stability::Sensitive));
    }
}
