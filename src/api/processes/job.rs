//! One execution that is followed: where it is, since when, and what came of it.

use jiff::Timestamp;
use tokio::task::AbortHandle;

use crate::api::problem::Problem;
use crate::api::processes::outcome::Outcome;
use crate::api::processes::owner::Owner;
use crate::api::processes::process::Process;
use crate::model::work::Work;
use crate::study::language::Language;

/// An execution that is followed.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its name, which nobody guesses.
    pub id: String,
    /// What is executed.
    pub process: Process,
    /// Whose it is.
    pub owner: Owner,
    /// Where it is.
    pub status: Status,
    /// How far it is, and its end.
    pub work: Work,
    /// When it was asked.
    pub created: Timestamp,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When its last thread was done with it.
    pub finished: Option<Timestamp>,
    /// When it is thrown away; nothing as long as it is not finished.
    pub expires: Option<Timestamp>,
    /// What was computed.
    pub outcome: Option<Outcome>,
    /// Why nothing was computed.
    pub problem: Option<Problem>,
    /// Ends the waiting for a turn.
    pub waiting: Option<AbortHandle>,
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It waits for its turn.
    Accepted,
    /// It is being computed.
    Running,
    /// Its outcome is there.
    Successful,
    /// It has no outcome.
    Failed,
    /// It was ended before it was done.
    Dismissed,
}

impl Status {
    /// All of them.
    pub const EVERY: [Self; 5] = [
        Self::Accepted,
        Self::Running,
        Self::Successful,
        Self::Failed,
        Self::Dismissed,
    ];

    /// The name in documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Running => "running",
            Self::Successful => "successful",
            Self::Failed => "failed",
            Self::Dismissed => "dismissed",
        }
    }

    /// Whether it is waited for or worked on.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Accepted | Self::Running => true,
            Self::Successful | Self::Failed | Self::Dismissed => false,
        }
    }

    /// The name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "wacht",
            Self::Running => "bezig",
            Self::Successful => "klaar",
            Self::Failed => "mislukt",
            Self::Dismissed => "gestopt",
        }
    }
}

impl Job {
    /// How long it has been computed, in seconds; nothing before it begins.
    pub fn seconds(&self, now: Timestamp) -> Option<f64> {
        let end = self.finished.unwrap_or(now);
        let ran = end.as_millisecond() - self.started?.as_millisecond();
        Some(ran as f64 / 1_000.0)
    }

    /// What is going on, as a sentence.
    pub fn message(&self, language: Language) -> String {
        let (dutch, english) = match self.status {
            Status::Accepted => (
                "De opdracht wacht op haar beurt.",
                "The job waits for its turn.",
            ),
            Status::Running => return language.of(self.work.step().sentence),
            Status::Successful => ("Het antwoord is klaar.", "The answer is ready."),
            Status::Failed => {
                let detail = self.problem.as_ref().map(Problem::detail);
                return detail.unwrap_or_default().to_owned();
            }
            Status::Dismissed => (
                "De opdracht is gestopt; er is geen antwoord.",
                "The job was stopped; there is no answer.",
            ),
        };
        match language {
            Language::Dutch => dutch.to_owned(),
            Language::English => english.to_owned(),
        }
    }

    /// The part that is done, 0 to 100.
    pub fn percent(&self) -> u8 {
        match self.status {
            Status::Accepted => 0,
            Status::Successful => 100,
            // The last step is not done before the answer is there.
            Status::Running | Status::Failed | Status::Dismissed => {
                self.work.step().percent.min(99)
            }
        }
    }

    /// The address of the job, below the version.
    pub fn path(&self) -> String {
        format!("/jobs/{}", self.id)
    }
}
