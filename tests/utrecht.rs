//! The real Utrecht, where its files are at hand: `NABIJ_DATA` names the folder that holds `utrecht/`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use geo::{Coord, Intersects};
use nabij::ingest::load::{Loaded, load_study};
use nabij::ingest::problem::Severity;
use nabij::model::age_group::AgeGroup;
use nabij::model::area::{Area, AreaLevel, Certainty};
use nabij::model::community_school_question::{CommunitySchoolQuestion, SetAim};
use nabij::model::demand::DemandPoint;
use nabij::model::indicator::{AboutOrigin, Direction, Domain, Indicator};
use nabij::model::need_question::NeedQuestion;
use nabij::model::opportunity_question::OpportunityQuestion;
use nabij::model::people::People;
use nabij::model::planning::Planning;
use nabij::model::position::Planar;
use nabij::model::town_data::TownData;
use nabij::need::need_profile::AreaNeed;
use nabij::study::community_school::document::candidates_document;
use nabij::study::language::Language;
use nabij::study::open_study::Study;
use nabij::study::opportunity::answer::OpportunityPlace;
use nabij::study::opportunity::features::opportunities_layer;

/// The folder with Utrecht's files, or nothing with a word about it.
#[expect(
    clippy::print_stderr,
    reason = "a person who runs the tests must see what was skipped"
)]
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("NABIJ_DATA").map(|data| PathBuf::from(data).join("utrecht"));
    if folder.is_none() {
        eprintln!("skipped: NABIJ_DATA is not set, so Utrecht's files are not at hand");
    }
    folder
}

/// The study, read once for all tests.
fn utrecht() -> Option<&'static Loaded> {
    static LOADED: OnceLock<Option<Loaded>> = OnceLock::new();
    LOADED
        .get_or_init(|| data().map(|data| load(&data)))
        .as_ref()
}

fn town() -> Option<&'static TownData> {
    Some(utrecht()?.town.as_ref().expect("nothing blocks"))
}

fn load(data: &Path) -> Loaded {
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/utrecht");
    load_study(&study, Some(data), &|_| ()).expect("the study file of the project can be read")
}

