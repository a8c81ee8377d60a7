//! Text from a file, as it is shown in a message.

/// So many characters show what is meant.
const SHOWN: usize = 60;

/// The text in quotation marks, on one line, and cut off when it is long.
pub fn quoted(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// Names in quotation marks with commas between, the first twelve and how many more there are.
pub fn listed<Name: AsRef<str>>(names: &[Name]) -> String {
    const NAMED: usize = 12;
    let shown: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| quoted(name.as_ref()))
        .collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_and_stays_on_one_line() {
        assert_eq!(quoted("a\r\nb"), "\"a  b\"");
        assert_eq!(quoted(&"é".repeat(61)), format!("\"{}…\"", "é".repeat(60)));
    }

    #[test]
    fn many_names_are_counted() {
        assert_eq!(listed(&["a", "b"]), "\"a\", \"b\"");
        let names: Vec<String> = (0..14).map(|number| number.to_string()).collect();
        assert!(listed(&names).ends_with("\"11\" and 2 more"));
    }
}
