//! Other travellers or other norms than the norm set has, chosen in a question or by a scenario: the study as it then answers.

use crate::access::analysis::kind_travel;
use crate::access::judged_kinds::profile_of;
use crate::ingest::inputs::sha256;
use crate::model::age_group::AgeGroup;
use crate::model::bilingual::Bilingual;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::{ChosenNorm, MOST_MINUTES, Norm, NormSet};
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::model::units::Seconds;
use crate::study::error::StudyError;
use crate::study::open_study::{Followed, FollowedBy, Study};
use crate::study::question::{Question, QuestionError};

impl Study {
    /// What a question names for a kind by the code of a profile and a number of minutes; nothing when it names neither.
    ///
    /// # Errors
    /// When the study has no such profile, or the minutes are not a whole number from 1 to 120.
    pub fn asked_norm(
        &self,
        kind: &FacilityKind,
        profile: Option<&str>,
        minutes: Option<&str>,
    ) -> Result<Option<ChosenNorm>, QuestionError> {
        let profiles = &self.town().profiles;
        if let Some(found) = profile.filter(|code| profiles.iter().all(|one| one.code != *code)) {
            return Err(QuestionError::UnknownProfile {
                found: found.to_owned(),
                known: profiles
                    .iter()
                    .map(|profile| profile.code.clone())
                    .collect(),
            });
        }
        let minutes = minutes.map(|text| {
            let number = text.parse().ok();
            let number = number.filter(|number| (1..=MOST_MINUTES).contains(number));
            number.ok_or_else(|| QuestionError::Minutes {
                found: text.to_owned(),
            })
        });
        let asked = ChosenNorm {
            kind: kind.clone(),
            profile: profile.map(str::to_owned),
            minutes: minutes.transpose()?,
        };
        Ok(Some(asked).filter(ChosenNorm::is_choice))
    }

    /// The norms that a question and a scenario choose together, without what the norm set says. What the question names goes
    /// first.
    ///
    /// # Errors
    /// Names the norm of the scenario of which the kind or the profile is not one of the study.
    pub fn norms_of(
        &self,
        scenario: Option<&Scenario>,
        asked: Option<&ChosenNorm>,
    ) -> Result<Vec<ChosenNorm>, ScenarioRefused> {
        let mut chosen = scenario.map_or(Vec::new(), |scenario| scenario.norms().to_vec());
        for (index, one) in chosen.iter().enumerate() {
            self.is_known(index, one)?;
        }
        if let Some(asked) = asked {
            match chosen.iter_mut().find(|one| one.kind == asked.kind) {
                Some(one) => *one = asked.clone().or(one),
                None => chosen.push(asked.clone()),
            }
        }
        let other = chosen.into_iter().filter_map(|one| self.only_other(one));
        Ok(other.collect())
    }

    fn is_known(&self, index: usize, chosen: &ChosenNorm) -> Result<(), ScenarioRefused> {
        let refused = |field: &str, found: &str, expected: (&str, &str)| {
            let expected = Bilingual::new(expected.0, expected.1);
            let field = format!("normen[{index}].{field}");
            Err(ScenarioRefused::of_scenario(
                &field,
                Bilingual::quoted(found),
                expected,
            ))
        };
        let kinds = ("een soort met een norm", "a kind that has a norm");
        let profiles = ("een profiel van de studie", "a profile of the study");
        if self.town().norms.norm(&chosen.kind).is_none() {
            return refused("voorziening", chosen.kind.code(), kinds);
        }
        let mut known = self.town().profiles.iter().map(|one| &one.code);
        match &chosen.profile {
            Some(code) if !known.any(|known| known == code) => refused("profiel", code, profiles),
            _ => Ok(()),
        }
    }

    /// A choice without what the norm set says already; nothing when that is all.
    fn only_other(&self, chosen: ChosenNorm) -> Option<ChosenNorm> {
        let set = self.town().norms.norm(&chosen.kind)?;
        let norm = chosen_in(set, &chosen);
        let other = ChosenNorm {
            profile: chosen.profile.filter(|_| norm.profile != set.profile),
            minutes: chosen.minutes.filter(|_| norm.norm != set.norm),
            ..chosen
        };
        Some(other).filter(ChosenNorm::is_choice)
    }

