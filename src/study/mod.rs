//! One loaded study area that answers questions. Both doors, HTTP and the command line, hold it.

pub mod error;

pub mod open_study;

pub mod question;

pub mod collection;

pub mod asked;

pub mod answer;

pub mod explanation;

pub mod overview;

pub mod language;

pub mod sentences;

pub mod unplaced;

pub mod measured;

pub mod community_school;

pub mod equity;
