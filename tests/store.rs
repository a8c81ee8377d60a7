//! The store, each test on both databases.

mod support {
    #[expect(dead_code, reason = "a server that hangs is tried elsewhere")]
    pub mod postgres_server;
}

use std::fs;
use std::io::BufReader;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use nabij::store::address::StoreAddress;
use nabij::store::condition::TroubleKind;
use nabij::store::copy::{Copy, read_copy, write_copy};
use nabij::store::error::StoreError;
use nabij::store::open_store::Store;
use nabij::store::revision::{Action, Author, Draft, EntryKey, Revision};
use nabij::store::seals::sealed;
use proptest::prelude::*;
use tempfile::TempDir;

use support::postgres_server::PostgresServer;

const STUDY: &str = "Voorbeeldstad";

/// Both stores, each empty.
struct Both {
    folder: TempDir,
    server: PostgresServer,
}

impl Both {
    fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a folder"),
            server: PostgresServer::start(),
        }
    }

    fn addresses(&self, name: &str) -> [StoreAddress; 2] {
        let file = self.folder.path().join(format!("{name}.sqlite"));
        [
            StoreAddress::File(file),
            StoreAddress::of(&self.server.database(name)).expect("an address"),
        ]
    }
}

fn open(address: &StoreAddress) -> Store {
    Store::open(address, STUDY).expect("a store")
}

fn author(why: &str) -> Author {
    Author {
        who: "planner".to_owned(),
        at: "2026-11-21T10:00:00Z".to_owned(),
        why: why.to_owned(),
    }
}

fn draft<'a>(id: &'a str, seen: u64, content: Option<&'a str>) -> Draft<'a> {
    Draft {
        key: EntryKey {
            kind: "besluit",
            id,
        },
        seen,
        content,
        author: author("overleg"),
    }
}

fn lines(store: &Store) -> Vec<u8> {
    let copy = Copy {
        study: STUDY.to_owned(),
        revisions: store.all().expect("all"),
    };
    let mut written = Vec::new();
    write_copy(&copy, &mut written).expect("written");
    written
}

fn versions(history: &[Revision]) -> Vec<(u64, Action, &str)> {
    let shown = history.iter();
    shown
        .map(|one| (one.version, one.action, one.content.as_str()))
        .collect()
}

#[test]
fn everything_that_was_entered_stays_and_the_newest_holds() {
    for address in Both::new().addresses("geschiedenis") {
        let store = open(&address);
        store.keep(&draft("a", 0, Some("een"))).expect("entered");
        store.keep(&draft("b", 0, Some("ander"))).expect("entered");
        store.keep(&draft("a", 1, Some("twee"))).expect("changed");
        let gone = store.keep(&draft("a", 2, None)).expect("withdrawn");
        assert!(!gone.holds());
        store.keep(&draft("a", 3, Some("drie"))).expect("changed");
        drop(store);

        let store = open(&address);
        let key = EntryKey {
            kind: "besluit",
            id: "a",
        };
        let expected = [
            (1, Action::Entered, "een"),
            (2, Action::Changed, "twee"),
            (3, Action::Withdrawn, "twee"),
            (4, Action::Changed, "drie"),
        ];
        let history = store.history(key).expect("a history");
        assert_eq!(versions(&history), expected);
        assert_eq!(history[0].author, author("overleg"));
        assert_eq!(store.one(key).expect("one"), history.last().cloned());
        let newest = store.newest("besluit").expect("newest");
        assert_eq!(
            versions(&newest),
            [(4, Action::Changed, "drie"), (1, Action::Entered, "ander")]
        );
        assert_eq!(store.newest("wens").expect("none"), []);
        assert_eq!(store.all().expect("all").len(), 5);
    }
}

#[test]
fn who_changes_what_another_changed_meanwhile_is_shown_what_is_in_force() {
    for address in Both::new().addresses("samen") {
        let (one, other) = (open(&address), open(&address));
        one.keep(&draft("a", 0, Some("een"))).expect("entered");
        other.keep(&draft("a", 1, Some("twee"))).expect("changed");
        for (seen, content) in [(0, Some("x")), (1, Some("x")), (1, None), (7, Some("x"))] {
            match one.keep(&draft("a", seen, content)) {
                Err(StoreError::Conflict {
                    current: Some(current),
                    sent,
                }) => {
                    assert_eq!((current.version, current.content.as_str()), (2, "twee"));
                    assert_eq!(sent.as_deref(), content);
                }
                kept => unreachable!("seen {seen}: {kept:?}"),
            }
        }
        let unknown = one.keep(&draft("b", 3, Some("x")));
        assert!(matches!(
            unknown,
            Err(StoreError::Conflict { current: None, .. })
        ));
        let nothing = one.keep(&draft("b", 0, None));
        assert!(matches!(
            nothing,
            Err(StoreError::Conflict { current: None, .. })
        ));
        assert_eq!(one.all().expect("all").len(), 2);
    }
}

