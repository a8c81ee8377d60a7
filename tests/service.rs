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

#[test]
fn settings_come_from_a_file_the_environment_and_words_and_are_said_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("nabij.toml");
    let text = format!(
        "study = {:?}\naddress = \"127.0.0.1:1\"\nburst = 7\n",
        town()
    );
    std::fs::write(&file, text).expect("written");
    let words = ["serve", "--config", &file.display().to_string()].map(str::to_owned);
    let surroundings = [
        ("NABIJ_SERVE_ADDRESS", "127.0.0.1:0"),
        ("NABIJ_SERVE_BURST", "8"),
    ];
    let service = Service::with(&words, &surroundings);
    assert!(service.get("/health").contains("200 OK"));
    let said = service.ended_by("TERM").log;
    let line = |key: &str| {
        let start = format!("  {key} = ");
        said.lines()
            .find(|line| line.starts_with(&start))
            .unwrap_or_default()
    };
    assert_eq!(line("burst"), "  burst = 8 (NABIJ_SERVE_BURST)");
    assert!(line("address").ends_with("(NABIJ_SERVE_ADDRESS)"), "{said}");
    assert!(line("study").ends_with("nabij.toml)"), "{said}");
    assert_eq!(line("stop_seconds"), "  stop_seconds = 20 (standaard)");
    assert!(said.contains("  uploads: niet ingesteld\n"), "{said}");
}

#[test]
fn a_setting_that_is_not_known_is_refused_with_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("nabij.toml");
    std::fs::write(&file, "burst = 7\nadress = \"127.0.0.1:1\"\n").expect("written");
    let of_file = ["--config".to_owned(), file.display().to_string()];
    let of_words = ["--address", "onzin"].map(str::to_owned);
    for (words, name, said) in [
        (
            &of_words[..],
            "NABIJ_SERVE_BURST",
            "--address, field \"address\": found \"onzin\", expected host:port",
        ),
        (&of_file[..], "NABIJ_SERVE_BURST", "row 2, field \"adress\""),
        (
            &[],
            "NABIJ_SERVE_BURTS",
            "NABIJ_SERVE_BURTS, field \"burts\"",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
            .args(["serve", &town()])
            .args(words)
            .env(name, "7")
            .output()
            .expect("the binary starts");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn a_client_that_asks_too_often_is_told_when_to_come_back() {
    let surroundings = [
        ("NABIJ_SERVE_TRUSTED_PROXIES", "127.0.0.1"),
        ("NABIJ_SERVE_REQUESTS_PER_SECOND", "1"),
        ("NABIJ_SERVE_BURST", "3"),
    ];
    let service = Service::start(&[], &surroundings);
    let ask =
        |client: &str| service.get_with("/v1/studie", &format!("x-forwarded-for: {client}\r\n"));
    for _ in 0..3 {
        assert!(ask("203.0.113.1").starts_with("HTTP/1.1 200"));
    }
    let refused = ask("203.0.113.1");
    assert!(refused.starts_with("HTTP/1.1 429"), "{refused}");
    for told in [
        "retry-after: 1\r\n",
        "application/problem+json",
        "x-request-id: ",
    ] {
        assert!(refused.contains(told), "{told} is not in {refused}");
    }
    assert!(ask("203.0.113.2").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_filter_of_ten_megabytes_is_refused_in_words_and_harms_nobody() {
    let service = Service::start(&[], &[]);
    let items = "/v1/collections/gebieden/items?filter=";
    for (path, letters) in [
        (items, 10_000_000),
        ("/", 10_000_000),
        (items, 66_000),
        (items, 100_000),
    ] {
        let answer = service.get(&format!("{path}{}", "a".repeat(letters)));
        assert!(
            answer.starts_with("HTTP/1.1 414 "),
            "{}",
            &answer[..answer.len().min(80)]
        );
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(
            head.contains("content-type: application/problem+json"),
            "{head}"
        );
        let problem: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(problem["status"], 414);
        assert!(
            problem["detail"]
                .as_str()
                .is_some_and(|detail| detail.contains("64 kB"))
        );
    }
    assert!(service.get("/health").contains("200 OK"));
}
