//! The street graph: who may use a way, where a place is on it, and how far it is over it.
//! This room knows positions and lengths; whose homes and which facilities they are is for the rooms above.

pub mod error;

pub mod length;

pub mod usable_ways;

pub mod components;

pub mod squares;

pub mod drawn_edges;

pub mod shape;

pub mod locality;

pub mod rows;

pub mod graph;

pub mod position;

pub mod street_graph;

pub mod laid_graph;

pub mod left_out;

pub mod way_part;

pub mod edited_graph;

pub mod compacted;

pub mod snapping;

pub mod edited_ways;

pub mod moved_position;

pub mod bucket_queue;

pub mod spreading;

pub mod entrance;

pub mod nearest_facility;

pub mod nearest_few;

pub mod ways_out;
pub mod within_limit;

pub mod group_search;

pub mod sums_within;

pub mod kept_search;

#[cfg(test)]
mod drawn_town;

#[cfg(test)]
mod oracle;

#[cfg(test)]
mod edit_oracle;
