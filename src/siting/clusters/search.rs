//! Where childcare, primary and secondary education lie within a walk of each other: an exact search.
//! Distance makes a cluster promising and no more; that its members go on together is a matter of record.

use crate::model::area::AreaCode;
use crate::model::cluster_question::ClusterQuestion;
use crate::siting::clusters::answer::{Cluster, ClusterAnswer};
use crate::siting::clusters::check::check_question;
use crate::siting::clusters::choice::{Choosable, cluster_choice};
use crate::siting::clusters::housing::housing;
use crate::siting::clusters::members::optional_members;
use crate::siting::clusters::near::near_clusters;
use crate::siting::clusters::scores::cluster_scores;
use crate::siting::clusters::town::{ClusterTown, Lies, Stage};
use crate::siting::clusters::trio::{MergedTrio, Trio, diameter, merged, trios};
use crate::siting::clusters::vision::vision_state;
use crate::siting::error::SitingError;
use crate::siting::stability::Stability;

/// A cluster is robust when it stays one at this part of the diameter.
const STABLE_AT: f64 = 0.8;

/// All clusters of a town, near-clusters, and help to choose.
///
/// # Errors
/// Names the field of the question that cannot be answered.
///
/// # Source
/// DOMAIN §C.5; S4 A28.
pub fn clusters(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
) -> Result<ClusterAnswer, SitingError> {
    check_question(question)?;
    let mut trios = trios(town, question);
    let near = near_clusters(town, question, &trios);
    // A trio with a shared vision speaks for the cluster, also when a neighbour is nearer.
    trios.sort_by_cached_key(|trio| (!vision_state(town, trio).in_development(), *trio));
    let merged = merged(trios);
    let (found, near_found) = (merged.len(), near.len());
    let first = merged.into_iter().take(question.most_results);
    let clusters: Vec<Cluster> = first.map(|trio| cluster(town, question, trio)).collect();
    let choosable: Vec<Choosable> = clusters
        .iter()
        .map(|cluster| Choosable {
            members: cluster.members(),
            district: cluster.district.clone(),
        })
        .collect();
    let places = question.places_to_start;
    let without_source: Vec<Stage> = Stage::EVERY
        .into_iter()
        .filter(|stage| !town.has_source(stage.kinds(question)))
        .collect();
    // Where a stage has no source there is nothing to choose from, and no longer diameter helps.
    let can_choose = places > 0 && without_source.is_empty();
    Ok(ClusterAnswer {
        choice: can_choose.then(|| cluster_choice(&choosable, places)),
        clusters,
        found,
        near: near.into_iter().take(question.most_results).collect(),
        near_found,
        without_source,
        variants: Vec::new(),
    })
}

fn cluster(town: &ClusterTown<'_>, question: &ClusterQuestion, merged: MergedTrio) -> Cluster {
    let MergedTrio { trio, alternatives } = merged;
    let optional = optional_members(town, question, &trio);
    let all: Vec<usize> = trio
        .members
        .into_iter()
        .chain(optional.iter().map(|(_, member)| *member))
        .collect();
    let stays = trio.diameter.value() <= STABLE_AT * question.diameter.value();
    Cluster {
        whole_diameter: diameter(town, &all).unwrap_or(trio.diameter),
        housing: housing(town, &trio.members),
        district: district(town, &trio),
        scores: cluster_scores(town, question, &trio, &optional),
        vision: vision_state(town, &trio),
        stability: if stays {
            Stability::Robust
        } else {
            Stability::Sensitive
        },
        required: trio,
        optional,
        alternatives,
    }
}

