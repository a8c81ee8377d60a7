//! How much weight of need must move from one domain to another before another plan is better than the first.

use crate::model::bilingual::Bilingual;
use crate::model::indicator::Domain;
use crate::model::location_question::Weighing;
use crate::siting::deadline::Deadline;
use crate::siting::drawn_shortlist::{DrawnShortlist, DrawnWeights};
use crate::siting::plan_break_points::{AlongTransfer, first_better};
use crate::siting::question::Model;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::location_plan::LocationPlan;
use crate::study::locations::made_plans::Made;
use crate::study::need::by_home::{AreaParts, NeedParts};

/// Moves of these parts of a domain's weight are looked at: all of it, or less where too many plans could be the best.
const PARTS: [f64; 4] = [1.0, 0.5, 0.25, 0.1];

/// The smallest move of weight between two domains that makes another plan better.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationBreakPoint {
    /// The domain that gives weight.
    pub from: Domain,
    /// The domain that gets it.
    pub to: Domain,
    /// How much, as a part of all weight: at this transfer the two plans are equal.
    pub transfer: f64,
    /// The sites of the first plan that the other leaves out.
    pub leaves: Vec<usize>,
    /// The sites of the other that the first leaves out.
    pub enters: Vec<usize>,
}

/// The break points of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationBreakPoints {
    /// The part of a domain's weight that was moved at most.
    pub moved: f64,
    /// The smallest transfer first.
    pub points: Vec<LocationBreakPoint>,
}

/// The break points of the first plan of a question that weighs by need; or why these cannot be told.
///
/// # Errors
/// When the table cannot be made.
///
/// # Cost
/// A search for the plans that could be the best, for all moves together.
///
/// # Source
/// DOMAIN §C.10, 2.
pub fn location_break_points(
    asked: &AskedLocations<'_>,
    first: &LocationPlan,
) -> Result<Result<LocationBreakPoints, Bilingual>, StudyError> {
    let Some(parts) = &asked.need.parts else {
        return Ok(Err(Bilingual::new(
            "omslagpunten van de gewichten: waar de inzet uit bestaat is niet bekend",
            "break points of the weights: what need is made of is not known",
        )));
    };
    if let Some(why) = why_none(asked) {
        return Ok(Err(why));
    }
    let made = Made::new(asked, Weighing::PeopleByNeed)?;
    let moves = Moves::of(parts);
    let (people, group_of) = moves.groups(asked, &made.location.homes());
    let deadline = Deadline::after(asked.question.time_limit).or_when(&asked.question.stop);
    for moved in PARTS {
        let drawn = DrawnWeights {
            parts: &people,
            group_of: &group_of,
            factors: &moves.bounds(moved),
        };
        let table = &made.location.table;
        let list = DrawnShortlist::of(table, &made.solver, drawn, &deadline)?;
        let Some(list) = list else { continue };
        let site = |site: &u32| {
            let name = table.sites().get(*site as usize);
            asked.sites_named(name.into_iter())
        };
        let plans = list.plans().iter();
        let plans: Vec<(Vec<usize>, Vec<f64>)> = plans
            .map(|(sites, paid)| {
                let mut sites: Vec<usize> = sites.iter().flat_map(site).collect();
                sites.sort_unstable();
                (sites, moves.known(paid))
            })
            .collect();
        return Ok(moves.points(&plans, first, moved).ok_or_else(too_many));
    }
    Ok(Err(too_many()))
}

fn too_many() -> Bilingual {
    Bilingual::new(
        "omslagpunten van de gewichten: te veel plannen komen bijna even gunstig uit om ze alle te vergelijken",
        "break points of the weights: too many plans are nearly as good to compare them all",
    )
}

fn why_none(asked: &AskedLocations<'_>) -> Option<Bilingual> {
    let counts_nobody = matches!(
        asked.question.model,
        Model::PCentre { .. } | Model::SetCovering { .. } | Model::PDispersion { .. }
    );
    if counts_nobody {
        return Some(Bilingual::new(
            "omslagpunten van de gewichten: het model telt geen personen",
            "break points of the weights: the model counts no people",
        ));
    }
    asked.possible.as_ref().map(|_| {
        Bilingual::new(
            "omslagpunten van de gewichten: met acties zijn niet alle plannen te vergelijken",
            "break points of the weights: with actions not all plans can be compared",
        )
    })
}

/// The moves of weight between domains, and what they do to the need of neighbourhoods.
struct Moves<'a> {
    parts: &'a NeedParts,
    /// The part of the homes of which need is known that lies in each neighbourhood.
    share: Vec<f64>,
}

impl<'a> Moves<'a> {
    fn of(parts: &'a NeedParts) -> Self {
        let mut share = vec![0.0; parts.areas.len()];
        for &area in parts.area_of_home.iter().flatten() {
            share[area] += if parts.areas[area].is_known { 1.0 } else { 0.0 };
        }
        let homes: f64 = share.iter().sum();
        share.iter_mut().for_each(|share| *share /= homes.max(1.0));
        Self { parts, share }
    }

