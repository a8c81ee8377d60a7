//! The words that nabij does not use of people and places, in everything that people read: the page, the interface, the
//! documents and the example town. Circumstances make that more support is needed, not people; the tool points, people
//! decide; and it tells of reachability, never of effects on children.

use std::fs;
use std::path::{Path, PathBuf};

/// What is never written, in lower case: a word with everything that begins with it when it ends in `*`, else as it is.
///
/// # Source
/// DOMAIN §A.6, W1 to W4, W8 and W9; ambition A33 of the Utrechtse onderwijsagenda.
const NEVER: [&str; 39] = [
    // W1: pupils and parents are not higher or lower
    "hoogopgeleid*",
    "laagopgeleid*",
    "hoger opgeleid*",
    "lager opgeleid*",
    "hoger niveau",
    "lager niveau",
    "highly educated",
    "low-educated",
    "poorly educated",
    // W2 and W3: what children did not do
    "zittenblij*",
    "klassen overslaan",
    "verzuim*",
    "truancy",
    // W4: no stigma on a place
    "achterstandswijk*",
    "achterstandsbuurt*",
    "probleemwijk*",
    "probleembuurt*",
    "zwakke wijk*",
    "zwakke buurt*",
    "slechte wijk*",
    "slechte buurt*",
    "slechtste",
    "kansarm*",
    "deprived",
    "disadvantaged",
    "problem area*",
    "worst neighbourhood*",
    "worst area*",
    // W8: the tool points, people decide
    "beste locatie*",
    "beste plek*",
    "beste school*",
    "gekozen locatie*",
    "gekozen school*",
    "winnaar*",
    "best location*",
    "best place to",
    "winner*",
    // W9: no effects on children
    "kansen verbeter*",
    "betere kansen",
];

/// Endings of files that people read as they are.
const TEXTS: [&str; 6] = ["md", "toml", "csv", "yml", "html", "txt"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder that can be read")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for entry in entries {
        let ending = entry.extension().and_then(|ending| ending.to_str());
        if entry.is_dir() {
            files(&entry, endings, found);
        } else if ending.is_some_and(|ending| endings.contains(&ending)) {
            found.push(entry);
        }
    }
}

/// The texts between double quotes in a source file, without its tests and its comments.
fn literals(code: &str) -> String {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.collect::<Vec<_>>().join("\n").replace("\\\"", "'");
    let between = code.split('"').skip(1).step_by(2);
    between.collect::<Vec<_>>().join("\n")
}

/// A source file of the page without its comments.
fn without_comments(code: &str) -> String {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What is read by people: each file with its text.
fn everything_written() -> Vec<(PathBuf, String)> {
    let mut written = Vec::new();
    let mut add = |folder: &str, endings: &[&str], read: &dyn Fn(&str) -> String| {
        let mut found = Vec::new();
        files(&root().join(folder), endings, &mut found);
        for file in found {
            // Example data holds a file in an older encoding on purpose.
            let text = String::from_utf8_lossy(&fs::read(&file).expect("a file")).into_owned();
            written.push((file, read(&text)));
        }
    };
    add("src", &["rs"], &literals);
    add("src", &["toml"], &str::to_owned);
    add("web/src", &["ts"], &without_comments);
    add("data", &TEXTS, &str::to_owned);
    for name in [
        "README.md",
        "CHANGELOG.md",
        "publiccode.yml",
        "web/index.html",
    ] {
        let file = root().join(name);
        let text = fs::read_to_string(&file).expect("a document");
        written.push((file, text));
    }
    written
}

/// What of `NEVER` stands in a text, in the order of the list.
fn wrong_words(text: &str) -> Vec<&'static str> {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|letter: char| !letter.is_alphabetic() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let text = format!(" {} ", words.join(" "));
    let stands = |never: &&str| match never.strip_suffix('*') {
        Some(beginning) => text.contains(&format!(" {beginning}")),
        None => text.contains(&format!(" {never} ")),
    };
    NEVER.into_iter().filter(|never| stands(never)).collect()
}

#[test]
fn nothing_that_people_read_uses_words_that_stigmatise_or_decide() {
    let written = everything_written();
    assert!(
        written.len() > 400,
        "only {} files were read",
        written.len()
    );
    let mut wrong = Vec::new();
    for (file, text) in &written {
        let name = file.strip_prefix(root()).expect("ours").to_string_lossy();
        for word in wrong_words(text) {
            wrong.push(format!("{name}: \"{word}\""));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_finds_what_it_should_and_leaves_the_rest() {
    assert_eq!(
        wrong_words("Een achterstandswijk, met laagopgeleiden."),
        ["laagopgeleid*", "achterstandswijk*"]
    );
    assert_eq!(
        wrong_words("De beste\nlocatie is bekend"),
        ["beste locatie*"]
    );
    assert_eq!(
        wrong_words("Hier vraagt de omgeving meer inzet; kansrijk om te verkennen."),
        [""; 0]
    );
    assert_eq!(
        wrong_words("De hoogste score; bestaande scholen; besteed"),
        [""; 0]
    );
}

#[test]
fn only_texts_of_code_are_read_and_no_tests() {
    let code = "//! hoogopgeleid\nlet a = \"verzuim \\\"x\\\" \"; // \n#[cfg(test)]\n\"slechtste\"";
    assert_eq!(wrong_words(&literals(code)), ["verzuim*"]);
}
