//! Files to model, with every problem named. The only home of gdal, shapefile, osmpbf and csv.

pub mod problem;

pub mod unusable;

pub mod table;

pub mod cost_table;

pub mod or_library;