    /// The study as it answers by chosen norms. What is published of it is hidden also where its difference with this
    /// study would tell of a small number of people.
    ///
    /// # Errors
    /// When a profile is not there, or its mode cannot travel here.
    ///
    /// # Cost
    /// One search for each kind; a graph when no norm of the set travels by a profile's mode.
    pub fn by_norms(&self, chosen: &[ChosenNorm]) -> Result<Self, StudyError> {
        let mut town = self.town().clone();
        town.norms = with_chosen(&town.norms, chosen);
        let index = self.index().following(&town)?;
        let mut travel = Vec::new();
        let mut published = Vec::new();
        for chosen in chosen {
            let was = self.kinds().find(|travel| travel.norm.kind == chosen.kind);
            let Some((was, norm)) = was.zip(town.norms.norm(&chosen.kind)) else {
                continue;
            };
            let is = kind_travel(&index, norm, profile_of(&town, norm)?)?;
            let ages = self.ages_after(&town, [was, &is], &AgeGroup::EVERY)?;
            published.extend(ages.into_iter().map(|change| {
                let question = Question {
                    kind: chosen.kind.clone(),
                    age: change.age,
                };
                (question, change.after)
            }));
            travel.push(is);
        }
        let edition = sha256(format!("{}\n{chosen:?}", self.edition()).as_bytes());
        self.followed_by(Followed {
            town,
            index,
            travel,
            published,
            by: FollowedBy::Norm { edition },
        })
    }
}

/// A norm of the norm set as it was chosen. The limit, where the score is 0, stays as many times the norm.
fn chosen_in(set: &Norm, chosen: &ChosenNorm) -> Norm {
    let norm = chosen.minutes.map_or(set.norm, |minutes| {
        // At most 120 minutes.
        Seconds::new(60.0 * minutes as f64).unwrap_or(set.norm)
    });
    let times = set.limit.value() / set.norm.value();
    Norm {
        profile: chosen.profile.as_ref().unwrap_or(&set.profile).clone(),
        norm,
        limit: Seconds::new(norm.value() * times).unwrap_or(set.limit),
        basis: "eigen keuze".to_owned(),
        ..set.clone()
    }
}

