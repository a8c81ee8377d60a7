//! All candidates of a study with their scores, in order, with the sets they make and how firm that order is.

use crate::access::travel::TravelIndex;
use crate::model::community_school_question::{CommunitySchoolQuestion, SetAim};
use crate::model::estimate::Estimate;
use crate::model::town_data::TownData;
use crate::model::weight_set::CommunitySchoolRules;
use crate::need::recorded_ambition::day_of;
use crate::siting::community_school::added_value::added_value;
use crate::siting::community_school::ambition::ambition;
use crate::siting::community_school::amount::Amount;
use crate::siting::community_school::budget::{SiteBudget, site_budget};
use crate::siting::community_school::common_scale::common_scale;
use crate::siting::community_school::partners::partners_score;
use crate::siting::community_school::question_check::check_question;
use crate::siting::community_school::ranking::{Standing, is_ranked, order};
use crate::siting::community_school::reach_of_need::NeedLevel;
use crate::siting::community_school::refusal::{CandidateRefusal, Expected};
use crate::siting::community_school::score::{
    CandidateScore, Label, candidate_score, has_evidence,
};
use crate::siting::criteria_table::Row;
use crate::siting::sensitivity::{
    Openness, Sensitivity, SensitivityQuestion, openness, sensitivity,
};
use crate::siting::site_sets::{SiteSet, SiteSets, best_sets};
use crate::study::community_school::facts::{CandidateFacts, candidate_facts};
use crate::study::community_school::places::CandidatePlace;
use crate::study::community_school::portfolio::{SetLists, SetParts};
use crate::study::community_school::tables::CandidateTables;
use crate::study::error::StudyError;

/// One candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub place: CandidatePlace,
    /// What is known of it.
    pub facts: CandidateFacts,
    /// The criteria and the score.
    pub score: CandidateScore,
    /// The word that goes with the score.
    pub label: Label,
    /// Whether enough is known to give it a place, and no condition fails.
    pub ranked: bool,
    /// Its money.
    pub budget: SiteBudget,
    /// What missing data can still do to its place.
    pub openness: Openness,
}

impl Candidate {
    /// Its score as it is told: without a value where too little is known to rank it, always with its bounds.
    ///
    /// # Source
    /// DOMAIN §C.0, missing is not zero.
    pub fn told_score(&self) -> Estimate {
        let score = self.score.total.score;
        Estimate {
            value: score.value.filter(|_| self.label != Label::NotYetKnown),
            ..score
        }
    }
}

/// All candidates with their order.
#[derive(Debug, Clone, PartialEq)]
pub struct CommunitySchoolAnswer {
    /// The candidates, in the order of their ids.
    pub candidates: Vec<Candidate>,
    /// Their order in a list: the ranked ones first. Indexes of `candidates`.
    pub order: Vec<usize>,
    /// The ranked ones, in the order of their ids: the sites of `sensitivity`.
    pub ranked: Vec<usize>,
    /// How firm the ranked ones stand.
    pub sensitivity: Sensitivity,
    /// What makes a set worth most, as [`set_aim`] tells.
    pub aim: SetAim,
    /// The sets that are worth most, or why there is none.
    pub sets: Result<SiteSets, CandidateRefusal>,
    /// The set that is worth most where every criterion weighs the same; under the same conditions, so nothing when there is no
    /// set. That of people within the norm does not depend on weights.
    pub at_equal_weights: Option<SiteSet>,
    /// Whether there was no need profile, so that every child counted in full.
    pub without_need: bool,
}

impl CommunitySchoolAnswer {
    /// The ids of the candidates that come first, in order: ranked ones only.
    pub fn first(&self, count: usize) -> Vec<String> {
        first_ids(&self.candidates, (&self.order, &self.ranked), count)
    }
}

fn first_ids(
    candidates: &[Candidate],
    (order, ranked): (&[usize], &[usize]),
    count: usize,
) -> Vec<String> {
    let ranked = order.iter().take(ranked.len().min(count));
    ranked
        .map(|&site| candidates[site].place.id.clone())
        .collect()
}

