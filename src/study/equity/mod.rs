//! Who gains and who loses when sites open in one study.

pub mod site_equity;

pub mod places_per_child;
pub mod school_places;
pub mod sentences;
pub mod unknown_people;

pub mod need_of_homes;

pub mod notes;

pub mod document;
