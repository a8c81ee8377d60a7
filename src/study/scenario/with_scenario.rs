//! A study under a scenario: it answers every question that a study answers, and the study it came from stays as it is.

use crate::model::age_group::AgeGroup;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::source::Source;
use crate::model::street_edit::StreetEdit;
use crate::model::study_edit::StudyEdit;
use crate::model::town_data::TownData;
use crate::study::chosen_weights::with_chosen;
use crate::study::open_study::{Followed, FollowedBy, Study};
use crate::study::question::Question;
use crate::study::scenario::planned_residents::ready_homes;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::resolved::resolved;

impl Study {
    /// The study as it would be, by the norms and weights that the scenario chooses. What is published of it is hidden also
    /// where its difference with this study would tell of a small number of people.
    ///
    /// # Errors
    /// When the scenario is of another study, or a change of it cannot be made; named by change and field.
    ///
    /// # Cost
    /// A graph of each mode when streets change; else graphs, outlines and background are shared with this study.
    pub fn with_scenario(&self, scenario: &Scenario) -> Result<Self, ScenarioProblem> {
        let norms = self.norms_of(Some(scenario), None)?;
        match norms.is_empty() {
            true => self.with_changes(scenario),
            false => self.by_norms(&norms)?.with_changes(scenario),
        }
    }

    /// The same by the norms of this study, whatever the scenario chooses.
    ///
    /// # Errors
    /// As [`Study::with_scenario`].
    pub fn with_changes(&self, scenario: &Scenario) -> Result<Self, ScenarioProblem> {
        let after = self.after(scenario)?;
        let every = |_: &_| AgeGroup::EVERY.to_vec();
        let changes = self.kind_changes(&after.edited, &|_| true, &every)?;
        let mut town = after.edited.town().clone();
        town.street_edits = street_edits(self.town(), scenario)?;
        town.sources.extend(sources(scenario));
        town.weights = with_chosen(&town.weights, scenario.weights());
        let mut travel = Vec::new();
        let mut published = Vec::new();
        for change in changes {
            let kind = &change.before.norm.kind;
            published.extend(change.ages.into_iter().map(|ages| {
                let question = Question {
                    kind: kind.clone(),
                    age: ages.age,
                };
                (question, ages.after)
            }));
            travel.push(change.after);
        }
        let followed = Followed {
            index: self.index().following(&town)?,
            town,
            travel,
            published,
            by: FollowedBy::Scenario,
        };
        Ok(self.followed_by(followed)?)
    }
}

fn street_edits(town: &TownData, scenario: &Scenario) -> Result<Vec<StreetEdit>, ScenarioProblem> {
    let edits = resolved(town, scenario)?.into_iter();
    let of_streets = edits.filter_map(|resolved| match resolved.edit {
        StudyEdit::Street(edit) => Some(edit),
        StudyEdit::Barrier(_) | StudyEdit::Facility(_) | StudyEdit::Home(_) => None,
    });
    Ok(of_streets.collect())
}

