//! What can be said of a cluster in scores of 0 to 100. Each stands by itself; no sum of them is made.

use crate::model::cluster_question::ClusterQuestion;
use crate::model::estimate::{Estimate, Term, Weighted, weighted};
use crate::model::facility_kind::FacilityKind;
use crate::siting::clusters::flow::flow_share;
use crate::siting::clusters::town::{ClusterFacility, ClusterTown, Stage};
use crate::siting::clusters::trio::Trio;

/// The scores of one cluster, each with the points of its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterScores {
    /// How near to each other the required members are; one part.
    pub compactness: Weighted,
    /// Which of the optional kinds are there; a part for each kind of the question.
    pub completeness: Weighted,
    /// How alike the yearly cohorts of the stages are; one part.
    pub cohort_balance: Weighted,
    /// Children of one year that each stage has room for, in the order of [`Stage::EVERY`]; `None` is not known.
    pub cohorts: [Option<f64>; 3],
    /// Between which required members a wheelchair can go; a part for each of [`Trio::pairs`].
    pub barrier_free: Weighted,
    /// The need around the required members; a part for each stage.
    pub need: Weighted,
    /// The part of those who leave the primary school that go on to the secondary school; one part.
    pub flow: Weighted,
    /// Places for each child around each required member, in the order of [`Stage::EVERY`]; `None` is not known.
    pub places_per_child: [Option<f64>; 3],
}

/// The scores of a cluster.
pub fn cluster_scores(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
    trio: &Trio,
    optional: &[(FacilityKind, usize)],
) -> ClusterScores {
    let cohorts = cohorts(town, question, trio);
    let need = trio.members.map(|member| {
        let found = town.facilities.get(member);
        found
            .and_then(|found| found.around.need)
            .unwrap_or(Estimate::UNKNOWN)
    });
    let mut places = trio.members.map(|member| {
        let found = town.facilities.get(member);
        found.and_then(|found| found.around.places_per_child)
    });
    let [childcare, ..] = trio.members;
    let childcare = town.facilities.get(childcare);
    if childcare.is_some_and(|childcare| childcare.preschool_only) {
        places[Stage::Childcare as usize] = None;
    }
    ClusterScores {
        compactness: mean([Estimate::known(compactness(trio, question))]),
        completeness: mean(
            question
                .optional
                .iter()
                .map(|kind| presence(town, kind, optional)),
        ),
        cohort_balance: mean([cohort_balance(cohorts)]),
        cohorts,
        barrier_free: mean(trio.pairs().map(|pair| wheelchair_way(town, pair))),
        need: mean(need),
        flow: mean([flow(town, trio)]),
        places_per_child: places,
    }
}

/// `100·(1 − diameter/D)`.
///
/// # Units
/// 100 when all stand at one door, 0 at the largest diameter.
///
/// # Source
/// DOMAIN §C.5.
fn compactness(trio: &Trio, question: &ClusterQuestion) -> f64 {
    100.0 * (1.0 - trio.diameter.value() / question.diameter.value())
}

/// Present, absent, or not known because the study has no source for the kind.
fn presence(
    town: &ClusterTown<'_>,
    kind: &FacilityKind,
    optional: &[(FacilityKind, usize)],
) -> Estimate {
    if optional.iter().any(|(present, _)| present == kind) {
        Estimate::known(100.0)
    } else if town.has_source(std::slice::from_ref(kind)) {
        Estimate::known(0.0)
    } else {
        Estimate::UNKNOWN
    }
}

/// Children of one year at each stage: places × children per place, or pupils, over the years of the stage.
///
/// # Units
/// Children a year.
///
/// # Source
/// DOMAIN §C.5; a reading aid, as secondary schools draw from the whole city.
fn cohorts(town: &ClusterTown<'_>, question: &ClusterQuestion, trio: &Trio) -> [Option<f64>; 3] {
    let children = |stage: Stage, member: &ClusterFacility| match stage {
        Stage::Childcare => member
            .places
            .map(|places| f64::from(places) * question.children_per_place),
        Stage::Primary | Stage::Secondary => member.pupils.map(f64::from),
    };
    let mut cohorts = [None; 3];
    for (place, stage) in Stage::EVERY.into_iter().enumerate() {
        let member = town.facilities.get(trio.members[place]);
        let children = member.and_then(|member| children(stage, member));
        cohorts[place] = children.map(|children| children / question.stage_years[place]);
    }
    cohorts
}

/// `100·min(c)/max(c)`; not known as long as a cohort is not known, or when there are no children.
///
/// # Source
/// DOMAIN §C.5.
fn cohort_balance(cohorts: [Option<f64>; 3]) -> Estimate {
    let [Some(childcare), Some(primary), Some(secondary)] = cohorts else {
        return Estimate::UNKNOWN;
    };
    let largest = childcare.max(primary).max(secondary);
    if largest <= 0.0 {
        return Estimate::UNKNOWN;
    }
    Estimate::known(100.0 * childcare.min(primary).min(secondary) / largest)
}

