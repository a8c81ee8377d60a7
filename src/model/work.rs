//! How far long work is, and the wish of who asked it that it ends before it is done.
//!
//! One value goes down with the question: who does the work tells its step and looks whether it has to end; who asked
//! reads the step and may ask for the end. Work that ended has no answer, so that none is taken for a whole one.

use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;

use crate::model::bilingual::Bilingual;
use crate::model::stop::Stop;

/// Long work, shared by who asked it and who does it.
#[derive(Debug, Clone, Default)]
pub struct Work {
    /// Asks for the end.
    pub stop: Stop,
    step: Arc<Mutex<Step>>,
}

/// How far work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The part that is done, 0 to 100; about, as nobody knows how long a search takes.
    pub percent: u8,
    /// What is being done, as a sentence.
    pub sentence: Bilingual,
}

impl Default for Step {
    fn default() -> Self {
        Self {
            percent: 0,
            sentence: Bilingual::new("De berekening begint.", "The computing begins."),
        }
    }
}

/// The work was ended before it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the work was ended before it was done, so that there is no answer")]
pub struct Ended;

impl Work {
    /// Tells what is done now. The part that is done never falls.
    ///
    /// # Errors
    /// When somebody asked for the end.
    pub fn begin(&self, percent: usize, sentence: Bilingual) -> Result<(), Ended> {
        self.go_on()?;
        let mut step = self.step.lock().unwrap_or_else(PoisonError::into_inner);
        let percent = u8::try_from(percent.min(100)).unwrap_or(100);
        *step = Step {
            percent: percent.max(step.percent),
            sentence,
        };
        Ok(())
    }

    /// Whether the work may go on.
    ///
    /// # Errors
    /// When somebody asked for the end.
    pub fn go_on(&self) -> Result<(), Ended> {
        match self.stop.is_asked() {
            true => Err(Ended),
            false => Ok(()),
        }
    }

    /// How far it is.
    pub fn step(&self) -> Step {
        let step = self.step.lock().unwrap_or_else(PoisonError::into_inner);
        step.clone()
    }
}

/// Who may end the work, and how far it is, make no other question of it.
impl PartialEq for Work {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_never_goes_back_and_none_begins_after_the_end() {
        let work = Work::default();
        let told = work.clone();
        let sentence = |text: &str| Bilingual::same(text);
        work.begin(40, sentence("a")).expect("goes on");
        work.begin(20, sentence("b")).expect("goes on");
        assert_eq!(
            told.step(),
            Step {
                percent: 40,
                sentence: sentence("b")
            }
        );
        told.stop.ask();
        assert_eq!(work.begin(60, sentence("c")), Err(Ended));
        assert_eq!(told.step().percent, 40);
    }
}