#[test]
fn of_two_entries_that_stand_in_each_others_way_one_is_kept_on_whichever_server() {
    const SERVERS: usize = 6;
    for address in Both::new().addresses("een") {
        drop(open(&address));
        let servers = (0..SERVERS).map(|server| {
            let address = address.clone();
            thread::spawn(move || {
                let id = format!("van {server}");
                open(&address).keep_unless(&draft(&id, 0, Some("hetzelfde")), &|other| {
                    other.holds() && other.content == "hetzelfde"
                })
            })
        });
        let servers: Vec<_> = servers.collect();
        let mut kept = 0;
        for server in servers {
            match server.join().expect("a server that goes on") {
                Ok(_) => kept += 1,
                Err(StoreError::Clash { other, .. }) => assert_eq!(other.content, "hetzelfde"),
                Err(error) => unreachable!("{error}"),
            }
        }
        assert_eq!(kept, 1);
        let store = open(&address);
        let again = draft("van een ander", 0, Some("iets anders"));
        let kept = store.keep_unless(&again, &|_| false).expect("kept");
        assert_eq!(kept.version, 1);
        assert_eq!(store.all().expect("all").len(), 2);
    }
}

#[test]
fn who_waited_in_vain_for_a_turn_reads_on_and_keeps_later() {
    let both = Both::new();
    let url = both.server.database("beurt");
    let store = open(&StoreAddress::of(&url).expect("an address"));
    // Somebody else is at it for longer than a turn is waited for.
    let lock = "SELECT pg_advisory_lock(474080242026)";
    let mut other = Command::new("psql")
        .args([url.as_str(), "-c", lock, "-c", "SELECT pg_sleep(8)"])
        .stdout(Stdio::null())
        .spawn()
        .expect("psql");
    thread::sleep(Duration::from_secs(1));
    assert!(store.keep(&draft("a", 0, Some("een"))).is_err());
    assert_eq!(store.all().expect("it can be read"), []);
    assert!(other.wait().expect("psql ends").success());
    let kept = store.keep(&draft("a", 0, Some("een"))).expect("kept");
    assert_eq!(kept.version, 1);
}

/// Three who read and three who keep something at once; what becomes of each.
fn asked_at_once(store: &Store) -> [Vec<Result<(), StoreError>>; 2] {
    thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| store.all().map(drop)))
            .collect();
        let keepers: Vec<_> = (0..3)
            .map(|number| {
                let id = format!("van {number}");
                scope.spawn(move || store.keep(&draft(&id, 0, Some("een"))).map(drop))
            })
            .collect();
        [readers, keepers].map(|asked| {
            let told = asked.into_iter().map(|one| one.join().expect("it goes on"));
            told.collect()
        })
    })
}

/// All of them wait as long as one does: in a queue it would be three times as long.
const ONE_WAIT: Duration = Duration::from_secs(12);

#[test]
fn who_asks_while_another_locks_the_table_is_told_so_in_one_wait() {
    let both = Both::new();
    let url = both.server.database("slot");
    let store = open(&StoreAddress::of(&url).expect("an address"));
    let mut other = postgres::Client::connect(&url, postgres::NoTls).expect("a server");
    let mut held = other.transaction().expect("a transaction");
    held.batch_execute("LOCK TABLE revision").expect("a lock");
    let began = Instant::now();
    for told in asked_at_once(&store).into_iter().flatten() {
        let error = told.expect_err("it is locked");
        assert!(matches!(error, StoreError::Busy(_)), "{error}");
        assert!(error.may_pass());
    }
    assert!(began.elapsed() < ONE_WAIT, "{:?}", began.elapsed());
    assert!(store.trouble().is_some());
    held.rollback().expect("let go");
    store.keep(&draft("a", 0, Some("een"))).expect("kept");
    assert_eq!(store.all().expect("all").len(), 1);
    assert_eq!(store.trouble(), None);
}

