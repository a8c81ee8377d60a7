//! A small town with one table of every sort, of which one file is replaced by bytes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use nabij::ingest::load::load_study;
use nabij::ingest::problem::Severity;
use nabij::model::town_data::TownData;
use nabij::study::open_study::Study;

use super::kept_table::{folder, written};

/// The folder with the town as it is.
fn source() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = root.join("town");
    if beside.is_dir() {
        beside
    } else {
        root.join("tests/fuzz/town")
    }
}

/// The files of the town and what is in them.
static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let entries = std::fs::read_dir(source()).expect("the town");
    let file = |path: &Path| {
        let name = path.file_name().expect("a name").to_string_lossy();
        (name.into_owned(), std::fs::read(path).expect("a file"))
    };
    entries
        .map(|entry| file(&entry.expect("a file").path()))
        .collect()
});

/// The study of the town.
pub fn study() -> Arc<Study> {
    static STUDY: LazyLock<Arc<Study>> = LazyLock::new(|| {
        let loaded = load_study(&source(), None, &|_| ()).expect("the town can be read");
        // That its barriers count for nothing over its streets is told, and nothing else.
        let problems = loaded.report.problems.iter();
        let wrong: Vec<_> = problems
            .filter(|problem| problem.severity != Severity::Warning)
            .collect();
        assert!(
            wrong.is_empty(),
            "nothing is wrong with the town: {wrong:?}"
        );
        let study = Study::open(loaded.town.expect("nothing blocks")).expect("the study opens");
        Arc::new(study.with_check(loaded.report))
    });
    Arc::clone(&STUDY)
}

/// What is known of the town.
pub fn town() -> TownData {
    study().town().clone()
}

/// Reads the town with bytes in the place of one of its files; nothing happens when it has no such file.
pub fn with_file(name: &str, bytes: &[u8]) {
    if !FILES.iter().any(|(known, _)| known == name) {
        return;
    }
    let folder = folder();
    for (known, before) in FILES.iter() {
        let bytes = if known == name { bytes } else { before };
        written(&folder, known, bytes);
    }
    if let Ok(loaded) = load_study(folder.path(), None, &|_| ()) {
        let _said = loaded.report.to_json();
        assert_eq!(loaded.town.is_none(), loaded.report.blocks());
    }
}
