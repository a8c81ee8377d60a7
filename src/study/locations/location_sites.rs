//! The places of a location question: candidates where a facility could come, and facilities with which something may
//! be done.

use std::borrow::Cow;

use crate::access::straight::entrances;
use crate::model::bilingual::Bilingual;
use crate::model::cost_table::TableId;
use crate::model::location_question::{Change, Existing, LocationQuestion, Places};
use crate::model::position::Planar;
use crate::model::town_data::TownData;
use crate::siting::error::SitingError;
use crate::study::community_school::places::{CandidatePlace, areas_of};
use crate::study::error::StudyError;

/// A candidate, or a facility that is there.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationSite {
    /// The id of the candidate or facility.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub position: Planar,
    /// Where it can be entered.
    pub doors: Vec<Planar>,
    /// The district it lies in, as an index of the study's areas.
    pub district: Option<usize>,
    /// The building of a candidate, as an index of the study's buildings.
    pub building: Option<usize>,
    /// The facility that is there, as an index; nothing for a candidate.
    pub facility: Option<usize>,
    /// Its places today, where they are known.
    pub places: Option<u32>,
}

impl LocationSite {
    /// Its name in the solver's table: a facility may have the id of a candidate.
    pub fn table_id(&self) -> TableId {
        TableId::Name(match self.facility {
            None => self.id.clone(),
            Some(_) => format!("{} (bestaand)", self.id),
        })
    }

    /// A candidate.
    pub fn of_candidate(town: &TownData, place: &CandidatePlace) -> Self {
        Self {
            id: place.id.clone(),
            name: place.name.clone(),
            position: place.position,
            doors: place.doors(town),
            district: place.district,
            building: place.building,
            facility: None,
            places: None,
        }
    }

    /// A facility of the study.
    pub fn of_facility(town: &TownData, index: usize) -> Self {
        let facility = &town.facilities[index];
        Self {
            id: facility.id.0.clone(),
            name: facility.name.clone(),
            position: facility.position,
            doors: entrances(facility).collect(),
            district: areas_of(town, facility.position).1,
            building: None,
            facility: Some(index),
            places: facility.capacity,
        }
    }
}

/// The facilities of the question's kind, sorted by what may become of them; all by index, ascending.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// Those that close in any case.
    pub closing: Vec<usize>,
    /// Those that a plan decides on, or whose places are a limit.
    pub movable: Vec<usize>,
    /// Those that stay as they are.
    pub staying: Vec<usize>,
}

impl Standing {
    /// Sorts the facilities of a kind, given by index.
    ///
    /// # Errors
    /// Names the field whose id is none of them, or that asks for what cannot be.
    pub fn of(
        town: &TownData,
        question: &LocationQuestion,
        facilities: &[usize],
    ) -> Result<Self, StudyError> {
        check_existing(town, question)?;
        if question.existing == Existing::LeftOut {
            return Ok(Self::default());
        }
        let index = |id: &String| {
            let mut all = facilities.iter().copied();
            all.find(|&facility| town.facilities[facility].id.0 == *id)
        };
        let unknown = |field: String, id: &str| {
            let kind = question.kind.code();
            refused(
                field,
                id,
                format!("het kenmerk van een voorziening van soort {kind}"),
                format!("the id of a facility of kind {kind}"),
            )
        };
        let closing: Result<Vec<usize>, StudyError> = question
            .closing
            .iter()
            .map(|id| index(id).ok_or_else(|| unknown("sluiten".to_owned(), id)))
            .collect();
        let closing = closing?;
        let mut movable = Vec::new();
        for (number, action) in question.actions.iter().enumerate() {
            let field = || field_of_action(number, "voorziening");
            let of_facility = match action.change {
                Change::Open => None,
                Change::Close | Change::Extend | Change::Merge | Change::Stay => {
                    let found = index(&action.place);
                    Some(found.ok_or_else(|| unknown(field(), &action.place))?)
                }
            };
            movable.extend(of_facility);
            movable.extend(action.into.as_ref().and_then(index));
        }
        if question.places == Places::Limited {
            movable.extend(facilities);
        }
        movable.sort_unstable();
        movable.dedup();
        if let Some(both) = question.actions.iter().find(|action| {
            let places = [Some(&action.place), action.into.as_ref()];
            places
                .into_iter()
                .flatten()
                .any(|id| question.closing.contains(id))
        }) {
            return Err(refused(
                "sluiten",
                &both.place,
                "een kenmerk dat niet in acties staat",
                "an id that is not in acties",
            ));
        }
        movable.retain(|facility| !closing.contains(facility));
        let stays = |facility: &usize| !closing.contains(facility) && !movable.contains(facility);
        Ok(Self {
            staying: facilities.iter().copied().filter(stays).collect(),
            closing,
            movable,
        })
    }
}

fn check_existing(town: &TownData, question: &LocationQuestion) -> Result<(), StudyError> {
    let found = question.existing.code();
    let of_facilities = |change: Change| change != Change::Open;
    match question.existing {
        Existing::Stay if !town.kinds.contains(&question.kind) => Err(refused(
            "bestaand",
            found,
            "telt niet mee: de studie heeft geen bron voor deze soort, dus waar ze zijn is niet bekend",
            "telt niet mee: the study has no source for this kind, so where they are is not known",
        )),
        Existing::LeftOut
            if !question.closing.is_empty()
                || question
                    .actions
                    .iter()
                    .any(|action| of_facilities(action.change)) =>
        {
            Err(refused(
                "bestaand",
                found,
                "blijft, want alleen wat er is kan sluiten of veranderen",
                "blijft, because only what is there can close or change",
            ))
        }
        Existing::Stay | Existing::LeftOut => Ok(()),
    }
}

/// A field of the question that cannot be answered, with what was expected in Dutch and in English.
pub fn refused(
    field: impl Into<Cow<'static, str>>,
    found: &str,
    dutch: impl Into<String>,
    english: impl Into<String>,
) -> StudyError {
    StudyError::Siting(SitingError::Field {
        field: field.into(),
        found: Bilingual::quoted(found),
        expected: Bilingual::new(dutch, english),
    })
}

/// A field of the question that is not there and has to be.
pub fn missing(field: impl Into<Cow<'static, str>>, expected: Bilingual) -> StudyError {
    StudyError::Siting(SitingError::Field {
        field: field.into(),
        found: Bilingual::new("niets", "nothing"),
        expected,
    })
}

/// A field of one of the actions, by its place in their list.
pub fn field_of_action(number: usize, field: &str) -> String {
    format!("acties[{number}].{field}")
}
