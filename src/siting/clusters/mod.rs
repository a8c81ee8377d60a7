//! Groups of childcare, primary and secondary education within walking distance of each other.

pub mod answer;
pub mod check;
pub mod choice;
#[cfg(test)]
mod drawn;
#[cfg(test)]
mod enumeration;
pub mod flow;
pub mod housing;
pub mod members;
pub mod near;
pub mod scores;
pub mod search;
pub mod town;
pub mod trio;
pub mod variant;
pub mod vision;