#[test]
fn who_reads_a_file_does_not_wait_for_who_writes_in_it_and_who_writes_waits_once() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.sqlite");
    let store = open(&StoreAddress::File(path.clone()));
    let other = rusqlite::Connection::open(&path).expect("a file");
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    let began = Instant::now();
    let [readers, keepers] = asked_at_once(&store);
    assert!(readers.iter().all(Result::is_ok), "{readers:?}");
    for told in keepers {
        let error = told.expect_err("it is locked");
        assert!(matches!(error, StoreError::Busy(_)), "{error}");
    }
    assert!(began.elapsed() < ONE_WAIT, "{:?}", began.elapsed());
    // Reading goes well, and ends no trouble of who wants to keep something.
    assert_eq!(store.all().expect("all"), []);
    let kind = store.trouble().map(|trouble| trouble.kind);
    assert_eq!(kind, Some(TroubleKind::Held));
    other.execute_batch("ROLLBACK").expect("let go");
    store.keep(&draft("a", 0, Some("een"))).expect("kept");
    assert_eq!(store.all().expect("what was kept just now").len(), 1);
    assert_eq!(store.trouble(), None);
}

#[test]
fn whom_a_server_turns_away_for_the_sake_of_others_may_try_again() {
    let both = Both::new();
    let url = both.server.database("voorrang");
    let store = open(&StoreAddress::of(&url).expect("an address"));
    for code in ["55P03", "40P01", "40001"] {
        both.server.say(
            "voorrang",
            &format!(
                "CREATE OR REPLACE FUNCTION others_first() RETURNS trigger LANGUAGE plpgsql AS $$ \
                 BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$; \
                 DROP TRIGGER IF EXISTS others_first ON revision; \
                 CREATE TRIGGER others_first BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION others_first()"
            ),
        );
        let error = store.keep(&draft("a", 0, Some("een"))).expect_err(code);
        assert!(matches!(error, StoreError::Busy(_)), "{code}: {error}");
    }
    let gone = "DROP TRIGGER others_first ON revision";
    both.server.say("voorrang", gone);
    store.keep(&draft("a", 0, Some("een"))).expect("kept");
}

#[test]
fn many_writers_on_several_servers_lose_nothing_and_never_share_a_version() {
    const WRITERS: usize = 4;
    const EACH: usize = 15;
    for address in Both::new().addresses("druk") {
        drop(open(&address));
        let address = Arc::new(address);
        let writers = (0..WRITERS).map(|writer| {
            let address = Arc::clone(&address);
            thread::spawn(move || {
                let store = open(&address);
                let mut seen = 0;
                for change in 0..EACH {
                    let content = format!("{writer}-{change}");
                    // Whoever is told of another version looks at it and tries again on that.
                    while let Err(StoreError::Conflict { current, .. }) =
                        store.keep(&draft("a", seen, Some(&content)))
                    {
                        seen = current.map_or(0, |current| current.version);
                    }
                    seen += 1;
                }
            })
        });
        let writers: Vec<_> = writers.collect();
        for writer in writers {
            writer.join().expect("a writer that ends well");
        }
        let all = open(&address).all().expect("all");
        let mut contents: Vec<&str> = all.iter().map(|one| one.content.as_str()).collect();
        contents.sort_unstable();
        contents.dedup();
        assert_eq!(
            (all.len(), contents.len()),
            (WRITERS * EACH, WRITERS * EACH)
        );
    }
}

#[test]
fn a_copy_goes_from_one_database_to_the_other_and_back_with_the_same_bytes() {
    let both = Both::new();
    let (from, to) = (both.addresses("van"), both.addresses("naar"));
    for (from, to) in from.iter().zip(to.iter().rev()) {
        let (from, to) = (open(from), open(to));
        from.keep(&draft("a", 0, Some("{\"naam\":\"é\\u0000\"}")))
            .expect("entered");
        from.keep(&draft("b", 0, Some("twee\nregels")))
            .expect("entered");
        from.keep(&draft("a", 1, None)).expect("withdrawn");
        let copy = lines(&from);
        let read = read_copy(BufReader::new(copy.as_slice()))
            .expect("a copy")
            .revisions;
        assert_eq!(to.take_in(&read).expect("taken in"), 3);
        assert_eq!(to.take_in(&read).expect("nothing new"), 0);
        assert_eq!(lines(&to), copy);

        // What was entered differently here is not overwritten, and then nothing of the copy is taken in.
        to.keep(&draft("b", 1, Some("hier"))).expect("changed");
        from.keep(&draft("c", 0, Some("nieuw"))).expect("entered");
        from.keep(&draft("b", 1, Some("daar"))).expect("changed");
        let before = lines(&to);
        let refused = to
            .take_in(&from.all().expect("all"))
            .expect_err("another content");
        assert_eq!(
            refused.to_string(),
            "besluit/b/2 is another version here than in the copy"
        );
        assert_eq!(lines(&to), before);
    }
}