/// A norm set that says of itself for which kinds norms were chosen.
fn with_chosen(set: &NormSet, chosen: &[ChosenNorm]) -> NormSet {
    let of = |norm: &Norm| {
        let chosen = chosen.iter().find(|chosen| chosen.kind == norm.kind);
        chosen.map_or_else(|| norm.clone(), |chosen| chosen_in(norm, chosen))
    };
    let kinds: Vec<&str> = chosen.iter().map(|chosen| chosen.kind.code()).collect();
    NormSet {
        name: format!("{} (anders voor {})", set.name, kinds.join(", ")),
        label_nl: "eigen keuze, geen vastgestelde norm".to_owned(),
        label_en: "own choice, not an adopted norm".to_owned(),
        norms: set.norms.iter().map(of).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::suppression::{Shown, is_small};
    use crate::ingest::scenario::document::{ReadingFor, scenario_in_value};
    use crate::model::age_group::PerAge;
    use crate::model::area::{Certainty, Count};
    use crate::model::people::People;
    use crate::model::town_data::TownData;
    use crate::model::travel_mode::Profile;
    use crate::study::planned_town::planned_town;
    use proptest::prelude::*;
    use serde_json::json;

    /// The row of ten neighbourhoods, of which children and adults can walk the street.
    fn town() -> TownData {
        let mut town = planned_town();
        let child = town.profiles[0].clone();
        town.profiles.push(Profile {
            code: "lopen".to_owned(),
            speed: crate::model::units::MetresPerSecond::new(1.3).expect("a speed"),
            ..child
        });
        town
    }

    fn town_of(children: &[u32]) -> TownData {
        let mut town = town();
        for (home, &children) in town.demand.iter_mut().zip(children) {
            let count = Count {
                people: People::whole(children),
                certainty: Certainty::Counted,
            };
            home.residents = PerAge::from_fn(|_| Some(count));
        }
        town
    }

    fn chosen(study: &Study, profile: Option<&str>, minutes: Option<&str>) -> ChosenNorm {
        let kind = &study.town().kinds[0];
        let asked = study.asked_norm(kind, profile, minutes).expect("sound");
        asked.expect("a choice")
    }

    #[test]
    fn a_chosen_norm_answers_as_a_study_that_has_it_in_its_norm_set() {
        let study = Study::open(town()).expect("sound");
        for (profile, minutes) in [
            (None, Some("3")),
            (Some("lopen"), None),
            (Some("lopen"), Some("15")),
        ] {
            let under = study
                .by_norms(&[chosen(&study, profile, minutes)])
                .expect("sound");
            let anew = Study::open(under.town().clone()).expect("sound");
            let question = study.question(None, None).expect("sound");
            let [under, anew] = [under, anew].map(|study| {
                let travel: Vec<_> = study.kinds().cloned().collect();
                let shown = study.published(&question).expect("asked").to_vec();
                (travel[0].norm.clone(), travel[0].reaches.clone(), shown)
            });
            assert_eq!(under, anew, "{profile:?} {minutes:?}");
        }
    }

    #[test]
    fn the_limit_stays_as_many_times_the_norm() {
        // The norm set has 600 s, and the score is 0 from 1,200 s.
        let study = Study::open(town()).expect("sound");
        let under = study
            .by_norms(&[chosen(&study, None, Some("4"))])
            .expect("sound");
        let norm = &under.town().norms.norms[0];
        assert_eq!([norm.norm.value(), norm.limit.value()], [240.0, 480.0]);
        assert_eq!(under.town().norms.name, "test-1 (anders voor PO)");
    }

    #[test]
    fn what_the_norm_set_says_is_no_choice_and_what_nobody_knows_is_refused() {
        let study = Study::open(town()).expect("sound");
        let kind = &study.town().kinds[0];
        let ask = |profile, minutes| study.asked_norm(kind, profile, minutes);
        assert_eq!(ask(None, None), Ok(None));
        let of_the_set = ask(Some("lopen_kind"), Some("10")).expect("sound");
        let other = study.norms_of(None, of_the_set.as_ref());
        assert_eq!(other, Ok(Vec::new()));
        for minutes in ["0", "121", "7,5", "-1", ""] {
            let refused = ask(None, Some(minutes)).expect_err("no norm");
            assert_eq!(refused.parameter(), "normMinuten", "{minutes}");
        }
        let refused = ask(Some("vliegen"), None).expect_err("nobody flies");
        assert_eq!(refused.parameter(), "profiel");
        assert_eq!(refused.expected(), "een van lopen_kind, lopen");
    }

    #[test]
    fn a_scenario_is_compared_by_the_chosen_norm() {
        let study = Study::open(town()).expect("sound");
        let by_norm = study
            .by_norms(&[chosen(&study, None, Some("3"))])
            .expect("sound");
        let school = json!({ "naam": "proef", "crs": "EPSG:28992", "wijzigingen": [{ "id": "b",
            "soort": "voorziening_openen", "voorziening": "B", "naam": "B", "soorten": ["PO"],
            "plaats": [148_950.0, 500_050.0] }] });
        let of = ReadingFor {
            crs: &study.town().crs,
            base: study.scenario_base(),
        };
        let scenario = scenario_in_value(school, of).expect("sound");
        let under = by_norm
            .with_scenario(&scenario)
            .expect("its base is the study");
        let norms = under.kinds().map(|travel| travel.norm.norm.value());
        assert_eq!(norms.collect::<Vec<_>>(), [180.0]);
        assert_ne!(by_norm.edition(), study.edition());
    }

    #[test]
    fn what_a_question_names_goes_before_what_a_scenario_chooses() {
        let study = Study::open(town()).expect("sound");
        let of = ReadingFor {
            crs: &study.town().crs,
            base: study.scenario_base(),
        };
        let own = json!({ "naam": "proef", "crs": "EPSG:28992", "wijzigingen": [],
            "normen": [{ "voorziening": "PO", "minuten": 8, "profiel": "lopen" }] });
        let scenario = scenario_in_value(own, of).expect("sound");
        for (profile, minutes, expected) in [
            (None, None, (Some("lopen"), Some(8))),
            (None, Some("3"), (Some("lopen"), Some(3))),
            (None, Some("10"), (Some("lopen"), None)),
            (Some("lopen_kind"), None, (None, Some(8))),
            (Some("lopen_kind"), Some("3"), (None, Some(3))),
        ] {
            let asked = study.asked_norm(&study.town().kinds[0], profile, minutes);
            let asked = asked.expect("sound");
            let norms = study.norms_of(Some(&scenario), asked.as_ref());
            let norms = norms.expect("known");
            let told = norms
                .iter()
                .map(|one| (one.profile.as_deref(), one.minutes));
            assert_eq!(told.collect::<Vec<_>>(), [expected]);
        }
        let asked = chosen(&study, Some("lopen_kind"), Some("10"));
        let norms = study.norms_of(Some(&scenario), Some(&asked));
        assert_eq!(norms, Ok(Vec::new()), "as the norm set has it");
    }

    proptest! {
        /// DOMAIN §A.6: nobody finds 1 to 4 people by subtracting what is published by two norms.
        #[test]
        fn two_norms_together_tell_of_no_small_number(
            children in prop::collection::vec(0u32..14, 10),
            minutes in 1u64..24,
        ) {
            let study = Study::open(town_of(&children)).expect("sound");
            let kind = study.town().kinds[0].clone();
            let chosen = ChosenNorm { kind, profile: None, minutes: Some(minutes) };
            let under = study.by_norms(std::slice::from_ref(&chosen)).expect("sound");
            for age in AgeGroup::EVERY {
                let question = Question { kind: chosen.kind.clone(), age };
                let sides = [&study, &under].map(|study| study.published(&question).expect("asked"));
                for (one, other) in sides[0].iter().zip(sides[1]) {
                    let columns = [one, other].map(|area| [area.figures.covered, area.figures.certain, area.figures.possible]);
                    for (one, other) in columns[0].iter().zip(&columns[1]) {
                        if let (Shown::Value(one), Shown::Value(other)) = (one, other) {
                            let between = one.less(*other) + other.less(*one);
                            prop_assert!(!is_small(between), "{one:?} and {other:?}");
                        }
                    }
                }
            }
        }
    }
}
