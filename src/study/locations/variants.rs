//! The same location question with one assumption changed at a time: which sites of the first plan then stay.
//!
//! Travel times are measured anew where the change is about travel, as far as the model looks; what is not changed,
//! and why, is told beside it.

use crate::access::straight::entrances;
use crate::access::travel::TravelIndex;
use crate::model::bilingual::Bilingual;
use crate::model::location_question::{Existing, Places, Weighing};
use crate::model::position::Planar;
use crate::model::travel_mode::{DistanceLevel, TravelMode};
use crate::model::units::{Metres, Seconds};
use crate::siting::deadline::Deadline;
use crate::siting::question::Model;
use crate::siting::refusal_sentence::siting_refusal;
use crate::siting::stability::Stability;
use crate::study::community_school::variants::{
    Change, NORM_FACTORS, NeedVariant, changed_town, travel_changes,
};
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::break_points::{LocationBreakPoints, location_break_points};
use crate::study::locations::location_plan::LocationPlan;
use crate::study::locations::location_times::{LocationTimes, Sites, nearest_of};
use crate::study::locations::made_plans::Made;
use crate::study::need::by_home::NeedByHome;
use crate::study::place_times::{LONGEST, times_to_doors};
use crate::study::steps;

/// Values that differ by less than this part of themselves are equal.
const ROUNDING: f64 = 1e-9;

/// One assumption that is changed.
#[derive(Debug, Clone, PartialEq)]
pub enum LocationChange {
    /// An assumption of the study.
    Study(Change),
    /// The smallest distance between new facilities times this.
    SiteDistance(f64),
}

/// What a change does to the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationVariant {
    /// What was changed.
    pub change: LocationChange,
    /// The best plan then, or why there is none.
    pub outcome: Result<VariantPlan, Bilingual>,
}

/// The best plan under a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantPlan {
    /// The candidates that open, ascending.
    pub sites: Vec<usize>,
    /// How many candidates of the first plan are among them.
    pub stay: usize,
    /// How firm that makes the first plan.
    pub stability: Stability,
    /// Whether no plan is better.
    pub proven: bool,
}

/// What the changes together say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LocationVariants {
    /// One for each change.
    pub variants: Vec<LocationVariant>,
    /// How much weight of need must move before another plan is better; nothing where that cannot be told.
    pub break_points: Option<LocationBreakPoints>,
    /// What was not changed, and why.
    pub not_changed: Vec<Bilingual>,
}

impl LocationVariants {
    /// In how many variants each of the sites that occur opens, of how many: most often first, then by number.
    pub fn times_open(&self) -> (usize, Vec<(usize, usize)>) {
        let made = self.variants.iter();
        let made: Vec<&VariantPlan> = made.filter_map(|one| one.outcome.as_ref().ok()).collect();
        let mut sites: Vec<usize> = made.iter().flat_map(|plan| plan.sites.clone()).collect();
        sites.sort_unstable();
        let mut often: Vec<(usize, usize)> = sites
            .chunk_by(|one, other| one == other)
            .map(|same| (same[0], same.len()))
            .collect();
        often.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
        (made.len(), often)
    }
}

/// Asks the question again for every change that means something to it; `needs` are other measures of need.
///
/// # Errors
/// When travel cannot be measured.
///
/// # Cost
/// A search for each change, and where it is about travel a measurement for each site, until the question's time is
/// over.
///
/// # Source
/// DOMAIN §C.10, 3 to 5.
pub fn location_variants(
    asked: &AskedLocations<'_>,
    first: &LocationPlan,
    needs: &[NeedVariant],
) -> Result<LocationVariants, StudyError> {
    let deadline = Deadline::after(asked.question.time_limit).or_when(&asked.question.stop);
    let mut found = LocationVariants {
        not_changed: not_changed(asked),
        ..LocationVariants::default()
    };
    if asked.asked.weighing == Weighing::PeopleByNeed {
        match location_break_points(asked, first)? {
            Ok(points) => found.break_points = Some(points),
            Err(why) => found.not_changed.push(why),
        }
    }
    let first: Vec<usize> = new_sites(asked, first);
    let changes = changes(asked);
    let by_need = asked.asked.weighing == Weighing::PeopleByNeed;
    let needs = || needs.iter().filter(|_| by_need);
    let (work, of) = (&asked.asked.work, changes.len() + needs().count());
    let begin = |done: usize| work.begin(60 + 35 * done / of, steps::one_assumption(done + 1, of));
    for change in changes {
        begin(found.variants.len())?;
        let outcome = match deadline.passed() {
            true => Err(no_time()),
            false => plan_under(&under(asked, &change)?, &first),
        };
        found.variants.push(LocationVariant { change, outcome });
    }
    for need in needs() {
        begin(found.variants.len())?;
        let outcome = match &need.need_of_home {
            Err(refused) => Err(refused.clone()),
            Ok(_) if deadline.passed() => Err(no_time()),
            Ok(index) => {
                let need = NeedByHome {
                    index: index.clone(),
                    ..NeedByHome::default()
                };
                let changed = AskedLocations {
                    need: &need,
                    ..asked.clone()
                };
                plan_under(&changed, &first)
            }
        };
        found.variants.push(LocationVariant {
            change: LocationChange::Study(need.change.clone()),
            outcome,
        });
    }
    Ok(found)
}

