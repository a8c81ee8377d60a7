//! Files to model, with every problem named. The only home of gdal, shapefile, osmpbf and csv.

pub mod error;
pub mod problem;
pub mod problem_tally;
pub mod quotation;

pub mod table;

pub mod read_table;

pub mod line_streets;
pub mod osm_file;
pub mod read_basemap;
pub mod read_streets;
pub mod street_builder;

pub mod raw_table;
pub mod read_geojson;
pub mod read_layer;
pub mod read_shapefile;
pub mod read_text;

pub mod curves;
pub mod dbf_bytes;
pub mod gdal_geometry;
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

#[cfg(test)]
pub mod trial;
