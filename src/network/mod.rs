//! The street graph: who may use a way, where a place is on it, and how far it is over it.
//! This room knows positions and lengths; whose homes and which facilities they are is for the rooms above.

pub mod error;
