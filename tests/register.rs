//! What people enter over HTTP: records and scenarios, with versions, history and what becomes of them in the study.

#[expect(dead_code, reason = "a server that goes away is tried elsewhere")]
mod support {
    pub mod copied_town;
    pub mod postgres_server;
    pub mod register_desk;
}

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use nabij::api::caller::setup::Callers;
use nabij::api::register::follow::catch_up;
use nabij::api::register::kept::study_with;
use nabij::api::running::reload::reload;
use nabij::ingest::entered::forms::FORMS;
use nabij::model::area::AreaLevel;
use nabij::model::record::AmbitionOf;
use nabij::store::address::StoreAddress;
use nabij::store::revision::{Author, Draft, EntryKey};
use serde_json::{Value, json};
use tempfile::TempDir;

use support::copied_town::copied;
use support::postgres_server::PostgresServer;
use support::register_desk::RegisterDesk;

/// An empty file of `SQLite`.
fn file() -> (TempDir, StoreAddress) {
    let folder = TempDir::new().expect("a folder");
    let address = StoreAddress::File(folder.path().join("nabij.sqlite"));
    (folder, address)
}

fn decision(text: &str) -> Value {
    json!({ "orgaan": "raad", "besluit": text, "document": "Raadsbesluit 12", "bron": "Raadsbesluit 12",
        "datum": "2026-03-01", "rol": "griffie" })
}

fn area(desk: &RegisterDesk, level: AreaLevel) -> String {
    let study = desk.state.study().expect("a study");
    let mut areas = study.town().areas.iter();
    let area = areas.find(|area| area.level == level && !area.code.0.is_empty());
    area.expect("an area").code.0.clone()
}

#[tokio::test]
async fn a_record_is_entered_changed_withdrawn_and_never_lost_in_either_store() {
    let (_folder, file) = file();
    let server = PostgresServer::start();
    let database = StoreAddress::of(&server.database("vastgelegd")).expect("an address");
    for address in [file, database] {
        let desk = RegisterDesk::open(&address);
        let sent =
            json!({ "inhoud": decision("Er komt een buurtschool."), "waarom": "uit de raad" });
        let made = desk.post("/vastleggingen/besluit", sent).await;
        let id = made["id"].as_str().expect("an id").to_owned();
        let place = format!("/vastleggingen/besluit/{id}");
        assert_eq!((&made["versie"], &made["geldt"]), (&json!(1), &json!(true)));
        assert_eq!(made["inhoud"]["besluit"], "Er komt een buurtschool.");

        let changed =
            json!({ "inhoud": decision("Er komen twee."), "versie": 1, "waarom": "amendement" });
        let (status, told) = desk.ask(Method::PUT, &place, changed.clone()).await;
        assert_eq!((status, &told["versie"]), (StatusCode::OK, &json!(2)));

        // Who saw version 1 only is shown what is in force, and nothing of his is kept.
        let (status, refused) = desk.ask(Method::PUT, &place, changed.clone()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(refused["title"], "Iemand anders was eerder");
        let english = format!("{place}?taal=en");
        let (_, english) = desk.ask(Method::PUT, &english, changed).await;
        assert_eq!(english["title"], "Somebody else was first");
        assert_eq!(refused["geldig"]["inhoud"]["besluit"], "Er komen twee.");
        assert_eq!(refused["geldig"]["versie"], 2);
        assert_eq!(refused["gestuurd"]["besluit"], "Er komen twee.");
        let late = format!("{place}?versie=1&waarom=vervallen");
        assert_eq!(
            desk.ask(Method::DELETE, &late, Value::Null).await.0,
            StatusCode::CONFLICT
        );

        let gone = format!("{place}?versie=2&waarom=vervallen");
        let (status, told) = desk.ask(Method::DELETE, &gone, Value::Null).await;
        assert_eq!((status, &told["geldt"]), (StatusCode::OK, &json!(false)));
        assert_eq!(
            desk.get("/vastleggingen/besluit").await["vastleggingen"],
            json!([])
        );
        assert_eq!(desk.get(&place).await["geldt"], json!(false));

        // Another service over the same store has all of it.
        let again = RegisterDesk::open(&address);
        let history = again.get(&format!("{place}/versies")).await;
        let versions = history["versies"].as_array().expect("versions").iter();
        let told: Vec<_> = versions
            .map(|one| {
                (
                    one["versie"].as_u64(),
                    one["handeling"].as_str(),
                    one["waarom"].as_str(),
                    one["wie"].as_str(),
                )
            })
            .collect();
        let here = Some("dit apparaat");
        assert_eq!(
            told,
            [
                (Some(3), Some("ingetrokken"), Some("vervallen"), here),
                (Some(2), Some("gewijzigd"), Some("amendement"), here),
                (Some(1), Some("ingevoerd"), Some("uit de raad"), here),
            ]
        );
    }
}

#[tokio::test]
async fn records_reach_the_study_and_scenarios_keep_their_base() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let before = desk.state.study().expect("a study");
    let building = before.town().planning.buildings[0].clone();
    let (district, neighbourhood) = (
        area(&desk, AreaLevel::District),
        area(&desk, AreaLevel::Neighbourhood),
    );
    let from = |fields: Value| {
        let mut inhoud =
            json!({ "bron": "gesprek", "datum": "2026-06-01", "rol": "sociaal architect" });
        for (name, value) in fields.as_object().expect("fields") {
            inhoud[name] = value.clone();
        }
        json!({ "inhoud": inhoud })
    };
    let facility = before.town().facilities[0].id.0.clone();
    for (kind, fields) in [
        ("ambitie", json!({ "gebouw": building.id.0, "niveau": 4 })),
        (
            "visie",
            json!({ "voorzieningen": [facility], "document": "Visie", "besturen": "twee besturen" }),
        ),
        (
            "wens",
            json!({ "gebied": district, "soort": "SPORT", "gewicht": 3, "ruimte_uren": 120.5 }),
        ),
        (
            "gebouw",
            json!({ "gebouw": building.id.0, "conditie": 6, "leerlingen_5": 111 }),
        ),
        (
            "interventie",
            json!({ "titel": "Huiswerkhulp", "doel": "hulp na school", "gebied": district, "van": "2026-01-01" }),
        ),
        (
            "kansenwerkplaats",
            json!({ "buurt": neighbourhood, "motivering": "samen lezen", "volgt": ["lezen", "aanwezigheid"] }),
        ),
    ] {
        let made = desk
            .post(&format!("/vastleggingen/{kind}"), from(fields))
            .await;
        assert_eq!(made["in_studie"], Value::Null, "{kind} is not read yet");
    }
    desk.read_again().await;
    let study = desk.state.study().expect("a study");
    assert_eq!(study.scenario_base(), before.scenario_base());
    let planning = &study.town().planning;
    let of = AmbitionOf::Building(building.id.clone());
    let last = planning
        .ambitions
        .iter()
        .rfind(|one| one.of == of)
        .expect("an ambition");
    assert_eq!(
        (last.level.level(), last.recorded.role.as_str()),
        (4, "sociaal architect")
    );
    assert!(planning.visions.iter().any(|one| one.document == "Visie"));
    let wish = planning
        .wishes
        .iter()
        .find(|one| one.area.0 == district && one.kind.code() == "SPORT");
    assert_eq!(wish.and_then(|wish| wish.room_hours), Some(120.5));
    let facts = &planning.buildings[0];
    assert_eq!(
        (facts.condition, facts.expected_pupils.get(&5)),
        (Some(6.0), Some(&111))
    );
    assert_eq!(
        (facts.built, facts.floor_area),
        (building.built, building.floor_area)
    );
    assert!(
        planning
            .programmes
            .iter()
            .any(|one| one.name == "Huiswerkhulp")
    );
    let considered = planning
        .considerations
        .iter()
        .find(|one| one.area.0 == neighbourhood && one.motivation == "samen lezen");
    assert_eq!(considered.map(|one| one.indicators.len()), Some(2));
    for form in FORMS.iter().filter(|form| form.kind != "besluit") {
        let list = desk.get(&format!("/vastleggingen/{}", form.kind)).await;
        assert_eq!(list["vastleggingen"][0]["in_studie"], true, "{list}");
    }
    // Sources name what was entered, as they name files.
    let sources = desk.get("/studie").await["bronnen"].to_string();
    assert!(
        sources.contains("Ambities, vastgelegd in nabij"),
        "{sources}"
    );

    // Each version says whether the study counts it: the one of before does until the study is read again.
    let list = desk.get("/vastleggingen/wens").await;
    let wish = &list["vastleggingen"][0];
    let place = format!(
        "/vastleggingen/wens/{}",
        wish["id"].as_str().expect("an id")
    );
    let mut changed = json!({ "inhoud": wish["inhoud"], "versie": 1, "waarom": "anders geteld" });
    changed["inhoud"]["gewicht"] = json!(2);
    let (status, told) = desk.ask(Method::PUT, &place, changed).await;
    assert_eq!((status, &told["in_studie"]), (StatusCode::OK, &Value::Null));
    for counted in [[Value::Null, json!(true)], [json!(true), json!(false)]] {
        let history = desk.get(&format!("{place}/versies")).await;
        let versions = history["versies"].as_array().expect("versions").iter();
        let told: Vec<Value> = versions.map(|one| one["in_studie"].clone()).collect();
        assert_eq!(told, counted);
        desk.read_again().await;
    }

    // What is withdrawn is out again.
    let list = desk.get("/vastleggingen/gebouw").await;
    let id = list["vastleggingen"][0]["id"].as_str().expect("an id");
    desk.ask(
        Method::DELETE,
        &format!("/vastleggingen/gebouw/{id}?versie=1&waarom=vervallen"),
        Value::Null,
    )
    .await;
    desk.read_again().await;
    let study = desk.state.study().expect("a study");
    assert_eq!(study.town().planning.buildings[0], building);
}

