//! A server of `PostgreSQL` of our own, from the system's packages, in a folder that goes when it is dropped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A server that runs.
pub struct PostgresServer {
    folder: TempDir,
    programs: PathBuf,
}

impl PostgresServer {
    /// Makes and starts a server.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("nabij-postgres-")
            .tempdir_in("/tmp")
            .expect("a folder");
        let server = Self {
            programs: programs(),
            folder,
        };
        if is_root() {
            let owner = format!("{}:{0}", user());
            run(Command::new("chown").arg(owner).arg(server.folder.path()));
        }
        let data = server.data();
        let words = [
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-U",
            "nabij",
            "-D",
        ];
        run(server.program("initdb").args(words).arg(&data));
        server.up();
        server
    }

    /// Lets it speak TLS on a port of this machine, with a certificate for `localhost` that an authority of its own signed. The
    /// certificate of the authority, and the address of a new database.
    pub fn with_tls(&self, database: &str) -> (PathBuf, String) {
        let _unencrypted = self.database(database);
        self.down();
        let folder = self.folder.path();
        let openssl = |words: &str| {
            let mut openssl = Command::new("openssl");
            run(openssl.current_dir(folder).args(words.split(' ')));
        };
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        openssl(&format!(
            "req -x509 {key} -days 2 -subj /CN=nabij-ca -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem"
        ));
        openssl(&format!(
            "req {key} -subj /CN=localhost -keyout server.key -out server.csr"
        ));
        std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").expect("a file");
        openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
        );
        if is_root() {
            let owner = format!("{}:{0}", user());
            run(Command::new("chown")
                .arg(owner)
                .arg(folder.join("server.key")));
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.expect("a free port").port();
        let file = |name: &str| folder.join(name).display().to_string();
        self.start_with(&format!(
            "-c listen_addresses=localhost -c port={port} -c ssl=on -c ssl_cert_file='{}' -c ssl_key_file='{}'",
            file("server.pem"),
            file("server.key")
        ));
        let url = format!("postgresql://nabij@localhost:{port}/{database}?sslmode=require");
        (folder.join("ca.pem"), url)
    }

    /// The address of a new, empty database with `PostGIS`.
    pub fn database(&self, name: &str) -> String {
        self.say("postgres", &format!("CREATE DATABASE {name}"));
        self.say(name, "CREATE EXTENSION postgis");
        self.url(name)
    }

    /// Says something to a database as its owner.
    pub fn say(&self, database: &str, statement: &str) {
        let mut psql = self.program("psql");
        psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-U", "nabij", "-h"]);
        run(psql
            .arg(self.folder.path())
            .args(["-d", database, "-c", statement]));
    }

    /// Starts the server.
    pub fn up(&self) {
        self.start_with("-c listen_addresses=''");
    }

    fn start_with(&self, settings: &str) {
        let options = format!(
            "{settings} -c unix_socket_directories='{}'",
            self.folder.path().display()
        );
        let log = self.folder.path().join("log");
        let mut start = self.program("pg_ctl");
        start
            .args(["start", "-w", "-o", &options, "-D"])
            .arg(self.data());
        run(start.arg("-l").arg(log));
    }

    /// Stops the server at once, as if its machine stopped.
    pub fn down(&self) {
        run(self
            .program("pg_ctl")
            .args(["stop", "-w", "-m", "immediate", "-D"])
            .arg(self.data()));
    }

    /// Sends a signal to the server and all that work for it.
    pub fn signal(&self, signal: &str) {
        let file = self.data().join("postmaster.pid");
        let written = std::fs::read_to_string(file).expect("it runs");
        let parent = written.lines().next().expect("a number");
        let signal = format!("-{signal}");
        run(Command::new("pkill").args([&signal, "-P", parent]));
        run(Command::new("kill").args([&signal, parent]));
    }

    fn url(&self, database: &str) -> String {
        let folder = self.folder.path().to_string_lossy().replace('/', "%2F");
        format!("postgresql://nabij@{folder}/{database}")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of the server. It does not run as root, so root asks somebody else.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut other = Command::new("runuser");
            other.args(["-u", user(), "--"]).arg(path);
            other
        } else {
            Command::new(path)
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "-m", "immediate", "-D"])
            .arg(self.data());
        // A server that a test stopped already is fine as well.
        let _stopped = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

fn user() -> &'static str {
    "postgres"
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// The folder with the newest server that the system has.
fn programs() -> PathBuf {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed: .ci/setup test");
    let mut folders: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_string_lossy().parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder): &(u32, PathBuf)| Path::exists(&folder.join("initdb")))
        .collect();
    folders.sort();
    folders
        .pop()
        .expect("PostgreSQL is installed: .ci/setup test")
        .1
}

fn run(command: &mut Command) {
    let output = command
        .stdin(Stdio::null())
        .output()
        .expect("a program that starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}
