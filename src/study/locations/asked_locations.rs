//! A location question made ready for the solver: candidates, people and travel times of the study.

use crate::access::judged_kinds::profile_of;
use crate::access::place_times::reached_places;
use crate::access::straight::entrances;
use crate::model::age_group::AgeGroup;
use crate::model::bilingual::Bilingual;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::cost_table::TableId;
use crate::model::facility_kind::FacilityKind;
use crate::model::location_question::{Existing, LocationQuestion, Weighing};
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::Seconds;
use crate::siting::error::SitingError;
use crate::siting::location_table::HomeNow;
use crate::siting::question::{
    Constraints, Model, ModelNumbers, Question, SiteBudget, SiteDistricts,
};
use crate::study::community_school::places::{CandidatePlace, candidate_places};
use crate::study::error::StudyError;
use crate::study::open_study::Study;

/// Who needs longer than a day does not come, in seconds.
const LONGEST: f64 = 86_400.0;

/// Everything that a location model is asked from.
#[derive(Debug, Clone)]
pub struct AskedLocations<'a> {
    /// What was read.
    pub town: &'a TownData,
    /// The norm of the kind, with the question's own time.
    pub norm: Norm,
    /// Who travels.
    pub profile: &'a Profile,
    /// Whose travel counts.
    pub age: AgeGroup,
    /// Where facilities could come, in the order of their ids.
    pub candidates: Vec<CandidatePlace>,
    /// For each candidate the homes that reach it, with the seconds.
    pub times: Vec<Vec<(usize, f64)>>,
    /// The people of each home; nothing where it is not known.
    pub people: Vec<Option<People>>,
    /// Seconds from each home to the nearest facility there is today.
    pub today: Vec<Option<f64>>,
    /// Seconds from each home to the nearest facility that stays.
    pub now: Vec<Option<f64>>,
    /// The need of each home, 0 to 1; nothing where it is not known.
    pub need: Vec<Option<f64>>,
    /// The solver's question.
    pub question: Question,
    /// Whether need weighs the people.
    pub weighing: Weighing,
}

impl<'a> AskedLocations<'a> {
    /// Prepares a question. `need_of_home` is 0 to 100, and empty where the study has no need profile.
    ///
    /// # Errors
    /// Names the field that cannot be answered.
    pub fn prepare(
        study: &'a Study,
        question: &LocationQuestion,
        need_of_home: &[Option<f64>],
    ) -> Result<Self, StudyError> {
        let town = study.town();
        let mut norm = norm_of(town, question)?;
        if let Some(time) = question.norm {
            norm.norm = time;
        }
        let profile = profile_of(town, &norm)?;
        let age = question.age.or(norm.ages.first().copied());
        let age = age.unwrap_or(AgeGroup::All);
        if question.weighing == Weighing::PeopleByNeed && need_of_home.iter().all(Option::is_none) {
            return Err(refused(
                "weging",
                "inzet",
                &Bilingual::new(
                    "personen: in deze studie is van geen buurt bekend hoeveel inzet gewenst is",
                    "personen: no need is known in this study",
                ),
            ));
        }
        let proposal = CommunitySchoolQuestion::proposal(&town.weights);
        let candidates = candidate_places(town, &proposal)?;
        let model = model_of(question, norm.norm)?;
        let doors: Vec<Vec<Planar>> = candidates.iter().map(|place| place.doors(town)).collect();
        // Also beyond the norm: how people travel then is told of everybody.
        let limit = Seconds::new(LONGEST).expect("a day is a time");
        let reached = reached_places(study.index(), &doors, profile, limit)?;
        let seconds = |(home, time): (usize, Seconds)| (home, time.value());
        let times = reached
            .into_iter()
            .map(|reached| reached.homes.into_iter().map(seconds).collect());
        let closing = closing_facilities(town, question)?;
        let today = match question.existing {
            Existing::LeftOut => vec![None; town.demand.len()],
            Existing::Stay => {
                let reaches = study.index().nearest(&question.kind, profile)?;
                let time = reaches.into_iter().map(|reach| reach.time());
                time.map(|time| time.map(Seconds::value)).collect()
            }
        };
        let now = match closing.is_empty() {
            true => today.clone(),
            false => times_to_those_that_stay(study, (&question.kind, &closing), profile, limit)?,
        };
        let people = town.demand.iter();
        let people = people.map(|point| Some(point.residents[age]?.people));
        let need =
            (0..town.demand.len()).map(|home| Some(need_of_home.get(home)?.as_ref()? / 100.0));
        Ok(Self {
            people: people.collect(),
            need: need.collect(),
            times: times.collect(),
            question: Question {
                constraints: constraints(town, question, &candidates),
                model,
                time_limit: Some(std::time::Duration::from_secs_f64(
                    question.time_limit.value().min(LONGEST),
                )),
            },
            weighing: question.weighing,
            town,
            norm,
            profile,
            age,
            candidates,
            today,
            now,
        })
    }

    /// The homes as the model counts them: people, or people times need. A home of which the need is not known counts
    /// with the mean of the others, because missing is not zero.
    pub fn homes(&self, weighing: Weighing) -> Vec<HomeNow> {
        let known: Vec<f64> = self.need.iter().flatten().copied().collect();
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        let weight = |home: usize| match (self.people[home], weighing) {
            (None, _) => 0.0,
            (Some(people), Weighing::People) => people.value(),
            (Some(people), Weighing::PeopleByNeed) => {
                people.value() * self.need[home].unwrap_or(mean)
            }
        };
        (0..self.people.len())
            .map(|home| HomeNow {
                weight: weight(home),
                now: self.now[home],
            })
            .collect()
    }

