//! Files that people send: read apart from everything else, kept as plain tables, and added to a study.

pub mod added;
pub mod format;
pub mod read_apart;
pub mod table_file;
pub mod unpack;