#[test]
fn a_copy_with_another_entry_about_what_holds_here_is_not_taken_in() {
    let both = Both::new();
    let about = |one: &Revision| one.holds().then(|| one.content.clone());
    for (here, there) in both
        .addresses("hier")
        .iter()
        .zip(both.addresses("daar").iter())
    {
        let (here, there) = (open(here), open(there));
        here.keep(&draft("a", 0, Some("noord"))).expect("entered");
        there.keep(&draft("b", 0, Some("zuid"))).expect("entered");
        there.keep(&draft("c", 0, Some("noord"))).expect("entered");
        let (copy, before) = (there.all().expect("all"), lines(&here));
        let refused = here.take_in_once(&copy, &about).expect_err("twice");
        assert_eq!(
            refused.to_string(),
            "besluit/c/1 is about the same as besluit/a/1, which holds here"
        );
        assert_eq!(lines(&here), before);
        here.keep(&draft("a", 1, None)).expect("withdrawn");
        assert_eq!(here.take_in_once(&copy, &about).expect("taken in"), 2);
        assert_eq!(here.take_in_once(&copy, &about).expect("nothing new"), 0);
    }
}

/// A draft of which the reason holds U+0000, as `SQLite` kept it once.
fn not_readable() -> Draft<'static> {
    Draft {
        author: author("over\0leg"),
        ..draft("a", 0, Some("een"))
    }
}

#[test]
fn a_text_that_one_of_both_does_not_hold_is_refused_by_both() {
    for address in Both::new().addresses("tekens") {
        let store = open(&address);
        let key = EntryKey {
            kind: "besluit",
            id: "a\0b",
        };
        let made = Revision::after(None, &not_readable()).expect("entered");
        for refused in [
            store.keep(&not_readable()).map(drop),
            store.keep(&draft("a", 0, Some("e\0n"))).map(drop),
            store.keep(&draft(key.id, 0, Some("een"))).map(drop),
            store.take_in(&[made]).map(drop),
            store.one(key).map(drop),
            store.history(key).map(drop),
        ] {
            assert!(matches!(refused, Err(StoreError::NoText)), "{refused:?}");
        }
        assert_eq!((store.trouble(), store.all().expect("all")), (None, vec![]));
        store.keep(&draft("a", 0, Some("een"))).expect("entered");
    }
}

#[test]
fn a_text_that_a_file_held_before_it_was_refused_is_read_and_withdrawn() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.sqlite");
    let address = StoreAddress::File(path.clone());
    drop(open(&address));
    let made = Revision::after(None, &not_readable()).expect("entered");
    let connection = rusqlite::Connection::open(&path).expect("a file");
    let row = "INSERT INTO revision (kind, id, version, action, content, who, at, why, seal) \
               VALUES ('besluit', 'a', 1, 'ingevoerd', 'een', ?1, ?2, ?3, ?4)";
    let Author { who, at, why } = &made.author;
    let kept = connection.execute(row, [who, at, why, &made.seal]);
    kept.expect("kept");
    let store = open(&address);
    assert_eq!(store.all().expect("all"), [made]);
    store.keep(&draft("a", 1, None)).expect("withdrawn");
    assert_eq!(store.all().expect("all").len(), 2);
}

#[test]
fn a_clock_that_jumps_back_does_not_change_what_came_after_what() {
    for address in Both::new().addresses("klok") {
        let store = open(&address);
        for (seen, at) in [
            (0, "2026-11-21T10:00:00Z"),
            (1, "2020-01-01T00:00:00Z"),
            (2, "2031-01-01T00:00:00Z"),
        ] {
            let mut draft = draft("a", seen, Some(at));
            at.clone_into(&mut draft.author.at);
            store.keep(&draft).expect("kept");
        }
        let all = store.all().expect("all");
        let order: Vec<u64> = all.iter().map(|one| one.version).collect();
        assert_eq!(order, [1, 2, 3]);
        assert_eq!(all[1].author.at, "2020-01-01T00:00:00Z");
        assert_eq!(store.newest("besluit").expect("newest")[0].version, 3);
    }
}

