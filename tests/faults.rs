//! What the service does when its store has no room, may not be written or is gone: it says so, keeps what it had, and goes on.

#[expect(dead_code, reason = "others listen to it and let it end in order")]
mod support {
    pub mod plain_http;
    pub mod postgres_server;
    pub mod service_process;
}

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use support::plain_http::ask;
use support::postgres_server::PostgresServer;
use support::service_process::{Service, town};

const DECISIONS: &str = "/vastleggingen/besluit";

fn host(service: &Service) -> String {
    let ready = service.said("nabij is klaar na");
    let (_, host) = ready.split_once("http://").expect("an address");
    host.to_owned()
}

fn record(number: usize) -> Value {
    json!({ "inhoud": {
        "orgaan": "raad", "besluit": "woorden ".repeat(500), "document": format!("stuk {number}"),
        "bron": "b", "datum": "2026-03-01", "rol": "griffie",
    } })
}

/// Enters one record; its id, or the status of the refusal with what it says.
fn enter(host: &str, number: usize) -> Result<String, (u16, Value)> {
    let (status, told) = ask(host, "POST", DECISIONS, &record(number)).expect("an answer");
    match status {
        201 => Ok(told["id"].as_str().expect("an id").to_owned()),
        _ => Err((status, told)),
    }
}

/// The ids of all records.
fn ids(host: &str) -> Vec<String> {
    let (status, told) = ask(host, "GET", DECISIONS, &Value::Null).expect("an answer");
    assert_eq!(status, 200, "{told}");
    let records = told["vastleggingen"].as_array().expect("a list").iter();
    let mut ids: Vec<String> = records
        .map(|one| one["id"].as_str().expect("an id").to_owned())
        .collect();
    ids.sort();
    ids
}

fn not_kept((status, told): &(u16, Value)) {
    assert_eq!(*status, 503, "{told}");
    assert_eq!(told["title"], "Even niet te bewaren");
}

/// What the health of the service says of its store: as a whole, and why.
fn store_told(service: &Service) -> (Value, Value) {
    let answer = service.get("/health");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    let told: Value = serde_json::from_str(body).expect("JSON");
    let check = &told["checks"]["opslag"][0];
    assert_eq!(told["status"], check["status"]);
    (check["status"].clone(), check["output"].clone())
}

#[test]
fn a_deed_that_cannot_be_written_down_is_told_by_the_health() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("nabij.sqlite");
    let words = ["serve", &town(), "--address", "127.0.0.1:0", "--store"].map(str::to_owned);
    let words = [&words[..], &[store.display().to_string()]].concat();
    let service = Service::with(&words, &[("NABIJ_SERVE_AUDIT", "/dev/full")]);
    let told = || {
        let answer = service.get("/health");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        let told: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(told["status"], told["checks"]["auditlog"][0]["status"]);
        told["checks"]["auditlog"][0].clone()
    };
    assert_eq!(told()["status"], "pass");
    enter(&host(&service), 1).expect("kept all the same");
    let told = told();
    assert_eq!(told["status"], "warn");
    assert!(
        told["output"]
            .as_str()
            .is_some_and(|said| said.contains("auditlog")),
        "{told}"
    );
}

/// A disk of so many kilobytes at a folder, which only one service sees.
struct SmallDisk {
    folder: TempDir,
    process: TempDir,
}

impl SmallDisk {
    fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a folder"),
            process: TempDir::new().expect("a folder"),
        }
    }

    /// The service, with its store on the disk. Where no disk may be made, no file of the service may grow beyond that.
    fn service(&self, kilobytes: u32) -> Service {
        let (disk, id) = (self.folder.path(), self.process.path().join("id"));
        let (disk, id) = (disk.display(), id.display());
        let mount = format!("mount -t tmpfs -o size={kilobytes}k none {disk}");
        let own = "unshare --map-root-user --mount sh -c";
        let start = format!(
            "echo $$ > {id}; if {own} '{mount}' 2>/dev/null; then exec {own} '{mount} && exec \"$0\" \"$@\"' \"$0\" \"$@\"; \
             else trap '' XFSZ; ulimit -S -f {}; exec \"$0\" \"$@\"; fi",
            kilobytes * 2
        );
        let mut program = Command::new("sh");
        program.args(["-c", &start, env!("CARGO_BIN_EXE_nabij"), "serve", &town()]);
        program.args(["--address", "127.0.0.1:0", "--store"]);
        program.arg(self.folder.path().join("nabij.sqlite"));
        Service::of(program, &[])
    }

    fn grow(&self, megabytes: u32) {
        let id = std::fs::read_to_string(self.process.path().join("id")).expect("an id");
        let (id, disk) = (id.trim(), self.folder.path().display());
        let larger = format!(
            "nsenter -t {id} --user --preserve-credentials --mount mount -o remount,size={megabytes}m {disk} 2>/dev/null \
             || prlimit --pid {id} --fsize=unlimited"
        );
        let done = Command::new("sh").args(["-c", &larger]).status();
        assert!(done.expect("a shell").success());
    }
}

