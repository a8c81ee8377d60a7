//! The fields of every layer, each list in the order in which features have them.

pub mod shared_columns;

pub mod area_columns;

pub mod facility_columns;

pub mod coverage_columns;

pub mod barrier_columns;

pub mod need_columns;

pub mod community_school_columns;

pub mod cluster_columns;

pub mod opportunity_columns;

pub mod school_library_columns;

pub mod reach_columns;

pub mod location_columns;

pub mod background_columns;
