//! The street graph: who may use a way, where a place is on it, and how far it is over it.
//! This room knows positions and lengths; whose homes and which facilities they are is for the rooms above.

pub mod error;

pub mod length;

pub mod way_rules;

pub mod built_in_rules;

pub mod street_rules;

pub mod usable_ways;

pub mod components;

pub mod drawn_edges;

pub mod locality;

pub mod rows;

pub mod graph;

pub mod position;

pub mod snapping;

pub mod bucket_queue;

pub mod nearest_facility;

#[cfg(test)]
mod drawn_town;

#[cfg(test)]
mod oracle;
