//! One loaded study area that answers questions. Both doors, HTTP and the command line, hold it.

pub mod error;

pub mod open_study;

pub mod question;

pub mod collection;

pub mod asked;

pub mod answer;

pub mod area_detour;

pub mod explanation;

pub mod overview;

pub mod language;

pub mod sentences;

pub mod unplaced;

pub mod dead_end;

pub mod measured;

pub mod facility_walks;

pub mod grounds;

pub mod locations;

pub mod score_document;

pub mod clusters;

pub mod cluster_sentences;

pub mod cluster_telling;

pub mod near_cluster_document;

pub mod cluster_document;

pub mod school_library;

pub mod school_library_sentences;

pub mod rounded_points;
pub mod school_library_document;

pub mod counted_areas;

pub mod need;

pub mod need_sentences;

pub mod facilities_inside;

pub mod need_basis;

pub mod need_document;

pub mod adjoining_areas;

pub mod opportunity;

pub mod opportunity_sentences;

pub mod shown_opportunities;

pub mod opportunity_member;

pub mod opportunity_document;

pub mod opportunity_features;

pub mod community_school;
#[cfg(test)]
mod planned_town;

pub mod equity;

pub mod site_answer;

pub mod site_layers;
