//! `nabij serve` on the town with two banks, as a process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

/// A running service; it ends with the test.
pub struct Service {
    child: Child,
    said: Vec<String>,
    /// Who keeps these open lets the service go on writing.
    _out: BufReader<ChildStdout>,
    log: Option<JoinHandle<String>>,
}

/// How a service ended.
pub struct Ended {
    pub code: Option<i32>,
    pub log: String,
}

/// The folder of the town.
pub fn town() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/towns/two_banks");
    folder.display().to_string()
}

impl Service {
    /// Starts it on a free port, and waits until it is ready.
    pub fn start(arguments: &[&str], surroundings: &[(&str, &str)]) -> Self {
        let mut words = vec!["serve".to_owned(), town()];
        words.extend(["--address".to_owned(), "127.0.0.1:0".to_owned()]);
        words.extend(arguments.iter().map(|&word| word.to_owned()));
        Self::with(&words, surroundings)
    }

    /// Starts it with these words.
    pub fn with(words: &[String], surroundings: &[(&str, &str)]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_nabij"));
        program.args(words);
        Self::of(program, surroundings)
    }

    /// Starts a program that is told all else.
    pub fn of(mut program: Command, surroundings: &[(&str, &str)]) -> Self {
        let mut child = program
            .env_remove("NABIJ_LOG")
            .envs(surroundings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let log = child.stderr.take().map(read_along);
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut said = Vec::new();
        while !said
            .last()
            .is_some_and(|line: &String| line.contains("klaar na"))
        {
            let mut line = String::new();
            let read = out.read_line(&mut line).expect("UTF-8");
            assert!(
                read > 0,
                "it stopped before it was ready; run it by hand: {program:?}"
            );
            said.push(line.trim_end().to_owned());
        }
        Self {
            child,
            said,
            _out: out,
            log,
        }
    }

    /// What follows these words in what was said until it was ready.
    pub fn said(&self, words: &str) -> String {
        let found = self.said.iter().find_map(|line| line.split_once(words));
        assert!(found.is_some(), "{words} is not in {:?}", self.said);
        found.expect("it was asserted").1.to_owned()
    }

    /// The whole answer at an address of the service.
    pub fn get(&self, path: &str) -> String {
        self.get_with(path, "")
    }

    /// The whole answer at an address of the service, asked with these lines in the head.
    pub fn get_with(&self, path: &str, head: &str) -> String {
        let ready = self.said("nabij is klaar na");
        let (_, host) = ready.split_once("http://").expect("an address");
        Self::asked(host, path, head)
    }

    /// The whole answer of another host.
    pub fn get_at(host: &str, path: &str) -> String {
        Self::asked(host, path, "")
    }

    fn asked(host: &str, path: &str, head: &str) -> String {
        let mut connection = TcpStream::connect(host).expect("a connection");
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{head}\r\n");
        connection
            .write_all(request.as_bytes())
            .expect("it is sent");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Sends a signal.
    pub fn signal(&self, name: &str) {
        let told = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
    }

    /// Sends a signal and waits for the end.
    pub fn ended_by(mut self, signal: &str) -> Ended {
        self.signal(signal);
        let code = self.child.wait().expect("it ends").code();
        let log = self.log.take().map(|log| log.join().expect("read"));
        Ended {
            code,
            log: log.unwrap_or_default(),
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn read_along(mut log: ChildStderr) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).expect("UTF-8");
        text
    })
}
