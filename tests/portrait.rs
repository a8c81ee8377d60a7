//! The portrait of an area and the report of a reading, over HTTP on the example town.

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "no tile is asked for here")]
mod example_server;

use std::collections::BTreeSet;
use std::process::Command;

use axum::http::StatusCode;
use serde_json::Value;

use crate::example_server::{json, refusal};

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().expect(field)
}

fn rows(portrait: &Value) -> Vec<&Value> {
    let groups = list(portrait, "groepen").iter();
    groups
        .flat_map(|group| list(group, "voorzieningen"))
        .collect()
}

/// The codes of all areas of a level.
async fn areas(level: &str) -> Vec<String> {
    let study = json("/v1/studie").await;
    let of_level = list(&study, "gebieden")
        .iter()
        .filter(|area| area["niveau"] == level);
    of_level
        .filter_map(|area| area["code"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn every_number_of_a_portrait_is_that_of_the_answer_it_points_to() {
    let code = &areas("buurt").await[3];
    let portrait = json(&format!("/v1/gebieden/{code}/overzicht")).await;
    for row in rows(&portrait) {
        let explained = json(row["uitleg"].as_str().expect("an address")).await;
        assert_eq!(row["waarde"], explained["waarde"]);
        assert_eq!(row["zin"], explained["zin"]);
        let (kind, age) = (row["voorziening"].as_str(), row["leeftijd"].as_str());
        let address = format!(
            "/v1/antwoord?voorziening={}&leeftijd={}",
            kind.expect("a kind"),
            age.expect("an age")
        );
        let answer = json(&address).await;
        assert_eq!(row["stad_t_p50_s"], answer["stad"]["t_p50_s"]);
        let half = row["waarde"]["t_p50_s"].as_f64();
        let within = half.map(|half| half <= answer["vraag"]["norm_s"].as_f64().expect("a norm"));
        assert_eq!(row["binnen_norm"].as_bool(), within, "{address}");
    }
}

#[tokio::test]
async fn a_portrait_has_each_kind_once_for_every_age_it_is_meant_for() {
    let study = json("/v1/studie").await;
    let mut meant: Vec<(String, String)> = Vec::new();
    for kind in list(&study, "voorzieningen") {
        let code = kind["code"].as_str().expect("a code");
        let ages = list(kind, "leeftijden").iter().filter_map(Value::as_str);
        meant.extend(ages.map(|age| (age.to_owned(), code.to_owned())));
    }
    meant.sort();
    for code in areas("wijk").await {
        let portrait = json(&format!("/v1/gebieden/{code}/overzicht")).await;
        let text = |row: &Value, field: &str| row[field].as_str().expect("a text").to_owned();
        let mut told: Vec<(String, String)> = rows(&portrait)
            .into_iter()
            .map(|row| (text(row, "leeftijd"), text(row, "voorziening")))
            .collect();
        told.sort();
        assert_eq!(told, meant);
    }
}

#[tokio::test]
async fn what_is_called_near_is_within_the_norm_and_what_is_called_far_is_not() {
    for code in areas("buurt").await {
        let portrait = json(&format!("/v1/gebieden/{code}/overzicht")).await;
        let row = |told: &Value| {
            let same = |row: &&Value| {
                row["voorziening"] == told["voorziening"] && row["leeftijd"] == told["leeftijd"]
            };
            rows(&portrait)
                .into_iter()
                .find(same)
                .expect("a row")
                .clone()
        };
        let near = list(&portrait, "sterk").iter();
        for strength in near.filter(|strength| !strength["voorziening"].is_null()) {
            let row = row(strength);
            assert_eq!(row["binnen_norm"], true, "{code}: {strength}");
            assert_ne!(row["vergelijking"], "verder", "{code}: {strength}");
        }
        for far in list(&portrait, "verder_dan_norm") {
            assert_eq!(row(far)["binnen_norm"], false, "{code}: {far}");
        }
        for recorded in list(&portrait, "sterk")
            .iter()
            .filter(|strength| strength["voorziening"].is_null())
        {
            assert!(recorded["vastgelegd_op"].is_string(), "{recorded}");
        }
    }
}

#[tokio::test]
async fn the_first_sentence_is_as_good_as_the_rows_and_no_better() {
    for level in ["buurt", "wijk", "gemeente"] {
        for code in areas(level).await {
            let portrait = json(&format!("/v1/gebieden/{code}/overzicht")).await;
            let kinds = |within: bool| -> BTreeSet<String> {
                let rows = rows(&portrait).into_iter();
                rows.filter(|row| row["binnen_norm"] == within)
                    .map(|row| row["voorziening"].to_string())
                    .collect()
            };
            let beyond = kinds(false);
            let within = kinds(true).difference(&beyond).count();
            let sentence = portrait["zin"].as_str().expect("a sentence");
            assert!(
                !sentence.starts_with("Veel ") || within > beyond.len(),
                "{code}: {sentence}"
            );
            match beyond.len() {
                0 => {}
                1 => assert!(sentence.contains(" verder dan "), "{code}: {sentence}"),
                count => assert!(
                    sentence.contains(&format!("liggen {count} soorten voorzieningen")),
                    "{code}: {sentence}"
                ),
            }
            if within + beyond.len() == 0 {
                assert!(!sentence.contains("norm"), "{code}: {sentence}");
            }
        }
    }
}

#[tokio::test]
async fn no_portrait_shows_a_small_number() {
    for level in ["buurt", "wijk", "gemeente"] {
        for code in areas(level).await {
            let portrait = json(&format!("/v1/gebieden/{code}/overzicht")).await;
            let residents = list(&portrait, "bewoners")
                .iter()
                .map(|group| &group["personen"]);
            let covered = rows(&portrait)
                .into_iter()
                .flat_map(|row| [&row["waarde"]["personen"], &row["waarde"]["gedekt"]]);
            for number in residents.chain(covered).filter_map(Value::as_u64) {
                assert!(number == 0 || number >= 5, "{code}: {number}");
            }
        }
    }
}

#[tokio::test]
async fn the_municipality_is_not_compared_with_itself() {
    let code = &areas("gemeente").await[0];
    let portrait = json(&format!("/v1/gebieden/{code}/overzicht?taal=en")).await;
    for row in rows(&portrait) {
        assert!(row["vergelijking"].is_null() && row["stad_t_p50_s"].is_null());
    }
    assert_eq!(portrait["groepen"][0]["titel"], "Young children");
}

#[tokio::test]
async fn what_cannot_be_shown_is_refused() {
    refusal("/v1/gebieden/BU0/overzicht", StatusCode::NOT_FOUND).await;
    let refused = refusal(
        "/v1/gebieden/GM9999/overzicht?voorziening=PO",
        StatusCode::BAD_REQUEST,
    );
    assert_eq!(refused.await["parameter"], "voorziening");
    let refused = refusal(
        "/v1/gebieden/GM9999/overzicht?taal=fr",
        StatusCode::BAD_REQUEST,
    );
    assert_eq!(refused.await["parameter"], "taal");
    refusal("/v1/controle?taal=fr", StatusCode::BAD_REQUEST).await;
}

#[tokio::test]
async fn streets_and_facilities_are_found_by_a_part_of_their_name() {
    let facilities = json("/v1/collections/voorzieningen/items?limit=1").await;
    let facility = &facilities["features"][0]["properties"]["naam"];
    let name = facility.as_str().expect("a name");
    let address = format!(
        "/v1/zoeken?tekst={}",
        name.to_uppercase().replace(' ', "%20")
    );
    let found = json(&address).await;
    assert_eq!(found["gevonden"][0]["naam"], *facility);
    assert_eq!(found["gevonden"][0]["soort"], "voorziening");
    let streets = json("/v1/zoeken?tekst=straat").await;
    let streets = list(&streets, "gevonden");
    assert_eq!(streets.len(), 8);
    let bounds = &json("/v1/studie").await["begrenzing"];
    for street in streets {
        let inside = |axis: usize| {
            let place = street["midden"][axis].as_f64().expect("a degree");
            let edge = |at: usize| bounds[at].as_f64().expect("a degree");
            (edge(axis) - 0.05..edge(axis + 2) + 0.05).contains(&place)
        };
        assert!(inside(0) && inside(1), "{street}");
    }
    let mut told: Vec<[String; 2]> = streets
        .iter()
        .map(|street| ["naam", "buurt"].map(|field| street[field].to_string()))
        .collect();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), 8, "streets of one name are told apart");
    assert!(list(&json("/v1/zoeken").await, "gevonden").is_empty());
    let refused = refusal("/v1/zoeken?tekst=%20", StatusCode::BAD_REQUEST).await;
    assert_eq!(refused["parameter"], "tekst");
}

#[tokio::test]
async fn the_report_is_that_of_the_command_line() {
    let report = json("/v1/controle?taal=en").await;
    let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
        .args(["check", "data/voorbeeldstad", "--json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report, printed);
    assert!(!list(&report, "bronnen").is_empty());
}