#[tokio::test]
async fn a_study_that_was_read_and_not_put_in_place_leaves_its_records_waiting() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    desk.post("/vastleggingen/besluit", json!({ "inhoud": decision("x") }))
        .await;
    let register = desk.state.register().expect("a register");
    let (study, entered) = study_with(Some(&register), &desk.files, Vec::new()).expect("a study");
    assert!(register.is_ahead().expect("a store"));
    desk.state.open_with(Arc::new(study), &entered);
    assert!(!register.is_ahead().expect("a store"));
}

#[tokio::test]
async fn a_record_that_the_study_cannot_use_any_more_says_why() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let register = desk.state.register().expect("a register");
    // As it was kept when the neighbourhood was still there.
    let content = json!({ "gebied": "BU99999999", "niveau": 2, "bron": "b", "datum": "2026-01-01", "rol": "r" });
    let draft = Draft {
        key: EntryKey {
            kind: "ambitie",
            id: "oud",
        },
        seen: 0,
        content: Some(&content.to_string()),
        author: Author {
            who: "planner".to_owned(),
            at: "2026-01-01T00:00:00Z".to_owned(),
            why: String::new(),
        },
    };
    register.store().keep(&draft).expect("kept");
    assert!(register.is_ahead().expect("a store"));
    desk.read_again().await;
    assert!(!register.is_ahead().expect("a store"));
    let list = desk.get("/vastleggingen/ambitie").await;
    let told = &list["vastleggingen"][0];
    assert_eq!(told["in_studie"], false);
    let history = desk.get("/vastleggingen/ambitie/oud/versies?taal=en").await;
    assert_eq!(history["versies"][0]["in_studie"], false);
    let words = history["versies"][0]["niet_in_studie"].as_str();
    assert!(words.expect("a reason").contains("found \"BU99999999\""));
    let why = told["niet_in_studie"].as_str().expect("a reason");
    assert!(
        why.contains("gevonden \"BU99999999\", verwacht de code van een gebied"),
        "{why}"
    );
    let list = desk.get("/vastleggingen/ambitie?taal=en").await;
    let why = list["vastleggingen"][0]["niet_in_studie"].as_str();
    let why = why.expect("a reason");
    assert!(
        why.contains("found \"BU99999999\", expected the code of an area"),
        "{why}"
    );
}

