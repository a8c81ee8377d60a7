//! How kinds of facilities are named and drawn: the file of kinds the service knows, and those a study adds.

use serde::Deserialize;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::toml_problem::problem_of_toml;
use crate::model::facility_kind::{FacilityKind, KindDescription, SymbolShape};

/// The file of built-in kinds, for messages.
const BUILT_IN_FILE: &str = "data/norms/soorten.toml";
const BUILT_IN: &str = include_str!("../../data/norms/soorten.toml");

/// One `[[kinds]]` of a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindEntry {
    /// The code.
    pub code: String,
    /// One of it, in Dutch.
    pub singular_nl: String,
    /// Several of it, in Dutch.
    pub plural_nl: String,
    /// One of it, in English.
    pub singular_en: String,
    /// Several of it, in English.
    pub plural_en: String,
    /// `de` or `het`.
    pub article_nl: String,
    /// The letter of its symbol.
    pub letter: String,
    /// The shape of its symbol.
    pub shape: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    kinds: Vec<KindEntry>,
}

/// The built-in kinds with those of the study, sorted by code.
/// An entry that is wrong or comes twice becomes a problem that blocks.
pub fn kind_descriptions(
    study_file: &str,
    own: &[KindEntry],
    problems: &mut Vec<Problem>,
) -> Vec<KindDescription> {
    let mut descriptions = Vec::new();
    match toml::from_str::<KindsFile>(BUILT_IN) {
        Ok(file) => describe_all(BUILT_IN_FILE, &file.kinds, &mut descriptions, problems),
        Err(error) => problems.push(problem_of_toml(BUILT_IN_FILE, BUILT_IN, &error)),
    }
    describe_all(study_file, own, &mut descriptions, problems);
    descriptions.sort_by(|one, other| one.kind.cmp(&other.kind));
    descriptions
}

fn describe_all(
    file: &str,
    entries: &[KindEntry],
    descriptions: &mut Vec<KindDescription>,
    problems: &mut Vec<Problem>,
) {
    for entry in entries {
        match describe(file, entry) {
            Ok(found) if descriptions.iter().any(|known| known.kind == found.kind) => problems
                .push(
                    Problem::of_file(
                        Severity::Blocks,
                        file,
                        format!("\"{}\" a second time", entry.code),
                        "each kind once",
                    )
                    .in_field("kinds.code"),
                ),
            Ok(found) => descriptions.push(found),
            Err(problem) => problems.push(problem),
        }
    }
}

fn describe(file: &str, entry: &KindEntry) -> Result<KindDescription, Problem> {
    let refuse = |field: &str, found: &str, expected: String| {
        Problem::of_file(
            Severity::Blocks,
            file,
            format!("\"{found}\" at kind {}", entry.code),
            expected,
        )
        .in_field(field)
    };
    let expected_code = "a code of capitals, digits and underscores such as PO or SCHOOL_10_14";
    let kind = FacilityKind::new(&entry.code)
        .map_err(|refused| refuse("kinds.code", &refused.0, expected_code.to_owned()))?;
    let shape = SymbolShape::EVERY
        .into_iter()
        .find(|shape| shape.code() == entry.shape)
        .ok_or_else(|| {
            let shapes: Vec<&str> = SymbolShape::EVERY
                .iter()
                .map(|shape| shape.code())
                .collect();
            refuse(
                "kinds.shape",
                &entry.shape,
                format!("one of {}", shapes.join(", ")),
            )
        })?;
    if !["de", "het"].contains(&entry.article_nl.as_str()) {
        return Err(refuse(
            "kinds.article_nl",
            &entry.article_nl,
            "\"de\" or \"het\"".to_owned(),
        ));
    }
    let mut letters = entry.letter.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return Err(refuse(
            "kinds.letter",
            &entry.letter,
            "one letter".to_owned(),
        ));
    };
    Ok(KindDescription {
        kind,
        singular_nl: entry.singular_nl.clone(),
        plural_nl: entry.plural_nl.clone(),
        singular_en: entry.singular_en.clone(),
        plural_en: entry.plural_en.clone(),
        article_nl: entry.article_nl.clone(),
        letter,
        shape,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lending_point() -> KindEntry {
        KindEntry {
            code: "UITLEENPUNT".to_owned(),
            singular_nl: "uitleenpunt".to_owned(),
            plural_nl: "uitleenpunten".to_owned(),
            singular_en: "lending point".to_owned(),
            plural_en: "lending points".to_owned(),
            article_nl: "het".to_owned(),
            letter: "U".to_owned(),
            shape: "circle".to_owned(),
        }
    }

    #[test]
    fn the_twenty_built_in_kinds_are_all_described() {
        let mut problems = Vec::new();
        let kinds = kind_descriptions("study.toml", &[], &mut problems);
        assert_eq!(problems, []);
        let codes: Vec<&str> = kinds.iter().map(|kind| kind.kind.code()).collect();
        assert_eq!(
            codes,
            [
                "BIBLIOTHEEK",
                "BSO",
                "BUURTHUIS",
                "BUURTSCHOOL",
                "BUURTTEAM",
                "CONSULTATIEBUREAU",
                "GYMZAAL",
                "HUISARTS",
                "JONGERENWERK",
                "KDV",
                "MBO",
                "PO",
                "SBO",
                "SCHOOL_10_14",
                "SO",
                "SPEELPLEK",
                "SPORT",
                "TAALSCHOOL",
                "VO",
                "VSO",
            ]
        );
    }

    #[test]
    fn a_study_adds_a_kind_of_its_own_but_not_one_that_is_there() {
        let mut problems = Vec::new();
        let kinds = kind_descriptions("study.toml", &[lending_point()], &mut problems);
        assert_eq!((kinds.len(), problems.len()), (21, 0));
        let twice = KindEntry {
            code: "PO".to_owned(),
            ..lending_point()
        };
        kind_descriptions("study.toml", &[twice], &mut problems);
        assert_eq!(
            problems[0].to_string(),
            "study.toml, field \"kinds.code\": found \"PO\" a second time, expected each kind once"
        );
    }

    #[test]
    fn a_wrong_shape_article_letter_or_code_is_named() {
        let wrong = [
            KindEntry {
                shape: "star".to_owned(),
                ..lending_point()
            },
            KindEntry {
                article_nl: "the".to_owned(),
                ..lending_point()
            },
            KindEntry {
                letter: "UP".to_owned(),
                ..lending_point()
            },
            KindEntry {
                code: "uitleen".to_owned(),
                ..lending_point()
            },
        ];
        for (entry, field) in wrong
            .into_iter()
            .zip(["shape", "article_nl", "letter", "code"])
        {
            let mut problems = Vec::new();
            kind_descriptions("study.toml", &[entry], &mut problems);
            let fields: Vec<_> = problems
                .iter()
                .filter_map(|problem| problem.field.clone())
                .collect();
            assert_eq!(fields, [format!("kinds.{field}")]);
        }
    }
}
