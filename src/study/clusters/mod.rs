//! The question where a 0–18 cluster could grow, answered for one study.

pub mod answer;
pub mod document;
pub mod near_document;
pub mod sentences;
pub mod surroundings;
pub mod telling;
pub mod variants;
