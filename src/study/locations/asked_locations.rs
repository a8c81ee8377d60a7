//! A location question made ready for the solver: candidates, people and travel times of the study.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::access::judged_kinds::profile_of;
use crate::model::age_group::AgeGroup;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::cost_table::TableId;
use crate::model::location_question::{LocationQuestion, Places, Weighing};
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::model::travel_mode::Profile;
use crate::model::units::{Metres, Seconds};
use crate::siting::error::SitingError;
use crate::siting::known_sites::straight_distances_between;
use crate::siting::location_table::{HomeNow, LocationTable, Staying, location_table};
use crate::siting::mergers::Possibilities;
use crate::siting::question::{
    Constraints, Model, ModelNumbers, OtherPlan, Question, SiteBudget, SiteDistricts,
};
use crate::study::community_school::places::candidate_places;
use crate::study::error::StudyError;
use crate::study::locations::deeds::{cents, possibilities, price_of_candidate};
use crate::study::locations::location_sites::{LocationSite, Standing, refused};
use crate::study::locations::location_times::LocationTimes;
use crate::study::need::by_home::NeedByHome;
use crate::study::open_study::Study;
use crate::study::place_times::{LONGEST, TimesToPlace};

/// Everything that a location model is asked from.
#[derive(Debug, Clone)]
pub struct AskedLocations<'a> {
    /// The study that is asked.
    pub study: &'a Study,
    /// What was read.
    pub town: &'a TownData,
    /// The question as people asked it.
    pub asked: LocationQuestion,
    /// The norm of the kind, with the question's own time.
    pub norm: Norm,
    /// Who travels.
    pub profile: &'a Profile,
    /// Whose travel counts.
    pub age: AgeGroup,
    /// The candidates in the order of their ids, and after them the facilities with which something may be done.
    pub sites: Vec<LocationSite>,
    /// How many of the sites are candidates.
    pub candidates: usize,
    /// What becomes of the facilities that are there.
    pub standing: Standing,
    /// How long homes take to the sites, and to what is there.
    pub times: LocationTimes,
    /// The people of each home; nothing where it is not known.
    pub people: Vec<Option<People>>,
    /// The need of the homes.
    pub need: &'a NeedByHome,
    /// The solver's question.
    pub question: Question,
    /// What may be done beside opening candidates; nothing when the question has no actions.
    pub possible: Option<Possibilities>,
}

impl<'a> AskedLocations<'a> {
    /// Prepares a question.
    ///
    /// # Errors
    /// Names the field that cannot be answered.
    pub fn prepare(
        study: &'a Study,
        question: &LocationQuestion,
        need: &'a NeedByHome,
    ) -> Result<Self, StudyError> {
        let town = study.town();
        let mut norm = norm_of(town, question)?;
        if let Some(time) = question.norm {
            norm.norm = time;
        }
        let profile = profile_of(town, &norm)?;
        let age = question.age.or(norm.ages.first().copied());
        let age = age.unwrap_or(AgeGroup::All);
        if question.weighing == Weighing::PeopleByNeed && need.index.iter().all(Option::is_none) {
            return Err(refused(
                "weging",
                "inzet",
                "personen: in deze studie is van geen buurt bekend hoeveel inzet gewenst is",
                "personen: no need is known in this study",
            ));
        }
        let facilities = study.index().facilities(&question.kind);
        let standing = Standing::of(town, question, facilities)?;
        let proposal = CommunitySchoolQuestion::proposal(&town.weights);
        let candidates = candidate_places(town, &proposal)?;
        let candidate = |place| LocationSite::of_candidate(town, place);
        let mut sites: Vec<LocationSite> = candidates.iter().map(candidate).collect();
        let candidates = sites.len();
        let movable = standing.movable.iter();
        sites.extend(movable.map(|&facility| LocationSite::of_facility(town, facility)));
        let possible = possibilities(town, question, &sites)?;
        let asked = Asked {
            town,
            question,
            sites: &sites,
            candidates,
        };
        let solver = asked.solver_question(norm.norm, possible.is_some())?;
        let people = town.demand.iter();
        let people = people.map(|point| Some(point.residents[age]?.people));
        Ok(Self {
            people: people.collect(),
            times: LocationTimes::of(study, (question, profile), &standing)?,
            asked: question.clone(),
            question: solver,
            study,
            need,
            town,
            norm,
            profile,
            age,
            sites,
            candidates,
            standing,
            possible,
        })
    }

