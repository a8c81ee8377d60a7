//! Where a facility should come: location models on tables of travel times, never on the street graph,
//! so that full enumeration can check them.

pub mod question;

pub mod answer;

pub mod error;

pub mod solve;

pub mod report;

pub mod best_plan;

pub mod p_median;

pub mod maximal_covering;

pub mod set_covering;

pub mod p_centre;

pub mod p_dispersion;

pub mod resolved;

pub mod service;

pub mod rules;

pub mod plan;

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

pub mod opportunity_places;

pub mod opportunity_label;

pub mod uncertain_front;

pub mod adjoining_groups;

#[cfg(test)]
mod enumeration;

#[cfg(test)]
mod room_enumeration;
