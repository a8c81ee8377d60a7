#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::osm_file::read(bytes));
