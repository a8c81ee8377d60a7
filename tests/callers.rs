//! Who may what: the table cell by cell over HTTP, tokens, logins, plans of one's own, and links that share them.

use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use futures_util::future::poll_immediate;
use http_body_util::BodyExt;
use jiff::Timestamp;
use nabij::api::caller::audit::Audit;
use nabij::api::caller::ended_logins::UNHEARD;
use nabij::api::caller::follow_ended::exchange_ended;
use nabij::api::caller::from_settings::CallerSettings;
use nabij::api::caller::permission::Action;
use nabij::api::caller::reading::Reading;
use nabij::api::caller::role::Role;
use nabij::api::caller::setup::Callers;
use nabij::api::caller::tokens::{Token, give};
use nabij::api::caller::who::{Caller, Way};
use nabij::api::operation::Operation;
use nabij::api::processes::example_inputs::example_inputs;
use nabij::api::processes::process::Process;
use nabij::api::register::kept::Register;
use nabij::api::route_table::operations;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::api::upload::shelf::Uploads;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::store::revision::Author;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::register_desk::RegisterDesk;

#[expect(dead_code, reason = "other tests read the study again")]
#[path = "support/register_desk.rs"]
mod register_desk;

/// A store in a file of its own.
fn file() -> (TempDir, StoreAddress) {
    let folder = tempfile::tempdir().expect("a folder");
    let address = StoreAddress::File(folder.path().join("nabij.sqlite"));
    (folder, address)
}

fn author() -> Author {
    Author {
        who: "test".to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
        why: String::new(),
    }
}

fn token_of(state: &ServerState, name: &str, role: Role, until: &str) -> String {
    let token = Token {
        name: name.to_owned(),
        role,
        until: until.parse().expect("a day"),
    };
    let register = state.register().expect("a register");
    give(register.store(), &token, author()).expect("given").1
}

/// A service with a place for everything and no study: what passes the gate finds that out, and nothing is computed.
fn gate(reading: Reading) -> (TempDir, Arc<ServerState>) {
    let (folder, address) = file();
    let uploads = Uploads::open(&folder.path().join("uploads"), "nabij".into()).expect("a folder");
    let store = Store::open(&address, "Voorbeeldstad").expect("a store");
    let state = ServerState::with_uploads(Some(uploads));
    let mut state = state.with_register(Some(Register::over(store)));
    state.callers.reading = reading;
    (folder, Arc::new(state))
}

fn body(operation: &Operation) -> Body {
    match operation.method.name() {
        "POST" | "PUT" => Body::from("{}"),
        _ => Body::empty(),
    }
}

async fn asked(state: &Arc<ServerState>, operation: &Operation, token: Option<&str>) -> Response {
    let path = operation.path.replace(['{', '}'], "x");
    let mut request = Request::builder()
        .method(operation.method.name())
        .uri(format!("/v1{path}"))
        .header(header::HOST, "nabij.example");
    let kind = match operation.path {
        "/uploads" => "application/octet-stream",
        _ => "application/json",
    };
    request = request.header(header::CONTENT_TYPE, kind);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = request.body(body(operation)).expect("a request");
    let answer = service(Arc::clone(state)).oneshot(request).await;
    answer.expect("always an answer")
}

