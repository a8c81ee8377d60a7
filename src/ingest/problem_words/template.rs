//! A phrase with holes for what was quoted or counted, in two languages. The words around the holes match letter by letter.

/// A hole for anything: a name, a quotation, a list.
const ANYTHING: &str = "{}";
/// A hole for a number.
const NUMBER: &str = "{#}";
/// A hole for a phrase that has a template of its own.
const PHRASE: &str = "{..}";

/// What a template is made of, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Words that are always the same.
    Words(&'static str),
    /// Room for anything.
    Anything,
    /// Room for a number.
    Number,
    /// Room for another phrase.
    Phrase,
}

impl Piece {
    /// Whether this is a hole.
    pub const fn is_hole(self) -> bool {
        !matches!(self, Self::Words(_))
    }
}

/// The pieces of a template as it is written.
pub fn pieces(written: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = written;
    while let Some((words, hole, after)) = next_hole(rest) {
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(hole);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn next_hole(text: &'static str) -> Option<(&'static str, Piece, &'static str)> {
    let holes = [
        (ANYTHING, Piece::Anything),
        (NUMBER, Piece::Number),
        (PHRASE, Piece::Phrase),
    ];
    let first = |(written, hole): (&str, Piece)| {
        let (before, after) = text.split_once(written)?;
        Some((before, hole, after))
    };
    let found = holes.into_iter().filter_map(first);
    found.min_by_key(|(before, _, _)| before.len())
}

/// What stands in the holes when the whole text is of this template. `is_phrase` says what fits into a hole for a phrase.
pub fn holes<'text>(
    pieces: &[Piece],
    text: &'text str,
    is_phrase: &dyn Fn(&str) -> bool,
) -> Option<Vec<&'text str>> {
    if let Some(Piece::Words(last)) = pieces.last()
        && !text.ends_with(last)
    {
        return None;
    }
    let mut found = Vec::new();
    fill(pieces, text, is_phrase, &mut found).then_some(found)
}

fn fill<'text>(
    pieces: &[Piece],
    text: &'text str,
    is_phrase: &dyn Fn(&str) -> bool,
    found: &mut Vec<&'text str>,
) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Words(words), rest @ ..] => text
            .strip_prefix(words)
            .is_some_and(|text| fill(rest, text, is_phrase, found)),
        [hole, Piece::Words(words), rest @ ..] => text.match_indices(words).any(|(at, _)| {
            let (within, after) = text.split_at(at);
            let before = found.len();
            let fits = fits(*hole, within, is_phrase) && {
                found.push(within);
                let after = after.strip_prefix(words);
                after.is_some_and(|after| fill(rest, after, is_phrase, found))
            };
            if !fits {
                found.truncate(before);
            }
            fits
        }),
        [hole] => {
            found.push(text);
            fits(*hole, text, is_phrase)
        }
        // Where two holes touch, nobody can say where one ends.
        [_, ..] => false,
    }
}

fn fits(hole: Piece, text: &str, is_phrase: &dyn Fn(&str) -> bool) -> bool {
    match hole {
        Piece::Words(words) => words == text,
        Piece::Anything => true,
        Piece::Number => text.parse::<f64>().is_ok(),
        Piece::Phrase => is_phrase(text),
    }
}

/// How many letters of the template always match.
pub fn letters(pieces: &[Piece]) -> usize {
    let length = |piece: &Piece| match piece {
        Piece::Words(words) => words.len(),
        Piece::Anything | Piece::Number | Piece::Phrase => 0,
    };
    pieces.iter().map(length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'text>(written: &'static str, text: &'text str) -> Option<Vec<&'text str>> {
        holes(&pieces(written), text, &|text| text == "no rows")
    }

    #[test]
    fn words_match_letter_by_letter_and_holes_take_what_is_between() {
        assert_eq!(found("no rows", "no rows"), Some(vec![]));
        assert_eq!(found("no rows", "no rows at all"), None);
        assert_eq!(
            found("\"{}\" in \"{}\"", "\"a\" in \"b\""),
            Some(vec!["a", "b"])
        );
        assert_eq!(found("{} of {}", "a of b of c"), Some(vec!["a", "b of c"]));
        assert_eq!(found("at {#} m", "at 12.5 m"), Some(vec!["12.5"]));
        assert_eq!(found("at {#} m", "at x m"), None);
        assert_eq!(found("{#} to {#}", "a to b to 3"), None);
        assert_eq!(
            found("{..} ({#} rows)", "no rows (3 rows)"),
            Some(vec!["no rows", "3"])
        );
        assert_eq!(found("{..} ({#} rows)", "two rows (3 rows)"), None);
    }

    #[test]
    fn another_place_is_tried_when_the_rest_does_not_match() {
        assert_eq!(
            found("{} and {#} more", "a and b and 3 more"),
            Some(vec!["a and b", "3"])
        );
    }
}
