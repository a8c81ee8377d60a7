//! Where new facilities of a kind would bring most people nearby: location models over a study's own travel times.

pub mod asked_locations;

pub mod outcome;

pub mod refusal;

pub mod plans;

pub mod sentences;

pub mod document;
