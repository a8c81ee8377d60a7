//! For whom reading is, as who starts the service sets it.

use serde::Deserialize;

/// For whom reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// For everybody.
    #[default]
    Open,
    /// For who has a role.
    Login,
}