/// Every operation for every caller, where reading is open and where it is not.
#[tokio::test]
async fn every_cell_of_the_table_is_as_it_was_decided() {
    use StatusCode as S;
    // Nobody in particular, lezer, planner, beheerder; OK is whatever comes behind the gate.
    let decided = |action, reading| match (action, reading) {
        (Action::LookIn, _) | (Action::Read, Reading::Open) => [S::OK, S::OK, S::OK, S::OK],
        (Action::Read, Reading::Login) => [S::FORBIDDEN, S::OK, S::OK, S::OK],
        (Action::SeeSent | Action::Send | Action::Enter, _) => {
            [S::FORBIDDEN, S::FORBIDDEN, S::OK, S::OK]
        }
        (Action::TakeIn | Action::Manage, _) => [S::FORBIDDEN, S::FORBIDDEN, S::FORBIDDEN, S::OK],
    };
    for reading in [Reading::Open, Reading::Login] {
        let (_folder, state) = gate(reading);
        let given = Role::EVERY.map(|role| token_of(&state, role.code(), role, "2099-01-01"));
        let callers = [None]
            .into_iter()
            .chain(given.iter().map(|token| Some(token.as_str())));
        let callers: Vec<_> = callers.collect();
        let mut cells = 0;
        for operation in operations() {
            let decided = decided(Action::of(operation), reading);
            for (caller, decided) in callers.iter().zip(decided) {
                let status = asked(&state, operation, *caller).await.status();
                let refused = [S::UNAUTHORIZED, S::FORBIDDEN].contains(&status);
                let place = (operation.id, caller.is_some(), status);
                assert_eq!(refused, decided == S::FORBIDDEN, "{reading:?} {place:?}");
                cells += 1;
            }
        }
        assert!(cells > 250, "{cells}");
    }
}

