//! Who did what, when, and what came of it: one line of JSON each, at the end of a file that is only ever added to.
//! A thread of its own waits for the disk, so that nobody else waits with it; an answer goes out after its line is there.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::oneshot;

/// One deed.
#[derive(Debug, Serialize)]
pub struct Deed<'a> {
    /// When it was answered.
    pub tijd: String,
    /// The id of the request, as in the log.
    pub verzoek: String,
    /// The name of the login or token; nothing when nobody said who they are.
    pub wie: Option<&'a str>,
    /// The role.
    pub rol: Option<&'a str>,
    /// The operation, as the description of the interface calls it.
    pub wat: &'a str,
    /// On what.
    pub pad: &'a str,
    /// The status of the answer.
    pub uitkomst: u16,
}

/// The file, by the thread that writes in it.
#[derive(Debug)]
pub struct Audit {
    lines: Sender<Line>,
    failing: Failing,
}

/// What [`Audit::failing`] tells, shared with the thread that writes.
type Failing = Arc<RwLock<Option<Timestamp>>>;

/// A line on its way.
#[derive(Debug)]
struct Line {
    text: String,
    /// Told when it is written, or could not be.
    done: oneshot::Sender<()>,
}

/// What lines are added to.
trait Ledger: Send {
    /// Adds lines; when this returns they are on the disk.
    fn add(&mut self, lines: &str) -> io::Result<()>;
}

impl Ledger for File {
    fn add(&mut self, lines: &str) -> io::Result<()> {
        // What was written of a line that did not fit, now or before a restart, stays a line of its own.
        if is_torn(self)? {
            self.write_all(b"\n")?;
        }
        self.write_all(lines.as_bytes())?;
        self.sync_data()
    }
}

/// Whether the last line of a file has no end.
fn is_torn(file: &File) -> io::Result<bool> {
    let Some(last) = file.metadata()?.len().checked_sub(1) else {
        return Ok(false);
    };
    let mut end = [0];
    file.read_exact_at(&mut end, last)?;
    Ok(end != *b"\n")
}

impl Audit {
    /// A file, made when it is not there; what is in it stays.
    ///
    /// # Errors
    /// When it cannot be opened, or no thread can be started.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::over(
            OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .open(path)?,
        )
    }

    fn over(ledger: impl Ledger + 'static) -> io::Result<Self> {
        let (lines, waiting) = channel();
        let failing = Failing::default();
        let told = Arc::clone(&failing);
        let writer = thread::Builder::new().name("audit".to_owned());
        writer.spawn(move || write_lines(ledger, &waiting, &told))?;
        Ok(Self { lines, failing })
    }

    /// When it was that the last lines could not be written; nothing when they were.
    pub fn failing(&self) -> Option<Timestamp> {
        *self.failing.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a line, whole. When this is done it is on the disk; a line that cannot be written is in the log of the service.
    pub async fn write(&self, deed: &Deed<'_>) {
        let text = serde_json::to_string(deed).unwrap_or_default() + "\n";
        let (done, written) = oneshot::channel();
        let line = Line {
            text: text.clone(),
            done,
        };
        if self.lines.send(line).is_err() || written.await.is_err() {
            tracing::error!(line = text, "a deed is not in the audit log");
            set(&self.failing, Some(Timestamp::now()));
        }
    }
}

fn set(failing: &Failing, time: Option<Timestamp>) {
    *failing.write().unwrap_or_else(PoisonError::into_inner) = time;
}

