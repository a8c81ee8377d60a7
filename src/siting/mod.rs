//! Where a facility should come: location models on tables of travel times, never on the street graph,
//! so that full enumeration can check them.

pub mod question;

pub mod answer;

pub mod error;

pub mod refusal_sentence;

pub mod solve;

pub mod location_table;

pub mod good_plans;

pub mod report;

pub mod best_plan;

pub mod p_median;

pub mod maximal_covering;

pub mod set_covering;

pub mod p_centre;

pub mod p_dispersion;

pub mod shortfall;

pub mod worst_off;

pub mod actions;

pub mod action_plan;

pub mod ways_to_open;

pub mod mergers;

pub mod plan_front;

pub mod front_search;

pub mod front_witnesses;

pub mod front_question;

pub mod front_measures;

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

pub mod opening_walk;

pub mod opening_search;

pub mod cover;

pub mod cover_bound;

pub mod cover_search;

pub mod covering_sets;

pub mod deadline;

pub mod community_school;

pub mod criteria_table;

pub mod weight_draws;

pub mod stability;

pub mod break_points;

pub mod plan_break_points;

pub mod sensitivity;

pub mod drawn_shortlist;

pub mod drawn_plans;

pub mod site_sets;

pub mod set_front;

pub mod set_search;

pub mod set_walk;

pub mod set_worth;

pub mod equity_groups;

pub mod equity_report;

pub mod clusters;

pub mod mid_rank;

pub mod language_need;

pub mod budget_line;

pub mod school_library_order;

pub mod opportunity_places;
#[cfg(test)]
mod random_questions;

pub mod opportunity_label;

pub mod uncertain_front;

pub mod adjoining_groups;

#[cfg(test)]
mod enumeration;

#[cfg(test)]
mod drawn_homes;
#[cfg(test)]
mod site_sets_enumeration;

#[cfg(test)]
mod room_enumeration;

#[cfg(test)]
mod front_enumeration;
