//! OGC API Processes, in process on the example town: each test names the requirement it keeps.
//!
//! # Source
//! OGC 18-062r2 (Processes part 1).

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "other tests ask for tiles and refusals")]
mod example_server;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::ingest::load::load_study;
use nabij::study::open_study::Study;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::example_server::{bytes, json, problem, state};

/// Plans that all differ, over a long search: without an end it takes its whole time.
fn long_question() -> Value {
    json!({ "vraag": {
        "vraag": "locaties", "voorziening": "PO", "model": "shortfall", "aantal": 8,
        "bestaand": "telt niet mee", "plannen": 10, "binnen_pct": 100, "verschil": 4, "rekentijd_s": 50,
    } })
}

fn clusters() -> Value {
    json!({ "vraag": { "vraag": "clusters_0_18" } })
}

/// Three homes on a line and two sites: best is the site in the middle, at 1 + 0 + 1.
fn table() -> Value {
    json!({
        "model": "p-median",
        "sites": 1,
        "demand": [
            { "demand_id": "a", "weight": 1 },
            { "demand_id": "b", "weight": 1 },
            { "demand_id": "c", "weight": 1 },
        ],
        "costs": [
            { "demand_id": "a", "site_id": "x", "cost": 0 },
            { "demand_id": "b", "site_id": "x", "cost": 1 },
            { "demand_id": "c", "site_id": "x", "cost": 2 },
            { "demand_id": "a", "site_id": "y", "cost": 1 },
            { "demand_id": "b", "site_id": "y", "cost": 0 },
            { "demand_id": "c", "site_id": "y", "cost": 1 },
        ],
    })
}

/// The same with what is known of the sites, and what may become of them.
fn table_with_sites() -> Value {
    let mut inputs = table();
    inputs["sites_table"] = json!([
        { "site_id": "x", "district": "West", "fixed_cost": 10, "capacity": 2, "x": 0, "y": 0 },
        { "site_id": "y", "district": "Oost", "fixed_cost": 20.5, "variable_cost": 1, "capacity": 3, "x": 300, "y": 400 },
    ]);
    inputs
}

fn actions() -> Value {
    json!([
        { "site_id": "x", "action": "closed", "fixed_cost": 5 },
        { "site_id": "x", "action": "as is", "fixed_cost": 1, "capacity": 2 },
        { "site_id": "y", "action": "extended", "fixed_cost": 30, "variable_cost": 2, "capacity": 3 },
    ])
}

