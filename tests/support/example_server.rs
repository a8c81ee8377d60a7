//! The HTTP door on the example town, in process.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::ingest::load::load_study;
use nabij::study::open_study::Study;
use serde_json::Value;
use tower::ServiceExt;

/// The server with the example town.
pub fn state() -> Arc<ServerState> {
    static STATE: OnceLock<Arc<ServerState>> = OnceLock::new();
    Arc::clone(STATE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad");
        let loaded = load_study(&folder, None, &|_| ()).expect("the example town can be read");
        let study = Study::open(loaded.town.expect("nothing blocks")).expect("the study opens");
        let state = Arc::new(ServerState::default());
        state.open(Arc::new(study.with_check(loaded.report)));
        state
    }))
}

/// What is answered at an address.
pub async fn get(address: &str) -> Response<Body> {
    let request = Request::get(address)
        .body(Body::empty())
        .expect("a request");
    service(state())
        .oneshot(request)
        .await
        .expect("always an answer")
}

/// The whole body.
pub async fn bytes(response: Response<Body>) -> Vec<u8> {
    response
        .into_body()
        .collect()
        .await
        .expect("a whole body")
        .to_bytes()
        .to_vec()
}

/// The JSON at an address that answers.
pub async fn json(address: &str) -> Value {
    let response = get(address).await;
    assert_eq!(response.status(), StatusCode::OK, "{address}");
    serde_json::from_slice(&bytes(response).await).expect("JSON")
}

/// The refusal at this address: its status is as expected, and it is a problem document.
pub async fn refusal(address: &str, status: StatusCode) -> Value {
    problem(get(address).await, status).await
}

/// The problem document that a refusal is.
pub async fn problem(response: Response<Body>, status: StatusCode) -> Value {
    assert_eq!(response.status(), status);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    let problem: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
    assert_eq!(problem["status"], status.as_u16());
    assert!(problem["title"].is_string() && problem["detail"].is_string());
    problem
}

/// The tile of a zoom that holds the middle of the study.
pub async fn tile_in_the_middle(zoom: u32) -> String {
    let study = json("/v1/studie").await;
    let bounds: Vec<f64> = study["begrenzing"]
        .as_array()
        .expect("four")
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let side = f64::from(1u32 << zoom);
    let latitude = f64::midpoint(bounds[1], bounds[3]).to_radians();
    let column = ((f64::midpoint(bounds[0], bounds[2]) + 180.0) / 360.0 * side).floor();
    let row = ((1.0 - latitude.tan().asinh() / std::f64::consts::PI) / 2.0 * side).floor();
    format!("{zoom}/{row}/{column}")
}
