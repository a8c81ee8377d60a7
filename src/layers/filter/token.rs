//! The words and signs of a filter.

use crate::layers::filter::error::FilterError;

/// A word, text, number or sign, with the letter where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The letter at which it begins, from 0.
    pub place: usize,
}

/// What stands in a filter.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenKind {
    /// A name or a word of the language.
    Word(String),
    /// A name between double quotes: never a word of the language.
    Name(String),
    /// A text between single quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// A sign: `(`, `)`, `,`, `=`, `<>`, `<`, `<=`, `>` or `>=`.
    Sign(&'static str),
    /// After the last one.
    End,
}

impl TokenKind {
    /// How it is shown in a refusal.
    pub fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Name(text) => format!("\"{text}\""),
            Self::Text(text) => format!("de tekst '{text}'"),
            Self::Number(number) => format!("het getal {number}"),
            Self::Sign(sign) => format!("\"{sign}\""),
            Self::End => "het einde".to_owned(),
        }
    }
}

/// Signs, longest first.
const SIGNS: [&str; 9] = ["<>", "<=", ">=", "(", ")", ",", "=", "<", ">"];

/// All words and signs of a filter, and the end.
///
/// # Errors
/// A letter that belongs nowhere, or a quote that is never closed.
pub fn tokens(text: &str) -> Result<Vec<Token>, FilterError> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        if letter.is_whitespace() {
            place += 1;
            continue;
        }
        let (kind, next) = token(&letters, place)?;
        found.push(Token { kind, place });
        place = next;
    }
    let place = letters.len();
    found.push(Token {
        kind: TokenKind::End,
        place,
    });
    Ok(found)
}

/// The token that begins at `place`, and where the next one may begin.
fn token(letters: &[char], place: usize) -> Result<(TokenKind, usize), FilterError> {
    let rest = letters.get(place..).unwrap_or_default();
    let first = rest.first().copied().unwrap_or(' ');
    let signed = matches!(first, '-' | '+') && rest.get(1).is_some_and(|&next| begins_number(next));
    if first == '\'' {
        let (text, next) = quoted(letters, place, '\'')?;
        Ok((TokenKind::Text(text), next))
    } else if first == '"' {
        let (text, next) = quoted(letters, place, '"')?;
        Ok((TokenKind::Name(text), next))
    } else if begins_number(first) || signed {
        number(letters, place)
    } else if first.is_alphabetic() || first == '_' {
        let word: String = rest
            .iter()
            .take_while(|letter| letter.is_alphanumeric() || "_.:".contains(**letter))
            .collect();
        let next = place + word.chars().count();
        Ok((TokenKind::Word(word), next))
    } else {
        let start: String = rest.iter().take(2).collect();
        let sign = SIGNS.into_iter().find(|sign| start.starts_with(sign));
        let sign = sign.ok_or_else(|| {
            FilterError::at(
                place,
                format!("\"{first}\""),
                "een naam, waarde of vergelijking",
            )
        })?;
        Ok((TokenKind::Sign(sign), place + sign.len()))
    }
}

fn begins_number(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '.'
}

fn number(letters: &[char], place: usize) -> Result<(TokenKind, usize), FilterError> {
    let mut before = ' ';
    let text: String = letters
        .iter()
        .skip(place)
        .take_while(|&&letter| {
            // A sign stands first, or after the letter of an exponent.
            let sign = matches!(letter, '-' | '+') && matches!(before, ' ' | 'e' | 'E');
            before = letter;
            sign || letter.is_ascii_alphanumeric() || letter == '.'
        })
        .collect();
    let next = place + text.chars().count();
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok((TokenKind::Number(number), next)),
        _ => Err(FilterError::at(place, format!("\"{text}\""), "een getal")),
    }
}

/// The text between quotes; a quote in it is written twice, or after a backslash.
fn quoted(letters: &[char], open: usize, quote: char) -> Result<(String, usize), FilterError> {
    let mut text = String::new();
    let mut place = open + 1;
    while let Some(&letter) = letters.get(place) {
        let next = letters.get(place + 1).copied();
        if (letter == quote || letter == '\\') && next == Some(quote) {
            text.push(quote);
            place += 2;
        } else if letter == quote {
            return Ok((text, place + 1));
        } else {
            text.push(letter);
            place += 1;
        }
    }
    let expected = format!("een {quote} die de tekst sluit");
    Err(FilterError::at(open, format!("{quote}{text}"), expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_falls_apart_into_words_signs_and_values() {
        let kinds: Vec<TokenKind> = tokens("naam<>'\u{2019}s Hof''je' AND \"niveau\">=-1.5e3")
            .expect("a filter")
            .into_iter()
            .map(|token| token.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                TokenKind::Word("naam".to_owned()),
                TokenKind::Sign("<>"),
                TokenKind::Text("\u{2019}s Hof'je".to_owned()),
                TokenKind::Word("AND".to_owned()),
                TokenKind::Name("niveau".to_owned()),
                TokenKind::Sign(">="),
                TokenKind::Number(-1_500.0),
                TokenKind::End,
            ]
        );
    }

    #[test]
    fn what_belongs_nowhere_is_refused_with_its_place() {
        for (text, place) in [
            ("a = ;", 5),
            ("a = 'b", 5),
            ("a = 1x", 5),
            ("a = 1e999", 5),
            ("€", 1),
        ] {
            let refused = tokens(text).expect_err(text);
            assert_eq!(refused.place, place, "{text}: {refused}");
        }
    }
}