/// Judges all candidates.
///
/// # Errors
/// When the question cannot be asked of this study; the message names field, found and expected.
/// That no set meets the constraints is no error: candidates and their scores are answered all the same.
pub fn community_school_answer(
    town: &TownData,
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
) -> Result<CommunitySchoolAnswer, StudyError> {
    let mut candidates = judged(town, tables, question)?;
    let (order, ranked) = ranks(&candidates);
    let mut sensitivity = firmness(&candidates, &ranked, question);
    mark_openness(&mut candidates, &order, question);
    hold_back(&mut sensitivity, &candidates, &ranked, question.sites);
    question.work.go_on()?;
    let aim = set_aim(question, &candidates);
    let sets = set_lists(tables, question, &candidates)
        .and_then(|lists| best_sets(&lists.asked(question)));
    // A search that was broken off has found no best set.
    question.work.go_on()?;
    if let Err(
        refusal @ (CandidateRefusal::UnknownSite { .. } | CandidateRefusal::OutOfRange { .. }),
    ) = sets
    {
        return Err(refusal.into());
    }
    let at_equal_weights = match &sets {
        Ok(_) => set_at_equal_weights(tables, question, &candidates),
        Err(_) => None,
    };
    question.work.go_on()?;
    Ok(CommunitySchoolAnswer {
        candidates,
        order,
        ranked,
        sensitivity,
        aim,
        sets,
        at_equal_weights,
        without_need: tables.level == NeedLevel::WithoutProfile,
    })
}

/// The ids of the candidates that come first, as [`CommunitySchoolAnswer::first`] tells them, without how firm they stand
/// and without sets.
///
/// # Errors
/// As [`community_school_answer`], but for what sets ask.
pub fn first_candidates(
    town: &TownData,
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
) -> Result<Vec<String>, StudyError> {
    let candidates = judged(town, tables, question)?;
    let (order, ranked) = ranks(&candidates);
    Ok(first_ids(&candidates, (&order, &ranked), question.sites))
}

/// Makes the tables and judges all candidates.
///
/// # Errors
/// As [`community_school_answer`], and when distances cannot be measured.
pub fn community_schools(
    town: &TownData,
    index: &TravelIndex,
    question: &CommunitySchoolQuestion,
    need_of_home: &[Option<f64>],
) -> Result<(CandidateTables, CommunitySchoolAnswer), StudyError> {
    check_question(question)?;
    let tables = CandidateTables::build(town, index, question, need_of_home)?;
    let answer = community_school_answer(town, &tables, question)?;
    Ok((tables, answer))
}

/// All candidates with their scores.
fn judged(
    town: &TownData,
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
) -> Result<Vec<Candidate>, StudyError> {
    check_question(question)?;
    let today = question.date.or_else(|| day_of(&town.reference_date));
    let today = today.ok_or_else(|| CandidateRefusal::OutOfRange {
        field: "peildatum",
        found: town.reference_date.clone(),
        expected: Expected::Day,
    })?;
    let facts: Vec<CandidateFacts> = (0..tables.places.len())
        .map(|site| {
            question.work.go_on()?;
            Ok(candidate_facts(town, tables, question, site, today))
        })
        .collect::<Result<_, StudyError>>()?;
    Ok(scored(town, tables, question, facts))
}

fn scored(
    town: &TownData,
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
    facts: Vec<CandidateFacts>,
) -> Vec<Candidate> {
    let rules = &question.rules;
    let scaled = |amount: fn(&CandidateFacts) -> Option<Amount>| {
        let amounts: Vec<Option<Amount>> = facts.iter().map(amount).collect();
        common_scale(&amounts, question.standardisation)
    };
    let reach = scaled(|facts| Some(facts.reach));
    let coverage = scaled(|facts| facts.coverage);
    let sites = tables
        .places
        .iter()
        .zip(facts)
        .zip(reach.into_iter().zip(coverage));
    sites
        .map(|((place, facts), (reach, coverage))| {
            let parts: [Estimate; 4] = [
                reach,
                coverage,
                partners_score(&facts.partners),
                facts.room_score,
            ];
            let level = facts.ambition.record.as_ref().map(|record| record.level);
            let criteria = [
                facts.rebuilding.criterion.clone(),
                ambition(level),
                added_value(rules.added_value, parts),
            ];
            let score = candidate_score(criteria, rules.criteria);
            let building = place
                .building
                .and_then(|index| town.planning.buildings.get(index));
            Candidate {
                place: place.clone(),
                label: Label::of(&score.total, rules),
                ranked: may_be_ranked(&facts, &score, rules),
                budget: site_budget(
                    building.and_then(|building| building.estimate),
                    building.and_then(|building| building.credit),
                    rules,
                ),
                openness: Openness::Settled,
                facts,
                score,
            }
        })
        .collect()
}

