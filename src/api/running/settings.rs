//! How the service is set up: a file, over it the environment, over that the words of the command line.
//!
//! The keys are the same everywhere: `address` in the file is `NABIJ_SERVE_ADDRESS` in the environment and `--address` on the
//! command line. What is written but not known is refused with its name.

use std::collections::BTreeMap;
use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use toml::{Table, Value};

use crate::api::caller::from_settings::CallerSettings;
use crate::api::caller::reading::Reading;
use crate::api::running::connection_limits::ConnectionLimits;
use crate::api::running::default_settings::{
    ADDRESS, KEEPER_ROLE, PLANNER_ROLE, ROLE_CLAIM, SESSION, default_settings,
};
use crate::api::running::rate_limit::RateLimits;
use crate::api::running::written_address::{host_and_port, hosts};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::toml_problem::{problem_of_toml, unknown_key};
use crate::store::address::{AddressRefused, StoreAddress};

/// How variables of the environment begin that set something up.
pub const PREFIX: &str = "NABIJ_SERVE_";

/// How a value is written where there is only text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Path,
    /// A file, or a server with a password that nobody is shown.
    Store,
    Whole,
    /// With commas between.
    List,
}

/// Where settings were written, of all of them together.
const TOGETHER: &str = "(instellingen)";
/// Where what was not written comes from.
const DEFAULT: &str = "standaard";

/// Everything that can be set.
const KEYS: [(&str, Kind); 26] = [
    ("study", Kind::Path),
    ("data", Kind::Path),
    ("address", Kind::Text),
    ("metrics", Kind::Text),
    ("uploads", Kind::Path),
    ("store", Kind::Store),
    ("connections", Kind::Whole),
    ("head_seconds", Kind::Whole),
    ("body_seconds", Kind::Whole),
    ("unread_seconds", Kind::Whole),
    ("stop_seconds", Kind::Whole),
    ("requests_per_second", Kind::Whole),
    ("burst", Kind::Whole),
    ("trusted_proxies", Kind::List),
    ("reading", Kind::Text),
    ("issuer", Kind::Text),
    ("client", Kind::Text),
    ("client_secret_file", Kind::Path),
    ("public_address", Kind::Text),
    ("role_claim", Kind::Text),
    ("planner_role", Kind::Text),
    ("keeper_role", Kind::Text),
    ("session_key_file", Kind::Path),
    ("session_minutes", Kind::Whole),
    ("audit", Kind::Path),
    ("theme", Kind::Path),
];

/// The settings as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSettings {
    study: Option<PathBuf>,
    data: Option<PathBuf>,
    #[serde(default, deserialize_with = "host_and_port")]
    address: Option<SocketAddr>,
    #[serde(default, deserialize_with = "host_and_port")]
    metrics: Option<SocketAddr>,
    uploads: Option<PathBuf>,
    store: Option<String>,
    connections: Option<NonZeroU32>,
    head_seconds: Option<NonZeroU32>,
    body_seconds: Option<NonZeroU32>,
    unread_seconds: Option<NonZeroU32>,
    stop_seconds: Option<NonZeroU32>,
    requests_per_second: Option<NonZeroU32>,
    burst: Option<NonZeroU32>,
    #[serde(default, deserialize_with = "hosts")]
    trusted_proxies: Vec<IpAddr>,
    #[serde(default)]
    reading: Reading,
    issuer: Option<String>,
    client: Option<String>,
    client_secret_file: Option<PathBuf>,
    public_address: Option<String>,
    role_claim: Option<String>,
    planner_role: Option<String>,
    keeper_role: Option<String>,
    session_key_file: Option<PathBuf>,
    session_minutes: Option<NonZeroU32>,
    audit: Option<PathBuf>,
    theme: Option<PathBuf>,
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// A `study.toml`, or its folder.
    pub study: Option<PathBuf>,
    /// Where the paths in it start.
    pub data: Option<PathBuf>,
    /// Where the service listens.
    pub address: SocketAddr,
    /// Where its figures are; nowhere when not set.
    pub metrics: Option<SocketAddr>,
    /// Where sent layers are kept; none are taken when not set.
    pub uploads: Option<PathBuf>,
    /// Where is kept what people enter; nothing is when not set.
    pub store: Option<StoreAddress>,
    /// What a connection may take.
    pub connections: ConnectionLimits,
    /// How often a client may ask.
    pub rates: RateLimits,
    /// Who may read, and where people log in.
    pub callers: CallerSettings,
    /// A stylesheet that gives the page the colours of a city; the page's own when not set.
    pub theme: Option<PathBuf>,
}

