//! Every question about where to build that cannot be answered is refused over HTTP: 400 as a problem document, with the
//! parameter, in the language that was asked.

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "it has more than this file asks")]
mod example_server;

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::ingest::load::load_study;
use nabij::model::indicator::AboutOrigin;
use nabij::study::open_study::Study;
use serde_json::{Map, Value, json};
use tower::ServiceExt;

use crate::example_server::{problem, state};

async fn post(state: Arc<ServerState>, language: &str, body: &Value) -> Response<Body> {
    let request = Request::post(format!("/v1/locatievragen?taal={language}"))
        .body(Body::from(body.to_string()))
        .expect("a request");
    let answer = service(state).oneshot(request).await;
    answer.expect("always an answer")
}

/// Asks a question in both languages and looks at what is said of it.
async fn is_refused(state: &Arc<ServerState>, question: &Value, parameter: &str) {
    let mut said = Vec::new();
    for (language, found, expected) in [
        ("nl", ": gevonden ", ", verwacht "),
        ("en", ": found ", ", expected "),
    ] {
        let response = post(Arc::clone(state), language, question).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{question}");
        let problem = problem(response, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["parameter"], parameter, "{question}: {problem}");
        let detail = problem["detail"].as_str().expect("a sentence").to_owned();
        assert!(detail.starts_with(parameter), "{question}: {detail}");
        let whole = detail.contains(found)
            && (detail.contains(expected) || detail.contains(" meer dan één keer"));
        assert!(
            whole || language == "en" && detail.contains(" more than once"),
            "{question}: {detail}"
        );
        said.push(detail);
    }
    assert_ne!(said[0], said[1], "{question} is refused in one language");
}

