#![no_main]

// The library panics at some files, which is caught where they are read; what is not caught ends the run all the same.
libfuzzer_sys::fuzz_target!(init: drop(std::panic::take_hook()), |bytes: &[u8]| readers::osm_file::read(bytes));
