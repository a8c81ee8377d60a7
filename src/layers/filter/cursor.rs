//! Reading the words and signs of a filter one by one.

use crate::layers::filter::error::FilterError;
use crate::layers::filter::token::{Token, TokenKind, tokens};

/// The words and signs that are still to be read.
#[derive(Debug)]
pub struct Cursor {
    tokens: Vec<Token>,
    at: usize,
}

impl Cursor {
    /// Before the first word of a filter.
    ///
    /// # Errors
    /// A letter that belongs nowhere, or a quote that is never closed.
    pub fn over(text: &str) -> Result<Self, FilterError> {
        Ok(Self {
            tokens: tokens(text)?,
            at: 0,
        })
    }

    /// What comes next.
    pub fn next(&self) -> &TokenKind {
        self.ahead(0)
    }

    /// What comes after the next one.
    pub fn after_next(&self) -> &TokenKind {
        self.ahead(1)
    }

    /// Goes past the next one and gives it.
    pub fn take(&mut self) -> TokenKind {
        let taken = self.next().clone();
        self.at += 1;
        taken
    }

    /// Goes past this word of the language if it comes next.
    pub fn takes_word(&mut self, word: &str) -> bool {
        let comes =
            matches!(self.next(), TokenKind::Word(found) if found.eq_ignore_ascii_case(word));
        self.at += usize::from(comes);
        comes
    }

    /// Goes past this sign if it comes next.
    pub fn takes_sign(&mut self, sign: &str) -> bool {
        let comes = matches!(self.next(), TokenKind::Sign(found) if *found == sign);
        self.at += usize::from(comes);
        comes
    }

    /// Goes past this sign.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn sign(&mut self, sign: &str) -> Result<(), FilterError> {
        if self.takes_sign(sign) {
            Ok(())
        } else {
            Err(self.refused(format!("\"{sign}\"")))
        }
    }

    /// What comes next is not what was expected.
    pub fn refused(&self, expected: impl Into<String>) -> FilterError {
        FilterError::at(self.place(), self.next().shown(), expected)
    }

    /// The letter at which the next one begins, from 0.
    pub fn place(&self) -> usize {
        self.tokens
            .get(self.at)
            .or(self.tokens.last())
            .map_or(0, |token| token.place)
    }

    fn ahead(&self, steps: usize) -> &TokenKind {
        self.tokens
            .get(self.at + steps)
            .map_or(&TokenKind::End, |token| &token.kind)
    }
}
