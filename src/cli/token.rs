//! `nabij token`: the first token, before anybody can give one over HTTP.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Date;
use nabij::api::caller::role::Role;
use nabij::api::caller::tokens::{Token, give};
use nabij::ingest::load::study_name;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::store::revision::Author;

use super::say;

/// A token as it is asked for.
#[derive(Debug, clap::Args)]
pub struct TokenArguments {
    /// Een study.toml, of de map waarin die staat
    study: PathBuf,
    /// De opslag: een bestand, of postgresql://...
    #[arg(long)]
    store: String,
    /// De naam van het programma dat het token krijgt
    #[arg(long)]
    name: String,
    /// Wat het mag
    #[arg(long)]
    role: RoleName,
    /// De laatste dag dat het geldt: JJJJ-MM-DD
    #[arg(long)]
    until: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoleName {
    Lezer,
    Planner,
    Beheerder,
}

impl RoleName {
    const fn role(self) -> Role {
        match self {
            Self::Lezer => Role::Reader,
            Self::Planner => Role::Planner,
            Self::Beheerder => Role::Keeper,
        }
    }
}

pub fn run(arguments: &TokenArguments) -> Result<ExitCode> {
    let place = StoreAddress::of(&arguments.store);
    let in_store = || format!("de opslag {place}");
    let store = Store::open(&place, &study_name(&arguments.study)?).with_context(in_store)?;
    let token = Token {
        name: arguments.name.clone(),
        role: arguments.role.role(),
        until: arguments.until,
    };
    let author = Author {
        who: "nabij token".to_owned(),
        at: Timestamp::now().to_string(),
        why: String::new(),
    };
    let (_, secret) = give(&store, &token, author).with_context(in_store)?;
    say(&secret)?;
    Ok(ExitCode::SUCCESS)
}
