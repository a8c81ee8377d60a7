//! What if: changes of a study that somebody names, keeps and compares.

pub mod base;

pub mod planned_homes;

pub mod change;

pub mod refusal;

pub mod ordered_changes;