    /// For each demand point its people, and the place of its neighbourhood: the last one where need is not known.
    fn groups(
        &self,
        asked: &AskedLocations<'_>,
        homes: &[Option<usize>],
    ) -> (Vec<f64>, Vec<usize>) {
        let area = |home: usize| self.parts.area_of_home.get(home).copied().flatten();
        let known = |area: &usize| self.parts.areas[*area].is_known;
        let of_home = |home: &Option<usize>| {
            let people = home.and_then(|home| asked.people[home]);
            let group = home.and_then(area).filter(known);
            (
                people.map_or(0.0, |people| people.value()),
                group.unwrap_or(self.share.len()),
            )
        };
        homes.iter().map(of_home).unzip()
    }

    /// Each two domains of which the first gives weight to the second.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let domains = self.parts.weights.len();
        let all = (0..domains).flat_map(move |from| (0..domains).map(move |to| (from, to)));
        all.filter(|(from, to)| from != to)
    }

    /// The lowest and the highest need, 0 to 1, of each neighbourhood under all moves of up to a part of a weight, and
    /// last that of homes of which need is not known: they have the mean of the others.
    fn bounds(&self, moved: f64) -> [Vec<f64>; 2] {
        let ends = |area: &AreaParts| {
            let ends = self.pairs().flat_map(|(from, to)| {
                let along = along(area, &self.parts.weights, (from, to));
                [0.0, moved * self.parts.weights[from]].map(|transfer| along.at(transfer))
            });
            ends.fold((f64::INFINITY, 0.0_f64), |(low, high), need| {
                (low.min(need), high.max(need))
            })
        };
        let (low, high): (Vec<f64>, Vec<f64>) = (self.parts.areas.iter())
            .map(|area| {
                if area.is_known {
                    ends(area)
                } else {
                    (0.0, 0.0)
                }
            })
            .unzip();
        [low, high].map(|mut needs| {
            needs.push(
                needs
                    .iter()
                    .zip(&self.share)
                    .map(|(need, share)| need * share)
                    .sum(),
            );
            needs
        })
    }

    /// What neighbourhoods pay, when what homes of which need is not known pay is shared out over those of which it is.
    fn known(&self, paid: &[f64]) -> Vec<f64> {
        let elsewhere = paid.last().copied().unwrap_or(0.0);
        let shared = paid.iter().zip(&self.share);
        shared
            .map(|(paid, share)| paid + share * elsewhere)
            .collect()
    }

    /// The first transfer of each two domains that has one; nothing when the first plan is not among the plans.
    fn points(
        &self,
        plans: &[(Vec<usize>, Vec<f64>)],
        first: &LocationPlan,
        moved: f64,
    ) -> Option<LocationBreakPoints> {
        let (_, own) = plans.iter().find(|(sites, _)| *sites == first.sites)?;
        let paid: Vec<Vec<f64>> = plans.iter().map(|(_, paid)| paid.clone()).collect();
        let point = |(from, to): (usize, usize)| {
            let groups: Vec<AlongTransfer> = (self.parts.areas.iter())
                .map(|area| along(area, &self.parts.weights, (from, to)))
                .collect();
            let most = moved * self.parts.weights[from];
            let (transfer, place) = first_better(&paid, own, &groups, most)?;
            let other = &plans[place].0;
            let without = |sites: &[usize], others: &[usize]| -> Vec<usize> {
                let alone = sites.iter().filter(|site| !others.contains(site));
                alone.copied().collect()
            };
            Some(LocationBreakPoint {
                from: self.parts.domains[from],
                to: self.parts.domains[to],
                transfer,
                leaves: without(&first.sites, other),
                enters: without(other, &first.sites),
            })
        };
        let mut points: Vec<LocationBreakPoint> = self.pairs().filter_map(point).collect();
        points.sort_by(|one, other| one.transfer.total_cmp(&other.transfer));
        Some(LocationBreakPoints { moved, points })
    }
}

/// The need of a neighbourhood, 0 to 1, while weight goes from one domain to another.
fn along(area: &AreaParts, weights: &[f64], (from, to): (usize, usize)) -> AlongTransfer {
    let of_domain = |wanted: usize| {
        let scores = area.scores.iter().filter(|(domain, ..)| *domain == wanted);
        scores.fold((0.0, 0.0), |(points, known), (_, part, score)| {
            (points + part * score / 100.0, known + part)
        })
    };
    let (mut sum, mut known) = (0.0, 0.0);
    for (domain, weight) in weights.iter().enumerate() {
        let (points, part) = of_domain(domain);
        sum += weight * points;
        known += weight * part;
    }
    let (gives, gets) = (of_domain(from), of_domain(to));
    let slopes = (gets.0 - gives.0, gets.1 - gives.1);
    // Where nothing but the domain that gives is known, its score holds until the end.
    let is_all = known + weights[from] * slopes.1 <= 1e-9;
    match (known > 0.0, is_all) {
        (false, _) => constant(0.0),
        (true, true) => constant(sum / known),
        (true, false) => AlongTransfer {
            sum,
            sum_slope: slopes.0,
            known,
            known_slope: slopes.1,
        },
    }
}

