//! Indicators to a need profile, with low, high and evidence.

pub mod need_profile;

pub mod need_terms;

pub mod domain_weights;

pub mod eligibility;

pub mod area_figures;

pub mod standardise;

pub mod correlation;

pub mod recorded_ambition;

pub mod area_programmes;

pub mod quintiles;

pub mod error;

#[cfg(test)]
mod drawn_areas;