/// The people of one area, or of all places; nothing where none of them is known.
fn people(town: &TownData, area: Option<usize>, age: AgeGroup) -> Option<People> {
    let is_here = |point: &&DemandPoint| {
        area.is_none_or(|area| point.area.is_some_and(|id| id.0 as usize == area))
    };
    let known: Vec<People> = town
        .demand
        .iter()
        .filter(is_here)
        .filter_map(|point| point.residents[age])
        .map(|count| count.people)
        .collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn lies_in_a_neighbourhood(town: &TownData, place: Planar) -> bool {
    let place = Coord::from(place);
    town.areas
        .iter()
        .any(|area| area.level == AreaLevel::Neighbourhood && area.shape.intersects(&place))
}

#[test]
fn utrecht_loads_with_all_its_residents_exactly() {
    let Some(Loaded { town, report }) = utrecht() else {
        return;
    };
    assert_eq!(report.count(Severity::Blocks), 0, "{report}");
    let town = town.as_ref().expect("nothing blocks");
    let count = |level| town.areas.iter().filter(|area| area.level == level).count();
    assert_eq!(AreaLevel::EVERY.map(count), [111, 10, 1]);
    assert_eq!(
        people(town, None, AgeGroup::All),
        Some(People::whole(374_200))
    );
    assert!(town.demand.iter().all(|point| point.area.is_some()));
}

#[test]
fn every_neighbourhood_of_utrecht_keeps_its_residents_in_every_age_group() {
    let Some(town) = town() else { return };
    for (index, area) in town
        .areas
        .iter()
        .enumerate()
        .filter(|(_, area)| area.level == AreaLevel::Neighbourhood)
    {
        let district = area
            .parent
            .map(|id| &town.areas[id.0 as usize])
            .expect("a district");
        assert_eq!(district.code.0[2..], area.code.0[2..8]);
        for age in AgeGroup::EVERY {
            assert_eq!(
                people(town, Some(index), age),
                area.residents[age].map(|count| count.people),
                "{} {age}",
                area.code
            );
        }
    }
}

#[test]
fn neighbourhoods_of_utrecht_without_figures_are_unknown_and_not_empty() {
    let Some(town) = town() else { return };
    let unknown: Vec<&str> = town
        .areas
        .iter()
        .filter(|area| {
            area.level == AreaLevel::Neighbourhood && area.residents[AgeGroup::All].is_none()
        })
        .map(|area| area.code.0.as_str())
        .collect();
    assert_eq!(unknown, ["BU03440911", "BU03440952"]);
    // Two more have residents but no figure for children; theirs are estimated from everybody.
    for code in ["BU03440953", "BU03441011"] {
        let area = town
            .areas
            .iter()
            .find(|area| area.code.0 == code)
            .expect("the neighbourhood");
        assert_eq!(
            area.residents[AgeGroup::From4To12].map(|count| count.certainty),
            Some(Certainty::Estimated)
        );
    }
}

#[test]
fn children_of_utrecht_are_about_as_many_as_its_figures_say() {
    let Some(town) = town() else { return };
    let [small, middle, large] = [
        AgeGroup::From0To4,
        AgeGroup::From4To12,
        AgeGroup::From12To18,
    ]
    .map(|age| {
        people(town, None, age)
            .expect("known in some neighbourhoods")
            .value()
    });
    // The neighbourhoods count 59,000 of 0-15; 12-15 is in the last group with 15-18.
    assert!((15_000.0..19_000.0).contains(&small), "{small}");
    assert!((29_000.0..34_000.0).contains(&middle), "{middle}");
    assert!((18_000.0..25_000.0).contains(&large), "{large}");
}

#[test]
fn schools_in_and_around_utrecht_are_kept_and_what_is_doubtful_is_named() {
    let Some(Loaded { town, report }) = utrecht() else {
        return;
    };
    let town = town.as_ref().expect("nothing blocks");
    let in_the_city = town
        .facilities
        .iter()
        .filter(|school| lies_in_a_neighbourhood(town, school.position))
        .count();
    assert_eq!((town.facilities.len(), in_the_city), (238, 149));
    assert!(
        report
            .problems
            .iter()
            .any(|problem| problem.found.contains("\"27YF00\" of row 215 again"))
    );
    assert!(
        town.facilities
            .iter()
            .any(|school| school.id.0 == "27YF00-2")
    );
    assert_eq!(
        report
            .problems
            .iter()
            .filter(|problem| problem.found.ends_with("on exactly one place"))
            .count(),
        8
    );
    let special = town
        .facilities
        .iter()
        .filter(|school| school.kinds.len() == 2)
        .count();
    assert_eq!(special, 9);
    let panda = town
        .facilities
        .iter()
        .find(|school| school.id.0 == "17RK00")
        .expect("a primary school");
    assert_eq!(
        (panda.pupils, panda.name.as_str()),
        (Some(125), "Obs De Panda")
    );
}

#[test]
fn need_of_utrecht_is_told_in_one_domain_and_no_record_is_made_up() {
    let Some(town) = town() else { return };
    let planning = &town.planning;
    let told: Vec<_> = planning
        .indicators
        .iter()
        .map(|indicator| {
            let figure = &indicator.figure;
            let areas = town.areas.iter();
            let told = areas.filter(|area| area.figures.contains_key(figure));
            let source = &town.sources[usize::from(indicator.source.0)];
            let year = indicator.year.as_str();
            (
                indicator.code.as_str(),
                told.count(),
                source.name.as_str(),
                year,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("inkomen", 67, "buurten", "2024"),
            ("woz", 106, "buurten", "2024")
        ]
    );
    assert!(
        planning
            .indicators
            .iter()
            .all(|one| one.domain == Domain::Livelihood && one.about_origin == AboutOrigin::No)
    );
    let without_indicators = Planning {
        indicators: Vec::new(),
        ..Planning::clone(planning)
    };
    assert_eq!(without_indicators, Planning::default());
    assert_eq!(town.weights.name, "nabij-gewichten-1");
}

#[test]
fn every_row_of_utrechts_files_is_kept_or_left_out() {
    let (Some(Loaded { report, .. }), Some(data)) = (utrecht(), data()) else {
        return;
    };
    assert_eq!(report.tallies.len(), 7);
    for tally in &report.tallies {
        assert_eq!(tally.read, tally.kept + tally.left_out, "{tally:?}");
    }
    assert_eq!(
        report.to_json().to_string(),
        load(&data).report.to_json().to_string()
    );
}

/// Utrecht with an indicator from its open figures, whatever its study file declares.
fn utrecht_with_income() -> Option<TownData> {
    let mut town = town()?.clone();
    let source = town.areas[0].source;
    town.planning.indicators = vec![Indicator {
        code: "inkomen".to_owned(),
        name_nl: "Inkomen per inwoner".to_owned(),
        name_en: "Income per resident".to_owned(),
        name_at_source: None,
        domain: Domain::Livelihood,
        direction: Direction::LowIsMoreNeed,
        unit: "1.000 euro".to_owned(),
        year: "2024".to_owned(),
        figure: "inkomen_per_inwoner_1000_euro".to_owned(),
        range: None,
        smallest_residents: 0,
        about_origin: AboutOrigin::No,
        source,
    }];
    Some(town)
}

#[test]
fn utrecht_says_what_its_open_figures_tell_of_need_and_what_they_do_not() {
    let Some(town) = utrecht_with_income() else {
        return;
    };
    let with_income = |area: &Area| area.figures.contains_key("inkomen_per_inwoner_1000_euro");
    let figures = town.areas.iter().filter(|area| with_income(area)).count();
    let study = Study::open(town).expect("sound");
    let by_preset = NeedQuestion::proposed(&study.town().weights.need);
    // One domain of six is too little for an index.
    let answer = study.need(&by_preset).expect("sound");
    assert!(
        answer
            .profile
            .areas
            .iter()
            .all(|area| area.known_index().is_none())
    );
    let by_income = NeedQuestion {
        domains: vec![(Domain::Livelihood, 1.0)],
        ..by_preset
    };
    let answer = study.need(&by_income).expect("sound");
    assert_eq!(answer.profile.areas.len(), 111);
    let known = |area: &&AreaNeed| area.known_index().is_some();
    let measured = answer.profile.areas.iter().filter(known).count();
    assert!(
        (60..=figures).contains(&measured),
        "{measured} of {figures}"
    );
    // A fifth of the children stands in each quintile, give or take a neighbourhood.
    let mut children = [0.0; 5];
    for (area, quintile) in answer.profile.areas.iter().zip(&answer.quintiles) {
        if let Some(quintile) = quintile {
            children[usize::from(*quintile) - 1] += area.children.known.value();
        }
    }
    let all: f64 = children.iter().sum();
    for part in children {
        assert!((0.1..=0.3).contains(&(part / all)), "{children:?}");
    }
    // Nobody recorded an ambition: it is open everywhere, and places are still in view.
    let question = OpportunityQuestion {
        need: by_income,
        ..OpportunityQuestion::proposed(&study.town().weights)
    };
    let short_list = study.opportunities(&question).expect("sound");
    let in_view = |place: &&OpportunityPlace| place.front.is_some();
    let in_view = short_list.places.iter().filter(in_view).count();
    assert!(
        (measured / 5 - 1..=measured / 5 + 1).contains(&in_view),
        "{in_view} of {measured}"
    );
    assert!(
        short_list
            .places
            .iter()
            .all(|place| place.ambition.value.is_none())
    );
    let layer = opportunities_layer(&short_list).expect("on the map");
    assert_eq!(layer.ids.len(), short_list.places.len());
}

#[test]
fn the_schools_of_utrecht_are_candidates_of_which_too_little_is_known_yet() {
    let Some(town) = town() else { return };
    let study = Study::open(town.clone()).expect("the study can be opened");
    let question = CommunitySchoolQuestion::proposal(&study.town().weights);
    let judged = study
        .community_schools(&question, &[])
        .expect("the question can be asked");
    let document = candidates_document(&judged, &[], Language::Dutch);
    let list = serde_json::to_value(&document).expect("JSON");
    let candidates = list["kandidaten"].as_array().expect("a list");
    assert!(
        candidates.len() > 100,
        "{} places of schools",
        candidates.len()
    );
    for candidate in candidates {
        assert_eq!(candidate["label"], "nog onvoldoende bekend");
        assert!(candidate["rang"].is_null() && candidate["stabiliteit"].is_null());
        assert_eq!(candidate["nog_open"], "kan nog in de top 3 komen");
        // Only the reach of a quarter of a third of the weight is known.
        let (low, high) = (candidate["laag"].as_f64(), candidate["hoog"].as_f64());
        assert!(low.expect("a bound") <= 100.0 / 12.0 && high.expect("a bound") >= 91.0);
    }
    assert_eq!(list["stabiliteit"]["lijst"], "onvoldoende gegevens");
    assert_eq!(list["sets"]["doel"], "bereik");
    let layer = judged.layer(Language::Dutch).expect("on the map");
    assert_eq!(layer.ids.len(), candidates.len());
}

#[test]
fn three_of_utrechts_schools_can_be_compared_by_reach_when_little_evidence_is_allowed() {
    let Some(town) = town() else { return };
    let study = Study::open(town.clone()).expect("the study can be opened");
    let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
    question.rules.smallest_evidence = 0.0;
    question.aim = SetAim::PeopleWithinNorm;
    question.most_per_district = Some(1);
    let judged = study
        .community_schools(&question, &[])
        .expect("the question can be asked");
    let sets = judged.answer.sets.as_ref().expect("sets");
    assert_eq!(sets.sets.len(), 10);
    for set in &sets.sets {
        let districts: std::collections::BTreeSet<Option<usize>> = set
            .sites
            .iter()
            .map(|&site| judged.answer.candidates[site].place.district)
            .collect();
        assert_eq!(districts.len(), 3);
    }
    let descends = |pair: &[nabij::siting::site_sets::SiteSet]| pair[0].worth >= pair[1].worth;
    assert!(sets.sets.windows(2).all(descends));
}
