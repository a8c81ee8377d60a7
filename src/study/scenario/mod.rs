//! A study as it would be: scenarios resolved to what they change in it, what that means for people, and every answer
//! under a scenario.

pub mod scenario_document;

pub mod scenario_in_degrees;

pub mod meant_place;

pub mod crossing_streets;

pub mod resolved;

pub mod planned_residents;

pub mod before;

pub mod problem;

pub mod after;

pub mod supply;

pub mod what_if;

pub mod newcomers;

pub mod steps;

pub mod with_scenario;

pub mod sentences;

pub mod difference_document;

pub mod what_if_document;
pub mod what_if_form;
pub mod years;
