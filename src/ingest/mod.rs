//! Files to model, with every problem named. The only home of gdal, shapefile, osmpbf and csv.

pub mod error;
pub mod problem;

pub mod coordinate_system;
pub mod gdal_messages;
pub mod projection;
pub mod agreement;

pub mod table;

pub mod study_file;

pub mod kinds_file;

pub mod profiles_file;

pub mod norms_file;

pub mod settings;
