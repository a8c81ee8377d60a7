//! 0–18 clusters and the order of schools for a dBos, on the made-up town and, where its files are at hand, on Utrecht:
//! `NABIJ_DATA` names the folder that holds `utrecht/`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use geo::{Distance, Euclidean, Geometry, Point};
use nabij::ingest::load::load_study;
use nabij::layers::property::Property;
use nabij::model::cluster_question::ClusterQuestion;
use nabij::model::estimate::Estimate;
use nabij::model::facility::FacilityId;
use nabij::model::facility_kind::FacilityKind;
use nabij::model::record::{Bounds, RecordedBy, SchoolReading, SharedVision};
use nabij::model::school_library_question::SchoolLibraryQuestion;
use nabij::model::source::SourceId;
use nabij::model::town_data::TownData;
use nabij::model::units::{Euros, Metres};
use nabij::siting::clusters::answer::{Cluster, ClusterAnswer};
use nabij::siting::clusters::near::Nearest;
use nabij::siting::clusters::town::{Stage, Surroundings};
use nabij::siting::clusters::variant::ClusterChange;
use nabij::siting::stability::Stability;
use nabij::study::clusters::answer::{cluster_layers, study_clusters};
use nabij::study::clusters::document::{cluster_explanation, clusters_document};
use nabij::study::clusters::variants::with_variants;
use nabij::study::language::Language;
use nabij::study::open_study::Study;
use nabij::study::school_library::answer::{
    Missing, school_libraries_layer, study_school_libraries,
};
use nabij::study::school_library::document::{
    school_libraries_document, school_library_explanation,
};
use serde_json::Value;

/// Words that no answer may contain.
const NEVER: [&str; 6] = [
    "beste",
    "gekozen",
    "achterstand",
    "zwak",
    "slecht",
    "winnaar",
];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn town() -> TownData {
    let study = project().join("data/voorbeeldstad");
    let loaded = load_study(&study, None, &|_| ()).expect("the study file can be read");
    loaded.town.expect("nothing blocks")
}

fn study() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| Study::open(town()).expect("it opens"))
}

fn question() -> ClusterQuestion {
    ClusterQuestion::proposed(&study().town().weights)
}

fn answer(study: &Study) -> ClusterAnswer {
    study_clusters(study, &question(), &[]).expect("a sound question")
}

fn utrecht() -> Option<&'static Study> {
    static STUDY: OnceLock<Option<Study>> = OnceLock::new();
    STUDY.get_or_init(open_utrecht).as_ref()
}

#[expect(
    clippy::print_stderr,
    reason = "a person who runs the tests must see what was skipped"
)]
fn open_utrecht() -> Option<Study> {
    let Some(data) = std::env::var_os("NABIJ_DATA") else {
        eprintln!("skipped: NABIJ_DATA is not set, so Utrecht's files are not at hand");
        return None;
    };
    let data = PathBuf::from(data).join("utrecht");
    let loaded = load_study(&project().join("data/utrecht"), Some(&data), &|_| ());
    let town = loaded
        .expect("it can be read")
        .town
        .expect("nothing blocks");
    Some(Study::open(town).expect("it opens"))
}