/// Where new facilities come from, the plan; and the people of planned homes that are ready, the user's own table.
fn sources(scenario: &Scenario) -> Vec<Source> {
    let plan = Source {
        name: "scenario".to_owned(),
        title: format!("Scenario \"{}\"", scenario.name()),
        publisher: None,
        licence: None,
        date: None,
        file: String::new(),
        rounded_to: 1,
    };
    let any_ready = ready_homes(scenario).next().is_some();
    let table = scenario.yields().filter(|_| any_ready);
    let residents = table.map(|yields| Source {
        name: "kengetallen".to_owned(),
        title: format!(
            "{}; bewoners geschat met kengetallen \"{}\" van {}",
            plan.title, yields.name, yields.source
        ),
        publisher: Some(yields.source.clone()),
        date: Some(yields.date.clone()),
        ..plan.clone()
    });
    std::iter::once(plan).chain(residents).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::places::Placed;
    use crate::ingest::scenario::document::{ReadingFor, scenario_in_value};
    use crate::model::position::Planar;
    use crate::model::source::SourceId;
    use crate::model::streets::{StreetNodeId, Streets, TagSetId, Way};
    use crate::model::travel_mode::DistanceLevel;
    use crate::study::planned_town::planned_town;
    use crate::study::scenario::scenario_document::{fingerprint, scenario_document};
    use crate::study::scenario::what_if::WhatIfQuestion;
    use serde_json::{Value, json};

    /// The row of ten neighbourhoods on one street, which is nine ways.
    fn town() -> TownData {
        let mut town = planned_town();
        town.distance_level = DistanceLevel::D3;
        town.street_rules.smallest_component = 2;
        let highway = [("highway".to_owned(), "footway".to_owned())];
        let place = |node: u32| Planar {
            x: 148_050.0 + 100.0 * f64::from(node),
            y: 500_050.0,
        };
        let way = |node: u32| Way {
            nodes: vec![StreetNodeId(node), StreetNodeId(node + 1)],
            tags: TagSetId(0),
        };
        town.streets = Some(Streets {
            nodes: (0..10).map(place).collect(),
            ways: (0..9).map(way).collect(),
            tag_sets: vec![highway.into()],
            barriers: Vec::new(),
            holes: Vec::new(),
        })
        .into();
        town
    }

    fn scenario(study: &Study, changes: &Value) -> Scenario {
        let document = json!({ "naam": "proef", "crs": "EPSG:28992", "wijzigingen": changes });
        let of = ReadingFor {
            crs: &study.town().crs,
            base: study.scenario_base(),
        };
        scenario_in_value(document, of).expect("sound")
    }

    fn scenarios(study: &Study) -> Vec<Scenario> {
        let school = json!({ "id": "b", "soort": "voorziening_openen", "voorziening": "B", "naam": "B",
            "soorten": ["PO"], "plaats": [148_950.0, 500_050.0] });
        let cut = json!({ "id": "dicht", "soort": "straat_sluiten", "tussen": [[148_450.0, 500_050.0], [148_480.0, 500_050.0]] });
        let path = json!({ "id": "om", "soort": "straat_toevoegen", "gebruik": "voetpad",
            "lijn": [[148_420.0, 500_050.0], [148_470.0, 500_070.0], [148_520.0, 500_050.0]] });
        let homes = json!({ "id": "huizen", "soort": "woningen", "plaats": [148_210.0, 500_060.0],
            "type": "a", "aantal": 10, "jaar": 2030 });
        let closed_again = json!({ "id": "weer", "soort": "straat_sluiten", "straat": "om" });
        let moved = json!({ "id": "mee", "soort": "voorziening_verplaatsen", "voorziening": "A", "naar": [148_650.0, 500_050.0] });
        [
            json!([]),
            json!([school]),
            json!([cut]),
            json!([cut, path]),
            json!([cut, path, school, closed_again]),
            json!([moved, homes]),
            json!([homes, cut, school]),
        ]
        .iter()
        .map(|changes| scenario(study, changes))
        .collect()
    }

    #[test]
    fn under_a_scenario_a_study_says_what_one_says_that_is_opened_with_it() {
        let study = Study::open(town()).expect("sound");
        let as_it_was: Vec<_> = study.kinds().map(|kind| kind.reaches.clone()).collect();
        for scenario in scenarios(&study) {
            let under = study.with_scenario(&scenario).expect("sound");
            let anew = Study::open(under.town().clone()).expect("sound");
            for (under, anew) in under.kinds().zip(anew.kinds()) {
                assert_eq!(under.reaches, anew.reaches, "{scenario:?}");
            }
            let told = study
                .what_if(&scenario, &WhatIfQuestion::default())
                .expect("sound");
            for change in &told.kinds {
                let kind = under
                    .kinds()
                    .find(|kind| kind.norm.kind == change.after.norm.kind);
                assert_eq!(kind.map(|kind| &kind.reaches), Some(&change.after.reaches));
                assert_ne!(change.before.reaches, change.after.reaches);
            }
            let now: Vec<_> = study.kinds().map(|kind| kind.reaches.clone()).collect();
            assert_eq!(now, as_it_was, "the study itself stays");
        }
    }

    #[test]
    fn nothing_changes_without_changes_and_a_scenario_is_read_as_it_is_written() {
        let study = Study::open(town()).expect("sound");
        let all = scenarios(&study);
        let told = study
            .what_if(&all[0], &WhatIfQuestion::default())
            .expect("sound");
        assert!(told.kinds.is_empty() && told.supply.is_empty());
        let crs = &study.town().crs;
        let of = ReadingFor {
            crs,
            base: study.scenario_base(),
        };
        for scenario in all {
            let again =
                scenario_in_value(scenario_document(&scenario, crs), of).expect("its own form");
            assert_eq!(fingerprint(&again, crs), fingerprint(&scenario, crs));
            assert_eq!(again.changes(), scenario.changes());
        }
    }

    #[test]
    fn a_school_comes_from_the_plan_and_who_lives_in_its_homes_from_the_key_figures() {
        let study = Study::open(town()).expect("sound");
        let document = json!({ "naam": "proef", "crs": "EPSG:28992",
            "kengetallen": { "naam": "eigen", "bron": "eigen telling", "datum": "2026-01-01",
                "per_woning": [{ "type": "a", "4-12": 2 }] },
            "wijzigingen": [
                { "id": "b", "soort": "voorziening_openen", "voorziening": "B", "naam": "B", "soorten": ["PO"],
                  "plaats": [148_950.0, 500_050.0] },
                { "id": "huizen", "soort": "woningen", "plaats": [148_210.0, 500_060.0], "type": "a", "aantal": 10,
                  "jaar": 2030 },
            ] });
        let of = ReadingFor {
            crs: &study.town().crs,
            base: study.scenario_base(),
        };
        let scenario = scenario_in_value(document, of).expect("sound");
        let told = |scenario: &Scenario, source: fn(&TownData) -> Option<SourceId>| {
            let under = study.with_scenario(scenario).expect("sound");
            let town = under.town();
            let source = source(town).expect("one");
            let Source { title, date, .. } = &town.sources[usize::from(source.0)];
            (title.clone(), date.clone())
        };
        let of_school = |town: &TownData| town.facilities.last().map(|facility| facility.source);
        let of_homes = |town: &TownData| town.demand.last().map(|homes| homes.source);
        let plan = ("Scenario \"proef\"".to_owned(), None);
        assert_eq!(told(&scenario, of_school), plan);
        let table =
            "Scenario \"proef\"; bewoners geschat met kengetallen \"eigen\" van eigen telling";
        let table = (table.to_owned(), Some("2026-01-01".to_owned()));
        assert_eq!(told(&scenario, of_homes), table);
        // Before its homes are ready nobody is estimated.
        let before = study.with_scenario(&scenario.in_year(Some(2029)));
        let before = before.expect("sound");
        let sources = &before.town().sources[study.town().sources.len()..];
        let titles: Vec<&str> = sources.iter().map(|source| source.title.as_str()).collect();
        assert_eq!(titles, ["Scenario \"proef\""]);
    }

    #[test]
    fn a_study_under_a_scenario_is_no_base_of_another() {
        let study = Study::open(town()).expect("sound");
        let scenario = scenario(&study, &json!([]));
        let under = study.with_scenario(&scenario).expect("sound");
        assert!(matches!(
            under.with_scenario(&scenario),
            Err(ScenarioProblem::Refused(_))
        ));
    }

    /// The field by which a study refuses changes.
    fn refused(study: &Study, changes: &Value) -> String {
        let asked = study.what_if(&scenario(study, changes), &WhatIfQuestion::default());
        match asked.map(|told| told.kinds.len()) {
            Err(ScenarioProblem::Refused(refused)) => refused.field,
            answered => format!("{answered:?}"),
        }
    }

    /// The same town, of which the fifth way is a bridge.
    fn town_with_bridge() -> TownData {
        let mut town = town();
        let streets = town.streets.as_ref().expect("streets");
        let mut tags = streets.tag_sets[0].clone();
        tags.insert("bridge".to_owned(), "yes".to_owned());
        let mut streets = streets.clone();
        streets.tag_sets.push(tags);
        streets.ways[4].tags = TagSetId(1);
        town.streets = Some(streets).into();
        town
    }

    #[test]
    fn a_crossing_that_is_closed_is_one_and_nothing_is_closed_twice() {
        let study = Study::open(town_with_bridge()).expect("sound");
        // The fifth way goes from 148,450 to 148,550; the eighth, a street, is farther than 25 m from it.
        let crossing = |id: &str, x: f64| json!({ "id": id, "soort": "oversteek_sluiten", "plaats": [x, 500_050.0] });
        let street = |id: &str, x: f64| json!({ "id": id, "soort": "straat_sluiten", "plaats": [x, 500_050.0] });
        let part = |id: &str, ends: [f64; 2]| json!({ "id": id, "soort": "straat_sluiten", "tussen": ends.map(|x| [x, 500_050.0]) });
        assert_eq!(
            refused(&study, &json!([crossing("a", 148_800.0)])),
            "plaats"
        );
        for sound in [
            json!([crossing("a", 148_500.0), street("b", 148_800.0)]),
            json!([
                part("a", [148_510.0, 148_530.0]),
                part("b", [148_460.0, 148_480.0])
            ]),
        ] {
            let asked = study.what_if(&scenario(&study, &sound), &WhatIfQuestion::default());
            asked.expect("sound");
        }
        for (twice, field) in [
            (
                json!([crossing("a", 148_500.0), crossing("b", 148_510.0)]),
                "plaats",
            ),
            (
                json!([crossing("a", 148_500.0), street("b", 148_510.0)]),
                "plaats",
            ),
            (
                json!([street("a", 148_800.0), street("b", 148_810.0)]),
                "plaats",
            ),
            (
                json!([
                    part("a", [148_510.0, 148_530.0]),
                    part("b", [148_530.0, 148_510.0])
                ]),
                "tussen",
            ),
        ] {
            assert_eq!(refused(&study, &twice), field, "{twice}");
        }
    }

    #[test]
    fn what_is_refused_is_named_by_the_field_that_was_sent() {
        let study = Study::open(town()).expect("sound");
        let mut as_the_crow_flies = planned_town();
        as_the_crow_flies.distance_level = DistanceLevel::D1;
        let without_streets = Study::open(as_the_crow_flies).expect("sound");
        let change = |kind: &str, field: &str, value: Value| {
            let mut change = json!({ "id": "a", "soort": kind });
            change[field] = value;
            change
        };
        // The street lies at y = 500,050.
        let place = |north: f64| json!([148_500.0, 500_050.0 + north]);
        let part = |begin: f64, end: f64| {
            json!([[148_460.0, 500_050.0 + begin], [148_480.0, 500_050.0 + end]])
        };
        let closed = |field, value| change("straat_sluiten", field, value);
        let mut marked_part = closed("tussen", part(0.0, 60.0));
        marked_part["plaats"] = place(0.0);
        for (study, change, field) in [
            (&study, closed("tussen", part(60.0, 0.0)), "tussen"),
            (&study, closed("tussen", part(0.0, 60.0)), "tussen"),
            (&study, closed("tussen", part(10.3, 0.0)), "tussen"),
            (&study, marked_part, "tussen"),
            (&study, closed("plaats", place(60.0)), "plaats"),
            (
                &study,
                change("barriere_weghalen", "plaats", place(0.0)),
                "plaats",
            ),
            (&without_streets, closed("plaats", place(0.0)), "plaats"),
            (&without_streets, closed("tussen", part(0.0, 0.0)), "tussen"),
            (
                &without_streets,
                change("oversteek_sluiten", "plaats", place(0.0)),
                "plaats",
            ),
        ] {
            let changes = json!([change]);
            assert_eq!(refused(study, &changes), field, "{changes}");
        }
    }

    #[test]
    fn a_part_just_off_its_street_is_not_told_to_lie_at_the_limit() {
        let study = Study::open(town()).expect("sound");
        let part = json!([{ "id": "a", "soort": "straat_sluiten", "tussen": [[148_460.0, 500_060.3], [148_480.0, 500_050.0]] }]);
        let asked = study.what_if(&scenario(&study, &part), &WhatIfQuestion::default());
        let said = match asked.map(|told| told.kinds.len()) {
            Err(ScenarioProblem::Refused(refused)) => refused.sentence().dutch,
            answered => format!("{answered:?}"),
        };
        assert!(
            said.starts_with(
                "wijzigingen[0] (id \"a\"), tussen: gevonden een plaats op 10,3 m ervan, verwacht twee plaatsen binnen 10 m"
            ),
            "{said}"
        );
    }

    #[test]
    fn a_new_street_that_nobody_may_use_is_refused() {
        let study = Study::open(town()).expect("sound");
        for tags in [json!({}), json!({ "highway": "unicorn" })] {
            let street = json!({ "id": "a", "soort": "straat_toevoegen", "kenmerken": tags,
                "lijn": [[148_420.0, 500_050.0], [148_470.0, 500_070.0]] });
            assert_eq!(refused(&study, &json!([street])), "kenmerken");
        }
    }

    #[test]
    fn what_lies_too_far_from_every_street_is_no_supply() {
        let study = Study::open(town()).expect("sound");
        let place = |x: f64| json!([x, 500_050.0]);
        let school = |id: &str, x: f64| {
            json!({ "id": id, "soort": "voorziening_openen", "voorziening": id,
            "naam": id, "soorten": ["PO"], "plaats": place(x), "capaciteit": 240 })
        };
        let moved = |x: f64| json!({ "id": "weg", "soort": "voorziening_verplaatsen", "voorziening": "A", "naar": place(x) });
        let supplies = |changes: Value| -> Vec<[usize; 2]> {
            let told = study.what_if(&scenario(&study, &changes), &WhatIfQuestion::default());
            let told = told.expect("sound").supply.into_iter();
            told.map(|change| [change.before, change.after].map(|side| side.facilities))
                .collect()
        };
        assert_eq!(supplies(json!([school("b", 180_000.0)])), [[0; 2]; 0]);
        assert_eq!(supplies(json!([school("b", 148_950.0)])), [[1, 2]]);
        assert_eq!(
            supplies(json!([school("b", 180_000.0), school("c", 148_950.0)])),
            [[1, 2]]
        );
        assert_eq!(supplies(json!([moved(180_000.0)])), [[1, 0]]);
        // One that has no place already counts now as little as it does then.
        let mut away = town();
        away.facilities[0].position.x = 180_000.0;
        let away = Study::open(away).expect("sound");
        let kind = away.town().kinds[0].clone();
        assert_eq!(away.supply_now(&kind).facilities, 0);
        assert_eq!(study.supply_now(&kind).facilities, 1);
    }

    #[test]
    fn an_entrance_far_from_every_street_is_told_though_the_facility_has_a_place() {
        let study = Study::open(town()).expect("sound");
        let far = json!([{ "id": "a", "soort": "ingangen", "voorziening": "A",
            "ingangen": [[180_000.0, 500_050.0]] }]);
        let scenario = scenario(&study, &far);
        let told = study.what_if(&scenario, &WhatIfQuestion::default());
        let told = told.expect("sound").unplaced;
        assert!(!told.is_empty());
        for (change, unplaced) in told {
            assert_eq!(change, 0);
            assert!(matches!(unplaced.what, Placed::Entrance(_)), "{unplaced:?}");
        }
    }
}
