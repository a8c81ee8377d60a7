//! The service as those who run it see it, in process: health, figures, names of requests, and its end.

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "other doors are asked elsewhere")]
mod example_server;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use nabij::api::running::metrics_text::metrics_routes;
use nabij::api::running::request_id::{HEADER, RequestId};
use nabij::api::server::{serve, service};
use nabij::api::state::{Loading, ServerState};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower::ServiceExt;

use crate::example_server::{bytes, get, state};

async fn ask(router: Router, address: &str) -> Response<Body> {
    let request = Request::get(address).body(Body::empty());
    let asked = router.oneshot(request.expect("a request"));
    asked.await.expect("always an answer")
}

async fn document(response: Response<Body>) -> Value {
    serde_json::from_slice(&bytes(response).await).expect("JSON")
}

async fn figures(state: Arc<ServerState>) -> String {
    let response = ask(metrics_routes(state), "/metrics").await;
    assert_eq!(response.status(), StatusCode::OK);
    String::from_utf8(bytes(response).await).expect("UTF-8")
}

fn figure(text: &str, of: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.starts_with(of))?;
    line.rsplit(' ').next()?.parse().ok()
}

#[tokio::test]
async fn health_fails_while_the_study_is_read_and_passes_after() {
    let response = get("/health").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        response.headers()["content-type"],
        "application/health+json"
    );
    assert_eq!(document(response).await["status"], "pass");
    let loading = Arc::new(ServerState::default());
    loading.report_loading(Loading {
        step: "straten lezen".to_owned(),
        share: 0.4,
    });
    let response = ask(service(Arc::clone(&loading)), "/health").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let health = document(response).await;
    assert_eq!(health["status"], "fail");
    assert_eq!(
        (&health["stap"], &health["deel"]),
        (&"straten lezen".into(), &0.4.into())
    );
    let question = ask(service(loading), "/v1/antwoord").await;
    assert_eq!(question.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn figures_count_by_route_and_never_by_what_a_stranger_types() {
    let state = Arc::new(ServerState::default());
    state.open(crate::example_server::state().study().expect("a study"));
    let router = service(Arc::clone(&state));
    for address in [
        "/v1/collections/gebieden",
        "/v1/collections/voorzieningen",
        "/v1/collections/geheim",
        "/v1/zoeken?tekst=geheim",
        "/geheim",
    ] {
        ask(router.clone(), address).await;
    }
    let strange = Request::builder()
        .method("GEHEIM")
        .uri("/v1")
        .body(Body::empty());
    let strange = router.oneshot(strange.expect("a request")).await;
    assert_eq!(
        strange.expect("an answer").status(),
        StatusCode::METHOD_NOT_ALLOWED
    );
    let text = figures(state).await;
    assert!(
        !text.contains("geheim") && !text.contains("GEHEIM"),
        "{text}"
    );
    let answered = |status: u16| {
        let of = format!(
            r#"nabij_http_requests_total{{route="/v1/collections/{{collectionId}}",method="GET",status="{status}"}}"#
        );
        figure(&text, &of)
    };
    assert_eq!((answered(200), answered(404)), (Some(2.0), Some(1.0)));
    let took =
        r#"nabij_http_request_duration_seconds_count{route="/v1/collections/{collectionId}"}"#;
    assert_eq!(figure(&text, took), Some(3.0));
    assert_eq!(figure(&text, "nabij_http_requests_running"), Some(0.0));
    assert!(
        text.contains(r#"study="Voorbeeldstad""#) && text.ends_with("# EOF\n"),
        "{text}"
    );
}

#[tokio::test]
async fn figures_tell_which_tiles_were_made_and_which_were_kept() {
    let state = Arc::new(ServerState::default());
    state.open(crate::example_server::state().study().expect("a study"));
    let tile = crate::example_server::tile_in_the_middle(12).await;
    let address = format!("/v1/collections/gebieden/tiles/WebMercatorQuad/{tile}");
    for _ in 0..3 {
        ask(service(Arc::clone(&state)), &address).await;
    }
    state.tiles.run_pending_tasks();
    let text = figures(Arc::clone(&state)).await;
    let one = |name: &str| figure(&text, name);
    assert_eq!(one("nabij_tiles_made_total"), Some(1.0));
    assert_eq!(one("nabij_tiles_kept_total"), Some(2.0));
    assert_eq!(one("nabij_tile_cache_tiles"), Some(1.0));
    assert!(one("nabij_tile_cache_bytes") > Some(1.0));
    assert!(one("nabij_study_opened_timestamp_seconds") > Some(1.7e9));
    let elsewhere = ask(metrics_routes(state), "/v1").await;
    assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_map_does_not_show_the_figures() {
    assert_eq!(get("/metrics").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_answer_has_the_id_of_its_request() {
    for address in ["/v1", "/health", "/v1/niets", "/v1/antwoord?taal=fr"] {
        let request = Request::get(address).header(HEADER, "van-mij.1");
        let request = request.body(Body::empty()).expect("a request");
        let answer = service(state()).oneshot(request).await.expect("an answer");
        assert_eq!(answer.headers()[HEADER], "van-mij.1", "{address}");
        let own = get(address).await.headers()[HEADER].clone();
        assert_eq!(own.len(), 32, "{address}: {own:?}");
    }
}

#[tokio::test]
async fn our_own_mistake_names_the_request_in_its_answer() {
    let request = Request::get("/").header(HEADER, "van-mij.1").body(());
    let id = RequestId::of(request.expect("a request").headers());
    let cause = std::io::Error::other("stuk");
    let problem = id.during(async { state().failure(&cause) }).await;
    assert!(
        problem.detail().contains("van-mij.1"),
        "{}",
        problem.detail()
    );
}

/// A server of its own.
struct Server {
    address: SocketAddr,
    state: Arc<ServerState>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// One with these limits.
    async fn with(limits: impl FnOnce(&mut ServerState)) -> Self {
        let mut own = ServerState::default();
        own.open(state().study().expect("a study"));
        limits(&mut own);
        let state = Arc::new(own);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(serve(listener, Arc::clone(&state), async {
            drop(stopped.await);
        }));
        Self {
            address,
            state,
            stop,
            serving,
        }
    }

    /// Waits until a request is being answered.
    async fn has_begun(&self) {
        while self.state.metrics.running.get() == 0 {
            tokio::task::yield_now().await;
        }
    }

    /// Stops, and waits until it has.
    async fn stopped(self) {
        self.stop.send(()).expect("it listens");
        let ended = self.serving.await.expect("no panic");
        ended.expect("it ended well");
    }
}

async fn sent(address: SocketAddr, text: &str) -> TcpStream {
    let mut connection = TcpStream::connect(address).await.expect("a connection");
    let written = connection.write_all(text.as_bytes()).await;
    written.expect("it is sent");
    connection
}

async fn answer(mut connection: TcpStream) -> String {
    let mut text = Vec::new();
    drop(connection.read_to_end(&mut text).await);
    String::from_utf8_lossy(&text).into_owned()
}

/// A question about where to build that takes so many seconds.
fn long_question(seconds: u32) -> String {
    let question = format!(
        r#"{{"vraag": "locaties", "voorziening": "PO", "model": "shortfall", "aantal": 8, "bestaand": "telt niet mee",
        "plannen": 10, "binnen_pct": 100, "verschil": 4, "rekentijd_s": {seconds}, "varianten": "niet"}}"#
    );
    format!(
        "POST /v1/locatievragen HTTP/1.1\r\nhost: nabij\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{question}",
        question.len()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_service_finishes_what_it_began_and_takes_nothing_new() {
    let server = Server::with(|_| ()).await;
    let address = server.address;
    let idle = sent(address, "").await;
    let head = "POST /v1/locatievragen HTTP/1.1\r\nhost: nabij\r\ncontent-length: 18\r\n\r\n";
    let mut begun = sent(address, head).await;
    server.has_begun().await;
    let stopping = tokio::spawn(server.stopped());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let written = begun.write_all(br#"{"vraag": "onzin"}"#).await;
    written.expect("it is still read");
    let finished = answer(begun).await;
    assert!(finished.starts_with("HTTP/1.1 400"), "{finished:.300}");
    stopping.await.expect("no panic");
    assert_eq!(answer(idle).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_before_a_stop_is_answered_also_to_who_was_not_let_in_yet() {
    let mut own = ServerState::default();
    own.open(state().study().expect("a study"));
    // More wait than there are places.
    own.connections.most = 5;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let silent = sent(address, "").await;
    let mut waiting = Vec::new();
    for _ in 0..20 {
        waiting.push(sent(address, "GET /health HTTP/1.1\r\nhost: nabij\r\n\r\n").await);
    }
    let ended = serve(listener, Arc::new(own), async {}).await;
    ended.expect("it ended well");
    for connection in waiting {
        let told = answer(connection).await;
        assert!(told.starts_with("HTTP/1.1 200"), "{told:.200}");
    }
    assert_eq!(answer(silent).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_service_does_not_wait_for_ever() {
    let soon = Duration::from_millis(300);
    let server = Server::with(|own| own.connections.stopping = soon).await;
    let begun = sent(server.address, &long_question(50)).await;
    server.has_begun().await;
    let asked = Instant::now();
    server.stopped().await;
    assert_eq!(answer(begun).await, "");
    assert!(asked.elapsed() < Duration::from_secs(10));
}

/// Writes a letter now and then until the server closes, and says how long that took.
async fn dripped(address: SocketAddr, begin: &str) -> Duration {
    let mut connection = sent(address, begin).await;
    let began = Instant::now();
    let (mut reading, mut writing) = connection.split();
    let mut told = Vec::new();
    let dripping = async {
        while writing.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::select! {
        _ = reading.read_to_end(&mut told) => (),
        () = dripping => (),
    }
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_who_send_a_letter_now_and_then_go_and_slow_nobody_down() {
    let a_second = Duration::from_secs(1);
    let server = Server::with(|own| own.connections.head = a_second).await;
    let address = server.address;
    let slow = (0..200).map(|_| tokio::spawn(dripped(address, "GET /v1 HTTP/1.1\r\nx-slow: ")));
    let slow: Vec<_> = slow.collect();
    let hello = "GET /v1/studie HTTP/1.1\r\nhost: nabij\r\nconnection: close\r\n\r\n";
    let mut times = Vec::new();
    for _ in 0..20 {
        let began = Instant::now();
        let told = answer(sent(address, hello).await).await;
        assert!(told.starts_with("HTTP/1.1 200"), "{told:.200}");
        times.push(began.elapsed());
    }
    times.sort();
    assert!(times[10] < Duration::from_millis(500), "{times:?}");
    for connection in slow {
        let lasted = connection.await.expect("no panic");
        assert!(lasted < Duration::from_secs(10), "it lasted {lasted:?}");
    }
    assert_eq!(server.state.metrics.connections.get(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_without_end_is_refused() {
    let server = Server::with(|_| ()).await;
    let endless = format!("GET /v1 HTTP/1.1\r\nx-long: {}", "a".repeat(70_000));
    let told = answer(sent(server.address, &endless).await).await;
    assert!(told.starts_with("HTTP/1.1 414"), "{told:.200}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_does_not_come_whole_is_refused_in_words_and_silence_just_ends() {
    let soon = Duration::from_millis(300);
    let server = Server::with(|own| own.connections.head = soon).await;
    let told = answer(sent(server.address, "GET /v1 HTTP/1.1\r\nx-slow: ").await).await;
    assert!(
        told.starts_with("HTTP/1.1 408 Request Timeout\r\n"),
        "{told:.200}"
    );
    assert!(told.contains("\r\nconnection: close\r\n"), "{told:.600}");
    assert!(told.contains("Te langzaam"), "{told:.600}");
    assert_eq!(answer(sent(server.address, "").await).await, "");
    let then_silent = "GET /health HTTP/1.1\r\nhost: nabij\r\n\r\n";
    let told = answer(sent(server.address, then_silent).await).await;
    assert!(
        told.starts_with("HTTP/1.1 200") && !told.contains("HTTP/1.1 408"),
        "{told}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let soon = Duration::from_millis(300);
    let server = Server::with(|own| own.connections.body = soon).await;
    let begin = "POST /v1/locatievragen HTTP/1.1\r\nhost: nabij\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{";
    let told = answer(sent(server.address, begin).await).await;
    assert!(told.starts_with("HTTP/1.1 408"), "{told:.300}");
    assert!(told.contains("Te langzaam"), "{told:.600}");
    let lasted = dripped(server.address, begin).await;
    assert!(lasted < Duration::from_secs(10), "it lasted {lasted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_all_places_are_taken_waits_for_one() {
    let server = Server::with(|own| {
        own.connections.most = 2;
        own.connections.head = Duration::from_secs(1);
    })
    .await;
    let taken = [
        sent(server.address, "").await,
        sent(server.address, "").await,
    ];
    let hello = "GET /health HTTP/1.1\r\nhost: nabij\r\nconnection: close\r\n\r\n";
    let told = answer(sent(server.address, hello).await).await;
    assert!(told.starts_with("HTTP/1.1 200"), "{told:.200}");
    drop(taken);
}
