//! The jobs of this server: how many may wait, and what is kept of those that are done.
//!
//! They live in memory. Kept are at most so many finished jobs, so many bytes of results, and each for an hour; the
//! oldest go first.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tokio::task::AbortHandle;

use crate::api::problem::Problem;
use crate::api::processes::job::{Job, Status};
use crate::api::processes::outcome::Outcome;
use crate::api::processes::owner::Owner;
use crate::api::processes::process::Process;
use crate::model::work::Work;

/// So many jobs may wait for a turn.
pub const MOST_WAITING: usize = 16;
/// So many finished jobs are kept.
const MOST_FINISHED: usize = 64;
/// So many bytes of results are kept.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// So long a finished job is kept.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);

/// All jobs.
#[derive(Debug, Default)]
pub struct Jobs {
    kept: Mutex<Kept>,
    names: RandomState,
}

#[derive(Debug, Default)]
struct Kept {
    /// By the order in which they were asked.
    jobs: BTreeMap<u64, Job>,
    last: u64,
}

impl Jobs {
    /// Takes a new job on.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub fn accept(&self, process: Process, owner: Owner) -> Result<Job, Problem> {
        let mut kept = self.kept();
        let waiting = kept.jobs.values();
        let waiting = waiting.filter(|job| job.status == Status::Accepted);
        if waiting.count() >= MOST_WAITING {
            return Err(Problem::queue_full());
        }
        kept.last += 1;
        let number = kept.last;
        let job = Job {
            // Keys of the hasher are drawn for each server.
            id: format!("{number:x}-{:016x}", self.names.hash_one(number)),
            process,
            owner,
            status: Status::Accepted,
            work: Work::default(),
            created: Timestamp::now(),
            started: None,
            finished: None,
            expires: None,
            outcome: None,
            problem: None,
            waiting: None,
        };
        kept.jobs.insert(number, job.clone());
        Ok(job)
    }

    /// How the waiting of a job is ended.
    pub fn waits_by(&self, id: &str, waiting: AbortHandle) {
        if let Some(job) = self.kept().job(id) {
            job.waiting = Some(waiting);
        }
    }

    /// A job gets its turn; `false` when it was ended before.
    pub fn begin(&self, id: &str) -> bool {
        let mut kept = self.kept();
        let Some(job) = kept.job(id).filter(|job| job.status == Status::Accepted) else {
            return false;
        };
        job.status = Status::Running;
        job.started = Some(Timestamp::now());
        true
    }

    /// What came of a job. One that was ended stays so, whatever was computed; that its thread is free is told.
    pub fn finish(&self, id: &str, found: Result<Outcome, Problem>) {
        let mut kept = self.kept();
        let Some(job) = kept.job(id) else {
            return;
        };
        job.end();
        if job.status == Status::Dismissed {
            return;
        }
        match found {
            Ok(outcome) if outcome.bytes.len() > MOST_BYTES => {
                job.status = Status::Failed;
                job.problem = Some(Problem::outcome_too_large(outcome.bytes.len()));
            }
            Ok(outcome) => {
                job.status = Status::Successful;
                job.outcome = Some(outcome);
            }
            Err(problem) => {
                job.status = Status::Failed;
                job.problem = Some(problem);
            }
        }
    }

    /// Ends a job, and gives it as it then is: one that is computed stops at its next look, a finished one goes.
    pub fn dismiss(&self, id: &str) -> Option<Job> {
        let mut kept = self.kept();
        let job = kept.job(id)?;
        let was = job.status;
        job.work.stop.ask();
        job.status = Status::Dismissed;
        match was {
            Status::Accepted => {
                if let Some(waiting) = job.waiting.take() {
                    waiting.abort();
                }
                job.end();
            }
            Status::Running | Status::Dismissed => {}
            Status::Successful | Status::Failed => {
                let gone = job.clone();
                kept.jobs.retain(|_, job| job.id != id);
                return Some(gone);
            }
        }
        Some(job.clone())
    }

    /// Ends all jobs: the server stops.
    pub fn dismiss_all(&self) {
        let kept = self.kept();
        let open = kept.jobs.values().filter(|job| job.status.is_open());
        let ids: Vec<String> = open.map(|job| job.id.clone()).collect();
        drop(kept);
        for id in ids {
            self.dismiss(&id);
        }
    }

    /// The job with this id, if it is still there.
    pub fn job(&self, id: &str) -> Option<Job> {
        self.kept().job(id).cloned()
    }

    /// All jobs, the latest first.
    pub fn all(&self) -> Vec<Job> {
        self.kept().jobs.values().rev().cloned().collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A poisoned lock still holds whole jobs: each is changed in one go.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.sweep(Timestamp::now());
        kept
    }
}