    /// The ids of the candidates.
    pub fn ids(&self) -> Vec<String> {
        self.candidates
            .iter()
            .map(|place| place.id.clone())
            .collect()
    }
}

/// The facilities that would close, as indexes.
fn closing_facilities(
    town: &TownData,
    question: &LocationQuestion,
) -> Result<Vec<usize>, StudyError> {
    if question.existing == Existing::Stay && !town.kinds.contains(&question.kind) {
        let expected = Bilingual::new(
            "telt niet mee: de studie heeft geen bron voor deze soort, dus waar ze zijn is niet bekend",
            "telt niet mee: the study has no source for this kind, so where they are is not known",
        );
        return Err(refused("bestaand", question.existing.code(), &expected));
    }
    if question.existing == Existing::LeftOut && !question.closing.is_empty() {
        let expected = Bilingual::new(
            "blijft, want alleen wat er is kan sluiten",
            "blijft, because only what is there can close",
        );
        return Err(refused("bestaand", question.existing.code(), &expected));
    }
    let index = |id: &String| {
        let mut facilities = town.facilities.iter();
        let found = facilities
            .position(|facility| facility.id.0 == *id && facility.kinds.contains(&question.kind));
        let expected = Bilingual::new(
            format!(
                "het kenmerk van een voorziening van soort {}",
                question.kind.code()
            ),
            format!("the id of a facility of kind {}", question.kind.code()),
        );
        found.ok_or_else(|| refused("sluiten", id, &expected))
    };
    question.closing.iter().map(index).collect()
}

fn times_to_those_that_stay(
    study: &Study,
    (kind, closing): (&FacilityKind, &[usize]),
    profile: &Profile,
    limit: Seconds,
) -> Result<Vec<Option<f64>>, StudyError> {
    let facilities = study.index().facilities(kind).iter();
    let stay = facilities.filter(|facility| !closing.contains(facility));
    let doors: Vec<Vec<Planar>> = stay
        .map(|&facility| entrances(&study.town().facilities[facility]).collect())
        .collect();
    let mut times: Vec<Option<f64>> = vec![None; study.town().demand.len()];
    for reached in reached_places(study.index(), &doors, profile, limit)? {
        for (home, time) in reached.homes {
            let time = time.value();
            times[home] = Some(times[home].map_or(time, |nearest| nearest.min(time)));
        }
    }
    Ok(times)
}

fn norm_of(town: &TownData, question: &LocationQuestion) -> Result<Norm, StudyError> {
    town.norms.norm(&question.kind).cloned().ok_or_else(|| {
        let known = town.norms.norms.iter().map(|norm| norm.kind.code());
        let known = known.collect::<Vec<_>>().join(", ");
        refused(
            "voorziening",
            question.kind.code(),
            &Bilingual::new(
                format!("een soort met een norm: {known}"),
                format!("a kind with a norm: {known}"),
            ),
        )
    })
}

fn model_of(question: &LocationQuestion, norm: Seconds) -> Result<Model, StudyError> {
    let numbers = ModelNumbers {
        sites: question.sites,
        radius: Some(norm.value()),
        power: question.power,
    };
    match Model::named(&question.model, numbers)? {
        Model::PDispersion { .. } => Err(refused(
            "model",
            &question.model,
            &Bilingual::new(
                "p-median, mclp, lscp, p-center, shortfall of worst-off",
                "p-median, mclp, lscp, p-center, shortfall or worst-off",
            ),
        )),
        model => Ok(model),
    }
}

fn refused(field: &'static str, found: &str, expected: &Bilingual) -> StudyError {
    StudyError::Siting(SitingError::Field {
        field,
        found: Bilingual::quoted(found),
        expected: expected.clone(),
    })
}

fn constraints(
    town: &TownData,
    question: &LocationQuestion,
    candidates: &[CandidatePlace],
) -> Constraints {
    let name = |id: &String| TableId::Name(id.clone());
    let districts = question.most_per_district.map(|at_most| {
        let of_candidate = candidates.iter().filter_map(|place| {
            let district = town.areas.get(place.district?)?;
            Some((name(&place.id), district.code.0.clone()))
        });
        SiteDistricts {
            district_of: of_candidate.collect(),
            at_most,
        }
    });
    Constraints {
        required: question.required.iter().map(name).collect(),
        forbidden: question.forbidden.iter().map(name).collect(),
        budget: question
            .budget
            .map(|limit| budget(town, candidates, limit.value())),
        districts,
        too_close: too_close(question, candidates),
        ..Constraints::default()
    }
}

/// What each candidate is estimated to cost, in cents; one without an estimate counts as one reservation.
fn budget(town: &TownData, candidates: &[CandidatePlace], limit: f64) -> SiteBudget {
    let cents = |euros: f64| (euros * 100.0).round() as u64;
    let cost = |place: &CandidatePlace| {
        let building = place
            .building
            .and_then(|index| town.planning.buildings.get(index));
        let estimate = building.and_then(|building| building.estimate);
        estimate
            .unwrap_or(town.weights.community_school.reservation)
            .value()
    };
    let costs = candidates.iter();
    let costs = costs.map(|place| (TableId::Name(place.id.clone()), cents(cost(place))));
    SiteBudget {
        costs: costs.collect(),
        limit: cents(limit),
        ..SiteBudget::default()
    }
}

fn too_close(
    question: &LocationQuestion,
    candidates: &[CandidatePlace],
) -> Vec<(TableId, TableId)> {
    let Some(least) = question.smallest_distance else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for (number, one) in candidates.iter().enumerate() {
        for other in &candidates[number + 1..] {
            if one.position.distance(other.position) < least.value() {
                pairs.push((
                    TableId::Name(one.id.clone()),
                    TableId::Name(other.id.clone()),
                ));
            }
        }
    }
    pairs
}