/// Writes lines as they come, for as long as any can come. Those that came while the disk was busy wait for it together.
fn write_lines(mut ledger: impl Ledger, waiting: &Receiver<Line>, failing: &Failing) {
    while let Ok(first) = waiting.recv() {
        let together: Vec<Line> = [first].into_iter().chain(waiting.try_iter()).collect();
        let lines: String = together.iter().map(|line| line.text.as_str()).collect();
        let added = ledger.add(&lines);
        if let Err(cause) = &added {
            tracing::error!(%cause, lines, "deeds are not in the audit log");
        }
        set(failing, added.is_err().then(Timestamp::now));
        for Line { done, .. } in together {
            if done.send(()).is_err() {
                tracing::debug!("who did this did not wait for the answer");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use futures_util::future::poll_immediate;

    use super::*;

    fn deed(outcome: u16) -> Deed<'static> {
        Deed {
            tijd: "2026-01-01T00:00:00Z".to_owned(),
            verzoek: "v".to_owned(),
            wie: Some("leve\nring"),
            rol: Some("planner"),
            wat: "sendUpload",
            pad: "/v1/uploads",
            uitkomst: outcome,
        }
    }

    /// A disk that is busy until it is told to go on.
    struct Busy {
        go_on: Receiver<()>,
        written: Arc<Mutex<String>>,
    }

    impl Ledger for Busy {
        fn add(&mut self, lines: &str) -> io::Result<()> {
            let waited = self.go_on.recv_timeout(Duration::from_secs(30));
            waited.map_err(io::Error::other)?;
            self.written.lock().expect("nobody failed").push_str(lines);
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_busy_disk_holds_up_nobody_else_and_no_answer_goes_before_its_line() {
        let (go_on, busy) = channel();
        let written = Arc::new(Mutex::new(String::new()));
        let disk = Busy {
            go_on: busy,
            written: Arc::clone(&written),
        };
        let audit = Audit::over(disk).expect("a thread");
        let [one, two, three] = &[201, 400, 403].map(deed);
        let mut writing =
            pin!(async { tokio::join!(audit.write(one), audit.write(two), audit.write(three)) });
        // The one thread of this test goes on while the disk is busy, and nothing is told to be written.
        assert_eq!(poll_immediate(&mut writing).await, None);
        assert_eq!(*written.lock().expect("nobody failed"), "");
        // Each alone, or several at once.
        for _ in [one, two, three] {
            go_on.send(()).expect("a disk");
        }
        writing.await;
        let lines = written.lock().expect("nobody failed").clone();
        let outcomes = [201, 400, 403].map(|outcome| format!("\"uitkomst\":{outcome}"));
        for (line, outcome) in lines.lines().zip(&outcomes) {
            assert!(line.contains(outcome), "{line}");
        }
        assert_eq!(lines.lines().count(), outcomes.len());
    }

    #[tokio::test]
    async fn a_disk_that_takes_nothing_leaves_nobody_waiting_and_is_told_until_it_does() {
        /// Full for so many lines more.
        struct FullFor(u32);
        impl Ledger for FullFor {
            fn add(&mut self, _: &str) -> io::Result<()> {
                match self.0 {
                    0 => Ok(()),
                    _ => {
                        self.0 -= 1;
                        Err(io::ErrorKind::StorageFull.into())
                    }
                }
            }
        }
        let audit = Audit::over(FullFor(2)).expect("a thread");
        assert_eq!(audit.failing(), None);
        for outcome in [201, 403] {
            audit.write(&deed(outcome)).await;
            assert!(audit.failing().is_some());
        }
        audit.write(&deed(200)).await;
        assert_eq!(audit.failing(), None);
    }

    #[tokio::test]
    async fn a_line_that_was_torn_stays_a_line_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.jsonl");
        std::fs::write(&path, "{\"half\": ").expect("written");
        let audit = Audit::open(&path).expect("opened");
        for outcome in [201, 403] {
            audit.write(&deed(outcome)).await;
        }
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let outcome = |line| {
            let line: Option<serde_json::Value> = serde_json::from_str(line).ok();
            line.map(|line| line["uitkomst"].clone())
        };
        let outcomes: Vec<_> = text.lines().map(outcome).collect();
        assert_eq!(outcomes, [None, Some(201.into()), Some(403.into())]);
    }

    #[tokio::test]
    async fn what_stands_there_stays_and_nothing_that_is_told_breaks_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.jsonl");
        for number in [201, 400] {
            let audit = Audit::open(&path).expect("opened");
            audit.write(&deed(number)).await;
            assert_eq!(audit.failing(), None);
        }
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let outcomes: Vec<_> = lines.iter().map(|line| &line["uitkomst"]).collect();
        assert_eq!(outcomes, [201, 400]);
    }
}
