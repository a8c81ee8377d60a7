//! Voorbeeldstad: a made-up town, written as ordinary input files.
//! It is drawn straight (`town_plan`), bent onto the ground (`bend`) and written file by file (`write`).

pub mod request;

pub mod error;

pub mod write;

mod town_size;

mod plan_point;

mod smooth_noise;

mod chance;

mod bend;

mod degrees;

mod borders;

mod convex_shape;

mod cell_seeds;

mod mesh;

mod cell_use;

mod neighbourhood;

mod naming;

mod crossing;

mod street;

mod street_name;

mod street_pattern;

mod skeleton;

mod cell_fence;

mod street_grid;

mod street_stretch;

mod frontage;

mod street_lattice;

mod park_paths;

mod town_plan;

mod osm_messages;

pub mod osm_file;

mod street_file;

mod dissolve;

mod land;

mod areas;

mod surroundings;

mod homes;

mod facility_site;

mod facilities;

mod geopackage;

mod polygon_file;

mod degree_geometry;

mod area_files;

mod basemap_files;

mod residents_file;

mod facility_name;

mod facility_record;

mod school_files;

mod childcare_file;

mod facility_hours;

mod facility_files;

mod need_figures;
mod schools;
mod text_table;

mod building_files;
mod flow_file;
mod reading_file;
mod record_files;

mod study_file;
