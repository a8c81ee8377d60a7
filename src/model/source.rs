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
    /// Who publishes it.
    pub publisher: String,
    /// Under which licence or terms.
    pub licence: String,
    /// The day the figures describe, as written in the study file (`2024-01-01` or `2024`).
    pub date: String,
    /// The file, relative to the study's data folder.
    pub file: String,
    /// Persons of this source were rounded to a multiple of this by the publisher (CBS: 5); 1 when exact.
    pub rounded_to: u32,
}