/// The district of the primary school, else of the first other member that has one.
fn district(town: &ClusterTown<'_>, trio: &Trio) -> Option<AreaCode> {
    let [childcare, primary, secondary] = trio.members;
    [primary, childcare, secondary]
        .into_iter()
        .filter_map(|member| town.facilities.get(member))
        .find_map(|member| match &member.lies {
            Lies::Inside { district } => district.clone(),
            Lies::Outside => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::units::Metres;
    use crate::siting::clusters::drawn::{DrawnTown, kind, proposed, vision};
    use crate::siting::clusters::housing::{Housing, SharedBy};
    use crate::siting::clusters::near::Nearest;
    use crate::siting::clusters::vision::VisionGap;

    fn metres(value: f64) -> Metres {
        Metres::new(value).expect("a length")
    }

    fn answer(town: &DrawnTown) -> ClusterAnswer {
        clusters(&town.town(), &proposed()).expect("a sound question")
    }

    fn ids(town: &DrawnTown, members: &[usize]) -> Vec<String> {
        members
            .iter()
            .map(|&member| town.facilities[member].id.0.clone())
            .collect()
    }

    #[test]
    fn a_trio_within_the_diameter_is_a_cluster_with_its_scores() {
        // K at 0, P at 200, V at 400, a library at 600 and another at 900: diameter 400 of 800.
        let mut town = DrawnTown::on_a_line(&[
            ("K", "KDV", 0.0),
            ("L", "BIBLIOTHEEK", 600.0),
            ("M", "BIBLIOTHEEK", 900.0),
            ("P", "PO", 200.0),
            ("V", "VO", 400.0),
        ]);
        // Cohorts: 40 · 2 / 4 = 20, 240 / 8 = 30, 600 / 6 = 100.
        town.facilities[0].places = Some(40);
        town.facilities[3].pupils = Some(240);
        town.facilities[4].pupils = Some(600);
        let found = answer(&town);
        let [cluster] = found.clusters.as_slice() else {
            unreachable!("one cluster, found {}", found.clusters.len());
        };
        assert_eq!(ids(&town, &cluster.required.members), ["K", "P", "V"]);
        assert_eq!(cluster.required.diameter, metres(400.0));
        assert_eq!(cluster.optional, [(kind("BIBLIOTHEEK"), 1)]);
        assert_eq!(cluster.whole_diameter, metres(600.0));
        let scores = &cluster.scores;
        assert_eq!(scores.compactness.score.value, Some(50.0));
        assert_eq!(scores.cohorts, [Some(20.0), Some(30.0), Some(100.0)]);
        assert_eq!(scores.cohort_balance.score.value, Some(20.0));
        // Of nine optional kinds only the library has a source here.
        assert_eq!(scores.completeness.score.value, Some(100.0));
        assert!((scores.completeness.score.evidence - 1.0 / 9.0).abs() < 1e-9);
        assert_eq!(cluster.housing, Housing::Several);
        assert_eq!(cluster.stability, Stability::Robust);
        assert_eq!(cluster.vision.missing, [VisionGap::Vision]);
        assert!(found.near.is_empty());
    }

    #[test]
    fn what_is_not_known_of_one_stage_leaves_the_balance_unknown() {
        let town = DrawnTown::on_a_line(&[("K", "KDV", 0.0), ("P", "PO", 1.0), ("V", "VO", 2.0)]);
        let found = answer(&town);
        let scores = &found.clusters[0].scores;
        assert_eq!(
            scores.cohort_balance.score,
            crate::model::estimate::Estimate::UNKNOWN
        );
        assert_eq!(scores.barrier_free.score.value, None);
        assert_eq!(scores.need.score.value, None);
        assert_eq!(found.clusters[0].housing, Housing::One(SharedBy::Nearness));
    }

    #[test]
    fn trios_that_share_two_members_are_one_cluster_with_alternatives() {
        let town = DrawnTown::on_a_line(&[
            ("K1", "KDV", 0.0),
            ("K2", "KDV", 50.0),
            ("P", "PO", 100.0),
            ("V", "VO", 300.0),
        ]);
        let found = answer(&town);
        assert_eq!(found.found, 1);
        assert_eq!(
            ids(&town, &found.clusters[0].required.members),
            ["K2", "P", "V"]
        );
        let alternatives = &found.clusters[0].alternatives;
        assert_eq!(ids(&town, &alternatives[0].members), ["K1", "P", "V"]);
    }

    #[test]
    fn a_school_for_10_to_14_bridges_but_replaces_neither() {
        let bridging = [
            ("B", "SCHOOL_10_14", 50.0),
            ("K", "KDV", 0.0),
            ("P", "PO", 100.0),
        ];
        let without = answer(&DrawnTown::on_a_line(&bridging));
        assert!(without.clusters.is_empty());
        assert_eq!(without.near[0].missing, Stage::Secondary);
        let with_secondary = [bridging.as_slice(), &[("V", "VO", 200.0)]].concat();
        let with_secondary = answer(&DrawnTown::on_a_line(&with_secondary));
        assert_eq!(
            with_secondary.clusters[0].optional,
            [(kind("SCHOOL_10_14"), 0)]
        );
        let question = ClusterQuestion {
            secondary: vec![kind("VO"), kind("SCHOOL_10_14")],
            ..proposed()
        };
        let refusal = clusters(&DrawnTown::on_a_line(&bridging).town(), &question);
        let message = refusal
            .expect_err("it replaces no secondary school")
            .to_string();
        assert!(
            message.starts_with("voortgezet: found SCHOOL_10_14"),
            "{message}"
        );
    }

    #[test]
    fn a_near_cluster_says_what_is_missing_and_how_far_the_nearest_is() {
        // V is 1,150 m from K and 1,050 m from P.
        let town = [("K", "KDV", 0.0), ("P", "PO", 100.0), ("V", "VO", 1_150.0)];
        let near = answer(&DrawnTown::on_a_line(&town)).near;
        assert_eq!(near.len(), 1);
        assert_eq!(
            (near[0].missing, near[0].members),
            (Stage::Secondary, [0, 1])
        );
        assert_eq!(near[0].nearest, Nearest::At(metres(1_150.0), 2));
        assert_eq!(near[0].stability(&proposed()), Stability::Robust);
        let closer = [("K", "KDV", 0.0), ("P", "PO", 100.0), ("V", "VO", 960.0)];
        let closer = answer(&DrawnTown::on_a_line(&closer)).near[0].stability(&proposed());
        assert_eq!(closer, Stability::Sensitive);
        let far = [("K", "KDV", 0.0), ("P", "PO", 100.0), ("V", "VO", 9_000.0)];
        assert_eq!(
            answer(&DrawnTown::on_a_line(&far)).near[0].nearest,
            Nearest::Beyond
        );
        let no_childcare = [("P", "PO", 100.0), ("V", "VO", 300.0)];
        let found = answer(&DrawnTown::on_a_line(&no_childcare));
        assert_eq!(found.near[0].nearest, Nearest::NoSource);
        assert_eq!(found.without_source, [Stage::Childcare]);
    }

    #[test]
    fn the_label_follows_the_record_and_never_the_distance() {
        let mut town = DrawnTown::on_a_line(&[
            ("K1", "KDV", 0.0),
            ("K2", "KDV", 60.0),
            ("P", "PO", 100.0),
            ("V", "VO", 200.0),
        ]);
        town.visions = vec![vision(&["K1", "P", "V"], Some(true))];
        let found = answer(&town);
        // K2 is nearer, but K1 shares the vision.
        assert_eq!(
            ids(&town, &found.clusters[0].required.members),
            ["K1", "P", "V"]
        );
        assert!(found.clusters[0].vision.in_development());
        town.visions = vec![vision(&["K1", "P", "V"], None)];
        let state = |town: &DrawnTown| answer(town).clusters[0].vision.missing.clone();
        assert_eq!(state(&town), [VisionGap::Vision], "K2 comes first again");
        town.visions = vec![vision(&["K2", "P", "V"], None)];
        assert_eq!(state(&town), [VisionGap::JointOffer]);
        town.visions[0].joint_offer = Some(true);
        town.visions[0].document = " ".to_owned();
        assert_eq!(state(&town), [VisionGap::Document]);
        town.visions[0] = vision(&["P", "V"], Some(true));
        assert_eq!(state(&town), [VisionGap::Vision]);
    }

    #[test]
    fn a_cluster_near_its_largest_diameter_is_sensitive() {
        let at = |place| {
            let town = [("K", "KDV", 0.0), ("P", "PO", 1.0), ("V", "VO", place)];
            answer(&DrawnTown::on_a_line(&town)).clusters[0].stability
        };
        assert_eq!(at(640.0), Stability::Robust);
        assert_eq!(at(641.0), Stability::Sensitive);
    }

    #[test]
    fn what_lies_outside_the_study_area_makes_no_cluster_by_itself() {
        let mut town =
            DrawnTown::on_a_line(&[("K", "KDV", 0.0), ("P", "PO", 1.0), ("V", "VO", 2.0)]);
        for facility in &mut town.facilities {
            facility.lies = Lies::Outside;
        }
        assert!(answer(&town).clusters.is_empty());
        town.facilities[2].lies = Lies::Inside {
            district: Some(AreaCode("WK1".to_owned())),
        };
        let district = answer(&town).clusters[0].district.clone();
        assert_eq!(district, Some(AreaCode("WK1".to_owned())));
    }
}
