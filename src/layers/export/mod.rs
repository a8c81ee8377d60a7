//! Layers as files for GIS, each with what has to be known about it.

pub mod format;

pub mod system;

pub mod layer_record;

pub mod columns;

pub mod exported;

pub mod csv_file;

pub mod geojson_file;

pub mod text_parts;

pub mod while_wanted;

pub mod gdal_layer;

pub mod geopackage;

pub mod shapefile;

pub mod field_names;

pub mod flatgeobuf;

pub mod geoparquet;

pub mod fingerprint;

pub mod write_layers;

pub mod zipped_folder;