#[tokio::test]
async fn what_can_be_chosen_has_a_word_in_the_language_that_is_asked() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    for (language, name) in [("nl", "raad"), ("en", "city council")] {
        let forms = desk.get(&format!("/vastleggingen?taal={language}")).await;
        let mut kinds = forms["soorten"].as_array().expect("a list").iter();
        let decision = kinds
            .find(|form| form["soort"] == "besluit")
            .expect("a form");
        let mut fields = decision["velden"].as_array().expect("a list").iter();
        let body = fields
            .find(|field| field["naam"] == "orgaan")
            .expect("a field");
        // The key stays what it is.
        assert_eq!(
            (&body["keuzes"][1], &body["keuze_namen"][1]),
            (&json!("raad"), &json!(name))
        );
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_by_its_field_and_nothing_is_kept() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let district = area(&desk, AreaLevel::District);
    let whole = json!({ "gebied": district, "niveau": 2, "bron": "gesprek", "datum": "2026-06-01", "rol": "adviseur" });
    for (field, value) in [
        ("gebied", json!("BU00000000")),
        ("gebied", Value::Null),
        ("gebouw", json!("9999100000000000")),
        ("niveau", json!(5)),
        ("niveau", json!("2")),
        ("niveau", json!(2.5)),
        ("niveau", Value::Null),
        ("bron", json!("")),
        ("bron", json!("a\nb")),
        ("bron", json!("x".repeat(301))),
        ("bron", json!("a\u{7}b")),
        ("datum", json!("2026-02-30")),
        ("datum", json!("gisteren")),
        ("datum", json!("2099-02-20")),
        ("rol", json!("jan@voorbeeld.nl")),
        ("rol", json!("bel 06 1234 5678")),
        ("naam", json!("Jan")),
    ] {
        let mut inhoud = whole.clone();
        inhoud[field] = value.clone();
        let (status, told) = desk
            .ask(
                Method::POST,
                "/vastleggingen/ambitie",
                json!({ "inhoud": inhoud }),
            )
            .await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{field} {value}: {told}");
        let named = if field == "gebouw" { "gebied" } else { field };
        assert_eq!(told["parameter"], named, "{value}: {told}");
    }
    let building =
        json!({ "gebouw": "9999100000000000", "bron": "b", "datum": "2026-06-01", "rol": "r" });
    for (kind, fields, field) in [
        ("gebouw", json!({}), "bouwjaar"),
        (
            "gebouw",
            json!({ "bouwjaar": 2000, "renovatiejaar": 1990 }),
            "renovatiejaar",
        ),
        (
            "gebouw",
            json!({ "fase_van": 2030, "fase_tot": 2029 }),
            "fase_tot",
        ),
        ("gebouw", json!({ "fase_van": 2030 }), "fase_tot"),
        ("gebouw", json!({ "krediet": "misschien" }), "krediet"),
    ] {
        let mut inhoud = building.clone();
        for (name, value) in fields.as_object().expect("fields") {
            inhoud[name] = value.clone();
        }
        let (status, told) = desk
            .ask(
                Method::POST,
                &format!("/vastleggingen/{kind}"),
                json!({ "inhoud": inhoud }),
            )
            .await;
        assert_eq!(
            (status, &told["parameter"]),
            (StatusCode::BAD_REQUEST, &json!(field)),
            "{told}"
        );
    }
    for (body, field) in [
        (json!({ "inhoud": whole, "door": "Jan" }), "door"),
        (json!({ "inhoud": [] }), "inhoud"),
        (json!({}), "inhoud"),
        (
            json!({ "inhoud": whole, "waarom": "x".repeat(1001) }),
            "waarom",
        ),
    ] {
        let (status, told) = desk.ask(Method::POST, "/vastleggingen/ambitie", body).await;
        assert_eq!(
            (status, &told["parameter"]),
            (StatusCode::BAD_REQUEST, &json!(field)),
            "{told}"
        );
    }
    let english = desk
        .ask(
            Method::POST,
            "/vastleggingen/ambitie?taal=en",
            json!({ "inhoud": {} }),
        )
        .await
        .1;
    assert_eq!(
        english["detail"],
        "niveau: found nothing, expected a level from 0 to 4"
    );
    assert_eq!(
        desk.get("/vastleggingen/ambitie").await["vastleggingen"],
        json!([])
    );
    for (path, status) in [
        ("/vastleggingen/ruzie", StatusCode::NOT_FOUND),
        ("/vastleggingen/ambitie/x", StatusCode::NOT_FOUND),
        ("/vastleggingen/ambitie/x/versies", StatusCode::NOT_FOUND),
        ("/scenarios/x", StatusCode::NOT_FOUND),
        ("/scenarios/x/versies", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(
            desk.ask(Method::GET, path, Value::Null).await.0,
            status,
            "{path}"
        );
    }
    // What is about the same place on the same day is one record.
    desk.post("/vastleggingen/ambitie", json!({ "inhoud": whole }))
        .await;
    let mut other = whole.clone();
    other["niveau"] = json!(3);
    let (status, told) = desk
        .ask(
            Method::POST,
            "/vastleggingen/ambitie",
            json!({ "inhoud": other }),
        )
        .await;
    assert_eq!(
        (status, &told["geldig"]["inhoud"]["niveau"]),
        (StatusCode::CONFLICT, &json!(2))
    );
    let id = told["geldig"]["id"].as_str().expect("an id");
    let place = format!("/vastleggingen/ambitie/{id}");
    let changed = json!({ "inhoud": other });
    let (status, told) = desk.ask(Method::PUT, &place, changed).await;
    assert_eq!(
        (status, &told["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("versie")),
        "which version was seen"
    );
}

#[tokio::test]
async fn only_this_machine_writes_and_a_service_without_a_store_says_so() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let sent = json!({ "inhoud": decision("x") });
    let (status, _) = desk
        .elsewhere()
        .ask(Method::POST, "/vastleggingen/besluit", sent.clone())
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let shut = RegisterDesk::with(Some(&address), Callers::default());
    let (status, told) = shut
        .ask(Method::POST, "/vastleggingen/besluit", sent.clone())
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{told}");
    assert_eq!(
        shut.get("/vastleggingen/besluit").await["vastleggingen"],
        json!([])
    );
    let without = RegisterDesk::with(None, Callers::default());
    let (status, told) = without
        .ask(Method::POST, "/vastleggingen/besluit", sent)
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(
        told["detail"]
            .as_str()
            .is_some_and(|said| said.contains("--store")),
        "{told}"
    );
    assert_eq!(without.get("/vastleggingen").await["bewaart"], false);
    assert_eq!(without.get("/scenarios").await["bewaart"], false);
}

fn plan(name: &str, x: f64, count: usize) -> Value {
    let changes: Vec<Value> = (0..count)
        .map(|number| {
            let place = [x + 10.0 * number as f64, 513_000.0];
            json!({ "id": format!("w{number}"), "soort": "voorziening_openen", "voorziening": format!("NIEUW{number}"),
                "naam": "Nieuw", "soorten": ["PO"], "plaats": place })
        })
        .collect();
    json!({ "naam": name, "crs": "EPSG:28992", "wijzigingen": changes })
}

#[tokio::test]
async fn a_document_may_hold_several_decisions_and_each_once() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    for text in ["Er komt een buurtschool.", "De bibliotheek blijft."] {
        let sent = json!({ "inhoud": decision(text) });
        desk.post("/vastleggingen/besluit", sent.clone()).await;
        let again = desk.ask(Method::POST, "/vastleggingen/besluit", sent.clone());
        let (status, refused) = again.await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(refused["geldig"]["inhoud"], refused["gestuurd"]);
        let english = desk.ask(Method::POST, "/vastleggingen/besluit?taal=en", sent);
        assert_eq!(english.await.1["title"], "Recorded already");
    }
}

#[tokio::test]
async fn what_no_store_can_hold_is_refused_by_its_name_and_is_at_no_address() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let scenario = |name: &str| json!({ "naam": name, "crs": "OGC:CRS84", "wijzigingen": [] });
    let made = json!({ "scenario": scenario("Noord") });
    let made = desk.post("/scenarios", made).await;
    let place = format!("/scenarios/{}", made["id"].as_str().expect("an id"));
    let (record, link, token) = (
        "/vastleggingen/besluit",
        format!("{place}/links"),
        "/tokens",
    );
    for (path, sent, field) in [
        (
            "/scenarios",
            json!({ "scenario": scenario("a"), "waarom": "x\0y" }),
            "waarom",
        ),
        (
            "/scenarios",
            json!({ "scenario": scenario("a\0") }),
            "scenario.naam",
        ),
        (
            "/scenarios",
            json!({ "scenario": scenario("a"), "toelichting": "\0" }),
            "toelichting",
        ),
        (
            record,
            json!({ "inhoud": decision("x\0y") }),
            "inhoud.besluit",
        ),
        (record, json!({ "inhoud": { "a\0": 1 } }), "inhoud.a\\u0000"),
        (
            link.as_str(),
            json!({ "tot": "2099-01-01", "waarom": "\0" }),
            "waarom",
        ),
        (
            token,
            json!({ "naam": "a\0b", "rol": "lezer", "tot": "2099-01-01" }),
            "naam",
        ),
    ] {
        let (status, told) = desk.ask(Method::POST, path, sent).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {told}");
        assert_eq!(told["parameter"], field, "{path}");
        let said = format!(
            "{field}: gevonden een teken dat geen tekst is (U+0000), verwacht leesbare tekst"
        );
        assert_eq!(told["detail"], said);
    }

    for (asked, name) in [("waarom=a%00&versie=1", "waarom"), ("a%00=1", "a\\u0000")] {
        let asked = format!("{place}?{asked}");
        let (status, told) = desk.ask(Method::DELETE, &asked, Value::Null).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
        assert_eq!(told["parameter"], name);
    }
    assert_eq!(desk.get(&place).await["versie"], 1);

    let sent = json!({ "scenario": scenario("Noord"), "versie": 1 });
    for (method, path, sent) in [
        (Method::GET, "/scenarios/%00", Value::Null),
        (Method::GET, "/scenarios/a%00b/versies", Value::Null),
        (Method::GET, "/scenarios/%00/links", Value::Null),
        (Method::PUT, "/scenarios/%00", sent),
        (
            Method::DELETE,
            "/scenarios/%00?versie=1&waarom=weg",
            Value::Null,
        ),
        (Method::DELETE, "/tokens/%00", Value::Null),
        (Method::GET, "/vastleggingen/wens/%00", Value::Null),
        (
            Method::DELETE,
            "/vastleggingen/wens/%00?versie=1&waarom=weg",
            Value::Null,
        ),
    ] {
        let (status, told) = desk.ask(method, path, sent).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}: {told}");
    }
}