impl TryFrom<RawSettings> for Settings {
    type Error = AddressRefused;

    fn try_from(raw: RawSettings) -> Result<Self, AddressRefused> {
        let (connections, rates) = (ConnectionLimits::default(), RateLimits::default());
        let seconds = |asked: Option<NonZeroU32>, otherwise: Duration| {
            asked.map_or(otherwise, |number| {
                Duration::from_secs(u64::from(number.get()))
            })
        };
        let most = raw.connections.map(|most| most.get() as usize);
        Ok(Self {
            study: raw.study,
            data: raw.data,
            address: raw.address.unwrap_or(ADDRESS),
            metrics: raw.metrics,
            uploads: raw.uploads,
            store: raw.store.as_deref().map(StoreAddress::of).transpose()?,
            connections: ConnectionLimits {
                most: most.unwrap_or(connections.most),
                head: seconds(raw.head_seconds, connections.head),
                body: seconds(raw.body_seconds, connections.body),
                unread: seconds(raw.unread_seconds, connections.unread),
                stopping: seconds(raw.stop_seconds, connections.stopping),
            },
            rates: RateLimits {
                per_second: raw.requests_per_second.unwrap_or(rates.per_second),
                burst: raw.burst.unwrap_or(rates.burst),
                trusted_proxies: raw.trusted_proxies,
            },
            callers: CallerSettings {
                reading: raw.reading,
                issuer: raw.issuer,
                client: raw.client,
                client_secret_file: raw.client_secret_file,
                public_address: raw.public_address,
                role_claim: raw.role_claim.unwrap_or_else(|| ROLE_CLAIM.to_owned()),
                planner_role: raw.planner_role.unwrap_or_else(|| PLANNER_ROLE.to_owned()),
                keeper_role: raw.keeper_role.unwrap_or_else(|| KEEPER_ROLE.to_owned()),
                session_key_file: raw.session_key_file,
                session_lasting: seconds(raw.session_minutes, SESSION / 60) * 60,
                audit: raw.audit,
            },
            theme: raw.theme,
        })
    }
}

/// What was written, with where it was written.
#[derive(Debug, Default)]
pub struct Written {
    table: Table,
    origins: BTreeMap<String, String>,
}

impl Written {
    /// Adds a file. Paths in it start at its folder.
    ///
    /// # Errors
    /// A file that cannot be read, or a key or value that is not known, with its line.
    pub fn file(&mut self, path: &Path) -> Result<(), Problem> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|cause| {
            let expected = "a file with settings in TOML";
            Problem::of_file(Severity::Blocks, &name, cause.to_string(), expected)
        })?;
        let mut table = checked(&name, &text)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for (key, kind) in KEYS {
            if let Some(Value::String(written)) = table.get_mut(key)
                && is_path(kind, written)
            {
                *written = folder.join(&*written).display().to_string();
            }
        }
        self.add(&name, table);
        Ok(())
    }

    /// Adds variables of an environment.
    ///
    /// # Errors
    /// A variable that begins like ours and is not known, or has a value that is not.
    pub fn environment(
        &mut self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), Problem> {
        for (name, value) in variables {
            if let Some(key) = name.strip_prefix(PREFIX) {
                self.text(&name, &key.to_lowercase(), &value)?;
            }
        }
        Ok(())
    }

    /// Adds one value that was written as text.
    ///
    /// # Errors
    /// A key or value that is not known.
    pub fn text(&mut self, origin: &str, key: &str, value: &str) -> Result<(), Problem> {
        let Some((_, kind)) = KEYS.iter().find(|(known, _)| *known == key) else {
            return Err(unknown_key(origin, key, &KEYS.map(|(known, _)| known)));
        };
        let quoted = |text: &str| Value::String(text.to_owned());
        let value = match kind {
            Kind::Text | Kind::Path | Kind::Store => quoted(value),
            Kind::Whole => value.parse().map_or_else(|_| quoted(value), Value::Integer),
            Kind::List => Value::Array(value.split(',').map(|one| quoted(one.trim())).collect()),
        };
        let text = format!("{key} = {value}");
        let table = checked(origin, &text).map_err(|refused| Problem {
            // The only line is of our making.
            row: None,
            ..refused
        })?;
        self.add(origin, table);
        Ok(())
    }

    /// One line for each setting: what holds, and where it was written.
    pub fn summary(&self) -> impl Iterator<Item = String> {
        let defaults = default_settings();
        KEYS.iter().map(move |&(key, _)| {
            let origin = self.origins.get(key).map_or(DEFAULT, String::as_str);
            match self.table.get(key).or_else(|| defaults.get(key)) {
                Some(value) => format!("  {key} = {} ({origin})", shown(value)),
                None => format!("  {key}: niet ingesteld"),
            }
        })
    }

    /// The settings.
    ///
    /// # Errors
    /// None that adding did not tell already.
    pub fn settings(self) -> Result<Settings, Problem> {
        let raw: Result<RawSettings, _> = self.table.try_into();
        let raw = raw.map_err(|cause| problem_of_toml(TOGETHER, "", &cause))?;
        Settings::try_from(raw).map_err(|refused| problem_of_store(TOGETHER, refused))
    }

    fn add(&mut self, origin: &str, table: Table) {
        for (key, value) in table {
            self.origins.insert(key.clone(), origin.to_owned());
            self.table.insert(key, value);
        }
    }
}