    /// The homes as the model counts them: people, or people times need, 0 to 1. A home of which the need is not known
    /// counts with the mean of the others, because missing is not zero.
    pub fn homes(&self, weighing: Weighing) -> Vec<HomeNow> {
        match weighing {
            Weighing::People => self.homes_by(|_| 1.0),
            Weighing::PeopleByNeed => {
                let known: Vec<f64> = self.need.index.iter().flatten().copied().collect();
                let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
                let need = |home: usize| self.need.index.get(home).copied().flatten();
                self.homes_by(|home| need(home).unwrap_or(mean) / 100.0)
            }
        }
    }

    /// The homes, each with its people times something of its own.
    fn homes_by(&self, times: impl Fn(usize) -> f64) -> Vec<HomeNow> {
        let people = self.people.iter().enumerate();
        people
            .map(|(home, people)| HomeNow {
                weight: people.map_or(0.0, |people| people.value() * times(home)),
                now: self.times.now[home],
            })
            .collect()
    }

    /// The homes and sites as the solver sees them in a model.
    ///
    /// # Errors
    /// When two sites have one id.
    pub fn table(&self, model: &Model, homes: &[HomeNow]) -> Result<LocationTable, StudyError> {
        match (self.asked.places, model.radius()) {
            (Places::Unlimited, _) => self.table_from(model, homes, &self.times.nearer),
            (Places::Limited, None) => self.table_from(model, homes, &self.times.of_site),
            (Places::Limited, Some(radius)) => {
                self.table_from(model, homes, &self.times_within(radius))
            }
        }
    }

    /// The same from these times: those that count in the model at least.
    ///
    /// # Errors
    /// The same.
    pub fn table_from(
        &self,
        model: &Model,
        homes: &[HomeNow],
        times: &[impl AsRef<[(usize, f64)]>],
    ) -> Result<LocationTable, StudyError> {
        let ids: Vec<String> = self
            .sites
            .iter()
            .map(|site| site.table_id().to_string())
            .collect();
        let refused = |found: String| {
            let dutch = "plekken met elk een kenmerk";
            refused("kandidaten", &found, dutch, "sites with an id each")
        };
        if let Model::PDispersion { .. } = model {
            let places = ids.iter().zip(&self.sites);
            let places = places.map(|(id, site)| (id.clone(), site.position));
            let table = straight_distances_between(&places.collect::<Vec<_>>());
            return Ok(LocationTable {
                table: table.map_err(|error| refused(error.to_string()))?,
                has_standing: false,
                settled: Vec::new(),
                out_of_reach: Vec::new(),
            });
        }
        let staying = match self.possible {
            None => Staying::OneSite,
            // Actions count what is open, and what stays is none of that.
            Some(_) => Staying::InEveryCost,
        };
        let table = location_table(model, homes, &ids, (times, staying));
        table.map_err(|error| refused(error.to_string()))
    }

    /// For each site the homes that reach it within a time, and for which that can matter.
    pub fn times_within(&self, limit: f64) -> Vec<Vec<(usize, f64)>> {
        let near = |times: &TimesToPlace| {
            let near = times.iter().filter(|(_, time)| *time <= limit);
            near.copied().collect()
        };
        // Where places are a limit, people go farther than the nearest.
        let times = match self.asked.places {
            Places::Unlimited => &self.times.nearer,
            Places::Limited => &self.times.of_site,
        };
        times.par_iter().map(near).collect()
    }

    /// The pairs of candidates that lie nearer to each other than this; none without it.
    pub fn pairs_nearer_than(&self, least: Option<Metres>) -> Vec<(TableId, TableId)> {
        pairs_nearer_than(&self.sites[..self.candidates], least)
    }

    /// The places of names in a solver's table among the sites, ascending.
    pub fn sites_named<'b>(&self, names: impl Iterator<Item = &'b TableId>) -> Vec<usize> {
        let of_name = |name: &TableId| {
            let mut sites = self.sites.iter();
            sites.position(|site| *name == site.table_id())
        };
        let mut sites: Vec<usize> = names.filter_map(of_name).collect();
        sites.sort_unstable();
        sites
    }
}

