//! Who reaches what, and in how long: travel per home, coverage per area, small numbers hidden.
//! This room reads no file; it is asked with a study's data and keeps no state of its own.

pub mod error;

pub mod reach;

pub mod straight;

pub mod data_edge;

pub mod judged_kinds;

pub mod placed_town;

pub mod travel;

pub mod proximity;

pub mod quantile;

pub mod area_tree;

pub mod residents;

pub mod coverage;

pub mod suppression;

pub mod publication;

pub mod analysis;

#[cfg(test)]
mod worked_town;