fn constant(need: f64) -> AlongTransfer {
    AlongTransfer {
        sum: need,
        sum_slope: 0.0,
        known: 1.0,
        known_slope: 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::locations::plans::LocationAnswer;
    use crate::study::locations::worked_questions::{asked, names};
    use crate::study::need::by_home::NeedByHome;
    use crate::study::open_study::Study;

    const DOMAINS: [Domain; 2] = [Domain::Language, Domain::Cohesion];

    /// Of the homes near g1 and g2 both domains are 20; of those near g3 language is 10 and cohesion 100, or not known.
    fn need(weights: [f64; 2], cohesion: Option<f64>) -> NeedByHome {
        let area = |scores: Vec<(usize, f64, f64)>| AreaParts {
            scores,
            is_known: true,
            bounds: (0.0, 100.0),
        };
        let far = cohesion.map(|score| (1, 1.0, score));
        let areas = vec![
            area(vec![(0, 1.0, 20.0), (1, 1.0, 20.0)]),
            area([(0, 1.0, 10.0)].into_iter().chain(far).collect()),
        ];
        let area_of_home = vec![Some(0), Some(0), Some(0), Some(0), Some(1)];
        let index = |area: &Option<usize>| areas[(*area)?].index(&weights);
        NeedByHome {
            index: area_of_home.iter().map(index).collect(),
            parts: Some(NeedParts {
                domains: DOMAINS.to_vec(),
                weights: weights.to_vec(),
                area_of_home,
                areas,
            }),
            ..NeedByHome::default()
        }
    }

    fn answered<'a>(study: &'a Study, model: &str, need: &'a NeedByHome) -> LocationAnswer<'a> {
        let question = asked(|question| {
            question.model = model.to_owned();
            (question.weighing, question.draws) = (Weighing::PeopleByNeed, 0);
        });
        study.locations(&question, need, &[]).expect("an answer")
    }

    /// Covered times need: g2 170 × 0.2 = 34 and g3 40 × (0.5 × 0.1 + 0.5 × 1) = 22. Each point from language to
    /// cohesion gives g3 40 × 0.9 more: 22 + 36 δ = 34 at a third.
    #[test]
    fn the_transfer_worked_out_by_hand_brings_another_plan() {
        let study = planned_study(|_| ());
        let need = need([0.5, 0.5], Some(100.0));
        let answer = answered(&study, "mclp", &need);
        assert_eq!(names(&answer, &answer.plans[0]), ["g2"]);
        let variants = answer.variants.as_ref().expect("asked");
        let told = variants.break_points.as_ref().expect("weights");
        let [point] = &told.points[..] else {
            unreachable!("one pair of domains has a break point: {told:?}")
        };
        assert!((point.transfer - 1.0 / 3.0).abs() < 1e-9, "{point:?}");
        assert_eq!((point.from, point.to), (Domain::Language, Domain::Cohesion));
        assert_eq!((&point.leaves[..], &point.enters[..]), (&[1][..], &[2][..]));
        assert_eq!(told.moved, 1.0);
    }

    /// The plan at every percentage point of every move, each asked as a question of its own.
    #[test]
    fn asking_at_every_transfer_finds_the_same_break_points() {
        let study = planned_study(|_| ());
        let mut met = 0;
        for model in ["mclp", "p-median", "shortfall", "worst-off"] {
            for cohesion in [Some(100.0), None] {
                let base = need([0.5, 0.5], cohesion);
                let answer = answered(&study, model, &base);
                let variants = answer.variants.as_ref().expect("asked");
                let told = variants.break_points.as_ref().expect("weights");
                for (from, to) in [(0, 1), (1, 0)] {
                    let mut points = told.points.iter();
                    let point = points.find(|point| point.from == DOMAINS[from]);
                    let first_other = (1..50).find(|&step| {
                        let mut weights = [0.5, 0.5];
                        weights[from] -= f64::from(step) / 100.0;
                        weights[to] += f64::from(step) / 100.0;
                        let need = need(weights, cohesion);
                        answered(&study, model, &need).plans[0].sites != answer.plans[0].sites
                    });
                    let expected = point.map(|point| (100.0 * point.transfer).floor() as i32 + 1);
                    let expected = expected.filter(|step| *step < 50);
                    assert_eq!(first_other, expected, "{model}, {cohesion:?}, {point:?}");
                    met += usize::from(point.is_some());
                }
            }
        }
        assert!(met > 1, "{met}");
    }

    #[test]
    fn a_model_that_counts_nobody_says_why_there_are_none() {
        let study = planned_study(|_| ());
        let need = need([0.5, 0.5], Some(100.0));
        let answer = answered(&study, "p-center", &need);
        let variants = answer.variants.as_ref().expect("asked");
        assert_eq!(variants.break_points, None);
        let mut told = variants.not_changed.iter();
        assert!(told.any(|told| {
            told.dutch
                .starts_with("omslagpunten van de gewichten: het model")
        }));
    }
}