#[test]
fn a_copy_of_a_store_says_of_which_study_it_is() {
    for address in Both::new().addresses("kopie") {
        let none = Store::copy_of(&address).expect_err("no store");
        assert!(matches!(none, StoreError::NoStore { .. }), "{none}");
        drop(open(&address));
        let empty = Store::copy_of(&address).expect("an empty store");
        assert_eq!((empty.study.as_str(), empty.revisions), (STUDY, vec![]));
        let entered = open(&address)
            .keep(&draft("a", 0, Some("een")))
            .expect("entered");
        let copy = Store::copy_of(&address).expect("a copy");
        assert_eq!(
            (copy.study.as_str(), copy.revisions),
            (STUDY, vec![entered])
        );
    }
}

#[test]
fn a_copy_that_was_cut_off_or_changed_is_refused_with_its_line() {
    let folder = TempDir::new().expect("a folder");
    let store = open(&StoreAddress::File(folder.path().join("a.sqlite")));
    store.keep(&draft("a", 0, Some("een"))).expect("entered");
    store.keep(&draft("a", 1, Some("twee"))).expect("changed");
    let copy = String::from_utf8(lines(&store)).expect("text");
    let written: Vec<&str> = copy.lines().collect();
    let read = |text: &str| {
        read_copy(BufReader::new(text.as_bytes())).and_then(|read| sealed(&read.revisions))
    };
    read(&copy).expect("whole");
    for (text, said) in [
        (
            written[..2].join("\n"),
            "line 3: found nothing, expected the line that ends a copy",
        ),
        (
            [written[0], written[2]].join("\n"),
            "line 2: found the end after 1 lines, expected 2 lines",
        ),
        (
            copy.replace("twee", "drie"),
            "besluit/a/2: found another content than was sealed",
        ),
        (
            copy.replace("overleg", "anders"),
            "besluit/a/1: found another content than was sealed",
        ),
        (
            copy.replace("overleg", "over\\u0000leg"),
            "line 1: found in waarom: a character that is no text (U+0000), expected readable text",
        ),
        (
            "[1]".to_owned(),
            "line 1: found a list, expected an object in JSON",
        ),
        (
            "{}".to_owned(),
            "line 1: found in soort: no such field, expected the field soort",
        ),
        (
            copy.replace("\"versie\":2", "\"versie\":\"twee\""),
            "line 2: found in versie: \"twee\", expected a whole number, 0 or more",
        ),
        (
            copy.replace("nabij-register-1", "iets"),
            "line 3: found \"iets\", expected nabij-register-1",
        ),
        (
            copy.replace("gewijzigd", "gewist"),
            "line 2: found \"gewist\", expected ingevoerd, gewijzigd or ingetrokken",
        ),
        (
            [written[1], written[0], written[2]].join("\n"),
            "line 3: found another seal, expected the seal of these lines",
        ),
        (
            "PK\u{3}\u{4}".to_owned(),
            "line 1: found text that is no JSON at line 1, column 1: expected value, expected an object in JSON",
        ),
    ] {
        assert_eq!(read(&text).expect_err(said).to_string(), said);
    }
}

#[test]
fn a_revision_cannot_be_changed_or_deleted_in_the_database_itself() {
    let both = Both::new();
    let [file, server] = both.addresses("vast");
    for address in [&file, &server] {
        open(address)
            .keep(&draft("a", 0, Some("een")))
            .expect("entered");
    }
    let StoreAddress::File(path) = &file else {
        unreachable!("a file")
    };
    let connection = rusqlite::Connection::open(path).expect("a file");
    for statement in ["UPDATE revision SET content = 'x'", "DELETE FROM revision"] {
        let refused = connection.execute(statement, []).expect_err(statement);
        assert!(
            refused.to_string().contains("a revision is never"),
            "{refused}"
        );
    }
    let StoreAddress::Server(url) = &server else {
        unreachable!("a server")
    };
    let mut client = postgres::Client::connect(url, postgres::NoTls).expect("a server");
    for statement in [
        "UPDATE revision SET content = 'x'",
        "DELETE FROM revision",
        "TRUNCATE revision",
    ] {
        let refused = client.execute(statement, &[]).expect_err(statement);
        let said = refused.as_db_error().map(|said| said.message().to_owned());
        assert_eq!(
            said.as_deref(),
            Some("a revision is never changed or deleted")
        );
    }
}

