#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::process_inputs::read(bytes));
