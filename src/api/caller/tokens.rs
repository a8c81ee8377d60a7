//! Tokens for programs: a role until a last day, kept among the revisions of the store, so that their history stays as well.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::api::caller::last_day::is_before_the_end_of;
use crate::api::caller::role::Role;
use crate::api::caller::secret::{kept_of, new_secret};
use crate::api::caller::who::{Caller, Way};
use crate::api::problem::Problem;
use crate::api::register::entry::content;
use crate::api::register::keeper::newest;
use crate::api::state::ServerState;
use crate::store::error::StoreError;
use crate::store::open_store::Store;
use crate::store::revision::{Author, Draft, EntryKey, Revision};

/// The kind of entry that a token is.
pub const TOKEN_KIND: &str = "token";
/// The name of a program has so many letters at most.
pub const LONGEST_NAME: usize = 100;
/// How tokens begin.
const TOKEN_START: &str = "nabij_";

/// What is known of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Of which program or desk it is; no name of a person.
    pub name: String,
    /// What it may.
    pub role: Role,
    /// It holds until the end of this day, in universal time.
    pub until: Date,
}

impl Token {
    /// As it is kept.
    pub fn content(&self) -> Value {
        json!({ "naam": self.name, "rol": self.role.code(), "tot": self.until.to_string() })
    }

    /// The token of an entry; nothing when another program wrote something else there.
    pub fn kept(revision: &Revision) -> Option<Self> {
        let content = content(revision);
        Some(Self {
            name: content["naam"].as_str()?.to_owned(),
            role: Role::of(content["rol"].as_str()?)?,
            until: content["tot"].as_str()?.parse().ok()?,
        })
    }
}

/// The name of a program as it is kept; nothing when there is none, or one that is too long.
pub fn program_name(written: &str) -> Option<&str> {
    let name = written.trim();
    let letters = name.chars().count();
    (1..=LONGEST_NAME).contains(&letters).then_some(name)
}

/// Gives a token: what is kept of it, and itself, which nothing else tells again.
///
/// # Errors
/// As the store.
pub fn give(
    store: &Store,
    token: &Token,
    author: Author,
) -> Result<(Revision, String), StoreError> {
    let secret = new_secret(TOKEN_START);
    let kept = store.keep(&Draft {
        key: EntryKey {
            kind: TOKEN_KIND,
            id: &kept_of(&secret),
        },
        seen: 0,
        content: Some(&token.content().to_string()),
        author,
    })?;
    Ok((kept, secret))
}

/// Who holds a token.
///
/// # Errors
/// 401 for one that was never given, was taken back, or is over; 503 when the store cannot be asked.
pub async fn holder(state: &Arc<ServerState>, secret: &str) -> Result<Caller, Problem> {
    let unknown = || Problem::who("Dit token is niet bekend, of niet meer geldig.");
    if state.register().is_none() {
        return Err(unknown());
    }
    let found = newest(state, (TOKEN_KIND, kept_of(secret))).await?;
    let found = found.filter(Revision::holds);
    let token = found.as_ref().and_then(Token::kept);
    let token = token.filter(|token| is_before_the_end_of(token.until, Timestamp::now()));
    let token = token.ok_or_else(unknown)?;
    Ok(Caller {
        name: format!("token {}", token.name),
        key: kept_of(secret),
        role: token.role,
        way: Way::Token,
    })
}
