//! Every reader of what comes from outside, on the bytes that fuzzing kept and on seeded changes of them. `make fuzz` looks
//! for new ones; what it finds is added to `tests/fuzz/corpus` and stays tested here.

#[path = "fuzz/readers/all.rs"]
mod readers;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::readers::{READERS, Reader};

/// So many changed files each reader gets.
const CHANGED: u64 = 400;
/// A changed file has so many changes at most.
const MOST_CHANGES: u32 = 4;
/// Bytes with which numbers, signs and texts go wrong.
const TELLING: [&[u8]; 16] = [
    b"\0",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\xc3",
    b"\n",
    b"\"",
    b"[[[[[[[[",
    b"{}",
    b"null",
    b"-1",
    b"1e308",
    b"NaN",
    b"18446744073709551615",
    b"\xe2\x80\xae",
    b"%00",
];

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// The files that are kept for a reader, by name.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = fuzz_folder().join("corpus").join(name);
    let entries = fs::read_dir(&folder).expect("a folder for each reader");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let file = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        (name.into_owned(), fs::read(&path).expect("a file"))
    };
    paths.into_iter().map(file).collect()
}

/// One file of the list with some changes.
fn changed(files: &[(String, Vec<u8>)], random: &mut ChaCha8Rng) -> (String, Vec<u8>) {
    let (name, bytes) = &files[random.random_range(0..files.len())];
    let mut bytes = bytes.clone();
    for _ in 0..random.random_range(1..=MOST_CHANGES) {
        let from = random.random_range(0..=bytes.len());
        let until = (from + random.random_range(0..=16)).min(bytes.len());
        let put: Vec<u8> = match random.random_range(0..5) {
            0 => Vec::new(),
            1 => bytes[from..until].repeat(2),
            2 => TELLING[random.random_range(0..TELLING.len())].to_vec(),
            3 => bytes[from..until]
                .iter()
                .map(|byte| byte ^ 1 << random.random_range(0..8))
                .collect(),
            _ => {
                let (_, other) = &files[random.random_range(0..files.len())];
                let start = random.random_range(0..=other.len());
                other[start..(start + 32).min(other.len())].to_vec()
            }
        };
        bytes.splice(from..until, put);
    }
    (name.clone(), bytes)
}

/// What the reader could not stand, if there is something.
fn failures((name, read): Reader) -> Vec<String> {
    let stands = |bytes: &[u8]| catch_unwind(AssertUnwindSafe(|| read(bytes))).is_ok();
    let files = corpus(name);
    let mut failed = Vec::new();
    for (file, bytes) in &files {
        if !stands(bytes) {
            failed.push(format!("{name}: the file {file}"));
        }
    }
    for seed in 0..CHANGED {
        let (file, bytes) = changed(&files, &mut ChaCha8Rng::seed_from_u64(seed));
        if !stands(&bytes) {
            failed.push(format!(
                "{name}: the file {file}, changed with the seed {seed}"
            ));
        }
    }
    failed
}

#[test]
fn no_reader_fails_on_what_was_kept_or_on_seeded_changes_of_it() {
    let failed: Vec<String> = std::thread::scope(|scope| {
        let half = READERS.len() / 2;
        let (first, second) = READERS.split_at(half);
        let halves = [first, second];
        let running = halves.map(|readers| {
            scope.spawn(|| {
                readers
                    .iter()
                    .copied()
                    .flat_map(failures)
                    .collect::<Vec<_>>()
            })
        });
        running
            .into_iter()
            .flat_map(|half| half.join().expect("what fails is caught"))
            .collect()
    });
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn each_reader_is_fuzzed_and_has_files() {
    let names: BTreeSet<String> = READERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names.len(), READERS.len(), "each name once");
    let in_folder = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(fuzz_folder().join(folder)).expect("a folder");
        entries
            .map(|entry| entry.expect("a file").path())
            .map(|path| {
                path.file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    };
    assert_eq!(in_folder("fuzz_targets"), names);
    assert_eq!(in_folder("corpus"), names);
    let manifest = fs::read_to_string(fuzz_folder().join("Cargo.toml")).expect("a manifest");
    for (name, _) in READERS {
        assert!(!corpus(name).is_empty(), "{name} has no files");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")));
    }
}
