//! Answers to features, tiles, class breaks, legends and export files.

pub mod error;

pub mod property;

pub mod reference_system;

pub mod shapes;

pub mod number_text;

pub mod norm_classes;

pub mod difference_classes;

pub mod gaps;

pub mod layer;

pub mod column;

pub mod fields;

pub mod time_span;

pub mod filter;

pub mod selection;

pub mod background;

pub mod area_layer;

pub mod difference_layer;

pub mod facility_layer;

pub mod barrier_layers;

pub mod coverage_layers;

pub mod cluster_layer;

pub mod decimals;
pub mod need_figures;
pub mod school_library_layer;

pub mod need_layer;

pub mod community_school_layer;
pub mod opportunity_layer;

pub mod table;

pub mod access_tables;

pub mod measure_tables;

pub mod point_measure_table;

pub mod day_part_table;

pub mod detour_table;

pub mod closure_table;

pub mod tile_matrix_set;

pub mod tile_address;

pub mod outlines;

pub mod window_cut;

pub mod tile_thinning;

pub mod tile;

pub mod tile_archive;

pub mod geojson_document;
pub mod geometry_kind;

pub mod json_fg_document;

pub mod style;

pub mod export;
