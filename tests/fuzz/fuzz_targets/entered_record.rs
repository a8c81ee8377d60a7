#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::entered_record::read(bytes));
