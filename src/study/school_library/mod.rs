//! The question in which order schools come into view for a library at school, answered for one study.

pub mod answer;
pub mod document;
pub mod sentences;