#[test]
fn what_was_changed_behind_our_back_is_named_and_not_given_out() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.sqlite");
    let address = StoreAddress::File(path.clone());
    open(&address)
        .keep(&draft("a", 0, Some("een")))
        .expect("entered");
    let elsewhere = open(&StoreAddress::File(folder.path().join("b.sqlite")));
    elsewhere
        .keep(&draft("d", 0, Some("vier")))
        .expect("entered");
    let copy = elsewhere.all().expect("all");
    let connection = rusqlite::Connection::open(&path).expect("a file");
    let change = "DROP TRIGGER revision_stays; UPDATE revision SET content = 'x'";
    connection.execute_batch(change).expect("changed");
    let store = open(&address);
    assert_eq!(store.trouble(), None);
    for refused in [
        store.all().expect_err("damaged"),
        store.newest_whole("besluit").expect_err("damaged"),
        Store::copy_of(&address).expect_err("damaged"),
    ] {
        assert_eq!(
            refused.to_string(),
            "besluit/a/1: found another content than was sealed"
        );
    }
    // What is kept well afterwards mends nothing.
    store.keep(&draft("b", 0, Some("een"))).expect("entered");
    // What was altered does not go on, and of a kind that is read as a whole nothing else begins.
    for refused in [
        store.keep(&draft("a", 1, Some("twee"))),
        store.keep_unless(&draft("c", 0, Some("drie")), &|_| false),
        store.keep_unless(&draft("b", 1, None), &|_| false),
    ] {
        let refused = refused.expect_err("damaged");
        assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    }
    let refused = store.take_in(&copy).expect_err("damaged");
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    let key = |id: &'static str| EntryKey {
        kind: "besluit",
        id,
    };
    for refused in [
        store.newest("besluit").map(drop),
        store.one(key("a")).map(drop),
    ] {
        let refused = refused.expect_err("damaged");
        assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    }
    assert!(store.one(key("b")).expect("as it was sealed").is_some());
    let altered = store.one_to_withdraw(key("a"));
    assert_eq!(altered.expect("found").expect("there").content, "x");
    let gone = store.keep(&draft("a", 1, None)).expect("withdrawn");
    assert!(!gone.holds());
    let kind = store.trouble().map(|trouble| trouble.kind);
    assert_eq!(kind, Some(TroubleKind::Altered));
}

#[test]
fn the_newest_of_whole_entries_are_the_newest() {
    for address in Both::new().addresses("heel") {
        let store = open(&address);
        for (id, seen) in [("b", 0), ("A", 0), ("a", 0), ("b", 1), ("é", 0)] {
            let kept = store.keep(&draft(id, seen, Some("x")));
            kept.expect("kept");
        }
        assert_eq!(
            store.newest_whole("besluit").expect("whole"),
            store.newest("besluit").expect("newest")
        );
    }
}

#[test]
fn no_row_is_put_in_the_place_of_another_by_hand() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.sqlite");
    let store = open(&StoreAddress::File(path.clone()));
    store.keep(&draft("a", 0, Some("een"))).expect("entered");
    let before = store.all().expect("all");
    let connection = rusqlite::Connection::open(&path).expect("a file");
    for (number, version) in [("1", 1), ("1", 2), ("7", 1), ("NULL", 1)] {
        let replace = format!(
            "INSERT OR REPLACE INTO revision (number, kind, id, version, follows, action, content, who, at, why, seal) \
             VALUES ({number}, 'besluit', 'a', {version}, nullif({version} - 1, 0), 'gewijzigd', 'x', 'w', 't', '', 's')"
        );
        let refused = connection.execute_batch(&replace);
        let refused = refused.expect_err("it is there already").to_string();
        assert!(refused.contains("is there already"), "{refused}");
    }
    assert_eq!(store.all().expect("all"), before);
}

#[test]
fn where_no_store_is_none_is_made_to_be_read() {
    let both = Both::new();
    let [file, server] = both.addresses("leeg");
    let StoreAddress::File(path) = &file else {
        unreachable!("a file")
    };
    std::fs::write(path, "").expect("an empty file");
    for address in [&file, &server] {
        for refused in [
            Store::open_made(address, STUDY).expect_err("no store"),
            Store::copy_of(address).expect_err("no store"),
        ] {
            assert!(matches!(refused, StoreError::NoStore { .. }), "{refused}");
        }
    }
    assert_eq!(std::fs::metadata(path).expect("a file").len(), 0);
    let nowhere = StoreAddress::File(path.with_file_name("nergens.sqlite"));
    let refused = Store::open_made(&nowhere, STUDY).expect_err("no store");
    assert!(matches!(refused, StoreError::NoStore { .. }), "{refused}");
    assert!(!path.with_file_name("nergens.sqlite").exists());
    drop([&file, &server].map(open));
    for address in [&file, &server] {
        Store::open_made(address, STUDY).expect("a store");
        let refused = Store::open_made(address, "Elders").expect_err("another study");
        assert!(
            matches!(refused, StoreError::OtherStudy { .. }),
            "{refused}"
        );
    }
}