/// What goes wrong in each question: the field as it is asked, and the parameter that is named.
type Refusals = Vec<(Value, &'static str)>;

fn community_school() -> Refusals {
    let place = |id: &str| json!({ "id": id, "naam": id, "x": 0.0, "y": 0.0 });
    let criteria = |rebuilding: f64, ambition: f64| json!({ "criteria": { "noodzaak": rebuilding, "ambitie": ambition, "meerwaarde": 0.5 } });
    vec![
        (json!({ "onzin": 1 }), "onzin"),
        (json!({ "inclusiviteit": 0.1 }), "inclusiviteit"),
        (json!({ "inclusiviteit": -0.1 }), "inclusiviteit"),
        (criteria(0.5, 0.5), "criteria"),
        (criteria(1.0, -0.5), "criteria"),
        (
            json!({ "criteria": { "noodzaak": 0.5, "ambitie": 0.5 } }),
            "criteria.meerwaarde",
        ),
        (
            json!({ "criteria": { "noodzaak": 0.5, "ambitie": 0.5, "meerwaarde": 0.0, "inclusiviteit": 0.0 } }),
            "criteria.inclusiviteit",
        ),
        (
            json!({ "noodzaak": { "leeftijd": 0.5, "conditie": 0.5, "ruimte": 0.5 } }),
            "noodzaak",
        ),
        (
            json!({ "meerwaarde": { "bereik": 1.0, "dekking": 1.0, "partners": 0.0, "medegebruik": 0.0 } }),
            "meerwaarde",
        ),
        (json!({ "standaardisatie": "rang" }), "standaardisatie"),
        (json!({ "norm_voorziening": "X" }), "norm_voorziening"),
        (json!({ "norm_s": -1.0 }), "norm_s"),
        (json!({ "profiel": "vliegen" }), "profiel"),
        (json!({ "partnerafstand_m": -1.0 }), "partnerafstand_m"),
        (json!({ "reservering_eur": -1.0 }), "reservering_eur"),
        (json!({ "kapitaallast": 2.0 }), "kapitaallast"),
        (json!({ "ambitie_maanden": -1 }), "ambitie_maanden"),
        (json!({ "bewijs_minimaal": 2.0 }), "bewijs_minimaal"),
        (json!({ "kansrijk_vanaf": 101.0 }), "kansrijk_vanaf"),
        (json!({ "andere_gebouwen": "ja" }), "andere_gebouwen"),
        (
            json!({ "extra_plekken": [{ "id": "a", "naam": "a", "x": 0.0 }] }),
            "extra_plekken[0].y",
        ),
        (
            json!({ "extra_plekken": [place("a"), place("a")] }),
            "extra_plekken",
        ),
        (json!({ "peildatum": "gisteren" }), "peildatum"),
        (json!({ "horizon_jaren": 101 }), "horizon_jaren"),
        (json!({ "aantal": 0 }), "aantal"),
        (json!({ "aantal": 21 }), "aantal"),
        (json!({ "aantal": 1.5 }), "aantal"),
        (json!({ "doel": "winst" }), "doel"),
        (json!({ "hoogstens_per_wijk": -1 }), "hoogstens_per_wijk"),
        (
            json!({ "onderlinge_afstand_m": -1.0 }),
            "onderlinge_afstand_m",
        ),
        (json!({ "budget_eur": -1.0 }), "budget_eur"),
        (json!({ "verplicht": ["x"] }), "verplicht"),
        (json!({ "verplicht": "x" }), "verplicht"),
        (json!({ "verplicht": ["x", "x"] }), "verplicht"),
        (json!({ "uitgesloten": ["x"] }), "uitgesloten"),
        (json!({ "uitgesloten": ["x", "x"] }), "uitgesloten"),
        (
            json!({ "verplicht": ["x"], "uitgesloten": ["x"] }),
            "verplicht en uitgesloten",
        ),
        (json!({ "sets": 0 }), "sets"),
        (json!({ "sets": 101 }), "sets"),
        (json!({ "plannen": 0 }), "plannen"),
        (json!({ "plannen": 11 }), "plannen"),
        (json!({ "binnen_pct": 101.0 }), "binnen_pct"),
        (json!({ "verschil": 0 }), "verschil"),
        (json!({ "trekkingen": 0 }), "trekkingen"),
        (json!({ "trekkingen": 20_001 }), "trekkingen"),
        (json!({ "startgetal": -1 }), "startgetal"),
    ]
}

fn clusters() -> Refusals {
    vec![
        (json!({ "onzin": 1 }), "onzin"),
        (json!({ "doorsnede_m": 399.0 }), "doorsnede_m"),
        (json!({ "doorsnede_m": 1501.0 }), "doorsnede_m"),
        (json!({ "doorsnede_m": -1.0 }), "doorsnede_m"),
        (json!({ "doorsnede_m": "ver" }), "doorsnede_m"),
        (json!({ "opvang": [] }), "opvang"),
        (json!({ "opvang": ["k d v"] }), "opvang"),
        (json!({ "basis": [] }), "basis"),
        (json!({ "basis": ["SCHOOL_10_14"] }), "basis"),
        (json!({ "voortgezet": [] }), "voortgezet"),
        (json!({ "voortgezet": ["SCHOOL_10_14"] }), "voortgezet"),
        (json!({ "aanvullend": ["BSO", "BSO"] }), "aanvullend"),
        (json!({ "aanvullend": ["b s o"] }), "aanvullend"),
        (json!({ "hoogstens": 0 }), "hoogstens"),
        (json!({ "hoogstens": 501 }), "hoogstens"),
        (json!({ "aantal": 6 }), "aantal"),
        (json!({ "aantal": -1 }), "aantal"),
    ]
}

fn need() -> Refusals {
    vec![
        (json!({ "onzin": 1 }), "onzin"),
        (json!({ "preset": "alles" }), "preset"),
        (
            json!({ "preset": "breed", "gewichten": { "taal": 1.0 } }),
            "preset",
        ),
        (json!({ "gewichten": { "taal": 0.5 } }), "gewichten"),
        (
            json!({ "gewichten": { "taal": 2.0, "sociale_cohesie": -1.0 } }),
            "gewichten",
        ),
        (json!({ "gewichten": { "geluk": 1.0 } }), "gewichten"),
        (
            json!({ "herkomstindicatoren": ["x"] }),
            "herkomstindicatoren",
        ),
        (json!({ "standaardisatie": "rang" }), "standaardisatie"),
        (json!({ "bewijs_minimaal": 1.1 }), "bewijs_minimaal"),
        (json!({ "bewijs_minimaal": -0.1 }), "bewijs_minimaal"),
        (json!({ "inwoners_minimaal": -1 }), "inwoners_minimaal"),
        (json!({ "kinderen_minimaal": "veel" }), "kinderen_minimaal"),
    ]
}

fn opportunities() -> Refusals {
    vec![
        (json!({ "onzin": 1 }), "onzin"),
        (json!({ "inzet": { "onzin": 1 } }), "inzet.onzin"),
        (json!({ "inzet": { "preset": "alles" } }), "inzet.preset"),
        (
            json!({ "inzet": { "gewichten": { "taal": 0.5 } } }),
            "inzet.gewichten",
        ),
        (
            json!({ "inzet": { "gewichten": { "geluk": 1.0 } } }),
            "inzet.gewichten",
        ),
        (
            json!({ "inzet": { "bewijs_minimaal": 2.0 } }),
            "inzet.bewijs_minimaal",
        ),
        (json!({ "domein_vanaf": 101.0 }), "domein_vanaf"),
        (json!({ "samen_vanaf": -1.0 }), "samen_vanaf"),
        (json!({ "samen": ["geluk"] }), "samen"),
        (json!({ "ambitie_maanden": "lang" }), "ambitie_maanden"),
        (
            json!({ "samen_hoogstens_kinderen": -1 }),
            "samen_hoogstens_kinderen",
        ),
        (json!({ "overwogen": ["BU1"] }), "overwogen"),
    ]
}

fn libraries() -> Refusals {
    let with_cost = |field: &str, value: Value| {
        let mut question = json!({ "kosten_per_school_eur": 60_000.0 });
        question[field] = value;
        question
    };
    let cost = "kosten_per_school_eur";
    vec![
        (json!({}), cost),
        (json!({ cost: 0.0 }), cost),
        (json!({ cost: -1.0 }), cost),
        (json!({ cost: "veel" }), cost),
        (with_cost("onzin", json!(1)), "onzin"),
        (with_cost("budget_eur", json!(-1.0)), "budget_eur"),
        (with_cost("scholen", json!([])), "scholen"),
        (with_cost("scholen", json!(["p o"])), "scholen"),
        (with_cost("bibliotheken", json!([])), "bibliotheken"),
        (with_cost("opvang", json!([])), "opvang"),
        (
            with_cost("opvang_afstand_m", json!(-1.0)),
            "opvang_afstand_m",
        ),
        (with_cost("bewijs_minimaal", json!(2.0)), "bewijs_minimaal"),
    ]
}

#[tokio::test]
async fn every_field_that_cannot_be_answered_is_refused_by_its_name_in_both_languages() {
    for (code, refusals) in [
        ("buurtschool", community_school()),
        ("clusters_0_18", clusters()),
        ("inzetprofiel", need()),
        ("kansenwerkplaats", opportunities()),
        ("dbos", libraries()),
    ] {
        for (fields, parameter) in refusals {
            let mut question = Map::from_iter([("vraag".to_owned(), json!(code))]);
            question.extend(fields.as_object().cloned().unwrap_or_default());
            is_refused(&state(), &Value::Object(question), parameter).await;
        }
    }
}

/// A weight on inclusive use is refused with the words of the Afwegingskader, which are a quotation in both languages.
#[tokio::test]
async fn a_weight_on_inclusive_use_is_refused_with_the_reason() {
    for language in ["nl", "en"] {
        let question = json!({ "vraag": "buurtschool", "inclusiviteit": 1.0 });
        let response = post(state(), language, &question).await;
        let problem = problem(response, StatusCode::BAD_REQUEST).await;
        let detail = problem["detail"].as_str().expect("a sentence");
        assert!(
            detail.contains("kunnen we inclusiviteit niet als sturingsinstrument gebruiken"),
            "{detail}"
        );
    }
}

/// An indicator about origin is only used with a reason that somebody wrote down, and never beside a preset.
#[tokio::test]
async fn an_indicator_of_origin_needs_a_written_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad");
    let loaded = load_study(&folder, None, &|_| ()).expect("the example town can be read");
    let mut town = loaded.town.expect("nothing blocks");
    let indicator = &mut town.planning.indicators[0];
    indicator.about_origin = AboutOrigin::Yes { reason: None };
    let (code, domain) = (indicator.code.clone(), indicator.domain.code());
    let state = Arc::new(ServerState::default());
    state.open(Arc::new(Study::open(town).expect("the study opens")));
    let own = json!({ "vraag": "inzetprofiel", "gewichten": { domain: 1.0 }, "herkomstindicatoren": [code] });
    is_refused(&state, &own, "herkomstindicatoren").await;
    let preset =
        json!({ "vraag": "inzetprofiel", "preset": "breed", "herkomstindicatoren": [code] });
    is_refused(&state, &preset, "herkomstindicatoren").await;
    let inside = json!({ "vraag": "kansenwerkplaats", "inzet": { "herkomstindicatoren": [code] } });
    is_refused(&state, &inside, "inzet.herkomstindicatoren").await;
}
