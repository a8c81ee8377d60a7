//! What a refusal says of a value that somebody sent, which may be as long as they like.

/// So many characters are kept of the beginning, and of the end: what was found stands between the field and what was expected.
const KEPT: usize = 1_500;

/// A text without the middle, when it is too long for anybody to read.
pub fn legible(text: String) -> String {
    let mut places = text.char_indices().map(|(place, _)| place);
    let until = places.nth(KEPT);
    let from = places.rev().nth(KEPT - 1);
    match (until, from) {
        (Some(until), Some(from)) => format!("{} […] {}", &text[..until], &text[from..]),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_what_is_too_long_is_left_out() {
        let refused = |found: &str| format!("kader: gevonden \"{found}\", verwacht vier getallen");
        let short = refused(&"é".repeat(2_000));
        assert_eq!(legible(short.clone()), short);
        let long = legible(refused(&"é".repeat(1_000_000)));
        assert!(long.starts_with("kader: gevonden \"éé"), "{long}");
        assert!(long.contains("éé […] éé"), "{long}");
        assert!(long.ends_with("é\", verwacht vier getallen"), "{long}");
        assert!(long.chars().count() < 3_100);
    }
}