#[test]
fn a_store_of_an_earlier_program_is_brought_up_to_date_and_of_a_later_one_refused() {
    let both = Both::new();
    let entered = {
        let store = open(&both.addresses("bron")[0]);
        store.keep(&draft("a", 0, Some("een"))).expect("entered")
    };
    let rows = format!(
        "INSERT INTO form (step) VALUES (1); INSERT INTO revision (kind, id, version, action, content, who, at, why, seal) \
         VALUES ('besluit', 'a', 1, 'ingevoerd', 'een', 'planner', '2026-11-21T10:00:00Z', 'overleg', '{}');",
        entered.seal
    );
    let file = both.folder.path().join("oud.sqlite");
    let first = include_str!("../src/store/migrations/sqlite_1.sql");
    let form = "CREATE TABLE form (step INTEGER PRIMARY KEY) STRICT;";
    let connection = rusqlite::Connection::open(&file).expect("a file");
    connection
        .execute_batch(&format!("{form}{first}{rows}"))
        .expect("an old store");
    let url = both.server.database("oud");
    let first = include_str!("../src/store/migrations/postgresql_1.sql");
    let form = "CREATE TABLE form (step BIGINT PRIMARY KEY);";
    both.server.say("oud", &format!("{form}{first}{rows}"));

    for address in [
        StoreAddress::File(file.clone()),
        StoreAddress::of(&url).expect("an address"),
    ] {
        assert_eq!(
            open(&address).all().expect("all"),
            std::slice::from_ref(&entered)
        );
        open(&address)
            .keep(&draft("a", 1, Some("twee")))
            .expect("changed");
    }
    connection
        .execute_batch("INSERT INTO form VALUES (99)")
        .expect("a newer form");
    both.server.say("oud", "INSERT INTO form VALUES (99)");
    for address in [
        StoreAddress::File(file),
        StoreAddress::of(&url).expect("an address"),
    ] {
        let refused = Store::open(&address, STUDY).expect_err("a newer store");
        let said = "the store has form 99, expected 4 or less: a newer nabij made it";
        assert_eq!(refused.to_string(), said);
    }
}

#[test]
fn what_one_server_ended_and_was_sent_the_others_know_for_a_while_and_no_copy_has_it() {
    let plan = |mark: &str| (mark.to_owned(), "0123456789".to_owned());
    for address in Both::new().addresses("samen") {
        let [one, other] = [(); 2].map(|()| open(&address));
        let login = ("een".to_owned(), 100);
        one.tell_ended(std::slice::from_ref(&login), 0)
            .expect("told");
        one.tell_ended(std::slice::from_ref(&login), 0)
            .expect("told again");
        assert_eq!(other.ended_logins(99).expect("heard"), [login]);
        assert_eq!(other.ended_logins(100).expect("heard"), []);

        one.tell_posted(&[plan("a"), plan("b")], 1).expect("told");
        one.tell_posted(&[plan("c")], 2).expect("told");
        other.tell_posted(&[plan("a")], 3).expect("used again");
        let found = || ["a", "b", "c"].map(|mark| other.posted(mark).expect("asked").is_some());
        assert_eq!(found(), [true, true, true]);
        one.forget_posted(20, 3).expect("looked at");
        assert_eq!(found(), [true, false, true], "the longest unused goes");
        let week = 7 * 24 * 60 * 60;
        one.forget_posted(20, week + 3).expect("looked at");
        assert_eq!(found(), [true, false, false], "c was used before");
        let document = other.posted("a").expect("asked");
        assert_eq!(document.as_deref(), Some("0123456789"));

        let copy = Store::copy_of(&address).expect("a copy");
        assert_eq!(copy.revisions, []);
        assert_eq!(one.mark(&["besluit"]).expect("a mark"), 0);
    }
}

#[test]
fn the_store_of_one_study_is_not_opened_for_another() {
    for address in Both::new().addresses("studie") {
        drop(open(&address));
        let refused = Store::open(&address, "Elders").expect_err("another study");
        assert_eq!(
            refused.to_string(),
            "the store is of the study \"Voorbeeldstad\", expected \"Elders\""
        );
    }
}