fn set_at_equal_weights(
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
    candidates: &[Candidate],
) -> Option<SiteSet> {
    let mut candidates = candidates.to_vec();
    for candidate in &mut candidates {
        candidate.score = candidate_score(candidate.score.criteria.clone(), [1.0 / 3.0; 3]);
        candidate.ranked = may_be_ranked(&candidate.facts, &candidate.score, &question.rules);
    }
    let lists = set_lists(tables, question, &candidates).ok()?;
    let found = best_sets(&lists.asked(question)).ok()?;
    found.sets.into_iter().next()
}

fn may_be_ranked(
    facts: &CandidateFacts,
    score: &CandidateScore,
    rules: &CommunitySchoolRules,
) -> bool {
    has_evidence(&score.total, rules) && facts.conditions.none_fails()
}

/// The order of the list, and the ranked candidates in the order of their ids.
fn ranks(candidates: &[Candidate]) -> (Vec<usize>, Vec<usize>) {
    let standings: Vec<Standing> = candidates
        .iter()
        .map(|candidate| Standing {
            value: candidate.score.total.score.value,
            ranked: candidate.ranked,
        })
        .collect();
    let ranked = (0..candidates.len())
        .filter(|&site| is_ranked(&standings[site]))
        .collect();
    (order(&standings).0, ranked)
}

fn firmness(
    candidates: &[Candidate],
    ranked: &[usize],
    question: &CommunitySchoolQuestion,
) -> Sensitivity {
    let rows: Vec<Row> = ranked
        .iter()
        .map(|&site| {
            candidates[site]
                .score
                .criteria
                .iter()
                .map(|criterion| criterion.score)
                .collect()
        })
        .collect();
    sensitivity(&SensitivityQuestion {
        rows: &rows,
        weights: &question.rules.criteria,
        first: question.sites,
        draws: question.draws,
        seed: question.seed,
    })
}

/// Every candidate of which no condition fails can still come among the first, ranked or not.
fn mark_openness(
    candidates: &mut [Candidate],
    order: &[usize],
    question: &CommunitySchoolQuestion,
) {
    let possible: Vec<usize> = (0..candidates.len())
        .filter(|&site| candidates[site].facts.conditions.none_fails())
        .collect();
    let bounds: Vec<(f64, f64)> = possible
        .iter()
        .map(|&site| {
            let score = &candidates[site].score.total.score;
            (score.low, score.high)
        })
        .collect();
    let first: Vec<usize> = order
        .iter()
        .copied()
        .filter(|&site| candidates[site].ranked)
        .take(question.sites)
        .collect();
    let inside: Vec<bool> = possible.iter().map(|site| first.contains(site)).collect();
    for (&site, openness) in possible
        .iter()
        .zip(openness(&bounds, &inside, question.sites))
    {
        candidates[site].openness = openness;
    }
}

/// A place that missing data can still take away is not called robust, and neither is a list with such a place.
fn hold_back(
    sensitivity: &mut Sensitivity,
    candidates: &[Candidate],
    ranked: &[usize],
    first: usize,
) {
    for (stability, &site) in sensitivity.stability.iter_mut().zip(ranked) {
        *stability = stability.while_open(candidates[site].openness == Openness::CanLeave);
    }
    let firsts = sensitivity.order.iter().take(first);
    sensitivity.list = firsts.map(|&place| sensitivity.stability[place]).max();
}

/// What sets of candidates are compared by: what was asked; or by whom they reach, when scores are asked and of no
/// candidate enough is known for one.
pub fn set_aim(question: &CommunitySchoolQuestion, candidates: &[Candidate]) -> SetAim {
    let nothing_to_add_up = !candidates.iter().any(|candidate| candidate.ranked);
    match question.aim {
        SetAim::Scores if nothing_to_add_up => SetAim::PeopleWithinNorm,
        asked => asked,
    }
}

