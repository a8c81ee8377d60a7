//! Answers to features, tiles, class breaks, legends and export files.

pub mod error;

pub mod property;

pub mod shapes;

pub mod number_text;

pub mod norm_classes;

pub mod gaps;

pub mod layer;

pub mod background;

pub mod tile_address;

pub mod tile;

pub mod geojson_document;

pub mod export;
