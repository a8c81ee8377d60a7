//! The sources of a study: their numbers and names, in the order of the study file.

use crate::ingest::origin::Origin;
use crate::ingest::problem::{Problem, Severity};
use crate::model::source::{Source, SourceId};

/// The sources as they are being numbered.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// The sources so far, by number.
    pub fn as_list(&self) -> &[Source] {
        &self.0
    }

    /// All sources, by number.
    pub fn into_list(self) -> Vec<Source> {
        self.0
    }

    /// Adds a source of a study file with its reference date. Without a name it gets that of its file; a name that is taken is a problem that blocks.
    pub fn add(
        &mut self,
        (study_file, reference_date): (&str, Option<&str>),
        origin: &Origin,
        problems: &mut Vec<Problem>,
    ) -> (SourceId, String) {
        let name = match &origin.name {
            Some(name) => {
                if self.is_taken(name) {
                    let found = format!("the name \"{name}\" a second time");
                    problems.push(
                        Problem::of_file(
                            Severity::Blocks,
                            study_file,
                            found,
                            "another name for each source",
                        )
                        .in_field("name"),
                    );
                }
                name.clone()
            }
            None => self.free_name(stem(&origin.file)),
        };
        if origin.rounded_to == Some(0) {
            let found = format!("0 for \"{name}\"");
            problems.push(
                Problem::of_file(
                    Severity::Blocks,
                    study_file,
                    found,
                    "a whole number of people (1 or more)",
                )
                .in_field("rounded_to"),
            );
        }
        // A study has a handful of sources; more than the numbers hold cannot be written by a person.
        let id = SourceId(u16::try_from(self.0.len()).unwrap_or(u16::MAX));
        self.0.push(Source {
            name: name.clone(),
            title: origin.title.clone().unwrap_or_else(|| name.clone()),
            publisher: origin.publisher.clone(),
            licence: origin.licence.clone(),
            date: origin
                .date
                .clone()
                .or_else(|| reference_date.map(str::to_owned)),
            file: origin.file.clone(),
            rounded_to: origin.rounded_to.unwrap_or(1),
        });
        (id, name)
    }

    fn is_taken(&self, name: &str) -> bool {
        self.0.iter().any(|source| source.name == name)
    }

    fn free_name(&self, wanted: &str) -> String {
        let others = (2..).map(|number: u32| format!("{wanted}-{number}"));
        std::iter::once(wanted.to_owned())
            .chain(others)
            .find(|name| !self.is_taken(name))
            .unwrap_or_default()
    }
}

/// The file without its folder and extensions.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.split('.')
        .next()
        .filter(|stem| !stem.is_empty())
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::study_file::parse_study;

    #[test]
    fn a_source_without_a_name_gets_that_of_its_file_and_names_are_unique() {
        let text = "name = \"T\"\nreference_date = \"2024\"\n[[areas]]\nlevel = \"buurt\"\nfile = \"gis/b.gpkg\"\n\
                    [[areas]]\nlevel = \"wijk\"\nfile = \"b.gpkg\"\n[[areas]]\nlevel = \"gemeente\"\nfile = \"g\"\nname = \"b\"\n";
        let study = parse_study("study.toml", text).expect("a study");
        let (mut sources, mut problems) = (Sources::default(), Vec::new());
        let names: Vec<String> = study
            .areas
            .iter()
            .map(|areas| {
                sources
                    .add(("study.toml", Some("2024")), &areas.origin(), &mut problems)
                    .1
            })
            .collect();
        assert_eq!(names, ["b", "b-2", "b"]);
        assert_eq!(
            problems[0].to_string(),
            "study.toml, field \"name\": found the name \"b\" a second time, expected another name for each source"
        );
    }
}
