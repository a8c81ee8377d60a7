//! Where a community school could come in one study: candidates, their scores, sets of them, and how firm that is.

pub mod places;

pub mod left_out;

pub mod site_travel;

pub mod tables;
pub mod unknown_ages;

pub mod facts;

pub mod portfolio;

pub mod answer;
pub mod assumed_costs;
pub mod cost_bounds;

pub mod variants;

pub mod choice;
pub mod front;

pub mod sentences;

pub mod judged_candidates;

pub mod candidate_document;

pub mod left_out_document;

pub mod choice_document;
pub mod document;

pub mod sheet;

#[cfg(test)]
pub mod worked_planning;