/// Every score of a document, wherever it stands, adds up to its value.
fn sums_hold(value: &Value) -> usize {
    let inside = match value {
        Value::Object(fields) => fields.values().map(sums_hold).sum(),
        Value::Array(values) => values.iter().map(sums_hold).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    let Some(parts) = value.get("delen").and_then(Value::as_array) else {
        return inside;
    };
    let points: Vec<f64> = parts
        .iter()
        .filter_map(|part| part["punten"].as_f64())
        .collect();
    let score = value["waarde"].as_f64();
    assert_eq!(score.is_some(), !points.is_empty(), "{value}");
    let sum: f64 = points.iter().sum();
    assert!((sum - score.unwrap_or(0.0)).abs() < 1e-9, "{value}");
    let (low, high) = (value["laag"].as_f64(), value["hoog"].as_f64());
    if let (Some(score), Some(low), Some(high)) = (score, low, high) {
        assert!(low <= score + 1e-9 && score <= high + 1e-9, "{value}");
    }
    inside + 1
}

fn json(document: &impl serde::Serialize) -> Value {
    serde_json::to_value(document).expect("it is JSON")
}

fn says_nothing_wrong(document: &Value) {
    let text = document.to_string().to_lowercase();
    for word in NEVER {
        assert!(!text.contains(word), "\"{word}\" in {text}");
    }
}

#[test]
fn the_made_up_town_has_clusters_within_the_diameter_over_its_streets() {
    let found = answer(study());
    assert!(found.found > 0, "{found:?}");
    assert!(found.without_source.is_empty());
    for cluster in &found.clusters {
        assert!(cluster.required.diameter <= cluster.whole_diameter);
        assert!(cluster.whole_diameter <= question().diameter);
        let members = cluster.members();
        for (&one, &other) in members.iter().zip(members.iter().skip(1)) {
            let [one, other] =
                [one, other].map(|member| study().town().facilities[member].position);
            // Entrances lie near the point of a facility, so the walk is not shorter by much.
            assert!(one.distance(other) <= question().diameter.value() + 100.0);
        }
    }
    let again = Study::open(town()).expect("it opens");
    assert_eq!(answer(&again), found, "the same town gives the same answer");
}

#[test]
fn a_longer_diameter_loses_no_trio() {
    let trios = |metres: f64| -> Vec<[usize; 3]> {
        let question = ClusterQuestion {
            diameter: Metres::new(metres).expect("a length"),
            most_results: ClusterQuestion::MOST_RESULTS,
            ..question()
        };
        let found = study_clusters(study(), &question, &[]).expect("a sound question");
        assert!(found.found <= found.clusters.len(), "all are given");
        let clusters = found.clusters.iter();
        clusters
            .flat_map(|cluster| std::iter::once(&cluster.required).chain(&cluster.alternatives))
            .map(|trio| trio.members)
            .collect()
    };
    let (short, long) = (trios(500.0), trios(1_000.0));
    assert!(short.len() < long.len());
    assert!(short.iter().all(|trio| long.contains(trio)));
}

#[test]
fn every_score_of_a_cluster_adds_up_and_names_its_grounds() {
    let found = answer(study());
    let town = study().town();
    for language in [Language::Dutch, Language::English] {
        let document = json(&clusters_document(town, &question(), &found, language));
        assert_eq!(sums_hold(&document), 6 * found.clusters.len());
        says_nothing_wrong(&document);
        let id = document["clusters"][0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let one = cluster_explanation(town, &question(), &found, &id, language);
        let one = json(&one.expect("it is in the answer"));
        let fields = [
            "zin",
            "label",
            "stabiliteit",
            "formule",
            "bronnen",
            "gewichtenset",
            "normenset",
            "afstandsniveau",
            "geschat_pct",
            "scores",
            "opmerking",
        ];
        for field in fields {
            assert!(one.get(field).is_some(), "{field} is missing in {one}");
        }
        assert_eq!(one["label"], document["clusters"][0]["label"]);
        assert!(
            one["bronnen"]
                .as_array()
                .is_some_and(|sources| !sources.is_empty())
        );
    }
    let nobody = cluster_explanation(town, &question(), &found, "nergens", Language::Dutch);
    assert_eq!(nobody, None);
}

/// Pre-school education in a primary school is childcare, also where the town has no place that is nothing else.
#[test]
fn a_school_that_offers_preschool_education_counts_as_childcare() {
    let mut town = town();
    let childcare = FacilityKind::new("KDV").expect("a code");
    let primary = FacilityKind::new("PO").expect("a code");
    town.facilities
        .retain(|facility| !facility.kinds.contains(&childcare));
    town.kinds.retain(|kind| *kind != childcare);
    let without = answer(&Study::open(town.clone()).expect("it opens"));
    assert!(without.clusters.is_empty() && without.without_source == [Stage::Childcare]);
    for facility in &mut town.facilities {
        if facility.kinds.contains(&primary) {
            facility
                .attributes
                .insert("ve".to_owned(), " Ja".to_owned());
        }
    }
    let study = Study::open(town).expect("it opens");
    let found = answer(&study);
    assert!(found.without_source.is_empty() && !found.clusters.is_empty());
    for cluster in &found.clusters {
        let [childcare, ..] = cluster.required.members;
        assert!(study.town().facilities[childcare].kinds.contains(&primary));
        assert!(cluster.whole_diameter <= question().diameter);
    }
    let document = |language| {
        json(&clusters_document(
            study.town(),
            &question(),
            &found,
            language,
        ))
    };
    let english = document(Language::English);
    let document = document(Language::Dutch);
    // A role is a key, the same in both languages, with its word beside it.
    for (told, word) in [(&document, "kinderopvang"), (&english, "childcare")] {
        for list in ["leden", "jaargroepen", "capaciteit"] {
            let first = &told["clusters"][0][list][0];
            assert_eq!(first["rol"], "kinderopvang");
            assert_eq!(first["rol_woord"], word);
        }
    }
    assert_eq!(
        document["clusters"][0]["leden"][0]["voorschoolse_educatie"],
        true
    );
    // What is not recorded, or says no, does not count.
    let mut town = study.town().clone();
    for facility in &mut town.facilities {
        facility
            .attributes
            .insert("ve".to_owned(), "nee".to_owned());
    }
    let refused = answer(&Study::open(town).expect("it opens"));
    assert!(refused.clusters.is_empty());
}

/// Need and places around a cluster come from indicators and residents, and their sources are named.
#[test]
fn a_cluster_names_the_sources_of_the_need_and_the_places_around_it() {
    let around = study().surroundings(&question()).expect("a sound question");
    let titles = |around: &[Surroundings]| -> Vec<String> {
        let found = study_clusters(study(), &question(), around).expect("a sound question");
        let document = json(&clusters_document(
            study().town(),
            &question(),
            &found,
            Language::Dutch,
        ));
        let sources = document["bronnen"].as_array().expect("sources").iter();
        sources.map(Value::to_string).collect()
    };
    let (with, without) = (titles(&around), titles(&[]));
    let planning = &study().town().planning;
    let indicators = planning.indicators.iter().map(|one| one.source);
    let residents = study().town().demand.iter().map(|home| home.source);
    let wanted: std::collections::BTreeSet<SourceId> = indicators.chain(residents).collect();
    for source in wanted {
        let title = &study().town().sources[usize::from(source.0)].title;
        assert!(
            with.iter().any(|one| one.contains(title)),
            "{title} in {with:?}"
        );
        assert!(
            !without.iter().any(|one| one.contains(title)),
            "{title} in {without:?}"
        );
    }
}

/// A variant of the diameter says what the question at that diameter says, and whoever goes is not robust.
#[test]
fn a_variant_of_the_diameter_is_the_question_at_that_diameter() {
    let found = with_variants(study(), &question(), answer(study())).expect("a sound question");
    let trios = |diameter: f64| {
        let question = ClusterQuestion {
            diameter: Metres::new(diameter).expect("a length"),
            most_results: ClusterQuestion::MOST_RESULTS,
            places_to_start: 0,
            ..question()
        };
        let found = study_clusters(study(), &question, &[]).expect("a sound question");
        let alternatives = |one: &Cluster| one.alternatives.clone();
        let members: Vec<[usize; 3]> = found
            .clusters
            .iter()
            .flat_map(|one| std::iter::once(one.required).chain(alternatives(one)))
            .map(|trio| trio.members)
            .collect();
        (found.found, members)
    };
    let mut diameters = 0;
    for variant in &found.variants {
        let ClusterChange::Diameter(factor) = variant.change else {
            continue;
        };
        diameters += 1;
        let (count, members) = trios(question().diameter.value() * factor);
        assert_eq!(variant.found, count);
        let clusters = found.clusters.iter().enumerate();
        let gone = clusters.filter(|(_, cluster)| !members.contains(&cluster.required.members));
        assert_eq!(
            variant.gone,
            gone.map(|(place, _)| place).collect::<Vec<_>>()
        );
    }
    assert_eq!(diameters, 2);
    let goes = |place: &usize| found.variants.iter().any(|one| one.gone.contains(place));
    let gone: Vec<usize> = (0..found.clusters.len()).filter(goes).collect();
    assert!(!gone.is_empty(), "some cluster goes");
    for place in gone {
        let firm = found.clusters[place].stability;
        assert!(
            firm > Stability::Robust,
            "a cluster that goes is not robust"
        );
    }
}

#[test]
fn every_cluster_document_says_that_not_every_child_thrives_with_large_age_differences() {
    let found = answer(study());
    let note = |language| {
        let document = json(&clusters_document(
            study().town(),
            &question(),
            &found,
            language,
        ));
        document["opmerking"].as_str().expect("a note").to_owned()
    };
    assert!(
        note(Language::Dutch).contains("Niet ieder kind gedijt bij grote leeftijdsverschillen.")
    );
    assert!(
        note(Language::English).contains("Not every child thrives with large age differences.")
    );
}

#[test]
fn a_recorded_vision_of_the_three_members_brings_the_other_label() {
    let mut town = town();
    town.planning.visions.clear();
    let before = answer(&Study::open(town.clone()).expect("it opens"));
    let first = before.clusters[0].required.members;
    let ids = first.map(|member| town.facilities[member].id.clone());
    town.planning.visions.push(SharedVision {
        facilities: ids.to_vec(),
        document: "Samen van 0 tot 18".to_owned(),
        boards: "Bestuur A en Bestuur B".to_owned(),
        joint_offer: Some(true),
        recorded: recorded(),
        source: SourceId(0),
    });
    let study = Study::open(town).expect("it opens");
    let found = answer(&study);
    let document = json(&clusters_document(
        study.town(),
        &question(),
        &found,
        Language::Dutch,
    ));
    assert_eq!(document["clusters"][0]["label"], "0-18 in ontwikkeling");
    assert_eq!(document["clusters"][0]["visie"]["datum"], "2025-06-01");
    assert_eq!(
        document["clusters"][0]["ontbreekt_voor_ontwikkeling"],
        Value::Array(Vec::new())
    );
}

#[test]
fn the_vision_that_the_made_up_town_records_is_of_a_cluster_it_has() {
    let document = json(&clusters_document(
        study().town(),
        &question(),
        &answer(study()),
        Language::Dutch,
    ));
    let clusters = document["clusters"].as_array().expect("clusters");
    let labels: Vec<&str> = clusters
        .iter()
        .filter_map(|cluster| cluster["label"].as_str())
        .collect();
    assert!(labels.contains(&"0-18 in ontwikkeling"), "{labels:?}");
    assert!(labels.contains(&"ruimtelijk kansrijk"), "{labels:?}");
}

#[test]
fn what_is_known_around_is_shown_and_its_length_is_checked() {
    let count = study().town().facilities.len();
    let around = Surroundings {
        need: Some(Estimate::known(40.0)),
        places_per_child: Some(1.2),
    };
    let around = vec![around; count];
    let found = study_clusters(study(), &question(), &around).expect("one for each facility");
    assert_eq!(
        found.clusters[0].scores.need.score.value.map(f64::round),
        Some(40.0)
    );
    let refusal = study_clusters(study(), &question(), &around[1..]).expect_err("one too few");
    assert!(
        refusal.to_string().starts_with("around: found"),
        "{refusal}"
    );
}

#[test]
fn the_layers_hold_an_outline_with_land_and_every_member() {
    let found = answer(study());
    let [clusters, members] =
        cluster_layers(study(), &found, &question()).expect("they are on the map");
    assert_eq!(clusters.ids.len(), found.clusters.len() + found.near.len());
    assert_eq!(clusters.properties.len(), clusters.ids.len());
    let columns = |properties: &Vec<(&'static str, _)>| -> Vec<&'static str> {
        properties.iter().map(|(name, _)| *name).collect()
    };
    for properties in &clusters.properties {
        assert_eq!(columns(properties), columns(&clusters.properties[0]));
    }
    let areas = &study().town().areas;
    for (cluster, properties) in found.clusters.iter().zip(&clusters.properties) {
        let code = cluster.district.as_ref().expect("a town with districts");
        let district = areas.iter().find(|area| area.code == *code).expect("known");
        assert_ne!(district.name, code.0);
        assert!(properties.contains(&("wijk", Property::Text(district.name.clone()))));
    }
    for shape in &clusters.shapes.planar {
        assert!(geo::Area::unsigned_area(shape) > 0.0, "{shape:?}");
    }
    let counts = found.clusters.iter().map(|cluster| cluster.members().len());
    assert_eq!(members.ids.len(), counts.sum::<usize>());
    let Geometry::MultiPolygon(outline) = &clusters.shapes.planar[0] else {
        unreachable!("clusters are polygons");
    };
    for member in found.clusters[0].members() {
        let place = Point::from(study().town().facilities[member].position);
        assert!(Euclidean.distance(outline, &place) < 1e-6);
    }
}

fn recorded() -> RecordedBy {
    RecordedBy {
        basis: "gesprek".to_owned(),
        date: jiff::civil::date(2025, 6, 1),
        role: "beleidsadviseur".to_owned(),
    }
}

fn library_question() -> SchoolLibraryQuestion {
    SchoolLibraryQuestion {
        cost_per_school: Some(Euros::new(150_000.0).expect("an amount")),
        ..SchoolLibraryQuestion::proposed(&study().town().weights)
    }
}

fn reading(facility: &FacilityId, weighting: f64) -> SchoolReading {
    SchoolReading {
        facility: facility.clone(),
        school_weighting: Some(Bounds {
            low: weighting,
            high: weighting,
        }),
        below_2f: None,
        score_per_pupil: None,
        newcomers: None,
        library_at_school: Some(false),
        boekstart_corner: None,
        willingness: None,
        room: None,
        source: SourceId(0),
    }
}

/// The made-up town in which the first school has a library, the second no figures, and the others 20, 21, ...
fn reading_study() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| {
        let mut town = town();
        let primary = FacilityKind::new("PO").expect("a kind");
        let schools = town
            .facilities
            .iter()
            .filter(|facility| facility.kinds.contains(&primary));
        let mut reading: Vec<SchoolReading> = schools
            .zip(0_u32..)
            .map(|(school, place)| reading(&school.id, 18.0 + f64::from(place)))
            .collect();
        reading[0].library_at_school = Some(true);
        reading[1].school_weighting = None;
        reading.sort_by(|one, other| one.facility.cmp(&other.facility));
        town.planning.reading = reading;
        Study::open(town).expect("it opens")
    })
}

#[test]
fn a_school_with_a_library_is_not_listed_and_one_without_figures_stands_apart() {
    let study = reading_study();
    let answer = study_school_libraries(study, &library_question()).expect("it has a cost");
    let reading = &study.town().planning.reading;
    let listed: Vec<&FacilityId> = answer.schools.iter().map(|school| &school.id).collect();
    assert!(!listed.contains(&&reading[0].facility));
    let apart: Vec<&FacilityId> = answer
        .order
        .apart
        .iter()
        .map(|(school, _)| &answer.schools[*school].id)
        .collect();
    assert_eq!(apart, [&reading[1].facility]);
    assert_eq!(answer.order.budget.fits(), 2);
    assert_eq!(answer.order.rows.len() + 1, answer.schools.len());
}

#[test]
fn the_document_of_the_order_adds_up_and_names_who_stands_on_the_line() {
    let study = reading_study();
    let answer = study_school_libraries(study, &library_question()).expect("it has a cost");
    for language in [Language::Dutch, Language::English] {
        let document =
            school_libraries_document(study.town(), &library_question(), &answer, language);
        let document = json(&document);
        says_nothing_wrong(&document);
        assert_eq!(sums_hold(&document), answer.schools.len());
        assert_eq!(document["op_de_lijn"], document["scholen"][2]["id"]);
        assert_eq!(document["scholen"][2]["cumulatief_eur"], 450_000.0);
        assert_eq!(document["apart"][0]["label"], "onvoldoende gegevens");
        let id = document["scholen"][0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let one =
            school_library_explanation(study.town(), &library_question(), &answer, &id, language);
        let one = json(&one.expect("it has a place"));
        for field in [
            "formule",
            "bronnen",
            "delen",
            "waarde",
            "stabiliteit",
            "zin",
            "gewichtenset",
        ] {
            assert!(one.get(field).is_some(), "{field} is missing in {one}");
        }
    }
    let layer = school_libraries_layer(study, &answer).expect("it is on the map");
    assert_eq!(
        (layer.name, layer.ids.len()),
        ("dbos_lijst", answer.schools.len())
    );
}

#[test]
fn a_question_without_the_cost_of_a_school_is_refused_by_name() {
    let question = SchoolLibraryQuestion::proposed(&study().town().weights);
    let refusal = study_school_libraries(study(), &question).expect_err("it has no cost");
    assert!(
        refusal
            .to_string()
            .starts_with("kosten_per_school_eur: found nothing"),
        "{refusal}"
    );
}

#[test]
fn utrecht_without_a_source_for_childcare_has_only_near_clusters_that_say_so() {
    let Some(study) = utrecht() else { return };
    let found = answer(study);
    assert_eq!(
        (found.found, &found.without_source[..]),
        (0, &[Stage::Childcare][..])
    );
    assert!(!found.near.is_empty());
    for near in &found.near {
        assert_eq!(
            (near.missing, near.nearest),
            (Stage::Childcare, Nearest::NoSource)
        );
    }
    let document = json(&clusters_document(
        study.town(),
        &question(),
        &found,
        Language::Dutch,
    ));
    says_nothing_wrong(&document);
    let sentence = document["zin"].as_str().expect("a sentence");
    assert!(
        sentence.contains("geen bron voor kinderopvang"),
        "{sentence}"
    );
    let near = document["bijna"][0]["zin"].as_str().expect("a sentence");
    assert!(
        near.contains("Ontbreekt: kinderopvang binnen 800 meter"),
        "{near}"
    );
    assert_eq!(document["bijna"][0]["label"], "nog onvoldoende bekend");
    assert!(
        document["spreiding"].is_null(),
        "no diameter brings a source"
    );
}

#[test]
fn utrecht_says_what_is_missing_for_the_order_of_libraries_at_school() {
    let Some(study) = utrecht() else { return };
    let answer = study_school_libraries(study, &library_question()).expect("it has a cost");
    assert!(answer.order.rows.is_empty(), "nothing is ranked by silence");
    assert!(answer.order.apart.len() > 50);
    assert_eq!(answer.order.apart.len(), answer.schools.len());
    assert!(answer.missing.contains(&Missing::LibrariesAtSchool));
    let document =
        school_libraries_document(study.town(), &library_question(), &answer, Language::Dutch);
    let document = json(&document);
    says_nothing_wrong(&document);
    let missing = document["ontbreekt"].as_array().expect("a list");
    assert!(missing.len() >= 5, "{missing:?}");
    assert!(
        document["zin"]
            .as_str()
            .expect("a sentence")
            .starts_with("Onvoldoende gegevens")
    );
}
