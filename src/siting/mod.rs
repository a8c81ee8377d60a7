//! Where a facility should come: location models on tables of travel times, never on the street graph,
//! so that full enumeration can check them.

pub mod question;

pub mod answer;

pub mod error;

pub mod solve;

pub mod good_plans;

pub mod front;

pub mod report;

pub mod best_plan;

pub mod p_median;

pub mod maximal_covering;

pub mod set_covering;

pub mod p_centre;

pub mod p_dispersion;

pub mod shortfall;

pub mod worst_off;

pub mod portfolio;

pub mod people_within;

pub mod actions;

pub mod site_actions;

pub mod ways_to_open;

pub mod known_sites;

pub mod resolved;

pub mod named_rules;

pub mod service;

pub mod rules;

pub mod plan;

pub mod whole_set;

pub mod spending;

pub mod full_sites;

pub mod transport;

pub mod amounts;

pub mod relaxing;

pub mod scaled;

pub mod shortlists;

pub mod interchange;

pub mod relaxation;

pub mod opening_question;

pub mod opening_node;

pub mod opening_search;

pub mod cover;

pub mod cover_bound;

pub mod cover_search;

pub mod deadline;

#[cfg(test)]
mod random_questions;

#[cfg(test)]
mod enumeration;

#[cfg(test)]
mod portfolio_enumeration;

#[cfg(test)]
mod room_enumeration;
