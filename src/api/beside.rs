//! What goes with a refusal, so that whoever was refused can choose.

use serde::Serialize;
use serde_json::Value;

/// What goes with a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Beside {
    /// Somebody else was first.
    InForce {
        /// What is in force.
        geldig: Value,
        /// What was sent.
        #[serde(skip_serializing_if = "Option::is_none")]
        gestuurd: Option<Value>,
    },
    /// A copy cannot be taken in.
    Copy {
        /// All that is wrong with it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        problemen: Vec<Value>,
        /// Where it and what is here differ, with both.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        conflicten: Vec<Value>,
    },
}
