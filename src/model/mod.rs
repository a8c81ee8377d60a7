//! The words of the field: units, positions, areas, facilities, residents, norms.
//! This room knows no file format and no HTTP.

pub mod units;

pub mod people;

pub mod position;

pub mod age_group;

pub mod facility_kind;

pub mod travel_mode;

pub mod source;

pub mod area;

pub mod facility;

pub mod demand;

pub mod cost_table;

pub mod norm;

pub mod streets;

pub mod way_rules;

pub mod street_rules;

pub mod street_edit;

pub mod barrier;

pub mod basemap;

pub mod estimate;

pub mod indicator;

pub mod building;

pub mod record;

pub mod weight_set;

pub mod need_question;

pub mod opportunity_question;

pub mod planning;

pub mod town_data;

pub mod worked_weights;