/// The rows as the file that `nabij solve` reads.
fn as_file(folder: &std::path::Path, name: &str, rows: &Value) -> String {
    let columns = [
        "demand_id",
        "weight",
        "site_id",
        "cost",
        "district",
        "action",
        "fixed_cost",
        "variable_cost",
        "capacity",
        "x",
        "y",
    ];
    let mut text = columns.join(",") + "\n";
    for row in rows.as_array().expect("rows") {
        let cell = |column: &&str| match &row[*column] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        text += &(columns.iter().map(cell).collect::<Vec<_>>().join(",") + "\n");
    }
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

/// What `nabij solve` answers to the same tables and options, without how long it took.
fn by_command(inputs: &Value) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let mut words = vec!["solve".to_owned(), "--json".to_owned()];
    for (name, value) in inputs.as_object().expect("inputs") {
        let option = format!("--{}", name.replace('_', "-"));
        match value {
            Value::Array(rows) if rows[0].is_object() => {
                let file = as_file(folder.path(), &format!("{name}.csv"), value);
                words.extend([option, file]);
            }
            Value::Bool(true) => words.push(option),
            Value::String(text) => words.extend([option, text.clone()]),
            other => words.extend([option, other.to_string()]),
        }
    }
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_nabij"))
        .args(&words)
        .output()
        .expect("it runs");
    assert!(
        run.status.success(),
        "{words:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    let mut told: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    told.as_object_mut().expect("an object").remove("seconds");
    told
}

/// The middle of the example town.
async fn middle() -> [f64; 2] {
    let study = json("/v1/studie").await;
    let bounds: Vec<f64> = study["begrenzing"]
        .as_array()
        .expect("four")
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    [
        f64::midpoint(bounds[0], bounds[2]),
        f64::midpoint(bounds[1], bounds[3]),
    ]
}

async fn asked(state: &Arc<ServerState>, request: Request<Body>) -> Response<Body> {
    let service = service(Arc::clone(state));
    service.oneshot(request).await.expect("always an answer")
}

fn execution(process: &str, document: &Value, prefer: Option<&str>) -> Request<Body> {
    let address = format!("/v1/processes/{process}/execution");
    let request = Request::post(address).header("content-type", "application/json");
    let request = match prefer {
        Some(prefer) => request.header("prefer", prefer),
        None => request,
    };
    request
        .body(Body::from(document.to_string()))
        .expect("a request")
}

async fn execute(process: &str, inputs: &Value) -> Response<Body> {
    let document = json!({ "inputs": inputs });
    asked(&state(), execution(process, &document, None)).await
}

async fn get_from(state: &Arc<ServerState>, address: &str) -> Response<Body> {
    let request = Request::get(address).body(Body::empty());
    asked(state, request.expect("a request")).await
}

async fn document(response: Response<Body>) -> Value {
    serde_json::from_slice(&bytes(response).await).expect("JSON")
}

/// Begins a job, and gives its address.
async fn job(state: &Arc<ServerState>, process: &str, inputs: &Value) -> String {
    let document = json!({ "inputs": inputs });
    let response = asked(state, execution(process, &document, Some("respond-async"))).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let address = response.headers()["location"].to_str().expect("a text");
    let at = address.find("/v1/").expect("an address of ours");
    address[at..].to_owned()
}

/// The status of a job once it is one of these.
async fn until(state: &Arc<ServerState>, address: &str, statuses: &[&str]) -> Value {
    let begun = Instant::now();
    loop {
        let found = document(get_from(state, address).await).await;
        if statuses.contains(&found["status"].as_str().expect("a status")) {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{found}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn dismissed(state: &Arc<ServerState>, address: &str) -> Response<Body> {
    let request = Request::delete(address).body(Body::empty());
    asked(state, request.expect("a request")).await
}

/// A server with the small town of two banks, which is analysed in a moment.
fn small() -> Arc<ServerState> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns/two_banks");
    let town = load_study(&folder, None, &|_| ()).expect("readable").town;
    let study = Study::open(town.expect("nothing blocks")).expect("the study opens");
    let small = Arc::new(ServerState::default());
    small.open(Arc::new(study));
    small
}

/// A server of its own, so that its jobs are those of one test.
fn own_server() -> Arc<ServerState> {
    let own = Arc::new(ServerState::default());
    own.open(state().study().expect("loaded"));
    own
}

/// /req/core/process-list-success, /req/core/pl-limit-response, /req/core/pl-links, /req/json/definition.
#[tokio::test]
async fn the_processes_are_listed_and_paged() {
    let all = json("/v1/processes").await;
    let ids = |list: &Value| -> Vec<String> {
        let list = list["processes"].as_array().expect("a list").iter();
        list.map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(
        ids(&all),
        ["locatievraag", "isochrone", "analyse", "oplossen"]
    );
    for process in all["processes"].as_array().expect("a list") {
        assert_eq!(
            process["jobControlOptions"],
            json!(["sync-execute", "async-execute", "dismiss"])
        );
        assert!(process["version"].is_string() && process["links"].is_array());
    }
    let first = json("/v1/processes?limit=3").await;
    assert_eq!(ids(&first).len(), 3);
    let mut links = first["links"].as_array().expect("links").iter();
    let next = links
        .find(|link| link["rel"] == "next")
        .expect("a next page");
    let rest = json(next["href"].as_str().expect("an address")).await;
    assert_eq!(ids(&rest), ["oplossen"]);
    let refused = example_server::get("/v1/processes?limit=0").await;
    assert_eq!(
        problem(refused, StatusCode::BAD_REQUEST).await["parameter"],
        "limit"
    );
}

/// /req/core/process-success, /req/ogc-process-description/inputs-def, /req/ogc-process-description/outputs-def: every
/// schema of an input and of the output is a JSON Schema.
#[tokio::test]
async fn each_process_tells_its_inputs_and_output_as_schemas() {
    for process in ["locatievraag", "isochrone", "analyse", "oplossen"] {
        let found = json(&format!("/v1/processes/{process}")).await;
        for part in ["inputs", "outputs"] {
            let described = found[part].as_object().expect("by name");
            assert!(!described.is_empty(), "{process}");
            for (name, one) in described {
                assert!(one["title"].is_string(), "{process} {name}");
                jsonschema::meta::validate(&one["schema"]).expect("a JSON Schema");
            }
        }
    }
}

/// The page of a process has inputs that can be sent as they stand.
#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_each_process_is_answered() {
    for process in ["locatievraag", "isochrone", "analyse", "oplossen"] {
        let page = example_server::get(&format!("/v1/processes/{process}?f=html")).await;
        let page = String::from_utf8(bytes(page).await).expect("text");
        let page = page.replace("&quot;", "\"");
        let (_, sent) = page.split_once("-d '").expect("a command");
        let (sent, _) = sent.split_once('\'').expect("it ends");
        let sent: Value = serde_json::from_str(sent).expect("JSON");
        let answer = execute(process, &sent["inputs"]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{process}: {sent}");
    }
    let page = example_server::get("/v1/processes/isochrone?f=html").await;
    let page = String::from_utf8(bytes(page).await).expect("text");
    for words in [
        "een lijst van 1 tot en met",
        "seconden",
        "als het er niet staat",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

/// /req/core/process-exception-no-such-process, /req/core/job-exception-no-such-job,
/// /req/core/job-results-exception/no-such-job.
#[tokio::test]
async fn what_does_not_exist_is_said_so_with_its_type() {
    for (address, kind) in [
        ("/v1/processes/buffer", "no-such-process"),
        ("/v1/jobs/1", "no-such-job"),
        ("/v1/jobs/1/results", "no-such-job"),
    ] {
        let refused = problem(example_server::get(address).await, StatusCode::NOT_FOUND).await;
        let expected =
            format!("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/{kind}");
        assert_eq!(refused["type"], expected);
    }
    let refused = execute("buffer", &json!({})).await;
    problem(refused, StatusCode::NOT_FOUND).await;
    let refused = dismissed(&state(), "/v1/jobs/1").await;
    problem(refused, StatusCode::NOT_FOUND).await;
}

/// /req/core/process-execute-sync-raw-value-one: the output itself, of each process in its own form.
#[tokio::test(flavor = "multi_thread")]
async fn each_process_answers_at_once_with_its_output() {
    let plan = execute("oplossen", &table()).await;
    assert_eq!(plan.status(), StatusCode::OK);
    assert_eq!(plan.headers()["content-type"], "application/json");
    let plan = document(plan).await;
    assert_eq!(plan["sites"], json!(["y"]));
    assert_eq!(
        (&plan["objective"], &plan["proven_optimal"]),
        (&json!(2.0), &json!(true))
    );

    let point = middle().await;
    let inputs = json!({ "punt": point, "profiel": "lopen", "afstanden_m": [200, 400] });
    let reach = execute("isochrone", &inputs).await;
    assert_eq!(reach.status(), StatusCode::OK);
    assert_eq!(reach.headers()["content-type"], "application/geo+json");
    let reach = document(reach).await;
    let features = reach["features"].as_array().expect("features");
    assert_eq!(features.len(), 4, "land and streets of each distance");
    let length = |number: usize| features[number]["properties"]["lengte_m"].as_f64();
    assert!(length(1) < length(3), "{:?} {:?}", length(1), length(3));

    let answer = execute("locatievraag", &clusters()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let own = bytes(answer).await;
    let request = Request::post("/v1/locatievragen").header("content-type", "application/json");
    let request = request.body(Body::from(clusters()["vraag"].to_string()));
    let other = asked(&state(), request.expect("a request")).await;
    assert_eq!(own, bytes(other).await, "as the questions have it");

    let files = asked(&small(), execution("analyse", &json!({}), None)).await;
    assert_eq!(files.status(), StatusCode::OK);
    assert_eq!(files.headers()["content-type"], "application/zip");
    let zip = bytes(files).await;
    let held = String::from_utf8_lossy(&zip);
    for table in ["bereikbaarheid", "punten", "maten", "aanbod"] {
        assert!(held.contains(&format!("{table}.csv")), "{table}");
    }
}

/// What the command can be asked, the process can be asked too, and the plan is the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_process_has_every_limit_of_the_command_and_gives_its_plan() {
    let sites = table_with_sites();
    let with = |base: &Value, more: Value| {
        let mut inputs = base.clone();
        let more = more.as_object().expect("inputs").clone();
        inputs.as_object_mut().expect("inputs").extend(more);
        inputs
    };
    let spread =
        json!({ "model": "p-dispersion", "sites": 2, "sites_table": sites["sites_table"] });
    for (inputs, open) in [
        (with(&sites, json!({ "budget": 12 })), json!(["x"])),
        (with(&sites, json!({ "budget": 23.5 })), json!(["y"])),
        (with(&sites, json!({ "capacities": true })), json!(["y"])),
        (
            with(
                &sites,
                json!({ "sites": 2, "max_per_district": 1, "min_distance": 500 }),
            ),
            json!(["x", "y"]),
        ),
        (
            with(
                &table(),
                json!({ "sites": 2, "actions": actions(), "budget": 37 }),
            ),
            json!(["x", "y"]),
        ),
        (
            with(&table(), json!({ "actions": actions() })),
            json!(["y"]),
        ),
        (spread, json!(["x", "y"])),
    ] {
        let told = document(execute("oplossen", &inputs).await).await;
        assert_eq!(told["sites"], open, "{inputs}: {told}");
        assert_eq!(told, by_command(&inputs), "{inputs}");
    }
}

/// /req/core/process-execute-sync-document: a document names the output; /req/core/process-execute-inputs and
/// -input-inline-object: a value may be bare or qualified.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_names_the_output_and_inputs_may_be_qualified() {
    let bare = document(execute("locatievraag", &clusters()).await).await;
    let whole = json!({
        "inputs": { "vraag": { "value": { "vraag": "clusters_0_18" }, "mediaType": "application/json" } },
        "outputs": { "antwoord": { "transmissionMode": "value", "format": { "mediaType": "application/json" } } },
        "response": "document",
    });
    let told = document(asked(&state(), execution("locatievraag", &whole, None)).await).await;
    assert_eq!(told["antwoord"]["value"], bare);
}

/// /req/core/process-execute-input-validation: every wrong input is a 400 that names it.
#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_input_is_refused_by_its_name() {
    let with = |process: &'static str, base: &Value, name: &str, value: Value| {
        let mut inputs = base.clone();
        inputs[name] = value;
        (process, inputs, format!("inputs.{name}"))
    };
    let reach = json!({ "punt": middle().await, "profiel": "lopen", "tijden_s": [300] });
    let solve = table();
    let mut sites = table_with_sites();
    sites["actions"] = actions();
    let mut cases = vec![
        with("oplossen", &solve, "model", json!("beste")),
        with("oplossen", &solve, "sites", json!(0)),
        with("oplossen", &solve, "sites", json!(1.5)),
        with("oplossen", &solve, "radius", json!(-1)),
        with("oplossen", &solve, "power", json!("veel")),
        with("oplossen", &solve, "required", json!(["z"])),
        with("oplossen", &solve, "forbidden", json!(3)),
        with("oplossen", &solve, "alternatives", json!(0)),
        with("oplossen", &solve, "within", json!(5)),
        with("oplossen", &solve, "time_limit", json!(301)),
        with("oplossen", &solve, "demand", json!([])),
        with("oplossen", &solve, "costs", json!("a,x,1")),
        with("oplossen", &solve, "kosten", json!([])),
        with("oplossen", &solve, "demand", Value::Null),
        with("oplossen", &solve, "costs", Value::Null),
        with("oplossen", &solve, "budget", json!(5)),
        with("oplossen", &solve, "max_per_district", json!(1)),
        with("oplossen", &solve, "min_distance", json!(1)),
        with("oplossen", &solve, "capacities", json!(true)),
        with("oplossen", &solve, "sites_table", json!([])),
        with(
            "oplossen",
            &solve,
            "sites_table",
            json!([{ "site_id": "q" }]),
        ),
        with(
            "oplossen",
            &solve,
            "actions",
            json!([{ "site_id": "x", "action": "closed", "fixed_cost": 1 }]),
        ),
        with("oplossen", &sites, "budget", json!(0.001)),
        with("oplossen", &sites, "budget", json!("10")),
        with("oplossen", &sites, "max_per_district", json!(0)),
        with("oplossen", &sites, "capacities", json!(1)),
        with("isochrone", &reach, "punt", json!([5])),
        with("isochrone", &reach, "punt", json!([5.0, 95.0])),
        with("isochrone", &reach, "punt", json!([4.0, 51.0])),
        with(
            "isochrone",
            &reach,
            "punt",
            json!({ "href": "http://localhost/punt" }),
        ),
        with("isochrone", &reach, "crs", json!("EPSG:28992")),
        with("isochrone", &reach, "profiel", json!("te paard")),
        with("isochrone", &reach, "tijden_s", json!([0])),
        with("isochrone", &reach, "tijden_s", json!([1, 2, 3, 4, 5, 6])),
        with("isochrone", &reach, "tijden_s", json!(1e300)),
        with("isochrone", &reach, "afstanden_m", json!([1e9])),
        with("locatievraag", &clusters(), "vraag", json!("clusters_0_18")),
        with("locatievraag", &clusters(), "taal", json!("de")),
        with("analyse", &json!({}), "formaten", json!(["dwg"])),
        with("analyse", &json!({}), "small_numbers", json!("keep")),
    ];
    let row = |table: &str, column: &str, value: Value| {
        let mut inputs = sites.clone();
        inputs[table][1][column] = value;
        ("oplossen", inputs, format!("inputs.{table}[1].{column}"))
    };
    cases.extend([
        row("demand", "demand_id", json!("a")),
        row("demand", "demand_id", json!("")),
        row("demand", "weight", json!("1")),
        row("costs", "demand_id", json!("q")),
        row("costs", "site_id", Value::Null),
        row("costs", "cost", json!(-2)),
        row("sites_table", "site_id", json!("x")),
        row("sites_table", "fixed_cost", json!(1.234)),
        row("sites_table", "capacity", json!(-1)),
        row("sites_table", "x", Value::Null),
        row("actions", "site_id", json!("q")),
        row("actions", "action", json!("closed")),
        row("actions", "fixed_cost", Value::Null),
        row("actions", "variable_cost", json!("veel")),
        row("actions", "capacity", json!(-1)),
    ]);
    let field = json!({ "vraag": { "vraag": "clusters_0_18", "doorsnede": 3 } });
    cases.push(("locatievraag", field, "inputs.vraag.doorsnede".to_owned()));
    let both =
        json!({ "punt": reach["punt"], "profiel": "lopen", "tijden_s": 60, "afstanden_m": 60 });
    cases.push(("isochrone", both, "inputs.tijden_s".to_owned()));
    for (process, inputs, name) in cases {
        let refused = problem(execute(process, &inputs).await, StatusCode::BAD_REQUEST).await;
        assert_eq!(refused["parameter"], name, "{process} {refused}");
    }
    for (process, needed) in [
        ("isochrone", "punt"),
        ("locatievraag", "vraag"),
        ("oplossen", "model"),
    ] {
        let refused = problem(execute(process, &json!({})).await, StatusCode::BAD_REQUEST).await;
        assert_eq!(refused["parameter"], format!("inputs.{needed}"));
    }
}

/// /req/core/process-execute-request: what is no execute request is a 400 that names the member.
#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_member_of_a_request_is_refused_by_its_name() {
    for (whole, name) in [
        (json!([]), "(de opdracht)"),
        (json!({ "inputs": [] }), "inputs"),
        (json!({ "response": "xml" }), "response"),
        (json!({ "outputs": ["antwoord"] }), "outputs"),
        (json!({ "outputs": { "kaart": {} } }), "outputs.kaart"),
        (
            json!({ "outputs": { "antwoord": { "transmissionMode": "reference" } } }),
            "outputs.antwoord.transmissionMode",
        ),
        (
            json!({ "outputs": { "antwoord": { "format": { "mediaType": "text/csv" } } } }),
            "outputs.antwoord.format.mediaType",
        ),
        (
            json!({ "subscriber": { "successUri": "http://localhost/" } }),
            "subscriber",
        ),
    ] {
        let response = asked(&state(), execution("locatievraag", &whole, None)).await;
        let refused = problem(response, StatusCode::BAD_REQUEST).await;
        assert_eq!(refused["parameter"], name);
    }
    let mut many = table();
    many["sites"] = json!(99);
    let many = json!({ "inputs": many });
    let response = asked(&state(), execution("oplossen", &many, None)).await;
    let refused = problem(response, StatusCode::BAD_REQUEST).await;
    let detail = refused["detail"].as_str().expect("words");
    assert!(detail.contains("aantal locaties: gevonden 99"), "{detail}");
    let broken = Request::post("/v1/processes/oplossen/execution").body(Body::from("{"));
    let response = asked(&state(), broken.expect("a request")).await;
    problem(response, StatusCode::BAD_REQUEST).await;
    let unknown = json!({ "inputs": { "vraag": { "vraag": "clusters_0_18" }, "scenario": "weg" } });
    let response = asked(&state(), execution("locatievraag", &unknown, None)).await;
    problem(response, StatusCode::NOT_FOUND).await;
}

/// /req/core/process-execute-success-async, /req/core/job-success, /req/core/job-results-async-raw-value-one: a job tells
/// how far it is, and its result is the same bytes as the answer at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_gives_the_same_bytes_as_the_answer_at_once() {
    let own = own_server();
    for (process, inputs) in [
        ("oplossen", table()),
        ("locatievraag", clusters()),
        (
            "locatievraag",
            json!({ "vraag": { "vraag": "buurtschool" } }),
        ),
    ] {
        same_bytes(&own, process, &inputs).await;
    }
    let files = json!({ "formaten": ["geojson", "gpkg"] });
    same_bytes(&small(), "analyse", &files).await;
}

async fn same_bytes(own: &Arc<ServerState>, process: &str, inputs: &Value) {
    let at_once = asked(own, execution(process, &json!({ "inputs": inputs }), None)).await;
    assert_eq!(at_once.status(), StatusCode::OK, "{process}");
    let kind = at_once.headers()["content-type"].clone();
    let address = job(own, process, inputs).await;
    let found = until(own, &address, &["successful", "failed"]).await;
    assert_eq!(found["status"], "successful", "{found}");
    assert_eq!(
        (&found["progress"], &found["processID"]),
        (&json!(100), &json!(process))
    );
    for moment in ["created", "started", "finished", "expires"] {
        assert!(found[moment].is_string(), "{moment}");
    }
    let results = get_from(own, &format!("{address}/results")).await;
    assert_eq!(results.headers()["content-type"], kind);
    assert!(bytes(results).await == bytes(at_once).await, "{process}");
}

/// /req/core/job-results-failed: a job without an answer says why, as the answer at once would.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_without_an_answer_says_why() {
    let own = own_server();
    // One site cannot serve demand point c.
    let mut inputs = table();
    inputs["forbidden"] = json!(["x", "y"]);
    let address = job(&own, "oplossen", &inputs).await;
    let found = until(&own, &address, &["successful", "failed"]).await;
    assert_eq!(found["status"], "failed");
    let results = get_from(&own, &format!("{address}/results")).await;
    let refused = problem(results, StatusCode::BAD_REQUEST).await;
    assert_eq!(refused["detail"], found["message"]);
}