/// A question beside the sites that it is about.
struct Asked<'a> {
    town: &'a TownData,
    question: &'a LocationQuestion,
    sites: &'a [LocationSite],
    candidates: usize,
}

impl Asked<'_> {
    fn solver_question(&self, norm: Seconds, with_actions: bool) -> Result<Question, StudyError> {
        let question = self.question;
        let standing = self.sites.len() - self.candidates;
        let numbers = ModelNumbers {
            sites: question.sites,
            radius: Some(norm.value()),
            power: question.power,
        };
        let mut model = Model::named(&question.model, numbers)?;
        if let Some(new) = model.sites() {
            self.check_number(new)?;
            model = model.with_sites(new + standing);
        }
        let mut constraints = self.constraints();
        if with_actions {
            // The solver counts what is open; the question counts what is new.
            let new = question.sites.unwrap_or(self.candidates);
            constraints.unlike.push(OtherPlan {
                sites: self.sites[..self.candidates]
                    .iter()
                    .map(LocationSite::table_id)
                    .collect(),
                differing: self.candidates.saturating_sub(new),
            });
        }
        Ok(Question {
            constraints,
            model,
            time_limit: Some(std::time::Duration::from_secs_f64(
                question.time_limit.value().min(LONGEST),
            )),
            stop: question.work.stop.clone(),
        })
    }

    /// Whether so many new sites can be; the solver counts those that are there as well.
    fn check_number(&self, found: usize) -> Result<(), SitingError> {
        let question = self.question;
        let candidates = self.candidates - question.forbidden.len().min(self.candidates);
        let required: BTreeSet<&String> = question.required.iter().collect();
        if found == 0 || found > candidates {
            return Err(SitingError::NumberOfSites { found, candidates });
        }
        match required.len() {
            required if found < required => {
                Err(SitingError::MoreRequiredThanSites { found, required })
            }
            _ => Ok(()),
        }
    }

    fn constraints(&self) -> Constraints {
        let question = self.question;
        let name = |id: &String| TableId::Name(id.clone());
        let new = &self.sites[..self.candidates];
        let standing = &self.sites[self.candidates..];
        let districts = question.most_per_district.map(|at_most| {
            let of_candidate = new.iter().filter_map(|site| {
                let district = self.town.areas.get(site.district?)?;
                Some((site.table_id(), district.code.0.clone()))
            });
            SiteDistricts {
                district_of: of_candidate.collect(),
                at_most,
            }
        });
        let required = question.required.iter().map(name);
        let stays = standing
            .iter()
            .filter(|_| question.actions.is_empty())
            .map(LocationSite::table_id);
        let rooms = standing.iter().filter_map(|site| {
            let places = site.places.filter(|_| question.places == Places::Limited)?;
            Some((site.table_id(), f64::from(places)))
        });
        let price = |site: &LocationSite| (site.table_id(), price_of_candidate(self.town, site).0);
        Constraints {
            required: required.collect(),
            standing: stays.collect(),
            forbidden: question.forbidden.iter().map(name).collect(),
            budget: question.budget.map(|limit| SiteBudget {
                costs: new.iter().map(price).collect(),
                limit: cents(limit.value()),
                ..SiteBudget::default()
            }),
            districts,
            too_close: pairs_nearer_than(new, question.smallest_distance),
            capacities: rooms.collect(),
            ..Constraints::default()
        }
    }
}

/// The pairs of candidates that lie nearer to each other than this.
fn pairs_nearer_than(new: &[LocationSite], least: Option<Metres>) -> Vec<(TableId, TableId)> {
    let Some(least) = least else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for (number, one) in new.iter().enumerate() {
        for other in &new[number + 1..] {
            if one.position.distance(other.position) < least.value() {
                pairs.push((one.table_id(), other.table_id()));
            }
        }
    }
    pairs
}

fn norm_of(town: &TownData, question: &LocationQuestion) -> Result<Norm, StudyError> {
    town.norms.norm(&question.kind).cloned().ok_or_else(|| {
        let known = town.norms.norms.iter().map(|norm| norm.kind.code());
        let known = known.collect::<Vec<_>>().join(", ");
        refused(
            "voorziening",
            question.kind.code(),
            format!("een soort met een norm: {known}"),
            format!("a kind with a norm: {known}"),
        )
    })
}