#[test]
fn a_file_that_is_moved_away_removed_or_replaced_keeps_nothing_until_it_is_back() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let address = StoreAddress::File(path("a.sqlite"));
    let store = open(&address);
    store.keep(&draft("a", 0, Some("een"))).expect("entered");
    let refused = || {
        let kept = store.keep(&draft("a", 1, Some("twee")));
        for told in [kept.map(drop), store.all().map(drop)] {
            let error = told.expect_err("it is not in its place");
            assert!(error.to_string().ends_with("is gone or was replaced"));
            assert!(error.may_pass(), "{error}");
        }
        let kind = store.trouble().map(|trouble| trouble.kind);
        assert_eq!(kind, Some(TroubleKind::Unreachable));
    };
    // In the log stands what is not in the file itself yet.
    for part in ["a.sqlite", "a.sqlite-wal"] {
        let (here, away) = (path(part), path("elders"));
        fs::rename(&here, &away).expect("moved away");
        refused();
        fs::write(&here, "").expect("another file");
        refused();
        fs::rename(&away, &here).expect("moved back");
        assert_eq!(store.all().expect("it is back").len(), 1);
        assert_eq!(store.trouble(), None);
    }
    store.keep(&draft("a", 1, Some("twee"))).expect("kept");
    assert_eq!(open(&address).all().expect("all").len(), 2);
    for part in ["a.sqlite", "a.sqlite-wal", "a.sqlite-shm"] {
        fs::remove_file(path(part)).expect("removed");
    }
    refused();
}

#[test]
fn a_database_that_goes_and_comes_back_is_found_again() {
    let server = PostgresServer::start();
    let address = StoreAddress::of(&server.database("weg")).expect("an address");
    let store = open(&address);
    store.keep(&draft("a", 0, Some("een"))).expect("entered");
    server.down();
    let refused = store
        .keep(&draft("a", 1, Some("twee")))
        .expect_err("no server");
    assert!(refused.may_pass(), "{refused}");
    assert!(matches!(store.all(), Err(StoreError::Unreachable(_))));
    server.up();
    assert_eq!(store.all().expect("there again").len(), 1);
    store.keep(&draft("a", 1, Some("twee"))).expect("kept");
    server.down();
    server.up();
    store
        .keep(&draft("a", 2, Some("drie")))
        .expect("kept after a restart");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Whatever is done in whatever order: versions count up without gaps, and only the version in force can be changed.
    #[test]
    fn any_run_of_changes_leaves_a_whole_history(steps in prop::collection::vec((0_u8..3, 0_u64..4, any::<bool>(), "[^\\x00]{0,20}"), 1..40)) {
        let folder = TempDir::new().expect("a folder");
        let store = open(&StoreAddress::File(folder.path().join("a.sqlite")));
        let mut versions = [0_u64; 3];
        for (entry, seen, withdraw, content) in &steps {
            let id = entry.to_string();
            let in_force = versions[usize::from(*entry)];
            let content = (!withdraw).then_some(content.as_str());
            let kept = store.keep(&draft(&id, *seen, content));
            let allowed = *seen == in_force && (in_force > 0 || !withdraw);
            prop_assert_eq!(kept.is_ok(), allowed);
            if allowed {
                versions[usize::from(*entry)] += 1;
            }
        }
        let all = store.all().expect("whole");
        prop_assert_eq!(all.len() as u64, versions.iter().sum::<u64>());
        let copy = lines(&store);
        prop_assert_eq!(read_copy(copy.as_slice()).expect("read").revisions, all);
    }
}

/// What `nabij token` says with this store, trusting the authority whose certificate this is.
fn token_said(url: &str, authority: &std::path::Path) -> (bool, String) {
    let study = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad");
    let told = std::process::Command::new(env!("CARGO_BIN_EXE_nabij"))
        .arg("token")
        .arg(study)
        .args([
            "--store",
            url,
            "--name",
            "proef",
            "--role",
            "lezer",
            "--until",
            "2099-01-01",
        ])
        .env("SSL_CERT_FILE", authority)
        .env_remove("SSL_CERT_DIR")
        .output()
        .expect("it runs");
    let said = [told.stdout, told.stderr].concat();
    (
        told.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn a_server_with_tls_is_spoken_to_when_its_certificate_is_trusted_and_only_then() {
    let server = PostgresServer::start();
    let (authority, url) = server.with_tls("versleuteld");
    let (given, said) = token_said(&url, &authority);
    assert!(given && said.starts_with("nabij_"), "{said}");
    let nobody = tempfile::NamedTempFile::new().expect("a file");
    let (given, said) = token_said(&url, nobody.path());
    assert!(!given && said.contains("certificate"), "{said}");
    // The certificate is of another name.
    let (given, said) = token_said(&url.replace("localhost", "127.0.0.1"), &authority);
    assert!(!given, "{said}");
}
