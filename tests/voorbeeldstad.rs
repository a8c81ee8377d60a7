//! `data/voorbeeldstad/` is what `nabij example` writes; nobody edits it by hand.
//! `UPDATE_GOLDEN=1 cargo test --test voorbeeldstad` writes it anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nabij::example::request::{ExampleRequest, ExampleSummary};
use nabij::example::write::write_example;

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad")
}

fn written() -> (tempfile::TempDir, ExampleSummary) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let summary =
        write_example(folder.path(), &ExampleRequest::default()).expect("the town is written");
    (folder, summary)
}

/// The bytes of each file of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("files have names")
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read(&path).expect("the file can be read"))
        })
        .collect()
}

#[test]
fn the_committed_town_is_what_the_command_writes() {
    let (folder, _) = written();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(committed()).expect("the folder can be made");
        for (name, bytes) in files(folder.path()) {
            std::fs::write(committed().join(name), bytes).expect("the file can be written");
        }
    }
    let (expected, found) = (files(&committed()), files(folder.path()));
    assert_eq!(
        expected.keys().collect::<Vec<_>>(),
        found.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &expected {
        assert!(
            bytes == &found[name],
            "{name} differs from what the command writes"
        );
    }
}
