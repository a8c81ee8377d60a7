//! A store in a database of `PostgreSQL` that several servers share. A connection that broke is made again at the next question.
//! It lives in a thread of its own: its driver waits in ways that a thread of the service must not.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, Error, NoTls, Row};
use rustls::ClientConfig;
use rustls::crypto::ring::default_provider;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::cell::{Cell, Refusal};
use crate::store::error::StoreError;
use crate::store::turn::PATIENCE;

/// Waiting so much longer or shorter for a lock is not worth a question to the server.
const NEARLY: Duration = Duration::from_millis(100);
/// No statement of ours takes so long unless something is wrong; then the person hears it.
const SETTINGS: &str =
    "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000";

/// A question to the thread with the connection.
type Question = Box<dyn FnOnce(&mut Connection) + Send>;

/// The way to a connection.
#[derive(Debug)]
pub struct PostgreSql {
    questions: Sender<Question>,
}

impl PostgreSql {
    /// Connects to a server.
    pub fn open(url: &str) -> Result<Self, Refusal> {
        let mut config: Config = url
            .parse()
            .map_err(|cause| Refusal::Failed(unreachable_by(&cause)))?;
        config.connect_timeout(PATIENCE).tcp_user_timeout(PATIENCE);
        let own = config.get_options().unwrap_or_default();
        let options = format!("{SETTINGS} {own}");
        config.options(options.trim_end());
        config.application_name("nabij");
        let (questions, asked) = channel::<Question>();
        std::thread::spawn(move || {
            let mut connection = Connection {
                config,
                client: None,
                began: false,
                waits: PATIENCE,
            };
            // It ends with the last who could ask.
            for question in asked {
                question(&mut connection);
            }
        });
        let made = Self { questions };
        made.ask(|connection| connection.client().map(|_| ()))?;
        Ok(made)
    }

    /// Lets what is asked from here on wait so long for locks of others. Not within a transaction, which may take that back.
    pub fn wait_for(&mut self, left: Duration) -> Result<(), Refusal> {
        self.ask(move |connection| {
            connection.wait_for(left);
            Ok(())
        })
    }

    /// The rows that a statement gives.
    pub fn rows(&mut self, statement: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, Refusal> {
        let (statement, cells) = (statement.to_owned(), cells.to_vec());
        self.ask(move |connection| connection.rows(&statement, &cells))
    }

    /// Carries out statements that give no rows.
    pub fn batch(&mut self, statements: &str) -> Result<(), Refusal> {
        let statements = statements.to_owned();
        self.ask(move |connection| connection.batch(&statements))
    }

    /// Begins a transaction; it ends with `COMMIT` or `ROLLBACK`.
    pub fn begin(&mut self, statements: &'static str) -> Result<(), Refusal> {
        self.ask(move |connection| connection.begin(statements))
    }

    fn ask<T: Send + 'static>(
        &self,
        what: impl FnOnce(&mut Connection) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (tell, told) = channel();
        let question = Box::new(move |connection: &mut Connection| {
            // Nobody is left to tell when who asked is gone.
            drop(tell.send(what(connection)));
        });
        let gone = || Refusal::Failed(StoreError::Database("its thread stopped".to_owned()));
        self.questions.send(question).map_err(|_stopped| gone())?;
        told.recv().map_err(|_stopped| gone())?
    }
}

/// A connection, or what is needed to make one.
struct Connection {
    config: Config,
    client: Option<Client>,
    /// Whether a transaction was begun, which a connection that is made again knows nothing of.
    began: bool,
    /// So long it waits for locks of others.
    waits: Duration,
}

impl Connection {
    /// The rows that a statement gives.
    fn rows(&mut self, statement: &str, cells: &[Cell]) -> Result<Vec<Vec<Cell>>, Refusal> {
        let cells: Vec<&(dyn ToSql + Sync)> = cells.iter().map(Cell::as_parameter).collect();
        let client = self.client()?;
        let mut found = client.query(statement, &cells);
        // A server that came back is noticed by the first question; one that changes nothing can be put again.
        if found.is_err() && client.is_closed() && !self.began && statement.starts_with("SELECT") {
            found = self.client()?.query(statement, &cells);
        }
        let rows = found.map_err(|error| refusal(&error))?;
        Ok(rows.iter().map(row).collect())
    }