#[tokio::test]
async fn a_kept_scenario_opens_by_its_mark_for_ever_also_as_it_was() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let sent = json!({ "scenario": plan("Noord", 147_500.0, 2), "toelichting": "voor de raad", "waarom": "eerste schets" });
    let first = desk.post("/scenarios", sent).await;
    let id = first["id"].as_str().expect("an id").to_owned();
    let place = format!("/scenarios/{id}");
    let sent = json!({ "scenario": plan("Noord", 148_000.0, 2), "versie": 1 });
    let (status, second) = desk.ask(Method::PUT, &place, sent.clone()).await;
    assert_eq!((status, &second["versie"]), (StatusCode::OK, &json!(2)));
    let (status, refused) = desk.ask(Method::PUT, &place, sent).await;
    assert_eq!(
        (status, &refused["geldig"]["versie"]),
        (StatusCode::CONFLICT, &json!(2))
    );

    let branch = json!({ "naam": "Noord, alleen de eerste", "tot": "w0" });
    let branch = desk.post(&format!("{place}/takken"), branch).await;
    assert_eq!(
        (&branch["wijzigingen"], &branch["versie"]),
        (&json!(1), &json!(1))
    );
    let (status, told) = desk
        .ask(
            Method::POST,
            &format!("{place}/takken"),
            json!({ "naam": "x", "tot": "w9" }),
        )
        .await;
    assert_eq!(
        (status, &told["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("tot")),
        "{told}"
    );

    // A service that starts anew opens every version by its mark, under every question.
    let again = RegisterDesk::open(&address);
    for told in [&first, &second, &branch] {
        let mark = told["kenmerk"].as_str().expect("a mark");
        let document = again.get(&format!("/wat-als?scenario={mark}")).await;
        assert_eq!(
            document["wijzigingen"].as_array().map(Vec::len),
            told["wijzigingen"].as_u64().map(|n| n as usize)
        );
        again
            .get(&format!("/antwoord?voorziening=PO&scenario={mark}"))
            .await;
    }
    let difference = format!(
        "/verschil?voorziening=PO&scenario={}&vergelekenMet={}",
        first["kenmerk"].as_str().expect("a mark"),
        second["kenmerk"].as_str().expect("a mark")
    );
    again.get(&difference).await;
    for mark in ["0".repeat(64), "%25".to_owned(), "x".to_owned()] {
        let (status, _) = again
            .ask(
                Method::GET,
                &format!("/wat-als?scenario={mark}"),
                Value::Null,
            )
            .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    let list = again.get("/scenarios").await;
    assert_eq!(list["scenarios"].as_array().map(Vec::len), Some(2));
    let (status, _) = again
        .ask(
            Method::DELETE,
            &format!("{place}?versie=2&waarom=vervallen"),
            Value::Null,
        )
        .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        again.get("/scenarios").await["scenarios"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let history = again.get(&format!("{place}/versies")).await;
    assert_eq!(history["versies"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn a_branch_tells_for_good_of_which_version_of_which_plan_it_was_made() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let first = json!({ "scenario": plan("Noord", 147_500.0, 1) });
    let first = desk.post("/scenarios", first).await;
    assert_eq!(first["tak_van"], Value::Null);
    let place = |told: &Value| format!("/scenarios/{}", told["id"].as_str().expect("an id"));
    let sent = json!({ "scenario": plan("Noord", 147_500.0, 2), "versie": 1 });
    desk.ask(Method::PUT, &place(&first), sent).await;
    let takken = format!("{}/takken", place(&first));
    let branch = desk.post(&takken, json!({ "naam": "Tak" })).await;
    let origin = json!({ "id": first["id"], "versie": 2 });
    assert_eq!(branch["tak_van"], origin);

    // No later version of either changes that, and nobody can say otherwise.
    let mut sent = json!({ "scenario": plan("Tak", 147_500.0, 1), "versie": 1 });
    let (_, changed) = desk.ask(Method::PUT, &place(&branch), sent.clone()).await;
    assert_eq!(
        (&changed["versie"], &changed["tak_van"]),
        (&json!(2), &origin)
    );
    sent["tak_van"] = json!({ "id": branch["id"], "versie": 2 });
    let (status, told) = desk.ask(Method::PUT, &place(&branch), sent).await;
    assert_eq!(
        (status, &told["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("tak_van"))
    );
    let gone = format!("{}?versie=2&waarom=vervallen", place(&first));
    assert_eq!(
        desk.ask(Method::DELETE, &gone, Value::Null).await.0,
        StatusCode::OK
    );
    let again = RegisterDesk::open(&address);
    assert_eq!(again.get(&place(&branch)).await["tak_van"], origin);
    assert_eq!(
        again.get("/scenarios").await["scenarios"][0]["tak_van"],
        origin
    );
    let history = again.get(&format!("{}/versies", place(&branch))).await;
    assert_eq!(history["versies"][1]["tak_van"], origin);

    // Of what is withdrawn no branch is made.
    let (status, told) = desk
        .ask(Method::POST, &takken, json!({ "naam": "Nog een tak" }))
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{told}");
    let detail = told["detail"].as_str().expect("a sentence");
    assert!(detail.contains("ingetrokken"), "{detail}");
    let list = desk.get("/scenarios").await;
    assert_eq!(list["scenarios"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn who_is_late_with_a_plan_gets_both_as_plans_are_told_and_not_whose_it_is() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let first = json!({ "scenario": plan("Noord", 147_500.0, 1) });
    let first = desk.post("/scenarios", first).await;
    let place = format!("/scenarios/{}", first["id"].as_str().expect("an id"));
    let changed = |name: &str| json!({ "scenario": plan(name, 147_500.0, 2), "versie": 1 });
    let (status, second) = desk.ask(Method::PUT, &place, changed("Zuid")).await;
    assert_eq!(status, StatusCode::OK);
    let (status, refused) = desk.ask(Method::PUT, &place, changed("West")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(refused["geldig"], second);
    // What was sent is told as it would be, but for what only a version has.
    let mut sent = second;
    let of_version = [
        "id",
        "versie",
        "geldt",
        "handeling",
        "wie",
        "wanneer",
        "waarom",
    ];
    for field in of_version {
        sent.as_object_mut().expect("fields").remove(field);
    }
    for field in ["naam", "kenmerk", "scenario"] {
        assert_ne!(refused["gestuurd"][field], sent[field]);
        sent[field] = refused["gestuurd"][field].clone();
    }
    assert_eq!(refused["gestuurd"], sent);
    assert_eq!(refused["gestuurd"]["scenario"]["naam"], "West");
    assert_eq!(refused["gestuurd"]["scenario"]["crs"], "OGC:CRS84");
    let english = format!("{place}?taal=en");
    let (_, refused) = desk.ask(Method::PUT, &english, changed("West")).await;
    assert_eq!(refused["title"], "Somebody else was first");
    let late = format!("{place}?versie=1&waarom=vervallen");
    let (status, refused) = desk.ask(Method::DELETE, &late, Value::Null).await;
    assert_eq!(
        (status, &refused["geldig"]["versie"], &refused["gestuurd"]),
        (StatusCode::CONFLICT, &json!(2), &Value::Null)
    );
}

#[tokio::test]
async fn what_is_changed_or_withdrawn_says_why() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let made = json!({ "inhoud": decision("Er komt een buurtschool.") });
    let made = desk.post("/vastleggingen/besluit", made).await;
    let record = format!(
        "/vastleggingen/besluit/{}",
        made["id"].as_str().expect("an id")
    );
    let kept = json!({ "scenario": plan("Noord", 147_500.0, 1) });
    let kept = desk.post("/scenarios", kept).await;
    let kept = format!("/scenarios/{}", kept["id"].as_str().expect("an id"));
    let change = json!({ "inhoud": decision("Er komen twee."), "versie": 1 });
    let mut blank = change.clone();
    blank["waarom"] = json!(" \t ");
    for (method, path, sent) in [
        (Method::PUT, record.clone(), change),
        (Method::PUT, record.clone(), blank),
        (Method::DELETE, format!("{record}?versie=1"), Value::Null),
        (
            Method::DELETE,
            // A letter that takes no room says nothing either.
            format!("{record}?versie=1&waarom=%E2%80%8B"),
            Value::Null,
        ),
        (Method::DELETE, format!("{kept}?versie=1"), Value::Null),
    ] {
        let (status, told) = desk.ask(method, &path, sent).await;
        assert_eq!(
            (status, &told["parameter"]),
            (StatusCode::BAD_REQUEST, &json!("waarom")),
            "{path}: {told}"
        );
    }
    for path in [&record, &kept] {
        assert_eq!(desk.get(path).await["versie"], 1);
    }
}

#[tokio::test]
async fn nothing_is_recorded_among_what_was_altered_behind_our_back() {
    let (_folder, file) = file();
    let server = PostgresServer::start();
    let database = StoreAddress::of(&server.database("veranderd")).expect("an address");
    for address in [file, database] {
        let desk = RegisterDesk::open(&address);
        let sent = |text: &str| json!({ "inhoud": decision(text), "waarom": "uit de raad" });
        let kept = [
            desk.post("/vastleggingen/besluit", sent("Een.")).await,
            desk.post("/vastleggingen/besluit", sent("Twee.")).await,
        ];
        let [altered, other] = kept.map(|told| told["id"].as_str().expect("an id").to_owned());
        let change = format!("UPDATE revision SET why = 'x' WHERE id = '{altered}'");
        match &address {
            StoreAddress::File(path) => {
                let file = rusqlite::Connection::open(path).expect("a file");
                let change = format!("DROP TRIGGER revision_stays; {change}");
                file.execute_batch(&change).expect("altered");
            }
            StoreAddress::Server(_) => {
                let change = format!("DROP TRIGGER revision_stays ON revision; {change}");
                server.say("veranderd", &change);
            }
        }
        let other = format!("/vastleggingen/besluit/{other}");
        let gone = format!("{other}?versie=1&waarom=vervallen");
        let mut changed = sent("Drie.");
        changed["versie"] = json!(1);
        let list = desk.ask(Method::GET, "/vastleggingen/besluit", Value::Null);
        let read = list.await;
        for (method, path, body) in [
            (Method::POST, "/vastleggingen/besluit", sent("Drie.")),
            (Method::PUT, other.as_str(), changed),
            (Method::DELETE, gone.as_str(), Value::Null),
        ] {
            // The same as who reads the kind is told.
            assert_eq!(desk.ask(method, path, body).await, read);
        }
        assert_eq!(read.0, StatusCode::INTERNAL_SERVER_ERROR);
        let detail = read.1["detail"].as_str().expect("a sentence");
        assert!(detail.contains(&format!("besluit/{altered}/1")), "{detail}");
        assert_eq!(desk.get(&other).await["versie"], 1);
        // Another kind goes on, until it is altered itself. Then nobody reads it, and it can be withdrawn.
        let sent = json!({ "scenario": plan("Noord", 147_500.0, 1) });
        let kept = desk.post("/scenarios", sent).await;
        let altered = format!("/scenarios/{}", kept["id"].as_str().expect("an id"));
        let change = "UPDATE revision SET content = replace(content, 'Noord', 'Zuid') WHERE kind = 'scenario'";
        match &address {
            StoreAddress::File(path) => {
                let file = rusqlite::Connection::open(path).expect("a file");
                file.execute_batch(change).expect("altered");
            }
            StoreAddress::Server(_) => server.say("veranderd", change),
        }
        for path in [altered.as_str(), "/scenarios"] {
            let (status, told) = desk.ask(Method::GET, path, Value::Null).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{told}");
        }
        let gone = format!("{altered}?versie=1&waarom=veranderd");
        let (status, told) = desk.ask(Method::DELETE, &gone, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{told}");
    }
}

/// The mark of a plan that is posted and not kept.
async fn posted(desk: &RegisterDesk, plan: Value) -> String {
    let asked = json!({ "scenario": plan, "voorziening": "PO" });
    let (status, told) = desk.ask(Method::POST, "/wat-als", asked).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let mark = told["scenario"]["kenmerk"].as_str();
    mark.expect("a mark").to_owned()
}

/// Waits until the other servers were told of a plan.
async fn told(desk: &RegisterDesk, mark: &str) {
    let register = desk.state.register().expect("a store");
    let told = async {
        while register.store().posted(mark).expect("asked").is_none() {
            tokio::task::yield_now().await;
        }
    };
    let told = tokio::time::timeout(Duration::from_secs(60), told).await;
    told.expect("other servers are told");
}

#[tokio::test]
async fn a_plan_that_is_posted_to_one_server_opens_on_another_and_a_plan_of_ones_own_is_not_told() {
    let server = PostgresServer::start();
    let address = StoreAddress::of(&server.database("samen")).expect("an address");
    let [one, other] = [(); 2].map(|()| RegisterDesk::open(&address));
    let mut own = json!({ "scenario": plan("Van mij", 147_500.0, 1), "zichtbaar": "eigen" });
    own["waarom"] = json!("proef");
    let own = one.post("/scenarios", own).await;
    let mark = posted(&one, plan("Noord", 147_500.0, 2)).await;
    told(&one, &mark).await;
    let opened = format!("/wat-als?scenario={mark}");
    assert_eq!(other.get(&opened).await, one.get(&opened).await);
    other
        .get(&format!("/antwoord?voorziening=PO&scenario={mark}"))
        .await;
    let own = own["kenmerk"].as_str().expect("a mark");
    let kept = other.state.register().expect("a store");
    assert_eq!(kept.store().posted(own).expect("asked"), None);
    let opened = format!("/wat-als?scenario={own}");
    let stranger = other.elsewhere();
    let (status, _) = stranger.ask(Method::GET, &opened, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_plan_that_is_posted_while_the_store_is_away_is_known_where_it_was_posted() {
    let (folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let [here, away] = ["nabij.sqlite", "elders"].map(|name| folder.path().join(name));
    fs::rename(here, away).expect("moved away");
    let mark = posted(&desk, plan("Noord", 147_500.0, 2)).await;
    desk.get(&format!("/wat-als?scenario={mark}")).await;
}

#[tokio::test]
async fn a_scenario_that_cannot_be_read_is_refused_and_not_kept() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let mut unknown = plan("x", 147_500.0, 1);
    unknown["wijzigingen"][0]["soort"] = json!("toveren");
    for scenario in [unknown, json!("x"), json!({})] {
        let (status, told) = desk
            .ask(Method::POST, "/scenarios", json!({ "scenario": scenario }))
            .await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
        assert!(told["parameter"].is_string(), "{told}");
    }
    let (status, told) = desk
        .ask(
            Method::POST,
            "/scenarios",
            json!({ "scenario": plan("x", 147_500.0, 1), "zichtbaar": "niemand" }),
        )
        .await;
    assert_eq!(
        (status, &told["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("zichtbaar"))
    );
    assert_eq!(desk.get("/scenarios").await["scenarios"], json!([]));
}

#[tokio::test]
async fn a_plan_that_this_study_refuses_is_not_kept() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let base = {
        let study = desk.state.study().expect("a study");
        let base = study.scenario_base();
        json!({ "studie": base.study, "invoer": base.inputs, "normen": base.norms, "gewichten": base.weights })
    };
    let with = |fields: Value| {
        let mut plan = plan("x", 147_500.0, 0);
        for (name, value) in fields.as_object().expect("fields") {
            plan[name] = value.clone();
        }
        plan
    };
    let mut elsewhere = base.clone();
    elsewhere["studie"] = json!("Elders");
    let closed = json!({ "id": "a", "soort": "voorziening_sluiten", "voorziening": "nergens" });
    let mut unknown = plan("x", 147_500.0, 1);
    unknown["wijzigingen"][0]["soorten"] = json!(["XYZ"]);
    let far = json!({ "id": "a", "soort": "straat_sluiten", "plaats": [100_000.0, 513_000.0] });
    for (scenario, field) in [
        (with(json!({ "basis": elsewhere })), "basis.studie"),
        (with(json!({ "wijzigingen": [closed] })), "voorziening"),
        (unknown, "soorten"),
        (with(json!({ "wijzigingen": [far] })), "plaats"),
        (
            with(json!({ "normen": [{ "voorziening": "XYZ", "minuten": 7 }] })),
            "normen[0].voorziening",
        ),
    ] {
        let sent = json!({ "scenario": scenario });
        let (status, told) = desk.ask(Method::POST, "/scenarios", sent).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{field}: {told}");
        let detail = told["detail"].as_str().expect("a sentence");
        assert!(
            detail.contains(&format!("{field}: gevonden ")),
            "{field}: {detail}"
        );
    }
    assert_eq!(desk.get("/scenarios").await["scenarios"], json!([]));

    // A plan of earlier data of this study may name what is gone by now.
    let mut earlier = base;
    earlier["invoer"] = json!("00");
    let closed = json!({ "id": "a", "soort": "voorziening_sluiten", "voorziening": "nergens" });
    let scenario = with(json!({ "basis": earlier, "wijzigingen": [closed] }));
    desk.post("/scenarios", json!({ "scenario": scenario }))
        .await;
    let kept = desk.get("/scenarios").await;
    assert_eq!(kept["scenarios"][0]["basis_is_deze"], false);
}

#[tokio::test]
async fn a_plan_has_a_name_and_no_more_words_than_people_read() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let short = plan("x", 147_500.0, 1);
    for (sent, field, found) in [
        (
            json!({ "scenario": plan("", 147_500.0, 1) }),
            "naam",
            "0 tekens",
        ),
        (
            json!({ "scenario": plan(" ", 147_500.0, 1) }),
            "naam",
            "0 tekens",
        ),
        (
            json!({ "scenario": plan(&"x".repeat(500_000), 147_500.0, 1) }),
            "naam",
            "500000 tekens",
        ),
        (
            json!({ "scenario": short, "toelichting": "x".repeat(10_001) }),
            "toelichting",
            "10001 tekens",
        ),
    ] {
        let (status, told) = desk.ask(Method::POST, "/scenarios", sent).await;
        assert_eq!(
            (status, &told["parameter"]),
            (StatusCode::BAD_REQUEST, &json!(field)),
            "{told}"
        );
        let detail = told["detail"].as_str().expect("a sentence");
        assert!(detail.contains(found), "{detail}");
    }
    let longest = json!({ "scenario": plan(&"x".repeat(200), 147_500.0, 1), "toelichting": "x".repeat(10_000) });
    let kept = desk.post("/scenarios", longest).await;
    let branches = format!("/scenarios/{}/takken", kept["id"].as_str().expect("an id"));
    let (status, told) = desk
        .ask(Method::POST, &branches, json!({ "naam": "x".repeat(201) }))
        .await;
    assert_eq!(
        (status, &told["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("naam"))
    );
}

#[tokio::test]
async fn the_study_is_read_again_for_records_only() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let register = desk.state.register().expect("a register");
    desk.post("/scenarios", json!({ "scenario": plan("x", 147_500.0, 1) }))
        .await;
    assert_eq!(register.to_read().expect("a store"), None);
    desk.post("/vastleggingen/besluit", json!({ "inhoud": decision("x") }))
        .await;
    let mark = register.to_read().expect("a store").expect("a record");
    assert!(register.is_ahead().expect("a store"));
    desk.post(
        "/vastleggingen/besluit",
        json!({ "inhoud": { "orgaan": "college", "besluit": "y", "document": "Besluit 2",
        "bron": "Besluit 2", "datum": "2026-03-02", "rol": "griffie" } }),
    )
    .await;
    assert!(
        register
            .to_read()
            .expect("a store")
            .is_some_and(|next| next > mark)
    );
    desk.read_again().await;
    assert_eq!(register.to_read().expect("a store"), None);
}

/// Records an ambition for one of the buildings.
async fn ambition(desk: &RegisterDesk, building: usize) {
    let study = desk.state.study().expect("a study");
    let building = &study.town().planning.buildings[building].id.0;
    let inhoud = json!({ "gebouw": building, "niveau": 4, "bron": "gesprek", "datum": "2026-06-01", "rol": "adviseur" });
    desk.post("/vastleggingen/ambitie", json!({ "inhoud": inhoud }))
        .await;
}

/// How many ambitions the study counts, and how many wait for it.
async fn counted_and_waiting(desk: &RegisterDesk) -> (usize, usize) {
    let list = desk.get("/vastleggingen/ambitie").await;
    let list = list["vastleggingen"].as_array().expect("a list");
    let with = |told: Value| list.iter().filter(|one| one["in_studie"] == told).count();
    (with(json!(true)), with(Value::Null))
}

#[tokio::test]
async fn a_record_joins_the_study_as_it_was_read_and_no_file_that_is_being_replaced() {
    let (_folder, address) = file();
    let mut desk = RegisterDesk::open(&address);
    let town = copied(&desk.files.study);
    desk.files.study = town.path().to_path_buf();
    let read = desk.state.study().expect("a study");
    let half_copied = |name: &str| {
        let path = town.path().join(name);
        let whole = fs::read(&path).expect("a file");
        let begin: Vec<&[u8]> = whole
            .split_inclusive(|&byte| byte == b'\n')
            .take(6)
            .collect();
        fs::write(&path, begin.concat()).expect("written");
        (path, whole)
    };
    for (before, name) in ["scholen_po.csv", "study.toml"].into_iter().enumerate() {
        let (path, whole) = half_copied(name);
        let now = desk.state.study().expect("a study");
        ambition(&desk, 2 * before).await;
        let mut in_vain = None;
        for _ in 0..2 {
            in_vain = catch_up(&desk.state, &desk.files, in_vain).await;
            assert!(in_vain.is_some(), "{name}");
        }
        ambition(&desk, 2 * before + 1).await;
        in_vain = catch_up(&desk.state, &desk.files, in_vain).await;
        assert!(in_vain.is_some(), "{name}");
        assert!(Arc::ptr_eq(&now, &desk.state.study().expect("a study")));
        assert_eq!(counted_and_waiting(&desk).await, (2 * before, 2));
        let told = desk.state.last_reload_failed().expect("a reason").reason;
        assert!(told.starts_with(&format!("{name}: found")), "{told}");
        let times = desk.state.metrics.reloads_failed.get();
        assert_eq!(times, before as u64 + 1, "it is told once");

        fs::write(&path, whole).expect("written");
        assert_eq!(catch_up(&desk.state, &desk.files, in_vain).await, None);
        let study = desk.state.study().expect("a study");
        assert_eq!(study.scenario_base(), read.scenario_base());
        assert_eq!(counted_and_waiting(&desk).await, (2 * before + 2, 0));
        assert_eq!(desk.state.last_reload_failed(), None);
    }

    // Who asks for the new files gets them, and the records.
    half_copied("scholen_po.csv");
    ambition(&desk, 4).await;
    let in_vain = catch_up(&desk.state, &desk.files, None).await;
    assert!(reload(&desk.state, &desk.files).await);
    assert_eq!(catch_up(&desk.state, &desk.files, in_vain).await, None);
    let study = desk.state.study().expect("a study");
    assert_ne!(study.scenario_base(), read.scenario_base());
    assert!(study.town().facilities.len() < read.town().facilities.len());
    assert_eq!(counted_and_waiting(&desk).await, (5, 0));
    assert_eq!(desk.state.last_reload_failed(), None);
    ambition(&desk, 5).await;
    assert_eq!(catch_up(&desk.state, &desk.files, None).await, None);
    assert_eq!(counted_and_waiting(&desk).await, (6, 0));
}

#[tokio::test]
async fn what_is_wrong_with_the_files_stays_told_while_records_wait() {
    let (_folder, address) = file();
    let mut desk = RegisterDesk::open(&address);
    let town = copied(&desk.files.study);
    desk.files.study = town.path().to_path_buf();
    let path = town.path().join("study.toml");
    let whole = fs::read_to_string(&path).expect("a file");
    fs::write(&path, format!("name = = 1\n{whole}")).expect("written");
    assert!(!reload(&desk.state, &desk.files).await);
    let told = desk.state.last_reload_failed().expect("a reason");
    let first = "study.toml, row 1, field \"name\": found";
    assert!(told.reason.starts_with(first), "{}", told.reason);
    assert!(told.reason.contains("; mend that first"), "{}", told.reason);
    ambition(&desk, 0).await;
    let in_vain = catch_up(&desk.state, &desk.files, None).await;
    assert!(in_vain.is_some());
    assert_eq!(desk.state.last_reload_failed(), Some(told));

    // The store is of this study and of no other.
    let other = whole.replacen("name = \"Voorbeeldstad\"", "name = \"Anderstad\"", 1);
    fs::write(&path, other).expect("written");
    assert!(!reload(&desk.state, &desk.files).await);
    let told = desk.state.last_reload_failed().expect("a reason").reason;
    let expected = "study.toml, field \"name\": found \"Anderstad\", expected \"Voorbeeldstad\"";
    assert!(told.starts_with(expected), "{told}");
    let study = desk.state.study().expect("a study");
    assert_eq!(study.town().name, "Voorbeeldstad");

    fs::write(&path, whole).expect("written");
    assert!(reload(&desk.state, &desk.files).await);
    assert_eq!(desk.state.last_reload_failed(), None);
    assert_eq!(counted_and_waiting(&desk).await, (1, 0));
}

#[tokio::test]
async fn who_reads_the_study_waits_for_who_reads_it_already_without_sent_layers_too() {
    let (_folder, address) = file();
    let mut desk = RegisterDesk::open(&address);
    let town = copied(&desk.files.study);
    desk.files.study = town.path().to_path_buf();
    let study_file = town.path().join("study.toml");
    let text = fs::read(&study_file).expect("a study file");
    fs::remove_file(&study_file).expect("removed");
    let turn = desk.state.reading.lock().await;
    let (state, files) = (Arc::clone(&desk.state), desk.files.clone());
    let waits = tokio::spawn(async move { reload(&state, &files).await });
    // What it would find now cannot be read.
    ambition(&desk, 0).await;
    fs::write(&study_file, text).expect("written");
    drop(turn);
    assert!(waits.await.expect("it ends"));
    assert_eq!(counted_and_waiting(&desk).await, (1, 0));
}

#[tokio::test]
async fn a_considered_neighbourhood_has_the_fields_of_an_intervention_and_names_a_part_of_an_ambition()
 {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let neighbourhood = area(&desk, AreaLevel::Neighbourhood);
    let inhoud = json!({ "buurt": neighbourhood, "motivering": "m", "titel": "t", "partijen": "p", "doel": "d",
        "doelgroep": "g", "omschrijving": "o", "monitoring": "v", "financiering": "f", "ambitiecode": "A6a",
        "van": "2026-01-01", "tot": "2026-12-31", "meer_informatie": "i", "contactfunctie": "c",
        "bron": "b", "datum": "2026-03-01", "rol": "r" });
    let made = desk
        .post(
            "/vastleggingen/kansenwerkplaats",
            json!({ "inhoud": inhoud.clone() }),
        )
        .await;
    assert_eq!(made["inhoud"], inhoud);
    for wrong in ["A6h", "A5a", "A0", "A34", "A06", "A+6"] {
        let mut inhoud = inhoud.clone();
        inhoud["ambitiecode"] = json!(wrong);
        let sent = json!({ "inhoud": inhoud });
        let (status, told) = desk
            .ask(Method::POST, "/vastleggingen/kansenwerkplaats", sent)
            .await;
        assert_eq!(
            (status, &told["parameter"]),
            (StatusCode::BAD_REQUEST, &json!("ambitiecode")),
            "{wrong}"
        );
    }
}