fn new_sites(asked: &AskedLocations<'_>, plan: &LocationPlan) -> Vec<usize> {
    let sites = plan.sites.iter().copied();
    sites.filter(|&site| site < asked.candidates).collect()
}

fn plan_under(asked: &AskedLocations<'_>, first: &[usize]) -> Result<VariantPlan, Bilingual> {
    let best = Made::new(asked, asked.asked.weighing).and_then(|made| {
        let best = made.first()?;
        // Where the first plan is as good as any, it stays.
        let kept = made.first_with(first).ok();
        let rounding = ROUNDING * best.value.abs().max(1.0);
        let as_good = |kept: &LocationPlan| (kept.value - best.value).abs() <= rounding;
        Ok(kept.filter(as_good).unwrap_or(best))
    });
    let plan = best.map_err(|refused| match refused {
        StudyError::Siting(refused) => siting_refusal(&refused),
        other @ (StudyError::Access(_)
        | StudyError::Layer(_)
        | StudyError::SharedLayer(_)
        | StudyError::Equity(_)
        | StudyError::Candidates(_)
        | StudyError::Ended(_)) => Bilingual::same(other),
    })?;
    let sites = new_sites(asked, &plan);
    let stay = first.iter().filter(|site| sites.contains(site)).count();
    Ok(VariantPlan {
        stability: match first.len() {
            0 if sites.is_empty() => Stability::Robust,
            0 => Stability::Uncertain,
            all => Stability::of(stay as f64 / all as f64),
        },
        proven: plan.proven,
        stay,
        sites,
    })
}

/// The changes that mean something to the question.
fn changes(asked: &AskedLocations<'_>) -> Vec<LocationChange> {
    let norms = NORM_FACTORS.into_iter();
    let norms = norms.filter(|_| asked.question.model.norm().is_some());
    let apart = NORM_FACTORS.into_iter();
    let apart = apart.filter(|_| asked.asked.smallest_distance.is_some());
    let own = asked.profile;
    let walks = own.mode == TravelMode::Foot && counts_travel(asked);
    let speed = |code: &str| {
        let mut profiles = asked.town.profiles.iter();
        profiles
            .find(|profile| profile.code == code)
            .map(|profile| profile.speed)
    };
    let means_something = |change: &Change| match change {
        Change::WalkingAs(code) => walks && speed(code) != Some(own.speed),
        Change::Detour(detour) => walks && *detour != own.detour,
        Change::Level(_) => counts_travel(asked),
        Change::Norms(_)
        | Change::PartnerDistance(_)
        | Change::Scale(_)
        | Change::NeedScale(_)
        | Change::NeedMissing(_)
        | Change::Missing(_) => false,
    };
    let travel = travel_changes(asked.town).into_iter();
    let travel = travel.filter(means_something);
    norms
        .map(Change::Norms)
        .chain(travel)
        .map(LocationChange::Study)
        .chain(apart.map(LocationChange::SiteDistance))
        .collect()
}

/// The question under a change.
fn under<'a>(
    asked: &AskedLocations<'a>,
    change: &LocationChange,
) -> Result<AskedLocations<'a>, StudyError> {
    let mut changed = asked.clone();
    match change {
        LocationChange::SiteDistance(factor) => {
            let distance = asked.asked.smallest_distance;
            let distance = distance.and_then(|own| Metres::new(own.value() * factor).ok());
            changed.question.constraints.too_close = asked.pairs_nearer_than(distance);
        }
        LocationChange::Study(Change::Norms(factor)) => {
            let norm = asked.norm.norm.value() * factor;
            changed.norm.norm = Seconds::new(norm).unwrap_or(asked.norm.norm);
            changed.question.model = asked.question.model.at_norm(changed.norm.norm.value());
        }
        LocationChange::Study(change) => {
            changed.times = times_under(asked, change)?;
        }
    }
    Ok(changed)
}

