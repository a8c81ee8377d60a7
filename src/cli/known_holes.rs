//! What the process that reads sent files can still do that it should not, found by trying. Nothing, where the kernel has
//! Landlock and seccomp.

use std::fs::File;
use std::io::{self, Write};
use std::net::{TcpListener, UdpSocket};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use anyhow::Result;
use serde_json::json;

use crate::cli::closed_off::close_off;

/// A program that every system has and that does nothing.
const PROGRAM: &str = "/bin/true";

/// Closes this process off in its folder and writes which locks there are and what it can still do, as JSON.
pub fn run() -> Result<ExitCode> {
    let folder = std::env::current_dir()?;
    let outside = tempfile::tempdir_in("/tmp")?;
    let locks = close_off(&folder)?;
    let tried = [
        ("read", File::open("/etc/passwd").is_ok()),
        ("list", std::fs::read_dir("/").is_ok()),
        ("write", File::create(outside.path().join("a")).is_ok()),
        (
            "socket",
            UdpSocket::bind("127.0.0.1:0").is_ok()
                || TcpListener::bind("127.0.0.1:0").is_ok()
                || UnixStream::pair().is_ok(),
        ),
        ("program", Command::new(PROGRAM).status().is_ok()),
    ];
    let holes: Vec<&str> = tried
        .iter()
        .filter_map(|(hole, open)| open.then_some(*hole))
        .collect();
    if !holes.contains(&"program") {
        // When this can be done, this process ends here and says nothing.
        drop(Command::new(PROGRAM).exec());
    }
    let mut out = io::stdout().lock();
    let found = json!({ "landlock": locks.folders, "seccomp": locks.calls, "holes": holes });
    serde_json::to_writer(&mut out, &found)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
