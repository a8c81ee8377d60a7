//! The package: what is in it starts by the line of its unit, with the settings and the study that are in it.

#[path = "support/service_process.rs"]
#[expect(dead_code, reason = "other services are asked elsewhere")]
mod service_process;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::service_process::Service;

fn run(program: &str, arguments: &[&str]) -> Output {
    let ran = Command::new(program)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COMPRESSION", "none")
        .output();
    let output = ran.expect("the program is there");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The package, unpacked in a folder.
fn unpacked(folder: &Path) -> String {
    let made = run(
        ".ci/package/build",
        &[env!("CARGO_BIN_EXE_nabij"), text(folder)],
    );
    let package = String::from_utf8(made.stdout)
        .expect("UTF-8")
        .trim()
        .to_owned();
    let root = folder.join("root");
    run("dpkg-deb", &["-x", &package, text(&root)]);
    let control = run("dpkg-deb", &["-f", &package, "Depends", "Version"]);
    let control = String::from_utf8(control.stdout).expect("UTF-8");
    assert!(
        control.contains("libgdal") && control.contains(env!("CARGO_PKG_VERSION")),
        "{control}"
    );
    let conffiles = run("dpkg-deb", &["--ctrl-tarfile", &package]);
    assert!(String::from_utf8_lossy(&conffiles.stdout).contains("/etc/nabij/nabij.toml"));
    text(&root).to_owned()
}

#[test]
fn what_is_in_the_package_starts_as_its_unit_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = unpacked(folder.path());
    let unit = fs::read_to_string(format!("{root}/usr/lib/systemd/system/nabij.service"));
    let unit = unit.expect("the unit");
    let line = unit
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart="));
    let mut words = line.expect("what is started").split(' ');
    let program = format!("{root}{}", words.next().expect("a program"));
    let words: Vec<String> = words
        .map(|word| match word.starts_with('/') {
            true => format!("{root}{word}"),
            false => word.to_owned(),
        })
        .collect();
    // On a machine where it is installed these lie at the root.
    let study = format!("{root}/usr/share/nabij/voorbeeldstad");
    let surroundings = [
        ("NABIJ_SERVE_STUDY", study.as_str()),
        ("NABIJ_SERVE_ADDRESS", "127.0.0.1:0"),
        ("NABIJ_SERVE_METRICS", "127.0.0.1:0"),
    ];
    let mut unpacked = Command::new(&program);
    unpacked.args(&words);
    let service = Service::of(unpacked, &surroundings);
    assert!(service.get("/v1/studie").contains("Voorbeeldstad"));
    let said = service.ended_by("TERM").log;
    let burst = said.lines().find(|line| line.starts_with("  burst = "));
    assert!(
        burst.is_some_and(|line| line.ends_with("nabij.toml)")),
        "{said}"
    );
}

#[test]
fn the_settings_of_the_package_name_a_study_that_is_in_it() {
    let settings = fs::read_to_string(".ci/package/nabij.toml").expect("settings");
    let study = settings
        .lines()
        .find_map(|line| line.strip_prefix("study = "));
    assert_eq!(study, Some("\"/usr/share/nabij/voorbeeldstad\""));
}
