//! The question which neighbourhoods come into view for a Kansenwerkplaats, answered for one study.

pub mod answer;
pub mod considerations;
pub mod document;
pub mod features;
pub mod member;
pub mod programmes;
pub mod sentences;
pub mod shown;
