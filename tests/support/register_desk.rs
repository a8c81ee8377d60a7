//! A service over the example town that keeps what is entered, in process.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderName, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use nabij::api::caller::setup::Callers;
use nabij::api::register::kept::{Register, study_with};
use nabij::api::running::reload::take_in_records;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::study::read_study::StudyFiles;
use serde_json::Value;
use tower::ServiceExt;

/// A service.
pub struct RegisterDesk {
    pub state: Arc<ServerState>,
    pub files: StudyFiles,
    head: Vec<(HeaderName, String)>,
}

impl RegisterDesk {
    /// A service that starts with this store.
    pub fn open(address: &StoreAddress) -> Self {
        let alone = Callers {
            alone: true,
            ..Callers::default()
        };
        Self::with(Some(address), alone)
    }

    /// A service with a store or without one, for these callers.
    pub fn with(store: Option<&StoreAddress>, callers: Callers) -> Self {
        let files = StudyFiles {
            study: Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad"),
            data: None,
        };
        let register = store.map(|address| {
            let store = Store::open(address, "Voorbeeldstad").expect("a store");
            Register::over(store)
        });
        let mut state = ServerState::default().with_register(register);
        state.callers = callers;
        let state = Arc::new(state);
        let register = state.register();
        let read = study_with(register.as_deref(), &files, Vec::new());
        let (study, entered) = read.expect("a study");
        state.open_with(Arc::new(study), &entered);
        Self {
            state,
            files,
            head: vec![(header::HOST, "localhost".to_owned())],
        }
    }

    /// The same service as it is reached by another name.
    pub fn elsewhere(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            files: self.files.clone(),
            head: vec![(header::HOST, "nabij.example".to_owned())],
        }
    }

    /// The same service as somebody with this token asks it.
    pub fn with_token(&self, token: &str) -> Self {
        let mut desk = self.elsewhere();
        desk.head
            .push((header::AUTHORIZATION, format!("Bearer {token}")));
        desk
    }

    /// Reads the study again, as the service does when something was kept.
    pub async fn read_again(&self) {
        assert!(take_in_records(&self.state, &self.files).await);
    }

    /// What is answered.
    pub async fn ask(&self, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        let body = match body {
            Value::Null => Body::empty(),
            body => Body::from(body.to_string()),
        };
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/v1{path}"))
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in &self.head {
            request = request.header(name, value);
        }
        let request = request.body(body).expect("a request");
        let answer = service(Arc::clone(&self.state)).oneshot(request);
        let answer = answer.await.expect("always an answer");
        let status = answer.status();
        let bytes = answer.into_body().collect().await.expect("a whole body");
        let told = serde_json::from_slice(&bytes.to_bytes()).unwrap_or_default();
        (status, told)
    }

    /// What is answered to a question that reads.
    pub async fn get(&self, path: &str) -> Value {
        let (status, told) = self.ask(Method::GET, path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{path}: {told}");
        told
    }

    /// What is answered when something new is kept.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        let (status, told) = self.ask(Method::POST, path, body).await;
        assert_eq!(status, StatusCode::CREATED, "{path}: {told}");
        told
    }
}
