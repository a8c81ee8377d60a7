//! Where new facilities of a kind would bring most people nearby, and what may be done with those that are there:
//! location models over a study's own travel times.

pub mod location_sites;

pub mod deeds;

pub mod location_times;

pub mod asked_locations;

pub mod outcome;

pub mod location_grounds;

pub mod location_plan;

pub mod refusal;

pub mod made_plans;

pub mod plans;

pub mod draws;

pub mod occurrence;

pub mod break_points;

pub mod variants;

pub mod front_starts;

pub mod balance;

pub mod gains_and_losses;

pub mod sentences;

pub mod document;

pub mod variants_document;

pub mod location_layer;

#[cfg(test)]
mod worked_questions;
