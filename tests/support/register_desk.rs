//! A service over the example town that keeps what is entered, in process.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use nabij::api::register::kept::{Register, Writing, study_with};
use nabij::api::running::reload::reload;
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
    host: &'static str,
}

impl RegisterDesk {
    /// A service that starts with this store.
    pub fn open(address: &StoreAddress) -> Self {
        Self::with(Some((address, Writing::ThisMachine)))
    }

    /// A service with a store, where this may be written, or without one.
    pub fn with(store: Option<(&StoreAddress, Writing)>) -> Self {
        let files = StudyFiles {
            study: Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad"),
            data: None,
        };
        let register = store.map(|(address, writing)| {
            let store = Store::open(address, "Voorbeeldstad").expect("a store");
            Register::over(store, writing)
        });
        let state = Arc::new(ServerState::default().with_register(register));
        let register = state.register();
        let read = study_with(register.as_deref(), &files, Vec::new());
        let (study, entered) = read.expect("a study");
        state.open_with(Arc::new(study), &entered);
        Self {
            state,
            files,
            host: "localhost",
        }
    }

    /// The same service as it is reached by another name.
    pub fn elsewhere(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            files: self.files.clone(),
            host: "nabij.example",
        }
    }

    /// Reads the study again, as the service does when something was kept.
    pub async fn read_again(&self) {
        assert!(reload(&self.state, &self.files).await);
    }

    /// What is answered.
    pub async fn ask(&self, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        let body = match body {
            Value::Null => Body::empty(),
            body => Body::from(body.to_string()),
        };
        let request = Request::builder()
            .method(method)
            .uri(format!("/v1{path}"))
            .header(header::HOST, self.host)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
            .expect("a request");
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
