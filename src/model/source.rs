//! Where a figure comes from, so that it can be shown beside the figure.

/// A number that points at one source in [`crate::model::town_data::TownData::sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u16);

/// One source as the study file declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The short name in the study file, unique in the study.
    pub name: String,
    /// What it is, in one line.
    pub title: String,
    /// Who publishes it, if that is told.
    pub publisher: Option<String>,
    /// Under which licence or terms, if that is told.
    pub licence: Option<String>,
    /// The day the figures describe, as written in the study file (`2024-01-01` or `2024`), if that is told.
    pub date: Option<String>,
    /// The file, relative to the study's data folder.
    pub file: String,
    /// Persons of this source were rounded to a multiple of this by the publisher (CBS: 5); 1 when exact.
    pub rounded_to: u32,
}

/// A title with what is known of it in brackets behind it, as in "Buurten (CBS, 2024)"; alone when nothing is.
pub fn with_what_is_known(title: &str, of_it: &[Option<&str>]) -> String {
    let known: Vec<&str> = of_it.iter().copied().flatten().collect();
    match known.is_empty() {
        true => title.to_owned(),
        false => format!("{title} ({})", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_of_a_source_leaves_no_trace_in_its_line() {
        let line = |maker, date| with_what_is_known("Buurten", &[maker, date]);
        assert_eq!(line(Some("CBS"), Some("2024")), "Buurten (CBS, 2024)");
        assert_eq!(line(None, Some("2024")), "Buurten (2024)");
        assert_eq!(line(None, None), "Buurten");
    }
}
