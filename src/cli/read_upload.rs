//! Reading one file that somebody sent, in this process and nothing else: little memory, little time, few files, closed off
//! from the rest of the machine.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use nabij::ingest::upload::read_apart::{ApartRequest, read_apart};
use rustix::process::{Resource, Rlimit, setrlimit};

use crate::cli::closed_off::close_off;

/// The request is some paths and names.
const LONGEST_REQUEST: u64 = 64 * 1024;
const MEGABYTE: u64 = 1024 * 1024;
/// What this process may take at most; beyond it the system stops it.
const LIMITS: [(Resource, u64); 5] = [
    (Resource::As, 3 * 1024 * MEGABYTE),
    (Resource::Cpu, 60),
    (Resource::Fsize, 1024 * MEGABYTE),
    (Resource::Nofile, 64),
    (Resource::Core, 0),
];

/// Reads what standard input asks for and writes the rows to standard output.
pub fn run() -> Result<ExitCode> {
    for (resource, most) in LIMITS {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).context("de grenzen van dit proces")?;
    }
    let mut request = String::new();
    io::stdin()
        .take(LONGEST_REQUEST)
        .read_to_string(&mut request)?;
    let request: ApartRequest = serde_json::from_str(&request)?;
    close_off(&request.folder)?;
    let mut out = BufWriter::new(io::stdout().lock());
    read_apart(request, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
