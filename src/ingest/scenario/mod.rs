//! A scenario as a document in JSON: what people write, checked and read as changes of a study.

pub mod places;

pub mod facility_changes;
pub mod street_changes;

pub mod planned_homes;

pub mod changes;
pub mod chosen_norms;
pub mod chosen_weights;

pub mod document;
