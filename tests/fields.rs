//! The list of fields of a layer is true: every value of every feature is in it with its type, in its order, and a layer
//! in which nothing is known, or that is empty, has the same fields as any other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nabij::ingest::load::load_study;
use nabij::layers::column::{Column, ColumnKind, Role, Values};
use nabij::layers::layer::Layer;
use nabij::layers::property::Property;
use nabij::model::position::Planar;
use nabij::model::units::Seconds;
use nabij::model::work::Work;
use nabij::study::collection::COLLECTIONS;
use nabij::study::isochrone::{IsochroneQuestion, Limit};
use nabij::study::open_study::Study;
use nabij::study::question::Question;

fn study(folder: &str, data: Option<&Path>) -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let loaded = load_study(&folder, data, &|_| ()).expect("the study can be read");
    Study::open(loaded.town.expect("nothing blocks")).expect("the study opens")
}

/// The first question, and one for each other kind of facility.
fn questions(study: &Study) -> Vec<Question> {
    let kinds = study.town().kind_descriptions.iter();
    let asked =
        kinds.filter_map(|described| study.question(Some(described.kind.code()), None).ok());
    asked.collect()
}

/// Every layer that tiles and files are made of.
fn assert_all(study: &Study, questions: &[Question]) {
    for question in questions {
        for collection in &COLLECTIONS {
            let layers = study
                .tile_layers(collection.id, question)
                .expect("it can be made");
            let layers = layers.expect("it is there for every kind");
            let told = collection.tile_layers();
            assert_eq!(layers.len(), told.len(), "{}", collection.id);
            for (layer, told) in layers.iter().zip(told) {
                assert_listed(layer);
                assert_eq!((layer.name, layer.columns), (told.id, told.columns));
            }
        }
    }
    for layer in study.background_layers() {
        assert_listed(&layer);
    }
}

/// Every property of every feature is in the list, in its order and with its type.
fn assert_listed(layer: &Layer) {
    let name = layer.name;
    let names: BTreeSet<&str> = layer.columns.iter().map(|column| column.name).collect();
    assert_eq!(
        names.len(),
        layer.columns.len(),
        "{name}: a field is named twice"
    );
    for (id, properties) in layer.ids.iter().zip(&layer.properties) {
        let mut columns = layer.columns.iter();
        for (field, value) in properties {
            let column = columns.find(|column| column.name == *field);
            assert!(
                column.is_some(),
                "{name}: {field} is not in the list, or not in its order"
            );
            let column = column.expect("it is there");
            assert!(fits(column, value), "{name} {id}: {field} = {value:?}");
            if column.role == Role::Id {
                assert_eq!(*value, Property::Text(id.clone()), "{name}: {field}");
            }
        }
    }
}

fn fits(column: &Column, value: &Property) -> bool {
    match (column.kind, value) {
        (_, Property::Missing) => true,
        (ColumnKind::Text, Property::Text(text)) => match column.values {
            Values::Any => true,
            Values::Texts(texts) => texts.contains(&text.as_str()),
            Values::Wholes(..) => false,
        },
        (ColumnKind::Whole, Property::Whole(whole)) => match column.values {
            Values::Any => true,
            Values::Wholes(first, last) => (first..=last).contains(whole),
            Values::Texts(_) => false,
        },
        (ColumnKind::Number, Property::Number(_)) | (ColumnKind::Truth, Property::Truth(_)) => true,
        (ColumnKind::Date, Property::Text(day)) => {
            day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok()
        }
        _ => false,
    }
}

#[test]
fn the_fields_of_the_example_town_are_listed() {
    let study = study("data/voorbeeldstad", None);
    let questions = questions(&study);
    assert!(questions.len() > 3, "the example has many kinds");
    assert_all(&study, &questions);
    let known = study
        .town()
        .facilities
        .first()
        .expect("a facility")
        .position;
    let asked = IsochroneQuestion {
        place: Planar {
            x: known.x,
            y: known.y,
        },
        profile: study.town().profiles[0].code.clone(),
        limits: vec![Limit::Time(Seconds::new(300.0).expect("positive"))],
    };
    assert_listed(
        &study
            .isochrones(&asked, &Work::default())
            .expect("an answer"),
    );
}

#[test]
fn the_fields_of_a_small_town_are_listed() {
    let study = study("tests/towns/two_banks", None);
    assert_all(&study, &questions(&study));
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "a person who runs the tests must see what was skipped"
)]
fn the_fields_of_utrecht_are_listed() {
    let Some(data) = std::env::var_os("NABIJ_DATA") else {
        eprintln!("skipped: NABIJ_DATA is not set, so Utrecht's files are not at hand");
        return;
    };
    let study = study("data/utrecht", Some(&PathBuf::from(data).join("utrecht")));
    let first = study.question(None, None).expect("a question");
    assert_all(&study, std::slice::from_ref(&first));
    // Nobody recorded an ambition there, and there are no barriers: still these are fields, and numbers.
    let fields = |id| {
        study
            .layer(id, &first)
            .expect("it can be made")
            .expect("it is there")
            .columns
    };
    let kind = |id, name: &str| {
        fields(id)
            .iter()
            .find(|column| column.name == name)
            .map(|column| column.kind)
    };
    assert_eq!(
        kind("kandidaten_buurtschool", "score"),
        Some(ColumnKind::Number)
    );
    assert_eq!(
        kind("kandidaten_buurtschool", "rang"),
        Some(ColumnKind::Whole)
    );
    assert_eq!(kind("barrieres", "soort"), Some(ColumnKind::Text));
}

/// Every field says what it is, in a sentence.
#[test]
fn every_field_has_a_title_and_a_sentence() {
    for collection in &COLLECTIONS {
        for column in collection.columns {
            let name = (collection.id, column.name);
            assert!(!column.title.is_empty(), "{name:?}");
            let sentence = column.description;
            assert!(
                sentence.ends_with('.') && sentence.len() > 10,
                "{name:?}: {sentence}"
            );
            let has_unit = ["_s", "_m", "_pct"]
                .iter()
                .any(|ending| column.name.ends_with(ending));
            assert!(!has_unit || column.unit.is_some(), "{name:?} has a unit");
        }
    }
}
