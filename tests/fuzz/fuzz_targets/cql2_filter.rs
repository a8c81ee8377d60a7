#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::cql2_filter::read(bytes));
