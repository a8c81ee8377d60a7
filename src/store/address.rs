//! Where what people entered is kept: a file on this machine, or a database that several servers share.

use std::fmt;
use std::path::PathBuf;

use crate::model::bilingual::Bilingual;

/// How the address of a server starts.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// How it starts when somebody forgot a stroke.
const NAMES: [&str; 2] = ["postgres:", "postgresql:"];
/// What stands in the other form in which `PostgreSQL` takes an address, `host=db password=...`.
const WORDS: [&str; 4] = ["password=", "host=", "dbname=", "user="];

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreAddress {
    /// A file of `SQLite`; it is made when it is not there.
    File(PathBuf),
    /// A database of `PostgreSQL`, as `postgresql://user@host/name`; it may hold a password.
    Server(String),
}

/// Why something that was written is no place of a store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected}")]
pub struct AddressRefused {
    /// What was written, without a password.
    pub found: Bilingual,
    /// What should be written.
    pub expected: Bilingual,
}

impl StoreAddress {
    /// What a person wrote: an address of `PostgreSQL`, or else the path of a file.
    ///
    /// # Errors
    /// What looks like the address of a server and is none: as the name of a file it would be shown, with its password.
    pub fn of(written: &str) -> Result<Self, AddressRefused> {
        let start = |scheme: &str| {
            let found = written.get(..scheme.len())?;
            let same = found.eq_ignore_ascii_case(scheme);
            same.then(|| format!("{scheme}{}", &written[scheme.len()..]))
        };
        if let Some(url) = SCHEMES.iter().find_map(|scheme| start(scheme)) {
            return Ok(Self::Server(url));
        }
        match mistaken(written) {
            Some(found) => Err(AddressRefused {
                found,
                expected: Bilingual::new(
                    "een bestand, of een database als postgresql://gebruiker@host/naam",
                    "a file, or a database as postgresql://user@host/name",
                ),
            }),
            None => Ok(Self::File(PathBuf::from(written))),
        }
    }
}

/// What was written as if it were a server, without what is nobody's business; nothing for the path of a file.
fn mistaken(written: &str) -> Option<Bilingual> {
    let letters = written.to_lowercase();
    let words = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.replace(" =", "=");
    let has = |word: &str| {
        words
            .split([' ', ';', ',', '?', '&'])
            .any(|one| one.starts_with(word))
    };
    if let Some(word) = WORDS.into_iter().find(|word| has(word)) {
        return Some(Bilingual::new(
            format!("een tekst met \"{word}\""),
            format!("a text with \"{word}\""),
        ));
    }
    let is_url = letters.contains("://") || NAMES.iter().any(|name| letters.starts_with(name));
    is_url.then(|| Bilingual::quoted(&without_secrets(written)))
}

impl fmt::Display for StoreAddress {
    /// Without the password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "{}", path.display()),
            Self::Server(url) => formatter.write_str(&without_secrets(url)),
        }
    }
}

impl fmt::Debug for StoreAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "StoreAddress({self})")
    }
}

/// An address with only scheme, host and database: user, password and options are nobody's business. Where they end may not be
/// clear; then the scheme alone is shown.
fn without_secrets(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        let scheme = url.split(':').next().unwrap_or_default();
        return format!("{scheme}:...");
    };
    let (shown, options) = rest.split_once('?').unwrap_or((rest, ""));
    if options.contains('@') {
        return format!("{scheme}://...");
    }
    let place = shown.rsplit_once('@').map_or(shown, |(_user, place)| place);
    format!("{scheme}://{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_server_or_a_file_and_never_shows_its_password() {
        let server = "postgresql://nabij:ge%40heim@db.example:5432/nabij?password=ook";
        let shown = StoreAddress::of(server).expect("a server");
        assert_eq!(shown.to_string(), "postgresql://db.example:5432/nabij");
        assert_eq!(
            format!("{shown:?}"),
            "StoreAddress(postgresql://db.example:5432/nabij)"
        );
        let file = StoreAddress::of("gegevens/nabij.sqlite").expect("a file");
        assert_eq!(file, StoreAddress::File("gegevens/nabij.sqlite".into()));
        assert_eq!(file.to_string(), "gegevens/nabij.sqlite");
    }
    #[test]
    fn a_scheme_in_capitals_is_a_server_as_well() {
        let shown = StoreAddress::of("PostgreSQL://nabij:geheim@db/n1").expect("a server");
        let written = "postgresql://nabij:geheim@db/n1".to_owned();
        assert_eq!(shown, StoreAddress::Server(written));
    }

    #[test]
    fn what_looks_like_a_server_and_is_none_is_no_file_and_is_told_without_its_password() {
        for (written, told) in [
            ("postgress://nabij:geheim@h/n1", "\"postgress://h/n1\""),
            ("mysql://nabij:ge?heim@h/n1", "\"mysql://...\""),
            ("mysql://h/n1?password=geheim", "a text with \"password=\""),
            ("postgresql:/nabij:geheim@h/n1", "\"postgresql:...\""),
            ("postgres:geheim@h", "\"postgres:...\""),
            (
                "host=db user=nabij password=geheim",
                "a text with \"password=\"",
            ),
            ("Password = 'geheim'", "a text with \"password=\""),
            ("host=db user=nabij", "a text with \"host=\""),
        ] {
            let refused = StoreAddress::of(written).expect_err(written).to_string();
            let expected = "expected a file, or a database as postgresql://user@host/name";
            assert_eq!(refused, format!("found {told}, {expected}"));
        }
        for file in ["postgres.sqlite", "postgresql/nabij.sqlite", "a:b", "é"] {
            let found = StoreAddress::of(file).expect(file);
            assert_eq!(found, StoreAddress::File(file.into()));
        }
    }

    #[test]
    fn a_password_with_any_letters_is_not_shown() {
        for url in [
            "postgresql://nabij:ge/heim@db/n1",
            "postgresql://nabij:ge@heim@db/n1",
            "postgresql://nabij:ge?heim@db/n1",
            "postgresql://nabij:x@ge?heim@db/n1",
            "postgresql://db/n1?password=ge@heim",
        ] {
            let shown = StoreAddress::of(url).expect(url).to_string();
            let place = shown.trim_start_matches("postgresql://");
            assert!(["db/n1", "..."].contains(&place), "{shown}");
        }
    }
}
