#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::or_library::read(bytes));
