//! All phrases that readers of files give as found or expected, with their Dutch, and how one is looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::ingest::problem_words::template::{Piece, holes, letters, pieces};
use crate::ingest::problem_words::{
    of_cells, of_columns, of_files, of_other_programs, of_places, of_plans, of_solving, of_streets,
    of_study,
};

/// The tables, each of English and Dutch.
const TABLES: [&[(&str, &str)]; 9] = [
    of_files::PHRASES,
    of_places::PHRASES,
    of_streets::PHRASES,
    of_columns::PHRASES,
    of_cells::PHRASES,
    of_plans::PHRASES,
    of_study::PHRASES,
    of_solving::PHRASES,
    of_other_programs::PHRASES,
];

/// Templates ready to be matched.
static LOOKUP: LazyLock<Lookup> = LazyLock::new(|| {
    let (mut whole, mut open) = (HashMap::new(), Vec::new());
    for &(english, dutch) in TABLES.into_iter().flatten() {
        let english_pieces = pieces(english);
        if english_pieces.iter().any(|piece| piece.is_hole()) {
            open.push((english_pieces, pieces(dutch)));
        } else {
            whole.insert(english, dutch);
        }
    }
    // The template that says most of the text is the one it was made with.
    open.sort_by_key(|(english, _)| std::cmp::Reverse(letters(english)));
    Lookup { whole, open }
});

struct Lookup {
    whole: HashMap<&'static str, &'static str>,
    open: Vec<(Vec<Piece>, Vec<Piece>)>,
}

/// The Dutch of a phrase, with what was quoted or counted in it as it was; none when no template fits.
pub fn dutch_of(english: &str) -> Option<String> {
    if let Some(&dutch) = LOOKUP.whole.get(english) {
        return Some(dutch.to_owned());
    }
    LOOKUP.open.iter().find_map(|(pieces, dutch)| {
        let found = holes(pieces, english, &|text| dutch_of(text).is_some())?;
        Some(filled(dutch, &found))
    })
}

fn filled(pieces: &[Piece], found: &[&str]) -> String {
    let mut found = found.iter();
    let words = pieces.iter().map(|piece| match piece {
        Piece::Words(words) => (*words).to_owned(),
        Piece::Anything | Piece::Number => found.next().copied().unwrap_or_default().to_owned(),
        Piece::Phrase => {
            let phrase = found.next().copied().unwrap_or_default();
            dutch_of(phrase).unwrap_or_else(|| phrase.to_owned())
        }
    });
    words.collect()
}

/// Stops a unit test that meets a phrase without Dutch, so that none is forgotten; the program itself goes on in English.
pub fn must_have_dutch(phrase: &str) {
    assert!(
        !cfg!(test) || dutch_of(phrase).is_some(),
        "no Dutch for {phrase:?}"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn every() -> impl Iterator<Item = (&'static str, &'static str)> {
        TABLES.into_iter().flatten().copied()
    }

    #[test]
    fn both_sides_of_a_template_have_the_same_holes() {
        for (english, dutch) in every() {
            let holes = |written| -> Vec<Piece> {
                let pieces = pieces(written).into_iter();
                pieces.filter(|piece| piece.is_hole()).collect()
            };
            assert_eq!(holes(english), holes(dutch), "{english}");
        }
    }

    #[test]
    fn no_two_holes_touch_so_that_it_is_clear_where_each_ends() {
        for (english, _) in every() {
            let touching = |pair: &[Piece]| pair.iter().all(|piece| piece.is_hole());
            assert!(!pieces(english).windows(2).any(touching), "{english}");
        }
    }

    #[test]
    fn an_english_phrase_is_in_the_tables_once() {
        let mut seen = BTreeSet::new();
        for (english, _) in every() {
            assert!(seen.insert(english), "{english}");
        }
    }

    #[test]
    fn the_dutch_has_no_english_words() {
        const ENGLISH: [&str; 14] = [
            "the", "with", "without", "expected", "found", "row", "rows", "and", "for", "from",
            "which", "not", "a", "more",
        ];
        for (_, dutch) in every() {
            let bare = outside_quotes(dutch);
            let words = bare.split(|letter: char| !letter.is_alphanumeric());
            let left: Vec<&str> = words.filter(|word| ENGLISH.contains(word)).collect();
            assert!(left.is_empty(), "{left:?} in {dutch}");
        }
    }

    /// What stands between quotation marks is a name or a key of a file.
    fn outside_quotes(text: &str) -> String {
        text.split('"').step_by(2).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_template_gives_its_own_dutch() {
        for (english, dutch) in every() {
            let with = |written: &str| {
                let phrases = written.replace("{..}", "no rows");
                phrases.replace("{#}", "7").replace("{}", "Xyz")
            };
            let expected = with(dutch).replace("no rows", "geen rijen");
            assert_eq!(dutch_of(&with(english)), Some(expected), "{english}");
        }
    }

    #[test]
    fn what_was_quoted_and_counted_stays_and_what_is_unknown_has_no_dutch() {
        let phrase = "coordinates (5.1, 52.1) in EPSG:28992: they look like degrees (and so for all 3824 rows)";
        assert_eq!(
            dutch_of(phrase).as_deref(),
            Some(
                "coördinaten (5.1, 52.1) in EPSG:28992: ze lijken op graden (en zo voor alle 3824 rijen)"
            )
        );
        assert_eq!(dutch_of("\"no rows\"").as_deref(), Some("\"no rows\""));
        assert_eq!(dutch_of("something nobody wrote"), None);
    }
}
