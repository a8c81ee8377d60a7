//! Several different sets that are nearly as good as the best one, and how often each site occurs in such sets.

use crate::model::community_school_question::SetAim;
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::siting::criteria_table::{Row, weighed};
use crate::siting::sensitivity::Openness;
use crate::siting::site_sets::{
    SetQuestion, SiteSet, SiteSets, Variety, best_sets, different_sets, occurrence_in_draws,
};
use crate::siting::stability::Stability;
use crate::siting::weight_draws::{Spread, weight_draws};
use crate::study::community_school::answer::set_lists;
use crate::study::community_school::judged_candidates::JudgedCandidates;

/// So many sets that are nearly as good are counted at most, the best first.
const MOST_NEAR: usize = 1_000;

/// Sets to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct SetChoice {
    /// The best set, and then each time the best of those that differ enough from all before it.
    pub different: Vec<SiteSet>,
    /// The sets that are nearly as good.
    pub near: NearSets,
    /// For each candidate the part of the draws of weights in whose best set it is, 0 to 1; nothing where the worth of
    /// a set does not depend on weights.
    pub in_draws: Option<Vec<f64>>,
}

impl SetChoice {
    /// How firm the place of a candidate in a set is: by the draws of weights, or else by the sets nearly as good.
    pub fn stability(&self, judged: &JudgedCandidates<'_>, site: usize) -> Stability {
        let share = match &self.in_draws {
            Some(shares) => shares[site],
            None => self.near.share(site),
        };
        let openness = judged.answer.candidates[site].openness;
        Stability::of(share).while_open(openness == Openness::CanLeave)
    }
}

/// The sets that are worth nearly as much as the best one.
#[derive(Debug, Clone, PartialEq)]
pub struct NearSets {
    /// How many there are, or how many were counted.
    pub count: usize,
    /// Whether these are all; the best ones otherwise.
    pub complete: bool,
    /// For each candidate the number of these sets that it is in.
    pub occurrence: Vec<usize>,
}

impl NearSets {
    /// The part of these sets that a candidate is in, 0 to 1.
    pub fn share(&self, site: usize) -> f64 {
        self.occurrence[site] as f64 / self.count.max(1) as f64
    }
}

impl JudgedCandidates<'_> {
    /// The sets to choose from, within the question's share of the best.
    ///
    /// # Errors
    /// As for the sets of the answer: none meets the constraints, or there are too many.
    pub fn choice(&self) -> Result<SetChoice, CandidateRefusal> {
        let lists = set_lists(&self.tables, &self.question, &self.answer.candidates)?;
        let asked = lists.asked(&self.question);
        let variety = Variety {
            within: self.question.within_percent / 100.0,
            differing: self.question.differing,
        };
        let plans = SetQuestion {
            keep: self.question.plans,
            ..asked
        };
        Ok(SetChoice {
            different: different_sets(&plans, variety)?.sets,
            near: near_sets(asked, variety.within)?,
            in_draws: match lists.aim {
                SetAim::Scores => Some(self.shares_in_draws(&asked)?),
                SetAim::PeopleWithinNorm => None,
            },
        })
    }

    /// The part of the draws of weights around the given ones in whose best set each candidate is.
    fn shares_in_draws(&self, asked: &SetQuestion<'_>) -> Result<Vec<f64>, CandidateRefusal> {
        let candidates = self.answer.candidates.iter();
        let rows: Vec<Row> = candidates
            .map(|candidate| {
                let criteria = candidate.score.criteria.iter();
                criteria.map(|criterion| criterion.score).collect()
            })
            .collect();
        let around = Spread::Around(&self.question.rules.criteria);
        let draws: Vec<Vec<f64>> = weight_draws(around, self.question.draws, self.question.seed)
            .iter()
            .map(|weights| {
                (rows.iter())
                    .map(|row| weighed(row, weights).unwrap_or(0.0))
                    .collect()
            })
            .collect();
        let times = occurrence_in_draws(asked, &draws)?.into_iter();
        Ok(times
            .map(|times| times as f64 / draws.len().max(1) as f64)
            .collect())
    }
}

fn near_sets(asked: SetQuestion<'_>, within: f64) -> Result<NearSets, CandidateRefusal> {
    let kept = SetQuestion {
        keep: MOST_NEAR,
        ..asked
    };
    let SiteSets { sets, possible, .. } = best_sets(&kept)?;
    let best = sets.first().map_or(0.0, |set| set.worth);
    let near = sets
        .iter()
        .take_while(|set| set.worth >= best - within * best.abs());
    let mut occurrence = vec![0; asked.allowed.len()];
    let mut count = 0;
    for set in near {
        count += 1;
        set.sites.iter().for_each(|&site| occurrence[site] += 1);
    }
    Ok(NearSets {
        complete: count < sets.len() || sets.len() == possible,
        count,
        occurrence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::model::record::{Ambition, AmbitionLevel, AmbitionOf};
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::open_study::Study;

    /// All three buildings have an ambition, of levels 2, 3 and 2, so that all are ranked.
    fn study() -> Study {
        planned_study(|town| {
            let planning = &mut *town.planning;
            let recorded = planning.ambitions[0].clone();
            for building in [0, 2] {
                planning.ambitions.push(Ambition {
                    of: AmbitionOf::Building(planning.buildings[building].id.clone()),
                    level: AmbitionLevel::new(2).expect("a level"),
                    ..recorded.clone()
                });
            }
        })
    }

    fn choice(change: impl FnOnce(&mut CommunitySchoolQuestion)) -> (Vec<SiteSet>, SetChoice) {
        let study = study();
        let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
        question.sites = 2;
        change(&mut question);
        let judged = study.community_schools(&question, &[]).expect("answered");
        let sets = judged.answer.sets.clone().expect("sets").sets;
        let choice = judged.choice().expect("sets");
        let firm = (0..3).map(|site| choice.stability(&judged, site));
        assert!(
            firm.into_iter()
                .all(|firm| ["robuust", "gevoelig", "onzeker"].contains(&firm.code()))
        );
        (sets, choice)
    }

    #[test]
    fn the_sets_near_the_best_are_those_of_all_sets_within_the_share() {
        for percent in [0.0, 2.0, 5.0, 20.0, 100.0] {
            let (all, choice) = choice(|question| question.within_percent = percent);
            assert_eq!(all.len(), 3);
            let limit = all[0].worth * (1.0 - percent / 100.0);
            let near: Vec<&SiteSet> = all.iter().filter(|set| set.worth >= limit).collect();
            assert!(choice.near.complete);
            assert_eq!(choice.near.count, near.len());
            for site in 0..3 {
                let times = near.iter().filter(|set| set.sites.contains(&site)).count();
                assert_eq!(choice.near.occurrence[site], times);
            }
            assert!(choice.different.iter().all(|set| set.worth >= limit));
        }
    }

    #[test]
    fn sets_that_must_differ_in_all_sites_leave_one_of_three() {
        let (all, choice) = choice(|question| {
            question.within_percent = 100.0;
            question.differing = 2;
        });
        // Of three sites any two sets of two share one.
        assert_eq!(choice.different, all[..1]);
    }

    #[test]
    fn shares_in_draws_add_up_to_the_sites_of_a_set() {
        let (_, choice) = choice(|question| question.draws = 500);
        let shares = choice.in_draws.expect("weights matter");
        assert!((shares.iter().sum::<f64>() - 2.0).abs() < 1e-9);
        let (_, by_reach) =
            super::tests::choice(|question| question.aim = SetAim::PeopleWithinNorm);
        assert_eq!(by_reach.in_draws, None);
    }
}
