//! Questions about where to build as people write them, in TOML or JSON. What is left out is as the study's weight set
//! proposes it.

pub mod refused;

pub mod value;

pub mod need;

pub mod criteria;

pub mod community_school;

pub mod clusters;

pub mod opportunity;

pub mod school_library;

pub mod locations;

pub mod as_written;

pub mod document;