fn times_under(asked: &AskedLocations<'_>, change: &Change) -> Result<LocationTimes, StudyError> {
    let town = changed_town(asked.town, change);
    let is_level = matches!(change, Change::Level(_));
    let anew = is_level.then(|| TravelIndex::build(&town)).transpose()?;
    let index = anew.as_ref().unwrap_or(asked.study.index());
    let mut profiles = town.profiles.iter();
    let own = profiles.find(|profile| profile.code == asked.profile.code);
    let profile = own.unwrap_or(asked.profile);
    let limit = asked.question.model.radius().unwrap_or(LONGEST);
    let limit = Seconds::new(limit).unwrap_or(asked.norm.norm);
    let doors: Vec<Vec<Planar>> = asked.sites.iter().map(|site| site.doors.clone()).collect();
    let of_site = times_to_doors(index, &doors, (profile, limit), &asked.asked.work)?;
    let homes = asked.town.demand.len();
    let standing = &asked.standing;
    let now = match asked.asked.existing {
        Existing::LeftOut => vec![None; homes],
        Existing::Stay if standing.closing.is_empty() && standing.movable.is_empty() => {
            let nearest = index.nearest(&asked.norm.kind, profile)?;
            let nearest = nearest.iter().map(|reach| reach.time());
            nearest.map(|time| time.map(Seconds::value)).collect()
        }
        Existing::Stay => {
            let doors = |&facility: &usize| entrances(&town.facilities[facility]).collect();
            let doors: Vec<Vec<Planar>> = standing.staying.iter().map(doors).collect();
            let staying = times_to_doors(index, &doors, (profile, limit), &asked.asked.work)?;
            nearest_of(homes, staying.iter())
        }
    };
    let sites = Sites {
        candidates: asked.candidates,
        may_close: asked.possible.is_some(),
    };
    Ok(LocationTimes::measured(of_site, now, sites))
}

/// Whether the model is about travel, and not about distances between sites.
fn counts_travel(asked: &AskedLocations<'_>) -> bool {
    !matches!(asked.question.model, Model::PDispersion { .. })
}

fn no_time() -> Bilingual {
    Bilingual::new(
        "de rekentijd was op (rekentijd_s)",
        "time was over (rekentijd_s)",
    )
}