#[tokio::test]
async fn a_token_that_is_forged_over_or_taken_back_opens_nothing_and_says_so() {
    let (_folder, state) = gate(Reading::Open);
    let over = token_of(&state, "oud", Role::Keeper, "2026-01-01");
    let good = token_of(&state, "levering", Role::Keeper, "2099-01-01");
    let tokens = operations()
        .find(|one| one.id == "tokens")
        .expect("an operation");
    let mut forged = good.clone();
    forged.pop();
    for token in [over.as_str(), &forged, "nabij_", "", "x"] {
        let answer = asked(&state, tokens, Some(token)).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{token}");
        assert_eq!(
            answer.headers()["www-authenticate"],
            "Bearer realm=\"nabij\""
        );
        // Nor does it read: who errs in a token must know.
        let read = operations()
            .find(|one| one.id == "collections")
            .expect("an operation");
        assert_eq!(
            asked(&state, read, Some(token)).await.status(),
            StatusCode::UNAUTHORIZED
        );
    }
    let answer = asked(&state, tokens, Some(&good)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let told = answer
        .into_body()
        .collect()
        .await
        .expect("a body")
        .to_bytes();
    let told: Value = serde_json::from_slice(&told).expect("JSON");
    assert!(!told.to_string().contains(&good), "a token is told once");
    let [first, last] = [&told["tokens"][0], &told["tokens"][1]];
    let id = [first, last]
        .into_iter()
        .find(|one| one["naam"] == "levering")
        .expect("listed")["id"]
        .clone();
    let request = Request::delete(format!("/v1/tokens/{}", id.as_str().expect("an id")))
        .header(header::AUTHORIZATION, format!("Bearer {good}"))
        .body(Body::empty())
        .expect("a request");
    let gone = service(Arc::clone(&state))
        .oneshot(request)
        .await
        .expect("an answer");
    assert_eq!(gone.status(), StatusCode::OK);
    assert_eq!(
        asked(&state, tokens, Some(&good)).await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_keeper_gives_a_token_that_works_at_once() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let sent = json!({ "naam": "levering", "rol": "planner", "tot": "2099-01-01", "waarom": "elke nacht" });
    let told = desk.post("/tokens", sent).await;
    let token = told["token"].as_str().expect("a token").to_owned();
    let script = desk.with_token(&token);
    let who = script.get("/wie").await;
    assert_eq!(
        (&who["wie"], &who["rol"]),
        (&json!("token levering"), &json!("planner"))
    );
    assert_eq!(who["mag"]["vastleggen"], true);
    assert_eq!(who["mag"]["tokens_beheren"], false);
    let (status, _) = script.ask(Method::GET, "/tokens", Value::Null).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    for (field, value) in [
        ("rol", "baas"),
        ("tot", "gisteren"),
        ("tot", "2020-01-01"),
        ("naam", " "),
    ] {
        let mut wrong = json!({ "naam": "x", "rol": "lezer", "tot": "2099-01-01" });
        wrong[field] = value.into();
        let (status, refused) = desk.ask(Method::POST, "/tokens", wrong).await;
        assert_eq!(
            (status, &refused["parameter"]),
            (StatusCode::BAD_REQUEST, &json!(field))
        );
    }
}

fn plan(name: &str, visible: &str) -> Value {
    json!({
        "scenario": { "naam": name, "crs": "OGC:CRS84", "wijzigingen": [] },
        "zichtbaar": visible,
        "waarom": "proef",
    })
}

#[tokio::test]
async fn what_a_change_of_a_plan_does_not_name_stays_as_it_was() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    for visible in ["eigen", "iedereen"] {
        let mut sent = plan("Van mij", visible);
        sent["toelichting"] = json!("voor de raad");
        let kept = desk.post("/scenarios", sent).await;
        let place = format!("/scenarios/{}", kept["id"].as_str().expect("an id"));
        let scenario = plan("Anders", visible)["scenario"].clone();
        let sent = json!({ "scenario": scenario, "versie": 1 });
        let (status, told) = desk.ask(Method::PUT, &place, sent).await;
        assert_eq!((status, &told["naam"]), (StatusCode::OK, &json!("Anders")));
        assert_eq!(
            (&told["zichtbaar"], &told["toelichting"]),
            (&json!(visible), &json!("voor de raad"))
        );
    }
}

#[tokio::test]
async fn a_plan_of_ones_own_is_nobody_elses() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let given =
        ["een", "twee"].map(|name| token_of(&desk.state, name, Role::Planner, "2099-01-01"));
    let [one, other] = given.map(|token| desk.with_token(&token));
    let nobody = desk.elsewhere();
    let kept = one.post("/scenarios", plan("Van mij", "eigen")).await;
    let (id, mark) = (
        kept["id"].as_str().expect("an id"),
        kept["kenmerk"].as_str().expect("a mark"),
    );
    let addresses = [
        format!("/scenarios/{id}"),
        format!("/scenarios/{id}/versies"),
        format!("/wat-als?scenario={mark}"),
    ];
    for address in &addresses {
        one.get(address).await;
        for stranger in [&other, &nobody, &desk] {
            let (status, told) = stranger.ask(Method::GET, address, Value::Null).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{address}: {told}");
        }
    }
    let names = |told: &Value| told["scenarios"].as_array().map_or(0, Vec::len);
    assert_eq!(names(&one.get("/scenarios").await), 1);
    for stranger in [&other, &nobody, &desk] {
        assert_eq!(names(&stranger.get("/scenarios").await), 0);
    }
    let mut changed = plan("Van een ander", "iedereen");
    changed["versie"] = 1.into();
    for (method, body) in [
        (Method::PUT, changed.clone()),
        (Method::POST, json!({ "naam": "tak" })),
    ] {
        let tail = if method == Method::POST {
            "/takken"
        } else {
            ""
        };
        let path = format!("/scenarios/{id}{tail}");
        let (status, told) = other.ask(method, &path, body).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{told}");
    }
    // Once it is everybody's it can be changed by another, and not be taken for their own.
    let (status, _) = one
        .ask(Method::PUT, &format!("/scenarios/{id}"), changed)
        .await;
    assert_eq!(status, StatusCode::OK);
    let mut taken = plan("Van een ander", "eigen");
    taken["versie"] = 2.into();
    let (status, told) = other
        .ask(Method::PUT, &format!("/scenarios/{id}"), taken)
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{told}");
    // What it was at first is still of one only.
    let versions = |told: &Value| told["versies"].as_array().map_or(0, Vec::len);
    assert_eq!(versions(&one.get(&addresses[1]).await), 2);
    assert_eq!(versions(&other.get(&addresses[1]).await), 1);
}

