//! Files to model, with every problem named. The only home of gdal, shapefile, osmpbf and csv.

pub mod error;
pub mod problem;
pub mod problem_tally;
pub mod problem_words;
pub mod quotation;

pub mod unusable;

pub mod table;

pub mod read_table;

pub mod line_streets;
pub mod osm_file;

pub mod read_basemap;
pub mod read_streets;
pub mod square_relations;
pub mod street_builder;

pub mod raw_table;
pub mod read_geojson;
pub mod read_layer;
pub mod read_shapefile;
pub mod read_text;

pub mod curves;
pub mod dbf_bytes;
pub mod gdal_geometry;
pub mod geojson_positions;
pub mod rings;
pub mod shape_values;
pub mod text_encoding;

pub mod place_rows;

pub mod geometry_kind;
pub mod given_geometry;
pub mod misplacement;
pub mod valid_geometry;
pub mod which_system;

pub mod agreement;
pub mod coordinate_system;
pub mod gdal_messages;
pub mod projection;

pub mod origin;
pub mod planning_columns;
pub mod planning_tables;
pub mod study_columns;
pub mod study_file;
pub mod toml_problem;

pub mod kinds_file;

pub mod way_rules_file;

pub mod profiles_file;

pub mod norms_file;

pub mod community_school_rules;
pub mod rule_reading;
pub mod weight_shares;
pub mod weights_file;

pub mod settings;

pub mod report;
pub mod report_text;

pub mod cbs_alias;
pub mod columns;
pub mod row_filter;
pub mod special_value;

pub mod band;
pub mod band_columns;

pub mod age_estimate;
pub mod age_shares;
pub mod area_index;
pub mod outline;
pub mod spread;

pub mod area_figures;
pub mod area_levels;
pub mod areas;

pub mod barriers;
pub mod entered;

pub mod entrances;
pub mod facilities;
pub mod facility_merge;
pub mod offer;
pub mod pupils;
pub mod row_place;

pub mod cell_words;
pub mod recorded;
pub mod references;
pub mod row_cells;

pub mod building_facts;
pub mod building_users;
pub mod buildings;
pub mod claims;
pub mod indicators;
pub mod planning;
pub mod records;

pub mod considerations;
pub mod flows;
pub mod programmes;
pub mod rooms;
pub mod school_reading;

pub mod counted_places;
pub mod demand;
pub mod grid;
pub mod place;
pub mod residents;

pub mod basemap;
pub mod checks;
pub mod each_field_once;
pub mod no_json;
pub mod readable_text;
pub mod site_question;

pub mod scenario;

pub mod upload;

pub mod inputs;
pub mod load;
pub mod replay_file;
pub mod source_tables;
pub mod sources;
pub mod streets;

#[cfg(test)]
pub mod trial;

pub mod csv_rows;

pub mod cost_table;

pub mod or_library;
pub mod site_actions;
pub mod site_facts;