impl Kept {
    fn job(&mut self, id: &str) -> Option<&mut Job> {
        self.jobs.values_mut().find(|job| job.id == id)
    }

    /// Throws away what was kept for long enough, and the oldest of what is too much.
    fn sweep(&mut self, now: Timestamp) {
        self.jobs
            .retain(|_, job| job.expires.is_none_or(|expires| expires > now));
        loop {
            let finished = self.jobs.iter().filter(|(_, job)| job.finished.is_some());
            let bytes = |job: &Job| job.outcome.as_ref().map_or(0, |one| one.bytes.len());
            let held: usize = finished.clone().map(|(_, job)| bytes(job)).sum();
            if finished.clone().count() <= MOST_FINISHED && held <= MOST_BYTES {
                return;
            }
            let oldest = finished.min_by_key(|(_, job)| job.finished);
            let Some(oldest) = oldest.map(|(&number, _)| number) else {
                return;
            };
            self.jobs.remove(&oldest);
        }
    }
}

impl Job {
    fn end(&mut self) {
        let now = Timestamp::now();
        self.waiting = None;
        self.finished = Some(now);
        self.expires = now.checked_add(KEPT_FOR).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(jobs: &Jobs, bytes: usize) -> String {
        let id = jobs
            .accept(Process::Solve, Owner::Everybody)
            .expect("room")
            .id;
        assert!(jobs.begin(&id));
        jobs.finish(&id, Ok(Outcome::of(Process::Solve, vec![b' '; bytes])));
        id
    }

    #[test]
    fn so_many_may_wait_and_no_more_until_one_begins_or_is_ended() {
        let jobs = Jobs::default();
        let ids: Vec<String> = (0..MOST_WAITING)
            .map(|_| {
                jobs.accept(Process::Solve, Owner::Everybody)
                    .expect("room")
                    .id
            })
            .collect();
        assert_eq!(
            jobs.accept(Process::Solve, Owner::Everybody).err(),
            Some(Problem::queue_full())
        );
        assert!(jobs.begin(&ids[0]));
        assert!(jobs.accept(Process::Solve, Owner::Everybody).is_ok());
        assert!(jobs.accept(Process::Solve, Owner::Everybody).is_err());
        let ended = jobs.dismiss(&ids[1]).expect("there");
        assert!(ended.status == Status::Dismissed && ended.finished.is_some());
        assert!(jobs.accept(Process::Solve, Owner::Everybody).is_ok());
    }

    #[test]
    fn results_are_kept_in_number_bytes_and_time_and_the_oldest_go_first() {
        let jobs = Jobs::default();
        let ids: Vec<String> = (0..MOST_FINISHED + 2).map(|_| done(&jobs, 1)).collect();
        assert_eq!(jobs.all().len(), MOST_FINISHED);
        assert!(jobs.job(&ids[1]).is_none() && jobs.job(&ids[2]).is_some());
        let large = done(&jobs, MOST_BYTES - 2);
        assert!(jobs.job(&large).is_some());
        assert_eq!(jobs.all().len(), 3, "with two of one byte");
        let id = done(&jobs, 1);
        let expires = jobs
            .job(&id)
            .and_then(|job| job.expires)
            .expect("it expires");
        let mut kept = jobs.kept();
        kept.sweep(expires - SignedDuration::from_secs(1));
        assert!(kept.job(&id).is_some());
        kept.sweep(expires);
        assert!(kept.job(&id).is_none());
    }

    #[test]
    fn a_result_larger_than_all_that_is_kept_is_a_failure_with_a_reason() {
        let jobs = Jobs::default();
        let id = done(&jobs, MOST_BYTES + 1);
        let job = jobs.job(&id).expect("told");
        assert_eq!(job.status, Status::Failed);
        assert!(job.problem.is_some() && job.outcome.is_none());
    }

    #[test]
    fn what_was_ended_stays_so_whatever_is_computed_and_a_finished_one_goes() {
        let jobs = Jobs::default();
        let id = jobs
            .accept(Process::Solve, Owner::Everybody)
            .expect("room")
            .id;
        assert!(jobs.begin(&id));
        let ended = jobs.dismiss(&id).expect("there");
        assert!(ended.work.stop.is_asked() && ended.finished.is_none());
        jobs.finish(&id, Ok(Outcome::of(Process::Solve, "late")));
        let job = jobs.job(&id).expect("still told");
        assert!(job.status == Status::Dismissed && job.outcome.is_none());
        assert!(job.finished.is_some());
        let done = done(&jobs, 1);
        assert!(jobs.dismiss(&done).is_some() && jobs.job(&done).is_none());
        assert!(jobs.dismiss("nobody").is_none());
    }
}
