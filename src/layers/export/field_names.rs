//! Field names for Shapefile: at most ten letters of ASCII, each one once.

/// The letters that a name may have.
const LONGEST: usize = 10;

/// The names in the order given: cut, and where two would be the same the later ones numbered.
///
/// ```
/// use nabij::layers::export::field_names::short_names;
/// let names = short_names(&["voorziening", "voorziening_id", "naam"]);
/// assert_eq!(names, ["voorzienin", "voorzien_2", "naam"]);
/// ```
pub fn short_names(names: &[&str]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for name in names {
        let plain: String = name
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    '_'
                }
            })
            .take(LONGEST)
            .collect();
        let numbered = (2..).map(|number: usize| {
            let ending = format!("_{number}");
            let kept: String = plain.chars().take(LONGEST - ending.len()).collect();
            kept + &ending
        });
        let is_free = |name: &String| !taken.iter().any(|other| other.eq_ignore_ascii_case(name));
        let free = std::iter::once(plain.clone()).chain(numbered).find(is_free);
        taken.push(free.unwrap_or(plain));
    }
    taken
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_are_short_and_each_is_there_once(names in prop::collection::vec("[a-zé_]{1,14}", 0..40)) {
            let given: Vec<&str> = names.iter().map(String::as_str).collect();
            let short = short_names(&given);
            prop_assert_eq!(short.len(), given.len());
            for (place, name) in short.iter().enumerate() {
                prop_assert!(name.is_ascii() && name.len() <= 10);
                prop_assert!(!short[..place].iter().any(|other| other.eq_ignore_ascii_case(name)));
            }
        }
    }
}