fn is_path(kind: Kind, written: &str) -> bool {
    match kind {
        Kind::Path => true,
        Kind::Store => matches!(StoreAddress::of(written), Ok(StoreAddress::File(_))),
        Kind::Text | Kind::Whole | Kind::List => false,
    }
}

/// As it was written, but for what an address of a server keeps to itself.
fn shown(value: &Value) -> String {
    match value.as_str().map(StoreAddress::of) {
        Some(Ok(server @ StoreAddress::Server(_))) => format!("\"{server}\""),
        Some(Ok(StoreAddress::File(_)) | Err(_)) | None => value.to_string(),
    }
}

fn checked(origin: &str, text: &str) -> Result<Table, Problem> {
    let refused = |cause| problem_of_toml(origin, text, &cause);
    let known: RawSettings = toml::from_str(text).map_err(refused)?;
    let store = known.store.as_deref().map(StoreAddress::of).transpose();
    store.map_err(|refused| problem_of_store(origin, refused))?;
    toml::from_str(text).map_err(refused)
}

/// What is no store; a password in it is not told.
fn problem_of_store(origin: &str, refused: AddressRefused) -> Problem {
    let AddressRefused { found, expected } = refused;
    Problem::of_file(Severity::Blocks, origin, found.english, expected.english).in_field("store")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(written: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        written.iter().map(owned).collect()
    }

    #[test]
    fn the_environment_goes_over_the_file_and_words_over_both() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("nabij.toml");
        let text = "address = \"0.0.0.0:1\"\nburst = 7\nstudy = \"stad\"\nconnections = 5\n";
        fs::write(&file, text).expect("written");
        let mut written = Written::default();
        written.file(&file).expect("known");
        let surroundings = variables(&[
            ("NABIJ_SERVE_ADDRESS", "0.0.0.0:2"),
            ("NABIJ_SERVE_BURST", "8"),
            ("NABIJ_SERVE_TRUSTED_PROXIES", "127.0.0.1, ::1"),
            ("NABIJ_DATA", "elsewhere"),
        ]);
        written.environment(surroundings).expect("known");
        written
            .text("--address", "address", "0.0.0.0:3")
            .expect("known");
        let summary: Vec<String> = written.summary().collect();
        assert!(summary.contains(&"  address = \"0.0.0.0:3\" (--address)".to_owned()));
        assert!(summary.contains(&"  burst = 8 (NABIJ_SERVE_BURST)".to_owned()));
        assert_eq!(summary.len(), KEYS.len(), "what is not written is told too");
        assert!(summary.contains(&"  stop_seconds = 20 (standaard)".to_owned()));
        assert!(summary.contains(&"  uploads: niet ingesteld".to_owned()));
        let settings = written.settings().expect("whole");
        assert_eq!(settings.address, SocketAddr::from(([0, 0, 0, 0], 3)));
        assert_eq!(settings.rates.burst.get(), 8);
        assert_eq!(settings.connections.most, 5);
        assert_eq!(settings.study, Some(folder.path().join("stad")));
        assert_eq!(settings.rates.trusted_proxies.len(), 2);
    }

    #[test]
    fn a_store_in_a_file_starts_at_the_folder_and_a_server_keeps_its_password() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("nabij.toml");
        let server = "postgresql://nabij:geheim@db.example/nabij";
        for (store, place) in [
            (
                "nabij.sqlite",
                folder.path().join("nabij.sqlite").display().to_string(),
            ),
            (server, "postgresql://db.example/nabij".to_owned()),
        ] {
            fs::write(&file, format!("store = \"{store}\"\n")).expect("written");
            let mut written = Written::default();
            written.file(&file).expect("known");
            let summary: Vec<String> = written.summary().collect();
            let line = format!("  store = \"{place}\" ({})", file.display());
            assert!(summary.contains(&line), "{summary:?}");
            assert!(!summary.concat().contains("geheim"));
            let settings = written.settings().expect("whole");
            assert_eq!(settings.store.map(|store| store.to_string()), Some(place));
        }
    }

    #[test]
    fn a_mistyped_server_is_no_file_and_its_password_is_not_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("nabij.toml");
        for store in [
            "postgress://nabij:geheim@h/n1",
            "host=h user=nabij password=geheim",
        ] {
            fs::write(&file, format!("burst = 7\nstore = \"{store}\"\n")).expect("written");
            let refused = [
                Written::default().file(&file),
                Written::default().environment(variables(&[("NABIJ_SERVE_STORE", store)])),
                Written::default().text("--store", "store", store),
            ];
            for refused in refused {
                let refused = refused.expect_err(store);
                assert_eq!(refused.field.as_deref(), Some("store"));
                assert!(!refused.to_string().contains("geheim"), "{refused}");
                let expected = "a file, or a database as postgresql://user@host/name";
                assert_eq!(refused.expected, expected);
            }
        }
    }

    #[test]
    fn what_is_not_known_is_refused_with_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("nabij.toml");
        fs::write(&file, "burst = 7\nadress = \"0.0.0.0:1\"\n").expect("written");
        let refused = Written::default().file(&file).expect_err("a wrong key");
        assert_eq!(
            (refused.row, refused.field.as_deref()),
            (Some(2), Some("adress"))
        );
        assert!(
            refused.expected.contains("\"address\" perhaps"),
            "{refused}"
        );
        for (name, value, field) in [
            ("NABIJ_SERVE_ADRESS", "0.0.0.0:1", "adress"),
            ("NABIJ_SERVE_ADDRESS", "here", "address"),
            ("NABIJ_SERVE_BURST", "many", "burst"),
            ("NABIJ_SERVE_CONNECTIONS", "0", "connections"),
            ("NABIJ_SERVE_STUDY", "a\nburst = 3", "study"),
        ] {
            let mut written = Written::default();
            let read = written.environment(variables(&[(name, value)]));
            if let Err(refused) = read {
                assert_eq!(
                    (refused.file.as_str(), refused.field.as_deref()),
                    (name, Some(field))
                );
            } else {
                // A path may have any letters, and sets nothing else.
                assert_eq!((field, written.table.len()), ("study", 1));
            }
        }
    }

    #[test]
    fn what_is_no_address_is_told_with_what_was_found_and_what_was_expected() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("nabij.toml");
        let (one, many) = ("host:port", "IP addresses");
        for (key, value, expected) in [
            ("address", "\"onzin\"", one),
            ("metrics", "\"onzin\"", one),
            ("trusted_proxies", "[\"::1\", \"onzin\"]", many),
        ] {
            fs::write(&file, format!("burst = 7\n{key} = {value}\n")).expect("written");
            let variable = format!("{PREFIX}{}", key.to_uppercase());
            let refused = [
                (Written::default().file(&file), Some(2)),
                (
                    Written::default().environment(variables(&[(&variable, "onzin")])),
                    None,
                ),
                (Written::default().text("--word", key, "onzin"), None),
            ];
            for (refused, row) in refused {
                let refused = refused.expect_err("no address");
                assert_eq!((refused.row, refused.field.as_deref()), (row, Some(key)));
                assert_eq!(refused.found, "\"onzin\"");
                assert!(refused.expected.starts_with(expected), "{refused}");
            }
        }
    }

    #[test]
    fn what_is_said_to_hold_where_nothing_is_written_does() {
        let none = Written::default().settings().expect("nothing is needed");
        let mut all = Written::default();
        all.add(DEFAULT, default_settings());
        assert_eq!(all.settings().expect("known"), none);
    }

    #[test]
    fn every_key_can_be_written_as_text() {
        for (key, kind) in KEYS {
            let value = match kind {
                Kind::Text if key == "reading" => "login",
                Kind::Text => "127.0.0.1:80",
                Kind::Path | Kind::Store => "folder",
                Kind::Whole => "3",
                Kind::List => "::1",
            };
            let mut written = Written::default();
            written.text("--test", key, value).expect(key);
            written.settings().expect(key);
        }
    }
}
