//! The house rules that a machine can keep: who may import whom, and which crates live in which room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floor of each room; an import only goes down, or stays in its room.
const FLOORS: [(&str, u32); 12] = [
    ("model", 1),
    ("ingest", 2),
    ("example", 2),
    ("network", 3),
    ("access", 4),
    ("need", 4),
    ("siting", 5),
    ("layers", 6),
    ("store", 6),
    ("study", 7),
    ("api", 8),
    ("main", 9),
];

/// Crates that may be used in these rooms only.
const CRATES: [(&str, &[&str]); 38] = [
    ("rusqlite", &["store"]),
    ("postgres", &["store"]),
    ("governor", &["api"]),
    ("hyper", &["api"]),
    ("hyper_util", &["api"]),
    ("prometheus_client", &["api"]),
    ("tokio_io_timeout", &["api"]),
    ("tower", &["api"]),
    ("parquet", &["layers"]),
    ("flatgeobuf", &["layers"]),
    ("geozero", &["layers"]),
    ("pmtiles", &["layers"]),
    ("quick_xml", &["layers"]),
    ("zip", &["ingest", "layers"]),
    ("rustix", &["main"]),
    ("landlock", &["main"]),
    ("seccompiler", &["main"]),
    ("libc", &["main"]),
    ("headers", &["api"]),
    ("http_range_header", &["api"]),
    ("tokio_util", &["api"]),
    ("clap", &["main"]),
    ("tikv_jemallocator", &["main"]),
    ("anyhow", &["main"]),
    ("tracing_subscriber", &["main"]),
    ("axum", &["api"]),
    ("tower_http", &["api"]),
    ("tokio", &["api", "main"]),
    ("rust_embed", &["api"]),
    ("gdal", &["ingest", "example", "layers"]),
    ("shapefile", &["ingest", "example"]),
    ("osmpbf", &["ingest"]),
    ("csv", &["ingest", "example", "layers"]),
    ("prost", &["example"]),
    ("fixedbitset", &["access", "siting"]),
    ("itertools", &["access"]),
    ("fast_mvt", &["layers"]),
    ("geojson", &["ingest", "example", "layers"]),
];

/// One `use` path, without comments and test modules.
struct Import {
    file: PathBuf,
    room: String,
    path: String,
}

fn source_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("src can be read")
        .map(|entry| entry.expect("entry").path())
        .collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            source_files(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(source_root()).expect("a file of src");
    match inside.iter().next().and_then(|first| first.to_str()) {
        Some("main.rs" | "cli.rs" | "cli") => "main".to_owned(),
        Some(first) => first.trim_end_matches(".rs").to_owned(),
        None => String::new(),
    }
}

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The text of a file before its test module: tests may look anywhere below them.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source file is UTF-8");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every path that begins with one of the known roots, in `use` lines and in the code itself.
fn imports() -> Vec<Import> {
    let mut files = Vec::new();
    source_files(&source_root(), &mut files);
    let mut found = Vec::new();
    for file in files {
        let code = code_of(&file);
        let roots = CRATES
            .iter()
            .map(|(name, _)| *name)
            .chain(["crate", "nabij"]);
        for root in roots {
            let marker = format!("{root}::");
            for (at, _) in code.match_indices(&marker) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|letter| {
                    letter.is_alphanumeric() || letter == '_' || letter == ':'
                }) {
                    continue;
                }
                let path = code[at..]
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || "_:".contains(*letter));
                found.push(Import {
                    file: file.clone(),
                    room: room_of(&file),
                    path: path.collect(),
                });
            }
        }
    }
    found
}

#[test]
fn imports_only_go_down_the_floors() {
    let floors: BTreeMap<&str, u32> = FLOORS.into_iter().collect();
    let mut upwards = Vec::new();
    for import in imports() {
        let mut steps = import.path.split("::");
        let (Some("crate" | "nabij"), Some(target)) = (steps.next(), steps.next()) else {
            continue;
        };
        let (Some(here), Some(there)) = (floors.get(import.room.as_str()), floors.get(target))
        else {
            continue;
        };
        if target != import.room && there >= here {
            upwards.push(format!("{}: {}", import.file.display(), import.path));
        }
    }
    assert!(
        upwards.is_empty(),
        "imports that do not go down:\n{}",
        upwards.join("\n")
    );
}

#[test]
fn crates_stay_in_their_rooms() {
    let rooms: BTreeMap<&str, &[&str]> = CRATES.into_iter().collect();
    let mut strays = Vec::new();
    for import in imports() {
        let name = import.path.split("::").next().unwrap_or_default();
        if rooms
            .get(name)
            .is_some_and(|allowed| !allowed.contains(&import.room.as_str()))
        {
            strays.push(format!("{}: {}", import.file.display(), import.path));
        }
    }
    assert!(
        strays.is_empty(),
        "crates outside their rooms:\n{}",
        strays.join("\n")
    );
}

#[test]
fn every_room_has_a_floor() {
    let known: Vec<&str> = FLOORS.iter().map(|(room, _)| *room).collect();
    let mut files = Vec::new();
    source_files(&source_root(), &mut files);
    for file in files {
        let room = room_of(&file);
        assert!(
            room == "lib" || known.contains(&room.as_str()),
            "{} stands in a room without a floor",
            file.display()
        );
    }
}

/// The path of a file as others import from it: `room::folder::file`.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(source_root()).expect("a file of src");
    let steps = inside.with_extension("");
    let steps = steps.iter().map(|step| step.to_string_lossy());
    steps.collect::<Vec<_>>().join("::")
}

#[test]
fn files_import_each_other_without_circles() {
    let mut files = Vec::new();
    source_files(&source_root(), &mut files);
    let modules: BTreeSet<String> = files.iter().map(|file| module_of(file)).collect();
    let mut arrows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for import in imports() {
        let here = module_of(&import.file);
        let steps: Vec<&str> = import.path.split("::").skip(1).collect();
        let mut paths = (1..=steps.len())
            .rev()
            .map(|count| steps[..count].join("::"));
        if let Some(there) = paths.find(|path| modules.contains(path))
            && there != here
        {
            arrows.entry(here).or_default().push(there);
        }
    }
    assert!(arrows.values().map(Vec::len).sum::<usize>() > 1_000);
    for start in arrows.keys() {
        let mut seen = vec![start.clone()];
        let mut next = 0;
        while let Some(here) = seen.get(next).cloned() {
            for there in arrows.get(&here).into_iter().flatten() {
                assert!(
                    there != start,
                    "{start} and {here} import each other in a circle"
                );
                if !seen.contains(there) {
                    seen.push(there.clone());
                }
            }
            next += 1;
        }
    }
}

#[test]
fn module_files_only_declare_and_re_export() {
    let mut files = Vec::new();
    source_files(&source_root(), &mut files);
    for file in files
        .iter()
        .filter(|file| file.ends_with("mod.rs") || file.ends_with("lib.rs"))
    {
        let text = fs::read_to_string(file).expect("UTF-8");
        for line in text.lines().map(str::trim) {
            let allowed = line.is_empty()
                || ["//", "mod ", "pub mod ", "pub use ", "#["]
                    .iter()
                    .any(|start| line.starts_with(start));
            assert!(allowed, "{} defines something: {line}", file.display());
        }
    }
}
