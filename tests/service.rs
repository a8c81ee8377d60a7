//! `nabij serve` as a process of its own: how it starts, what it logs, and how it ends.

#[path = "support/service_process.rs"]
mod service_process;

use std::process::Command;

use serde_json::Value;

use crate::service_process::{Service, town};

#[test]
fn a_service_that_is_told_to_stop_ends_well() {
    for signal in ["TERM", "INT"] {
        let service = Service::start(&[], &[]);
        assert!(service.get("/health").contains("200 OK"));
        let ended = service.ended_by(signal);
        assert_eq!(ended.code, Some(0), "{}", ended.log);
    }
}

#[test]
fn the_log_is_one_object_a_line_with_the_id_of_the_request_and_without_what_was_typed() {
    let surroundings = [("NABIJ_LOG", "info"), ("NABIJ_LOG_FORMAT", "json")];
    let service = Service::start(&[], &surroundings);
    let answer = service.get("/v1/zoeken?tekst=Kerkstraat");
    let id = answer
        .lines()
        .find_map(|line| line.strip_prefix("x-request-id: "));
    let id = id.expect("an id").trim();
    let log = service.ended_by("TERM").log;
    assert!(!log.contains("Kerkstraat"), "{log}");
    let lines = log.lines().map(serde_json::from_str::<Value>);
    let lines: Vec<Value> = lines.collect::<Result<_, _>>().expect("JSON");
    let line = lines.iter().find(|line| line["span"]["id"] == id);
    let line = line.expect("the request is in the log");
    assert_eq!(
        (&line["level"], &line["status"]),
        (&"INFO".into(), &200.into())
    );
    assert_eq!(
        (&line["span"]["method"], &line["span"]["path"]),
        (&"GET".into(), &"/v1/zoeken".into())
    );
}

#[test]
fn a_form_of_the_log_that_is_not_there_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
        .args(["check", &town()])
        .env("NABIJ_LOG_FORMAT", "xml")
        .output()
        .expect("the binary starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("NABIJ_LOG_FORMAT: gevonden \"xml\""),
        "{said}"
    );
}

#[test]
fn figures_have_an_address_of_their_own() {
    let service = Service::start(&["--metrics", "127.0.0.1:0"], &[]);
    let metrics = service.said("cijfers: http://");
    let figures = Service::get_at(&metrics, "/metrics");
    assert!(figures.contains("nabij_http_connections"), "{figures}");
    assert!(service.get("/metrics").contains("404"));
}
