#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::packed_shapefile::read(bytes));