    fn wait_for(&mut self, left: Duration) {
        let alive = self.client.as_mut().filter(|client| !client.is_closed());
        let Some(client) = alive.filter(|_| self.waits.abs_diff(left) > NEARLY) else {
            return;
        };
        // To the server 0 is for ever.
        let set = format!("SET lock_timeout = {}", left.as_millis().max(1));
        // A connection that broke is noticed by what is asked next.
        if client.batch_execute(&set).is_ok() {
            self.waits = left;
        }
    }

    /// Carries out statements that give no rows.
    fn batch(&mut self, statements: &str) -> Result<(), Refusal> {
        self.began = false;
        let done = self.client()?.batch_execute(statements);
        done.map_err(|error| refusal(&error))
    }

    /// Begins a transaction. Nothing is done yet, so a server that came back is asked again.
    fn begin(&mut self, statements: &str) -> Result<(), Refusal> {
        let client = self.client()?;
        let mut done = client.batch_execute(statements);
        if done.is_err() && client.is_closed() {
            done = self.client()?.batch_execute(statements);
        }
        self.began = done.is_ok();
        done.map_err(|error| refusal(&error))
    }

    fn client(&mut self) -> Result<&mut Client, Refusal> {
        let alive = self.client.take().filter(|client| !client.is_closed());
        let client = match alive {
            Some(client) => client,
            None => {
                let made = match self.config.get_ssl_mode() {
                    SslMode::Require => self.config.connect(encrypted()?),
                    // On the machine itself, or in a network that is closed by other means.
                    _ => self.config.connect(NoTls),
                };
                self.waits = PATIENCE;
                made.map_err(|cause| Refusal::Failed(unreachable_by(&cause)))?
            }
        };
        Ok(self.client.insert(client))
    }
}

/// TLS with a server whose certificate the system trusts; `SSL_CERT_FILE` names another authority.
fn encrypted() -> Result<MakeRustlsConnect, Refusal> {
    let wrong = |cause: rustls::Error| Refusal::Failed(StoreError::Unreachable(cause.to_string()));
    let settings = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(wrong)?;
    Ok(MakeRustlsConnect::new(settings.with_no_client_auth()))
}

impl Cell {
    fn as_parameter(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Number(number) => number,
            Self::Text(text) => text,
            Self::Empty => &None::<i64>,
        }
    }
}

fn row(row: &Row) -> Vec<Cell> {
    let columns = row.columns().iter().enumerate();
    columns
        .map(|(at, column)| {
            if *column.type_() == Type::INT8 {
                let number: Option<i64> = row.get(at);
                number.map_or(Cell::Empty, Cell::Number)
            } else {
                let text: Option<String> = row.get(at);
                text.map_or(Cell::Empty, Cell::Text)
            }
        })
        .collect()
}

fn unreachable_by(cause: &Error) -> StoreError {
    StoreError::Unreachable(told(cause))
}

fn refusal(error: &Error) -> Refusal {
    let said = told(error);
    Refusal::Failed(match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION | &SqlState::FOREIGN_KEY_VIOLATION) => {
            return Refusal::Rule;
        }
        Some(
            &SqlState::LOCK_NOT_AVAILABLE
            | &SqlState::T_R_DEADLOCK_DETECTED
            | &SqlState::T_R_SERIALIZATION_FAILURE,
        ) => StoreError::Busy(said),
        Some(&SqlState::DISK_FULL) => StoreError::Full(said),
        Some(&SqlState::READ_ONLY_SQL_TRANSACTION | &SqlState::INSUFFICIENT_PRIVILEGE) => {
            StoreError::ReadOnly(said)
        }
        // Class 08 is a broken connection, 53 too few means, 57 a server that stops.
        Some(code)
            if ["08", "53", "57"]
                .iter()
                .any(|class| code.code().starts_with(class)) =>
        {
            StoreError::Unreachable(said)
        }
        Some(_) => StoreError::Database(said),
        None => StoreError::Unreachable(said),
    })
}

/// What the server said, or else what became of the connection.
fn told(error: &Error) -> String {
    let cause = error.source().map(ToString::to_string);
    cause.unwrap_or_else(|| error.to_string())
}
