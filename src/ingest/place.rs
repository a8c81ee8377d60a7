//! A place where people live, between the file it was read from and the demand point it becomes.

use crate::ingest::residents::RawPlace;
use crate::ingest::study_columns::ResidentShape;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::Count;
use crate::model::people::People;
use crate::model::source::SourceId;
use crate::model::units::Metres;

/// A place on its way to becoming a demand point.
#[derive(Debug, Clone)]
pub struct Place {
    /// What the file says.
    pub raw: RawPlace,
    /// The neighbourhood it lies in, by its position in the list of areas.
    pub area: Option<usize>,
    /// What a row of its source is.
    pub shape: ResidentShape,
    /// How far from it its people may really live.
    pub half_diagonal: Metres,
    /// Its source.
    pub source: SourceId,
    /// Its residents, once they are known.
    pub residents: PerAge<Option<Count>>,
}

/// The people of an age group over places, as far as they are known.
pub fn people_of<'a>(
    residents: impl IntoIterator<Item = &'a PerAge<Option<Count>>>,
    age: AgeGroup,
) -> People {
    residents
        .into_iter()
        .filter_map(|residents| residents[age])
        .map(|count| count.people)
        .sum()
}
