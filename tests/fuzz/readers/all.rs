//! Every reader of what comes from outside, each as a name and what is done with some bytes. No bytes may make one of them
//! panic, hang or take memory without measure; what can be written again must be read again as the same.
//!
//! Both `fuzz_targets/` and `tests/fuzzed.rs` use these; `corpus/` has a folder of bytes for each.

pub mod kept_table;
pub mod town;

pub mod cql2_filter;
pub mod delimited_text;
pub mod entered_record;
pub mod gdal_layer;
pub mod geojson;
pub mod model_tables;
pub mod opening_hours;
pub mod or_library;
pub mod osm_file;
pub mod packed_shapefile;
pub mod process_inputs;
pub mod requests;
pub mod scenario;
pub mod sent_rows;
pub mod service_settings;
pub mod settings_files;
pub mod shapefile;
pub mod site_question;
pub mod store_copy;
pub mod study_file;
pub mod study_tables;

/// A reader: its name, and what it does with bytes.
pub type Reader = (&'static str, fn(&[u8]));

/// All of them.
pub const READERS: [Reader; 21] = [
    ("cql2_filter", cql2_filter::read),
    ("delimited_text", delimited_text::read),
    ("entered_record", entered_record::read),
    ("gdal_layer", gdal_layer::read),
    ("geojson", geojson::read),
    ("model_tables", model_tables::read),
    ("opening_hours", opening_hours::read),
    ("or_library", or_library::read),
    ("osm_file", osm_file::read),
    ("packed_shapefile", packed_shapefile::read),
    ("process_inputs", process_inputs::read),
    ("requests", requests::read),
    ("scenario", scenario::read),
    ("sent_rows", sent_rows::read),
    ("service_settings", service_settings::read),
    ("settings_files", settings_files::read),
    ("shapefile", shapefile::read),
    ("site_question", site_question::read),
    ("store_copy", store_copy::read),
    ("study_file", study_file::read),
    ("study_tables", study_tables::read),
];