#[tokio::test]
async fn a_link_shares_a_version_until_its_last_day_or_until_it_is_taken_back() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let one = desk.with_token(&token_of(&desk.state, "een", Role::Planner, "2099-01-01"));
    let nobody = desk.elsewhere();
    let kept = one.post("/scenarios", plan("Van mij", "eigen")).await;
    let links = format!("/scenarios/{}/links", kept["id"].as_str().expect("an id"));
    let (status, told) = one
        .ask(Method::POST, &links, json!({ "tot": "2020-01-01" }))
        .await;
    assert_eq!(
        (status, &told["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("tot"))
    );
    let shared = one
        .post(
            &links,
            json!({ "tot": "2099-01-01", "waarom": "voor de raad" }),
        )
        .await;
    let secret = shared["kenmerk"].as_str().expect("a secret");
    let opened = format!("/wat-als?scenario={secret}");
    nobody.get(&opened).await;
    // It opens a version, and nothing else of its owner.
    let mark = kept["kenmerk"].as_str().expect("a mark");
    for path in [format!("/wat-als?scenario={mark}"), links.clone()] {
        let (status, told) = nobody.ask(Method::GET, &path, Value::Null).await;
        assert!(
            [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status),
            "{path}: {told}"
        );
    }
    let listed = one.get(&links).await;
    assert!(!listed.to_string().contains(secret));
    let id = listed["links"][0]["id"].as_str().expect("an id");
    let (status, _) = one
        .ask(Method::DELETE, &format!("{links}/{id}"), Value::Null)
        .await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = nobody.ask(Method::GET, &opened, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    for forged in ["deel_", "deel_x", "deel_%20"] {
        let (status, _) = nobody
            .ask(
                Method::GET,
                &format!("/wat-als?scenario={forged}"),
                Value::Null,
            )
            .await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{forged}");
    }
}

#[tokio::test]
async fn a_link_opens_nothing_once_its_plan_is_withdrawn() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let one = desk.with_token(&token_of(&desk.state, "een", Role::Planner, "2099-01-01"));
    let nobody = desk.elsewhere();
    for visible in ["eigen", "iedereen"] {
        let kept = one.post("/scenarios", plan("Van mij", visible)).await;
        let own = format!("/scenarios/{}", kept["id"].as_str().expect("an id"));
        let links = format!("{own}/links");
        let shared = one.post(&links, json!({ "tot": "2099-01-01" })).await;
        let secret = shared["kenmerk"].as_str().expect("a secret");
        let opened = format!("/wat-als?scenario={secret}");
        nobody.get(&opened).await;
        let withdrawn = format!("{own}?versie=1&waarom=vervallen");
        let (status, told) = one.ask(Method::DELETE, &withdrawn, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let (status, told) = nobody.ask(Method::GET, &opened, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{visible}: {told}");
        let (status, told) = one
            .ask(Method::POST, &links, json!({ "tot": "2099-01-01" }))
            .await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{visible}: {told}");
    }
}

/// Begins a job under a scenario, asked with this token, and gives its name.
async fn job_under(state: &Arc<ServerState>, token: Option<&str>, scenario: &str) -> String {
    let study = state.study().expect("a study");
    let mut inputs = example_inputs(Process::Isochrone, &study);
    inputs["scenario"] = scenario.into();
    let mut request = Request::post("/v1/processes/isochrone/execution")
        .header(header::CONTENT_TYPE, "application/json")
        .header("prefer", "respond-async");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let sent = Body::from(json!({ "inputs": inputs }).to_string());
    let request = request.body(sent).expect("a request");
    let answer = service(Arc::clone(state)).oneshot(request).await;
    let answer = answer.expect("always an answer");
    assert_eq!(answer.status(), StatusCode::CREATED);
    let told = answer.into_body().collect().await.expect("a body");
    let told: Value = serde_json::from_slice(&told.to_bytes()).expect("JSON");
    told["jobID"].as_str().expect("a name").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_under_a_plan_of_ones_own_or_a_link_is_nobody_elses() {
    let (_folder, address) = file();
    let desk = RegisterDesk::open(&address);
    let tokens =
        ["een", "twee"].map(|name| token_of(&desk.state, name, Role::Planner, "2099-01-01"));
    let [one, other] = tokens.each_ref().map(|token| desk.with_token(token));
    let nobody = desk.elsewhere();
    let kept = one.post("/scenarios", plan("Van mij", "eigen")).await;
    let mark = kept["kenmerk"].as_str().expect("a mark");
    let links = format!("/scenarios/{}/links", kept["id"].as_str().expect("an id"));
    let shared = one.post(&links, json!({ "tot": "2099-01-01" })).await;
    let link = shared["kenmerk"].as_str().expect("a secret");
    for ((asker, token), stranger, scenario) in [
        ((&one, &tokens[0]), &other, mark),
        ((&other, &tokens[1]), &one, link),
    ] {
        let name = job_under(&desk.state, Some(token.as_str()), scenario).await;
        let (shown, results) = (format!("/jobs/{name}"), format!("/jobs/{name}/results"));
        for stranger in [stranger, &nobody, &desk] {
            for (method, path) in [
                (Method::GET, &shown),
                (Method::GET, &results),
                (Method::DELETE, &shown),
            ] {
                let (status, told) = stranger.ask(method, path, Value::Null).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{path}: {told}");
                let kind = told["type"].as_str().unwrap_or_default();
                assert!(kind.ends_with("no-such-job"), "{path}: {told}");
            }
            let listed = stranger.get("/jobs").await;
            assert!(!listed.to_string().contains(&name), "{listed}");
        }
        let listed = asker.get("/jobs").await;
        assert!(listed.to_string().contains(&name), "{listed}");
        asker.get(&shown).await;
        let (status, told) = asker.ask(Method::DELETE, &shown, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{told}");
    }
    // Nobody in particular has nothing but the name of the job.
    let name = job_under(&desk.state, None, link).await;
    let listed = nobody.get("/jobs").await;
    assert!(!listed.to_string().contains(&name), "{listed}");
    nobody.get(&format!("/jobs/{name}")).await;
}

/// A service with a login, of which the provider is never asked.
fn with_login(reading: Reading) -> (TempDir, Arc<ServerState>) {
    let (folder, state) = gate(reading);
    std::fs::write(folder.path().join("key"), [7; 64]).expect("a key");
    let mut state = Arc::into_inner(state).expect("nobody else has it");
    state.callers = login_in(folder.path(), reading);
    (folder, Arc::new(state))
}

fn login_in(folder: &Path, reading: Reading) -> Callers {
    let settings = CallerSettings {
        reading,
        issuer: Some("https://inloggen.example".to_owned()),
        client: Some("nabij".to_owned()),
        client_secret_file: None,
        public_address: Some("https://nabij.example".to_owned()),
        role_claim: "roles".to_owned(),
        planner_role: "planner".to_owned(),
        keeper_role: "beheerder".to_owned(),
        session_key_file: Some(folder.join("key")),
        session_lasting: Duration::from_secs(60),
        audit: Some(folder.join("audit.jsonl")),
    };
    settings.callers(true).expect("whole")
}

fn cookie(state: &ServerState, role: Role) -> String {
    let caller = Caller {
        name: "j.planner".to_owned(),
        key: "j".to_owned(),
        role,
        way: Way::Login,
    };
    let login = state.callers.login.as_ref().expect("a login");
    let cookie = login
        .sessions
        .of(&caller, Timestamp::now())
        .expect("a cookie");
    let text = cookie.to_str().expect("text");
    text.split(';').next().expect("a pair").to_owned()
}

async fn by_browser(
    state: &Arc<ServerState>,
    (method, path): (Method, &str),
    head: &[(&str, &str)],
) -> (StatusCode, HeaderMap) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in head {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from("{}")).expect("a request");
    let answer = service(Arc::clone(state))
        .oneshot(request)
        .await
        .expect("an answer");
    (answer.status(), answer.headers().clone())
}

#[tokio::test]
async fn a_login_changes_things_from_our_own_page_only_and_everything_is_written_down() {
    let (folder, state) = with_login(Reading::Open);
    let cookie = cookie(&state, Role::Planner);
    let record = (Method::POST, "/v1/vastleggingen/besluit");
    let own = ("origin", "https://nabij.example");
    for (head, may) in [
        (vec![("cookie", cookie.as_str()), own], true),
        (vec![("cookie", cookie.as_str())], false),
        (
            vec![
                ("cookie", cookie.as_str()),
                ("origin", "https://elders.example"),
            ],
            false,
        ),
        (vec![("cookie", cookie.as_str()), ("origin", "null")], false),
        (vec![own], false),
        (vec![("cookie", "__Host-nabij=x"), own], false),
    ] {
        let (status, _) = by_browser(&state, record.clone(), &head).await;
        let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status);
        assert_eq!(refused, !may, "{head:?}: {status}");
    }
    // With a login, nobody is let in because they work on the machine.
    let (status, _) = by_browser(&state, record, &[("host", "localhost")]).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let text = std::fs::read_to_string(folder.path().join("audit.jsonl")).expect("a log");
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 7);
    assert_eq!(
        (&lines[0]["wie"], &lines[0]["rol"], &lines[0]["wat"]),
        (&json!("j.planner"), &json!("planner"), &json!("record"))
    );
    assert_eq!(
        (&lines[6]["wie"], &lines[6]["uitkomst"]),
        (&Value::Null, &json!(401))
    );
    // A log that is there is added to.
    let again = Audit::open(&folder.path().join("audit.jsonl"));
    assert!(again.is_ok());
}

/// The lines of an audit log, once there are any.
async fn lines(log: &Path) -> Vec<Value> {
    let written = async {
        loop {
            let text = std::fs::read_to_string(log).expect("a log");
            if text.ends_with('\n') {
                break text;
            }
            tokio::task::yield_now().await;
        }
    };
    let text = tokio::time::timeout(Duration::from_secs(60), written).await;
    let text = text.expect("a line is written");
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("JSON")
}

#[tokio::test]
async fn a_change_has_its_line_also_when_who_asked_hung_up() {
    let (folder, address) = file();
    let log = folder.path().join("audit.jsonl");
    let callers = Callers {
        alone: true,
        audit: Some(Audit::open(&log).expect("a log")),
        ..Callers::default()
    };
    let desk = RegisterDesk::with(Some(&address), callers);
    {
        let sent = plan("Van mij", "iedereen");
        let mut asked = pin!(desk.ask(Method::POST, "/scenarios", sent));
        // It has begun, and here the connection is gone.
        assert_eq!(poll_immediate(&mut asked).await, None);
    }
    let lines = lines(&log).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (&lines[0]["wat"], &lines[0]["uitkomst"]),
        (&json!("keepScenario"), &json!(201))
    );
    let kept = desk.get("/scenarios").await;
    assert_eq!(kept["scenarios"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn where_reading_is_by_login_nothing_is_left_in_shared_caches() {
    let (_folder, state) = with_login(Reading::Login);
    let path = "/v1/vastleggingen";
    let (status, _) = by_browser(&state, (Method::GET, path), &[]).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let cookie = cookie(&state, Role::Reader);
    let (status, head) = by_browser(&state, (Method::GET, path), &[("cookie", &cookie)]).await;
    assert_eq!(
        (status, &head["cache-control"]),
        (
            StatusCode::OK,
            &"private, no-cache".parse().expect("a header")
        )
    );
    for path in ["/v1/wie", "/health"] {
        let (status, _) = by_browser(&state, (Method::GET, path), &[]).await;
        assert!(status != StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_copied_cookie_opens_nothing_after_logging_out() {
    let (_folder, state) = with_login(Reading::Login);
    let cookie = cookie(&state, Role::Planner);
    let head = [
        ("cookie", cookie.as_str()),
        ("origin", "https://nabij.example"),
    ];
    let read = (Method::GET, "/v1/studie");
    // Who may read hears that there is no study.
    let (status, _) = by_browser(&state, read.clone(), &head).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let (status, answer) = by_browser(&state, (Method::POST, "/uitloggen"), &head).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(answer.get_all("set-cookie").iter().count(), 2);
    let (status, _) = by_browser(&state, read, &head).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_login_that_was_ended_on_one_server_opens_no_other_and_none_that_starts_anew() {
    let (folder, one) = with_login(Reading::Login);
    let another = || {
        let address = StoreAddress::File(folder.path().join("nabij.sqlite"));
        let store = Store::open(&address, "Voorbeeldstad").expect("a store");
        let mut state = ServerState::default().with_register(Some(Register::over(store)));
        state.callers = login_in(folder.path(), Reading::Login);
        Arc::new(state)
    };
    let other = another();
    let [ended, kept] = [(); 2].map(|()| cookie(&one, Role::Planner));
    let opens = async |state: &Arc<ServerState>, cookie: &str| {
        exchange_ended(state).await;
        let read = (Method::GET, "/v1/vastleggingen");
        by_browser(state, read, &[("cookie", cookie)]).await.0
    };
    assert_eq!(opens(&other, &ended).await, StatusCode::OK);
    let head = [
        ("cookie", ended.as_str()),
        ("origin", "https://nabij.example"),
    ];
    let (status, _) = by_browser(&one, (Method::POST, "/uitloggen"), &head).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    for state in [&other, &another()] {
        assert_eq!(opens(state, &ended).await, StatusCode::UNAUTHORIZED);
        assert_eq!(opens(state, &kept).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn while_other_servers_are_not_heard_no_login_opens_what_nobody_in_particular_may_not() {
    let long_ago = Instant::now().checked_sub(2 * UNHEARD).expect("a moment");
    let (list, tokens) = ("/v1/vastleggingen", "/v1/tokens");
    for (reading, listed) in [
        (Reading::Open, StatusCode::OK),
        (Reading::Login, StatusCode::SERVICE_UNAVAILABLE),
    ] {
        let (_folder, state) = with_login(reading);
        let cookie = cookie(&state, Role::Keeper);
        let status = async |path: &'static str| {
            let head = [("cookie", cookie.as_str())];
            by_browser(&state, (Method::GET, path), &head).await.0
        };
        assert_eq!(status(tokens).await, StatusCode::OK);
        let login = state.callers.login.as_ref().expect("a login");
        login.sessions.ended().listen(long_ago);
        assert_eq!(status(list).await, listed);
        assert_eq!(status(tokens).await, StatusCode::SERVICE_UNAVAILABLE);
        exchange_ended(&state).await;
        assert_eq!(status(tokens).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_login_that_comes_back_without_having_begun_is_refused() {
    let (folder, state) = with_login(Reading::Open);
    for query in ["", "?code=x&state=y", "?error=access_denied"] {
        let (status, head) = by_browser(
            &state,
            (Method::GET, &format!("/inloggen/terug{query}")),
            &[],
        )
        .await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{query}");
        assert!(!head.contains_key("set-cookie"));
    }
    let written = lines(&folder.path().join("audit.jsonl")).await;
    assert_eq!(written.len(), 3);
    for line in written {
        assert_eq!(
            (&line["wat"], &line["uitkomst"]),
            (&json!("logIn"), &json!(401))
        );
    }
    let elsewhere = [("origin", "https://elders.example")];
    let (status, _) = by_browser(&state, (Method::POST, "/uitloggen"), &elsewhere).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}
