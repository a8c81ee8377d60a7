//! What people enter in the service itself: the form of each kind of record, how a record is read, and what it is to the study.

pub mod form;

pub mod choice_words;

pub mod forms;

pub mod document;

pub mod tables;
