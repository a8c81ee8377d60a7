//! A service that takes sent layers, in process, with a folder of its own for them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use nabij::api::server::service;
use nabij::api::state::ServerState;
use nabij::api::upload::shelf::Uploads;
use nabij::study::read_study::StudyFiles;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A service with the example town.
pub struct Desk {
    state: Arc<ServerState>,
    folder: TempDir,
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad")
}

fn opened(uploads: Option<Uploads>) -> Arc<ServerState> {
    let mut state = ServerState::with_uploads(uploads);
    state.callers.alone = true;
    let state = Arc::new(state);
    let files = StudyFiles {
        study: example(),
        data: None,
    };
    let study = match state.uploads() {
        Some(uploads) => uploads.open_at_start((files, &[]), &|_| ()),
        None => files.open_with(&[], &|_| ()),
    };
    state.open(Arc::new(study.expect("the example town can be read")));
    state
}

impl Desk {
    /// A service that reads with the program that is tested.
    pub fn open() -> Self {
        Self::with_program(env!("CARGO_BIN_EXE_nabij").into())
    }

    /// A service that reads with another program.
    pub fn with_program(program: PathBuf) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let uploads = Uploads::open(folder.path(), program).expect("a folder for layers");
        Self {
            state: opened(Some(uploads)),
            folder,
        }
    }

    /// A service that takes nothing.
    pub fn closed() -> Self {
        Self {
            state: opened(None),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// The service as it starts again with the same folder.
    pub fn again(&self) -> Self {
        let program = env!("CARGO_BIN_EXE_nabij").into();
        let uploads = Uploads::open(self.folder.path(), program).expect("the same folder");
        Self {
            state: opened(Some(uploads)),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// Where layers are kept.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What is in that folder, finished or not.
    pub fn kept(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        };
        entries.map(name).collect()
    }

    /// Sends a file; status and answer.
    pub async fn send(&self, name: &str, content: Vec<u8>) -> (StatusCode, Value) {
        self.request(Method::POST, &sending(name), content.into(), &[])
            .await
    }

    /// The same with other headers.
    pub async fn send_with(
        &self,
        name: &str,
        content: &'static str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, Value) {
        self.request(Method::POST, &sending(name), content.into(), headers)
            .await
    }

    /// Asks with other headers.
    pub async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> (StatusCode, Value) {
        self.request(Method::GET, address, Body::empty(), headers)
            .await
    }

    /// Sends a file that is kept.
    pub async fn sent(&self, name: &str, content: impl Into<Vec<u8>>) -> Value {
        let (status, answer) = self.send(name, content.into()).await;
        assert_eq!(status, StatusCode::CREATED, "{name}: {answer}");
        answer
    }

    /// Puts a document at an address of a layer that takes it.
    pub async fn put(&self, address: &str, document: Value) -> Value {
        let address = format!("/uploads/{address}");
        let (status, answer) = self.ask(Method::PUT, &address, document.to_string()).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }

    /// Asks; status and answer.
    pub async fn ask(
        &self,
        method: Method,
        address: &str,
        body: impl Into<Body>,
    ) -> (StatusCode, Value) {
        self.request(method, address, body.into(), &[]).await
    }

    /// The JSON at an address.
    pub async fn json(&self, address: &str) -> Value {
        let (status, answer) = self.ask(Method::GET, address, Body::empty()).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }

    /// The bytes at an address.
    pub async fn file(&self, address: &str) -> Vec<u8> {
        let request = Request::get(format!("/v1{address}"));
        let request = request.body(Body::empty()).expect("a request");
        let response = service(Arc::clone(&self.state)).oneshot(request).await;
        let response = response.expect("always an answer");
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let body = response.into_body().collect().await;
        body.expect("a whole body").to_bytes().to_vec()
    }

    /// How many features a collection has.
    pub async fn count(&self, collection: &str) -> u64 {
        let (id, question) = collection.split_once('?').unwrap_or((collection, ""));
        let answer = self
            .json(&format!("/collections/{id}/items?limit=1&{question}"))
            .await;
        answer["numberMatched"].as_u64().expect("a number")
    }

    async fn request(
        &self,
        method: Method,
        address: &str,
        body: Body,
        headers: &[(&str, &str)],
    ) -> (StatusCode, Value) {
        let kind = match method {
            Method::POST | Method::PUT
                if address.starts_with("/uploads") && address.contains("?naam=") =>
            {
                "application/octet-stream"
            }
            _ => "application/json",
        };
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/v1{address}"))
            .header("host", "localhost:8080")
            .header("content-type", kind)
            .body(body)
            .expect("a request");
        for (name, value) in headers {
            let name: axum::http::HeaderName = name.parse().expect("a name");
            request
                .headers_mut()
                .insert(name, value.parse().expect("a value"));
        }
        let response = service(Arc::clone(&self.state))
            .oneshot(request)
            .await
            .expect("always an answer");
        let status = response.status();
        let bytes = response
            .into_body()
            .collect()
            .await
            .expect("a whole body")
            .to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }
}

fn sending(name: &str) -> String {
    format!("/uploads?naam={}", name.replace('/', "%2F"))
}

/// The parts of a Shapefile of the example town, by name.
pub fn shapefile(stem: &str) -> Vec<(String, Vec<u8>)> {
    ["shp", "shx", "dbf", "prj", "cpg"]
        .map(|part| {
            let name = format!("{stem}.{part}");
            let content = std::fs::read(example().join(&name)).expect("a part");
            (name, content)
        })
        .into()
}

/// An archive with these entries.
pub fn zipped(entries: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("an entry");
        writer.write_all(&content).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}
