//! nabij: who lacks a school, library, community school or care point nearby,
//! and where a new one would help most.
//!
//! The rooms stand on floors; an import only goes down. `README.md` has the plan,
//! `tests/house.rs` reads the `use` lines and fails when it is broken.

pub mod model;

pub mod example;
pub mod ingest;

pub mod network;

pub mod access;
pub mod need;

pub mod siting;

pub mod layers;
pub mod store;

pub mod study;

pub mod api;
