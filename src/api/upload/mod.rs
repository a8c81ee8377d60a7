//! Layers that people send: read apart, shown, used in the study, and taken out again.

pub mod change;
pub mod preview;
pub mod reader;
pub mod receive;
pub mod record;
pub mod routes;
pub mod shelf;
pub mod told_problem;
