//! Why a scenario cannot be, or cannot be used: the change, the field, what was found and what was expected.

use thiserror::Error;

use crate::model::bilingual::{Bilingual, refusal_sentence};
use crate::model::scenario::change::ChangeId;

/// Why a scenario is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{field}: found {found}, expected {expected}", self.place())]
pub struct ScenarioRefused {
    /// The change, by its place from 0 and its id where that is known; nothing when it is about the whole scenario.
    pub change: Option<(usize, Option<ChangeId>)>,
    /// The field.
    pub field: String,
    /// What was found there.
    pub found: Bilingual,
    /// What was expected; boxed, as every step that may fail carries a refusal.
    pub expected: Box<Bilingual>,
}

impl ScenarioRefused {
    /// A refusal of the whole scenario by a field.
    pub fn of_scenario(field: &str, found: Bilingual, expected: Bilingual) -> Self {
        Self {
            change: None,
            field: field.to_owned(),
            found,
            expected: Box::new(expected),
        }
    }

    /// The same refusal, of one change.
    #[must_use]
    pub fn in_change(self, index: usize, id: &ChangeId) -> Self {
        Self {
            change: Some((index, Some(id.clone()))),
            ..self
        }
    }

    /// The refusal as a sentence.
    pub fn sentence(&self) -> Bilingual {
        let field = format!("{}{}", self.place(), self.field);
        refusal_sentence(&field, &self.found, &self.expected)
    }

    fn place(&self) -> String {
        match &self.change {
            None => String::new(),
            Some((index, None)) => format!("wijzigingen[{index}], "),
            Some((index, Some(id))) => format!("wijzigingen[{index}] (id \"{id}\"), "),
        }
    }
}
