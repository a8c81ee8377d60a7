//! `nabij token`: the first token, before anybody can give one over HTTP.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Date;
use nabij::api::caller::last_day::is_before_the_end_of;
use nabij::api::caller::role::Role;
use nabij::api::caller::tokens::{LONGEST_NAME, Token, give, program_name};
use nabij::ingest::load::study_name;
use nabij::store::open_store::Store;
use nabij::store::revision::Author;

use super::store_place::{must_be_there, store_place};
use super::{BLOCKED, say, say_error};

/// A token as it is asked for.
#[derive(Debug, clap::Args)]
pub struct TokenArguments {
    /// Een study.toml, of de map waarin die staat
    study: PathBuf,
    /// De opslag van de dienst: een bestand, of postgresql://...
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
    let token = match token(arguments) {
        Ok(token) => token,
        Err(refused) => {
            say_error(&refused.to_string());
            return Ok(ExitCode::from(BLOCKED));
        }
    };
    let Some(place) = store_place(&arguments.store) else {
        return Ok(ExitCode::from(BLOCKED));
    };
    must_be_there(&place)?;
    let in_store = || format!("de opslag {place}");
    let store = Store::open(&place, &study_name(&arguments.study)?).with_context(in_store)?;
    let author = Author {
        who: "nabij token".to_owned(),
        at: Timestamp::now().to_string(),
        why: String::new(),
    };
    let (_, secret) = give(&store, &token, author).with_context(in_store)?;
    say(&secret)?;
    Ok(ExitCode::SUCCESS)
}

/// The token that is asked for.
///
/// # Errors
/// One without a name, or that is over already.
fn token(arguments: &TokenArguments) -> Result<Token> {
    let (written, until) = (&arguments.name, arguments.until);
    let Some(name) = program_name(written) else {
        bail!(
            "--name: gevonden \"{written}\", verwacht de naam van een programma, hoogstens {LONGEST_NAME} tekens"
        );
    };
    if !is_before_the_end_of(until, Timestamp::now()) {
        bail!("--until: gevonden {until}, verwacht een dag van vandaag of later");
    }
    Ok(Token {
        name: name.to_owned(),
        role: arguments.role.role(),
        until,
    })
}
