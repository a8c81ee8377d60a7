//! Where what people entered is kept: a file on this machine, or a database that several servers share.

use std::fmt;
use std::path::PathBuf;

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreAddress {
    /// A file of `SQLite`; it is made when it is not there.
    File(PathBuf),
    /// A database of `PostgreSQL`, as `postgresql://user@host/name`; it may hold a password.
    Server(String),
}

impl StoreAddress {
    /// What a person wrote: an address of `PostgreSQL`, or else the path of a file.
    pub fn of(written: &str) -> Self {
        let server = ["postgres://", "postgresql://"];
        match server.iter().any(|start| written.starts_with(start)) {
            true => Self::Server(written.to_owned()),
            false => Self::File(PathBuf::from(written)),
        }
    }
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

/// An address with only scheme, host and database: user, password and options are nobody's business.
fn without_secrets(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgresql", url));
    let shown = rest.split('?').next().unwrap_or_default();
    let place = shown.rsplit_once('@').map_or(shown, |(_user, place)| place);
    format!("{scheme}://{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_server_or_a_file_and_never_shows_its_password() {
        let server = "postgresql://nabij:ge%40heim@db.example:5432/nabij?password=ook";
        let shown = StoreAddress::of(server);
        assert_eq!(shown.to_string(), "postgresql://db.example:5432/nabij");
        assert_eq!(
            format!("{shown:?}"),
            "StoreAddress(postgresql://db.example:5432/nabij)"
        );
        let file = StoreAddress::of("gegevens/nabij.sqlite");
        assert_eq!(file, StoreAddress::File("gegevens/nabij.sqlite".into()));
        assert_eq!(file.to_string(), "gegevens/nabij.sqlite");
    }
}
