//! What was read for a study, what was kept, what was left out and why: for people and for programs.
//! Every row that was read is in exactly one of two numbers: kept or left out.

use serde_json::{Value as Json, json};

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::problem_words::sentence::{phrase, sentence};
use crate::ingest::table::Table;
use crate::model::bilingual::Bilingual;

/// The rows of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The source's short name.
    pub source: String,
    /// Its file, relative to the data folder.
    pub file: String,
    /// Rows in the file.
    pub read: u64,
    /// Rows that are used.
    pub kept: u64,
    /// Rows that are not used; `read` is `kept` and `left_out` together.
    pub left_out: u64,
    /// Those of `left_out` that the study file did not ask for.
    pub not_asked: u64,
}

/// A fact about what was read that a person should know, without anything being wrong with a single row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The short name of what is noted, for programs, such as `voorzieningen_buiten_gebied`.
    pub code: &'static str,
    /// The source it is about, if it is about one.
    pub source: Option<String>,
    /// How many it is about.
    pub count: u64,
    /// The fact.
    pub text: Bilingual,
}

/// Everything a reading has to say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The study's name, or its file where the name could not be read.
    pub study: String,
    /// The rows of each source, in the order of the study file.
    pub tallies: Vec<Tally>,
    /// Everything that is wrong, in the order in which it was found.
    pub problems: Vec<Problem>,
    /// What else should be known.
    pub notes: Vec<Note>,
}

impl Report {
    /// Whether the study cannot be used.
    pub fn blocks(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Blocks)
    }

    /// How many problems are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    }

    /// Writes down the rows of a source. `not_asked` are rows that were dropped as the study file says.
    pub fn tally(&mut self, source: &str, table: &Table, kept: u64, not_asked: u64) {
        // A file that counts fewer rows than it gives would be a fault of its driver; the sum must hold all the same.
        let read = table.rows_read.max(kept + not_asked);
        self.tallies.push(Tally {
            source: source.to_owned(),
            file: table.file.clone(),
            read,
            kept,
            left_out: read - kept,
            not_asked,
        });
    }

    /// Writes down the ways of an OpenStreetMap extract, which has no rows; ways that were left out are problems.
    pub fn tally_ways(&mut self, source: &str, file: &str, ways: u64) {
        let (source, file) = (source.to_owned(), file.to_owned());
        self.tallies.push(Tally {
            source,
            file,
            read: ways,
            kept: ways,
            left_out: 0,
            not_asked: 0,
        });
    }

    /// Adds a fact, unless it is about nothing.
    pub fn note(
        &mut self,
        code: &'static str,
        source: Option<&str>,
        count: usize,
        text: Bilingual,
    ) {
        if count > 0 {
            self.notes.push(Note {
                code,
                source: source.map(str::to_owned),
                count: count as u64,
                text,
            });
        }
    }

    /// Writes down how many small numbers a source hides.
    pub fn note_hidden_numbers(&mut self, source: &str, hidden: usize) {
        let text = Bilingual::new(
            format!(
                "{source}: kleine aantallen die de bron verbergt en die als onbekend gelden: {hidden}."
            ),
            format!("{source}: small numbers that the source hides, taken as not known: {hidden}."),
        );
        self.note("verborgen_aantallen", Some(source), hidden, text);
    }

    /// The whole report for programs, in English. The same reading gives the same bytes.
    pub fn to_json(&self) -> Json {
        self.to_json_in(&|text| text.english)
    }

    /// The same, in the language that `words` chooses.
    pub fn to_json_in(&self, words: &dyn Fn(Bilingual) -> String) -> Json {
        let problems = self.problems.iter();
        let problems = problems.map(|problem| problem_json(problem, words));
        let notes = self.notes.iter().map(|note| note_json(note, words));
        json!({
            "studie": self.study,
            "bruikbaar": !self.blocks(),
            "bronnen": self.tallies.iter().map(tally_json).collect::<Vec<_>>(),
            "problemen": problems.collect::<Vec<_>>(),
            "meldingen": notes.collect::<Vec<_>>(),
        })
    }
}

fn tally_json(tally: &Tally) -> Json {
    json!({
        "bron": tally.source,
        "bestand": tally.file,
        "gelezen": tally.read,
        "behouden": tally.kept,
        "weggelaten": tally.left_out,
        "waarvan_niet_gevraagd": tally.not_asked,
    })
}

/// One problem for programs, in the language that `words` chooses.
pub fn problem_json(problem: &Problem, words: &dyn Fn(Bilingual) -> String) -> Json {
    json!({
        "ernst": problem.severity.code(),
        "bestand": problem.file,
        "rij": problem.row,
        "veld": problem.field,
        "gevonden": words(phrase(&problem.found)),
        "verwacht": words(phrase(&problem.expected)),
        "tekst": words(sentence(problem)),
    })
}

fn note_json(note: &Note, words: &dyn Fn(Bilingual) -> String) -> Json {
    json!({ "soort": note.code, "bron": note.source, "aantal": note.count, "tekst": words(note.text.clone()) })
}
