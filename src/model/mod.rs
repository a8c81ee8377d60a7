//! The words of the field: units, positions, areas, facilities, residents, norms.
//! This room knows no file format and no HTTP.

pub mod units;

pub mod bilingual;

pub mod told_distance;

pub mod people;

pub mod position;

pub mod age_group;

pub mod facility_kind;

pub mod travel_mode;

pub mod shared;

pub mod source;

pub mod area;

pub mod week_slots;

pub mod opening_hours;

pub mod facility;

pub mod demand;

pub mod cost_table;

pub mod site_actions;

pub mod site_facts;

pub mod norm;

pub mod chosen_weights;

pub mod streets;

pub mod way_rules;

pub mod street_rules;

pub mod street_edit;

pub mod barrier;

pub mod barrier_edit;

pub mod facility_edit;

pub mod study_edit;

pub mod scenario;

pub mod basemap;

pub mod background_map;

pub mod contact;

pub mod estimate;

pub mod indicator;

pub mod building;

pub mod record;

pub mod weight_set;

pub mod community_school_question;
pub mod need_question;

pub mod location_question;
pub mod opportunity_question;

pub mod planning;

pub mod cluster_question;

pub mod school_library_question;

pub mod town_data;

pub mod stop;

pub mod work;

pub mod site_question;

#[cfg(test)]
pub mod worked_weights;
