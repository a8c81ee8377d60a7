#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::gdal_layer::read(bytes));
