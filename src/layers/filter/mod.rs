//! Filters in CQL2 text: which features of a layer are meant.

pub mod error;

pub mod condition;

pub mod token;

pub mod cursor;

pub mod literal;

pub mod parse;

pub mod matches;