/// What was not changed, and why that would say nothing.
fn not_changed(asked: &AskedLocations<'_>) -> Vec<Bilingual> {
    let (model, level) = (&asked.question.model, asked.town.distance_level);
    let mut told = Vec::new();
    let mut tell = |holds: bool, dutch: &str, english: &str| {
        if holds {
            told.push(Bilingual::new(dutch, english));
        }
    };
    tell(
        model.norm().is_none(),
        "de norm: het model hangt er niet van af",
        "the norm: the model does not depend on it",
    );
    tell(
        !counts_travel(asked),
        "reizen: het model telt alleen afstanden tussen locaties",
        "travel: the model counts distances between sites only",
    );
    let travels = counts_travel(asked);
    tell(
        travels && asked.profile.mode != TravelMode::Foot,
        "de loopsnelheid en de omwegfactor: in deze vraag loopt niemand",
        "the walking speed and the detour factor: nobody walks in this question",
    );
    tell(
        travels && level == DistanceLevel::D3,
        "de omwegfactor: afstanden gaan over straten",
        "the detour factor: distances follow streets",
    );
    tell(
        travels && level == DistanceLevel::D0,
        "de omwegfactor en het afstandsniveau: afstanden zijn hemelsbreed",
        "the detour factor and the level of distance: distances are straight lines",
    );
    tell(
        travels && asked.town.barriers.is_empty() && level != DistanceLevel::D0,
        "het afstandsniveau met barrières (D2): de studie heeft er geen",
        "the level of distance with barriers (D2): the study has none",
    );
    tell(
        asked.asked.weighing == Weighing::People,
        "de gewichten, hun omslagpunten, de schaal en ontbrekende cijfers van inzet: iedereen telt even zwaar mee",
        "the weights, their break points, the scale and missing figures of need: everybody counts alike",
    );
    tell(
        asked.asked.places == Places::Limited,
        "plaatsen die niet bekend zijn: niemand weet hoeveel het er ten minste zijn",
        "places that are not known: nobody knows how many there are at least",
    );
    tell(
        asked.asked.budget.is_some(),
        "ramingen die niet bekend zijn: van een reservering is geen onder- of bovengrens bekend",
        "estimates that are not known: a reservation has no known lowest or highest value",
    );
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::barrier::Barrier;
    use crate::model::location_question::Variants;
    use crate::model::travel_mode::Profile;
    use crate::model::units::MetresPerSecond;
    use crate::model::weight_set::Standardisation;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::locations::plans::LocationAnswer;
    use crate::study::locations::worked_questions::{NO_NEED, asked, names, need_of};

    fn tried<'a>(answer: &'a LocationAnswer<'_>) -> &'a LocationVariants {
        answer.variants.as_ref().expect("asked with the plans")
    }

    fn plan_of<'a>(answer: &'a LocationAnswer<'_>, change: &Change) -> &'a VariantPlan {
        let mut variants = tried(answer).variants.iter();
        let found =
            variants.find(|variant| variant.change == LocationChange::Study(change.clone()));
        let outcome = found.map(|variant| variant.outcome.as_ref());
        outcome.expect("asked").expect("a plan")
    }

    #[test]
    fn each_change_that_means_something_is_asked_and_the_rest_says_why_not() {
        let study = planned_study(|_| ());
        let answer = study
            .locations(&asked(|_| ()), &NO_NEED, &[])
            .expect("an answer");
        let changes = tried(&answer)
            .variants
            .iter()
            .map(|variant| &variant.change);
        let expected = [
            Change::Norms(0.8),
            Change::Norms(1.2),
            Change::Detour(1.2),
            Change::Detour(1.4),
        ]
        .map(LocationChange::Study);
        assert!(changes.eq(&expected));
        for variant in &tried(&answer).variants {
            let plan = variant.outcome.as_ref().expect("a plan");
            assert_eq!(
                (plan.stay, plan.proven),
                (1, true),
                "g2 has most at every norm"
            );
            assert_eq!(plan.stability, Stability::Robust);
        }
        assert_eq!(tried(&answer).times_open(), (4, vec![(1, 4)]));
        let why: Vec<&str> = (tried(&answer).not_changed.iter())
            .map(|told| told.dutch.split(':').next().unwrap_or_default())
            .collect();
        assert_eq!(
            why,
            [
                "het afstandsniveau met barrières (D2)",
                "de gewichten, hun omslagpunten, de schaal en ontbrekende cijfers van inzet"
            ]
        );
    }

    /// A variant is the answer of a study in which that assumption holds.
    #[test]
    fn another_detour_is_answered_as_in_a_study_that_has_it() {
        for model in ["mclp", "p-median", "shortfall", "worst-off", "p-center"] {
            let question = asked(|question| {
                (question.model, question.sites) = (model.to_owned(), Some(2));
                question.norm = Seconds::new(90.0).ok();
            });
            let study = planned_study(|_| ());
            let answer = study
                .locations(&question, &NO_NEED, &[])
                .expect("an answer");
            for detour in [1.2, 1.4] {
                let other = planned_study(|town| {
                    town.profiles
                        .iter_mut()
                        .for_each(|profile| profile.detour = detour);
                });
                let anew = other
                    .locations(&question, &NO_NEED, &[])
                    .expect("an answer");
                let plan = plan_of(&answer, &Change::Detour(detour));
                assert_eq!(plan.sites, anew.plans[0].sites, "{model}, {detour}");
            }
        }
    }

    #[test]
    fn another_measure_of_need_can_change_the_plan() {
        let study = planned_study(|_| ());
        let need = need_of(&[Some(10.0), Some(10.0), Some(10.0), None, Some(100.0)]);
        let question = asked(|question| question.weighing = Weighing::PeopleByNeed);
        let change = Change::NeedScale(Standardisation::StandardScore);
        let variant = |need_of_home| NeedVariant {
            change: change.clone(),
            need_of_home,
        };
        let alike = variant(Ok(vec![Some(50.0); 5]));
        let none = variant(Err(Bilingual::new("nee", "no")));
        let answer = study
            .locations(&question, &need, &[alike, none])
            .expect("an answer");
        assert_eq!(names(&answer, &answer.plans[0]), ["g3"]);
        let plan = plan_of(&answer, &change);
        assert_eq!(
            (&plan.sites[..], plan.stay),
            (&[1][..], 0),
            "g2 when all count alike"
        );
        assert_eq!(plan.stability, Stability::Uncertain);
        let refused = tried(&answer)
            .variants
            .last()
            .map(|last| last.outcome.clone());
        assert_eq!(refused, Some(Err(Bilingual::new("nee", "no"))));
        let count = tried(&answer).variants.len();
        let step = question.work.step().sentence.dutch;
        assert!(
            step.ends_with(&format!("({count} van {count}).")),
            "all are told of while it works: {step}"
        );
    }

    #[test]
    fn the_distance_between_sites_is_changed_where_one_is_asked() {
        // g1 and g2 lie 500 m apart, g3 1,400 m and more from both: with 450 m asked, 540 m keeps g1 and g2 apart.
        let question = asked(|question| {
            (question.model, question.sites) = ("p-median".to_owned(), Some(2));
            question.smallest_distance = Metres::new(1_300.0).ok();
        });
        let study = planned_study(|_| ());
        let answer = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        let mut apart = tried(&answer).variants.iter();
        let apart = apart.find(|variant| variant.change == LocationChange::SiteDistance(1.2));
        // 1,560 m: only g1 and g3 lie so far apart.
        let plan = apart.expect("asked").outcome.as_ref().expect("a plan");
        assert_eq!(names(&answer, &answer.plans[0]), ["g2", "g3"]);
        assert_eq!((&plan.sites[..], plan.stay), (&[0, 2][..], 1));
        assert_eq!(plan.stability, Stability::Sensitive);
    }

    /// A canal without a bridge between 400 and 500 m: at D1 g2 has 170 children near, at D2 the 70 on its own side,
    /// and g1 the 100 at 400 m.
    #[test]
    fn a_barrier_that_distances_go_around_changes_the_plan() {
        let with_canal = |level| {
            planned_study(|town| {
                let canal =
                    geo::LineString::from(vec![(136_450.0, 455_000.0), (136_450.0, 457_000.0)]);
                town.barriers.push(Barrier {
                    name: Some("Gracht".to_owned()),
                    lines: geo::MultiLineString::new(vec![canal]),
                    stops: vec![TravelMode::Foot],
                });
                town.distance_level = level;
            })
        };
        let (straight, around) = (with_canal(DistanceLevel::D1), with_canal(DistanceLevel::D2));
        for (study, own, other, plans) in [
            (&straight, DistanceLevel::D1, DistanceLevel::D2, [1, 0]),
            (&around, DistanceLevel::D2, DistanceLevel::D1, [0, 1]),
        ] {
            let answer = study
                .locations(&asked(|_| ()), &NO_NEED, &[])
                .expect("an answer");
            assert_eq!(answer.plans[0].sites, [plans[0]], "{own:?}");
            let plan = plan_of(&answer, &Change::Level(other));
            assert_eq!(
                (&plan.sites[..], plan.stay),
                (&[plans[1]][..], 0),
                "{own:?}"
            );
            assert_eq!(plan.stability, Stability::Uncertain);
            let mut variants = tried(&answer).variants.iter();
            let itself = LocationChange::Study(Change::Level(own));
            assert!(variants.all(|variant| variant.change != itself));
        }
    }

    /// Without g2, g1 has 120 children within 507.7 m and g3 has 40. Who walks 0.8 m/s gets 369.2 m far in that time:
    /// then g1 has nobody.
    #[test]
    fn who_walks_slower_is_answered_as_in_a_study_where_everybody_does() {
        let slow = MetresPerSecond::new(0.8).expect("a speed");
        let study = planned_study(|town| {
            let older = Profile {
                code: "lopen_ouder".to_owned(),
                speed: slow,
                ..town.profiles[0].clone()
            };
            town.profiles.push(older);
        });
        let question = asked(|question| question.forbidden = vec!["g2".to_owned()]);
        let answer = study
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        let plan = plan_of(&answer, &Change::WalkingAs("lopen_ouder".to_owned()));
        assert_eq!(names(&answer, &answer.plans[0]), ["g1"]);
        assert_eq!((&plan.sites[..], plan.stay), (&[2][..], 0));
        let slower = planned_study(|town| {
            let profiles = town.profiles.iter_mut();
            profiles.for_each(|profile| profile.speed = slow);
        });
        let anew = slower
            .locations(&question, &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(plan.sites, anew.plans[0].sites);
    }

    #[test]
    fn variants_asked_alone_are_those_beside_the_plans() {
        let study = planned_study(|_| ());
        let with = |variants| asked(|question| question.variants = variants);
        let beside = study
            .locations(&with(Variants::Beside), &NO_NEED, &[])
            .expect("an answer");
        let without = study
            .locations(&with(Variants::LeftOut), &NO_NEED, &[])
            .expect("an answer");
        let (_, alone) = study
            .location_variants(&with(Variants::Alone), &NO_NEED, &[])
            .expect("an answer");
        assert_eq!(without.variants, None);
        assert_eq!(without.plans, beside.plans);
        assert_eq!(beside.variants, Some(alone));
    }
}
