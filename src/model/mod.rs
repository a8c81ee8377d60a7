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

pub mod site_facts;

pub mod norm;

pub mod streets;

pub mod way_rules;

pub mod street_rules;

pub mod street_edit;

pub mod barrier;

pub mod basemap;

pub mod town_data;