/// /req/job-list/job-list-success and the definitions of its parameters.
#[tokio::test(flavor = "multi_thread")]
async fn jobs_are_listed_the_latest_first_and_chosen_by_every_parameter() {
    let own = own_server();
    let first = job(&own, "oplossen", &table()).await;
    until(&own, &first, &["successful"]).await;
    let second = job(&own, "locatievraag", &clusters()).await;
    until(&own, &second, &["successful"]).await;
    let ids = async |query: &str| -> Vec<String> {
        let response = get_from(&own, &format!("/v1/jobs?{query}")).await;
        assert_eq!(response.status(), StatusCode::OK, "{query}");
        let list = document(response).await;
        let list = list["jobs"].as_array().expect("a list").iter();
        list.map(|job| format!("/v1/jobs/{}", job["jobID"].as_str().expect("an id")))
            .collect()
    };
    let (both, none) = (vec![second.clone(), first.clone()], Vec::<String>::new());
    for (query, expected) in [
        ("type=process", &both),
        ("status=successful,running", &both),
        ("status=failed", &none),
        ("processID=oplossen", &vec![first.clone()]),
        ("datetime=2020-01-01T00:00:00Z/..", &both),
        ("datetime=../2020-01-01T00:00:00Z", &none),
        ("minDuration=3600", &none),
        ("maxDuration=3600", &both),
        ("limit=1", &vec![second.clone()]),
        ("limit=1&offset=1", &vec![first.clone()]),
    ] {
        assert_eq!(&ids(query).await, expected, "{query}");
    }
    for (query, name) in [
        ("type=coverage", "type"),
        ("status=klaar", "status"),
        ("processID=buffer", "processID"),
        ("datetime=gisteren", "datetime"),
        ("minDuration=-1", "minDuration"),
        ("maxDuration=NaN", "maxDuration"),
        ("limit=0", "limit"),
        ("job=1", "job"),
    ] {
        let response = get_from(&own, &format!("/v1/jobs?{query}")).await;
        let refused = problem(response, StatusCode::BAD_REQUEST).await;
        assert_eq!(refused["parameter"], name);
    }
}