/// Whether a way without barriers leads from one member to the other: known, perhaps, or not.
fn wheelchair_way(town: &ClusterTown<'_>, (one, other): (usize, usize)) -> Estimate {
    let Some(band) = town.wheelchair else {
        return Estimate::UNKNOWN;
    };
    match (
        band.known.between(one, other),
        band.with_unknown.between(one, other),
    ) {
        (Some(_), _) => Estimate::known(100.0),
        (None, Some(_)) => Estimate::UNKNOWN,
        (None, None) => Estimate::known(0.0),
    }
}

/// How many of those who leave the primary school go on to the secondary school.
fn flow(town: &ClusterTown<'_>, trio: &Trio) -> Estimate {
    let [_, primary, secondary] = trio.members.map(|member| town.facilities.get(member));
    let both = primary.zip(secondary);
    both.map_or(Estimate::UNKNOWN, |(primary, secondary)| {
        flow_share(town.flows, &primary.id, &secondary.id)
    })
}

/// The mean of parts that weigh the same.
fn mean(parts: impl IntoIterator<Item = Estimate>) -> Weighted {
    let terms: Vec<Term> = parts
        .into_iter()
        .map(|score| Term { weight: 1.0, score })
        .collect();
    weighted(&terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::distances_between::DistanceBand;
    use crate::siting::clusters::drawn::{DrawnTown, kind, proposed, table};
    use crate::siting::clusters::trio::diameter;

    fn scores(town: &ClusterTown<'_>, optional: &[(FacilityKind, usize)]) -> ClusterScores {
        let members = [0, 1, 2];
        let diameter = diameter(town, &members).expect("they reach each other");
        cluster_scores(town, &proposed(), &Trio { diameter, members }, optional)
    }

    #[test]
    fn a_way_that_may_be_barrier_free_gives_a_band() {
        let drawn = DrawnTown::on_a_line(&[("K", "KDV", 0.0), ("P", "PO", 9.0), ("V", "VO", 99.0)]);
        // K and P are joined for sure, K and V perhaps, P and V by no means.
        let band = DistanceBand {
            known: table(3, &[(0, 1, 9.0)]),
            with_unknown: table(3, &[(0, 1, 9.0), (0, 2, 99.0)]),
        };
        let town = ClusterTown {
            wheelchair: Some(&band),
            ..drawn.town()
        };
        let barrier_free = scores(&town, &[]).barrier_free;
        assert_eq!(barrier_free.points, [Some(50.0), None, Some(0.0)]);
        let score = barrier_free.score;
        assert_eq!(score.value, Some(50.0));
        assert!((score.low - 100.0 / 3.0).abs() < 1e-9 && (score.high - 200.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn need_is_the_mean_of_the_surroundings_that_are_known() {
        let mut drawn =
            DrawnTown::on_a_line(&[("K", "KDV", 0.0), ("P", "PO", 9.0), ("V", "VO", 99.0)]);
        drawn.facilities[0].around.need = Some(Estimate::known(60.0));
        drawn.facilities[1].around.need = Some(Estimate::between(70.0, 90.0));
        let need = scores(&drawn.town(), &[]).need;
        assert_eq!(need.points, [Some(30.0), Some(40.0), None]);
        assert_eq!(need.score.value, Some(70.0));
        assert!((need.score.low - 130.0 / 3.0).abs() < 1e-9);
        assert!((need.score.high - 250.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn places_around_preschool_education_in_a_school_are_those_of_the_school() {
        let mut drawn =
            DrawnTown::on_a_line(&[("K", "KDV", 0.0), ("P", "PO", 9.0), ("V", "VO", 99.0)]);
        for facility in &mut drawn.facilities {
            facility.around.places_per_child = Some(1.5);
        }
        let places = |drawn: &DrawnTown| scores(&drawn.town(), &[]).places_per_child;
        assert_eq!(places(&drawn), [Some(1.5); 3]);
        drawn.facilities[0].preschool_only = true;
        assert_eq!(places(&drawn), [None, Some(1.5), Some(1.5)]);
    }

    #[test]
    fn points_add_up_to_each_score() {
        let mut drawn = DrawnTown::on_a_line(&[
            ("K", "KDV", 0.0),
            ("P", "PO", 9.0),
            ("V", "VO", 99.0),
            ("W", "BSO", 50.0),
            ("X", "MBO", 5_000.0),
        ]);
        drawn.facilities[0].places = Some(16);
        drawn.facilities[1].pupils = Some(200);
        drawn.facilities[2].pupils = Some(900);
        let found = scores(&drawn.town(), &[(kind("BSO"), 3)]);
        for score in [
            &found.compactness,
            &found.completeness,
            &found.cohort_balance,
        ] {
            let sum: f64 = score.points.iter().flatten().sum();
            assert_eq!(score.score.value, Some(sum));
        }
        assert_eq!(found.completeness.score.value, Some(50.0));
    }
}
