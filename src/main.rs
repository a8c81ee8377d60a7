//! The binary: arguments in, exit code out. `cli.rs` has the commands.

mod cli;

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Parser;
use tikv_jemallocator::Jemalloc;
use tracing_subscriber::EnvFilter;

/// Answers are made and let go by many threads, whose memory glibc keeps apart and under locks.
#[global_allocator]
static MEMORY: Jemalloc = Jemalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match start_log() {
        Ok(()) => cli::run(arguments),
        Err(cause) => cli::failed(&cause),
    }
}

/// The log goes to standard error: as much as `NABIJ_LOG` asks, as lines for people or as one JSON object a line.
fn start_log() -> Result<()> {
    let filter = EnvFilter::try_from_env("NABIJ_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match std::env::var("NABIJ_LOG_FORMAT").as_deref() {
        Err(_) | Ok("text") => log.init(),
        Ok("json") => log.json().flatten_event(true).with_span_list(false).init(),
        Ok(other) => {
            bail!("NABIJ_LOG_FORMAT: gevonden \"{other}\", verwacht \"text\" of \"json\"")
        }
    }
    Ok(())
}
