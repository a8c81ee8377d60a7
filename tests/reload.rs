//! A study that is read again while people ask: nobody's request is lost, and what cannot be read changes nothing.

#[path = "support/copied_town.rs"]
mod copied_town;
#[path = "support/service_process.rs"]
#[expect(dead_code, reason = "how a service ends is asked elsewhere")]
mod service_process;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use nabij::study::read_study::StudyFiles;
use serde_json::Value;

use crate::copied_town::copied;
use crate::service_process::{Service, town};

fn started(folder: &Path) -> Service {
    let words = [
        "serve",
        &folder.display().to_string(),
        "--address",
        "127.0.0.1:0",
    ];
    Service::with(&words.map(str::to_owned), &[])
}

fn with_schools(folder: &Path, count: usize) {
    let mut text = "code,naam,x,y,plaatsen\n01AB00,De Oever,155150,463100,120\n".to_owned();
    for number in 1..count {
        text.push_str(&format!(
            "02AB{number:02},Nieuw {number},155{number:02}0,463100,100\n"
        ));
    }
    fs::write(folder.join("scholen.csv"), text).expect("written");
}

fn body(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).expect("JSON")
}

fn schools(service: &Service) -> usize {
    let answer = service.get("/v1/collections/voorzieningen/items?f=json");
    body(&answer)["features"]
        .as_array()
        .expect("features")
        .len()
}

fn health(service: &Service) -> Value {
    body(&service.get("/health"))
}

/// Asks for the new study, and waits until health tells something else.
fn reloaded(service: &Service) -> Value {
    let before = health(service);
    service.signal("HUP");
    loop {
        let now = health(service);
        if now != before {
            return now;
        }
        thread::yield_now();
    }
}

#[test]
fn nobodys_request_is_lost_while_the_study_is_replaced() {
    let folder = copied(town());
    let service = Arc::new(started(folder.path()));
    let (stop, answered) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let addresses = [
        "/v1/antwoord",
        "/v1/studie",
        "/v1/collections/gebieden/items",
        "/v1/gebieden/BU99980102/uitleg",
        "/v1/collections/gebieden/tiles/WebMercatorQuad/12/1355/2106",
        "/",
    ];
    let readers = addresses.map(|address| {
        let (service, stop, answered) = (
            Arc::clone(&service),
            Arc::clone(&stop),
            Arc::clone(&answered),
        );
        thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let answer = service.get(address);
                let fine = ["HTTP/1.1 200", "HTTP/1.1 204"];
                assert!(
                    fine.iter().any(|start| answer.starts_with(start)),
                    "{address}: {answer:.300}"
                );
                answered.fetch_add(1, Ordering::Relaxed);
            }
        })
    });
    for count in [2, 5, 1, 3] {
        with_schools(folder.path(), count);
        assert_eq!(reloaded(&service)["status"], "pass");
        assert_eq!(schools(&service), count);
    }
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.join().expect("every answer was whole");
    }
    let answered = answered.load(Ordering::Relaxed);
    assert!(answered > 100, "{answered} answers");
}

#[test]
fn a_study_that_cannot_be_read_changes_nothing_and_health_says_why() {
    let folder = copied(town());
    let service = started(folder.path());
    fs::write(folder.path().join("scholen.csv"), "code;naam\n").expect("written");
    let told = reloaded(&service);
    assert_eq!(told["status"], "warn");
    let why = told["checks"]["studie"][0]["output"]
        .as_str()
        .expect("a reason");
    assert!(why.contains("scholen.csv"), "{why}");
    assert_eq!(schools(&service), 1);
    fs::remove_file(folder.path().join("study.toml")).expect("removed");
    let told = reloaded(&service);
    let why = told["checks"]["studie"][0]["output"]
        .as_str()
        .expect("a reason");
    assert!(why.contains("study.toml"), "{why}");
    let original = Path::new(&town()).join("study.toml");
    fs::copy(original, folder.path().join("study.toml")).expect("copied");
    with_schools(folder.path(), 2);
    assert_eq!(reloaded(&service)["status"], "pass");
    assert_eq!(schools(&service), 2);
}

#[test]
fn files_that_are_written_while_they_are_read_make_no_study() {
    let folder = copied(town());
    let files = StudyFiles {
        study: folder.path().to_path_buf(),
        data: None,
    };
    let opened = files.open_with(&[], &|progress| {
        if progress.share > 0.9 {
            with_schools(folder.path(), 3);
        }
    });
    let refused = opened.expect_err("nobody knows what was read").to_string();
    assert!(refused.starts_with("scholen.csv: found"), "{refused}");
    assert!(files.open_with(&[], &|_| ()).is_ok());
}