/// /req/dismiss/job-dismiss-op, /req/dismiss/job-dismiss-success: the computing itself ends, a waiting job never begins,
/// and no result is told; /req/core/job-results-exception/results-not-ready.
#[tokio::test(flavor = "multi_thread")]
async fn a_dismissed_job_leaves_no_thread_busy_and_has_no_result() {
    let own = own_server();
    let mut addresses = Vec::new();
    for _ in 0..3 {
        addresses.push(job(&own, "locatievraag", &long_question()).await);
    }
    for address in &addresses[..2] {
        let found = until(&own, address, &["running"]).await;
        assert!(
            found["message"]
                .as_str()
                .is_some_and(|text| text.ends_with('.'))
        );
        let response = get_from(&own, &format!("{address}/results")).await;
        let refused = problem(response, StatusCode::NOT_FOUND).await;
        assert!(
            refused["type"]
                .as_str()
                .is_some_and(|kind| kind.ends_with("result-not-ready"))
        );
    }
    assert_eq!(
        until(&own, &addresses[2], &["accepted"]).await["progress"],
        0
    );
    // The one that waits first, so that it gets no turn.
    for address in addresses.iter().rev() {
        let response = dismissed(&own, address).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(document(response).await["status"], "dismissed");
    }
    let ended = Instant::now();
    for address in &addresses {
        while document(get_from(&own, address).await).await["finished"].is_null() {
            assert!(
                ended.elapsed() < Duration::from_secs(5),
                "{address} goes on"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let response = get_from(&own, &format!("{address}/results")).await;
        problem(response, StatusCode::NOT_FOUND).await;
        assert_eq!(dismissed(&own, address).await.status(), StatusCode::OK);
    }
    let third = document(get_from(&own, &addresses[2]).await).await;
    assert!(third["started"].is_null(), "{third}");
    // Both turns are free again.
    let next = job(&own, "locatievraag", &clusters()).await;
    until(&own, &next, &["successful"]).await;
}

/// The queue is bounded: who comes too late is told when to come again.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_is_told_with_when_to_come_again() {
    let own = own_server();
    let request = || {
        execution(
            "locatievraag",
            &json!({ "inputs": long_question() }),
            Some("respond-async"),
        )
    };
    let mut begun = Vec::new();
    let refused = loop {
        let response = asked(&own, request()).await;
        if response.status() != StatusCode::CREATED {
            break response;
        }
        begun.push(
            document(response).await["jobID"]
                .as_str()
                .expect("an id")
                .to_owned(),
        );
        assert!(begun.len() <= 18, "two that run and sixteen that wait");
    };
    assert_eq!(refused.headers()["retry-after"], "5");
    problem(refused, StatusCode::SERVICE_UNAVAILABLE).await;
    for id in begun {
        dismissed(&own, &format!("/v1/jobs/{id}")).await;
    }
}

/// /req/html/definition: processes and jobs are pages too.
#[tokio::test(flavor = "multi_thread")]
async fn processes_and_jobs_are_pages_for_people() {
    let own = own_server();
    let address = job(&own, "oplossen", &table()).await;
    until(&own, &address, &["successful"]).await;
    let results = format!("{address}/results");
    for page in [
        "/v1/processes",
        "/v1/processes/isochrone",
        "/v1/jobs",
        &address,
        &results,
    ] {
        let response = get_from(&own, &format!("{page}?f=html")).await;
        assert_eq!(response.status(), StatusCode::OK, "{page}");
        let text = String::from_utf8(bytes(response).await).expect("a text");
        assert!(
            text.contains("<h1>") && text.contains("lang=\"nl\""),
            "{page}"
        );
    }
    let raw = get_from(&own, &format!("{results}?f=json")).await;
    assert_eq!(document(raw).await["sites"], json!(["y"]));
}
