//! The question which surroundings ask for more support, answered for one study.

pub mod answer;
pub mod basis;
pub mod break_points;
pub mod by_home;
pub mod district_firmness;
pub mod districts;
pub mod document;
pub mod features;
pub mod firmness;
pub mod of_areas;
pub mod other_scales;
pub mod sentences;
