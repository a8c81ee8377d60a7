//! Nothing that was said to be kept is lost when the service is killed, and nothing is half there. A short run in the tests;
//! `make crash` kills a thousand times (`NABIJ_KILLS`).

#[expect(dead_code, reason = "others listen to it and let it end in order")]
mod support {
    pub mod plain_http;
    pub mod postgres_server;
    pub mod service_process;
}

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tempfile::TempDir;

use support::plain_http::ask;
use support::postgres_server::PostgresServer;
use support::service_process::Service;

const SEED: u64 = 20_261_121;
const WRITERS: usize = 4;
/// So long after the start it is killed at the latest.
const LATEST: u64 = 120;

fn kills() -> usize {
    let asked = std::env::var("NABIJ_KILLS").ok();
    asked.and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

/// What the writers know of what they sent.
#[derive(Default)]
struct Diary {
    /// Everything that was sent, answered or not.
    sent: BTreeSet<String>,
    /// What was said to be kept: the text of each id and version.
    acknowledged: BTreeMap<(String, u64), String>,
}

fn record(text: &str) -> Value {
    json!({ "orgaan": "raad", "besluit": text, "document": text.split(' ').next(), "bron": "b", "datum": "2026-03-01", "rol": "griffie" })
}

/// Enters records and changes them until the service is gone.
fn write(host: &str, name: &str, diary: &Mutex<Diary>) {
    let mut last: Option<(String, u64)> = None;
    for number in 0.. {
        // Long enough to need several pages of a database.
        let text = format!("{name}-{number}{}", " langzaam".repeat(400));
        diary.lock().expect("a diary").sent.insert(text.clone());
        let answer = match &last {
            Some((id, version)) if number % 4 != 0 => {
                let body = json!({ "inhoud": record(&text), "versie": version, "waarom": "nader bekeken" });
                ask(host, "PUT", &format!("/vastleggingen/besluit/{id}"), &body)
            }
            _ => ask(
                host,
                "POST",
                "/vastleggingen/besluit",
                &json!({ "inhoud": record(&text) }),
            ),
        };
        let Some((status, told)) = answer else {
            return;
        };
        assert!(matches!(status, 200 | 201), "{status}: {told}");
        let id = told["id"].as_str().expect("an id").to_owned();
        let version = told["versie"].as_u64().expect("a version");
        let key = (id.clone(), version);
        diary
            .lock()
            .expect("a diary")
            .acknowledged
            .insert(key, text);
        last = Some((id, version));
    }
}

/// Looks in the store itself; the seals of all revisions are checked by the reading.
fn check(address: &StoreAddress, diary: &Diary) {
    let store = Store::open(address, "Twee oevers").expect("a whole store");
    let mut kept = BTreeMap::new();
    for one in store.all().expect("whole revisions") {
        let content: Value = serde_json::from_str(&one.content).expect("a whole document");
        let text = content["besluit"].as_str().expect("a text").to_owned();
        assert!(diary.sent.contains(&text), "nobody sent {}", one.name());
        kept.insert((one.id, one.version), text);
    }
    for (key, text) in &diary.acknowledged {
        assert_eq!(kept.get(key), Some(text), "{key:?} was said to be kept");
    }
    let unanswered = kept.len() - diary.acknowledged.len();
    assert!(
        unanswered <= kills() * WRITERS,
        "{unanswered} that nobody heard of"
    );
}

#[expect(clippy::print_stdout, reason = "`make crash` says what it counted")]
fn killed_while_writing(address: &StoreAddress, place: &str, server: Option<&PostgresServer>) {
    let mut random = StdRng::seed_from_u64(SEED);
    let diary = Mutex::new(Diary::default());
    for kill in 0..kills() {
        let service = Service::start(&["--store", place], &[]);
        let ready = service.said("nabij is klaar na");
        let (_, host) = ready.split_once("http://").expect("an address");
        let wait = Duration::from_millis(random.random_range(5..LATEST));
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let name = format!("{kill}-{writer}");
                let diary = &diary;
                scope.spawn(move || write(host, &name, diary));
            }
            thread::sleep(wait);
            // The database itself stops halfway as well, now and then.
            if let Some(server) = server.filter(|_| kill % 5 == 4) {
                service.signal("STOP");
                server.down();
                server.up();
            }
            service.signal("KILL");
        });
        if kill % 50 == 0 || kill + 1 == kills() {
            check(address, &diary.lock().expect("a diary"));
        }
    }
    let diary = diary.into_inner().expect("a diary");
    assert!(
        diary.acknowledged.len() > kills(),
        "something was kept between the kills"
    );
    println!(
        "{} kills, {} acknowledged writes, all there",
        kills(),
        diary.acknowledged.len()
    );
}

#[test]
fn killed_while_writing_to_a_file_it_keeps_every_write_that_it_acknowledged() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("nabij.sqlite");
    let place = path.display().to_string();
    killed_while_writing(&StoreAddress::File(path), &place, None);
}

#[test]
fn killed_while_writing_to_a_server_it_keeps_every_write_that_it_acknowledged() {
    let server = PostgresServer::start();
    let place = server.database("crash");
    killed_while_writing(
        &StoreAddress::of(&place).expect("an address"),
        &place,
        Some(&server),
    );
}
