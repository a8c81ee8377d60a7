//! The order of the rows of a file changes nothing: every answer about where to build has the same bytes.

#[path = "support/copied_town.rs"]
mod copied_town;

use std::fs;
use std::path::Path;

use nabij::ingest::load::load_study;
use nabij::ingest::site_question::document::question_in_toml;
use nabij::study::language::Language;
use nabij::study::open_study::Study;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::copied_town::copied;

/// The files of the example town whose rows the answers rest on.
const TABLES: [&str; 16] = [
    "ambities.csv",
    "bewoners.csv",
    "doorstroom.csv",
    "gebouwen.csv",
    "kinderopvang_lrk.csv",
    "leefsituatie_buurten.csv",
    "leefsituatie_wijken.csv",
    "leerlingen.csv",
    "lezen.csv",
    "overwegingen.csv",
    "programmas.csv",
    "ruimten.csv",
    "ruimtegebruik.csv",
    "scholen_po.csv",
    "visies.csv",
    "wensen.csv",
];

const QUESTIONS: [&str; 5] = [
    "vraag = \"inzetprofiel\"",
    "vraag = \"buurtschool\"\ntrekkingen = 50",
    "vraag = \"clusters_0_18\"",
    "vraag = \"kansenwerkplaats\"",
    "vraag = \"dbos\"\nkosten_per_school_eur = 60_000.0",
];

/// A copy of the example town with the rows of some of its files in another order; a quoted cell holds no new line there.
fn turned(tables: &[&str]) -> Vec<String> {
    let folder = copied(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad"));
    for table in tables {
        let path = folder.path().join(table);
        let bytes = fs::read(&path).expect("a table");
        let mut rows: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
        assert!(
            rows.len() > 2 && bytes.ends_with(b"\n"),
            "{table} has no rows to turn"
        );
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let as_it_was = rows.clone();
        while rows == as_it_was {
            rows[1..].shuffle(&mut random);
        }
        fs::write(&path, rows.concat()).expect("a table");
    }
    let loaded = load_study(folder.path(), None, &|_| ()).expect("it can be read");
    let study = Study::open(loaded.town.expect("nothing blocks")).expect("it opens");
    let answer = |question: &&str| {
        let question = question_in_toml(question, &study.town().weights).expect("a question");
        let answer = study
            .site_answer(&question, Language::Dutch)
            .expect("an answer");
        answer.document.to_string()
    };
    QUESTIONS.iter().map(answer).collect()
}

#[test]
fn rows_in_another_order_give_the_same_bytes() {
    let (as_written, other) = (turned(&[]), turned(&TABLES));
    for (question, (one, other)) in QUESTIONS.iter().zip(as_written.iter().zip(&other)) {
        let differs = one
            .bytes()
            .zip(other.bytes())
            .position(|(one, other)| one != other);
        let place = differs
            .unwrap_or(one.len().min(other.len()))
            .saturating_sub(200);
        let around = |text: &str| text.chars().skip(place).take(400).collect::<String>();
        assert!(
            one == other,
            "{question}:\n{}\n{}",
            around(one),
            around(other)
        );
    }
}
