//! The words of a choice as people read them. In a record stands the Dutch word, which is its key in every language.

use crate::model::bilingual::Bilingual;

/// Each word in Dutch and in English.
const WORDS: [(&str, &str); 14] = [
    ("ja", "yes"),
    ("nee", "no"),
    ("nu", "now"),
    ("straks", "soon"),
    ("later", "later"),
    ("niet aangevraagd", "not applied for"),
    ("aangevraagd", "applied for"),
    ("geautoriseerd", "authorised"),
    ("college", "mayor and aldermen"),
    ("raad", "city council"),
    ("anders", "another"),
    ("UOA", "UOA"),
    ("stuurgroep IHP", "steering group IHP"),
    ("schoolbestuur", "school board"),
];

/// A word to choose as people read it; the word itself when it has no other.
pub fn choice_words(word: &str) -> Bilingual {
    let found = WORDS.iter().find(|(dutch, _)| *dutch == word);
    Bilingual::new(word, found.map_or(word, |(_, english)| english))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::entered::forms::FORMS;

    #[test]
    fn every_word_of_every_form_is_told_in_english_too() {
        let fields = FORMS.iter().flat_map(|form| form.every_field());
        for word in fields.flat_map(|field| field.content.choices()) {
            let known = WORDS.iter().any(|(dutch, _)| dutch == word);
            assert!(known, "{word}");
        }
        assert_eq!(choice_words("raad").english, "city council");
        assert_eq!(choice_words("iets").english, "iets");
    }
}