/// The lists for a search for sets of candidates. By score only ranked candidates can be in one; whom a candidate
/// reaches is known of all, so then every candidate of which no condition fails can.
///
/// # Errors
/// When an id of the question is unknown.
pub fn set_lists(
    tables: &CandidateTables,
    question: &CommunitySchoolQuestion,
    candidates: &[Candidate],
) -> Result<SetLists, CandidateRefusal> {
    let aim = set_aim(question, candidates);
    let possible = |candidate: &Candidate| match aim {
        SetAim::Scores => candidate.ranked,
        SetAim::PeopleWithinNorm => candidate.facts.conditions.none_fails(),
    };
    let candidates = candidates.iter();
    let parts = SetParts {
        aim,
        scores: (candidates.clone())
            .map(|candidate| candidate.score.total.score.value)
            .collect(),
        possible: candidates.clone().map(possible).collect(),
        costs: candidates
            .map(|candidate| candidate.budget.counted().value())
            .collect(),
    };
    SetLists::new(tables, question, parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::people::People;
    use crate::model::units::Metres;
    use crate::siting::community_school::partners::PartnerPlace;
    use crate::siting::stability::Stability;
    use crate::study::community_school::facts::RoomFacts;
    use crate::study::community_school::worked_planning::planned_town;

    fn asked(
        town: &TownData,
        need: &[Option<f64>],
        change: impl FnOnce(&mut CommunitySchoolQuestion),
    ) -> Result<CommunitySchoolAnswer, StudyError> {
        let mut question = CommunitySchoolQuestion::proposal(&town.weights);
        change(&mut question);
        let index = TravelIndex::build(town).expect("sound");
        community_schools(town, &index, &question, need).map(|(_, answer)| answer)
    }

    fn score(answer: &CommunitySchoolAnswer, site: usize, criterion: usize) -> Estimate {
        answer.candidates[site].score.criteria[criterion].score
    }

    #[test]
    fn three_buildings_worked_by_hand() {
        let town = planned_town();
        let answer = asked(&town, &[], |_| ()).expect("answered");
        // All are of 1984 in condition 4 with 400 pupils in 2,000 m²: B = 72.48, as in the test of the criterion.
        for site in 0..3 {
            assert!((score(&answer, site, 0).value.expect("known") - 72.48).abs() < 1e-9);
        }
        // A is recorded for g2 alone: level 3 is 75.
        assert_eq!(score(&answer, 0, 1), Estimate::UNKNOWN);
        assert_eq!(score(&answer, 1, 1), Estimate::known(75.0));
        assert!(answer.without_need);
        // Children by nearness at 1.3 m a metre and 1.1 m/s. g1 at 0: 100 + 20 + 50·0.818 = 160.9. g2 at 500: all of
        // 170. g3 at 1,900: h4 at 130 m: 40. So they are second, first and third of three.
        let reach = |site: usize| answer.candidates[site].facts.reach.value;
        assert!((reach(0) - (120.0 + 50.0 * (1_200.0 - 780.0 / 1.1) / 600.0)).abs() < 1e-9);
        assert_eq!((reach(1), reach(2)), (170.0, 40.0));
        let m1 = |site: usize| {
            answer.candidates[site].score.criteria[2].parts[0]
                .score
                .value
        };
        assert_eq!(
            [m1(0), m1(1), m1(2)],
            [Some(50.0), Some(250.0 / 3.0), Some(50.0 / 3.0)]
        );
        // The library stands at 300: 390 m from g1, 260 m from g2, and far from g3. Youth work has no source.
        let place = |site: usize| answer.candidates[site].facts.partners[0].place;
        assert!(
            matches!(place(0), PartnerPlace::Near(distance) if (distance.value() - 390.0).abs() < 1e-6)
        );
        assert_eq!(place(2), PartnerPlace::NotNear);
        assert_eq!(
            answer.candidates[0].facts.partners[1].place,
            PartnerPlace::Unknown
        );
        // Everybody but h4 has the library within 600 s (660 m / 1.3 = 507 m): g3 brings it to 40 children.
        let gains: Vec<Option<u64>> = (0..3)
            .map(|site| {
                answer.candidates[site].facts.gains[0]
                    .1
                    .map(People::whole_persons)
            })
            .collect();
        assert_eq!(gains, [Some(0), Some(0), Some(40)]);
        assert_eq!(answer.candidates[0].facts.rooms, RoomFacts::Unknown);
    }

    #[test]
    fn candidates_stand_in_order_with_labels_sets_and_firmness() {
        let town = planned_town();
        let answer = asked(&town, &[], |question| question.sites = 2).expect("answered");
        assert_eq!(answer.first(1), ["g2"]);
        assert_eq!(answer.candidates[1].label, Label::Promising);
        for candidate in &answer.candidates {
            let total = &candidate.score.total;
            assert_eq!(
                total.points.iter().flatten().sum::<f64>(),
                total.score.value.expect("known")
            );
        }
        let ranked = answer.ranked.len();
        assert_eq!(answer.sensitivity.order.len(), ranked);
        assert_eq!(answer.sensitivity.equal_weights.len(), ranked);
    }

    #[test]
    fn a_partner_beyond_the_walking_distance_is_not_near_although_homes_are_searched_farther() {
        let town = planned_town();
        let near = |metres: f64| {
            let answer = asked(&town, &[], |question| {
                question.rules.partner_distance = Metres::new(metres).expect("a length");
            });
            answer.expect("answered").candidates[0].facts.partners[0].place
        };
        assert!(matches!(near(390.1), PartnerPlace::Near(_)));
        assert_eq!(near(389.9), PartnerPlace::NotNear);
    }

    #[test]
    fn need_turns_the_order_of_reach() {
        let town = planned_town();
        // Need 100 around g3 alone, and none at the other end.
        let need = [Some(0.0), Some(0.0), Some(0.0), Some(0.0), Some(100.0)];
        let answer = asked(&town, &need, |_| ()).expect("answered");
        assert!(!answer.without_need);
        let m1 = |site: usize| {
            answer.candidates[site].score.criteria[2].parts[0]
                .score
                .value
        };
        assert_eq!(
            [m1(0), m1(1), m1(2)],
            [Some(100.0 / 3.0), Some(100.0 / 3.0), Some(250.0 / 3.0)]
        );
    }

    #[test]
    fn without_buildings_wishes_and_ambition_nothing_is_ranked_and_all_may_still_come_first() {
        let mut town = planned_town();
        town.planning = crate::model::planning::Planning::default().into();
        let answer = asked(&town, &[], |_| ()).expect("answered");
        assert_eq!((answer.candidates.len(), answer.ranked.len()), (3, 0));
        for candidate in &answer.candidates {
            assert_eq!(candidate.label, Label::NotYetKnown);
            assert_eq!(candidate.openness, Openness::CanEnter);
            assert!(candidate.score.total.score.high - candidate.score.total.score.low > 90.0);
        }
        // No scores to add up; whom the three reach is known all the same.
        assert_eq!(answer.aim, SetAim::PeopleWithinNorm);
        let sets = answer.sets.expect("a set by reach");
        assert_eq!(sets.sets[0].sites, [0, 1, 2]);
        assert_eq!(answer.sensitivity.list, None);
    }

    #[test]
    fn a_first_place_that_missing_data_can_take_away_is_sensitive_and_so_is_the_list() {
        let town = planned_town();
        // g2 is the only ranked one, so every draw puts it first; g1 may pass it once its ambition is known.
        let answer = asked(&town, &[], |question| question.sites = 1).expect("answered");
        assert_eq!(answer.sensitivity.around.share_first, [1.0]);
        assert_eq!(answer.candidates[1].openness, Openness::CanLeave);
        assert_eq!(answer.sensitivity.stability, [Stability::Sensitive]);
        assert_eq!(answer.sensitivity.list, Some(Stability::Sensitive));
    }

    #[test]
    fn a_building_that_goes_is_shown_and_not_ranked() {
        let mut town = planned_town();
        town.planning.buildings[1].gone_from = Some(2030);
        let answer = asked(&town, &[], |_| ()).expect("answered");
        assert!(
            !answer.candidates[1].ranked && answer.candidates[1].score.total.score.value.is_some()
        );
        assert!(!answer.first(3).contains(&"g2".to_owned()));
    }

    #[test]
    fn a_question_with_an_unknown_code_or_a_weight_on_inclusive_use_is_refused_by_name() {
        let town = planned_town();
        let refusal = |change: fn(&mut CommunitySchoolQuestion)| {
            asked(&town, &[], change).expect_err("refused").to_string()
        };
        assert!(refusal(|question| question.inclusivity_weight = 1.0).contains("inclusiviteit"));
        assert!(
            refusal(|question| question.norm_kind = "KERK".to_owned())
                .starts_with("norm_voorziening: found \"KERK\"")
        );
        assert!(
            refusal(|question| question.profile = Some("zweven".to_owned()))
                .starts_with("profiel: found \"zweven\"")
        );
        assert!(
            refusal(|question| question.required = vec!["g9".to_owned()])
                .starts_with("verplicht: found \"g9\"")
        );
    }

    #[test]
    fn the_order_of_records_and_facilities_in_the_files_changes_nothing() {
        let town = planned_town();
        let mut turned = town.clone();
        turned.planning.wishes.reverse();
        turned.planning.buildings.reverse();
        let (one, other) = (asked(&town, &[], |_| ()), asked(&turned, &[], |_| ()));
        let values =
            |answer: Result<CommunitySchoolAnswer, StudyError>| -> Vec<(String, Option<f64>)> {
                let candidates = answer.expect("answered").candidates.into_iter();
                candidates
                    .map(|candidate| (candidate.place.id, candidate.score.total.score.value))
                    .collect()
            };
        assert_eq!(values(one), values(other));
    }
}