#[test]
fn a_full_disk_is_told_and_when_there_is_room_again_everything_goes_on() {
    let disk = SmallDisk::new();
    let service = disk.service(400);
    let host = host(&service);
    let mut kept = Vec::new();
    let refused = loop {
        match enter(&host, kept.len()) {
            Ok(id) => kept.push(id),
            Err(refused) => break refused,
        }
        assert!(kept.len() < 1_000, "the disk is never full");
    };
    not_kept(&refused);
    kept.sort();
    assert!(kept.len() > 5);
    assert_eq!(ids(&host), kept);
    disk.grow(20);
    kept.push(enter(&host, 5_000).expect("there is room again"));
    kept.sort();
    assert_eq!(ids(&host), kept);
}

#[test]
fn a_store_that_is_moved_away_or_replaced_is_told_and_when_it_is_back_everything_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let [store, away] = ["nabij.sqlite", "elders.sqlite"].map(|name| folder.path().join(name));
    let place = store.display().to_string();
    let service = Service::start(&["--store", &place], &[]);
    let host = host(&service);
    let kept = vec![enter(&host, 0).expect("kept")];
    let refused = || {
        not_kept(&enter(&host, 1).expect_err("it is not there"));
        let unreachable = "De opslag is niet te bereiken.";
        assert_eq!(store_told(&service), ("warn".into(), unreachable.into()));
    };
    fs::rename(&store, &away).expect("moved away");
    refused();
    fs::copy(&away, &store).expect("another file");
    refused();
    fs::rename(&away, &store).expect("moved back");
    assert_eq!(ids(&host), kept);
    enter(&host, 1).expect("kept again");
    assert_eq!(ids(&host).len(), 2);
    assert_eq!(store_told(&service), ("pass".into(), Value::Null));
}

#[test]
fn a_store_that_is_made_is_told_at_the_start_and_one_that_was_there_is_not() {
    let folder = TempDir::new().expect("a folder");
    let place = folder.path().join("nabij.sqlite").display().to_string();
    let log = || {
        Service::start(&["--store", &place], &[])
            .ended_by("TERM")
            .log
    };
    let told = format!("opslag {place}: nieuw, hier was nog geen opslag\n");
    assert!(log().contains(&told));
    assert!(!log().contains(&told));
}

#[test]
fn a_database_that_somebody_else_locks_is_told_and_when_it_is_let_go_everything_goes_on() {
    let server = PostgresServer::start();
    let place = server.database("slot");
    let service = Service::start(&["--store", &place], &[]);
    let host = host(&service);
    let kept = vec![enter(&host, 0).expect("kept")];
    let mut other = postgres::Client::connect(&place, postgres::NoTls).expect("a server");
    let mut held = other.transaction().expect("a transaction");
    held.batch_execute("LOCK TABLE revision").expect("a lock");
    let (entered, read) = std::thread::scope(|scope| {
        let entered = scope.spawn(|| enter(&host, 1));
        let read = service.get(&format!("/v1{DECISIONS}"));
        (entered.join().expect("an answer"), read)
    });
    not_kept(&entered.expect_err("it is locked"));
    let (head, _) = read.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 503"), "{head}");
    assert!(head.contains("retry-after: 5"), "{head}");
    assert_eq!(store_told(&service).0, "warn");
    held.rollback().expect("let go");
    assert_eq!(ids(&host), kept);
    enter(&host, 1).expect("kept again");
    assert_eq!(store_told(&service), ("pass".into(), Value::Null));
}

#[test]
fn a_database_that_is_gone_is_told_the_map_goes_on_and_it_is_found_again() {
    let server = PostgresServer::start();
    let place = server.database("weg");
    let service = Service::start(&["--store", &place], &[]);
    let host = host(&service);
    let kept = vec![enter(&host, 0).expect("kept")];
    server.down();
    not_kept(&enter(&host, 1).expect_err("no database"));
    assert_eq!(
        store_told(&service),
        ("warn".into(), "De opslag is niet te bereiken.".into())
    );
    let (status, _) = ask(&host, "GET", "/studie", &Value::Null).expect("an answer");
    assert_eq!(status, 200, "who reads the map does not notice");
    server.up();
    assert_eq!(ids(&host), kept);
    enter(&host, 1).expect("kept again");
    assert_eq!(store_told(&service), ("pass".into(), Value::Null));

    // One that hangs says nothing: whether it keeps what it was sent is not known until it goes on.
    server.signal("STOP");
    let (status, told) = enter(&host, 2).expect_err("no answer");
    server.signal("CONT");
    let detail = told["detail"].as_str().expect("words");
    assert!(
        status == 503 && detail.contains("is niet bekend"),
        "{status} {told}"
    );
    if let Err((status, told)) = enter(&host, 2) {
        assert_eq!(status, 409, "it was kept after all: {told}");
    }
    assert_eq!(ids(&host).len(), 3);

    // A database that turns read-only, as one does that takes over from another.
    server.say(
        "postgres",
        "ALTER DATABASE weg SET default_transaction_read_only = on",
    );
    server.say(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'weg'",
    );
    assert_eq!(ids(&host).len(), 3);
    not_kept(&enter(&host, 3).expect_err("read-only"));
    // Also after it was read.
    assert_eq!(ids(&host).len(), 3);
    assert_eq!(
        store_told(&service),
        (
            "warn".into(),
            "In de opslag kan niet worden geschreven.".into()
        )
    );
    server.say(
        "postgres",
        "ALTER DATABASE weg SET default_transaction_read_only = off",
    );
    server.say(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'weg'",
    );
    assert_eq!(ids(&host).len(), 3);
    enter(&host, 3).expect("kept again");
    assert_eq!(store_told(&service), ("pass".into(), Value::Null));
}
