//! What people enter in the service: records and kept scenarios, with their history, behind the store.

pub mod kept;

pub mod follow;

pub mod keeper;

pub mod author;

pub mod body;

pub mod entry;

pub mod operation;

pub mod records;

pub mod record_routes;

pub mod copy_check;

pub mod copy_routes;

pub mod plan;

pub mod links;

pub mod link_routes;

pub mod scenarios;

pub mod scenario_routes;
