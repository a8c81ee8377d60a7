//! One loaded study area that answers questions. Both doors, HTTP and the command line, hold it.

pub mod error;

pub mod steps;

pub mod isochrone;

pub mod scenario;

pub mod open_study;
pub mod read_study;

pub mod replay;

pub mod chosen_norm;
pub mod chosen_weights;
pub mod question;

pub mod collection;
pub mod collection_words;

pub mod asked;

pub mod answer;

pub mod area_detour;

pub mod coverage_sentence;

pub mod explanation;

pub mod portrait;

pub mod named_places;

pub mod place_at;

pub mod place_search;

pub mod overview;

pub mod language;

pub mod written_date;

pub mod sentences;

pub mod systems;
pub mod unplaced;

pub mod dead_end;
pub mod extent;

pub mod measured;

pub mod facility_walks;
pub mod place_times;

pub mod grounds;

pub mod locations;

pub mod score_document;

pub mod clusters;

pub mod school_library;

pub mod rounded_points;

pub mod counted_areas;

pub mod estimated_children;

pub mod need;

pub mod facilities_inside;

pub mod adjoining_areas;

pub mod opportunity;

pub mod community_school;
#[cfg(test)]
mod planned_town;

pub mod equity;

pub mod answer_words;

pub mod break_point_document;

pub mod site_answer;

pub mod site_layers;

pub mod layer_record;

pub mod ready_layer;

pub mod ready_collections;

pub mod tile_archive;
