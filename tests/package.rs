//! The package: what is in it starts by the line of its unit, with the settings and the study that are in it, and its form is
//! what systemd and dpkg expect. `make deb-try` shows the rest on a machine of its own.

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

fn said(program: &str, arguments: &[&str]) -> String {
    String::from_utf8(run(program, arguments).stdout).expect("UTF-8")
}

/// A package in a folder.
fn packed(folder: &Path) -> String {
    let program = env!("CARGO_BIN_EXE_nabij");
    said(".ci/package/build", &[program, text(folder)])
        .trim()
        .to_owned()
}

/// The package, unpacked in a folder.
fn unpacked(folder: &Path) -> String {
    let package = packed(folder);
    let root = folder.join("root");
    run("dpkg-deb", &["-x", &package, text(&root)]);
    let control = said("dpkg-deb", &["-f", &package, "Depends", "Version"]);
    assert!(
        control.contains("libgdal") && control.contains(env!("CARGO_PKG_VERSION")),
        "{control}"
    );
    text(&root).to_owned()
}

/// The values of a key of the unit.
fn of_unit<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    let values = unit.lines().filter_map(|line| line.split_once('='));
    values
        .filter(|(found, _)| *found == key)
        .map(|(_, value)| value)
        .collect()
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

#[test]
fn every_file_of_the_package_is_of_root_and_has_a_sum_or_is_a_setting() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = packed(folder.path());
    let control = folder.path().join("control");
    run("dpkg-deb", &["-e", &package, text(&control)]);
    let part = |name: &str| fs::read_to_string(control.join(name)).expect("a part of the package");
    assert_eq!(part("conffiles"), "/etc/nabij/nabij.toml\n");
    for script in ["postinst", "prerm", "postrm"] {
        run("sh", &["-n", text(&control.join(script))]);
    }
    let sums = part("md5sums");
    let listed = said("dpkg-deb", &["-c", &package]);
    for line in listed.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (mode, owner, path) = (words[0], words[1], words[5].trim_start_matches("./"));
        assert_eq!(owner, "root/root", "{line}");
        let expected: &[&str] = match path {
            "etc/nabij/secrets/" => &["drwx------"],
            "usr/bin/nabij" => &["-rwxr-xr-x"],
            _ => &["drwxr-xr-x", "-rw-r--r--"],
        };
        assert!(expected.contains(&mode), "{line}");
        let summed = sums.lines().any(|sum| sum.ends_with(&format!("  {path}")));
        let is_summed = path.starts_with("usr/") && !path.ends_with('/');
        assert_eq!(summed, is_summed, "{line}");
    }
    assert!(listed.contains("./usr/share/doc/nabij/copyright"));
    assert!(listed.contains("./usr/share/doc/nabij/CHANGELOG.md"));
}

#[test]
fn the_same_sources_give_the_same_package() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other] = ["one", "other"].map(|name| {
        let package = packed(&folder.path().join(name));
        fs::read(package).expect("a package")
    });
    assert!(one == other, "two packages of one program differ");
}

#[test]
fn the_unit_is_one_that_systemd_takes() {
    let unit = ".ci/package/nabij.service";
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        return; // The machine has no systemd to ask.
    }
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().join("nabij.service");
    let written = fs::read_to_string(unit).expect("the unit");
    let written = written.replace("/usr/bin/nabij", env!("CARGO_BIN_EXE_nabij"));
    fs::write(&here, written).expect("written");
    let verified = run("systemd-analyze", &["verify", "--man=no", text(&here)]);
    let told = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(!told.contains("nabij"), "{told}");
}

#[test]
fn the_unit_lets_what_reads_sent_files_close_itself_off() {
    let unit = fs::read_to_string(".ci/package/nabij.service").expect("the unit");
    let allowed = of_unit(&unit, "SystemCallFilter").join(" ");
    let allowed: Vec<&str> = allowed.split(' ').collect();
    let calls = ["create_ruleset", "add_rule", "restrict_self"];
    let calls = calls.map(|call| format!("landlock_{call}"));
    for call in calls.iter().map(String::as_str).chain(["seccomp"]) {
        assert!(allowed.contains(&call), "{call} is not in {allowed:?}");
    }
}

#[test]
fn the_unit_names_no_program_that_another_package_has_to_bring() {
    let unit = fs::read_to_string(".ci/package/nabij.service").expect("the unit");
    let started = ["ExecStart", "ExecReload"].map(|key| of_unit(&unit, key));
    for line in started.concat() {
        let program = line.split(' ').next();
        assert!(
            matches!(program, Some("/usr/bin/nabij" | "/bin/sh")),
            "{line}"
        );
    }
}
